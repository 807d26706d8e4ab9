"""One real server over an empty plain store for the whole suite; tests clear it through the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.running import TOKEN, Running, server


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server."""
    store: Path = tmp_path_factory.mktemp("conformance") / "store"
    with server(store, token=TOKEN) as started:
        yield started


@pytest.fixture(scope="session")
def client(running: Running) -> Iterator[httpx.Client]:
    """A client that may write."""
    with running.client(write=True) as opened:
        yield opened


@pytest.fixture
def empty(client: httpx.Client) -> httpx.Client:
    """The client, with an empty store behind it."""
    client.post("/sparql", data={"update": "DROP ALL"}).raise_for_status()
    return client
