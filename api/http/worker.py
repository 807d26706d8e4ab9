"""A worker process: `python -m communique.api.http.worker`, started and killed by the pool.

It takes one message at a time from its socket. A reader holds one snapshot open and evaluates queries
and functions on it; a writer calls functions on the store's folder. Whatever happens to it, the server lives.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import datetime as dt
import gc
import importlib
import json
import select
import socket
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.api.http.errors import ApiError, BadRequest, Internal, MemoryExceeded, NotFound, SnapshotGone
from communique.api.http.evaluate import evaluate
from communique.api.http.frames import Head, Receiver, send
from communique.api.http.graph_read import read_graph
from communique.api.http.limits import die_with_parent, limit_memory, no_network
from communique.api.http.spool import Spool, SpoolFile
from communique.api.memory import collect_rarely
from communique.graph.kept import keep_in

JSON = "application/json"
BYTES = "application/octet-stream"
_IDLE = 0.05


class Worker:
    """What one worker process holds: its open snapshot and its spool file."""

    def __init__(self, spool_file: SpoolFile) -> None:
        self._spool_file = spool_file
        self._graph = ""
        self._store: ox.Store | None = None

    def answer(self, head: Head, body: bytes) -> tuple[Head, bytes]:
        """The reply to one message; errors are replies too."""
        spool = Spool(self._spool_file, head["cap"], head.get("compress", False))
        try:
            media = self._work(head, body, spool)
            data, path, packed = spool.finish()
        except BaseException as error:
            spool.discard()
            return failure(error), b""
        reply = {"media": media, "file": str(path) if path else None, "gzip": packed}
        return reply, data

    def _work(self, head: Head, body: bytes, spool: Spool) -> str:
        name, params = head["function"], head["params"]
        if "graph" not in head:
            return self._call(name, spool, Path(head["folder"]), body=body, **params)
        store = self._open(head["graph"])
        if name == "open":
            return JSON
        if name == "sparql":
            return evaluate(store, body.decode(), params, spool)
        if name == "graph":
            return read_graph(store, params, spool)
        return self._call(name, spool, store, Path(head["folder"]), **params)

    def _call(self, name: str, spool: Spool, *arguments: Any, **params: Any) -> str:
        """Call `module:function`, write its value."""
        value = function_named(name)(*arguments, **params)
        data, media = value if isinstance(value, tuple) else (value, BYTES)
        if isinstance(data, bytes):
            spool.write(data)
            return str(media)
        spool.write(json.dumps(value, ensure_ascii=False, default=plain).encode("utf-8", "replace"))
        return JSON

    def _open(self, graph: str) -> ox.Store:
        """The snapshot's store; the one before is closed first."""
        if self._store is None or graph != self._graph:
            self._store, self._graph = None, ""
            gc.collect()
            try:
                self._store, self._graph = ox.Store.read_only(graph), graph
            except OSError as error:
                raise SnapshotGone(str(error)) from None
        return self._store


def function_named(name: str) -> Callable[..., Any]:
    """The function `module:name`."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function


def plain(value: Any) -> Any:
    """JSON for what `json` does not know: dataclasses, dates, paths, sets."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, (dt.date, Path)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"not JSON-able: {type(value).__name__}")


def failure(error: BaseException) -> Head:
    """An exception as a reply: the problem's slug, its words, and for faults of ours the traceback."""
    if isinstance(error, ApiError):
        return {"problem": error.slug, "detail": error.detail, "extra": error.extra}
    if isinstance(error, MemoryError):
        return {"problem": MemoryExceeded.slug, "detail": ""}
    if isinstance(error, LookupError) and not isinstance(error, (KeyError, IndexError)):
        return {"problem": NotFound.slug, "detail": str(error.args[0]) if error.args else ""}
    if isinstance(error, ValueError):
        return {"problem": BadRequest.slug, "detail": str(error)}
    trace = "".join(traceback.format_exception(error))
    return {"problem": Internal.slug, "detail": "", "trace": trace}


def serve(connection: socket.socket, worker: Worker, sealed: bool, preload: Sequence[str]) -> None:
    """Say that it is ready, and whether the network is sealed off; then answer until the server closes."""
    send(connection, {"ready": True, "sealed": sealed})
    import_when_idle(connection, preload)
    messages = Receiver(connection)
    while (message := messages.message()) is not None:
        send(connection, *worker.answer(*message))


def import_when_idle(connection: socket.socket, modules: Sequence[str]) -> None:
    """Import what jobs will need while there is none: a first job need not wait for what it may not need."""
    for module in modules:
        if select.select([connection], [], [], _IDLE)[0]:
            return
        importlib.import_module(module)
    gc.freeze()


def main() -> None:
    """Entry point of the process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--spool", type=Path, required=True)
    parser.add_argument("--number", type=int, required=True)
    parser.add_argument("--memory", type=int, required=True)
    parser.add_argument("--preload", nargs="*", default=())
    options = parser.parse_args()
    die_with_parent()
    limit_memory(options.memory)
    sealed = no_network()
    gc.freeze()
    collect_rarely()
    keep_in(options.spool / "kept")
    spool_file = SpoolFile(options.spool, options.number)
    try:
        with contextlib.suppress(OSError), socket.socket(fileno=options.socket) as connection:
            serve(connection, Worker(spool_file), sealed, options.preload)
    finally:
        spool_file.close()


if __name__ == "__main__":
    main()
