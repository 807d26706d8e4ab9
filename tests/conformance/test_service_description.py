"""The three W3C tests of `service-description`, over HTTP."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

SD = "http://www.w3.org/ns/sparql-service-description#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def _description(client: httpx.Client, accept: str = "text/turtle") -> tuple[ox.Dataset, httpx.Response]:
    answer = client.get("/sparql", headers={"Accept": accept})
    answer.raise_for_status()
    format = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    assert format is not None
    return ox.Dataset(ox.parse(answer.content, format)), answer


def _terms(graph: ox.Dataset, name: str) -> list[object]:
    return [quad.object for quad in graph.quads_for_predicate(ox.NamedNode(SD + name))]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]
)
def test_get_on_the_endpoint_returns_rdf(client: httpx.Client, accept: str) -> None:
    graph, answer = _description(client, accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    assert len(graph) > 5


def test_it_has_a_matching_endpoint_triple(client: httpx.Client) -> None:
    graph, answer = _description(client)
    assert _terms(graph, "endpoint") == [ox.NamedNode(str(answer.url))]


def test_it_conforms_to_the_schema(client: httpx.Client) -> None:
    """What the vocabulary demands: one service, its languages and formats, a default data set."""
    graph, _ = _description(client)
    services = [
        q.subject for q in graph.quads_for_predicate(RDF_TYPE) if q.object == ox.NamedNode(SD + "Service")
    ]
    assert len(services) == 1
    languages = {term.value.removeprefix(SD) for term in _terms(graph, "supportedLanguage")}  # type: ignore[attr-defined]
    assert languages <= {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}
    assert "SPARQL11Query" in languages
    (dataset,) = _terms(graph, "defaultDataset")
    assert any(q.subject == dataset and q.object == ox.NamedNode(SD + "Dataset") for q in graph)
    assert _terms(graph, "defaultGraph")
    assert _terms(graph, "resultFormat")
