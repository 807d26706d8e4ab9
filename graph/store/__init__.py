"""Stores: the folder on disk, the embedded Oxigraph and any SPARQL 1.1 server behind one small interface."""

from communique.graph.store.base import Store
from communique.graph.store.embedded import OxigraphStore, open_snapshot
from communique.graph.store.folder import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    batch,
    create,
    current,
    is_managed,
)
from communique.graph.store.remote import RemoteStore

__all__ = [
    "OxigraphStore",
    "RemoteStore",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreLocked",
    "batch",
    "create",
    "current",
    "is_managed",
    "open_snapshot",
]
