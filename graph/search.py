"""Names to entities, reports and facts by day: the index that is made when a snapshot is published.

The index is one SQLite file beside the snapshot. A full-text table of letter triples proposes names
that share some with the query, however misspelt; rapidfuzz then ranks them. Every alias counts.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from communique.graph import parts
from communique.graph.folding import fold

INDEX_FILE = "search.sqlite"
TYPES = ("Person", "Country", "Party", "Organization", "Place", "Office", "Group")
FACTS = (
    "Tenure", "Partnership", "DiplomaticRelations", "Meeting", "Visit", "Agreement", "AwardConferral",
    "Invitation", "Congratulation", "Speech", "Target", "Marriage",
)  # fmt: skip
_CANDIDATES = 400  # names that are ranked for one query
_LEAST = 0.72  # names less alike than this are no answer
_ONTOLOGY = "https://w3id.org/communique/ontology#"
_VERSION = 5  # of the tables; an index of another one is made anew
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL,
  facts INTEGER NOT NULL);
CREATE TABLE name (id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE fact (iri TEXT PRIMARY KEY, class TEXT NOT NULL, earliest TEXT NOT NULL, latest TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE report (iri TEXT NOT NULL, day TEXT NOT NULL);
CREATE VIRTUAL TABLE triple USING fts5(folded, content='', detail=none, tokenize='trigram');
{parts.SCHEMA}"""
_BEGINS = """SELECT name.entity, name, folded FROM name JOIN entity ON entity.id = name.entity
WHERE folded >= ? AND folded < ? ORDER BY (folded = ?) DESC, facts DESC LIMIT ?"""
_SHARES = """SELECT entity, name, folded FROM name
WHERE id IN (SELECT rowid FROM triple WHERE triple MATCH ? ORDER BY rank LIMIT ?)"""
_MOST_NAMED = """SELECT iri, label, facts FROM entity WHERE type = ?
ORDER BY facts DESC, label, iri LIMIT ? OFFSET ?"""
_NAMES = f"""
PREFIX dip: <{_ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?iri ?type ?property ?name WHERE {{
  VALUES ?type {{ {" ".join(f"dip:{t}" for t in TYPES)} }}
  ?iri a ?type .
  VALUES ?property {{ rdfs:label skos:altLabel dip:isoCode }}
  ?iri ?property ?name .
}}"""
_REPORTS = f"""
PREFIX dip: <{_ONTOLOGY}>
SELECT ?a (MIN(?date) AS ?d) WHERE {{ ?a a dip:Article OPTIONAL {{ ?a dip:date ?date }} }} GROUP BY ?a"""
_FACTS = f"""
PREFIX dip: <{_ONTOLOGY}>
SELECT ?f ?class ?earliest ?latest WHERE {{
  VALUES ?class {{ {" ".join(f"dip:{c}" for c in FACTS)} }}
  ?f a ?class OPTIONAL {{ ?f dip:earliest ?earliest }} OPTIONAL {{ ?f dip:latest ?latest }} }}"""
_ATTESTED = f"""
PREFIX dip: <{_ONTOLOGY}>
SELECT ?f (MIN(?d) AS ?earliest) (MAX(?d) AS ?latest) WHERE {{ ?f dip:attestedOn ?d }} GROUP BY ?f"""
_DAYS = "SELECT iri, class, earliest, latest FROM fact WHERE iri IN (SELECT value FROM json_each(?))"
_OF_CLASS = """FROM fact WHERE class = ? AND (? = '' OR latest >= ?)
AND (? = '' OR (earliest != '' AND earliest <= ?))"""
_PLACED = f"CASE class WHEN '{_ONTOLOGY}Tenure' THEN latest ELSE earliest END"
_IN_PERIOD = "FROM report WHERE day >= ? AND (day <= ? OR ? = '') AND (day != '' OR ? = '')"
_WEIGHTS = f"""
PREFIX dip: <{_ONTOLOGY}>
SELECT ?iri (COUNT(?fact) AS ?facts) WHERE {{
  VALUES ?role {{ dip:participant dip:visitor dip:destination dip:host dip:signatory dip:between dip:recipient
    dip:giver dip:inviter dip:invitee dip:holder dip:speaker dip:from dip:to dip:body dip:country dip:place
    dip:spouse dip:office }}
  ?fact ?role ?iri .
}} GROUP BY ?iri"""


class Queryable(Protocol):
    """Anything that evaluates a SPARQL SELECT to solutions with ``solution["name"].value``."""

    def query(self, query: str, /) -> Any:
        """The solutions of a SELECT query."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a search found: ``matched`` is the name that matched, ``score`` how well (0 to 1)."""

    iri: str
    type: str
    label: str
    matched: str
    score: float
    facts: int


def write_index(store: Queryable, folder: Path) -> Path:
    """Writes the index of all names in the store's default graph into ``folder`` and returns its path.

    The file appears complete or not at all; an older one is replaced.
    """
    target = folder / INDEX_FILE
    draft = folder / f".{INDEX_FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(draft)
        _fill(connection, store)
        connection.close()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def _fill(connection: sqlite3.Connection, store: Queryable) -> None:
    """Makes the tables and puts every entity and name of the store into them."""
    facts = {row["iri"].value: int(row["facts"].value) for row in store.query(_WEIGHTS)}
    connection.execute("PRAGMA journal_mode = OFF")
    connection.executescript(_SCHEMA)
    entities, names = _collect(store)
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?)",
        ((n, iri, kind, label, facts.get(iri, 0)) for n, (iri, kind, label) in enumerate(entities)),
    )
    numbered = [(n, entity, name, fold(name)) for n, (entity, name) in enumerate(names, start=1)]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", numbered)
    connection.executemany(
        "INSERT INTO triple (rowid, folded) VALUES (?, ?)", ((n, f" {f} ") for n, _, _, f in numbered)
    )
    reports = ((row["a"].value, row["d"].value if row["d"] else "") for row in store.query(_REPORTS))
    connection.executemany("INSERT INTO report VALUES (?, ?)", reports)
    connection.executemany("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)", _dated(store))
    parts.fill(connection, store)
    connection.execute("CREATE INDEX report_day ON report (day DESC, iri)")
    connection.execute("CREATE INDEX name_folded ON name (folded)")
    connection.execute("CREATE INDEX entity_iri ON entity (iri)")
    connection.commit()


def _dated(store: Queryable) -> Iterator[tuple[str, str, str, str]]:
    """Each fact with its class and the days that bound it, or empty; of an office those of the reports."""
    attested = {
        row["f"].value: (row["earliest"], row["latest"]) for row in store.query(_ATTESTED) if row["f"]
    }
    for row in store.query(_FACTS):
        iri = row["f"].value
        days = (
            (row["earliest"], row["latest"]) if row["earliest"] else attested.get(iri, (None, row["latest"]))
        )
        earliest, latest = (term.value if term else "" for term in days)
        yield iri, row["class"].value, earliest, latest


def _collect(store: Queryable) -> tuple[list[tuple[str, str, str]], list[tuple[int, str]]]:
    """Entities as (IRI, type, label) in the order of their IRIs, and names as (entity's number, name)."""
    found: dict[str, tuple[str, set[str], set[str]]] = {}
    for row in store.query(_NAMES):
        kind = row["type"].value.removeprefix(_ONTOLOGY)
        _, labels, names = found.setdefault(row["iri"].value, (kind, set(), set()))
        names.add(row["name"].value)
        if row["property"].value.endswith("#label"):
            labels.add(row["name"].value)
    ordered = sorted(found.items())
    entities = [(iri, kind, min(labels or names)) for iri, (kind, labels, names) in ordered]
    return entities, [(n, name) for n, (_, (_, _, names)) in enumerate(ordered) for name in sorted(names)]


class SearchIndex:
    """Search over the names of one snapshot. Open it before the process gives up its right to open files."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.parts = parts.Parts(connection)
        connection.execute("PRAGMA temp_store = MEMORY")

    @classmethod
    def open(cls, folder: Path) -> SearchIndex:
        """The index that ``write_index`` wrote into the folder. Raises FileNotFoundError."""
        path = folder / INDEX_FILE
        if not path.is_file():
            raise FileNotFoundError(f"no search index at {path}")
        uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            connection.close()
            raise FileNotFoundError(f"the search index at {path} is of another version")
        return cls(connection)

    @classmethod
    def build(cls, store: Queryable) -> SearchIndex:
        """An index in memory, for a store without a snapshot folder."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, store)
        return cls(connection)

    def search(self, text: str, types: Iterable[str] = (), limit: int = 20) -> list[Hit]:
        """The entities whose names are most like ``text``, best first; of the given types only, if any."""
        query = fold(text)
        if not query:
            return []
        wanted = set(types)
        best: dict[int, tuple[float, str]] = {}
        for entity, name, folded in self._candidates(query):
            score = likeness(query, folded)
            if score >= _LEAST and score > best.get(entity, (0.0, ""))[0]:
                best[entity] = (score, name)
        hits = (self._hit(entity, score, name) for entity, (score, name) in best.items())
        kept = (hit for hit in hits if not wanted or hit.type in wanted)
        return sorted(kept, key=lambda hit: (-_rank(hit), hit.label, hit.iri))[:limit]

    def most_named(self, kind: str, limit: int, offset: int) -> tuple[list[Hit], int]:
        """The entities of a type, those first of which most facts speak, and how many there are."""
        rows = self._connection.execute(_MOST_NAMED, (kind, limit, offset))
        total = self._connection.execute("SELECT COUNT(*) FROM entity WHERE type = ?", (kind,)).fetchone()[0]
        return [Hit(iri, kind, label, label, 1.0, facts) for iri, label, facts in rows], total

    def reports(self, since: str, until: str, limit: int, offset: int) -> tuple[list[str], int]:
        """The IRIs of reports of a period (ISO days, or empty), the latest first, and how many there are."""
        bounds = (since, until, until, since + until)
        total = self._connection.execute(f"SELECT COUNT(*) {_IN_PERIOD}", bounds).fetchone()[0]
        page = f"SELECT iri {_IN_PERIOD} ORDER BY day DESC, iri LIMIT ? OFFSET ?"
        return [row[0] for row in self._connection.execute(page, (*bounds, limit, offset))], total

    def facts(self, iris: Iterable[str]) -> dict[str, tuple[str, str, str]]:
        """For each that is a fact its class's IRI and the days that bound it (ISO, or empty)."""
        rows = self._connection.execute(_DAYS, (json.dumps(list(iris)),))
        return {iri: (kind, earliest, latest) for iri, kind, earliest, latest in rows}

    def of_class(self, kind: str, since: str, until: str, limit: int, offset: int) -> tuple[list[str], int]:
        """The IRIs of a class's facts in a period (ISO days, or empty), the latest first, and how many."""
        asked = (kind, since, since, until, until)
        total = self._connection.execute(f"SELECT COUNT(*) {_OF_CLASS}", asked).fetchone()[0]
        page = f"SELECT iri {_OF_CLASS} ORDER BY {_PLACED} DESC, latest DESC, iri LIMIT ? OFFSET ?"
        return [row[0] for row in self._connection.execute(page, (*asked, limit, offset))], total

    def report_days(self) -> tuple[str, str]:
        """The days of the first and the last report that has one, or empty."""
        query = "SELECT MIN(day), MAX(day) FROM report WHERE day != ''"
        first, last = self._connection.execute(query).fetchone()
        return first or "", last or ""

    def _candidates(self, query: str) -> Iterator[tuple[int, str, str]]:
        """(entity, name, folded name) of names that begin like the query or share letter triples with it."""
        after = query[:-1] + chr(ord(query[-1]) + 1)
        yield from self._connection.execute(_BEGINS, (query, after, query, _CANDIDATES))
        padded = f" {query} "
        triples = dict.fromkeys(padded[i : i + 3] for i in range(len(padded) - 2))
        match = " OR ".join(f'"{t}"' for t in triples)
        yield from self._connection.execute(_SHARES, (match, _CANDIDATES))

    def _hit(self, entity: int, score: float, name: str) -> Hit:
        row = self._connection.execute(
            "SELECT iri, type, label, facts FROM entity WHERE id = ?", (entity,)
        ).fetchone()
        return Hit(row[0], row[1], row[2], name, round(score, 3), row[3])


def _rank(hit: Hit) -> float:
    """Likeness first; among names about equally alike, what more facts speak of."""
    return (
        hit.score
        + min(0.06, 0.008 * math.log2(1 + hit.facts))
        - (0.05 if hit.type in ("Group", "Office") else 0)
    )


def likeness(query: str, name: str) -> float:
    """How well a folded query fits a folded name (0 to 1): the same, the same words, a beginning."""
    if query == name:
        return 1.0
    asked, words = query.split(), name.split()
    if sorted(asked) == sorted(words) or "".join(asked) == "".join(words):
        return 0.97
    if name.startswith(query):
        return 0.88 + 0.08 * len(query) / len(name)
    by_word = sum(max(_word_likeness(a, w) for w in words) * len(a) for a in asked) / sum(map(len, asked))
    whole = fuzz.ratio(query, name) / 100
    return max(whole * 0.95, by_word * 0.8 + whole * 0.12)


def _word_likeness(asked: str, word: str) -> float:
    """How well one word fits another: the same, a beginning, or a few letters off."""
    if asked == word:
        return 1.0
    if word.startswith(asked):
        return 0.95
    return OSA.normalized_similarity(asked, word)
