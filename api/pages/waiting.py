"""Pages whose answer takes longer than a reader likes to look at nothing: they come at once and say so.

The computing goes on. Whoever asks again, by script, by the page's refresh or by its link, gets the answer as
soon as it is there; however many ask, it is computed once.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

_KEPT = 60.0  # seconds that a late answer waits to be asked for again
_WAIT = re.compile(r"\bwait=(\d{1,4})\b")


class Waiting:
    """The answers of one server that are being computed for pages."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._late: dict[Hashable, asyncio.Future[Any]] = {}

    def patience(self, prefer: str) -> float:
        """How many seconds to wait: the server's own, or what a Prefer header asks for (RFC 7240)."""
        asked = _WAIT.search(prefer)
        return float(asked[1]) if asked else self._patience

    async def soon(self, key: Hashable, start: Callable[[], Awaitable[Any]], seconds: float) -> Any:
        """The answer, or None if it takes longer than so many seconds. Raises what computing it raises."""
        asked = self._late.get(key) or asyncio.ensure_future(start())
        done, _ = await asyncio.wait((asked,), timeout=seconds)
        if done:
            return asked.result()
        if key not in self._late:
            self._late[key] = asked
            asked.add_done_callback(lambda future: self._forget_later(key, future))
        return None

    def _forget_later(self, key: Hashable, future: asyncio.Future[Any]) -> None:
        if not future.cancelled():
            future.exception()  # nobody may ever ask for it
        future.get_loop().call_later(_KEPT, self._late.pop, key, None)
