"""Ties: two nodes joined by a fact, before anything is written of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from communique.graph.export.reading import ReadFact


class Tie(NamedTuple):
    """Two nodes by IRI in reading order, how they are joined, and by which fact (none: an office's own)."""

    source: str
    target: str
    label: str
    fact: ReadFact | None = None


def grouped(ties: Iterable[Tie], *, multi: bool, directed: bool) -> list[list[Tie]]:
    """The ties of each edge: of one pair, relation and status; with `multi` each tie by itself."""
    groups: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
    for tie in ties:
        one, two = tie.source, tie.target
        if not directed and two < one:
            one, two = two, one
        status = tie.fact.status if tie.fact is not None else ""
        own = (tie.fact.iri,) if multi and tie.fact is not None else ()
        groups[one, two, tie.label, status, *own].append(tie)
    return [groups[key] for key in sorted(groups)]
