"""What lookups answer, as OpenAPI shows it: the lookups' own types, with the link to the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.graph import lookup
from communique.graph.lookup.articles import Named
from communique.graph.lookup.entity import Group, Office
from communique.graph.search import TYPES

ENTITY_TYPES = tuple(name.lower() for name in TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(lookup.Search):
    """One page of hits; ``next`` is the path and query of the following page."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage(lookup.Entity):
    """An entity and its facts by kind; the timeline has all of them page by page."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage(lookup.Timeline):
    """One page of an entity's facts."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage(lookup.Listing):
    """One page of the facts of a kind."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighborsPage(lookup.Neighbors):
    """Counts for each relation and one page of neighbours."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenPage(lookup.Between):
    """One page of the facts between two entities."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPage(lookup.Fact):
    """A fact with all its passages."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage(lookup.Articles):
    """One page of reports."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(lookup.Article):
    """A report with its text and the facts that it states."""

    next: str | None = None


_BASE = "https://w3id.org/communique/id/"
_REPORT = {
    "id": "article/talks-5f0c",
    "iri": _BASE + "article/talks-5f0c",
    "file_name": "talks",
    "title": "",
    "date": "2025-10-09",
    "publisher": "",
    "url": "",
    "sha256": "5f0c…",
    "opening": "A held talks with B.",
}
_PASSAGE = {
    "report": _REPORT,
    "quote": "A held talks with B.",
    "start": 120,
    "end": 140,
    "confidence": 0.9,
    "method": "trigger",
    "status": "actual",
    "prefix": "",
    "suffix": "",
}
_A = {"id": "person/a", "iri": _BASE + "person/a", "type": "Person", "label": "A"}
_FACT = {
    "id": "meeting/9b1d",
    "iri": _BASE + "meeting/9b1d",
    "kind": "meeting",
    "text": "A and B: talks (2025-10-09)",
    "status": "actual",
    "date": "2025-10-09",
    "earliest": "2025-10-09",
    "latest": "2025-10-09",
    "confidence": 0.9,
    "values": {"participant": [{"text": "A", "ref": _A}]},
    "evidence": [_PASSAGE],
    "evidence_count": 1,
    "differs_in": [],
}
_PAGED = {"total": 1, "offset": 0, "truncated": False, "next": None}
_HIT = {**_A, "matched": "A", "score": 1.0, "facts": 3, "about": ""}
_RELATION = {"relation": "meeting", "heading": "Meetings", "facts": 1, "neighbors": 1}
_NEIGHBOR = {
    "entity": {**_A, "id": "person/b", "iri": _BASE + "person/b", "label": "B"},
    "relation": "meeting",
    "facts": 1,
    "first": "2025-10-09",
    "last": "2025-10-09",
    "example": "meeting/9b1d",
}
_OFFICE = {
    "fact": {**_FACT, "id": "tenure/5a0c", "kind": "office", "text": "A: President of Aland"},
    "first_attested": "2025-10-09",
    "last_attested": "2025-12-01",
    "passages": [_PASSAGE],
}
_ENTITY: dict[str, Any] = {
    **_A,
    "names": ["A"],
    "iso_code": "",
    "same_as": [],
    "fact_count": 1,
    "as_of": "",
    "offset": 0,
    "truncated": False,
    "offices": [],
    "groups": [{"kind": "meeting", "heading": "Meetings", "count": 1, "facts": [_FACT]}],
    "next": None,
}
EXAMPLES: dict[type, dict[str, Any]] = {
    lookup.Ref: _A,
    lookup.Report: _REPORT,
    lookup.Passage: _PASSAGE,
    lookup.Value: {"text": "A", "ref": _A},
    lookup.Fact: _FACT,
    lookup.Found: _HIT,
    lookup.Relation: _RELATION,
    lookup.Neighbor: _NEIGHBOR,
    Group: _ENTITY["groups"][0],
    Office: _OFFICE,
    Named: {"entity": _A, "names": ["A"]},
    SearchPage: {"query": "A", "type": "", "hits": [_HIT], **_PAGED},
    EntityPage: _ENTITY,
    FactsPage: {"entity": _A, "facts": [_FACT], **_PAGED},
    ListingPage: {"relation": "meeting", "heading": "Meetings", "facts": [_FACT], **_PAGED},
    NeighborsPage: {"entity": _A, "relations": [_RELATION], "neighbors": [_NEIGHBOR], **_PAGED},
    BetweenPage: {"first": _A, "second": _NEIGHBOR["entity"], "facts": [_FACT], **_PAGED},
    FactPage: {**_FACT, "next": None},
    ArticlesPage: {"articles": [_REPORT], **_PAGED},
    ArticlePage: {
        "report": _REPORT,
        "facts": [_FACT],
        "entities": [{"entity": _A, "names": ["A"]}],
        "text": "A held talks with B.",
        "body_start": 0,
        "next": None,
    },
}
OTHER_TYPES = (
    "text/html",
    "text/csv",
    "text/turtle",
    "application/ld+json",
    "application/n-triples",
    "application/graphml+xml",
)


def documented(model: type, others: tuple[str, ...] = OTHER_TYPES) -> dict[int | str, dict[str, Any]]:
    """The entry of a route's 200 answer: its model, an example, and the other formats."""
    formats = {media: {"schema": {"type": "string"}} for media in others}
    return {200: {"model": model, "content": {"application/json": {"example": EXAMPLES[model]}, **formats}}}
