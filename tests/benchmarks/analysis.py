"""How long the analysis takes on 10,000 persons and a million triples, and how rustworkx compares with networkx.

    python -m tests.benchmarks.analysis [--triples N]

Prints seconds: the projection of who met whom, PageRank, a path, betweenness estimated from a sample; then
networkx's own sampled betweenness on the same projection, as a ratio.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx

from communique.graph.analysis.measures import measure
from communique.graph.analysis.paths import paths
from communique.graph.analysis.projection import Projection, Scope, project
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.store import open_snapshot
from communique.ontology import ID_BASE
from tests.benchmarks.diplomacy import fill

T = TypeVar("T")


def timed(name: str, work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives and the seconds it took, which are printed."""
    begin = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begin
    print(f"{name:42} {seconds:8.2f} s")
    return result, seconds


def main() -> None:
    """Measures once on a fresh store in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        persons, _ = fill(Path(folder) / "store", asked.triples)
        engine = open_snapshot(Path(folder) / "store").engine
        compare(Snapshot.of(engine), persons)


def compare(snapshot: Snapshot, persons: int) -> None:
    """Time the project's way, then networkx on the same network."""
    network, _ = timed("projection: who met whom", lambda: project(snapshot, Scope()))
    print(f"  {len(network.entities)} persons, {len(network.pairs)} pairs")
    ours = {by: timed(by, lambda by=by: measure(network, by))[1] for by in ("pagerank", "betweenness")}  # type: ignore[misc]
    ends = (f"{ID_BASE}person/1", f"{ID_BASE}person/{persons - 1}")
    timed("path between two persons", lambda: paths(snapshot, *ends))
    graph = _graph(network)
    _, theirs = timed(
        "networkx betweenness, 20 pivots", lambda: nx.betweenness_centrality(graph, k=20, seed=4)
    )
    print(
        f"betweenness from a sample: {theirs / ours['betweenness']:.1f} times as fast as networkx on 20 pivots"
    )


def _graph(network: Projection) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, sum(map(len, by.values()))) for (a, b), by in network.pairs.items())
    return graph


if __name__ == "__main__":
    main()
