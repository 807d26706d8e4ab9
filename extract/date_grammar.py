"""The patterns of the date grammar, built from the words of ``extract/data/calendar.toml``.

Every rule is a name and a pattern; ``dates`` says what each one means. Where two begin at the same place
the longer one holds, so that "October 9-11, 2025" is never read as October 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.extract.periods import calendar_words

#: Characters around a month, a weekday or a digit that a date with it lies within.
_REACH = 40

_BLANK = r"[ \t\u00a0]"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%])"
_DAY = r"(?<![\d.,$€£/:])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d{1,3}(?!\d)|/\d)"
_DASH = rf"(?:{_BLANK}?[-‐‑–—−]{_BLANK}?|{_BLANK}(?:to|until|till|through|thru){_BLANK}(?:the{_BLANK})?)"
_BOTH = rf"(?:{_DASH}|{_BLANK}(?:and|&){_BLANK})"
_AMOUNT = rf"(?!{_BLANK}?(?:people|billion|million|trillion|percent|per{_BLANK}cent|US\b|km\b|MW\b))"


def _forms(name: str, short: bool = True) -> str:
    """The full (and short) forms of months or weekdays, as written and in capitals."""
    forms = [form for row in calendar_words()[name] for form in (row if short else row[:1])]
    every = {variant for form in forms for variant in (form, form.upper())}
    return "|".join(sorted(every, key=lambda form: (-len(form), form)))


def _choice(name: str) -> str:
    return "|".join(map(re.escape, sorted(calendar_words()[name], key=lambda word: (-len(word), word))))


def _tail(n: int) -> str:
    """The year behind the n-th date: a number (y) or words (w)."""
    which = r"this|last|next|that|the same|the previous|the following"
    worded = rf"(?:of{_BLANK})?(?P<w{n}>{which}){_BLANK}year\b"
    return rf"(?:[,.]?{_BLANK}*(?:(?:of{_BLANK})?(?P<y{n}>{_YEAR})|{worded}))?"


def _month() -> str:
    """A month; only a short form takes its full stop along."""
    return rf"(?:(?:{_forms('months', False)})\b|(?:{_forms('months')})\b\.?+)"


def _full(n: int) -> str:
    """The n-th day with its month, in either order: m and d, or e and n."""
    month = _month()
    american = rf"(?P<m{n}>{month}){_BLANK}*(?:the{_BLANK})?(?P<d{n}>{_DAY})"
    british = rf"(?P<e{n}>{_DAY}){_BLANK}*(?:of{_BLANK})?(?P<n{n}>{month})"
    return rf"(?:{american}|{british}){_tail(n)}"


def _written() -> list[tuple[str, str]]:
    """Dates that name a month or a year."""
    month = _month()
    weekday = rf"(?:{_forms('weekdays')})\b\.?"
    part = _day_part()
    named = rf"(?:(?P<wd>{weekday})(?:{part},?|{_BLANK}?\(){_BLANK}*(?:the{_BLANK})?)?"
    noted = rf"(?:{_BLANK}?\((?:{weekday})\))?"
    lead = rf"(?<![\w-])(?i:{_choice('lead_words')}){_BLANK}?"
    last_first = r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>\d{1,2})"
    return [
        ("two_days", rf"{named}{_full(1)}{_DASH}(?:{weekday},?{_BLANK})?{_full(2)}"),
        ("days_of_month", rf"(?P<m1>{month}){_BLANK}*(?P<d1>{_DAY}){_BOTH}(?P<d2>{_DAY}){_tail(2)}{_AMOUNT}"),
        (
            "days_of_month",
            rf"(?P<d1>{_DAY}){_BOTH}(?P<d2>{_DAY}){_BLANK}*(?:of{_BLANK})?(?P<m1>{month}){_tail(2)}",
        ),
        ("history_to_year", rf"{_full(1)}{_DASH}(?P<y2>{_YEAR})"),
        ("day", rf"{named}{_full(1)}{part}{noted}{_AMOUNT}"),
        ("numeric", rf"(?<![\d/.-]){last_first}(?![\d/])"),
        (
            "numeric",
            r"(?<![\d/.-])(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/])",
        ),
        ("months", rf"(?P<m1>{month}){_BOTH}(?P<m2>{month}){_tail(1)}(?!{_BLANK}?\d)"),
        ("month", rf"(?P<m1>{month}){_year_behind()}"),
        ("month", rf"{lead}(?P<m1>{month})(?:{_year_behind()}|(?!{_BLANK}?\d|{_BLANK}[A-Z]))"),
        (
            "years",
            rf"(?<![\d.,/$€£-])(?:{lead})?(?P<y1>{_YEAR}){_DASH}(?P<y2>{_YEAR}|\d\d(?!\d))(?![\d/.,-]\d)",
        ),
        ("year", rf"(?:{lead}|\((?=\d{{4}}\)))(?P<y1>{_YEAR})(?![-–/.,]?\d){_AMOUNT}"),
        ("year", rf"(?<![\w.,/-])(?P<y1>{_YEAR})(?={_BLANK}(?:{_choice('year_verbs')})\b)"),
    ]


def _year_behind() -> str:
    worded = rf"(?:of{_BLANK})?(?P<w1>this|last|next|that|the same){_BLANK}year\b"
    return rf"(?:,?{_BLANK}?(?:of{_BLANK})?(?P<y1>{_YEAR})|,?{_BLANK}{worded})"


def _day_part() -> str:
    return rf"(?:{_BLANK}(?:{'|'.join(calendar_words()['day_parts'])})\b)?"


def _told() -> list[tuple[str, str]]:
    """Dates that are told from the report's day: weekdays, "last month", "two years ago"."""
    part, parts = _day_part(), "|".join(calendar_words()["day_parts"])
    weekday, season = rf"(?:{_forms('weekdays', False)})\b", "|".join(calendar_words()["seasons"])
    which = r"this|last|next|past|coming"
    count = rf"(?P<count>\d{{1,3}}|{_choice('numbers')})"
    today = r"the day after tomorrow|the day before yesterday|today|tonight|yesterday|tomorrow"
    unless = rf"(?:\b(?P<which>{which}|following|same|that)\b{_BLANK}(?:(?P<coming>coming|past){_BLANK})?)?"
    return [
        ("unit", rf"(?i:\b(?P<which>{which}){_BLANK}(?P<unit>year|month|week)\b)"),
        ("season", rf"(?i:\b(?P<which>{which}){_BLANK}(?P<season>{season})\b)"),
        (
            "season",
            rf"(?i:\b(?P<season>{season}){_BLANK}(?:of{_BLANK})?(?:(?P<y1>{_YEAR})|(?P<w1>this|last|next){_BLANK}year\b))",
        ),
        ("today", rf"(?i:\b(?P<rel>{today})\b{part})"),
        ("today", rf"(?i:\b(?P<rel>this|last){_BLANK}(?P<part>{parts})\b)"),
        ("weekdays", rf"(?P<wd>{weekday}){part}{_BOTH}(?P<wd2>{weekday}){part}"),
        ("weekday", rf"(?i:{unless})(?<!Good )(?P<wd>{weekday}){part}"),  # the Good Friday Agreement
        ("ago", rf"(?i:\b{count}{_BLANK}(?P<unit>year|month|week|day)s?{_BLANK}ago\b)"),
        (
            "day_alone",
            rf"(?i:\bon{_BLANK}the{_BLANK})(?P<d1>{_DAY})(?={_BLANK}?[.,;)]|{_BLANK}(?:of{_BLANK})?this{_BLANK}month)",
        ),
        ("day_alone", rf"(?i:\b(?:until|till|to){_BLANK}the{_BLANK})(?P<d1>{_DAY})(?={_BLANK}?[.,;)])"),
    ]


def _anaphoric() -> list[tuple[str, str]]:
    """Days that are told from an event before them."""
    parts = "|".join(calendar_words()["day_parts"])
    which = r"the same|that same|that|the following|the next|the previous|the preceding"
    of_day = rf"(?:earlier|later){_BLANK}(?:(?:in|on){_BLANK}the{_BLANK}(?:same{_BLANK})?|that{_BLANK}(?:same{_BLANK})?)day"
    beside = r"a day earlier|a day later|the day before|the day after|one day earlier|one day later"
    count = rf"(?P<count>\d{{1,2}}|{_choice('numbers')})"
    return [
        ("same", rf"(?i:\b(?:on{_BLANK})?(?P<shift>{which}){_BLANK}(?:day|date|{parts})\b(?!-))"),
        ("same", rf"(?i:\b(?:on{_BLANK})?(?P<shift>same){_BLANK}day\b(?!-))"),
        ("same", rf"(?i:\b(?P<shift>{beside}|{of_day})\b(?!{_BLANK}(?:yesterday|tomorrow)))"),
        ("same_by_days", rf"(?i:\b{count}{_BLANK}days{_BLANK}(?P<way>earlier|later)\b)"),
    ]


#: The gate that each rule stands behind; ``dated`` is a month with a digit near it.
_GATES = {
    "two_days": "dated", "days_of_month": "dated", "history_to_year": "dated", "day": "dated", "months": "month",
    "month": "month", "numeric": "digit", "years": "digit", "year": "digit", "day_alone": "digit", "weekday": "weekday",
    "weekdays": "weekday", "unit": "unit", "season": "season", "today": "today", "ago": "ago", "same": "same",
    "same_by_days": "same",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gate:
    """What has to stand in a text for rules to find anything.

    ``words`` are in small letters: where none of them occurs, ``pattern`` has no match either.
    """

    name: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def windows(self, text: str, lower: str) -> list[tuple[int, int]]:
        """The stretches of a text that the rules behind this gate need to look at; ``lower`` is it in small letters."""
        for word in self.words:
            if word in lower:
                break
        else:
            return []
        found: list[tuple[int, int]] = []
        for match in self.pattern.finditer(text):
            begin, end = max(0, match.start() - _REACH), match.end() + _REACH
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((begin, end))
        return found


@cache
def gates() -> tuple[Gate, ...]:
    """The gates that rules stand behind."""
    words = calendar_words()
    months, weekdays = (
        tuple(form.lower() for row in words[name] for form in row) for name in ("months", "weekdays")
    )
    parts = tuple(part.lower() for part in words["day_parts"])
    seasons = tuple(word.lower() for word in words["seasons"])
    return (
        Gate("month", months, re.compile(rf"\b(?:{_forms('months')})\b")),
        Gate("digit", tuple("0123456789"), re.compile(r"\d")),
        Gate("weekday", weekdays, re.compile(rf"\b(?:{_forms('weekdays', False)})\b")),
        _worded("unit", ("year", "month", "week")),
        _worded("season", seasons),
        _worded("today", ("today", "tonight", "yesterday", "tomorrow", *parts)),
        _worded("ago", (" ago", "\u00a0ago")),
        _worded("same", ("day", "date", *parts)),
    )


def _worded(name: str, words: tuple[str, ...]) -> Gate:
    return Gate(name, words, re.compile("|".join(map(re.escape, words)), re.IGNORECASE))


@cache
def rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Every rule of the grammar: its name, its gate and its pattern."""
    every = _written() + _told() + _anaphoric()
    return tuple((name, _GATES[name], re.compile(pattern)) for name, pattern in every)
