"""The library: the reports of a store with their texts, and what was read out of each, in one SQLite file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from communique.extract.article import Article
from communique.extract.claims import Extraction, from_json, to_json
from communique.graph.model import Report

FILE = "library.sqlite"
_FIELDS = (
    "key",
    "file_name",
    "text",
    "published",
    "title",
    "publisher",
    "url",
    "language",
    "body_start",
    "sha256",
)
_COLUMNS = ", ".join(_FIELDS)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  key TEXT PRIMARY KEY, file_name TEXT NOT NULL, text TEXT NOT NULL, published TEXT NOT NULL,
  title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL,
  body_start INTEGER NOT NULL, sha256 TEXT NOT NULL, reading TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS article_by_hash ON article (sha256);
CREATE TABLE IF NOT EXISTS reading (cache_key TEXT PRIMARY KEY, data TEXT NOT NULL);
"""
_PUT = f"INSERT OR REPLACE INTO article VALUES ({', '.join('?' * (len(_FIELDS) + 1))})"  # noqa: S608
_BY_KEY = f"SELECT {_COLUMNS} FROM article WHERE key = ?"  # noqa: S608
_TEXT = "SELECT text, body_start FROM article WHERE sha256 = ? ORDER BY key LIMIT 1"
_ALL = f"SELECT {_COLUMNS}, data FROM article JOIN reading ON cache_key = reading ORDER BY key"  # noqa: S608


def cache_key(article: Article, version: str) -> str:
    """Under what a reading is kept: the text, what is known about the report, the extractor's version."""
    known = [version, *(getattr(article, f) for f in _FIELDS if f != "text")]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


class Library:
    """One connection to the library of a store's folder; use it as a context manager."""

    def __init__(self, store: Path, readonly: bool = False, wait: float = 10.0) -> None:
        """Open it; while another connection writes, wait so many seconds."""
        path = store / FILE
        if readonly:
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=wait)
        else:
            self._db = sqlite3.connect(path, timeout=wait)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    # readings ---------------------------------------------------------------------------------------
    def reading(self, key: str) -> Extraction | None:
        """What was read out of a report under a cache key, None if nothing is kept."""
        row = self._db.execute("SELECT data FROM reading WHERE cache_key = ?", (key,)).fetchone()
        return from_json(json.loads(row[0])) if row else None

    def has_reading(self, key: str) -> bool:
        """Whether a reading is kept."""
        return self._db.execute("SELECT 1 FROM reading WHERE cache_key = ?", (key,)).fetchone() is not None

    def keep_reading(self, key: str, extraction: Extraction) -> None:
        """Keep a reading at once: a build that is killed later need not repeat it."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?)",
                (key, json.dumps(to_json(extraction), ensure_ascii=False)),
            )

    # articles ---------------------------------------------------------------------------------------
    def keys(self) -> dict[str, str]:
        """The reports' keys with the cache key of the reading that each stands for."""
        return dict(self._db.execute("SELECT key, reading FROM article"))

    def names(self) -> dict[str, str]:
        """The reports' keys with their file names."""
        return dict(self._db.execute("SELECT key, file_name FROM article"))

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """A change of the articles: kept at a clean exit (or at ``keep``), undone on an exception."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.keep()
        finally:
            self._db.rollback()

    def keep(self) -> None:
        """Keep for good what was changed so far."""
        self._db.commit()

    def replace(self, articles: Iterable[tuple[Article, str]], removed: Iterable[str] = ()) -> None:
        """Put reports in (a known key replaces its old self) and take others out, inside ``changing``."""
        self._db.executemany("DELETE FROM article WHERE key = ?", [(k,) for k in removed])
        rows = ([getattr(a, f) for f in _FIELDS] + [reading] for a, reading in articles)
        self._db.executemany(_PUT, rows)
        self._db.execute("DELETE FROM reading WHERE cache_key NOT IN (SELECT reading FROM article)")

    def article(self, key: str) -> Article | None:
        """A report by its key."""
        return _article(self._db.execute(_BY_KEY, (key,)).fetchone())

    def texts(self, hashes: Iterable[str]) -> dict[str, tuple[str, int]]:
        """The texts of reports by their hashes, each with the offset at which the report itself begins."""
        found = {hash: self._db.execute(_TEXT, (hash,)).fetchone() for hash in hashes}
        return {hash: (row[0], row[1]) for hash, row in found.items() if row}

    def reports(self) -> Iterator[Report]:
        """Every report with its reading, by key."""
        for *fields, data in self._db.execute(_ALL):
            article = Article(**dict(zip(_FIELDS, fields, strict=True)))
            yield Report(article, from_json(json.loads(data)))


def _article(row: tuple[Any, ...] | None) -> Article | None:
    return Article(**dict(zip(_FIELDS, row, strict=True))) if row else None
