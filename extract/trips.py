"""Trips as single statements tell them, merged into the visits of a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from communique.extract.claims import Entity, Evidence, InvitationClaim, MeetingClaim, Status, VisitClaim
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
    return a.status == b.status or dated < 2


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
    journeys: list[Trip],
    meetings: list[MeetingClaim],
    invitations: list[InvitationClaim],
) -> VisitClaim:
    """The claim of a trip, with the host that an invitation or a meeting on the spot gives it."""
    visitor = scene.person(t.visitor)
    here = [
        m
        for m in meetings
        if visitor in m.participants and m.country and m.country.code == t.code and _within(t, m.date)
    ]
    host = _inviter(scene, t, journeys, invitations) or (scene.person(t.host) if t.host is not None else None)
    if host is None and not t.recalled and t.status == "actual":
        host = _receiver(scene, t, here)
    places = list(t.places)
    for m in here:
        known = m.place is None or any(m.place.name == p.name for p in places)
        if m.place and m.place.country == t.code and not known and not t.recalled:
            places.append(Place(m.place.name, m.place.country))
    return VisitClaim(
        visitor=visitor,
        country=country_of(t.code),  # type: ignore[arg-type]
        kind=t.kind,
        start=t.start,
        end=t.end,
        host=host,
        places=tuple(e for e in map(place_entity, places) if e is not None),
        status=t.status,
        evidence=tuple(sorted(t.evidence, key=lambda e: e.start))[:6],
        confidence=round(t.confidence, 2),
        method="trigger+dependency",
    )


def _inviter(
    scene: Scene, t: Trip, journeys: list[Trip], invitations: list[InvitationClaim]
) -> Entity | None:
    """Who invited to this trip: the invitation stands in a sentence that tells of it, or it is the visitor's only trip there."""
    visitor = scene.person(t.visitor)
    rivals = [o for o in journeys if o.visitor is t.visitor and o.code == t.code]
    for i in invitations:
        if i.invitee != visitor or not i.accepted or i.country is None or i.country.code != t.code:
            continue
        told = [o for o in rivals if set(o.evidence) & set(i.evidence)]
        if (
            t in told
            or not told
            and not t.recalled
            and t is next((o for o in rivals if not o.recalled), None)
        ):
            return i.inviter
    return None


def _receiver(scene: Scene, t: Trip, here: list[MeetingClaim]) -> Entity | None:
    """Of those of the destination who meet the visitor the one of the visitor's own class of post, else of a higher one."""
    classes = {h.post.kind for h in t.visitor.posts}
    best: tuple[int, Entity] | None = None
    for m in here:
        for p in scene.registry.persons:
            entity = scene.person(p)
            if entity not in m.participants or p is t.visitor or p.country != t.code:
                continue
            kinds = {h.post.kind for h in p.posts}
            if not kinds & (classes | {"state", "government", "royal"}):
                continue  # whom a president meets besides is no host
            fit = 2 * bool(classes & kinds) + (m.kind in ("talks", "reception", "summit"))
            if best is None or fit > best[0]:
                best = (fit, entity)
    return best[1] if best else None


def _within(t: Trip, date: str) -> bool:
    return not t.start or not date or date[:7] == t.start[:7]
