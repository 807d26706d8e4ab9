"""SPARQL 1.1 Graph Store Protocol at `/graph-store`: graphs by `?graph=`, `?default` or their address."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, cast

from starlette.types import Receive, Scope, Send

from communique.api.http.auth import require_token
from communique.api.http.errors import BadRequest, MethodNotAllowed, NotAcceptable, UnsupportedMedia
from communique.api.http.formats import RDF_FORMATS, by_media_type, choose
from communique.api.http.http_io import Head, raw, read_body, respond, respond_answer
from communique.api.http.protocol import fields_of, one
from communique.api.http.service import Service
from communique.api.http.tags import etag, known_by, not_modified
from communique.api.http.tasks import Job

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")
NO_STORE = {"Cache-Control": "no-store"}


class GraphStore:
    """Answers everything below its path; `address` gives the graph store's own IRI."""

    def __init__(self, service: Service, path: str, address: Callable[[Head, Scope], str]) -> None:
        self._service, self._path, self._address = service, path, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send, head: Head) -> None:
        """Answer one request, or raise an `ApiError`."""
        method = scope["method"]
        if method not in METHODS:
            raise MethodNotAllowed(headers={"Allow": ", ".join(METHODS)})
        if method in ("GET", "HEAD"):
            await self._read(scope, send, head)
            return
        settings = self._service.settings
        require_token(settings, head.authorization)
        body = await read_body(receive, head, settings.max_upload, settings.client_timeout)
        await self._write(scope, send, head, body)

    def _graph(self, scope: Scope, head: Head) -> str | None:
        """The graph that a request is about; None is the default graph. Raises LookupError for neither."""
        fields = fields_of(scope["query_string"])
        graph = one(fields, "graph")
        if graph is not None and "default" in fields:
            raise BadRequest("Either graph or default, not both.")
        if "default" in fields:
            return None
        if graph is not None:
            return graph
        below = _raw_path(scope).removeprefix(self._path).strip("/")
        if below:
            return f"{self._address(head, scope)}{_raw_path(scope).removeprefix(self._path)}"
        raise LookupError

    async def _read(self, scope: Scope, send: Send, head: Head) -> None:
        """GET and HEAD, in a worker."""
        try:
            graph = self._graph(scope, head)
        except LookupError:
            raise BadRequest("Name a graph by ?graph=, by ?default, or by its address.") from None
        chosen = choose(head.accept, RDF_FORMATS)
        if chosen is None:
            raise NotAcceptable(f"Offered: {', '.join(entry.media for entry in RDF_FORMATS.values())}")
        job = Job("graph", {"graph": graph, "rdf": chosen}, b"", head.takes_gzip)
        published = self._service.published()
        message = self._service.message(job, published)
        tag = etag(published.name, message)
        headers = raw({"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache", "ETag": tag})
        if known_by(head.if_none_match, tag):
            await not_modified(send, headers)
            return
        answer = await self._service.evaluate(job, None, message)
        headers += raw({"Content-Type": answer.media} | ({"Content-Encoding": "gzip"} if answer.gzip else {}))
        timeout = self._service.settings.client_timeout
        await respond_answer(send, headers, answer, timeout, empty=scope["method"] == "HEAD")

    async def _write(self, scope: Scope, send: Send, head: Head, body: bytes) -> None:
        """PUT, POST and DELETE, in the writer."""
        method = scope["method"]
        try:
            graph, minted = self._graph(scope, head), False
        except LookupError:
            if method != "POST":
                raise BadRequest("Name a graph by ?graph=, by ?default, or by its address.") from None
            graph, minted = f"{self._address(head, scope)}/{secrets.token_hex(8)}", True
        if method == "DELETE":
            await self._service.write("delete_graph", {"graph": graph})
            await respond(send, 204, raw(NO_STORE))
            return
        new = (await self._upload(method, graph, head, scope, body))["new"]
        location = {"Location": graph} if new and graph and (minted or method == "PUT") else {}
        await respond(send, 201 if new else 204, raw({**NO_STORE, **location}))

    async def _upload(
        self, method: str, graph: str | None, head: Head, scope: Scope, body: bytes
    ) -> dict[str, bool]:
        """One document, or the parts of a form."""
        base = graph or self._address(head, scope)
        if method == "POST" and head.content_type.lower().startswith("multipart/form-data"):
            parts = _parts(head.content_type, body)
            params: dict[str, Any] = {
                "graph": graph, "base_iri": base, "parts": [(name, len(data)) for name, data in parts],
            }  # fmt: skip
            data = b"".join(data for _, data in parts)
            return cast("dict[str, bool]", await self._service.write("post_parts", params, data))
        params = {
            "graph": graph,
            "rdf": _rdf(head.content_type),
            "base_iri": base,
            "replace": method == "PUT",
        }
        return cast("dict[str, bool]", await self._service.write("put_graph", params, body))


def _raw_path(scope: Scope) -> str:
    """The path as it was sent, still percent-encoded: a graph's name is the address itself."""
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw_path.split(b"?")[0].decode("latin-1")


def _rdf(content_type: str) -> str:
    """The name of an upload's format; Turtle where the request does not say."""
    if not content_type:
        return "turtle"
    found = by_media_type(content_type)
    if found is None:
        raise UnsupportedMedia(f"Read here: {', '.join(entry.media for entry in RDF_FORMATS.values())}")
    return next(name for name, entry in RDF_FORMATS.items() if entry is found)


def _parts(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """The documents of a multipart form with their formats."""
    document = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n" + body
    )
    if not document.is_multipart():
        raise BadRequest("The form has no parts.")
    return [
        (_rdf(part.get_content_type()), _payload(part))
        for part in cast("list[Message]", document.get_payload())
    ]


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
