"""Visits: trips abroad, from nouns ("a state visit to Laos") and verbs ("arrived in Vientiane"), one per trip and country."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from communique.extract.claims import InvitationClaim, MeetingClaim, VisitClaim
from communique.extract.companions import companions
from communique.extract.destinations import at_home, before, destinations, elsewhere
from communique.extract.people import Person
from communique.extract.scene import Place, Scene
from communique.extract.tour_legs import legs
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trip_dates import complete, set_dates
from communique.extract.trips import Trip, add_trip, visit_claim
from communique.extract.views import Sentence, Word

_DETERMINED = frozenset({"the", "this", "that"})
_PARTICLES = {"touched": ("down",), "set": ("off", "out")}
_POINTING = frozenset({"stop", "stay", "tour", "stopover", "journey", "swing"})


def trips(scene: Scene) -> list[Trip]:
    """The trips that a report tells of, each once, as its own sentences tell them."""
    found: list[Trip] = []
    for sentence in scene.sentences:
        for trip in [*_read(scene, sentence), *_visiting(scene, sentence, found)]:
            add_trip(found, trip)
    for trip in legs(scene, found):
        add_trip(found, trip)
    for trip in found:
        complete(scene, trip)
        if sum(t.code == trip.code for t in found) == 1 and not trip.recalled:
            _stops(scene, trip)
    return found


def _visiting(scene: Scene, s: Sentence, found: list[Trip]) -> Iterator[Trip]:
    """ "Visiting Chinese President X said here Tuesday": a trip to the country that the report tells of."""
    code = scene.registry.place
    for w in s.words:
        mention = w.ref.mention if w.ref is not None else None
        if mention is None or s.headline or not code:
            continue
        parts = [u.lower for post in mention.naming.posts[:1] for u in post.parts]
        person = mention.person
        known = any(t.visitor is person and t.code == code for t in found)
        if parts[:1] == ["visiting"] and person.country and person.country != code and not known:
            trip = Trip(person, code, s, "actual", confidence=0.65, evidence=[scene.evidence(s)])
            trip.start = scene.told_day(s)[:7]
            yield trip


def _stops(scene: Scene, trip: Trip) -> None:
    """The cities of the country visited that the report names as places of what it tells: the trip led there."""
    for s in scene.sentences:
        if s.headline or s.caption or {x.lower for x in s.words} & trigger_words("visit", "recalling"):
            continue
        for x in s.refs("place"):
            unit = x.ref.unit if x.ref is not None else None
            before = s.words[x.index - 1].lower if x.index else ""
            if (
                unit is None
                or unit.code != trip.code
                or unit.kind != "city"
                or before not in ("in", "to", "at")
            ):
                continue
            if len(trip.places) < 3 and all(p.name != unit.text for p in trip.places):
                trip.places.append(Place(unit.text, unit.code))


def visits(
    scene: Scene, journeys: list[Trip], meetings: list[MeetingClaim], invitations: list[InvitationClaim]
) -> list[VisitClaim]:
    """The claims of trips. Hosts come from invitations, else from whoever of the destination meets the visitor."""
    return [visit_claim(scene, t, journeys, meetings, invitations) for t in journeys]


def _read(scene: Scene, s: Sentence) -> Iterator[Trip]:
    verbs, nouns = triggers()["visit"]["verbs"], triggers()["visit"]["nouns"]
    for w in s.words:
        if _offered(s, w):
            continue
        if w.ref is not None:
            titled = w.ref.kind == "name" and w.ref.text.split()[-1].lower() in nouns
            if titled and not s.headline:
                yield from _by_noun(scene, s, w)
        elif w.tag.startswith("VB") and w.lower in verbs and not (s.headline and w.tag == "VBG"):
            yield from _by_verb(scene, s, w, verbs[w.lower])
        elif w.lower in ("due", "expected"):
            yield from _due(scene, s, w)
        elif w.lower in ("is", "was", "be"):
            yield from _staying(scene, s, w)
        elif w.tag.startswith("NN") and w.lower in nouns or _that_of(s, w):
            yield from _by_noun(scene, s, w)


def _that_of(s: Sentence, w: Word) -> bool:
    """ "recalled his visit to Maputo as well as that of X to India"."""
    after = s.words[w.index + 1 : w.index + 2]
    return (
        w.lower == "that"
        and bool(after)
        and after[0].lower in ("of", "by")
        and any(x.lower in triggers()["visit"]["nouns"] for x in s.words[: w.index])
    )


def _offered(s: Sentence, w: Word) -> bool:
    """A visit that somebody is only invited or asked to is none."""
    if w.lower not in triggers()["visit"]["verbs"] and w.lower not in triggers()["visit"]["nouns"]:
        return False
    asking = trigger_words("visit", "asking")
    start = next(
        (x.index for x in reversed(s.words[max(0, w.index - 9) : w.index]) if x.lower in asking), None
    )
    if start is None:
        return False
    between = s.words[start + 1 : w.index]
    if any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in between):
        return False
    return any(x.lower == "to" and y.tag == "VB" for x, y in itertools.pairwise([*between, w]))


# verbs ------------------------------------------------------------------------------------------------
def _by_verb(scene: Scene, s: Sentence, w: Word, frame: str) -> Iterator[Trip]:
    if frame == "noun" or not _particle(s, w):
        return
    if frame == "guest":
        yield from _hosted(scene, s, w)
        return
    if frame == "carried":
        yield from _carried(scene, s, w)
        return
    people = scene.persons_of(s, scene.subjects(s, w))
    thanked = w.tag == "VBG" and w.index > 1 and s.words[w.index - 1].lower == "for"
    if thanked:  # "thanked X for leading a delegation to Vietnam"
        people = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1][-1:]
    if not people and w.tag in ("VBD", "VBZ"):
        people = scene.persons_of(s, scene.ahead(s, w))
    parsed = scene.children(s, w, "dobj") if frame == "object" else scene.prepositional(s, w, frame, "into")
    if frame == "in" and not parsed:
        parsed = scene.prepositional(s, w, "at", "to", "into")
    leading = w.lower in trigger_words("visit", "leading")
    if leading and "delegation" not in {x.lower for x in s.words[w.index : w.index + 8]}:
        return
    prepositions = ("to", "in") if frame in ("object", "in") and not parsed or leading else (frame,)
    found = destinations(scene, s, w, parsed, *prepositions)
    if (
        frame == "to"
        and not found
        and (leading or w.lower in trigger_words("visit", "vague"))
        and "there" not in {x.lower for x in s.words[w.index : w.index + 3]}
    ):
        return
    for person in people[:2]:
        yield from _trips(scene, s, w, person, parsed, found, 0.85 if frame == "object" else 0.75)


def _particle(s: Sentence, w: Word) -> bool:
    """Whether "touched" is followed by "down" and "set" by "off" or "out"."""
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    return behind in _PARTICLES.get(w.lower, (behind,))


def _carried(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "a tour that has already taken him to A and B": a trip of who is carried there."""
    carried = [c for c in scene.children(s, w, "dobj") if len(c.persons) == 1]
    found = destinations(scene, s, w, scene.prepositional(s, w, "to"), "to")
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1]
    if carried and found:
        yield from _trips(scene, s, w, (before or [*carried[0].persons])[0], [], found, 0.75)


def _hosted(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "hosted B in Guatemala City", "welcomed B to Ankara": a trip of B, where the report shows that B came from abroad."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    guests = (
        scene.persons_of(s, scene.subjects(s, w))
        if passive
        else companions(s, w, scene.children(s, w, "dobj"), direct=True).persons()
    )
    found = destinations(scene, s, w, scene.prepositional(s, w, "to", "in"), "to", "in")
    hosts = [] if passive else scene.persons_of(s, scene.subjects(s, w))
    lands = [] if passive else _hosting(scene, s, w)
    for guest in guests[:3]:
        here = [
            (c, p)
            for c, p in found
            if guest.sure and c != guest.country and any(h.country == c for h in hosts)
        ] or [(c, None) for c in lands if guest.country and c != guest.country]
        trips = [_trip(scene, s, w, guest, c, p, 0.65) for c, p in here[:1]]
        yield from (t for t in trips if t is not None)


def _hosting(scene: Scene, s: Sentence, w: Word) -> list[str]:
    """ "Peru hosts B for a state visit": the country that is the host of a visit."""
    trips = any(x.lower in triggers()["visit"]["nouns"] for x in s.words[w.index + 1 :])
    lands = [x.ref.unit for x in scene.subjects(s, w) if x.ref is not None and x.ref.kind == "country"]
    return [unit.code for unit in lands if unit is not None and unit.code] if trips else []


def _due(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "is due in Kathmandu on Friday", "also due here today are A and B"."""
    after = s.words[w.index + 1 : w.index + 2]
    if not after or after[0].lower not in ("in", "here"):
        return
    verb = scene.verb_over(s, w)
    people = scene.persons_of(s, [*scene.subjects(s, verb), *scene.children(s, verb, "attr")])
    found = destinations(scene, s, w, [], "in")
    if any(x.dep == "neg" for x in s.words):
        return  # "who was due in Podgorica, will not travel"
    for person in people[:4]:
        for trip in _trips(scene, s, w, person, after, found, 0.7):
            trip.status = "planned"
            yield trip


def _staying(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "is currently in Lima", "will be in Peru from 20 March", "is in Lima to attend": a stay in a country not the own one."""
    behind = [x for x in s.words[w.index + 1 : w.index + 4] if x.tag != "RB"][:1]
    if not behind or behind[0].lower != "in":
        return
    people = scene.persons_of(s, scene.subjects(s, w))
    found = destinations(scene, s, w, [], "in")
    words = {x.lower for x in s.words[w.index + 1 : w.index + 12]}
    purpose = words & {"currently", "from", "until", "attend", "for", "ahead"} and not words & {
        "talks",
        "touch",
    }
    for person in people[:1] if purpose else []:
        if person.sure and person.posts:
            yield from _trips(scene, s, w, person, behind, found, 0.6)


# nouns ------------------------------------------------------------------------------------------------
def _by_noun(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    verb = scene.verb_over(s, w)
    parsed = (
        scene.prepositional(s, w, "to", "in", "of")
        if w.lower in _POINTING
        else scene.prepositional(s, w, "to", "in")
    )
    if not parsed:
        paid = [
            c for c in scene.children(s, w, "relcl", "acl") if c.lower in trigger_words("visit", "paying")
        ]
        parsed = [x for c in paid for x in scene.prepositional(s, c, "to", "in")]
    if not parsed and verb.head != w.index and w.head == verb.index:
        parsed = scene.prepositional(s, verb, "to", "in")
    prepositions = ("to", "of") if w.lower in _POINTING else ("to",)
    found = destinations(scene, s, w, parsed, *prepositions)
    over = {x.lower for x in s.words[verb.index : w.index]} & {
        "after",
        "following",
        "end",
        "concluding",
        "ending",
    }
    if not found and over and verb.lower in ("left", "leaves", "departed", "departs"):
        found = destinations(scene, s, verb, scene.children(s, verb, "dobj"))  # "left Lima after a visit"
    if w.lower == "that" and not found:
        found = before(s, w)
    person = _visitor(scene, s, w, verb)
    if person is None or not found and (w.lower in _POINTING or _general(scene, s, w)):
        return
    if not found and any(len(x.persons) > 1 for x in scene.subjects(s, verb)):
        return  # "During the state visit, the two presidents will witness …"
    for trip in _trips(scene, s, w, person, parsed, found, 0.85):
        trip.kind = _kind(s, w)
        yield trip


def _general(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "regular high-level visits", "exchange of visits", "accompany him in this trip": no trip of its own."""
    near = {x.lower for x in s.words[max(0, w.index - 3) : w.index + 3]}
    if near & {"exchange", "abroad", "overseas", "foreign"} or w.tag == "NNS":
        return True
    return any(c.lower in ("this", "that", "these") for c in scene.children(s, w, "det")) and w.dep == "pobj"


def _visitor(scene: Scene, s: Sentence, w: Word, verb: Word) -> Person | None:
    """Whose visit it is: an owner, "of" or "by" somebody, "the visit that X paid", "X, who is here on a visit", the subject."""
    owners = list(scene.children(s, w, "poss"))
    if any(o.ref is not None and o.ref.kind in ("post", "group") and not o.persons for o in owners):
        return None  # "the Amir's visit", of whom no name is given
    ways: tuple[Callable[[], list[Person]], ...] = (
        lambda: scene.persons_of(s, owners) or _by_pronoun(scene, s, w, owners),
        lambda: scene.persons_of(s, scene.prepositional(s, w, "of", "by")),
        lambda: _paid(scene, s, w),
        lambda: scene.persons_of(s, _behind_place(s, w)),
        lambda: _on_visit(scene, s, w),
        lambda: scene.persons_of(s, [x for x in scene.subjects(s, verb) if x.index < w.index or x.persons]),
        lambda: [x.persons[0] for x in s.words[: w.index] if x.persons][-1:],
    )
    return next((people[0] for way in ways if (people := way())), None)


def _paid(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "the official visit that X paid to Laos", "the visit had been made by X"."""
    for clause in scene.children(s, w, "relcl", "acl"):
        if clause.lower in trigger_words("visit", "paying"):
            return scene.persons_of(s, scene.subjects(s, clause)) or scene.persons_of(
                s, scene.prepositional(s, clause, "by")
            )
    verb = scene.verb_over(s, w)
    if w.dep == "nsubjpass" and verb.lower in trigger_words("visit", "paying"):
        return scene.persons_of(s, scene.prepositional(s, verb, "by") or scene.behind(s, verb, "by", reach=6))
    if w.dep == "nsubj" and verb.lower in ("was", "is"):
        return [
            p
            for c in scene.children(s, verb, "attr")
            if c.lower == "that"
            for p in scene.persons_of(s, scene.prepositional(s, c, "of", "by"))
        ]
    return []


def _behind_place(s: Sentence, w: Word) -> list[Word]:
    """ "the visit to Pretoria in November of X": the person behind "of" or "by" when only places and dates stand between."""
    for x in s.words[w.index + 1 : w.index + 10]:
        if x.lower in ("of", "by"):
            return [a for a in s.words[x.index + 1 : x.index + 4] if a.persons][:1]
        if x.persons or x.ref is None and x.tag not in ("IN", "DT", "TO", "CD"):
            return []
    return []


def _by_pronoun(scene: Scene, s: Sentence, w: Word, owners: list[Word]) -> list[Person]:
    """ "his visit": the guest of who welcomes, else the subject of the sentence's verb, else whoever is spoken of first."""
    if not any(o.lower in ("his", "her") for o in owners):
        return []
    before = [x for x in s.words[: w.index] if len(x.persons) == 1]
    verb = scene.verb_over(s, w)
    if verb.lower in trigger_words("visit", "welcoming"):
        guest = scene.persons_of(s, scene.children(s, verb, "dobj"))
        if guest:
            return guest
    subject = scene.persons_of(s, scene.subjects(s, verb))
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


def _kind(s: Sentence, w: Word) -> str:
    kept = trigger_words("visit", "kept_kinds")
    named = w.ref.text.lower().split() if w.ref is not None else []
    words = [x.lower for x in s.words[max(0, w.index - 5) : w.index]] + named
    found = [k for k in words if k in kept]
    if "official" in found and "friendship" in found:
        return "official friendship"
    return found[-1] if found else ""


# putting together ---------------------------------------------------------------------------------------
def _trips(
    scene: Scene,
    s: Sentence,
    w: Word,
    person: Person,
    targets: list[Word],
    found: list[tuple[str, Place | None]],
    confidence: float,
) -> Iterator[Trip]:
    """One trip per destination country."""
    person = _principal(s, w, person)
    home = person.country if w.lower in trigger_words("visit", "moving") else ""
    codes = [(c, p) for c, p in found if c and c != home and not at_home(person, c)] or elsewhere(
        scene, s, w, person, targets
    )
    for code in dict.fromkeys(c for c, _ in codes):
        places = [p for c, p in codes if c == code and p]
        trip = _trip(scene, s, w, person, code, places[0] if places else None, confidence)
        if trip is not None:
            trip.places += places[1:2]
            yield trip


def _principal(s: Sentence, w: Word, person: Person) -> Person:
    """A wife travels with the office-holder named before her: the visit is his."""
    if person.posts:
        return person
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1 and x.persons[0].posts]
    return before[-1] if before else person


def _trip(
    scene: Scene, s: Sentence, w: Word, person: Person, code: str, place: Place | None, confidence: float
) -> Trip | None:
    status = scene.status(s, w)
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
    words = {x.lower for x in s.words}
    trip.recalled = bool(words & trigger_words("visit", "recalling")) or any(
        c.lower == "had" for c in scene.children(s, scene.verb_over(s, w), "aux")
    )
    return trip


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
