"""Writing XML element by element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl


class Xml:
    """A stream of elements; text loses the control characters that XML cannot hold."""

    def __init__(self, file: IO[bytes]) -> None:
        self._out = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """An element around what is written in the block."""
        clean = {key: _printable(value) for key, value in (attributes or {}).items()}
        self._out.startElement(name, AttributesImpl(clean))
        yield
        self._out.endElement(name)

    def leaf(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """An element with nothing but text in it."""
        with self.element(name, attributes):
            self._out.characters(_printable(text))


def _printable(text: str) -> str:
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
