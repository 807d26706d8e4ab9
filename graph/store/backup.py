"""Backup and restore beside a running server.

A backup is a folder that is itself a store: its snapshot, library, decisions and description. Restoring into
an existing store publishes the backup's graph as the next snapshot, so that readers change over at once.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from communique.graph.drafts import named_for, prefix
from communique.graph.store import folder
from communique.graph.store.folder import StoreError, StoreLocked

LIBRARY = "library.sqlite"
_FILES = ("communique.json", "decisions.jsonl")
_WAIT = 60.0


def backup(store: Path, target: Path, wait: float = _WAIT) -> None:
    """Copy the published state to `target`, which must not exist; waits so many seconds for a running batch.

    Raises StoreError where there is no store, or something is in the way.
    """
    if target.exists():
        raise StoreError(f"{target} exists; choose a new name")
    draft = target.with_name(f"{prefix(target)}part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with named_for(target):
            with _locked(store, wait):
                _copy(store, folder.current(store), draft)
            draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def restore(source: Path, store: Path, wait: float = _WAIT) -> None:
    """Make `store` what `source`, a backup, holds; a server on it answers from the restored state at once.

    Raises StoreError where `source` is no backup, or another process keeps writing.
    """
    snapshot = folder.current(source)
    if not (store / "communique.json").exists():
        if store.exists() and any(store.iterdir()):
            raise StoreError(f"{store} holds other files; choose an empty folder or a new name")
        shutil.rmtree(store, ignore_errors=True)
        backup(source, store, wait)
        return
    with _locked(store, wait):
        for name in _FILES:
            _replace(source / name, store / name)
        if (source / LIBRARY).exists():
            _copy_library(source / LIBRARY, store / LIBRARY)
        folder.publish_copy(store, snapshot)


@contextlib.contextmanager
def _locked(store: Path, wait: float) -> Iterator[None]:
    """The writer's lock, waited for."""
    deadline = time.monotonic() + wait
    with contextlib.ExitStack() as held:
        while True:
            try:
                held.enter_context(folder.lock(store))
                break
            except StoreLocked:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.1)
        yield


def _copy(store: Path, snapshot: Path, target: Path) -> None:
    """The parts of a store that make a backup."""
    (target / "snapshots").mkdir(parents=True)
    shutil.copytree(snapshot, target / "snapshots" / snapshot.name)
    for name in _FILES:
        _replace(store / name, target / name)
    if (store / LIBRARY).exists():
        _copy_library(store / LIBRARY, target / LIBRARY)
    (target / "current").write_text(snapshot.name)


def _replace(source: Path, target: Path) -> None:
    """Copy a file whole, or remove the target where there is none."""
    if not source.exists():
        target.unlink(missing_ok=True)
        return
    draft = target.with_name(f"{target.name}.new")
    shutil.copyfile(source, draft)
    draft.replace(target)


def _copy_library(source: Path, target: Path) -> None:
    """Copy the database by its own means: whole, whoever reads or has just written it."""
    with (
        contextlib.closing(
            sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        ) as from_library,
        contextlib.closing(sqlite3.connect(target)) as to_library,
    ):
        from_library.backup(to_library)
