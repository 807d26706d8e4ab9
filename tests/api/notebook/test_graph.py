"""A graph in a notebook: the same answers from a folder and from a server, as typed tables."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import communique
from communique.api.notebook import Graph
from communique.graph.store import StoreError, batch, create
from tests.graph.conftest import GRAPH
from tests.support.running import Running, server

pd = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Running]]:
    """A store of invented leaders, and a server on it."""
    store = tmp_path_factory.mktemp("notebook") / "store"
    create(store, "plain")
    with batch(store) as graph:
        graph.load(GRAPH.encode(), format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/communique/id/")
    with server(store) as started:
        yield store, started


@pytest.fixture(params=["folder", "server"])
def kg(request: pytest.FixtureRequest, running: tuple[Path, Running]) -> Graph:
    store, started = running
    return communique.open(store) if request.param == "folder" else communique.connect(started.url)


def test_columns_have_types(kg: Graph) -> None:
    table = kg.query(
        "SELECT ?m ?day ?c (2 AS ?n) (true AS ?t) { ?m a dip:Meeting ; dip:earliest ?day ; dip:confidence ?c } ORDER BY ?m"
    )
    assert list(table.columns) == ["m", "day", "c", "n", "t"]
    assert str(table["day"].dtype).startswith("datetime64")
    assert (str(table["c"].dtype), str(table["n"].dtype), str(table["t"].dtype)) == (
        "Float64",
        "Int64",
        "boolean",
    )
    assert table["m"].iloc[0] == "meeting/1"


def test_what_is_unbound_is_missing_and_mixed_dates_stay_text(kg: Graph) -> None:
    table = kg.query(
        "SELECT ?d ?x { VALUES ?d { '2025'^^xsd:gYear '2025-01-02'^^xsd:date } OPTIONAL { ?d ?p ?x } } ORDER BY STR(?d)"
    )
    assert list(table["d"]) == ["2025", "2025-01-02"]
    assert table["x"].isna().all()


def test_ask_construct_and_empty_answers(kg: Graph) -> None:
    assert kg.query("ASK { ?m a dip:Meeting }") is True
    assert list(kg.query("CONSTRUCT { ?m a dip:Meeting } WHERE { ?m a dip:Meeting }").columns) == [
        "subject",
        "predicate",
        "object",
    ]
    assert kg.query("SELECT ?a ?b { ?a <urn:none> ?b }").shape == (0, 2)
    assert kg.query("SELECT ?m { ?m a dip:Meeting }", short=False)["m"].str.startswith("https://").all()
    with pytest.raises(SyntaxError, match="line 2, column"):
        kg.query("SELECT ?x\n{ ?x a unknown:thing }")
    with pytest.raises((ValueError, StoreError), match="SERVICE is refused"):
        kg.query("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_entities_by_any_name(kg: Graph) -> None:
    assert kg.search("Khanh")["id"].iloc[0] == "person/do-van-khanh"
    shown = kg.entity("Đỗ Văn Khánh")
    assert "Do Van Khanh" in repr(shown)
    html = shown._repr_html_()
    assert "held talks" in html
    assert "<script" not in html
    assert set(shown.facts["kind"]) >= {"meeting", "office"}
    with pytest.raises(LookupError):
        kg.entity("Nobody At All Of This Name")


def test_facts_and_evidence(kg: Graph) -> None:
    meetings = kg.facts("meeting")
    assert set(meetings["kind"]) == {"meeting"}
    assert str(meetings["earliest"].dtype).startswith("datetime64")
    assert len(kg.facts()) > len(meetings)
    assert set(kg.facts(about="Ri Song Ho")["kind"]) >= {"office", "meeting"}
    assert kg.facts("meeting", since="2030").empty
    passages = kg.evidence("Ri Song Ho")
    assert (passages["end"] > passages["start"]).all()
    with pytest.raises(ValueError, match="no kind"):
        kg.facts("party")


def test_networks(kg: Graph) -> None:
    network = kg.to_networkx()
    assert {"person/do-van-khanh", "person/ri-song-ho"} <= set(network)
    assert kg.rank("pagerank")["id"].iloc[0] == "person/do-van-khanh"
    found = kg.paths("Ri Song Ho", "Anna Lindqvist")
    assert "Do Van Khanh" in repr(found)
    assert "held talks" in found._repr_html_()


def test_measures_of_views_communities_and_development(kg: Graph) -> None:
    """As in every other way in; tables also where there is nothing."""
    assert list(kg.rank("harmonic", view="people").columns) == [
        "place",
        "id",
        "label",
        "harmonic",
        "partners",
        "facts",
    ]
    groups = kg.communities("people")
    assert groups["community"].min() == 1
    assert "person/ri-song-ho" in set(groups["id"])
    changes = kg.development(every="quarter")
    assert str(changes["start"].dtype).startswith("datetime64")
    assert changes["degree"].notna().all()
    assert kg.communities("people", since="2050").empty
    found = kg.paths("Ri Song Ho", "Anna Lindqvist", k=2, relation=["meeting"])
    assert found.paths.paths[0].told.startswith("Ri Song Ho held talks with Do Van Khanh")


def test_a_picture(kg: Graph) -> None:
    pytest.importorskip("matplotlib")
    assert kg.draw(ego="Anna Lindqvist")._repr_png_().startswith(b"\x89PNG")
    assert kg.draw("offices").figure.axes


def test_an_interactive_picture_needs_no_other_host(kg: Graph, tmp_path: Path) -> None:
    picture = kg.draw("people", interactive=True)
    ids = {element["data"].get("id") for element in picture.elements}
    assert {"person/do-van-khanh", "person/ri-song-ho"} <= ids
    picture.save(tmp_path / "network.html")
    page = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert "Do Van Khanh" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert picture._repr_html_().startswith('<iframe sandbox="allow-scripts"')
    assert page.count("</script>") == 2  # nothing in the data or the library closes it before


def test_the_magic_asks_the_graph_that_is_there(
    running: tuple[Path, Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)  # another one of the caller's makes IPython warn
    testing = pytest.importorskip("IPython.testing.globalipapp")
    shell = testing.start_ipython() or testing.get_ipython()
    shell.run_line_magic("load_ext", "communique")
    shell.user_ns["kg"] = communique.open(running[0])
    table = shell.run_cell_magic("sparql", "kg >> kept", "SELECT ?m { ?m a dip:Meeting }")
    assert shell.user_ns["kept"] is table
    shell.user_ns["other"] = 1
    with pytest.raises(NameError):
        shell.run_cell_magic("sparql", "other", "ASK {}")


def test_importing_the_package_is_cheap() -> None:
    code = "import communique, sys; print(sorted({m.split('.')[0] for m in sys.modules} & {'pandas', 'networkx', 'spacy', 'fastapi', 'pyoxigraph'}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_who_are_the_sides_and_a_fact_has_its_evidence(kg: Graph) -> None:
    meetings = kg.facts("meeting")
    people = set(kg.query("SELECT ?l { ?p a dip:Person ; rdfs:label ?l }")["l"])
    assert len(meetings)
    assert {name for who in meetings["who"] for name in who} <= people
    stated = meetings[meetings["evidence_count"] > 0].iloc[0]
    evidence = kg.evidence(stated["id"])
    assert set(evidence["fact"]) == {stated["id"]}
    assert stated["quote"] in set(evidence["quote"])
    with pytest.raises(LookupError, match=f"/facts/{stated['id']}"):
        kg.entity(stated["id"])


def test_what_a_server_refuses_is_told_in_words(running: tuple[Path, Running]) -> None:
    with pytest.raises(SyntaxError, match=r"^The query does not parse at line") as caught:
        communique.connect(running[1].url).query("SELECT { x")
    assert '{"type"' not in str(caught.value)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreError, match="is the server running"):
        communique.connect("http://127.0.0.1:1")
