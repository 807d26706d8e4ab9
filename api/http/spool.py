"""Where a worker writes an answer: memory up to a megabyte, then a file; an error over the cap."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

from communique.api.http.errors import ResultTooLarge

IN_MEMORY = 1 << 20
_GZIP = 31
_SMALLEST_COMPRESSED = 1024


_PREFIX = "communique-spool-"
_OWNED = re.compile(rf"{_PREFIX}(\d+)-")


def spool_folder() -> Path:
    """A new folder for large answers, named after this process; those of killed servers are removed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = _OWNED.match(folder.name)
        if owner is not None and not _alive(int(owner[1])):
            shutil.rmtree(folder, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))


def _alive(process: int) -> bool:
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True


class SpoolFile:
    """The file of a worker's next large answer."""

    def __init__(self, folder: Path, worker: int) -> None:
        self._folder, self._worker, self._count = folder, worker, 0
        self.open()

    def open(self) -> None:
        """Open the next file; the last one belongs to the server now."""
        self._count += 1
        self.path = self._folder / f"{self._worker}-{self._count}"
        self._file = self.path.open("wb", buffering=0)

    def write(self, data: bytes | bytearray) -> None:
        """Append `data`."""
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) or 0 :]

    def hand_over(self) -> Path:
        """Close the file and open the next; the path of the complete one."""
        done = self.path
        self._file.close()
        self.open()
        return done

    def reset(self) -> None:
        """Forget what was written."""
        self._file.seek(0)
        self._file.truncate()

    def close(self) -> None:
        """Close and remove the waiting file."""
        self._file.close()
        self.path.unlink()


class Spool:
    """The writer object that the engine serializes into; counts, compresses, caps.

    ``watch`` may look at each piece and refuse it by an exception.
    """

    def __init__(self, file: SpoolFile, cap: int, compress: bool) -> None:
        self._file, self._cap, self._compress = file, cap, compress
        self._zip: zlib._Compress | None = None
        self._buffer = bytearray()
        self._spilled = 0
        self.written = 0
        self.watch: Callable[[bytes], None] | None = None

    def write(self, data: bytes) -> int:
        """Take a piece of the answer; raises ResultTooLarge over the cap, which ends the evaluation."""
        self.written += len(data)
        if self.written > self._cap:
            raise ResultTooLarge(
                f"The result is larger than {self._cap} bytes (COMMUNIQUE_MAX_RESULT); ask for less, for "
                "example with LIMIT and OFFSET.",
                cap=self._cap,
            )
        if self.watch is not None:
            self.watch(data)
        self._buffer += data
        if len(self._buffer) > IN_MEMORY:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Part of the writer's interface; nothing is held back that matters here."""

    def finish(self) -> tuple[bytes, Path | None, bool]:
        """The answer: its bytes, or the file that holds them, and whether it is gzip."""
        if not self._spilled:
            return self._small()
        self._file.write(self._packed(bytes(self._buffer), last=True))
        return b"", self._file.hand_over(), self._compress

    def discard(self) -> None:
        """Forget everything, after an error."""
        if self._spilled:
            self._file.reset()

    def _small(self) -> tuple[bytes, Path | None, bool]:
        data = bytes(self._buffer)
        if self._compress and len(data) >= _SMALLEST_COMPRESSED:
            return self._packed(data, last=True), None, True
        return data, None, False

    def _spill(self) -> None:
        self._spilled += len(self._buffer)
        self._file.write(self._packed(bytes(self._buffer), last=False))
        self._buffer.clear()

    def _packed(self, data: bytes, last: bool) -> bytes:
        if not self._compress:
            return data
        self._zip = self._zip or zlib.compressobj(1, zlib.DEFLATED, _GZIP)
        packed = self._zip.compress(data)
        return packed + self._zip.flush() if last else packed
