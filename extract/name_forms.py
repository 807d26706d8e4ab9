"""How the forms of one report's names belong together: the words of a name, equal names, short forms, spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.tokens import fold

_DOUBLED = re.compile(r"(.)\1")


def name_words(name: str) -> tuple[str, ...]:
    """A name's words folded, hyphens and initials' dots gone ("Kim Jong-un" → kim, jong, un)."""
    words = tuple(w for w in re.split(r"[\s\-.‐‑]+", fold(name).replace("'", "")) if w)
    return words[:-1] if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii", "iv") else words


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names can be one person's in one report: equal words in any order, one spelled
    together ("Jin Ping"/"Jinping"), one with a word more, an initial for a given name, or family name first.
    """
    if not any(x in b for x in a):
        return "".join(a) == "".join(b)  # most pairs of names
    if a[0] != b[0] and not SON_OF.isdisjoint(a) and not SON_OF.isdisjoint(b):
        return False  # "Omar bin Said" is father of "Said bin Omar bin Said"
    if set(a) == set(b) or "".join(a) == "".join(b):
        return True
    if initial_of_father(a, b) or initial_of_father(b, a):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or not any(len(x) > 1 and x in long for x in short):
        return False  # no whole word in common
    if "bin" in long and short[0] != long[0] or _fathers(short[0], long):
        return False  # a son bears his father's name behind his own
    matched = _matched(short, long)
    return matched == len(short) and (_same_word(short[-1], long[-1]) or short[0] == long[0])


def initial_of_father(short: Sequence[str], long: Sequence[str]) -> bool:
    """ "U.Batbold" and "Kh.Sukhbat" are Batbold Ulam and Sukhbat Khaan: the father's name as an initial in front."""
    if len(short) != 2 or len(long) != 2 or len(short[0]) > 2:
        return False
    return short[1] == long[0] and len(long[1]) > 2 and long[1].startswith(short[0])


def _fathers(word: str, name: Sequence[str]) -> bool:
    """Whether a word stands in a name as that of a father or forefather: behind "bin" or inside "Al Ahmed Al Sabah"."""
    i = name.index(word) if word in name else 0
    return i > 0 and (name[i - 1] in SON_OF or i > 1 and name[i - 1] == "al" and i + 1 < len(name))


#: Before a father's name.
SON_OF = frozenset({"bin", "ibn", "bint", "binti", "ibni"})


def _matched(short: Sequence[str], long: Sequence[str]) -> int:
    """How many words of one name the other has too, each counted once."""
    left = list(long)
    for word in short:
        found = next((y for y in left if _same_word(word, y)), None)
        if found is not None:
            left.remove(found)
    return len(long) - len(left)


def _same_word(x: str, y: str) -> bool:
    return (
        x == y
        or len(x) > 4
        and x[0] == y[:1]
        and respelled(x, y)
        or (len(x) == 1 and y.startswith(x))
        or (len(y) == 1 and x.startswith(y))
    )


def part_of(part: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a shorter form ("Lam", "Morales Ojeda", "Díaz-Canel") is a stretch of the full name."""
    n = len(part)
    if n == 0 or n >= len(name) or part[0] not in name:
        return False
    if n > 2 and "bin" in name and part[0] != name[0] or _fathers(part[0], name):
        return False
    if any(tuple(name[i : i + n]) == tuple(part) for i in range(len(name) - n + 1)):
        return any(len(w) > 1 for w in part)
    return False


def respelled(x: str, y: str) -> bool:
    """Whether two words are one in two spellings: a letter doubled, or in longer words one other letter."""
    if _DOUBLED.sub(r"\1", x) == _DOUBLED.sub(r"\1", y):
        return True
    short, long = sorted((x, y), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1 or x[0] != y[0]:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


_LONG = 6
