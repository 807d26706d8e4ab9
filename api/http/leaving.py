"""Clients that go away while they wait: what they asked for is cancelled, and the worker freed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

from starlette.types import Receive

_WATCH_AFTER = 0.5


class Leaving:
    """Watches connections of requests that take long; most are answered before that, at no cost."""

    def __init__(self) -> None:
        self._young: dict[asyncio.Task[Any], tuple[float, Receive]] = {}
        self._watchers: dict[asyncio.Task[Any], asyncio.Task[None]] = {}
        self._ticking = False

    @contextlib.contextmanager
    def cancels(self, receive: Receive) -> Iterator[None]:
        """Cancel the task in this block when its client goes away."""
        task = asyncio.current_task()
        assert task is not None
        loop = task.get_loop()
        self._young[task] = loop.time(), receive
        if not self._ticking:
            self._ticking = True
            loop.call_later(_WATCH_AFTER, self._tick, loop)
        try:
            yield
        finally:
            self._young.pop(task, None)
            if (watcher := self._watchers.pop(task, None)) is not None:
                watcher.cancel()

    def _tick(self, loop: asyncio.AbstractEventLoop) -> None:
        """One timer for all requests: those that have become old are watched from now on."""
        old = loop.time() - _WATCH_AFTER
        for task in [task for task, (begun, _) in self._young.items() if begun <= old]:
            self._watchers[task] = loop.create_task(_watch(self._young.pop(task)[1], task))
        self._ticking = bool(self._young)
        if self._ticking:
            loop.call_later(_WATCH_AFTER / 2, self._tick, loop)


async def _watch(receive: Receive, task: asyncio.Task[Any]) -> None:
    """Wait for the disconnect."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
