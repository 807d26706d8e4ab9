"""Evaluation of SPARQL queries inside a worker, with the refusals that need the engine's own parser."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import IO, Any, NoReturn, cast

import pyoxigraph as ox

from communique.api.http.errors import Forbidden, NotAcceptable, SyntaxProblem, TooComplex
from communique.api.http.formats import RDF_FORMATS, RESULT_FORMATS
from communique.api.http.namespaces import QUERY_PREFIXES
from communique.api.http.rows import RowCounter, at_most
from communique.api.http.spool import Spool
from communique.graph import jsonld
from communique.graph.sparql import QueryRefused, QueryTooComplex, bad_query, check_query


def syntax_problem(error: SyntaxError, what: str, text: str = "") -> SyntaxProblem:
    """The engine's complaint as one short line, with line and column as members of their own."""
    found = bad_query(error, text, what)
    if found.line is None:
        return SyntaxProblem(str(found))
    return SyntaxProblem(str(found), line=found.line, column=found.column)


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """What is refused because of its text, as the server's own errors."""
    try:
        yield
    except QueryTooComplex as error:
        raise TooComplex(str(error)) from None
    except QueryRefused as error:
        raise Forbidden(str(error)) from None


def graph_name(iri: str) -> ox.NamedNode:
    """A graph named in a request; a malformed IRI is the client's error."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise SyntaxProblem(f"Not an absolute IRI: {iri[:200]}") from None


def dataset(params: dict[str, Any]) -> dict[str, Any]:
    """The protocol's dataset: where the request names graphs, only those are there."""
    default: Sequence[str] = params.get("default_graphs") or ()
    named: Sequence[str] = params.get("named_graphs") or ()
    if not default and not named:
        return {}
    return {
        "default_graph": [graph_name(iri) for iri in default],
        "named_graphs": [graph_name(iri) for iri in named],
    }


def evaluate(store: ox.Store, text: str, params: dict[str, Any], spool: Spool) -> str:
    """Evaluate the query, write its result into `spool`; the media type of what was written.

    `params`: base_iri, default_graphs, named_graphs, result and rdf (names of formats, the first for
    SELECT and ASK, the second for CONSTRUCT and DESCRIBE), rows (the most that it may have).
    """
    options: dict[str, Any] = {"base_iri": params.get("base_iri"), "prefixes": QUERY_PREFIXES}
    with refusals():
        check_query(text, options)
    try:
        result = store.query(text, **options, **dataset(params))
    except SyntaxError as error:
        raise syntax_problem(error, "query", text) from None
    return _write(result, params, spool)


def _write(result: Any, params: dict[str, Any], spool: Spool) -> str:
    """Serialize in the format that fits the kind of result."""
    if isinstance(result, ox.QueryTriples):
        triples = at_most(result, params["rows"])
        return write_triples(triples, params["rdf"], spool)
    name = params.get("result") or ""
    table = RESULT_FORMATS.get(name)
    if table is None:
        raise_not_acceptable(RESULT_FORMATS, "SELECT and ASK")
    if isinstance(result, ox.QuerySolutions):
        spool.watch = RowCounter(name, params["rows"]).feed
    result.serialize(cast("IO[bytes]", spool), format=table.engine)
    return table.media


def write_triples(triples: Any, name: str | None, spool: Spool) -> str:
    """Serialize triples in the RDF format `name`; its media type."""
    graph = RDF_FORMATS.get(name or "")
    if graph is None:
        raise_not_acceptable(RDF_FORMATS, "CONSTRUCT and DESCRIBE")
    if name == "jsonld":
        jsonld.write(triples, cast("IO[bytes]", spool))
        return graph.media
    prefixes = QUERY_PREFIXES if graph.prefixes else None
    ox.serialize(triples, cast("IO[bytes]", spool), graph.engine, prefixes=prefixes)
    return graph.media


def raise_not_acceptable(formats: dict[str, Any], what: str) -> NoReturn:
    """Refuse, saying which media types there are."""
    offered = ", ".join(entry.media for entry in formats.values())
    raise NotAcceptable(f"{what} answer as one of: {offered}")
