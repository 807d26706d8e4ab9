"""How long each page takes on a graph of a million triples, first asked and asked again.

    python -m tests.benchmarks.pages [--reports N]

20,000 reports (the default) make more than a million triples: meetings, visits, agreements, offices and their
passages. Some persons take part in thousands of meetings, as leaders of large countries do, and some countries in
thousands of visits and agreements. What takes longer than a page's limit is asked at first while it is computed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox

from communique.graph.prepared import write_prepared
from communique.graph.search import write_index
from communique.graph.store import batch, create
from communique.ontology import DIP, ID_BASE
from tests.support.running import server

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
PERSONS, COUNTRIES = 4000, 150
SYLLABLES = (
    "an",
    "bo",
    "chi",
    "dan",
    "eva",
    "gia",
    "hai",
    "jon",
    "kim",
    "lan",
    "mai",
    "nam",
    "quy",
    "son",
    "tam",
    "vinh",
)
PAGE = {"Accept": "text/html"}
PATIENCE = 0.2  # the server's default
ADDRESSES = (
    "/",
    "/search?q=kim lann",
    "/entities/person/0",
    "/entities/person/2000",
    "/entities/person/0/neighbors",
    "/entities/person/0/neighbors?relation=meeting&since=2020",
    "/entities/person/0/timeline",
    "/entities/country/0",
    "/entities/country/0/neighbors",
    "/entities/country/0/timeline",
    "/entities/person/2000/timeline",
    "/entities/person/2000/neighbors",
    "/facts/meeting/77-1",
    "/articles",
    "/articles/5",
    "/between?first=country/1&second=country/2",
    "/between?first=country/0&second=country/1",
    "/paths?from=person/3998&to=person/3999",
    "/paths?from=person/0&to=person/3999",
    "/paths?from=country/0&to=person/3999",
    "/network",
    "/rank",
    "/rank?since=2015",
    "/rank?by=betweenness",
    "/editor",
    "/help/",
)


def _iri(id: str) -> ox.NamedNode:
    return ox.NamedNode(ID_BASE + id)


def _quads(subject: str, kind: str, **values: object) -> Iterator[ox.Quad]:
    """A thing with its properties; strings that hold a slash are ids."""
    yield ox.Quad(_iri(subject), TYPE, ox.NamedNode(DIP + kind))
    for name, value in values.items():
        predicate = LABEL if name == "label" else ox.NamedNode(DIP + name)
        for one in value if isinstance(value, list | set) else [value]:
            term = _iri(one) if isinstance(one, str) and "/" in one else one
            yield ox.Quad(
                _iri(subject),
                predicate,
                term if isinstance(term, ox.NamedNode | ox.Literal) else ox.Literal(term),
            )


def quads(reports: int) -> Iterator[ox.Quad]:
    """The whole graph, always the same."""
    seed = random.Random(3)
    for n in range(COUNTRIES):
        yield from _quads(f"country/{n}", "Country", label=f"Country {n}", isoCode=f"C{n}")
    for n in range(PERSONS):
        name = " ".join(seed.choice(SYLLABLES).title() for _ in range(3))
        country = f"country/{n % COUNTRIES}"
        yield from _quads(f"person/{n}", "Person", label=f"{name} {n}", country=country)
        yield from _quads(
            f"office/{n}", "Office", label=f"Minister {n}", role="concept/role/minister", country=country
        )
        yield from _quads(f"tenure/{n}", "Tenure", holder=f"person/{n}", office=f"office/{n}", confidence=0.9)
    for n in range(reports):
        yield from _report(n, seed)


def _report(n: int, seed: random.Random) -> Iterator[ox.Quad]:
    """One report with three meetings, a visit and an agreement."""
    day = f"{seed.randint(2005, 2025)}-{seed.randint(1, 12):02}-{seed.randint(1, 28):02}"
    date = ox.Literal(day, datatype=DATE)
    yield from _quads(f"article/{n}", "Article", fileName=f"report-{n}", date=date)
    status = ox.NamedNode(DIP + "actual")
    dated = {"date": date, "earliest": date, "latest": date, "confidence": 0.9, "status": status}
    states = {f"country/{int(COUNTRIES * seed.random() ** 3)}" for _ in range(3)}
    visit = dated | {"evidence": f"evidence/{n}-0"}
    visitor = f"person/{int(PERSONS * seed.random() ** 3)}"
    yield from _quads(f"visit/{n}", "Visit", visitor=visitor, destination=min(states), **visit)
    yield from _quads(f"agreement/{n}", "Agreement", signatory=states, **visit)
    for k in range(3):
        people = {f"person/{int(PERSONS * seed.random() ** 3)}" for _ in range(2 + k)}
        told = dated | {"evidence": f"evidence/{n}-{k}"}
        yield from _quads(f"meeting/{n}-{k}", "Meeting", participant=people, **told)
        quote = {
            "quote": f"A sentence of report {n} that tells of talks.",
            "start": 10,
            "end": 60,
            "confidence": 0.9,
        }
        yield from _quads(f"evidence/{n}-{k}", "Evidence", article=f"article/{n}", method="trigger", **quote)


def build(store: Path, reports: int) -> int:
    """Publishes the graph in a new store; the number of its triples."""
    create(store, "managed")

    def publish(graph: ox.Store, snapshot: Path) -> None:
        write_index(graph, snapshot)
        write_prepared(graph, snapshot, ID_BASE)

    with batch(store, publish=publish) as graph:
        graph.bulk_extend(quads(reports))
        return len(graph)


def measure(client: httpx.Client, address: str) -> tuple[float, int, int]:
    """Milliseconds of an answer, its status (202: one that says that the page is being computed) and size."""
    start = time.perf_counter()
    answer = client.get(address, headers=PAGE)
    taken = (time.perf_counter() - start) * 1000
    answer.raise_for_status()
    return taken, answer.status_code, len(answer.content)


def main() -> None:
    """Builds the graph in a temporary folder, serves it, and prints a line for each page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "store"
        print(f"{build(store, options.reports):,} triples")
        with server(store, page_patience=PATIENCE) as running, running.client() as client:
            for address in ADDRESSES:
                first, status, _ = measure(client, address)
                client.get(address, headers=PAGE | {"Prefer": "wait=30"})
                again, _, size = measure(client, address)
                late = " (computing)" if status == 202 else ""
                print(f"{first:7.0f} ms {again:6.0f} ms {size:8,} bytes  {address}{late}")


if __name__ == "__main__":
    main()
