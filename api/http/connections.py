"""Connections that cannot be held open for nothing, by clients that write or read too slowly."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from communique.api.http.errors import PROBLEM_JSON, problem

LARGEST_HEAD = 256 * 1024


class _Joining:
    """The transport of one response: sends its head together with the first of its body.

    uvicorn writes them apart, which costs a system call and wakes the client twice.
    """

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held: bytes | None = None

    def write(self, data: bytes) -> None:
        """Hold a head back until the next write, but no longer than this turn of the loop."""
        if self._held is not None:
            data, self._held = self._held + data, None
        elif data.startswith(b"HTTP/1.1 ") and len(data) < LARGEST_HEAD:
            self._held = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def _flush(self) -> None:
        if self._held is not None:
            data, self._held = self._held, None
            self._transport.write(data)

    def close(self) -> None:
        """Send what is held, then close."""
        self._flush()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether the connection is closed or about to be."""
        return self._transport.is_closing()


class TimedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself waits for a request head for ever and takes one of any size."""

    head_timeout = 20.0

    @classmethod
    def timed(cls, seconds: float) -> type[TimedProtocol]:
        """A protocol class whose request heads must arrive within `seconds`."""
        return type("TimedProtocol", (cls,), {"head_timeout": seconds})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_timer: asyncio.TimerHandle | None = None
        self._head_size: int | None = 0
        self._stall_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        cycle.transport = _Joining(cycle.transport, self.loop)  # type: ignore[assignment]
        super()._start_asgi_task(cycle, app)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._head_size is not None:
            self._head_size += min(len(data), LARGEST_HEAD + 1)
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self._head_size is not None and self._head_size > LARGEST_HEAD:
            self._refuse(
                431,
                "head-too-large",
                f"A request head has at most {LARGEST_HEAD} bytes; send a query by POST.",
            )

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_size = 0
        if self._head_timer is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self._head_size = None
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """The client reads slowly; from now on it must read something within each timeout."""
        super().pause_writing()
        self._watch_reading(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """The client has caught up."""
        self._stop_watching()
        super().resume_writing()

    def _watch_reading(self, unread: int) -> None:
        self._stop_watching()
        self._stall_timer = self.loop.call_later(self.head_timeout, self._check_reading, unread)

    def _check_reading(self, before: int) -> None:
        unread = self.transport.get_write_buffer_size()
        if unread >= before:
            self.transport.abort()
        else:
            self._watch_reading(unread)

    def _stop_watching(self) -> None:
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(self.head_timeout, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _too_slow(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self._refuse(
                408, "client-too-slow", f"The request head did not arrive within {self.head_timeout:g} s."
            )

    def send_400_response(self, msg: str) -> None:
        """What cannot be parsed as HTTP is refused in the shape of every other error."""
        self._refuse(400, "bad-request", msg)

    def _refuse(self, status: int, slug: str, detail: str) -> None:
        """Answer with a problem document and close."""
        body = problem(
            status, slug, "The request is malformed" if status == 400 else "Request refused", detail
        )
        head = (
            f"HTTP/1.1 {status} Refused\r\ncontent-type: {PROBLEM_JSON}\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
