"""Where a report is at home, and where what it tells takes place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from communique.extract.article import Article
from communique.extract.lexicon import table
from communique.extract.paragraphs import ParagraphReading
from communique.extract.periods import month_forms
from communique.extract.posts import STATE_KINDS
from communique.extract.units import Unit
from communique.extract.words import word_list

_WORD = re.compile(r"\w+")
_RECEIVED = frozenset({"received", "receives"})
#: What one receives that is no guest.
_NO_GUESTS = word_list("received_things")
_DASHES = frozenset({"-", "–", "—", ":", "(", ",", "/"})


def home(article: Article, paragraphs: Sequence[ParagraphReading]) -> tuple[str, bool]:
    """The country a report is written in, and whether its agency tells so; else that of its dateline or first cities."""
    head = "\n".join(
        (article.publisher, article.url, article.text[article.body_start :][:600], article.text[-400:])
    )
    named = {u.code for r in paragraphs for u in r.units if u.code}
    for name, code in _named_in(head):
        form = re.escape(name) + r"(?:\.[a-z]{2,4})*"
        mark = rf"[(\[/|]\s*{form}\b|\b{form}\s*[)\]–—|]|\b{form}\s+-|^\s*(?:The )?{form}\b(?!\s+[a-z])|\b{form}\.?\s*$|\b{form} News\b"
        told = code in named or len(named) < 2  # an agency also reports what others do among themselves
        if told and re.search(mark, head, re.MULTILINE):
            return code, True
    for reading in paragraphs[-4:]:  # "MINISTRY OF FOREIGN AFFAIRS / SINGAPORE / 8 JULY 2024"
        if len(reading.units) == 1 and reading.units[0].kind == "country" and reading.units[0].text.isupper():
            return reading.units[0].code, True
    for reading in paragraphs[:8]:
        for unit, behind in zip(reading.units[:6], reading.units[1:7], strict=False):
            dateline = unit.kind == "city" or unit.kind == "country" and behind.text in _DASHES
            if dateline and unit.text.isupper() and len(unit.text) > 3:
                return unit.code, False
    if told_first := _dated_city(paragraphs) or received_in(paragraphs):
        return told_first, False
    units = [u for r in paragraphs[:6] for u in r.units if u.code]
    spoken_of = {u.code for u in units if u.kind in ("country", "demonym")}
    cities = Counter(u.code for u in units if u.kind == "city" and (not spoken_of or u.code in spoken_of))
    return (cities.most_common(1)[0][0] if cities else _receiving(paragraphs)), False


def _dated_city(paragraphs: Sequence[ParagraphReading]) -> str:
    """ "Lima, 21 February", "Lima, Peru, Feb. 21": the city of a dateline that is not in capitals."""
    for reading in paragraphs[:4]:
        units = reading.units[:6]
        if len(units) < 3 or units[0].kind != "city" or units[1].text != ",":
            continue
        behind = (
            units[4:] if units[2].kind == "country" and units[3:4] and units[3].text == "," else units[2:]
        )
        if (
            any(u.kind == "date" or u.lower.rstrip(".") in month_forms() for u in behind[:2])
            and units[0].code
        ):
            return reading.units[0].code
    return ""


def received_in(paragraphs: Sequence[ParagraphReading], at_home: str = "") -> str:
    """ "President of Peru A received a delegation led by B": who receives is at home, unless a city abroad is told before.

    Reports of presidents' own pages name no city; those that they do name are spoken of. A president without
    a country is that of ``at_home``.
    """
    for i, reading in enumerate(paragraphs[:3]):
        for naming in reading.namings:
            lands = {post.country or at_home for post in naming.posts if post.kind in STATE_KINDS}
            if len(lands) == 1 and "" not in lands and _receives(reading.units, naming.last):
                land = lands.pop()
                near = [u for r in paragraphs[: i + 1] for u in r.units if u.kind == "city"]
                return land if all(u.code == land for u in near) else ""
    return ""


def _receives(units: Sequence[Unit], k: int) -> bool:
    """Whether unit ``k`` goes on with "has today received" a person or delegation."""
    verb = next((j for j in range(k, min(k + 4, len(units))) if units[j].lower in _RECEIVED), -1)
    behind = {u.lower for u in units[verb + 1 : verb + 8]}
    passive = {u.lower for u in units[k:verb]} & {"was", "were", "who", ",", "and"}
    return verb >= 0 and not passive and not behind & _NO_GUESTS


def _receiving(paragraphs: Sequence[ParagraphReading]) -> str:
    """The one country to which ambassadors of several others are sent, in a report that names no city."""
    posts = [post for r in paragraphs for n in r.namings for post in n.posts]
    sent = Counter(post.to for post in posts if post.kind == "envoy" and post.to)
    return next(iter(sent)) if len(sent) == 1 and sent.total() > 1 else ""


def _named_in(head: str) -> list[tuple[str, str]]:
    """The outlets whose names occur in a text, with their countries, in the order of the table."""
    known = _agencies()
    rows = sorted(row for word in set(_WORD.findall(head)) for row in known.get(word, ()))
    return [(name, code) for _, name, code in rows if name in head]


@cache
def _agencies() -> dict[str, list[tuple[int, str, str]]]:
    """By the first word of its name: the place of an outlet in the table, its name and country."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for i, row in enumerate(table("agencies.tsv")):
        found[_WORD.findall(row["form"])[0]].append((i, row["form"], row["code"]))
    return found


def scene_of(paragraphs: Sequence[ParagraphReading]) -> str:
    """The country of the cities that the report names most: where what it tells takes place."""
    named = {u.code for r in paragraphs for u in r.units if u.kind in ("country", "demonym")}
    weights: Counter[str] = Counter()
    for n, reading in enumerate(paragraphs[:10]):
        for i, unit in enumerate(reading.units):
            if unit.kind not in ("city", "country"):
                continue
            before = [u.lower for u in reading.units[max(0, i - 4) : i]]
            trip = (
                {"visit", "trip", "tour"} & set(before)
                and before[-1] != "visit"
                and {"to", "of"} & set(before)
            )
            placed = not named or unit.code in named or before[-1:] == ["in"] or _opens(reading.units, i)
            if unit.kind == "city" and placed and before[-1:] != ["to"]:
                weights[unit.code] += 12 // (n + 2)
            elif unit.kind == "country" and (trip or _visited(reading.units, i)):
                weights[unit.code] += 24 // (n + 2)
            elif unit.kind == "country" and _dated_from(reading.units, i):
                weights[unit.code] += 12 // (n + 2)
    return weights.most_common(1)[0][0] if weights else ""


def _dated_from(units: Sequence[Unit], i: int) -> bool:
    """ "KUWAIT, Nov 8: The Amir received A": a country that its capital is called by, in a dateline."""
    return (
        i == 0
        and units[0].text.isupper()
        and len(units[0].text) > 3
        and units[1:2] != []
        and units[1].text in _DASHES
    )


def _opens(units: Sequence[Unit], i: int) -> bool:
    """ "Rome – The ministers met": the city of a dateline, whatever countries the report names."""
    return i == 0 and len(units) > 1 and units[1].text in ("-", "–", "—")


def _visited(units: Sequence[Unit], i: int) -> bool:
    """ "A delegation visited Peru": one country and no more."""
    alone = i + 1 >= len(units) or units[i + 1].lower not in (",", "and")
    return alone and i > 0 and units[i - 1].lower in ("visited", "visits", "visiting")
