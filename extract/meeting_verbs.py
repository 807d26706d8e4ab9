"""Meetings told by verbs: "met B", "was received by B", "spoke with B by phone", "co-chaired the talks"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.companions import companions
from communique.extract.encounters import in_round_of_calls, is_remote
from communique.extract.listings import CLAUSE_OPENERS, FINITE, Item, Listing, listing
from communique.extract.meals import PRESENT
from communique.extract.meeting_calls import by_phone, called
from communique.extract.meeting_chairs import chaired
from communique.extract.meeting_frames import MEALS, Frame, acting_side, as_listing, each_apart, of_office
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word
from communique.extract.welcomes import at_airport

#: Groups of foreigners whom a minister briefs.
_ENVOYS = frozenset({"ambassadors", "diplomats", "envoys"})
_PRESS = frozenset({"press", "media", "reporters", "journalists", "newsmen"})


def by_verb(scene: Scene, s: Sentence, w: Word, name: str, kind: str) -> Iterator[Frame]:
    """The frames of a verb: where the other side stands is told by ``name``."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w)) or (
        w.tag == "VBN"
        and (
            w.dep in ("acl", "relcl")
            and not _goes_on(s, w)
            and not _perfect(scene, s, w)
            or _by_follows(s, w.index + 1)
        )
    )
    subjects = acting_side(scene, s, w, w.tag != "VBG")
    if name == "person":
        known = [c for c in scene.children(s, w, "dobj") if c.persons and c.lower != "them"]
        known = [c for c in known if not _with_towns(s, c)]
        if not passive and known and subjects.persons():
            yield Frame(subjects, as_listing(scene, s, scene.children(s, w, "dobj")), kind, 0.7)
    elif name == "for":
        yield from _asked(scene, s, w, subjects, passive)
    elif name == "object":
        yield from _transitive(scene, s, w, subjects, kind, passive)
    elif name == "briefing":
        yield from _briefed(scene, s, w, subjects, kind, passive)
    elif name == "chair":
        yield from chaired(scene, s, w, subjects, passive)
    elif name == "weak" and passive and not w.lower.startswith("exchang"):
        those = companions(s, w, scene.prepositional(s, w, "by"), "by")  # "trade was discussed by A and B"
        if len({p.country for p in those.persons()} - {""}) > 1:
            yield Frame(those, Listing(), kind, 0.6, together=True, weak=True)
    elif name == "on" and passive:  # a retreat that "has been called by B" is no call
        if [x.lower for x in s.words[w.index + 1 : w.index + 2]] not in (["on"], ["upon"]):
            return
        callers = companions(s, w, scene.prepositional(s, w, "by"), "by")
        yield Frame(callers, subjects, kind, 0.85)
    elif not passive:
        yield from _active(scene, s, w, name, kind, subjects)


def _with_towns(s: Sentence, w: Word) -> bool:
    """ "visited A, Arequipa and Cusco": what stands in one list with towns is no person."""
    near = [x for x in s.words[w.index + 1 : w.index + 4] if x.ref is not None]
    nobody = not any(p.posts for p in w.persons)
    return nobody and bool(near) and near[0].ref is not None and near[0].ref.kind == "place"


def _perfect(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "where she had chaired the session with B": what somebody has done."""
    return any(c.lower in ("has", "had", "have") for c in scene.children(s, w, "aux"))


def _goes_on(s: Sentence, w: Word) -> bool:
    """ "A, who arrived on Monday, earlier called on B": a past tense that the parser takes for a participle."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 3]]
    return behind[:1] in (["on"], ["upon"], ["with"]) and behind[1:] != ["by"]


def _by_follows(s: Sentence, i: int) -> bool:
    """ "received by B", "presided over by B"."""
    behind = [x.lower for x in s.words[i : i + 2]]
    return behind[:1] == ["by"] or behind == ["over", "by"]


def _active(scene: Scene, s: Sentence, w: Word, name: str, kind: str, subjects: Listing) -> Iterator[Frame]:
    """ "met with B", "spoke with B by phone", "told visiting B", "called on B": verbs whose passive says nothing of who met."""
    if name == "remote":
        told = [c for c in scene.children(s, w, "dobj", "dative") if c.persons]
        if told and by_phone(s, told[0].index + 1):
            yield Frame(subjects, as_listing(scene, s, told), kind, 0.75)
        elif told and "visiting " in scene.article.text[told[0].start : told[0].end].lower():
            yield Frame(subjects, as_listing(scene, s, told), "meeting", 0.65, weak=True)
    elif name == "with":
        yield from _met_with(scene, s, w, subjects, kind)
    elif name == "see":
        yield from _seen(scene, s, w, subjects, kind)
    elif name == "with_only" and not _of_noun(scene, s, w) and not _bestowed(scene, s, w):
        others = companions(s, w, scene.prepositional(s, w, "with", "to"), "with")
        if others.items or len(subjects.persons()) > 1 or of_office(subjects.items):
            yield Frame(subjects, others, kind, 0.85, each_own_post=True)
    elif name == "with_named":
        others = companions(s, w, scene.prepositional(s, w, "with"), "with")
        if others.persons():
            yield Frame(subjects, others, kind, 0.65, each_own_post=True, weak=True)
    elif name == "weak":
        yield from _discussed(scene, s, w, subjects, kind)
    elif name == "phone":
        yield from _spoken(scene, s, w, subjects, kind)
    elif name == "farewell":
        yield from _leaving(scene, s, w, subjects, kind)
    elif name == "on":
        yield from called(scene, s, w, subjects, kind)


def _briefed(
    scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str, passive: bool
) -> Iterator[Frame]:
    """ "briefed the ambassador on the plan", "was briefed by B": no report to one's own president or to the press."""
    if passive:
        told, others = subjects, companions(s, w, scene.prepositional(s, w, "by"), "by")
    else:
        objects = [c for c in scene.children(s, w, "dobj") if c.lower not in _PRESS]
        told, others = companions(s, w, objects, direct=True) if objects else Listing(), subjects
    lands = {p.country for p in (*told.persons(), *others.persons())} - {""}
    envoys = any(i.head.lower in _ENVOYS for i in told.items) and not told.persons()
    if others.persons() and (len(lands) > 1 or envoys):
        yield Frame(others, told, kind, 0.65, several=len(lands) > 2, weak=True)


def _of_noun(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "convened a round table with B" is the noun's."""
    return any(c.lower in triggers()["meeting"]["nouns"] for c in scene.children(s, w, "dobj"))


def _bestowed(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "conferred on B the Order of Merit": an honour."""
    if not w.lower.startswith("confer"):
        return False
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    honours = [c for c in scene.children(s, w, "dobj") if not c.persons]
    return behind in ("on", "upon") or behind != "with" and bool(honours)


def _seen(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "is to see B in Lima", "had seen each other in May": no "saw B leave", "sees B as a friend"."""
    objects = scene.children(s, w, "dobj")
    clause = scene.children(s, w, "ccomp", "xcomp", "oprd", "prt", "acomp")
    if clause or not objects or scene.prepositional(s, w, "as", "off"):
        return
    if len(subjects.persons()) > 1 and objects[0].lower in ("other", "another"):
        yield Frame(subjects, Listing(), kind, 0.7, together=True)
    elif objects[0].persons and any(p.posts for p in objects[0].persons) and subjects.persons():
        yield Frame(subjects, companions(s, w, objects, direct=True), kind, 0.6, each_own_post=True)


def _met_with(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "met B", "met with B", "A and B met"."""
    parsed = [
        p
        for p in scene.children(s, w, "dobj") + scene.prepositional(s, w, "with")
        if p.ref is not None
        or p.lower in trigger_words("meeting", "people")
        or p.lower in ("whom", "each", "both")
    ]
    if any(c.lower in _PRESS for c in scene.children(s, w, "dobj")):
        return  # "met the press with his foreign minister"
    others = companions(s, w, parsed, "with", direct=True) if not _among_those(s, w) else _behind_be(s, w)
    alone = len(subjects.persons()) > 1 or of_office(subjects.items)
    if others.items or alone and w.lower != "meeting":
        yield Frame(subjects, others, kind, 0.9, each_own_post=True)


def _among_those(s: Sentence, w: Word) -> bool:
    """ "Among those he met were A and B", "Among the officials whom he met was A"."""
    return s.words[0].lower == "among" and w.index < 12 and w.dep == "relcl"


def _behind_be(s: Sentence, w: Word) -> Listing:
    be = next((x for x in s.words[w.index + 1 : w.index + 12] if x.lower in ("was", "were", "are")), None)
    return listing(s, be.index + 1) if be is not None else Listing()


def _leaving(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "On Wednesday he bade farewell to B": the last call of an envoy; a guest is seen off."""
    envoys = [p for p in subjects.persons() if p.holds({"envoy"})]
    if envoys and s.words[min(w.index + 1, len(s.words) - 1)].lower in ("farewell", "goodbye", "adieu"):
        others = companions(s, w, scene.prepositional(s, w, "to"), "to")
        yield Frame(subjects, others, kind, 0.75, several=True)


def _transitive(
    scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str, passive: bool
) -> Iterator[Frame]:
    """ "received B", "was received by B"."""
    kind = _meal(scene, s, w) or kind
    if w.dep == "acl" and s.words[w.head].lower in MEALS:
        return  # "a dinner hosted by B" is the noun's
    if passive and w.dep == "acl" and w.lower == "hosted" and _is_occasion(s, w):
        return  # "attended an exhibition hosted by B"
    if passive and not _for_credentials(s, w):
        agents = companions(s, w, scene.prepositional(s, w, "by"), "by")
        own = _attending(scene, s, w) if _of_event(s, w) else as_listing(scene, s, scene.subjects(s, w))
        if _of_event(s, w) and not own.items:
            return
        own = own if own.items else subjects
        if agents.items and not at_airport(scene, s, w):
            apart = any(
                x.lower in ("separate", "separately") for x in s.words[w.index : agents.items[0].first]
            )
            apart = agents.separate = agents.separate or apart
            yield Frame(own, agents, kind, 0.85) if apart else Frame(agents, own, kind, 0.85, together=True)
        return
    if w.tag == "VBG" and w.index and s.words[w.index - 1].lower == "for":
        return  # "thanked him for hosting the delegation"
    if _for_credentials(s, w):
        return
    if w.lower.startswith("host") and _for_a_visit(s, w):
        return  # "will host X for a State Visit"
    parsed = [c for c in scene.children(s, w, "dobj", "dative", "npadvmod") if c.index > w.index]
    objects = companions(s, w, parsed or _shared(scene, s, w), direct=True)
    if not subjects.persons() and len(objects.persons()) > 1:
        return  # "The university hosted A and B": they are guests of one host
    behind = s.words[w.index + 1 : w.index + 4]
    if not objects.items and [x.lower for x in behind] == ["and", "worked", "with"]:
        objects = listing(s, w.index + 4)  # "received and worked with the delegation of B"
    if any(c.lower in triggers()["meeting"]["nouns"] for c in scene.children(s, w, "dobj")):
        return  # "hosted a luncheon in honour of B" is the noun's
    if objects.items and objects.items[0].head.ref is not None and objects.items[0].head.ref.kind == "name":
        return  # "received Letters of Credence", "hosted an Official Lunch"
    if objects.items and not at_airport(scene, s, w):
        apart = kind != "reception" or _of_lands(objects) > 2 or _own_people(subjects, objects)
        yield Frame(subjects, objects, kind, 0.85, each_own_post=apart)


def _is_occasion(s: Sentence, w: Word) -> bool:
    """Whether the noun that a participle hangs on is no guest, but an occasion that somebody hosts."""
    x, nouns = s.words[w.head], triggers()["meeting"]["nouns"]
    if not {"was", "were", "be", "been"}.isdisjoint(y.lower for y in s.words[max(0, w.index - 5) : w.index]):
        return False  # "He was in the evening hosted to a banquet by B"
    return x.ref is None and x.lower not in trigger_words("meeting", "people") and x.lower not in nouns


def _shared(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "received and led B to the plant", "met and held talks with B": the object of the verb joined to this one."""
    joined = [c for c in scene.children(s, w, "conj") if s.words[c.index - 1].lower == "and"]
    if not joined or joined[0].index != w.index + 2:
        return []
    return scene.children(s, joined[0], "dobj") + scene.prepositional(s, joined[0], "with")


def _for_credentials(s: Sentence, w: Word) -> bool:
    """ "received the ambassador, who presented her credentials": a ceremony, unless only copies are handed over."""
    words = {y for x in s.words[w.index :] for y in (x.ref.text if x.ref else x.text).lower().split()}
    handed = words & {"present", "presented", "presenting", "presentation", "handed", "submitted"}
    copies = words & {"copy", "copies", "talks", "meeting", "discussed"}
    return bool(handed and words & {"credentials", "credence"} and not copies)


def _own_people(hosts: Listing, guests: Listing) -> bool:
    """ "The Amir received the Prime Minister, A, as well as the Speaker, B": audiences of a ruler's own people, one by one."""
    lands = {p.country for p in (*hosts.persons(), *guests.persons())}
    return len(lands) == 1 and "" not in lands and len(hosts.persons()) == 1


def _of_lands(guests: Listing) -> int:
    """Of how many countries those are who are received: guests of many are received one after the other."""
    return len({p.country for p in guests.persons() if p.country})


def _of_event(s: Sentence, w: Word) -> bool:
    """ "the meeting hosted by B": it is not the meeting that B receives."""
    head = s.words[w.head]
    name = (
        head.ref.text.split()[-1].lower() if head.ref is not None and head.ref.kind == "name" else head.lower
    )
    return w.dep == "acl" and name in triggers()["meeting"]["nouns"]


def _attending(scene: Scene, s: Sentence, w: Word) -> Listing:
    """ "A attended the meeting hosted by B": who takes part in what is hosted."""
    verb = scene.verb_over(s, s.words[w.head])
    joined = verb.lower in PRESENT or verb.lower.startswith("participat")
    return as_listing(scene, s, scene.subjects(s, verb)) if joined else Listing()


def _asked(scene: Scene, s: Sentence, w: Word, subjects: Listing, passive: bool) -> Iterator[Frame]:
    """ "welcomed B to Lima for talks", "treated B to a dinner", "joined B for lunch"; whom further talks are with is the noun's."""
    found = scene.prepositional(s, w, "by") if passive else scene.children(s, w, "dobj")
    guests = [c for c in found if c.persons]
    if not subjects.persons():
        return
    if passive and _in_a_house(s, w) and (hosts := scene.prepositional(s, w, "by")):
        couple = {x.lower for x in s.words} & {"wife", "husband", "spouse"}
        if any(c.persons for c in hosts) and not couple and not at_airport(scene, s, w):
            yield Frame(companions(s, w, hosts, "by"), subjects, "reception", 0.65, together=True)
        return
    if not passive and _in_a_house(s, w):
        yield Frame(subjects, companions(s, w, scene.children(s, w, "dobj"), direct=True), "reception", 0.8)
        return
    if not guests:
        return
    for x in s.words[guests[0].index + 1 :]:
        if x.ref is None and (
            x.tag in FINITE or x.tag == "VBG" or x.lower in CLAUSE_OPENERS or x.text in (".", ";")
        ):
            return
        if x.ref is None and x.lower in trigger_words("meeting", "asked_for"):
            asked = {y.lower for y in s.words[max(0, x.index - 4) : x.index]} & {"for", "to"}
            if asked and s.words[min(x.index + 1, len(s.words) - 1)].lower not in ("with", "between"):
                kind = triggers()["meeting"]["nouns"][x.lower]
                yield Frame(subjects, companions(s, w, guests, direct=True), kind, 0.8)
            return


def _in_a_house(s: Sentence, w: Word) -> bool:
    """ "welcomed B to his office", "welcomed at the palace a delegation headed by B": no ceremony, but a meeting."""
    words = [x.lower if x.ref is None else x.ref.text.lower().split(" ")[-1] for x in s.words]
    end = next((x.index for x in s.words[w.index + 1 :] if x.tag in FINITE and x.ref is None), len(words))
    near = words[w.index + 1 : end]
    if trigger_words("meeting", "ceremonies") & set(words) or near[:1] == ["by"]:
        return False
    inside = [i for i, x in enumerate(near) if x in ("to", "at", "in")]
    return any(trigger_words("meeting", "houses") & set(near[i + 1 : i + 6]) for i in inside)


def _meal(scene: Scene, s: Sentence, w: Word) -> str:
    """ "hosted B for lunch", "was hosted to a state dinner by B": the kind of a reception that is a meal."""
    if not w.lower.startswith("host"):
        return ""
    nouns = [n for n in scene.prepositional(s, w, "for", "to", "at", "over") if n.lower in MEALS]
    return triggers()["meeting"]["nouns"][nouns[0].lower] if nouns else ""


def _for_a_visit(s: Sentence, w: Word) -> bool:
    words = [x.text.lower() if x.ref is None else x.ref.text.lower() for x in s.words[w.index : w.index + 18]]
    return any(x == "for" and any("visit" in y for y in words[i + 1 : i + 5]) for i, x in enumerate(words))


def _discussed(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "discussed trade with B", "A and B exchanged views": those who do so have met."""
    near = {x.lower for x in s.words[w.index : w.index + 4]}
    if w.lower == "reviewed" and near & {
        "troops",
        "guard",
        "parade",
        "troop",
        "honour",
        "honor",
        "contingent",
    }:
        return
    if w.lower.startswith("exchange") and not near & {"views", "opinions", "ideas"}:
        return
    others = companions(s, w, scene.prepositional(s, w, "with"), "with")
    if others.persons() and {x.lower for x in s.words} & {"phone", "telephone"}:
        yield Frame(subjects, others, "call", 0.7, together=True)
    elif others.persons():
        yield Frame(subjects, others, kind, 0.65, each_own_post=True, weak=True)
    elif len({p.country for p in subjects.persons() if p.country}) > 1:
        yield Frame(subjects, Listing(), kind, 0.6, together=True, weak=True)


def _spoken(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    others = companions(s, w, scene.prepositional(s, w, "with", "to"), "with", "to")
    apart = each_apart(s, w, others)
    if is_remote(s, w) or others.persons() and in_round_of_calls(scene, s):
        yield Frame(subjects, others, "call", 0.85, together=not apart, several=apart)
    elif others.persons() and (
        kind == "talks"
        or "with" in {x.lower for x in s.words[w.index : w.index + 6]}
        or _of_two_lands(subjects, others)
    ):
        yield Frame(subjects, others, "talks", 0.6, several=apart)
    elif kind == "talks" and not others.items and len({p.country for p in subjects.persons()} - {""}) > 1:
        yield Frame(
            subjects, Listing(), "talks", 0.6, together=True, weak=True
        )  # "A and B talked for an hour"


def _of_two_lands(a: Listing, b: Listing) -> bool:
    """ "The President spoke to President B": who speaks to somebody of another country has had talks with him."""
    lands = {p.country for p in a.persons()}, {p.country for p in b.persons()}
    return all(len(x) == 1 and "" not in x for x in lands) and lands[0] != lands[1]


def by_opening(scene: Scene, s: Sentence, w: Word) -> Frame | None:
    """ "Meeting B in Lima, A said": a participle in capitals that the parse takes for a noun."""
    first = not w.index or s.words[w.index - 1].text in ("-", "–", "—", ":")
    if not first or w.text not in ("Meeting", "Receiving"):
        return None
    others = listing(s, w.index + 1)
    comma = next((x.index for x in s.words[w.index :] if x.text == ","), len(s.words))
    acting = next((x for x in s.words[comma:] if x.persons and x.dep == "nsubj"), None)
    if not others.persons() or acting is None:
        return None
    return Frame(Listing([Item(acting.index, acting.index, acting)]), others, "meeting", 0.8)
