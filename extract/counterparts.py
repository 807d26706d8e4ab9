"""Counterparts that no name is given for: a post, a body or a group as the report words it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.extract.address_forms import without_address
from communique.extract.claims import Entity
from communique.extract.listings import Item, Listing
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, post_entity
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence
from communique.ontology.reference import countries, demonyms

#: A group of nothing but these words is the entourage of one side.
_GENERAL = frozenset(
    "the a his her their both two respective visiting accompanying official high-ranking senior delegation delegations members of "
    "officials other many several entourage team".split()
)
#: "the President of Kenya in Nairobi": where a post's holder is met is no part of the post.
_PLACED = re.compile(r"( of (?:the )?[A-Z][\w' ]*?) in [A-Z][\w' -]*$")
_PART_OF = tuple(f"{noun} of " for noun in ("members", "representatives", "office-bearers", "executives"))


def nameless(scene: Scene, s: Sentence, item: Item) -> Iterator[Entity]:
    """The entity of an item without persons; none for what is no counterpart."""
    if item.persons:
        return
    if item.label:
        yield Entity("organization", item.label)
        return
    ref = item.head.ref
    text = without_address(spelled_out(scene.quote(s.words[item.first], s.words[item.last])))
    if ref is None:
        words = {w.lower for w in s.words[item.first : item.last + 1]}
        if item.head.lower in trigger_words("meeting", "people") and words - _GENERAL:
            yield _group(scene, s, item, text)
    elif ref.kind in ("post", "group"):
        if s.words[item.first].start == item.head.start and text.lower().startswith(_PART_OF):
            yield _of_body(text)  # "members of the Chamber of Commerce", which is taken for a post
            return
        entity = post_entity(ref, _PLACED.sub(r"\1", text))
        if entity is not None and _tells_which(entity.name):
            yield entity
    elif ref.kind == "demonym":
        yield Entity("group", text)
    elif ref.kind == "body" and ref.unit is not None:
        yield body_entity(ref.unit)
    elif ref.kind == "name" and len(text.split()) > 1:
        yield Entity("organization", text)


@cache
def _country_names() -> frozenset[str]:
    return frozenset(form.lower() for entry in countries().values() for form in entry.forms)


def each_country(scene: Scene, s: Sentence, found: Listing) -> Listing:
    """ "the presidents of Gabon, Chad and Angola" as one post for every country; other items stay as they are."""
    items: list[Item] = []
    head = (
        _one_of(scene.quote(s.words[found.group.first], s.words[found.group.head.index]))
        if found.group
        else ""
    )
    for item in found.items:
        if head and item.head.ref is not None and item.head.ref.kind == "country":
            name = spelled_out(scene.quote(item.head, item.head))
            items.append(Item(item.first, item.last, item.head, f"{head} of {name}"))
            continue
        labels = (
            _labels(spelled_out(scene.quote(s.words[item.first], s.words[item.last])))
            if not item.persons
            else []
        )
        items += [
            Item(item.first, item.last, item.head, label, _holder(scene, item, label)) for label in labels
        ] or [item]
    return Listing(items, found.separate)


def _holder(scene: Scene, item: Item, label: str) -> tuple[Person, ...]:
    """Who is told to be "Prime Minister of Chad" where a report speaks of the prime ministers of several countries."""
    reference = item.head.ref.reference if item.head.ref is not None else None
    posts = reference.naming.posts if reference is not None and reference.naming is not None else []
    if not posts or posts[0].kind == "description":
        return ()
    fits = [
        q
        for q in scene.registry.persons
        if _of(label, q.country)
        and any(h.post.role == posts[0].role and h.post.status == "actual" for h in q.posts)
    ]
    return tuple(fits) if len(fits) == 1 else ()


def _of(label: str, code: str) -> bool:
    """Whether a label ("Prime Minister of Chad", "Chadian Prime Minister") names a country."""
    if code not in countries():
        return False
    forms = {*countries()[code].forms, *(f for d in demonyms() if d.code == code for f in d.forms)}
    return any(label.endswith(f" of {f}") or label.startswith(f"{f} ") for f in forms)


_OF_SEVERAL = re.compile(
    r"(?:the )?(?P<role>[\w-]+?)s?(?P<of> of (?:state|government)|) (?:of|from) (?P<list>.+(?:,| and ).+)|"
    r"(?:the )?(?P<role2>(?:[\w-]+ ){1,3}[\w-]+?)s? (?:of|from) (?P<list2>.+(?:,| and ).+)",
    re.IGNORECASE,
)
_PEOPLES = re.compile(
    r"(?:the )?(?P<list>\w+(?:, \w+)*,? and \w+) (?P<role>[\w -]+?)s(?P<of> of [\w ]+|)", re.IGNORECASE
)


def _labels(text: str) -> list[str]:
    found = _OF_SEVERAL.fullmatch(text)
    if found:
        role = found["role2"] or found["role"] + found["of"]
        names = _names(found["list2"] or found["list"])
        return (
            [f"{role} of {name}" for name in names]
            if all(n.lower() in _country_names() for n in names)
            else []
        )
    found = _PEOPLES.fullmatch(text)
    if found:
        names = _names(found["list"])
        role = found["role"] + found["of"]
        return [f"{name} {role}" for name in names] if all(n in _demonyms() for n in names) else []
    return []


def _names(text: str) -> list[str]:
    names = [n.strip().removeprefix("the ") for n in re.split(r",| and ", text) if n.strip()]
    return names if len(names) > 1 else [""]


def _one_of(text: str) -> str:
    """ "leaders of several states" are leaders one by one."""
    role = re.split(r" (?:of|from) ", text.removeprefix("the "))[0]
    return role.removesuffix("s")


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(form for entry in demonyms() for form in entry.forms)


@cache
def _acronyms() -> dict[str, str]:
    """Acronyms of countries and their official names."""
    return {
        form: next((f for f in (*entry.forms[1:2], entry.name) if " " in f), entry.name)
        for entry in countries().values()
        for form in entry.forms
        if " " not in form and sum(c.isupper() for c in form) > 1 and not any(c.islower() for c in form[2:])
    }


def spelled_out(text: str) -> str:
    """A counterpart's words with the acronyms of countries written out: "Speaker of the Parliament of the RoK"."""
    return re.sub(r"\b[A-Z][\w.]{1,5}\b\.?(?! [A-Z])", lambda m: _acronyms().get(m.group(), m.group()), text)


def _tells_which(text: str) -> bool:
    """A bare "officials" or "the minister" says too little to be a counterpart."""
    return len(text.split()) > 1


def _group(scene: Scene, s: Sentence, item: Item, text: str) -> Entity:
    """ "members of the Gujarat Chamber": the body itself, its members as another form of it."""
    words = s.words[item.first : item.last + 1]
    return _of_body(text) if text.lower().startswith(_PART_OF) and len(words) > 2 else Entity("group", text)


def _of_body(text: str) -> Entity:
    inner = text.split(" of ", 1)[1].removeprefix("the ")
    return Entity("group", inner, aliases=(text,))
