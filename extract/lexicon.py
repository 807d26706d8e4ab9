"""The tables of the extractor: role heads and forms of address, read once from ``extract/data``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.extract.tokens import Token, fold, tokenize
from communique.extract.words import DATA, word_list


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table of ``extract/data``; lines that begin with # are comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter="\t")


@dataclass(frozen=True, slots=True)
class Role:
    """The head of a title: ``name`` as it is written in the graph, ``kind`` the class of post."""

    name: str
    kind: str
    plural: bool = False
    prefix: str = ""  # "then", "ex" … joined to the head by a hyphen
    suffix: str = ""  # "elect", "designate"


@cache
def _roles() -> dict[tuple[str, ...], Role]:
    rows = table("roles.tsv")
    return {tuple(r["form"].split()): Role(r["role"], r["class"], r["plural"] == "1") for r in rows}


@cache
def _longest_role() -> int:
    return max(map(len, _roles()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form in _roles())


@cache
def _misspelled() -> dict[str, str]:
    """Heads of titles with a letter left out or two exchanged ("Ambassdor", "Minsiter"), and what is meant."""
    found: dict[str, str] = {}
    for word in word_list("misspelled_heads"):
        shorter = (word[:i] + word[i + 1 :] for i in range(1, len(word)))
        swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
        found |= {form: word for form in (*shorter, *swapped) if form + "s" != word and form != word}
    return {form: word for form, word in found.items() if form not in _first_words()}


@lru_cache(maxsize=65536)
def _head(word: str) -> str:
    """A word in plain small letters, as it would be spelled right."""
    plain = fold(word)
    return _misspelled().get(plain, plain) if len(plain) > 6 else plain


@lru_cache(maxsize=65536)
def may_begin(word: str) -> bool:
    """Whether a word may begin the head of a title."""
    return "-" in word or _head(word) in _first_words()


def role_at(tokens: Sequence[Token], i: int) -> tuple[Role | None, int]:
    """The role head that begins at token ``i`` and how many tokens it takes."""
    if not may_begin(tokens[i].text):  # most words begin no title
        return None, 0
    words = [_head(t.text) for t in tokens[i : i + _longest_role()]]
    if words[0] == "chief" and (size := _chief_officer(words)):
        return Role(" ".join(w.capitalize() for w in words[:size]), "head"), size
    for size in range(len(words), 0, -1):
        role = _roles().get(tuple(words[:size]))
        if role:
            return role, size
    if words[0] == "prime" and "-" in "".join(words[1:2]):
        role = _hyphenated("prime " + words[1])  # "Prime Minister-designate"
        return role, 2 if role else 0
    return (_hyphenated(words[0]), 1) if words and "-" in words[0] else (None, 0)


def _chief_officer(words: Sequence[str]) -> int:
    """How many words "chief financial officer" or "chief electoral officer" takes; 0 for none, or one that the table has."""
    size = words.index("officer") + 1 if "officer" in words[2:5] else 0
    plain = size > 2 and all(w.isalpha() for w in words[:size])
    return size if plain and tuple(words[:size]) not in _roles() else 0


@cache
def _hyphenated(word: str) -> Role | None:
    """``then-president``, ``president-elect``, ``vice-chairman``, ``co-chair``."""
    first, _, rest = word.partition("-")
    if first in ("then", "ex", "former") and (rest,) in _roles():
        role = _roles()[(rest,)]
        return Role(role.name, role.kind, role.plural, prefix=first)
    if first in ("vice", "deputy", "co", "under") and (rest,) in _roles():
        role = _roles()[(rest,)]
        return Role(f"{first.capitalize()} {role.name}", role.kind, role.plural)
    head, _, last = word.rpartition("-")
    form = tuple(head.split())
    if last in ("elect", "designate") and form in _roles():
        role = _roles()[form]
        return Role(role.name, role.kind, role.plural, suffix=last)
    return None


class Phrases:
    """A set of phrases of which the longest that begins a token list can be asked."""

    def __init__(self, phrases: Iterator[str]) -> None:
        self._phrases = {tuple(fold(t.text) for t in tokenize(p.upper())) for p in phrases}
        self._longest = max((len(p) for p in self._phrases), default=0)
        self._first = frozenset(p[0] for p in self._phrases if p)

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with this word; asked before ``longest``, which most words do not need."""
        return fold(word) in self._first

    def longest(self, words: Sequence[str]) -> int:
        """How many words the longest phrase takes that begins here; 0 when none does."""
        if not words or fold(words[0]) not in self._first:
            return 0
        lower = [fold(w) for w in words]
        sizes = range(min(self._longest, len(words)), 0, -1)
        return next((n for n in sizes if tuple(lower[:n]) in self._phrases), 0)


@cache
def agencies() -> frozenset[str]:
    """News agencies whose name is in capitals, as it stands between a dateline and the first title."""
    return frozenset(r["form"] for r in table("agencies.tsv") if r["form"].isupper())


@cache
def honorifics() -> Phrases:
    """Forms of address before a name (``extract/data/honorifics.txt``)."""
    lines = (DATA / "honorifics.txt").read_text(encoding="utf-8").splitlines()
    return Phrases(line for line in lines if line and not line.startswith("#"))
