"""How a measure of a view changes from one period to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from communique.graph.analysis.measures import Ranked, check_measure, ranked_page, standings
from communique.graph.analysis.projection import Span, by_period
from communique.graph.analysis.views import scope_of
from communique.graph.lookup.snapshot import BadParameter, Snapshot

_MOST_PERIODS = 200
MONTHS = {"year": 12, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Period:
    """One period (ISO days, both included) and the entities that stand highest in it."""

    start: str
    end: str
    ranked: list[Ranked]
    total: int


@dataclass(frozen=True, slots=True)
class Development:
    """A measure by period, the oldest first; empty periods are there, too."""

    by: str
    view: str
    every: str
    periods: list[Period]
    truncated: bool


def development(
    snapshot: Snapshot, by: str = "degree", view: str = "met", every: str = "year", since: str = "",
    until: str = "", limit: int = 10, as_of: str = "",
) -> Development:  # fmt: skip
    """The highest `limit` entities of a view in each year or quarter, from the first fact to the last.

    A fact counts in each period in which it may have happened. Raises BadParameter.
    """
    if every not in MONTHS:
        raise BadParameter(f"no period “{every}”: there are {', '.join(MONTHS)}")
    check_measure(by)
    spans: list[Span] = []

    def kept(first: str, last: str) -> list[Span]:
        spans.extend(_spans(max(since, first), min(until or "9999", last), MONTHS[every]))
        return spans[-_MOST_PERIODS:]

    periods = []
    for (start, end), projection in by_period(snapshot, scope_of(view, as_of=as_of), kept):
        found = standings(projection, by)
        periods.append(Period(start, end, ranked_page(snapshot, found, limit), len(found)))
    return Development(by, view, every, periods, len(periods) < len(spans))


def _spans(first: str, last: str, months: int) -> Iterator[Span]:
    """Whole periods from the one with the first day to the one with the last."""
    start = dt.date(int(first[:4]), 1, 1)
    while start.isoformat() <= last:
        month = start.year * 12 + start.month - 1 + months
        following = dt.date(month // 12, month % 12 + 1, 1)
        if following.isoformat() > first:
            yield start.isoformat(), (following - dt.timedelta(days=1)).isoformat()
        start = following
