"""Visits: trips abroad, from nouns ("a state visit to Laos") and verbs ("arrived in Vientiane"), one per trip and country."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from communique.extract.claims import InvitationClaim, MeetingClaim, Status, VisitClaim
from communique.extract.people import Person
from communique.extract.scene import Place, Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trips import Trip, add_trip, visit_claim
from communique.extract.views import Sentence, Word

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_LENGTH = re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+)-day\b", re.IGNORECASE)
_BEGINS = frozenset(
    "arrived arrive arrives landed flew began begin begins started starts kicked fly flies travel travels travelled traveled came".split()
)
_ENDS = frozenset(
    "concluded concludes ended ends wrapped wraps closes closed finished completed concluding returned".split()
)
_RECALL = frozenset("recalled previous last earlier past recalling ago recall recalls during".split())
_INVITING = frozenset({"invited", "invite", "invites", "inviting", "invitation"})
_HERE = frozenset(
    {"country", "nation", "kingdom", "here", "republic", "sultanate", "emirate", "state", "there"}
)


def visits(
    scene: Scene, meetings: list[MeetingClaim], invitations: list[InvitationClaim]
) -> list[VisitClaim]:
    """The visits of a report. Hosts come from invitations, else from whoever of the destination meets the visitor."""
    trips: list[Trip] = []
    for sentence in scene.sentences:
        for trip in _read(scene, sentence):
            add_trip(trips, trip)
    return [visit_claim(scene, t, meetings, invitations) for t in trips]


def _read(scene: Scene, s: Sentence) -> Iterator[Trip]:
    verbs, nouns = triggers()["visit"]["verbs"], triggers()["visit"]["nouns"]
    for w in s.words:
        if _offered(s, w):
            continue
        if w.ref is not None:
            titled = w.ref.kind == "name" and w.ref.text.split()[-1].lower() in nouns
            trips = _by_noun(scene, s, w) if titled and not s.headline else []
        elif w.tag.startswith("VB") and w.lower in verbs and not (s.headline and w.tag == "VBG"):
            trips = _by_verb(scene, s, w, verbs[w.lower])
        elif w.tag.startswith("NN") and w.lower in nouns or _that_of(s, w):
            trips = _by_noun(scene, s, w)
        else:
            trips = []
        yield from trips


def _that_of(s: Sentence, w: Word) -> bool:
    """ "recalled his visit to Maputo as well as that of X to India"."""
    after = s.words[w.index + 1 : w.index + 2]
    return (
        w.lower == "that"
        and bool(after)
        and after[0].lower == "of"
        and any(x.lower in triggers()["visit"]["nouns"] for x in s.words[: w.index])
    )


def _offered(s: Sentence, w: Word) -> bool:
    """A visit that somebody is only invited to is none."""
    if w.lower not in triggers()["visit"]["verbs"] and w.lower not in triggers()["visit"]["nouns"]:
        return False
    start = next(
        (x.index for x in reversed(s.words[max(0, w.index - 9) : w.index]) if x.lower in _INVITING), None
    )
    if start is None:
        return False
    between = s.words[start + 1 : w.index]
    if any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in between):
        return False
    return any(x.lower == "to" and (y.tag == "VB") for x, y in itertools.pairwise([*between, w]))


# triggers ---------------------------------------------------------------------------------------------
def _by_verb(scene: Scene, s: Sentence, w: Word, frame: str) -> list[Trip]:
    if frame == "noun":
        return []
    people = scene.persons_of(s, scene.subjects(s, w))
    if not people:
        return []
    targets = scene.children(s, w, "dobj") if frame == "object" else scene.prepositional(s, w, frame)
    if frame == "in" and not targets:
        targets = scene.prepositional(s, w, "at", "to")
    if w.lower in ("led", "lead", "leads", "leading") and "delegation" not in {
        x.lower for x in s.words[w.index : w.index + 8]
    }:
        return []
    if w.lower in ("led", "lead", "leads", "leading"):
        targets = targets or _places_behind(s, w)
    if (
        frame == "to"
        and w.lower
        in (
            "led",
            "lead",
            "leads",
            "leading",
            "came",
            "come",
            "comes",
            "go",
            "goes",
            "went",
            "heads",
            "headed",
        )
        and not targets
    ):
        return []
    return [
        t for p in people[:2] for t in _trips(scene, s, w, p, targets, 0.85 if frame == "object" else 0.75)
    ]


def _by_noun(scene: Scene, s: Sentence, w: Word) -> list[Trip]:
    verb = scene.verb_over(s, w)
    targets = (
        scene.prepositional(s, w, "to", "in")
        or _places_behind(s, w)
        or (scene.prepositional(s, verb, "to", "in") if verb.head != w.index and w.head == verb.index else [])
    )
    owners = list(scene.children(s, w, "poss"))
    owner_people = scene.persons_of(s, owners) or _by_pronoun(scene, s, w, owners)
    people = (
        owner_people
        or scene.persons_of(s, scene.prepositional(s, w, "of", "by"))
        or scene.persons_of(s, scene.behind(s, w, "of", "by", reach=8))
    )
    people = people or _on_visit(scene, s, w)
    if not people:
        people = scene.persons_of(s, [x for x in scene.subjects(s, verb) if x.index < w.index or x.persons])
    if not people:
        people = [x.persons[0] for x in s.words[: w.index] if x.persons][-1:]
    if not people or w.lower in ("stop", "stay", "tour", "stopover") and not targets:
        return []
    trips = _trips(scene, s, w, people[0], targets, 0.85)
    for trip in trips:
        trip.kind = _kind(s, w)
    return trips


def _places_behind(s: Sentence, w: Word) -> list[Word]:
    """ "the state visit of X to Vietnam": the next country or city behind "to", where the parser hung it on the person."""
    for x in s.words[w.index + 1 : w.index + 8]:
        if x.tag in ("VBD", "VBZ", "VBP", "MD") or x.text in (",", ";"):
            return []
        if x.lower == "to":
            return [
                a
                for a in s.words[x.index + 1 : x.index + 4]
                if a.ref is not None and a.ref.kind in ("country", "place")
            ][:1]
    return []


def _by_pronoun(scene: Scene, s: Sentence, w: Word, owners: list[Word]) -> list[Person]:
    """ "his visit": whoever is spoken of last in the sentence, else its subject."""
    if not any(o.lower in ("his", "her") for o in owners):
        return []
    before = [x for x in s.words[: w.index] if len(x.persons) == 1]
    subject = scene.persons_of(s, scene.subjects(s, scene.verb_over(s, w)))
    return subject or [x.persons[0] for x in before][:1]


def _on_visit(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "Zelensky, who is in Finland on a visit": the person that "on" hangs on."""
    head = s.words[w.head]
    if head.lower not in ("on", "for", "during", "of"):
        return []
    over = s.words[head.head]
    if over.persons:
        return [over.persons[0]]
    return scene.persons_of(s, scene.subjects(s, scene.verb_over(s, over)))


def _trips(
    scene: Scene, s: Sentence, w: Word, person: Person, targets: list[Word], confidence: float
) -> list[Trip]:
    """One trip per destination country."""
    status = scene.status(s, w)
    person = _principal(s, w, person)
    codes = [(c, place) for t in targets for c, place in _destination(scene, s, t)]
    codes = [(c, p) for c, p in codes if c and c != person.country] or _elsewhere(
        scene, s, w, person, targets
    )
    if status is None:
        return []
    return [
        _trip(scene, s, w, person, code, [p for c, p in codes if c == code and p], status, confidence)
        for code in dict.fromkeys(c for c, _ in codes)
    ]


def _principal(s: Sentence, w: Word, person: Person) -> Person:
    """A wife travels with the office-holder named before her: the visit is his."""
    if person.posts:
        return person
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1 and x.persons[0].posts]
    return before[-1] if before else person


def _trip(
    scene: Scene,
    s: Sentence,
    w: Word,
    person: Person,
    code: str,
    places: list[Place],
    status: Status,
    confidence: float,
) -> Trip:
    trip = Trip(
        person, code, s, status, places=places[:2], confidence=confidence, evidence=[scene.evidence(s)]
    )
    _dates(scene, s, w, trip)
    _cities(scene, s, w, trip)
    trip.recalled = bool({x.lower for x in s.words} & _RECALL) or any(
        c.lower == "had" for c in scene.children(s, scene.verb_over(s, w), "aux")
    )
    return trip


def _destination(scene: Scene, s: Sentence, target: Word) -> Iterator[tuple[str, Place | None]]:
    for member in scene.members(s, target):
        ref = member.ref
        if member.lower == "capital":
            yield from (
                (c.ref.unit.code, None)
                for c in scene.children(s, member)
                if c.ref is not None and c.ref.unit is not None and c.ref.kind == "demonym"
            )
        if ref is None or ref.unit is None:
            continue
        if ref.kind == "country":
            yield ref.unit.code, None
        elif ref.kind == "place":
            yield ref.unit.code, Place(ref.unit.text, ref.unit.code)


def _elsewhere(
    scene: Scene, s: Sentence, w: Word, person: Person, targets: list[Word]
) -> list[tuple[str, Place | None]]:
    """ "his first trip to the country", "arrived here": the place that the report speaks of, if it is not home."""
    words = {t.lower for t in targets} | {x.lower for x in s.words[w.index + 1 : w.index + 4]}
    inside = [
        x
        for x in s.refs("country", "place")
        if x.index < w.index and s.words[max(0, x.index - 1)].lower == "in"
    ]
    for x in reversed(inside):
        assert x.ref is not None
        if (
            x.ref.unit is not None
            and x.ref.unit.code
            and x.ref.unit.code != person.country
            and scene.same_clause(s, x, w)
        ):
            return [(x.ref.unit.code, None)]
    if words & _HERE or not targets:
        code = scene.places[s.number]
        if code and person.country and code != person.country:
            return [(code, None)]
    return []


def _kind(s: Sentence, w: Word) -> str:
    kept = trigger_words("visit", "kept_kinds")
    named = w.ref.text.lower().split() if w.ref is not None else []
    words = [x.lower for x in s.words[max(0, w.index - 5) : w.index]] + named
    found = [k for k in words if k in kept]
    if "official" in found and "friendship" in found:
        return "official friendship"
    return found[-1] if found else ""


# time and place -----------------------------------------------------------------------------------------
def _dates(scene: Scene, s: Sentence, w: Word, trip: Trip) -> None:
    value, end = scene.day_value(scene.date(s, w), s)
    near = {x.lower for x in s.words[max(0, w.index - 4) : w.index + 3]}
    if end:
        trip.start, trip.end = value, end
    elif near & _ENDS and len(value) == 10:
        trip.end = value
    elif value and (len(value) < 10 or near & _BEGINS or trip.status == "planned" or w.tag.startswith("VB")):
        trip.start = value
    length = _LENGTH.search(scene.article.text[s.start : s.end])
    if length:
        word = length.group(1).lower()
        trip.days = _NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
        if trip.days == 1 and len(value) == 10:
            trip.start = trip.end = value


def _cities(scene: Scene, s: Sentence, w: Word, trip: Trip) -> None:
    for x in s.refs("place"):
        assert x.ref is not None
        unit = x.ref.unit
        if (
            unit is not None
            and unit.code == trip.code
            and x.index
            and s.words[x.index - 1].lower in ("in", "to", "at", "and", ",")
            and scene.same_clause(s, x, w)
            and all(p.name != unit.text for p in trip.places)
        ):
            trip.places.append(Place(unit.text, unit.code))
