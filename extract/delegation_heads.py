"""Who heads a delegation that the next sentences tell of: "received a Lao delegation. Head of the delegation A briefed him"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.people import Person, Registry
from communique.extract.units import Unit

_HEADS = frozenset({"head", "leader", "chief"})
_BANDS = frozenset({"delegation", "mission"})
_NEAR = 4  # units between the words for the head and the name
_REACH = 3  # paragraphs


def head_told_later(registry: Registry, p: int, k: int) -> Person | None:
    """Who is told to be "head of the delegation" behind unit ``k`` of paragraph ``p`` or in the two paragraphs after it."""
    for q in range(p, min(p + _REACH, len(registry.paragraphs))):
        units = registry.paragraphs[q].units
        for i in range(k if q == p else 0, len(units) - 3):
            if not _of_the_delegation(units, i):
                continue
            end = i + 4
            beside = [
                m for m in registry.mentions_in(q) if end <= m.first < end + _NEAR or m.first < i < m.last + 3
            ]
            if beside:
                return min(beside, key=lambda m: abs(m.first - end)).person
    return None


def _of_the_delegation(units: Sequence[Unit], i: int) -> bool:
    words = [u.lower for u in units[i : i + 4]]
    return words[0] in _HEADS and words[1:3] == ["of", "the"] and words[3] in _BANDS
