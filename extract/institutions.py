"""Sides below the state that a report tells by a common noun: "the two universities", "both provinces", "the mayors of A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.extract.claims import Entity
from communique.extract.pairs import pair_of
from communique.extract.people import Person
from communique.extract.represented import is_local
from communique.extract.scene import Scene
from communique.extract.side_phrases import is_body, known_names
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w’'&-]*"
_LINK = r"(?:(?:of|for|de|do|da|del|di|des) (?:the |la |los )?)?"
_RUN = re.compile(rf"{_CAP}(?: {_LINK}{_CAP})*")
#: "Ministry of Trade and Industry": what goes on with the subject of a body.
_SUBJECTS = re.compile(rf"(?:, {_CAP}(?: {_CAP})*)*,? and (?P<more>{_CAP}(?: {_CAP})*)")
_TAKES_SUBJECTS = re.compile(r"\b(?:of|for) (?:the )?(?:[A-Z][\w-]*)(?: [A-Z][\w-]*)?$")
#: Officials of a region or city and what they are called together.
_LOCAL = r"(?:lord )?(?:mayors|governors|prefects|city councils|municipalities|cities|towns|provinces|regions|ports)"
_HEADS = re.compile(
    rf"(?P<who>{_LOCAL}|[a-z]+(?: [a-z]+)*) (?:of|for|from) (?:the )?(?P<one>{_CAP}.*?) and (?:of |for )?(?:the )?(?P<two>{_CAP}.*?)$"
)


#: Sorts of bodies that sign with their like.
_SORTS = frozenset(
    {"university", "academy", "museum", "library", "chamber", "hospital", "college", "port", "bank", "police"}
)


@cache
def _nouns() -> dict[str, str]:
    """Plural nouns of bodies and places, and what the name of one of them has in it."""
    return dict(triggers()["agreement"]["institutions"])


def is_institution(noun: str) -> bool:
    """Whether a plural stands for bodies or places that sign for themselves ("the two universities")."""
    return noun in _nouns()


def bodies_in(text: str) -> Iterator[tuple[int, str]]:
    """The bodies that a text names, each with where it stands: "rector of the University of Lima" gives the university."""
    for found in _RUN.finditer(text):
        end = found.end()
        more = _SUBJECTS.match(text, end)
        if more is not None and _TAKES_SUBJECTS.search(found.group()) and not is_body(more.group()):
            end = more.end()
        start, name = _from_its_noun(found.start(), text[found.start() : end])
        if len(name.split()) > 1 and is_body(name):
            yield start, name


def _from_its_noun(start: int, name: str) -> tuple[int, str]:
    """A name without the post or person before it: "Juan Roe of the University of Lima"."""
    while (cut := re.match(r"(?:The|An?|At|In|During|By|With|Both) |.*?(?: of| for) (?:the )?", name)) and (
        cut.group() in ("The ", "A ", "An ", "At ", "In ", "During ", "By ", "With ", "Both ")
        or not is_body(cut.group())
        and is_body(name[cut.end() :])
    ):
        start, name = start + cut.end(), name[cut.end() :]
    return start, name


def told_before(scene: Scene, s: Sentence, at: Word, noun: str) -> list[Entity]:
    """The two bodies or places of a noun's sort that are named last before a word; none where fewer are named."""
    head = _nouns().get(noun, "")
    told = _places_before(scene, at, head) if head in _PLACES else _bodies_before(scene, at, head)
    found: list[Entity] = []
    for entity in told:
        if all(not _one_name(entity.name, e.name) for e in found):
            found.append(entity)
        if len(found) == 2:
            return found[::-1]
    return []


def partner_of(scene: Scene, s: Sentence, w: Word, body: Entity) -> Entity | None:
    """The other body of a lone body's sort, named before or in the same paragraph: "the rector of X University … signed with Y University"."""
    sort = frozenset(body.name.lower().split()) & _SORTS
    paragraph = scene.registry.paragraphs[s.paragraph]
    before = list(_bodies_before(scene, w, " ".join(sort))) if sort else []
    behind = [
        n for _, n in bodies_in(scene.article.text[w.start : paragraph.end]) if sort & {*n.lower().split()}
    ]
    told = [*before, *(Entity("organization", n) for n in behind)]
    return next((e for e in told if not _one_name(e.name, body.name)), None)


def _one_name(a: str, b: str) -> bool:
    return a in b or b in a


def _bodies_before(scene: Scene, at: Word, head: str) -> Iterator[Entity]:
    """Bodies named before a word, the last one first; no ministry where any sort of body is meant."""
    kinds = frozenset(head.split())
    for _, name in reversed(list(bodies_in(scene.article.text[: at.start]))):
        words = set(name.lower().split())
        if words & kinds if kinds else words.isdisjoint({"ministry", "parliament", "congress"}):
            yield known_names().get(name.lower()) or Entity("organization", name)


_PLACES = {"city": "city", "region": "region"}
#: "Thanh Province", "the Free State province".
_REGION = re.compile(
    rf"((?:{_CAP} )+)(?:Province|Region|Prefecture|County|State|province|region|prefecture|county)\b"
)


def unresolved_places(noun: str) -> bool:
    """Whether two of a noun's sort are sides even where nobody knows which: "the two cities" are not their countries."""
    return _nouns().get(noun, "") in _PLACES or noun in ("universities", "companies", "firms")


def _places_before(scene: Scene, at: Word, sort: str) -> Iterator[Entity]:
    """Places that officials before a word are of, then the cities or regions named there, the last one first."""
    people = [(w, p) for s in scene.sentences for w in s.words if w.start < at.start for p in w.persons[:1]]
    for _, person in reversed(people):
        place = next(
            (h.post.body for h in person.posts if h.post.body and is_local(h.post.role, h.post.body)), ""
        )
        if place:
            yield Entity("place", place, country=person.country)
    units = [w.ref.unit for s in scene.sentences for w in s.refs("place") if w.ref and w.start < at.start]
    for unit in reversed(units):
        if unit is not None and unit.kind == sort and not unit.text.isupper():
            yield Entity("place", unit.text, country=unit.code)
    if sort == "region":
        for found in reversed(list(_REGION.finditer(scene.article.text[: at.start]))):
            yield Entity("place", found.group(1).strip())


def heads_of_two(text: str) -> list[Entity]:
    """ "The mayors of A and B", "the rectors of the universities of A and B", "the chambers of commerce of A and B"."""
    if both := _of_two_places(" ".join(text.split()).rstrip(" ,")):
        return both
    found = _HEADS.search(" ".join(text.split()).rstrip(" ,"))
    if found is None or known_names().get(found["one"].lower()) and known_names().get(found["two"].lower()):
        return []
    if re.fullmatch(rf"(?:.* )?{_LOCAL}", found["who"]):
        return [Entity("place", found["one"]), Entity("place", found["two"])]
    names = [n for _, n in bodies_in(f"{found['one']}, {found['two']}")]
    if len(names) == 2:
        return [Entity("organization", n) for n in names]
    return _of_each(found)


_TWO_PLACES = re.compile(
    rf"^(?:[Tt]he )?(?P<one>{_CAP}(?: {_CAP})?) and (?P<two>{_CAP}(?: {_CAP})?) (?P<sort>[a-z]+(?: [a-z]+)*)$"
)


def _of_two_places(text: str) -> list[Entity]:
    """ "the Lima and Kisumu chambers of commerce": one of each place; ministries stand as their countries."""
    found = _TWO_PLACES.match(text)
    words = found["sort"].split() if found is not None else []
    head = next((x for x in words if is_institution(x)), "")
    if found is None or not head or head == "ministries":
        return []
    if _nouns()[head] in _PLACES:
        return [Entity("place", found["one"]), Entity("place", found["two"])]
    sort = found["sort"].replace(head, singular(head))
    return [Entity("organization", f"{found[n]} {sort}") for n in ("one", "two")]


_EACH = re.compile(
    r"(?:the )?(?P<sort>[a-z ]+?) (?:of|in|from) (?:the two|both|the) (?:countries|states|nations|sides)$"
)


def of_both_countries(scene: Scene, s: Sentence, text: str) -> list[Entity]:
    """ "the diplomatic academies of the two countries": one of each; unnamed ministries stand as their countries."""
    found = _EACH.match(" ".join(text.split()).rstrip(" ,."))
    words = found["sort"].split() if found is not None else []
    head = next((x for x in words if is_institution(x)), "ministries")
    codes = pair_of(scene, s, [], joint=True)
    if head == "ministries" or _nouns()[head] in _PLACES or len(codes) != 2 or found is None:
        return []
    sort = found["sort"].replace(head, singular(head))
    return [Entity("organization", f"{sort} of {countries()[c].name}") for c in codes]


def singular(noun: str) -> str:
    """ "agencies" as "agency"."""
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _of_each(found: re.Match[str]) -> list[Entity]:
    """ "the chambers of commerce of A and B": one noun for the bodies of two places."""
    words = found["who"].split()
    heads = [i for i, x in enumerate(words) if is_institution(x)]
    if not heads:
        return []
    sort = " ".join([singular(words[heads[0]]), *words[heads[0] + 1 :]])
    return [Entity("organization", f"{sort} of {found[n]}") for n in ("one", "two")]


_PROVINCE = re.compile(
    r"^(?P<name>(?!Provincial|Municipal|Prefectural)[A-Z].*?) (?:[Pp]rovincial|[Pp]rovince|[Pp]refectural|[Mm]unicipal)\b"
)
_PROVINCIAL = re.compile(r"\b(?:provinc|prefectur|municipal)", re.IGNORECASE)


def provincial_pair(scene: Scene) -> list[Entity]:
    """The provinces of a report's visitor and host where both lead one: what they sign is not their countries'."""
    pair = [q for q in scene.registry.principals() if q is not None]
    if len(pair) < 2 or not all(_leads_province(q) for q in pair):
        return []
    names: dict[str, str] = {}
    for q in scene.registry.persons:
        for held in q.posts:
            if name := _province(held.post.role, held.post.body):
                names.setdefault(q.country, name)
    found = [names.get(q.country, "") for q in pair]
    return (
        [Entity("place", name, country=q.country) for name, q in zip(found, pair, strict=True)]
        if all(found)
        else []
    )


def _leads_province(person: Person) -> bool:
    return any(_PROVINCIAL.search(h.post.body) or is_local(h.post.role, h.post.body) for h in person.posts)


def _province(role: str, body: str) -> str:
    """ "Ha Tinh" of the "Ha Tinh Provincial Party Committee", "Bolikhamxay" of its governor."""
    found = _PROVINCE.match(body)
    if found is not None:
        return found["name"]
    return body if body and is_local(role, body) and not _PROVINCIAL.match(body) else ""
