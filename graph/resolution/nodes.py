"""Which mentions of all reports are one entity, and the id of each."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.extract.claims import Claim, Entity, OfficeClaim
from communique.graph.model import Node, Report, Stated, entities_of
from communique.graph.resolution.bodies import Key, name_nodes
from communique.graph.resolution.decisions import Decisions
from communique.graph.resolution.mentions import namings
from communique.graph.resolution.overrule import apply_decisions, give_ids, settled
from communique.graph.resolution.persons import group_persons
from communique.ontology import hash_text, slug
from communique.ontology.reference import countries

_LONGEST = 120


@dataclass(slots=True)
class Resolved:
    """The node id of every report's entity, and the nodes."""

    ids: dict[Key, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    uncertain: list[tuple[str, str, str]] = field(default_factory=list)


def resolve_nodes(reports: Sequence[Report], decisions: Decisions) -> Resolved:
    """Give every entity of every report its node."""
    resolved = Resolved()
    seen: dict[str, dict[Key, None]] = defaultdict(dict)
    seats: dict[Key, set[str]] = defaultdict(set)
    for report in reports:
        for claim in report.extraction.claims:
            for entity in entities_of(claim):
                seen[entity.type][(report.article.key, entity)] = None
            if isinstance(claim, OfficeClaim) and claim.body and claim.country:
                seats[report.article.key, claim.body].add(claim.country.code)
    _countries(seen["country"], resolved)
    for type_ in ("party", "organization", "place", "group"):
        nodes, ids = name_nodes(type_, seen[type_], {k: min(v) for k, v in seats.items() if len(v) == 1})
        resolved.nodes |= nodes
        resolved.ids |= ids
    _merge_decided(resolved, decisions)
    _persons(reports, resolved, decisions)
    for code in sorted({n.country for n in resolved.nodes.values() if n.country in countries()}):
        node = _country(code)
        resolved.nodes.setdefault(node.id, node)
    return resolved


def _country(code: str) -> Node:
    entry = countries()[code]
    names = {f for f in entry.names if f != entry.name}
    return Node(f"country/{code.lower()}", "country", entry.name, names, code, code, entry.wikidata)


def _countries(keys: Iterable[Key], resolved: Resolved) -> None:
    for key in keys:
        node = _country(key[1].code)
        resolved.ids[key] = node.id
        resolved.nodes.setdefault(node.id, node)


def _merge_decided(resolved: Resolved, decisions: Decisions) -> None:
    """Parties, bodies and places that somebody found to be one take the id that comes first."""
    for pair in sorted(decisions.same, key=sorted):
        present = [i for i in sorted(pair) if i in resolved.nodes]
        for id_ in present[1:]:
            kept = present[0]
            other = resolved.nodes.pop(id_)
            node = resolved.nodes[kept]
            node.aliases |= {other.name, *other.aliases} - {node.name}
            resolved.ids |= {key: kept for key, value in resolved.ids.items() if value == id_}


# persons ----------------------------------------------------------------------------------------------
def _persons(reports: Sequence[Report], resolved: Resolved, decisions: Decisions) -> None:
    """Persons by their rules, corrected by what a person decided, each with an id."""
    persons, uncertain = group_persons(namings(reports))
    give_ids(persons)
    open_pairs = [u for u in uncertain if not settled(u[0], u[1], decisions)]
    decided = apply_decisions(persons, decisions)
    give_ids(decided)
    for person in decided:
        aliases = {a for n in person.namings for a in (n.entity.name, *n.entity.aliases) if a != person.name}
        resolved.nodes[person.id] = Node(person.id, "person", person.name, aliases, "", person.country)
        resolved.ids |= {(n.article, n.entity): person.id for n in person.namings}
    present = {id(p) for p in decided}
    resolved.uncertain = sorted((a.id, b.id, why) for a, b, why in open_pairs if {id(a), id(b)} <= present)


# claims with their values -------------------------------------------------------------------------------
def state_claims(
    reports: Sequence[Report], resolved: Resolved
) -> tuple[list[Stated], dict[str, dict[str, str]]]:
    """Every claim with its entities replaced by node ids, and the offices they speak of."""
    found: list[Stated] = []
    offices: dict[str, dict[str, str]] = {}
    for report in reports:
        for claim in report.extraction.claims:
            key = report.article.key
            values = _values(key, claim, resolved)
            if isinstance(claim, OfficeClaim):
                office = _office(values, resolved.nodes)
                offices.setdefault(_office_id(office), office)
                values = {"person": values["person"], "office": (_office_id(office),)}
            found.append(Stated(claim.identity(key), claim, report.article, values))
    return found, offices


def _values(key: str, claim: Claim, resolved: Resolved) -> dict[str, tuple[Any, ...]]:
    values: dict[str, tuple[Any, ...]] = {}
    for f in dataclasses.fields(claim):
        if f.name in ("evidence", "confidence", "method", "status"):
            continue
        value = getattr(claim, f.name)
        items = value if isinstance(value, tuple) else (value,)
        plain = [
            resolved.ids[(key, v)] if isinstance(v, Entity) else v for v in items if v is not None and v != ""
        ]
        if plain:
            values[f.name] = tuple(dict.fromkeys(plain))
    return values


def _office(values: dict[str, tuple[Any, ...]], nodes: dict[str, Node]) -> dict[str, str]:
    """What makes an office: role, body, country, and where it is accredited; a party's country is known."""
    office = {name: str(values[name][0]) for name in ("role", "body", "country", "to") if values.get(name)}
    body = nodes.get(office.get("body", ""))
    if "country" not in office and body is not None and body.type == "party" and body.country:
        office["country"] = f"country/{body.country.lower()}"
    return office


def _office_id(office: dict[str, str]) -> str:
    """A readable id; a long one ends in a hash, so that no two become one."""
    parts = [office[k].split("/", 1)[-1] for k in ("body", "country", "to") if k in office]
    whole = "-".join([slug(office["role"]), *parts])
    return f"office/{whole}" if len(whole) <= _LONGEST else f"office/{whole[:_LONGEST]}-{hash_text(whole):x}"
