"""Partial dates (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``) and how a date without a year or day gets one."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from typing import Any

from communique.extract.words import DATA


@cache
def calendar_words() -> dict[str, Any]:
    """The word lists of ``extract/data/calendar.toml``."""
    return tomllib.loads((DATA / "calendar.toml").read_text(encoding="utf-8"))


@cache
def month_names() -> tuple[str, ...]:
    """The full names of the months, January first."""
    return tuple(row[0] for row in calendar_words()["months"])


@cache
def month_forms() -> frozenset[str]:
    """Full and short forms of the months in small letters."""
    return frozenset(form.lower() for row in calendar_words()["months"] for form in row)


@cache
def month_number(word: str) -> int:
    """1 to 12 for a month's full or short form in any case. Raises ValueError on another word."""
    return 1 + _row("months", word)


@cache
def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's full or short form. Raises ValueError on another word."""
    return _row("weekdays", word)


def _row(name: str, word: str) -> int:
    wanted = word.rstrip(".").lower()
    for number, forms in enumerate(calendar_words()[name]):
        if wanted in (form.lower() for form in forms):
            return number
    raise ValueError(f"{word!r} is none of the {name}")


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """The ISO form, as long as its parts are known; empty where there is no such day."""
    if not 1 <= year <= 9999 or not 0 <= month <= 12:
        return ""
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def parse_day(value: str) -> dt.date | None:
    """The day of a full ISO date, None for a partial, empty or wrong one."""
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def nearest_year(anchor: dt.date, month: int, day: int, tense: str) -> int:
    """The year in which a day or month (``day`` 0) without a year lies, seen from ``anchor``.

    ``tense`` is ``future``, ``past`` or empty; the wrong direction counts more, and an unmarked date
    rather lies behind than ahead.
    """
    ahead, behind = {"future": (1.0, 6.0), "past": (2.5, 1.0)}.get(tense, (2.2, 1.0))

    def cost(year: int) -> float:
        gap = (year - anchor.year) * 365 + (month - anchor.month) * 30.4 + ((day or anchor.day) - anchor.day)
        return gap * ahead if gap > 0 else -gap * behind

    return min((anchor.year, anchor.year - 1, anchor.year + 1), key=cost)


def weekday_near(anchor: dt.date, weekday: int, direction: str) -> dt.date:
    """The day that a weekday's name means in a report of ``anchor``.

    ``past``: the anchor itself or the days before; ``future``: itself or the days after; ``last`` and
    ``next`` leave the anchor out.
    """
    if direction in ("future", "next"):
        step = (weekday - anchor.weekday()) % 7
        return anchor + dt.timedelta(step or (7 if direction == "next" else 0))
    step = (anchor.weekday() - weekday) % 7
    return anchor - dt.timedelta(step or (7 if direction == "last" else 0))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months later."""
    years, month0 = divmod(year * 12 + month - 1 + by, 12)
    return years, month0 + 1
