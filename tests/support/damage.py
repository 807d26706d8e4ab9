"""Damage to a graph's files, as a failing disk does it."""

from __future__ import annotations

from pathlib import Path


def damage(graph: Path) -> None:
    """Overwrite up to 400 bytes in the middle of each table file; other snapshots' links stay whole."""
    for path in graph.glob("*.sst"):
        data = bytearray(path.read_bytes())
        middle = len(data) // 2
        for at in range(max(0, middle - 200), min(len(data), middle + 200)):
            data[at] ^= 0xFF
        path.unlink()
        path.write_bytes(data)
