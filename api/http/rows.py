"""Counting the rows of an answer while the engine writes it, which it does without telling their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from communique.api.http.errors import ResultTooLarge

Item = TypeVar("Item")


def _json(data: bytes) -> int:
    """How often a row begins behind another: `,{"` and a variable's name.

    In a string a quotation mark is escaped, so this is either a row or the end of a string in `,{`, behind
    which stands `}` or `,`. Rows without any value are not counted.
    """
    return data.count(b',{"') - data.count(b',{"}') - data.count(b',{",')


def _xml(data: bytes) -> int:
    return data.count(b"<result>")  # in text it would be escaped


def _lines(data: bytes) -> int:
    return data.count(b"\n")  # in text it would be escaped


class RowCounter:
    """Counts the rows of a SELECT's answer in one of the result formats, piece by piece.

    Raises ResultTooLarge over `most`. The counts are exact, but for rows of JSON that bind nothing.
    """

    def __init__(self, result: str, most: int) -> None:
        self._most = most
        self._held: list[bytes] | None = []
        self._size = 0
        self._count = self._csv if result == "csv" else _spanning(_COUNTS[result])
        self._rows = 1 if result == "json" else 0 if result == "xml" else -1  # tables begin with a header
        self._quoted = False

    def feed(self, data: bytes) -> None:
        """Take the next piece of the answer. What has no more bytes than it may have rows is not counted."""
        if self._held is None:
            self._rows += self._count(data)
            refuse_over(self._rows, self._most)
            return
        self._held.append(data)
        self._size += len(data)
        if self._size > self._most:
            held, self._held = self._held, None
            for piece in held:
                self.feed(piece)

    def _csv(self, data: bytes) -> int:
        """Line ends outside quotation marks."""
        pieces = data.split(b'"')
        found = sum(piece.count(b"\n") for piece in pieces[self._quoted :: 2])
        self._quoted ^= len(pieces) % 2 == 0
        return found


_COUNTS: dict[str, tuple[Callable[[bytes], int], int]] = {
    "json": (_json, len(b',{"}') - 1), "xml": (_xml, len(b"<result>") - 1), "tsv": (_lines, 0),
}  # fmt: skip


def _spanning(counted: tuple[Callable[[bytes], int], int]) -> Callable[[bytes], int]:
    """A count that also sees what lies across the border of two pieces."""
    count, overlap = counted
    tail = b""

    def of(data: bytes) -> int:
        nonlocal tail
        joined, before = (tail + data, count(tail)) if tail else (data, 0)
        tail = joined[-overlap:] if overlap else b""
        return count(joined) - before

    return of


def refuse_over(rows: int, most: int) -> None:
    """Raise ResultTooLarge, naming the cap, for more rows than `most`."""
    if rows > most:
        raise ResultTooLarge(
            f"The result has more than {most} rows (COMMUNIQUE_MAX_ROWS); ask for less, for example with "
            "LIMIT and OFFSET.",
            cap=most,
        )


def at_most(items: Iterable[Item], most: int) -> Iterator[Item]:
    """The items; raises ResultTooLarge when one comes after `most`."""
    for number, item in enumerate(items, start=1):
        refuse_over(number, most)
        yield item
