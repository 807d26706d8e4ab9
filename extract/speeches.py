"""Named addresses, lectures and addresses to a parliament."""

from __future__ import annotations

import re

from communique.extract.claims import Entity, SpeechClaim
from communique.extract.scene import Scene, body_entity, place_entity
from communique.extract.views import Sentence, Word

_SPEECH = frozenset({"speech", "lecture", "address", "keynote", "remarks"})
_GIVE = frozenset(
    "delivered deliver delivers gave give gives delivering made giving addressed address addresses".split()
)
_TITLE = re.compile(
    r"(?:titled|entitled|themed|theme:?|topic|on the theme|called|under the title|,)\s*[:,]?\s*[“\"‘]([^”\"’]{4,200})[”\"’]|theme: ([A-Z][^.]{10,200})"
)


def speeches(scene: Scene) -> list[SpeechClaim]:
    """Named addresses and lectures, and addresses to a parliament."""
    found: dict[tuple[str, str], SpeechClaim] = {}
    for s in scene.sentences:
        for w in s.words:
            if w.ref is None and w.lower in _GIVE and w.tag.startswith("VB"):
                claim = _speech(scene, s, w)
                if claim is not None:
                    found.setdefault((claim.speaker.name, claim.date), claim)
    return list(found.values())


def _speech(scene: Scene, s: Sentence, w: Word) -> SpeechClaim | None:
    objects = scene.children(s, w, "dobj")
    text = scene.article.text[s.start : s.end]
    status, people = scene.status(s, w), scene.persons_of(s, scene.subjects(s, w))
    noun = [o for o in objects if o.lower in _SPEECH]
    title = _TITLE.search(text)
    policy = re.search(
        r"(?:policy|keynote|commencement|opening|public) (?:speech|address|lecture)|lecture", text
    )
    if w.lower.startswith("address"):
        audience = [o for o in objects if o.ref is not None and o.ref.kind in ("body", "name")]
        if not audience:
            return None
    elif (
        not noun
        or w.lower == "made"
        or not (title or policy or any(x.lower == "to" for x in scene.children(s, noun[0], "prep")))
    ):
        return None
    if status is None or not people:
        return None
    value, _ = scene.day_value(scene.date(s, w), s)
    return SpeechClaim(
        speaker=scene.person(people[0]), place=_venue(scene, s, w), title=" ".join((title.group(1) or title.group(2)).split()).rstrip(",") if title else "",
        date=value or (scene.told_day(s) if status == "actual" else ""), status=status, evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
    )  # fmt: skip


def _venue(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    for x in s.words[w.index + 1 :]:
        if (
            x.ref is not None
            and x.ref.kind in ("name", "body")
            and s.words[max(0, x.index - 2)].lower in ("at", "to", "addressed")
            or (
                x.ref is not None
                and x.ref.kind in ("name", "body")
                and s.words[x.index - 1].lower in ("at", "to", "address", "addressed", "before")
            )
        ):
            return body_entity(x.ref.unit) if x.ref.unit is not None else Entity("organization", x.ref.text)
    return place_entity(scene.place(s, w))
