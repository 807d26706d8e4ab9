"""Centralities as node columns, so that a drawing program can size by them at once."""

from __future__ import annotations

from communique.graph.export.model import Network, Node

_MOST_FOR_BETWEENNESS = 3000


def with_measures(network: Network) -> Network:
    """The network with degree, PageRank and (up to 3,000 nodes) betweenness of every node, as floats.

    Each takes edges as undirected; PageRank follows their weights, betweenness takes each as one step.
    """
    import rustworkx as rx

    graph: rx.PyGraph[str, float] = rx.PyGraph(multigraph=False)
    numbers = dict(
        zip((n.id for n in network.nodes), graph.add_nodes_from([n.id for n in network.nodes]), strict=True)
    )
    weights: dict[tuple[int, int], float] = {}
    for edge in network.edges:
        ends = sorted((numbers[edge.source], numbers[edge.target]))
        pair = (ends[0], ends[1])
        weights[pair] = weights.get(pair, 0.0) + float(edge.values.get("weight", 1.0))
    graph.add_edges_from([(one, two, weight) for (one, two), weight in weights.items()])
    columns: dict[str, dict[int, float]] = {
        "degree": {n: float(graph.degree(n)) for n in graph.node_indices()}
    }
    if network.nodes:
        columns["pagerank"] = dict(rx.pagerank(graph.to_directed(), weight_fn=float))
        if len(network.nodes) <= _MOST_FOR_BETWEENNESS:
            columns["betweenness"] = dict(rx.betweenness_centrality(graph))
    nodes = [
        Node(n.id, n.values | {name: round(column[numbers[n.id]], 9) for name, column in columns.items()})
        for n in network.nodes
    ]
    return Network(network.name, network.directed, nodes, network.edges)
