"""What is in the graph: counts, the period it covers, who is named most, and the latest reports."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.articles import articles
from communique.graph.lookup.facts import read_facts
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Fact, Ref, Report

_COUNTS = "SELECT ?c (COUNT(?x) AS ?n) WHERE { ?x a ?c } GROUP BY ?c"
_TOP = (
    "SELECT ?p (COUNT(?f) AS ?n) WHERE { ?f dip:participant ?p } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 100"
)
_SHOWN = 10


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
    counts = {row["c"].rsplit("#", 1)[-1]: int(row["n"]) for row in snapshot.rows(_COUNTS) if "c" in row}
    first, last = snapshot.index.report_days()
    return Summary(
        reports=counts.get("Article", 0),
        first_report=first,
        last_report=last,
        entities=[Count(n, _PLURALS[n], counts[n]) for n in _PLURALS if counts.get(n)],
        facts=[Count(k.key, k.heading, counts[k.name]) for k in KINDS.values() if counts.get(k.name)],
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
    """The persons in most meetings; bodies and groups that take part are passed over."""
    rows = [row for row in snapshot.rows(_TOP) if "p" in row]
    refs = read_refs(snapshot, [row["p"] for row in rows])
    persons = [Connected(refs[row["p"]], int(row["n"])) for row in rows if refs[row["p"]].type == "Person"]
    return persons[:_SHOWN]


_SUREST = """SELECT ?f WHERE {{ ?f a dip:{} ; dip:confidence ?c ; dip:status dip:actual
  OPTIONAL {{ ?f dip:latest ?day }} }} ORDER BY DESC(?c) DESC(?day) ?f LIMIT 1"""


def highlights(
    snapshot: Snapshot, kinds: tuple[str, ...] = ("meeting", "visit", "agreement", "office")
) -> list[Fact]:
    """The surest fact of each of the kinds, of equally sure ones the latest, with its first passage."""
    found = (snapshot.rows(_SUREST.format(KINDS[key].name)) for key in kinds)
    return read_facts(snapshot, [row["f"] for rows in found for row in rows], evidence=1)
