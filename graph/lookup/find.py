"""Search as a lookup: pages of entities whose names fit."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.snapshot import BadParameter, Snapshot, nodes
from communique.graph.search import TYPES, Hit

_OFFICES = """SELECT ?x ?label (MAX(?day) AS ?last) WHERE {{ VALUES ?x {{ {} }} ?tenure dip:holder ?x ;
  dip:office/rdfs:label ?label OPTIONAL {{ ?tenure dip:attestedOn ?day }} }} GROUP BY ?x ?label"""
_COUNTRIES = """SELECT ?x (MIN(?l) AS ?label) WHERE {{ VALUES ?x {{ {} }} ?x dip:country/rdfs:label ?l }}
  GROUP BY ?x"""
MOST = 200  # hits that a search ranks


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found, with the name that matched and how well (0 to 1).

    ``about`` tells namesakes apart: the office that reports attested last, else the country, or nothing.
    """

    id: str
    iri: str
    type: str
    label: str
    matched: str
    score: float
    facts: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """One page of hits, best first; ``total`` counts those of all pages (at most 200 for a name)."""

    query: str
    type: str
    hits: list[Found]
    total: int
    offset: int
    truncated: bool


def search(snapshot: Snapshot, q: str, type: str = "", limit: int = 20, offset: int = 0) -> Search:
    """Entities by any of their names, without diacritics, with typing errors.

    Without a name all of the type, those first of which most facts speak. Raises BadParameter for a type
    that is none.
    """
    if type and type.capitalize() not in TYPES:
        raise BadParameter(f"no type “{type}”: there are {', '.join(t.lower() for t in TYPES)}")
    if type and not q.strip():
        shown, total = snapshot.index.most_named(type.capitalize(), limit, offset)
    else:
        wanted = (type.capitalize(),) if type else ()
        hits = snapshot.index.search(q[:200], wanted, MOST)
        shown, total = hits[offset : offset + limit], len(hits)
    about = _about(snapshot, [hit.iri for hit in shown])
    page = [_found(snapshot, hit, about.get(hit.iri, "")) for hit in shown]
    return Search(q, type, page, total, offset, offset + limit < total)


def _found(snapshot: Snapshot, hit: Hit, about: str) -> Found:
    return Found(snapshot.id(hit.iri), hit.iri, hit.type, hit.label, hit.matched, hit.score, hit.facts, about)


def _about(snapshot: Snapshot, iris: list[str]) -> dict[str, str]:
    """The office that each holds by the latest report, else its country."""
    if not iris:
        return {}
    countries, offices = (_rows(snapshot, query, iris) for query in (_COUNTRIES, _OFFICES))
    offices.sort(key=lambda row: (row.get("last", ""), row["label"]))
    return {row["x"]: row["label"] for row in (*countries, *offices)}


def _rows(snapshot: Snapshot, query: str, iris: list[str]) -> list[dict[str, str]]:
    return [row for row in snapshot.rows(query.format(nodes(iris))) if "x" in row]
