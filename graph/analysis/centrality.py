"""Measures of a projection: betweenness, strength, closeness, harmonic, eigenvector and others.

Each takes an undirected graph whose edges carry their number of facts, and gives a number per node. Only
strength and eigenvector use the weights; everywhere else an edge is one step.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import rustworkx as rx

    Network = rx.PyGraph[str, float]

Node = TypeVar("Node", int, str)

_MATRIX = 4000  # nodes up to which all distances fit into memory at once (128 MB)
ITERATIONS = 5000
TOLERANCE = 1e-9
EXACT_WORK = 100_000_000
_SAMPLED_WORK = 12_000_000
_LEAST_PIVOTS = 20
_SEED = 4


def strength(graph: Network) -> Mapping[int, float]:
    """How many facts join an entity to others, counted once for each partner."""
    return {n: float(sum(weight for _, _, weight in graph.out_edges(n))) for n in graph.node_indices()}


def closeness(graph: Network) -> Mapping[int, float]:
    """How near the others are, scaled by how many can be reached at all (Wasserman and Faust)."""
    import rustworkx as rx

    return dict(rx.closeness_centrality(graph, wf_improved=True))


def harmonic(graph: Network) -> Mapping[int, float]:
    """The sum of the reciprocal distances to all others; those out of reach count nothing."""
    import rustworkx as rx

    if graph.num_nodes() <= _MATRIX:
        lengths = rx.distance_matrix(graph, null_value=math.inf)
        lengths[lengths == 0] = math.inf  # an entity's own
        return dict(zip(graph.node_indices(), (1 / lengths).sum(axis=1).tolist(), strict=True))
    found = {}
    for node in graph.node_indices():
        away = rx.dijkstra_shortest_path_lengths(graph, node, lambda _: 1.0)
        found[node] = sum(1 / steps for steps in away.values() if steps)
    return found


def eigenvector(graph: Network) -> Mapping[int, float]:
    """Whose partners have many facts with well-joined partners; of the largest component, elsewhere 0.

    In a network without cycles of odd length the plain iteration swings for ever: every entity therefore
    counts itself too, which changes no eigenvector.
    """
    import rustworkx as rx

    found = dict.fromkeys(graph.node_indices(), 0.0)
    if not graph.num_edges():
        return found
    largest = max(rx.connected_components(graph), key=lambda part: (len(part), -min(part)))
    nodes = sorted(largest)
    part = graph.subgraph(nodes)
    part.add_edges_from([(n, n, 1.0) for n in part.node_indices()])
    values = rx.eigenvector_centrality(part, weight_fn=float, max_iter=ITERATIONS, tol=TOLERANCE)
    return found | {nodes[n]: value for n, value in values.items()}


def clustering(graph: Network) -> Mapping[int, float]:
    """Of all pairs of an entity's partners, the part that is joined to each other."""
    near = {n: set(graph.neighbors(n)) - {n} for n in graph.node_indices()}
    return {n: _closed(near, n) for n in near}


def _closed(near: Mapping[int, set[int]], node: int) -> float:
    pairs = len(near[node]) * (len(near[node]) - 1) / 2
    return sum(two in near[one] for one, two in combinations(sorted(near[node]), 2)) / pairs if pairs else 0.0


def core(graph: Network) -> Mapping[int, float]:
    """The largest k so that the entity belongs to a group in which everyone has k partners."""
    import rustworkx as rx

    numbers: Any = rx.core_number(graph)  # a mapping, whatever its stub says
    return {n: float(k) for n, k in numbers.items()}


def bridges(graph: Network) -> Mapping[int, float]:
    """How many of an entity's ties are the only link between two parts of the network."""
    import rustworkx as rx

    found = dict.fromkeys(graph.node_indices(), 0.0)
    pairs: Any = rx.bridges(graph)
    for one, two in pairs:
        found[one] += 1
        found[two] += 1
    return found


def betweenness(graph: Network, work: int = EXACT_WORK) -> Mapping[int, float]:
    """The part of all shortest paths that lead through an entity.

    Exact while nodes times edges stay below `work`; beyond, an estimate from some sources, always the same.
    """
    import rustworkx as rx

    if graph.num_nodes() * graph.num_edges() <= work:
        return dict(rx.betweenness_centrality(graph))
    near = {n: [other for other in graph.neighbors(n) if other != n] for n in graph.node_indices()}
    return sampled_betweenness(near, sample(list(near), graph.num_edges()))


def sample(nodes: Sequence[Node], edges: int) -> list[Node]:
    """The sources from which betweenness is estimated: fewer in denser networks, and always the same."""
    pivots = max(_LEAST_PIVOTS, _SAMPLED_WORK // max(1, edges))
    return random.Random(_SEED).sample(nodes, min(pivots, len(nodes)))  # noqa: S311 - no secret


def sampled_betweenness(near: Mapping[Node, list[Node]], sources: Sequence[Node]) -> dict[Node, float]:
    """Betweenness from the shortest paths that begin at these sources, scaled to all (Brandes and Pich).

    ``near`` are each node's neighbours. With every node as a source it is exact. The cost is one
    breadth-first search per source.
    """
    total = dict.fromkeys(near, 0.0)
    for source in sources:
        _add_dependencies(near, source, total)
    count = len(near)
    scale = count / (len(sources) * (count - 1) * (count - 2)) if count > 2 and sources else 0.0
    return {node: value * scale for node, value in total.items()}


def _add_dependencies(near: Mapping[Node, list[Node]], source: Node, total: dict[Node, float]) -> None:
    """Add what each node carries of the shortest paths from one source (Brandes' accumulation)."""
    level, ways, order = {source: 0}, {source: 1.0}, [source]
    for node in order:
        following = level[node] + 1
        for other in near[node]:
            if other not in level:
                level[other], ways[other] = following, 0.0
                order.append(other)
            if level[other] == following:
                ways[other] += ways[node]
    carried = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        share, before = (1 + carried[node]) / ways[node], level[node] - 1
        for other in near[node]:
            if level[other] == before:
                carried[other] += ways[other] * share
        if node != source:
            total[node] += carried[node]
