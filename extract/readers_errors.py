"""Why a report could not be read; every message says what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class ReadError(Exception):
    """A report that cannot be read. ``str()`` of it is a sentence for the user."""


class MissingFile(ReadError):
    """No file or folder of that name, or it may not be opened."""


class EmptyReport(ReadError):
    """Nothing but blanks."""


class BinaryFile(ReadError):
    """Not a text."""


class WrongEncoding(ReadError):
    """A text that is not UTF-8."""


class TooLarge(ReadError):
    """More bytes than one report may have."""


class NoArticle(ReadError):
    """An HTML page in which no article was found."""


class NotEnglish(ReadError):
    """A text in another language."""


class BadRecord(ReadError):
    """A line of a JSON Lines file that holds no report."""


class NoReports(ReadError):
    """A folder or file without any report."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A report that was left out: where it stands (path, or path and line) and why."""

    where: str
    error: ReadError

    def __str__(self) -> str:
        return f"{self.where}: {self.error}"
