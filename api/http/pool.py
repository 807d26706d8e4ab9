"""The worker processes: one job in each at a time, killed at the deadline, replaced at once.

All workers but one may be held by long evaluations. On the last one a job gets a short slice: when others
wait for a worker by then, it is killed and waits for a full place. So small queries get through
while slow ones fill the server (evaluation only reads: running it again is safe).
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import os
import shutil
import sys
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from communique.api.http.errors import Busy
from communique.api.http.spool import spool_folder
from communique.api.http.worker_process import Answer, Ticket, WorkerProcess, fail, verdict_of_death

log = logging.getLogger("communique.workers")
SLICE = 0.2
PATIENCE = 0.5
_RETRY_AFTER = {"Retry-After": "2"}
_START_FAILURES = 5
_TICK = 0.02


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many, how long, how much; see the settings of the same names."""

    workers: int
    queue: int
    queue_seconds: float
    memory: int
    preload: tuple[str, ...] = ()
    slice: float = SLICE
    reserve: int = 2
    patience: float = PATIENCE


class Pool:
    """Workers of one kind, and the queue before them."""

    def __init__(self, limits: PoolLimits) -> None:
        self.limits = limits
        self._greeting = b""
        self._numbers = itertools.count(1)
        self._spool = spool_folder()
        self._workers: set[WorkerProcess] = set()
        self._idle: deque[WorkerProcess] = deque()
        self._fresh: deque[Ticket] = deque()
        self._slow: deque[Ticket] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._watching = False
        self._starting = asyncio.Semaphore(os.cpu_count() or 1)
        self._closing = False
        self._warned = False
        self._failures = 0

    def command(self, descriptor: int, number: int) -> list[str]:
        """The command line of one worker."""
        return [
            sys.executable, "-m", "communique.api.http.worker", "--socket", str(descriptor),
            "--spool", str(self._spool), "--number", str(number), "--memory", str(self.limits.memory),
            "--preload", *self.limits.preload,
        ]  # fmt: skip

    async def start(self) -> None:
        """Start all workers, and those in reserve; they become ready by themselves."""
        for _ in range(self.limits.workers + self.limits.reserve):
            self._spawn(self._replace())

    async def close(self) -> None:
        """Kill all workers, fail what waits, remove the spool."""
        self._closing = True
        for ticket in (*self._fresh, *self._slow):
            fail(ticket, Busy("The server is shutting down."))
        for worker in list(self._workers):
            worker.kill(Busy("The server is shutting down."))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._reap)
        shutil.rmtree(self._spool, ignore_errors=True)

    async def run(self, message: bytes, timeout: float) -> Answer:
        """Have one worker do the job of a message. Raises the job's `ApiError`, or Busy, Deadline,
        MemoryExceeded.
        """
        if len(self._fresh) + len(self._slow) >= self.limits.queue:
            raise Busy("Too many requests wait for a worker.", headers=_RETRY_AFTER)
        loop = asyncio.get_running_loop()
        ticket = Ticket(message, timeout, loop.create_future(), queued=loop.time())
        self._fresh.append(ticket)
        self._dispatch()
        if not ticket.started:
            self._preempt()
            self._watch()
        try:
            return await ticket.future
        except asyncio.CancelledError:
            self._abandon(ticket)
            raise

    def broadcast(self, message: bytes) -> None:
        """Give every worker that is idle, or new, a job whose answer nobody needs: opening a snapshot."""
        self._greeting = message
        for _ in range(len(self._idle)):
            self._greet(self._idle.popleft())

    def _greet(self, worker: WorkerProcess) -> None:
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        worker.run(Ticket(self._greeting, 10.0, future))

    @property
    def state(self) -> dict[str, int]:
        """Counts for /healthz: workers alive, idle ones, jobs waiting."""
        alive = sum(worker.ready for worker in self._workers)
        return {"workers": alive, "idle": len(self._idle), "waiting": len(self._fresh) + len(self._slow)}

    def worker_ready(self, worker: WorkerProcess, *, sealed: bool) -> None:
        """A new worker can take jobs; `sealed` says whether the kernel keeps it off the network."""
        if not sealed and not self._warned:
            self._warned = True
            log.warning(
                "workers cannot be sealed off the network here; SERVICE and LOAD are refused by parsing"
            )
        self._failures = 0
        if self._greeting and not self._fresh and not self._slow:
            self._greet(worker)
        else:
            self.worker_free(worker)

    def worker_free(self, worker: WorkerProcess) -> None:
        """A worker has finished its job."""
        if worker in self._workers:
            self._idle.append(worker)
            self._dispatch()

    def worker_lost(self, worker: WorkerProcess) -> None:
        """A worker's connection is gone: replace it, say why its job failed, let one in reserve stand in."""
        self._workers.discard(worker)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        self._failures += not worker.ready
        if not self._closing:
            self._dispatch()
            self._spawn(self._replace())
        self._spawn(self._bury(worker))

    async def _replace(self) -> None:
        """Start a worker. A core starts one at a time: so the first of several is ready soonest. After
        repeated failures to start, wait before the next.
        """
        async with self._starting:
            if self._failures >= _START_FAILURES:
                log.error("workers do not start")
                await asyncio.sleep(1.0)
            if self._closing:
                return
            worker = WorkerProcess(self, next(self._numbers), self.limits.patience)
            self._workers.add(worker)
            await worker.start(lambda descriptor: self.command(descriptor, worker.number))
            await worker.settled.wait()

    async def _bury(self, worker: WorkerProcess) -> None:
        """Reap the process in a thread, settle its job, remove its spool files."""
        process = worker.process
        assert process is not None
        code = await asyncio.to_thread(process.wait)
        if worker.ticket is not None:
            fail(worker.ticket, worker.verdict or verdict_of_death(code))
            log.warning("worker died", extra={"code": code, "worker": worker.number})
        for path in self._spool.glob(f"{worker.number}-*"):
            path.unlink(missing_ok=True)

    def _dispatch(self) -> None:
        """Give waiting jobs to idle workers."""
        while self._idle and self._busy() < self.limits.workers and (ticket := self._next()) is not None:
            self._idle.pop().run(ticket)

    def _busy(self) -> int:
        """How many workers have a job; more processes than that are kept, to stand in for killed ones."""
        busy = 0
        for worker in self._workers:
            busy += worker.ticket is not None
        return busy

    def _next(self) -> Ticket | None:
        """The next job: a slow one only where a full place is free, a fresh one also on the last worker."""
        full = self._full_place()
        while full and self._slow:
            if not (ticket := self._slow.popleft()).future.done():
                return ticket
        while self._fresh:
            if not (ticket := self._fresh.popleft()).future.done():
                ticket.express = not full
                return ticket
        return None

    def _full_place(self) -> bool:
        """Whether another job may run to its full deadline."""
        held = 0
        for worker in self._workers:
            held += worker.ticket is not None and not worker.ticket.express
        return held < max(1, self.limits.workers - 1)

    def _preempt(self) -> None:
        """Take the last worker from a job that has had its slice, when fresh jobs wait."""
        if not any(not ticket.future.done() for ticket in self._fresh):
            return
        now = asyncio.get_running_loop().time()
        for worker in list(self._workers):
            ticket = worker.ticket
            if ticket is None or not ticket.express:
                continue
            if self._full_place():
                ticket.express = False
            elif now - ticket.started >= self.limits.slice - 0.005:
                self._requeue(worker, ticket)

    def _requeue(self, worker: WorkerProcess, ticket: Ticket) -> None:
        """Kill the worker; its job waits for a full place."""
        worker.ticket = None
        ticket.express, ticket.started = False, 0.0
        ticket.queued = asyncio.get_running_loop().time()
        self._slow.append(ticket)
        self._watch()
        worker.kill()

    def _watch(self) -> None:
        """Look after the queues in a moment; one timer for all that wait."""
        if not self._watching:
            self._watching = True
            asyncio.get_running_loop().call_later(_TICK, self._tick)

    def _tick(self) -> None:
        """End the waits that were too long, take the last worker from a job that has had its slice."""
        self._watching = False
        latest = asyncio.get_running_loop().time() - self.limits.queue_seconds
        for queue in (self._fresh, self._slow):
            while queue and (queue[0].future.done() or queue[0].queued <= latest):
                fail(queue.popleft(), Busy("No worker became free in time.", headers=_RETRY_AFTER))
        self._preempt()
        if self._fresh or self._slow:
            self._watch()

    def _abandon(self, ticket: Ticket) -> None:
        """The client has gone: a running job is killed, a waiting one forgotten."""
        for worker in list(self._workers):
            if worker.ticket is ticket:
                worker.kill()

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _reap(self) -> None:
        for worker in list(self._workers):
            if worker.process is not None:
                worker.process.wait()
