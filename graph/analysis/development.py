"""How a measure of a view changes from one period to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from communique.graph.analysis.measures import Ranked, rank_scope
from communique.graph.analysis.views import NetworkView, scope_of, view_of
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.snapshot import BadParameter, Snapshot

_DAYS = """SELECT (MIN(?earliest) AS ?first) (MAX(?latest) AS ?last) WHERE {{ VALUES ?class {{ {} }}
  ?f a ?class ; dip:earliest ?earliest ; dip:latest ?latest }}"""
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
    chosen = view_of(view)
    first, last = _span(snapshot, chosen, since, until)
    spans = list(_spans(first, last, MONTHS[every])) if first and last else []
    kept = spans[-_MOST_PERIODS:]
    periods = []
    for start, end in kept:
        found = rank_scope(snapshot, by, scope_of(view, start, end, as_of), limit)
        periods.append(Period(start, end, found.ranked, found.total))
    return Development(by, view, every, periods, len(kept) < len(spans))


def _span(snapshot: Snapshot, view: NetworkView, since: str, until: str) -> tuple[str, str]:
    """The first and last day of the view's facts, within the period asked for."""
    classes = " ".join(f"dip:{KINDS[key].name}" for key in view.kinds)
    row = next(iter(snapshot.rows(_DAYS.format(classes))), {})
    if "first" not in row:
        return "", ""
    return max(since, row["first"][:10]), min(until or "9999", row["last"][:10])


def _spans(first: str, last: str, months: int) -> Iterator[tuple[str, str]]:
    """Whole periods from the one with the first day to the one with the last."""
    start = dt.date(int(first[:4]), 1, 1)
    while start.isoformat() <= last:
        month = start.year * 12 + start.month - 1 + months
        following = dt.date(month // 12, month % 12 + 1, 1)
        if following.isoformat() > first:
            yield start.isoformat(), (following - dt.timedelta(days=1)).isoformat()
        start = following
