"""Things as RDF: their triples, with evidence, reports and labels."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from communique.graph import jsonld
from communique.graph.lookup.attested import attested
from communique.graph.lookup.snapshot import PREFIXES, Snapshot, nodes
from communique.ontology import PREFIXES as _ALL_PREFIXES

_HAS_EVIDENCE = _ALL_PREFIXES["dip"] + "evidence"
FORMATS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES}
SCHEMA = _ALL_PREFIXES["schema"]
# One join each: what hangs on the things, all triples of a set of things, and the labels of what these name.
_EVIDENCE = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:evidence ?x }}"
_REPORTS = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:article ?x }}"
_OFFICES = "SELECT ?x WHERE {{ VALUES ?y {{ {} }} ?y dip:office ?x }}"
_TRIPLES = "CONSTRUCT {{ ?x ?p ?o }} WHERE {{ VALUES ?x {{ {} }} ?x ?p ?o }}"
_LABELS = "CONSTRUCT {{ ?x rdfs:label ?o }} WHERE {{ VALUES ?x {{ {} }} ?x rdfs:label|skos:prefLabel ?o }}"


def describe(
    snapshot: Snapshot, things: Iterable[str], format: str, more: Iterable[ox.Triple] = (), as_of: str = ""
) -> bytes:
    """The triples of the things by IRI, of their evidence, reports and offices, with labels; and ``more``.

    With ``as_of`` the facts among them are told as reports of that day or before tell them.
    """
    things = list(things)
    retold = attested(snapshot, as_of, things).retold if as_of else {}
    published = [thing for thing in things if thing not in retold]
    evidence = _named(snapshot, _EVIDENCE, published)
    evidence |= {term.value for told in retold.values() for term in told.get(_HAS_EVIDENCE, ())}
    hanging = {*evidence, *_named(snapshot, _REPORTS, evidence), *_named(snapshot, _OFFICES, things)}
    triples = _triples(snapshot, _TRIPLES, {*published, *hanging})
    triples |= {
        ox.Triple(ox.NamedNode(fact), ox.NamedNode(name), term)
        for fact, told in retold.items() for name, terms in told.items() for term in terms
    }  # fmt: skip
    named = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
    triples |= _triples(snapshot, _LABELS, named - hanging - {*things})
    ordered = sorted({*triples, *more}, key=str)
    if format == "jsonld":
        return jsonld.serialize(ordered)
    prefixes = dict(line.split(" ", 1)[1].split(": ") for line in PREFIXES.splitlines())
    spaces = {name: iri.strip("<>") for name, iri in prefixes.items()}
    spaces |= {"schema": SCHEMA} if more else {}
    return ox.serialize(ordered, format=FORMATS[format], prefixes=spaces) or b""


def _named(snapshot: Snapshot, query: str, things: Iterable[str]) -> set[str]:
    """What a property of the things names."""
    listed = nodes(sorted(things))
    return {row["x"] for row in snapshot.rows(query.format(listed))} if listed else set()


def _triples(snapshot: Snapshot, query: str, things: Iterable[str]) -> set[ox.Triple]:
    """The triples that a query gives for the things."""
    listed = nodes(sorted(things))
    return set(snapshot.store.query(PREFIXES + query.format(listed))) if listed else set()
