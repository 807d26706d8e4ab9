"""One store built from the five seeds, and a server on it, shared by all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from communique.api.build import build
from tests.support.running import Running, server

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the seeds; do not write into it."""
    store = tmp_path_factory.mktemp("seeds") / "store"
    build(sorted(SEEDS.glob("*.txt")), store, workers=1)
    return store


@pytest.fixture(scope="session")
def seed_server(seed_store: Path) -> Iterator[Running]:
    """A server on the seeds' store, without a token."""
    with server(seed_store) as running:
        yield running


@pytest.fixture
def seeds(seed_server: Running) -> Iterator[httpx.Client]:
    """A client of that server; redirects are not followed."""
    with seed_server.client() as opened:
        yield opened
