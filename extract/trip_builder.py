"""Trips put together from who travels, the word that says so, and the destinations: status, dates and cities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.claims import Status
from communique.extract.destinations import at_home, elsewhere
from communique.extract.people import Person
from communique.extract.scene import Place, Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trip_dates import set_dates
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word
from communique.extract.wishes import event_status


def trips_to(
    scene: Scene,
    s: Sentence,
    w: Word,
    person: Person,
    targets: list[Word],
    found: list[tuple[str, Place | None]],
    confidence: float,
) -> Iterator[Trip]:
    """One trip per destination country."""
    person = _other_of_post(scene, s, w, _principal(s, w, person), {c for c, _ in found})
    noun = w.lower in triggers()["visit"]["nouns"]
    paid = scene.verb_over(s, w).lower in trigger_words("visit", "paying")  # who pays a visit is its visitor
    moving = w.lower in trigger_words("visit", "moving")
    home = person.country if moving or noun and not paid else ""
    abroad = [(c, p) for c, p in found if c and c != home and not at_home(person, c)]
    abroad = [
        (c, p) for c, p in abroad if p is None or c != person.country
    ]  # "travelled to" a city of the own country
    codes = abroad or ([] if found else elsewhere(scene, s, w, person, targets))
    for code in dict.fromkeys(c for c, _ in codes):
        places = [p for c, p in codes if c == code and p]
        trip = trip_to(scene, s, w, person, code, places[0] if places else None, confidence)
        if trip is not None:
            trip.places += [p for p in places[1:2] if all(p.name != q.name for q in trip.places)]
            yield trip


def trip_to(
    scene: Scene, s: Sentence, w: Word, person: Person, code: str, place: Place | None, confidence: float
) -> Trip | None:
    """The trip of a person to a country; none where it did not happen or an envoy arrives at the post."""
    status = _status(scene, s, w)
    if status is None or any(h.post.kind == "envoy" and h.post.to == code for h in person.posts):
        return None  # an envoy who arrives at the post
    trip = Trip(
        person,
        code,
        s,
        status,
        places=[place] if place else [],
        confidence=confidence,
        evidence=[scene.evidence(s)],
        at=_named_at(s, w, code),
    )
    set_dates(scene, s, w, trip)
    _cities(scene, s, w, trip)
    trip.recalled = (
        recalls(s) or any(c.lower == "had" for c in scene.children(s, scene.verb_over(s, w), "aux"))
    ) and not (len(trip.start) == 10 and trip.start == scene.anchor)
    trip.arrived = w.lower in trigger_words("visit", "arriving") and s.paragraph < 6
    trip.bygone = bool(trip.start) and _months_before(trip.start, scene.anchor) > 1
    return trip


def _months_before(day: str, anchor: str) -> int:
    """Months from a day to the report's, 0 where either is not told to the month."""
    if len(day) < 7 or len(anchor) < 7:
        return 0
    return (int(anchor[:4]) - int(day[:4])) * 12 + int(anchor[5:7]) - int(day[5:7])


def recalls(s: Sentence) -> bool:
    """Whether a sentence looks back ("last year", "recalled"); "earlier today" and "the last day of his visit" do not."""
    recalling = trigger_words("visit", "recalling")
    return any(
        x.lower in recalling
        and not (x.lower == "earlier" and _recent(s.words[x.index + 1 : x.index + 4]))
        and not (x.lower == "last" and {y.lower for y in s.words[x.index + 1 : x.index + 2]} & _PARTS)
        for x in s.words
    )


_PARTS = frozenset({"day", "leg", "stop", "stage", "evening"})


def _recent(behind: Sequence[Word]) -> bool:
    return any(x.ref is not None and x.ref.date is not None and len(x.ref.date.value) == 10 for x in behind)


def _other_of_post(scene: Scene, s: Sentence, w: Word, person: Person, codes: set[str]) -> Person:
    """ "The President arrived in Kenya at the invitation of Kenya's": not the host, but the report's visitor of that post."""
    told = [x for x in s.words[: w.index + 4] if person in x.persons]  # "the visit of X" too
    named = any(x.ref is not None and x.ref.mention is not None for x in told)
    if named or codes != {person.country}:
        return person
    mine = {h.post.kind for h in person.posts}
    first = [q for q in scene.registry.principals() if q is not None]
    everybody = sorted(scene.registry.persons, key=lambda q: (-q.mentions, q.first))
    fits = (q for q in (*first, *everybody) if q.country not in ("", person.country))
    return next(
        (q for q in fits if mine & {h.post.kind for h in q.posts if h.post.status == "actual"}), person
    )


def _status(scene: Scene, s: Sentence, w: Word) -> Status | None:
    """ "agreed during her visit to Peru": a visit during which something was done took place."""
    status = event_status(scene, s, w)
    verb = scene.verb_over(s, w)
    if (
        status == "actual"
        and w.dep == "nsubjpass"
        and verb.lower in ("announced", "confirmed", "scheduled", "planned")
    ):
        return "planned"
    inside = s.words[w.head].lower == "during" and verb.tag == "VBD" and verb.lower != "was"
    return "actual" if status == "planned" and inside else status


def _principal(s: Sentence, w: Word, person: Person) -> Person:
    """A wife travels with the office-holder named before her: the visit is his, unless it is called hers ("the visit of B")."""
    called = [x.lower for x in s.words[w.index + 1 : w.index + 2] if x.lower in ("of", "by")]
    if called and person in s.words[min(w.index + 2, len(s.words) - 1)].persons:
        return person
    if _holds_office(person):
        return person
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1 and _holds_office(x.persons[0])]
    return before[-1] if before else person


def _holds_office(person: Person) -> bool:
    """Whether somebody has a post of their own, "First Lady" being none."""
    return any(not h.post.role.startswith(("First Lady", "First Gentleman")) for h in person.posts)


def _named_at(s: Sentence, w: Word, code: str) -> int:
    """The word behind the trigger that names the destination, its city rather than the country behind it; -1 for none."""
    behind = [x for x in s.refs("country", "place") if x.index > w.index]
    here = [
        x.index for x in behind if x.ref is not None and x.ref.unit is not None and x.ref.unit.code == code
    ]
    if not here:
        return -1
    last = here[0]
    while last + 2 in here and s.words[last + 1].text == ",":
        last += 2
    return last


def _cities(scene: Scene, s: Sentence, w: Word, trip: Trip) -> None:
    """Cities of the destination in the same clause."""
    for x in s.refs("place"):
        unit = x.ref.unit if x.ref is not None else None
        if (
            unit is not None
            and unit.code == trip.code
            and x.index
            and s.words[x.index - 1].lower in ("in", "to", "at", "and", ",")
            and scene.same_clause(s, x, w)
            and all(p.name != unit.text for p in trip.places)
        ):
            trip.places.append(Place(unit.text, unit.code))
