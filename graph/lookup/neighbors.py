"""Neighbours: with whom an entity shares facts, counted by relation before any are listed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from communique.graph.lookup.attested import Attested, attested
from communique.graph.lookup.entity import identity
from communique.graph.lookup.facts import local_name
from communique.graph.lookup.involved import Involved, involved
from communique.graph.lookup.kinds import KINDS, kind_of
from communique.graph.lookup.snapshot import Snapshot, nodes
from communique.graph.lookup.values import Ref

_REFS = """SELECT ?x (MIN(?l) AS ?label) (MIN(?t) AS ?type) WHERE {{ VALUES ?x {{ {} }}
  ?x rdfs:label|skos:prefLabel ?l OPTIONAL {{ ?x a ?t }} }} GROUP BY ?x"""


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
    as_of: str = "",
) -> Neighbors:
    """The neighbours of an entity, those with most facts in common first, relation by relation.

    With ``as_of`` only what reports of that day or before attest counts.
    Raises NotFound for an unknown id and BadParameter for an unknown relation or a date that is none.
    """
    iri = snapshot.iri(id)
    ref = identity(snapshot, iri)
    kind = kind_of(relation).key if relation else ""
    found = {f.iri: f for f in involved(snapshot, iri, kind, since, until, as_of)}
    known = attested(snapshot, as_of, found) if as_of else None
    shared = _shared(snapshot, iri, found, known)
    relations = [_relation(key, shared[key]) for key in KINDS if shared.get(key)]
    ordered = [pair for counts in relations for pair in _ordered(counts.relation, shared[counts.relation])]
    page = ordered[offset : offset + limit]
    refs = read_refs(snapshot, [other for _, other in page])
    listed = [_neighbor(snapshot, refs[other], key, shared[key][other]) for key, other in page]
    return Neighbors(ref, relations, listed, len(ordered), offset, offset + len(page) < len(ordered))


Shared = dict[str, list[Involved]]  # the facts that an entity shares with each other one


def _shared(
    snapshot: Snapshot, iri: str, found: dict[str, Involved], known: Attested | None
) -> dict[str, Shared]:
    """For each kind of fact the others in the entity's facts, with those facts."""
    shared: dict[str, dict[str, dict[str, Involved]]] = defaultdict(lambda: defaultdict(dict))
    for fact, other in snapshot.index.parts.beside(iri):
        if fact in found and (known is None or known.names(fact, other)):
            shared[found[fact].kind.key][other][fact] = found[fact]
    return {key: {other: list(facts.values()) for other, facts in by.items()} for key, by in shared.items()}


def _relation(key: str, shared: Shared) -> Relation:
    """The counts of one kind."""
    facts = {f.iri for listed in shared.values() for f in listed}
    return Relation(key, KINDS[key].heading, len(facts), len(shared))


def _ordered(key: str, shared: Shared) -> list[tuple[str, str]]:
    """The others of one kind, those with most facts first."""
    return [(key, other) for other in sorted(shared, key=lambda other: (-len(shared[other]), other))]


def _neighbor(snapshot: Snapshot, ref: Ref, relation: str, facts: list[Involved]) -> Neighbor:
    """A neighbour with the period and one of the facts."""
    first = min((f.earliest for f in facts if f.earliest), default="")
    last = max((f.latest for f in facts if f.latest), default="")
    return Neighbor(ref, relation, len(facts), first, last, snapshot.id(min(f.iri for f in facts)))


def read_refs(snapshot: Snapshot, iris: list[str]) -> dict[str, Ref]:
    """Things by their IRIs, with type and label (the least, where there are several)."""
    if not iris:
        return {}
    rows = {row["x"]: row for row in snapshot.rows(_REFS.format(nodes(iris))) if "x" in row}
    return {iri: _ref(snapshot, iri, rows.get(iri, {})) for iri in iris}


def _ref(snapshot: Snapshot, iri: str, row: dict[str, str]) -> Ref:
    label = row.get("label") or local_name(iri)
    return Ref(snapshot.id(iri), iri, local_name(row.get("type", "")), label)
