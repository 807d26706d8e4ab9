"""Visits: the trips abroad that a report tells of by nouns (``trip_nouns``) and verbs (``trip_verbs``), one per trip and country."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

from communique.extract.claims import InvitationClaim, MeetingClaim, VisitClaim
from communique.extract.scene import Place, Scene
from communique.extract.tour_legs import legs
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trip_builder import recalls
from communique.extract.trip_dates import complete
from communique.extract.trip_hosts import host_of
from communique.extract.trip_nouns import by_noun
from communique.extract.trip_verbs import by_verb, due, staying, staying_aside
from communique.extract.trips import Trip, add_trip, meetings_during, visit_claim
from communique.extract.views import Sentence, Word


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
    if s.headline or not code or "isiting" not in scene.article.text[s.start : s.end]:
        return
    for w in s.words:
        mention = w.ref.mention if w.ref is not None else None
        person = mention.person if mention is not None else w.persons[0] if len(w.persons) == 1 else None
        if person is None:
            continue
        parts = (
            [u.lower for post in mention.naming.posts[:1] for u in post.parts] if mention is not None else []
        )
        parts = parts or scene.article.text[w.start : w.end].lower().removeprefix("the ").split()
        known = any(t.visitor is person and t.code == code for t in found)
        if parts[:1] == ["visiting"] and person.country and person.country != code and not known:
            trip = Trip(person, code, s, "actual", confidence=0.65, evidence=[scene.evidence(s)])
            trip.start = scene.told_day(s)[:7]
            yield trip


def _stops(scene: Scene, trip: Trip) -> None:
    """The cities of the country visited that the report names as places of what it tells: the trip led there."""
    for s in scene.sentences:
        if s.headline or s.caption or recalls(s):
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
    found = []
    for t in journeys:
        here = meetings_during(scene, t, meetings)
        found.append(visit_claim(scene, t, here, host_of(scene, t, journeys, here, invitations)))
    return found


def _read(scene: Scene, s: Sentence) -> Iterator[Trip]:
    verbs, nouns = triggers()["visit"]["verbs"], triggers()["visit"]["nouns"]
    for w in s.words:
        if w.ref is None and w.lower not in _telling():
            continue  # most words
        if (w.lower in verbs or w.lower in nouns) and _offered(scene, s, w):
            continue
        if w.ref is not None:
            titled = w.ref.kind == "name" and w.ref.text.split()[-1].lower() in nouns
            if titled and not s.headline:
                yield from by_noun(scene, s, w)
        elif w.lower == "visit" and _headed(s, w):
            yield from by_noun(scene, s, w)
        elif w.tag.startswith("VB") and w.lower in verbs and not (s.headline and w.tag == "VBG"):
            yield from by_verb(scene, s, w, verbs[w.lower])
        elif w.lower in ("due", "expected"):
            yield from due(scene, s, w)
        elif w.lower in ("currently", "now", "presently"):
            yield from staying_aside(scene, s, w)
        elif w.lower in ("is", "was", "be"):
            yield from staying(scene, s, w)
        elif w.tag.startswith("NN") and (w.lower in nouns or _mission(scene, s, w)) or _that_of(s, w):
            yield from by_noun(scene, s, w)


@cache
def _telling() -> frozenset[str]:
    """The words that may tell of a trip."""
    data = triggers()["visit"]
    others = {"due", "expected", "currently", "now", "presently", "is", "was", "be", "that", "mission"}
    return frozenset({*data["verbs"], *data["nouns"], *others})


def _mission(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "ended a four-day mission to Peru": a mission that is a trip, none that resides somewhere or is a group."""
    if w.lower != "mission":
        return False
    days = any(x.lower.endswith(("-day", "-week")) for x in s.words[max(0, w.index - 4) : w.index])
    made = trigger_words("visit", "paying") | trigger_words("visit", "ends") | {"began", "begins", "embarked"}
    return days or w.dep == "dobj" and scene.verb_over(s, w).lower in made


def _headed(s: Sentence, w: Word) -> bool:
    """ "Visit to Peru by the President of Kenya": a heading's first word, which the tagger takes for a verb."""
    behind = s.words[1].lower if len(s.words) > 1 else ""
    return not w.index and behind in ("to", "of", "by")


def _that_of(s: Sentence, w: Word) -> bool:
    """ "recalled his visit to Maputo as well as that of X to India"."""
    after = s.words[w.index + 1 : w.index + 2]
    return (
        w.lower == "that"
        and bool(after)
        and after[0].lower in ("of", "by")
        and any(x.lower in triggers()["visit"]["nouns"] for x in s.words[: w.index])
    )


def _offered(scene: Scene, s: Sentence, w: Word) -> bool:
    """A visit that somebody is only invited or asked to is none."""
    if scene.article.text[max(s.start, w.start - 16) : w.start].lower().endswith("invitation to "):
        return True  # a headline's capitals make a name of "Official Invitation"
    asking = trigger_words("visit", "asking")
    start = next(
        (x.index for x in reversed(s.words[max(0, w.index - 14) : w.index]) if x.lower in asking), None
    )
    if start is None:
        return False
    between = s.words[start + 1 : w.index]
    told_of = any(x.lower == "which" for x in between[:3])  # "an invitation, which was sent by X, to visit Y"
    if any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in between) and not told_of:
        return False
    return any(x.lower == "to" and y.tag == "VB" for x, y in itertools.pairwise([*between, w]))
