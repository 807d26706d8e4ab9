"""Meetings: talks, receptions, calls, courtesy calls, summits, from verbs ("received", "met") and nouns ("talks between")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.extract.assemblies import assemblies
from communique.extract.claims import Entity, MeetingClaim
from communique.extract.counterparts import each_country, nameless
from communique.extract.couples import spouses
from communique.extract.encounters import (
    Draft,
    add_draft,
    at_another,
    at_home,
    locate,
    meeting_claim,
    place_in_trip,
    placed_later,
    settle,
)
from communique.extract.listed_meetings import listed_meetings
from communique.extract.listings import Item, Listing, apart
from communique.extract.meeting_chairs import chairs_named
from communique.extract.meeting_frames import Frame
from communique.extract.meeting_nouns import by_noun
from communique.extract.meeting_partners import focus
from communique.extract.meeting_pleasures import by_pleasure
from communique.extract.meeting_verbs import by_opening, by_verb
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trips import Trip
from communique.extract.views import Ref, Sentence, Word
from communique.extract.wishes import event_status

#: Nouns of meetings that stand in capitals with what describes them ("an Official Lunch").
_TITLED = frozenset({"lunch", "luncheon", "dinner", "banquet", "breakfast", "talks", "meeting"})

#: Where "bilateral" is a meeting ("had a bilateral with B"), whatever the parser takes the word for.
_OBJECTS = frozenset({"dobj", "pobj"})

#: Nouns for those whom a report's summary says somebody met.
_OFFICIALS = frozenset(
    {
        "officials",
        "leaders",
        "authorities",
        "dignitaries",
        "ministers",
        "counterparts",
        "delegations",
        "heads",
    }
)
#: Leaders of these are no officials.
_APART = frozenset(
    {"business", "industry", "religious", "church", "community", "opposition", "union", "faith"}
)
#: Words before a group that leave open who is in it.
_SEVERAL = frozenset(
    {"several", "various", "numerous", "many", "some", "number", "series", "other", "different"}
)

#: Within how many sentences "the meeting" may point back.
_RECENT = 8
#: What tells who is in a delegation that is met.
_COMPRISING = frozenset({"comprising", "comprised", "consisting", "composed"})


def meetings(scene: Scene, journeys: list[Trip]) -> list[MeetingClaim]:
    """The meetings of a report, each once; where and when they are not told by themselves, the trip they belong to does."""
    drafts: list[Draft] = []
    for sentence in scene.sentences:
        if sentence.headline:
            continue
        titled = sentence.number < 3 and sentence.words[-1].text[-1].isalnum()
        for draft in [*_read(scene, sentence), *listed_meetings(scene, sentence)]:
            if not titled or len(draft.persons) > 1:  # a line without a full stop names nobody in full
                add_draft(drafts, draft)
    for draft in _only_in_headline(scene, drafts):
        add_draft(drafts, draft)
    for draft in assemblies(scene):
        add_draft(drafts, draft)
    drafts = [d for d in drafts if not d.weak or not any(_contains(e, d) for e in drafts if e is not d)]
    drafts = [d for d in _of_two_sides(scene, drafts) if not _told_in_detail(d, drafts)]
    drafts = [d for d in drafts if not (d.again and any(_before(e, d) for e in drafts))]
    placed_later(scene, drafts)
    for draft in drafts:
        place_in_trip(scene, draft, journeys)
        at_home(draft, journeys)
        locate(scene, draft)
    return [meeting_claim(scene, d) for d in drafts]


def _only_in_headline(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "President Dolan meets Minister Tebo" above a text that tells what was said: a meeting of somebody who meets nobody else."""
    found = [d for s in scene.sentences if s.headline for d in _read(scene, s) if len(d.persons) > 1]
    told = [p for e in drafts for p in e.persons]
    return [d for d in found if any(p not in told for p in d.persons)]


def _contains(known: Draft, weak: Draft) -> bool:
    """Whether a meeting of the same persons is told elsewhere: that they "discussed" something adds none."""
    dated = weak.status == "actual" and weak.own_date and known.date and len(weak.date) <= len(known.date)
    if known.weak or dated and not known.date.startswith(weak.date):
        return False
    return all(any(p is q for q in known.persons) for p in weak.persons)


def _before(known: Draft, d: Draft) -> bool:
    """Whether a meeting is told a little before that is meant by "the meeting"."""
    return not known.again and 0 < d.sentence.number - known.sentence.number < _RECENT


def _told_in_detail(summary: Draft, drafts: list[Draft]) -> bool:
    """ "A met several ministers" is no meeting besides those with the ministers whom the report names."""
    if len(summary.persons) > 1 or not all(_vague(e.name.lower().split()) for e in summary.others):
        return False
    return any(
        len(d.persons) > 1 and summary.persons[0] in d.persons and d.status == summary.status for d in drafts
    )


def _vague(words: list[str]) -> bool:
    """Whether a group may be those whom the report names; business leaders are others."""
    if not _APART.isdisjoint(words):
        return False
    return words[-1] in _OFFICIALS or not _SEVERAL.isdisjoint(words[:2])


def _of_two_sides(scene: Scene, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts without those of a couple alone ("A and his wife held talks with the Chamber of Commerce")."""
    alone = [
        d
        for d in drafts
        if len(d.persons) == 2 and not d.others and d.persons[0].country == d.persons[1].country
    ]
    couples = [set(c.persons) for c in spouses(scene)] if alone else []
    for d in drafts:
        if not any(d is e for e in alone) or {scene.person(p) for p in d.persons} not in couples:
            yield d


def _read(scene: Scene, s: Sentence) -> Iterator[Draft]:
    verbs = triggers()["meeting"]["verbs"]
    nouns = triggers()["meeting"]["nouns"]
    for w in s.words:
        if w.ref is None and w.lower not in _telling():
            continue  # most words
        if w.ref is not None:
            titled = w.ref.kind == "name" and w.ref.text.split()[-1].lower()
            if titled in _TITLED and w.dep == "dobj":  # "will host an Official Banquet in honour of X"
                for frame in by_noun(scene, s, w, nouns[titled]):
                    yield from _drafts(scene, s, w, frame)
            continue
        if (pleasure := by_pleasure(scene, s, w)) is not None:
            found = iter([pleasure])
        elif w.tag.startswith("NN") and (opening := by_opening(scene, s, w)) is not None:
            found = iter([opening])
        elif w.lower in trigger_words("meeting", "chairing"):
            found = iter([frame for frame in [chairs_named(scene, s, w)] if frame is not None])
        elif (w.tag.startswith("VB") or w.lower == "host" and to_host(s, w)) and w.lower in verbs:
            name, _, kind = verbs[w.lower].partition(":")
            found = by_verb(scene, s, w, name, kind)
        elif (w.tag.startswith("NN") or w.lower == "bilateral" and w.dep in _OBJECTS) and w.lower in nouns:
            found = by_noun(scene, s, w, nouns[w.lower])
        else:
            continue
        for frame in found:
            yield from _drafts(scene, s, w, frame)


@cache
def _telling() -> frozenset[str]:
    """The words that may tell of a meeting."""
    data = triggers()["meeting"]
    lists = (trigger_words("meeting", name) for name in ("chairing", "pleasant", "posted"))
    others = {"meeting", "receiving", "host", "bilateral"}
    return frozenset(
        {*data["verbs"], *data["nouns"], *(w.lower() for words in lists for w in words), *others}
    )


def to_host(s: Sentence, w: Word) -> bool:
    """ "is due to host B": a verb that the parser may take for a noun."""
    return w.index > 1 and s.words[w.index - 1].lower in ("to", "will") and w.dep not in ("pobj", "compound")


def _drafts(scene: Scene, s: Sentence, w: Word, frame: Frame) -> Iterator[Draft]:
    """The meetings of one trigger: one with all, or one per counterpart where the report tells them apart."""
    status = event_status(scene, s, w)
    if status is None:
        return
    confidence = frame.confidence
    if any(_by_reference(item) for item in (*frame.left.items, *frame.right.items)):
        confidence -= 0.15  # told through "he" or "the Lao leader"
    if frame.several or frame.right.separate or apart(s, w.index - 3, w.index + 4):
        frame.right = each_country(scene, s, frame.right)
    if not frame.left.persons():  # "The foreign ministers of Peru and Kenya met"
        frame.left = each_country(scene, s, frame.left)
    if len(frame.right.persons()) == 2 and _trilateral(scene, s):
        frame.together = True
    frame.left = _side_of_they(s, frame.left, frame.right)
    if _name_actor(scene, s, w, frame):
        confidence = min(confidence, 0.6) - 0.05
    if not frame.together:
        frame.right = _one_by_one(frame.right)
    for mine, theirs in _pairings(s, w, frame):
        persons = [*mine.persons()]
        persons += [p for p in theirs.persons() if p not in persons]
        others = [e for item in (*mine.items, *theirs.items) for e in nameless(scene, s, item)]
        if len(persons) == 1 and not others:
            persons += _other_of_two(scene, persons[0], [*mine.items, *theirs.items])
        if len(persons) + len(others) < 2 or not persons:
            continue
        if theirs.items and not theirs.persons() and not others and len(mine.persons()) > 1:
            continue  # "A and B met officials"
        if len(persons) > 1 and (theirs.persons() or not theirs.items):
            # "the prime ministers of Peru, Kenya and Chile", one of whom nobody names
            others = [Entity("organization", i.label) for i in mine.items if i.label and not i.known]
        if not others and (meant := _of_one_side(persons, theirs.items)) is not None:
            persons = _with_other_side(scene, persons, meant)
            confidence -= 0.1
            if len(persons) < 2:
                continue
        draft = Draft(
            persons,
            others,
            frame.kind,
            s,
            w,
            status,
            confidence,
            evidence=[scene.evidence(s)],
            weak=frame.weak,
            again=not frame.right.items and at_another(scene, s, w),
        )
        yield settle(scene, draft)


def _one_by_one(found: Listing) -> Listing:
    """ "met the ambassadors of Peru and Kenya", whom the report names: the holders of several posts as one item each."""
    ref = found.items[0].head.ref if len(found.items) == 1 else None
    naming = ref.reference.naming if ref is not None and ref.reference is not None else None
    if naming is None or len(found.persons()) < 2:
        return found
    item = found.items[0]
    return Listing([Item(item.first, item.last, item.head, known=(p,)) for p in item.persons], separate=True)


def _name_actor(scene: Scene, s: Sentence, w: Word, frame: Frame) -> bool:
    """Put whoever acted in the sentences before in the place of a subject without a name; whether that was done."""
    if _unnamed_actor(frame.left) and frame.right.persons():
        actor = focus(scene, s, frame.right)
        frame.left = actor if actor.items else frame.left
        return bool(actor.items)
    if frame.left.persons() and _unnamed_actor(frame.right) and frame.right.items[0].first < w.index:
        actor = focus(scene, s, frame.left)
        frame.right = actor if actor.items else frame.right
        return bool(actor.items)
    return False


def _unnamed_actor(left: Listing) -> bool:
    """ "The Secretary General was received by B", whose name no post of that title gives: whoever acted before is meant."""
    ref = left.items[0].head.ref if len(left.items) == 1 and not left.persons() else None
    naming = ref.reference.naming if ref is not None and ref.kind == "group" and ref.reference else None
    if naming is None or naming.determiner != "the" or len(naming.posts) != 1:
        return False
    post = naming.posts[0]
    return not (post.plural or post.country or post.body)


def _side_of_they(s: Sentence, left: Listing, right: Listing) -> Listing:
    """ "They called on B": of the two whom "they" may mean those who are not of the side that is called on."""
    theirs = right.persons()
    if not theirs or len(left.items) != 1 or left.items[0].head.lower != "they":
        return left
    item, lands = left.items[0], {p.country for p in theirs} - {""}
    named = [p for x in s.words[: item.first] for p in x.persons]
    if all(p in named for p in item.persons):
        return left  # "A and B drove to Lima, where they met C"
    mine = tuple(p for p in item.persons if p not in theirs and p.country not in lands)
    return Listing([Item(item.first, item.last, item.head, known=mine)]) if mine else left


def _of_one_side(persons: list[Person], items: list[Item]) -> Item | None:
    """The "him" or "the guest" met that stands for one of two of the same country; whoever acts may meet his own people."""
    if len(persons) != 2 or not persons[0].country == persons[1].country != "":
        return None
    # "she met the ambassador of her country"; who heads an international body is of none
    if any(p.holds({"envoy"}) or _of_body(p) for p in persons):
        return None
    return next((i for i in items if _by_reference(i) and len(i.persons) == 1 and not _led(i)), None)


def _of_body(person: Person) -> bool:
    return any(
        h.post.body and h.post.role.endswith(("Director-General", "Secretary-General")) for h in person.posts
    )


def _other_of_two(scene: Scene, person: Person, items: list[Item]) -> list[Person]:
    """ "She will meet the President", who cannot be herself: the other of the two whom the report is about, if he has such a post."""
    meant = [i.head.ref.reference for i in items if i.head.ref is not None and i.persons == (person,)]
    post = next((r.naming.posts[0] for r in meant if r is not None and r.naming and r.naming.posts), None)
    if len(meant) != len(items) or len(items) != 2 or post is None:
        return []
    pair = [q for q in scene.registry.principals() if q is not None]
    if person not in pair:
        return []
    return [q for q in pair if q is not person and any(h.post.kind == post.kind for h in q.posts)]


def _led(item: Item) -> bool:
    """ "A Kenyan delegation": who leads it is told by name."""
    reference = item.head.ref.reference if item.head.ref is not None else None
    return reference is not None and reference.label == "delegation"


def _with_other_side(scene: Scene, persons: list[Person], meant: Item) -> list[Person]:
    """The two with whom the report is about in place of the pronoun, if he is of another country."""
    named = [p for p in persons if p not in meant.persons]
    others = (
        [q for q in scene.registry.principals() if q is not None and q.country not in ("", named[0].country)]
        if named
        else []
    )
    return [*named, *others[:1]]


def _by_reference(item: Item) -> bool:
    return item.head.ref is not None and item.head.ref.reference is not None


def _pairings(s: Sentence, w: Word, frame: Frame) -> Iterator[tuple[Listing, Listing]]:
    left, right = frame.left, frame.right
    if len(left.persons()) > 1 and len(right.persons()) > 1 and not right.separate:
        yield left, right
    elif len(right.items) > 1 and _separate(s, w, frame):
        yield from ((left, Listing([item])) for item in right.items)
    elif len(left.items) > 1 and len(right.persons()) == 1 and apart(s, w.index - 2, _edge(s, w)):
        yield from ((Listing([item]), right) for item in left.items)
    else:
        yield left, right


def _trilateral(scene: Scene, s: Sentence) -> bool:
    """Whether this sentence or the two behind it call the meeting trilateral."""
    behind = scene.sentences[s.number : s.number + 3]
    return any(x.lower in ("trilateral", "three-way") for later in behind for x in later.words)


def _unnamed_post(item: Item) -> bool:
    return not item.persons and item.head.ref is not None and item.head.ref.kind in ("post", "group")


def _of_a_land(item: Item) -> bool:
    """ "met A and the Chilean foreign minister": a post of its own, whoever holds it."""
    reference = item.head.ref.reference if item.head.ref is not None else None
    post = reference.post if reference is not None and reference.kind == "post" else None
    return post is not None and bool(post.country) and not post.plural


def _body(item: Item) -> bool:
    return item.head.ref is not None and item.head.ref.kind in ("body", "name")


def _edge(s: Sentence, w: Word) -> int:
    """The word behind the clause of a trigger, for adverbs that follow it."""
    return next((x.index for x in s.words[w.index + 1 :] if x.text in (",", ";", ".")), len(s.words))


def _own_mention(ref: Ref) -> bool:
    """Whether somebody is named, or told by a post of his own ("met the President and the Prime Minister")."""
    return ref.reference is None or ref.reference.naming is not None and len(ref.persons) == 1


def _separate(s: Sentence, w: Word, frame: Frame) -> bool:
    """ "met separately with A and B", "meetings with A and B", "met A and B, speaker of …": one meeting per counterpart."""
    items = frame.right.items
    if frame.together or frame.right.separate or apart(s, w.index - 3, items[0].first):
        return not frame.together
    unnamed = [i for i in items if not i.persons]
    groups = unnamed == items and not any(map(_unnamed_post, items)) and not all(map(_body, items))
    if frame.several and not groups:  # "meetings with the network and with experts" may be one
        return True
    if any(x.lower in _COMPRISING for x in s.words[w.index : items[0].first]):
        return False  # "met a delegation comprising A and B"
    if any(x.lower == "along" for x in s.words[w.index : items[0].first]):
        return False  # "met, along with his deputy, with A and B"
    if frame.each_own_post and all(_unnamed_post(i) for i in items):
        return True
    people: list[Person] = frame.right.persons()
    told = [i.head.ref for i in items if i.persons]
    named = all(ref is not None and _own_mention(ref) for ref in told) and all(
        _unnamed_post(i) or _body(i) or i.head.lower in trigger_words("meeting", "people") for i in unnamed
    )
    words = {x.lower for x in s.words}
    return (
        frame.each_own_post
        and named
        and (len(people) > 1 or len(people) == 1 and any(_body(i) or _of_a_land(i) for i in unnamed))
        and all(p.posts for p in people)
        and not words & {"jointly", "together"}
    )
