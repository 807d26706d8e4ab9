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
    """One page of hits, best first; ``total`` counts those of all pages (at most 200 for a name)."""

    query: str
    type: str
    hits: list[Found]
    total: int
    offset: int
    truncated: bool


def search(snapshot: Snapshot, q: str, type: str = "", limit: int = 20, offset: int = 0) -> Search:
    """Entities by any of their names, without diacritics, with typing errors.

    Without a name all of the type, those first of which most facts speak. Raises BadParameter for a type
    that is none.
    """
    if type and type.capitalize() not in TYPES:
        raise BadParameter(f"no type “{type}”: there are {', '.join(t.lower() for t in TYPES)}")
    if type and not q.strip():
        shown, total = snapshot.index.most_named(type.capitalize(), limit, offset)
    else:
        wanted = (type.capitalize(),) if type else ()
        hits = snapshot.index.search(q[:200], wanted, MOST)
        shown, total = hits[offset : offset + limit], len(hits)
    page = [Found(snapshot.id(h.iri), h.iri, h.type, h.label, h.matched, h.score, h.facts) for h in shown]
    return Search(q, type, page, total, offset, offset + limit < total)
