"""A network ready to be written: nodes and edges with plain values, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field

Scalar = str | float | int
NODE_COLUMNS: dict[str, type] = {
    "label": str, "name": str, "iri": str, "type": str, "kind": str, "date": str, "start": str, "end": str,
    "status": str, "place": str, "confidence": float, "evidence_count": int, "first_source": str,
    "score": float, "degree": float, "betweenness": float, "pagerank": float,
}  # fmt: skip
EDGE_COLUMNS: dict[str, type] = {
    "label": str, "interaction": str, "weight": float, "start": str, "end": str, "status": str, "place": str,
    "confidence": float, "evidence_count": int, "first_source": str, "facts": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, an office, or an event with three or more sides; `id` is its short id in the graph.

    `values` holds what is known of NODE_COLUMNS; a missing one is unknown, never empty.
    """

    id: str
    values: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, in reading order (holder to office, visitor to destination).

    `values` holds what is known of EDGE_COLUMNS: dates in ISO form, `facts` the ids joined by ` | `.
    """

    source: str
    target: str
    values: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Network:
    """What is exported. `directed` says whether the order of an edge's ends means something, `truncated` that
    a limit left nodes out.
    """

    name: str
    directed: bool
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    truncated: bool = False


def readable(term: str) -> str:
    """A relation as a label has it: `diplomatic relations`, `accredited to`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in term)
    return words.replace("_", " ").strip()
