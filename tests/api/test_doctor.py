"""What the doctor says of an installation and of stores that are whole, foreign, damaged or malformed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.api.doctor import Finding, examine
from communique.extract import model_files
from communique.graph.store import folder
from communique.ontology import DIP
from tests.support.damage import damage


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """An empty store with a published snapshot."""
    made = tmp_path / "store"
    folder.create(made, "managed")
    return made


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {f.name: f for f in findings}


def test_this_installation_is_whole() -> None:
    found = by_name(examine())
    assert {n for n, f in found.items() if f.state == "fail"} == set()
    assert "pyoxigraph" in found["libraries"].text
    assert "sha256" in found["model"].text


def test_another_model_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_digest", lambda _: "0" * 64)
    assert by_name(examine())["model"].state == "fail"


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "NAMES", ("no_such_model",))
    found = by_name(examine())["model"]
    assert found.state == "fail"
    assert "pip install" in found.text


def test_a_store_is_sound(store: Path) -> None:
    found = by_name(examine(store))
    assert found["store"].state == "ok"
    assert found["shapes"].text == "every shape is met"


def test_a_foreign_folder_is_no_store(tmp_path: Path) -> None:
    found = by_name(examine(tmp_path))
    assert found["store"].state == "fail"
    assert "communique build" in found["store"].text


def test_a_malformed_graph_is_told(store: Path) -> None:
    with folder.batch(store) as graph:
        a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        graph.add(ox.Quad(ox.NamedNode("https://example.org/p"), a, ox.NamedNode(DIP + "Person")))
    found = by_name(examine(store))["shapes"]
    assert found.state == "fail"
    assert "https://example.org/p" in found.text


def test_damage_is_found_and_nothing_is_raised(store: Path) -> None:
    (store / "library.sqlite").write_bytes(b"no database at all" * 100)
    graph = folder.graph(folder.current(store))
    for file in graph.iterdir():
        file.unlink()
    states = {f.name: f.state for f in examine(store)}
    assert "fail" in states.values()
    assert states["python"] == "ok"


def test_a_decision_that_cannot_be_read_is_told_with_its_line(store: Path) -> None:
    (store / "decisions.jsonl").write_text('{"judgement": "same", "subjects": ["a", "b"]}\n{"judgement"\n')
    found = by_name(examine(store))["decisions"]
    assert found.state == "fail"
    assert "line 2" in found.text


def test_a_library_that_cannot_be_opened_is_told(store: Path) -> None:
    (store / "library.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    found = by_name(examine(store))["library"]
    assert found.state == "fail"
    assert "restore a backup" in found.text


def test_a_damaged_graph_is_told_with_what_to_do(store: Path) -> None:
    with folder.batch(store) as graph:
        graph.add(ox.Quad(ox.NamedNode(DIP + "a"), ox.NamedNode(DIP + "b"), ox.Literal("c")))
    damage(folder.graph(folder.current(store)))
    found = by_name(examine(store))["graph"]
    assert found.state == "fail"
    assert str(store) in found.text
    assert "restore a backup" in found.text


def test_a_damaged_library_is_told(store: Path) -> None:
    with sqlite3.connect(store / "library.sqlite") as library:
        library.execute("CREATE TABLE other (x)")
    library.close()
    assert any(f.state == "fail" and "article" in f.text for f in examine(store))
