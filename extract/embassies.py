"""Whose embassies a report tells of: an "Ambassador X" without a posting is of the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.extract.units import Unit

if TYPE_CHECKING:
    from communique.extract.paragraphs import ParagraphReading
    from communique.extract.persons import Person

_HOUSES = frozenset({"embassy", "ambassador"})


def embassies(paragraphs: Sequence[ParagraphReading]) -> frozenset[str]:
    """The countries (ISO codes) whose embassy or nameless ambassador the paragraphs tell of: "the Embassy of Peru", "Kenyan embassy"."""
    return frozenset(code for reading in paragraphs for code in _told(reading.units) if code)


def _told(units: Sequence[Unit]) -> Iterator[str]:
    for i, unit in enumerate(units):
        if unit.lower not in _HOUSES:
            continue
        before = units[i - 1] if i else None
        yield before.code if before is not None and before.kind in ("country", "demonym") else ""
        for a, b in pairwise(units[i + 1 : i + 5]):
            if a.lower in ("of", "the") and b.kind == "country" and units[i + 1].lower == "of":
                yield b.code
                break


def ambassador_of(told: frozenset[str], persons: Sequence[Person], person: Person) -> str:
    """The country of an ambassador without a posting: of the only embassy (``told``), where nobody else is that country's ambassador."""
    if len(told) != 1 or any(not h.post.rank_only for h in person.posts):
        return ""
    code = next(iter(told))
    posts = ((h.post, q) for q in persons if q is not person for h in q.posts)
    rival = any(
        p.kind == "envoy" and p.role == "Ambassador" and q.country == code and p.status == "actual"
        for p, q in posts
    )
    return "" if rival or person.sure and person.country != code else code
