"""Reports in JSON Lines: one object a line with ``text``, and ``id``, ``url``, ``date``, ``title``, ``publisher``."""

from __future__ import annotations

import json
from dataclasses import dataclass

from communique.extract.periods import parse_day
from communique.extract.readers_errors import BadRecord

_FIELDS = ("id", "url", "date", "title", "publisher")


@dataclass(frozen=True, slots=True)
class Record:
    """One line: the report's text and what is known about it (empty where the line says nothing)."""

    text: str
    id: str = ""
    url: str = ""
    date: str = ""
    title: str = ""
    publisher: str = ""


def parse_record(line: str) -> Record:
    """The record of a line. Raises BadRecord, which says what is wrong with it."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise BadRecord(f"is not JSON ({str(problem)[:80]}); each line must hold one whole object") from None
    if not isinstance(data, dict):
        raise BadRecord('is not an object; each line must look like {"text": "…", "id": "…"}')
    if not isinstance(data.get("text"), str):
        raise BadRecord("has no text; give the report's words as the string field `text`")
    return Record(data["text"], *(_field(data, name) for name in _FIELDS))


def _field(data: dict[str, object], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRecord(f"has a {name} that is no text")
    text = " ".join(str(value).split())
    if name != "date" or not text:
        return text
    if not parse_day(text[:10]):
        raise BadRecord(f"has the date {text[:40]!r}; write it as YYYY-MM-DD")
    return text[:10]
