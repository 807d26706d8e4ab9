"""Forms of a person's name: when two can be the same person's, and how much that says.

``same`` is the same name but for hyphens, marks, blanks or the order of family and given name; ``variant`` is
another transliteration, a word more, an initial or one letter; ``part`` is a short form of the other.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from communique.graph.folding import fold

Words = tuple[str, ...]
Relation = Literal["same", "variant", "part", ""]
_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar"})
_SON = frozenset({"bin", "ibn", "bint", "ben"})
_LONG_WORD = 6


@cache
def words(name: str) -> Words:
    """A name's words, folded ("Kim Jong-un" gives kim, jong, un)."""
    return tuple(fold(name).split())


def fullness(name: Words) -> tuple[int, int]:
    """How much a form tells: its words that are no initials, then all of them."""
    return sum(len(word) > 1 for word in name), len(name)


@cache
def _variants() -> dict[str, str]:
    """A spelling of a name's word -> the first of its line."""
    lines = (
        (files("communique.graph") / "data" / "name_variants.txt").read_text(encoding="utf-8").splitlines()
    )
    return {w: line.split()[0] for line in lines if line and not line.startswith("#") for w in line.split()}


@cache
def relation(a: Words, b: Words) -> Relation:
    """How two forms are related; empty where they cannot be one name."""
    if not a or not b:
        return ""
    if _same(a, b):
        return "same"
    short, long = sorted((a, b), key=lambda w: (len(w), w))
    if _is_son(short, long):
        return ""
    if _part(short, long):
        return "part"
    return "variant" if len(short) > 1 and _variant(_canonical(short), _canonical(long)) else ""


def _same(a: Words, b: Words) -> bool:
    """Equal letters in the same order, or with the family name at the other end."""
    if "".join(a) == "".join(b):
        return True
    return len(a) == len(b) and any(a == b[i:] + b[:i] for i in range(1, len(b))) or _rotated(a, b)


def _rotated(a: Words, b: Words) -> bool:
    """Family name at the other end, the given name written in one word or two."""
    joined = "".join(b)
    return len(a) > 1 and joined in ("".join(a[1:] + a[:1]), "".join(a[-1:] + a[:-1]))


def _part(short: Words, long: Words) -> bool:
    """A stretch at the beginning or the end of the full name, articles aside."""
    if len(short) >= len(long) or all(len(w) == 1 for w in short):
        return False
    pairs = ((short, long), (_bare(short), _bare(long)))
    return any(part and part in (name[: len(part)], name[-len(part) :]) for part, name in pairs)


def _bare(name: Words) -> Words:
    return tuple(w for w in name if w not in _ARTICLES)


def names_father(name: Words) -> bool:
    """Whether a name gives the bearer's own and the father's ("Rashid bin Hamad")."""
    return bool(_SON & set(name[1:-1]))


def _is_son(short: Words, long: Words) -> bool:
    """Whether the longer name only ends in its bearer's father's."""
    first = _variants().get(long[0], long[0])
    led = _variants().get(short[0], short[0]) == first
    return 1 < len(short) < len(long) and bool(_SON & set(long)) and not led


def _canonical(name: Words) -> Words:
    """The name with each word in the first of its spellings, and without articles."""
    return tuple(_variants().get(w, w) for w in _bare(name)) or name


def _variant(short: Words, long: Words) -> bool:
    """Every word of the shorter one is in the longer, one perhaps as an initial or with a letter changed."""
    if _same(short, long):
        return True
    if len(long) - len(short) > 2 or (short[0] != long[0] and not _like(short[-1], long[-1])):
        return False
    unequal = [w for w in short if w not in long]
    rest = [w for w in long if w not in short]
    if not unequal:
        return short[0] == long[0] or short[-1] == long[-1]
    return len(unequal) == 1 and any(_like(unequal[0], w) for w in rest)


def _like(a: str, b: str) -> bool:
    """Equal, one the other's initial, or long words that differ in one letter."""
    if a == b or len(a) == 1 and b.startswith(a) or len(b) == 1 and a.startswith(b):
        return True
    short, long = sorted((a, b), key=len)
    ending = long.startswith(short) and len(long) - len(short) <= 2  # a genitive, a final h
    return len(short) >= _LONG_WORD and (ending or _one_apart(a, b))


def _one_apart(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b, score_cutoff=1)) <= 1
