"""Whether a text is English, by the share of common function words."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from communique.extract.words import DATA

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000
_LEAST_WORDS = 25
_LEAST_SHARE = 0.12
#: So many words in small letters make a sentence; in an English one more than this share are function words.
_SENTENCE, _LEAST_OF_SENTENCE = 8, 0.1


@cache
def _function_words() -> frozenset[str]:
    lines = (DATA / "english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def english_share(text: str) -> tuple[float, int]:
    """The share of function words among the first words of a text, and how many words were looked at."""
    words = [m.group().lower() for m in islice(_WORD.finditer(text), _SAMPLE)]
    known = sum(word in _function_words() for word in words)
    return (known / len(words) if words else 0.0), len(words)


def is_english(text: str) -> bool:
    """Whether a text reads like English.

    A short one is refused when it is a sentence with hardly a function word, or when its letters are not Latin.
    """
    share, words = english_share(text)
    if words >= _LEAST_WORDS:
        return share >= _LEAST_SHARE
    small = [m.group() for m in _WORD.finditer(text) if m.group().islower()]
    if len(small) >= _SENTENCE and share * words / len(small) < _LEAST_OF_SENTENCE:
        return False
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    return not letters or sum(c < "\u0370" or "\u1e00" <= c < "\u1f00" for c in letters) * 2 >= len(letters)
