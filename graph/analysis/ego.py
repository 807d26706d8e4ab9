"""The surroundings of one entity: who is within so many steps, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.graph.analysis.network import Link
from communique.graph.analysis.projection import Pair, Projection, project
from communique.graph.analysis.views import scope_of
from communique.graph.lookup.entity import identity
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Ref

MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class Near:
    """An entity and how many steps away it is; 0 is the one in the middle."""

    entity: Ref
    hops: int


@dataclass(frozen=True, slots=True)
class Ego:
    """The surroundings, the nearest first; `truncated` says that the cap on entities cut some off."""

    entity: Ref
    view: str
    nodes: list[Near]
    edges: list[Link]
    truncated: bool


def ego(
    snapshot: Snapshot, id: str, view: str = "met", hops: int = 1, since: str = "", until: str = "",
    limit: int = 200, as_of: str = "",
) -> Ego:  # fmt: skip
    """Who is within `hops` steps of an entity in a view, at most `limit` of them, and the links among these.

    Raises NotFound for an unknown id and BadParameter for a view or date that is none.
    """
    iri = snapshot.iri(id)
    middle, scope = identity(snapshot, iri), scope_of(view, since, until, as_of)
    distance, truncated = {iri: 0}, False
    edges: dict[Pair, Mapping[str, tuple[str, ...]]] = {}
    for step in range(min(hops, MOST_HOPS) + 1):  # one more, for the links among the outermost
        edge_of = [node for node, away in distance.items() if away == step]
        found = project(snapshot, scope, edge_of) if edge_of else Projection(scope, {})
        edges |= found.pairs
        if step < hops:
            truncated |= _reach(distance, found, step + 1, limit)
    links = [
        Link(snapshot.id(one), snapshot.id(two), sum(map(len, kinds.values())))
        for (one, two), kinds in sorted(edges.items())
        if one in distance and two in distance
    ]
    refs = read_refs(snapshot, list(distance))
    nodes = [Near(refs[node], away) for node, away in sorted(distance.items(), key=lambda n: (n[1], n[0]))]
    return Ego(middle, view, nodes, links, truncated)


def _reach(distance: dict[str, int], found: Projection, step: int, limit: int) -> bool:
    """Add who is reached in this step, in the order of their IRIs; whether the cap left some out."""
    known = set(distance)
    new = {other for pair in found.pairs if known & set(pair) for other in pair} - known
    kept = sorted(new)[: max(0, limit - len(known))]
    distance |= dict.fromkeys(kept, step)
    return len(kept) < len(new)
