"""What is kept of a snapshot: made once for all processes, bounded, and gone with the snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.graph import kept
from communique.graph.analysis.projection import project
from communique.graph.kept import NOTHING, Kept
from communique.graph.lookup import Snapshot
from communique.graph.lookup.snapshot import open_or_build_index
from communique.graph.search import INDEX_FILE, SearchIndex


@pytest.fixture(autouse=True)
def shared(tmp_path: Path) -> Iterator[Path]:
    kept.keep_in(tmp_path / "kept")
    yield tmp_path / "kept"
    kept._shared.clear()


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    made = tmp_path / "1"
    made.mkdir()
    return made


def test_a_value_is_made_once_for_all(snapshot: Path) -> None:
    made: list[int] = []
    for _ in range(2):  # as two workers would
        assert Kept.of(snapshot).recall(("a", 1), lambda: made.append(1) or [len(made)]) == [1]
    assert Kept.of(snapshot).recall(("a", 2), lambda: [2]) == [2]
    assert NOTHING.recall(("a", 1), lambda: [3]) == [3]


def test_another_snapshot_has_values_of_its_own_and_sweeps_the_old(
    snapshot: Path, tmp_path: Path, shared: Path
) -> None:
    Kept.of(snapshot).recall(("a",), lambda: [1])
    (tmp_path / "2").mkdir()
    assert Kept.of(tmp_path / "2").recall(("a",), lambda: [2]) == [2]
    assert len(list(shared.iterdir())) == 1


def test_the_oldest_values_go_first(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    for number in range(5):
        Kept.of(snapshot).recall((number,), lambda: [0])
    assert Kept.of(snapshot).recall((0,), lambda: [1]) == [1]
    assert Kept.of(snapshot).recall((4,), lambda: [1]) == [0]


def test_a_damaged_value_is_made_anew(snapshot: Path) -> None:
    of = Kept.of(snapshot)
    of.recall(("a",), lambda: [1])
    assert of.folder is not None
    (path,) = of.folder.glob("*.json")
    path.write_text("[")
    assert of.recall(("a",), lambda: [2]) == [2]


def test_the_index_of_a_snapshot_without_one_is_kept(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, of = ox.Store(), Kept.of(snapshot)
    open_or_build_index(store, snapshot, of)
    assert of.folder is not None
    assert (of.folder / INDEX_FILE).is_file()
    monkeypatch.setattr("communique.graph.lookup.snapshot.write_index", None)
    assert not open_or_build_index(store, snapshot, of).search("Ann")
    assert Snapshot.of(store).kept is NOTHING


def test_measures_are_made_once_for_all_pages(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measures, communities = (
        import_module(f"communique.graph.analysis.{n}") for n in ("measures", "communities")
    )
    store, projected = ox.Store(), []
    id = "https://w3id.org/communique/id/"
    store.update(f"""PREFIX dip: <https://w3id.org/communique/ontology#> INSERT DATA {{
      <{id}a> a dip:Person . <{id}b> a dip:Person . <{id}m> a dip:Meeting ; dip:participant <{id}a>, <{id}b> }}""")
    monkeypatch.setattr(measures, "project", lambda *asked: projected.append(asked) or project(*asked))
    monkeypatch.setattr(communities, "project", lambda *asked: projected.append(asked) or project(*asked))
    for limit in (1, 2):
        opened = Snapshot(store, SearchIndex.build(store), kept=Kept.of(snapshot))
        assert len(measures.rank(opened, "pagerank", view="met", limit=limit).ranked) == limit
        assert communities.communities(opened, "met", members=limit).communities[0].size == 2
    assert len(projected) == 2
