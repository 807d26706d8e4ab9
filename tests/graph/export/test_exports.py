"""Exports of a small graph: what drawing programs need is there, and libraries read it back."""

from __future__ import annotations

import csv
import io
import json
import random
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from communique.graph.analysis import VIEWS as MEASURED
from communique.graph.export import FORMATS, VIEWS, Network, export, layout, network, reading, write
from communique.graph.export.model import readable
from communique.graph.lookup import Snapshot
from communique.graph.lookup.involved import dated

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
PREFIXES = """PREFIX dip: <https://w3id.org/communique/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX id: <https://w3id.org/communique/id/> PREFIX p: <https://w3id.org/communique/id/person/>
PREFIX c: <https://w3id.org/communique/id/country/> PREFIX m: <https://w3id.org/communique/id/meeting/>
"""
DATA = """INSERT DATA {
  p:ann a dip:Person ; rdfs:label "Ann & \\"Co\\"" . p:bob a dip:Person ; rdfs:label "Bob" .
  p:cyd a dip:Person ; rdfs:label "=Cyd" . c:aa a dip:Country ; rdfs:label "Aland" . c:bb a dip:Country ; rdfs:label "Beland" .
  m:1 a dip:Meeting ; dip:participant p:ann, p:bob ; dip:earliest "2025-01-02"^^xsd:date ; dip:latest "2025-01-02"^^xsd:date ;
    dip:confidence 0.9e0 ; dip:status dip:actual ; dip:evidence id:e1, id:e2 .
  m:2 a dip:Meeting ; dip:participant p:ann, p:bob ; dip:earliest "2025-03-01"^^xsd:date ; dip:latest "2025-03-31"^^xsd:date ;
    dip:confidence 0.5e0 ; dip:status dip:actual ; dip:evidence id:e3 .
  m:3 a dip:Meeting ; dip:participant p:ann, p:bob, p:cyd ; dip:status dip:actual .
  m:4 a dip:Visit ; dip:visitor p:ann ; dip:destination c:bb ; dip:status dip:planned .
  m:5 a dip:Partnership ; dip:between c:aa, c:bb ; dip:status dip:actual .
  m:6 a dip:Tenure ; dip:holder p:ann ; dip:office id:o1 ; dip:attestedOn "2025-01-02"^^xsd:date .
  id:o1 a dip:Office ; rdfs:label "President, Aland" ; dip:country c:aa .
  id:e1 dip:article id:a1 . id:e2 dip:article id:a1 . id:e3 dip:article id:a2 .
  id:a1 a dip:Article . id:a2 a dip:Article . id:a1 dip:fileName "later" ; dip:date "2025-05-01"^^xsd:date . id:a2 dip:fileName "first" ; dip:date "2025-04-01"^^xsd:date .
  GRAPH id:a1 { id:claim a dip:Meeting } }"""  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    store = ox.Store()
    store.update(PREFIXES + DATA)
    return Snapshot.of(store)


def graphml(snapshot: Snapshot, **scope: Any) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(export(snapshot, "graphml", **scope)), force_multigraph=True)


def test_two_sides_make_an_edge_and_three_a_node(snapshot: Snapshot) -> None:
    made = graphml(snapshot)
    assert made.is_directed()
    assert set(made["meeting/3"]) | set(made.pred["meeting/3"]) == {"person/ann", "person/bob", "person/cyd"}
    (values,) = made["person/ann"]["person/bob"].values()
    assert (values["weight"], values["evidence_count"], values["confidence"]) == (2.0, 3, 0.9)
    assert (values["start"], values["end"], values["first_source"]) == ("2025-01-02", "2025-03-31", "first")
    assert values["facts"] == "meeting/1 | meeting/2"
    assert made.has_edge("person/ann", "country/bb")
    assert made.has_edge("person/ann", "o1")
    assert made.has_edge("o1", "country/aa")


def test_every_fact_has_its_edge_with_multi(snapshot: Snapshot) -> None:
    assert len(graphml(snapshot, multi=True)["person/ann"]["person/bob"]) == 2


def test_views(snapshot: Snapshot) -> None:
    people, countries = graphml(snapshot, view="people"), graphml(snapshot, view="countries")
    assert not people.is_directed()
    assert set(people.nodes) == {"person/ann", "person/bob", "person/cyd"}
    (both,) = people["person/bob"]["person/ann"].values()
    assert both["weight"] == 3.0
    assert set(countries.edges()) == {("country/aa", "country/bb")}
    assert set(graphml(snapshot, view="offices").nodes) == {"person/ann", "o1", "country/aa"}


def test_periods_and_surroundings(snapshot: Snapshot) -> None:
    january = network(snapshot, "people", since="2025-01-01", until="2025-01-31")
    assert [edge.values["facts"] for edge in january.edges] == ["meeting/1"]
    near = network(snapshot, "everything", ego="country/aa", hops=1)
    assert {node.id for node in near.nodes} == {"country/aa", "country/bb", "o1"}
    assert network(snapshot, ego="Aland") == network(snapshot, ego="country/aa")
    for nobody in ("person/nobody", "Nobody Known"):
        with pytest.raises(LookupError, match="nothing"):
            network(snapshot, ego=nobody)
    with pytest.raises(ValueError, match="not in this network"):
        network(snapshot, "met", ego="country/aa")


def test_graphml_avoids_the_known_traps(snapshot: Snapshot) -> None:
    root = ET.fromstring(export(snapshot, "graphml"))
    keys = root.findall(f"{GRAPHML}key")
    ids = [key.get("id") for key in keys]
    assert len(set(ids)) == len(ids)
    assert not any(id and id.startswith("d") for id in ids)
    assert {key.get("id", "")[0] for key in keys if key.get("for") == "node"} == {"n"}
    assert {"id", "x", "y", "z", "r", "g", "b", "size", "color"}.isdisjoint(
        {k.get("attr.name") for k in keys}
    )
    assert not root.findall(f".//{GRAPHML}default")
    types = {key.get("attr.name"): key.get("attr.type") for key in keys}
    assert (types["label"], types["pagerank"], types["weight"]) == ("string", "double", "double")
    for node in graphml(snapshot).nodes.values():
        assert node["label"] == node["name"]
        assert node["iri"].startswith("https://")


def test_yed_has_labels_of_its_own(snapshot: Snapshot) -> None:
    text = export(snapshot, "graphml", flavor="yed").decode()
    assert "<y:NodeLabel>Bob</y:NodeLabel>" in text
    assert 'Ann &amp; "Co"' in text
    with pytest.raises(ValueError, match="flavour"):
        export(snapshot, "gexf", flavor="yed")


def test_gexf_has_dates_and_is_read_back(snapshot: Snapshot) -> None:
    data = export(snapshot, "gexf", multi=True)
    edges = [e for e in ET.fromstring(data).iter("{http://gexf.net/1.3}edge") if e.get("start")]
    assert {(e.get("start"), e.get("end")) for e in edges} >= {
        ("2025-01-02", "2025-01-02"),
        ("2025-03-01", "2025-03-31"),
    }
    assert all(e.get("kind") for e in edges)


def test_json_and_tables(snapshot: Snapshot) -> None:
    linked = nx.node_link_graph(json.loads(export(snapshot, "nodelink")), edges="links")
    assert set(linked.nodes) == set(graphml(snapshot).nodes)
    elements = json.loads(export(snapshot, "cytoscape"))["elements"]
    assert len(elements["edges"]) == linked.number_of_edges()
    with zipfile.ZipFile(io.BytesIO(export(snapshot, "csv"))) as archive:
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
        edges = list(csv.DictReader(io.StringIO(archive.read("edges.csv").decode())))
    assert {row["Id"] for row in nodes} == set(linked.nodes)
    assert "'=Cyd" in {row["Label"] for row in nodes}
    assert {"Source", "Target", "Type", "Label", "Weight"} <= edges[0].keys()


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.rdf])
def test_rdf_round_trips(snapshot: Snapshot, name: str) -> None:
    format = FORMATS[name].rdf
    assert format is not None
    read = ox.Store()
    read.load(export(snapshot, name), format=format)
    assert isinstance(snapshot.store, ox.Store)
    expected = [q for q in snapshot.store if format.supports_datasets or q.graph_name == ox.DefaultGraph()]
    assert set(read) == set(expected)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(snapshot: Snapshot, name: str, view: str) -> None:
    scope = {"view": view} if FORMATS[name].rdf is None else {}
    assert export(snapshot, name, **scope) == export(snapshot, name, **scope)


@pytest.mark.parametrize(
    "scope", [{"view": "people"}, {"since": "2025"}, {"ego": "person/ann"}, {"multi": True}]
)
def test_rdf_is_the_whole_graph_and_never_silently_more_than_was_asked_for(
    snapshot: Snapshot, scope: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="whole graph"):
        export(snapshot, "turtle", **scope)
    assert export(snapshot, "turtle", view="everything", since="", ego="", hops=2)


def test_what_was_known_on_a_day_is_what_reports_until_then_state(snapshot: Snapshot) -> None:
    edges = graphml(snapshot, view="met", as_of="2025-04").edges(data="facts")
    assert list(edges) == [("person/ann", "person/bob", "meeting/2")]
    assert not graphml(snapshot, view="met", as_of="2025-03").number_of_nodes()


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_graph_is_exported(view: str) -> None:
    assert (
        nx.read_graphml(io.BytesIO(export(Snapshot.of(ox.Store()), "graphml", view=view))).number_of_nodes()
        == 0
    )


def test_a_file_is_there_complete_or_not_at_all(snapshot: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "network.graphml"
    write(snapshot, target, "graphml")
    before = target.read_bytes()
    with pytest.raises(ValueError, match="no view"):
        write(snapshot, target, "graphml", view="none")
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["network.graphml"]


def test_errors_name_the_file_that_was_asked_for_and_not_its_draft(
    snapshot: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "none" / "x.graphml", tmp_path / "folder"):
        with pytest.raises(OSError) as caught:  # noqa: PT011 - the name is what matters
            write(snapshot, target, "graphml")
        assert caught.value.filename == str(target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_exports_and_measures_have_the_same_views() -> None:
    assert list(VIEWS) == list(MEASURED)


def random_snapshot(seed: int) -> Snapshot:
    """Some persons with offices who meet in twos and threes and visit countries."""
    draw = random.Random(seed)
    lines = [f"p:{n} a dip:Person ; rdfs:label 'P{n}' ; dip:country c:{n % 4} ." for n in range(12)]
    lines += [f"c:{n} a dip:Country ; rdfs:label 'C{n}' ." for n in range(4)]
    lines += [f"id:o{n} a dip:Office ; rdfs:label 'O{n}' ; dip:country c:{n % 4} ." for n in range(6)]
    lines += [f"id:t{n} a dip:Tenure ; dip:holder p:{n} ; dip:office id:o{n} ." for n in range(6)]
    for n in range(14):
        sides = ", ".join(f"p:{x}" for x in draw.sample(range(12), draw.choice((2, 2, 3))))
        lines.append(f"m:{n} a dip:Meeting ; dip:participant {sides} .")
    lines += [
        f"m:v{n} a dip:Visit ; dip:visitor p:{draw.randrange(12)} ; dip:destination c:{n % 4} ."
        for n in range(5)
    ]
    store = ox.Store()
    store.update(PREFIXES + "INSERT DATA {" + "\n".join(lines) + "}")
    return Snapshot.of(store)


def ends(made: Network) -> list[tuple[str, str, Any]]:
    return sorted((e.source, e.target, e.values.get("facts", "")) for e in made.edges)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("hops", [1, 2, 3])
def test_surroundings_read_step_by_step_are_those_of_the_whole_network(view: str, hops: int) -> None:
    for seed in range(4):
        snapshot = random_snapshot(seed)
        whole = network(snapshot, view)
        near = nx.Graph((e.source, e.target) for e in whole.edges)
        for ego in [n.id for n in whole.nodes if n.id.startswith(("person/", "country/", "o"))]:
            reached = set(nx.single_source_shortest_path_length(near, ego, hops))
            found = network(snapshot, view, ego=ego, hops=hops)
            assert {n.id for n in found.nodes} == reached
            assert ends(found) == [e for e in ends(whole) if {e[0], e[1]} <= reached]


def test_surroundings_do_not_read_the_rest(monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        reading, "dated", lambda of, facts, known: read.extend(facts) or dated(of, facts, known)
    )
    network(snapshot, "people", ego="person/cyd", hops=1)
    assert "meeting/5" not in {snapshot.id(fact) for fact in read}  # a partnership of countries
    assert "meeting/4" not in {snapshot.id(fact) for fact in read}


@pytest.mark.parametrize("view", VIEWS)
def test_a_limit_keeps_a_network_of_its_own(view: str) -> None:
    snapshot = random_snapshot(1)
    whole = network(snapshot, view)
    for most_nodes, most_edges in ((5, 0), (0, 4), (6, 3), (10_000, 10_000)):
        cut = network(snapshot, view, most_nodes=most_nodes, most_edges=most_edges)
        kept = {n.id for n in cut.nodes}
        assert len(kept) <= (most_nodes or len(kept))
        assert len(cut.edges) <= (most_edges or len(cut.edges))
        assert ends(cut) == [e for e in ends(whole) if {e[0], e[1]} <= kept]
        assert cut.truncated == (len(cut.nodes) < len(whole.nodes))


def test_a_limit_keeps_the_middle(snapshot: Snapshot) -> None:
    cut = network(snapshot, "everything", ego="person/cyd", hops=2, most_nodes=4)
    assert {n.id for n in cut.nodes} == {"person/cyd", "person/ann", "person/bob", "meeting/3"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("graphml", b'<data key="g_truncated">true'), ("gexf", b"truncated"), ("cytoscape", b'"truncated": true'),
     ("nodelink", b'"truncated": true')],
)  # fmt: skip
def test_a_network_from_which_nodes_were_left_out_says_so(snapshot: Snapshot, name: str, told: bytes) -> None:
    assert told in export(snapshot, name, most_nodes=2)
    assert told not in export(snapshot, name)
    if name == "graphml":
        assert graphml(snapshot, most_nodes=2).number_of_nodes() == 2


def test_ties_that_go_on_have_no_end() -> None:
    store = ox.Store()
    store.update(
        PREFIXES
        + """INSERT DATA { c:aa a dip:Country ; rdfs:label "A" . c:bb a dip:Country ; rdfs:label "B" .
        p:ann a dip:Person ; rdfs:label "Ann" . id:o a dip:Office ; rdfs:label "O" .
        m:r a dip:DiplomaticRelations ; dip:between c:aa, c:bb ; dip:since "1950"^^xsd:gYear ;
          dip:earliest "1950-01-01"^^xsd:date ; dip:latest "1950-12-31"^^xsd:date ; dip:status dip:actual .
        m:t a dip:Tenure ; dip:holder p:ann ; dip:office id:o ; dip:attestedOn "2025-01-02"^^xsd:date .
        m:u a dip:Tenure ; dip:holder p:ann ; dip:office id:o ; dip:end "2024"^^xsd:gYear ;
          dip:earliest "2020-01-01"^^xsd:date ; dip:latest "2024-12-31"^^xsd:date ; dip:status dip:former }"""
    )
    edges = network(Snapshot.of(store), multi=True).edges
    dates = {e.values["facts"]: (e.values.get("start"), e.values.get("end")) for e in edges}
    assert dates == {
        "meeting/r": ("1950-01-01", None),
        "meeting/t": ("2025-01-02", None),
        "meeting/u": ("2020-01-01", "2024-12-31"),
    }


def test_cytoscape_json_is_read_by_networkx(snapshot: Snapshot) -> None:
    read = nx.cytoscape_graph(json.loads(export(snapshot, "cytoscape", multi=True)))
    linked = nx.node_link_graph(json.loads(export(snapshot, "nodelink", multi=True)), edges="links")
    assert (read.is_directed(), read.is_multigraph()) == (True, True)
    assert set(read.edges(data="facts")) == set(linked.edges(data="facts"))
    assert {n: d["label"] for n, d in read.nodes.items()} == {n: d["label"] for n, d in linked.nodes.items()}


def test_tables_go_into_a_folder_or_into_a_zip(snapshot: Snapshot, tmp_path: Path) -> None:
    for folder in (tmp_path / "new" / "folder", tmp_path):
        write(snapshot, folder, "csv")
        assert (folder / "nodes.csv").read_text().startswith("Id,Label")
        assert (folder / "edges.csv").read_text().startswith("Source,Target")
    write(snapshot, tmp_path / "network.zip", "csv")
    with zipfile.ZipFile(tmp_path / "network.zip") as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv"]
    with pytest.raises(ValueError, match="two tables"):
        write(snapshot, tmp_path / "network.csv", "csv")


def geometry(data: bytes) -> list[tuple[float, float]]:
    found = ET.fromstring(data).iter("{http://www.yworks.com/xml/graphml}Geometry")
    return [(float(g.get("x", "")), float(g.get("y", ""))) for g in found]


@pytest.mark.parametrize("most", [400, 3])
def test_yed_has_a_place_for_each_node(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(layout, "_MOST_FOR_SPRINGS", most)
    places = geometry(export(snapshot, "graphml", flavor="yed"))
    assert len(places) == len(set(places)) == len(network(snapshot).nodes)
    assert places == geometry(export(snapshot, "graphml", flavor="yed"))


def test_yed_has_arrows_only_where_an_order_means_something(snapshot: Snapshot) -> None:
    root = ET.fromstring(export(snapshot, "graphml", flavor="yed"))
    y = "{http://www.yworks.com/xml/graphml}"
    arrows = {
        (line.findtext(f"{y}EdgeLabel"), line.find(f"{y}Arrows").get("target"))  # type: ignore[union-attr]
        for line in root.iter(f"{y}PolyLineEdge")
    }
    assert arrows >= {("meeting", "none"), ("partnership", "none"), ("visit", "standard")}


def test_labels_are_words() -> None:
    assert readable("diplomatic_relations") == "diplomatic relations"
    assert readable("accreditedTo") == "accredited to"
