"""GEXF 1.3 with dates: Gephi's timeline shows when an edge was, and parallel edges have their kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from communique.graph.export.markup import Xml
from communique.graph.export.model import EDGE_COLUMNS, NODE_COLUMNS, Edge, Network, Scalar

_TYPES: dict[type, str] = {str: "string", float: "double", int: "integer"}
#: Names that Gephi keeps for itself are written as its own attributes, not as columns.
_OWN = {"label", "weight", "start", "end"}


def write_gexf(network: Network, file: IO[bytes]) -> None:
    """Write the network; an edge whose dates are unknown has none, and is always shown."""
    xml = Xml(file)
    kind = "directed" if network.directed else "undirected"
    graph = {"defaultedgetype": kind, "mode": "dynamic", "timeformat": "date"}
    with xml.element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"}):
        if network.truncated:
            with xml.element("meta"):
                xml.leaf("description", text="truncated: a limit left nodes out")
        _graph(xml, network, graph)


def _graph(xml: Xml, network: Network, attributes: dict[str, str]) -> None:
    with xml.element("graph", attributes):
        _columns(xml, "node", NODE_COLUMNS)
        _columns(xml, "edge", EDGE_COLUMNS)
        with xml.element("nodes"):
            for node in network.nodes:
                own = {"id": node.id, "label": str(node.values["label"])}
                _thing(xml, "node", own, NODE_COLUMNS, node.values)
        with xml.element("edges"):
            for number, edge in enumerate(network.edges):
                _thing(xml, "edge", _ends(number, edge), EDGE_COLUMNS, edge.values)


def _ends(number: int, edge: Edge) -> dict[str, str]:
    """An edge's own attributes."""
    return {
        "id": str(number), "source": edge.source, "target": edge.target,
        "kind": str(edge.values["interaction"]), "label": str(edge.values["label"]),
        "weight": str(float(edge.values.get("weight", 1.0))),
    }  # fmt: skip


def _columns(xml: Xml, what: str, columns: Mapping[str, type]) -> None:
    """Declare the columns of nodes or edges."""
    with xml.element("attributes", {"class": what, "mode": "static"}):
        for name, kind in columns.items():
            if name not in _OWN:
                xml.leaf("attribute", {"id": name, "title": name, "type": _TYPES[kind]})


def _thing(
    xml: Xml, name: str, own: dict[str, str], columns: Mapping[str, type], values: Mapping[str, Scalar]
) -> None:
    """A node or an edge: when it was, as far as known, and its values."""
    spell = {end: str(values[end]) for end in ("start", "end") if end in values}
    with xml.element(name, own | spell), xml.element("attvalues"):
        for column, kind in columns.items():
            if column in values and column not in _OWN:
                xml.leaf("attvalue", {"for": column, "value": str(kind(values[column]))})
