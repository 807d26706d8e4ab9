"""Three sides or more told one by one: "the Food Programme, the Red Crescent and the Ministry of Health signed"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene
from communique.extract.side_phrases import kind_of, named_words, names_body, side_of
from communique.extract.twin_sides import of_each_place
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries


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
    whole = sum(bodies) > 1 and not any(_goes_on(scene, a, b) for a, b in itertools.pairwise(pieces))
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


def people_of_many(s: Sentence, first: int) -> list[Entity]:
    """ "signed by President A of Kenya, President B of Peru and President C of Chile", "by A (Kenya), B (Peru) and C (Chile)"."""
    end = next((x.index for x in s.words[first:] if _ends_list(s, x)), len(s.words))
    codes: list[str] = []
    for x in s.words[first:end]:
        bracketed = s.words[x.index - 1].text == "(" and kind_of(x) == "country"
        if bracketed and x.ref is not None and x.ref.unit is not None:
            codes = codes[:-1] if len(x.ref.unit.code) and codes and _same_person(s, x) else codes
            codes.append(x.ref.unit.code)
        codes += [p.country for p in x.persons]
    known = [c for c in dict.fromkeys(codes) if c in countries()]
    return [country_entity(c) for c in known] if len(known) > 2 else []


def _same_person(s: Sentence, land: Word) -> bool:
    """Whether the land in brackets is told of the person before it."""
    return bool(s.words[land.index - 2].persons)


def _ends_list(s: Sentence, x: Word) -> bool:
    return (
        x.text in (";", ".")
        or x.ref is None
        and x.lower in ("in", "during", "at", "after", "on", "with", "while")
    )


_OF_THREE = frozenset({"trilateral", "tripartite", "three-way", "three-party"})


def many_lands(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """The three lands of a trilateral text: of its sentence, else the three that the report names together before."""
    if _OF_THREE.isdisjoint(x.lower for x in s.words[max(0, w.index - 6) : w.index + 12]):
        return []
    for one in reversed(scene.sentences[: s.number + 1]):
        found = lands_of(one)
        if len(found) == 3:
            return [country_entity(c) for c in found]
    return []


def lands_of(s: Sentence) -> list[str]:
    """The countries of a sentence's persons and those it names."""
    units = (
        x.ref.unit.code for x in s.refs("country", "demonym") if x.ref is not None and x.ref.unit is not None
    )
    people = (p.country for x in s.words for p in x.persons)
    return [c for c in dict.fromkeys([*units, *people]) if c in countries()]
