"""Congratulations and condolences: who sends them to whom, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.claims import CongratulationClaim, Entity
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, country_of
from communique.extract.views import Sentence, Word

_CONGRATULATE = re.compile(r"^(?:congratulat|felicitat)", re.IGNORECASE)
_CONDOLE = re.compile(r"^condolence|^sympath", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:on|upon|over|for|following)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?(.{4,120}?)(?=[,.;]| and (?:said|noted|expressed|thanked|called|wished)|$)"
)


def congratulations(scene: Scene) -> list[CongratulationClaim]:
    """Congratulations and condolences with who sends them to whom, and on what."""
    found: dict[tuple[str, str, str], CongratulationClaim] = {}
    for s in scene.sentences:
        for w in s.words:
            if w.ref is None and (_CONGRATULATE.match(w.lower) or _CONDOLE.match(w.lower)):
                claim = _congratulation(scene, s, w)
                if claim is not None:
                    found.setdefault((claim.senders[0].name, claim.recipients[0].name, claim.on[:24]), claim)
    return list(found.values())


def _congratulation(scene: Scene, s: Sentence, w: Word) -> CongratulationClaim | None:
    if scene.status(s, w) is None:
        return None
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    recipients = _recipients(scene, s, w, verb)
    sender = _sender(scene, s, w, verb, recipients)
    if sender is None:
        return None
    recipients = [e for e in recipients if e != sender] or _other_land(scene, s, w, sender)
    on = _ON.search(scene.article.text[w.end : s.end])
    if not recipients:
        return None
    return CongratulationClaim(
        senders=(sender,), recipients=tuple(recipients[:2]), on=" ".join(on.group(1).split()) if on else "",
        kind="condolence" if _CONDOLE.match(w.lower) else "congratulation", evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
    )  # fmt: skip


def _recipients(scene: Scene, s: Sentence, w: Word, verb: Word) -> list[Entity]:
    """Whom the words go to: the object, who stands behind "to", both governments."""
    targets = (
        scene.children(s, w, "dobj")
        if w.tag.startswith("VB")
        else scene.prepositional(s, w, "to") + scene.prepositional(s, verb, "to")
    )
    found = [e for t in targets for m in scene.members(s, t) for e in _addressee(scene, m)]
    if not found and _both_sides(s, w):
        pair = [country_of(q.country) for q in scene.registry.principals() if q is not None]
        return [c for c in pair if c is not None]
    if not found:  # "Congratulating X on his election, Y said"
        beside = [x for x in s.words[w.index + 1 : w.index + 3] if x.lower not in ("to", "the")][:1]
        found = [e for x in beside for e in _addressee(scene, x)]
    return list(dict.fromkeys(found or _addressed(scene, s, w)))


def _both_sides(s: Sentence, w: Word) -> bool:
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 5]]
    sides = {"governments", "countries", "sides", "peoples"}
    return not {"both", "two"}.isdisjoint(behind[:2]) and not sides.isdisjoint(behind)


def _addressed(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """Who stands behind "to" further on, before what it is about ("sent a cable of congratulations to X on …")."""
    found: list[Entity] = []
    reached = False
    for x in s.words[w.index + 1 :]:
        if x.ref is None and x.lower in ("on", "over", "upon", "following", ",", ";"):
            break
        reached = reached or x.ref is None and x.lower == "to"
        if reached:
            found += _addressee(scene, x)
            unit = x.ref.unit if x.ref is not None and x.ref.kind == "demonym" else None
            land = country_of(unit.code) if unit is not None else None
            found += [land] if land is not None else []
    return found


def _sender(scene: Scene, s: Sentence, w: Word, verb: Word, recipients: list[Entity]) -> Entity | None:
    """Who congratulates: named behind "of" or "from", thanked for it, the nearest subject; never one of the same side."""
    owner = _owner(scene, s, w)
    if owner is not None and scene.person(owner) not in recipients:
        return scene.person(owner)
    thanked = next((x for x in s.words[: w.index] if x.lower in ("thanked", "thanking", "thanks")), None)
    if thanked is not None:
        hosts = [e for x in scene.children(s, thanked, "dobj") for e in _addressee(scene, x)]
        return hosts[0] if hosts else None
    subjects = scene.subjects(s, verb)
    people = scene.persons_of(s, subjects)
    bodies = [e for x in subjects for e in _addressee(scene, x) if e.type in ("party", "organization")]
    if not people and bodies:
        return bodies[0]
    if not people and w.tag != "VBG":
        return None
    people += [x.persons[0] for x in reversed(s.words[: w.index]) if len(x.persons) == 1]
    people += [x.persons[0] for x in s.words[w.index + 1 :] if len(x.persons) == 1 and w.tag == "VBG"]
    people += [q for q in scene.registry.principals() if q is not None]
    lands = {_land(scene, e) for e in recipients} - {""}
    apart = (
        p for p in people if scene.person(p) not in recipients and (not p.country or p.country not in lands)
    )
    sender = next(apart, None) or next((p for p in people if scene.person(p) not in recipients), None)
    return scene.person(sender) if sender is not None else None


def _owner(scene: Scene, s: Sentence, w: Word) -> Person | None:
    """ "the congratulations of President X", "condolences from X"."""
    if w.tag.startswith("VB"):
        return None
    links = ("of", "from", "on", "over", "upon", "for", "to", ",")
    owners = [x for x in s.words[w.index + 1 : w.index + 6] if x.lower in links][:1]
    owners = [x for x in owners if x.lower in ("of", "from")]
    named = [x.persons[0] for o in owners for x in s.words[o.index + 1 : o.index + 3] if len(x.persons) == 1]
    return named[0] if named else None


def _other_land(scene: Scene, s: Sentence, w: Word, sender: Entity) -> list[Entity]:
    """The country named behind, or that of the other principal."""
    near = [
        x.ref.unit.code for x in s.refs("country", "demonym") if x.index > w.index and x.ref and x.ref.unit
    ]
    other = [
        q.country for q in scene.registry.principals() if q is not None and scene.person(q) is not sender
    ]
    lands = [country_of(code) for code in (*near, *other) if code != _land(scene, sender)]
    return [c for c in lands if c is not None][:1]


def _land(scene: Scene, entity: Entity) -> str:
    person = next((p for p in scene.registry.persons if scene.person(p) is entity), None)
    return person.country if person is not None else entity.code or entity.country


def _addressee(scene: Scene, m: Word) -> Iterator[Entity]:
    if m.ref is None:
        return
    for person in m.persons[:1]:
        yield scene.person(person)
    if m.ref.kind == "country" and m.ref.unit is not None:
        country = country_of(m.ref.unit.code)
        if country is not None:
            yield country
    elif m.ref.kind == "body" and m.ref.unit is not None:
        yield body_entity(m.ref.unit)
