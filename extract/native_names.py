"""Names as their bearers write them: what stands in brackets behind a name in another script is one of its forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_BRACKET = re.compile(r"[^\S\n]*[(（]([^()（）\n]{2,60})[)）]")
_JOINING = frozenset(" .-·’'\u200c\u200d")


def native_names(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The forms in other scripts than Latin that a report gives in brackets right behind one of the names.

    ``Lee Jae Myung (이재명)`` gives ``이재명``; a bracket with anything else in it gives nothing.
    """
    found: set[str] = set()
    for name in names if _has_native(text) else ():
        for match in re.finditer(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b", text):
            bracket = _BRACKET.match(text, match.end())
            if bracket and _is_native(bracket[1]):
                found.add(" ".join(bracket[1].split()))
    return tuple(sorted(found))


@lru_cache(maxsize=4)
def _has_native(text: str) -> bool:
    """Whether a report has such a bracket at all, asked once for all its persons."""
    return any(_is_native(bracket) for bracket in _BRACKET.findall(text))


def _is_native(words: str) -> bool:
    """Whether all letters are of other scripts than Latin, and nothing but what joins names is between them."""
    letters = [c for c in words if c.isalpha() or unicodedata.combining(c)]
    plain = all(c in _JOINING or c.isalpha() or unicodedata.combining(c) for c in words)
    return (
        plain and len(letters) > 1 and not any(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    )
