"""Lines in capitals, read as if they were written in capitals and small letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.gazetteer import Gazetteer
from communique.extract.tokens import NAMES, Token
from communique.extract.words import word_list, words_of

_LONGEST = 600  # letters; no report has whole passages in capitals
_KNOWN = 5  # acronyms that are kept where the reference data has them so ("UN", "ASEAN")
_SMALL = re.compile("[a-z]")


def in_capitals(text: str) -> bool:
    """Whether a line is in capitals but for a dateline and the like."""
    if text.isupper():
        return len(text) < _LONGEST
    return len(text) < _LONGEST and text[-20:].isupper() and len(_SMALL.findall(text)) * 4 < len(text)


def recased(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Token]:
    """The tokens with "MINISTER OF TRADE JANE ROE" as "Minister of Trade Jane Roe"; acronyms stay."""
    words = [_recased(t.text, gazetteer) for t in tokens]
    for i in range(len(words) - 2):
        if words[i] == "to" and _family_name(words[i + 1].lower(), words[i + 2].lower()):
            words[i] = "To"
    return [Token(word, t.start, t.end) for word, t in zip(words, tokens, strict=True)]


def _family_name(behind: str, next_one: str) -> bool:
    """ "PRESIDENT TO ANH VISITS LIMA": no verb right behind "to", but one behind the next word."""
    verbs = word_list("headline_verbs")
    return next_one in verbs and behind not in verbs and behind + "s" not in verbs


def _recased(word: str, gazetteer: Gazetteer) -> str:
    if len(word) < 2 or not word.isupper() or "." in word:
        return word
    if word.lower() in words_of("openers", "function_words") - NAMES and word not in ("US", "IT", "WHO"):
        return word.lower()
    if word[0] in "'’" and len(word) == 2:
        return word.lower()  # the 'S of an owner
    known = gazetteer.find([word]) if len(word) <= _KNOWN else []
    if known and word in known[0].entry.forms or not word.isalpha() and len(word) < 4:
        return word
    return word.title()
