"""A synthetic graph of diplomacy of any size, always the same for the same size."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from communique.graph.store import batch, create
from communique.ontology import DIP, ID_BASE

_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
_PER_MEETING = 9
_PLACES = 200


def fill(store: Path, triples: int) -> tuple[int, int]:
    """Make a store of about so many triples; how many persons and places it has."""
    persons = max(100, triples // 100)
    create(store, "plain")
    with batch(store) as graph:
        graph.bulk_extend(_quads(triples, persons))
        graph.optimize()
    return persons, _PLACES


def _quads(triples: int, persons: int) -> Iterator[ox.Quad]:
    seed = random.Random(4)
    for number in range(persons):
        yield ox.Quad(_node("person", number), _TYPE, _term("Person"))
        yield ox.Quad(_node("person", number), _LABEL, ox.Literal(f"Person Number {number}"))
    for number in range(_PLACES):
        yield ox.Quad(_node("place", number), _LABEL, ox.Literal(f"Place Number {number}"))
    first = dt.date(2000, 1, 1)
    for number in range((triples - 2 * persons) // _PER_MEETING):
        day = ox.Literal((first + dt.timedelta(days=seed.randrange(9000))).isoformat(), datatype=_DATE)
        meeting = _node("meeting", number)
        yield ox.Quad(meeting, _TYPE, _term("Meeting"))
        for name in ("date", "earliest", "latest"):
            yield ox.Quad(meeting, _term(name), day)
        yield ox.Quad(meeting, _term("place"), _node("place", seed.randrange(_PLACES)))
        yield ox.Quad(meeting, _term("status"), _term("actual"))
        for _ in range(3):
            yield ox.Quad(meeting, _term("participant"), _node("person", int(persons * seed.random() ** 2)))


def _node(kind: str, number: int) -> ox.NamedNode:
    return ox.NamedNode(f"{ID_BASE}{kind}/{number}")


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(DIP + name)
