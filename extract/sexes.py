"""Whether a person is a woman or a man, as the words for him or her in sentences of his or her own show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from communique.extract.paragraphs import ParagraphReading
from communique.extract.persons import Person, PersonMention
from communique.extract.units import Unit
from communique.extract.words import word_list

_SHOWS = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
#: How many times as often the one must be said as the other.
_CLEARLY = 3


def told_by_pronouns(
    readings: Sequence[ParagraphReading], mentions: Iterable[PersonMention]
) -> Iterator[tuple[Person, str]]:
    """The persons of whom "Roe said she", "Roe and her team" tell whether they are women (f) or men (m)."""
    votes: dict[int, Counter[str]] = {}
    persons: dict[int, Person] = {}
    for mention in _alone(readings, mentions):
        shown = _first_shown(readings[mention.paragraph], mention)
        if shown:
            persons[id(mention.person)] = mention.person
            votes.setdefault(id(mention.person), Counter())[shown] += 1
    for key, counted in votes.items():
        (sex, most), *rest = counted.most_common()
        if not rest or most >= _CLEARLY * rest[0][1]:
            yield persons[key], sex


def _alone(
    readings: Sequence[ParagraphReading], mentions: Iterable[PersonMention]
) -> Iterator[PersonMention]:
    """The first mentions of those who are the only person that their sentence names."""
    by_sentence: dict[tuple[int, int], list[PersonMention]] = {}
    for m in mentions:
        reading = readings[m.paragraph]
        token = reading.units[m.first].first
        begin = next((a for a, b in reading.sentences if a <= token < b), -1)
        by_sentence.setdefault((m.paragraph, begin), []).append(m)
    for named in by_sentence.values():
        if len({id(m.person) for m in named}) == 1:
            yield named[0]


def _first_shown(reading: ParagraphReading, mention: PersonMention) -> str:
    """What the first pronoun behind a mention shows; nothing where he or she is thanked, met or spoken of by another."""
    token = reading.units[mention.first].first
    end = next((b for a, b in reading.sentences if a <= token < b), 0)
    behind = [u for u in reading.units[mention.last :] if u.first < end]
    for unit, after in zip(behind, [*behind[1:], None], strict=False):
        if unit.lower in ("him", "they", "their", "them"):
            return ""
        if unit.kind == "low" and unit.lower in _SHOWS:
            return _SHOWS[unit.lower] if unit.lower != "her" or _owned(after) else ""
    return ""


def _owned(after: Unit | None) -> bool:
    """Whether "her" stands before what is hers, and not for whom somebody meets or tells."""
    return after is not None and after.text[0].isalnum() and after.lower not in word_list("no_belongings")
