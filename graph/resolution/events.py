"""Which claims state the same fact: the same talks in two reports are one meeting with two sources.

Claims with the same hard key (who, what kind of fact) are compared by date, place, title and number; what
contradicts stays apart as another fact, what only differs in detail is merged and both values are kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from communique.graph.model import Fact, Stated
from communique.ontology import FACT_CLASSES, slug

Values = dict[str, tuple[Any, ...]]
_DATES = ("date", "start", "end", "since", "by_date")
_CALLS = ("call", "video")
_MEALS = ("dinner", "banquet", "lunch", "breakfast", "tea", "luncheon")


def merge_claims(stated: Sequence[Stated]) -> list[Fact]:
    """The facts that the claims state, sorted by type and id."""
    grouped: dict[tuple[str, Hashable], list[Stated]] = defaultdict(list)
    for s in stated:
        grouped[(s.claim.type, _KEYS[s.claim.type](s.values))].append(s)
    facts = [_fact(cluster) for _, group in sorted(grouped.items(), key=lambda g: repr(g[0])) for cluster in _clusters(group)]
    return sorted(facts, key=lambda f: (f.type, f.id))


def _clusters(group: list[Stated]) -> list[list[Stated]]:
    """Claims of one key in clusters of compatible ones, the most exact first; one that fits several stays alone."""
    clusters: list[list[Stated]] = []
    for s in sorted(group, key=lambda s: (-_exactness(s), s.id)):
        fits = [c for c in clusters if all(_compatible(s, other) for other in c)]
        same_report = [c for c in clusters if any(o.article.key == s.article.key for o in c)]
        fits = [c for c in fits if c not in same_report or s.claim.type in ("office", "diplomatic_relations", "partnership")]
        if len(fits) == 1 or fits and s.claim.type in ("office", "diplomatic_relations", "spouse"):
            fits[0].append(s)
        else:
            clusters.append([s])
    return clusters


def _exactness(s: Stated) -> int:
    return sum(len(str(v)) for name in _DATES for v in s.values.get(name, ())) + 3 * bool(s.values.get("title")) + bool(s.values.get("place"))


def _compatible(a: Stated, b: Stated) -> bool:
    """Whether nothing that the two state contradicts."""
    x, y = a.values, b.values
    for name in ("date", "start", "end", "since"):
        if not _dates_agree(x.get(name, ()), y.get(name, ())):
            return False
    if a.claim.type in ("meeting", "visit", "agreement", "speech", "award") and not _near(a, b):
        return False
    if x.get("count") and y.get("count") and x["count"] != y["count"] and a.claim.type == "agreement":
        return not (x.get("date") and x.get("date") == y.get("date")) is False
    if x.get("title") and y.get("title") and a.claim.type in ("agreement", "speech"):
        return _titles_agree(str(x["title"][0]), str(y["title"][0]))
    return True


def _dates_agree(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    """Equal, or one the coarser form of the other."""
    return not a or not b or any(str(p).startswith(str(q)) or str(q).startswith(str(p)) for p in a for q in b)


def _near(a: Stated, b: Stated) -> bool:
    """An undated claim joins another only when both reports are of the same weeks."""
    days_a, days_b = _anchor(a), _anchor(b)
    if not days_a or not days_b:
        return a.article.key == b.article.key
    return days_a[:7] == days_b[:7] if min(len(days_a), len(days_b)) > 4 else days_a[:4] == days_b[:4]


def _anchor(s: Stated) -> str:
    """The date a claim gives its event, else its report's."""
    own = next((str(v) for name in ("date", "start", "end") for v in s.values.get(name, ())), "")
    return own or (s.date if s.claim.status != "planned" else "")


def _titles_agree(a: str, b: str) -> bool:
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return x <= y or y <= x or len(x & y) / len(x | y) > 0.6


# hard keys --------------------------------------------------------------------------------------------
def _meeting(v: Values) -> Hashable:
    kind = str(v.get("kind", ("",))[0])
    sort = "call" if kind.startswith(_CALLS) else "meal" if any(m in kind for m in _MEALS) else "meeting"
    return frozenset(v.get("participants", ())), sort


def _agreement(v: Values) -> Hashable:
    kind = slug(str(v.get("kind", ("",))[0]))
    fields = frozenset(v.get("fields", ())) if not v.get("title") and not v.get("count") else frozenset()
    return frozenset(v.get("parties", ())), kind, fields


def _level(v: Values) -> Hashable:
    words = frozenset(re.findall(r"\w+", str(v.get("level", ("",))[0]).lower())) - {"and", "of", "the", "relationship"}
    return frozenset(v.get("between", ())), words


def _text(v: Values, *names: str) -> Hashable:
    return tuple(frozenset(slug(str(x)) for x in v.get(name, ())) for name in names)


_KEYS: dict[str, Callable[[Values], Hashable]] = {
    "office": lambda v: _text(v, "person", "office"),
    "spouse": lambda v: _text(v, "persons"),
    "meeting": _meeting,
    "visit": lambda v: _text(v, "visitor", "country"),
    "agreement": _agreement,
    "partnership": _level,
    "diplomatic_relations": lambda v: _text(v, "between"),
    "award": lambda v: _text(v, "recipient", "name"),
    "invitation": lambda v: _text(v, "inviter", "invitee", "country"),
    "speech": lambda v: _text(v, "speaker"),
    "target": lambda v: _text(v, "between", "what", "value", "by_date"),
    "congratulation": lambda v: _text(v, "senders", "recipients", "on", "kind"),
}


# the fact ------------------------------------------------------------------------------------------------
def _fact(cluster: list[Stated]) -> Fact:
    ordered = sorted(cluster, key=lambda s: (s.article.key, s.id))
    type_ = ordered[0].claim.type
    identity = min(s.id for s in ordered)[:10]
    return Fact(
        id=f"{slug(re.sub(r'(?<=[a-z])(?=[A-Z])', '-', FACT_CLASSES[type_]))}/{identity}",
        type=type_,
        values=_merged(ordered),
        status=_status(ordered),
        confidence=_confidence([s.claim.confidence for s in ordered]),
        stated=tuple(ordered),
        attested=tuple(sorted({s.date for s in ordered if s.date})),
    )


def _merged(cluster: Sequence[Stated]) -> Values:
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for s in cluster:
        for name, items in s.values.items():
            values[name].update(dict.fromkeys(items))
    return {name: _most_exact(name, tuple(items)) for name, items in sorted(values.items())}


def _most_exact(name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Coarser dates give way to finer ones of the same day; a plain kind gives way to a fuller one."""
    if name in _DATES:
        items = tuple(i for i in items if not any(j != i and str(j).startswith(str(i)) for j in items))
    if name == "title":
        items = (max(items, key=lambda t: (len(str(t)), str(t))),)
    if name == "accepted":
        items = (any(items),)
    return tuple(sorted(items, key=str))


def _status(cluster: Sequence[Stated]) -> str:
    """Actual once any report says that it happened; for an office what the latest report says."""
    if cluster[0].claim.type == "office":
        latest = max(cluster, key=lambda s: (s.date, s.claim.status == "actual", s.id))
        return str(latest.claim.status)
    statuses = {s.claim.status for s in cluster}
    return "actual" if "actual" in statuses else str(min(statuses))


def _confidence(values: Sequence[float]) -> float:
    """The chance that at least one of independent reports is right, held below certainty."""
    wrong = 1.0
    for value in sorted(values, reverse=True)[:4]:
        wrong *= 1 - value
    return round(min(0.99, 1 - wrong), 3)
