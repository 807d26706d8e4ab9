"""Capitalized words that only begin a sentence: "Simultaneously, the Minister …", "Having welcomed the guest, …"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.tokens import Token
from communique.extract.words import word_list

#: Longer adverbs than these end in -ly; shorter words with that end are names as well ("Sally").
_SHORTEST = 8
#: What follows a participle at the head of a sentence, but not a name in -ing ("Beijing", "Boeing").
_BEHIND_PARTICIPLES = word_list("behind_participles")


def opens_sentence(tokens: Sequence[Token], i: int) -> bool:
    """Whether the capitalized token ``i`` at the head of a sentence is an adverb or a participle."""
    word, behind = tokens[i].lower, tokens[i + 1 : i + 2]
    if not behind or not word.isascii():
        return False
    if word.endswith("ly"):
        return len(word) >= _SHORTEST and behind[0].text == ","
    if word == "having":
        return behind[0].lower == behind[0].text
    return word.endswith("ing") and len(word) > 5 and behind[0].text in _BEHIND_PARTICIPLES
