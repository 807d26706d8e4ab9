"""Spans of years and days: anniversaries that tell when something began, and "a three-day visit"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.extract.dates import DateMention, find_dates
from communique.extract.periods import calendar_words


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An anniversary as written: ``years`` since the beginning, which was in ``since`` (ISO, or empty)."""

    start: int
    end: int
    years: int
    since: str


@dataclass(frozen=True, slots=True)
class Duration:
    """How many days something takes: "a three-day visit"."""

    start: int
    end: int
    days: int


def _numbers(name: str) -> str:
    return "|".join(sorted(calendar_words()[name], key=len, reverse=True))


@cache
def _anniversary() -> re.Pattern[str]:
    ordinal = rf"(?P<nth>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{_numbers('ordinals')})"
    count = rf"(?P<count>\d{{1,3}}|{_numbers('numbers')})"
    return re.compile(
        rf"\b(?:(?:{ordinal})[ -]+(?:[\w'’-]+ ){{0,3}}?(?:anniversary|jubilee|birthday)\b"
        rf"|(?P<half>half a century|golden jubilee)\b"
        rf"|{count}[ -]years? (?:of|since|after)\b(?! age)(?! experience)|{count.replace('count', 'ago')}[ -]years?[ -]anniversary\b)",
        re.IGNORECASE,
    )


@cache
def _duration() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<count>\d{{1,2}}|{_numbers('numbers')})[ -]days?\b(?![ -](?:ago|later|earlier))",
        re.IGNORECASE,
    )


_CLAUSE = re.compile(r"[^.;\n]{0,110}")
_AHEAD = re.compile(r"\b(?:will|to|ahead|upcoming|forthcoming|prepar\w+)\b[^.;]{0,40}$")
_OWN_DAY = re.compile(
    r"\b(?:relations|ties|founding|establishment|independence)\b(?: \w+){0,4},?(?: which| that)?(?: falls| fell)? on $"
)


def find_anniversaries(text: str, published: str = "", offset: int = 0) -> list[Anniversary]:
    """The anniversaries of a text, counted back from the year it names beside them, else the report's.

    "the 75th anniversary of ties in 2025" began in 1950; "(October 10, 1945 - October 10, 2025)" tells
    the day itself.
    """
    matches = list(_anniversary().finditer(text))
    dates = find_dates(text, published) if matches else []
    found = []
    for match in matches:
        years = _years(match)
        if 1 <= years <= 300:
            since = _since(text, match, years, dates, published)
            found.append(Anniversary(match.start() + offset, match.end() + offset, years, since))
    return found


def _years(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups["half"]:
        return 50
    if groups["word"]:
        return int(calendar_words()["ordinals"][groups["word"].lower()])
    number = groups["nth"] or groups["count"] or groups["ago"] or ""
    return int(number) if number.isdigit() else int(calendar_words()["numbers"][number.lower()])


def _since(text: str, match: re.Match[str], years: int, dates: list[DateMention], published: str) -> str:
    """The beginning: a stated one that fits, else the reference year less the years."""
    clause = _CLAUSE.match(text, match.end())
    reach = clause.end() if clause else match.end()
    behind = [d for d in dates if match.end() <= d.start <= reach and d.value]
    stated = next((d for d in behind if d.kind == "history" or _fits(d, years, published)), None)
    if stated is not None:
        return stated.value
    before = [d for d in dates if match.start() - 60 <= d.start < match.start() and len(d.value) == 4]
    here = int(published[:4]) if published[:4].isdigit() else 0
    for date in behind + before[::-1]:
        year = int(date.value[:4])
        if year == here - 1 and not re.search(r"\d{4}", date.text) and _AHEAD.search(text[: match.start()]):
            year = here  # "prepare to celebrate 50 years of ties in September"
        if date.kind == "point" and (not here or abs(year - here) <= 2):
            own = _OWN_DAY.search(text[match.end() : date.start + len("on ") * date.text.startswith("on ")])
            return f"{year - years}{date.value[4:] if own else ''}"
    return str(here - years) if here else ""


def _fits(date: DateMention, years: int, published: str) -> bool:
    """A date that lies as many years back as the anniversary says (give or take the coming year)."""
    here = published[:4]
    return years >= 2 and here.isdigit() and 0 <= int(date.value[:4]) + years - int(here) <= 1


def find_durations(text: str, offset: int = 0) -> list[Duration]:
    """How long visits take: "three-day", "4-day", "two days"."""
    found = []
    for match in _duration().finditer(text):
        count = match["count"]
        days = int(count) if count.isdigit() else int(calendar_words()["numbers"][count.lower()])
        found.append(Duration(match.start() + offset, match.end() + offset, days))
    return found
