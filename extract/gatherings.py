"""Texts of many: of the body whose summit or members adopt them, of the states that a sentence names one by one."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from communique.extract.claims import Entity
from communique.extract.scene import Scene, body_entity
from communique.extract.side_phrases import is_body, known_names, several
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

#: Summits that are no gathering of a body's members.
_TALKS_OF_TWO = re.compile(r"summit\s+(?:talks|meetings?)(?:\s+with)?")


def states_gathered(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "The presidents signed": of the three states or more that the sentence before names one by one."""
    words = set(re.findall(r"[a-z]+", scene.article.text[s.start : w.start].lower()))
    told = list(s.refs("country", "demonym"))
    if (
        not words & word_list("gathered_people")
        or words & {"two", "both", "bilateral"}
        or not s.number
        or told
    ):
        return []
    before = scene.sentences[s.number - 1]
    verb = next((x.index for x in before.words if x.tag in ("VBD", "VBZ", "VBP")), len(before.words))
    return several(scene, before.words[:verb]) if before.paragraph >= s.paragraph - 1 else []


def gathering_of(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """The body whose summit, council or members adopt, issue or sign a text together."""
    verb = scene.verb_over(s, w)
    subjects = scene.subjects(s, verb)
    if any(x.persons for x in subjects):
        return None
    told = _TALKS_OF_TWO.sub(" ", scene.article.text[s.start : s.end].lower())
    words = set(re.findall(r"[a-z]+", told))
    if word_list("gathering_nouns").isdisjoint(words) or words & {"two", "both", "bilateral"}:
        return None
    subject = any(x.lower in word_list("gathering_nouns") for x in subjects)
    last = 0 if words & word_list("gathered") else s.paragraph - subject
    for p in range(s.paragraph, last - 1, -1):
        reading = scene.registry.paragraphs[p]
        begin = s.start if p == s.paragraph and not subject else reading.start
        for unit in reading.units:
            if unit.kind == "org" and not unit.code and begin <= reading.tokens[unit.first].start < s.end:
                body = body_entity(unit)
                if (
                    is_body(body.name) or body.name.lower() in known_names()
                ):  # no person with initials in brackets
                    return body
    return None


def titled_by(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """The international body whose name stands in the text's own name or the phrase behind it."""
    for x in s.words[max(0, w.index - 3) : w.index + 7]:
        unit = x.ref.unit if x.ref is not None and x.ref.kind == "body" else None
        if unit is not None and unit.kind == "org" and not unit.code:
            return body_entity(unit)
    return None


def named_after(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """ "the Mercosur Agreement on Services", "the Protocol on Trade of SADC": the body whose name stands beside the text's."""
    tail = w.index + 1
    beside = [*s.words[max(0, w.index - 1) : w.index]]
    beside += [b for a, b in pairwise(s.words[tail : tail + 9]) if a.lower in ("of", "in")]
    for x in beside:
        body = _multilateral(x)
        if body is not None and body.name != "United Nations":
            return body
    return None


def _multilateral(x: Word) -> Entity | None:
    unit = x.ref.unit if x.ref is not None and x.ref.kind == "body" else None
    told = unit is not None and unit.kind == "org" and not unit.code
    return body_entity(unit) if told and unit is not None else None


_MEETS = frozenset("heads summit meeting forum conference session assembly leaders ministers council".split())


def body_of_summit(scene: Scene) -> Entity | None:
    """The world or regional body whose summit a report tells of, the one it names most; none where it tells of no such thing."""
    named: Counter[str] = Counter()
    summit: dict[str, Entity] = {}
    for s in scene.sentences:
        for x in s.refs("body"):
            unit = x.ref.unit if x.ref is not None else None
            if unit is None or unit.kind != "org" or unit.code or unit.name == "United Nations":
                continue
            body = body_entity(unit)
            named[body.name] += 1 + (s.paragraph < 3)
            near = scene.article.text[max(s.start, x.start - 45) : x.end + 30].lower()
            around = set(re.findall(r"[a-z]+", near))
            if around & _MEETS or " Forum" in body.name:
                summit[body.name] = body
    first = next((n for n, count in named.most_common() if n in summit and count > 1), "")
    return summit.get(first)
