"""Which mentions of all reports are one entity, and the id of each."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.extract.claims import Claim, Entity, OfficeClaim
from communique.graph.model import Node, Report, Stated, entities_of
from communique.graph.resolution.decisions import Decisions
from communique.graph.resolution.mentions import namings
from communique.graph.resolution.overrule import apply_decisions, give_ids, settled
from communique.graph.resolution.persons import group_persons
from communique.ontology import hash_text, slug
from communique.ontology.reference import countries, parties

Key = tuple[str, Entity]  # article key and the report's own entity


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
    for report in reports:
        for claim in report.extraction.claims:
            for entity in entities_of(claim):
                seen[entity.type][(report.article.key, entity)] = None
    _countries(seen["country"], resolved)
    for type_ in ("party", "organization", "place", "group"):
        _named(type_, seen[type_], resolved)
    _persons(reports, resolved, decisions)
    return resolved


def _countries(keys: Iterable[Key], resolved: Resolved) -> None:
    for key in keys:
        code = key[1].code
        entry = countries()[code]
        id_ = f"country/{code.lower()}"
        resolved.ids[key] = id_
        names = {f for f in entry.forms if f != entry.name}
        resolved.nodes.setdefault(id_, Node(id_, "country", entry.name, names, code, code, entry.wikidata))


def _named(type_: str, keys: Iterable[Key], resolved: Resolved) -> None:
    """Parties, bodies and places: one node per name and country; a group belongs to its report alone."""
    grouped: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in keys:
        entity = key[1]
        own = key[0] if type_ == "group" else ""
        grouped[(slug(entity.name), entity.country, own)].append(key)
    by_slug: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group in grouped:
        by_slug[group[0]].append(group)
    for group, members in sorted(grouped.items()):
        id_ = f"{type_}/{group[0]}{_suffix(type_, group, by_slug[group[0]])}"
        names = Counter(e.name for _, e in members)
        name = min(names, key=lambda n: (-names[n], n))
        aliases = {a for _, e in members for a in (e.name, *e.aliases) if a != name}
        wikidata = next((p.wikidata for p in parties() if type_ == "party" and p.name == name), "")
        resolved.nodes[id_] = Node(
            id_, type_, name, aliases | _party_forms(type_, name), "", group[1], wikidata
        )
        resolved.ids.update(dict.fromkeys(members, id_))


def _suffix(type_: str, group: tuple[str, ...], all_of: Sequence[tuple[str, ...]]) -> str:
    """The country's code behind a name that bodies of several countries bear; a hash for a report's group."""
    if type_ == "group":
        return f"-{hash_text('|'.join(group)):x}"[:9]
    return f"-{group[1].lower()}" if group[1] and (len(all_of) > 1 or type_ == "organization") else ""


def _party_forms(type_: str, name: str) -> set[str]:
    return {f for p in parties() if type_ == "party" and p.name == name for f in p.forms if f != name}


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
                office = _office(values)
                offices[office] = {
                    k: values[k][0] for k in ("role", "body", "country", "to") if values.get(k)
                }
                values = {"person": values["person"], "office": (office,)}
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


def _office(values: dict[str, tuple[Any, ...]]) -> str:
    parts = [slug(str(values["role"][0]))]
    for name in ("body", "country", "to"):
        if values.get(name):
            parts.append(str(values[name][0]).split("/", 1)[1])
    return "office/" + "-".join(parts)[:120]
