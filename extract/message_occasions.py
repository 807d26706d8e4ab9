"""What a message is about: "on his re-election", "over the floods", "in connection with the death of B", the occasion told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.claims import Entity
from communique.extract.scene import Scene
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries

_END = r"(?=[,.;]| and (?:said|noted|expressed|thanked|called|wished|conveyed|extended|offered|sent|hailed|praised|reaffirmed|a (?:cable|message|letter))|$)"
_ON = re.compile(
    r"\b(?:on|upon|over|for|following|after|in connection with)\s+(?!(?:(?:his|her|their|its|my|our) )?(?:own )?behalf\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+|\.)? \d)"
    rf"(?:the occasion of\s+)?(?:the\s+|its\s+|his\s+|her\s+|their\s+)?(.{{4,120}}?){_END}"
)
#: Behind a book of condolence: "for the late President B at the embassy".
_FOR = re.compile(r"for (?:the )?(?:late )?(.{4,80}?)(?= (?:at|in) (?:the|its|his)\b|[,.;]|$)")
_TOLD = {
    "congratulation": re.compile(
        r"(?:\d+\w\w |first |tenth )?(?:anniversary of [^,.;]{4,80}|National Day|Independence Day)",
        re.IGNORECASE,
    ),
    "condolence": re.compile(
        r"(?:deaths?|passing|demise|loss of life|victims) (?:of|in|caused by) [^,.;]{4,60}?(?= (?:on|last|who|at|was|is|has)\b|[,.;]|$)",
        re.IGNORECASE,
    ),
}
_OWN = re.compile(r"\b(?:(?:his|her|their|the|its) )?country(['’]s)?(?=\b|\s|$)")


def occasion(scene: Scene, s: Sentence, start: int, end: int, kind: str, to: Sequence[Entity]) -> str:
    """What stands behind "on", "over" and the like from ``start``, else what the sentences before tell of; empty for nothing."""
    text = scene.article.text[start:end].removesuffix(" and ")
    dead = _FOR.match(text.lstrip()) if kind == "condolence" else None
    named = dead is not None and any(w.persons and start < w.start < start + 8 for w in s.words)
    if dead is not None and named:
        return f"death of {' '.join(dead.group(1).split())}"
    found = _ON.search(text)
    if found is not None:
        return _of_land(" ".join(found.group(1).split()), to)
    return _told_before(scene, s, kind)


def _of_land(on: str, to: Sequence[Entity]) -> str:
    """ "the independence of his country": the country of whom it is written to."""
    codes = {e.code or e.country for e in to} - {""}
    if len(codes) != 1 or "country" not in on:
        return on
    name = countries()[next(iter(codes))].name if next(iter(codes)) in countries() else ""
    return _OWN.sub(lambda m: name + (m.group(1) or ""), on, count=1) if name else on


def _told_before(scene: Scene, s: Sentence, kind: str) -> str:
    """The anniversary or death of which the sentences before tell, this one's own beginning first."""
    for earlier in reversed(scene.sentences[max(0, s.number - 3) : s.number + 1]):
        found = _TOLD[kind].search(scene.article.text[earlier.start : earlier.end])
        if found is not None:
            return " ".join(found.group().split())
    return ""


def achieved(scene: Scene, s: Sentence, w: Word) -> str:
    """ "congratulated the great achievements of the DPRK": what is congratulated where no addressee is the object."""
    objects = scene.children(s, w, "dobj") if w.tag.startswith("VB") else []
    if not objects or objects[0].ref is not None or objects[0].lower not in _ACHIEVED:
        return ""
    text = scene.article.text[objects[0].start : s.end]
    return " ".join(re.split(r"[,.;]| under ", text)[0].split())


_ACHIEVED = frozenset({"achievements", "achievement", "accomplishments", "victory", "victories", "successes"})
