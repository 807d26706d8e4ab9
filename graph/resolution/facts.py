"""One fact from the claims that state it: its values, what reports differ in, its status and confidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from communique.graph.model import Fact, Stated
from communique.ontology import FACT_CLASSES, slug

Values = dict[str, tuple[Any, ...]]
_DATES = ("date", "start", "end", "since", "by_date")
#: Fields of which an event has one value: two are what reports contradict each other in.
_SINGLE = {
    "meeting": ("date", "country"),
    "visit": ("start", "end", "kind"),
    "agreement": ("date", "count"),
    "partnership": ("since",),
    "diplomatic_relations": ("since",),
    "award": ("date", "giver"),
    "speech": ("date",),
    "target": ("value", "by_date"),
}
_HASH = 10


def make_fact(cluster: Sequence[Stated]) -> Fact:
    """The fact that these claims state together."""
    ordered = sorted(cluster, key=lambda s: (s.article.key, s.id))
    type_ = ordered[0].claim.type
    values = _merged(ordered)
    return Fact(
        id=f"{_path(type_)}/{min(s.id for s in ordered)[:_HASH]}",
        type=type_,
        values=values,
        status=_status(ordered),
        confidence=_confidence(ordered),
        stated=tuple(ordered),
        attested=_attested(ordered),
        disputed=tuple(n for n in _SINGLE.get(type_, ()) if len(values.get(n, ())) > 1),
    )


def _path(type_: str) -> str:
    return slug(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", FACT_CLASSES[type_]))


def _merged(cluster: Sequence[Stated]) -> Values:
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for s in cluster:
        for name, items in s.values.items():
            values[name].update(dict.fromkeys(items))
    return {name: _most_exact(name, tuple(items)) for name, items in sorted(values.items())}


def _most_exact(name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Coarser dates give way to finer ones that they contain; one title and one answer stand for all."""
    if name in _DATES:
        items = tuple(i for i in items if not any(j != i and str(j).startswith(str(i)) for j in items))
    if name in ("title", "name", "what", "on", "level"):
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


def _attested(cluster: Sequence[Stated]) -> tuple[str, ...]:
    """The days of the reports that state it; of an office, of those by which it was held, if any."""
    held = {s.date for s in cluster if s.date and s.claim.status == "actual"}
    return tuple(sorted(held or {s.date for s in cluster if s.date}))


def _confidence(cluster: Sequence[Stated]) -> float:
    """The chance that at least one report is right, held below certainty; the same sentence counts once."""
    by_sentence: dict[str, float] = {}
    for s in cluster:
        quote = " ".join(s.article.text[e.start : e.end] for e in s.claim.evidence)
        by_sentence[quote] = max(by_sentence.get(quote, 0.0), s.claim.confidence)
    wrong = 1.0
    for value in sorted(by_sentence.values(), reverse=True)[:4]:
        wrong *= 1 - value
    return round(min(0.99, 1 - wrong), 3)
