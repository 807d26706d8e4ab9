"""JSON and CSV: Cytoscape's and node-link JSON, and Gephi's two tables."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO, Any

from communique.graph.export.model import EDGE_COLUMNS, NODE_COLUMNS, Network, Scalar

_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # so that the same network gives the same bytes


def write_cytoscape(network: Network, file: IO[bytes]) -> None:
    """Cytoscape.js and Cytoscape's own JSON; `value` and `key` are for `networkx.cytoscape_graph`."""
    nodes = [{"data": {"id": node.id, "value": node.id, **node.values}} for node in network.nodes]
    edges = [
        {"data": {"id": f"e{n}", "key": n, "source": e.source, "target": e.target, **e.values}}
        for n, e in enumerate(network.edges)
    ]
    _json(file, {"directed": network.directed, "multigraph": True, "data": _about(network),
                 "elements": {"nodes": nodes, "edges": edges}})  # fmt: skip


def write_nodelink(network: Network, file: IO[bytes]) -> None:
    """What `networkx.node_link_graph(..., edges="links")` reads."""
    links = [
        {"source": e.source, "target": e.target, "key": n, **e.values} for n, e in enumerate(network.edges)
    ]
    nodes = [{"id": node.id, **node.values} for node in network.nodes]
    _json(file, {"directed": network.directed, "multigraph": True, "graph": _about(network),
                 "nodes": nodes, "links": links})  # fmt: skip


def _about(network: Network) -> dict[str, Any]:
    """What is said of the network as a whole."""
    return {"name": network.name} | ({"truncated": True} if network.truncated else {})


def write_csv(network: Network, file: IO[bytes]) -> None:
    """A zip of the tables."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_tables(network).items():
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), text)


def csv_tables(network: Network) -> dict[str, str]:
    """nodes.csv and edges.csv in the columns that Gephi's import expects."""
    kind = "Directed" if network.directed else "Undirected"
    nodes = ({"Id": n.id, "Label": n.values["label"], **_without(n.values, "label")} for n in network.nodes)
    edges = (
        {"Source": e.source, "Target": e.target, "Type": kind, "Id": f"e{number}", "Label": e.values["label"],
         "Weight": e.values.get("weight", 1.0), **_without(e.values, "label", "weight")}
        for number, e in enumerate(network.edges)
    )  # fmt: skip
    node_columns = ["Id", "Label", *_names(NODE_COLUMNS, "label")]
    edge_columns = [
        "Source",
        "Target",
        "Type",
        "Id",
        "Label",
        "Weight",
        *_names(EDGE_COLUMNS, "label", "weight"),
    ]
    return {"nodes.csv": _table(node_columns, nodes), "edges.csv": _table(edge_columns, edges)}


def _names(columns: Mapping[str, type], *without: str) -> list[str]:
    return [name for name in columns if name not in without]


def _without(values: Mapping[str, Scalar], *names: str) -> dict[str, Scalar]:
    return {name: value for name, value in values.items() if name not in names}


def _table(columns: list[str], rows: Iterable[Mapping[str, Scalar]]) -> str:
    """CSV; a cell that a spreadsheet would take for a formula is quoted by an apostrophe."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return text.getvalue()


def _safe(value: Scalar) -> Scalar:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _json(file: IO[bytes], value: Any) -> None:
    file.write(json.dumps(value, ensure_ascii=False).encode())
