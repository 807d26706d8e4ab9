"""Who takes part in which fact: tables of the snapshot's index, read many times faster than the graph.

A join of all facts of somebody who met thousands takes the engine most of a second, and these tables a tenth
of that. A tenure's parts are its holder, its office and what that belongs to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

_ONTOLOGY = "https://w3id.org/communique/ontology#"
OFFICE_ROLES = ("body", "country", "accreditedTo")  # of a tenure's office
ROLES = (
    "participant", "visitor", "destination", "host", "signatory", "between", "recipient", "giver",
    "presenter", "inviter", "invitee", "holder", "office", "speaker", "from", "to", "country", "place",
    "spouse",
)  # fmt: skip
SCHEMA = """
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE part (node INTEGER NOT NULL, fact INTEGER NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (node, fact, role)) WITHOUT ROWID;
"""
_INDEX = "CREATE INDEX part_fact ON part (fact, role, node)"
_DIRECT = f"PREFIX dip: <{_ONTOLOGY}> SELECT ?f ?x WHERE {{{{ ?f dip:{{}} ?x }}}}"
_OF_OFFICE = f"PREFIX dip: <{_ONTOLOGY}> SELECT ?f ?x WHERE {{{{ ?o dip:{{}} ?x . ?f dip:office ?o }}}}"
_OF_NODE = """SELECT fact.iri, role, class, earliest, latest FROM node me JOIN part ON part.node = me.id
JOIN node f ON f.id = part.fact JOIN fact ON fact.iri = f.iri WHERE me.iri = ?"""
_BESIDE = """SELECT DISTINCT f.iri, other.iri FROM node me JOIN part mine ON mine.node = me.id
JOIN node f ON f.id = mine.fact JOIN part theirs ON theirs.fact = mine.fact
JOIN node other ON other.id = theirs.node
WHERE me.iri = ? AND other.id != me.id AND theirs.role != 'office'"""
_SIDES = """SELECT f.iri, x.iri FROM fact JOIN node f ON f.iri = fact.iri JOIN part ON part.fact = f.id
JOIN node x ON x.id = part.node WHERE class = ? AND role IN (SELECT value FROM json_each(?))"""
_AMONG = """ AND f.id IN (SELECT near.fact FROM node me JOIN part near ON near.node = me.id
WHERE me.iri IN (SELECT value FROM json_each(?)) AND near.role IN (SELECT value FROM json_each(?)))"""


def fill(connection: sqlite3.Connection, store: Any) -> None:
    """Puts everyone who takes part in a fact of the store into the tables, behind those of the facts."""
    numbers: dict[str, int] = {}
    facts = {iri for (iri,) in connection.execute("SELECT iri FROM fact")}

    def rows(query: str, role: str) -> Iterator[tuple[int, int, str]]:
        for fact, other in store.query(query.format(role)):
            if fact.value in facts:
                yield _number(numbers, other.value), _number(numbers, fact.value), role

    for query, roles in ((_DIRECT, ROLES), (_OF_OFFICE, OFFICE_ROLES)):
        for role in roles:
            connection.executemany("INSERT OR IGNORE INTO part VALUES (?, ?, ?)", rows(query, role))
    connection.executemany("INSERT INTO node VALUES (?, ?)", ((n, iri) for iri, n in numbers.items()))
    connection.execute(_INDEX)


def _number(numbers: dict[str, int], iri: str) -> int:
    return numbers.setdefault(iri, len(numbers))


class Parts:
    """Reads the tables of one snapshot's index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, iri: str) -> Iterable[tuple[str, str, str, str, str]]:
        """Every fact of an entity: its IRI, the entity's role, the fact's class and its days."""
        return self._connection.execute(_OF_NODE, (iri,))

    def beside(self, iri: str) -> Iterable[tuple[str, str]]:
        """Every other one in the facts of an entity, with the fact; offices are beside nobody."""
        return self._connection.execute(_BESIDE, (iri,))

    def sides(self, kind: str, roles: Iterable[str], around: Iterable[str] = ()) -> Iterable[tuple[str, str]]:
        """The facts of a class with those who take part in these roles; only of facts around some, if any."""
        wanted, near = json.dumps([*roles]), [*around]
        if near:
            return self._connection.execute(_SIDES + _AMONG, (kind, wanted, json.dumps(near), wanted))
        return self._connection.execute(_SIDES, (kind, wanted))
