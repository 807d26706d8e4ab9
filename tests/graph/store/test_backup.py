"""Backups are stores; restoring publishes them as the next snapshot, or makes a new store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.graph.store import StoreError, batch, create, current, folder
from communique.graph.store.backup import backup, restore


def values(store: Path) -> set[str]:
    opened = ox.Store.read_only(str(folder.graph(current(store))))
    return {quad.object.value for quad in opened if isinstance(quad.object, ox.Literal)}


def insert(store: Path, value: str) -> None:
    with batch(store) as graph:
        graph.update(f"INSERT DATA {{ <urn:a> <urn:b> '{value}' }}")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = tmp_path / "store"
    create(made, "plain")
    insert(made, "one")
    (made / "decisions.jsonl").write_text("{}\n")
    return made


def test_round_trip_into_the_same_store(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "kept")
    insert(store, "two")
    (store / "decisions.jsonl").unlink()
    before = current(store).name
    restore(tmp_path / "kept", store)
    assert values(store) == {"one"}
    assert int(current(store).name) == int(before) + 1
    assert (store / "decisions.jsonl").read_text() == "{}\n"
    insert(store, "three")
    assert values(store) == {"one", "three"}
    assert values(tmp_path / "kept") == {"one"}


def test_restoring_makes_a_new_store(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "kept")
    restore(tmp_path / "kept", tmp_path / "new")
    assert values(tmp_path / "new") == {"one"}


def test_nothing_is_overwritten(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="exists"):
        backup(store, store)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    backup(store, tmp_path / "kept")
    with pytest.raises(StoreError, match="other files"):
        restore(tmp_path / "kept", other)
    with pytest.raises(StoreError):
        restore(other, store)


def test_a_running_batch_is_waited_for_so_long(store: Path, tmp_path: Path) -> None:
    with folder.lock(store), pytest.raises(StoreError, match="being written"):
        backup(store, tmp_path / "kept", wait=0.2)
    assert not (tmp_path / "kept").exists()
    assert not list(tmp_path.glob(".kept*"))
