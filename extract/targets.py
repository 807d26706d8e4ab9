"""Quantified or dated aims that sides set: a trade volume, people to train, a post to open, and the year it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.claims import Entity, TargetClaim
from communique.extract.pairs import principal_pair, told_in
from communique.extract.periods import month_names, month_number
from communique.extract.scene import Scene, country_of
from communique.extract.target_plans import in_figures, plans_in
from communique.extract.views import Sentence

_UNIT = (
    r"(?:US |U\.S\. )?(?:dollars|USD|euros|EUR|yuan|tons|tonnes|tourists|visitors|cubic met(?:er|re)s|MW|GW)"
)
_DIGIT = re.compile(r"\d")
_SPELT = re.compile(r"\b(?:half a|one|two|three|five) billion\b|\bscholarships\b")
_SCALE = r"(?:billion|million|trillion)"
_VALUE = re.compile(
    rf"((?:US\$|USD|\$|€|£|EUR|AED|RM|R|KSh|Rs\.?|CNY|RMB)\s?\d[\d.,]*\s?(?:{_SCALE}|bln|mln|trln|bn|mn|b|m)?\b"
    rf"|\d[\d.,]* {_SCALE}(?: {_UNIT})?(?: (?:a|per) year)?"
    rf"|\d[\d.,]* (?:{_UNIT}|percent|students))"
)
_AIM = re.compile(
    r"\b(?:target|goal|task|aim(?:s|ed|ing)?|striv\w+|rais(?:e|ing)|increas(?:e|ing)|bring(?:ing)?|doubl(?:e|ing)|tripl(?:e|ing)"
    r"|reach(?:ing)?|exceed|boost(?:ing)?|lift(?:ing)?|expand|slash|cut|tak(?:e|ing)|carry|towards?|pass)\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"((?:two-way |bilateral |mutual |annual |commodity )?(?:trade|turnover|investment|commerce)(?: turnover| volume| exchange)?(?: in goods)?)",
    re.IGNORECASE,
)
_MONTHS = "|".join(month_names())
_BY = re.compile(rf"\b(?:by|in|set for) (?:the end of )?(?:the year )?(?:(?:{_MONTHS}) )?((?:19|20)\d\d)\b")
_YEARS = re.compile(r"\b(?:within|in|over) (?:the )?(?:next |coming )?(\d{1,2}) years\b")
_PAST = re.compile(
    r"\b(?:reached|rose|stood at|amounted|totall?ed|was worth|grew|crossed|hit|exceeded|surpassed)\b"
)
_VERB = (
    r"rais|increas|boost|expand|doubl|tripl|bring|lift|slash|reduc|train|send|welcom|produc|build|open|deliver|"
    r"construct|launch|complet|commission|achiev|connect|mak|creat|restor"
)
_RESOLVED = r"agreed? to|aim(?:s|ed|ing)? to|goal of|target of|plans? to|wants? to|pledged to|vow(?:s|ed)? to|hopes? to|seeks? to|intends? to|committed to|should|will|undertook to|set out to"
_NOUN = r"(?P<what>[A-Za-z][^,.;:“”\"]{3,110}?)"
_YEAR = rf"by (?:the end of )?(?:(?P<month>{_MONTHS}) )?(?P<year>20\d\d)\b"
_FIGURE = r"(?P<value>\d[\d.,]*\d(?: million| billion)?(?: MW| GW)?)"
# "raise power exports to 12,000 MW by 2030", "train 300 border guards by 2028", "agreed to open the post by June 2027"
_PLANS = (
    re.compile(rf"\b(?:{_VERB})\w*\s+{_NOUN},? to {_FIGURE}[^.;]{{0,30}}?,? {_YEAR}"),
    re.compile(rf"\b(?:{_VERB})\w*\s+(?:at least |up to |about |some )?{_FIGURE} {_NOUN} {_YEAR}"),
    re.compile(rf"\b(?:{_RESOLVED})\s+(?:jointly )?(?P<verb>(?:{_VERB})\w*)\s+{_NOUN} {_YEAR}"),
)


def targets(scene: Scene) -> list[TargetClaim]:
    """The aims of the sides, each value and year once."""
    found: dict[tuple[str, str], TargetClaim] = {}
    for s in scene.sentences:
        if not (
            _DIGIT.search(scene.article.text, s.start, s.end)
            or _SPELT.search(scene.article.text, s.start, s.end)
        ):
            continue  # no value and no year
        for claim in list(_volumes(scene, s)) or list(_figures(scene, s)) or _plans(scene, s):
            found.setdefault((claim.value or claim.what, claim.by_date), claim)
    return list(found.values())


def _text(scene: Scene, s: Sentence) -> str:
    return " ".join(scene.article.text[s.start : s.end].split())


def _sides(scene: Scene, s: Sentence) -> tuple[Entity, ...]:
    """The two countries that the sentence names, else those of the report's visitor and host."""
    told = told_in(s)
    pair = [country_of(c) for c in (told if len(told) == 2 else principal_pair(scene))]
    return tuple(c for c in pair if c is not None)


def _volumes(scene: Scene, s: Sentence) -> list[TargetClaim]:
    """ "bring bilateral trade to $2 billion by 2030", with "it" for the trade of the sentence before."""
    text = in_figures(_text(scene, s))
    if _AIM.search(text) is None:
        return []
    what = _TRADE.search(text)
    if what is None and re.search(r"\b(?:it|the figure|the volume|that figure)\b", text) and s.number:
        what = _TRADE.search(_text(scene, scene.sentences[s.number - 1]))
    return list(_values(scene, s, text, what.group(1))) if what is not None else []


def _values(scene: Scene, s: Sentence, text: str, what: str) -> Iterator[TargetClaim]:
    for value in _VALUE.finditer(text):
        before = text[max(0, value.start() - 45) : value.start()]
        if _PAST.search(before) or re.search(r"\bfrom (?:the |about |some |nearly )*$|up from", before[-22:]):
            continue
        if not _AIM.search(text[: value.start()]):
            continue
        by = _BY.search(text, value.end())
        due = by.group(1) if by is not None else _within(scene, text, value.end())
        yield _claim(scene, s, what, value.group(1), due, 0.7)


def _within(scene: Scene, text: str, start: int) -> str:
    """ "within five years", "in the next three years": the year in which that time ends."""
    found = _YEARS.search(in_figures(text), start)
    return str(int(scene.anchor[:4]) + int(found.group(1))) if found and scene.anchor[:4].isdigit() else ""


def _figures(scene: Scene, s: Sentence) -> Iterator[TargetClaim]:
    """Aims of other kinds that a sentence gives a figure for."""
    for plan in plans_in(_text(scene, s)):
        year = plan.year or (_year_of(scene, plan.month) if plan.month else "")
        if scene.status(s, s.words[-1]) is None or year and not _ahead(scene, year):
            return
        yield _claim(scene, s, plan.what, plan.value, year + _month(plan.month) if year else "", 0.6)


def _month(name: str | None) -> str:
    """The month's number behind a year ("-06"), nothing where none is told."""
    return f"-{month_number(name):02}" if name else ""


def _year_of(scene: Scene, month: str) -> str:
    """The year of the month that comes next behind the report's day."""
    number, anchor = month_number(month), scene.anchor
    if len(anchor) < 7:
        return ""
    return str(int(anchor[:4]) + (number < int(anchor[5:7])))


def _plans(scene: Scene, s: Sentence) -> Iterator[TargetClaim]:
    """Aims of another kind, with a figure or at least a year they are due by."""
    text = _text(scene, s)
    if " by " not in text:
        return
    for pattern in _PLANS:
        plan = pattern.search(text)
        if plan is None or not _ahead(scene, plan["year"]) or scene.status(s, s.words[-1]) is None:
            continue
        groups = plan.groupdict()
        value = groups.get("value") or ""
        value += (
            unit.group()
            if value and (unit := re.match(r" (?:MW|GW|percent)", text[plan.end("value") :]))
            else ""
        )
        yield _claim(scene, s, _noun(plan["what"]), value, plan["year"] + _month(groups.get("month")), 0.6)
        return


def _noun(what: str) -> str:
    return re.sub(
        r"^(?:the number of|the|their|its|an?|another|more) ", "", re.split(r" (?:through|via) ", what)[0]
    )


def _ahead(scene: Scene, year: str) -> bool:
    return not scene.anchor[:4].isdigit() or int(year) >= int(scene.anchor[:4])


def _claim(scene: Scene, s: Sentence, what: str, value: str, by: str, confidence: float) -> TargetClaim:
    return TargetClaim(
        between=_sides(scene, s), what=" ".join(what.split()), value=value.strip(" ,."), by_date=by,
        evidence=(scene.evidence(s),), confidence=confidence, method="value-pattern",
    )  # fmt: skip
