"""What verbs and nouns of meeting say about their two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract.companions import companions, joint_subjects
from communique.extract.encounters import REMOTE, is_remote
from communique.extract.listings import Item, Listing, listing, phrase_start
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_CALL_NOUNS = frozenset({"call", "calls", "phone", "teleconference"})
_TALKS = frozenset({"talks", "meeting", "negotiations", "consultations", "summit"})
_PRESENT = frozenset({"attended", "attend", "attends", "attending", "joined", "followed"})
_MEALS = frozenset({"dinner", "banquet", "lunch", "luncheon", "reception", "breakfast"})
#: What somebody does to the other side at a meeting: "told B at a meeting".
_TELLING = frozenset(
    "told tell informed assured briefed thanked congratulated conveyed handed presented".split()
)
_SESSIONS = (
    "consultations",
    "consultation",
    "dialogue",
    "summit",
    "meeting",
    "talks",
    "session",
    "round",
    "commission",
    "retreat",
    "forum",
)


@dataclass(slots=True)
class Frame:
    """The two sides of a meeting: ``right`` may be empty where ``left`` names both.

    ``several``: the noun is plural, one meeting per counterpart; ``each_own_post``: so for persons with posts
    of their own; ``together``: never so; ``weak``: a meeting only where no other sentence tells of one.
    """

    left: Listing
    right: Listing
    kind: str
    confidence: float
    several: bool = False
    each_own_post: bool = False
    together: bool = False
    weak: bool = False


# subjects ---------------------------------------------------------------------------------------------
def as_listing(scene: Scene, s: Sentence, words: list[Word]) -> Listing:
    """Parsed words, and what is joined to them, as a listing."""
    found = Listing()
    if words and not scene.persons_of(s, words):
        return next((group for w in words if (group := listing(s, phrase_start(s, w))).items), found)
    for word in words:
        for member in scene.members(s, word):
            if all(member is not i.head for i in found.items):
                found.items.append(Item(member.index, member.index, member))
    named = [i for i in found.items if i.persons]
    return Listing(named) if named else found


def _subjects(scene: Scene, s: Sentence, verb: Word, infinite: bool = True) -> Listing:
    """Who acts: the parsed subject, with what is joined to it in line; the nearest person before, where it is lost."""
    found = as_listing(scene, s, scene.subjects(s, verb))
    joint = joint_subjects(s, verb)
    if len(joint) > len(found.persons()) and (
        not found.persons()
        or joint[-1].persons[0] in found.persons()
        or joint[0].persons[0] in found.persons()
    ):
        return as_listing(scene, s, joint)
    if not found.persons() and infinite and (ahead := scene.ahead(s, verb)):
        return as_listing(scene, s, ahead)
    return found


def acting(scene: Scene, s: Sentence, verb: Word) -> list[Person]:
    """The persons who act in a verb of meeting."""
    return _subjects(scene, s, verb).persons()


# verbs ------------------------------------------------------------------------------------------------
def by_verb(scene: Scene, s: Sentence, w: Word, name: str, kind: str) -> Iterator[Frame]:
    """The frames of a verb: where the other side stands is told by ``name``."""
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w)) or (
        w.tag == "VBN" and w.dep in ("acl", "relcl")
    )
    subjects = _subjects(scene, s, w, w.tag != "VBG")
    if name == "person":
        if not passive and any(c.persons for c in scene.children(s, w, "dobj")) and subjects.persons():
            yield Frame(subjects, as_listing(scene, s, scene.children(s, w, "dobj")), kind, 0.7)
    elif name == "object":
        yield from _transitive(scene, s, w, subjects, kind, passive)
    elif name == "chair":
        yield from _chaired(scene, s, w, subjects, passive)
    elif passive:
        return
    elif name == "with":
        parsed = scene.children(s, w, "dobj") + scene.prepositional(s, w, "with")
        parsed = [
            p
            for p in parsed
            if p.ref is not None
            or p.lower in trigger_words("meeting", "people")
            or p.lower in ("whom", "each", "both")
        ]
        others = companions(s, w, parsed, "with", direct=True)
        if others.items or len(subjects.persons()) > 1 and w.lower != "meeting":
            yield Frame(subjects, others, kind, 0.9, each_own_post=True)
    elif name == "with_only":
        others = companions(s, w, scene.prepositional(s, w, "with", "to"), "with")
        if others.items or len(subjects.persons()) > 1:
            yield Frame(subjects, others, kind, 0.85, each_own_post=True)
    elif name == "weak":
        yield from _discussed(scene, s, w, subjects, kind)
    elif name == "phone":
        yield from _spoken(scene, s, w, subjects, kind)
    elif name == "on":
        others = companions(s, w, scene.prepositional(s, w, "on", "upon"), "on", "upon")
        if others.persons() or others.items and others.items[0].head.ref is not None:
            yield Frame(subjects, others, kind, 0.9, several=True)


def _transitive(
    scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str, passive: bool
) -> Iterator[Frame]:
    """ "received B", "was received by B"."""
    if passive:
        agents = companions(s, w, scene.prepositional(s, w, "by"), "by")
        own = as_listing(scene, s, scene.subjects(s, w) or _attending(scene, s, w))
        own = own if own.items else subjects
        if agents.items and not _at_airport(s, w):
            apart = any(
                x.lower in ("separate", "separately") for x in s.words[w.index : agents.items[0].first]
            )
            agents.separate = agents.separate or apart
            yield Frame(own, agents, kind, 0.85) if apart else Frame(agents, own, kind, 0.85, together=True)
        return
    if w.tag == "VBG" and w.index and s.words[w.index - 1].lower == "for":
        return  # "thanked him for hosting the delegation"
    if w.lower.startswith("host") and _for_a_visit(s, w):
        return  # "will host X for a State Visit"
    objects = companions(s, w, scene.children(s, w, "dobj", "dative", "npadvmod"), direct=True)
    if any(c.lower in triggers()["meeting"]["nouns"] for c in scene.children(s, w, "dobj")):
        return  # "hosted a luncheon in honour of B" is the noun's
    if objects.items and objects.items[0].head.ref is not None and objects.items[0].head.ref.kind == "name":
        return  # "received Letters of Credence", "hosted an Official Lunch"
    if objects.items and not _at_airport(s, w):
        yield Frame(subjects, objects, kind, 0.85, each_own_post=kind != "reception")


def _attending(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "A attended the luncheon hosted by B": who takes part in what is hosted."""
    event = s.words[w.head]
    verb = scene.verb_over(s, event)
    hosted = w.dep == "acl" and event.lower in triggers()["meeting"]["nouns"]
    joined = verb.lower in ("attended", "attends", "attend", "participated", "joined")
    return scene.subjects(s, verb) if hosted and joined else []


def _for_a_visit(s: Sentence, w: Word) -> bool:
    words = [x.text.lower() if x.ref is None else x.ref.text.lower() for x in s.words[w.index : w.index + 18]]
    return any(x == "for" and any("visit" in y for y in words[i + 1 : i + 5]) for i, x in enumerate(words))


def _at_airport(s: Sentence, w: Word) -> bool:
    """To be met on arrival or seen off is no meeting."""
    near = " ".join(
        x.text if x.ref is None else x.ref.text or x.text for x in s.words[w.index : w.index + 16]
    )
    return "airport" in near.lower()


def _chaired(scene: Scene, s: Sentence, w: Word, subjects: Listing, passive: bool) -> Iterator[Frame]:
    """ "A and B co-chaired the third Strategic Dialogue": the session is a meeting of its two chairs."""
    chairs = companions(s, w, scene.prepositional(s, w, "by"), "by") if passive else subjects
    others = companions(s, w, scene.prepositional(s, w, "with"), "with")
    text = scene.article.text[s.words[max(0, w.index - 12)].start : s.end].lower()[:360]
    kind = next((k for k in _SESSIONS if k in text), "")
    together = w.lower.startswith("co") or bool(others.items)
    if kind and len(chairs.persons() + others.persons()) > 1 and (together or len(chairs.persons()) > 1):
        yield Frame(chairs, others, kind, 0.8, together=True)


def _discussed(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "discussed trade with B", "A and B exchanged views": those who do so have met."""
    near = {x.lower for x in s.words[w.index : w.index + 4]}
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
    if is_remote(s, w):
        apart = _each_side(s, w, others)
        yield Frame(subjects, others, "call", 0.85, together=not apart, several=apart)
    elif others.persons() and (
        kind == "talks" or "with" in {x.lower for x in s.words[w.index : w.index + 6]}
    ):
        yield Frame(subjects, others, "talks", 0.6)


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


# nouns ------------------------------------------------------------------------------------------------
def by_noun(scene: Scene, s: Sentence, w: Word, kind: str) -> Iterator[Frame]:
    """The frames of a noun: "talks between A and B", "his meeting with B", "held talks with B"."""
    kind = _noun_kind(scene, s, w, kind)
    if not kind:
        return
    verb = scene.verb_over(s, w)
    if w.dep == "dobj" and verb.lower in trigger_words("meeting", "topics"):
        return  # "discussed the summit with B on the phone"
    if (
        w.dep == "compound"
        or kind == "summit"
        and w.dep == "pobj"
        and not scene.prepositional(s, w, "with", "between", "of")
    ):
        return  # "summit session", "on the sidelines of the summit"
    parsed = scene.prepositional(s, w, "between", "among")
    if not parsed and w.dep in ("nsubj", "nsubjpass"):  # "Talks were held between A and B"
        parsed = scene.prepositional(s, verb, "between")
    between = companions(s, w, parsed, "between", "among")
    if len(between.persons()) > 1:
        yield Frame(between, Listing(), kind, 0.85, together=True)
        return
    if (told := _of_those_before(scene, s, w, kind)) is not None:
        yield told
        return
    held = next(
        (c for c in scene.children(s, w, "relcl") if c.lower in trigger_words("meeting", "holding")), None
    )
    verb = held or verb  # "a meeting A held with B"
    others = _others(scene, s, w, verb, kind) if held is None else _others_of(scene, s, held)
    owners = _owners(scene, s, w)
    holding = verb.lower in trigger_words("meeting", "holding")
    several = (
        _each_side(s, w, others)
        or w.tag == "NNS"
        and w.lower in ("meetings", "calls", "encounters", "audiences", "receptions")
        or kind == "courtesy call"
        and len(others.persons()) > 1
        and all(p.posts for p in others.persons())
    )
    left = owners if owners.persons() else _who_met(scene, s, w, verb, holding, held is not None)
    if not others.items and len(left.persons()) == 1 and _adjunct(scene, s, w):
        others = _told_at(scene, s, verb)
    if others.persons() and not left.items and w.dep in ("nsubj", "nsubjpass", "ROOT", "conj", "dep", "pobj"):
        left = _focus(scene, s, others)
    if others.items and left.items:
        yield Frame(left, others, kind, 0.85 if holding else 0.7, several=several)
    elif not others.items and len(left.persons()) == 1 and holding and w.dep == "dobj":
        other = _other_side(scene, s, left)
        if kind in _TALKS and other.items and not owners.items:
            yield Frame(left, other, kind, 0.6, together=True)
    elif (
        not others.items
        and len(left.persons()) > 1
        and (owners.items or holding and verb.lower not in _PRESENT or _adjunct(scene, s, w))
    ):
        yield Frame(left, Listing(), kind, 0.8, together=True)


def _who_met(scene: Scene, s: Sentence, w: Word, verb: Word, holding: bool, held: bool) -> Listing:
    """Whose meeting it is that has no owner: the subject of its verb, or who tells that "this came in a meeting with B"."""
    if w.dep in ("nsubj", "nsubjpass") and not held:
        return Listing()
    left = _subjects(scene, s, verb, infinite=holding or w.dep == "dobj")
    over = s.words[verb.head]
    if not left.persons() and verb.dep == "ccomp" and over is not verb:
        return _subjects(scene, s, over)
    return left


def _others_of(scene: Scene, s: Sentence, held: Word) -> Listing:
    return companions(s, held, scene.prepositional(s, held, "with"), "with")


def _told_at(scene: Scene, s: Sentence, verb: Word) -> Listing:
    """ "A told B at a meeting": whom the sentence has A speak to."""
    if verb.lower not in _TELLING:
        return Listing()
    told = [c for c in scene.children(s, verb, "dobj", "dative") if c.persons]
    told = told or [c for c in scene.prepositional(s, verb, "to") if c.persons]
    return as_listing(scene, s, told[:1])


def _of_those_before(scene: Scene, s: Sentence, w: Word, kind: str) -> Frame | None:
    """A meeting of those whom the sentence before names: "This was followed by talks", "following a trilateral summit"."""
    if kind.startswith("trilateral") or "trilateral" in {
        x.lower for x in s.words[max(0, w.index - 2) : w.index]
    }:
        three = _three_before(scene, s)
        if three.items and not s.headline and not any(x.persons for x in s.words):
            return Frame(three, Listing(), "summit" if w.lower == "summit" else kind, 0.7, together=True)
    if kind in ("talks", "meeting", "bilateral meeting") and _followed(s, w):
        pair = _told_before(scene, s)
        if pair.items:
            return Frame(pair, Listing(), kind, 0.65, together=True)
    return None


def _followed(s: Sentence, w: Word) -> bool:
    """Whether a sentence goes on: "This was followed by a bilateral meeting"."""
    words = [x.lower for x in s.words[: w.index]]
    return words[:1] in (["this"], ["it"], ["these"], ["that"], ["which"]) and words[1:4] in (
        ["was", "followed", "by"],
        ["were", "followed", "by"],
        ["is", "followed", "by"],
    )


def _three_before(scene: Scene, s: Sentence) -> Listing:
    """The three persons of three countries whom the sentence before names."""
    for earlier in reversed(scene.sentences[max(0, s.number - 1) : s.number]):
        named = [x for x in earlier.words if len(x.persons) == 1 and x.persons[0].country]
        firsts = {x.persons[0].country: x for x in reversed(named)}
        if len(firsts) == 3:
            return Listing(
                [Item(x.index, x.index, x) for x in sorted(firsts.values(), key=lambda x: x.index)]
            )
    return Listing()


def _told_before(scene: Scene, s: Sentence) -> Listing:
    """The two persons of different countries whom the sentence before names together."""
    for earlier in reversed(scene.sentences[max(0, s.number - 1) : s.number]):
        named = [x for x in earlier.words if len(x.persons) == 1]
        for i, a in enumerate(named):
            other = next(
                (
                    b
                    for b in named[i + 1 :]
                    if b.persons[0].country != a.persons[0].country and b.persons[0].country
                ),
                None,
            )
            if other is not None and a.persons[0].country:
                return Listing([Item(x.index, x.index, x) for x in (a, other)])
    return Listing()


def _other_side(scene: Scene, s: Sentence, left: Listing) -> Listing:
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


def _focus(scene: Scene, s: Sentence, others: Listing) -> Listing:
    """ "A courtesy call on B is also planned": the other side is the subject of the sentence before."""
    for earlier in reversed(scene.sentences[max(0, s.number - 2) : s.number]):
        if earlier.headline or earlier.caption:
            continue
        acting = [w for w in earlier.words if len(w.persons) == 1 and w.dep in ("nsubj", "nsubjpass")]
        if acting and acting[0].persons[0] not in others.persons():
            return Listing([Item(acting[0].index, acting[0].index, acting[0])])
    return Listing()


def _each_side(s: Sentence, w: Word, others: Listing) -> bool:
    """Talks with persons of several countries are one with each, unless the report calls them trilateral or the like."""
    if w.lower in _MEALS:
        return False
    countries = {p.country for p in others.persons()}
    words = {x.lower for x in s.words[max(0, w.index - 4) : w.index + 1]}
    joint = words & {
        "trilateral",
        "quadrilateral",
        "multilateral",
        "joint",
        "four-way",
        "three-way",
        "summit",
        "plenary",
    }
    return len(countries) > 1 and "" not in countries and not joint


def _adjunct(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "following talks in a narrow format", "agreed in a video call": the subjects of the verb are those who met."""
    over, verb = s.words[w.head], scene.verb_over(s, w)
    absent = any(c.lower == "present" for c in scene.children(s, verb, "acomp", "advmod"))
    if w.dep != "pobj" or absent or verb.lower in _PRESENT:
        return False
    if over.lower == "in":
        return not any(s.words[i].lower in ("the", "his", "her", "its") for i in w.children)
    return over.lower in ("following", "after", "during", "at", "for", "through", "over")


def _others(scene: Scene, s: Sentence, w: Word, verb: Word, kind: str) -> Listing:
    parsed = scene.prepositional(s, w, "with")
    if w.head == verb.index or w.dep in ("dobj", "nsubjpass", "pobj", "nsubj", "attr"):
        parsed = parsed or (scene.prepositional(s, verb, "with", "between") if w.head == verb.index else [])
    prepositions = ["with", "between"]
    if kind == "call":
        parsed = parsed or scene.prepositional(s, w, "from", "to")
        prepositions += ["from"]
    if kind == "audience":
        verbs = scene.prepositional(s, verb, "to", "by") if w.dep == "dobj" else []
        parsed = parsed or scene.prepositional(s, w, "to", "by") or verbs
        prepositions += ["to", "by"]
    if kind == "courtesy call":
        parsed = parsed or scene.prepositional(s, w, "on", "to", "upon", "from", "by")
        prepositions += ["on", "to", "upon", "from", "by"]
    if w.lower in _MEALS or kind in _MEALS:
        parsed = parsed or scene.prepositional(s, w, "for") or _honoured(s, w)
        prepositions += ["for", "to"]
    return companions(s, w, parsed, *prepositions)


def _honoured(s: Sentence, w: Word) -> list[Word]:
    """ "a dinner in honour of B"."""
    near = s.words[w.index + 1 : w.index + 9]
    if not {"honour", "honor"} & {x.lower for x in near}:
        return []
    return [x for x in near if x.persons][:1]


def _owners(scene: Scene, s: Sentence, w: Word) -> Listing:
    """ "his meeting", "the meeting of A and B", "the two leaders' talks"."""
    own = scene.children(s, w, "poss")
    words = [c for c in own if c.persons]
    words = words or [c for c in scene.children(s, w, "compound") if c.persons]
    if not words and any(c.lower in ("his", "her") for c in own):
        words = [x for x in s.words[: w.index] if len(x.persons) == 1][-1:] if w.dep != "dobj" else []
    if words:
        return as_listing(scene, s, words)
    of = [c for c in scene.prepositional(s, w, "of") if c.persons]
    return listing(s, of[0].index) if of else Listing()


def _noun_kind(scene: Scene, s: Sentence, w: Word, kind: str) -> str:
    before = [x.lower for x in s.words[max(0, w.index - 3) : w.index]]
    if w.lower in ("visit", "visits"):
        paid = scene.verb_over(s, w).lower in trigger_words("visit", "paying") and w.dep == "dobj"
        to = [x for x in scene.prepositional(s, w, "to") if x.persons] if paid else []
        return "courtesy call" if "courtesy" in before or to else ""
    if w.lower in _CALL_NOUNS:
        behind = s.words[min(w.index + 1, len(s.words) - 1)].lower
        remote = bool(set(before) & REMOTE)
        if {"courtesy", "farewell"} & set(before) or w.lower == "calls" and behind == "on" and not remote:
            return "courtesy call"
        if remote or w.lower not in ("call", "calls"):
            return "call"
        own = any(c.dep == "poss" for c in scene.children(s, w))
        return "call" if own or any(b in ("a", "their", "his", "her") for b in before) else ""
    if set(before) & {"telephone", "phone", "telephonic"}:
        return "call"
    if "video" in before:
        return "video conference" if w.lower == "conference" else "video meeting"
    if w.lower in ("conference", "session", "round", "dialogue"):
        return f"working {kind}" if before[-1:] == ["working"] else ""
    if before and before[-1] in ("trilateral", "bilateral", "working", "tea"):
        return f"{before[-1]} {w.lower if kind != 'talks' else kind}"
    return kind
