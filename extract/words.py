"""The short word lists of ``extract/data/words.toml``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

DATA = files("communique.extract") / "data"


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of ``words.toml``. Raises KeyError when there is none of that name."""
    return frozenset(_lists()[name].split())


@cache
def words_of(*names: str) -> frozenset[str]:
    """The words of several lists together."""
    return frozenset().union(*map(word_list, names))


@cache
def phrase_list(name: str) -> tuple[str, ...]:
    """The phrases of a list whose items are separated by ``|``."""
    return tuple(p.strip() for p in _lists()[name].split("|") if p.strip())
