"""How long the analysis takes on 10,000 persons and a million triples, and how the two backends compare.

    python -m tests.benchmarks.analysis [--triples N]

Prints seconds: projections, PageRank, paths, betweenness estimated from a sample, communities, exports; then every measure
by rustworkx and by networkx on a smaller network, with the ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from communique.api.memory import collect_rarely
from communique.graph.analysis import development, scope_of
from communique.graph.analysis.communities import find
from communique.graph.analysis.measures import MEASURES, compute, measure
from communique.graph.analysis.paths import paths
from communique.graph.analysis.projection import Projection, Scope, project
from communique.graph.export import export
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.store import open_snapshot
from communique.ontology import ID_BASE
from tests.benchmarks.diplomacy import fill

_COMPARED = 400
T = TypeVar("T")


def timed(name: str, work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives and the seconds it took, which are printed with those of the processor."""
    begin, busy = time.perf_counter(), time.process_time()
    result = work()
    seconds = time.perf_counter() - begin
    print(f"{name:42} {seconds:8.2f} s {time.process_time() - busy:8.2f} s of CPU", flush=True)
    return result, seconds


def main() -> None:
    """Measures once on a fresh store in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    asked = parser.parse_args()
    collect_rarely()  # as commands and workers do
    with tempfile.TemporaryDirectory() as folder:
        persons, _ = fill(Path(folder) / "store", asked.triples)
        engine = open_snapshot(Path(folder) / "store").engine
        compare(Snapshot.of(engine), persons)


def compare(snapshot: Snapshot, persons: int) -> None:
    """Time the projection, the measures and paths; then both backends on the network of some persons."""
    network, _ = timed("projection: who met whom", lambda: project(snapshot, Scope()))
    print(f"  {len(network.entities)} persons, {len(network.pairs)} pairs")
    timed("projection: country to country", lambda: project(snapshot, scope_of("countries")))
    for by in ("pagerank", "betweenness"):
        timed(f"{by}, estimated" if by == "betweenness" else by, lambda by=by: measure(network, by))  # type: ignore[misc]
    ends = (f"{ID_BASE}person/1", f"{ID_BASE}person/{persons - 1}")
    timed("path between two persons", lambda: paths(snapshot, *ends))
    timed("the 10 shortest paths", lambda: paths(snapshot, *ends, k=10))
    timed("communities", lambda: find(network))
    timed("development by year", lambda: development(snapshot))
    near = {"view": "met", "ego": f"{ID_BASE}person/{persons - persons // 10}"}
    timed("export around one person", lambda: export(snapshot, "graphml", **near))
    limits = {"most_nodes": 10_000, "most_edges": 50_000}
    timed("export as a server cuts it", lambda: export(snapshot, "graphml", view="met", **limits))
    timed("export of all who met", lambda: export(snapshot, "graphml", view="met"))
    backends(network)


def backends(network: Projection) -> None:
    """Every measure by rustworkx and by networkx, on the network of the persons with the lowest numbers."""
    kept = set(sorted(network.entities, key=lambda iri: int(iri.rsplit("/", 1)[1]))[:_COMPARED])
    weights = {
        pair: float(sum(map(len, by.values()))) for pair, by in network.pairs.items() if kept >= set(pair)
    }
    nodes = sorted(kept)
    print(f"backends on {len(nodes)} persons, {len(weights)} pairs:")
    for by in MEASURES:
        seconds = {}
        for backend in ("rustworkx", "networkx"):
            begin = time.perf_counter()
            compute(nodes, weights, by, backend)
            seconds[backend] = time.perf_counter() - begin
        ratio = seconds["networkx"] / seconds["rustworkx"]
        print(
            f"  {by:12} {seconds['rustworkx']:8.3f} s {seconds['networkx']:8.3f} s {ratio:8.1f} times as fast"
        )


if __name__ == "__main__":
    main()
