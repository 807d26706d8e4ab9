"""A network as a picture, by matplotlib."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.api.notebook.frames import _ADVICE

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.figure import Figure

COLORS = {
    "Person": "#4c78a8", "Country": "#f58518", "Party": "#e45756", "Organization": "#b279a2",
    "Place": "#54a24b", "Office": "#9d9da1",
}  # fmt: skip
EVENT = "#eeca3b"
_SEED = 7


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that shows itself in a notebook; `figure` is matplotlib's, `save` writes a file."""

    figure: Figure

    def save(self, path: str | Path) -> None:
        """Write it in the format of the file's ending (png, svg, pdf)."""
        self.figure.savefig(path, bbox_inches="tight")

    def _repr_png_(self) -> bytes:
        data = io.BytesIO()
        self.figure.savefig(data, format="png", dpi=70)
        return data.getvalue()


def draw(graph: nx.Graph[str], labels: int) -> Picture:
    """The picture; the layout is the same for the same graph."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError(_ADVICE) from error
    import networkx as nx

    figure = Figure(figsize=(10, 8), layout="constrained")
    axes: Any = figure.add_subplot()
    axes.set_axis_off()
    if not graph:
        axes.text(0.5, 0.5, "nothing to draw", ha="center")
        return Picture(figure)
    places = nx.spring_layout(nx.Graph(graph), seed=_SEED, weight=None)
    degree = dict(graph.degree())
    nx.draw_networkx_edges(nx.Graph(graph), places, ax=axes, edge_color="#bbbbbb", width=0.8)
    nx.draw_networkx_nodes(
        graph, places, ax=axes, node_size=[30 + 25 * degree[n] for n in graph],
        node_color=[COLORS.get(kind, EVENT) for _, kind in graph.nodes(data="type")],
    )  # fmt: skip
    named = sorted(graph, key=lambda n: (-degree[n], n))[:labels]
    nx.draw_networkx_labels(graph, places, {n: graph.nodes[n]["label"] for n in named}, ax=axes, font_size=8)
    return Picture(figure)
