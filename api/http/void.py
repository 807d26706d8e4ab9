"""VoID: what the graph holds, counted on the published snapshot in a worker."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

_ONE = """SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"""
_CLASSES = "SELECT ?what (COUNT(*) AS ?n) { ?s a ?what } GROUP BY ?what ORDER BY DESC(?n) ?what LIMIT 200"
_PROPERTIES = "SELECT ?what (COUNT(*) AS ?n) { ?s ?what ?o } GROUP BY ?what ORDER BY DESC(?n) ?what LIMIT 500"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"


def statistics(store: ox.Store, snapshot: Path) -> dict[str, object]:
    """Counts of the default graph: triples, distinct subjects, and per class and property."""
    return {
        "triples": _count(store, _ONE),
        "subjects": _count(store, _SUBJECTS),
        "classes": _table(store, _CLASSES),
        "properties": _table(store, _PROPERTIES),
        "graphs": sum(1 for _ in store.named_graphs()),
    }


def _count(store: ox.Store, query: str) -> int:
    return next(int(row["n"].value) for row in store.query(query))  # type: ignore[union-attr]


def _table(store: ox.Store, query: str) -> list[tuple[str, int]]:
    rows = store.query(query)
    return [(row["what"].value, int(row["n"].value)) for row in rows]  # type: ignore[union-attr]
