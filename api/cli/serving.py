"""``communique serve``: the store over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.api.cli.common import StoreOption, explained, fail, note


def serve(
    store: StoreOption = Path("communique-store"),
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.", show_default="8000")
    ] = None,
) -> None:
    """Serves the graph: pages at /, SPARQL at /sparql, lookups, and their description at /docs.

    Writing over HTTP is off unless COMMUNIQUE_TOKEN is set. Further settings: COMMUNIQUE_… by environment.
    """
    from communique.api.http.errors import ApiError
    from communique.api.http.server import serve as run

    try:
        with explained():
            run(store, host, port, lambda url: note(f"serving at {url}  [dim]stop with Ctrl-C[/]"))
    except ApiError as error:
        fail(error.detail)
