"""The store's folder: its pointer, its snapshots, and a batch of writes.

    communique.json   format, kind (managed or plain), id base
    library.sqlite    articles, their texts, what was read out of them
    snapshots/<n>/    graph: the engine's files; beside it the indexes made when it was published
    current           the number of the published snapshot; replaced atomically
    decisions.jsonl   what a person decided
    lock              held for a batch

A batch is a clone of the published snapshot (hard links to the engine's immutable files), written and then
renamed and pointed to: a kill anywhere leaves the published state, and at worst a folder to sweep.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from communique.ontology import ID_BASE

_KEPT = 3
_DIGESTS = "digests.json"
MENDING = "restore a backup, or build the reports anew into another folder; communique doctor tells more"


class StoreError(Exception):
    """The folder is no store, or cannot be used as one; the message says what to do."""


class StoreDamaged(StoreError):
    """The graph's files cannot be read."""


class StoreLocked(StoreError):
    """Another process holds the store's lock."""


def current(store: Path) -> Path:
    """The published snapshot's folder. Raises StoreError where there is none, or no store."""
    if not (store / "communique.json").exists():
        raise StoreError(
            f"{store} is no communique store; make one with: communique build PATH --store {store}"
        )
    try:
        return store / "snapshots" / (store / "current").read_text().strip()
    except FileNotFoundError:
        raise StoreError(
            f"nothing was published in {store} yet; run: communique build PATH --store {store}"
        ) from None


@contextlib.contextmanager
def undamaged(store: Path) -> Iterator[None]:
    """Raises StoreDamaged for what the engine says when it cannot read the graph's files."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        if is_damage(error):
            raise StoreDamaged(f"the graph of {store} is damaged ({_short(error)}); {MENDING}") from error
        raise


def is_damage(error: Exception) -> bool:
    """Whether the engine complains of files that are missing or are not what it wrote."""
    return "Corruption" in str(error) or "No such file" in str(error)


def _short(error: Exception) -> str:
    """What the engine says, without its checksums."""
    return str(error).partition(":  ")[0].partition(": stored")[0][:200]


def open_graph(snapshot: Path) -> ox.Store:
    """The engine on a snapshot, read-only. Raises StoreDamaged."""
    with undamaged(snapshot.parent.parent):
        return ox.Store.read_only(str(graph(snapshot)))


def graph(snapshot: Path) -> Path:
    """The engine's folder in a snapshot."""
    return snapshot / "graph"


def settings(store: Path) -> dict[str, str]:
    """What ``communique.json`` says. Raises StoreError where the folder is no store."""
    try:
        data: dict[str, str] = json.loads((store / "communique.json").read_text())
    except FileNotFoundError:
        raise StoreError(
            f"{store} is no communique store; make one with: communique build PATH --store {store}"
        ) from None
    except ValueError:
        raise StoreError(f"{store}/communique.json is damaged; restore a backup") from None
    return data


def is_managed(store: Path) -> bool:
    """Whether the store is built from reports, so that facts and articles are written by builds only."""
    return settings(store).get("kind") == "managed"


def id_base(store: Path) -> str:
    """What entity IRIs begin with."""
    return settings(store).get("id_base", ID_BASE)


def _write_settings(store: Path, values: Mapping[str, object]) -> None:
    draft = store / "communique.json.new"
    draft.write_text(json.dumps(values))
    draft.replace(store / "communique.json")


def least(store: Path) -> float:
    """The confidence that claims need to be in the graph (0 to 1)."""
    return float(settings(store).get("least", "0"))


def keep_least(store: Path, confidence: float) -> None:
    """Remember the confidence that claims need from the next publication on."""
    _write_settings(store, settings(store) | {"least": str(confidence)})


def create(store: Path, kind: str, base: str = ID_BASE) -> None:
    """Make an empty store, ``managed`` or ``plain``, unless there is one. Raises StoreError."""
    if (store / "communique.json").exists():
        return
    if store.exists() and any(p.name != "snapshots" for p in store.iterdir()):
        raise StoreError(f"{store} holds other files; choose an empty folder or a new name")
    shutil.rmtree(store / "snapshots", ignore_errors=True)
    (store / "snapshots" / "1").mkdir(parents=True)
    ox.Store(str(graph(store / "snapshots" / "1"))).flush()
    _draft_pointer(store, "1")
    _pointer_draft(store).replace(store / "current")
    _write_settings(store, {"format": 1, "kind": kind, "id_base": base})


@contextlib.contextmanager
def batch(
    store: Path, publish: Callable[[ox.Store, Path], None] | None = None, *, held: bool = False
) -> Iterator[ox.Store]:
    """A writable copy of the published graph; published at a clean exit, dropped on an exception.

    ``publish(graph, folder)`` may write indexes beside the graph before the snapshot is pointed to; ``held``
    says that the caller holds the store's lock.
    """
    with contextlib.nullcontext() if held else lock(store):
        before = current(store)
        working = store / "snapshots" / "working"
        shutil.rmtree(working, ignore_errors=True)
        handle = None
        try:
            _clone(before, working)
            with undamaged(store):
                handle = _Handle(ox.Store(str(graph(working))))
            opened = cast("ox.Store", handle)
            yield opened
            opened.flush()
            _draft_pointer(store, _after(before))  # what can fail on a full disk comes before what is kept
            if publish is not None:
                publish(opened, working)
            handle.release()
        except BaseException:
            if handle is not None:
                handle.release()
            shutil.rmtree(working, ignore_errors=True)
            raise
        _publish(store, working, before)


def digests(snapshot: Path) -> dict[str, str]:
    """The digest of each graph that builds wrote into a snapshot; the default graph's name is empty."""
    try:
        found: dict[str, str] = json.loads((snapshot / _DIGESTS).read_text())
    except FileNotFoundError:
        return {}
    return found


def keep_digests(snapshot: Path, values: dict[str, str]) -> None:
    """Write beside a graph what stands in it, so that the two can never disagree."""
    (snapshot / _DIGESTS).write_text(json.dumps(values, sort_keys=True))


def publish_copy(store: Path, snapshot: Path) -> None:
    """Publish a copy of another store's snapshot, as restoring does. The caller holds the lock."""
    working = store / "snapshots" / "working"
    shutil.rmtree(working, ignore_errors=True)
    shutil.copytree(snapshot, working)
    before = current(store)
    _draft_pointer(store, _after(before))
    _publish(store, working, before)


def _publish(store: Path, working: Path, before: Path) -> None:
    """Make the finished folder the snapshot after `before`, and sweep old ones away."""
    name = _after(before)
    shutil.rmtree(store / "snapshots" / name, ignore_errors=True)
    working.rename(store / "snapshots" / name)
    _pointer_draft(store).replace(store / "current")
    _sweep(store, int(name))


def _after(before: Path) -> str:
    return str(int(before.name) + 1)


class _Handle:
    """Stands for an opened store, whoever still refers to it, and closes it when the batch ends.

    The engine has no close: it closes with its last reference. Renaming its folder before that makes its
    background work fail and wait for seconds.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store: ox.Store | None = store

    def release(self) -> None:
        """Close the store."""
        self._store = None

    def _opened(self) -> ox.Store:
        if self._store is None:
            raise StoreError("the batch has ended")
        return self._store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opened(), name)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._opened())

    def __len__(self) -> int:
        return len(self._opened())

    def __contains__(self, quad: ox.Quad) -> bool:
        return quad in self._opened()


def _clone(source: Path, target: Path) -> None:
    """Copy a closed graph: the engine's table files never change and are linked, the rest is copied."""

    def copy(from_path: str, to_path: str) -> str:
        if from_path.endswith(".sst"):
            os.link(from_path, to_path)
        else:
            shutil.copy2(from_path, to_path)
        return to_path

    shutil.copytree(source, target, copy_function=copy, ignore=shutil.ignore_patterns("LOG", "LOG.old.*"))


def _pointer_draft(store: Path) -> Path:
    return store / "current.new"


def _draft_pointer(store: Path, name: str) -> None:
    """Write the next pointer beside the present one, so that a rename is all that is left."""
    with _pointer_draft(store).open("w") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())


def _sweep(store: Path, newest: int) -> None:
    for folder in (store / "snapshots").iterdir():
        if folder.name.isdigit() and int(folder.name) <= newest - _KEPT:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def lock(store: Path) -> Iterator[None]:
    """The writer's lock. Raises StoreLocked naming the process that holds it; it is never waited for."""
    with (store / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise StoreLocked(f"{store} is being written by {holder}; try again when it has ended") from None
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}")
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
