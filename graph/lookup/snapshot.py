"""The published graph as lookups read it: its store, its search index and its id base."""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from communique.graph.kept import NOTHING, Kept
from communique.graph.search import Queryable, SearchIndex, write_index

ONTOLOGY = "https://w3id.org/communique/ontology#"
DEFAULT_ID_BASE = "https://w3id.org/communique/id/"
PREFIXES = f"""PREFIX dip: <{ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


class NotFound(LookupError):
    """The graph holds nothing under this id."""


class BadParameter(ValueError):
    """A parameter that no answer fits, such as an unknown relation or a date that is none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published graph. ``id_base`` is what entity IRIs begin with; ids are the rest (``person/to-lam``)."""

    store: Queryable
    index: SearchIndex
    id_base: str = DEFAULT_ID_BASE
    kept: Kept = NOTHING

    @classmethod
    def of(
        cls, store: Queryable, id_base: str = DEFAULT_ID_BASE, index: SearchIndex | None = None
    ) -> Snapshot:
        """A snapshot of an opened store; without an index its names are indexed in memory."""
        return cls(store, index or SearchIndex.build(store), id_base)

    def iri(self, id: str) -> str:
        """The IRI of an id; an IRI stays as it is. Raises NotFound where the id cannot be one."""
        iri = id if "://" in id else self.id_base + id
        return node(iri)[1:-1]

    def id(self, iri: str) -> str:
        """The id of an IRI: what follows the id base, or the whole IRI."""
        return iri.removeprefix(self.id_base)

    def rows(self, query: str) -> list[dict[str, str]]:
        """The solutions of a SELECT as dictionaries of the bound variables' plain values."""
        return [values(solution) for solution in self._solutions(query)]

    def pairs(self, query: str) -> Iterator[tuple[str, str]]:
        """The solutions of a SELECT of two bound variables as plain values, one after the other."""
        return ((one.value, other.value) for one, other in self.store.query(PREFIXES + query))

    def _solutions(self, query: str) -> Iterable[Any]:
        """Solutions with their variables; the standard prefixes are added."""
        result = self.store.query(PREFIXES + query)
        names = [v.value for v in result.variables]
        return ([(n, s[n]) for n in names] for s in result)


def values(solution: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """The bound variables of a solution with their terms' values."""
    return {name: term.value for name, term in solution if term is not None}


def open_or_build_index(store: Queryable, folder: Path, kept: Kept = NOTHING) -> SearchIndex:
    """The index in the folder; where the snapshot was published without, one that is kept, or in memory."""
    for place in (folder, kept.folder):
        if place is not None:
            with contextlib.suppress(FileNotFoundError):
                return SearchIndex.open(place)
    if kept.folder is None:
        return SearchIndex.build(store)
    return SearchIndex.open(write_index(store, kept.folder).parent)


def node(iri: str) -> str:
    """The IRI as SPARQL writes it; raises NotFound for text that is no IRI, so that none is ever injected."""
    try:
        return str(NamedNode(iri))
    except ValueError as error:
        raise NotFound(f"“{iri}” is no id of this graph") from error


def nodes(iris: Iterable[str]) -> str:
    """IRIs for a VALUES clause."""
    return " ".join(node(iri) for iri in iris)


@lru_cache(maxsize=64)  # asked for each fact of a network
def day(text: str, last: bool = False) -> str:
    """The first day of the day, month or year that the text names, or its last one (ISO).

    Raises BadParameter for anything else.
    """
    if not _DATE.match(text):
        raise BadParameter(f"“{text}” is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
    return _whole_day(text, last)


def _whole_day(text: str, last: bool) -> str:
    """The first or last day of the period that the text names."""
    parts = [int(p) for p in text.split("-")]
    try:
        month = parts[1] if len(parts) > 1 else (12 if last else 1)
        day = parts[2] if len(parts) > 2 else (calendar.monthrange(parts[0], month)[1] if last else 1)
        return dt.date(parts[0], month, day).isoformat()
    except ValueError as error:
        raise BadParameter(f"“{text}” is no date of the calendar") from error
