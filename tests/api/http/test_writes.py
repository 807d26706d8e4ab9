"""Writes over HTTP: the token, all or nothing, managed stores, and nothing lost to kill -9."""

from __future__ import annotations

import concurrent.futures
import os
import random
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from communique.api.doctor import examine
from communique.graph.store import batch, create
from communique.graph.store.backup import backup, restore
from tests.api.http.conftest import ARTICLE, problem
from tests.support.running import TOKEN, server, start, stop


def update(client: httpx.Client, text: str, **params: str) -> httpx.Response:
    headers = {"Content-Type": "application/sparql-update"}
    return client.post("/sparql", content=text.encode(), params=params, headers=headers)


def count(client: httpx.Client, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    return int(client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"])


def test_writes_are_off_without_a_token(plain_store: Path) -> None:
    with server(plain_store) as closed, closed.client(write=True) as client:
        problem(update(client, "CLEAR ALL"), 403)
        problem(client.put("/graph-store?default", content=b""), 403)
        problem(client.delete("/graph-store?default"), 403)
        assert client.get("/healthz").json()["writes"] is False


def test_an_empty_token_is_no_token(plain_store: Path) -> None:
    with server(plain_store, token="") as closed, closed.client() as client:
        problem(update(client, "CLEAR ALL"), 403)
        problem(client.post("/sparql", content=b"CLEAR ALL", headers={"Authorization": "Bearer",
                            "Content-Type": "application/sparql-update"}), 403)  # fmt: skip


def test_an_update_is_all_or_nothing(writer: httpx.Client) -> None:
    text = "INSERT DATA { <urn:half> <urn:p> 1 } ; CLEAR GRAPH <urn:not-there>"
    problem(update(writer, text), 404)
    assert count(writer, "<urn:half> ?p ?o") == 0
    document = problem(update(writer, "INSERT DATA { <urn:half> <urn:p> }"), 400)
    assert document["line"] == 1


def test_a_graph_that_is_there_is_not_created_again(writer: httpx.Client) -> None:
    assert update(writer, "CREATE GRAPH <urn:created>").status_code == 204
    problem(update(writer, "CREATE GRAPH <urn:created>"), 409)
    assert update(writer, "CREATE SILENT GRAPH <urn:created>").status_code == 204


def test_a_write_is_seen_by_every_reader_at_once(writer: httpx.Client) -> None:
    for number in range(5):
        assert update(writer, f"INSERT DATA {{ <urn:seen> <urn:p> {number} }}").status_code == 204
        with concurrent.futures.ThreadPoolExecutor(6) as readers:
            seen = list(readers.map(lambda i: count(writer, f"<urn:seen> <urn:p> ?o{i}"), range(6)))
        assert set(seen) == {number + 1}


def test_concurrent_writes_are_all_kept(writer: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(8) as writers:
        answers = list(
            writers.map(lambda i: update(writer, f"INSERT DATA {{ <urn:many> <urn:p> {i} }}"), range(12))
        )
    assert {answer.status_code for answer in answers} == {204}
    assert count(writer, "<urn:many> <urn:p> ?o") == 12


def test_using_parameters_are_the_dataset(writer: httpx.Client) -> None:
    update(
        writer,
        "INSERT DATA { GRAPH <urn:u1> { <urn:x> <urn:y> 'WHERE' } GRAPH <urn:u2> { <urn:x> <urn:y> 2 } }",
    )
    text = (
        "INSERT { GRAPH <urn:got> { ?s ?p ?o } } # WHERE\nWHERE { ?s ?p ?o FILTER(STR(?o) != '} WHERE {') }"
    )
    assert update(writer, text, **{"using-graph-uri": "urn:u1"}).status_code == 204
    assert count(writer, "GRAPH <urn:got> { ?s ?p ?o }") == 1
    assert (
        update(writer, "DELETE WHERE { ?s <urn:y> ?o }", **{"using-graph-uri": "urn:u2"}).status_code == 204
    )
    assert count(writer, "GRAPH <urn:u2> { ?s ?p ?o }") == 1
    conflict = "WITH <urn:u1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"
    problem(update(writer, conflict, **{"using-graph-uri": "urn:u2"}), 400)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:new> a <urn:Fact> }",
        "DELETE WHERE { <urn:person> ?p ?o }",
        "CLEAR DEFAULT",
        "DROP ALL",
        f"CLEAR GRAPH <{ARTICLE}>",
        f"INSERT {{ GRAPH ?g {{ <urn:x> <urn:y> <urn:z> }} }} WHERE {{ BIND(<{ARTICLE}> AS ?g) }}",
        f"MOVE DEFAULT TO <{ARTICLE}>",
    ],
)
def test_a_managed_store_keeps_its_facts(managed: httpx.Client, text: str) -> None:
    problem(update(managed, text), 403)
    assert count(managed, "<urn:person> ?p ?o") == 2
    assert count(managed, f"GRAPH <{ARTICLE}> {{ ?s ?p ?o }}") == 1


def test_a_managed_store_takes_other_graphs(managed: httpx.Client) -> None:
    assert (
        update(managed, "INSERT { GRAPH <urn:notes> { ?s a <urn:Noted> } } WHERE { ?s ?p ?o }").status_code
        == 204
    )
    assert count(managed, "GRAPH <urn:notes> { ?s ?p ?o }") > 0
    turtle = {"Content-Type": "text/turtle"}
    assert (
        managed.put(
            "/graph-store", params={"graph": "urn:mine"}, content=b"<urn:a> <urn:b> 1 .", headers=turtle
        ).status_code
        == 201
    )
    problem(managed.put("/graph-store?default", content=b"<urn:a> <urn:b> 1 .", headers=turtle), 403)
    problem(managed.delete("/graph-store", params={"graph": ARTICLE}), 403)
    assert managed.delete("/graph-store", params={"graph": "urn:mine"}).status_code == 204


def test_uploads_that_are_wrong(writer: httpx.Client) -> None:
    target = {"graph": "urn:upload"}
    document = problem(
        writer.put(
            "/graph-store", params=target, content=b"<urn:a> <urn:b>", headers={"Content-Type": "text/turtle"}
        ),
        400,
    )
    assert "line" in document
    problem(
        writer.put("/graph-store", params=target, content=b"x", headers={"Content-Type": "image/png"}), 415
    )
    problem(writer.get("/graph-store", params=target), 404)


def test_a_batch_of_another_process_is_a_conflict(tmp_path: Path) -> None:
    store = tmp_path / "store"
    create(store, "plain")
    with server(store, token=TOKEN) as started, started.client(write=True) as client:
        with batch(store):
            problem(update(client, "INSERT DATA { <urn:a> <urn:b> 1 }"), 409)
        assert update(client, "INSERT DATA { <urn:a> <urn:b> 1 }").status_code == 204
        with batch(store) as graph:
            graph.update("INSERT DATA { <urn:a> <urn:b> 2 }")
        assert count(client, "<urn:a> <urn:b> ?o") == 2


def test_backup_and_restore_beside_a_running_server(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with server(store, token=TOKEN) as started, started.client(write=True) as client:
        update(client, "INSERT DATA { <urn:a> <urn:b> 1 }")
        backup(store, tmp_path / "kept")
        update(client, "INSERT DATA { <urn:a> <urn:b> 2 }")
        assert count(client, "<urn:a> <urn:b> ?o") == 2
        restore(tmp_path / "kept", store)
        assert count(client, "<urn:a> <urn:b> ?o") == 1


def test_a_missing_folder_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 1"):
        start(tmp_path / "none")


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Twenty times: the server and its workers are killed in the middle of updates."""
    store, seed = tmp_path / "store", random.Random(9)
    acknowledged: set[int] = set()
    sent = 0
    for _ in range(20):
        running = start(store, token=TOKEN)
        timer = threading.Timer(0.1 + seed.random() * 0.6, os.kill, (running.process.pid, signal.SIGKILL))
        timer.start()
        with running.client(write=True) as client:
            try:
                while True:
                    sent += 1
                    values = " ".join(f"<urn:n{sent}> <urn:part> {part} ." for part in range(50))
                    if update(client, f"INSERT DATA {{ {values} }}").status_code == 204:
                        acknowledged.add(sent)
            except httpx.TransportError:
                pass
        timer.join()
        running.process.wait()
        with server(store, token=TOKEN) as after, after.client() as client:
            query = "SELECT ?s (COUNT(*) AS ?n) { ?s <urn:part> ?o } GROUP BY ?s"
            rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        kept = {int(row["s"]["value"][5:]): int(row["n"]["value"]) for row in rows}
        assert set(kept.values()) <= {50}, "an update was applied in part"
        assert acknowledged <= kept.keys(), "an acknowledged update was lost"
    assert len(acknowledged) > 20


REPORT = "date 2025-03-{day:02} President Arvo Tamme of Estonia met President Ilze Brante of Latvia in Riga on March {day}."


@pytest.mark.slow
def test_kill_9_in_the_middle_of_a_build_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Twenty times: a report is sent, and the server killed while it reads, while it publishes, or just after."""
    store, seed = tmp_path / "store", random.Random(5)
    create(store, "managed")
    acknowledged: set[str] = set()
    for day in range(1, 21):
        running = start(store, token=TOKEN)
        with running.client(write=True) as client:
            job = client.post("/articles", params={"id": f"r{day}"}, content=REPORT.format(day=day), headers={"Content-Type": "text/plain"})  # fmt: skip
            reached = _until(client, job.headers["location"], ("done", "reading", "publishing")[day % 3])
        if reached == "done":
            acknowledged.add(f"r{day}")
        else:
            time.sleep(seed.random() * 0.1)
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait()
        with server(store, token=TOKEN) as after, after.client() as client:
            kept = {a["file_name"] for a in client.get("/articles", params={"limit": 100}).json()["articles"]}
            query = "SELECT (COUNT(DISTINCT ?a) AS ?n) { GRAPH ?a { ?m a dip:Meeting } }"
            graphs = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        assert acknowledged <= kept, "an acknowledged report was lost"
        assert int(graphs[0]["n"]["value"]) == len(kept), "a report was published in part"
        assert not [found for found in examine(store) if found.state == "fail"], "the store is damaged"
    assert len(acknowledged) >= 6


def _until(client: httpx.Client, job: str, status: str) -> str:
    """The status of the job when it has come to this one, or has ended before that was seen."""
    while (found := client.get(job).json()["status"]) not in (status, "done"):
        assert found != "failed"
    return str(found)


@pytest.mark.slow
def test_workers_end_with_their_server(plain_store: Path) -> None:
    """Even in the middle of a query, even by kill -9."""
    running = start(plain_store, timeout=60)
    children = _children(running.process.pid)
    assert children
    threading.Thread(target=_hang, args=(running.url,), daemon=True).start()
    time.sleep(0.3)
    running.process.kill()
    running.process.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}/cmdline").exists() and _is_worker(pid) for pid in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    stop(running)


def _hang(url: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with httpx.Client(trust_env=False) as client:
        try:
            client.get(f"{url}/sparql", params={"query": query}, timeout=5)
        except httpx.TransportError:
            return


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_worker(pid: int) -> bool:
    try:
        return b"communique" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
