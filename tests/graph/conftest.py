"""A small graph made by hand: three invented leaders, two reports, one fact of most kinds."""

from __future__ import annotations

import pyoxigraph
import pytest

from communique.graph.lookup import Snapshot

GRAPH = """
PREFIX dip: <https://w3id.org/communique/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX : <evidence/>

<person/do-van-khanh> a dip:Person ; rdfs:label "Do Van Khanh" ; skos:altLabel "Đỗ Văn Khánh", "Khanh" .
<person/ri-song-ho> a dip:Person ; rdfs:label "Ri Song Ho" ; skos:altLabel "Ri Song-ho" .
<person/anna-lindqvist> a dip:Person ; rdfs:label "Anna Lindqvist" .
<country/vn> a dip:Country ; rdfs:label "Vietnam" ; skos:altLabel "Viet Nam" ; dip:isoCode "VN" .
<country/kp> a dip:Country ; rdfs:label "North Korea" ; skos:altLabel "DPRK" ; dip:isoCode "KP" .
<country/se> a dip:Country ; rdfs:label "Sweden" ; dip:isoCode "SE" .
<place/pyongyang> a dip:Place ; rdfs:label "Pyongyang" .
dip:president a skos:Concept ; skos:prefLabel "President" .
dip:talks a skos:Concept ; skos:prefLabel "talks" .
dip:state a skos:Concept ; skos:prefLabel "state" .
dip:joint-statement a skos:Concept ; skos:prefLabel "joint statement" .

<office/vn-president> a dip:Office ; rdfs:label "President of Vietnam" ; dip:role dip:president ;
  dip:country <country/vn> .
<office/kp-president> a dip:Office ; rdfs:label "President of North Korea" ; dip:role dip:president ;
  dip:country <country/kp> .

<article/first> a dip:Article ; dip:fileName "first" ; dip:date "2025-10-09"^^xsd:date .
<article/second> a dip:Article ; dip:fileName "second" ; dip:date "2025-12-01"^^xsd:date .

:e1 a dip:Evidence ; dip:article <article/first> ;
  dip:quote "President Do Van Khanh held talks with President Ri Song Ho" ;
  dip:start 20 ; dip:end 77 ; dip:confidence 0.9 ; dip:method "trigger" .
:e2 a dip:Evidence ; dip:article <article/second> ; dip:quote "Khanh met Anna Lindqvist" ;
  dip:start 3 ; dip:end 27 ; dip:confidence 0.8 ; dip:method "trigger" .
:e3 a dip:Evidence ; dip:article <article/second> ; dip:quote "President Do Van Khanh" ;
  dip:start 60 ; dip:end 82 ; dip:confidence 0.8 ; dip:method "title-chain" .

<tenure/1> a dip:Tenure ; dip:holder <person/do-van-khanh> ;
  dip:office <office/vn-president> ; dip:status dip:actual ; dip:confidence 0.9 ;
  dip:attestedOn "2025-10-09"^^xsd:date, "2025-12-01"^^xsd:date ;
  dip:evidence :e1, :e3 .
<tenure/2> a dip:Tenure ; dip:holder <person/ri-song-ho> ;
  dip:office <office/kp-president> ; dip:status dip:actual ; dip:confidence 0.9 ;
  dip:attestedOn "2025-10-09"^^xsd:date ; dip:evidence :e1 .
<meeting/1> a dip:Meeting ;
  dip:participant <person/do-van-khanh>, <person/ri-song-ho> ;
  dip:kind dip:talks ; dip:date "2025-10-09"^^xsd:date ;
  dip:earliest "2025-10-09"^^xsd:date ; dip:latest "2025-10-09"^^xsd:date ;
  dip:place <place/pyongyang> ; dip:country <country/kp> ;
  dip:status dip:actual ; dip:confidence 0.9 ; dip:evidence :e1 ; prov:wasDerivedFrom <claim/1> .
<meeting/2> a dip:Meeting ;
  dip:participant <person/do-van-khanh>, <person/anna-lindqvist> ;
  dip:date "2025-12"^^xsd:gYearMonth ;
  dip:earliest "2025-12-01"^^xsd:date ; dip:latest "2025-12-31"^^xsd:date ;
  dip:status dip:actual ; dip:confidence 0.8 ; dip:evidence :e2 .
<visit/1> a dip:Visit ; dip:visitor <person/do-van-khanh> ;
  dip:destination <country/kp> ; dip:kind dip:state ; dip:startDate "2025-10-09"^^xsd:date ;
  dip:host <person/ri-song-ho> ;
  dip:earliest "2025-10-09"^^xsd:date ; dip:latest "2025-10-09"^^xsd:date ;
  dip:status dip:actual ;
  dip:confidence 0.7 ; dip:evidence :e1 .
<agreement/1> a dip:Agreement ; dip:kind dip:joint-statement ;
  dip:signatory <country/vn>, <country/se> ;
  dip:status dip:planned ; dip:confidence 0.6 ; dip:evidence :e2 .
<diplomatic-relations/1> a dip:DiplomaticRelations ;
  dip:between <country/vn>, <country/kp> ;
  dip:since "1950"^^xsd:gYear ;
  dip:earliest "1950-01-01"^^xsd:date ; dip:latest "1950-12-31"^^xsd:date ;
  dip:confidence 0.9 ; dip:evidence :e1 .
"""


def make_store() -> pyoxigraph.Store:
    """The hand-made graph in memory."""
    store = pyoxigraph.Store()
    store.load(GRAPH, format=pyoxigraph.RdfFormat.TURTLE, base_iri="https://w3id.org/communique/id/")
    return store


@pytest.fixture(scope="session")
def store() -> pyoxigraph.Store:
    return make_store()


@pytest.fixture(scope="session")
def snapshot(store: pyoxigraph.Store) -> Snapshot:
    return Snapshot.of(store)
