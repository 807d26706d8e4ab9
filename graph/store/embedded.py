"""The embedded store: a published snapshot, opened read-only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.graph import jsonld
from communique.graph.sparql import ask
from communique.graph.store import folder

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class OxigraphStore:
    """A snapshot of an embedded store; it stays as it is while builds go on beside it."""

    def __init__(self, path: Path) -> None:
        self.folder = path
        self.engine = folder.open_graph(path)

    def query(self, query: str, /) -> Any:
        """Solutions, a boolean or triples; the usual prefixes are known. Raises SyntaxError, QueryRefused."""
        return ask(self.engine, query)

    def serialize(self, query: str, format: str) -> bytes:
        """The result as bytes. Raises SyntaxError, ValueError for a format that does not fit the query."""
        result = self.query(query)
        if isinstance(result, ox.QueryTriples):
            if format not in _GRAPHS:
                raise ValueError(
                    f"a CONSTRUCT or DESCRIBE query gives triples: choose one of {', '.join(_GRAPHS)}"
                )
            if format == "jsonld":
                return jsonld.serialize(result)
            return bytes(ox.serialize(result, format=_GRAPHS[format], prefixes=None) or b"")
        if format not in _RESULTS:
            raise ValueError(f"a SELECT or ASK query gives a table: choose one of {', '.join(_RESULTS)}")
        return bytes(result.serialize(format=_RESULTS[format]) or b"")


def open_snapshot(store: Path) -> OxigraphStore:
    """The published snapshot of a store's folder. Raises StoreError where none was published."""
    return OxigraphStore(folder.current(store))
