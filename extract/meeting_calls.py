"""Calls, in person and by telephone: "called on B", "called B to discuss trade", "is playing host to B"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.companions import companions
from communique.extract.listings import Listing, kind_of
from communique.extract.meeting_frames import Frame, as_listing
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word


def called(scene: Scene, s: Sentence, w: Word, subjects: Listing, kind: str) -> Iterator[Frame]:
    """ "called on B" in person, "called B to discuss trade" on the telephone."""
    if w.lower.startswith("play"):
        if [x.lower for x in s.words[w.index + 1 : w.index + 3]] == ["host", "to"]:
            yield Frame(subjects, companions(s, s.words[w.index + 1], [], "to"), kind, 0.8)
        return
    if (rung := _rung(scene, s, w)).items:
        yield Frame(subjects, rung, "call", 0.75)
        return
    others = companions(s, w, scene.prepositional(s, w, "on", "upon"), "on", "upon")
    known = others.persons() or others.items and others.items[0].head.ref is not None
    if known and not _urged(s, others):
        yield Frame(subjects, others, kind, 0.9, several=True)


def _urged(s: Sentence, others: Listing) -> bool:
    """ "called on B to resign": what somebody is to do, where "called on B to discuss trade" tells what the call is for."""
    i = others.items[-1].last + 1
    behind = [x.lower for x in s.words[i : i + 2]]
    return behind[:1] == ["to"] and not trigger_words("meeting", "purposes") & set(behind)


def _rung(scene: Scene, s: Sentence, w: Word) -> Listing:
    """ "called B on Monday to discuss trade", "called B by phone": whom somebody calls, not what he calls him."""
    called = [c for c in scene.children(s, w, "dobj") if c.persons] or [
        x for x in s.words[w.index + 1 : w.index + 2] if x.persons
    ]
    if not called or s.words[w.index - 1].lower == "was":
        return Listing()
    i = called[0].index + 1
    i += i < len(s.words) and (s.words[i].lower == "on" or kind_of(s.words[i]) == "date")
    i += i < len(s.words) and kind_of(s.words[i]) == "date"
    behind = s.words[i : i + 2]
    purpose = len(behind) > 1 and behind[0].lower == "to" and behind[1].tag == "VB"
    return as_listing(scene, s, called) if purpose or by_phone(s, called[0].index + 1) else Listing()


def by_phone(s: Sentence, i: int) -> bool:
    """ "by phone", "over the telephone" at word ``i``."""
    near = [x.lower for x in s.words[i : i + 3]]
    return near[:1] in (["by"], ["over"], ["on"]) and bool({"phone", "telephone"} & set(near))
