"""One worker process as the server sees it: its connection, its one job, its deadline."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import logging
import math
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from communique.api.http.errors import BY_SLUG, ApiError, Deadline, Internal, MemoryExceeded, TooComplex
from communique.api.http.frames import FrameBuffer, Head

log = logging.getLogger("communique.workers")
_GIVE_WAY = 10
_TOLERANCE = 0.002  # seconds by which a timer may ring early


@dataclass(slots=True)
class Answer:
    """A complete answer: bytes in memory, or an opened file that has no name any more."""

    media: str
    body: bytes = b""
    file: BinaryIO | None = None
    size: int = 0
    gzip: bool = False

    @classmethod
    def of(cls, head: Head, body: bytes) -> Answer:
        """The answer in a worker's reply; its file is opened and unlinked at once: nothing stays behind."""
        if head["file"] is None:
            return cls(head["media"], body, None, len(body), head["gzip"])
        path = Path(head["file"])
        file = path.open("rb")
        path.unlink()
        return cls(head["media"], b"", file, os.fstat(file.fileno()).st_size, head["gzip"])

    def whole(self) -> bytes:
        """All bytes, unpacked."""
        data = self.body if self.file is None else self.file.read()
        self.close()
        return gzip.decompress(data) if self.gzip else data

    def json(self) -> Any:
        """The JSON value."""
        return json.loads(self.whole())

    def close(self) -> None:
        """Give the file back."""
        if self.file is not None:
            self.file.close()


@dataclass(eq=False, slots=True)
class Ticket:
    """A job on its way: the message, its deadline in seconds, the future of its answer, and since when it
    waits; ``express`` says that it runs on the last worker.
    """

    message: bytes
    timeout: float
    future: asyncio.Future[Answer]
    queued: float = 0.0
    express: bool = False
    started: float = 0.0


class Owner(Protocol):
    """Who is told what becomes of a worker."""

    def worker_ready(self, worker: WorkerProcess, *, sealed: bool) -> None:
        """A new worker can take jobs; `sealed` says whether the kernel keeps it off the network."""

    def worker_free(self, worker: WorkerProcess) -> None:
        """A worker has finished its job."""

    def worker_lost(self, worker: WorkerProcess) -> None:
        """A worker's connection is gone, and with it the process."""


class WorkerProcess(asyncio.Protocol):
    """The server's end of one worker; ``settled`` when it is ready, or lost before it was.

    After `patience` seconds of one job the process is told to give way to others (nice). It cannot be told
    the opposite, so it is replaced when the job is done.
    """

    def __init__(self, pool: Owner, number: int, patience: float = math.inf) -> None:
        self.pool, self.number, self._patience = pool, number, patience
        self.ticket: Ticket | None = None
        self.verdict: ApiError | None = None
        self.ready = False
        self.settled = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._buffer = FrameBuffer()
        self._timer: asyncio.TimerHandle | None = None
        self._rings = math.inf
        self._slowed = False
        self._transport: asyncio.Transport | None = None
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self, command: Callable[[int], list[str]]) -> None:
        """Spawn the process and connect to it; `command` takes the number of its descriptor.

        It is in a group of its own: a terminal's Ctrl-C is the server's, which ends its workers.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self.process = subprocess.Popen(
                command(theirs.fileno()), pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, env=worker_environment(), process_group=0,
            )  # fmt: skip
        await self._loop.create_connection(lambda: self, sock=ours)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        message = self._buffer.feed(data)
        if message is None:
            return
        if not self.ready:
            self.ready = True
            self.settled.set()
            self.pool.worker_ready(self, sealed=message[0]["sealed"])
            return
        ticket, self.ticket = self.ticket, None
        if ticket is not None:
            self._settle(ticket, *message)
        if self._slowed:
            self.kill()
        else:
            self.pool.worker_free(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.settled.set()
        self._stop_timer()
        self.pool.worker_lost(self)

    def run(self, ticket: Ticket) -> None:
        """Give the worker its one job."""
        assert self._transport is not None
        self.ticket, ticket.started = ticket, self._loop.time()
        self._look_at(ticket.started + min(self._patience, ticket.timeout))
        self._transport.write(ticket.message)

    def kill(self, verdict: ApiError | None = None) -> None:
        """End the process now; its job fails with `verdict` without waiting for the reaping."""
        self.verdict = verdict
        ticket = self.ticket
        if verdict is not None and ticket is not None and not ticket.future.done():
            self.ticket = None
            ticket.future.set_exception(verdict)
        if self.process is not None:
            self.process.kill()
        self._stop_timer()
        if self._transport is not None:
            self._transport.abort()

    def _look_at(self, when: float) -> None:
        """Look at the job at that time. A timer set before for an earlier job stays if it rings by then: most
        jobs are done in a millisecond, and setting a timer for each would cost a good part of that.
        """
        if when < self._rings:
            self._stop_timer()
            self._timer, self._rings = self._loop.call_at(when, self._look), when

    def _look(self) -> None:
        """End the job at its deadline, or let it give way when it has taken long."""
        self._timer, self._rings = None, math.inf
        ticket = self.ticket
        if ticket is None:
            return
        held = self._loop.time() - ticket.started + _TOLERANCE
        if held >= ticket.timeout:
            reason = f"The evaluation was ended after {ticket.timeout:g} s."
            self.kill(Deadline(reason, timeout=ticket.timeout))
            return
        if held >= self._patience:
            self._slow_down()
            self._look_at(ticket.started + ticket.timeout)
        else:
            self._look_at(ticket.started + min(self._patience, ticket.timeout))

    def _slow_down(self) -> None:
        """Let everybody else have the processor first."""
        if self.process is not None and not self._slowed:
            self._slowed = True
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, _GIVE_WAY)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer, self._rings = None, math.inf

    @staticmethod
    def _settle(ticket: Ticket, head: Head, body: bytes) -> None:
        """Turn the reply into the future's result."""
        if "problem" in head:
            fail(ticket, _error_of(head))
            return
        answer = Answer.of(head, body)
        if ticket.future.done():
            answer.close()
        else:
            ticket.future.set_result(answer)


def _error_of(head: Head) -> ApiError:
    """The exception that a worker's reply stands for; faults of ours are logged with their traceback."""
    if "trace" in head:
        log.error("task failed", extra={"trace": head["trace"]})
    return BY_SLUG[head["problem"]](head.get("detail", ""), **head.get("extra", {}))


def verdict_of_death(code: int | None) -> ApiError:
    """What a worker's death says about its job."""
    if code in (-signal.SIGSEGV, -signal.SIGBUS):
        return TooComplex()
    if code in (-signal.SIGABRT, -signal.SIGKILL):
        return MemoryExceeded()
    return Internal(f"The worker ended unexpectedly ({code}).")


def worker_environment() -> dict[str, str]:
    """The server's environment without its settings, among them the token, which no worker needs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    return kept | {"RUST_BACKTRACE": "0"}


def fail(ticket: Ticket, error: ApiError) -> None:
    """Fail a job, unless it is settled already."""
    if not ticket.future.done():
        ticket.future.set_exception(error)
