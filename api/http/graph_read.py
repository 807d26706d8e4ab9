"""Reading one graph whole, for the Graph Store Protocol."""

from __future__ import annotations

from typing import IO, Any, cast

import pyoxigraph as ox

from communique.api.http.errors import NotFound
from communique.api.http.evaluate import graph_name
from communique.api.http.formats import RDF_FORMATS
from communique.api.http.namespaces import QUERY_PREFIXES
from communique.api.http.spool import Spool
from communique.graph import jsonld


def exists(store: ox.Store, graph: ox.NamedNode) -> bool:
    """Whether the store has this named graph, be it empty."""
    return store.contains_named_graph(graph)


def read_graph(store: ox.Store, params: dict[str, Any], spool: Spool) -> str:
    """Write the graph `params["graph"]` (None: the default graph) into `spool`; its media type."""
    iri = params["graph"]
    graph = ox.DefaultGraph() if iri is None else graph_name(iri)
    if isinstance(graph, ox.NamedNode) and not exists(store, graph):
        raise NotFound(f"The store has no graph <{iri}>.")
    chosen = RDF_FORMATS[params["rdf"]]
    if params["rdf"] == "jsonld":
        jsonld.write(jsonld.triples_of(store, graph), cast("IO[bytes]", spool))
        return chosen.media
    prefixes = QUERY_PREFIXES if chosen.prefixes else None
    store.dump(cast("IO[bytes]", spool), chosen.engine, from_graph=graph, prefixes=prefixes)
    return chosen.media
