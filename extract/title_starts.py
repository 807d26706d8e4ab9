"""Where a title begins: which words left of its head ("Lao National Assembly Vice") still belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.lexicon import Role, agencies
from communique.extract.names import name_at
from communique.extract.post_composition import COUNTED
from communique.extract.title_owners import owns
from communique.extract.title_words import (
    NAMED,
    is_acronym,
    is_body_word,
    is_bodyish,
    is_numbered,
    is_rank,
    modifiers,
    possessive_at,
)
from communique.extract.units import Unit
from communique.extract.words import word_list, words_of

#: Heads of states that bodies have too.
_OF_BODIES = frozenset({"President", "Vice President"})

#: Between a deputy and the title of whom he is one.
_TO_WHOM = frozenset({"to", "of", "the"})

#: Classes whose holder heads or speaks for a body that may bear any name.
BODY_KINDS = frozenset(
    {"head", "spokesperson", "local", "parliament", "party", "member", "military", "adviser"}
)


class TitleStarts:
    """Finds where the titles of one paragraph begin."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def left_edge(self, k: int, role: Role, limit: int) -> int:
        """The first unit of the title whose head is unit ``k``; nothing left of unit ``limit`` is taken."""
        j = k
        while j > limit and self._joins_left(j - 1, role, k):
            j -= 1
        while j < k and (
            self.units[j].text in (",", "&") or self.units[j].lower in ("and", "of", "for", "'s", "’s", "the")
        ):
            j += 1
        return j

    def _joins_left(self, j: int, role: Role, k: int) -> bool:
        unit, word = self.units[j], self.units[j].lower
        if owns(self.units, j, k, role) or word in _TO_WHOM and self._deputy_to(j, k):
            return True
        if unit.kind in ("country", "demonym", "party", "org"):
            return True
        if unit.kind in ("city", "region"):
            return (
                role.kind in ("local", "head", "party", "envoy")
                and j == k - 1
                or possessive_at(self.units, j + 1)
            )
        if unit.kind == "cap":
            if unit.text in agencies():
                return False  # "ASTANA. KAZINFORM Chair of the Senate X"
            return (
                is_body_word(unit)
                or word in modifiers()
                or (role.kind in BODY_KINDS and is_acronym(unit))
                or (role.kind in ("head", "spokesperson", "local", "military") and self._after_body(j, k))
                or (role.kind == "minister" and self._lone_field(j, k))
                or (role.name in _OF_BODIES and j == k - 1 and self._initials(j))
            )
        if word in ("'s", "’s", "’", "'"):
            return j > 0 and (self.units[j - 1].kind in NAMED or is_body_word(self.units[j - 1]))
        if unit.kind == "low" and self._small_left(j, role, k):
            return True
        if is_numbered(unit) and role.name in COUNTED:
            return True  # "Peru's 14th President"
        if (
            unit.text == ")"
            and j > 1
            and self.units[j - 2].text == "("
            and (is_acronym(self.units[j - 1]) or self.units[j - 1].kind in NAMED)
        ):  # "National Assembly (NA) Chairman", not "Lima, Apr 2 (Banner Press) Peruvian President X"
            return self.units[j + 1].kind not in ("demonym", "country")
        if (
            unit.text == "("
            and j + 2 < len(self.units)
            and self.units[j + 2].text == ")"
            and (is_acronym(self.units[j + 1]) or self.units[j + 1].kind in NAMED)
        ):
            return True
        if role.plural and word in ("and", ",") and j > 0 and self.units[j + 1].kind == "demonym":
            return self.units[j - 1].kind == "demonym"  # "the Kenyan and Peruvian ministers"
        if role.plural and word == "and" and j > 1 and possessive_at(self.units, j - 1):
            return self.units[j - 2].kind == self.units[j + 1].kind == "country"  # "A's and B's ministers"
        if word == "and" and j > 1 and self.units[k].text.islower():  # "foreign and trade ministers"
            fields = word_list("body_words")
            opens = self.units[j - 2]
            led = role.plural or opens.lower in ("the", "'s", "’s") or opens.kind in ("demonym", "country")
            return led and self.units[j - 1].text in fields and self.units[j + 1].text in fields
        if unit.text == "," and not self._list_left(j, k):
            return False
        return self._links(j)

    def _deputy_to(self, j: int, k: int) -> bool:
        """ "second Deputy to the Prime Minister, …": whose deputy, where no name follows that the title would be of."""
        j -= self.units[j].lower == "the"
        named = k + 1 < len(self.units) and self.units[k + 1].kind in ("cap", "hon")
        return (
            not named
            and j > 0
            and self.units[j].lower in ("to", "of")
            and self.units[j - 1].lower == "deputy"
        )

    def _small_left(self, j: int, role: Role, k: int) -> bool:
        """A rank or field in small letters ("the foreign minister"), or one that opens a sentence ("Home Adviser X")."""
        unit = self.units[j]
        if unit.lower in modifiers():
            return unit.lower != "under"
        if is_body_word(unit):
            return role.kind in ("minister", "adviser") and self.units[j + 1].kind in ("cap", "role")
        if unit.text in word_list("body_words") and self.units[k].text[0].islower():
            return True
        plain = unit.text.isalpha() and unit.text not in words_of("function_words", "copulas", "before_posts")
        owned = j > 0 and (
            self.units[j - 1].kind in ("demonym", "country") or possessive_at(self.units, j - 1)
        )
        return (
            plain and owned and j == k - 1 and self.units[k].text == "minister"
        )  # "the Japanese farm minister"

    def _list_left(self, j: int, k: int) -> bool:
        """Whether a comma left of a head parts fields of its list ("Trade, Industry and Commerce Minister")."""
        after = self.units[j + 1 : k]
        of = j > 1 and self.units[j - 2].lower in ("of", "for", "the") and self.units[j - 1].kind == "cap"
        joined = any(u.lower in ("and", "&") or u.text == "," for u in after)
        return joined and not of and self.units[j + 1].kind not in ("country", "demonym")

    def _after_body(self, j: int, k: int) -> bool:
        """An unknown capitalized word before "CEO": a company or body ("Gazprom CEO")."""
        return j == k - 1 or is_bodyish(self.units[j + 1])

    def _initials(self, j: int) -> bool:
        """A body's initials before "President", where the title itself is not in capitals too ("FAW President X")."""
        return (
            is_acronym(self.units[j]) and not self.units[j + 1].text.isupper() and len(self.units[j].text) > 2
        )

    def _lone_field(self, j: int, k: int) -> bool:
        """An unknown word of a portfolio: "Child Care Minister X", "Kenya's Wetlands and Tourism Minister Y"."""
        if self.units[k].text[0].islower() or j == 0:
            return False
        before, after = self.units[j - 1], self.units[j + 1]
        owned = before.lower in ("'s", "’s") or before.kind in ("country", "demonym")
        if j == k - 1:
            field = (
                is_body_word(before)
                or before.lower in ("and", "&")
                and j > 1
                and is_body_word(self.units[j - 2])
            )
            return (owned or field) and not is_rank(before) and name_at(self.units, k + 1) is not None
        return owned and after.lower in ("and", "&", ",")

    def _links(self, j: int) -> bool:
        """ "and", "of", a comma … between two words of a body's or portfolio's name."""
        if self.units[j].lower not in ("and", "of", "for", ",", "&", "the", "on", "in") or j == 0:
            return False
        before, after = self.units[j - 1], self.units[j + 1]
        if self.units[j].lower == "in":  # "American Institute in Taiwan Director"
            return before.lower in word_list("institutions") and after.kind in ("country", "city")
        if self.units[j].lower == "the":
            fields = before.lower == "and" and j > 1 and is_body_word(self.units[j - 2])
            return (before.lower in ("of", "for") or fields) and is_bodyish(after)
        if after.lower == "the":
            return is_body_word(before)
        field = is_body_word(before) or self.units[j].lower == "and" and self._opens(j - 1)
        return field and is_bodyish(after) and not is_rank(after)

    def _opens(self, j: int) -> bool:
        """Whether an unknown capitalized word stands right behind a country's name or adjective."""
        before = self.units[j - 1] if j > 0 else None
        owned = before is not None and (before.lower in ("'s", "’s") or before.kind in ("country", "demonym"))
        return owned and self.units[j].kind == "cap" and not self.units[j].text.isupper()
