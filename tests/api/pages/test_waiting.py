"""Pages that wait: at once told, computed once, shown when it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from communique.api.pages.waiting import Waiting
from communique.graph.prepared import RANKING, prepared
from communique.graph.store import folder
from tests.support.running import server

PAGE = {"Accept": "text/html"}


def _counted(answer: Any, seconds: float) -> tuple[list[int], Callable[[], Awaitable[Any]]]:
    """Something that takes so long, and how often it was begun."""
    begun: list[int] = []

    async def act() -> Any:
        begun.append(1)
        await asyncio.sleep(seconds)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return begun, act


def test_a_late_answer_is_computed_once_and_given_to_whoever_asks_again() -> None:
    async def ask() -> None:
        waiting, (begun, act) = Waiting(0.01), _counted("there", 0.05)
        assert await waiting.soon("key", act, 0.01) is None
        assert await waiting.soon("key", act, 0.01) is None
        assert await waiting.soon("key", act, 5) == "there"
        assert await waiting.soon("key", act, 0.01) == "there"
        assert len(begun) == 1

    asyncio.run(ask())


def test_an_error_comes_to_who_waits() -> None:
    async def ask() -> None:
        waiting, (_, act) = Waiting(0.01), _counted(LookupError("no"), 0.05)
        assert await waiting.soon("key", act, 0.01) is None
        with pytest.raises(LookupError):
            await waiting.soon("key", act, 5)

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("prefer", "seconds"), [("", 0.2), ("wait=60", 60.0), ("respond-async, wait=5", 5.0)]
)
def test_who_prefers_to_wait_waits(prefer: str, seconds: float) -> None:
    assert Waiting(0.2).patience(prefer) == seconds


def test_a_slow_page_comes_at_once_and_says_how_to_go_on(seed_store: Path) -> None:
    with server(seed_store, page_patience=0.000_001) as running, running.client() as client:
        answer = client.get("/rank", params={"by": "betweenness", "since": "2024"}, headers=PAGE)
        assert answer.status_code == 202
        assert 'href="/rank?by=betweenness&amp;since=2024"' in answer.text
        assert '<noscript><meta http-equiv="refresh"' in answer.text
        whole = client.get(answer.url, headers=PAGE | {"Prefer": "wait=30"})
        assert (whole.status_code, "<table>" in whole.text) == (200, True)


def test_a_build_prepares_what_every_reader_asks_for(seed_store: Path, seeds: httpx.Client) -> None:
    snapshot = folder.current(seed_store)
    assert prepared(snapshot, "summary", {})["reports"] == 5
    assert prepared(snapshot, "rank", RANKING)["ranked"] == seeds.get("/rank").json()["ranked"]
