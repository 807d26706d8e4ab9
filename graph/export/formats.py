"""All export formats by name, and writing them: complete or not at all."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from communique.graph import jsonld
from communique.graph.drafts import named_for, prefix
from communique.graph.export.build import network
from communique.graph.export.gexf import write_gexf
from communique.graph.export.graphml import write_graphml
from communique.graph.export.model import Network
from communique.graph.export.tables import csv_tables, write_csv, write_cytoscape, write_nodelink
from communique.graph.lookup.snapshot import BadParameter, Snapshot
from communique.ontology import PREFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, the ending of its files, and how it is written."""

    media: str
    suffix: str
    write_network: Callable[[Network, IO[bytes]], None] | None = None
    rdf: ox.RdfFormat | None = None


FORMATS: dict[str, Format] = {
    "graphml": Format("application/graphml+xml", "graphml", write_graphml),
    "gexf": Format("application/gexf+xml", "gexf", write_gexf),
    "cytoscape": Format("application/json", "cyjs", write_cytoscape),
    "nodelink": Format("application/json", "json", write_nodelink),
    "csv": Format("application/zip", "zip", write_csv),
    "turtle": Format("text/turtle; charset=utf-8", "ttl", rdf=ox.RdfFormat.TURTLE),
    "ntriples": Format("application/n-triples", "nt", rdf=ox.RdfFormat.N_TRIPLES),
    "trig": Format("application/trig", "trig", rdf=ox.RdfFormat.TRIG),
    "nquads": Format("application/n-quads", "nq", rdf=ox.RdfFormat.N_QUADS),
    "jsonld": Format("application/ld+json", "jsonld", rdf=ox.RdfFormat.JSON_LD),
}
FLAVORS = ("", "yed")
_WHOLE: dict[str, Any] = {
    "view": "everything", "multi": False, "since": "", "until": "", "ego": "", "as_of": "",
}  # fmt: skip


def export(snapshot: Snapshot, format: str, *, flavor: str = "", **scope: Any) -> bytes:
    """The export as bytes; `scope` as in `network`. Raises BadParameter.

    RDF formats hold everything, and take no scope: Turtle and N-Triples the facts, the others the articles'
    graphs too.
    """
    data = io.BytesIO()
    _write(snapshot, data, format, flavor, scope)
    return data.getvalue()


def write(
    snapshot: Snapshot, target: Path | IO[bytes], format: str, *, flavor: str = "", **scope: Any
) -> bool:
    """Write the export to an opened file, or to a path: under another name first, then renamed.

    CSV goes into a folder of that path as nodes.csv and edges.csv, or as a zip into a file named .zip.
    Whether it is whole: limits in the scope may leave nodes out.
    """
    if not isinstance(target, Path):
        return _write(snapshot, target, format, flavor, scope)
    if format == "csv" and target.suffix != ".zip":
        return _write_folder(snapshot, target, flavor, scope)
    with _complete(target) as file:
        return _write(snapshot, file, format, flavor, scope)


def _write_folder(snapshot: Snapshot, folder: Path, flavor: str, scope: dict[str, Any]) -> bool:
    """The tables as files of a folder, which is made."""
    if folder.suffix == ".csv":
        raise BadParameter(f"csv is two tables: name a folder for them, or a .zip, instead of {folder.name}")
    _check("csv", flavor)
    made = network(snapshot, **scope)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in csv_tables(made).items():
        with _complete(folder / name) as file:
            file.write(text.encode())
    return not made.truncated


@contextmanager
def _complete(target: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name when it is complete."""
    with named_for(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=prefix(target))
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
            draft.chmod(0o644)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _check(format: str, flavor: str) -> None:
    if format not in FORMATS:
        raise BadParameter(f"no format “{format}”: there are {', '.join(FORMATS)}")
    if flavor not in FLAVORS or (flavor and format != "graphml"):
        raise BadParameter("the only flavour is “yed”, of graphml")


def _write(snapshot: Snapshot, file: IO[bytes], format: str, flavor: str, scope: dict[str, Any]) -> bool:
    _check(format, flavor)
    chosen = FORMATS[format]
    if chosen.rdf is not None:
        if any(scope.get(name, default) != default for name, default in _WHOLE.items()):
            raise BadParameter(f"{format} holds the whole graph: a view, a period and an ego are of networks")
        _dump(snapshot, file, chosen.rdf)
        return True
    made = network(snapshot, **scope)
    if flavor:
        write_graphml(made, file, flavor)
    elif chosen.write_network is not None:
        chosen.write_network(made, file)
    return not made.truncated


def _dump(snapshot: Snapshot, file: IO[bytes], rdf: ox.RdfFormat) -> None:
    """The graph itself."""
    store = snapshot.store
    if not isinstance(store, ox.Store):
        raise BadParameter("RDF is exported from a store on this machine only")
    if rdf == ox.RdfFormat.JSON_LD:
        jsonld.write_dataset(store, file)
        return
    graph = None if rdf.supports_datasets else ox.DefaultGraph()
    prefixes = None if rdf in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS) else PREFIXES
    store.dump(file, rdf, from_graph=graph, prefixes=prefixes)
