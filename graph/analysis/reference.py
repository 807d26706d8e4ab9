"""The measures as networkx has them: what they mean, and what computes them where rustworkx is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from communique.graph.analysis.centrality import (
    EXACT_WORK,
    ITERATIONS,
    TOLERANCE,
    sample,
    sampled_betweenness,
)

Values = Mapping[str, float]
_DAMPING = 0.85


def _betweenness(graph: nx.Graph[str]) -> Values:
    """Exact in networks that are small enough, else from the same sample as always."""
    if graph.number_of_nodes() * graph.number_of_edges() <= EXACT_WORK:
        return dict(nx.betweenness_centrality(graph))
    near = {node: list(graph[node]) for node in graph}
    return sampled_betweenness(near, sample(list(graph), graph.number_of_edges()))


def _eigenvector(graph: nx.Graph[str]) -> Values:
    """Of the largest component, elsewhere 0; every node counts itself, so that the iteration settles."""
    found = dict.fromkeys(graph, 0.0)
    if not graph.number_of_edges():
        return found
    largest = min(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    part = graph.subgraph(largest).copy()
    part.add_edges_from(((node, node) for node in sorted(part)), weight=1.0)
    values = nx.eigenvector_centrality(part, weight="weight", max_iter=ITERATIONS, tol=TOLERANCE)
    return found | {node: float(value) for node, value in values.items()}


def _bridges(graph: nx.Graph[str]) -> Values:
    found = dict.fromkeys(graph, 0.0)
    for pair in nx.bridges(graph):
        for node in pair:
            found[node] += 1
    return found


def graph_of(nodes: Iterable[str], weights: Mapping[tuple[str, str], float]) -> nx.Graph[str]:
    """A network of these nodes and weighted pairs."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(nodes)
    made.add_weighted_edges_from((one, two, weight) for (one, two), weight in weights.items())
    return made


def _pagerank(graph: nx.Graph[str]) -> Values:
    """As networkx defines it, whose own needs scipy. Nodes without edges share theirs with all."""
    count = len(graph)
    total = dict(graph.degree(weight="weight"))
    rank = dict.fromkeys(graph, 1 / count)
    for _ in range(ITERATIONS):
        idle = sum(rank[node] for node in graph if not total[node])
        base = (1 - _DAMPING + _DAMPING * idle) / count
        new = {
            node: base + _DAMPING * sum(rank[n] * d["weight"] / total[n] for n, d in graph[node].items())
            for node in graph
        }
        moved = sum(abs(new[node] - rank[node]) for node in graph)
        rank = new
        if moved < count * TOLERANCE:
            break
    return rank


REFERENCE: dict[str, Callable[[nx.Graph[str]], Values]] = {
    "degree": lambda graph: dict(graph.degree()),
    "betweenness": _betweenness,
    "pagerank": _pagerank,
    "strength": lambda graph: dict(graph.degree(weight="weight")),
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "eigenvector": _eigenvector,
    "clustering": nx.clustering,
    "core": nx.core_number,
    "bridges": _bridges,
}
