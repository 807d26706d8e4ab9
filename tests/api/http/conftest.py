"""Two real servers: one over a small plain store that takes writes, one over a managed store.

Tests that change settings or kill things start servers of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from communique.graph.store import batch, create
from tests.support.running import TOKEN, Running, server

ARTICLE = "https://w3id.org/communique/id/article/one"
FACTS = f"""
PREFIX dip: <https://w3id.org/communique/ontology#>
INSERT DATA {{
  <{ARTICLE}> a dip:Article ; dip:fileName "one" .
  <urn:person> a dip:Person ; rdfs:label "Ann Example" .
  GRAPH <{ARTICLE}> {{ <urn:claim> dip:article <{ARTICLE}> }}
}}"""


def numbers(count: int) -> str:
    """An update that inserts `count` numbered nodes, each pointing to the next."""
    lines = (f"<urn:n{i}> <urn:value> {i} ; <urn:next> <urn:n{(i + 1) % count}> ." for i in range(count))
    return f"INSERT DATA {{ {' '.join(lines)} }}"


@pytest.fixture(scope="session")
def plain_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain store of 2,000 numbered nodes."""
    store = tmp_path_factory.mktemp("plain") / "store"
    create(store, "plain")
    with batch(store) as graph:
        graph.update(numbers(2000))
    return store


@pytest.fixture(scope="session")
def running(plain_store: Path) -> Iterator[Running]:
    """A server over the plain store, with short deadlines and little memory."""
    with server(
        plain_store, token=TOKEN, timeout=2, memory=200 * 2**20, max_result=4 * 2**20, client_timeout=2
    ) as started:  # fmt: skip
        yield started


@pytest.fixture(scope="session")
def client(running: Running) -> Iterator[httpx.Client]:
    """A client that reads."""
    with running.client() as opened:
        yield opened


@pytest.fixture(scope="session")
def writer(running: Running) -> Iterator[httpx.Client]:
    """A client that writes."""
    with running.client(write=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def managed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client that writes, of a server over a managed store with one article."""
    store = tmp_path_factory.mktemp("managed") / "store"
    create(store, "managed")
    with batch(store) as graph:
        graph.update(FACTS, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
    with server(store, token=TOKEN) as started, started.client(write=True) as opened:
        yield opened


def problem(answer: httpx.Response, status: int) -> dict[str, object]:
    """Assert the one shape of errors; the document."""
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = json.loads(answer.content)
    assert {"type", "title", "status", "detail"} <= document.keys()
    assert document["status"] == status
    assert str(document["type"]).startswith("https://w3id.org/communique/problems/")
    return document
