"""Requests per second of this server beside two others, on the same triples, in one run.

    python -m tests.benchmarks.endpoint [--triples N] [--seconds S] [--connections C]

The others are `oxigraph serve-read-only` (the engine's own server) and rdflib-endpoint on an Oxigraph store; they
come with the extra `bench`. Rounds are interleaved, so that a noisy machine disturbs all alike; trust the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from communique.graph.store import current, folder
from tests.benchmarks.diplomacy import fill
from tests.support.running import free_port, server

HERE = Path(__file__).parent
LOOKUP = """PREFIX dip: <https://w3id.org/communique/ontology#>
SELECT ?m ?d WHERE {{ ?m dip:participant <https://w3id.org/communique/id/person/{n}> ; dip:date ?d }} LIMIT 20"""
ORDERED = """PREFIX dip: <https://w3id.org/communique/ontology#>
SELECT ?m ?d ?p WHERE {{ ?m dip:place <https://w3id.org/communique/id/place/{n}> ; dip:date ?d ; dip:participant ?p }}
ORDER BY ?d ?m ?p LIMIT 30"""
RDFLIB = """
import sys, uvicorn, pyoxigraph
from oxrdflib.store import OxigraphStore
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(store=OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1])))
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""


@dataclass
class Measure:
    """Requests per second of each round, and all latencies in ms."""

    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def rate(self) -> float:
        """The median round."""
        return statistics.median(self.rates)

    def times(self, other: Measure) -> float:
        """How many times the other's rate: the median of the rounds' ratios, which were measured side by side."""
        return statistics.median(ours / theirs for ours, theirs in zip(self.rates, other.rates, strict=True))

    def percentile(self, part: float) -> float:
        """A percentile of the latencies, in ms."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


async def load(
    port: int, path: str, queries: Callable[[int], str], seconds: float, connections: int, into: Measure
) -> None:
    """Ask over so many kept-alive connections for so long; a bare client, so that the server is what is measured."""
    counter = iter(range(10**9))
    end = time.perf_counter() + seconds
    counts = await asyncio.gather(
        *(_ask(port, path, queries, counter, end, into) for _ in range(connections))
    )
    into.rates.append(sum(counts) / seconds)


async def _ask(
    port: int, path: str, queries: Callable[[int], str], counter: Iterator[int], end: float, into: Measure
) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while time.perf_counter() < end:
        query = urllib.parse.quote(queries(next(counter)))
        begun = time.perf_counter()
        writer.write(
            f"GET {path}?query={query} HTTP/1.1\r\nHost: x\r\nAccept: application/sparql-results+json\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        into.size = await _body(reader, head.lower())
        into.latencies.append((time.perf_counter() - begun) * 1000)
        done += 1
    writer.close()
    return done


async def _body(reader: asyncio.StreamReader, head: bytes) -> int:
    """Read the body, by its length or in chunks; its size."""
    if b"content-length:" in head:
        size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(size)
        return size
    total = 0
    while size := int((await reader.readline()).strip(), 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readline()
    return total


@contextlib.contextmanager
def process(*command: str) -> Iterator[None]:
    """A server process for the length of a block."""
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        started.terminate()
        started.wait()


def wait(url: str) -> None:
    """Until a query is answered."""
    for _ in range(300):
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url, params={"query": "ASK { ?s ?p ?o }"}, trust_env=False).status_code == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


def repeated(queries: Callable[[int], str]) -> Callable[[int], str]:
    """The same twenty queries over and over."""
    return lambda number: queries(number % 20)


def run(triples: int, seconds: float, connections: int, rounds: int = 7) -> dict[str, dict[str, Measure]]:
    """All measures by server and kind of query."""
    with contextlib.ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        persons, places = fill(place / "store", triples)
        graph = folder.graph(current(place / "store"))
        native, rdflib = free_port(), free_port()
        copies = [place / "native", place / "rdflib"]
        for copy in copies:
            shutil.copytree(graph, copy)
        uncached = stack.enter_context(server(place / "store", cache=0, log_level="error"))
        cached = stack.enter_context(server(place / "store", log_level="error"))
        binary = str(Path(sys.executable).with_name("oxigraph"))
        stack.enter_context(
            process(binary, "serve-read-only", "--location", str(copies[0]), "--bind", f"127.0.0.1:{native}")
        )
        stack.enter_context(process(sys.executable, "-c", RDFLIB, str(copies[1]), str(rdflib)))
        servers = {"communique": (uncached.port, "/sparql"), "communique, cached": (cached.port, "/sparql"),
                   "oxigraph serve-read-only": (native, "/query"), "rdflib-endpoint": (rdflib, "/sparql")}  # fmt: skip
        for port, path in servers.values():
            wait(f"http://127.0.0.1:{port}{path}")
        kinds = {
            "lookup": lambda i: LOOKUP.format(n=i * 7919 % persons),
            "6 kB": lambda i: ORDERED.format(n=i % places),
        }
        found = {name: {kind: Measure() for kind in kinds} for name in servers}
        for _ in range(rounds):
            for kind, queries in kinds.items():
                for name, (port, path) in servers.items():
                    one = repeated(queries) if "cached" in name else queries
                    asyncio.run(load(port, path, one, seconds, connections, found[name][kind]))
        return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--connections", type=int, default=8)
    options = parser.parse_args()
    found = run(options.triples, options.seconds, options.connections)
    for kind in ("lookup", "6 kB"):
        print(f"\n{kind}, {options.connections} connections")
        for name, measures in found.items():
            m = measures[kind]
            print(
                f"  {name:26} {m.rate:8.0f}/s  median {m.percentile(0.5):7.2f} ms  p99 {m.percentile(0.99):7.2f} ms  {m.size} B"
            )
        ours, cached, native, rdflib = (measures[kind] for measures in found.values())
        print("  " + json.dumps({
            "uncached / rdflib-endpoint": round(ours.times(rdflib), 2),
            "uncached / oxigraph": round(ours.times(native), 2),
            "cached / oxigraph": round(cached.times(native), 2),
        }))  # fmt: skip


if __name__ == "__main__":
    main()
