"""What the writer process does: each function one batch, all of it or nothing, then a new snapshot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from communique.api.http.errors import ApiError, Conflict, NotFound, SyntaxProblem
from communique.api.http.evaluate import graph_name, refusals, syntax_problem
from communique.api.http.formats import RDF_FORMATS
from communique.api.http.graph_read import exists
from communique.api.http.guard import guarded_batch
from communique.api.http.namespaces import QUERY_PREFIXES
from communique.api.http.report_writes import decide as decide
from communique.api.http.report_writes import read_ahead as read_ahead
from communique.api.http.report_writes import read_reports as read_reports
from communique.api.http.using import with_dataset
from communique.graph.sparql import Parser, code_places, refuse_keyword

_BLANK, _NAME = r"(?:\s|#[^\r\n]*[\r\n])*", r"(?:<[^<>\s]*>|[^<>\s#;]*:[^<>\s#;]*)"
_SILENT_LOAD = re.compile(
    rf"load{_BLANK}silent{_BLANK}{_NAME}(?:{_BLANK}into{_BLANK}graph{_BLANK}{_NAME})?", re.IGNORECASE
)


def update(
    folder: Path, *, body: bytes, base_iri: str, using: Sequence[str] = (), using_named: Sequence[str] = ()
) -> None:
    """Apply a SPARQL update as one transaction."""
    try:
        with refusals():
            checked = checked_update(body.decode(), base_iri, using, using_named)
        with guarded_batch(folder) as store:
            store.update(checked, base_iri=base_iri, prefixes=QUERY_PREFIXES)
    except SyntaxError as error:
        raise syntax_problem(error, "update") from None
    except RuntimeError as error:
        raise refused_by_state(str(error)) from None


def refused_by_state(reason: str) -> ApiError:
    """The engine's word that an update does not fit the graphs that there are: one is missing, or there."""
    return Conflict(reason) if "already exist" in reason else NotFound(reason)


def checked_update(
    text: str, base_iri: str | None = None, using: Sequence[str] = (), using_named: Sequence[str] = ()
) -> str:
    """The update with its dataset, once it is sure that it reaches no other host.

    Raises SyntaxError and QueryRefused.
    """
    parses = _parser(base_iri)
    _try_on_empty(text, base_iri)
    if "load" in text.casefold():
        text = without_silent_loads(text, parses)
    for word in ("service", "load"):
        if word in text.casefold():
            refuse_keyword(text, word, parses)
    return with_dataset(text, using, using_named, parses) if using or using_named else text


def without_silent_loads(text: str, parses: Parser) -> str:
    """The update without its `LOAD SILENT`s: a LOAD always fails here, SILENT says that this is no error."""
    for place in reversed(code_places(text, "load", parses)):
        found = _SILENT_LOAD.match(text, place)
        changed = found and f"{text[: found.start()]}INSERT DATA {{}}{text[found.end() :]}"
        if changed and parses(changed):
            text = changed
    return text


def _try_on_empty(text: str, base_iri: str | None) -> None:
    """Run it on an empty store in memory: raises SyntaxError if it does not parse.

    The engine cannot only parse an update. The process is sealed off the network before this is called.
    """
    try:
        ox.Store().update(text, base_iri=base_iri, prefixes=QUERY_PREFIXES)
    except (RuntimeError, OSError):
        return


def _parser(base_iri: str | None) -> Parser:
    """Whether a text parses as an update."""

    def parses(text: str) -> bool:
        try:
            _try_on_empty(text, base_iri)
        except SyntaxError:
            return False
        return True

    return parses


def put_graph(
    folder: Path, *, body: bytes, graph: str | None, rdf: str, base_iri: str, replace: bool
) -> dict[str, bool]:
    """Replace a graph by the document in `body`, or add it; whether the graph is new.

    `graph` None is the default graph; `rdf` names the document's format.
    """
    parts = [(rdf, body)]
    return _write_parts(folder, parts, graph, base_iri, replace)


def post_parts(
    folder: Path, *, body: bytes, graph: str | None, parts: Sequence[tuple[str, int]], base_iri: str
) -> dict[str, bool]:
    """Add several documents, which follow each other in `body`: each with its format and length."""
    documents, start = [], 0
    for rdf, length in parts:
        documents.append((rdf, body[start : start + length]))
        start += length
    return _write_parts(folder, documents, graph, base_iri, False)


def _write_parts(
    folder: Path, parts: Sequence[tuple[str, bytes]], graph: str | None, base_iri: str, replace: bool
) -> dict[str, bool]:
    lines = b"".join(_ntriples(data, rdf, base_iri) for rdf, data in parts)
    with guarded_batch(folder) as store:
        name = None if graph is None else graph_name(graph)
        new = name is not None and not exists(store, name)
        store.update(_replacement(name, lines.decode(), replace))
    return {"new": new}


def _ntriples(data: bytes, rdf: str, base_iri: str) -> bytes:
    """A document as N-Triples, its blank nodes renamed so that they meet no others."""
    try:
        quads = ox.parse(
            data,
            RDF_FORMATS[rdf].engine,
            base_iri=base_iri,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise syntax_problem(error, "document") from None
    except ValueError as error:
        raise SyntaxProblem(str(error)) from None
    assert lines is not None
    return lines


def _replacement(name: ox.NamedNode | None, lines: str, replace: bool) -> str:
    """One update, hence one transaction: create or clear the graph, then insert."""
    if name is None:
        return f"{'CLEAR DEFAULT ;' if replace else ''} INSERT DATA {{ {lines} }}"
    clear = f"CLEAR SILENT GRAPH {name} ;" if replace else ""
    return f"CREATE SILENT GRAPH {name} ; {clear} INSERT DATA {{ GRAPH {name} {{ {lines} }} }}"


def delete_graph(folder: Path, *, body: bytes = b"", graph: str | None) -> None:
    """Drop a graph; the default graph is emptied. Raises NotFound where there is none."""
    with guarded_batch(folder) as store:
        if graph is None:
            store.update("CLEAR DEFAULT")
            return
        name = graph_name(graph)
        if not exists(store, name):
            raise NotFound(f"The store has no graph <{graph}>.")
        store.update(f"DROP GRAPH {name}")
