"""`serve`: the server as one uvicorn process."""

from __future__ import annotations

import gc
import resource
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
_COLLECT_AFTER = (
    10_000  # a request makes hundreds of objects and hardly a cycle: collecting less often is faster
)


def serve(
    store: Path | None = None, host: str | None = None, port: int | None = None, **changes: Any
) -> None:
    """Serve a store until interrupted.

    What is None comes from the environment (`COMMUNIQUE_…`); `changes` are further settings by name. On a
    folder that does not exist an empty plain store is made if a token is set, else NotFound is raised.
    """
    given = {"store": store, "host": host, "port": port, **changes}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    prepare(settings)
    raise_descriptor_limit()
    set_up(settings)
    server = uvicorn.Server(config(settings))
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    server.run()


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
