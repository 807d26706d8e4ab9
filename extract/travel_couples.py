"""Couples who travel: "the imperial couple visited Vietnam" is a trip of the one of the two who holds the office."""

from __future__ import annotations

from communique.extract.couples import spouses
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.views import Sentence, Word


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
