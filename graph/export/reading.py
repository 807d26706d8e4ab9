"""Facts with their sides and attributes, read from a snapshot in a handful of linear queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from communique.graph.lookup.attested import Attested, attested, first
from communique.graph.lookup.facts import local_name
from communique.graph.lookup.involved import in_period, period
from communique.graph.lookup.kinds import KINDS, FactKind
from communique.graph.lookup.snapshot import ONTOLOGY, Snapshot, nodes

_SIDES = (
    """SELECT ?f ?role ?x WHERE {{ ?f a dip:{name} . VALUES ?role {{ {roles} }} ?f ?role ?x . {dates} }}"""
)
_ATTRIBUTES = """SELECT ?f ?status ?confidence ?earliest ?latest ?attested ?kind ?place WHERE {{
  ?f a dip:{name} . OPTIONAL {{ ?f dip:status ?status }} OPTIONAL {{ ?f dip:confidence ?confidence }}
  OPTIONAL {{ ?f dip:earliest ?earliest }} OPTIONAL {{ ?f dip:latest ?latest }}
  OPTIONAL {{ ?f dip:attestedOn ?attested }} OPTIONAL {{ ?f dip:kind/(rdfs:label|skos:prefLabel) ?kind }}
  OPTIONAL {{ ?f dip:place/rdfs:label ?place }} }}"""
_SOURCES = """SELECT ?f (COUNT(DISTINCT ?e) AS ?count) (MIN(?source) AS ?first) WHERE {{
  ?f a dip:{name} ; dip:evidence ?e . ?e dip:article ?a . ?a dip:fileName ?file .
  OPTIONAL {{ ?a dip:date ?date }} {until}
  BIND(CONCAT(COALESCE(STR(?date), "9999"), " ", ?file) AS ?source) }}
GROUP BY ?f"""
_UNTIL = """FILTER(BOUND(?date) && STR(?date) <= "{}")"""
_LABELS = "SELECT ?x ?label WHERE {{ VALUES ?x {{ {} }} ?x rdfs:label|skos:prefLabel ?label }}"
_THINGS = """SELECT ?x ?type (MIN(?name) AS ?label) WHERE {
  VALUES ?type { dip:Person dip:Country dip:Party dip:Organization dip:Place dip:Group dip:Office }
  ?x a ?type . OPTIONAL { ?x rdfs:label ?name } } GROUP BY ?x ?type"""
_OFFICES = """SELECT ?o ?role ?x WHERE { ?o a dip:Office .
  VALUES ?role { dip:body dip:country dip:accreditedTo } ?o ?role ?x }"""
_SHOWN = ("kind", "place")
_DATED = """OPTIONAL {{ ?f dip:earliest|dip:attestedOn ?earliest }}
  OPTIONAL {{ ?f dip:latest|dip:attestedOn ?latest }} {}"""


@dataclass(slots=True)
class ReadFact:
    """A fact as exports need it: its sides in the order of their roles, each `(role, IRI)`."""

    iri: str
    kind: FactKind
    sides: list[tuple[str, str]] = field(default_factory=list)
    status: str = "actual"
    detail: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    confidence: float = 0.0
    evidence_count: int = 0
    first_source: str = ""


def read_all(
    snapshot: Snapshot, kinds: tuple[str, ...], since: str, until: str, as_of: str = ""
) -> list[ReadFact]:
    """The facts of these kinds in the period, in the order of their IRIs.

    With ``as_of`` those that reports of that day or before attest, as these tell them.
    """
    facts: dict[str, ReadFact] = {}
    known = attested(snapshot, as_of) if as_of else None
    filters = period(since, until)  # of days that may be others by then
    for key in kinds:
        _read_kind(snapshot, KINDS[key], "" if known else filters, facts, known)
    listed = [facts[iri] for iri in sorted(facts)]
    if known is None:
        return listed
    _retell(snapshot, listed, known)
    return [f for f in listed if f.iri in known.facts and in_period(f.start, f.end, since, until)]


def _retell(snapshot: Snapshot, facts: list[ReadFact], known: Attested) -> None:
    """Give the facts of which later reports say more the values that the earlier ones tell."""
    named = {
        term.value
        for told in known.retold.values() for name in _SHOWN for term in told.get(ONTOLOGY + name, ())
    }  # fmt: skip
    rows = snapshot.rows(_LABELS.format(nodes(sorted(named)))) if named else []
    labels = {row["x"]: row["label"] for row in sorted(rows, key=lambda r: r["label"], reverse=True)}
    for fact in facts:
        told = known.retold.get(fact.iri)
        if told is None:
            continue
        fact.sides = [(role, x) for role, x in fact.sides if known.names(fact.iri, x)]
        fact.status = local_name(first(told, "status")) or "actual"
        fact.confidence = float(first(told, "confidence") or 0)
        fact.start, fact.end = first(told, "earliest"), first(told, "latest")
        shown = {
            n: [labels[t.value] for t in told.get(ONTOLOGY + n, ()) if t.value in labels] for n in _SHOWN
        }
        fact.detail, fact.place = (min(shown[name], default="") for name in _SHOWN)


def _read_kind(
    snapshot: Snapshot, kind: FactKind, filters: str, facts: dict[str, ReadFact], known: Attested | None
) -> None:
    """Add the facts of one kind."""
    roles = side_roles(kind)
    query = _SIDES.format(
        name=kind.name,
        roles=" ".join(f"dip:{role}" for role in roles),
        dates=_DATED.format(filters) if filters else "",
    )
    sides: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row in snapshot.rows(query):
        sides[row["f"]].add((roles.index(local_name(row["role"])), row["x"]))
    for iri, found in sides.items():
        facts[iri] = ReadFact(iri, kind, [(roles[number], x) for number, x in sorted(found)])
    for row in snapshot.rows(_ATTRIBUTES.format(name=kind.name)):
        if row["f"] in facts:
            _describe(facts[row["f"]], row)
    until = _UNTIL.format(known.until) if known else ""
    for row in snapshot.rows(_SOURCES.format(name=kind.name, until=until)):
        if row.get("f") in facts:
            fact = facts[row["f"]]
            fact.evidence_count = int(row["count"])
            fact.first_source = row["first"].partition(" ")[2]


def side_roles(kind: FactKind) -> tuple[str, ...]:
    """The properties that lead to a fact's nodes; a tenure leads to its office, which has its own."""
    return ("holder", "office") if kind.key == "office" else kind.sides


def _describe(fact: ReadFact, row: dict[str, str]) -> None:
    """Attributes of one row; several rows widen the dates and keep the least text."""
    days = [row[name] for name in ("earliest", "latest", "attested") if name in row]
    fact.start = min([*days, *([fact.start] if fact.start else [])], default="")
    fact.end = max([*days, fact.end], default="")
    fact.status = local_name(row["status"]) if "status" in row else fact.status
    fact.confidence = float(row.get("confidence", 0))
    fact.detail = min(filter(None, (fact.detail, row.get("kind", ""))), default="")
    fact.place = min(filter(None, (fact.place, row.get("place", ""))), default="")


def read_things(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """Type and label of every entity and office by IRI."""
    return {
        row["x"]: (local_name(row["type"]), row.get("label") or local_name(row["x"]))
        for row in snapshot.rows(_THINGS)
        if "x" in row
    }


def read_offices(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """What offices belong to: office, role (body, country, accreditedTo), entity."""
    return sorted((row["o"], local_name(row["role"]), row["x"]) for row in snapshot.rows(_OFFICES))
