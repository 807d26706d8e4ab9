"""The endpoint's figures: ratios to other servers in one run, and latencies that must hold on any machine."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.diplomacy import fill
from tests.benchmarks.endpoint import LOOKUP, Measure, load, run
from tests.support.running import Running, server, start, stop
from tests.support.timing import at_most

pytestmark = pytest.mark.slow
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TRIPLES = 100_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A store of a hundred thousand triples, and its number of persons."""
    place = tmp_path_factory.mktemp("bench") / "store"
    return place, fill(place, TRIPLES)[0]


@pytest.fixture(scope="module")
def running(store: tuple[Path, int]) -> Iterator[Running]:
    """A server without a cache."""
    with server(store[0], cache=0, log_level="error") as started:
        yield started


def measured(running: Running, persons: int, connections: int) -> Measure:
    into = Measure()
    queries = lambda i: LOOKUP.format(n=i * 7919 % persons)  # noqa: E731
    asyncio.run(load(running.port, "/sparql", queries, 2.0, connections, into))
    return into


@pytest.mark.skipif(importlib.util.find_spec("rdflib_endpoint") is None, reason="needs the extra `bench`")
def test_ratios_to_other_servers() -> None:
    """What else runs takes more from a server of several processes: the best of a few tries counts."""
    for _ in range(2):
        with contextlib.suppress(AssertionError):
            _assert_ratios()
            return
    _assert_ratios()


def _assert_ratios() -> None:
    found = run(TRIPLES, seconds=0.7, connections=8)
    for kind, by_rdflib, by_native, cached_by_native in (("lookup", 3, 0.25, 0.7), ("6 kB", 5, 0.5, 2)):
        ours, cached, native, rdflib = (measures[kind] for measures in found.values())
        assert ours.times(rdflib) >= by_rdflib
        assert ours.times(native) >= by_native
        assert cached.times(native) >= cached_by_native


def test_the_slowest_of_many_clients_do_not_wait_long(running: Running, store: tuple[Path, int]) -> None:
    def ratio() -> float:
        found = measured(running, store[1], connections=32)
        return found.percentile(0.99) / found.percentile(0.5)

    at_most(10, ratio)


def test_others_hardly_notice_a_hostile_query(running: Running, store: tuple[Path, int]) -> None:
    def ask() -> None:
        with running.client() as client:
            client.get("/sparql", params={"query": HOSTILE, "timeout": "4"})

    def slowest() -> float:
        hostile = threading.Thread(target=ask)
        hostile.start()
        time.sleep(0.3)
        found = measured(running, store[1], connections=4)
        hostile.join()
        return found.percentile(0.99)

    at_most(50, slowest)


def test_the_deadline_is_kept_and_the_worker_replaced(running: Running) -> None:
    late, replaced = [], []
    with running.client() as client:
        for round in range(9):
            begun = time.perf_counter()
            answer = client.get("/sparql", params={"query": HOSTILE + f" # {round}", "timeout": "0.3"})
            assert answer.status_code == 504
            ended = time.perf_counter()
            late.append(ended - begun - 0.3)
            while client.get("/healthz").json()["idle"] < client.get("/healthz").json()["workers"] or (
                client.get("/healthz").json()["workers"] < 3
            ):
                time.sleep(0.002)
            replaced.append(time.perf_counter() - ended)
    print(
        f"504 after {statistics.median(late) * 1000:.0f} ms, replaced after {statistics.median(replaced) * 1000:.0f} ms"
    )
    assert statistics.median(late) < 0.05
    assert statistics.median(replaced) < 0.15


def test_a_million_triples_are_served_in_two_seconds_and_a_gigabyte(tmp_path: Path) -> None:
    fill(tmp_path / "store", 1_000_000)
    begun = time.perf_counter()
    running = start(tmp_path / "store", cache=0)
    try:
        with running.client() as client:
            client.get("/sparql", params={"query": LOOKUP.format(n=1)}).raise_for_status()
            first = time.perf_counter() - begun
            for query in (
                HOSTILE[:27] + "{ ?a ?b ?c }",
                LOOKUP.format(n=5),
                "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
            ):
                for _ in range(4):
                    client.get("/sparql", params={"query": query})
        memory = sum(_resident(pid) for pid in (running.process.pid, *_children(running.process.pid)))
    finally:
        stop(running)
    print(f"first answer after {first:.2f} s, {memory / 2**20:.0f} MB in all processes")
    assert first < 2
    assert memory < 2**30


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))
    return 0
