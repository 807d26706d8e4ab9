"""The store's folder as the server needs it: its pointer, its snapshots, and a batch of writes.

A batch is a clone of the published snapshot (hard links to the engine's immutable files), written and then
renamed and pointed to: a kill anywhere leaves the published state, and at worst a folder to sweep.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from communique.api.http.errors import Conflict

_KEPT = 3


def pointer(store: Path) -> Path:
    """What changes when a snapshot is published."""
    return store / "current"


def current(store: Path) -> Path:
    """The published snapshot's folder."""
    return store / "snapshots" / pointer(store).read_text().strip()


def graph(snapshot: Path) -> Path:
    """The engine's folder in a snapshot."""
    return snapshot / "graph"


def is_managed(store: Path) -> bool:
    """Whether the store is built from reports, so that facts and articles are written by builds only."""
    return bool(json.loads((store / "communique.json").read_text()).get("kind") == "managed")


def create_plain(store: Path) -> None:
    """Make an empty store that takes every write."""
    (store / "snapshots" / "1").mkdir(parents=True)
    (store / "communique.json").write_text(json.dumps({"format": 1, "kind": "plain"}))
    ox.Store(str(store / "snapshots" / "1" / "graph")).flush()
    _point(store, "1")


@contextlib.contextmanager
def batch(store: Path) -> Iterator[ox.Store]:
    """A writable copy of the published graph; published at a clean exit, dropped on an exception."""
    with _lock(store):
        before = current(store)
        working = store / "snapshots" / "working"
        shutil.rmtree(working, ignore_errors=True)
        _clone(before, working)
        try:
            opened = ox.Store(str(graph(working)))
            yield opened
            opened.flush()
            del opened
        except BaseException:
            shutil.rmtree(working, ignore_errors=True)
            raise
        name = str(int(before.name) + 1)
        os.rename(working, store / "snapshots" / name)
        _point(store, name)
        _sweep(store, int(name))


def _clone(source: Path, target: Path) -> None:
    """Copy a closed graph: the engine's table files never change and are linked, the rest is copied."""

    def copy(from_path: str, to_path: str) -> str:
        if from_path.endswith(".sst"):
            os.link(from_path, to_path)
        else:
            shutil.copy2(from_path, to_path)
        return to_path

    shutil.copytree(source, target, copy_function=copy)


def _point(store: Path, name: str) -> None:
    draft = store / "current.new"
    draft.write_text(name)
    os.replace(draft, pointer(store))


def _sweep(store: Path, newest: int) -> None:
    for folder in (store / "snapshots").iterdir():
        if folder.name.isdigit() and int(folder.name) <= newest - _KEPT:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _lock(store: Path) -> Iterator[None]:
    with (store / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict("Another process writes to the store.") from None
        yield
