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
<office/x> a dip:Office ; rdfs:label "President of Zedland" ; dip:role dip:role-president ;
  dip:country <country/zz> .
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
  dip:earliest "2025-10-02"^^xsd:date ; dip:latest "2025-10-02"^^xsd:date ;
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
DROP = "DELETE { ?f PATH ?x } WHERE { ?f a TYPE ; PATH ?x }"
SET = "DELETE { ?f PATH ?x } INSERT { ?f PATH VALUE } WHERE { ?f a TYPE ; PATH ?x }"
ADD = "INSERT { ?f PATH VALUE } WHERE { ?f a TYPE }"
#: What is wrong: how the graph is changed, of which class, on which path, and the value.
FAULTS = {
    "one side only": ("DELETE WHERE { ?f PATH VALUE }", "", "dip:participant", "id:person\\/b"),
    "no status": (DROP, "dip:Meeting", "dip:status", ""),
    "two statuses": (ADD, "dip:Meeting", "dip:status", "dip:planned"),
    "a status of its own": (SET, "dip:Tenure", "dip:status", "dip:rumoured"),
    "too sure": (SET, "dip:Tenure", "dip:confidence", "1.5e0"),
    "a confidence in words": (SET, "dip:Tenure", "dip:confidence", "'high'"),
    "no passage": (DROP, "dip:Meeting", "dip:evidence", ""),
    "from nowhere": (DROP, "dip:Meeting", "prov:wasDerivedFrom", ""),
    "held by a country": (SET, "dip:Tenure", "dip:holder", "id:country\\/zz"),
    "held by two": (ADD, "dip:Tenure", "dip:holder", "id:person\\/b"),
    "a kind in words": (ADD, "dip:Meeting", "dip:kind", "'talks'"),
    "a date in words": (ADD, "dip:Meeting", "dip:date", "'October'"),
    "a bound that is a month": (SET, "dip:Meeting", "dip:earliest", "'2025-10'^^xsd:gYearMonth"),
    "no name": (DROP, "dip:Office", "rdfs:label", ""),
    "a tagged name": (SET, "dip:Office", "rdfs:label", "'President'@en"),
    "an empty name": (SET, "dip:Office", "rdfs:label", "''"),
    "a long code": (SET, "dip:Country", "dip:isoCode", "'ZZZ'"),
    "an end before the start": (SET, "dip:Evidence", "dip:end", "-1"),
    "a start below zero": (SET, "dip:Evidence", "dip:start", "-5"),
    "an unbounded visit": (
        "INSERT DATA { id:visit\\/1 a TYPE ; PATH VALUE }",
        "dip:Visit",
        "dip:startDate",
        "'2025'^^xsd:gYear",
    ),
    "a tenure without days": (DROP, "dip:Tenure", "dip:earliest", ""),
    "a place in words": (ADD, "dip:Meeting", "dip:place", "'Zed City'"),
}


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
    change, of, path, value = FAULTS[fault]
    graph.update(PROLOGUE + change.replace("TYPE", of).replace("PATH", path).replace("VALUE", value))
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
