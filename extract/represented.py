"""For whom persons and words of a sentence act: a country, an international body, a city, or the body that somebody heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.side_names import bare_name
from communique.extract.side_phrases import capital_of, entity_of, is_body, known_names, side_of
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list
from communique.ontology.reference import countries, places

_STATE = re.compile(
    r"\b(?:Minist\w+|Ambassador|Secretary of State|Government|Parliament|Congress|Senate|Assembly|Committee|Party|Cabinet|Presiden\w+|Administration)\b"
)
#: Posts that may be of any body ("President of the Chamber of Commerce").
_OVER_BODY = re.compile(r"^(?:Vice[- ])?President$")


def sides(scene: Scene, s: Sentence, words: list[Word]) -> list[Entity]:
    """Countries of persons and countries, bodies by name; a named ministry stands for itself."""
    found: list[Entity] = []
    for word in words:
        for member in (m for head in scene.members(s, word) for m in _whose(scene, s, head)):
            whole = _whole(scene, s, member)
            found += [e for e in (whole or _standing_for(member)) if e not in found]
    return found


def _whole(scene: Scene, s: Sentence, member: Word) -> list[Entity]:
    """ "the University" "of Kisumu", of which the grammar takes only the first word for a name."""
    behind = s.words[member.index + 1 : member.index + 3]
    named = member.ref is not None and member.ref.kind == "name" and is_body(member.ref.text)
    if not named or len(behind) < 2 or behind[0].lower not in ("of", "for") or behind[1].ref is None:
        return []
    whole = side_of(scene, s.words[member.index : member.index + 3])
    return [whole] if whole is not None and behind[1].ref.kind in ("place", "country", "name") else []


def _whose(scene: Scene, s: Sentence, head: Word) -> list[Word]:
    """ "the directors of the two academies": the bodies that somebody acts for."""
    if head.ref is None and head.tag == "NNS":
        behind = scene.prepositional(s, head, "of")
        return [m for x in behind for m in scene.members(s, x)] or [head]
    return [head]


def _standing_for(member: Word) -> Iterator[Entity]:
    for person in member.persons:
        body = company(person) or _international(person) or _city(person)
        if body is not None:
            yield body
        elif person.country in countries():
            yield country_entity(person.country)
    ref = member.ref
    if ref is None or ref.persons:
        return
    capital = ref.unit is not None and capital_of(ref.unit.text) == ref.unit.code
    if (
        ref.kind in ("country", "body")
        or ref.kind == "place"
        and capital
        or ref.kind == "name"
        and is_body(ref.text)
    ):
        entity = entity_of(member)
        if entity is not None:
            yield entity


def on_behalf(scene: Scene, s: Sentence, words: list[Word]) -> list[Entity]:
    """ "the directors of the two academies, X and Y, signed": the bodies of two persons; "Minister X and Y, head of the bank": a state and a body."""
    people: list[Person] = []
    for person in (p for x in words for m in scene.members(s, x) for p in m.persons):
        people += [person] if all(person is not p for p in people) else []
    bodies = [_own_body(p) for p in people]
    if len(people) != 2 or not any(bodies):
        return []
    found = [b or _state_for(p) for b, p in zip(bodies, people, strict=True)]
    return [e for e in found if e is not None] if all(found) and found[0] != found[1] else []


def _state_for(person: Person) -> Entity | None:
    """The country of a minister who signs with the head of a body; none where nobody tells for whom somebody acts."""
    state = any(_STATE.search(h.post.role) for h in person.posts)
    return country_entity(person.country) if state and person.country in countries() else None


def _own_body(person: Person) -> Entity | None:
    """The agency, company or city that somebody heads; none for a minister, an envoy and whoever holds a state's post."""
    if (city := _city(person)) is not None:
        return city
    held = {
        h.post.body
        for h in person.posts
        if is_body(h.post.body) and not _STATE.search(f"{_OVER_BODY.sub('', h.post.role)} {h.post.body}")
    }
    state = any(not h.post.body for h in person.posts)
    return Entity("organization", bare_name(held.pop())) if len(held) == 1 and not state else None


def company(person: Person) -> Entity | None:
    """The company whose name was taken for a person's: "Nord Hafen AG"."""
    words = person.name.replace(".", "").lower().split()
    ends = words[-1] in word_list("company_endings") or words[-1] in word_list("body_endings")
    named = not person.posts and len(words) > 1 and ends
    return Entity("organization", person.name) if named else None


def acting_for(scene: Scene, s: Sentence, w: Word, person: Person) -> Entity | None:
    """For whom a person named by word ``w`` acts: an international body, an own body or place, else the country."""
    own = _international(person) or place_of(scene, s, w) or _own_body(person)
    return own or (country_entity(person.country) if person.country in countries() else None)


def place_of(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """The city or region that a person heads, also where it stands behind the name: "Mayor X of Lima"."""
    person = w.persons[0] if len(w.persons) == 1 else None
    if person is None:
        return None
    if (own := _city(person)) is not None:
        ahead = s.words[w.index - 1].ref if w.index else None
        named = (
            own.name in ("City", "Town", "Municipal")
            and ahead is not None
            and ahead.kind in ("place", "name")
        )
        if named and ahead is not None:  # "Mbeya City Mayor X"
            own = Entity(
                "place", ahead.unit.text if ahead.unit is not None else ahead.text, country=own.country
            )
        return own
    local = [h for h in person.posts if not h.post.body and is_local(h.post.role, "")]
    behind = s.words[w.index + 1 : w.index + 3]
    if not local or len(person.posts) > 1 or len(behind) < 2 or behind[0].lower != "of":
        return None
    ref = behind[1].ref
    if ref is None or ref.kind not in ("place", "name"):
        return None
    return Entity("place", ref.unit.text if ref.unit is not None else ref.text, country=person.country)


@cache
def regions() -> frozenset[str]:
    """States and provinces whose premiers and ministers sign for them ("the Premier of Manitoba")."""
    return frozenset(form for p in places() if p.type == "region" and p.code for form in p.forms)


def is_local(role: str, body: str) -> bool:
    """Whether a post is that of a city's or region's head: no governor of a bank."""
    return not word_list("local_heads").isdisjoint(role.lower().split()[-1:]) and not is_body(body)


def _international(person: Person) -> Entity | None:
    """The world or regional body that somebody acts for who holds no state's post."""
    posts = [held.post for held in person.posts]
    if any(p.country or p.body_code or not p.body for p in posts):
        return None
    known = (known_names().get(p.body.lower()) for p in posts)
    return next((e for e in known if e is not None and e.type == "organization" and not e.country), None)


def world_body_of(s: Sentence) -> Entity | None:
    """ "…, the FAO Representative said": the body that somebody in a sentence acts for."""
    return next((e for x in s.words for p in x.persons if (e := _international(p)) is not None), None)


def _city(person: Person) -> Entity | None:
    """The city or region that a mayor or governor signs for."""
    posts = [held.post for held in person.posts]
    cities = [p.body for p in posts if p.body and (is_local(p.role, p.body) or p.body in regions())]
    name = (
        re.sub(r"(?<=\w) (?:City|Municipality|Province|province|Region|region|Prefecture)$", "", cities[0])
        if cities
        else ""
    )
    return Entity("place", name, country=person.country) if len(posts) == 1 and name else None


def is_international(body: Entity) -> bool:
    """Whether a body is a world or regional one, no country's."""
    known = known_names().get(body.name.lower())
    return known is not None and known.type == "organization" and not known.country
