"""One server's moving parts: settings, the published snapshot, the workers, the writer, the cache."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Mapping
from typing import Any

from communique.api.http.cache import ByteCache
from communique.api.http.errors import Conflict, SnapshotGone
from communique.api.http.frames import encode
from communique.api.http.http_io import RawHeaders
from communique.api.http.pool import Pool, PoolLimits
from communique.api.http.snapshots import Published, Snapshots
from communique.api.http.tasks import Job
from communique.api.http.worker_process import Answer
from communique.api.settings import Settings

log = logging.getLogger("communique.server")
LOOKUPS = "communique.graph.lookup.tasks"
WRITES = "communique.api.http.writes"
CachedResponse = tuple[RawHeaders, Answer]


class Service:
    """Shared by every route of one server; made and closed by the application's lifespan."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.snapshots = Snapshots(settings.store)
        self.responses: ByteCache[CachedResponse] = ByteCache(settings.cache)
        self._answers: ByteCache[Answer] = ByteCache(settings.cache // 2)
        self.readers = Pool(
            PoolLimits(settings.workers, settings.queue, settings.queue_seconds, settings.memory, (LOOKUPS,))
        )
        writing = PoolLimits(
            1, settings.queue, settings.write_timeout, settings.write_memory, (WRITES,), reserve=0,
            patience=math.inf,
        )  # fmt: skip
        self.writer = Pool(writing)
        self.reader_of_reports = Pool(writing)  # so that no write waits until a report is read
        self._warm = ""

    async def start(self) -> None:
        """Start the workers, and the writer where writes are on."""
        await self.readers.start()
        if self.settings.token is not None:
            await asyncio.gather(self.writer.start(), self.reader_of_reports.start())

    async def close(self) -> None:
        """End all processes."""
        await asyncio.gather(*(p.close() for p in (self.readers, self.writer, self.reader_of_reports)))

    def published(self) -> Published:
        """The snapshot that answers come from now; on a change the idle workers open it ahead."""
        published = self.snapshots.current()
        if published.name != self._warm:
            self._warm = published.name
            self.readers.broadcast(self.message(Job("open"), published))
        return published

    def deadline(self, asked: float | None) -> float:
        """The deadline that a request gets, in seconds."""
        return min(asked or self.settings.timeout, self.settings.max_timeout)

    async def evaluate(self, job: Job, timeout: float | None, message: bytes) -> Answer:
        """Run a job by its `message`, uncached; on the present snapshot if that one was swept away."""
        deadline = self.deadline(timeout)
        try:
            return await self.readers.run(message, deadline)
        except SnapshotGone:
            return await self.readers.run(self.message(job, self.published()), deadline)

    async def answer(self, job: Job, timeout: float | None = None) -> Answer:
        """Run a job of `communique.graph` or give the answer that it had on this snapshot."""
        published = self.published()
        key = (published.name, job.key())
        known = self._answers.get(key)
        if known is not None:
            return known
        answer = await self.evaluate(job, timeout, self.message(job, published))
        if answer.file is None:
            self._answers.put(key, answer, len(answer.body) + len(key[1]))
        return answer

    async def write(self, function: str, params: Mapping[str, Any], body: bytes = b"") -> Any:
        """Run a function of `writes` in the writer process; its JSON value. One write at a time.

        When it returns, every reader sees the new state. A client that goes away does not stop a write.
        """
        answer = await self._changing(self.writer, function, params, body)
        self.published()
        return answer.json()

    async def read_ahead(self, params: Mapping[str, Any], body: bytes) -> None:
        """Read reports into the store's cache, in a process of its own beside the writer."""
        await self._changing(self.reader_of_reports, "read_ahead", params, body)

    async def _changing(self, pool: Pool, function: str, params: Mapping[str, Any], body: bytes) -> Answer:
        """Run a function of `writes` on the store's folder, to its end whatever the client does."""
        if self.settings.token is None:
            raise Conflict("Writes are off.")
        head = {
            "function": f"{WRITES}:{function}", "params": dict(params), "cap": self.settings.max_result,
            "folder": str(self.settings.store),
        }  # fmt: skip
        return await asyncio.shield(pool.run(encode(head, body), self.settings.write_timeout))

    def message(self, job: Job, published: Published) -> bytes:
        """A job on a snapshot as its worker is told; no two different ones have the same."""
        head = {
            "function": job.function, "params": job.params, "cap": self.settings.max_result,
            "compress": job.compress, "graph": published.graph, "folder": published.folder,
        }  # fmt: skip
        return encode(head, job.body)
