"""Reports: the list of them, and what one states, with the places in its text that state it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from communique.graph.lookup.facts import read_facts, read_reports
from communique.graph.lookup.kinds import BY_CLASS
from communique.graph.lookup.snapshot import NotFound, Snapshot, day, node, nodes
from communique.graph.lookup.values import Fact, Ref, Report
from communique.graph.search import TYPES

_STATED = (
    "SELECT ?f ?start ?class WHERE {{ ?e dip:article {} ; dip:start ?start . ?f dip:evidence ?e ; a ?class }}"
)

_NAMES = "SELECT ?x ?name WHERE {{ VALUES ?x {{ {} }} ?x rdfs:label|skos:altLabel ?name }}"


@dataclass(frozen=True, slots=True)
class Articles:
    """One page of the reports, the latest first; ``total`` counts all."""

    articles: list[Report]
    total: int
    offset: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A report and the facts that it states, in the order of its text.

    ``entities`` are those that take part in its facts, with the names by which reports call them. ``text``
    and ``body_start``, the offset behind what stands before the report itself, are left to the caller.
    """

    report: Report
    facts: list[Fact]
    entities: list[Named] = field(default_factory=list)
    text: str = ""
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with all its names."""

    entity: Ref
    names: list[str]


def articles(
    snapshot: Snapshot, since: str = "", until: str = "", limit: int = 50, offset: int = 0
) -> Articles:
    """The reports of a period by their date. Raises BadParameter for a date that is none."""
    days = (day(since) if since else "", day(until, last=True) if until else "")
    iris, total = snapshot.index.reports(*days, limit, offset)
    reports = read_reports(snapshot, iris)
    return Articles([reports[iri] for iri in iris], total, offset, offset + limit < total)


def article(snapshot: Snapshot, id: str) -> Article:
    """A report and every fact that it states, each with this report's passages only. Raises NotFound."""
    iri = snapshot.iri(id)
    report = read_reports(snapshot, [iri])[iri]
    if not report.file_name:
        raise NotFound(f"no report with the id “{id}” in this graph")
    facts = read_facts(snapshot, _stated(snapshot, iri), evidence=10_000)
    return Article(report, [_only_from(fact, iri) for fact in facts], _named(snapshot, facts))


def _stated(snapshot: Snapshot, iri: str) -> list[str]:
    """The facts that the report states, in the order of its text."""
    first: dict[str, int] = {}
    for row in snapshot.rows(_STATED.format(node(iri))):
        if row["class"] in BY_CLASS:
            first[row["f"]] = min(int(row["start"]), first.get(row["f"], int(row["start"])))
    return sorted(first, key=lambda fact: (first[fact], fact))


def _named(snapshot: Snapshot, facts: list[Fact]) -> list[Named]:
    """Those that take part in the facts, with their names, by label."""
    refs = {
        v.ref.iri: v.ref
        for f in facts
        for vs in f.values.values()
        for v in vs
        if v.ref and v.ref.type in TYPES
    }
    names: dict[str, set[str]] = {iri: {ref.label} for iri, ref in refs.items()}
    for row in snapshot.rows(_NAMES.format(nodes(refs))) if refs else ():
        names[row["x"]].add(row["name"])
    ordered = sorted(refs.values(), key=lambda ref: (ref.label, ref.iri))
    return [Named(ref, sorted(names[ref.iri])) for ref in ordered]


def _only_from(fact: Fact, article: str) -> Fact:
    """The fact with the passages of one report only."""
    own = [p for p in fact.evidence if p.report.iri == article]
    return dataclasses.replace(fact, evidence=own)
