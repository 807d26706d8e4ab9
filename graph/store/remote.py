"""A store behind any SPARQL 1.1 server (Fuseki, Virtuoso, QLever, GraphDB, ``oxigraph serve``)."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pyoxigraph as ox

from communique.graph.sparql import bad_query, parse_query
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
        """The result as the server gives it. Raises SyntaxError where it refuses the query, else OSError."""
        prologue = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
        body = urllib.parse.urlencode({"query": prologue + query}).encode()
        request = urllib.request.Request(self.endpoint, body, {"Accept": _TYPES[format]})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            detail = _detail(error.read())
            if error.code == 400:
                raise _syntax_error(query, detail) from None
            raise OSError(f"the endpoint answered {error.code}: {detail}") from None

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


def _detail(body: bytes) -> str:
    """What the server says about a refusal; of a problem document (RFC 9457) its detail."""
    try:
        return str(json.loads(body)["detail"])
    except (ValueError, LookupError, TypeError):
        return body[:400].decode("utf-8", "replace")
