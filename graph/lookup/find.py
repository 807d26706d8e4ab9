"""Search as a lookup: pages of entities whose names fit."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.snapshot import BadParameter, Snapshot
from communique.graph.search import TYPES

MOST = 200  # hits that a search ranks


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found, with the name that matched and how well (0 to 1)."""

    id: str
    iri: str
    type: str
    label: str
    matched: str
    score: float
    facts: int


@dataclass(frozen=True, slots=True)
class Search:
    """One page of hits, best first; ``total`` counts the hits of all pages (at most 200)."""

    query: str
    hits: list[Found]
    total: int
    offset: int
    truncated: bool


def search(snapshot: Snapshot, q: str, type: str = "", limit: int = 20, offset: int = 0) -> Search:
    """Entities by any of their names, without diacritics, with typing errors.

    Raises BadParameter for a type that is none.
    """
    if type and type.capitalize() not in TYPES:
        raise BadParameter(f"no type “{type}”: there are {', '.join(t.lower() for t in TYPES)}")
    wanted = (type.capitalize(),) if type else ()
    hits = snapshot.index.search(q[:200], wanted, MOST)
    page = [
        Found(snapshot.id(h.iri), h.iri, h.type, h.label, h.matched, h.score, h.facts)
        for h in hits[offset : offset + limit]
    ]
    return Search(q, page, len(hits), offset, offset + limit < len(hits))
