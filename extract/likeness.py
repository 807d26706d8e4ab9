"""When a found name, title, date or amount counts as the one that gold gives."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from communique.extract.words import DATA

_WORD = re.compile(r"[a-z0-9]+")
_CODE = re.compile(r"[A-Z]{2}")


@cache
def scoring_words() -> dict[str, Any]:
    """The word lists and types of ``extract/data/scoring.toml``."""
    return tomllib.loads((DATA / "scoring.toml").read_text(encoding="utf-8"))


@cache
def plain(text: str) -> str:
    """Lower case without marks, possessives and the variants of a few titles and numbers."""
    letters = str.maketrans(scoring_words()["letters"])
    decomposed = unicodedata.normalize("NFKD", text).translate(letters)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    bare = bare.replace("'s", "").replace("’s", "")
    bare = bare.replace("political bureau", "politburo").replace("state president", "president")
    bare = bare.replace("per cent", "percent").replace("%", " percent")
    return re.sub(r"(\d)(bn|mn)\b", r"\1 \2", re.sub(r"(\d)m\b", r"\1 mn", bare))


@cache
def words(text: str) -> frozenset[str]:
    """The content words of a title or name."""
    same, ignored = scoring_words()["synonyms"], scoring_words()["ignored"]
    found = {part for word in _WORD.findall(plain(text)) for part in same.get(word, word).split()}
    return frozenset(found.difference(ignored))


def _nested(x: frozenset[str], y: frozenset[str]) -> bool:
    return x <= y or y <= x


def _share(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x and y else 0.0


def _ranks(x: frozenset[str]) -> frozenset[str]:
    return x & frozenset(scoring_words()["ranks"])


def same_name(gold: str, found: str) -> bool:
    """Enough words in common, or all of one (of two words or more) in the other."""
    x, y = words(gold), words(found)
    if not x or not y:
        return gold.strip().lower() == found.strip().lower()
    return _share(x, y) >= 0.6 or (min(len(x), len(y)) >= 2 and _nested(x, y))


def same_person(gold: str, found: str) -> bool:
    """The same name, family name first or last, or one with words more behind the same first word."""
    x, y = _WORD.findall(plain(gold)), _WORD.findall(plain(found))
    if not x or not y:
        return False
    if len(x) == len(y):
        return any(x == y[i:] + y[:i] for i in range(len(y)))
    a, b = frozenset(x), frozenset(y)
    return a == b or (x[0] == y[0] and len(a & b) >= 2 and _nested(a, b))


def same_body(gold: str, found: str) -> bool:
    """Nearly the same words, or one with words more behind the same first word."""
    x, y = words(gold), words(found)
    heads = [_head(text) for text in (gold, found)]
    return _share(x, y) >= 0.75 or (heads[0] == heads[1] and min(len(x), len(y)) >= 2 and _nested(x, y))


def _head(text: str) -> str:
    ignored = scoring_words()["ignored"]
    return next((word for word in _WORD.findall(plain(text)) if word not in ignored), "")


def same_role(gold: str, found: str) -> bool:
    """Titles of the same content and rank; a foreign minister is one whatever else the portfolio holds."""
    x, y = words(gold) - {"party"}, words(found) - {"party"}
    if _ranks(x) != _ranks(y):
        return False
    foreign = {"foreign", "minister"} <= x & y and "trade" not in x ^ y
    return foreign or _share(x, y) >= 0.75


def same_kind(gold: str, found: str) -> bool:
    """Kinds or places of which one may say more than the other (a joint statement is a statement)."""
    x, y = words(gold) - {"joint"}, words(found) - {"joint"}
    return bool(x and y) and _nested(x, y)


def same_level(gold: str, found: str) -> bool:
    """The same content words, all of them."""
    return words(gold) - {"relationship"} == words(found) - {"relationship"}


def same_amount(gold: str, found: str) -> bool:
    """The same number and scale, however the currency is written."""
    (x, scale_x), (y, scale_y) = _amount(gold), _amount(found)
    return (x, scale_x) == (y, scale_y) if x or y else same_name(gold, found)


def _amount(text: str) -> tuple[list[str], frozenset[str]]:
    return re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")), words(text) & frozenset(
        scoring_words()["scales"]
    )


def same_date(gold: str, found: str) -> bool:
    """Gold's date, or one within a coarser gold date."""
    day = found.strip().split("T")[0]
    return day == gold.strip() or day.startswith(gold.strip() + "-")


def same_count(gold: str, found: str) -> bool:
    """The same whole number."""
    return gold.strip() == found.strip().removesuffix(".0")


def same_text(gold: str, found: str) -> bool:
    """The same characters in any case."""
    return gold.lower() == found.lower()


def same_actor(gold: str, found: str) -> bool:
    """A country's code, or the name of a person or body."""
    if _CODE.fullmatch(gold):
        return gold == found.upper()
    return same_person(gold, found) or same_body(gold, found)


COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "person": same_person,
    "name": same_name,
    "country": same_text,
    "date": same_date,
    "count": same_count,
    "text": same_text,
    "status": same_text,
    "actor": same_actor,
    "level": same_level,
    "role": same_role,
    "kind": same_kind,
    "amount": same_amount,
}
