"""Texts told by a word that takes up another: "The first one was signed in 1989", "It was signed by A and B"."""

from __future__ import annotations

from itertools import pairwise

from communique.extract.agreement_actions import action_of
from communique.extract.agreement_texts import Text, is_several
from communique.extract.agreement_titles import count_before, fields_of, number_of
from communique.extract.claims import Entity
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word


def goes_on(s: Sentence, w: Word) -> bool:
    """Whether a word stands for a text like that told of before, or for that one itself."""
    return _another(s, w) or _again(s, w)


def _another(s: Sentence, w: Word) -> bool:
    """ "The first one was signed in 1989", "The one on trade", "The original was concluded in 2008"."""
    before = s.words[w.index - 1].lower if w.index else ""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 2]]
    if w.lower == "one":
        told = behind in (["on"], ["covering"], ["with"], ["between"])
        return before in trigger_words("agreement", "earlier") or before == "the" and told
    return w.lower in ("original", "first", "second") and before == "the" and behind in (["was"], ["had"])


def _again(s: Sentence, w: Word) -> bool:
    """ "It was signed on Monday by A and B": what happened to the text told of before."""
    if w.lower != "it" or w.ref is not None or w.index or w.dep != "nsubjpass":
        return False
    actions = triggers()["agreement"]["actions"]
    behind = s.words[w.index + 1 : w.index + 5]
    return any(x.tag == "VBN" and actions.get(x.lower) in ("signed", "exchanged") for x in behind)


def member_of(scene: Scene, s: Sentence, w: Word, kind: str, last: Text | None) -> Text | None:
    """ "Eight documents were signed, among them a treaty on extradition and an agreement on customs": what happened to the set."""
    if last is None or not is_several(last) and not last.listed:
        return None
    before = [x.lower for x in s.words[: w.index]]
    at = next(
        (i for i, (a, b) in enumerate(pairwise(before)) if a == "among" and b in ("them", "which", "these")),
        0,
    )
    if not at or any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in s.words[at : w.index]):
        return None
    text = Text(kind, s, w, action=last.action, status=last.status, evidence=[scene.evidence(s)])
    text.count = count_before(s, w) if w.lower != "memorandum" else None
    text.fields, text.listed = fields_of(scene, s, w), True
    return text


def among(scene: Scene, s: Sentence, w: Word, kind: str, earlier: Text | None) -> Text | None:
    """ "They signed five texts. One of them is a memorandum between X and Y": what happened to the texts happened to it."""
    verb = s.words[w.head]
    verb = s.words[verb.head] if w.dep == "conj" else verb
    if earlier is None or verb.lower not in ("is", "was", "are", "were"):
        return None
    opening = [x.lower for x in s.words[:3]]
    listed = opening[:2] in (["among", "them"], ["among", "these"], ["these", "include"])
    if w.dep not in ("attr", "nsubj", "conj") or w.dep != "attr" and not listed:
        return None
    subjects = {x.lower for x in scene.subjects(s, verb)} | {x.lower for x in s.words[:2]}
    if subjects.isdisjoint(trigger_words("agreement", "among")):
        return None
    text = Text(kind, s, w, action=earlier.action, status=earlier.status, evidence=[scene.evidence(s)])
    text.fields, text.date, text.place = fields_of(scene, s, w), earlier.date, earlier.place
    text.count = next((n for x in s.words[max(0, w.index - 5) : w.index] if (n := number_of(x))), None)
    text.count = (
        text.count
        if w.lower.endswith(("s", "a")) or "emoranda" in scene.article.text[w.start : w.end]
        else None
    )
    return text


def one_of(scene: Scene, s: Sentence, w: Word, kind: str, earlier: Text | None) -> Text | None:
    """ "One of the agreements is on the transfer of prisoners": a text of the set told of before."""
    before = [x.lower for x in s.words[max(0, w.index - 3) : w.index]]
    behind = s.words[w.index + 1 : w.index + 3]
    told = [x.lower for x in behind[:1]] in (["is"], ["was"]) and before[:2] == ["one", "of"]
    if (
        not told
        or earlier is None
        or not is_several(earlier)
        or behind[1].lower not in ("on", "about", "for")
    ):
        return None
    text = Text(kind, s, w, action=earlier.action, status=earlier.status, evidence=[scene.evidence(s)])
    text.fields, text.listed = fields_of(scene, s, behind[0]), True
    return text


def continued(scene: Scene, s: Sentence, w: Word, earlier: Text) -> Text | None:
    """A text of the same kind as the one told before, whose sides it has where nothing tells others."""
    action, status = action_of(scene, s, w, None)
    if not action or status is None or not earlier.parties:
        return None
    text = Text(earlier.kind, s, w, action=action, status=status, evidence=[scene.evidence(s)])
    text.fields = fields_of(scene, s, w)
    text.like, text.again = earlier, _again(s, w)
    return text


def sides_of(text: Text, own: list[Entity]) -> list[Entity]:
    """The sides that a sentence tells of a text that goes on with another, else those of the other."""
    told = {x.lower for x in text.sentence.words[text.word.index + 1 :]} & {"with", "between", "by"}
    assert text.like is not None
    return own if told and len(own) > 1 and not text.again else list(text.like.parties)
