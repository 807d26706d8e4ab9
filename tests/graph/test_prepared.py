"""Answers made at publication are those that computing would give."""

from __future__ import annotations

from pathlib import Path

from communique.graph.analysis import rank
from communique.graph.lookup import Snapshot, summary, to_json
from communique.graph.prepared import RANKING, prepared, write_prepared
from communique.graph.search import write_index


def test_what_was_prepared_is_what_would_be_computed(snapshot: Snapshot, tmp_path: Path) -> None:
    write_index(snapshot.store, tmp_path)
    write_prepared(snapshot.store, tmp_path, snapshot.id_base)
    assert prepared(tmp_path, "summary", {}) == to_json(summary(snapshot))
    assert prepared(tmp_path, "rank", RANKING) == to_json(rank(snapshot))
    assert prepared(tmp_path, "rank", RANKING | {"by": "betweenness"}) is None


def test_a_snapshot_without_prepared_answers_has_none(tmp_path: Path) -> None:
    assert prepared(tmp_path, "summary", {}) is None
