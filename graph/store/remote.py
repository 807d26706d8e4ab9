"""A store behind any SPARQL 1.1 server (Fuseki, Virtuoso, QLever, GraphDB, ``oxigraph serve``)."""

from __future__ import annotations

import contextlib
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pyoxigraph as ox

from communique.graph.sparql import bad_query, parse_query
from communique.graph.store.folder import StoreError
from communique.ontology import PREFIXES

_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


class RemoteStore:
    """Reads over HTTP what an embedded store reads from disk; ``timeout`` in seconds."""

    def __init__(self, endpoint: str, timeout: float = 60.0) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise ValueError(
                f"{endpoint!r} is no address of a SPARQL endpoint; it begins with http:// or https://"
            )
        self.endpoint, self.timeout = endpoint, timeout  # so urllib opens no files

    def serialize(self, query: str, format: str) -> bytes:
        """The result as the server gives it. Raises SyntaxError for a refused query, else StoreError."""
        prologue = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
        body = urllib.parse.urlencode({"query": prologue + query}).encode()
        request = urllib.request.Request(self.endpoint, body, {"Accept": _TYPES[format]})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            detail = _detail(error)
            if error.code == 400:
                raise _syntax_error(query, detail) from None
            raise StoreError(f"{self.endpoint} answered {error.code}: {detail}") from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"no answer from {self.endpoint} ({reason}); is the server running?") from None

    def query(self, query: str, /) -> Any:
        """Solutions or a boolean, parsed from the server's JSON; triples for CONSTRUCT and DESCRIBE."""
        form = query.split("{", 1)[0].upper()
        if "CONSTRUCT" in form or "DESCRIBE" in form:
            return ox.parse(self.serialize(query, "ntriples"), ox.RdfFormat.N_TRIPLES)
        return ox.parse_query_results(self.serialize(query, "json"), ox.QueryResultsFormat.JSON)


def _syntax_error(query: str, detail: str) -> SyntaxError:
    """What is wrong with a query that the server refused: told here, where no prefixes stand before it."""
    try:
        parse_query(query, {"prefixes": PREFIXES})
    except SyntaxError as error:
        return bad_query(error, query)
    return SyntaxError(detail)


def _detail(error: urllib.error.HTTPError) -> str:
    """What the server says is wrong: the words of a problem document (RFC 9457), else the text."""
    text = error.read(20_000).decode("utf-8", "replace")
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return str(json.loads(text)["detail"])
    return text[:400]
