"""Which facts speak of an entity, and when: what entity pages, timelines and neighbours begin with.

The queries are kept simple on purpose: one index scan each, with what remains done here. Joined in one
query they take the engine a hundred times as long for an entity with thousands of facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.graph.lookup.kinds import BY_CLASS, KINDS, FactKind
from communique.graph.lookup.snapshot import ONTOLOGY, Snapshot, day, node, nodes

OFFICE = KINDS["office"]
_DIRECT = """SELECT ?f ?role ?class ?earliest ?latest WHERE {{ ?f ?role {iri} ; a ?class
  OPTIONAL {{ ?f dip:earliest ?earliest }} OPTIONAL {{ ?f dip:latest ?latest }} }}"""
_HELD = """SELECT ?f (MIN(?d) AS ?earliest) (MAX(?d) AS ?latest) WHERE {{
  ?f dip:holder {iri} ; dip:attestedOn ?d }} GROUP BY ?f"""
_HOLDERS = """SELECT ?f ?role (MIN(?d) AS ?earliest) (MAX(?d) AS ?latest) WHERE {{
  ?office ?role {iri} . ?f dip:office ?office OPTIONAL {{ ?f dip:attestedOn ?d }} }} GROUP BY ?f ?role"""
_DATED = """SELECT ?f ?class ?earliest ?latest WHERE {{ VALUES ?f {{ {facts} }} ?f a ?class
  OPTIONAL {{ ?f dip:earliest ?earliest }} OPTIONAL {{ ?f dip:latest ?latest }} }}"""
_MOST_VALUES = 5000  # IRIs in one VALUES clause


@dataclass(frozen=True, slots=True)
class Involved:
    """A fact that speaks of an entity: its kind, in which role, and the days that bound it (or empty)."""

    iri: str
    kind: FactKind
    role: str
    earliest: str
    latest: str


def involved(
    snapshot: Snapshot, iri: str, kind: str = "", since: str = "", until: str = ""
) -> list[Involved]:
    """All facts of an entity, of one kind if given, within a period if given; the latest first, undated last.

    A fact is in the period when it may have happened in it; one without a date is in none.
    """
    found = {f.iri: f for f in (*_through_offices(snapshot, iri, kind), *_direct(snapshot, iri, kind))}
    kept = [f for f in found.values() if in_period(f.earliest, f.latest, since, until)]
    return latest_first(kept)


def latest_first(found: Iterable[Involved]) -> list[Involved]:
    """By date, the latest first, undated ones last, equal ones by IRI."""
    ordered = sorted(found, key=lambda f: f.iri)
    return sorted(ordered, key=lambda f: (f.latest or f.earliest, f.earliest), reverse=True)


def _direct(snapshot: Snapshot, iri: str, kind: str) -> list[Involved]:
    """Facts that name the entity themselves."""
    found: dict[str, Involved] = {}
    for row in snapshot.rows(_DIRECT.format(iri=node(iri))):
        of, role = BY_CLASS.get(row["class"]), row["role"].removeprefix(ONTOLOGY)
        if of is None or role not in of.roles or (kind and of.key != kind):
            continue
        known = found.get(row["f"])
        if known is None or (role not in of.sides, role) < (known.role not in of.sides, known.role):
            found[row["f"]] = Involved(row["f"], of, role, row.get("earliest", ""), row.get("latest", ""))
    if kind in {"", OFFICE.key}:
        for row in snapshot.rows(_HELD.format(iri=node(iri))):
            if row.get("f") in found and not found[row["f"]].earliest:
                known = found[row["f"]]
                found[row["f"]] = replace(known, earliest=row["earliest"], latest=row["latest"])
    return list(found.values())


def _through_offices(snapshot: Snapshot, iri: str, kind: str) -> list[Involved]:
    """Tenures of the offices that belong to the entity."""
    if kind not in {"", OFFICE.key}:
        return []
    rows = snapshot.rows(_HOLDERS.format(iri=node(iri)))
    return [
        Involved(
            iri=row["f"],
            kind=OFFICE,
            role=row["role"].removeprefix(ONTOLOGY),
            earliest=row.get("earliest", ""),
            latest=row.get("latest", ""),
        )
        for row in rows
        if "f" in row
    ]


def in_period(earliest: str, latest: str, since: str, until: str) -> bool:
    """Whether what lies between two days may have happened in a period. Raises BadParameter."""
    after = not since or (bool(latest) and latest >= day(since))
    return after and (not until or (bool(earliest) and earliest <= day(until, last=True)))


def dated(snapshot: Snapshot, facts: Iterable[str]) -> list[Involved]:
    """The facts by IRI with their kind and days; what is no fact is left out, roles are empty."""
    listed = sorted(facts)
    found: dict[str, Involved] = {}
    for start in range(0, len(listed), _MOST_VALUES):
        part = nodes(listed[start : start + _MOST_VALUES])
        for row in snapshot.rows(_DATED.format(facts=part)):
            if row["class"] in BY_CLASS:
                kind = BY_CLASS[row["class"]]
                found[row["f"]] = Involved(row["f"], kind, "", row.get("earliest", ""), row.get("latest", ""))
    return list(found.values())


def period(since: str, until: str) -> str:
    """The filters on ``?earliest`` and ``?latest`` for a period; empty for none. Raises BadParameter."""
    filters = []
    if since:
        filters.append(f'FILTER(?latest >= "{day(since)}"^^xsd:date)')
    if until:
        filters.append(f'FILTER(?earliest <= "{day(until, last=True)}"^^xsd:date)')
    return " ".join(filters)
