"""Which facts speak of an entity, and when: what entity pages, timelines and neighbours begin with.

The queries are kept simple on purpose: one scan each. Kinds and days stand in the snapshot's index, because
joining them in takes the engine five times as long for an entity with thousands of facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.graph.lookup.attested import Attested, attested
from communique.graph.lookup.kinds import BY_CLASS, KINDS, FactKind
from communique.graph.lookup.snapshot import ONTOLOGY, Snapshot, day, node

OFFICE = KINDS["office"]
_DIRECT = "SELECT ?f ?role WHERE {{ ?f ?role {iri} }}"
_HOLDERS = "SELECT ?f ?role WHERE {{ ?office ?role {iri} . ?f dip:office ?office }}"


@dataclass(frozen=True, slots=True)
class Involved:
    """A fact that speaks of an entity: its kind, in which role, and the days that bound it (or empty)."""

    iri: str
    kind: FactKind
    role: str
    earliest: str
    latest: str


def involved(
    snapshot: Snapshot, iri: str, kind: str = "", since: str = "", until: str = "", as_of: str = ""
) -> list[Involved]:
    """All facts of an entity, of one kind if given, within a period if given; the latest first, undated last.

    A fact is in the period when it may have happened in it; one without a date is in none. With ``as_of``
    only facts in which a report of that day or before sees the entity, with the days that such reports give.
    """
    found = {f.iri: f for f in (*_through_offices(snapshot, iri, kind), *_direct(snapshot, iri, kind))}
    if as_of:
        known = attested(snapshot, as_of, found)
        found = {f: _as_known(i, known) for f, i in found.items() if known.names(f, iri)}
    kept = [f for f in found.values() if in_period(f.earliest, f.latest, since, until)]
    return latest_first(kept)


def _as_known(fact: Involved, known: Attested) -> Involved:
    """The fact with the days that the reports give by then."""
    days = known.days(fact.iri)
    return replace(fact, earliest=days[0], latest=days[1]) if days else fact


def latest_first(found: Iterable[Involved]) -> list[Involved]:
    """By date, the latest first, undated ones last, equal ones by IRI."""
    ordered = sorted(found, key=lambda f: f.iri)
    return sorted(ordered, key=lambda f: (f.latest or f.earliest, f.earliest), reverse=True)


def _direct(snapshot: Snapshot, iri: str, kind: str) -> list[Involved]:
    """Facts that name the entity themselves."""
    roles: dict[str, set[str]] = {}
    for row in snapshot.rows(_DIRECT.format(iri=node(iri))):
        roles.setdefault(row["f"], set()).add(row["role"].removeprefix(ONTOLOGY))
    found = (f for f in dated(snapshot, roles) if not kind or f.kind.key == kind)
    placed = (replace(f, role=_foremost(f.kind, roles[f.iri])) for f in found)
    return [f for f in placed if f.role]


def _foremost(kind: FactKind, roles: set[str]) -> str:
    """Of an entity's roles in a fact that by which it takes part, else the first; empty if it has none."""
    return min(roles.intersection(kind.roles), key=lambda role: (role not in kind.sides, role), default="")


def _through_offices(snapshot: Snapshot, iri: str, kind: str) -> list[Involved]:
    """Tenures of the offices that belong to the entity."""
    if kind not in {"", OFFICE.key}:
        return []
    rows = snapshot.rows(_HOLDERS.format(iri=node(iri)))
    roles = {row["f"]: row["role"].removeprefix(ONTOLOGY) for row in sorted(rows, key=lambda r: r["role"])}
    return [replace(f, role=roles[f.iri]) for f in dated(snapshot, roles)]


def in_period(earliest: str, latest: str, since: str, until: str) -> bool:
    """Whether what lies between two days may have happened in a period. Raises BadParameter."""
    after = not since or (bool(latest) and latest >= day(since))
    return after and (not until or (bool(earliest) and earliest <= day(until, last=True)))


def dated(snapshot: Snapshot, facts: Iterable[str], known: Attested | None = None) -> list[Involved]:
    """The facts by IRI with their kind and days; what is no fact is left out, roles are empty.

    With ``known`` they are those that it attests, with their days by then.
    """
    found = snapshot.index.facts(sorted(facts))
    listed = [
        Involved(iri, BY_CLASS[of], "", earliest, latest) for iri, (of, earliest, latest) in found.items()
    ]
    return listed if known is None else [_as_known(f, known) for f in listed if f.iri in known.facts]


def period(since: str, until: str) -> str:
    """The filters on ``?earliest`` and ``?latest`` for a period; empty for none. Raises BadParameter."""
    filters = []
    if since:
        filters.append(f'FILTER(?latest >= "{day(since)}"^^xsd:date)')
    if until:
        filters.append(f'FILTER(?earliest <= "{day(until, last=True)}"^^xsd:date)')
    return " ".join(filters)
