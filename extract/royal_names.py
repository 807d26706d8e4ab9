"""Titles of rulers that are names: "Zayed bin Sultan", "Foreign Minister Amir Khan", "Rhonda King"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.lexicon import honorifics, role_at
from communique.extract.tokens import Token
from communique.extract.words import words_of

if TYPE_CHECKING:
    from communique.extract.units import Unit


def bears_title(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> bool:
    """``Sultan bin Ahmed``, ``Foreign Minister Amir Khan``: a title that is a given name here."""
    if unit.last == len(tokens):
        return False
    after = tokens[unit.last]
    if units and units[-1].lower in _SON_OF and (after.capitalized or after.lower.startswith("al-")):
        return True  # "Zayed bin Sultan Al Nahyan", "Zayed bin Sultan al-Nahyan"
    if unit.text == "Sultan" and _behind_name(tokens, unit.last):
        return True
    if unit.text == "Sultan" and len(units) > 1 and units[-1].text == "," and units[-2].kind == "country":
        return units[-2].code not in _SULTANATES and after.capitalized
    if units and units[-1].role is not None and units[-1].role.kind == "royal":
        return False  # "the Yang di-Pertuan Agong, Sultan X"
    behind_title = bool(units) and units[-1].kind in ("role", "org", "hon") and units[-1].last == unit.first
    behind_title = behind_title and not units[-1].lower.endswith(("majesty", "highness", "hm", "hh", "hrh"))
    to_a_state = (
        len(units) > 2 and units[-1].kind == "country" and {u.lower for u in units[-3:-1]} & {"to", "in"}
    )
    if to_a_state and unit.text in _GIVEN and after.capitalized and honorifics().longest([after.text]) == 0:
        return True  # "Ambassador to the UAE Amir Hayek"
    return after.lower in _SON_OF or (
        unit.text in _GIVEN and behind_title and after.capitalized and honorifics().longest([after.text]) == 0
    )


def _behind_name(tokens: Sequence[Token], i: int) -> bool:
    """ "signed by Sultan Ahmed Al Roe, Minister of Economy": who holds a post of the government behind the name is no sultan."""
    j = i
    while (
        j < len(tokens) and j - i < _LONGEST and (tokens[j].capitalized or tokens[j].lower.startswith("al-"))
    ):
        j += 1
    if j - i < 2 or j + 2 >= len(tokens) or tokens[j].text != ",":
        return False
    behind = (role_at(tokens[: j + 8], k)[0] for k in range(j + 1, min(j + 4, len(tokens))))
    return any(role is not None and role.kind in ("minister", "envoy", "head") for role in behind)


#: How many words a name has at most.
_LONGEST = 6
_SULTANATES = frozenset({"OM", "BN", "MY"})
_SON_OF = frozenset({"bin", "bint", "ibn"})
#: Royal titles that are given names too.
_GIVEN = frozenset({"Amir", "Emir", "Sultan", "Dean", "Earl", "Duke"})


def family_of_title(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> bool:
    """``Rhonda King``, ``Hossein Amir``: a royal title behind a given name is a name."""
    assert unit.role is not None
    before = units[-1] if units else None
    return (
        unit.role.kind == "royal"
        and unit.text.istitle()
        and before is not None
        and before.last == unit.first
        and before.kind == "cap"
        and before.lower not in words_of("body_words", "ranks", "former", "idle")
        and not before.text.isupper()
        and (unit.text in _GIVEN or len(units) > 1 and units[-2].kind in ("hon", "cap"))
        and (unit.text in _GIVEN or unit.last == len(tokens) or not tokens[unit.last].capitalized)
    )
