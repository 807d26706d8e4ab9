"""The formats of answers and uploads, and the choice among them by an Accept header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import pyoxigraph as ox

Engine = TypeVar("Engine")


@dataclass(frozen=True, slots=True)
class Format(Generic[Engine]):
    """One format: its media type first, further accepted types, the engine's constant."""

    media: str
    engine: Engine
    aliases: tuple[str, ...] = ()
    prefixes: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """Every media type under which it is known, without parameters."""
        return (self.media.split(";")[0], *self.aliases)


RESULT_FORMATS: dict[str, Format[ox.QueryResultsFormat]] = {
    "json": Format("application/sparql-results+json", ox.QueryResultsFormat.JSON, ("application/json",)),
    "xml": Format(
        "application/sparql-results+xml", ox.QueryResultsFormat.XML, ("application/xml", "text/xml")
    ),
    "csv": Format("text/csv; charset=utf-8", ox.QueryResultsFormat.CSV),
    "tsv": Format("text/tab-separated-values; charset=utf-8", ox.QueryResultsFormat.TSV),
}
RDF_FORMATS: dict[str, Format[ox.RdfFormat]] = {
    "turtle": Format(
        "text/turtle; charset=utf-8",
        ox.RdfFormat.TURTLE,
        ("application/x-turtle", "text/plain"),
        prefixes=True,
    ),
    "ntriples": Format("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdfxml": Format(
        "application/rdf+xml", ox.RdfFormat.RDF_XML, ("application/xml", "text/xml"), prefixes=True
    ),
    "jsonld": Format("application/ld+json", ox.RdfFormat.JSON_LD, ("application/json",)),
    "n3": Format("text/n3; charset=utf-8", ox.RdfFormat.N3, prefixes=True),
    "trig": Format("application/trig", ox.RdfFormat.TRIG, prefixes=True),
    "nquads": Format("application/n-quads", ox.RdfFormat.N_QUADS),
}
SHORT_NAMES = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "json-ld": "jsonld", "nq": "nquads"}


@lru_cache(maxsize=512)
def accepted(header: str) -> tuple[tuple[str, float], ...]:
    """The media ranges of an Accept header with their quality, best first; malformed parts are dropped."""
    ranges: list[tuple[str, float]] = []
    for part in header.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" not in media:
            continue
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            ranges.append((media, min(1.0, max(0.0, float(quality)))))
        except ValueError:
            continue
    return tuple(sorted(ranges, key=lambda entry: (-entry[1], entry[0].count("*"))))


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific fitting range gives to `media`."""
    major = media.partition("/")[0]
    by_range = dict(reversed(ranges))
    for candidate in (media, f"{major}/*", "*/*"):
        if candidate in by_range:
            return by_range[candidate]
    return 0.0


def choose(header: str, formats: Mapping[str, Format[Engine]]) -> str | None:
    """The name of the format that fits `header` best; the first one where none is asked for, None where
    none fits. Among equals the client's order decides, then ours.
    """
    ranges = accepted(header)
    if not ranges:
        return next(iter(formats))
    order = {media: place for place, (media, _) in enumerate(ranges)}
    best: tuple[float, int, int] | None = None
    chosen: str | None = None
    for place, (name, entry) in enumerate(formats.items()):
        if (entry.types[0], 0.0) in ranges:
            continue  # ruled out by name
        for media in entry.types:
            quality = _quality(media, ranges)
            rank = (quality, -order.get(media, len(order)), -place)
            if quality > 0 and (best is None or rank > best):
                best, chosen = rank, name
    return chosen


def by_media_type(content_type: str) -> Format[ox.RdfFormat] | None:
    """The RDF format of an upload's Content-Type."""
    media = content_type.partition(";")[0].strip().lower()
    return next((entry for entry in RDF_FORMATS.values() if media in entry.types), None)
