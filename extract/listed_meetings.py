"""Meetings told as a list: "The Speaker also met with:" and a line for each counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.encounters import Draft, settle
from communique.extract.meeting_frames import acting_side
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word


def listed_meetings(scene: Scene, s: Sentence) -> Iterator[Draft]:
    """One meeting for each line that a sentence with a colon at its end opens; none where nobody in it acts."""
    trigger = _trigger(s)
    if trigger is None:
        return
    status = scene.status(s, trigger)
    mine = acting_side(scene, s, scene.verb_over(s, trigger)).persons()
    if status is None or len(mine) != 1:
        return
    for line in _lines(scene, s):
        theirs = [p for w in line.words for p in w.persons if p is not mine[0]]
        for person in _heads(theirs):
            draft = Draft([mine[0], person], [], "meeting", s, trigger, status, 0.75)
            draft.evidence = [scene.evidence(line)]
            yield settle(scene, draft)


def _trigger(s: Sentence) -> Word | None:
    """The last verb or plural noun of meeting before the colon, with nobody named behind it."""
    if s.words[-1].text != ":":
        return None
    meeting = triggers()["meeting"]
    for w in reversed(s.words):
        if w.persons:
            return None
        verb = w.tag.startswith("VB") and meeting["verbs"].get(w.lower, "").partition(":")[0] in (
            "with",
            "object",
        )
        if w.ref is None and (verb or w.tag == "NNS" and w.lower in meeting["nouns"]):
            return w
    return None


def _lines(scene: Scene, s: Sentence) -> Iterator[Sentence]:
    for line in scene.sentences[s.number + 1 :]:
        if not scene.registry.paragraphs[line.paragraph].listed:
            return
        yield line


def _heads(persons: list[Person]) -> list[Person]:
    """Who a line is about: those with posts of their own, else the first."""
    unique = list({id(p): p for p in persons}.values())
    return [p for p in unique if p.posts] or unique[:1]
