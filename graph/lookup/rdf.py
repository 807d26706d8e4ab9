"""A lookup's answer as RDF: the triples of all that it lists, with evidence and labels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.graph import lookup as lookups
from communique.graph.lookup.snapshot import PREFIXES, BadParameter, Snapshot, nodes
from communique.graph.lookup.tasks import prepare

FORMATS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES}
_DESCRIBE = """CONSTRUCT {{ ?x ?p ?o }} WHERE {{
  {{ VALUES ?x {{ {things} }} }}
  UNION {{ VALUES ?y {{ {things} }} ?y dip:evidence|dip:office|(dip:evidence/dip:article) ?x }}
  ?x ?p ?o }}"""
_LABELS = """CONSTRUCT {{ ?o ?l ?label }} WHERE {{
  VALUES ?y {{ {things} }} {{ ?y ?p ?o }} UNION {{ ?y dip:office ?x . ?x ?p ?o }}
  VALUES ?l {{ rdfs:label skos:prefLabel }} ?o ?l ?label }}"""

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
    triples: set[ox.Triple] = set()
    for query in (_DESCRIBE, _LABELS) if things else ():
        triples.update(snapshot.store.query(PREFIXES + query.format(things=nodes(things))))
    ordered = sorted(triples, key=str)
    prefixes = dict(line.split(" ", 1)[1].split(": ") for line in PREFIXES.splitlines())
    named = {name: iri.strip("<>") for name, iri in prefixes.items()}
    return ox.serialize(ordered, format=FORMATS[format], prefixes=named) or b""


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
