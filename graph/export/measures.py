"""Centralities as node columns, so that a drawing program can size by them at once."""

from __future__ import annotations

from dataclasses import replace

from communique.graph.analysis.measures import compute
from communique.graph.export.model import Network, Node

_MOST_FOR_BETWEENNESS = 3000


def with_measures(network: Network) -> Network:
    """The network with degree, PageRank and (up to 3,000 nodes) betweenness of every node, as floats.

    Each takes edges as undirected; PageRank follows their weights, betweenness takes each as one step.
    """
    ids = [node.id for node in network.nodes]
    weights: dict[tuple[str, str], float] = {}
    for edge in network.edges:
        one, two = sorted((edge.source, edge.target))
        weights[one, two] = weights.get((one, two), 0.0) + float(edge.values.get("weight", 1.0))
    wanted = ("degree", "pagerank", "betweenness")[: 3 if len(ids) <= _MOST_FOR_BETWEENNESS else 2]
    columns = {by: compute(ids, weights, by) for by in wanted}
    nodes = [
        Node(n.id, n.values | {by: round(column[n.id], 9) for by, column in columns.items()})
        for n in network.nodes
    ]
    return replace(network, nodes=nodes)
