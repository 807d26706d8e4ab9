"""A report as read: its original text, its paragraphs and what is known about it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the original text that is one paragraph; offsets are code points.

    Its text holds a line break only where the report's lines are wrapped by hand.
    """

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
        """The non-blank lines of the report, wrapped ones joined, with offsets into ``text``."""
        lines = [m.span() for m in _PARAGRAPH.finditer(self.text, self.body_start)]
        found = _unwrapped(self.text, lines)
        return tuple(Paragraph(start, end, self.text[start:end]) for start, end in found)


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines joined where a line break stands within a sentence, as in texts whose lines are wrapped by hand."""
    breaks = [_within_sentence(text, a, b) for a, b in pairwise(lines)]
    wrapped = sum(breaks) > 2 and (
        sum(breaks) > 4 and sum(breaks) * 3 > len(breaks) or _hard_wrapped(text, lines)
    )
    joined: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if joined and wrapped and (breaks[i - 1] or _runs_on(text, lines[i - 1], line)):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether hardly a line is long and most of the full ones break off without a mark."""
    ends = [text[a:b].rstrip() for a, b in lines]
    full = [line for line in ends if len(line) > 40]
    broken = sum(line[-1] not in '.!?:;"”' for line in full)
    return 2 * broken > len(full) and 5 * sum(len(line) > 110 for line in full) < len(full)


def _within_sentence(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line that is no short one breaks off and the next goes on in small letters."""
    broken = text[before[0] : before[1]].rstrip()
    goes_on = text[line[0] : line[1]].lstrip()[:1].islower()
    near = text.count("\n", before[1], line[0]) == 1
    return near and goes_on and 30 < len(broken) < 120 and broken[-1] not in ".!?:;"


def _runs_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """In a wrapped text: whether a full line ends without a mark, so that the next one belongs to it."""
    broken = text[before[0] : before[1]].rstrip()
    near = text.count("\n", before[1], line[0]) == 1
    return near and len(broken) > 40 and (broken[-1].isalnum() or broken[-1] in ",-–")
