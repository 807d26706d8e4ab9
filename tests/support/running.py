"""A real server in a process of its own, on a free port, ended after the test."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

TOKEN = "test-token"
_MAIN = "from communique.api.http.server import serve; serve()"


@dataclass(frozen=True)
class Running:
    """A server that answers: its address and process."""

    url: str
    port: int
    process: subprocess.Popen[bytes]

    def client(self, *, write: bool = False, **options: object) -> httpx.Client:
        """An HTTP client; with the token if `write`."""
        headers = {"Authorization": f"Bearer {TOKEN}"} if write else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30.0, trust_env=False, **options)  # type: ignore[arg-type]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(store: Path, **settings: object) -> Running:
    """Start a server on `store`; settings by their names. Waits until it answers."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE_")}
    given = {"store": store, "port": port, "log_level": "warning", "page_patience": 30, **settings}
    environment |= {
        f"COMMUNIQUE_{name.upper()}": str(value) for name, value in given.items() if value is not None
    }
    process = subprocess.Popen([sys.executable, "-c", _MAIN], env=environment)
    running = Running(f"http://127.0.0.1:{port}", port, process)
    _wait(running)
    return running


def _wait(running: Running) -> None:
    """Until /healthz answers with all workers ready."""
    deadline = time.monotonic() + 30
    with running.client() as client:
        while time.monotonic() < deadline:
            if running.process.poll() is not None:
                raise RuntimeError(f"the server ended with {running.process.returncode}")
            with contextlib.suppress(httpx.TransportError):
                answer = client.get("/healthz")
                if answer.status_code == 200 and answer.json()["idle"] >= 1:
                    return
            time.sleep(0.02)
    stop(running)
    raise RuntimeError("the server did not answer")


def stop(running: Running) -> None:
    """End the server and wait for it."""
    running.process.send_signal(signal.SIGTERM)
    try:
        running.process.wait(10)
    except subprocess.TimeoutExpired:
        running.process.kill()
        running.process.wait()


@contextlib.contextmanager
def server(store: Path, **settings: object) -> Iterator[Running]:
    """A server for the length of a block."""
    running = start(store, **settings)
    try:
        yield running
    finally:
        stop(running)
