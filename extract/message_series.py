"""Messages told after another one: "sent similar cables", the headline's country and the report's addressee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.extract.claims import CongratulationClaim, Entity
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_AGAIN = frozenset({"similar", "identical"})
_ABOUT = ("on", "upon", "over", "for")


def add_message(scene: Scene, found: list[CongratulationClaim], new: CongratulationClaim) -> None:
    """Add a message, or merge it into the one that it tells of again: a headline's, one without an occasion, a like one."""
    for i, known in enumerate(found):
        same = known.kind == new.kind and known.senders[0] == new.senders[0]
        if same and not set(known.recipients).isdisjoint(new.recipients) and _alike(scene, known, new):
            on = new.on if not known.on or _in_headline(scene, known) and new.on else known.on
            evidence = (*known.evidence, *(e for e in new.evidence if e not in known.evidence))[:4]
            to = known.recipients if len(known.recipients) >= len(new.recipients) else new.recipients
            found[i] = replace(known, on=on, recipients=to, evidence=evidence)
            return
    found.append(new)


def _alike(scene: Scene, known: CongratulationClaim, new: CongratulationClaim) -> bool:
    words = {w for w in known.on.lower().split() if len(w) > 4} & set(new.on.lower().split())
    return (
        bool(words) or not known.on or not new.on or known.kind == "condolence" or _in_headline(scene, known)
    )


def _in_headline(scene: Scene, claim: CongratulationClaim) -> bool:
    return any(s.headline for s in scene.sentences if s.start == claim.evidence[0].start)


def similar(scene: Scene, s: Sentence, last: CongratulationClaim | None) -> Iterator[CongratulationClaim]:
    """ "B and C sent similar cables", "A sent similar cables to D on his election and to E on hers": what ``last`` was, told of others."""
    if last is None:
        return
    at = next((b for a, b in pairwise(s.words) if a.lower in _AGAIN and _message(b)), None)
    if at is None or scene.status(s, at) is None:
        return
    senders = tuple(dict.fromkeys(scene.person(p) for x in s.words[: at.index] for p in x.persons))
    told: list[tuple[tuple[Entity, ...], str]] = [
        ((scene.person(x.persons[0]),), subject) for x, subject in _addressed(s, at)
    ]
    for named, subject in told or [(last.recipients, "")]:
        if senders and set(named).isdisjoint(senders):
            evidence = (scene.evidence(s),)
            yield replace(last, senders=senders, recipients=named, on=subject or last.on, evidence=evidence)


def _message(w: Word) -> bool:
    return w.ref is None and w.lower.rstrip("s") in trigger_words("congratulation", "letters")


def _addressed(s: Sentence, at: Word) -> Iterator[tuple[Word, str]]:
    """Each person behind "to", with what stands behind "on" before the next one."""
    behind = [x for x in s.words[at.index + 1 :] if len(x.persons) == 1 and x.ref is not None]
    led = [x for x in behind if s.words[x.index - 1].lower in ("to", "and", ",", "the")]
    ends = [*(x.index for x in led[1:]), len(s.words)][: len(led)]
    for x, end in zip(led, ends, strict=True):
        rest = s.words[x.index + 1 : end]
        on = next((i for i, y in enumerate(rest) if y.lower in _ABOUT), None)
        yield x, "" if on is None else _subject(rest[on + 1 :])


def _subject(words: Sequence[Word]) -> str:
    kept = [x for x in words if x.ref is None]
    while kept and kept[-1].lower in ("and", "to", ",", ".", "the"):
        kept.pop()
    while kept and kept[0].lower in ("his", "her", "their", "the", "its"):
        kept.pop(0)
    return " ".join(x.text for x in kept)


def without_countries(scene: Scene, claims: Sequence[CongratulationClaim]) -> list[CongratulationClaim]:
    """The messages without "congratulated Kenya" where the same sender is told to have written to Kenya's president."""
    lands = {scene.person(p): p.country for p in scene.registry.persons}

    def told(c: CongratulationClaim) -> bool:
        codes = {e.code for e in c.recipients if e.type == "country"}
        return len(codes) == len(c.recipients) and any(
            o is not c
            and o.kind == c.kind
            and not set(o.senders).isdisjoint(c.senders)
            and codes <= {lands.get(e, "") for e in o.recipients}
            for o in claims
        )

    return [c for c in claims if not told(c)]


def of_group(scene: Scene, s: Sentence, subjects: Sequence[Word], away: set[str]) -> list[Entity]:
    """ "The Kenyan officials congratulated Peru": the report's principal of that country, else the one who is of no recipient's."""
    groups = word_list("people_of_a_side") | trigger_words("visit", "bands")
    if not any(_printed(scene, x) in groups for x in subjects):
        return []
    units = [
        x.ref.unit
        for x in s.refs("demonym", "country")
        if x.index < max(y.index for y in subjects) + 1 and x.ref
    ]
    codes = {u.code for u in units if u is not None}
    pair = [q for q in scene.registry.principals() if q is not None and q.country not in away]
    return [scene.person(q) for q in pair if not codes or q.country in codes][:1]


def _printed(scene: Scene, x: Word) -> str:
    return (scene.article.text[x.start : x.end].lower().split() or [""])[-1]
