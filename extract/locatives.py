"""Whether a place is where something takes place: "met in Lima", not "the war in Gaza" nor "based in Lima"."""

from __future__ import annotations

from functools import cache

from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word
from communique.extract.words import phrase_list, word_list

_FILLING = word_list("before_city_names")


def locative(s: Sentence, w: Word) -> bool:
    """Whether "in" or "at" stands before a place: "in the Iranian city of Mashhad", not "the war in Gaza"."""
    i = w.index - 1
    while i > 0 and w.index - i < 6:
        x = s.words[i]
        if x.ref is None and x.lower in _FILLING or x.ref is not None and x.ref.kind == "demonym":
            i -= 1
            continue
        break
    if i < 0 or s.words[i].lower not in ("in", "at", "here"):
        return False
    before = s.words[i - 1].lower if i else ""
    return before not in trigger_words("visit", "dwelling") and before not in word_list("talked_of_in")


def is_region(w: Word) -> bool:
    """ "the Middle East", "Central Asia": no place of a meeting."""
    unit = w.ref.unit if w.ref is not None else None
    named = w.ref is not None and w.ref.kind == "name" and w.ref.text.lower() in _world_regions()
    return named or unit is not None and unit.kind == "region" and not unit.code


@cache
def _world_regions() -> frozenset[str]:
    return frozenset(phrase_list("world_regions"))
