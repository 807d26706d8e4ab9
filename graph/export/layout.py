"""Where the nodes of a network are drawn by programs that do not lay it out themselves: always the same."""

from __future__ import annotations

import math

from communique.graph.export.model import Network

_MOST_FOR_SPRINGS = (
    400  # nodes; beyond, springs take long and leave a ball in which nothing can be told apart
)
_GAP = 80.0  # between neighbours
_STRETCH = 2.5  # as names are wider than high
_GOLDEN = math.pi * (3 - math.sqrt(5))
_SEED = 5


def layout(network: Network) -> dict[str, tuple[float, float]]:
    """A place for each node by id: what is joined lies together, in large networks the best joined within."""
    if len(network.nodes) <= _MOST_FOR_SPRINGS:
        found = _springs(network)
    else:
        ordered = sorted(network.nodes, key=lambda node: (-float(node.values.get("degree", 0)), node.id))
        found = {node.id: _on_spiral(number) for number, node in enumerate(ordered)}
    return {node: (_STRETCH * x, y) for node, (x, y) in found.items()}


def _springs(network: Network) -> dict[str, tuple[float, float]]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    scale = _GAP * math.sqrt(len(graph))
    found = nx.spring_layout(graph, seed=_SEED, scale=scale, iterations=100) if len(graph) else {}
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _on_spiral(number: int) -> tuple[float, float]:
    """The place of that number in a disc that is filled evenly from its middle."""
    away = _GAP * math.sqrt(number)
    return away * math.cos(number * _GOLDEN), away * math.sin(number * _GOLDEN)
