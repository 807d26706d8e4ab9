"""Readers: files, folders and standard input as articles, one at a time.

``find_sources`` lists what there is without opening it, ``load`` reads one of them (in another process, if
need be), and ``read`` does both.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from communique.extract.article import Article
from communique.extract.datelines import DATE_LINE, text_date
from communique.extract.language import english_share, is_english
from communique.extract.periods import parse_day
from communique.extract.readers_errors import (
    BinaryFile,
    EmptyReport,
    MissingFile,
    NoReports,
    NotEnglish,
    ReadError,
    TooLarge,
    Unreadable,
    WrongEncoding,
)
from communique.extract.readers_html import decode_page, read_page
from communique.extract.readers_jsonl import parse_record

__all__ = [
    "Article",
    "ReadError",
    "Source",
    "Unreadable",
    "article_from_text",
    "file_name",
    "find_sources",
    "load",
    "read",
]

MOST_BYTES = 8_000_000
TEXT_ENDINGS, HTML_ENDINGS, JSONL_ENDINGS = (
    (".txt", ".text"),
    (".html", ".htm", ".xhtml"),
    (".jsonl", ".ndjson"),
)
ENDINGS = (*TEXT_ENDINGS, *HTML_ENDINGS, *JSONL_ENDINGS)
_ENDING = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,5}$")
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read (``path`` is ``-`` for standard input) and its path relative to the build's argument."""

    path: str
    relative: str


def read(paths: Iterable[str | Path], date: str | None = None) -> Iterator[Article | Unreadable]:
    """The reports under ``paths`` (files, folders, ``-``), one after the other, in a fixed order.

    ``date`` (ISO) is the day of reports that tell none themselves; a wrong one raises ValueError. What
    cannot be read comes as ``Unreadable`` in its place, and the reading goes on.
    """
    if date and not parse_day(date):
        raise ValueError(f"{date!r} is no date; write it as YYYY-MM-DD")
    for source in find_sources(paths):
        if isinstance(source, Unreadable):
            yield source
        else:
            yield from load(source, date)


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source | Unreadable]:
    """The files under ``paths`` in a fixed order; a folder gives those with a known ending."""
    for path in map(str, paths):
        if path == "-":
            yield Source("-", "-")
        elif Path(path).is_dir():
            yield from _in_folder(path)
        elif os.path.lexists(path):
            yield Source(path, Path(path).name)
        else:
            yield Unreadable(path, MissingFile("there is no such file or folder; check the path"))


def _in_folder(folder: str) -> Iterator[Source | Unreadable]:
    found = False
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                found, path = True, str(Path(parent) / name)
                yield Source(path, Path(os.path.relpath(path, folder)).as_posix())
    if not found:
        known = ", ".join(ENDINGS)
        yield Unreadable(
            folder, NoReports(f"the folder holds no report; put files there that end in {known}")
        )


def load(source: Source, date: str | None = None) -> Iterator[Article | Unreadable]:
    """The reports of one source: one, or one a line of JSON Lines."""
    try:
        if source.path == "-":
            yield from _from_stdin(date)
        elif source.path.lower().endswith(JSONL_ENDINGS):
            yield from _from_jsonl(source, date)
        else:
            html = source.path.lower().endswith(HTML_ENDINGS)
            yield _from_bytes(_bytes_of(source.path), source.relative, html, date)
    except ReadError as problem:
        yield Unreadable(source.path, problem)


# Bytes ------------------------------------------------------------------------------------------------


def _open(path: str) -> BinaryIO:
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise MissingFile("is neither a file nor a folder; give a file with a report")
        return Path(path).open("rb")
    except OSError as problem:
        raise MissingFile(f"cannot be opened ({problem.strerror}); check the path and its rights") from None


def _bytes_of(path: str) -> bytes:
    with _open(path) as file:
        return _capped(file)


def _capped(file: BinaryIO) -> bytes:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_large()
    return data


def _too_large() -> TooLarge:
    return TooLarge(
        f"is larger than {MOST_BYTES // 1_000_000} MB, too much for one report; split it into its reports"
    )


def decode_text(data: bytes) -> str:
    """The text of a file in UTF-8 (or UTF-16 with its mark), with line feeds at the line ends.

    Raises EmptyReport, BinaryFile or WrongEncoding.
    """
    if not data.strip():
        raise EmptyReport("is empty; give a file with the report's text")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _lines(_decoded(data, "utf-16"))
    if data[:5] == b"%PDF-":
        raise BinaryFile("is a PDF; save its text as .txt in UTF-8 first")
    if b"\0" in data or _control_share(data) > 0.05:
        raise BinaryFile("is not a text; give plain text, HTML or JSON Lines")
    return _lines(_decoded(data, "utf-8-sig"))


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        where = f"byte {problem.object[problem.start]:#04x} at offset {problem.start}"
        advice = "convert it first, for example with `iconv -f latin1 -t utf-8`"
        raise WrongEncoding(f"is not UTF-8 ({where}); {advice}") from None


def _control_share(data: bytes) -> float:
    sample = data[:4096]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) / len(sample)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# Articles ---------------------------------------------------------------------------------------------


def _from_bytes(data: bytes, relative: str, html: bool, date: str | None) -> Article:
    if html or _MARKUP.match(data[:2000]):
        return _from_html(data, relative, date)
    return article_from_text(decode_text(data), key=relative, date=date)


def _from_html(data: bytes, relative: str, date: str | None) -> Article:
    if not data.strip():
        raise EmptyReport("is empty; give a file with the report's text")
    if b"\0" in data[:65536]:
        raise BinaryFile("is not a text; give plain text, HTML or JSON Lines")
    page = read_page(decode_page(data))
    return article_from_text(
        page.text, key=page.url or relative, name=relative, url=page.url, title=page.title,
        publisher=page.publisher, published=page.date, date=date,
    )  # fmt: skip


def article_from_text(
    text: str, *, key: str, name: str = "", url: str = "", title: str = "", publisher: str = "",
    published: str = "", date: str | None = None,
) -> Article:  # fmt: skip
    """An article of a text whose identity is ``key``; ``name`` (or the key) gives its file name.

    Its day is ``published``, else that of the ``date YYYY-MM-DD`` it begins with, else of its dateline,
    else ``date``. Raises EmptyReport, or NotEnglish for a text in another language.
    """
    text = _whole_characters(_lines(text))
    begin = DATE_LINE.match(text)
    if begin and not parse_day(begin["date"]):
        begin = None
    body_start = begin.end() if begin else 0
    if not text[body_start:].strip():
        raise EmptyReport("has no text; give the report's words")
    _check_english(text[body_start:])
    return Article(
        key=key, file_name=file_name(name or key), text=text, title=title, publisher=publisher, url=url,
        published=published or text_date(text) or (date or ""), body_start=body_start,
    )  # fmt: skip


def _check_english(text: str) -> None:
    if not is_english(text):
        share, words = english_share(text)
        found = f"{share:.0%} of its first {words} words are common English ones"
        raise NotEnglish(
            f"is not English ({found}); communique reads English reports only: give a translation"
        )


def _whole_characters(text: str) -> str:
    """Half a surrogate pair, which JSON may smuggle in, is no character and could not be stored."""
    return text.encode("utf-8", "replace").decode() if re.search("[\ud800-\udfff]", text) else text


def file_name(path: str) -> str:
    """The last part of a path, URL or id without its ending."""
    last = PurePosixPath(path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/") or path).name
    return _ENDING.sub("", last) or "report"


def _from_jsonl(source: Source, date: str | None) -> Iterator[Article | Unreadable]:
    with _open(source.path) as file:
        yield from _records(file, source.path, source.relative, date)


def _records(file: BinaryIO, where: str, relative: str, date: str | None) -> Iterator[Article | Unreadable]:
    found, number = False, 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        if line.strip():
            found = True
            yield _record(file, line, f"{where}:{number}", f"{relative}#{number}", date)
    if not found:
        yield Unreadable(where, EmptyReport("is empty; give one JSON object with a `text` a line"))


def _record(file: BinaryIO, line: bytes, where: str, key: str, date: str | None) -> Article | Unreadable:
    try:
        if len(line) > MOST_BYTES:
            _skip_line(file, line)
            raise _too_large()
        record = parse_record(decode_text(line))
        path, _, number = key.rpartition("#")
        name = record.id or record.url or f"{file_name(path)}-{number}"
        return article_from_text(
            record.text, key=record.url or record.id or key, name=name, url=record.url, title=record.title,
            publisher=record.publisher, published=record.date, date=date,
        )  # fmt: skip
    except ReadError as problem:
        return Unreadable(where, problem)


def _skip_line(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(MOST_BYTES)


def _from_stdin(date: str | None) -> Iterator[Article | Unreadable]:
    """Standard input: JSON Lines where it begins with a brace, else one report."""
    file = sys.stdin.buffer
    first = file.readline(MOST_BYTES + 1)
    if first.lstrip()[:1] == b"{":
        yield _record(file, first, "standard input:1", "stdin#1", date)
        for number, line in enumerate(iter(lambda: file.readline(MOST_BYTES + 1), b""), 2):
            if line.strip():
                yield _record(file, line, f"standard input:{number}", f"stdin#{number}", date)
        return
    data = first + file.read(max(0, MOST_BYTES + 1 - len(first)))
    if len(data) > MOST_BYTES:
        raise _too_large()
    digest = hashlib.sha256(data).hexdigest()[:12]
    yield _from_bytes(data, f"stdin-{digest}", False, date)
