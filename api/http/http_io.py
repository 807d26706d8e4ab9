"""Reading requests and writing responses at the level of ASGI, for the paths that must be fast."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from communique.api.http.errors import PROBLEM_JSON, ApiError, BadRequest, ClientTooSlow, TooLarge, problem_of
from communique.api.http.worker_process import Answer

CHUNK = 1 << 18
SMALLEST_COMPRESSED = 1024
RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Head:
    """The request headers that matter here, as text; empty where missing."""

    accept: str = ""
    content_type: str = ""
    encoding: str = ""
    authorization: str = ""
    if_none_match: str = ""
    host: str = ""
    length: int | None = None

    @classmethod
    def of(cls, scope: Scope) -> Head:
        """Pick them out of the scope; repeated Accept headers are joined."""
        found: dict[str, str] = {}
        for name, value in scope["headers"]:
            field = _FIELDS.get(name)
            if field is not None:
                text = value.decode("latin-1")
                found[field] = f"{found[field]}, {text}" if field in found else text
        length = found.pop("length", "")
        return cls(**found, length=int(length) if length.isdigit() else None)

    @property
    def takes_gzip(self) -> bool:
        """Whether the client reads gzip."""
        return "gzip" in self.encoding and "gzip;q=0" not in self.encoding.replace(" ", "")


_FIELDS = {
    b"accept": "accept", b"content-type": "content_type", b"accept-encoding": "encoding", b"host": "host",
    b"authorization": "authorization", b"if-none-match": "if_none_match", b"content-length": "length",
}  # fmt: skip


async def read_body(receive: Receive, head: Head, limit: int, timeout: float) -> bytes:
    """The whole request body: at most `limit` bytes, within `timeout` seconds."""
    if head.length is not None and head.length > limit:
        raise TooLarge(f"At most {limit} bytes are read here.", limit=limit)
    try:
        async with asyncio.timeout(timeout):
            return await _collect(receive, limit)
    except TimeoutError:
        raise ClientTooSlow(f"The body did not arrive within {timeout:g} s.") from None


async def _collect(receive: Receive, limit: int) -> bytes:
    pieces, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadRequest("The client went away.")
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > limit:
            raise TooLarge(f"At most {limit} bytes are read here.", limit=limit)
        more = message.get("more_body", False)
    return b"".join(pieces)


def raw(headers: Mapping[str, str] | Iterable[tuple[str, str]]) -> RawHeaders:
    """Headers as ASGI wants them."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return [(name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in pairs]


async def respond(
    send: Send, status: int, headers: RawHeaders, body: bytes = b"", *, empty: bool = False
) -> None:
    """Send a whole response; `empty` for HEAD, which keeps the length."""
    if status not in (204, 304):
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if empty else body})


async def respond_problem(send: Send, error: ApiError, *, empty: bool = False) -> None:
    """Send an error as problem+json."""
    headers = raw({"Content-Type": PROBLEM_JSON, "Cache-Control": "no-store", **error.headers})
    await respond(send, error.status, headers, problem_of(error), empty=empty)


def packed(headers: RawHeaders, body: bytes, head: Head) -> tuple[RawHeaders, bytes]:
    """The response compressed, where that is worth it and the client reads it."""
    if len(body) < SMALLEST_COMPRESSED or not head.takes_gzip:
        return headers, body
    return [*headers, (b"content-encoding", b"gzip")], gzip.compress(body, 2, mtime=0)


async def respond_answer(
    send: Send, headers: RawHeaders, answer: Answer, timeout: float, *, empty: bool = False
) -> None:
    """Send a worker's answer: one from memory at once, one from a file as fast as the client takes it."""
    if answer.file is None:
        await respond(send, 200, headers, answer.body, empty=empty)
        return
    headers = [*headers, (b"content-length", str(answer.size).encode())]
    try:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while not empty and (piece := answer.file.read(CHUNK)):
            async with asyncio.timeout(timeout):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        answer.close()
