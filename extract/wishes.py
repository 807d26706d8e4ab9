"""Meetings and visits that are only wished for, asked for or thought of, so that none of them is stated as a fact."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.claims import Status
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word


def event_status(scene: Scene, s: Sentence, w: Word) -> Status | None:
    """The status of a meeting or visit as ``modality.status`` has it; None also for what is only wished or mulled over."""
    status = scene.status(s, w)
    if (
        status is None
        or _habit(s, w)
        or _wished(scene, s, w)
        or _mulled(scene, s, w)
        or _dropped(scene, s, w)
    ):
        return None
    return "planned" if _awaited(s, w) else status


def _habit(s: Sentence, w: Word) -> bool:
    """ "will meet every other year", "meet regularly": no single meeting."""
    return any(
        x.lower in ("every", "annually", "regularly", "biennially")
        for x in s.words[w.index + 1 : w.index + 4]
    )


def _wished(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "hopes to meet B", "is ready to visit", "expressed readiness to meet", "sought a meeting with B"."""
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    if verb is not w and verb.lower in trigger_words("modality", "asked_for") and _object(s, w):
        return True
    if not any(c.lower == "to" for c in scene.children(s, verb, "aux")):
        return False
    over = s.words[verb.head]
    if w.dep == "pobj" and s.words[w.head].lower in ("in", "at", "during") and _asked_at(s, w, over):
        return False
    governing = [over, *scene.children(s, over, "acomp")] if over is not verb else []
    return any(x.lower in trigger_words("modality", "wishes") for x in governing)


def _asked_at(s: Sentence, w: Word, over: Word) -> bool:
    """ "requested to join the bank in a meeting with B": the meeting at which something was asked for has been."""
    asked = over.lower in ("requested", "asked", "offered", "proposed", "sought") and over.tag == "VBD"
    return asked and s.words[min(w.index + 1, len(s.words) - 1)].lower in ("with", "between")


def _object(s: Sentence, w: Word) -> bool:
    """Whether a noun is what its verb is about: "sought a meeting", "called for a meeting"; who offers a dinner gives it."""
    head = s.words[w.head]
    if head.lower.startswith("offer") and not w.lower.startswith(("talk", "meeting")):
        return False
    return w.dep == "dobj" or w.dep == "pobj" and head.lower == "for" and s.words[head.head].tag[:2] == "VB"


def _mulled(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "a visit is possible", "a meeting is being discussed", "a visit is under discussion"."""
    verb = s.words[w.head]
    if w.dep not in ("nsubj", "nsubjpass") or not verb.tag.startswith("VB"):
        return False
    if any(x.lower in trigger_words("modality", "ahead") for x in s.words[max(0, w.index - 5) : w.index]):
        return False  # "her upcoming visit was discussed"
    under = [c for c in scene.children(s, verb, "prep") if c.lower == "under"]
    said = [
        verb if w.dep == "nsubjpass" else w,
        *scene.children(s, verb, "acomp"),
        *(x for c in under for x in scene.children(s, c, "pobj")),
    ]
    return any(x.lower in trigger_words("modality", "mulled") for x in said)


def _dropped(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "had been due to meet B", "rumours that A met B": it did not come to it, or nobody says that it did."""
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    over = s.words[verb.head]
    if verb.dep in ("acl", "ccomp", "relcl") and over.lower in trigger_words("modality", "doubts"):
        return True
    if verb.dep == "acl" and over.lower in ("chances", "opportunities", "occasions"):
        return True  # "had many chances to meet B": no single meeting
    told = verb.dep in ("acl", "ccomp", "relcl") and over.lower in trigger_words("modality", "claims")
    if told and scene.verb_over(s, over).lower in trigger_words("modality", "cancelled"):
        return True  # "rejected claims that she had met B"
    governing: Sequence[Word] = [over, *scene.children(s, over, "acomp")] if over is not verb else []
    called_off = [c for x in (verb, over) for c in scene.children(s, x, "conj")]
    if any(c.lower in ("cancelled", "canceled", "scrapped", "postponed") for c in called_off):
        return True  # "was scheduled to meet B but cancelled the meeting"
    due = any(x.lower in trigger_words("modality", "was_due") for x in governing)
    return due and any(
        c.lower == "had" for x in (over, s.words[over.head]) for c in scene.children(s, x, "aux")
    )


def _awaited(s: Sentence, w: Word) -> bool:
    """ "preparing to meet B", "prepares for her visit": it is still to come."""
    before = [x.lower for x in s.words[max(0, w.index - 2) : w.index]]
    return not trigger_words("modality", "preparing").isdisjoint(before)
