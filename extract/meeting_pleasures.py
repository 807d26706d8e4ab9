"""Meetings that somebody tells of as a pleasure: "It was an honour to meet B", A wrote; "Met with B today"."""

from __future__ import annotations

from communique.extract.companions import companions
from communique.extract.listings import Item, Listing
from communique.extract.meeting_frames import Frame
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

#: Words between what is a pleasure and whom it is with.
_NEAR = 6


def by_pleasure(scene: Scene, s: Sentence, w: Word) -> Frame | None:
    """The meeting of who tells the sentence with whom it was a pleasure to meet; None where nobody tells it."""
    posted = w.text in trigger_words("meeting", "posted") and _opens(s, w)
    if not posted and w.lower not in trigger_words("meeting", "pleasant"):
        return None
    before = {x.lower for x in s.words[max(0, w.index - _NEAR) : w.index]}
    if not posted and (before.isdisjoint(trigger_words("meeting", "pleasures")) or "would" in before):
        return None  # "would be delighted to see them one day"
    if not posted and any(x.ref is not None and x.ref.kind == "country" for x in scene.subjects(s, w)):
        return None  # "A said Peru was happy to host B"
    guest = next((x for x in s.words[w.index + 1 : w.index + _NEAR] if x.persons), None)
    teller = _teller(scene, s, guest) if guest is not None else None
    if guest is None or teller is None:
        return None
    others = companions(s, w, [guest], "with", direct=True)
    kind = "call" if w.text == "Spoke" else "meeting"
    return Frame(_alone(teller), others if others.items else _alone(guest), kind, 0.8, each_own_post=True)


def _opens(s: Sentence, w: Word) -> bool:
    """Whether a word opens a sentence or a quotation: "Met with B today," A wrote."""
    return not w.index or s.words[w.index - 1].text in ('"', "“", "‘", ":", "``")


def _alone(person: Word) -> Listing:
    return Listing([Item(person.index, person.index, person)])


def _teller(scene: Scene, s: Sentence, guest: Word) -> Word | None:
    """Who says, writes or posts the sentence, but not the guest."""
    for verb in s.words:
        if verb.lower not in trigger_words("meeting", "posting"):
            continue
        told = next((x for x in scene.children(s, verb, "nsubj", "attr", "dobj") if x.persons), None)
        if told is not None and told.persons != guest.persons:
            return told
    return None
