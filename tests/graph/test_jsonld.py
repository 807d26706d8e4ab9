"""JSON-LD with the ontology's context: readable, and the same graph to those who read it."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest

from communique.graph.jsonld import serialize, write_dataset
from tests.graph.conftest import make_store

ODD = """PREFIX dip: <https://w3id.org/communique/ontology#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
  <urn:a> <urn:p> 1, "x", "x"@en, <urn:b>, _:b ; a <urn:C>, dip:Meeting ; dip:title "t"@fr, "t", 5 ; dip:place "no node", <urn:b> .
  <urn:b> dip:confidence 0.90, 9.0E-1, "high", "0.9"^^<urn:number> ; dip:accepted true ; dip:date "2025"^^xsd:gYear .
  _:b dip:kind <org:x>, <id:y> . <dip:meeting> a <type:z> ; <label:l> "l"^^<url:t> . <urn:c> a "no class" ; dip:between _:c .
  <https://w3id.org/communique/ontology#> a <http://www.w3.org/2002/07/owl#//x> ; <https://w3id.org/communique/ontology#unlisted> 1 . }"""


def canonical(triples: object) -> set[ox.Triple]:
    dataset = ox.Dataset(ox.Quad(*t) for t in triples)  # type: ignore[attr-defined]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {quad.triple for quad in dataset}


def odd() -> ox.Store:
    store = ox.Store()
    store.update(ODD)
    return store


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside rdflib
@pytest.mark.parametrize("store", [make_store(), odd()], ids=["facts", "odd"])
def test_it_is_read_as_what_it_was_written_from(store: ox.Store) -> None:
    expected = [quad.triple for quad in store]
    data = serialize(expected)
    assert canonical(q.triple for q in ox.parse(data, ox.RdfFormat.JSON_LD)) == canonical(expected)
    rdflib = pytest.importorskip("rdflib")
    lines = rdflib.Graph().parse(data=data, format="json-ld").serialize(format="nt", encoding="utf-8")
    assert canonical(q.triple for q in ox.parse(lines, ox.RdfFormat.N_TRIPLES)) == canonical(expected)


def test_a_fact_reads_plainly() -> None:
    made = json.loads(serialize(quad.triple for quad in make_store()))
    nodes = {node["id"]: node for node in made["@graph"]}
    meeting = nodes["https://w3id.org/communique/id/meeting/2"]
    assert meeting["type"] == "Meeting"
    assert meeting["date"] == {"@type": "xsd:gYearMonth", "@value": "2025-12"}
    assert (meeting["earliest"], meeting["status"], meeting["participant"][0]) == (
        "2025-12-01",
        "dip:actual",
        "https://w3id.org/communique/id/person/anna-lindqvist",
    )
    assert nodes["https://w3id.org/communique/id/person/ri-song-ho"]["altLabel"] == "Ri Song-ho"


def test_a_dataset_keeps_its_graphs() -> None:
    store = odd()
    store.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 2 } GRAPH <dip:odd> { <urn:a> <urn:p> 3 } }")
    for whole in (store, ox.Store()):
        data = io.BytesIO()
        write_dataset(whole, data)
        read = ox.Dataset(ox.parse(data.getvalue(), ox.RdfFormat.JSON_LD))
        written = ox.Dataset(whole)
        for dataset in (read, written):
            dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        assert set(read) == set(written)
