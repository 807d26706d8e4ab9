"""What is dear to derive from a snapshot, kept in a folder that the workers of a server share.

A worker that was busy for long is replaced, so what it keeps in memory helps nobody. Where no folder is
named, as in commands and notebooks, nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MOST = 64  # values of one snapshot; the oldest go first

_shared: list[Path] = []


def keep_in(folder: Path) -> None:
    """Keep in this folder from now on, for this process and all others that do the same."""
    _shared[:] = [folder]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one snapshot, in a folder of its own; none keeps nothing."""

    folder: Path | None = None

    @classmethod
    def of(cls, snapshot: Path) -> Kept:
        """What is kept of the snapshot in that folder; what is kept of others is dropped."""
        if not _shared:
            return cls()
        status = snapshot.stat()
        folder = _shared[0] / f"{snapshot.name}-{status.st_ino:x}-{status.st_mtime_ns:x}"
        folder.mkdir(parents=True, exist_ok=True)
        for other in set(_shared[0].iterdir()) - {folder}:
            shutil.rmtree(other, ignore_errors=True)
        return cls(folder)

    def recall(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """The JSON value that was kept under the key, else the one that is made now."""
        if self.folder is None:
            return make()
        path = self.folder / f"{hashlib.sha256(repr(key).encode()).hexdigest()}.json"
        with contextlib.suppress(OSError, ValueError):
            return json.loads(path.read_bytes())
        value = make()
        with contextlib.suppress(OSError):
            draft = path.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(value))
            draft.replace(path)
            self._drop_oldest()
        return value

    def _drop_oldest(self) -> None:
        assert self.folder is not None
        by_age = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in by_age[:-_MOST]:
            path.unlink(missing_ok=True)


NOTHING = Kept()
