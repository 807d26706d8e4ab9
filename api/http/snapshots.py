"""Which snapshot of the store is published now; asked at every request, so it must cost microseconds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from communique.api.http.errors import Busy
from communique.graph.store import folder as layout


@dataclass(frozen=True, slots=True)
class Published:
    """A published snapshot: a name that no other snapshot ever had here, its graph, its folder."""

    name: str
    graph: str
    folder: str


class Snapshots:
    """Follows the store's pointer to the current snapshot."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._pointer = store / "current"
        self._seen: tuple[int, int] | None = None
        self._published: Published | None = None

    def current(self) -> Published:
        """The published snapshot. Raises Busy while the store has none."""
        try:
            status = os.lstat(self._pointer)
        except OSError:
            raise Busy("The store has no published snapshot yet.", headers={"Retry-After": "5"}) from None
        seen = (status.st_mtime_ns, status.st_ino)
        if self._published is None or seen != self._seen:
            self._published, self._seen = self._read(status), seen
        return self._published

    def _read(self, status: os.stat_result) -> Published:
        folder = layout.current(self._store)
        name = f"{folder.name}-{status.st_mtime_ns:x}"
        return Published(name, str(layout.graph(folder)), str(folder))
