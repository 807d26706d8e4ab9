"""One fact from the claims that state it: its values, what reports differ in, its status and confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from communique.graph.merging import attested_on, confidence_of, longest, most_exact, status_of
from communique.graph.model import FACT_PATHS, Fact, Stated

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
    told = [(s.date, s.claim.status) for s in ordered]
    return Fact(
        id=f"{FACT_PATHS[type_]}/{min(s.id for s in ordered)[:_HASH]}",
        type=type_,
        values=values,
        status=status_of(type_, told),
        confidence=confidence_of((_words(s), s.claim.confidence) for s in ordered),
        stated=tuple(ordered),
        attested=attested_on(told),
        disputed=tuple(n for n in _SINGLE.get(type_, ()) if len(values.get(n, ())) > 1),
    )


def _merged(cluster: Sequence[Stated]) -> Values:
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for s in cluster:
        for name, items in s.values.items():
            values[name].update(dict.fromkeys(items))
    return {name: _one_of(name, tuple(items)) for name, items in sorted(values.items())}


def _one_of(name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Dates as exact as they are; one title and one answer stand for all."""
    if name in _DATES:
        items = most_exact(items)
    if name in ("title", "name", "what", "on", "level"):
        items = (longest(items),)
    if name == "accepted":
        items = (any(items),)
    return tuple(sorted(items, key=str))


def _words(s: Stated) -> str:
    """What the report says, in its own words."""
    return " ".join(s.article.text[e.start : e.end] for e in s.claim.evidence)
