"""Parties, bodies, places and groups: which names of all reports are one, and the id of each.

Names that the reference data lists in several forms are one; a body that carries its country in its name
("National Assembly of Vietnam") is the one that a report gives that country. A group belongs to its report.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.extract.claims import Entity
from communique.graph.model import Node
from communique.ontology import hash_text, slug
from communique.ontology.reference import Entry, countries, demonyms, organizations, parties, places

Key = tuple[str, Entity]  # a report's key and the report's own entity
_OF = re.compile(r",? of (?:the )?")
_LED = re.compile(r"(?:['’]s?)? ")


@dataclass(frozen=True, slots=True)
class _Called:
    """What a name comes down to: its core and its country; ``own`` is the report of a group."""

    core: str
    country: str
    own: str = ""


def name_nodes(
    type_: str, keys: Iterable[Key], seats: Mapping[Key, str]
) -> tuple[dict[str, Node], dict[Key, str]]:
    """The nodes of one type, and the node's id for every report's entity.

    ``seats`` gives the country of bodies whose posts a report gives to one country.
    """
    grouped: dict[_Called, list[Key]] = defaultdict(list)
    for key in keys:
        grouped[_called(type_, key, seats.get(key, ""))].append(key)
    grouped = _settle_countries(type_, grouped)
    cores = Counter(called.core for called in grouped)
    nodes: dict[str, Node] = {}
    ids: dict[Key, str] = {}
    for called, members in sorted(grouped.items(), key=lambda g: (g[0].core, g[0].country, g[0].own)):
        node = _node(type_, called, members, cores[called.core] > 1)
        nodes[node.id] = node
        ids.update(dict.fromkeys(members, node.id))
    return nodes, ids


def _called(type_: str, key: Key, seat: str) -> _Called:
    entity = key[1]
    country = entity.country or seat
    if type_ == "group":
        return _Called(slug(entity.name), entity.country, key[0])
    name = re.sub(r"^[Tt]he (?=\S)", "", entity.name)
    entry = _listed(type_).get(slug(name))
    if entry is not None and entity.country in ("", entry.code):
        return _Called(slug(entry.name), entry.code)
    if type_ != "organization":
        return _Called(slug(name), entity.country)
    core, code = _with_country(name)
    if code and country in ("", code):
        return _Called(slug(core), code)
    return _Called(slug(name), country, "" if country or not _is_generic(name) else key[0])


@cache
def _generic_words() -> frozenset[str]:
    lines = (
        (files("communique.graph") / "data" / "generic_words.txt").read_text(encoding="utf-8").splitlines()
    )
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def _is_generic(name: str) -> bool:
    """Whether bodies of many countries are called so."""
    return set(slug(name).split("-")) <= _generic_words()


@cache
def _listed(type_: str) -> dict[str, Entry]:
    """Entries of the reference data by each of their forms that means one thing only."""
    source = {"party": parties, "place": places}.get(type_, organizations)
    found: dict[str, set[Entry]] = defaultdict(set)
    for entry in source():
        for form in (entry.name, *entry.forms):
            found[slug(form)].add(entry)
    return {form: next(iter(entries)) for form, entries in found.items() if len(entries) == 1}


@cache
def _country_codes() -> dict[str, str]:
    """Country names and adjectives as slugs -> code."""
    found = {slug(form): code for code, entry in countries().items() for form in (entry.name, *entry.forms)}
    return found | {slug(form): entry.code for entry in demonyms() for form in entry.forms}


def _with_country(name: str) -> tuple[str, str]:
    """A body's name without its country, and the country; ("…", "") for a name that carries none."""
    ends = [(name[: m.start()], name[m.end() :]) for m in _OF.finditer(name)]
    led = [(name[m.end() :], name[: m.start()]) for m in _LED.finditer(name) if name[m.end() :][:1].isupper()]
    for core, country in (*ends, *led):
        if slug(country) in _country_codes():
            return core, _country_codes()[slug(country)]
    return name, ""


def _settle_countries(type_: str, grouped: dict[_Called, list[Key]]) -> dict[_Called, list[Key]]:
    """A place or party without a country is the one of that name where there is only one."""
    if type_ not in ("place", "party"):
        return grouped
    known: dict[str, set[str]] = defaultdict(set)
    for called in grouped:
        if called.country:
            known[called.core].add(called.country)
    settled: dict[_Called, list[Key]] = defaultdict(list)
    for called, members in grouped.items():
        codes = known[called.core]
        country = called.country or (next(iter(codes)) if len(codes) == 1 else "")
        settled[_Called(called.core, country)] += members
    return settled


def _node(type_: str, called: _Called, members: list[Key], ambiguous: bool) -> Node:
    names = Counter(entity.name for _, entity in members)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    entry = _listed(type_).get(called.core) if type_ != "group" else None
    if entry is not None and entry.code == called.country:
        aliases = {entry.name}
        name = entry.name if type_ != "place" else name
    else:
        aliases = set()
    aliases = (aliases | {a for _, e in members for a in (e.name, *e.aliases)}) - {name}
    if entry is not None and type_ == "party":
        aliases |= {form for form in entry.forms if form != name}
    wikidata = entry.wikidata if entry is not None and entry.code == called.country else ""
    return Node(f"{type_}/{slug(name)}{_suffix(type_, called, name, ambiguous)}", type_, name, aliases, "",
                called.country, wikidata)  # fmt: skip


def _suffix(type_: str, called: _Called, name: str, ambiguous: bool) -> str:
    """The country's code behind a name that does not tell it; a hash behind a report's own thing."""
    if called.own:
        return f"-{hash_text(repr(called)):x}"[:9]
    if not called.country or type_ == "organization" and slug(name) != called.core:
        return ""
    return f"-{called.country.lower()}" if ambiguous or type_ == "organization" else ""
