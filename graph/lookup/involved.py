"""Which facts speak of an entity, and when: what entity pages, timelines and neighbours begin with."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.kinds import BY_CLASS, KINDS, FactKind
from communique.graph.lookup.snapshot import Snapshot, date_literal, node

_ROLES = " ".join(sorted({f"dip:{role}" for kind in KINDS.values() for role in (*kind.sides, *kind.others)}))
_INVOLVED = """SELECT ?f ?class (MIN(?role) AS ?as) (MIN(?earliest) AS ?from) (MAX(?latest) AS ?until)
WHERE {{
  {{ VALUES ?role {{ {roles} }} ?f ?role {iri} }}
  UNION {{ VALUES ?role {{ dip:body dip:country dip:accreditedTo }}
    ?office ?role {iri} . ?f dip:office ?office }}
  ?f a ?class . VALUES ?class {{ {classes} }}
  OPTIONAL {{ ?f dip:earliest|dip:attestedOn ?earliest }} OPTIONAL {{ ?f dip:latest|dip:attestedOn ?latest }}
  {period}
}} GROUP BY ?f ?class"""


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
    classes = " ".join(f"dip:{k.name}" for k in KINDS.values() if not kind or k.key == kind)
    query = _INVOLVED.format(roles=_ROLES, iri=node(iri), classes=classes, period=period(since, until))
    found = [_involved(row) for row in snapshot.rows(query) if "f" in row]
    found.sort(key=lambda f: f.iri)
    return sorted(found, key=lambda f: (f.latest or f.earliest, f.earliest), reverse=True)


def _involved(row: dict[str, str]) -> Involved:
    role = row["as"].rsplit("#", 1)[-1]
    return Involved(row["f"], BY_CLASS[row["class"]], role, row.get("from", ""), row.get("until", ""))


def period(since: str, until: str) -> str:
    """The filters on ``?earliest`` and ``?latest`` for a period; empty for none. Raises BadParameter."""
    filters = []
    if since:
        filters.append(f"FILTER(?latest >= {date_literal(since)})")
    if until:
        filters.append(f"FILTER(?earliest <= {date_literal(until, last=True)})")
    return " ".join(filters)
