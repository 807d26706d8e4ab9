"""Sides told by those for whom somebody signs: "signed by A on behalf of Kenya and by B on behalf of the Bank"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene
from communique.extract.side_phrases import is_body, kind_of, phrase_end, side_of
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries


def behalf_sides(scene: Scene, s: Sentence) -> list[Entity]:
    """The two sides for whom a sentence says somebody signs; none where it tells one or none."""
    words = {x.lower for x in s.words if x.ref is None}
    if "behalf" not in words and not {"for", "by"} <= words:
        return []
    told = list(dict.fromkeys(e for span in _spans(s) if (e := _side(scene, s, span)) is not None))
    if len(told) == 1 and "behalf" in words:
        told += [e for e in _others(s) if e not in told]
    return told if len(told) == 2 else []


def _spans(s: Sentence) -> Iterator[list[Word]]:
    """The phrases behind "on behalf of", and behind "for" where somebody behind "by" stands for a land: "for Peru by A"."""
    for x in s.words:
        before = [y.lower for y in s.words[max(0, x.index - 2) : x.index]]
        if x.lower == "of" and before == ["on", "behalf"]:
            yield _phrase(s, x.index + 1)
        elif x.lower == "for" and x.ref is None:
            span = _phrase(s, x.index + 1)
            behind = s.words[x.index + 1 + len(span) :][:1]
            if span and kind_of(span[-1]) in ("country", "body") and [y.lower for y in behind] == ["by"]:
                yield span


def _phrase(s: Sentence, first: int) -> list[Word]:
    end = phrase_end(s, first)
    stop = (
        i for i in range(first, end) if s.words[i].text == "," or s.words[i].lower in ("and", "by", "while")
    )
    return s.words[first : next(stop, end)]


def _side(scene: Scene, s: Sentence, span: Sequence[Word]) -> Entity | None:
    """The country or body of a phrase; "the Bank" is that of whom the sentence names before it."""
    if not span:
        return None
    text = scene.article.text[span[0].start : span[-1].end].removeprefix("the ")
    if is_body(text) and len(text.split()) == 1:
        held = (h.post.body for x in s.words if x.end <= span[0].start for p in x.persons for h in p.posts)
        return next((Entity("organization", b) for b in held if b.endswith(text) or text in b.split()), None)
    return side_of(scene, span)


def _others(s: Sentence) -> list[Entity]:
    """The countries of the persons for whom nothing else is told."""
    people = [p for x in s.words for p in x.persons]
    return [country_entity(p.country) for p in people if p.country in countries()] if len(people) == 2 else []
