"""One interface, two stores: a snapshot on disk, and any SPARQL 1.1 server (here our own)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.graph.store import RemoteStore, StoreError, batch, create, open_snapshot
from communique.graph.store.base import Store
from tests.support.running import server

DATA = """INSERT DATA {
  <urn:a> a dip:Person ; rdfs:label "Anna Lindqvist" ; dip:isoCode "SE" .
  GRAPH <urn:g> { <urn:a> rdfs:label "Anna" } }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one person."""
    path = tmp_path_factory.mktemp("stores") / "store"
    create(path, "plain")
    with batch(path) as graph:
        graph.update("PREFIX dip: <https://w3id.org/communique/ontology#>\n"
                     "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" + DATA)  # fmt: skip
    return path


@pytest.fixture(scope="module", params=["embedded", "remote"])
def store(folder: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """The same data behind either store."""
    if request.param == "embedded":
        yield open_snapshot(folder)
        return
    with server(folder) as running:
        yield RemoteStore(f"{running.url}/sparql")


def test_solutions_booleans_and_triples(store: Store) -> None:
    rows = list(store.query("SELECT ?p ?name WHERE { ?p a dip:Person ; rdfs:label ?name }"))
    assert [(row["p"].value, row["name"].value) for row in rows] == [("urn:a", "Anna Lindqvist")]
    assert bool(store.query("ASK { GRAPH <urn:g> { ?p rdfs:label 'Anna' } }"))
    triples = list(store.query("CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p rdfs:label ?n }"))
    assert [t.object.value for t in triples] == ["Anna Lindqvist"]


def test_results_as_bytes(store: Store) -> None:
    select = "SELECT ?name WHERE { ?p rdfs:label ?name }"
    found = json.loads(store.serialize(select, "json"))
    assert found["results"]["bindings"][0]["name"]["value"] == "Anna Lindqvist"
    assert store.serialize(select, "csv").split() == [b"name", b"Anna", b"Lindqvist"]
    turtle = store.serialize("CONSTRUCT WHERE { ?p dip:isoCode ?c }", "ntriples")
    assert turtle.startswith(b"<urn:a> <https://w3id.org/communique/ontology#isoCode> ")


def test_what_is_no_query_is_refused(store: Store) -> None:
    with pytest.raises(SyntaxError):
        store.query("SELECT WHERE")


def test_a_snapshot_stays_as_it_was_while_writing_goes_on(folder: Path) -> None:
    before = open_snapshot(folder)
    with batch(folder) as graph:
        graph.update("INSERT DATA { <urn:new> <urn:p> 1 }")
        assert not open_snapshot(folder).query("ASK { <urn:new> ?p ?o }")
    assert not before.query("ASK { <urn:new> ?p ?o }")
    assert open_snapshot(folder).query("ASK { <urn:new> ?p ?o }")


def test_no_store_and_no_address_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no communique store"):
        open_snapshot(tmp_path)
    with pytest.raises(ValueError, match="begins with http"):
        RemoteStore("localhost/sparql")
