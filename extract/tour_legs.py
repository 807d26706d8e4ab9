"""Legs of a tour: "In Liberia, he will meet President X" tells a trip there of who is said to be on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.people import Person
from communique.extract.scene import Place, Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trip_builder import trip_to
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

_OPENING = frozenset({"in", "while"})


def legs(scene: Scene, found: Sequence[Trip]) -> Iterator[Trip]:
    """The trips that sentences opened by a place abroad tell of a person whose tour the report tells."""
    touring = _touring(scene, found)
    for s in scene.sentences:
        place = None if s.headline or s.caption else _place_ahead(s)
        verb = _verb_behind(s, place) if place is not None else None
        ref = place.ref if place is not None else None
        unit = ref.unit if ref is not None else None
        if verb is None or unit is None:
            continue
        people = scene.persons_of(s, scene.subjects(s, verb)) or scene.persons_of(s, scene.ahead(s, verb))
        for person in people[:1]:
            known = any(t.visitor is person and t.code == unit.code for t in found)
            if known or person.country == unit.code or all(p is not person for p in touring):
                continue
            city = Place(unit.text, unit.code) if ref is not None and ref.kind == "place" else None
            trip = trip_to(scene, s, verb, person, unit.code, city, 0.6)
            yield from [trip] if trip is not None else []


def _verb_behind(s: Sentence, place: Word) -> Word | None:
    return next((w for w in s.words[place.index :] if w.tag in ("VBD", "VBZ", "VBP", "VB")), None)


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
