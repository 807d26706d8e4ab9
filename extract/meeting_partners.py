"""The other side of a meeting where no "with" names it: who answers, who invited, who acted in the sentences before."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.listings import Item, Listing, listing
from communique.extract.meeting_frames import acting_side, as_listing
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

#: How many sentences back somebody acts whose further meetings are told, and at least once in how many.
_FAR, _NEAR = 6, 2
#: What an envoy hands over.
_WRITINGS = frozenset({"message", "letter", "invitation", "note", "messages", "letters"})
_BRIEFINGS = frozenset({"conference", "briefing", "appearance"})


def answering(scene: Scene, s: Sentence, left: Listing) -> Listing | None:
    """ "At a meeting, A praised ties. For his part, B said …", "The delegation was led by B": who speaks next, of another country."""
    if len(left.persons()) != 1:
        return None
    speaker = left.persons()[0]
    for later in scene.sentences[s.number + 1 : s.number + 3]:
        words = [x.lower for x in later.words]
        opened = words[:2] == ["in", "turn"] or words[:2] == ["in", "response"]
        part = "part" in words and words[max(0, words.index("part") - 2)] in ("for", "on")
        led = "delegation" in words and ("led" in words or "headed" in words)
        if later.headline or not (opened or part or led):
            continue
        named = [x for x in later.words if len(x.persons) == 1 and x.persons[0].country]
        if named and named[0].persons[0] is not speaker and named[0].persons[0].country != speaker.country:
            return Listing([Item(named[0].index, named[0].index, named[0])])
    return None


def bodies_met_at(s: Sentence, w: Word) -> Listing:
    """ "held meetings at the Cabinet of Ministers and the Ministry of Trade": the bodies that somebody goes round."""
    behind = s.words[w.index + 1 : w.index + 2]
    if w.tag != "NNS" or w.lower == "talks" or not behind or behind[0].lower not in ("at", "in"):
        return Listing()
    found = listing(s, w.index + 2)
    bodies = [i for i in found.items if i.head.ref is not None and i.head.ref.kind in ("body", "name")]
    named = all(
        word_list("seats_of_bodies") & set(i.head.ref.text.lower().split()) for i in bodies if i.head.ref
    )
    return found if bodies and bodies == found.items and named else Listing()


def beside_press(scene: Scene, s: Sentence, w: Word) -> Listing | None:
    """ "at a joint press conference with B after a meeting, A said": with whom one speaks to the press after it."""
    for x in s.words[: w.index] if w.index > 4 else []:
        if x.lower in _BRIEFINGS and (beside := scene.prepositional(s, x, "with", "alongside")):
            found = as_listing(scene, s, beside)
            return found if found.persons() else None
    return None


def named_before(scene: Scene, s: Sentence) -> list[Item]:
    """The persons whom the sentence before names, the first one of each country."""
    earlier = scene.sentences[s.number - 1].words if s.number else []
    firsts: dict[str, Item] = {}
    for x in earlier:
        if len(x.persons) == 1 and x.persons[0].country:
            firsts.setdefault(x.persons[0].country, Item(x.index, x.index, x))
    return list(firsts.values())


def inviting(s: Sentence, w: Word, left: Listing) -> Listing | None:
    """ "At the invitation of B, A will hold talks in Lima": with B."""
    asked = next((x.index for x in s.words[: w.index] if x.lower == "invitation"), -1)
    by = next((x for x in s.words[asked + 1 : asked + 8] if x.persons), None) if asked >= 0 else None
    if by is None or len(by.persons) != 1 or by.persons[0] in left.persons():
        return None
    return Listing([Item(by.index, by.index, by)])


def welcomed(scene: Scene, s: Sentence, w: Word, left: Listing) -> Listing | None:
    """ "A welcomed B before holding talks": the guest named before, of another country."""
    mine = left.persons()[0]
    for x in s.words[: w.index]:
        if x.dep == "dobj" and x.persons and s.words[x.head].lower.startswith(("welcom", "receiv", "greet")):
            found = as_listing(scene, s, [x])
            others = [p for p in found.persons() if p is not mine and p.country != mine.country]
            return found if others else None
    return None


def other_side(scene: Scene, s: Sentence, left: Listing) -> Listing:
    """ "The President then held one-on-one talks": with the other of the two whom the report is about, if just named."""
    pair = scene.registry.principals()
    mine = left.persons()[0]
    other = next((q for q in pair if q is not None and q is not mine), None)
    if other is None or all(q is not mine for q in pair):
        return Listing()
    for earlier in reversed(scene.sentences[max(0, s.number - 3) : s.number]):
        for w in earlier.words:
            if len(w.persons) == 1 and w.persons[0] is other:
                return Listing([Item(w.index, w.index, w)])
    return Listing()


def _acting_before(scene: Scene, s: Sentence, others: Listing) -> Iterator[tuple[int, Word]]:
    """The numbers of the sentences before, the last one first, and who acts in each."""
    for earlier in reversed(scene.sentences[max(0, s.number - _FAR) : s.number]):
        subjects = [w for w in earlier.words if len(w.persons) == 1 and w.dep in ("nsubj", "nsubjpass")]
        if earlier.headline or earlier.caption or not subjects:
            continue
        if subjects[0].persons[0] not in others.persons():
            yield earlier.number, subjects[0]


def focus(scene: Scene, s: Sentence, others: Listing) -> Listing:
    """ "A courtesy call on B is also planned": the other side is who acts in most of the sentences before, or in the last one."""
    acting = list(_acting_before(scene, s, others))
    if not acting or s.number - acting[0][0] > _NEAR:
        return Listing()
    persons = [w.persons[0] for _, w in acting]
    chosen = max((w for _, w in acting), key=lambda w: sum(q is w.persons[0] for q in persons))
    return Listing([Item(chosen.index, chosen.index, chosen)])


def told_at(scene: Scene, s: Sentence, verb: Word) -> Listing:
    """ "A told B at a meeting", "A presented a gift to B during a dinner": whom the sentence has A speak to."""
    if verb.lower.startswith("receiv"):
        return _handing_over(scene, s, verb)
    if verb.lower not in trigger_words("meeting", "telling"):
        return Listing()
    told = [c for c in scene.children(s, verb, "dobj", "dative") if c.persons]
    things = [verb, *scene.children(s, verb, "dobj")]  # "explained the plan to B in a call"
    told = told or [c for x in things for c in scene.prepositional(s, x, "to") if c.persons]
    return as_listing(scene, s, told[:1])


def _handing_over(scene: Scene, s: Sentence, verb: Word) -> Listing:
    """ "A received the message from Ambassador B during a meeting": who brings it; who wrote it is no envoy and need not be there."""
    handed = [c for c in scene.children(s, verb, "dobj") if c.lower in _WRITINGS]
    givers = (
        [c for x in (verb, *handed) for c in scene.prepositional(s, x, "from") if c.persons] if handed else []
    )
    return as_listing(scene, s, [c for c in givers if c.persons[0].holds({"envoy"})][:1])


def reception_of(scene: Scene, s: Sentence, w: Word) -> tuple[Listing, Listing] | None:
    """ "During the reception of B, the two sides discussed trade": who received in the sentences before, and whom."""
    guests = as_listing(scene, s, [x for x in scene.prepositional(s, w, "of") if x.persons])
    if w.lower != "reception" or w.dep != "pobj" or len(guests.persons()) != 1:
        return None
    hosts = acting_side(scene, s, scene.verb_over(s, w))
    alone = len(hosts.persons()) == 1 and hosts.persons()[0] not in guests.persons()
    hosts = hosts if alone else focus(scene, s, guests)
    return (hosts, guests) if hosts.items else None


def called_on(scene: Scene, s: Sentence, verb: Word, caller: Person) -> Listing:
    """ "A awarded the ambassador an order during her farewell call": on whom the call was, by what he does at it."""
    found = acting_side(scene, s, verb)
    return found if caller not in found.persons() else Listing()
