"""`serve`: the server as one uvicorn process."""

from __future__ import annotations

import gc
import resource
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from communique.api.http.app import create_app
from communique.api.http.connections import TimedProtocol
from communique.api.http.errors import NotFound
from communique.api.http.logs import set_up
from communique.api.settings import Settings
from communique.graph.store import folder as layout

_GRACE = 5
_BACKLOG = 2048
_COLLECT_AFTER = 10_000  # new objects: a request makes hundreds and hardly a cycle


def serve(
    store: Path | None = None, host: str | None = None, port: int | None = None,
    listening: Callable[[str], None] | None = None, **changes: Any,
) -> None:  # fmt: skip
    """Serve a store until interrupted; `listening` is told the address when it is the server's.

    What is None comes from the environment (`COMMUNIQUE_…`); `changes` are further settings by name. On a
    folder that does not exist an empty plain store is made if a token is set, else NotFound is raised.
    Raises OSError where the address is taken or not this machine's.
    """
    given = {"store": store, "host": host, "port": port, **changes}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    prepare(settings)
    raise_descriptor_limit()
    set_up(settings)
    with listen(settings.host, settings.port) as bound:
        if listening is not None:
            name = f"[{settings.host}]" if ":" in settings.host else settings.host
            listening(f"http://{name}:{bound.getsockname()[1]}")
        server = uvicorn.Server(config(settings))
        gc.freeze()
        gc.set_threshold(_COLLECT_AFTER)
        server.run(sockets=[bound])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address. Raises OSError with advice."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except OSError as error:
        where = f"cannot listen on {host}:{port} ({error.strerror}); choose another --port or --host"
        raise OSError(error.errno, where) from None


def prepare(settings: Settings) -> None:
    """Make sure that there is a store with something published. Raises NotFound or StoreError."""
    if (settings.store / "communique.json").exists():
        layout.current(settings.store)
        return
    if settings.token is None:
        raise NotFound(
            f"There is no store at {settings.store}; build one, or set COMMUNIQUE_TOKEN to start empty."
        )
    layout.create(settings.store, "plain")


def config(settings: Settings) -> uvicorn.Config:
    """How uvicorn runs the application."""
    return uvicorn.Config(
        create_app(settings), host=settings.host, port=settings.port, log_config=None, access_log=False,
        http=TimedProtocol.timed(settings.client_timeout), ws="none", server_header=False, date_header=True,
        timeout_graceful_shutdown=_GRACE, proxy_headers=False,
    )  # fmt: skip


def raise_descriptor_limit() -> None:
    """As many connections as the system allows: idle ones must not use up what workers need."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
