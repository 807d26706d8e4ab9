"""How several statements of one fact are one: dates, texts, status, days of attestation and confidence.

Resolution merges the claims of all reports by these rules, lookups those of the reports until a day.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable


def most_exact(dates: Iterable[str]) -> tuple[str, ...]:
    """Dates in order; coarser ones give way to finer ones that they contain."""
    found = set(dates)
    return tuple(sorted(d for d in found if not any(o != d and o.startswith(d) for o in found)))


def longest(texts: Iterable[str]) -> str:
    """The text that stands for all: the longest, of equally long ones the last in order."""
    return max(texts, key=lambda text: (len(text), text))


def status_of(kind: str, told: Iterable[tuple[str, str]]) -> str:
    """The status of statements given as (day of the report, status).

    Actual once any report says that it happened; for an office what the latest report says.
    """
    listed = sorted(told, key=lambda t: (t[0], t[1] == "actual", t[1]))
    if kind == "office":
        return listed[-1][1]
    statuses = {status for _, status in listed}
    return "actual" if "actual" in statuses else min(statuses)


def attested_on(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The days of the reports that state it; of an office, of those by which it was held, if any."""
    listed = [(day, status) for day, status in told if day]
    held = {day for day, status in listed if status == "actual"}
    return tuple(sorted(held or {day for day, _ in listed}))


def confidence_of(told: Iterable[tuple[str, float]]) -> float:
    """The chance that at least one statement, given as (words, confidence), is right; below certainty.

    The same words count once.
    """
    by_words: dict[str, float] = {}
    for words, confidence in told:
        by_words[words] = max(by_words.get(words, 0.0), confidence)
    wrong = 1.0
    for value in sorted(by_words.values(), reverse=True)[:4]:
        wrong *= 1 - value
    return round(min(0.99, 1 - wrong), 3)


def bounds(values: Iterable[str]) -> tuple[str, str]:
    """The first and the last day that dates of any exactness can mean, as ISO days."""
    firsts, lasts = [], []
    for value in values:
        year, month = int(value[:4]), value[5:7]
        last_month = int(month or 12)
        firsts.append((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
        lasts.append(
            value
            if len(value) == 10
            else f"{value[:4]}-{last_month:02}-{calendar.monthrange(year, last_month)[1]}"
        )
    return min(firsts), max(lasts)
