"""The build: what a store holds after builds that go well, that repeat, that fail and that are killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.api.build import build, decide, publish, remove
from communique.extract.article import Article
from communique.extract.claims import Extraction
from communique.graph.library import Library
from communique.graph.store import StoreError, StoreLocked, current, folder, open_snapshot
from tests.support.claims import meeting, office, person

A, B, C = person("Do Van Khanh", "VN"), person("Ri Song Ho", "KP"), person("Anna Lindqvist", "SE")
NAMES = {"Khanh": A, "Ri": B, "Lindqvist": C}
TALKS = "President Khanh of Vietnam held talks with President Ri there on {day}. They agreed to do more."
OTHER = "President Khanh of Vietnam met Prime Minister Lindqvist of Sweden on {day}. They spoke at length."


def read(article: Article) -> Extraction:
    """A reader of the two sentences above."""
    who = [entity for name, entity in NAMES.items() if name in article.text]
    day = re.search(r"\d{4}-\d\d-\d\d(?=\.)", article.text)
    claims = [office(p, "President") for p in who]
    if len(who) > 1 and day:
        claims.append(meeting(*who, date=day[0]))
    return Extraction(article.key, claims=tuple(claims))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two reports."""
    home = tmp_path / "reports"
    home.mkdir()
    (home / "one.txt").write_text("date 2025-10-09\n" + TALKS.format(day="2025-10-09"))
    (home / "two.txt").write_text("date 2025-10-20\n" + OTHER.format(day="2025-10-19"))
    return home


def quads(store: Path) -> str:
    """The published graph as sorted N-Quads."""
    engine = open_snapshot(store).engine
    data = ox.serialize(iter(engine), format=ox.RdfFormat.N_QUADS)
    assert data is not None
    return "\n".join(sorted(data.decode().splitlines()))


def run(reports: Path, store: Path) -> str:
    build([reports], store, workers=1, extract=read)
    return quads(store)


def test_a_second_build_of_the_same_input_publishes_nothing(reports: Path, tmp_path: Path) -> None:
    before = run(reports, tmp_path / "store")
    snapshot = current(tmp_path / "store")
    again = build([reports], tmp_path / "store", workers=1, extract=read)
    assert (len(again.unchanged), again.added, again.published) == (2, [], False)
    assert current(tmp_path / "store") == snapshot
    assert quads(tmp_path / "store") == before


def test_one_build_or_many_and_any_order_give_the_same_graph(reports: Path, tmp_path: Path) -> None:
    together = run(reports, tmp_path / "together")
    for name in ("two.txt", "one.txt"):
        build([reports / name], tmp_path / "apart", workers=1, extract=read)
    assert quads(tmp_path / "apart") == together


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_way_to_split_the_reports_into_builds_gives_the_same_graph(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("split")
    sentences = [
        TALKS.format(day="2025-10-09"),
        OTHER.format(day="2025-10-09"),
        TALKS.format(day="2025-10-10"),
    ]
    paths = [home / f"{number}.txt" for number in range(len(sentences))]
    for path, sentence in zip(paths, sentences, strict=True):
        path.write_text(f"date 2025-10-11\n{sentence}")
    build(paths, home / "one", workers=1, extract=read)
    order = data.draw(st.permutations(paths))
    cut = data.draw(st.integers(1, len(paths)))
    for part in (order[:cut], order[cut:]):
        build(part, home / "many", workers=1, extract=read)
    assert quads(home / "many") == quads(home / "one")


def test_the_confidence_that_claims_need_is_kept_until_another_is_given(
    reports: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"

    def unsure(article: Article) -> Extraction:
        found = read(article)
        claims = (replace(c, confidence=0.5) if c.type == "meeting" else c for c in found.claims)
        return replace(found, claims=tuple(claims))

    def meetings(least: float | None = None) -> int:
        build([reports], store, workers=1, extract=unsure, least=least)
        return quads(store).count("#Meeting>")

    everything = meetings()
    assert everything > 0
    assert meetings(0.8) == 0
    assert meetings() == 0
    assert meetings(0) == everything


def test_a_changed_report_replaces_its_old_self(reports: Path, tmp_path: Path) -> None:
    run(reports, tmp_path / "store")
    (reports / "one.txt").write_text("date 2025-10-09\n" + TALKS.format(day="2025-10-08"))
    changed = build([reports], tmp_path / "store", workers=1, extract=read)
    assert (changed.replaced, changed.unchanged) == (["one.txt"], ["two.txt"])
    assert "2025-10-08" in quads(tmp_path / "store")
    assert quads(tmp_path / "store") == run(reports, tmp_path / "fresh")


def test_a_withdrawn_report_leaves_the_graph_as_if_it_had_never_been_read(
    reports: Path, tmp_path: Path
) -> None:
    build([reports / "one.txt"], tmp_path / "one", workers=1, extract=read)
    run(reports, tmp_path / "store")
    assert remove(tmp_path / "store", ["two"]).removed == ["two.txt"]
    assert quads(tmp_path / "store") == quads(tmp_path / "one")
    with pytest.raises(LookupError, match="no report 'two'"):
        remove(tmp_path / "store", ["one", "two"])
    assert quads(tmp_path / "store") == quads(tmp_path / "one")


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_text("  \n")
    (reports / "latin.txt").write_bytes("Präsident König".encode("latin-1") * 20)
    (tmp_path / "two.txt").write_text("Another report of the same name, of a minister who met nobody.")
    result = build([reports, reports, tmp_path / "two.txt"], tmp_path / "store", workers=1, extract=read)
    assert {Path(u.where).name for u in result.unreadable} == {"empty.txt", "latin.txt", "two.txt"}
    assert sorted(result.added) == ["one.txt", "two.txt"]


def test_a_report_on_which_the_reader_fails_is_left_out(reports: Path, tmp_path: Path) -> None:
    def fail(article: Article) -> Extraction:
        if article.file_name == "one":
            raise KeyError("unheard of")
        return read(article)

    result = build([reports], tmp_path / "store", workers=1, extract=fail)
    assert result.added == ["two.txt"]
    assert "the reader failed on it (KeyError: 'unheard of')" in str(result.unreadable[0])


def test_other_graphs_of_the_store_stay(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    run(reports, store)
    with folder.batch(store) as graph:
        graph.update("INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }")
    (reports / "one.txt").unlink()
    remove(store, ["one"])
    assert "<urn:mine>" in quads(store)
    assert "Ri Song Ho" not in quads(store)


def test_a_second_writer_is_refused_and_told_who_writes(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before = run(reports, store)
    (reports / "one.txt").unlink()
    with folder.lock(store):
        for write in (
            lambda: build([reports], store, workers=1, extract=read),
            lambda: remove(store, ["one"]),
            lambda: publish(store),
            lambda: decide(store, "same", ["person/a", "person/b"]),
        ):
            with pytest.raises(StoreLocked, match=f"process {os.getpid()}"):
                write()
    assert quads(store) == before
    assert not (store / "decisions.jsonl").exists()


def test_a_folder_of_other_files_is_left_alone(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds other files"):
        build([reports], reports, workers=1, extract=read)


def test_old_snapshots_are_swept(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for day in range(10, 16):
        (reports / "one.txt").write_text("date 2025-10-09\n" + TALKS.format(day=f"2025-10-{day}"))
        run(reports, store)
    assert len(list((store / "snapshots").iterdir())) <= 3


CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.graph import test_build
from communique.api import build
{sabotage}
build.build([Path({reports!r})], Path({store!r}), workers=1, extract=test_build.read)
"""


def child(sabotage: str, reports: Path, store: Path) -> subprocess.Popen[str]:
    """A build in a process of its own that something happens to."""
    root = str(Path(__file__).parents[2])
    code = CHILD.format(root=root, sabotage=sabotage, reports=str(reports), store=str(store))
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


STOPS = {
    "while reading": "build.cache_key = stop",
    "before the graph is written": "build._changes = stop",
    "before the library is kept": "build.Library.keep = stop",
    "before the snapshot is pointed to": "build.folder._publish = stop",
}


@pytest.mark.parametrize("where", STOPS)
def test_a_killed_build_leaves_the_published_state(where: str, reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([reports / "one.txt"], store, workers=1, extract=read)
    before = quads(store)
    wait = "def stop(*_, **__):\n    import time\n    print('here', flush=True)\n    time.sleep(60)\n"
    process = child(wait + STOPS[where], reports, store)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert quads(store) == before
    assert run(reports, store) == run(reports, tmp_path / "fresh")


def test_a_full_disk_is_told_and_changes_nothing(reports: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([reports / "one.txt"], store, workers=1, extract=read)
    before, keys = quads(store), _keys(store)
    for number in range(200):
        (reports / f"more{number}.txt").write_text("date 2025-11-01\n" + TALKS.format(day="2025-11-01") * 5)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2**17, 2**17))"
    started = time.monotonic()
    process = child(limit, reports, store)
    output, _ = process.communicate(timeout=50)
    assert process.returncode == 1, output[-500:]
    assert "OSError" in output
    assert time.monotonic() - started < 40
    assert (quads(store), _keys(store)) == (before, keys)
    assert run(reports, store) == run(reports, tmp_path / "fresh")


def _keys(store: Path) -> set[str]:
    with Library(store, readonly=True) as library:
        return set(library.keys())


def test_a_failing_step_undoes_the_batch(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    build([reports / "one.txt"], store, workers=1, extract=read)
    before = quads(store)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    failing: list[tuple[str, Callable[..., None]]] = [
        ("communique.api.build.write_index", fail),
        ("communique.graph.store.folder.keep_digests", fail),
    ]
    for target, replacement in failing:
        with monkeypatch.context() as patched:
            patched.setattr(target, replacement)
            with pytest.raises(OSError, match="the disk is full"):
                build([reports], store, workers=1, extract=read)
        assert quads(store) == before
        assert _keys(store) == {"one.txt"}


def test_what_a_build_adds_is_checked_by_the_shapes(tmp_path: Path) -> None:
    """A reader that sees talks of one side only makes a fact that the shapes do not allow: the build says so."""
    (tmp_path / "one.txt").write_text("date 2025-10-09\n" + TALKS.format(day="2025-10-09"))

    def one_sided(article: Article) -> Extraction:
        return Extraction(article.key, claims=(meeting(A, date="2025-10-09"),))

    broken = build([tmp_path / "one.txt"], tmp_path / "broken", workers=1, extract=one_sided)
    assert {(v.path, bool(v.graph)) for v in broken.malformed} == {
        ("dip:participant", False),
        ("dip:participant", True),
    }
    sound = build([tmp_path / "one.txt"], tmp_path / "sound", workers=1, extract=read)
    assert sound.malformed == []


def test_two_reports_of_one_identity_are_both_named(reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text("date 2025-10-20\n" + OTHER.format(day="2025-10-18"))
    made = build([reports, other], tmp_path / "store", workers=1, extract=read)
    assert made.added == ["one.txt", "two.txt"]
    (left_out,) = made.unreadable
    assert left_out.where == str(other / "one.txt")
    assert str(reports / "one.txt") in str(left_out.error)
    both = build([tmp_path], tmp_path / "both", workers=1, extract=read)
    assert {"reports/one.txt", "other/one.txt"} <= set(both.added)
