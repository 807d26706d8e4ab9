"""Every test of the W3C suites `protocol` and `graph-store-protocol`, over HTTP against a real server."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from tests.conformance.suite import Exchange, HttpTest, http_tests, needs_suite
from tests.support.running import TOKEN

pytestmark = needs_suite
NAMED_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404", "BadRequest": "400"}
PROTOCOL = http_tests("protocol/manifest.ttl")
GRAPH_STORE = http_tests("graph-store-protocol/manifest-direct.ttl") + http_tests(
    "graph-store-protocol/manifest-indirect.ttl"
)


def test_the_suite_is_whole() -> None:
    assert len(PROTOCOL) == 34
    assert len(GRAPH_STORE) == 14


@pytest.mark.parametrize("test", PROTOCOL, ids=lambda test: test.name)
def test_protocol(empty: httpx.Client, test: HttpTest) -> None:
    for name, path in test.graphs:
        body, headers = path.read_bytes(), {"Content-Type": "application/n-triples"}
        empty.put("/graph-store", params={"graph": name}, content=body, headers=headers).raise_for_status()
    for exchange in test.exchanges:
        _check(_send(empty, exchange, exchange.path), exchange)


@pytest.mark.parametrize("test", GRAPH_STORE, ids=lambda test: test.name)
def test_graph_store(empty: httpx.Client, test: HttpTest) -> None:
    location = ""
    for exchange in test.exchanges:
        path = exchange.path.replace("/gsp", "/graph-store", 1).replace("$LOCATION$", location)
        answer = _send(empty, exchange, path)
        _check(answer, exchange)
        location = answer.headers.get("location", location)
        if exchange.answer is not None:
            expected = exchange.answer.replace("$LOCATION$", location).encode()
            assert _graph(answer.content, answer) == _graph(expected, answer)


def _send(client: httpx.Client, exchange: Exchange, path: str) -> httpx.Response:
    """The request exactly as the manifest has it."""
    body = None if exchange.body is None else exchange.body.encode(exchange.charset)
    headers = [*exchange.headers, ("Authorization", f"Bearer {TOKEN}")]
    url = httpx.URL(str(client.base_url).rstrip("/") + path)
    request = httpx.Request(exchange.method, url, headers=headers, content=body)
    return client.send(request)


def _check(answer: httpx.Response, exchange: Exchange) -> None:
    status = str(answer.status_code)
    allowed = {NAMED_STATUS.get(name, name.removeprefix("StatusCode")) for name in exchange.statuses}
    assert status in allowed or f"{status[0]}xx" in allowed, answer.text
    if exchange.format == "boolean":
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert exchange.boolean is None or answer.json()["boolean"] == exchange.boolean
    elif exchange.format == "tabular":
        assert answer.json()["head"]["vars"] is not None
    elif exchange.format == "RDF":
        assert _graph(answer.content, answer) is not None


def _graph(data: bytes, answer: httpx.Response) -> ox.Dataset:
    """A canonical data set, so that two isomorphic graphs are equal."""
    format = ox.RdfFormat.from_media_type(answer.headers["content-type"])
    assert format is not None
    graph = ox.Dataset(ox.parse(data, format, base_iri=str(answer.url)))
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return graph
