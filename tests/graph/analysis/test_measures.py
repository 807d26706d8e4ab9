"""Every measure equals networkx's on random networks; views and periods choose the right facts."""

from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pyoxigraph as ox
import pytest
import rustworkx as rx
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from communique.graph.analysis import MEASURES, VIEWS, development, ego, rank
from communique.graph.analysis import centrality as ours
from communique.graph.analysis.measures import compute
from communique.graph.lookup import BadParameter, NotFound, Snapshot

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] < e[1]),
    st.integers(1, 5),
    min_size=1,
    max_size=24,
)


def both(edges: dict[tuple[int, int], int]) -> tuple[rx.PyGraph, nx.Graph]:
    """The same network for both libraries."""
    graph: rx.PyGraph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(10)))
    graph.add_edges_from([(one, two, float(weight)) for (one, two), weight in edges.items()])
    reference = nx.Graph()
    reference.add_nodes_from(range(10))
    reference.add_weighted_edges_from((one, two, weight) for (one, two), weight in edges.items())
    return graph, reference


@given(EDGES)
@settings(max_examples=40, deadline=None)
def test_measures_equal_the_reference(edges: dict[tuple[int, int], int]) -> None:
    graph, reference = both(edges)
    assert dict(ours.strength(graph)) == pytest.approx(dict(reference.degree(weight="weight")))
    assert dict(ours.closeness(graph)) == pytest.approx(nx.closeness_centrality(reference))
    assert dict(ours.harmonic(graph)) == pytest.approx(nx.harmonic_centrality(reference))
    assert dict(ours.clustering(graph)) == pytest.approx(nx.clustering(reference))
    assert dict(ours.core(graph)) == pytest.approx(nx.core_number(reference))
    expected = dict.fromkeys(range(10), 0.0)
    for edge in nx.bridges(reference):
        for node in edge:
            expected[node] += 1
    assert dict(ours.bridges(graph)) == expected


@given(EDGES, st.sampled_from(sorted(MEASURES)))
@settings(max_examples=120, deadline=None)
def test_both_backends_agree(edges: dict[tuple[int, int], int], by: str) -> None:
    """Also where nodes are joined to nobody; eigenvectors of nearly equal components only roughly."""
    nodes = [f"n{n}" for n in range(10)]
    weights = {(f"n{one}", f"n{two}"): float(weight) for (one, two), weight in edges.items()}
    fast, reference = compute(nodes, weights, by, "rustworkx"), compute(nodes, weights, by, "networkx")
    assert fast == pytest.approx(reference, abs=1e-3 if by == "eigenvector" else 1e-5)


@given(EDGES)
@settings(max_examples=40, deadline=None)
def test_pagerank_is_that_of_networkx(edges: dict[tuple[int, int], int]) -> None:
    """Against its version in plain Python: the public one needs scipy."""
    _, reference = both(edges)
    names = {n: f"n{n}" for n in range(10)}
    weights = {(names[one], names[two]): float(weight) for (one, two), weight in edges.items()}
    expected = _pagerank_python(nx.relabel_nodes(reference, names), tol=1e-12, max_iter=1000)
    assert compute(list(names.values()), weights, "pagerank", "networkx") == pytest.approx(expected, abs=1e-7)


def test_without_rustworkx_networkx_computes() -> None:
    """As where it is not installed."""
    code = (
        "import sys; sys.modules['rustworkx'] = None\n"
        "from communique.graph.analysis.measures import MEASURES, compute, default_backend\n"
        "assert default_backend() == 'networkx'\n"
        "for by in MEASURES: assert len(compute(['a', 'b'], {('a', 'b'): 1.0}, by)) == 2\n"
        "import communique.api.cli.app"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(EDGES)
@settings(max_examples=40, deadline=None)
def test_betweenness_from_every_source_is_exact(edges: dict[tuple[int, int], int]) -> None:
    graph, reference = both(edges)
    expected = pytest.approx(nx.betweenness_centrality(reference))
    near = {n: list(graph.neighbors(n)) for n in graph.node_indices()}
    assert ours.sampled_betweenness(near, list(range(10))) == expected
    assert dict(ours.betweenness(graph)) == expected


def test_a_sample_ranks_much_like_the_whole() -> None:
    reference = nx.barabasi_albert_graph(300, 2, seed=1)
    graph, _ = both({})
    graph.clear()
    graph.add_nodes_from(list(range(300)))
    graph.add_edges_from([(one, two, 1.0) for one, two in reference.edges])
    exact, sampled = nx.betweenness_centrality(reference), ours.betweenness(graph, work=0)
    highest = sorted(exact, key=exact.__getitem__)[-5:]
    assert set(highest) <= set(sorted(sampled, key=sampled.__getitem__)[-10:])


@given(EDGES)
@settings(max_examples=40, deadline=None)
def test_eigenvector_is_that_of_the_largest_component(edges: dict[tuple[int, int], int]) -> None:
    graph, reference = both(edges)
    largest = max(nx.connected_components(reference), key=lambda part: (len(part), -min(part)))
    part = reference.subgraph(largest)
    expected = nx.eigenvector_centrality(part, weight="weight", max_iter=20_000, tol=1e-9)
    found = ours.eigenvector(graph)
    assert all(found[node] == 0 for node in set(range(10)) - largest)
    assert {node: found[node] for node in largest} == pytest.approx(expected, abs=1e-3)


def snapshot() -> Snapshot:
    """Three leaders who meet in 2024 and 2025, and a visit."""
    store = ox.Store()
    store.update("""PREFIX dip: <https://w3id.org/communique/ontology#> PREFIX : <https://w3id.org/communique/id/>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    INSERT DATA { :a a dip:Person ; rdfs:label "Ann" . :b a dip:Person ; rdfs:label "Bob" . :c a dip:Person ; rdfs:label "Cyd" .
      :x a dip:Country ; rdfs:label "Aland" . :y a dip:Country ; rdfs:label "Beland" .
      :m1 a dip:Meeting ; dip:participant :a, :b ; dip:earliest "2023-12-31"^^xsd:date ; dip:latest "2024-01-01"^^xsd:date .
      :m2 a dip:Meeting ; dip:participant :a, :c ; dip:earliest "2025-05-05"^^xsd:date ; dip:latest "2025-05-05"^^xsd:date .
      :p a dip:Partnership ; dip:between :x, :y }""")
    return Snapshot.of(store)


def test_views_choose_facts_and_entities() -> None:
    graph = snapshot()
    labels = {
        name: {r.entity.label for r in rank(graph, "degree", v.kinds, v.types).ranked}
        for name, v in VIEWS.items()
    }
    assert labels["met"] == labels["people"] == {"Ann", "Bob", "Cyd"}
    assert labels["countries"] == {"Aland", "Beland"}
    assert labels["everything"] == {"Ann", "Bob", "Cyd", "Aland", "Beland"}


def test_periods_follow_each_other_and_facts_fall_into_them() -> None:
    found = development(snapshot(), "degree", "met", "year")
    assert [(p.start, p.end) for p in found.periods] == [
        ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"),
    ]  # fmt: skip
    assert [{r.entity.label for r in p.ranked} for p in found.periods] == [
        {"Ann", "Bob"},
        {"Ann", "Bob"},
        {"Ann", "Cyd"},
    ]
    quarters = development(snapshot(), "degree", "met", "quarter", since="2025-01-01").periods
    assert [p.start for p in quarters] == ["2025-01-01", "2025-04-01"]
    assert [p.total for p in quarters] == [0, 2]


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(BadParameter):
        development(snapshot(), view="none")
    with pytest.raises(BadParameter):
        development(snapshot(), every="week")
    assert development(Snapshot.of(ox.Store())).periods == []


def test_all_measures_are_known_by_name() -> None:
    assert {
        "strength",
        "closeness",
        "harmonic",
        "eigenvector",
        "clustering",
        "core",
        "bridges",
    } <= MEASURES.keys()


def test_surroundings_are_counted_in_steps() -> None:
    near = ego(snapshot(), "b", hops=2)
    assert {n.entity.label: n.hops for n in near.nodes} == {"Bob": 0, "Ann": 1, "Cyd": 2}
    assert {(link.source, link.target) for link in near.edges} == {("a", "b"), ("a", "c")}
    assert not near.truncated
    closer = ego(snapshot(), "b", hops=1)
    assert [n.entity.label for n in closer.nodes] == ["Bob", "Ann"]
    assert ego(snapshot(), "a", limit=2).truncated
    with pytest.raises(NotFound):
        ego(snapshot(), "nobody")
