"""Who stands in the middle: degree, betweenness and PageRank in a projection.

Degree counts partners, not facts. A heavier edge (more facts) draws more of PageRank's weight; betweenness
takes every edge as one step, and is estimated from a sample in very large networks. What the measures mean is
networkx's (``reference``); rustworkx computes them where it is installed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.graph.analysis import centrality
from communique.graph.analysis.projection import Pair, Projection, Scope, project
from communique.graph.analysis.views import scope_of
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import BadParameter, Snapshot
from communique.graph.lookup.values import Ref

if TYPE_CHECKING:
    import rustworkx as rx


Standing = tuple[str, float, int, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and its measure; ``facts`` counts those that join it to others, ``partners`` the others."""

    place: int
    entity: Ref
    score: float
    partners: int
    facts: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entities of a network by a measure, the highest first; ``total`` counts all of the network."""

    by: str
    relations: list[str]
    ranked: list[Ranked]
    total: int
    offset: int
    truncated: bool


def rank(
    snapshot: Snapshot,
    by: str = "degree",
    relations: tuple[str, ...] | list[str] = ("meeting",),
    types: tuple[str, ...] | list[str] = ("Person",),
    since: str = "",
    until: str = "",
    limit: int = 20,
    offset: int = 0,
    as_of: str = "",
    view: str = "",
) -> Ranking:
    """The entities with the highest measure; equal ones in the order of their IRIs.

    ``view`` names a network of ``VIEWS`` instead of ``relations`` and ``types``; with ``as_of`` only what a
    report of that day or before states counts. Raises BadParameter for a measure, view, relation, type or
    date that is none.
    """
    if view:
        return rank_scope(snapshot, by, scope_of(view, since, until, as_of), limit, offset)
    scope = Scope(tuple(relations), tuple(types), since, until, as_of=as_of)
    return rank_scope(snapshot, by, scope, limit, offset)


def rank_scope(snapshot: Snapshot, by: str, scope: Scope, limit: int = 20, offset: int = 0) -> Ranking:
    """``rank`` in the network of a scope, such as that of a view. Raises BadParameter."""
    check_measure(by)
    key = ("standings", scope, by)
    found = snapshot.kept.recall(key, lambda: standings(project(snapshot, scope), by))
    ranked = ranked_page(snapshot, found, limit, offset)
    return Ranking(by, list(scope.kinds), ranked, len(found), offset, offset + limit < len(found))


def check_measure(by: str) -> None:
    """Raises BadParameter for a measure that is none."""
    if by not in MEASURES:
        raise BadParameter(f"no measure “{by}”: there are {', '.join(MEASURES)}")


def standings(projection: Projection, by: str) -> list[Standing]:
    """Every entity of a projection with its measure, partners and facts, the highest first."""
    scores = measure(projection, by)
    partners, facts = _degrees(projection)
    ordered = sorted(scores, key=lambda iri: (-round(scores[iri], 12), iri))
    return [(iri, round(scores[iri], 6), partners[iri], facts[iri]) for iri in ordered]


def ranked_page(snapshot: Snapshot, found: Sequence[Standing], limit: int, offset: int = 0) -> list[Ranked]:
    """One page of the standings, with labels."""
    page = found[offset : offset + limit]
    refs = read_refs(snapshot, [iri for iri, *_ in page])
    return [
        Ranked(offset + n, refs[iri], score, partners, facts)
        for n, (iri, score, partners, facts) in enumerate(page, start=1)
    ]


def measure(projection: Projection, by: str, backend: str = "") -> dict[str, float]:
    """The measure of every entity of a projection by its IRI.

    ``backend`` is ``rustworkx`` or ``networkx``; without one it is the first that is installed. They agree.
    """
    weights = {pair: float(sum(map(len, by_kind.values()))) for pair, by_kind in projection.pairs.items()}
    return compute(projection.entities, weights, by, backend)


def compute(
    nodes: Sequence[str], weights: Mapping[Pair, float], by: str, backend: str = ""
) -> dict[str, float]:
    """The measure of every node of an undirected network of weighted pairs; see ``measure``."""
    if not nodes:
        return {}
    if (backend or default_backend()) == "networkx":
        from communique.graph.analysis.reference import REFERENCE, graph_of

        return {node: float(value) for node, value in REFERENCE[by](graph_of(nodes, weights)).items()}
    values = MEASURES[by](_rustworkx(nodes, weights))
    return {node: float(values[n]) for n, node in enumerate(nodes)}


@cache
def default_backend() -> str:
    """``rustworkx`` where it is installed, else ``networkx``."""
    try:
        import rustworkx as rustworkx
    except ImportError:
        return "networkx"
    return "rustworkx"


def _rustworkx(nodes: Sequence[str], weights: Mapping[Pair, float]) -> rx.PyGraph[str, float]:
    """The network for rustworkx, its nodes numbered in their order."""
    import rustworkx as rx

    graph: rx.PyGraph[str, float] = rx.PyGraph()  # no pair comes twice, so that none need be looked for
    number = dict(zip(nodes, graph.add_nodes_from(nodes), strict=True))
    graph.add_edges_from([(number[a], number[b], weight) for (a, b), weight in weights.items()])
    return graph


def _degree(graph: rx.PyGraph[str, float]) -> Mapping[int, float]:
    return {n: float(graph.degree(n)) for n in graph.node_indices()}


def _pagerank(graph: rx.PyGraph[str, float]) -> Mapping[int, float]:
    import rustworkx as rx

    return dict(rx.pagerank(graph.to_directed(), weight_fn=float)) if graph.num_nodes() else {}


MEASURES: dict[str, Callable[[rx.PyGraph[str, float]], Mapping[int, float]]] = {
    "degree": _degree,
    "betweenness": centrality.betweenness,
    "pagerank": _pagerank,
    "strength": centrality.strength,
    "closeness": centrality.closeness,
    "harmonic": centrality.harmonic,
    "eigenvector": centrality.eigenvector,
    "clustering": centrality.clustering,
    "core": centrality.core,
    "bridges": centrality.bridges,
}


def _degrees(projection: Projection) -> tuple[dict[str, int], dict[str, int]]:
    """For each entity the number of others it is joined to, and of facts that join it."""
    partners: Counter[str] = Counter()
    facts: dict[str, set[str]] = defaultdict(set)
    for pair, by_kind in projection.pairs.items():
        for iri in pair:
            partners[iri] += 1
            for listed in by_kind.values():
                facts[iri].update(listed)
    return partners, {iri: len(listed) for iri, listed in facts.items()}
