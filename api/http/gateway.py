"""The outermost ASGI application: the fast paths, CORS, the log, and one shape of error for everything."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import lru_cache

from starlette.applications import Starlette
from starlette.routing import Match
from starlette.types import Message, Receive, Scope, Send

from communique.api.http.errors import ApiError, Internal
from communique.api.http.graph_store import METHODS, GraphStore
from communique.api.http.http_io import Head, RawHeaders, raw, respond, respond_problem
from communique.api.http.protocol import METHODS as OPERATION_METHODS
from communique.api.http.service import Service
from communique.api.http.sparql import SparqlEndpoint
from communique.api.http.wellknown import VoidDocument

log = logging.getLogger("communique.access")
SPARQL = "/sparql"
GRAPH_STORE = "/graph-store"
VOID = "/.well-known/void"
EDITOR = "/editor"
_EXPOSED = (b"access-control-expose-headers", b"ETag, Location, Link, Retry-After, Content-Encoding")
_ANY_ORIGIN = [(b"access-control-allow-origin", b"*"), _EXPOSED]
_VARY_ORIGIN = (b"vary", b"Origin")
_PREFLIGHT = [(b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match"),
              (b"access-control-max-age", b"86400")]  # fmt: skip


class Gateway:
    """Routes the fast paths itself and leaves the rest to FastAPI (`inner`)."""

    def __init__(self, service: Service, inner: Starlette) -> None:
        self._service, self._inner = service, inner
        settings = service.settings
        self._public = settings.public_url.rstrip("/")
        self._origins = {origin.strip() for origin in settings.cors_origins.split(",")} - {""}
        self._any_origin = "*" in self._origins
        self._sparql = SparqlEndpoint(service, lambda head, scope: self.origin(head, scope) + SPARQL)
        self._graphs = GraphStore(
            service, GRAPH_STORE, lambda head, scope: self.origin(head, scope) + GRAPH_STORE
        )
        self._void = VoidDocument(service, lambda head, scope: self.origin(head, scope) + SPARQL)

    def origin(self, head: Head, scope: Scope) -> str:
        """Scheme and authority under which the client reached us."""
        if self._public:
            return self._public
        server = scope.get("server") or ("127.0.0.1", 80)
        return _origin(scope.get("scheme", "http"), head.host or f"{server[0]}:{server[1]}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        exchange = _Exchange(scope, send, self._cors(scope))
        try:
            await self._route(scope, receive, exchange)
        except ApiError as error:
            await exchange.fail(error)
        except asyncio.CancelledError:
            if not exchange.started:
                log.info("client went away", extra=exchange.event())
        except TimeoutError:
            log.info("client stopped reading", extra=exchange.event())
            raise
        except Exception:
            log.exception("request failed", extra=exchange.event())
            await exchange.fail(Internal())
        else:
            level = logging.DEBUG if scope["path"] == "/healthz" else logging.INFO
            if log.isEnabledFor(level):
                log.log(level, "request", extra=exchange.event())

    async def _route(self, scope: Scope, receive: Receive, exchange: _Exchange) -> None:
        """To the fast paths, or to FastAPI."""
        path: str = scope["path"]
        if scope["method"] == "OPTIONS":
            await respond(exchange.send, 204, raw({"Allow": self._methods(scope)}))
        elif path in (SPARQL, SPARQL + "/"):
            head = Head.of(scope)
            if _looks(scope, head):
                await respond(exchange.send, 303, raw({"Location": f"{self.origin(head, scope)}{EDITOR}"}))
            else:
                await self._sparql(scope, receive, exchange.send, head)
        elif path == GRAPH_STORE or path.startswith(GRAPH_STORE + "/"):
            await self._graphs(scope, receive, exchange.send, Head.of(scope))
        elif path in (VOID, VOID + "/"):
            await self._void(scope, exchange.send, Head.of(scope))
        elif scope["method"] == "HEAD":
            await self._inner({**scope, "method": "GET"}, receive, _without_body(exchange.send))
        else:
            await self._inner(scope, receive, exchange.send)

    def _cors(self, scope: Scope) -> RawHeaders:
        """The CORS headers of every answer, errors included."""
        if self._any_origin:
            allowed = _ANY_ORIGIN
        else:
            allowed = [_VARY_ORIGIN]
            origin = next((value for name, value in scope["headers"] if name == b"origin"), b"")
            if origin.decode("latin-1") not in self._origins:
                return allowed
            allowed = [*allowed, (b"access-control-allow-origin", origin), _EXPOSED]
        if scope["method"] == "OPTIONS":
            return [*allowed, *_PREFLIGHT, (b"access-control-allow-methods", self._methods(scope).encode())]
        return allowed

    def _methods(self, scope: Scope) -> str:
        """The methods that a path takes."""
        path: str = scope["path"]
        if path.rstrip("/") == SPARQL:
            return ", ".join(OPERATION_METHODS)
        if path == GRAPH_STORE or path.startswith(GRAPH_STORE + "/"):
            return ", ".join(METHODS)
        taken = [m for m in ("GET", "POST", "PUT", "DELETE") if self._takes({**scope, "method": m})] or [
            "GET"
        ]
        return ", ".join([*taken, *(["HEAD"] if "GET" in taken else ()), "OPTIONS"])

    def _takes(self, scope: Scope) -> bool:
        """Whether FastAPI has a route for the path with this method."""
        return any(route.matches(scope)[0] is Match.FULL for route in self._inner.routes)


@lru_cache(maxsize=256)
def _origin(scheme: str, host: str) -> str:
    """An origin that can stand in an IRI, whatever a client calls its host."""
    safe = all(c.isalnum() or c in ".-:[]_" for c in host)
    return f"{scheme}://{host if safe else 'localhost'}"


def _looks(scope: Scope, head: Head) -> bool:
    """Whether a browser opens the endpoint to see what it is: it gets the editor's page."""
    return scope["method"] == "GET" and not scope["query_string"] and "text/html" in head.accept


def _without_body(send: Send) -> Send:
    """HEAD for every route at once: what a GET would answer, its length included, but for the body."""

    async def headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return headers_only


class _Exchange:
    """One request's answer on its way: adds the common headers, keeps what the log needs."""

    def __init__(self, scope: Scope, send: Send, headers: RawHeaders) -> None:
        self._scope, self._send, self._headers = scope, send, headers
        self._begun = time.perf_counter()
        self.started, self.status, self.size = False, 0, 0

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            message["headers"] = [*message.get("headers", ()), *self._headers]
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)

    async def fail(self, error: ApiError) -> None:
        """Answer with the error, if nothing was sent yet."""
        event = self.event() | {"problem": error.slug, "detail": error.detail[:300]}
        level = logging.ERROR if error.status == 500 else logging.INFO
        log.log(level, "refused", extra=event | {"status": error.status})
        if not self.started:
            await respond_problem(self.send, error, empty=self._scope["method"] == "HEAD")

    def event(self) -> dict[str, object]:
        """What happened, for the log."""
        return {
            "method": self._scope["method"], "path": self._scope["path"], "status": self.status,
            "bytes": self.size, "ms": round((time.perf_counter() - self._begun) * 1000, 1),
        }  # fmt: skip
