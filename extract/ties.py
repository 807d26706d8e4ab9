"""Ties between countries and cities: named partnerships with their level, since when and what happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.extract.anniversaries import find_anniversaries
from communique.extract.city_ties import capitals_joined, twinned
from communique.extract.claims import Entity, Evidence, PartnershipClaim, Status
from communique.extract.gazetteer import country_entity
from communique.extract.pairs import both_countries, just_told, two_people
from communique.extract.represented import sides
from communique.extract.scene import Scene
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list
from communique.ontology.reference import countries

_MODIFIERS = (
    r"comprehensive|strategic|cooperative|special|global|enhanced|all-weather|privileged|limited|reliable|deep|"
    r"friendly|extensive|future-oriented|mutually beneficial|high-level|allied|new-era|long-term|true|multifaceted|"
    r"smart|green|creative|integrated|forward-looking|broad|permanent|elevated|innovative|"
    r"action-oriented|eternal|all-round|expanded|exceptional|exemplary|reinforced|multi-?dimensional|enduring|renewed|time-tested"
)
_LEVEL = re.compile(
    rf"\b((?:(?:{_MODIFIERS})(?:,? and | )?)*(?:{_MODIFIERS})\s+(?:cooperation\s+|economic\s+|dialogue\s+|trade\s+)?(?:partnerships?|partners|(?-i:Partner)\b|(?<=comprehensive strategic )partner\b|alliance|relationship)"
    r"(?:\s+(?:and alliance|and allied relations|of cooperation|of coordination|with a shared future|in the new era|for the new era|for the 21st century|featuring [a-z-]+ friendship|for a new era))*"
    r"|(?:high-level |close-knit |all-weather )?(?:strategic )?(?:[A-Z]\w+[–-][A-Z]\w+ )?communit(?:y|ies) (?:of|with) (?:a )?shared future(?: that carries strategic significance)?(?! for (?:humanity|mankind))"
    r"|(?:traditional )?friendship and cooperative relationship|(?:friendship|partner) cit(?:y|ies)|twin(?:ned)? provinces|security and defen[cs]e partnership"
    r"|great friendship, special solidarity,?(?: and)? comprehensive cooperation(?:,? (?:and )?strategic (?:cohesion|connection))?"
    r"|sister[- ]cit(?:y|ies)(?: (?:relationship|ties|partnership))?|twin(?:ned)?[- ]cit(?:y|ies)|(?:sister|twin(?:ned)?)[- ]towns?|sister relations"
    r"|(?:comprehensive |special )?strategic association|twinn(?:ed(?= with)|ing(?= (?:protocol|agreement|charter|pact|arrangement|accord))))",
    re.IGNORECASE,
)
#: A noun that every level has, looked for first: most sentences have none.
_LEVEL_NOUN = re.compile(
    r"partner|alliance|relationship|communit|friendship|twin|cit(?:y|ies)|association|sister", re.IGNORECASE
)
_TITLED_TAIL = re.compile(r"\s+(?:for|of|with)\s+(?:a\s+|the\s+)?[A-Z][\w-]+(?:[ ,]+(?:and\s+)?[A-Z][\w-]+)*")
_UP = re.compile(
    r"upgrad|elevat|rais(?:e|ed|ing)|lift|promot(?:e|ed) to|advanc(?:e|ed) to|new connotation|raised to",
    re.IGNORECASE,
)
_SET = re.compile(
    r"establish|set up|form(?:ed|ing)|forg(?:e|ed|ing)|launch|creat|proclaim|ent(?:er|ry|ered|ering) into|announc|build(?:ing)? (?:a|the)\b|mak(?:e|ing)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:(?: between [^.,;]{4,60}?)?,? (?:that |which )?(?:was |were )?(established\b|launched\b|formed\b|set up\b|signed\b|concluded\b|of (?=\d{4}))"
    r"|,? (?:that |which )?(?:was |were )?(upgraded|elevated|declared|raised)\b|[^.,;]{0,40}?(?:, existing)? since\b)",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:addition|adding|added) (?:of )?(?:the )?(?:concept of )?[“\"]([^”\"]{4,40})[”\"] to (?:the |their )?(?:framework of (?:the )?)?$",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:agreed|decided|announced|resolved|elevation|upgrad(?:e|ing) of)\b", re.IGNORECASE
)
_TWINS_BETWEEN = re.compile(r"\bbetween [A-Z]\w+(?: [A-Z]\w+)?[-–][A-Z]\w+(?! \w+ and [A-Z])")
#: "had proposed to raise ties to a strategic partnership": nothing that both have agreed.
_PROPOSED = re.compile(
    r"\b(?:proposed|proposes|suggested|offered|expressed (?:a |the )?(?:wish|desire)) (?:to|that)\b[^.;]*$",
    re.IGNORECASE,
)
#: "twin-city pacts between Cusco-Mombasa and Puno-Kisumu".
_TWINS = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?)[-–]([A-Z]\w+(?: [A-Z]\w+)?)\b")
#: "their strategic partnership will be deepened": it is there, whatever is to come of it.
_EXISTING = re.compile(
    r"^(?!.*\bsign).*(?:(?:\b(?:their|our|this)|['’]s|s['’])(?: [a-z]+)?|"
    r"\b(?:strengthen|deepen|consolidat|cement|broaden|intensif|further(?:ing)?|boost)[a-z]* (?:further )?the(?: [A-Z]\w+[-–][A-Z]\w+)?) $",
    re.IGNORECASE | re.DOTALL,
)
#: "are to launch a strategic partnership", whatever year stands in the sentence.
_AHEAD = re.compile(r"\b(?:to|will|would|shall) [a-z]+ (?:a|an|the) $")
#: What a tie that exists has before it: no doubt of the tie.
_PROSPECTS = re.compile(r"\bprospects?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Tie:
    between: tuple[Entity, ...]
    level: str
    since: str
    action: str
    status: Status
    confidence: float
    evidence: list[Evidence] = field(default_factory=list)


def partnerships(scene: Scene) -> list[PartnershipClaim]:
    """The named frameworks of relationships, one per pair and level."""
    ties: list[_Tie] = []
    for s in scene.sentences:
        for tie in _levels(scene, s):
            known = next(
                (t for t in ties if set(t.between) == set(tie.between) and _key(t.level) == _key(tie.level)),
                None,
            )
            if known is None:
                ties.append(tie)
                continue
            known.since = known.since or tie.since
            known.status = tie.status if tie.since and tie.status == "actual" else known.status
            known.action = (
                known.action if known.action not in ("", "reaffirmed") else tie.action or known.action
            )
            known.evidence += tie.evidence
    return [
        PartnershipClaim(
            between=t.between, level=t.level, since=t.since, action=t.action, status=t.status, evidence=tuple(t.evidence[:4]),
            confidence=t.confidence, method="level-pattern",
        )
        for t in ties
    ]  # fmt: skip


def _key(level: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", level.lower())) - {"relationship", "and", "of", "the", "a", "with"}


def _levels(scene: Scene, s: Sentence) -> Iterator[_Tie]:
    text = scene.article.text[s.start : s.end]
    if _LEVEL_NOUN.search(text) is None:
        return
    for found in _LEVEL.finditer(text):
        tail = _TITLED_TAIL.match(text, found.end())
        level = _level(found.group(1) + (tail.group() if tail and found.group(1)[0].isupper() else ""))
        local = bool(
            re.search(
                r"cit(?:y|ies)|town|province|sister relations|friendship and cooperative relationship", level
            )
        )
        if (
            not level
            or _weak(level)
            or not local
            and re.match(
                r"\s+(?:and cooperation agreement|agreement|council|committee|forum|dialogue|treaty|declaration|talks|session|group)",
                text[found.end() :],
                re.IGNORECASE,
            )
        ):
            continue
        if _PROPOSED.search(text[max(0, found.start() - 90) : found.start()]):
            continue
        near = word_at(s, s.start + found.start())
        twins = _TWINS.findall(text) if local and _TWINS_BETWEEN.search(text) else []
        if twins:
            for a, b in twins:
                yield _Tie(
                    (Entity("place", a), Entity("place", b)),
                    level,
                    "",
                    "established",
                    "actual",
                    0.7,
                    [scene.evidence(s)],
                )
            continue
        between = pair_of_tie(scene, s, near, local)
        status = scene.status(s, near) or ("actual" if _PROSPECTS.search(text) else None)
        if len(between) != 2 or status is None:
            continue
        since, action = _history(scene, s, near, text, found)
        bygone = action != "" and since != "" and since < scene.anchor[: len(since)]
        bygone = bygone and not _AHEAD.search(text[: found.start()])
        if not action and _EXISTING.search(text[: found.start()]) or bygone:
            status = "actual"  # "ahead of the tenth anniversary of their strategic partnership"
        added = _ADDED.search(text[: found.start()])
        if added is not None:  # the year is that of the level with what was added
            wider = f"{level.replace(', and ', ', ').replace(' and ', ', ')}, and {added.group(1).lower()}"
            yield _Tie(between, wider, since, "upgraded", status, 0.75, [scene.evidence(s)])
            since = action = ""
        yield _Tie(
            between,
            level,
            since,
            action,
            "actual" if action == "reaffirmed" else status,
            0.75,
            [scene.evidence(s)],
        )


def _weak(level: str) -> bool:
    """ "an enduring partnership", "a long-term relationship": praise, no name of a framework."""
    words = set(re.findall(r"[a-z]+", level.lower()))
    return bool(words & {"partnership", "relationship", "alliance"}) and not words & word_list(
        "framework_words"
    )


def _level(text: str) -> str:
    """The level's name in lower case and in the singular; empty for what names no level."""
    level = " ".join(text.split())
    level = level if re.search(r" (?:for|of) [A-Z]", level) else level.lower()
    level = re.sub(r"\bpartnerships\b|\bpartners?\b", "partnership", level)
    level = re.sub(r"communities", "community", level)
    level = re.sub(r"^(?:twinned|twinning)$", "twin cities", level)
    level = re.sub(
        r"\b[a-z]+[–-][a-z]+ (?=community)",
        lambda m: m.group() if m.group().startswith(("high-", "close-", "all-")) else "",
        level,
    )
    if re.fullmatch(
        r"(?:special|deep|friendly|broad|long-term|reliable|true|extensive|new|strategic|enhanced|comprehensive)? ?relationship",
        level,
        re.IGNORECASE,
    ):
        return ""
    return (
        ""
        if re.fullmatch(
            r"(?:reliable|true|special|deep|friendly|new|broad|long-term|global|green|smart|creative|innovative) partnership",
            level,
            re.IGNORECASE,
        )
        else level
    )


def _history(scene: Scene, s: Sentence, near: Word, text: str, found: re.Match[str]) -> tuple[str, str]:
    """Since when, and whether the tie was established or upgraded to this level."""
    before, after = text[max(0, found.start() - 110) : found.start()], text[found.end() : found.end() + 90]
    end = s.start + found.end()
    if re.search(r"(?:anniversary|years) of (?:the |their |its )?(?:[A-Z]\w+[-–][A-Z]\w+ )?$", before):
        years = [a for a in find_anniversaries(text, scene.anchor) if a.since and a.end <= found.start()]
        return (years[-1].since, "established") if years else ("", "")
    told = _TOLD.match(after)
    if told is not None:
        action = "established" if told.group(1) else "upgraded" if told.group(2) else ""
        value = _date_behind(scene, s, end, 90)
        if value or action:
            return value, action
    if from_this := re.search(r"\bfrom (?:the |a )?$", before):
        return _date_behind(scene, s, end, 20), "established"
    raised = _UP.search(before) is not None or re.search(
        r"^\W*(?:was |were )?(?:upgrad|elevat|raised)", after
    )
    action = "upgraded" if raised and not from_this else "established" if _SET.search(before[-60:]) else ""
    if not action and re.search(r"\b[Rr]eaffirm", before[-60:]):
        return "", "reaffirmed"
    value = _date_behind(scene, s, end, 28) or (_clause_date(scene, s, near, before) if action else "")
    if action == "upgraded" and not value and (scene.status(s, near) == "actual" or _DECIDED.search(before)):
        value = scene.told_day(s)
    return value, action


def _date_behind(scene: Scene, s: Sentence, end: int, reach: int) -> str:
    """The first date within so many characters behind a level, none that is a deadline."""
    for w in s.refs("date"):
        if end <= w.start < end + reach and w.ref is not None and w.ref.date is not None:
            deadline = s.words[max(0, w.index - 1)].lower in ("by", "until", "to")
            return "" if deadline else scene.day_value(w.ref.date, s)[0]
    return ""


def _clause_date(scene: Scene, s: Sentence, near: Word, before: str) -> str:
    """The nearest date of the clause (else the sentence), but of no level left behind ("from the partnership of 2011 to …")."""
    left = re.search(r"\bfrom\b.*\bto\b", before)
    start = near.start - len(before)
    dates = [
        w
        for w in s.refs("date")
        if w.ref is not None
        and w.ref.date is not None
        and w.ref.date.kind != "history"
        and s.words[max(0, w.index - 1)].lower != "by"
        and not (left and start + left.start() <= w.start < start + left.end())
    ]
    usable = [w for w in dates if scene.same_clause(s, w, near)] or dates
    best = min(usable, key=lambda w: abs(w.index - near.index), default=None)
    return scene.day_value(best.ref.date, s)[0] if best is not None and best.ref is not None else ""


def word_at(s: Sentence, offset: int) -> Word:
    """The word that stands at an offset of the report, the sentence's last where none does."""
    return next((w for w in s.words if w.end > offset), s.words[-1])


def pair_of_tie(scene: Scene, s: Sentence, near: Word, local: bool = False) -> tuple[Entity, ...]:
    """The two countries a tie is between: named beside it, in its sentence, or the report's principal pair."""
    if local:
        return twinned(scene, s, near)
    between = [
        w for i, w in enumerate(s.words) if i and s.words[i - 1].lower in ("between",) and w.ref is not None
    ]
    named = sides(scene, s, between)
    if len(named) == 2:
        return tuple(named)
    codes = list(
        dict.fromkeys(
            x.ref.unit.code for x in s.refs("country", "demonym") if x.ref and x.ref.unit and x.ref.unit.code
        )
    )
    if not codes:
        codes = capitals_joined(s, near)
    unnamed = both_countries(s) and not any(w.persons for w in s.words)
    if not codes and (unnamed or two_people(s)):
        codes = just_told(scene, s)
    if len(codes) != 2:
        people = [p.country for w in s.words for p in w.persons if p.country]
        both = list(dict.fromkeys([*codes, *people]))
        codes = both if len(both) == 2 else codes
    if len(codes) != 2:
        pair = [q.country for q in scene.registry.principals() if q is not None and q.country]
        codes = pair if not codes or set(codes) & set(pair) and len(codes) < 2 else codes[:2]
    return tuple(country_entity(c) for c in codes[:2] if c in countries())
