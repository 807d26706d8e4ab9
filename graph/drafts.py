"""Drafts: files and folders that are written beside their place and then renamed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


def prefix(target: Path) -> str:
    """What the name of a draft of the target begins with."""
    return f".{target.name}."


@contextlib.contextmanager
def named_for(target: Path) -> Iterator[None]:
    """Errors about a draft of the target tell the target's name, which is the one that was asked for."""
    try:
        yield
    except OSError as error:
        if Path(str(error.filename or "")).name.startswith(prefix(target)):
            raise type(error)(error.errno, error.strerror, str(target)) from None
        raise
