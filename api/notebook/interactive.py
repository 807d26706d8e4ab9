"""A network as a picture that can be moved and zoomed, by the Cytoscape.js that comes with the pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.api.notebook.drawing import COLORS, EVENT

if TYPE_CHECKING:
    import networkx as nx

_STATIC = files("communique.api.pages") / "static"
_LIBRARY = "vendor/cytoscape.min.js"
_PAGE = "inline.html"


@dataclass(frozen=True, slots=True)
class InteractivePicture:
    """A picture that shows itself in a notebook, in a frame of its own; nothing is loaded from elsewhere."""

    elements: list[dict[str, Any]]
    height: int

    @property
    def page(self) -> str:
        """The whole page."""
        library = (_STATIC / _LIBRARY).read_text(encoding="utf-8").replace("</script", "<\\/script")
        data = json.dumps(self.elements, ensure_ascii=False).replace("<", "\\u003c")
        page = (_STATIC / _PAGE).read_text(encoding="utf-8")
        return page.replace("/*elements*/", data).replace("/*library*/", library)

    def save(self, path: str | Path) -> None:
        """Write it as a page that opens in any browser."""
        Path(path).write_text(self.page, encoding="utf-8")

    def _repr_html_(self) -> str:
        style = f"width:100%;height:{self.height}px;border:1px solid #ddd"
        return f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{escape(self.page)}"></iframe>'


def draw(graph: nx.Graph[str], labels: int, height: int = 600) -> InteractivePicture:
    """The picture; a click tells what a node or an edge is."""
    degree = dict(graph.degree())
    named = set(sorted(graph, key=lambda n: (-degree[n], n))[:labels])
    nodes = [
        {"data": {"id": n, "shown": d["label"] if n in named else "", "said": f"{d['label']} ({d['type']})",
                  "color": COLORS.get(d["type"], EVENT), "size": 12 + 4 * min(10, degree[n])}}
        for n, d in sorted(graph.nodes(data=True))
    ]  # fmt: skip
    edges = [
        {"data": {"source": a, "target": b, "width": min(8, d.get("weight", 1)), "said": _said(d)}}
        for a, b, d in graph.edges(data=True)
    ]
    return InteractivePicture(nodes + edges, height)


def _said(edge: dict[str, Any]) -> str:
    """What an edge is, when, and by which report it is first told."""
    told = (edge.get("label"), edge.get("start"), edge.get("place"), edge.get("first_source"))
    return " · ".join(str(part) for part in told if part)
