"""A report cut into what the mention grammar reads: paragraphs with tokens, dates, units and namings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.extract.article import Article
from communique.extract.capitals import in_capitals, recased
from communique.extract.datelines import report_day
from communique.extract.dates import DateMention, find_dates
from communique.extract.gazetteer import Entry, Gazetteer, split_compound
from communique.extract.lexicon import role_at
from communique.extract.name_splits import begins, full_names, is_borne, new_names
from communique.extract.naming import Naming
from communique.extract.namings import namings
from communique.extract.tokens import Token, sentences, tokenize
from communique.extract.towns import learn_towns
from communique.extract.units import Unit, build_units
from communique.extract.words import phrase_list, word_list
from communique.ontology.reference import EntryType, parties

#: First words of bodies that are named after a post.
_OFFICES = word_list("bodies_of_posts")
_LEADING = frozenset(
    {
        "on",
        "in",
        "from",
        "of",
        "since",
        "until",
        "by",
        "during",
        "for",
        "early",
        "late",
        "mid",
        "end",
        "each",
        "the",
    }
)


@dataclass(slots=True)
class ParagraphReading:
    """One paragraph as the grammar sees it; ``sentences`` are token ranges, ``caption`` a picture's text,
    ``listed`` a line of a list that the paragraph before opens with a colon.
    """

    start: int
    end: int
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    dates: list[DateMention]
    units: list[Unit]
    namings: list[Naming]
    caption: bool = False
    headline: bool = False
    listed: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of units ``first`` to ``last`` (exclusive)."""
        return self.tokens[self.units[first].first].start, self.tokens[self.units[last - 1].last - 1].end

    def word_before(self, unit: int) -> str:
        """The word before a unit in small letters, an article passed over; empty where none stands there."""
        near = [u.lower for u in self.units[max(0, unit - 2) : unit] if u.lower != "the"]
        return near[-1] if near else ""

    def sentence_at(self, unit: int) -> tuple[int, int]:
        """Token range of the sentence that a unit stands in."""
        token = self.units[unit].first
        return next(bounds for bounds in self.sentences if bounds[0] <= token < bounds[1])


def anchor_date(article: Article) -> str:
    """The date that relative dates count from: the report's own, else its dateline's."""
    return report_day(article.text[article.body_start :], article.published)


def read_paragraphs(article: Article, gazetteer: Gazetteer, anchor: str) -> list[ParagraphReading]:
    """The paragraphs of the report's own text, foreign lines and what follows its end set aside.

    ``anchor`` is the day that relative dates count from (``anchor_date``).
    """
    found: list[ParagraphReading] = []
    codes = gazetteer.countries_in(article.text)
    gazetteer.learn_shared(codes)
    gazetteer.learn_peoples(article.text)
    _learn_short_parties(article.text, gazetteer)
    learn_towns(article.text, gazetteer, codes)
    for number, (start, text) in enumerate(_own_text(article)):
        tokens = tokenize(text, start, split_compound)
        if tokens:
            _learn(text, tokens, gazetteer)
            reading = _read(start, text, tokens, gazetteer, anchor, number)
            reading.listed = bool(found) and _goes_on(found[-1], reading)
            reading.headline = reading.headline and not reading.listed
            found.append(reading)
    _read_by_known_names(found)
    return found


def _read_by_known_names(readings: list[ParagraphReading]) -> None:
    """Read again where a title runs on into a name that the report has elsewhere ("Chairman of the Milli Shura Jane Roe")."""
    known = new_names()
    for reading in readings:
        full_names(reading.namings, reading.units, known)
    for reading in readings if known else ():
        if at := begins(reading.namings, reading.units, known):
            reading.namings = namings(reading.units, at)


def _goes_on(before: ParagraphReading, reading: ParagraphReading) -> bool:
    """Whether a line is an item of a list that "which includes:" opened."""
    mark = before.tokens[-1].text
    item = len(reading.tokens) < 40
    if before.listed and before.units[0].kind == reading.units[0].kind == "country":
        return item  # "Kenya: H.E. X, President of the Republic.", each line a sentence
    return item and (mark == ":" and len(before.tokens) > 4 or before.listed and mark not in ".!?")


def _learn_short_parties(text: str, gazetteer: Gazetteer) -> None:
    """``the Workers' Party`` is the Workers' Party of Korea in a report that also names that in full."""
    straight = text.replace("’", "'")
    for short, party in _parties_of_countries() if " Party " in straight else ():
        if party.name in straight:
            gazetteer.learn(short, party)


@cache
def _parties_of_countries() -> tuple[tuple[str, Entry], ...]:
    """Parties whose names go on behind "of", with what stands before it."""
    parted = ((p.name.partition(" of ")[0], p) for p in parties())
    return tuple((short, p) for short, p in parted if " Party" in short and short != p.name)


def _own_text(article: Article) -> Iterator[tuple[int, str]]:
    paragraphs = article.paragraphs
    total, seen = sum(len(p.text) for p in paragraphs), 0
    for paragraph in paragraphs:
        lower = paragraph.text.strip().lower()
        seen += len(paragraph.text)
        if lower.startswith(phrase_list("endings")):
            if seen > 400 and total - seen < 0.5 * total:
                return
            continue
        if not _foreign(paragraph.text):
            yield paragraph.start, paragraph.text


#: A letter that English words do not have.
_OTHER_LETTER = re.compile(r"[^\W\d_a-zA-Z]")


def _foreign(text: str) -> bool:
    """A line of another language: hardly an English function word, many letters beyond ASCII."""
    if _OTHER_LETTER.search(text) is None:
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < 4:
        return bool(words) and not re.search(r"[A-Za-z]", text)
    strange = sum(not w.isascii() for w in words) / len(words)
    english = sum(w in word_list("function_words") for w in words) / len(words)
    return strange > 0.3 and english < 0.15


def _read(
    start: int, text: str, tokens: list[Token], gazetteer: Gazetteer, anchor: str, number: int
) -> ParagraphReading:
    dates = find_dates(text, anchor, start)
    ends = _date_tokens(tokens, dates)
    bounds = sentences(tokens)
    starts = {a for a, _ in bounds} | {
        i + 1 for i, t in enumerate(tokens) if t.text in ('"', "“", ":", "–", "--", "—", "(")
    }
    read = recased(tokens, gazetteer) if in_capitals(text) else tokens
    units = build_units(read, gazetteer, lambda i: ends.get(i, i), starts)
    lower = text.lower()
    caption = len(text) < 400 and any(mark in lower for mark in phrase_list("caption_marks"))
    headline = _headline(text, tokens, number)
    return ParagraphReading(
        start, start + len(text), tokens, bounds, dates, units, namings(units), caption, headline
    )


def _headline(text: str, tokens: list[Token], number: int) -> bool:
    """A line in headline capitals, or an early one without a full stop."""
    if text.rstrip()[-1:] in '.!?”":;,' and len(tokens) > 14 or len(tokens) > 32:
        return False
    words = [t for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    plain = [t for t in words if t.text.islower() and t.lower not in word_list("small_in_titles")]
    if len(plain) > 2 and len(tokens) > 14:
        return False  # a sentence full of names
    capitals = sum(t.capitalized for t in words)
    return (
        (
            len(words) > 4
            and capitals / len(words) > 0.7
            or len(words) > 2
            and capitals == len(words)
            and len(tokens) < 12
            and text.rstrip()[-1:] != "."
        )
        and text.rstrip()[-1:] not in ".):"
        and "," not in text[-2:]
    )


def _date_tokens(tokens: list[Token], dates: list[DateMention]) -> dict[int, int]:
    """First token of each date (a preposition before it left out) and the token behind its last."""
    ends: dict[int, int] = {}
    i = 0
    for date in dates:
        while i < len(tokens) and tokens[i].end <= date.start:
            i += 1
        first = i
        while (
            first < len(tokens)
            and tokens[first].lower in _LEADING
            and tokens[first].end < date.end
            and date.kind not in ("same", "before", "after")
        ):
            first += 1
        last = first
        while last < len(tokens) and tokens[last].start < date.end:
            last += 1
        if last > first:
            ends[first] = last
    return ends


def _learn(text: str, tokens: list[Token], gazetteer: Gazetteer) -> None:
    """Acronyms in brackets behind a known name: ``the Workers' Party of Korea (WPK)``."""
    if "(" not in text:
        return
    matches = {m.end: m for m in gazetteer.find([t.text for t in tokens])}
    for i, token in enumerate(tokens[:-2]):
        if token.text == "(" and tokens[i + 2].text == ")" and i in matches and _acronym(tokens[i + 1].text):
            entry = matches[i].entry
            if entry.type in ("party", "organization", "parliament", "country"):
                gazetteer.learn(tokens[i + 1].text, entry)
        elif token.text == "(" and tokens[i + 2].text == ")" and _acronym(tokens[i + 1].text):
            _learn_unknown(tokens, i, gazetteer)


def _acronym(text: str) -> bool:
    return 2 <= len(text) <= 10 and sum(c.isupper() for c in text) >= 2


def _person_with_initials(tokens: list[Token], first: int, words: list[str]) -> bool:
    """ "the president of A, Jane Ann Mary Roe (JAMR)": a name behind a title, none of whose words bodies are named of."""
    named = word_list("body_words") | word_list("foreign_heads")
    if first == 0 or not named.isdisjoint(w.lower() for w in words):
        return False
    borne = sum(is_borne(word) for word in words)
    if borne > 1 and 3 * borne >= 2 * len(words):
        return True  # "Kenya's Jane Ann Roe (JAR)"
    begin = max(0, first - 6) if tokens[first - 1].text == "," else first - 1
    return any(role_at(tokens, k)[0] is not None for k in range(begin, first))


def _title(tokens: list[Token], i: int, words: list[str]) -> bool:
    """ "External Affairs Minister (EAM)" is a post, "Office of the Prime Minister (OPM)" a body."""
    return role_at(tokens, i - 1)[0] is not None and _OFFICES.isdisjoint(w.lower() for w in words)


def _learn_unknown(tokens: list[Token], i: int, gazetteer: Gazetteer) -> None:
    """A body that the reference data does not know, introduced with its acronym."""
    acronym = [c for c in tokens[i + 1].text if c.isupper()]
    first = i
    initials: list[str] = []
    while first > 0 and len(initials) < len(acronym) and i - first < 14:
        first -= 1
        word = tokens[first].text
        if word[:1].isupper():
            initials.insert(0, word[0])
        elif word.lower() not in ("of", "the", "and", "for", "on", "in", "to", "'s", "’s", "&", ","):
            return
    if [a.upper() for a in initials] != [a.upper() for a in acronym] or len(acronym) < 2:
        return
    words = [t.text for t in tokens[first:i]]
    if words[-1] in ("'s", "’s"):
        words.pop()  # "the United States of America's (USA) Vice-President"
    if any(m.start == 0 and m.end == len(words) for m in gazetteer.find(words)):
        return
    name = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" ,", ",")
    kind: EntryType = (
        "party" if "Party" in words or "Front" in words and "Liberation" in words else "organization"
    )
    if not word_list("no_bodies").isdisjoint(w.lower() for w in words):
        return
    if _person_with_initials(tokens, first, words) or _title(tokens, i, words):
        return
    entry = Entry(kind, name, "", (name, tokens[i + 1].text))
    gazetteer.learn(tokens[i + 1].text, entry)
    gazetteer.learn(name, entry)
