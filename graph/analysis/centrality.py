"""Further measures of a projection: strength, closeness, harmonic, eigenvector, clustering, core, bridges.

Each takes an undirected graph whose edges carry their number of facts, and gives a number per node. Only
strength and eigenvector use the weights; everywhere else an edge is one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rustworkx as rx

    Network = rx.PyGraph[str, float]

_ITERATIONS = 5000
_TOLERANCE = 1e-9


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

    found = {}
    for node in graph.node_indices():
        lengths = rx.dijkstra_shortest_path_lengths(graph, node, lambda _: 1.0)
        found[node] = sum(1 / steps for steps in lengths.values() if steps)
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
    values = rx.eigenvector_centrality(part, weight_fn=float, max_iter=_ITERATIONS, tol=_TOLERANCE)
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
