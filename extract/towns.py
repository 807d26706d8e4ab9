"""Smaller cities, which are read only in a report that speaks of their country and says that something is there: "in Turku"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from communique.extract.gazetteer import Gazetteer
from communique.extract.periods import month_forms
from communique.extract.tokens import fold
from communique.extract.triggers import triggers
from communique.extract.words import word_list, words_of
from communique.ontology.reference import Entry, towns

_CAP = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:-[^\W\d_]+)*"
_NAME = rf"(?P<name>{_CAP}(?: (?:de |of )?{_CAP}){{0,2}})"
#: What stands before or behind the name of a place.
_AHEAD = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|to|of|visited|toured|reached|visiting|touring|between|via) {_NAME}"
)
_BEHIND = re.compile(
    rf"\b{_NAME}(?:['’]s)? (?:[Mm]ayor|[Gg]overnor|University|[Aa]irport|[Pp]ort|[Cc]ity|[Pp]refecture|[Pp]rovince)\b"
)
_DATELINE = re.compile(rf"^\W*{_NAME}(?=,| [–—-]| \()", re.MULTILINE)
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*) $")
_NEXT = re.compile(r" (?P<behind>[^\W\d_][\w-]*)")
_LEAST = 4
_OF_PLACES = word_list("of_places")
_LEADING = word_list("before_places")


def learn_towns(text: str, gazetteer: Gazetteer, codes: Container[str]) -> None:
    """Teach a report's gazetteer the smaller cities of the countries that it speaks of (ISO codes)."""
    for name in dict.fromkeys(_candidates(text)):
        code = next((c for c in towns()[fold(name)] if c in codes), "")
        if code and not gazetteer.find(name.split()) and not _of_person(text, name):
            gazetteer.learn(name, Entry("city", name if not name.isupper() else name.title(), code, (name,)))


def _candidates(text: str) -> Iterator[str]:
    """The names that stand where a place stands and that a smaller city has."""
    for pattern in (_AHEAD, _BEHIND, _DATELINE):
        for found in pattern.finditer(text):
            words = found["name"].split()
            sizes = range(len(words), 0, -1)
            tried = (" ".join(words[:n] if pattern is not _BEHIND else words[-n:]) for n in sizes)
            yield from [
                n for n in tried if fold(n) in towns() and fold(n) not in _words() and len(n) >= _LEAST
            ][:1]


@cache
def _words() -> frozenset[str]:
    """Words that say something else than a place: months, nouns of events, words of bodies and titles."""
    events = (word for kind in ("meeting", "visit", "agreement") for word in triggers()[kind]["nouns"])
    known = words_of("body_nouns", "body_words", "ranks", "openers", "document_nouns")
    return frozenset({*events, *month_forms(), *known, *_OF_PLACES})


def _of_person(text: str, name: str) -> bool:
    """Whether a name stands anywhere beside another capitalized word that makes it a person's or a body's."""
    for found in re.finditer(rf"\b{re.escape(name)}\b", text):
        behind = _NEXT.match(text, found.end())
        after = behind["behind"] if behind is not None else ""
        before = _BEFORE.search(text[max(0, found.start() - 30) : found.start()])
        ahead = before.group(1) if before is not None else ""
        if after[:1].isupper() and after.lower() not in _OF_PLACES | word_list("body_nouns"):
            return True
        if ahead[:1].isupper() and ahead.lower() not in _LEADING and not name.isupper():
            return True
    return False
