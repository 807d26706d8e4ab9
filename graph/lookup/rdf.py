"""A lookup's answer as RDF: the triples of all that it lists, with evidence and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.graph import lookup as lookups
from communique.graph.lookup.snapshot import PREFIXES, BadParameter, Snapshot, nodes
from communique.graph.lookup.tasks import prepare

FORMATS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES}
# One join each: what hangs on the things, all triples of a set of things, and the labels of what these name.
_EVIDENCE = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:evidence ?x }}"
_REPORTS = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:article ?x }}"
_OFFICES = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:office ?x }}"
_TRIPLES = "CONSTRUCT {{ ?x ?p ?o }} WHERE {{ VALUES ?x {{ {} }} ?x ?p ?o }}"
_LABELS = "CONSTRUCT {{ ?x rdfs:label ?o }} WHERE {{ VALUES ?x {{ {} }} ?x rdfs:label|skos:prefLabel ?o }}"

LOOKUPS: dict[str, Callable[..., Any]] = {
    "search": lookups.search,
    "entity": lookups.entity,
    "evidence": lookups.evidence,
    "neighbors": lookups.neighbors,
    "timeline": lookups.timeline,
    "between": lookups.between,
    "fact": lookups.fact,
    "articles": lookups.articles,
    "article": lookups.article,
}


def rdf(store: ox.Store, snapshot: Path, *, lookup: str, params: dict[str, Any], format: str) -> bytes:
    """The answer of the lookup of that name as ``turtle``, ``jsonld`` or ``ntriples``.

    Raises what the lookup raises, and BadParameter for another format.
    """
    if format not in FORMATS:
        raise BadParameter(f"no RDF format “{format}”: there are {', '.join(FORMATS)}")
    opened = prepare(store, snapshot)
    return describe(opened, iris(LOOKUPS[lookup](opened, **params)), format)


def describe(snapshot: Snapshot, things: list[str], format: str) -> bytes:
    """The triples of the things by IRI, of their evidence, reports and offices, with labels."""
    evidence = _named(snapshot, _EVIDENCE, things)
    hanging = {*evidence, *_named(snapshot, _REPORTS, evidence), *_named(snapshot, _OFFICES, things)}
    triples = _triples(snapshot, _TRIPLES, {*things, *hanging})
    named = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
    triples |= _triples(snapshot, _LABELS, named - hanging - {*things})
    ordered = sorted(triples, key=str)
    prefixes = dict(line.split(" ", 1)[1].split(": ") for line in PREFIXES.splitlines())
    spaces = {name: iri.strip("<>") for name, iri in prefixes.items()}
    return ox.serialize(ordered, format=FORMATS[format], prefixes=spaces) or b""


def _named(snapshot: Snapshot, query: str, things: Iterable[str]) -> set[str]:
    """What a property of the things names."""
    listed = nodes(sorted(things))
    return {row["x"] for row in snapshot.rows(query.format(listed))} if listed else set()


def _triples(snapshot: Snapshot, query: str, things: Iterable[str]) -> set[ox.Triple]:
    """The triples that a query gives for the things."""
    listed = nodes(sorted(things))
    return set(snapshot.store.query(PREFIXES + query.format(listed))) if listed else set()


def iris(result: Any) -> list[str]:
    """The IRIs of what a lookup's answer lists, each once."""
    found = dict.fromkeys(_own(result))
    return list(found)


def _own(result: Any) -> list[str]:
    if isinstance(result, lookups.Entity):
        return [result.iri, *(fact.iri for group in result.groups for fact in group.facts)]
    if isinstance(result, lookups.Timeline):
        return [result.entity.iri, *(fact.iri for fact in result.facts)]
    if isinstance(result, lookups.Between):
        return [result.first.iri, result.second.iri, *(fact.iri for fact in result.facts)]
    if isinstance(result, lookups.Neighbors):
        return [result.entity.iri, *(n.entity.iri for n in result.neighbors)]
    if isinstance(result, lookups.Article):
        return [result.report.iri, *(fact.iri for fact in result.facts)]
    if isinstance(result, lookups.Articles):
        return [report.iri for report in result.articles]
    if isinstance(result, lookups.Search):
        return [hit.iri for hit in result.hits]
    return [result.iri]
