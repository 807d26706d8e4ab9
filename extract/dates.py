"""Dates in the text of a report, and the ISO values they stand for.

Values are as exact as the text with the report's own date allows: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``,
or empty where nothing fixes them. ``date_grammar`` holds the patterns, this module their meaning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from communique.extract.date_grammar import gates, rules
from communique.extract.datelines import in_dateline, text_date
from communique.extract.periods import (
    calendar_words,
    iso,
    month_number,
    nearest_year,
    parse_day,
    shift_month,
    weekday_near,
    weekday_number,
)
from communique.extract.tense import tense_at

DateKind = Literal["point", "range", "history", "same", "vague"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written, with code point offsets and what it stands for.

    ``kind``: ``point``; ``range`` (``end_value`` is its last day, month or year); ``history``, the two ends
    of an anniversary ("October 10, 1945 - October 10, 2025") and never an event's date; ``same``, a day
    told from the event before it ("the same day", "the following Tuesday": see ``resolve``); ``vague``
    ("last week": the month at most). ``dateline`` marks a report's own date and place line, ``relative`` a
    value that hangs on the report's date ("today", "on Monday").
    """

    start: int
    end: int
    value: str
    end_value: str = ""
    kind: DateKind = "point"
    text: str = ""
    shift: int = 0
    weekday: int | None = None
    relative: bool = False
    dateline: bool = False

    @property
    def exact(self) -> bool:
        """Whether ``value`` is a day."""
        return len(self.value) == 10

    def resolve(self, event_day: str) -> str:
        """The value of a ``same`` mention, given the day of the event before it; else ``value``."""
        day = parse_day(event_day)
        if self.kind != "same":
            return self.value
        if day is None:
            return event_day if not self.shift and self.weekday is None else ""
        if self.weekday is not None:
            return weekday_near(day, self.weekday, "next" if self.shift else "past").isoformat()
        return (day + dt.timedelta(self.shift)).isoformat()


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a match stands: the report's day or at least year, the last year named before, the text's offset."""

    match: re.Match[str]
    anchor: dt.date | None
    own_year: int | None
    year: int | None
    offset: int

    def get(self, name: str) -> str:
        return self.match.groupdict().get(name) or ""

    def number(self, *names: str) -> int:
        return int(re.sub(r"\D", "", next(filter(None, map(self.get, names)))))

    def month(self, *names: str) -> int:
        return month_number(next(filter(None, map(self.get, names))))

    @property
    def tense(self) -> str:
        return tense_at(self.match.string, *self.match.span())

    def guess(self, month: int, day: int) -> int | None:
        """The year of a day or month that has none written."""
        return nearest_year(self.anchor, month, day, self.tense) if self.anchor else self.own_year

    def written_year(self, n: int) -> int | None:
        """The year behind the n-th date, as a number or as "last year"."""
        if self.get(f"y{n}"):
            return int(self.get(f"y{n}"))
        word = self.get(f"w{n}").lower()
        if word in ("that", "the same", "the previous", "the following"):
            step = {"the previous": -1, "the following": 1}.get(word, 0)
            return self.year + step if self.year else None
        return self.anchor.year + _step(word) if word and self.anchor else None

    def made(
        self, value: str, end_value: str = "", kind: DateKind = "point", relative: bool = False
    ) -> _Made:
        """The mention, unless it holds no day that exists."""
        if not value or (kind in ("range", "history") and not end_value):
            return None
        return self.mention(value, end_value, kind, relative=relative)

    def mention(
        self, value: str = "", end_value: str = "", kind: DateKind = "point", shift: int = 0,
        weekday: int | None = None, relative: bool = False,
    ) -> DateMention:  # fmt: skip
        start, end = self.match.span()
        own = in_dateline(self.match.string, start, end)
        return DateMention(
            start + self.offset, end + self.offset, value, end_value, kind, self.match.group(),
            shift, weekday, relative, own,
        )  # fmt: skip


_Made = DateMention | None


def find_dates(text: str, published: str = "", offset: int = 0) -> list[DateMention]:
    """All dates of ``text`` in order, without overlaps, resolved against ``published``.

    ``published`` is an ISO day, a bare year where no more is known, or empty. ``offset`` is where ``text`` begins in its report; it is added to the mentions' offsets.
    """
    anchor = parse_day(published)
    found: list[DateMention] = []
    own_year = int(published[:4]) if published[:4].isdigit() else None
    year = own_year
    for match, name in _candidates(text):
        if found and match.start() + offset < found[-1].end:
            continue
        mention = _MEANINGS[name](_Context(match, anchor, own_year, year, offset))
        if mention is not None:
            found.append(mention)
            year = int(mention.value[:4]) if mention.value and not mention.relative else year
    return found


_DIGIT = re.compile(r"\d")


def _candidates(text: str) -> list[tuple[re.Match[str], str]]:
    """Every rule's matches in order; at the same place the longest first."""
    lower = text.lower()
    near = {gate.name: gate.windows(text, lower) for gate in gates()}
    near["dated"] = [(begin, end) for begin, end in near["month"] if _DIGIT.search(text, begin, end)]
    every = [
        (m, name)
        for name, gate, pattern in rules()
        for begin, end in near[gate]
        for m in pattern.finditer(text, begin, end)
    ]
    return sorted(every, key=lambda pair: (pair[0].start(), -pair[0].end()))


def shift_day(value: str, days: int) -> str:
    """A full ISO date some days on; a coarser one is returned as it is."""
    day = parse_day(value)
    return (day + dt.timedelta(days)).isoformat() if day else value


def dateline(text: str) -> str:
    """The date that a report gives itself (``datelines.text_date``)."""
    return text_date(text)


def _step(word: str) -> int:
    return {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)


# What the rules mean ----------------------------------------------------------------------------------


def _day(c: _Context) -> _Made:
    month, day = c.month("m1", "n1"), c.number("d1", "e1")
    year = c.written_year(1) or c.guess(month, day)
    return c.made(iso(year, month, day)) if year else c.mention()


def _two_days(c: _Context) -> _Made:
    first = (c.month("m1", "n1"), c.number("d1", "e1"))
    last = (c.month("m2", "n2"), c.number("d2", "e2"))
    end = c.written_year(2) or c.guess(*last)
    if end is None:
        return c.mention(kind="range")
    begin = c.written_year(1) or (end if first <= last else end - 1)
    kind: DateKind = "history" if end - begin >= 5 else "range"
    return c.made(iso(begin, *first), iso(end, *last), kind)


def _days_of_month(c: _Context) -> _Made:
    month, first, last = c.month("m1"), c.number("d1"), c.number("d2")
    year = c.written_year(2) or c.guess(month, first)
    if first >= last:
        return None
    if year is None:
        return c.mention(kind="range")
    return c.made(iso(year, month, first), iso(year, month, last), "range")


def _history_to_year(c: _Context) -> _Made:
    """ "March 22, 1955 - 2025"; without a first year it is a day and its own year."""
    month, day = c.month("m1", "n1"), c.number("d1", "e1")
    first, last = c.written_year(1), c.number("y2")
    if first is None:
        return c.made(iso(last, month, day))
    return c.made(iso(first, month, day), iso(last), "history")


def _numeric(c: _Context) -> _Made:
    """Day first, unless only the other order is a date, or lies within a week of the report."""
    year, month, day = (int(c.get(name)) for name in "ymd")
    usual = iso(year, month, day)
    swapped = iso(year, day, month) if c.get("sep") else ""
    if usual and swapped and c.anchor:
        gaps = [abs((dt.date.fromisoformat(v) - c.anchor).days) for v in (usual, swapped)]
        usual = swapped if gaps[1] <= 7 < gaps[0] else usual
    return c.made(usual or swapped)


def _month(c: _Context) -> _Made:
    month = c.month("m1")
    year = c.written_year(1) or _month_year(c, month)
    return c.made(iso(year, month)) if year else None


def _month_year(c: _Context, month: int) -> int | None:
    """The year of "last November", "next June", "this October" or a bare "in March"."""
    if c.anchor is None:
        return None
    before = c.match.string[c.match.start() : c.match.start("m1")].strip().lower()
    here, year = c.anchor.month, c.anchor.year
    if before in ("last", "past"):
        return year - int(month >= here)
    if before in ("next", "coming"):
        return year + int(month <= here)
    return year if before == "this" else c.guess(month, 0)


def _months(c: _Context) -> _Made:
    """ "May and June 2024", "January to March"."""
    first, last = c.month("m1"), c.month("m2")
    year = c.written_year(1) or c.guess(last, 0)
    return c.made(iso(year - int(first > last), first), iso(year, last), "range") if year else None


def _years(c: _Context) -> _Made:
    first, last = int(c.get("y1")), c.get("y2")
    final = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if final <= first or (len(last) == 2 and final - first > 20):
        return None
    return c.made(iso(first), iso(final), "range")


def _year(c: _Context) -> _Made:
    return c.made(c.get("y1"))


def _unit(c: _Context) -> _Made:
    """A year or month told by "this" or "last"; of a week only the month is told."""
    if c.anchor is None:
        return None
    step, unit = _step(c.get("which").lower()), c.get("unit").lower()
    if unit == "year":
        return c.made(iso(c.anchor.year + step), relative=True)
    if unit == "month":
        return c.made(iso(*shift_month(c.anchor.year, c.anchor.month, step)), relative=True)
    monday = c.anchor - dt.timedelta(c.anchor.weekday() - 7 * step)
    within = monday.month == (monday + dt.timedelta(6)).month
    return c.mention(iso(monday.year, monday.month) if within else "", kind="vague", relative=True)


def _season(c: _Context) -> _Made:
    """The year of a season: "last summer" is the one that is over, "next summer" the one to come."""
    if c.get("y1"):
        return c.made(c.get("y1"))
    if c.anchor is None:
        return None
    if c.get("w1"):
        return c.made(iso(c.anchor.year + _step(c.get("w1").lower())), relative=True)
    begins, step = calendar_words()["seasons"][c.get("season").lower()], _step(c.get("which").lower())
    already = begins + 2 < c.anchor.month if step < 0 else begins > c.anchor.month
    return c.made(iso(c.anchor.year + (0 if already else step)), relative=True)


def _today(c: _Context) -> _Made:
    steps = {
        "yesterday": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
        "the day before yesterday": -2,
        "last": -1,
    }
    if c.anchor is None:
        return c.mention(relative=True)
    day = c.anchor + dt.timedelta(steps.get(c.get("rel").lower(), 0))
    return c.made(day.isoformat(), relative=True)


def _weekday(c: _Context) -> _Made:
    """A bare weekday looks back, unless a word nearby looks ahead."""
    number, which = weekday_number(c.get("wd")), (c.get("coming") or c.get("which")).lower()
    if which in ("following", "same", "that"):
        return c.mention(kind="same", shift=int(which == "following"), weekday=number)
    if c.anchor is None:
        return c.mention(relative=True)
    by_tense = "future" if c.tense == "future" else "past"
    direction = {"last": "last", "past": "past", "next": "next", "coming": "next"}.get(which, by_tense)
    return c.made(weekday_near(c.anchor, number, direction).isoformat(), relative=True)


def _weekdays(c: _Context) -> _Made:
    """ "from Friday to Tuesday": the report's day may lie between the two."""
    if c.anchor is None:
        return None
    begin, end = weekday_number(c.get("wd")), weekday_number(c.get("wd2"))
    first = weekday_near(c.anchor, begin, "future" if c.tense == "future" else "past")
    last = weekday_near(first, end, "next")
    return c.made(first.isoformat(), last.isoformat(), "range", relative=True)


def _ago(c: _Context) -> _Made:
    count, unit = _count(c.get("count")), c.get("unit").lower()
    if c.anchor is None:
        return None
    if unit == "year":
        return c.made(iso(c.anchor.year - count), relative=True)
    if unit == "month":
        return c.made(iso(*shift_month(c.anchor.year, c.anchor.month, -count)), relative=True)
    day = c.anchor - dt.timedelta(count * (7 if unit == "week" else 1))
    if unit == "week":
        return c.mention(iso(day.year, day.month), kind="vague", relative=True)
    return c.made(day.isoformat(), relative=True)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int(calendar_words()["numbers"][word.lower()])


def _day_alone(c: _Context) -> _Made:
    """ "on the 15th" is of the report's month."""
    day = iso(c.anchor.year, c.anchor.month, c.number("d1")) if c.anchor else ""
    return c.made(day, relative=True)


def _same(c: _Context) -> _Made:
    words = c.get("shift").lower()
    ahead = words in ("the following", "the next", "a day later", "one day later", "the day after")
    back = words in ("the previous", "the preceding", "a day earlier", "one day earlier", "the day before")
    return c.mention(kind="same", shift=int(ahead) - int(back))


def _same_by_days(c: _Context) -> _Made:
    count = _count(c.get("count"))
    return c.mention(kind="same", shift=count if c.get("way").lower() == "later" else -count)


_MEANINGS: dict[str, Callable[[_Context], _Made]] = {
    "two_days": _two_days,
    "days_of_month": _days_of_month,
    "history_to_year": _history_to_year,
    "day": _day,
    "numeric": _numeric,
    "months": _months,
    "month": _month,
    "years": _years,
    "year": _year,
    "unit": _unit,
    "season": _season,
    "today": _today,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "ago": _ago,
    "day_alone": _day_alone,
    "same": _same,
    "same_by_days": _same_by_days,
}
