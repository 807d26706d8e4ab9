"""Facts in the order of time: of one entity, between two, or all of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.attested import attested
from communique.graph.lookup.entity import identify, identity
from communique.graph.lookup.facts import EVIDENCE_SHOWN, read_facts
from communique.graph.lookup.involved import (
    OFFICE,
    Involved,
    dated,
    day_of,
    in_period,
    involved,
    latest_first,
)
from communique.graph.lookup.kinds import kind_of
from communique.graph.lookup.snapshot import ONTOLOGY, Snapshot, day, node, nodes
from communique.graph.lookup.values import Fact, Ref


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of an entity's facts; ``total`` counts all pages, ``truncated`` says that more follow."""

    entity: Ref
    facts: list[Fact]
    total: int
    offset: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two entities: the facts that both take part in, the latest first."""

    first: Ref
    second: Ref
    facts: list[Fact]
    total: int
    offset: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the facts of a kind in the whole graph, the latest first; ``total`` counts all pages."""

    relation: str
    heading: str
    facts: list[Fact]
    total: int
    offset: int
    truncated: bool


def listing(
    snapshot: Snapshot, relation: str = "meeting", since: str = "", until: str = "", limit: int = 50,
    offset: int = 0,
) -> Listing:  # fmt: skip
    """The facts of one kind, within a period if given. Raises BadParameter for another kind or no date."""
    kind = kind_of(relation)
    days = day(since) if since else "", day(until, last=True) if until else ""
    iris, total = snapshot.index.of_class(kind.iri, *days, limit, offset)
    return Listing(kind.key, kind.heading, read_facts(snapshot, iris), total, offset, offset + limit < total)


def timeline(
    snapshot: Snapshot,
    id: str,
    relation: str = "",
    since: str = "",
    until: str = "",
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
    evidence: int = EVIDENCE_SHOWN,
    as_of: str = "",
) -> Timeline:
    """The facts of an entity by date, newest first or (``order="oldest"``) oldest first; undated ones last.

    With ``as_of`` those that reports of that day or before attest, as these tell them.
    Raises NotFound for an unknown id and BadParameter for an unknown relation or a date that is none.
    """
    iri = snapshot.iri(id)
    ref = identity(snapshot, iri)
    found = involved(snapshot, iri, kind_of(relation).key if relation else "", since, until, as_of)
    ordered = found if order == "newest" else oldest_first(found)
    facts = read_facts(snapshot, [f.iri for f in ordered[offset : offset + limit]], evidence, as_of)
    return Timeline(ref, facts, len(found), offset, offset + limit < len(found))


def oldest_first(found: list[Involved]) -> list[Involved]:
    """By date, what has none last."""
    return sorted(sorted(found, key=lambda f: (f.latest, f.iri)), key=_undated_last)


def _undated_last(fact: Involved) -> tuple[bool, str]:
    placed = day_of(fact.kind.key, fact.earliest, fact.latest)
    return not placed, placed


def evidence(
    snapshot: Snapshot, id: str, relation: str = "", limit: int = 50, offset: int = 0, as_of: str = ""
) -> Timeline:
    """The facts of an entity with every passage that states each of them."""
    return timeline(snapshot, id, relation, limit=limit, offset=offset, evidence=10_000, as_of=as_of)


def between(
    snapshot: Snapshot,
    first: str,
    second: str,
    relation: str = "",
    since: str = "",
    until: str = "",
    limit: int = 200,
    offset: int = 0,
    as_of: str = "",
) -> Between:
    """The facts in which both entities take part, for countries also by the persons who act for them.

    Both are given by id or name. A person acts for a country whose office reports attest; one who holds
    offices of both countries is not the two of them alone. With ``as_of`` only what reports of that day or
    before attest counts. Raises NotFound and BadParameter.
    """
    refs = [identify(snapshot, name) for name in (first, second)]
    kind = kind_of(relation).key if relation else ""
    one, other = (_acts(snapshot, ref) for ref in refs)
    known = attested(snapshot, as_of, one.keys() & other.keys()) if as_of else None
    if known is not None:
        one, other = (
            {f: {x for x in who if known.names(f, x)} for f, who in side.items()} for side in (one, other)
        )
    both = {f for f in one.keys() & other.keys() if one[f] and other[f] and len(one[f] | other[f]) > 1}
    found = (f for f in dated(snapshot, both, known) if not kind or f.kind.key == kind)
    shared = latest_first(f for f in found if in_period(f.earliest, f.latest, since, until))
    facts = read_facts(snapshot, [f.iri for f in shared[offset : offset + limit]], as_of=as_of)
    return Between(refs[0], refs[1], facts, len(shared), offset, offset + limit < len(shared))


def _acts(snapshot: Snapshot, ref: Ref) -> dict[str, set[str]]:
    """Who acts in each fact of an entity; for a country also the holders of its offices."""
    taking_part = (f for f in involved(snapshot, ref.iri) if f.kind == OFFICE or f.role not in _WHERE)
    found = {f.iri: {ref.iri} for f in taking_part}
    if ref.type == "Country":
        holders = [row["p"] for row in snapshot.rows(_HOLDERS.format(node(ref.iri)))]
        for row in snapshot.rows(_NAMING.format(nodes(holders))) if holders else ():
            if row["role"].removeprefix(ONTOLOGY) in _ACTIVE:
                found.setdefault(row["f"], set()).add(row["p"])
    return found


_WHERE = {"place", "country"}  # to be where something happens is not to take part
_HOLDERS = "SELECT DISTINCT ?p WHERE {{ ?office dip:country {} . ?t dip:office ?office ; dip:holder ?p }}"
_NAMING = "SELECT ?f ?role ?p WHERE {{ VALUES ?p {{ {} }} ?f ?role ?p }}"
_ACTIVE = {
    "participant",
    "visitor",
    "host",
    "inviter",
    "invitee",
    "presenter",
    "recipient",
    "from",
    "to",
    "signatory",
}
