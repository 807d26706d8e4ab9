"""An entity: its names and the facts about it, grouped by kind, as far as they were known on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from communique.graph.lookup.attested import attested
from communique.graph.lookup.facts import local_name, own_first, read_facts, read_passages
from communique.graph.lookup.involved import OFFICE, Involved, involved
from communique.graph.lookup.kinds import BY_CLASS, KINDS, kind_of
from communique.graph.lookup.snapshot import NotFound, Snapshot, node
from communique.graph.lookup.values import Fact, Passage, Ref

FACTS_PER_KIND = 50
_NAMES = """SELECT ?p ?o WHERE {{ {iri} ?p ?o .
  FILTER(?p IN (rdf:type, rdfs:label, skos:prefLabel, skos:altLabel, dip:isoCode, owl:sameAs)) }}"""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind: how many there are, and the latest of them."""

    kind: str
    heading: str
    count: int
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office that reports attest: by which reports' dates, and the passages that do.

    ``first_attested`` and ``last_attested`` are days of reports, not the term's begin and end.
    """

    fact: Fact
    first_attested: str
    last_attested: str
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity and what the graph says of it.

    ``groups`` hold at most ``limit`` facts of each kind, from ``offset`` on; ``truncated`` says that a kind
    has more.
    With ``as_of`` the facts are those that reports of that day or before attest, as these tell them.
    """

    id: str
    iri: str
    type: str
    label: str
    names: list[str]
    iso_code: str
    same_as: list[str]
    fact_count: int
    as_of: str
    offset: int
    truncated: bool
    offices: list[Office] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def entity(
    snapshot: Snapshot, id: str, as_of: str = "", kind: str = "", limit: int = FACTS_PER_KIND, offset: int = 0
) -> Entity:
    """The entity under an id (``person/to-lam``) or IRI.

    Raises NotFound for an id that is not in the graph and BadParameter for an ``as_of`` that is no date
    or a ``kind`` that is none.
    """
    iri = snapshot.iri(id)
    ref, names, code, same = _names(snapshot, iri)
    found = involved(snapshot, iri, kind_of(kind).key if kind else "", as_of=as_of)
    counts = Counter(f.kind.key for f in found)
    page = slice(offset, offset + limit)
    groups = [_group(snapshot, key, found, page, as_of) for key in KINDS if counts[key]]
    return Entity(
        id=ref.id,
        iri=iri,
        type=ref.type,
        label=ref.label,
        names=names,
        iso_code=code,
        same_as=same,
        fact_count=len(found),
        as_of=as_of,
        offset=offset,
        truncated=any(count > offset + limit for count in counts.values()),
        offices=offices(snapshot, iri, found, as_of),
        groups=groups,
    )


def _group(snapshot: Snapshot, key: str, found: list[Involved], page: slice, as_of: str) -> Group:
    """A page of the facts of one kind, the latest first."""
    iris = [f.iri for f in found if f.kind.key == key]
    return Group(key, KINDS[key].heading, len(iris), read_facts(snapshot, iris[page], as_of=as_of))


def identity(snapshot: Snapshot, iri: str) -> Ref:
    """The entity's id, type and label. Raises NotFound."""
    return _names(snapshot, iri)[0]


def _names(snapshot: Snapshot, iri: str) -> tuple[Ref, list[str], str, list[str]]:
    """The entity itself, all its names, its country code and its other IRIs; raises NotFound."""
    query = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + _NAMES.format(iri=node(iri))
    known: dict[str, list[str]] = {}
    for row in snapshot.rows(query):
        known.setdefault(local_name(row["p"]), []).append(row["o"])
    labels = sorted(known.get("label", known.get("prefLabel", [])))
    if not labels:
        raise NotFound(_absent(snapshot.id(iri), known.get("type", [])))
    ref = Ref(snapshot.id(iri), iri, local_name(min(known.get("type", [""]))), labels[0])
    names = [labels[0], *sorted({*labels[1:], *known.get("altLabel", [])} - {labels[0]})]
    return ref, names, min(known.get("isoCode", [""])), sorted(known.get("sameAs", []))


def offices(snapshot: Snapshot, iri: str, found: list[Involved], as_of: str = "") -> list[Office]:
    """The offices that a person is said to hold, or who is said to hold an office, the last attested first;
    by reports until ``as_of`` only.
    """
    held = [f.iri for f in found if f.kind.key == "office" and f.role in OFFICE.roles][:FACTS_PER_KIND]
    known = attested(snapshot, as_of, held) if as_of else None
    passages = read_passages(snapshot, held, known) if held else {}
    listed = [_office(fact, passages[fact.iri]) for fact in read_facts(snapshot, held, as_of=as_of)]
    return sorted(listed, key=lambda o: (o.last_attested, o.first_attested, o.fact.text), reverse=True)


def _office(fact: Fact, passages: list[Passage]) -> Office:
    """The office with its passages and the days of their reports."""
    days = sorted(p.report.date for p in passages if p.report.date) or [""]
    return Office(fact, days[0], days[-1], own_first(passages, fact.status))


def _absent(id: str, types: list[str]) -> str:
    """Why an id leads to no entity."""
    if BY_CLASS.keys() & set(types):
        return f"“{id}” is a fact, not an entity: it stands at /facts/{id}"
    return f"nothing with the id “{id}” in this graph"


def identify(snapshot: Snapshot, name: str, types: tuple[str, ...] = ()) -> Ref:
    """The entity that an id or name means most likely; raises NotFound where none fits."""
    found = resolve(snapshot, name, types)
    if not found:
        raise NotFound(f"nothing in the graph is named like “{name}”")
    return found[0]


def resolve(snapshot: Snapshot, name: str, types: tuple[str, ...] = ()) -> list[Ref]:
    """The entities that a name or id may mean, the likeliest first; only exact ones, if there are any."""
    if "/" in name:
        return [_names(snapshot, snapshot.iri(name))[0]]
    hits = snapshot.index.search(name, types, 10)
    exact = [hit for hit in hits if hit.score >= 0.97]
    return [Ref(snapshot.id(h.iri), h.iri, h.type, h.label) for h in (exact or hits)]
