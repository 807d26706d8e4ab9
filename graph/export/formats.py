"""All export formats by name, and writing them: complete or not at all."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
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
from communique.graph.export.tables import write_csv, write_cytoscape, write_nodelink
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
) -> None:
    """Write the export to an opened file, or to a path: under another name first, then renamed."""
    if not isinstance(target, Path):
        _write(snapshot, target, format, flavor, scope)
        return
    with named_for(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=prefix(target))
    draft = Path(name)
    try:
        with named_for(target):
            with os.fdopen(descriptor, "wb") as file:
                _write(snapshot, file, format, flavor, scope)
            draft.chmod(0o644)
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write(snapshot: Snapshot, file: IO[bytes], format: str, flavor: str, scope: dict[str, Any]) -> None:
    if format not in FORMATS:
        raise BadParameter(f"no format “{format}”: there are {', '.join(FORMATS)}")
    if flavor not in FLAVORS or (flavor and format != "graphml"):
        raise BadParameter("the only flavour is “yed”, of graphml")
    chosen = FORMATS[format]
    if chosen.rdf is not None:
        if any(scope.get(name, default) != default for name, default in _WHOLE.items()):
            raise BadParameter(f"{format} holds the whole graph: a view, a period and an ego are of networks")
        _dump(snapshot, file, chosen.rdf)
    elif flavor:
        write_graphml(network(snapshot, **scope), file, flavor)
    elif chosen.write_network is not None:
        chosen.write_network(network(snapshot, **scope), file)


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
