"""A network to look at: entities with the highest measure, their country and community, and the links."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.analysis.communities import find
from communique.graph.analysis.measures import measure
from communique.graph.analysis.projection import Projection, Scope, project
from communique.graph.lookup.facts import local_name
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot, nodes

_COUNTRIES = """SELECT ?x (MIN(?label) AS ?country) WHERE {{ VALUES ?x {{ {} }}
  {{ ?x dip:country ?c }} UNION {{ ?t dip:holder ?x ; dip:office/dip:country ?c }}
  ?c rdfs:label ?label }} GROUP BY ?x"""


@dataclass(frozen=True, slots=True)
class Point:
    """An entity of the network; ``community`` numbers those who meet each other more than others."""

    id: str
    iri: str
    type: str
    label: str
    country: str
    community: int
    score: float
    partners: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities, by id, and how many facts join them."""

    source: str
    target: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """The part of a projection with the highest measure; ``total`` counts all of its entities."""

    by: str
    relations: list[str]
    since: str
    until: str
    nodes: list[Point]
    edges: list[Link]
    total: int
    truncated: bool


def network(
    snapshot: Snapshot,
    relations: tuple[str, ...] | list[str] = ("meeting",),
    types: tuple[str, ...] | list[str] = ("Person",),
    by: str = "degree",
    since: str = "",
    until: str = "",
    limit: int = 200,
    communities: bool = False,
) -> Network:
    """The entities with the highest measure and the links among them. Raises BadParameter.

    Communities are found only where they are asked for; else all entities have number 0.
    """
    projection = project(snapshot, Scope(tuple(relations), tuple(types), since, until))
    scores = measure(projection, by)
    kept = sorted(scores, key=lambda iri: (-round(scores[iri], 12), iri))[:limit]
    numbers = _communities(projection, kept) if communities else dict.fromkeys(kept, 0)
    points = _points(snapshot, projection, kept, scores, numbers)
    chosen = set(kept)
    links = [
        Link(snapshot.id(a), snapshot.id(b), sum(map(len, by_kind.values())))
        for (a, b), by_kind in projection.pairs.items()
        if a in chosen and b in chosen
    ]
    return Network(by, list(relations), since, until, points, links, len(scores), len(kept) < len(scores))


def _points(
    snapshot: Snapshot,
    projection: Projection,
    kept: list[str],
    scores: dict[str, float],
    numbers: dict[str, int],
) -> list[Point]:
    """The entities with label, country, community and measure."""
    refs = read_refs(snapshot, kept)
    countries = (
        {r["x"]: r["country"] for r in snapshot.rows(_COUNTRIES.format(nodes(kept))) if "x" in r}
        if kept
        else {}
    )
    partners = dict.fromkeys(scores, 0)
    for pair in projection.pairs:
        for iri in pair:
            partners[iri] += 1
    return [
        Point(
            id=refs[iri].id,
            iri=iri,
            type=refs[iri].type or local_name(iri),
            label=refs[iri].label,
            country=countries.get(iri, ""),
            community=numbers[iri],
            score=round(scores[iri], 6),
            partners=partners[iri],
        )
        for iri in kept
    ]


def _communities(projection: Projection, kept: list[str]) -> dict[str, int]:
    """The number of each entity's community, the largest first."""
    return {iri: number for number, group in enumerate(find(projection, kept)) for iri in group}
