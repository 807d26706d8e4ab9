"""Sentences with every mention replaced by one plain word, parsed, and mapped back to what each word stands for.

"General Secretary of the CPV Central Committee To Lam held talks with …" is parsed as "Smith held talks with
Jones": a name with its title chain confuses the parser, a surname does not. The plain words never leave this
module's ``Word``; evidence is cut from the original by offset.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from communique.extract.address_forms import with_address
from communique.extract.dates import DateMention
from communique.extract.nlp import columns, parse
from communique.extract.paragraphs import ParagraphReading
from communique.extract.people import Person, PersonMention, Registry
from communique.extract.reference_posts import Reference
from communique.extract.references import find_references
from communique.extract.triggers import trigger_words, triggers
from communique.extract.units import Unit

RefKind = Literal["persons", "post", "country", "demonym", "place", "body", "date", "name", "group"]
_SURNAMES = ("Smith", "Jones", "Brown", "Taylor", "Wilson", "Davies", "Evans", "Thomas", "Johnson", "Roberts")
_ADVERBS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_PLAIN = {"country": "France", "place": "Paris", "body": "Microsoft", "name": "Hilton"}


@dataclass(slots=True)
class Ref:
    """What a word stands for. ``persons`` has several for "the two leaders"; ``unit`` is a country, place or body.

    Nothing changes it, as ``Unit``.
    """

    kind: RefKind
    persons: tuple[Person, ...] = ()
    unit: Unit | None = None
    date: DateMention | None = None
    mention: PersonMention | None = None
    reference: Reference | None = None
    text: str = ""


@dataclass(slots=True)
class Word:
    """One word of a parsed sentence; ``start`` and ``end`` are offsets into the original text."""

    index: int
    text: str
    start: int
    end: int
    ref: Ref | None = None
    tag: str = ""
    dep: str = ""
    head: int = 0
    children: list[int] = field(default_factory=list)
    lower: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.lower = self.text.lower()

    @property
    def persons(self) -> tuple[Person, ...]:
        return self.ref.persons if self.ref is not None else ()


@dataclass(slots=True)
class Sentence:
    """A sentence of paragraph ``paragraph``; ``number`` counts through the report."""

    number: int
    paragraph: int
    words: list[Word]
    caption: bool = False
    headline: bool = False

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def refs(self, *kinds: RefKind) -> Iterator[Word]:
        """The words that stand for something of these kinds, from left to right."""
        return (w for w in self.words if w.ref is not None and w.ref.kind in kinds)


def build_sentences(registry: Registry) -> list[Sentence]:
    """The parsed sentences of a report."""
    sentences: list[Sentence] = []
    for p, reading in enumerate(registry.paragraphs):
        overlay = _overlay(registry, p)
        for begin, end in reading.sentences:
            words = list(_words(registry, reading, overlay, begin, end))
            if words:
                sentences.append(Sentence(len(sentences), p, words, reading.caption, reading.headline))
    _parse(sentences)
    return sentences


def _overlay(registry: Registry, p: int) -> dict[int, tuple[int, Ref]]:
    """First unit of every mention of a person in the paragraph, the unit behind its last, and what it stands for."""
    found: dict[int, tuple[int, Ref]] = {}
    for mention in registry.mentions_in(p):
        found[mention.first] = (mention.last, Ref("persons", (mention.person,), mention=mention))
    for reference in find_references(registry, p):
        if reference.persons:
            found.setdefault(
                reference.first, (reference.last, Ref("persons", reference.persons, reference=reference))
            )
        elif reference.kind in ("post", "group"):
            found.setdefault(
                reference.first,
                (reference.last, Ref("post" if reference.kind == "post" else "group", reference=reference)),
            )
    units, taken = (
        registry.paragraphs[p].units,
        {k for first, (last, _) in found.items() for k in range(first, last)},
    )
    return _joined({with_address(units, first, taken): spoken for first, spoken in found.items()})


def _joined(overlay: dict[int, tuple[int, Ref]]) -> dict[int, tuple[int, Ref]]:
    """One word for "the President of Peru | HE President A": a post, and right behind it the name of its holder."""
    joined: dict[int, tuple[int, Ref]] = {}
    begin = end = -1
    for first in sorted(overlay):
        last, ref = overlay[first]
        if first == end and ref.mention is not None and joined[begin][1].persons == ref.persons:
            joined[begin] = (last, ref)
        else:
            begin = first
            joined[begin] = (last, ref)
        end = last
    return joined


_PLAIN_KINDS = frozenset({"low", "mark", "num"})


def _words(
    registry: Registry, reading: ParagraphReading, overlay: dict[int, tuple[int, Ref]], begin: int, end: int
) -> Iterator[Word]:
    units, tokens = reading.units, reading.tokens
    k = bisect_left(units, begin, key=lambda u: u.first)
    index = 0
    while k < len(units) and units[k].first < end:
        unit = units[k]
        if unit.kind in _PLAIN_KINDS and k not in overlay:  # most words
            last, ref, text = k + 1, None, unit.text
        else:
            last, ref, text = _step(registry, reading, overlay, k)
        start, stop = tokens[unit.first].start, tokens[units[last - 1].last - 1].end
        yield Word(index, text, start, stop, ref)
        index += 1
        k = max(last, k + 1)


#: Prepositions behind which two persons are no subject ("the meeting of the two presidents took place").
_GOVERNING = frozenset({"of", "with", "between", "by", "from", "to", "for"})


def _step(
    registry: Registry, reading: ParagraphReading, overlay: dict[int, tuple[int, Ref]], k: int
) -> tuple[int, Ref | None, str]:
    """The word that begins at unit ``k``: the unit behind it, what it stands for, its plain form."""
    unit, units = reading.units[k], reading.units
    if k in overlay:
        last, ref = overlay[k]
        last -= _ends_with_comma(units, overlay, k, last)
        pronoun = ref.reference is not None and ref.reference.kind == "pronoun"
        word = _person_word(registry, ref)
        if word == "they" and k and units[k - 1].lower in _GOVERNING:
            word = "them"
        return last, ref, unit.text if pronoun else word
    if unit.kind == "date":
        date = _date_at(reading, k)
        return k + 1, Ref("date", date=date, text=unit.text), _date_word(date, unit.text)
    if unit.kind in ("country", "city", "region", "party", "org"):
        kind: RefKind = (
            "country" if unit.kind == "country" else "place" if unit.kind in ("city", "region") else "body"
        )
        return k + 1, Ref(kind, unit=unit, text=unit.text), _PLAIN[kind]
    if unit.kind == "demonym":
        return k + 1, Ref("demonym", unit=unit, text=unit.text), unit.text
    if unit.kind == "cap":
        last = _name_end(units, overlay, k)
        if last > k + 1 and _only_describes(units[k:last]):
            return k + 1, None, unit.text.lower()
        if last == k + 1 and (unit.lower in _event_nouns() or _describes(units, last) or _posted(units, k)):
            return last, None, unit.text
        text = " ".join(u.text for u in units[k:last])
        return last, Ref("name", text=text), "Hilton" if last - k > 1 else unit.text
    return k + 1, None, unit.text


def _posted(units: Sequence[Unit], k: int) -> bool:
    """ "Met with B today", "Spoke to B": the verb that opens what somebody posts is no name."""
    opens = not k or units[k - 1].text in ('"', "“", ":")
    return units[k].text in trigger_words("meeting", "posted") and opens


def _ends_with_comma(units: Sequence[Unit], overlay: dict[int, tuple[int, Ref]], k: int, last: int) -> bool:
    """ "the President, A, the Speaker, B": the comma that closes an apposition parts it from whoever is named next."""
    if last - k < 2 or units[last - 1].text != ",":
        return False
    behind = last + (last < len(units) and units[last].lower == "the")
    return behind in overlay and overlay[behind][1].mention is not None


@cache
def _event_nouns() -> frozenset[str]:
    """Nouns that announce an event also where they stand in capitals ("Talks between …", "the Consultations")."""
    data = triggers()
    return frozenset(data["meeting"]["nouns"]) | frozenset(data["visit"]["nouns"])


def _only_describes(units: Sequence[Unit]) -> bool:
    """ "a Courtesy Call", "Official Talks": an event's noun in capitals with what describes it is no name."""
    data = _meeting_words()
    return units[-1].lower in data[0] and all(u.lower in data[1] for u in units[:-1])


@cache
def _meeting_words() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns of meetings that are written in capitals, and what describes them."""
    data = triggers()["meeting"]
    return frozenset(data["nouns"]) - {"visit", "visits", "conference", "round"}, frozenset(
        data["described"].split()
    )


def _describes(units: Sequence[Unit], k: int) -> bool:
    """Whether an event's noun in small letters follows: "held Official talks"."""
    return k < len(units) and units[k].text.islower() and units[k].lower in _event_nouns()


def _name_end(units: Sequence[Unit], overlay: dict[int, tuple[int, Ref]], k: int) -> int:
    """The end of a run of capitalized words that nobody knows ("Hyderabad House", "ADA University")."""
    last = k + 1
    while (
        last < len(units)
        and last not in overlay
        and (units[last].kind == "cap" or _joins(units, overlay, last))
    ):
        last += 1
    return last


def _joins(units: Sequence[Unit], overlay: dict[int, tuple[int, Ref]], k: int) -> bool:
    """ "of", "for", "of the" between two capitalized words of one name."""
    if units[k].text in ("the",):
        return units[k - 1].text in ("of", "for", "on") and _capital(units, overlay, k + 1)
    if units[k].text not in ("of", "for", "on"):
        return False
    return _capital(units, overlay, k + 1) or (
        k + 1 < len(units) and units[k + 1].text == "the" and _capital(units, overlay, k + 2)
    )


def _capital(units: Sequence[Unit], overlay: dict[int, tuple[int, Ref]], k: int) -> bool:
    return k < len(units) and k not in overlay and units[k].kind == "cap"


def _person_word(registry: Registry, ref: Ref) -> str:
    if len(ref.persons) > 1:
        return "they" if ref.reference is not None and ref.reference.subject else "them"
    if not ref.persons:
        return "Anderson"
    return _SURNAMES[registry.persons.index(ref.persons[0]) % len(_SURNAMES)]


def _date_at(reading: ParagraphReading, k: int) -> DateMention | None:
    start, end = reading.span(k, k + 1)
    return next((d for d in reading.dates if d.start < end and start < d.end), None)


def _date_word(date: DateMention | None, text: str) -> str:
    if text.lower() in _ADVERBS:
        return text.lower()
    return "Monday" if date is None or date.exact or not date.value else "2019"


@cache
def _telling_words() -> frozenset[str]:
    """Words of events: verbs and nouns of meetings and visits, nouns of agreements."""
    data = triggers()
    lists = [
        data[kind][part]
        for kind in ("meeting", "visit", "agreement")
        for part in ("verbs", "nouns")
        if part in data[kind]
    ]
    return frozenset().union(*lists)


def _tells(s: Sentence) -> bool:
    """Whether a sentence names anybody or anything or has a word of an event; no rule reads the parse of another."""
    return any(w.ref is not None or w.lower in _telling_words() for w in s.words)


def _parse(sentences: Sequence[Sentence]) -> None:
    told = [(s, _behind_dateline(s.words)) for s in sentences if _tells(s)]
    docs = parse([w.text for w in s.words[begin:]] for s, begin in told)
    for (sentence, begin), doc in zip(told, docs, strict=True):
        for word, (tag, dep, head) in zip(sentence.words[begin:], columns(doc), strict=True):
            word.tag, word.dep, word.head = tag, dep, word.index + head
            if head:
                sentence.words[word.head].children.append(word.index)
        root = next((w.index for w in sentence.words[begin:] if w.head == w.index), begin)
        for word in sentence.words[:begin]:
            word.tag, word.dep, word.head = "NNP" if word.text[0].isalnum() else ":", "dep", root


#: How many words a dateline has at most ("THE HAGUE, Netherlands, June 24, 2025 (AP) —").
_DATELINE = 14
#: Within how many words a colon ends one ("Doha, Qatar: The Amir received A").
_COLON = 6
_DASHES = frozenset({"-", "–", "—", "--", ".-"})


def _behind_dateline(words: Sequence[Word]) -> int:
    """The word behind "Rome, 5 June (ANSA) –", which the parser takes for a subject; 0 where no dateline opens a sentence."""
    opening = words[0].ref
    if (
        opening is None
        or opening.kind != "place"
        and not (opening.kind == "country" and opening.text.isupper())
    ):
        return 0
    dash = next((w.index for w in words[1:_DATELINE] if w.text in _DASHES), 0)
    dash = dash or next((w.index for w in words[1:_COLON] if w.text == ":"), 0)
    told = any(w.persons or w.ref is None and w.text[0].isalpha() and w.text.islower() for w in words[:dash])
    return 0 if not dash or told or dash + 1 >= len(words) else dash + 1
