"""The analyses as the server's query workers run them: a store, its folder and JSON in, JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import Store

from communique.graph.lookup import to_json
from communique.graph.lookup.context import with_context
from communique.graph.lookup.tasks import prepare, store_folder
from communique.graph.prepared import prepared


def paths(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.paths`` for a worker."""
    from communique.graph.analysis import paths as find

    return with_context(store_folder(snapshot), to_json(find(prepare(store, snapshot), **params)))


def rank(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.rank`` for a worker."""
    from communique.graph.analysis import rank as measure

    found = prepared(snapshot, "rank", params)
    return to_json(measure(prepare(store, snapshot), **params)) if found is None else found


def communities(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.communities`` for a worker."""
    from communique.graph.analysis import communities as find

    return to_json(find(prepare(store, snapshot), **params))


def development(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.development`` for a worker."""
    from communique.graph.analysis import development as follow

    return to_json(follow(prepare(store, snapshot), **params))


def ego(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.ego`` for a worker."""
    from communique.graph.analysis import ego as surroundings

    return to_json(surroundings(prepare(store, snapshot), **params))


def network(store: Store, snapshot: Path, **params: Any) -> Any:
    """``communique.graph.analysis.network`` for a worker."""
    from communique.graph.analysis import network as draw

    return to_json(draw(prepare(store, snapshot), **params))
