"""What runs in the killable workers, and how routes ask for it.

A *task* is a public function of `communique.graph`, named `module:function`, called in a query worker as

    function(store: pyoxigraph.Store, snapshot: pathlib.Path, **params)
        -> JSON-able value | bytes | (bytes, media type)

with the opened read-only snapshot and its folder. It must be a pure function of these: answers are
cached by snapshot, function and parameters. It says what is wrong by `LookupError` (404) or
`ValueError` (400); deadline, memory limit and a full queue are raised here as `ApiError`s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request

from communique.graph.export.tasks import TRUNCATED

if TYPE_CHECKING:
    from communique.api.http.service import Service
    from communique.api.http.worker_process import Answer

EXPORT = "communique.graph.export.tasks:export"
ALLOWED_PREFIX = "communique.graph."
_json = json.JSONEncoder(sort_keys=True, default=str).encode


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for a worker: a function's name, its JSON parameters, and a body of bytes."""

    function: str
    params: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""
    compress: bool = False

    def key(self) -> str:
        """What tells two jobs on one snapshot apart."""
        return _json([self.function, self.params, self.compress])


class Tasks:
    """Runs functions of `communique.graph` in the query workers of one server."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def snapshot(self) -> str:
        """The name of the snapshot that answers come from now."""
        return self._service.published().name

    async def run(
        self, function: str, params: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> Any:
        """The function's JSON value, or its bytes.

        `function` is `module:name` below `communique.graph`; `timeout` is in seconds, by default the
        server's, and at most its maximum. Raises an `ApiError`, which the application maps.
        """
        answer = await self._answer(function, params or {}, timeout)
        return answer.json() if answer.media == "application/json" else answer.whole()

    async def export(self, params: Mapping[str, Any]) -> tuple[bytes, bool]:
        """A network or graph as a file, and whether the server's limits left nodes out."""
        settings = self._service.settings
        limits = {"most_nodes": settings.export_nodes, "most_edges": settings.export_edges}
        return await self.network(EXPORT, {**params, **limits})

    async def network(self, function: str, params: Mapping[str, Any]) -> tuple[bytes, bool]:
        """What a function writes as a file, and whether limits left something out."""
        answer = await self._answer(function, params, None)
        return answer.whole(), answer.media.endswith(TRUNCATED)

    async def _answer(self, function: str, params: Mapping[str, Any], timeout: float | None) -> Answer:
        if not function.startswith(ALLOWED_PREFIX):
            raise ValueError(f"tasks live below {ALLOWED_PREFIX}: {function}")
        return await self._service.answer(Job(function, dict(params)), timeout)


def truncation(truncated: bool) -> dict[str, str]:
    """The header that tells a network from which something was left out."""
    return {"X-Truncated": "true"} if truncated else {}


def _tasks_of(request: Request) -> Tasks:
    """The running server's task runner."""
    tasks: Tasks = request.app.state.tasks
    return tasks


TasksDependency = Annotated[Tasks, Depends(_tasks_of)]
