"""Meetings of many: a summit or session whose chair and participants the report lists in sentences of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.extract.encounters import Draft, settle
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

#: How many sentences behind the one that names the session its list of participants may stand.
_REACH = 6
_LEAST = 3


@dataclass(slots=True)
class _Session:
    sentence: Sentence
    noun: Word
    persons: list[Person] = field(default_factory=list)
    rolls: list[Sentence] = field(default_factory=list)
    lands: set[str] = field(default_factory=set)


def assemblies(scene: Scene) -> Iterator[Draft]:
    """The sessions that persons of at least three countries are listed for."""
    current: _Session | None = None
    sessions: list[_Session] = []
    for s in scene.sentences:
        if s.headline or s.caption:
            continue
        noun = _noun(s)
        if (
            noun is not None
            and not (current and _listed(scene, current, s))
            and (
                current is None
                or not (current.rolls or current.persons)
                or s.number - current.sentence.number > _REACH
            )
        ):
            current = _Session(s, noun, _gathering(s, noun))
            sessions.append(current)
        if current is not None and _listed(scene, current, s):
            current.persons += next((w.persons for w in s.words if w.persons), ())
            current.lands |= {w.ref.unit.code for w in s.refs("country") if w.ref and w.ref.unit}
            continue
        if current is None or s.number - current.sentence.number > _REACH:
            continue
        _call(current, s)
    yield from (d for session in sessions if (d := _draft(scene, session)) is not None)


def _listed(scene: Scene, session: _Session, s: Sentence) -> bool:
    """Whether a line belongs to the list that "The meeting was attended by:" opens."""
    opened = bool(session.rolls) and session.rolls[-1].words[-1].text == ":"
    return opened and scene.registry.paragraphs[s.paragraph].listed


def _noun(s: Sentence) -> Word | None:
    nouns = trigger_words("assembly", "nouns")
    for w in s.words:
        if (
            w.ref is None
            and w.lower in nouns
            or w.ref is not None
            and w.ref.kind == "name"
            and set(w.ref.text.lower().split()) & nouns
        ):
            return w
    return None


def _gathering(s: Sentence, noun: Word) -> list[Person]:
    """ "President X and other heads of state are meeting in Lima": who is told to meet with those listed later."""
    meets = noun.tag == "VBG" and any(w.lower == "other" for w in s.words[: noun.index])
    return [p for w in s.words[: noun.index] if meets and w.dep == "nsubj" for p in w.persons]


def _call(session: _Session, s: Sentence) -> None:
    """Add who is listed in a sentence: behind "attended by" and the like, and its chair."""
    text = [w.lower if w.ref is None else "#" for w in s.words]
    session.persons += (there := _present(s, text))
    session.rolls += [s] if there else []
    if not _cues() & set(text):
        return
    phrases = [*triggers()["assembly"]["rolls"], *(triggers()["assembly"]["more"] if session.rolls else ())]
    starts = [_behind(text, phrase.split()) for phrase in phrases]
    listed = [k for k in starts if k >= 0]
    chairs = [k for phrase in triggers()["assembly"]["chairs"] if (k := _behind(text, phrase.split())) >= 0]
    found: list[Person] = []
    for k in chairs:
        found += next((list(w.persons) for w in s.words[k : k + 6] if w.persons), [])
    if set(text) & {"presided", "chaired"} and not chairs:
        found += [p for w in s.words if w.dep == "nsubj" for p in w.persons]
    if listed and "hosted" in text and "by" not in text[text.index("hosted") : text.index("hosted") + 2]:
        found += [p for w in s.words[: text.index("hosted")] if w.dep == "nsubj" for p in w.persons]
    if listed:
        found += [p for w in s.words[min(listed) :] for p in w.persons]
        session.rolls.append(s)
    session.persons += found


def _present(s: Sentence, text: Sequence[str]) -> list[Person]:
    """ "A, B and C took part": those who stand before such words."""
    ends = [_behind(text, phrase.split()) for phrase in triggers()["assembly"]["present"]]
    end = max(ends)
    named = [
        w for w in s.words[: max(0, end)] if w.persons and w.dep in ("nsubj", "nsubjpass", "conj", "appos")
    ]
    return [p for w in named for p in w.persons]


@cache
def _cues() -> frozenset[str]:
    """The first words of all phrases, to pass most sentences by."""
    data = triggers()["assembly"]
    phrases = (*data["rolls"], *data["more"], *data["chairs"], "presided", "chaired")
    return frozenset(phrase.split()[0] for phrase in phrases)


def _behind(text: Sequence[str], phrase: Sequence[str]) -> int:
    """The word behind the first occurrence of a phrase, or -1."""
    size = len(phrase)
    return next(
        (
            k + size
            for k in range(len(text) - size + 1)
            if text[k] == phrase[0] and list(text[k : k + size]) == list(phrase)
        ),
        -1,
    )


def _draft(scene: Scene, session: _Session) -> Draft | None:
    persons: list[Person] = []
    for p in session.persons:
        if all(p is not q for q in persons):
            persons.append(p)
    lands = session.lands | {p.country for p in persons if p.country}
    if not session.rolls or len(persons) < _LEAST or len(lands) < _LEAST:
        return None
    status = scene.status(session.sentence, session.noun)
    if status is None:
        return None
    kind = "summit" if "summit" in session.noun.lower else "meeting"
    evidence = [
        scene.evidence(session.sentence),
        *(scene.evidence(s) for s in session.rolls if s is not session.sentence),
    ]
    draft = Draft(persons, [], kind, session.sentence, session.noun, status, 0.7, evidence=evidence)
    return settle(scene, draft)
