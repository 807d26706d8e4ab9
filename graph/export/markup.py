"""Writing XML element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import escape, quoteattr

_SPECIAL = re.compile(r"[^\x20-\x21\x23-\x25\x27-\x3b\x3d\x3f-\ud7ff]")  # what is not written as it is
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Xml:
    """A stream of elements; text loses the characters that XML cannot hold."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._write('<?xml version="1.0" encoding="utf-8"?>\n')

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around what is written in the block."""
        self._write(f"<{name}{_attributes(attributes)}>")
        yield
        self._write(f"</{name}>")

    def leaf(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """An element with nothing but text in it."""
        end = f">{_text(text)}</{name}>" if text else "/>"
        self._write(f"<{name}{_attributes(attributes)}{end}")

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _attributes(values: Mapping[str, str] | None) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in values.items()) if values else ""


def _quoted(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("", text)) if _SPECIAL.search(text) else f'"{text}"'


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text)) if _SPECIAL.search(text) else text
