"""Where a title's body ends and its holder's name begins, with no mark between: "CEO of Nordvik Energi Jane Roe".

Two cues tell: the name stands alone elsewhere in the report, or its given name is one that people of some country bear
(``name_words.tsv``) and the words before it are no such names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from communique.extract.closed_runs import stands_behind_name
from communique.extract.names import NameRun, name_at
from communique.extract.naming import Naming
from communique.extract.title_words import NAMED, is_acronym, is_body_word
from communique.extract.units import Unit
from communique.ontology.reference import name_words, plain

_MOST = 3  # unknown words that may stand between a body's first word and the name
_REACH = 10  # units of a body's name

FullNames = dict[str, set[tuple[str, ...]]]
"""The full names of a report, in small letters, by their first word."""


@cache
def _stock() -> frozenset[str]:
    return frozenset(word for words in name_words().values() for word in words)


def is_known_name(unit: Unit) -> bool:
    """Whether a unit is a word that is borne as a name."""
    return unit.kind == "cap" and is_borne(unit.text)


def is_borne(word: str) -> bool:
    """Whether people of some country bear a word as a given or family name ("Gurban", "Marie-Claire")."""
    words = plain(word).replace("'", "").replace("’", "").split("-")
    return any(part in _stock() for part in words if len(part) > 2 or len(words) == 1)


def past_unknown(units: Sequence[Unit], start: int, end: int) -> int:
    """The end of a body's words at ``start`` that seemed over at ``end``: past unknown words before a known given name.

    A country, a known body and what ends with a word of bodies are complete and do not go on.
    """
    last = units[end - 1]
    if last.kind != "cap" or is_body_word(last):
        return end
    run = name_at(units, end)
    if run is None or run.titled or run.first != end or run.last - end < 3:
        return end
    begin = _given_name(units, run)
    return begin if begin > end and not stands_behind_name(units, start) else end


def _given_name(units: Sequence[Unit], run: NameRun) -> int:
    """The first known name of a run, where unknown capitalized words alone stand before it and two words of a name remain."""
    for j in range(run.first, min(run.first + _MOST, run.last - 1)):
        unit = units[j]
        if unit.kind != "cap" or is_acronym(unit) or unit.text.endswith("."):
            break
        if is_known_name(unit):
            return j
    return run.first


def full_names(namings: Iterable[Naming], units: Sequence[Unit], found: FullNames) -> None:
    """Add to ``found`` the names of a paragraph that do not run on behind a title."""
    for naming in namings:
        run = naming.run
        runs_on = naming.prefixed and run is not None and naming.posts[-1].last == run.first
        if run is None or runs_on or not 2 <= run.last - run.first <= 6:
            continue
        words = tuple(u.lower for u in units[run.first : run.last])
        found[words[0]].add(words)


def new_names() -> FullNames:
    """No names yet."""
    return defaultdict(set)


def begins(namings: Iterable[Naming], units: Sequence[Unit], known: FullNames) -> frozenset[int]:
    """The units behind a title at which a name of the report begins though another reading was made there."""
    found: set[int] = set()
    for naming in namings:
        if not naming.posts or naming.run is not None and naming.posts[-1].last != naming.run.first:
            continue
        first, last = naming.posts[0].first, naming.last if naming.run is not None else naming.last + 1
        begin = naming.run.first if naming.run is not None else -1
        found.update(
            j
            for j in range(first + 2, min(last, len(units)))
            if j != begin and units[j].lower in known and _stands_at(units, j, known) and _within(units, j)
        )
    return frozenset(found)


def _stands_at(units: Sequence[Unit], j: int, known: FullNames) -> bool:
    return any(tuple(u.lower for u in units[j : j + len(words)]) == words for words in known[units[j].lower])


def _within(units: Sequence[Unit], j: int) -> bool:
    """Whether a name at ``j`` follows a capitalized word, of which it was not parted."""
    before = units[j - 1]
    return before.kind in ("cap", *NAMED) and (is_body_word(before) or not before.text.endswith("."))


def body_before(units: Sequence[Unit], start: int, known: frozenset[int]) -> int:
    """The first of the ``known`` beginnings of names that only words of a body part from ``start``; 0 where there is none."""
    for j in range(start, min(start + _REACH, len(units))):
        if j in known and j > start:
            return j
        if (
            units[j].kind in ("role", "hon", "date")
            or units[j].kind == "mark"
            and units[j].text not in ("-", "'s", "’s")
        ):
            return 0
    return 0
