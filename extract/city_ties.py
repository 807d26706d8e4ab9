"""Which two cities or regions are twinned: those told beside the level, the capitals of two countries, the two of the sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.extract.claims import Entity
from communique.extract.institutions import heads_of_two
from communique.extract.pairs import just_told, principal_pair, told_in
from communique.extract.scene import Scene, capitals
from communique.extract.views import Sentence, Word

_CAPITALS = re.compile(r"\b(?:their|the two|both|the) capitals\b", re.IGNORECASE)


def twinned(scene: Scene, s: Sentence, near: Word) -> tuple[Entity, ...]:
    """The two cities or provinces of a tie that stands at word ``near`` of a sentence."""
    if _CAPITALS.search(scene.article.text[s.start : near.start]):
        return _of_capitals(scene, s)
    named = [
        w for w in s.refs("place", "name") if w.ref is not None and not (w.ref.text.isupper() and w.index < 2)
    ]
    if heads := heads_of_two(scene.article.text[s.start : near.start].split(" signed ")[0]):
        return tuple(heads) if all(e.type == "place" for e in heads) else ()
    alone = [w for w in named if w.ref is not None and w.ref.kind == "place"]
    alone = alone if len(alone) == 2 and alone[1].index > alone[0].index + 1 else []
    for found in (_beside(s, named, near), _joined(s, named), _between(s, named), alone):
        cities = tuple(dict.fromkeys(_city(w) for w in found))[:2]
        if len(cities) == 2:
            return cities
    return ()


def capitals_joined(s: Sentence, near: Word) -> list[str]:
    """ "Lima and Nairobi, partners since 2019": the countries whose capitals stand for them."""
    places = [
        w for w in s.refs("place") if w.ref is not None and w.ref.unit is not None and w.index < near.index
    ]
    for a, b in pairwise(places):
        units = [w.ref.unit for w in (a, b) if w.ref is not None]
        known = [u.code for u in units if u is not None and capitals().get(u.code) == u.name]
        if b.index == a.index + 2 and s.words[a.index + 1].lower == "and" and len(known) == 2:
            return known
    return []


def _city(w: Word) -> Entity:
    assert w.ref is not None
    return Entity("place", w.ref.text, country=w.ref.unit.code if w.ref.unit else "")


def _of_capitals(scene: Scene, s: Sentence) -> tuple[Entity, ...]:
    """ "Their capitals have been sister cities": of the two countries told of."""
    told = told_in(s)
    codes = told if len(told) == 2 else just_told(scene, s) or principal_pair(scene)
    names = [(capitals().get(c, ""), c) for c in codes[:2]]
    return tuple(Entity("place", name, country=code) for name, code in names if name)


def _beside(s: Sentence, named: list[Word], near: Word) -> list[Word]:
    """ "A, B's sister city since 2011", "A and B, twin cities since 2005": the two that stand right before."""
    before = [w for w in named if w.index < near.index][-2:]
    if len(before) < 2 or near.index - before[1].index > 3:
        return []
    between = [x.text for x in s.words[before[0].index + 1 : before[1].index]]
    behind = [x.lower for x in s.words[before[1].index + 1 : near.index]]
    apart = between in (["and"], [","], ["&"])
    return (
        before
        if apart and (behind[:1] in (["'s"], ["’s"], [","], []) or "is" in behind or "are" in behind)
        else []
    )


def _joined(s: Sentence, named: list[Word]) -> list[Word]:
    """ "the cities of A and B", "A region and B county": two cities that an "and" joins."""
    for a, b in pairwise(named):
        between = [x.lower for x in s.words[a.index + 1 : b.index]]
        if (
            "and" in between
            and len(between) < 7
            and not any(x.tag.startswith("V") for x in s.words[a.index : b.index])
        ):
            return [a, b]
    return []


def _between(s: Sentence, named: list[Word]) -> list[Word]:
    start = next((w.index for w in s.words if w.lower == "between" and w.ref is None), 0)
    return [w for w in named if w.index > start] if start else []
