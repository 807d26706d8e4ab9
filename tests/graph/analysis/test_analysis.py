"""Projections, paths and measures: on the hand-made graph of the lookups, and on random ones against networkx."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.graph.analysis import MEASURES, network, paths, project, rank
from communique.graph.lookup import BadParameter, NotFound, Snapshot

DIP = "https://w3id.org/communique/ontology#"
BASE = "https://w3id.org/communique/id/"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
Meetings = list[tuple[int, ...]]
MEETINGS = st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=4, unique=True).map(tuple), max_size=14)


def _quad(subject: str, property: ox.NamedNode | str, value: ox.NamedNode | ox.Literal | str) -> ox.Quad:
    predicate = property if isinstance(property, ox.NamedNode) else ox.NamedNode(DIP + property)
    target = ox.NamedNode(BASE + value) if isinstance(value, str) else value
    return ox.Quad(ox.NamedNode(BASE + subject), predicate, target)


def _snapshot(meetings: Meetings, planned: frozenset[int] = frozenset(), people: int = 10) -> Snapshot:
    """A graph of persons p0 … in these meetings, each with a day of its own in January 2025."""
    store = ox.Store()
    for person in range(people):
        store.add(_quad(f"person/p{person}", RDF_TYPE, ox.NamedNode(DIP + "Person")))
        store.add(_quad(f"person/p{person}", LABEL, ox.Literal(f"P{person}")))
    for number, taking_part in enumerate(meetings):
        fact = f"meeting/{number:03}"
        day = ox.Literal(
            f"2025-01-{number % 28 + 1:02}", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
        )
        store.add(_quad(fact, RDF_TYPE, ox.NamedNode(DIP + "Meeting")))
        store.add(_quad(fact, "status", ox.NamedNode(DIP + ("planned" if number in planned else "actual"))))
        for bound in ("earliest", "latest"):
            store.add(_quad(fact, bound, day))
        for person in taking_part:
            store.add(_quad(fact, "participant", f"person/p{person}"))
    return Snapshot.of(store)


def _reference(meetings: Meetings) -> nx.Graph:
    """The same network, made by networkx."""
    made = nx.Graph()
    for taking_part in meetings:
        made.add_edges_from((a, b) for a in taking_part for b in taking_part if a != b)
    return made


@settings(max_examples=40, deadline=None)
@given(MEETINGS)
def test_a_projection_joins_those_who_met_and_no_others(meetings: Meetings) -> None:
    projection = project(_snapshot(meetings))
    pairs = {frozenset(int(iri.rsplit("p", 1)[1]) for iri in pair) for pair in projection.pairs}
    assert pairs == {frozenset(edge) for edge in _reference(meetings).edges}
    facts = sum(len(listed) for by_kind in projection.pairs.values() for listed in by_kind.values())
    assert facts == sum(len(m) * (len(m) - 1) // 2 for m in meetings)


@settings(max_examples=40, deadline=None)
@given(MEETINGS, st.integers(0, 9), st.integers(0, 9))
def test_a_path_is_as_short_as_can_be(meetings: Meetings, source: int, target: int) -> None:
    found = paths(
        _snapshot(meetings), f"person/p{source}", f"person/p{target}", relation="meeting", hops=8, limit=50
    )
    reference = _reference(meetings)
    reference.add_nodes_from((source, target))
    if not nx.has_path(reference, source, target) or nx.shortest_path_length(reference, source, target) > 8:
        assert found.paths == []
        return
    expected = {tuple(f"P{n}" for n in chain) for chain in nx.all_shortest_paths(reference, source, target)}
    assert {tuple(e.label for e in path.entities) for path in found.paths} <= expected
    assert len(found.paths) == min(50, len(expected))
    assert found.hops == len(next(iter(expected))) - 1


@settings(max_examples=40, deadline=None)
@given(MEETINGS, st.integers(0, 9), st.integers(0, 9), st.integers(1, 12))
def test_the_k_shortest_chains_are_those_of_networkx(
    meetings: Meetings, source: int, target: int, k: int
) -> None:
    """As many, each a chain of its own that is there, and of the same lengths."""
    reference = _reference(meetings)
    reference.add_nodes_from((source, target))
    found = paths(_snapshot(meetings), f"person/p{source}", f"person/p{target}", ["meeting"], hops=5, k=k)
    if source == target or not nx.has_path(reference, source, target):
        assert len(found.paths) == (source == target)
        return
    every = list(nx.all_simple_paths(reference, source, target, cutoff=5))
    chains = [tuple(int(e.label[1:]) for e in path.entities) for path in found.paths]
    assert len(set(chains)) == len(chains) == min(k, len(every))
    assert [len(c) for c in chains] == sorted(map(len, every))[:k]
    assert set(chains) <= set(map(tuple, every))
    assert found.truncated == (len(every) > k)


@settings(max_examples=25, deadline=None)
@given(MEETINGS)
def test_measures_are_those_of_networkx(meetings: Meetings) -> None:
    snapshot, reference = _snapshot(meetings), _reference(meetings)
    for by, expected in (
        ("degree", dict(reference.degree)),
        ("betweenness", nx.betweenness_centrality(reference)),
    ):
        found = {int(r.entity.label[1:]): r.score for r in rank(snapshot, by, limit=100).ranked}
        assert found == pytest.approx(expected, abs=1e-5)


@given(MEETINGS)
@settings(max_examples=15, deadline=None)
def test_the_order_of_facts_does_not_matter(meetings: Meetings) -> None:
    one, other = (_snapshot(order) for order in (meetings, meetings[::-1]))
    for by in MEASURES:
        assert [r.entity for r in rank(one, by).ranked] == [r.entity for r in rank(other, by).ranked]


def test_a_path_tells_its_facts_the_best_supported_first() -> None:
    snapshot = _snapshot([(0, 1), (1, 3), (0, 2), (0, 2), (2, 3), (2, 3)])
    found = paths(snapshot, "person/p0", "person/p3", limit=1)
    assert [e.label for e in found.paths[0].entities] == ["P0", "P2", "P3"]
    assert [(len(s.facts), s.fact_count) for s in found.paths[0].steps] == [(2, 2), (2, 2)]
    assert found.truncated


def test_what_was_only_planned_joins_nobody_unless_asked_for() -> None:
    snapshot = _snapshot([(0, 1)], planned=frozenset({0}))
    assert paths(snapshot, "person/p0", "person/p1").paths == []
    assert len(paths(snapshot, "person/p0", "person/p1", planned=True).paths) == 1


def test_a_path_is_told_in_words(snapshot: Snapshot) -> None:
    """From the side of whom the chain comes to; the numbers are those of the steps, whose first passage they mean."""
    chain = paths(snapshot, "person/ri-song-ho", "person/anna-lindqvist").paths[0]
    assert chain.told == (
        "Ri Song Ho held talks with Do Van Khanh in Pyongyang on 9 October 2025 [1]. "
        "Do Van Khanh met Anna Lindqvist in December 2025 [2]."
    )
    assert chain.steps[1].facts[0].evidence


def test_a_path_of_a_period() -> None:
    snapshot = _snapshot([(0, 1), (1, 2), (0, 2)])
    assert paths(snapshot, "person/p0", "person/p2", until="2025-01-02").hops == 2
    assert paths(snapshot, "person/p0", "person/p2").hops == 1


def test_the_longest_chain_is_kept_to() -> None:
    snapshot = _snapshot([(n, n + 1) for n in range(9)])
    assert paths(snapshot, "person/p0", "person/p9", hops=8).paths == []
    assert paths(snapshot, "person/p0", "person/p8", hops=8).hops == 8


def test_to_oneself_it_is_no_step() -> None:
    found = paths(_snapshot([(0, 1)]), "person/p0", "person/p0")
    assert (found.hops, [e.label for e in found.paths[0].entities], found.paths[0].steps) == (0, ["P0"], [])


def test_persons_who_never_met_may_be_joined_by_countries(snapshot: Snapshot) -> None:
    found = paths(snapshot, "country/kp", "Do Van Khanh", relation="office")
    assert found.paths == []
    assert paths(snapshot, "country/vn", "Do Van Khanh").hops == 1


def test_more_ways_than_can_be_compared_are_not_counted_out() -> None:
    layers = [
        (a, b)
        for layer in range(6)
        for a in range(layer * 8, layer * 8 + 8)
        for b in range(layer * 8 + 8, layer * 8 + 16)
    ]
    found = paths(_snapshot(layers, people=60), "person/p0", "person/p48", hops=8, limit=2)
    assert (found.hops, len(found.paths), found.truncated) == (6, 2, True)


def test_a_network_shows_the_highest_and_says_what_it_left_out() -> None:
    snapshot = _snapshot([(0, 1), (0, 2), (0, 3), (4, 5)])
    found = network(snapshot, limit=3, communities=True)
    assert found.nodes[0].label == "P0"
    assert (len(found.nodes), found.total, found.truncated) == (3, 6, True)
    assert {(e.source, e.target) for e in found.edges} <= {("person/p0", f"person/p{n}") for n in (1, 2, 3)}
    everything = network(snapshot, limit=10, communities=True)
    assert {n.community for n in everything.nodes} == {0, 1}


def test_what_makes_no_sense_is_refused() -> None:
    snapshot = _snapshot([(0, 1)])
    with pytest.raises(BadParameter):
        rank(snapshot, "fame")
    with pytest.raises(BadParameter):
        rank(snapshot, types=["Planet"])
    with pytest.raises(BadParameter):
        paths(snapshot, "person/p0", "person/p1", relation="friendship")
    with pytest.raises(NotFound):
        paths(snapshot, "person/p0", "Nobody at all")


@pytest.mark.parametrize("by", sorted(MEASURES))
def test_an_empty_network_ranks_nobody(by: str) -> None:
    assert rank(_snapshot([]), by).ranked == []
