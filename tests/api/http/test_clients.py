"""Clients that people really use, against a running server."""

from __future__ import annotations

import httpx
import pytest

from tests.support.running import TOKEN, Running

QUERY = "SELECT ?v { <urn:n7> <urn:value> ?v }"


def test_sparqlwrapper(running: Running) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    for method in (wrapper.GET, wrapper.POST):
        for kind in (wrapper.JSON, wrapper.XML, wrapper.CSV):
            client = wrapper.SPARQLWrapper(f"{running.url}/sparql")
            client.setQuery(QUERY)
            client.setMethod(method)
            client.setReturnFormat(kind)
            answer = client.query()
            try:
                assert answer.convert()
            finally:
                answer.response.close()


def test_sparqlwrapper_updates_with_the_token(running: Running, client: httpx.Client) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    writer = wrapper.SPARQLWrapper(f"{running.url}/sparql")
    writer.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    writer.setMethod(wrapper.POST)
    writer.setQuery("INSERT DATA { <urn:wrapped> <urn:p> 1 }")
    writer.query().response.close()
    assert client.get("/sparql", params={"query": "ASK { <urn:wrapped> ?p ?o }"}).json()["boolean"] is True


def test_sparql_dataframe(running: Running) -> None:
    frames = pytest.importorskip("sparql_dataframe")
    assert list(frames.get(f"{running.url}/sparql", QUERY)["v"]) == [7]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_rdflib_as_a_client(running: Running) -> None:
    rdflib = pytest.importorskip("rdflib")
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        for returned in ("xml", "json", "csv"):
            graph = rdflib.Graph(SPARQLStore(f"{running.url}/sparql", method=method, returnFormat=returned))
            assert [row[0].toPython() for row in graph.query(QUERY)] in ([7], ["7"])
    graph = rdflib.Graph(SPARQLStore(f"{running.url}/sparql"))
    assert len(list(graph.triples((rdflib.URIRef("urn:n7"), None, None)))) == 2
    assert len(graph.query("CONSTRUCT WHERE { <urn:n7> ?p ?o }").graph) == 2


def test_pandas_reads_the_csv(running: Running) -> None:
    pandas = pytest.importorskip("pandas")
    import io

    with running.client() as client:
        text = client.get("/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"}).text
    assert list(pandas.read_csv(io.StringIO(text))["v"]) == [7]
