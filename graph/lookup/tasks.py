"""The lookups as the server's query workers run them: a store, its folder and JSON in, JSON out.

A worker calls ``prepare`` when it has opened its snapshot, before it gives up its right to open files.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Store

from communique.graph import lookup
from communique.graph.kept import Kept
from communique.graph.library import FILE, Library
from communique.graph.lookup.context import with_context
from communique.graph.lookup.snapshot import DEFAULT_ID_BASE, Snapshot, open_or_build_index
from communique.graph.prepared import prepared
from communique.graph.search import INDEX_FILE, SearchIndex

STORE_FILE = "communique.json"  # the store's own description, which names its id base

_opened: dict[
    Path, tuple[SearchIndex, str, Kept]
] = {}  # without the store, which its worker must be able to close


class Task(Protocol):
    """A lookup for a worker: JSON-able parameters in, a JSON-able value out."""

    def __call__(self, store: Store, snapshot: Path, **params: Any) -> Any:
        """Raises LookupError for an unknown id and ValueError for a parameter that no answer fits."""


def prepare(store: Store, snapshot: Path) -> Snapshot:
    """The snapshot with what lookups need beside its store, which is opened once for each folder."""
    if snapshot not in _opened:
        _opened.clear()
        kept = Kept.of(snapshot)
        index = open_or_build_index(store, index_folder(snapshot), kept)
        _opened[snapshot] = (index, id_base(snapshot), kept)
    return Snapshot(store, *_opened[snapshot])


def index_folder(snapshot: Path) -> Path:
    """The folder with the search index: the snapshot's own, or the one around the graph's files."""
    return next((f for f in (snapshot, snapshot.parent) if (f / INDEX_FILE).is_file()), snapshot)


def id_base(snapshot: Path) -> str:
    """The id base that the store's description names, found in one of the folders around the snapshot."""
    for folder in snapshot.parents[:3]:
        if (folder / STORE_FILE).is_file():
            return str(
                json.loads((folder / STORE_FILE).read_text(encoding="utf-8")).get("id_base")
                or DEFAULT_ID_BASE
            )
    return DEFAULT_ID_BASE


def store_folder(snapshot: Path) -> Path:
    """The folder of the store that a snapshot belongs to."""
    return snapshot.parent.parent


def _task(function: Callable[..., Any]) -> Task:
    """The lookup with the worker's signature."""

    def run(store: Store, snapshot: Path, **params: Any) -> Any:
        found = prepared(snapshot, function.__name__, params)
        if found is None:
            found = lookup.to_json(function(prepare(store, snapshot), **params))
        return with_context(store_folder(snapshot), found)

    run.__name__, run.__doc__ = function.__name__, function.__doc__
    return run


search = _task(lookup.search)
entity = _task(lookup.entity)
evidence = _task(lookup.evidence)
neighbors = _task(lookup.neighbors)
timeline = _task(lookup.timeline)
between = _task(lookup.between)
listing = _task(lookup.listing)
fact = _task(lookup.fact)
articles = _task(lookup.articles)
summary = _task(lookup.summary)


def article(store: Store, snapshot: Path, *, id: str) -> Any:
    """``communique.graph.lookup.article`` for a worker, with the report's text where the store keeps it."""
    found = lookup.article(prepare(store, snapshot), id)
    text, body_start = text_of(store_folder(snapshot), found.report.sha256)
    whole = dataclasses.replace(found, text=text, body_start=body_start)
    return with_context(store_folder(snapshot), lookup.to_json(whole))


def text_of(folder: Path, sha256: str) -> tuple[str, int]:
    """A report's text and where its body begins, from the store's library; empty where it is not kept."""
    if not sha256 or not (folder / FILE).is_file():
        return "", 0
    with Library(folder, readonly=True) as library:
        return library.texts([sha256]).get(sha256, ("", 0))


def claims(store: Store, snapshot: Path, *, ids: list[str]) -> list[str]:
    """The names, without ``claim/``, of the claims among the ids and of those of the facts among them."""
    opened = prepare(store, snapshot)
    return sorted({name for id in ids for name in lookup.claims_of(opened, id)})
