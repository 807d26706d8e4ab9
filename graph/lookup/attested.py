"""What the reports of a day and those before attest: which facts, and what they tell of each.

A report without a date attests nothing on any day. A fact of which later reports say more is told anew from
the claims of the earlier ones, which stand in the articles' graphs. Where a store has none of these the fact
keeps its values, and only its passages and days of attestation are those of the earlier reports. Who is who,
and what somebody is called, is what all reports together show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from communique.graph.lookup.kinds import BY_CLASS
from communique.graph.lookup.snapshot import ONTOLOGY, PREFIXES, Snapshot, day, nodes
from communique.graph.merging import (
    attested_on,
    bounds,
    confidence_of,
    longest,
    most_exact,
    status_of,
)
from communique.ontology import PREFIXES as NAMESPACES

_REPORTS = "SELECT ?a ?date WHERE { ?a a dip:Article ; dip:date ?date }"
_STATED = "SELECT ?f ?a WHERE {{ {} ?f dip:evidence ?e . ?e dip:article ?a }}"
_PUBLISHED = "SELECT ?f ?p ?o WHERE {{ VALUES ?f {{ {} }} ?f ?p ?o }}"
_PASSAGES = """SELECT ?f ?e ?a ?quote ?start WHERE {{ VALUES ?f {{ {} }}
  ?f dip:evidence ?e . ?e dip:article ?a ; dip:quote ?quote ; dip:start ?start }}"""
_CLAIMS = """SELECT ?f ?c ?a ?p ?o WHERE {{ VALUES ?f {{ {} }}
  ?f prov:wasDerivedFrom ?c . GRAPH ?a {{ ?c ?p ?o }} }}"""
_TYPE = NAMESPACES["rdf"] + "type"
_DERIVED = NAMESPACES["prov"] + "wasDerivedFrom"
_DAY = ox.NamedNode(NAMESPACES["xsd"] + "date")
_DATES = ("date", "startDate", "endDate", "since", "byDate")
_MADE = ("status", "confidence", "earliest", "latest", "evidence")  # of a fact, not merged of its claims
_AT_ONCE = 2000  # facts that one query lists
_FEW = 20_000  # facts that are listed at all, instead of asking for those of the whole graph

Told = Mapping[str, Sequence[Any]]  # a fact's properties by their IRIs, with their terms


@dataclass(frozen=True, slots=True)
class Attested:
    """The facts that reports until a day attest; ``retold`` are those of which later reports say more."""

    until: str
    facts: frozenset[str]
    retold: Mapping[str, Told] = field(default_factory=dict)

    def names(self, fact: str, entity: str) -> bool:
        """Whether the fact is attested and speaks of the entity; what an office belongs to never changes."""
        told = self.retold.get(fact)
        if told is None or f"{ONTOLOGY}office" in told:
            return fact in self.facts
        return any(term.value == entity for terms in told.values() for term in terms)

    def days(self, fact: str) -> tuple[str, str] | None:
        """The days that bound a fact that is told anew, or empty; None for any other."""
        told = self.retold.get(fact)
        return None if told is None else (first(told, "earliest"), first(told, "latest"))


def first(told: Told, name: str) -> str:
    """The first value of a property of the ontology, empty if there is none."""
    return min((term.value for term in told.get(ONTOLOGY + name, ())), default="")


def attested(snapshot: Snapshot, as_of: str, among: Iterable[str] | None = None) -> Attested:
    """What reports of that day or before attest, of all facts or some. Raises BadParameter for no date."""
    until = day(as_of, last=True)
    reports = {report: date for report, date in snapshot.pairs(_REPORTS) if date <= until}
    known: set[str] = set()
    later: set[str] = set()
    for fact, report in _stated(snapshot, among):
        (known if report in reports else later).add(fact)
    retold: dict[str, Told] = {}
    for listed in _portions(known & later):
        retold |= _retell(snapshot, listed, reports)
    return Attested(until, frozenset(known), retold)


def _stated(snapshot: Snapshot, among: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """Facts with the reports that state them."""
    wanted = None if among is None else set(among)
    if wanted is None or len(wanted) > _FEW:
        pairs = snapshot.pairs(_STATED.format(""))
        yield from (pair for pair in pairs if wanted is None or pair[0] in wanted)
        return
    for listed in _portions(wanted):
        yield from snapshot.pairs(_STATED.format(f"VALUES ?f {{ {nodes(listed)} }}"))


def _portions(facts: set[str]) -> Iterator[list[str]]:
    ordered = sorted(facts)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


# facts told anew ----------------------------------------------------------------------------------------
@dataclass(slots=True)
class _Claim:
    """What one report states of a fact."""

    day: str
    values: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Fact:
    """A fact as it is published, with the passages and claims of the reports until the day."""

    published: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[Any, tuple[int, str]] = field(default_factory=dict)
    claims: dict[Any, _Claim] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The key of its kind."""
        return next(BY_CLASS[t.value].key for t in self.published[_TYPE] if t.value in BY_CLASS)


def _retell(snapshot: Snapshot, facts: list[str], reports: Mapping[str, str]) -> dict[str, Told]:
    """The facts as the reports tell them, given with their days."""
    read: dict[str, _Fact] = defaultdict(_Fact)
    for f, p, o in _rows(snapshot, _PUBLISHED, facts):
        read[f.value].published[p.value].append(o)
    for f, e, a, quote, start in _rows(snapshot, _PASSAGES, facts):
        if a.value in reports:
            read[f.value].passages[e] = (int(start.value), quote.value)
    for f, c, a, p, o in _rows(snapshot, _CLAIMS, facts):
        if a.value in reports:
            claim = read[f.value].claims.setdefault(c, _Claim(reports[a.value]))
            claim.values[p.value].append(o)
    return {iri: _told(fact, max(reports.values())) for iri, fact in read.items()}


def _rows(snapshot: Snapshot, query: str, facts: list[str]) -> Iterator[tuple[Any, ...]]:
    """The solutions about the facts, as terms."""
    return iter(snapshot.store.query(PREFIXES + query.format(nodes(facts))))


def _told(fact: _Fact, until: str) -> Told:
    """The fact's properties: of the claims where there are any, else as published until the day."""
    told = _of_claims(fact) if fact.claims else {**fact.published}
    days = attested_on(_statements(fact)) if fact.claims else None
    shown = fact.published[f"{ONTOLOGY}attestedOn"]
    told[f"{ONTOLOGY}attestedOn"] = [t for t in shown if (t.value in days if days else t.value <= until)]
    told[f"{ONTOLOGY}evidence"] = list(fact.passages)
    told |= _bounds(fact.kind, told)
    told.pop(f"{ONTOLOGY}follows", None)  # an order that all reports together give
    return {name: terms for name, terms in told.items() if terms}


def _statements(fact: _Fact) -> list[tuple[str, str]]:
    """Each claim's day and status."""
    return [(c.day, first(c.values, "status").removeprefix(ONTOLOGY)) for c in fact.claims.values()]


def _of_claims(fact: _Fact) -> dict[str, list[Any]]:
    """The claims' values merged as resolution merges them, with a status and confidence of their own."""
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for claim in fact.claims.values():
        for name, terms in claim.values.items():
            values[name].update(dict.fromkeys(terms))
    made = {ONTOLOGY + name for name in _MADE}
    told = {name: _one_of(name, list(terms)) for name, terms in values.items() if name not in made}
    status = status_of(fact.kind, _statements(fact))
    differing = (t for t in fact.published[f"{ONTOLOGY}differsIn"] if len(told.get(t.value, ())) > 1)
    return told | {
        f"{ONTOLOGY}status": [ox.NamedNode(ONTOLOGY + status)],
        f"{ONTOLOGY}confidence": [ox.Literal(_confidence(fact))],
        f"{ONTOLOGY}differsIn": list(differing),
        _DERIVED: list(fact.claims),
    }


def _one_of(name: str, terms: list[Any]) -> list[Any]:
    """A property's terms of several claims as those of one fact."""
    by_text = {term.value: term for term in terms}
    name = name.removeprefix(ONTOLOGY)
    if name in _DATES:
        return [by_text[date] for date in most_exact(by_text)]
    if name in ("title", "level"):
        return [by_text[longest(by_text)]]
    return [by_text["true"]] if name == "accepted" and "true" in by_text else terms


def _confidence(fact: _Fact) -> float:
    """The confidence of the claims together."""
    told = []
    for claim in fact.claims.values():
        said = sorted(fact.passages[e] for e in claim.values[f"{ONTOLOGY}evidence"] if e in fact.passages)
        told.append((" ".join(words for _, words in said), float(first(claim.values, "confidence") or 0)))
    return confidence_of(told)


def _bounds(kind: str, told: Told) -> dict[str, list[Any]]:
    """Between which days it lies; what is only aimed at happens on no day."""
    dates = [t.value for name in (*_DATES, "attestedOn") for t in told.get(ONTOLOGY + name, ())]
    days = bounds(dates) if dates and kind != "target" else ()
    return {
        ONTOLOGY + name: [ox.Literal(value, datatype=_DAY)]
        for name, value in zip(("earliest", "latest"), days, strict=bool(days))
    }
