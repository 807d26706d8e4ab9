"""The SPARQL endpoint as a raw ASGI handler: queries by workers or the cache, updates by the writer."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.types import Receive, Scope, Send

from communique.api.http.auth import require_token
from communique.api.http.description import describe_service
from communique.api.http.errors import BadRequest, TooLarge
from communique.api.http.http_io import Head, RawHeaders, packed, raw, read_body, respond, respond_answer
from communique.api.http.leaving import Leaving
from communique.api.http.protocol import FORM, UPDATE, Operation, formats_for, media_type, operation
from communique.api.http.service import Service
from communique.api.http.snapshots import Published
from communique.api.http.tags import etag, known_by, matches, not_modified
from communique.api.http.tasks import Job
from communique.api.http.worker_process import Answer

# Calls of what changes by itself, however they are spaced or commented. What stands before is no matter: the
# engine reads `FILTERNOW()`, too. A call inside a string only costs a place in the cache.
_VOLATILE = re.compile(r"(?:now|rand|uuid|bnode)(?:\s|#[^\r\n]*[\r\n])*\(", re.IGNORECASE)
_SMALL_HEADERS = raw({"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"})
Address = Callable[[Head, Scope], str]


class SparqlEndpoint:
    """Answers `/sparql`; `address` gives the endpoint's own IRI, which is also the base IRI."""

    def __init__(self, service: Service, address: Address) -> None:
        self._service, self._address, self._leaving = service, address, Leaving()

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
            await self._send(send, head, *known, empty=method == "HEAD")
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
        job = self._job(wanted, head, scope)
        stable = "(" not in wanted.text or _VOLATILE.search(wanted.text) is None
        message = self._service.message(job, published)
        tag = etag(published.name, message) if stable else ""
        if head.if_none_match and stable and known_by(head.if_none_match, tag):
            await not_modified(send, _headers("", tag))
            return
        with self._leaving.cancels(receive):
            answer = await self._service.evaluate(job, wanted.timeout, message)
        headers = _headers(answer.media, tag)
        if answer.gzip:
            headers.append((b"content-encoding", b"gzip"))
        if stable and answer.file is None:
            size = len(answer.body) + sum(len(k) for k in key if isinstance(k, bytes))
            self._service.responses.put(key, (headers, answer), size)
        await self._send(send, head, headers, answer, empty=scope["method"] == "HEAD")

    def _job(self, wanted: Operation, head: Head, scope: Scope) -> Job:
        """The evaluation that a worker is to do."""
        text = wanted.text.encode("utf-8", "surrogatepass")
        settings = self._service.settings
        if len(text) > settings.max_query:
            raise TooLarge(
                f"A query has at most {settings.max_query} bytes (COMMUNIQUE_MAX_QUERY).",
                limit=settings.max_query,
            )
        table, graph = formats_for(head.accept, wanted.format)
        params = {
            "base_iri": self._address(head, scope), "result": table, "rdf": graph, "rows": settings.max_rows,
            "default_graphs": wanted.default_graphs, "named_graphs": wanted.named_graphs,
        }  # fmt: skip
        return Job("sparql", params, text, head.takes_gzip)

    async def _send(
        self, send: Send, head: Head, headers: RawHeaders, answer: Answer, *, empty: bool
    ) -> None:
        """Send an answer that there is, or 304 where the client has it."""
        tag = next((value.decode() for name, value in headers if name == b"etag"), "")
        if head.if_none_match and tag and matches(head.if_none_match, tag):
            answer.close()
            await not_modified(send, headers)
        else:
            await respond_answer(send, headers, answer, self._service.settings.client_timeout, empty=empty)

    async def _update(self, wanted: Operation, head: Head, scope: Scope, send: Send) -> None:
        """Apply an update: all of it or nothing."""
        require_token(self._service.settings, head.authorization)
        params = {
            "base_iri": self._address(head, scope), "using": wanted.default_graphs,
            "using_named": wanted.named_graphs,
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
        headers, document = packed(_headers(media, ""), document, head)
        await respond(send, 200, headers, document, empty=scope["method"] == "HEAD")


def _headers(media: str, tag: str) -> RawHeaders:
    """The headers of a result."""
    headers = list(_SMALL_HEADERS)
    if media:
        headers.append((b"content-type", media.encode()))
    if tag:
        headers.append((b"etag", tag.encode()))
    return headers
