"""Who gives a meal and who comes to it: "a lunch hosted by A in honour of B", "attended a banquet given by A"."""

from __future__ import annotations

from itertools import pairwise

from communique.extract.listings import Item, Listing
from communique.extract.meeting_frames import MEALS, acting_side
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

#: Verbs of those who come to what somebody else holds.
PRESENT = frozenset({"attended", "attend", "attends", "attending", "joined", "followed"})


def hosts(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "A lunch was given by A in honour of B", "a banquet hosted by A for B": who gives the meal."""
    if w.lower not in MEALS:
        return []
    verbs = scene.children(s, w, "acl") + ([scene.verb_over(s, w)] if w.dep == "nsubjpass" else [])
    given = [v for v in verbs if v.tag == "VBN" and v.lower in trigger_words("meeting", "giving")]
    found = [p for v in given for p in scene.prepositional(s, v, "by") or scene.behind(s, v, "by")]
    for v in given:  # "was hosted on behalf of the President"
        behalf = next((x for x in s.words[v.index : v.index + 4] if x.lower == "behalf"), None)
        found += scene.behind(s, behalf, "of") if behalf is not None else []
    return [p for p in found if p.persons]


def guests(scene: Scene, s: Sentence, w: Word, hosts: Listing) -> Listing:
    """ "attended a banquet hosted by B", "at a dinner given by B, A said": who came to the meal."""
    if any(x.lower in ("mark", "marking", "anniversary") for x in s.words):
        return Listing()  # "attended a reception given by B to mark the national day"
    while w.dep == "conj" and w.head != w.index:
        w = s.words[w.head]  # "was greeted with a ceremony and a banquet hosted by B"
    came = w.dep == "dobj" and scene.verb_over(s, w).lower in PRESENT
    over = s.words[w.head]
    followed = (
        over.lower == "by" and s.words[over.head].lower == "followed"
    )  # "will attend a ceremony, followed by"
    if not came and not (
        w.dep == "pobj" and (followed or over.lower in ("at", "during", "to", "in", "with"))
    ):
        return Listing()
    found = acting_side(scene, s, scene.verb_over(s, w))
    return found if not any(p in hosts.persons() for p in found.persons()) else Listing()


def honoured(s: Sentence, w: Word) -> list[Word]:
    """ "a dinner in honour of B"."""
    near = s.words[w.index + 1 : w.index + 12]
    honour = next((x.index for x in near if x.lower in ("honour", "honor")), 0)
    if s.words[honour - 1].lower in ("his", "her", "their"):
        return []
    return [x for x in near if x.persons and x.index > honour][:1] if honour else []


def honoured_before(scene: Scene, s: Sentence, w: Word, mine: Listing) -> Listing:
    """ "received B and hosted a banquet in his honour": the last one named before who does not give it himself."""
    near = [x.lower for x in s.words[w.index + 1 : w.index + 12]]
    if not any(a in ("his", "her", "their") and b in ("honour", "honor") for a, b in pairwise(near)):
        return Listing()
    before = [
        s.words[: w.index],
        *(e.words for e in reversed(scene.sentences[max(0, s.number - 2) : s.number])),
    ]
    for words in before:
        others = [x for x in words if len(x.persons) == 1 and x.persons[0] not in mine.persons()]
        if others:
            return Listing([Item(others[-1].index, others[-1].index, others[-1])])
    return Listing()
