"""What stands around a passage in its report: the rest of its sentence, and the words a report begins with.

Evidence is often shorter than a sentence (the title before a name). A reader wants the sentence; it is taken
from the text that the store's library keeps, when somebody looks, and so costs the graph nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.graph.library import FILE, Library

LONGEST = 400  # characters on either side of a passage; a sentence that is longer is cut there
_OPENING = 120  # characters of a report's first words
# A sentence ends at a full stop, question or exclamation mark before something that may begin the next one,
# and at the end of a line. A full stop behind a short word with a capital (Mr., U.S., Gen.) ends none.
_END = re.compile(
    r"""(?:(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]*[A-Z0-9])|\n)\s*"""
)
_CLOSED = re.compile(r"""[.!?…]["'”’)\]]*\s*\Z""")
_SPACE = re.compile(r"\s+")


def around(text: str, start: int, end: int, body: int = 0) -> tuple[str, str]:
    """The words of the passage's sentence before and behind it, white space made plain, … where they are cut.

    ``start`` and ``end`` are offsets into ``text``, ``body`` that at which the report itself begins.
    """
    return _before(text, start, body), _behind(text, end)


def _before(text: str, start: int, body: int) -> str:
    first = max(body, start - LONGEST)
    piece = text[first:start]
    ends = [
        match.end() for match in _END.finditer(text, first, min(len(text), start + 1)) if match.end() <= start
    ]
    if ends:
        piece = text[ends[-1] : start]
    elif first > body:
        piece = "… " + piece.partition(" ")[2]
    return _SPACE.sub(" ", piece).lstrip()


def _behind(text: str, end: int) -> str:
    if _CLOSED.search(text, max(0, end - 4), end) and not text[end : end + 1].isalnum():
        return ""
    found = _END.search(text, end)
    if found and found.start() <= end + LONGEST:
        piece = text[end : found.end()]
    else:
        piece = text[end : end + LONGEST]
        piece = piece if end + LONGEST >= len(text) else piece.rpartition(" ")[0] + " …"
    return _SPACE.sub(" ", piece).rstrip()


def opening(text: str, body: int = 0) -> str:
    """The first line with words of a report, cut between words."""
    line = next(
        (plain for line in text[body : body + 2000].splitlines() if (plain := " ".join(line.split()))), ""
    )
    return line if len(line) <= _OPENING else line[:_OPENING].rpartition(" ")[0] + " …"


def with_context(store: Path, result: Any) -> Any:
    """A lookup's plain result in which passages and reports have what the store's library adds to them.

    ``result`` is changed in place and returned; without a library (a store that is only queried) it stays.
    """
    reports = list(_reports(result))
    if not reports or not (store / FILE).is_file():
        return result
    with Library(store, readonly=True) as library:
        texts = library.texts({report["sha256"] for report in reports})
    for report in reports:
        if not report["title"] and report["sha256"] in texts:
            report["opening"] = opening(*texts[report["sha256"]])
    for passage in _passages(result):
        if passage["report"]["sha256"] in texts:
            text, body = texts[passage["report"]["sha256"]]
            passage["prefix"], passage["suffix"] = around(text, passage["start"], passage["end"], body)
    return result


def _dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    """Every dictionary in a plain result."""
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        yield value
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for part in inner:
        yield from _dictionaries(part)


def _reports(result: Any) -> Iterator[dict[str, Any]]:
    return (found for found in _dictionaries(result) if "opening" in found)


def _passages(result: Any) -> Iterator[dict[str, Any]]:
    return (found for found in _dictionaries(result) if "suffix" in found)
