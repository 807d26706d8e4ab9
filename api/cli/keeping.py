"""``communique export``, ``backup`` and ``restore``: the graph as a file, and the store kept safe."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    USAGE,
    StoreOption,
    explained,
    fail,
    note,
    one_entity,
    open_snapshot,
)
from communique.api.cli.lookup import AsOf
from communique.api.cli.paths import View


class ExportFormat(StrEnum):
    """What can be written: networks for drawing programs first, then the graph as RDF."""

    graphml = "graphml"
    gexf = "gexf"
    cytoscape = "cytoscape"
    nodelink = "nodelink"
    csv = "csv"
    turtle = "turtle"
    ntriples = "ntriples"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"


def export(
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="Format.")] = ExportFormat.graphml,
    to: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File to write; - or nothing for standard output. For csv the folder of nodes.csv and "
            "edges.csv, or a file named .zip.",
        ),
    ] = None,
    view: Annotated[View, typer.Option(help="Everything, or a projection.")] = View.everything,
    multi: Annotated[bool, typer.Option("--multi", help="One edge per fact, not per pair.")] = False,
    flavor: Annotated[str, typer.Option(help="yed: labels and places that yEd shows (GraphML only).")] = "",
    since: Annotated[str, typer.Option(help="Only facts that may be from then on, as 2025-10-01.")] = "",
    until: Annotated[str, typer.Option(help="Only facts that may be up to then.")] = "",
    as_of: AsOf = "",
    ego: Annotated[str, typer.Option(help="Only around this entity: a name or an id.")] = "",
    hops: Annotated[int, typer.Option(min=1, max=6, help="How far around it.")] = 1,
) -> None:
    """Writes the network for Gephi, Cytoscape, yEd or a library, or the whole graph as RDF."""
    from communique.graph.export import write

    with explained():
        snapshot = open_snapshot(store)
        around = one_entity(snapshot, ego).id if ego else ""
        target = sys.stdout.buffer if to is None or str(to) == "-" else to
        if format is ExportFormat.csv and not isinstance(target, Path):
            fail("csv is two tables: name a folder for them, or a .zip, by -o", USAGE)
        write(
            snapshot, target, format.value, flavor=flavor, view=view.value, multi=multi, since=since,
            until=until, as_of=as_of, ego=around, hops=hops,
        )  # fmt: skip
    if isinstance(target, Path):
        note(f"wrote {target}")


def backup(
    target: Annotated[Path, typer.Argument(help="Folder to make; it must not exist.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copies the store as it is published now, also beside a running server."""
    from communique.graph.store.backup import backup as copy

    with explained():
        copy(store, target)
    note(f"backed up to {target}")


def restore(
    source: Annotated[Path, typer.Argument(help="A folder that `communique backup` made.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Makes the store what a backup holds; a running server answers from it at once."""
    from communique.graph.store.backup import restore as put_back

    with explained():
        put_back(source, store)
    note(f"restored {store} from {source}")
