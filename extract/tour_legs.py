"""Legs of a tour: "In Liberia, he will meet President X" tells a trip there of who is said to be on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.people import Person
from communique.extract.scene import Place, Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

_OPENING = frozenset({"in", "while"})


def legs(scene: Scene, found: Sequence[Trip]) -> Iterator[Trip]:
    """The trips that sentences opened by a place abroad tell of a person whose tour the report tells."""
    touring = _touring(scene, found)
    for s in scene.sentences:
        place = _place_ahead(s)
        if place is None or s.headline or s.caption:
            continue
        verb = next(
            (w for w in s.words if w.tag in ("VBD", "VBZ", "VBP", "VB") and w.index > place.index), None
        )
        if verb is None:
            continue
        acting = scene.persons_of(s, scene.subjects(s, verb)) or scene.persons_of(s, scene.ahead(s, verb))
        unit = place.ref.unit if place.ref is not None else None
        if (
            unit is None
            or not acting
            or not any(p is acting[0] for p in touring)
            or acting[0].country == unit.code
        ):
            continue
        status = scene.status(s, verb)
        if status is not None and not any(t.visitor is acting[0] and t.code == unit.code for t in found):
            places = (
                [Place(unit.text, unit.code)] if place.ref is not None and place.ref.kind == "place" else []
            )
            yield Trip(
                acting[0], unit.code, s, status, places=places, confidence=0.6, evidence=[scene.evidence(s)]
            )


def _place_ahead(s: Sentence) -> Word | None:
    """The place that opens a sentence: "In Angola, …", "While in Luanda, …"."""
    for i, w in enumerate(s.words[:3]):
        if w.ref is not None and w.ref.kind in ("country", "place"):
            opened = i > 0 and s.words[i - 1].lower == "in" and s.words[0].lower in _OPENING
            return w if opened and i + 1 < len(s.words) and s.words[i + 1].text == "," else None
    return None


def _touring(scene: Scene, found: Sequence[Trip]) -> list[Person]:
    """Whose travels the report tells: of a trip, or in a sentence with a verb of travel or a noun of a tour."""
    people = [t.visitor for t in found]
    told = {*triggers()["visit"]["nouns"], *trigger_words("visit", "begins")}
    for s in scene.sentences:
        if not told.isdisjoint(w.lower for w in s.words):
            people += [w.persons[0] for w in s.words if len(w.persons) == 1][:1]
    return people
