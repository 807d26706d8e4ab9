"""Facts with their sides and attributes, read from a snapshot: who takes part first, then what is written.

Each query is one scan of one property, or asks for the values of a few facts or entities: what is not
exported is not read. Kinds and days stand in the snapshot's index. As of a day, facts of which later reports
say more are taken as the earlier ones tell them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from communique.graph.analysis.projection import states
from communique.graph.lookup.attested import Attested, Told, attested, first
from communique.graph.lookup.facts import local_name
from communique.graph.lookup.involved import Involved, dated, in_period
from communique.graph.lookup.kinds import KINDS, FactKind
from communique.graph.lookup.snapshot import ONTOLOGY, Snapshot, day, nodes
from communique.graph.search import TYPES

_MANY = 2000  # things beyond which one scan of all is faster than asking for each
_ALL = "SELECT ?f ?x WHERE {{ ?f {property} ?x }}"
_OF_SUBJECTS = "SELECT ?f ?x WHERE {{ VALUES ?f {{ {iris} }} ?f {property} ?x }}"
_OF_OBJECTS = "SELECT ?f ?x WHERE {{ VALUES ?x {{ {iris} }} ?f {property} ?x }}"
_REPORTS = (
    """SELECT ?a ?file ?date WHERE { ?a a dip:Article ; dip:fileName ?file OPTIONAL { ?a dip:date ?date } }"""
)
_TYPED = (
    f"SELECT ?f ?x WHERE {{{{ VALUES ?x {{{{ {' '.join(f'dip:{name}' for name in TYPES)} }}}} ?f a ?x }}}}"
)
_OFFICES = """SELECT ?o ?role ?x WHERE { ?o a dip:Office .
  VALUES ?role { dip:body dip:country dip:accreditedTo } ?o ?role ?x }"""
_LABELS = "rdfs:label|skos:prefLabel"
STATED_END = ("end", "endDate")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which facts are read: kinds by key, a period, and the day until which reports count (ISO, or empty)."""

    kinds: tuple[str, ...]
    since: str = ""
    until: str = ""
    as_of: str = ""
    by_country: bool = False


@dataclass(slots=True)
class ReadFact:
    """A fact as exports need it: its sides in the order of their roles, each `(role, IRI)`.

    `end` is empty for what goes on, `told` is of those that are told anew as of a day. What stands below
    `status` is read by `describe`.
    """

    iri: str
    kind: FactKind
    sides: list[tuple[str, str]]
    start: str = ""
    end: str = ""
    told: Told | None = None
    status: str = "actual"
    detail: str = ""
    place: str = ""
    confidence: float = 0.0
    evidence_count: int = 0
    first_source: str = ""


def read_facts(
    snapshot: Snapshot, choice: Choice, around: Collection[str] | None = None, least: int = 1
) -> list[ReadFact]:
    """The chosen facts, or those in which `least` of `around` take part, in the order of their IRIs.

    As of a day these are more: of some facts only later reports see them take part. Raises BadParameter for
    what is no date.
    """
    roles = sorted({role for key in choice.kinds for role in side_roles(KINDS[key])})
    state = states(snapshot) if choice.by_country else {}
    asked = around is not None and len(around) <= _MANY
    near = _around(snapshot, roles, set(around or ()), state, least) if asked else None
    sides: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for role in roles:
        for fact, side in values(snapshot, f"dip:{role}", near):
            if near is None or fact in near:
                sides[fact].append((role, side))
    known = attested(snapshot, choice.as_of, sides) if choice.as_of else None
    kept = {
        f.iri: ReadFact(f.iri, f.kind, _sides(f, sides[f.iri], state, known), f.earliest, f.latest)
        for f in dated(snapshot, sides, known)
        if f.kind.key in choice.kinds and in_period(f.earliest, f.latest, choice.since, choice.until)
    }
    facts = [kept[iri] for iri in sorted(kept) if kept[iri].sides]
    for read in facts:
        read.told = known.retold.get(read.iri) if known else None
    _add_status(snapshot, facts)
    return facts


def _sides(
    fact: Involved, sides: list[tuple[str, str]], state: Mapping[str, str], known: Attested | None
) -> list[tuple[str, str]]:
    """Who takes part in a fact, as far as it is known, in the order of the roles."""
    roles = side_roles(fact.kind)
    named = {
        (role, state.get(x, x))
        for role, x in sides
        if role in roles and (known is None or known.names(fact.iri, x))
    }
    return sorted(named, key=lambda side: (roles.index(side[0]), side[1]))


def _around(
    snapshot: Snapshot, roles: list[str], around: set[str], state: dict[str, str], least: int
) -> set[str]:
    """The facts in which so many of some entities take part; a person counts as their country by country."""
    wanted = around | {person for person, country in state.items() if country in around}
    found: dict[str, set[str]] = defaultdict(set)
    for role in roles:
        for fact, side in values(snapshot, f"dip:{role}", wanted, _OF_OBJECTS):
            if side in wanted:
                found[fact].add(state.get(side, side))
    return {fact for fact, sides in found.items() if len(sides) >= least}


def side_roles(kind: FactKind) -> tuple[str, ...]:
    """The properties that lead to a fact's nodes; a tenure leads to its office, which has its own."""
    return ("holder", "office") if kind.key == "office" else kind.sides


def _add_status(snapshot: Snapshot, facts: list[ReadFact]) -> None:
    """Status, and with it the end: a tie that goes on has none, unless a report states it."""
    by_iri = {fact.iri: fact for fact in facts}
    for iri, status in values(snapshot, "dip:status", by_iri):
        if iri in by_iri:
            by_iri[iri].status = local_name(status)
    told = {iri: fact.told for iri, fact in by_iri.items() if fact.told is not None}
    for iri, as_told in told.items():
        by_iri[iri].status = local_name(first(as_told, "status")) or "actual"
    lasting = {iri for iri, fact in by_iri.items() if fact.kind.lasting and fact.status != "former"}
    over = {iri for iri in lasting & told.keys() if any(first(told[iri], name) for name in STATED_END)}
    asked = lasting - told.keys()
    stated = "|".join(f"dip:{name}" for name in STATED_END)
    over |= {iri for iri, _ in values(snapshot, stated, asked)} if asked else set()
    for iri in lasting - over:
        by_iri[iri].end = ""


def describe(snapshot: Snapshot, facts: Collection[ReadFact], as_of: str = "") -> None:
    """Fill in what is written of these facts: confidence, kind, place and where they are stated."""
    by_iri = {fact.iri: fact for fact in facts}
    for iri, confidence in values(snapshot, "dip:confidence", by_iri):
        if iri in by_iri:
            by_iri[iri].confidence = float(confidence)
    for iri, kind in _least(values(snapshot, f"dip:kind/({_LABELS})", by_iri)):
        if iri in by_iri:
            by_iri[iri].detail = kind
    for iri, place in _least(values(snapshot, "dip:place/rdfs:label", by_iri)):
        if iri in by_iri:
            by_iri[iri].place = place
    _describe_anew(snapshot, [fact for fact in facts if fact.told is not None])
    _add_sources(snapshot, by_iri, day(as_of, last=True) if as_of else "")


def _describe_anew(snapshot: Snapshot, facts: list[ReadFact]) -> None:
    """Give the facts of which later reports say more what the earlier ones tell."""
    shown = {
        (fact.iri, name): [term.value for term in (fact.told or {}).get(ONTOLOGY + name, ())]
        for fact in facts for name in ("kind", "place")
    }  # fmt: skip
    named = {x for listed in shown.values() for x in listed}
    labels = dict(_least((x, label) for x, label in values(snapshot, _LABELS, named) if x in named))
    for fact in facts:
        fact.confidence = float(first(fact.told or {}, "confidence") or 0)
        fact.detail, fact.place = (
            min((labels[x] for x in shown[fact.iri, name] if x in labels), default="")
            for name in ("kind", "place")
        )


def _least(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of several texts of one fact the least, last."""
    return iter(sorted(pairs, reverse=True))


def _add_sources(snapshot: Snapshot, facts: dict[str, ReadFact], until: str) -> None:
    """How many passages state each fact, and the first report that does; of reports until a day if given."""
    reports = {
        row["a"]: (row.get("date", "9999"), row["file"])
        for row in snapshot.rows(_REPORTS)
        if "file" in row and (not until or row.get("date", "9999") <= until)
    }
    stated: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iri, article in values(snapshot, "dip:evidence/dip:article", facts):
        if iri in facts and article in reports:
            stated[iri].append(reports[article])
    for iri, found in stated.items():
        facts[iri].evidence_count, facts[iri].first_source = len(found), min(found)[1]


def values(
    snapshot: Snapshot, property: str, of: Collection[str] | None, query: str = _OF_SUBJECTS, all: str = _ALL
) -> Iterator[tuple[str, str]]:
    """Pairs of a subject and a value of a property: all, or, where these are few, those of some subjects."""
    if of is None or len(of) > _MANY:
        return snapshot.pairs(all.format(property=property))
    named = sorted(iri for iri in of if ":" in iri)  # a blank node has nothing by which to ask for it
    return snapshot.pairs(query.format(property=property, iris=nodes(named))) if named else iter(())


def read_things(snapshot: Snapshot, iris: Collection[str]) -> dict[str, tuple[str, str]]:
    """Type and label of those that are entities or offices, by IRI."""
    known = set(TYPES)
    types = {x: local_name(of) for x, of in values(snapshot, "a", iris, all=_TYPED) if x in iris}
    labels = dict(_least((x, label) for x, label in values(snapshot, "rdfs:label", iris) if x in iris))
    return {x: (of, labels.get(x) or local_name(x)) for x, of in types.items() if of in known}


def read_offices(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """What offices belong to: office, role (body, country, accreditedTo), entity."""
    return sorted((row["o"], local_name(row["role"]), row["x"]) for row in snapshot.rows(_OFFICES))
