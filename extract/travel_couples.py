"""Couples who travel: "the imperial couple visited Vietnam" is a trip of the one of the two who holds the office."""

from __future__ import annotations

from communique.extract.claims import Entity
from communique.extract.couples import spouses
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.trips import Trip, agree, merge
from communique.extract.views import Sentence, Word

_WIVES = frozenset({"Queen", "Empress", "Crown Princess", "Princess"})
_KINGS = frozenset({"King", "Emperor", "Sultan", "Crown Prince", "Prince", "Grand Duke"})


def couple(scene: Scene, s: Sentence, words: list[Word]) -> list[Person]:
    """The office-holder of the couple for which one of some words stands, the report naming only one couple or two of its people."""
    told = (scene.article.text[w.start : w.end].lower().split()[-1:] for w in words)
    if ["couple"] not in told and ["couples"] not in told:
        return []
    demonyms = [x.ref.unit for x in s.refs("demonym") if x.ref is not None]
    codes = {u.code for u in demonyms if u is not None}
    pairs = [
        [p for p in scene.registry.persons if scene.person(p) in claim.persons] for claim in spouses(scene)
    ]
    found = [min(pair, key=_rank) for pair in pairs if pair]
    there = [p for p in found if p.country in codes] or found
    return there[:1]


def _rank(person: Person) -> tuple[bool, int]:
    """Who holds an office before who does not, then who is named first."""
    return not any(h.post.kind in ("state", "royal", "government") for h in person.posts), person.first


def travel_together(scene: Scene, trips: list[Trip]) -> list[Trip]:
    """The trips of a report without that of a king's wife to where he goes: "The King and Queen will visit Peru … The Queen …"."""
    wives = [t for t in trips if t.visitor.roles() & _WIVES]
    if not wives or len(trips) == len(wives):
        return trips
    pairs = [claim.persons for claim in spouses(scene)]
    left = list(trips)
    for hers in wives:
        his = next((t for t in trips if _goes_too(scene, t, hers, pairs)), None)
        if his is not None:
            merge(his, hers)
            left = [t for t in left if t is not hers]
    return left


def _goes_too(scene: Scene, his: Trip, hers: Trip, pairs: list[tuple[Entity, ...]]) -> bool:
    """Whether a trip is that of the husband to the same country at a time that does not differ."""
    pair = {scene.person(his.visitor), scene.person(hers.visitor)}
    wed = his.visitor is not hers.visitor and any(pair == set(persons) for persons in pairs)
    return wed and bool(his.visitor.roles() & _KINGS) and his.code == hers.code and agree(his, hers)
