"""Trips told by verbs: "arrived in Vientiane", "hosted B in Guatemala City", "is due in Kathmandu", "is currently in Lima"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.extract.companions import companions
from communique.extract.destinations import Destination, at, destinations
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.travel_couples import couple
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trip_builder import trip_to, trips_to
from communique.extract.trip_nouns import several, visit_kind
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

_PARTICLES = {
    "touched": ("down",),
    "set": ("off", "out"),
    "been": ("to",),
    "turned": ("up",),
    "showed": ("up",),
}
_HEADING = frozenset({"head", "heads", "headed", "heading"})
#: What somebody spends somewhere who travels there.
_SPENT = frozenset({"day", "days", "night", "nights", "week", "weeks", "weekend", "hours"})


def by_verb(scene: Scene, s: Sentence, w: Word, frame: str) -> Iterator[Trip]:
    """The trips that a verb tells of: ``frame`` says where the destination stands."""
    if frame == "noun" or not _particle(s, w):
        return
    airport = frame == "airport" and any(x.lower == "airport" for x in s.words)
    if frame == "guest" or airport:
        yield from _hosted(scene, s, w)
    if frame in ("guest", "airport"):
        return
    if frame == "carried":
        yield from _carried(scene, s, w)
        return
    if frame == "played":
        yield from _hosted(scene, s, w) if _host_to(scene, s, w) else ()
        return
    if frame == "spent":
        behind = s.words[w.index + 1 : w.index + 6]
        if _SPENT.isdisjoint(scene.article.text[w.end : behind[-1].end if behind else w.end].lower().split()):
            return
        frame = "in"
    people = scene.persons_of(s, scene.subjects(s, w))
    thanked = w.tag == "VBG" and w.index > 1 and s.words[w.index - 1].lower == "for"
    if thanked:  # "thanked X for leading a delegation to Vietnam"
        people = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1][-1:]
    if not people and w.tag in ("VBD", "VBZ"):
        people = scene.persons_of(s, scene.ahead(s, w))
    latest = _latest(s, w)
    people = (
        latest
        if latest is not None
        else people
        or couple(scene, s, scene.subjects(s, w))
        or _led_by(scene, s, w)
        or _under(s, w)
        or _known_band(scene, s, w)
    )
    parsed = _visited(scene, s, w) if frame == "object" else scene.prepositional(s, w, frame, "into")
    if frame == "in" and not parsed:
        parsed = scene.prepositional(s, w, "at", "to", "into")
    leading = w.lower in trigger_words("visit", "leading")
    if leading and trigger_words("visit", "bands").isdisjoint(
        x.lower for x in s.words[w.index : w.index + 8]
    ):
        return
    yield from _come_from(scene, s, w, people)
    prepositions = ("to", "in") if frame in ("object", "in") and not parsed or leading else (frame,)
    if w.lower in _HEADING:
        prepositions = ("to", "for")
    found = destinations(scene, s, w, parsed, *prepositions)
    if (
        frame in ("to", "for", "in")
        and not found
        and (leading or w.lower in trigger_words("visit", "vague"))
        and "there" not in {x.lower for x in s.words[w.index : w.index + 3]}
    ):
        return
    for person in _without_queen(people)[: 2 if not several(people) else None]:
        yield from trips_to(scene, s, w, person, parsed, found, 0.85 if frame == "object" else 0.75)


def _visited(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """What "visit" has as its object, also "Chile, which he visited", "Peru is the first country that he has visited"."""
    objects = scene.children(s, w, "dobj")
    if w.dep != "relcl" or not any(x.lower in ("which", "that") for x in objects):
        return objects
    land = s.words[w.head]
    verb = s.words[land.head]
    called = land.dep == "attr" and land.lower in ("country", "nation", "state", "destination")
    return scene.subjects(s, verb) if called else [land]


def _come_from(scene: Scene, s: Sentence, w: Word, people: list[Person]) -> Iterator[Trip]:
    """ "came from Lima, where she had met B": the trip before this one."""
    source = next((x for x in s.words[w.index + 1 : w.index + 5] if x.lower == "from"), None)
    if source is None or w.lower not in ("came", "comes", "arrived", "flew"):
        return
    told = [x.lower for x in s.words[source.index + 2 : source.index + 5]]
    found = destinations(scene, s, w, [], "from") if "where" in told else []
    for person in people[:1] if found else []:
        yield from trips_to(scene, s, w, person, [], found[:1], 0.65)


def staying_aside(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "X, currently in Brussels for talks, called on": a stay told beside the name."""
    behind = s.words[w.index + 1 : w.index + 2]
    before = [x for x in s.words[max(0, w.index - 2) : w.index] if len(x.persons) == 1]
    if not before or not behind or behind[0].lower != "in" or s.words[w.index - 1].text != ",":
        return
    found = destinations(scene, s, w, [], "in")
    person = before[0].persons[0]
    if found and person.sure:
        yield from trips_to(scene, s, w, person, [], found, 0.65)


def _without_queen(people: list[Person]) -> list[Person]:
    """ "King A and Queen B arrived": of a royal couple it is the king who visits."""
    king = any(q.roles() & {"King", "Emperor", "Sultan"} for q in people[:1])
    return [q for q in people if not (king and q.roles() & {"Queen", "Empress", "Princess"})]


def _latest(s: Sentence, w: Word) -> list[Person] | None:
    """ "The last Kenyan minister to visit Peru was X": X, nobody where X is not known; None for other sentences."""
    order = {x.lower for x in s.words[: w.index]} & {"last", "first", "previous", "latest"}
    was = (
        next((x for x in s.words[w.index :] if x.lower in ("was", "is")), None)
        if order and w.tag == "VB"
        else None
    )
    behind = s.words[was.index + 1 : was.index + 4] if was is not None else []
    if not any(x.persons or x.ref is not None and x.ref.kind == "name" for x in behind):
        return None
    return next(([x.persons[0]] for x in behind if len(x.persons) == 1), [])


def _led_by(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "A delegation visited Peru. It was led by X": the head whom the next sentence names."""
    sent = any(x.lower == "delegation" for x in scene.subjects(s, w))
    if sent and (leader := _leader_behind(scene, s)):
        return leader
    behind = scene.sentences[s.number + 1] if s.number + 1 < len(scene.sentences) else s
    sent = sent and behind.paragraph == s.paragraph
    led = [x for x in behind.words if x.lower in ("led", "headed")] if sent and behind is not s else []
    told = led and (
        not led[0].index or any(x.lower in ("delegation", "it") for x in behind.words[: led[0].index])
    )
    return scene.persons_of(behind, scene.behind(behind, led[0], "by", reach=8)) if told else []


def _leader_behind(scene: Scene, s: Sentence) -> list[Person]:
    """ "A delegation is visiting Peru. X, who leads the delegation, met B": the head whom a later sentence names."""
    bands = trigger_words("visit", "bands")
    for behind in scene.sentences[s.number + 1 : s.number + 5]:
        for x in behind.words:
            object_ = behind.words[x.index + 1 : x.index + 4]
            text = scene.article.text[object_[0].start : object_[-1].end].lower() if object_ else ""
            if x.lower not in ("leads", "heads") or bands.isdisjoint(re.findall(r"[a-z]+", text)):
                continue
            before = [y.persons[0] for y in behind.words[: x.index] if len(y.persons) == 1]
            return scene.persons_of(behind, scene.subjects(behind, x))[:1] or before[-1:]
    return []


def _known_band(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "The delegation would also be visiting Chile": the report's visitor, where nobody else leads one."""
    subjects = [x for x in scene.subjects(s, w) if x.lower in trigger_words("visit", "bands")]
    known = any(c.lower == "the" for x in subjects for c in scene.children(s, x, "det"))
    visitor, _ = scene.registry.principals()
    place = scene.registry.place
    return [visitor] if known and visitor is not None and place and visitor.country != place else []


def _under(s: Sentence, w: Word) -> list[Person]:
    """ "X said that a delegation will travel to Peru under his leadership": X."""
    behind = [x.lower for x in s.words[w.index + 1 :]]
    led = any(a in ("under", "at") and b in ("his", "her", "the") for a, b in pairwise(behind))
    own = led and not {"leadership", "head"}.isdisjoint(behind)
    return [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1][-1:] if own else []


def _host_to(scene: Scene, s: Sentence, w: Word) -> bool:
    """Whether "play" is followed by "host"."""
    return any(c.lower == "host" for c in scene.children(s, w, "dobj"))


def _particle(s: Sentence, w: Word) -> bool:
    """Whether "touched" is followed by "down" and "set" by "off" or "out"."""
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    return behind in _PARTICLES.get(w.lower, (behind,))


def _carried(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "a tour that has already taken him to A and B": a trip of who is carried there."""
    touring = {x.lower for x in scene.children(s, w, "nsubj")} & {
        "that",
        "which",
        *triggers()["visit"]["nouns"],
    }
    carried = [
        c
        for c in scene.children(s, w, "dobj")
        if len(c.persons) == 1 or touring and c.lower in ("him", "her")
    ]
    found = destinations(scene, s, w, scene.prepositional(s, w, "to"), "to")
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1]
    people = before or ([*carried[0].persons] if carried else [])
    if carried and found and people:
        yield from trips_to(scene, s, w, people[0], [], found, 0.75)


def _hosted(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "hosted B in Guatemala City", "welcomed B to Ankara": a trip of B, where the report shows that B came from abroad."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    guests = (
        scene.persons_of(s, scene.subjects(s, w))
        if passive
        else companions(s, w, _guests(scene, s, w), direct=True).persons()
    )
    found = destinations(scene, s, w, scene.prepositional(s, w, "to", "in"), "to", "in") or _airport(s, w)
    hosts = scene.persons_of(s, scene.prepositional(s, w, "by") if passive else scene.subjects(s, w))
    lands = [] if passive else _hosting(scene, s, w, hosts)
    for guest in guests[:3]:
        here = [
            (c, p)
            for c, p in found
            if guest.country not in ("", c) and any(h.country == c and (guest.sure or h.sure) for h in hosts)
        ] or [(c, None) for c in lands if guest.country and c != guest.country]
        for trip in (trip_to(scene, s, w, guest, c, p, 0.65) for c, p in here[:1]):
            if trip is not None:
                receives = triggers()["visit"]["verbs"][w.lower] == "guest"  # at an airport, others may
                trip.host = next((h for h in hosts if receives and h.country == trip.code), None)
                trip.kind = next((visit_kind(s, n) for n in _visit_nouns(s, w)), "")
                yield trip


def _guests(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """The objects of "hosted B", "played host to B", "bade farewell to B"."""
    objects = scene.children(s, w, "dobj")
    plain = [x for x in objects if x.lower in ("host", "goodbye", "farewell")]
    return [x for o in (w, *plain) for x in scene.prepositional(s, o, "to")] if plain else objects


def _airport(s: Sentence, w: Word) -> list[Destination]:
    """ "was received at Lima airport by A", "saw B off at the airport of Lima": the city in whose airport it was."""
    if all(x.lower != "airport" for x in s.words):
        return []
    return [d for x in s.refs("place") if x.index > w.index for d in at(s, x.index)][:1]


def _visit_nouns(s: Sentence, w: Word) -> list[Word]:
    return [x for x in s.words[w.index + 1 :] if x.lower in triggers()["visit"]["nouns"]]


def _hosting(scene: Scene, s: Sentence, w: Word, hosts: Sequence[Person]) -> list[str]:
    """ "Peru hosts B for a state visit", "Lima is hosting B", "A hosts B on a visit": the country that is visited."""
    nouns = _visit_nouns(s, w)
    lands = [
        x.ref.unit for x in scene.subjects(s, w) if x.ref is not None and x.ref.kind in ("country", "place")
    ]
    codes = [unit.code for unit in lands if unit is not None and unit.code]
    if any(not {"for", "on"}.isdisjoint(x.lower for x in s.words[n.index - 4 : n.index]) for n in nouns):
        codes += [h.country for h in hosts if h.country]
    return codes if nouns else []


def due(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
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
        for trip in trips_to(scene, s, w, person, after, found, 0.7):
            trip.status = "planned"
            yield trip


def staying(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """A stay in a country not the own one: "is in Lima to attend", "will be here in March", "is in town for", "is back from Lima"."""
    behind = [x for x in s.words[w.index + 1 : w.index + 5] if x.tag != "RB" or x.lower in ("here", "back")][
        :2
    ]
    words = [x.lower for x in behind]
    if words[:1] == ["on"] and {"leg", "stop"} & {x.lower for x in s.words[w.index + 2 : w.index + 6]}:
        yield from _on_leg(scene, s, w, behind[0])
        return
    if words == ["back", "from"]:
        yield from _back(scene, s, w, behind[1])
        return
    yield from _guest_of(scene, s, w)
    if words == ["last", "in"]:  # "was last in Lima in July 2023"
        behind, words = behind[1:], words[1:]
    here = words[:1] == ["here"] or words == ["in", "town"]
    if not here and (words[:1] != ["in"] or _talking(s, behind[0])):
        return
    people = scene.persons_of(s, scene.subjects(s, w))
    found = [] if here else destinations(scene, s, w, [], "in")
    ahead_words = s.words[w.index + 1 : w.index + 12]
    purpose = {x.lower for x in ahead_words} & _PURPOSES or any(
        a.lower == "to" and b.tag == "VB" or a.lower == "as" for a, b in pairwise(ahead_words)
    )
    ahead = w.lower == "be" and any(c.lower == "will" for c in scene.children(s, w, "aux"))
    dated = (
        ahead or w.lower == "was" and "last" in {x.lower for x in s.words[w.index + 1 : w.index + 3]}
    ) and any(x.index > w.index or ahead and scene.same_clause(s, x, w) for x in s.refs("date"))
    for person in people[: None if several(people) else 1] if purpose or dated else []:
        if person.posts and (person.sure or person.country and found):
            for trip in trips_to(scene, s, w, person, [] if here else behind[:1], found, 0.6):
                if w.lower == "is" and trip.start > scene.anchor:
                    trip.start, trip.status = "", "actual"  # "is in Peru to open a plant on Friday"
                yield trip


def _on_leg(scene: Scene, s: Sentence, w: Word, on: Word) -> Iterator[Trip]:
    """ "is on the third leg of a tour that has taken her to A and B": a trip to where the report is written, else where it says."""
    end = next((x.index for x in s.words[on.index :] if x.lower in ("that", "which")), len(s.words))
    place = scene.places[s.number]
    told = [x for x in s.refs("country", "place") if on.index < x.index < end]
    for person in scene.persons_of(s, scene.subjects(s, w))[:1] if place and not told else []:
        if person.country and person.country != place:
            yield from trips_to(scene, s, w, person, [], [(place, None)], 0.65)


_PURPOSES = frozenset({"last", "currently", "from", "until", "attend", "for", "ahead", "leg", "tour"})


def _guest_of(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """ "X will be the guest of Y in Lima from 20 to 23 May"."""
    printed = ((c, scene.article.text[c.start : c.end].lower()) for c in scene.children(s, w, "attr"))
    guest = next((c for c, text in printed if text.split()[-1] in ("guest", "guests")), None)
    if guest is None or any(x.lower == "at" for x in s.words[guest.index + 1 : guest.index + 6]):
        return  # "was the guest of Y at a dinner"
    hosts = scene.persons_of(s, scene.prepositional(s, guest, "of"))
    found = destinations(scene, s, guest, [], "in")
    for person in scene.persons_of(s, scene.subjects(s, w))[:2] if hosts else []:
        for trip in trips_to(scene, s, w, person, [], found or [(hosts[0].country, None)], 0.7):
            trip.host = hosts[0]
            yield trip


def _back(scene: Scene, s: Sentence, w: Word, source: Word) -> Iterator[Trip]:
    """ "is back from Lima, where she met B": the trip that is over."""
    found = destinations(scene, s, w, [], "from")
    for person in scene.persons_of(s, scene.subjects(s, w))[:1] if found else []:
        yield from trips_to(scene, s, w, person, [source], found, 0.65)


def _talking(s: Sentence, at: Word) -> bool:
    """ "is in talks with Peru", "is in touch": no place stands behind "in"."""
    behind = s.words[at.index + 1 : at.index + 5]
    return not any(x.ref is not None and x.ref.kind in ("country", "place", "demonym") for x in behind)
