"""When something happened as a stretch of days: what a claim states, else what its report's day allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from communique.graph.model import Stated

Span = tuple[dt.date, dt.date]
_BEFORE, _AFTER = dt.timedelta(10), dt.timedelta(2)
_AHEAD = dt.timedelta(120)
_DATES = ("date", "start", "end")


def span_of_dates(dates: Iterable[str]) -> Span | None:
    """From the first to the last day that dates of any exactness can mean; None for no date."""
    spans = [(_first(d), _last(d)) for d in dates if d]
    return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None


def stated_span(s: Stated) -> Span | None:
    """The days that the claim itself gives."""
    return span_of_dates(str(v) for name in _DATES for v in s.values.get(name, ()))


def span(s: Stated) -> Span | None:
    """The stated days, else those around the report: what is planned lies ahead, the rest just before."""
    own = stated_span(s)
    if own or not s.date:
        return own
    day = _first(s.date)
    return (day, day + _AHEAD) if s.claim.status == "planned" else (day - _BEFORE, day + _AFTER)


def overlap(a: Span | None, b: Span | None, slack: int = 0) -> bool:
    """Whether two stretches meet, ``slack`` days apart at most; False where one is unknown."""
    if a is None or b is None:
        return False
    gap = dt.timedelta(slack)
    return a[0] <= b[1] + gap and b[0] <= a[1] + gap


def near(a: Stated, b: Stated, days: int) -> bool:
    """Whether two reports are of days that lie no further apart."""
    return bool(a.date and b.date) and abs((_first(a.date) - _first(b.date)).days) <= days


def exact(span_: Span | None) -> bool:
    """Whether a stretch is a single day."""
    return span_ is not None and span_[0] == span_[1]


def short(span_: Span) -> bool:
    """Whether a stretch is of days, not of a month or year."""
    return (span_[1] - span_[0]).days < 20


@lru_cache(maxsize=50_000)
def _first(date: str) -> dt.date:
    return dt.date.fromisoformat((date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10])


@lru_cache(maxsize=50_000)
def _last(date: str) -> dt.date:
    if len(date) == 10:
        return _first(date)
    start = _first(date)
    following = (
        dt.date(start.year + 1, 1, 1)
        if len(date) == 4
        else (start.replace(day=28) + dt.timedelta(4)).replace(day=1)
    )
    return following - dt.timedelta(1)
