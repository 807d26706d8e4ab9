"""Diplomatic relations between two countries, with the day or year they were established."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from communique.extract.anniversaries import find_anniversaries
from communique.extract.claims import DiplomaticRelationsClaim, Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene
from communique.extract.ties import pair_of_tie, word_at
from communique.extract.views import Sentence
from communique.ontology.reference import countries

_RELATIONS = re.compile(
    r"diplomatic (?:relations|ties|links|relationship)|(?:relations|ties) (?:at ambassadorial level|were established)|established relations|anniversary of (?:the )?[A-Z][\w.]+[-–][A-Z]\w+ (?:relations|ties)",
    re.IGNORECASE,
)
#: Looked for first: most sentences have none.
_RELATIONS_NOUN = re.compile(r"relations|ties|diplomatic", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:no|not|never|without|severed|broke off|broken off|cut)\b[^.]{0,30}diplomatic", re.IGNORECASE
)


def diplomatic_relations(scene: Scene) -> list[DiplomaticRelationsClaim]:
    """Diplomatic relations between two countries, with the day or year they were established."""
    found: dict[frozenset[str], DiplomaticRelationsClaim] = {}
    for s in scene.sentences:
        text = scene.article.text[s.start : s.end]
        match = _RELATIONS.search(text) if _RELATIONS_NOUN.search(text) else None
        if match is None or _NEVER.search(text):
            continue
        series = _respectively(scene, s, text, found)
        if series:
            found |= {frozenset(e.code for e in c.between): c for c in series}
            continue
        between = pair_of_tie(scene, s, word_at(s, s.start + match.start())) or _with_home(scene, s)
        if len(between) != 2:
            continue
        since = _since(scene, s, text, match)
        key = frozenset(e.code for e in between)
        known = found.get(key)
        if known is None or len(since) > len(known.since):
            evidence = (known.evidence if known else ()) + (scene.evidence(s),)
            found[key] = DiplomaticRelationsClaim(
                between=between,
                since=since,
                evidence=evidence,
                confidence=0.9 if since else 0.6,
                method="relations-pattern",
            )
    return [c for c in found.values() if c.since or len(c.evidence) > 0 and _stated(scene, c)]


def _with_home(scene: Scene, s: Sentence) -> tuple[Entity, ...]:
    """ "The country established relations with Kenya": with the country in which the report is written."""
    home = scene.registry.place
    units = [
        x.ref.unit
        for x in s.refs("country")
        if x.ref is not None and s.words[x.index - 1].lower in ("with", "the")
    ]
    codes = {u.code for u in units if u is not None} - {home}
    own = any(
        a.lower in ("this", "the", "our") and b.lower in ("country", "nation") for a, b in pairwise(s.words)
    )
    both = (home, *codes) if own and len(codes) == 1 else ()
    return tuple(country_entity(c) for c in both) if all(c in countries() for c in both) else ()


def _respectively(
    scene: Scene, s: Sentence, text: str, told: Iterable[frozenset[str]]
) -> list[DiplomaticRelationsClaim]:
    """ "Kenya established relations with Peru, Chile and Cuba in 1970, 1972 and 1980, respectively": one each, in order.

    The dates may be days ("on 9 May and 11 May 2021, respectively").

    Where one country fewer is named, the other side of all is that of those told before, else the report's own.
    """
    if "respectively" not in text:
        return []
    days = [x.ref.date for x in s.refs("date") if x.ref is not None]
    years = [d.value for d in days if d is not None and d.exact] or re.findall(r"\b(?:1[89]|20)\d\d\b", text)
    units = [x.ref.unit.code for x in s.refs("country") if x.ref is not None and x.ref.unit is not None]
    codes = [c for c in dict.fromkeys(units) if c in countries()]
    if len(years) < 2 or len(codes) not in (len(years), len(years) + 1):
        return []
    shared = frozenset[str]().union(*told).intersection(*told)
    home = (
        codes.pop(0) if len(codes) > len(years) else scene.registry.place if len(shared) != 1 else min(shared)
    )
    if home not in countries() or home in codes:
        return []
    return [
        DiplomaticRelationsClaim(
            between=(country_entity(home), country_entity(code)),
            since=year,
            evidence=(scene.evidence(s),),
            confidence=0.85,
            method="relations-pattern",
        )
        for code, year in zip(codes, years, strict=True)
    ]


def _stated(scene: Scene, claim: DiplomaticRelationsClaim) -> bool:
    """Without a date the relations must be said to have been established."""
    texts = (scene.article.text[e.start : e.end] for e in claim.evidence)
    return any(
        re.search(r"establish|opened|set up|anniversary|since|maintain|resum|restor", t) for t in texts
    )


def _on_its_day(s: Sentence, year: str, end: int) -> str:
    """ "7 October 2025 marks 65 years of relations", "will mark 50 years of ties in June": the day or month with the year."""
    for w in s.refs("date"):
        date = w.ref.date if w.ref is not None else None
        behind = [x.lower for x in s.words[w.index + 1 : w.index + 3]]
        marks = not {"marks", "marked"}.isdisjoint(behind)
        close = w.start - end < 5 and w.start >= end and s.words[w.index - 1].lower in ("in", "on")
        if (
            date is not None
            and len(date.value) > 6
            and not date.end_value
            and len(year) == 4
            and (marks or close)
        ):
            return year + date.value[4:]
    return year


def _since(scene: Scene, s: Sentence, text: str, relations: re.Match[str]) -> str:
    """Since when: by the anniversary that belongs to the relations, else by the date told with them."""
    told = [a for a in find_anniversaries(text, scene.anchor) if a.since]
    before = [a for a in told if a.end <= relations.start() and relations.start() - a.end < 110]
    after = [a for a in told if a.start >= relations.end() and a.start - relations.end() < 60]
    nearest = before[-1:] or after[:1]
    if nearest:
        return _on_its_day(s, nearest[0].since, s.start + relations.end())
    dates = [w.ref.date for w in s.refs("date") if w.ref is not None and w.ref.date is not None]
    anchor = scene.days[s.number] or scene.anchor
    exact = [
        d.value for d in dates if d.value and (not anchor or d.value[:4] < anchor[:4] or "establish" in text)
    ]
    if len(exact) > 1 and exact[0][:4] == exact[-1][:4]:
        return max(exact, key=len)
    return exact[0] if exact else ""
