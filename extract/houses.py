"""Palaces and residences as a cue to a country: who receives guests at the White House is of the United States.

A report of such a visit often names the guest's country alone: "President A welcomed Chancellor B of Germany to the
White House".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.lexicon import table
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import PersonMention, Registry

_HOSTING = word_list("hosting_words")
#: Units behind a host's name within which the verb stands ("President A will today host").
_VERB, _BY = 4, 5
_HOST, _GUEST, _MET = 3.0, 2.0, 2.0


@dataclass(frozen=True, slots=True)
class House:
    """Characters ``start`` to ``end`` name a house of the country ``code``."""

    start: int
    end: int
    code: str


def houses_in(text: str) -> list[House]:
    """The houses that a text names, from left to right."""
    if not any(form in text for form in _codes()):
        return []  # most reports
    return [House(m.start(), m.end(), _codes()[m[0]]) for m in _pattern().finditer(text)]


def house_code(name: str) -> str:
    """The country (ISO code) whose a palace or residence is; empty for another building."""
    return _codes().get(name, "")


@cache
def _codes() -> dict[str, str]:
    return {row["form"]: row["code"] for row in table("houses.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b(?!-)")


def at_house(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Add to ``weights`` the country of the house at which a person receives, is received or is met."""
    if not registry.houses:
        return
    reading = registry.paragraphs[mention.paragraph]
    begin, end = reading.sentence_at(mention.first)
    inside = [i for i, u in enumerate(reading.units) if begin <= u.first < end]
    start, stop = reading.span(inside[0], inside[-1] + 1)
    near = [house for house in registry.houses if start <= house.start < stop]
    for house in near[:1]:
        weights[house.code] += _weight(registry, mention, house)


def _weight(registry: Registry, mention: PersonMention, house: House) -> float:
    """How much the words around a person say that the house is where he receives (above zero) or is received."""
    units = registry.paragraphs[mention.paragraph].units
    behind = [u.lower for u in units[mention.last : mention.last + _VERB]]
    before = [u.lower for u in units[max(0, mention.first - _BY) : mention.first]]
    leading = registry.paragraphs[mention.paragraph].word_before(mention.first)
    clause = behind[: next((i for i, w in enumerate(behind) if not w.isalpha()), len(behind))]
    if (
        not _HOSTING.isdisjoint(clause)
        and "by" not in clause
        and not {"was", "were", "been", "be"} & set(clause)
    ):
        return _HOST
    if leading == "by":
        return _HOST if not _HOSTING.isdisjoint(before) else 0.0
    if leading in _HOSTING:
        return -_GUEST
    return _MET if leading == "with" and house.end <= mention.start and "meeting" in before else 0.0
