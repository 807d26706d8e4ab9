"""Whose company a list of officials is: "the Peruvian President is accompanied by Ministers A, B and C"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.naming import Naming
    from communique.extract.paragraphs import ParagraphReading
    from communique.extract.people import Person, PersonMention, Registry

#: Who is so "by" others has them at his side.
_BESIDE = frozenset({"accompanied", "joined", "flanked"})
_BE = frozenset({"is", "was", "were", "are", "be", "been", "being", "also"})
#: "Accompanying X on the trip are …".
_COMING = frozenset({"accompanying", "joining"})
_ATTENDING = frozenset({"present", "attended", "participated", "part"})
#: "X's delegation includes …".
_HOLDS = frozenset({"include", "includes", "included", "comprises", "comprised", "consists", "consisted"})
_PEOPLE = frozenset({"delegation", "entourage", "team", "retinue"})
#: Before a name that is no subject ("X, who came at the invitation of Y, was accompanied by …").
_GOVERNING = word_list("meeting_words") | frozenset({"of", "with", "by", "to", "from"})
#: Words between "accompanied" and "by" ("is accompanied on his three-day visit by").
_ON_THE_WAY = 9
#: Words behind which a list is over and somebody else acts.
_OVER = word_list("meeting_words") | frozenset({"while", "whereas", "where", "when", "who", "said"})
_STATED, _GUESSED = 4.0, 2.0


def accompanies(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Add to ``weights`` (by ISO code) the country of the subject who "is accompanied by" the mentioned person."""
    reading = registry.paragraphs[mention.paragraph]
    begin, _ = reading.sentence_at(mention.first)
    at = _beside(reading, mention, begin)
    if at is None:
        _attends(registry, reading, mention, weights)
        return
    code, weight = _subject(registry, reading, mention.paragraph, begin, at)
    if code and not _joined_by_others(registry, mention, at, code):
        weights[code] += weight


def _joined_by_others(registry: Registry, mention: PersonMention, at: int, code: str) -> bool:
    """Whether the list names somebody of another country before: "joined by Peruvian President X and Minister Y"."""
    units = registry.paragraphs[mention.paragraph].units
    listed = [m for m in registry.mentions_in(mention.paragraph) if at < m.first and m.last <= mention.first]
    tags = {
        u.code
        for m in listed
        for u in units[m.first : m.first + 1]
        if u.kind in ("country", "demonym") and m.naming.posts
    }
    return bool(tags - {code})


def _attends(
    registry: Registry,
    reading: ParagraphReading,
    mention: PersonMention,
    weights: defaultdict[str, float],
) -> None:
    """ "Minister X also took part", "Also present were X": without a home, of the side that the report begins with."""
    if registry.home:
        return
    begin, end = reading.sentence_at(mention.first)
    sentence = [u for u in reading.units if begin <= u.first < end]
    words = {u.lower for u in sentence}
    if words.isdisjoint(_ATTENDING) or any(
        u.code for u in sentence if u.first < reading.units[mention.first].first
    ):
        return
    named = (m.person for m in registry.mentions if not registry.paragraphs[m.paragraph].headline)
    first = next(named, None)
    if first is not None and first is not mention.person and first.country:
        weights[first.country] += 1.2


def _beside(reading: ParagraphReading, mention: PersonMention, begin: int) -> int | None:
    """The unit "accompanied" of "is accompanied by … X" in the sentence of a mention."""
    words: list[str] = []
    verb = None
    for i in range(mention.first - 1, -1, -1):
        unit = reading.units[i]
        if unit.lower in _COMING and unit.first == begin:
            return verb  # "Accompanying X are …"
        if unit.first < begin or unit.kind == "low" and unit.lower in _OVER:
            return None
        if unit.lower in _HOLDS and reading.units[i - 1].lower in _PEOPLE:
            return i - 1  # "the President's delegation includes …"
        if unit.lower in _BESIDE:
            told = "by" in words[-_ON_THE_WAY:] and reading.units[i - 1].lower in _BE
            return i if told else None
        verb = i if unit.lower in _BE else verb
        words.append(unit.lower)
    return None


def _subject(
    registry: Registry, reading: ParagraphReading, paragraph: int, begin: int, at: int
) -> tuple[str, float]:
    """The country of whom the sentence names last before "is accompanied", and how far it tells."""

    def here(namings: Sequence[Naming]) -> list[Naming]:
        inside = [n for n in namings if n.last <= at and reading.units[n.first].first >= begin]
        return [n for n in inside if reading.word_before(n.first) not in _GOVERNING]

    named = [m for m in registry.mentions_in(paragraph) if here([m.naming])]
    described = here(registry.described_in(paragraph))
    if named and (not described or named[-1].first > described[-1].first):
        person = named[-1].person
        envoy = bool(person.posts) and all(h.post.kind == "envoy" for h in person.posts)
        return ("", 0.0) if envoy else (person.country, _STATED if person.sure else _GUESSED)
    return _described(registry, described[-1]) if described else ("", 0.0)


def _described(registry: Registry, naming: Naming) -> tuple[str, float]:
    """The country of "the Peruvian head of state", or of the only one in the report who is "the Emir"."""
    for post in naming.posts:
        if post.country:
            return post.country, _STATED
        same = [p for p in registry.persons if p.country and _called(p, post.role)]
        codes = {p.country for p in same}
        if len(codes) == 1:
            return codes.pop(), _STATED if any(p.sure for p in same) else _GUESSED
    return "", 0.0


def _called(person: Person, role: str) -> bool:
    """Whether a role may be short for one of a person's ("the Minister" for the "Minister of Trade")."""
    return any(r == role or r.startswith(f"{role} ") for r in person.roles())
