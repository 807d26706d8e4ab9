"""A small well-formed graph, then one fault at a time: the queries find what a SHACL processor finds."""

from __future__ import annotations

import warnings
from importlib.resources import files

import pyoxigraph as ox
import pytest

from communique.graph.validate import check, constraints
from communique.ontology import PREFIXES

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
ARTICLE = PREFIXES["id"] + "article/a"
FACTS = """
<person/a> a dip:Person ; rdfs:label "Ada Arbor" ; dip:country <country/zz> .
<person/b> a dip:Person ; rdfs:label "Bo Birch" .
<country/zz> a dip:Country ; rdfs:label "Zedland" ; dip:isoCode "ZZ" .
<office/x> a dip:Office ; rdfs:label "President of Zedland" ; dip:role dip:role-president ; dip:country <country/zz> .
dip:role-president a skos:Concept ; skos:prefLabel "President" .
dip:meeting-talks a skos:Concept ; skos:prefLabel "talks" .
<article/a> a dip:Article ; dip:fileName "a" ; dip:date "2025-10-02"^^xsd:date ;
  dip:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
<evidence/1> a dip:Evidence ; dip:article <article/a> ; dip:quote "They met." ; dip:start 0 ; dip:end 9 ;
  dip:confidence "0.9"^^xsd:double ; dip:method "test" .
<meeting/1> a dip:Meeting ; dip:participant <person/a> , <person/b> ; dip:kind dip:meeting-talks ;
  dip:status dip:actual ; dip:confidence "0.9"^^xsd:double ; dip:date "2025-10"^^xsd:gYearMonth ;
  dip:earliest "2025-10-01"^^xsd:date ; dip:latest "2025-10-31"^^xsd:date ;
  dip:evidence <evidence/1> ; prov:wasDerivedFrom <claim/1> .
<tenure/1> a dip:Tenure ; dip:holder <person/a> ; dip:office <office/x> ; dip:status dip:actual ;
  dip:confidence "1.0"^^xsd:double ; dip:attestedOn "2025-10-02"^^xsd:date ;
  dip:evidence <evidence/1> ; prov:wasDerivedFrom <claim/2> .
"""
CLAIMS = """
<claim/1> a dip:Meeting ; dip:participant <person/a> , <person/b> ; dip:kind dip:meeting-talks ;
  dip:status dip:actual ; dip:confidence "0.9"^^xsd:double ; dip:evidence <evidence/1> .
<evidence/1> a dip:Evidence ; dip:article <article/a> ; dip:quote "They met." ; dip:start 0 ; dip:end 9 ;
  dip:confidence "0.9"^^xsd:double .
<article/a> a dip:Article ; dip:fileName "a" ;
  dip:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
"""
FAULTS = {
    "one side only": "DELETE DATA { id:meeting\\/1 dip:participant id:person\\/b }",
    "no status": "DELETE DATA { id:meeting\\/1 dip:status dip:actual }",
    "two statuses": "INSERT DATA { id:meeting\\/1 dip:status dip:planned }",
    "a status of its own": "DELETE { ?f dip:status ?s } INSERT { ?f dip:status dip:rumoured } WHERE { ?f a dip:Tenure ; dip:status ?s }",
    "too sure": "DELETE { ?f dip:confidence ?c } INSERT { ?f dip:confidence 1.5e0 } WHERE { ?f a dip:Tenure ; dip:confidence ?c }",
    "a confidence in words": "DELETE { ?f dip:confidence ?c } INSERT { ?f dip:confidence 'high' } WHERE { ?f a dip:Tenure ; dip:confidence ?c }",
    "no passage": "DELETE { ?f dip:evidence ?e } WHERE { ?f a dip:Meeting ; dip:evidence ?e }",
    "from nowhere": "DELETE { ?f prov:wasDerivedFrom ?c } WHERE { ?f a dip:Meeting ; prov:wasDerivedFrom ?c }",
    "held by a country": "INSERT DATA { id:tenure\\/2 a dip:Tenure ; dip:holder id:country\\/zz }",
    "a kind in words": "INSERT DATA { id:meeting\\/1 dip:kind 'talks' }",
    "a date in words": "INSERT DATA { id:meeting\\/1 dip:date 'October' }",
    "a bound that is a month": "INSERT DATA { id:meeting\\/1 dip:earliest '2025-10'^^xsd:gYearMonth }",
    "no name": "DELETE DATA { id:person\\/a rdfs:label 'Ada Arbor' }",
    "a tagged name": "DELETE DATA { id:person\\/a rdfs:label 'Ada Arbor' } ; INSERT DATA { id:person\\/a rdfs:label 'Ada Arbor'@en }",
    "an empty name": "DELETE DATA { id:person\\/a rdfs:label 'Ada Arbor' } ; INSERT DATA { id:person\\/a rdfs:label '' }",
    "a long code": "DELETE DATA { id:country\\/zz dip:isoCode 'ZZ' } ; INSERT DATA { id:country\\/zz dip:isoCode 'ZZZ' }",
    "an end before the start": "DELETE DATA { id:evidence\\/1 dip:end 9 } ; INSERT DATA { id:evidence\\/1 dip:end -1 }",
    "a start below zero": "DELETE DATA { id:evidence\\/1 dip:start 0 } ; INSERT DATA { id:evidence\\/1 dip:start -5 }",
    "an unbounded visit": "INSERT DATA { id:visit\\/1 a dip:Visit ; dip:startDate '2025'^^xsd:gYear }",
    "a thing in words": "INSERT DATA { id:meeting\\/1 dip:place 'Zed City' }",
}  # fmt: skip


@pytest.fixture
def graph() -> ox.Store:
    """The well-formed graph: facts in the default graph, claims in the article's."""
    store = ox.Store()
    store.load((PROLOGUE + FACTS).encode(), format=ox.RdfFormat.TURTLE, base_iri=PREFIXES["id"])
    store.load(
        (PROLOGUE + CLAIMS).encode(),
        format=ox.RdfFormat.TURTLE,
        base_iri=PREFIXES["id"],
        to_graph=ox.NamedNode(ARTICLE),
    )
    return store


def by_processor(store: ox.Store) -> set[tuple[str, str]]:
    """Node and path of every violation in the default graph that a SHACL processor reports."""
    pyshacl = pytest.importorskip("pyshacl")
    import rdflib

    facts = (q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    data = rdflib.Graph().parse(data=ox.serialize(facts, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = rdflib.Graph().parse(str(files("communique.ontology") / "shapes.ttl"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    found = report.query(
        "SELECT ?n ?p WHERE { ?r sh:focusNode ?n OPTIONAL { ?r sh:resultPath ?p } }",
        initNs={"sh": "http://www.w3.org/ns/shacl#"},
    )
    return {(str(n), str(p or "")) for n, p in found}


def by_queries(store: ox.Store) -> set[tuple[str, str]]:
    """The same, by our queries."""
    expanded = {"": ""}
    for violation in check(store):
        prefix, _, name = violation.path.partition(":")
        expanded[violation.path] = PREFIXES[prefix] + name if prefix else ""
    return {(v.node, expanded[v.path]) for v in check(store) if not v.graph}


def test_a_well_formed_graph_has_no_violations(graph: ox.Store) -> None:
    assert check(graph) == []
    assert by_processor(graph) == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_just_as_a_shacl_processor_finds_it(graph: ox.Store, fault: str) -> None:
    graph.update(PROLOGUE + FAULTS[fault])
    found = by_queries(graph)
    assert found
    assert found == by_processor(graph)


def test_claims_are_checked_in_their_article(graph: ox.Store) -> None:
    graph.update(f"{PROLOGUE} DELETE WHERE {{ GRAPH <{ARTICLE}> {{ ?claim dip:status ?status }} }}")
    (violation,) = check(graph)
    assert (violation.graph, violation.path) == (ARTICLE, "dip:status")
    assert "needs at least 1" in str(violation)


def test_a_claim_may_name_what_only_the_default_graph_describes(graph: ox.Store) -> None:
    graph.update(f"{PROLOGUE} DELETE WHERE {{ dip:meeting-talks a skos:Concept }}")
    assert {v.graph for v in check(graph)} == {"", ARTICLE}


def test_only_the_named_articles_are_checked(graph: ox.Store) -> None:
    graph.update(f"{PROLOGUE} DELETE WHERE {{ GRAPH <{ARTICLE}> {{ ?claim dip:status ?status }} }}")
    assert check(graph, graphs=[]) == []
    assert check(graph, graphs=[PREFIXES["id"] + "article/other"]) == []
    assert len(check(graph, graphs=[ARTICLE])) == 1


def test_every_fault_is_capped(graph: ox.Store) -> None:
    rows = " ".join(f"id:person\\/p{i} a dip:Person ." for i in range(20))
    graph.update(f"{PROLOGUE} INSERT DATA {{ {rows} }}")
    assert len(check(graph, most=5)) == 5


def test_all_shapes_are_understood() -> None:
    assert len(constraints()) > 100
