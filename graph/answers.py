"""What lookups, paths and rankings answer, as RDF and as a network for drawing programs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.graph import analysis
from communique.graph import lookup as lookups
from communique.graph.export.answers import network_of
from communique.graph.export.graphml import write_graphml
from communique.graph.export.tasks import TRUNCATED
from communique.graph.lookup.rdf import FORMATS, SCHEMA, describe
from communique.graph.lookup.snapshot import BadParameter
from communique.graph.lookup.tasks import prepare

ANSWERS: dict[str, Callable[..., Any]] = {
    "search": lookups.search, "entity": lookups.entity, "evidence": lookups.evidence,
    "neighbors": lookups.neighbors, "timeline": lookups.timeline, "between": lookups.between,
    "fact": lookups.fact, "listing": lookups.listing,
    "articles": lookups.articles, "article": lookups.article,
    "paths": analysis.paths, "rank": analysis.rank, "ego": analysis.ego, "network": analysis.network,
}  # fmt: skip
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def rdf(store: ox.Store, snapshot: Path, *, lookup: str, params: dict[str, Any], format: str) -> bytes:
    """The answer of that name as ``turtle``, ``jsonld`` or ``ntriples``: the triples of all that it lists.

    Raises what the lookup raises, and BadParameter for another format.
    """
    if format not in FORMATS:
        raise BadParameter(f"no RDF format “{format}”: there are {', '.join(FORMATS)}")
    opened = prepare(store, snapshot)
    found = ANSWERS[lookup](opened, **params)
    things = dict.fromkeys(_iris(found))
    return describe(opened, things, format, list(_observations(found)), params.get("as_of", ""))


def graphml(store: ox.Store, snapshot: Path, *, lookup: str, params: dict[str, Any]) -> tuple[bytes, str]:
    """The answer of that name as GraphML: what it lists as nodes, the facts as edges or events.

    With a media type that says whether it lists all.
    """
    drawn = network_of(ANSWERS[lookup](prepare(store, snapshot), **params))
    data = io.BytesIO()
    write_graphml(drawn, data)
    return data.getvalue(), "application/graphml+xml" + TRUNCATED * drawn.truncated


def _iris(found: Any) -> Iterator[str]:
    """The IRIs of what an answer lists."""
    if isinstance(found, lookups.Neighbors):
        yield from (found.entity.iri, *(n.entity.iri for n in found.neighbors))
    elif isinstance(found, lookups.Articles):
        yield from (report.iri for report in found.articles)
    elif isinstance(found, lookups.Search):
        yield from (hit.iri for hit in found.hits)
    elif isinstance(found, analysis.Ranking):
        yield from (row.entity.iri for row in found.ranked)
    elif isinstance(found, analysis.Network):
        yield from (point.iri for point in found.nodes)
    elif isinstance(found, analysis.Ego):
        yield from (near.entity.iri for near in found.nodes)
    elif isinstance(found, analysis.Paths):
        yield from (found.source.iri, found.target.iri)
        for path in found.paths:
            yield from (ref.iri for ref in path.entities)
            yield from (fact.iri for step in path.steps for fact in step.facts)
    else:
        yield from _iris_with_facts(found)


def _iris_with_facts(found: Any) -> Iterable[str]:
    """The IRIs of an answer that lists facts about something."""
    if isinstance(found, lookups.Entity):
        return [found.iri, *(fact.iri for group in found.groups for fact in group.facts)]
    if isinstance(found, lookups.Timeline):
        return [found.entity.iri, *(fact.iri for fact in found.facts)]
    if isinstance(found, lookups.Between):
        return [found.first.iri, found.second.iri, *(fact.iri for fact in found.facts)]
    if isinstance(found, lookups.Listing):
        return [fact.iri for fact in found.facts]
    if isinstance(found, lookups.Article):
        return [found.report.iri, *(fact.iri for fact in found.facts)]
    return [found.iri]


def _observations(found: Any) -> Iterator[ox.Triple]:
    """The values of a ranking, as observations of schema.org about its entities."""
    if not isinstance(found, analysis.Ranking):
        return
    for row in found.ranked:
        node = ox.BlankNode(f"place{row.place}")
        about = ox.NamedNode(row.entity.iri)
        yield ox.Triple(node, _TYPE, ox.NamedNode(SCHEMA + "Observation"))
        yield ox.Triple(node, ox.NamedNode(SCHEMA + "observationAbout"), about)
        yield ox.Triple(node, ox.NamedNode(SCHEMA + "measuredProperty"), ox.Literal(found.by))
        yield ox.Triple(node, ox.NamedNode(SCHEMA + "value"), ox.Literal(row.score))
        yield ox.Triple(node, ox.NamedNode(SCHEMA + "position"), ox.Literal(row.place))
