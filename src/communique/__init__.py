"""communique: reports about diplomacy as a knowledge graph that leads back to the sentences.

In a notebook: `kg = communique.open("communique-store")` or `kg = communique.connect("http://127.0.0.1:8000")`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.api.notebook import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "connect", "load_ipython_extension", "open"]


def open(store: str | Path | None = None) -> Graph:
    """The graph of a store's folder; without one, of `COMMUNIQUE_STORE` or `./communique-store`."""
    from communique.api.notebook import open_store

    return open_store(store)


def connect(url: str, timeout: float = 60.0) -> Graph:
    """The graph behind a server, as `communique.api.notebook.connect` gives it."""
    from communique.api.notebook import connect as to_server

    return to_server(url, timeout)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext communique` adds the cell magic `%%sparql`."""
    from communique.api.notebook.magic import load_ipython_extension as load

    load(shell)
