"""Which facts speak of an entity, and when: what entity pages, timelines and neighbours begin with.

Both stand in the snapshot's index, because joining them takes the engine ten times as long for an entity with
thousands of facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.graph.lookup.attested import Attested, attested
from communique.graph.lookup.kinds import BY_CLASS, KINDS, FactKind
from communique.graph.lookup.snapshot import Snapshot, day

OFFICE = KINDS["office"]


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
    found = {f.iri: f for f in _taken_part_in(snapshot, iri, kind)}
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
    """By the day of each, the latest first, undated ones last, equal ones by IRI."""
    ordered = sorted(found, key=lambda f: f.iri)
    return sorted(ordered, key=lambda f: (day_of(f.kind.key, f.earliest, f.latest), f.latest), reverse=True)


def day_of(kind: str, earliest: str, latest: str) -> str:
    """The day by which a fact has its place in time: its begin, of an office its last attestation."""
    return latest if kind == OFFICE.key else earliest


def _taken_part_in(snapshot: Snapshot, iri: str, kind: str) -> Iterator[Involved]:
    """Facts that name the entity themselves, and tenures of the offices that belong to it."""
    roles: dict[str, set[str]] = {}
    found: dict[str, tuple[str, str, str]] = {}
    for fact, role, of, earliest, latest in snapshot.index.parts.of(iri):
        roles.setdefault(fact, set()).add(role)
        found[fact] = of, earliest, latest
    for fact, (of, earliest, latest) in found.items():
        involving = BY_CLASS[of]
        role = _foremost(involving, roles[fact])
        if role and (not kind or involving.key == kind):
            yield Involved(fact, involving, role, earliest, latest)


def _foremost(kind: FactKind, roles: set[str]) -> str:
    """Of an entity's roles in a fact that by which it takes part, else the first; empty if it has none."""
    named = roles.intersection((*kind.roles, *kind.others))
    return min(named, key=lambda role: (role not in kind.sides, role), default="")


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
