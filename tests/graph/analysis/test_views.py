"""Networks by name: what joins in each, whom a person stands for, what was known on a day, who keeps together."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest

from communique.graph.analysis import communities, ego, project, rank, scope_of
from communique.graph.analysis.communities import find
from communique.graph.export import network
from communique.graph.lookup import BadParameter, Snapshot

PREFIXES = """PREFIX dip: <https://w3id.org/communique/ontology#> PREFIX : <https://w3id.org/communique/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
#: Ann and Amy are Alanders, Bob is a Belander, Guy is of no country; a report of January tells of m, one of June of v.
STATES = """INSERT DATA {
  :ann a dip:Person ; rdfs:label "Ann" ; dip:country :aa . :amy a dip:Person ; rdfs:label "Amy" ; dip:country :aa .
  :bob a dip:Person ; rdfs:label "Bob" ; dip:country :bb . :guy a dip:Person ; rdfs:label "Guy" .
  :aa a dip:Country ; rdfs:label "Aland" . :bb a dip:Country ; rdfs:label "Beland" . :cc a dip:Country ; rdfs:label "Celand" .
  :m a dip:Meeting ; dip:participant :ann, :amy, :bob, :guy ; dip:evidence :e1 .
  :v a dip:Visit ; dip:visitor :amy ; dip:destination :cc ; dip:evidence :e2 .
  :h a dip:Visit ; dip:visitor :ann ; dip:destination :aa .
  :s a dip:Agreement ; dip:signatory :bb, :cc ; dip:evidence :e1, :e2 .
  :e1 dip:article :r1 . :e2 dip:article :r2 .
  :r1 a dip:Article ; dip:date "2025-01-07"^^xsd:date . :r2 a dip:Article ; dip:date "2025-06-07"^^xsd:date }"""


@pytest.fixture(scope="module")
def states() -> Snapshot:
    store = ox.Store()
    store.update(PREFIXES + STATES)
    return Snapshot.of(store)


def pairs(snapshot: Snapshot, **scope: str) -> dict[tuple[str, str], set[str]]:
    """Pairs of the countries' view with their facts."""
    found = project(snapshot, scope_of("countries", **scope)).pairs
    short = lambda iri: iri.rsplit("/", 1)[1]  # noqa: E731
    return {
        (short(a), short(b)): {short(f) for facts in by.values() for f in facts}
        for (a, b), by in found.items()
    }


def test_leaders_stand_for_their_countries(states: Snapshot) -> None:
    assert pairs(states) == {("aa", "bb"): {"m"}, ("aa", "cc"): {"v"}, ("bb", "cc"): {"s"}}


def test_drawings_have_the_same_countries_as_measures(states: Snapshot) -> None:
    made = network(states, "countries")
    assert {(e.source, e.target): e.values["facts"] for e in made.edges} == {
        ("aa", "bb"): "m", ("aa", "cc"): "v", ("bb", "cc"): "s",
    }  # fmt: skip
    assert {n.values["type"] for n in made.nodes} == {"Country"}


def test_what_was_known_on_a_day_is_what_reports_until_then_state(states: Snapshot) -> None:
    assert pairs(states, as_of="2025-01") == {("aa", "bb"): {"m"}, ("bb", "cc"): {"s"}}
    assert pairs(states, as_of="2024") == {}
    assert rank(states, view="countries", as_of="2025-01").ranked[0].entity.label == "Beland"
    with pytest.raises(BadParameter):
        pairs(states, as_of="soon")


def test_the_surroundings_of_a_country_are_those_of_its_leaders(states: Snapshot) -> None:
    assert {n.entity.label for n in ego(states, "aa", "countries").nodes} == {"Aland", "Beland", "Celand"}


def test_an_unknown_view_is_refused(states: Snapshot) -> None:
    with pytest.raises(BadParameter, match="no view"):
        rank(states, view="none")


def rings() -> Snapshot:
    """Two groups of four who all meet each other, and one meeting between the groups."""
    store = ox.Store()
    people = [f":{group}{n} a dip:Person ; rdfs:label '{group}{n}' ." for group in "ab" for n in range(4)]
    together = [(f"{g}{i}", f"{g}{j}") for g in "ab" for i in range(4) for j in range(i)] + [("a0", "b0")]
    met = [f":m{i} a dip:Meeting ; dip:participant :{a}, :{b} ." for i, (a, b) in enumerate(together)]
    store.update(PREFIXES + "INSERT DATA { " + " ".join(people + met) + " }")
    return Snapshot.of(store)


def test_communities_are_those_who_meet_each_other() -> None:
    found = communities(rings())
    assert [sorted(who.label for who in c.members) for c in found.communities] == [
        ["a0", "a1", "a2", "a3"], ["b0", "b1", "b2", "b3"],
    ]  # fmt: skip
    assert found.communities[0].members[0].label == "a0"  # who has most partners comes first
    assert found.modularity > 0.4
    assert not found.truncated
    cut = communities(rings(), limit=1, members=2)
    assert (cut.total, cut.truncated, cut.communities[0].size, len(cut.communities[0].members)) == (
        2,
        True,
        4,
        2,
    )


def test_communities_equal_the_reference() -> None:
    projection = project(rings())
    expected = nx.community.louvain_communities(projection.graph(), weight="weight", seed=1)
    assert {frozenset(group) for group in find(projection)} == {frozenset(group) for group in expected}


def test_a_network_of_nobody_has_no_communities() -> None:
    assert communities(Snapshot.of(ox.Store())).communities == []
