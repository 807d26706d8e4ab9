"""Which way a date points: the nearest word in its sentence that looks ahead or back."""

from __future__ import annotations

import re
from functools import cache

from communique.extract.periods import calendar_words

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"‘])|\n|;\s")
_REACH = 300


@cache
def _cues() -> re.Pattern[str]:
    tense = calendar_words()["tense"]
    future, past, weak = ("|".join(map(re.escape, tense[name])) for name in ("future", "past", "weak"))
    finite = rf"(?P<future>{future})|(?P<past>{past}|[a-z]{{2,}}ed)"
    passive = r"be (?:[a-z]+ly )?[a-z]{2,}ed"  # "will be signed in October" does not look back
    return re.compile(rf"\b(?:(?!to be\b){passive}|{finite}|(?P<weak>{weak}))\b", re.IGNORECASE)


def tense_at(text: str, begin: int, end: int) -> str:
    """``future``, ``past`` or empty, for the stretch ``begin`` to ``end``: the nearest cue before it in its
    sentence, else the first one behind it.
    """
    before = _SENTENCE_END.split(text[max(0, begin - _REACH) : begin])[-1]
    behind = _SENTENCE_END.split(text[end : end + _REACH])[0]
    cues = [*reversed(_kinds(before)), *_kinds(behind)]
    strong = next((cue for cue in cues if cue != "weak"), "")
    return strong or ("future" if cues else "")


def _kinds(text: str) -> list[str]:
    return [cue.lastgroup for cue in _cues().finditer(text) if cue.lastgroup is not None]
