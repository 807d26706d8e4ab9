"""Words that are names where they stand, though they are countries, peoples, titles or openers of sentences elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.tokens import Token
from communique.extract.words import word_list, words_of

if TYPE_CHECKING:
    from communique.extract.units import Unit


def is_given(tokens: Sequence[Token], units: Sequence[Unit], unit: Unit) -> bool:
    """ "Foreign Minister Israel Roe", "Chad Roe, the minister,": a country before a family name."""
    if unit.kind != "country" or unit.lower not in word_list("given_countries"):
        return False
    family, behind = _ahead(tokens, unit.last), _ahead(tokens, unit.last + 1)
    if not family.istitle() or family.lower() in words_of("body_words", "openers"):
        return False
    before = units[-1] if units else None
    if before is not None and (before.kind == "hon" or before.role is not None and not before.role.plural):
        return before.last == unit.first
    return (before is None or before.text in (".", ",")) and behind == ","


def is_family(tokens: Sequence[Token], units: Sequence[Unit], unit: Unit) -> bool:
    """ "Minister Marek King", "Marek French, Foreign Minister": a title or people behind one given name."""
    titled = unit.kind in ("role", "hon")
    if (
        unit.lower not in word_list("family_titles" if titled else "family_peoples")
        or not unit.text.istitle()
    ):
        return False
    given = units[-1] if units else None
    if given is None or given.kind != "cap" or not given.text.istitle() or given.last != unit.first:
        return False
    if given.lower in words_of("body_words", "ranks", "former", "idle", "openers", "planned", "historical"):
        return False
    behind, before = _ahead(tokens, unit.last), units[-2] if len(units) > 1 else None
    if behind[:1].isupper() or behind.lower() in ("of", "-", "'s", "’s") and unit.role is not None:
        return False
    if before is not None and before.kind in ("hon", "role"):
        return behind.lower() not in ("visit", "trip", "tour")
    return (before is None or before.text in (".", ",")) and behind == ","


def is_opening_name(tokens: Sequence[Token], i: int) -> bool:
    """ "He Ping, the ambassador", "Jan Roe said", "May Roe, who": a name that looks like a word which opens a sentence."""
    given, behind = _ahead(tokens, i + 1), _ahead(tokens, i + 2)
    if not given.istitle():
        return False
    word = tokens[i].text
    if word in ("Do", "To"):
        return given in _MIDDLE and behind.istitle()
    return word in ("He", "Jan") or word in ("April", "May", "June", "Will", "Summer") and behind == ","


#: Middle names of Vietnam, behind a family name that is a word of English.
_MIDDLE = frozenset("Thi Van Huu Duc Xuan Ngoc Minh Anh Quang Thanh Hoang Tien Dinh Cong Manh".split())


def _ahead(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text if i < len(tokens) else "."
