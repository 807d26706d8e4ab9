"""Reports: the list of them, and what one states, with the places in its text that state it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from communique.graph.lookup.facts import read_facts, read_reports
from communique.graph.lookup.involved import period
from communique.graph.lookup.kinds import CLASSES
from communique.graph.lookup.snapshot import NotFound, Snapshot, node
from communique.graph.lookup.values import Fact, Report

_LIST = """SELECT ?a (MIN(?d) AS ?date) WHERE {{ ?a a dip:Article . OPTIONAL {{ ?a dip:date ?d }} {filters} }}
GROUP BY ?a ORDER BY DESC(?date) ?a LIMIT {limit} OFFSET {offset}"""
_COUNT = (
    "SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ ?a a dip:Article . OPTIONAL {{ ?a dip:date ?d }} {filters} }}"
)
_STATED = """SELECT ?f (MIN(?s) AS ?start) WHERE {{
  ?e dip:article {iri} ; dip:start ?s . ?f dip:evidence ?e ; a ?class .
  VALUES ?class {{ {classes} }} }} GROUP BY ?f ORDER BY ?start ?f"""


@dataclass(frozen=True, slots=True)
class Articles:
    """One page of the reports, the latest first; ``total`` counts all."""

    articles: list[Report]
    total: int
    offset: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A report and the facts that it states, in the order of its text; ``text`` is left to the caller."""

    report: Report
    facts: list[Fact]
    sha256: str = ""
    text: str = ""


def articles(
    snapshot: Snapshot, since: str = "", until: str = "", limit: int = 50, offset: int = 0
) -> Articles:
    """The reports of a period by their date. Raises BadParameter for a date that is none."""
    filters = period(since, until).replace("?latest", "?d").replace("?earliest", "?d")
    total = int(snapshot.rows(_COUNT.format(filters=filters))[0]["n"])
    rows = snapshot.rows(_LIST.format(filters=filters, limit=limit, offset=offset))
    iris = [row["a"] for row in rows if "a" in row]
    reports = read_reports(snapshot, iris)
    return Articles([reports[iri] for iri in iris], total, offset, offset + limit < total)


def article(snapshot: Snapshot, id: str) -> Article:
    """A report and every fact that it states, each with this report's passages only. Raises NotFound."""
    iri = snapshot.iri(id)
    report = read_reports(snapshot, [iri])[iri]
    if not report.file_name:
        raise NotFound(f"no report with the id “{id}” in this graph")
    stated = snapshot.rows(_STATED.format(iri=node(iri), classes=CLASSES))
    facts = read_facts(snapshot, [row["f"] for row in stated if "f" in row], evidence=10_000)
    return Article(report, [_only_from(fact, iri) for fact in facts], _sha256(snapshot, iri))


def _sha256(snapshot: Snapshot, iri: str) -> str:
    """The hash of the report's text, by which the library knows it."""
    return next((row["h"] for row in snapshot.rows(f"SELECT ?h WHERE {{ {node(iri)} dip:sha256 ?h }}")), "")


def _only_from(fact: Fact, article: str) -> Fact:
    """The fact with the passages of one report only."""
    own = [p for p in fact.evidence if p.report.iri == article]
    return dataclasses.replace(fact, evidence=own)
