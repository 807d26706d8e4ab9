"""A report as read: its original text, its paragraphs and what is known about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the original text without a line break; offsets are code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One report.

    ``text`` is the original text and never changes after reading: every offset in the project counts
    its code points. ``key`` is the report's identity (its URL, else its id, else its path relative to
    the build's argument); ``file_name`` is the last part of that path or id without its ending.
    ``published`` is an ISO date (``YYYY-MM-DD``) or empty; ``body_start`` is where the report itself
    begins, behind a ``date`` line.
    """

    key: str
    file_name: str
    text: str
    published: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "en"
    body_start: int = 0
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        if not self.sha256:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "sha256", digest)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The non-blank lines of the report, with offsets into ``text``."""
        found = (m.span() for m in _PARAGRAPH.finditer(self.text, self.body_start))
        return tuple(Paragraph(start, end, self.text[start:end]) for start, end in found)
