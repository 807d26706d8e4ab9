"""Everything that the server refuses, as one small exception tree with HTTP statuses.

    ApiError
    ├── BadRequest 400            SyntaxProblem 400 (line, column) · TooComplex 400
    ├── NeedsToken 401 · Forbidden 403 · NotFound 404 · MethodNotAllowed 405 · NotAcceptable 406
    ├── ClientTooSlow 408 · Conflict 409 · TooLarge 413 · UnsupportedMedia 415
    ├── ResultTooLarge 422
    └── Internal 500 · Busy 503 (SnapshotGone) · Deadline 504 · MemoryExceeded 507

An error becomes an RFC 9457 `application/problem+json` document in one place only (`problem`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

PROBLEM_JSON = "application/problem+json"
PROBLEM_BASE = "https://w3id.org/communique/problems/"


class ApiError(Exception):
    """A refusal with its HTTP status; `extra` holds the further members of the problem document."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "The server failed"

    def __init__(self, detail: str = "", *, headers: Mapping[str, str] | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.headers = dict(headers or {})
        self.extra = extra


class BadRequest(ApiError):
    """The request itself is malformed."""

    status = 400
    slug = "bad-request"
    title = "The request is malformed"


class SyntaxProblem(BadRequest):
    """A query, update or RDF document that does not parse; carries `line` and `column` where known."""

    slug = "syntax"
    title = "Syntax error"


class TooComplex(BadRequest):
    """A query whose nesting breaks the parser or the evaluator."""

    slug = "too-complex"
    title = "The query is nested too deeply"


class NeedsToken(ApiError):
    """A write without the bearer token."""

    status = 401
    slug = "needs-token"
    title = "Writing needs a bearer token"


class Forbidden(ApiError):
    """Something this server never does, or not for this store."""

    status = 403
    slug = "forbidden"
    title = "Not allowed"


class NotFound(ApiError):
    """No such resource."""

    status = 404
    slug = "not-found"
    title = "Not found"


class MethodNotAllowed(ApiError):
    """The resource exists, the method does not apply to it."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"


class NotAcceptable(ApiError):
    """No offered format fits the Accept header."""

    status = 406
    slug = "not-acceptable"
    title = "No acceptable format"


class ClientTooSlow(ApiError):
    """The request's body did not arrive in time."""

    status = 408
    slug = "client-too-slow"
    title = "The request arrived too slowly"


class Conflict(ApiError):
    """The store's present state does not allow it, for example because a build holds the lock."""

    status = 409
    slug = "conflict"
    title = "Conflict with the present state"


class TooLarge(ApiError):
    """A request beyond its size limit; names the limit."""

    status = 413
    slug = "too-large"
    title = "The request is too large"


class UnsupportedMedia(ApiError):
    """A request body of a type that is not read here."""

    status = 415
    slug = "unsupported-media-type"
    title = "Unsupported media type"


class ResultTooLarge(ApiError):
    """An answer beyond the cap; never shortened silently, names the cap."""

    status = 422
    slug = "result-too-large"
    title = "The result is larger than this server sends"


class Internal(ApiError):
    """A fault of the server; details go to the log only."""


class Busy(ApiError):
    """All workers busy and the queue full, or too long a wait in it."""

    status = 503
    slug = "busy"
    title = "The server is busy"


class SnapshotGone(Busy):
    """The snapshot was swept away before a worker had opened it; asking again helps."""

    slug = "snapshot-gone"
    title = "The snapshot was replaced"


class Deadline(ApiError):
    """The evaluation was killed at its deadline."""

    status = 504
    slug = "deadline"
    title = "The evaluation took too long"


class MemoryExceeded(ApiError):
    """The evaluation was ended at the memory limit."""

    status = 507
    slug = "memory"
    title = "The evaluation needs too much memory"


BY_SLUG: dict[str, type[ApiError]] = {
    kind.slug: kind
    for kind in (
        ApiError, BadRequest, SyntaxProblem, TooComplex, NeedsToken, Forbidden, NotFound, MethodNotAllowed,
        NotAcceptable, ClientTooSlow, Conflict, TooLarge, UnsupportedMedia, ResultTooLarge, Internal, Busy,
        SnapshotGone, Deadline, MemoryExceeded,
    )
}  # fmt: skip


def problem(status: int, slug: str, title: str, detail: str, extra: Mapping[str, Any] | None = None) -> bytes:
    """The RFC 9457 document: `type`, `title`, `status`, `detail`, then what this kind of error adds."""
    document = {"type": PROBLEM_BASE + slug, "title": title, "status": status, "detail": detail}
    return json.dumps(document | dict(extra or {}), ensure_ascii=False).encode()


def problem_of(error: ApiError) -> bytes:
    """The problem document of `error`."""
    return problem(error.status, error.slug, error.title, error.detail, error.extra)
