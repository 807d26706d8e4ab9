"""GraphML that opens rightly in Gephi, Cytoscape and yEd.

Keys have ids of their own (`n_label`, `e_weight`): Gephi reads `d3` as a label, and Cytoscape mixes up a node
key and an edge key of one id. Each column has one type. There are no defaults and no edge-wise directions,
which Cytoscape ignores. yEd shows labels and places only from its own elements: that is the flavour `yed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from communique.graph.export.layout import layout
from communique.graph.export.markup import Xml
from communique.graph.export.model import EDGE_COLUMNS, NODE_COLUMNS, Edge, Network, Scalar
from communique.graph.lookup.kinds import KINDS

_TYPES: dict[type, str] = {str: "string", float: "double", int: "int"}
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NAMESPACES = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/1.1/graphml.xsd",
}
_YED = {"xmlns:y": "http://www.yworks.com/xml/graphml"}
_COLORS = {
    "Person": "#7fb3d5", "Country": "#f5b041", "Party": "#cd6155", "Organization": "#a569bd",
    "Place": "#7dcea0", "Office": "#d5dbdb", "Group": "#e5e8e8",
}  # fmt: skip


def write_graphml(network: Network, file: IO[bytes], flavor: str = "") -> None:
    """Write the network; `flavor` is empty or `yed`."""
    xml, yed = Xml(file), flavor == "yed"
    places = layout(network) if yed else {}
    default = "directed" if network.directed else "undirected"
    with xml.element("graphml", _NAMESPACES | (_YED if yed else {})):
        _keys(xml, "node", NODE_COLUMNS, yed)
        _keys(xml, "edge", EDGE_COLUMNS, yed)
        if network.truncated:
            xml.leaf(
                "key", {"id": "g_truncated", "for": "graph", "attr.name": "truncated", "attr.type": "boolean"}
            )
        with xml.element("graph", {"id": "communique", "edgedefault": default}):
            if network.truncated:
                xml.leaf("data", {"key": "g_truncated"}, "true")
            for node in network.nodes:
                with xml.element("node", {"id": node.id}):
                    _data(xml, "n", NODE_COLUMNS, node.values)
                    if yed:
                        _yed_node(xml, str(node.values["label"]), str(node.values["type"]), places[node.id])
            for number, edge in enumerate(network.edges):
                with xml.element("edge", {"id": f"e{number}", "source": edge.source, "target": edge.target}):
                    _data(xml, "e", EDGE_COLUMNS, edge.values)
                    if yed:
                        _yed_edge(xml, str(edge.values["label"]), _arrow(network, edge))


def _keys(xml: Xml, what: str, columns: Mapping[str, type], yed: bool) -> None:
    """Declare the columns of nodes or edges."""
    for name, kind in columns.items():
        key = {"id": f"{what[0]}_{name}", "for": what, "attr.name": name, "attr.type": _TYPES[kind]}
        xml.leaf("key", key)
    if yed:
        xml.leaf("key", {"id": f"{what[0]}_graphics", "for": what, "yfiles.type": f"{what}graphics"})


def _data(xml: Xml, prefix: str, columns: Mapping[str, type], values: Mapping[str, Scalar]) -> None:
    """The known values, each in its column's type."""
    for name, kind in columns.items():
        if name in values:
            xml.leaf("data", {"key": f"{prefix}_{name}"}, str(kind(values[name])))


def _yed_node(xml: Xml, label: str, kind: str, place: tuple[float, float]) -> None:
    """A shape with the label, coloured by type; events are diamonds."""
    x, y = (f"{value:.1f}" for value in place)
    with xml.element("data", {"key": "n_graphics"}), xml.element("y:ShapeNode"):
        xml.leaf("y:Geometry", {"x": x, "y": y, "width": str(max(60, 7 * len(label))), "height": "30"})
        xml.leaf("y:Fill", {"color": _COLORS.get(kind, "#fdebd0"), "transparent": "false"})
        xml.leaf("y:NodeLabel", text=label)
        xml.leaf("y:Shape", {"type": "roundrectangle" if kind in _COLORS else "diamond"})


def _arrow(network: Network, edge: Edge) -> bool:
    """Whether the order of an edge's ends means something."""
    kind = KINDS.get(str(edge.values["interaction"]))
    return network.directed and not (kind and kind.symmetric)


def _yed_edge(xml: Xml, label: str, arrow: bool) -> None:
    """A line with the label."""
    with xml.element("data", {"key": "e_graphics"}), xml.element("y:PolyLineEdge"):
        xml.leaf("y:Arrows", {"source": "none", "target": "standard" if arrow else "none"})
        xml.leaf("y:EdgeLabel", text=label)
