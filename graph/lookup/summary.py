"""What is in the graph: counts, the period it covers, who is named most, and the latest reports."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.articles import articles
from communique.graph.lookup.kinds import BY_CLASS, CLASSES, KINDS
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Ref, Report

_TYPES = "dip:Person dip:Country dip:Party dip:Organization dip:Place dip:Office dip:Article"
_COUNTS = "SELECT ?c (COUNT(?x) AS ?n) WHERE {{ VALUES ?c {{ {} }} ?x a ?c }} GROUP BY ?c"
_TOP = """SELECT ?p (COUNT(DISTINCT ?f) AS ?n) WHERE { ?f dip:participant ?p . ?p a dip:Person }
GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 10"""
_PERIOD = "SELECT (MIN(?d) AS ?first) (MAX(?d) AS ?last) WHERE { ?a a dip:Article ; dip:date ?d }"


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there are."""

    name: str
    heading: str
    count: int


@dataclass(frozen=True, slots=True)
class Connected:
    """A person and in how many meetings they took part."""

    person: Ref
    meetings: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The graph in figures. ``first_report`` and ``last_report`` are dates of reports, or empty."""

    reports: int
    first_report: str
    last_report: str
    entities: list[Count]
    facts: list[Count]
    most_connected: list[Connected]
    latest: list[Report]


def summary(snapshot: Snapshot) -> Summary:
    """Counts of entities and facts by kind, the reports' period, and whom the reports see meet most."""
    rows = snapshot.rows(_COUNTS.format(_TYPES + " " + CLASSES))
    counts = {row["c"].rsplit("#", 1)[-1]: int(row["n"]) for row in rows if "c" in row}
    dates = snapshot.rows(_PERIOD)[0]
    names = {kind.name: kind for kind in BY_CLASS.values()}
    return Summary(
        reports=counts.get("Article", 0),
        first_report=dates.get("first", ""),
        last_report=dates.get("last", ""),
        entities=[Count(n, _PLURALS[n], counts[n]) for n in _PLURALS if counts.get(n)],
        facts=[
            Count(k.key, k.heading, counts[k.name])
            for k in KINDS.values()
            if counts.get(k.name) and k.name in names
        ],
        most_connected=_most_connected(snapshot),
        latest=articles(snapshot, limit=10).articles,
    )


_PLURALS = {
    "Person": "Persons",
    "Country": "Countries",
    "Party": "Parties",
    "Organization": "Organizations",
    "Place": "Places",
    "Office": "Offices",
}


def _most_connected(snapshot: Snapshot) -> list[Connected]:
    rows = [row for row in snapshot.rows(_TOP) if "p" in row]
    refs = read_refs(snapshot, [row["p"] for row in rows])
    return [Connected(refs[row["p"]], int(row["n"])) for row in rows]
