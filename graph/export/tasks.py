"""Exports as the server's query workers run them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from communique.graph.lookup.tasks import prepare

TRUNCATED = "; truncated=true"


def export(store: Store, snapshot: Path, *, format: str, **params: Any) -> tuple[bytes, str]:
    """An export for a worker, with a media type that says whether a limit left nodes out."""
    from communique.graph.export import FORMATS, write

    data = io.BytesIO()
    whole = write(prepare(store, snapshot), data, format, **params)
    return data.getvalue(), FORMATS[format].media + ("" if whole else TRUNCATED)
