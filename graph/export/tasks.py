"""Exports as the server's query workers run them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import Store

from communique.graph.lookup.tasks import prepare


def export(store: Store, snapshot: Path, *, format: str, **params: Any) -> bytes:
    """`communique.graph.export.export` for a worker."""
    from communique.graph.export import export as make

    return make(prepare(store, snapshot), format, **params)
