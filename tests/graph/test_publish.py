"""What is published: the public queries on facts and on claims, graphs that can be read alone, exact quotes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.graph.model import Report
from communique.graph.publish import Publisher, bounds, date_literal
from communique.graph.resolution import resolve
from communique.ontology import DIP, PREFIXES
from tests.support.claims import claim, country, meeting, office, person, report
from tests.support.gold import SHARED, read_report

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = sorted((SHARED / "queries").glob("*.rq"))
needs_gold = pytest.mark.skipif(not SHARED.exists(), reason="the gold files are not beside the checkout")


def store_of(reports: list[Report]) -> ox.Store:
    publisher = Publisher(resolve(reports))
    store = ox.Store()
    store.extend(publisher.default_graph())
    for quads in publisher.article_graphs().values():
        store.extend(quads)
    return store


@pytest.fixture(scope="module")
def seeds() -> ox.Store:
    """The seeds and one family of the development set as gold reads them."""
    dev = SHARED / "dev"
    read = [read_report(p.stem, SEEDS, SHARED / "gold") for p in sorted(SEEDS.glob("*.txt"))]
    read += [read_report(p.stem, dev / "text", dev / "gold") for p in sorted(dev.glob("text/p*.txt"))]
    return store_of([Report(*r) for r in read])


def in_graphs(query: str) -> str:
    """The query over the article graphs."""
    head, body = query.split("WHERE {", 1)
    return f"{head}WHERE {{ GRAPH ?g {{{body.rstrip()[:-1]}}} }}"


@needs_gold
@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_every_public_query_answers_on_facts_and_on_claims(path: Path, seeds: ox.Store) -> None:
    query = path.read_text()
    facts, claims = list(seeds.query(query)), list(seeds.query(in_graphs(query)))
    assert facts
    if path.stem != "labels":
        assert {row["name"].value for row in facts} == {row["name"].value for row in claims}
        nodes = [{row["fact"].value for row in rows} for rows in (facts, claims)]
        assert not nodes[0] & nodes[1]


@needs_gold
def test_whatever_is_named_has_a_label(seeds: ox.Store) -> None:
    nameless = seeds.query(
        """SELECT DISTINCT ?o WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }
           ?o a ?type . FILTER(?type IN (dip:Person, dip:Country, dip:Party, dip:Organization, dip:Place,
           dip:Group, dip:Office, skos:Concept)) FILTER NOT EXISTS { ?o rdfs:label ?label } }""",
        prefixes=PREFIXES,
    )
    assert list(nameless) == []
    dangling = seeds.query(
        """SELECT DISTINCT ?o WHERE { ?s dip:holder|dip:participant|dip:country|dip:body|dip:place|dip:office ?o
           FILTER NOT EXISTS { ?o a ?type } }""",
        prefixes=PREFIXES,
    )
    assert list(dangling) == []


@needs_gold
def test_quotes_are_the_texts_own_words(seeds: ox.Store) -> None:
    texts = {p.stem: p.read_text() for p in [*SEEDS.glob("*.txt"), *(SHARED / "dev/text").glob("p*.txt")]}
    rows = seeds.query(
        """SELECT ?name ?start ?end ?quote WHERE { ?e a dip:Evidence ; dip:article/dip:fileName ?name ;
           dip:start ?start ; dip:end ?end ; dip:quote ?quote }""",
        prefixes=PREFIXES,
    )
    found = [(r["name"].value, int(r["start"].value), int(r["end"].value), r["quote"].value) for r in rows]
    assert len(found) > 300
    assert all(texts[name][start:end] == quote for name, start, end, quote in found)


def test_a_fact_leads_to_its_claims_and_their_graphs() -> None:
    a, b = person("Ann Bo", "SE"), person("Cy Do", "NO")
    store = store_of([report(k, "2025-10-09", meeting(a, b, date="2025-10-09")) for k in "ab"])
    rows = list(store.query(
        """SELECT ?fact ?claim ?name WHERE { ?fact a dip:Meeting ; prov:wasDerivedFrom ?claim
           GRAPH ?g { ?claim a dip:Meeting ; dip:evidence/dip:article ?g . ?g dip:fileName ?name } }""",
        prefixes=PREFIXES))  # fmt: skip
    assert len({r["fact"].value for r in rows}) == 1
    assert {r["name"].value for r in rows} == {"a", "b"}


def test_an_event_known_by_its_month_is_found_by_a_filter_of_days() -> None:
    a, b = person("Ann Bo", "SE"), person("Cy Do", "NO")
    store = store_of([report("a", "2025-10-20", meeting(a, b, date="2025-10"))])
    query = """ASK { ?m a dip:Meeting ; dip:earliest ?from ; dip:latest ?to
               FILTER(?from <= "2025-10-31"^^xsd:date && ?to >= "2025-10-15"^^xsd:date) }"""
    assert bool(store.query(query, prefixes=PREFIXES))


def test_countries_have_codes_and_a_place_in_wikidata() -> None:
    store = store_of([report("a", "2025-10-20", office(person("Ann Bo", "SE"), "President"))])
    rows = list(store.query("SELECT * WHERE { ?c dip:isoCode ?code ; owl:sameAs ?same }", prefixes=PREFIXES))
    assert [(r["code"].value, r["same"].value) for r in rows] == [
        ("SE", "http://www.wikidata.org/entity/Q34")
    ]


@given(st.dates().map(str), st.sampled_from([4, 7, 10]))
def test_bounds_hold_the_day_and_are_days(day: str, length: int) -> None:
    first, last = bounds([day[:length]])
    assert len(first) == len(last) == 10
    assert first <= day <= last
    assert date_literal(day[:length]).value == day[:length]


def test_an_amount_that_looks_like_an_id_stays_a_literal() -> None:
    stated = claim("target", between=(country("SE"),), what="person/hours", value="10 person/days")
    store = store_of([report("a", "2025-10-20", stated)])
    quads = list(store.quads_for_pattern(None, ox.NamedNode(DIP + "title"), None, ox.DefaultGraph()))
    assert [q.object for q in quads] == [ox.Literal("person/hours")]
