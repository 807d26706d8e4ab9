"""Three sides or more told one by one: "the Food Programme, the Red Crescent and the Ministry of Health signed"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from communique.extract.claims import Entity
from communique.extract.scene import Scene
from communique.extract.side_phrases import kind_of, named_words, names_body, side_of
from communique.extract.twin_sides import of_each_place
from communique.extract.views import Word


def listed_sides(scene: Scene, span: Sequence[Word]) -> list[Entity]:
    """The three sides or more of a list of bodies, which may have countries and companies in it; none for other phrases."""
    pieces = _pieces(span)
    if len(pieces) < 3 or not all(pieces):
        return []
    if each := of_each_place(scene.article.text[span[0].start : span[-1].end]):
        return each
    bodies = [kind_of(p[-1]) == "country" and len(p) < 3 or names_body(scene, p) for p in pieces]
    if not all(b or _is_name(scene, p) for b, p in zip(bodies, pieces, strict=True)):
        return []
    whole = sum(bodies) > 1 and not any(
        _goes_on(scene, a, b) for a, b in itertools.pairwise(pieces)
    )
    if not whole and not all(len(p) == 1 and kind_of(p[0]) in ("name", "body") for p in pieces):
        return []
    found = [side_of(scene, p) for p in pieces]
    sides = list(dict.fromkeys(e for e in found if e is not None))
    return sides if len(sides) > 2 and any(e.type != "country" for e in sides) else []


def _pieces(span: Sequence[Word]) -> list[list[Word]]:
    """A phrase cut at its commas and its last "and", none of them in brackets."""
    pieces: list[list[Word]] = [[]]
    depth = 0
    last = max((i for i, x in enumerate(span) if x.lower in ("and", "&")), default=-1)
    if last < 0 or all(x.text != "," for x in span):
        return []
    for i, x in enumerate(span):
        depth += (x.text == "(") - (x.text == ")")
        if not depth and (x.text == "," or i == last):
            if pieces[-1]:
                pieces.append([])
            continue
        if pieces[-1] or x.lower not in ("the", "a"):
            pieces[-1].append(x)
    return pieces


def _is_name(scene: Scene, piece: Sequence[Word]) -> bool:
    """A short name of its own, of which no noun says that a body has it ("Petroandes")."""
    words = list(named_words(piece))
    text = scene.article.text[words[0].start : words[-1].end] if words else ""
    named = bool(words) and words[0] is piece[0] and kind_of(words[0]) in ("name", "body", "persons")
    return named and len(text.split()) < 5 and re.fullmatch(r"(?:[A-Z][\w&.’'-]*\s?)+", text) is not None


def _goes_on(scene: Scene, piece: Sequence[Word], behind: Sequence[Word]) -> bool:
    """ "Ministry of Trade", "Industry": one word behind a comma that goes on with a body's subject."""
    text = scene.article.text[piece[0].start : piece[-1].end]
    return (
        " of " in text
        and len(behind) == 1
        and kind_of(behind[0]) not in ("body", "country")
        and not names_body(scene, behind)
    )
