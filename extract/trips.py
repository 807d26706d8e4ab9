"""Trips as single statements tell them, merged into the visits of a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from communique.extract.claims import Entity, Evidence, MeetingClaim, Status, VisitClaim
from communique.extract.people import Person
from communique.extract.scene import Place, Scene, country_of, place_entity
from communique.extract.views import Sentence


@dataclass(slots=True)
class Trip:
    """A visit as one trigger states it; ``code`` is the destination, ``at`` the word that names it (-1 for none).

    ``arrived`` is the arrival that a report tells of, ``bygone`` a trip of months before.
    """

    visitor: Person
    code: str
    sentence: Sentence
    status: Status
    kind: str = ""
    start: str = ""
    end: str = ""
    places: list[Place] = field(default_factory=list)
    days: int = 0
    confidence: float = 0.8
    evidence: list[Evidence] = field(default_factory=list)
    recalled: bool = False
    at: int = -1
    host: Person | None = None
    arrived: bool = False
    bygone: bool = False


def add_trip(trips: list[Trip], trip: Trip) -> None:
    """Add a statement to the trips read so far, or merge it into the one that it tells of again."""
    for known in trips:
        if known.visitor is trip.visitor and known.code == trip.code and _agree(known, trip):
            _merge(known, trip)
            return
    trips.append(trip)


def _agree(a: Trip, b: Trip) -> bool:
    """Whether two statements can be of one trip: no contradicting dates, kinds or statuses."""
    if _days_apart(a, b) <= 6 or len(a.start) > 4 and a.start == b.start:
        return True
    if a.kind and b.kind and a.kind != b.kind and not (a.kind in b.kind or b.kind in a.kind):
        return False
    for x, y in ((a.start, b.start), (a.end, b.end), (a.start, b.end), (b.start, a.end)):
        if x and y and x[:7] != y[:7] and not (len(x) == 4 or len(y) == 4) or x and y and x[:4] != y[:4]:
            return False
    if a.arrived and b.bygone or b.arrived and a.bygone:
        return False
    dated = bool(a.start or a.end) + bool(b.start or b.end)
    if (
        a.recalled != b.recalled
        and dated
        and (a.recalled and (a.start or a.end) or b.recalled and (b.start or b.end))
    ):
        return False
    return a.status == b.status or dated < 2 or _goes_on(a, b) or _goes_on(b, a)


def _goes_on(begun: Trip, other: Trip) -> bool:
    """ "arrived on Thursday", "her stay, which will last until Sunday": the end of a visit that has begun is still to come."""
    ends = begun.status == "actual" and other.status == "planned" and not other.start
    return ends and not begun.end and len(other.end) == 10 and begun.start[:7] == other.end[:7]


def _days_apart(a: Trip, b: Trip) -> int:
    """Days between the nearest exact dates of two statements; many where one has none."""
    mine = [dt.date.fromisoformat(x) for x in (a.start, a.end) if len(x) == 10]
    other = [dt.date.fromisoformat(x) for x in (b.start, b.end) if len(x) == 10]
    return min((abs((x - y).days) for x in mine for y in other), default=10**6)


def _merge(known: Trip, trip: Trip) -> None:
    known.kind = trip.kind if len(trip.kind) > len(known.kind) else known.kind
    known.start = trip.start if len(trip.start) > len(known.start) or trip.end and trip.start else known.start
    known.end = known.end or trip.end
    known.days = known.days or trip.days
    known.host = known.host or trip.host
    known.status = "actual" if "actual" in (known.status, trip.status) else known.status
    known.places += [p for p in trip.places if all(p.name != q.name for q in known.places)]
    known.evidence += [e for e in trip.evidence if e not in known.evidence]
    known.confidence = min(0.95, max(known.confidence, trip.confidence) + 0.04)


def visit_claim(
    scene: Scene,
    t: Trip,
    here: list[MeetingClaim],
    host: Entity | None,
) -> VisitClaim:
    """The claim of a trip whose host is known, with what the meetings ``here`` during it add."""
    places = list(t.places)
    for m in here:
        known = m.place is None or any(m.place.name == p.name for p in places)
        if m.place and m.place.country == t.code and not known and not t.recalled:
            places.append(Place(m.place.name, m.place.country))
    return VisitClaim(
        visitor=scene.person(t.visitor),
        country=country_of(t.code),  # type: ignore[arg-type]
        kind=t.kind,
        start=t.start or _month(scene, t, here),
        end=t.end,
        host=host,
        places=tuple(e for e in map(place_entity, places) if e is not None),
        status=t.status,
        evidence=tuple(sorted(t.evidence, key=lambda e: e.start))[:6],
        confidence=round(t.confidence, 2),
        method="trigger+dependency",
    )


def meetings_during(scene: Scene, t: Trip, meetings: list[MeetingClaim]) -> list[MeetingClaim]:
    """The meetings of the visitor in the country visited that can be of this trip."""
    visitor = scene.person(t.visitor)
    there = [m for m in meetings if visitor in m.participants and m.country and m.country.code == t.code]
    return [m for m in there if _within(t, m.date)]


def _within(t: Trip, date: str) -> bool:
    return not t.start or not date or date[:7] == t.start[:7]


def _month(scene: Scene, t: Trip, here: list[MeetingClaim]) -> str:
    """The month of a visit that goes on and has no day of its own: that of the meetings during it, else the report's."""
    if t.status != "actual" or t.end or t.recalled or t.bygone or len(scene.anchor) < 7:
        return ""
    months = {m.date[:7] for m in here if m.status == "actual" and len(m.date) > 6}
    month = months.pop() if len(months) == 1 else scene.anchor[:7] if not months else ""
    return month if _dated_within(scene, t.sentence, month) else ""


def _dated_within(scene: Scene, s: Sentence, month: str) -> bool:
    """Whether the dates of a sentence all lie in a month: "where she had been in 2019" tells of another visit."""
    told = (scene.day_value(w.ref.date, s)[0] for w in s.refs("date") if w.ref is not None)
    return all(value[:7] == month for value in told if value)
