"""What a store can do for those who read it: evaluate a query, to solutions or to bytes."""

from __future__ import annotations

from typing import Any, Protocol

#: Formats of results by the name that commands and exports use; SELECT and ASK take the first five.
FORMATS = ("json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml")


class Store(Protocol):
    """A published graph, embedded or behind a SPARQL 1.1 server; reading only."""

    def query(self, query: str, /) -> Any:
        """Solutions (``s["name"].value``), a boolean or triples. Raises SyntaxError for what is no query."""

    def serialize(self, query: str, format: str) -> bytes:
        """The result in one of ``FORMATS``. Raises SyntaxError, ValueError for a format that does not fit."""
