"""Meetings told by nouns: "talks between A and B", "his meeting with B", "held talks with B", "a dinner in honour of B"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.companions import companions
from communique.extract.encounters import REMOTE, in_round_of_calls
from communique.extract.listings import Item, Listing, kind_of, listing, phrase_start
from communique.extract.meals import PRESENT, guests, honoured, honoured_before, hosts
from communique.extract.meeting_frames import MEALS, Frame, acting_side, as_listing, each_apart, of_office
from communique.extract.meeting_partners import (
    answering,
    beside_press,
    bodies_met_at,
    called_on,
    focus,
    inviting,
    named_before,
    other_side,
    reception_of,
    told_at,
    welcomed,
)
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_CALL_NOUNS = frozenset({"call", "calls", "phone", "teleconference"})
#: Plural nouns of meetings of which there is one with each.
_ONE_EACH = frozenset(
    {"meetings", "calls", "encounters", "audiences", "receptions", "bilaterals", "pull-asides"}
)
_GIVING = frozenset({"hosted", "hosts", "host", "gave", "gives", "give", "held", "offered", "threw"})
_OCCASIONS = frozenset({"opportunity", "chance", "occasion"})
_TALKS = frozenset({"talks", "meeting", "negotiations", "consultations", "summit"})


def by_noun(scene: Scene, s: Sentence, w: Word, kind: str) -> Iterator[Frame]:
    """The frames of a noun: "talks between A and B", "his meeting with B", "held talks with B"."""
    if w.lower == "tea" and w.dep == "compound" and s.words[w.head].lower == "party":
        w, kind = s.words[w.head], "tea party"
    kind = _noun_kind(scene, s, w, kind)
    verb = scene.verb_over(s, w)
    if not kind or _none_told(scene, s, w, kind, verb):
        return
    if (both := _between(scene, s, w, verb) or _of_both(scene, s, w)) is not None:
        yield Frame(both, Listing(), kind, 0.85, together=True)
    elif (told := _of_those_before(scene, s, w, kind)) is not None:
        yield told
    elif (received := reception_of(scene, s, w)) is not None:
        yield Frame(*received, kind, 0.7, together=True)
    else:
        yield from _two_sides(scene, s, w, kind, verb)


def _none_told(scene: Scene, s: Sentence, w: Word, kind: str, verb: Word) -> bool:
    """ "discussed the summit with B on the phone", "on the sidelines of the summit", "summit session": no meeting is told."""
    if w.lower in trigger_words("meeting", "loose") and not _had(scene, s, w, verb):
        return True
    if w.lower == "reception" and s.words[w.head].lower == "for":
        return True  # "thanked B for the warm reception"
    own = any(c.dep == "poss" for c in scene.children(s, w))
    if w.dep == "dobj" and not own and verb.lower in trigger_words("meeting", "topics"):
        return True
    aside = kind == "summit" and w.dep == "pobj"
    return w.dep == "compound" or aside and not scene.prepositional(s, w, "with", "between", "of")


def _two_sides(scene: Scene, s: Sentence, w: Word, kind: str, verb: Word) -> Iterator[Frame]:
    """The meeting of who owns, holds or has it with whoever stands behind "with", or is left unsaid."""
    held = next(
        (
            c
            for c in scene.children(s, w, "relcl")
            if c.lower in trigger_words("meeting", "holding") and not _which(scene, s, c)
        ),
        None,
    )
    verb = held or verb  # "a meeting A held with B"
    others = (
        _others(scene, s, w, verb, kind)
        if held is None
        else companions(s, held, scene.prepositional(s, held, "with"), "with")
    )
    owners = _owners(scene, s, w)
    holding = verb.lower in trigger_words("meeting", "holding")
    if not others.items and of_office(owners.items):
        yield Frame(owners, Listing(), kind, 0.7, together=True)
        return
    left = owners if owners.persons() else _who_met(scene, s, w, verb, holding, held is not None)
    others = others if others.items else _left_unsaid(scene, s, w, kind, verb, owners, left)
    if not left.items and _somebody_else(others) and _of_whom_it_is_about(scene, s, w, verb):
        left = _in_sentence(scene, s, w, others) or focus(scene, s, others)
        kind = "call" if kind == "talks" and in_round_of_calls(scene, s) else kind
    if w.lower in MEALS and verb.lower in _GIVING and _of_one(left, others):
        return  # "hosted a reception with her ambassador": both give it
    adjunct = w.lower in _TALKS and _adjunct(scene, s, w)
    if not (others.items or owners.items) and adjunct and (told := answering(scene, s, left)) is not None:
        yield Frame(left, told, kind, 0.65, together=True, weak=True)
    elif others.items and left.items:
        yield Frame(left, others, kind, 0.85 if holding else 0.7, several=_several(s, w, others, kind))
    elif not others.items:
        yield from _one_phrase(scene, s, w, kind, verb, left, owners)


def _which(scene: Scene, s: Sentence, verb: Word) -> bool:
    """ "talks, which took place in Lima": the clause tells nobody who held them."""
    return any(c.lower in ("which", "that") for c in scene.children(s, verb, "nsubj", "nsubjpass"))


def _of_one(left: Listing, others: Listing) -> bool:
    lands = {p.country for p in (*left.persons(), *others.persons())}
    return len(lands) == 1 and "" not in lands and bool(others.persons())


def _of_whom_it_is_about(scene: Scene, s: Sentence, w: Word, verb: Word) -> bool:
    """Whether a noun stands where its other side goes without saying: "Talks with B are planned"."""
    places = ("nsubj", "nsubjpass", "ROOT", "conj", "dep", "pobj")
    if w.dep == "dobj" and verb.dep in ("acl", "relcl") and s.words[verb.head].lower in _OCCASIONS:
        return True  # "It was an opportunity to hold discussions with B"
    there = w.dep == "attr" and bool(scene.children(s, verb, "expl"))  # "There were meetings with B"
    return there or w.dep in places or _on_programme(scene, s, w, verb)


def _in_sentence(scene: Scene, s: Sentence, w: Word, others: Listing) -> Listing | None:
    """ "A will travel to Lima, where meetings with B are planned": who acts in the clause that this one hangs on."""
    verb = scene.verb_over(s, w)
    over = s.words[verb.head]
    if over is verb or verb.dep not in ("relcl", "advcl", "conj", "ccomp"):
        return None
    found = as_listing(scene, s, scene.subjects(s, scene.verb_over(s, over)))
    same = [p for p in found.persons() if p in others.persons()]
    return found if len(found.persons()) == 1 and not same else None


def _one_phrase(
    scene: Scene, s: Sentence, w: Word, kind: str, verb: Word, left: Listing, owners: Listing
) -> Iterator[Frame]:
    """ "A and B held talks", "A held talks" with the other of the two whom the report is about."""
    holding = verb.lower in trigger_words("meeting", "holding")
    if len(left.persons()) == 1 and holding and w.dep == "dobj":
        if (bodies := bodies_met_at(s, w)).items:
            yield Frame(left, bodies, kind, 0.6, several=True)
            return
        other = inviting(s, w, left) or welcomed(scene, s, w, left) or other_side(scene, s, left)
        if kind.rsplit(maxsplit=1)[-1] in _TALKS and other.items and not owners.items:
            yield Frame(left, other, kind, 0.6, together=True)
        return
    if hosts(scene, s, w) and len({p.country for p in left.persons()} - {""}) < 2:
        return  # a banquet hosted by the King and the Queen
    held = owners.persons() or holding and verb.lower not in PRESENT or _adjunct(scene, s, w)
    if held and (len(left.persons()) > 1 or of_office(left.items)):
        yield Frame(left, Listing(), kind, 0.8, together=True)


def _between(scene: Scene, s: Sentence, w: Word, verb: Word) -> Listing | None:
    """ "talks between A and B", "Talks were held between A and B": both sides, or None."""
    parsed = scene.prepositional(s, w, "between", "among")
    subject = not parsed and w.dep in ("nsubj", "nsubjpass")
    if subject:
        parsed = scene.prepositional(s, verb, "between")
    found = companions(s, w, parsed, "between", "among")
    if subject and not found.items:  # "A meeting was held at the palace between A and B"
        found = companions(s, verb, [], "between")
    return found if len(found.persons()) > 1 or of_office(found.items) else None


def _of_both(scene: Scene, s: Sentence, w: Word) -> Listing | None:
    """ "A shook hands with B before their talks": the two of different countries whom the sentence names before."""
    if not any(c.lower == "their" for c in scene.children(s, w, "poss")):
        return None
    named = {id(x.persons[0]): x for x in s.words[: w.index] if len(x.persons) == 1}
    words = list(named.values())
    countries = {x.persons[0].country for x in words} - {""}
    if len(words) != 2 or len(countries) != 2 or scene.prepositional(s, w, "with"):
        return None
    return Listing([Item(x.index, x.index, x) for x in words])


def _several(s: Sentence, w: Word, others: Listing, kind: str) -> bool:
    """Whether a noun means one meeting with each: "meetings with A and B", "a courtesy call on A and B"."""
    people = others.persons()
    called = kind == "courtesy call" and len(people) > 1 and all(p.posts for p in people)
    listed = kind == "talks" and len(others.items) == len(people) > 2 and all(p.posts for p in people)
    if listed and len({p.country for p in people}) == 1:
        return True  # "held talks with President A, Prime Minister B and Foreign Minister C"
    return called or each_apart(s, w, others) or w.tag == "NNS" and w.lower in _ONE_EACH


def _left_unsaid(
    scene: Scene, s: Sentence, w: Word, kind: str, verb: Word, owners: Listing, left: Listing
) -> Listing:
    """The other side where no "with" names it: the guests of a meal, the host of a call, whom one speaks to at a meeting."""
    if w.lower in MEALS:
        came = guests(scene, s, w, left) if hosts(scene, s, w) else Listing()
        came = came if came.items or not left.persons() else honoured_before(scene, s, w, left)
        if came.items:
            return came
    if kind == "courtesy call" and len(owners.persons()) == 1:
        return called_on(scene, s, verb, owners.persons()[0])
    if left.persons() and len({p.country for p in left.persons()}) == 1 and _adjunct(scene, s, w):
        return beside_press(scene, s, w) or told_at(scene, s, verb)
    return Listing()


def _had(scene: Scene, s: Sentence, w: Word, verb: Word) -> bool:
    """ "had tea with B", "held an exchange of views with B", "contacts between A and B": no exchange of notes."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 3]]
    if behind[:1] == ["of"] and not trigger_words("meeting", "views") & set(behind):
        return False
    if any(c.tag.startswith("NN") and c.lower != "tea" for c in scene.children(s, w, "compound")):
        return False  # "a prisoner exchange", "a letter exchange"
    had = w.dep == "dobj" and verb.lower in trigger_words("meeting", "having")
    if w.dep == "pobj" and s.words[w.head].lower in ("in", "during"):
        had = had or bool(
            scene.persons_of(s, scene.prepositional(s, w, "with"))
        )  # "in an exchange with B, A said"
    by = [x for x in scene.prepositional(s, w, "by", "of") if len(x.persons) > 1]
    return had or bool(by or scene.prepositional(s, w, "between"))


def _who_met(scene: Scene, s: Sentence, w: Word, verb: Word, holding: bool, held: bool) -> Listing:
    """Whose meeting it is that has no owner: the subject of its verb, or who tells that "this came in a meeting with B"."""
    host = hosts(scene, s, w)
    if host or w.dep in ("nsubj", "nsubjpass") and not held:
        return as_listing(scene, s, host)
    left = acting_side(scene, s, verb, infinite=holding or w.dep == "dobj")
    if not left.persons() and w.dep == "pobj" and (by := scene.prepositional(s, verb, "by")):
        left = as_listing(scene, s, by)  # "This was stated by A during talks with B"
    if (
        not left.persons()
        and w.dep == "pobj"
        and s.words[w.head].lower in ("during", "at", "after", "following")
    ):
        told = s.words[s.words[w.head].head]  # "A's remarks during talks with B"
        left = as_listing(scene, s, [c for c in scene.children(s, told, "poss") if c.persons])
    over = s.words[verb.head]
    if not left.persons() and verb.dep == "ccomp" and over is not verb:
        return acting_side(scene, s, over)
    return left


def _of_those_before(scene: Scene, s: Sentence, w: Word, kind: str) -> Frame | None:
    """A meeting of those whom the sentence before names: "This was followed by talks", "following a trilateral summit"."""
    named = named_before(scene, s)
    trilateral = "trilateral" in {
        kind.partition(" ")[0],
        *(x.lower for x in s.words[max(0, w.index - 2) : w.index]),
    }
    if trilateral and len(named) == 3 and not s.headline and not any(x.persons for x in s.words):
        return Frame(Listing(named), Listing(), "summit" if w.lower == "summit" else kind, 0.7, together=True)
    if (
        kind in ("talks", "meeting", "bilateral meeting")
        and len(named) > 1
        and _followed(s, w)
        and not _with(s, w)
    ):
        return Frame(Listing(named[:2]), Listing(), kind, 0.65, together=True)
    return None


def _with(s: Sentence, w: Word) -> bool:
    return any(x.lower == "with" for x in s.words[w.index + 1 : w.index + 3])


def _followed(s: Sentence, w: Word) -> bool:
    """Whether a sentence goes on: "This was followed by a bilateral meeting"."""
    words = [x.lower for x in s.words[: w.index]]
    return words[:1] in (["this"], ["it"], ["these"], ["that"], ["which"]) and words[1:4] in (
        ["was", "followed", "by"],
        ["were", "followed", "by"],
        ["is", "followed", "by"],
    )


def _somebody_else(others: Listing) -> bool:
    return bool(others.persons()) or bool(others.items) and kind_of(others.items[0].head) == "post"


def _on_programme(scene: Scene, s: Sentence, w: Word, verb: Word) -> bool:
    """ "Her programme includes talks with B", "The visit included a meeting with B"."""
    if w.dep not in ("dobj", "conj") or not verb.lower.startswith(("includ", "featur")):
        return False
    told = trigger_words("modality", "agendas") | frozenset(triggers()["visit"]["nouns"])
    return any(x.lower in told for x in scene.subjects(s, verb))


def _adjunct(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "following talks in a narrow format", "agreed in a video call": the subjects of the verb are those who met."""
    over, verb = s.words[w.head], scene.verb_over(s, w)
    absent = any(c.lower == "present" for c in scene.children(s, verb, "acomp", "advmod"))
    if w.dep != "pobj" or absent or verb.lower in PRESENT:
        return False
    if over.lower == "in":
        return not any(s.words[i].lower in ("the", "his", "her", "its") for i in w.children)
    return over.lower in ("following", "after", "during", "at", "for", "through", "over", "into")


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
        parsed = parsed or [c for c in scene.children(s, verb, "dative") if c.persons]  # "paid him a call"
        prepositions += ["on", "to", "upon", "from", "by"]
    if w.lower in MEALS or kind in MEALS:
        giving = verb.lower in _GIVING and w.dep == "dobj"  # "gave a reception in Lima for B"
        given = [v for v in (verb, *scene.children(s, w, "acl")) if v.tag == "VBN" or giving and v is verb]
        invited = [x for v in (w, *given) for x in scene.prepositional(s, v, "for")]
        parsed = parsed or invited or honoured(s, w)
        prepositions += ["for", "to"]
    return companions(s, w, parsed, *prepositions)


def _owners(scene: Scene, s: Sentence, w: Word) -> Listing:
    """ "his meeting", "the meeting of A and B", "the two leaders' talks"."""
    own = scene.children(s, w, "poss")
    words = [c for c in own if c.persons]
    words = words or [c for c in scene.children(s, w, "compound") if c.persons]
    if not words and (whose := next((c for c in own if c.lower == "whose"), None)) is not None:
        words = [x for x in s.words[: whose.index] if x.persons][-1:]
    if not words and any(c.lower in ("his", "her") for c in own):
        words = [x for x in s.words[: w.index] if len(x.persons) == 1][-1:] if w.dep != "dobj" else []
    if words:
        return as_listing(scene, s, words)
    of = [] if honoured(s, w) else [c for c in scene.prepositional(s, w, "of") if _somebody(c)]
    of = of or [c for c in scene.prepositional(s, w, "between") if len(c.persons) == 1]  # "between A with B"
    of = of or [
        c for c in scene.prepositional(s, w, "by") if len(c.persons) > 1
    ]  # "talks by the two leaders"
    of = of or _held_by(scene, s, w)
    return listing(s, phrase_start(s, of[0]), 9) if of else Listing()


def _held_by(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "talks held by A and B", "discussions in Lima of A and B": who has them, where the parse hangs it on another word."""
    if w.lower in MEALS:
        return []
    verbs = scene.children(s, w, "acl")
    verbs += [scene.verb_over(s, w)] if w.dep == "nsubjpass" else []
    held = [v for v in verbs if v.lower in ("held", "conducted")]
    by = [c for v in held for c in scene.prepositional(s, v, "by") if c.persons]
    places = [c for c in scene.prepositional(s, w, "in", "at") if kind_of(c) in ("place", "name")]
    return by or [c for place in places for c in scene.prepositional(s, place, "of") if c.persons]


def _somebody(w: Word) -> bool:
    return bool(w.persons) or kind_of(w) == "group"


def _noun_kind(scene: Scene, s: Sentence, w: Word, kind: str) -> str:
    before = [x.lower for x in s.words[max(0, w.index - 3) : w.index]]
    if w.lower in ("visit", "visits"):
        paid = scene.verb_over(s, w).lower in trigger_words("visit", "paying") and w.dep == "dobj"
        to = [x for x in scene.prepositional(s, w, "to") if x.persons] if paid else []
        return "courtesy call" if "courtesy" in before or to else ""
    if w.lower in _CALL_NOUNS:
        behind = s.words[min(w.index + 1, len(s.words) - 1)].lower
        behind = "" if kind_of(s.words[min(w.index + 2, len(s.words) - 1)]) == "date" else behind
        remote = bool(set(before) & REMOTE)
        if {"courtesy", "farewell"} & set(before) or w.lower == "calls" and behind == "on" and not remote:
            return "courtesy call"
        if remote or w.lower not in ("call", "calls"):
            return "call"
        if w.lower == "calls" and any(x.lower == "with" for x in s.words[w.index + 1 : w.index + 5]):
            return "call"  # "held several calls on Monday with B"
        own = any(c.dep == "poss" for c in scene.children(s, w))
        return "call" if own or any(b in ("a", "their", "his", "her") for b in before) else ""
    if set(before) & {"telephone", "phone", "telephonic"}:
        return "call"
    if "video" in before:
        return "video conference" if w.lower == "conference" else "video meeting"
    if w.lower == "table":
        return "roundtable" if before[-1:] == ["round"] else ""
    if w.lower == "dialogue" and len(scene.persons_of(s, _held_by(scene, s, w))) > 1:
        return kind  # "the dialogue held by A and B"
    if w.lower in ("session", "round") and before[-1:] == ["talks"]:
        return "talks"  # "held an official talks session with B"
    if w.lower in ("conference", "session", "round", "dialogue"):
        return f"working {kind}" if before[-1:] == ["working"] else ""
    if before and before[-1] in ("trilateral", "bilateral", "working", "tea"):
        return f"{before[-1]} {w.lower if kind != 'talks' else kind}"
    return kind
