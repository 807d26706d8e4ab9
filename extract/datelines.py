"""A report's own date: from a ``date YYYY-MM-DD`` beginning, a dateline, or the line that says when it was posted."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from communique.extract.periods import calendar_words, iso, month_number, nearest_year, parse_day

DATE_LINE = re.compile(r"\A\ufeff?[ \t]?date[ \t]+(?P<date>\d{4}-\d{2}-\d{2})(?!\d)[ \t]?")
_DIGIT = re.compile(r"\d")
#: The hour that some agencies set before a dateline ("19:28 | Lima, Jul. 6.").
_HOUR = re.compile(r"^\d{1,2}:\d\d\s*\|\s*(?=[A-Z])")
_HEAD_LINES = 14
_HEAD_CHARS = 3000
_SHORT_LINE = 100


def text_date(text: str) -> str:
    """The day that a report's text gives itself (ISO), or empty."""
    first = DATE_LINE.match(text)
    if first and parse_day(first["date"]):
        return first["date"]
    day = dateline_day(text, None)
    return day.isoformat() if day else ""


def dateline_day(text: str, published: dt.date | None) -> dt.date | None:
    """The day of the dateline or posting line; one without a year needs the day of publication beside it."""
    dated = (_line_day(line, published) for line in _head(text))
    day = next((day for day in dated if day), None) or _closing_day(text)
    return day if day is None or published is not None or day.day > 12 else _month_first(day, text)


def _month_first(day: dt.date, text: str) -> dt.date:
    """ "Lima, Feb. 8." above "Published: 2/8/2019": the month stands first where a dateline tells it so."""
    other = parse_day(iso(day.year, day.day, day.month))
    for line in _head(text) if other is not None and day.day != day.month else ():
        for pattern in _patterns()[4:]:
            found = pattern.search(line)
            if found and _is_dateline(line, found) and _day(found, day) == day:
                return day
            if found and other and _is_dateline(line, found) and _day(found, other) == other:
                return other
    return day


def _line_day(line: str, published: dt.date | None) -> dt.date | None:
    if _DIGIT.search(line) is None:
        return None
    for pattern in _patterns():
        found = pattern.search(line)
        if found and _is_dateline(line, found):
            day = _day(found, published)
            if day is not None:
                return day
    return None


def _head(text: str) -> list[str]:
    """The first lines that are not empty."""
    begin = DATE_LINE.match(text)
    head = text[begin.end() if begin else 0 :][:_HEAD_CHARS]
    return [_HOUR.sub("", line.strip()) for line in head.splitlines() if line.strip()][:_HEAD_LINES]


def _closing_day(text: str) -> dt.date | None:
    """A day with its year that stands alone in one of the last lines, as below a ministry's note."""
    lines = [line.strip() for line in text[-600:].splitlines() if line.strip()][-3:]
    for line in reversed(lines):
        for pattern in _patterns():
            found = pattern.search(line)
            if found and found.groupdict().get("y") and len(line) - len(found.group()) <= 20:
                return _day(found, None)
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    forms = [form for row in calendar_words()["months"] for form in row]
    month = rf"(?P<m>{'|'.join(sorted(forms, key=len, reverse=True))})\b\.?"
    day, year = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>(?:19|20)\d\d)\b"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\w-]){month}[ \u00a0]*{day}(?:\.?,? ?{year})(?!\s?[-–—]\s?\d{1, 2}\b(?!:))",
            rf"(?<![\d–—-]){day}\.?[ \u00a0-]*(?:of )?{month},?[ -]?{year}",
            r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<n>0?[1-9]|1[0-2])[-/.](?P<d>\d{1,2})(?!\d)",
            r"(?<!\d)(?P<d>\d{1,2})(?P<sep>[-/.])(?P<n>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)",
            rf"(?<![\w-]){month}[ \u00a0]*{day}(?![\d,]*\d)",
            rf"(?<![\d–—-]){day}[ \u00a0]*(?:of )?{month}",
        )
    )


_PLACE = re.compile(
    r"(?:[\w.'’() /-]+[,–—:/-]+ *)?(?:[\w.'’() /-]+[,–—:/-]+ *)?(?:[A-Z][a-z]+day,? *(?:the *)?)?"
)
_SOURCE = re.compile(r"\.?,?\s*(?:\(|/|--|[—–]|-\s|:|\||$)")
_PROSE = re.compile(r"[a-z]{2,}[,.]? (?:[a-z]+ ){2,}|\b(?:visit|anniversary|adopted|established|signed)\b")


def _is_dateline(line: str, found: re.Match[str]) -> bool:
    """A place before it and a source or dash behind it; or a short line that is no prose."""
    opening = _PLACE.fullmatch(line[: found.start()])
    if opening and _SOURCE.match(line, found.end()) and len(line[: found.start()].split()) <= 7:
        return True
    if "y" not in found.groupdict():
        return False
    if opening and found.start() <= 12 and line[found.end() : found.end() + 2] == ", ":
        return not re.match(r", (?:the|a|an|[a-z]+ed) ", line[found.end() : found.end() + 12])
    return len(line) <= _SHORT_LINE and not _PROSE.search(line)


def _day(found: re.Match[str], published: dt.date | None) -> dt.date | None:
    groups = found.groupdict()
    day = int(groups["d"])
    month = month_number(groups["m"]) if groups.get("m") else int(groups["n"])
    if groups.get("y"):
        value = iso(int(groups["y"]), month, day)
        return parse_day(value or iso(int(groups["y"]), day, month))
    if published is None or not 1 <= month <= 12:
        return None
    return parse_day(iso(nearest_year(published, month, day, ""), month, day))


def report_day(text: str, published: str = "") -> str:
    """The day from which a report speaks ("today", "on Monday"), ISO or empty.

    It is the dateline's, where that is at most three days older than the day of publication. A report
    that gives itself no day has the year of the latest full date in it, if any.
    """
    printed = parse_day(published)
    own = dateline_day(text, printed)
    if printed is None:
        return own.isoformat() if own else text_date(text) or _latest_year(text)
    recent = own is not None and 0 <= (printed - own).days <= 3
    return own.isoformat() if own and recent else published


def _latest_year(text: str) -> str:
    full = _patterns()[:4]
    days = [_day(found, None) for pattern in full for found in pattern.finditer(text[: _HEAD_CHARS * 5])]
    return str(max(day.year for day in days if day)) if any(days) else ""


_AFTER = re.compile(
    r"[ \t]*(?:, ?[A-Z]{2,}\b)?(?:,?[ \t]*\d{1,2}:\d\d[^\n]{0,20})?\.?,?[ \t]*(?:\((?=[A-Z])|/|--|[—–]|-[ \t]|$|\n|\|)"
)
_BEFORE = re.compile(
    r"[^a-z]*|(?:[A-Z][\w'’.-]*[ ,/–—-]*){1,5}|.*[)>|–—-]|(?:Posted|Published|Updated) [Oo]n:?|B[Yy] .*|[Uu]pdated:?|[Pp]ublished:?"
)


def in_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date stands in a line like "HANOI, Oct 9 (VNA) -" or alone in its line."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    if before.lower() in ("date", "date:"):
        return True
    if len(before) > 45 or not _AFTER.match(text, end):
        return False
    return bool(_BEFORE.fullmatch(before))
