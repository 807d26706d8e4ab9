"""Entity tags, by the snapshot and all that an answer is made from."""

from __future__ import annotations

import hashlib

from starlette.types import Send

from communique import __version__
from communique.api.http.http_io import RawHeaders, respond

_KEPT = (b"etag", b"vary", b"cache-control")


def etag(snapshot: str, *parts: str | bytes) -> str:
    """A tag that changes with the snapshot's name, the parts, and this software's version."""
    digest = hashlib.blake2b(digest_size=12)
    for part in (__version__, snapshot, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d " % len(data) + data)
    return f'W/"{digest.hexdigest()}"'


def known_by(if_none_match: str, tag: str) -> bool:
    """Whether the client has this very answer, which it can only have from us: nothing need be evaluated."""
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == bare for part in if_none_match.split(","))


def matches(if_none_match: str, tag: str) -> bool:
    """Whether If-None-Match fits an answer that there is: `*` fits any, but not what is no answer at all."""
    return if_none_match.strip() == "*" or known_by(if_none_match, tag)


async def not_modified(send: Send, headers: RawHeaders) -> None:
    """Answer 304 with those of the answer's headers that it repeats."""
    await respond(send, 304, [entry for entry in headers if entry[0] in _KEPT])
