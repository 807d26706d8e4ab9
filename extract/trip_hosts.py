"""Who is the host of a visit: who invited to it, welcomes or receives the visitor, or is called the host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.extract.claims import Entity, InvitationClaim, MeetingClaim
from communique.extract.companions import companions
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

_CALLED = frozenset({"host", "guest"})
#: Where somebody is seen to and from who need not be the host.
_ON_THE_WAY = frozenset({"airport", "tarmac", "airbase", "station", "airfield"})


#: Kinds of posts whose holders receive each other.
_HEADS = frozenset({"state", "government", "royal"})


def host_of(
    scene: Scene,
    t: Trip,
    journeys: list[Trip],
    here: list[MeetingClaim],
    invitations: list[InvitationClaim],
) -> Entity | None:
    """The host of a trip: an inviter first, then whoever of the destination fits best of those who receive the visitor."""
    host = _inviter(scene, t, journeys, invitations) or (scene.person(t.host) if t.host is not None else None)
    if host is not None:
        return host
    met = [] if t.recalled or t.bygone else [m for m in here if _on_the_spot(scene, t, m)]
    told = {
        scene.person(p): 0
        for p in scene.registry.persons
        if any(scene.person(p) in m.participants for m in met)
    }
    told |= {scene.person(p): 2 for p in _welcomers(scene, t)}
    best = max(told, key=lambda e: _fit(scene, t, e, met, told[e]), default=None)
    return best if best is not None and _fit(scene, t, best, met, told[best]) > 1 else None


def _fit(scene: Scene, t: Trip, host: Entity, met: list[MeetingClaim], welcomes: int) -> float:
    """How well somebody fits as the host: of the visitor's own class of post, or of a higher one and receiving the visitor."""
    person = next(p for p in scene.registry.persons if scene.person(p) is host)
    if person is t.visitor or person.country not in ((t.code, "") if welcomes else (t.code,)):
        return 0
    receives = max(welcomes, *(_received(m) for m in met if host in m.participants), 0)
    equals = _equals(t.visitor, person)
    if not equals and not _kinds(person) & _HEADS and not welcomes:
        return 0  # whom a president meets besides is no host
    return receives + 2 * equals


def _kinds(person: Person) -> set[str]:
    return {h.post.kind for h in person.posts}


def _equals(visitor: Person, host: Person) -> bool:
    """Whether two have posts of one class, or both lead a state or government."""
    mine, other = _kinds(visitor), _kinds(host)
    return bool(mine & other or mine & _HEADS and other & _HEADS)


def _received(m: MeetingClaim) -> float:
    return 1.6 if m.kind == "reception" else 0.2 * (m.kind in ("talks", "summit"))


def _welcomers(scene: Scene, t: Trip) -> list[Person]:
    """Who is told to welcome, receive or host the visitor, or is called the visitor's host."""
    found = []
    over = t.recalled or t.bygone
    for s in scene.sentences:
        words = {*re.findall(r"[a-z]+", scene.article.text[s.start : s.end].lower())}
        if over and s is not t.sentence or words.isdisjoint(trigger_words("visit", "welcoming") | _CALLED):
            continue
        told = [p for w in s.words for p in _host_told(scene, s, w, t.visitor, over)]
        found += [
            p for p in told if words.isdisjoint(_ON_THE_WAY) or _equals(t.visitor, p) or _kinds(p) & _HEADS
        ]
    return found


def _host_told(scene: Scene, s: Sentence, w: Word, visitor: Person, over: bool) -> Iterator[Person]:
    """The hosts that one word tells: "was welcomed by A", "A is hosting B", "his host, A", "as the guest of A"."""
    behind = s.words[w.index + 1 : w.index + 5]
    printed = scene.article.text[w.start : w.end].lower()
    if w.ref is None and w.tag.startswith("VB") and w.lower in trigger_words("visit", "welcoming"):
        if scene.status(s, w) is not None:
            yield from _by_verb(scene, s, w, visitor, over)
    elif printed == "host" and w.index and s.words[w.index - 1].lower in ("his", "her", "their", "the"):
        yield from _next_person(behind[behind[:1] != [] and behind[0].text == "," :][:1])
    elif printed.endswith("guest") and [x.lower for x in behind[:1]] == ["of"]:
        dined = not {"at", "honour", "honor"}.isdisjoint(x.lower for x in s.words[w.index + 1 : w.index + 9])
        yield from _next_person(behind[1:] if not dined else [])


def _next_person(words: Sequence[Word]) -> list[Person]:
    return [x.persons[0] for x in words if len(x.persons) == 1][:1]


def _by_verb(scene: Scene, s: Sentence, w: Word, visitor: Person, over: bool) -> list[Person]:
    """Who welcomes, hosts or receives the visitor by the syntax of a verb."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    if passive:
        by = scene.persons_of(s, scene.prepositional(s, w, "by") or scene.behind(s, w, "by"))
        subjects = scene.subjects(s, w) or scene.ahead(s, w)
        return by[:1] if visitor in scene.persons_of(s, subjects) else []
    guests = companions(s, w, scene.children(s, w, "dobj"), direct=True).persons()
    return scene.persons_of(s, scene.subjects(s, w))[:1] if visitor in guests and not over else []


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


def _on_the_spot(scene: Scene, t: Trip, m: MeetingClaim) -> bool:
    """Whether a meeting shows who receives the visitor: it took place, in the time of the visit, and no crowd was there."""
    late = not t.start and len(m.date) > 6 and len(scene.anchor) > 6 and m.date[:7] < scene.anchor[:7]
    return m.status == "actual" and len(m.participants) < 4 and not late
