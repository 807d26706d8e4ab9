"""Aims with a figure that are no trade volume: "restore five million hectares of rangeland by 2032", "cut gas use by 15 per cent by March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.periods import calendar_words, month_names

#: Numbers in words; one of them is no "a".
_NUMBERS = {w: int(n) for w, n in calendar_words()["numbers"].items() if w not in ("a", "an")} | {
    "zero": 0,
    "hundred": 100,
}
_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MONTHS = "|".join(month_names())
#: "12,000 MW", "ten million tons", "ninety-five percent", "5% of gross domestic product".
_QUANT = (
    rf"(?P<value>(?:US\$|USD|\$|€|£|EUR)?\s?(?:\d[\d.,]*\d|\d|(?:{_WORDS})(?:-(?:{_WORDS}))?|half a)(?:\s?(?:million|billion|trillion|bn|m\b))?"
    r"(?:\s?(?:%|per ?cent|percent|MW|GW|tons|tonnes|hectares|kilomet(?:er|re)s|cubic met(?:er|re)s))?(?!\s?(?:million|billion|trillion|per ?cent)))"
)
_YEAR = rf"by (?:the end of |early |late |mid-)?(?:(?:the year|\d{{1,2}}) )?(?:(?P<month>{_MONTHS})(?: \d{{1,2}},?)? ?)?(?P<year>20\d\d\b)?(?<=[\dychlrtbe])"
_NOUN = r"(?P<what>[A-Za-z][^,.;:“”\"]{2,90}?)"
_UP = r"(?:up )?to (?:at least |about |some |around )?"
_CHANGE = r"(?:rais|increas|boost|expand|bring|lift|slash|reduc|lower|cut|trim|push|tak|halv|generat|improv|step|rais|expand)\w*"
_MAKE = r"(?:restor|plant|train|handl|mov|carr|transport|generat|produc|build|construct|welcom|send|creat|deliver|teach|host|attract|mak|ship|suppl|reach|cover|tak|provid|connect|equip)\w*"
_AIM = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|targets?|objectives?|plan(?:s|ned)?|want(?:s|ed)?|intend(?:s|ed)?|agreed|pledged|vow(?:s|ed)?|hope[sd]?|seeks?|set|committed"
    r"|commitment|will|would|should|undertook|decided|foresees?|envisag\w+|projected|expected|reaffirmed)\b",
    re.IGNORECASE,
)
_PATTERNS = (
    re.compile(rf"\b{_CHANGE}\s+(?:the |their |its )?{_NOUN},? {_UP}{_QUANT}[^,.;]{{0,40}}?,? {_YEAR}"),
    re.compile(
        rf"\b{_CHANGE}\s+(?:the |their |its )?{_NOUN},? by (?:a further |at least |another )?{_QUANT}[^,.;]{{0,30}}?,? {_YEAR}"
    ),
    re.compile(
        rf"\b(?P<value>doubl\w+|tripl\w+|quadrupl\w+|halv\w+)\s+(?:the |their |its )?{_NOUN},? {_YEAR}"
    ),
    re.compile(rf"\b(?:target|goal|aim|objective) of (?:at least |some )?{_QUANT} {_NOUN},? {_YEAR}"),
    re.compile(rf"\b{_MAKE}\s+(?:at least |up to |about |some |a further )?{_QUANT} {_NOUN},? {_YEAR}"),
    re.compile(
        rf"(?:^|[,;] |\b(?:that|said|and) )(?:the |their |its |whose )?{_NOUN} (?:(?:would|will|should|is (?:planned|expected|projected|set) to|to)) (?:reach|hit|touch|exceed|top|total) {_QUANT}[^,.;]{{0,40}}?,? {_YEAR}"
    ),
    re.compile(
        rf"{_YEAR},? (?:at least |some )?{_QUANT} (?:of )?{_NOUN} (?:will|would|should|are to|is to)\b",
        re.IGNORECASE,
    ),
)
_PER_YEAR = re.compile(
    rf"\b(?:grant|offer|provide|award|give|add|allot)\w*\s+{_QUANT} (?P<what>(?:[A-Za-z]+ )?scholarships(?: for [A-Za-z ]{{3,40}}?)?) (?:a|per|every|each) year"
    rf"|(?P<value2>(?:\d+|(?:{_WORDS}))) (?P<what2>(?:[A-Za-z]+ )?scholarships) (?:will|would) be (?:added|granted|offered|provided|awarded) (?:a|per|every|each) year",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf a (billion|million)\b", re.IGNORECASE)
_SPELT = re.compile(rf"\b(?:{_WORDS})(?:-(?:{_WORDS}))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """An aim as a sentence words it; ``month`` is empty where only a year is told."""

    what: str
    value: str
    year: str
    month: str = ""


def in_figures(text: str) -> str:
    """Numbers in figures: "half a billion dollars" as "500 million dollars", "ninety-five percent" as "95 percent"."""
    smaller = {"billion": "500 million", "million": "500,000"}
    text = _HALF.sub(lambda m: smaller[m.group(1).lower()], text)
    return _SPELT.sub(lambda m: str(sum(_NUMBERS[x] for x in m.group().lower().split("-"))), text)


def plans_in(text: str) -> Iterator[Plan]:
    """The first aim with a figure that a sentence states, nothing where no word of aiming stands in it."""
    if _AIM.search(text) is None:
        return
    for pattern in _PATTERNS:
        found = pattern.search(text)
        if found is None or not (found["year"] or found["month"]) or _told_of_past(text, found):
            continue
        what, rate = _rated(_plain(found["what"]))
        if what.lower() in _PRONOUNS:
            continue
        yield Plan(what, in_figures(found["value"]).strip() + rate, found["year"] or "", found["month"] or "")
        return
    if (found := _PER_YEAR.search(text)) is not None:
        yield Plan(found["what"] or found["what2"], in_figures(found["value"] or found["value2"]).strip(), "")


_PAST = re.compile(
    r"\b(?:rose|stood|amounted|grew|fell|reached|had|was|were|has been|signed|increased|dropped)\b[^,;]*$"
)


def _told_of_past(text: str, found: re.Match[str]) -> bool:
    """ "exports rose to 5 million tons by May": told of what has been."""
    return _PAST.search(text[: found.start() + 12]) is not None and not _AIM.search(
        text[max(0, found.start() - 60) : found.start() + 1]
    )


_PRONOUNS = frozenset({"it", "them", "this", "that", "these", "those"})
_RATE = re.compile(r" (?:a|per) (?:year|month|day|week)\b")


def _rated(what: str) -> tuple[str, str]:
    """ "containers a year at Mombasa" without the time, which belongs to the figure."""
    found = _RATE.search(what)
    return (_RATE.sub("", what), found.group()) if found is not None else (what, "")


def _plain(what: str) -> str:
    what = re.split(r" (?:through|via|so that|in order to) ", what)[0]
    return re.sub(
        r"^(?:the number of|number of|of|the|their|its|an?|another|more) ", "", what, flags=re.IGNORECASE
    ).strip()
