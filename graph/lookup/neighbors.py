"""Neighbours: with whom an entity shares facts, counted by relation before any are listed."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.entity import _names
from communique.graph.lookup.facts import local_name
from communique.graph.lookup.involved import period
from communique.graph.lookup.kinds import KINDS, FactKind, kind_of
from communique.graph.lookup.snapshot import Snapshot, node, nodes
from communique.graph.lookup.values import Ref

# One row for each fact and the other entity in it; the office stands between a holder and its country.
_SHARED = """SELECT DISTINCT ?f ?other {dates} WHERE {{
  {{ VALUES ?mine {{ {roles} }} ?f ?mine {iri} }}{through_mine}
  ?f a dip:{name} .
  {{ VALUES ?theirs {{ {roles} }} ?f ?theirs ?other }}{through_theirs}
  FILTER(?other != {iri})
  {optional}
}}"""
_OPTIONAL = """OPTIONAL {{ ?f dip:earliest|dip:attestedOn ?earliest }}
  OPTIONAL {{ ?f dip:latest|dip:attestedOn ?latest }} {}"""
_PAGE = """SELECT ?other (COUNT(DISTINCT ?f) AS ?facts) (MIN(?earliest) AS ?first)
  (MAX(?latest) AS ?last) (MIN(?f) AS ?example) WHERE {{ {{ {shared} }} }} GROUP BY ?other
ORDER BY DESC(?facts) ?other LIMIT {limit} OFFSET {offset}"""
_REFS = """SELECT ?x (MIN(?l) AS ?label) (MIN(?t) AS ?type) WHERE {{ VALUES ?x {{ {} }}
  ?x rdfs:label|skos:prefLabel ?l OPTIONAL {{ ?x a ?t }} }} GROUP BY ?x"""
_COUNT = """SELECT (COUNT(DISTINCT ?f) AS ?facts) (COUNT(DISTINCT ?other) AS ?others)
WHERE {{ {{ {shared} }} }}"""


@dataclass(frozen=True, slots=True)
class Relation:
    """How many facts of one kind an entity shares, and with how many others."""

    relation: str
    heading: str
    facts: int
    neighbors: int


@dataclass(frozen=True, slots=True)
class Neighbor:
    """Another entity in facts of one kind; ``first`` and ``last`` bound them (ISO days, or empty)."""

    entity: Ref
    relation: str
    facts: int
    first: str
    last: str
    example: str


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The counts of every relation, and one page of the neighbours; ``total`` counts all pages' rows."""

    entity: Ref
    relations: list[Relation]
    neighbors: list[Neighbor]
    total: int
    offset: int
    truncated: bool


def neighbors(
    snapshot: Snapshot,
    id: str,
    relation: str = "",
    since: str = "",
    until: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Neighbors:
    """The neighbours of an entity, those with most facts in common first, relation by relation.

    Raises NotFound for an unknown id and BadParameter for an unknown relation or a date that is none.
    """
    iri = snapshot.iri(id)
    ref = _names(snapshot, iri)[0]
    kinds = [kind_of(relation)] if relation else list(KINDS.values())
    counted = [(kind, _count(snapshot, iri, kind, since, until)) for kind in kinds]
    present = [(kind, counts) for kind, counts in counted if counts.neighbors]
    total = sum(counts.neighbors for _, counts in present)
    found = _page(snapshot, iri, present, since, until, limit, offset)
    more = offset + len(found) < total
    return Neighbors(ref, [counts for _, counts in present], found, total, offset, more)


def _shared(iri: str, kind: FactKind, since: str, until: str, dated: bool) -> str:
    """The pattern of all facts of a kind with all others in them."""
    office = kind.key == "office"
    filters = period(since, until)
    return _SHARED.format(
        dates="?earliest ?latest" if dated else "",
        roles=" ".join(f"dip:{role}" for role in (kind.sides if office else (*kind.sides, *kind.others))),
        iri=node(iri),
        name=kind.name,
        through_mine=_through_office(kind, node(iri)) if office else "",
        through_theirs=_through_office(kind, "?other") if office else "",
        optional=_OPTIONAL.format(filters) if dated or filters else "",
    )


def _through_office(kind: FactKind, other: str) -> str:
    """The way from a tenure by its office to a body or country."""
    roles = " ".join(f"dip:{role}" for role in kind.others)
    return f" UNION {{ VALUES ?via {{ {roles} }} ?f dip:office ?office . ?office ?via {other} }}"


def _count(snapshot: Snapshot, iri: str, kind: FactKind, since: str, until: str) -> Relation:
    """How many facts and neighbours there are in one relation."""
    row = snapshot.rows(_COUNT.format(shared=_shared(iri, kind, since, until, False)))[0]
    return Relation(kind.key, kind.heading, int(row["facts"]), int(row["others"]))


def _page(
    snapshot: Snapshot,
    iri: str,
    present: list[tuple[FactKind, Relation]],
    since: str,
    until: str,
    limit: int,
    offset: int,
) -> list[Neighbor]:
    """One page that runs through the relations in order."""
    found: list[Neighbor] = []
    for kind, counts in present:
        if offset < counts.neighbors and len(found) < limit:
            shared = _shared(iri, kind, since, until, True)
            page = snapshot.rows(_PAGE.format(shared=shared, limit=limit - len(found), offset=offset))
            found.extend(_neighbors(snapshot, kind, page))
        offset = max(0, offset - counts.neighbors)
    return found


def _neighbors(snapshot: Snapshot, kind: FactKind, page: list[dict[str, str]]) -> list[Neighbor]:
    """The rows of a page with the others' labels."""
    refs = read_refs(snapshot, [row["other"] for row in page])
    return [
        Neighbor(
            entity=refs[row["other"]],
            relation=kind.key,
            facts=int(row["facts"]),
            first=row.get("first", ""),
            last=row.get("last", ""),
            example=snapshot.id(row["example"]),
        )
        for row in page
    ]


def read_refs(snapshot: Snapshot, iris: list[str]) -> dict[str, Ref]:
    """Things by their IRIs, with type and label (the least, where there are several)."""
    if not iris:
        return {}
    rows = {row["x"]: row for row in snapshot.rows(_REFS.format(nodes(iris))) if "x" in row}
    return {iri: _ref(snapshot, iri, rows.get(iri, {})) for iri in iris}


def _ref(snapshot: Snapshot, iri: str, row: dict[str, str]) -> Ref:
    label = row.get("label") or local_name(iri)
    return Ref(snapshot.id(iri), iri, local_name(row.get("type", "")), label)
