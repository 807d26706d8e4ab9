"""The SPARQL endpoint as a raw ASGI handler: queries by workers or the cache, updates by the writer."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.types import Receive, Scope, Send

from communique.api.http.auth import require_token
from communique.api.http.description import describe_service
from communique.api.http.errors import BadRequest
from communique.api.http.http_io import Head, RawHeaders, raw, read_body, respond, respond_file
from communique.api.http.namespaces import query_prefixes
from communique.api.http.protocol import FORM, UPDATE, Operation, formats_for, media_type, operation
from communique.api.http.service import Service
from communique.api.http.snapshots import Published
from communique.api.http.tasks import Job
from communique.api.http.worker_process import Answer

_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_WATCH_AFTER = 0.5
_SMALL_HEADERS = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
Address = Callable[[Head, Scope], str]


class SparqlEndpoint:
    """Answers `/sparql`; `address` gives the endpoint's own IRI, which is also the base IRI."""

    def __init__(self, service: Service, address: Address) -> None:
        self._service, self._address = service, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send, head: Head) -> None:
        """Answer one request, or raise an `ApiError`."""
        method = scope["method"]
        body = b"" if method in ("GET", "HEAD") else await self._body(receive, head)
        published = self._service.published()
        key = (
            published.name, scope["query_string"], body, head.accept, head.takes_gzip, head.content_type,
            head.host, method == "POST",
        )  # fmt: skip
        known = self._service.responses.get(key)
        if known is not None:
            await _send(send, head, *known, empty=method == "HEAD")
            return
        wanted = operation(method, scope["query_string"], head.content_type, body)
        if wanted.kind == "update":
            await self._update(wanted, head, scope, send)
        elif wanted.kind == "description":
            if method == "POST":
                raise BadRequest("The form carries neither query nor update.")
            await self._describe(wanted, head, scope, send, published)
        else:
            await self._query(wanted, head, scope, receive, send, published, key)

    async def _body(self, receive: Receive, head: Head) -> bytes:
        """The body: updates may be larger than queries; forms carry either."""
        settings = self._service.settings
        media = media_type(head.content_type)
        limit = (
            settings.max_upload
            if media == UPDATE or (media == FORM and self._may_write(head))
            else settings.max_query
        )
        return await read_body(receive, head, limit, settings.client_timeout)

    def _may_write(self, head: Head) -> bool:
        return self._service.settings.token is not None and bool(head.authorization)

    async def _query(
        self, wanted: Operation, head: Head, scope: Scope, receive: Receive, send: Send,
        published: Published, key: tuple[object, ...],
    ) -> None:  # fmt: skip
        """Evaluate, send, remember."""
        text = wanted.text.encode("utf-8", "surrogatepass")
        if len(text) > self._service.settings.max_query:
            raise too_long(self._service.settings.max_query)
        table, graph = formats_for(head.accept, wanted.format)
        params = {
            "base_iri": self._address(head, scope), "prefixes": query_prefixes(), "result": table,
            "rdf": graph, "default_graphs": wanted.default_graphs, "named_graphs": wanted.named_graphs,
            "rows": self._service.settings.max_rows,
        }  # fmt: skip
        job = Job("sparql", params, text, head.takes_gzip)
        tag = etag(published, job)
        stable = _VOLATILE.search(wanted.text) is None
        if stable and matches(head.if_none_match, tag):
            await respond(send, 304, raw({"ETag": tag, **_SMALL_HEADERS}))
            return
        async with killed_with_client(receive):
            answer = await self._service.evaluate(job, wanted.timeout, published)
        headers = raw({"Content-Type": answer.media, **_SMALL_HEADERS} | ({"ETag": tag} if stable else {}))
        await self._send_answer(send, head, scope, headers, answer, key if stable else None)

    async def _send_answer(
        self, send: Send, head: Head, scope: Scope, headers: RawHeaders, answer: Answer,
        key: tuple[object, ...] | None,
    ) -> None:  # fmt: skip
        """Send from memory or from the file; what was in memory goes to the cache."""
        if answer.gzip:
            headers.append((b"content-encoding", b"gzip"))
        empty = scope["method"] == "HEAD"
        if answer.file is None:
            if key is not None:
                size = (
                    len(answer.body)
                    + len(scope["query_string"])
                    + sum(len(k) for k in key if isinstance(k, bytes))
                )
                self._service.responses.put(key, (headers, answer.body), size)
            await respond(send, 200, headers, answer.body, empty=empty)
            return
        try:
            if empty:
                await respond(send, 200, headers, empty=True)
            else:
                await respond_file(send, headers, answer, self._service.settings.client_timeout)
        finally:
            answer.close()

    async def _update(self, wanted: Operation, head: Head, scope: Scope, send: Send) -> None:
        """Apply an update: all of it or nothing."""
        require_token(self._service.settings, head.authorization)
        params = {
            "base_iri": self._address(head, scope), "prefixes": query_prefixes(),
            "using": wanted.default_graphs, "using_named": wanted.named_graphs,
        }  # fmt: skip
        await self._service.write("update", params, wanted.text.encode("utf-8", "surrogatepass"))
        await respond(send, 204, raw({"Cache-Control": "no-store"}))

    async def _describe(
        self, wanted: Operation, head: Head, scope: Scope, send: Send, published: Published
    ) -> None:
        """The service description."""
        media, document = describe_service(
            self._address(head, scope), head.accept, wanted.format, self._service.settings.token is not None
        )
        headers = raw({"Content-Type": media, **_SMALL_HEADERS})
        await respond(send, 200, headers, document, empty=scope["method"] == "HEAD")


async def _send(send: Send, head: Head, headers: RawHeaders, body: bytes, *, empty: bool) -> None:
    """Send a response from the cache, or 304 where the client has it."""
    if head.if_none_match:
        tag = next((value.decode() for name, value in headers if name == b"etag"), "")
        if matches(head.if_none_match, tag):
            await respond(
                send, 304, [entry for entry in headers if entry[0] in (b"etag", b"vary", b"cache-control")]
            )
            return
    await respond(send, 200, headers, body, empty=empty)


def too_long(limit: int) -> Exception:
    """The refusal of a query beyond the limit."""
    from communique.api.http.errors import TooLarge

    return TooLarge(f"A query has at most {limit} bytes (COMMUNIQUE_MAX_QUERY).", limit=limit)


def etag(published: Published, job: Job) -> str:
    """A tag that changes with the snapshot, the query, its dataset and its format."""
    digest = hashlib.blake2b(f"{published.name}\n{job.key()}\n".encode() + job.body, digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def matches(if_none_match: str, tag: str) -> bool:
    """Weak comparison of If-None-Match with a tag."""
    if not if_none_match or not tag:
        return False
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") in (bare, "*") for part in if_none_match.split(","))


@asynccontextmanager
async def killed_with_client(receive: Receive) -> AsyncIterator[None]:
    """Cancel the block when the client goes away; watched only after half a second, most are done by then."""
    task = asyncio.current_task()
    assert task is not None
    watchers: list[asyncio.Task[None]] = []
    loop = asyncio.get_running_loop()
    timer = loop.call_later(_WATCH_AFTER, lambda: watchers.append(loop.create_task(_watch(receive, task))))
    try:
        yield
    finally:
        timer.cancel()
        for watcher in watchers:
            watcher.cancel()


async def _watch(receive: Receive, task: asyncio.Task[object]) -> None:
    """Wait for the disconnect."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
