"""Meetings: talks, receptions, calls, courtesy calls, summits, from verbs ("received", "met") and nouns ("talks between")."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.claims import Entity, MeetingClaim
from communique.extract.encounters import REMOTE, Draft, add_draft, is_remote, meeting_claim, settle
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, post_entity
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_OTHER = ("with", "and")
_CALL_NOUNS = frozenset({"call", "phone", "teleconference"})


def meetings(scene: Scene) -> list[MeetingClaim]:
    """The meetings of a report, each once."""
    drafts: list[Draft] = []
    for sentence in scene.sentences:
        if sentence.headline:
            continue
        for draft in _read(scene, sentence):
            add_draft(drafts, draft)
    return [meeting_claim(scene, d) for d in drafts]


def _read(scene: Scene, s: Sentence) -> Iterator[Draft]:
    verbs = triggers()["meeting"]["verbs"]
    nouns = triggers()["meeting"]["nouns"]
    for w in s.words:
        if w.ref is not None:
            continue
        found: list[tuple[list[Word], list[Word], str, float]] = []
        if w.tag.startswith("VB") and w.lower in verbs:
            frame, _, kind = verbs[w.lower].partition(":")
            found = list(_by_verb(scene, s, w, frame, kind))
        elif w.tag.startswith("NN") and w.lower in nouns:
            found = list(_by_noun(scene, s, w, nouns[w.lower]))
        for left, right, kind, confidence in found:
            yield from _draft(scene, s, w, left, right, kind, confidence)


# verbs ------------------------------------------------------------------------------------------------
def _by_verb(
    scene: Scene, s: Sentence, w: Word, frame: str, kind: str
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    subjects = scene.subjects(s, w)
    if not scene.persons_of(s, subjects) and w.tag != "VBG":
        subjects = subjects + scene.ahead(s, w)
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w)) or (
        w.tag == "VBN" and w.dep in ("acl", "relcl")
    )
    if frame == "object":
        if passive:
            agents = scene.prepositional(s, w, "by") or scene.behind(s, w, "by")
            if agents:
                yield agents, subjects, kind, 0.85
        else:
            yield subjects, scene.children(s, w, "dobj", "dative", "npadvmod"), kind, 0.85
    elif frame == "chair":
        yield from _chaired(scene, s, w, scene.prepositional(s, w, "by") if passive else subjects)
    elif frame == "with":
        if passive:
            return
        objects = scene.children(s, w, "dobj") + scene.prepositional(s, w, "with")
        if not any(o.ref is not None for o in objects):
            objects += scene.behind(s, w, "with")
        yield subjects, objects, kind, 0.9
    elif frame == "with_only":
        yield subjects, scene.prepositional(s, w, "with", "to") or scene.behind(s, w, "with"), kind, 0.85
    elif frame == "phone":
        remote = is_remote(s, w)
        others = scene.prepositional(s, w, "with", "to") or scene.behind(s, w, "with", "to")
        if remote:
            yield subjects, others, "call", 0.85
        elif kind == "talks" and others:
            yield subjects, scene.prepositional(s, w, "with"), kind, 0.6
    elif frame == "on":
        others = scene.prepositional(s, w, "on", "upon") or scene.behind(s, w, "on", "upon", reach=5)
        if others:
            yield subjects, others, kind, 0.9


def _chaired(
    scene: Scene, s: Sentence, w: Word, chairs: list[Word]
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    """ "A and B co-chaired the third Strategic Dialogue": the session is a meeting of its two chairs."""
    others = scene.prepositional(s, w, "with") or scene.behind(s, w, "with")
    text = scene.article.text[w.start : s.end].lower()
    kind = next(
        (
            k
            for k in ("consultations", "dialogue", "summit", "meeting", "talks", "session", "round")
            if k in text[:160]
        ),
        "",
    )
    together = w.lower.startswith("co") or bool(others)
    if kind and together and len(scene.persons_of(s, [*chairs, *others])) > 1:
        yield chairs, others, kind, 0.8


# nouns ------------------------------------------------------------------------------------------------
def _by_noun(
    scene: Scene, s: Sentence, w: Word, kind: str
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    kind = _noun_kind(scene, s, w, kind)
    if not kind:
        return
    between = scene.prepositional(s, w, "between", "among")
    if between:
        yield between, [], kind, 0.85
        return
    others = scene.prepositional(s, w, "with")
    verb = scene.verb_over(s, w)
    owners = [c for c in scene.children(s, w, "poss") if c.persons]
    owners = owners or [c for c in scene.prepositional(s, w, "of") if c.persons]
    if kind == "call":
        others = others or scene.prepositional(s, w, "from", "to")
    if (
        verb.lower in trigger_words("meeting", "holding")
        and w.head == verb.index
        or w.dep in ("dobj", "nsubjpass", "pobj", "nsubj", "attr")
    ):
        others = others or (scene.prepositional(s, verb, "with") if w.head == verb.index else [])
    subjects = owners or ([] if w.dep in ("nsubj", "nsubjpass") else scene.subjects(s, verb))
    if (
        not subjects
        and w.dep == "dobj"
        or subjects
        and not scene.persons_of(s, subjects)
        and verb.lower in trigger_words("meeting", "holding")
    ):
        subjects = subjects + scene.ahead(s, verb)
    if w.dep in ("nsubj", "nsubjpass") and not others:
        others = scene.prepositional(s, verb, "between", "with")
    holding = verb.lower in trigger_words("meeting", "holding")
    if not others and (holding or owners):
        others = scene.behind(s, w, "with", "between")
    if others or owners or holding:
        if kind == "courtesy call":
            others = (
                others
                or scene.prepositional(s, w, "on", "to", "upon")
                or scene.behind(s, w, "on", "to", "upon")
            )
        guests = (
            scene.prepositional(s, w, "for")
            if kind in ("dinner", "banquet", "lunch", "reception", "breakfast")
            else []
        )
        yield subjects, others or guests, kind, 0.85 if holding else 0.7


def _noun_kind(scene: Scene, s: Sentence, w: Word, kind: str) -> str:
    before = [x.lower for x in s.words[max(0, w.index - 3) : w.index]]
    if w.lower in _CALL_NOUNS:
        if "courtesy" in before or "farewell" in before:
            return "courtesy call"
        return (
            "call"
            if set(before) & REMOTE or w.lower != "call" or any(b in ("a", "their") for b in before)
            else ""
        )
    if set(before) & {"telephone", "phone", "telephonic"}:
        return "call"
    if "video" in before:
        return "video conference" if w.lower == "conference" else "video meeting"
    if w.lower in ("conference", "session", "round", "dialogue"):
        return f"working {kind}" if before[-1:] == ["working"] else ""
    if before and before[-1] in ("trilateral", "bilateral", "working", "tea"):
        return f"{before[-1]} {w.lower if kind != 'talks' else kind}"
    return kind


# putting together ---------------------------------------------------------------------------------------
def _draft(
    scene: Scene, s: Sentence, w: Word, left: list[Word], right: list[Word], kind: str, confidence: float
) -> Iterator[Draft]:
    status = scene.status(s, w)
    if status is None:
        return
    mine, theirs = scene.persons_of(s, left), scene.persons_of(s, right)
    others = [e for word in (*left, *right) for e in _nameless(scene, s, word)]
    if right and not theirs and not others:
        return
    if any(
        m.ref is not None and m.ref.reference is not None
        for x in (*left, *right)
        for m in scene.members(s, x)
    ):
        confidence -= 0.15  # told through "he" or "the Lao leader"
    separate = _separate(scene, s, w, right, theirs)
    groups = [[p] for p in theirs] if separate else [theirs]
    for group in groups:
        persons = mine + [p for p in group if p not in mine]
        if len(persons) + len(others) < 2 or not persons:
            continue
        if len(persons) >= 2 and others:
            others = []
        yield settle(
            scene, Draft(persons, others, kind, s, w, status, confidence, evidence=[scene.evidence(s)])
        )


def _separate(scene: Scene, s: Sentence, w: Word, right: list[Word], theirs: list[Person]) -> bool:
    """ "met separately with A and B", "met A and B, speaker of …": one meeting per counterpart."""
    words = {x.lower for x in s.words}
    if len(theirs) < 2:
        return False
    if words & {"separately", "separate", "respectively"}:
        return True
    return (
        any(x.ref is not None and x.ref.mention is not None and x.ref.mention.how == "name" for x in right)
        and w.tag.startswith("VB")
        and not words & {"jointly", "together"}
        and all(p.posts for p in theirs)
        and w.lower not in ("hosted", "host")
    )


def _nameless(scene: Scene, s: Sentence, word: Word) -> Iterator[Entity]:
    """Posts, bodies and groups that no name is given for."""
    for member in scene.members(s, word):
        ref = member.ref
        if ref is None or ref.persons:
            continue
        text = scene.quote(member, member)
        if ref.kind == "post":
            entity = post_entity(ref, text)
            if entity is not None:
                yield entity
        elif ref.kind == "body" and ref.unit is not None:
            yield body_entity(ref.unit)
    if word.ref is None and word.lower in trigger_words("meeting", "people"):
        yield Entity("group", _noun_phrase(scene, s, word))


def _noun_phrase(scene: Scene, s: Sentence, word: Word) -> str:
    """A group's words without its article, up to the end of its own phrase ("members of the Mexican community")."""
    first = min(
        [c.index for c in scene.children(s, word, "amod", "compound", "nmod", "nummod")] + [word.index]
    )
    last = word.index
    for child in scene.children(s, word, "prep"):
        if child.lower in ("of", "from", "in") and child.index == last + 1:
            ends = [x.index for x in scene.children(s, child, "pobj")]
            last = max([*ends, last])
    return scene.quote(s.words[first], s.words[last])
