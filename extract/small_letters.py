"""Words in small letters that belong to a title: fields ("ministers of foreign affairs"), bodies ("chamber of commerce"), topics."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.lexicon import Role
from communique.extract.names import name_at
from communique.extract.posts import PORTFOLIO_KINDS
from communique.extract.title_words import modifiers
from communique.extract.units import Unit
from communique.extract.words import word_list

#: What joins the words of a body in small letters ("chamber of commerce and industry").
_LINKS = frozenset({"and", "of", "for", "the"})


class SmallLetters:
    """Reads what titles have in small letters."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def _lower_portfolio(self, j: int, role: Role, start: int) -> bool:
        """ "ministers of foreign affairs", all in small letters."""
        word = self.units[j].text
        if role.kind not in PORTFOLIO_KINDS | {"military", "government"} or not word.islower():
            return False
        after = self.units[j + 1].text if j + 1 < len(self.units) else ""
        if self._small_title(j + (word == "and")):
            return False  # "Minister of Presidential Affairs and presidential special envoy"
        fields = word_list("body_words")
        behind = [u.text for u in self.units[j + 1 : j + 3]]
        adjective = behind[1:] and behind[0].istitle() and behind[1] in ("affairs", "relations", "issues")
        return word in fields or word == "and" and j > start and (after in fields or bool(adjective))

    def _small_body(self, j: int) -> int:
        """Past a body in small letters ("foreign relations department", "chamber of commerce"), or "delegation" behind one.

        0 where no such words stand at ``j``; a word alone ("bank") tells a body only where it is a parliament's.
        """
        if self.units[j].text == "delegation" and self.units[j - 1].code == "EU":
            return j + 1
        end, last = j, 0
        while end < len(self.units) and end < j + 7 and self._small_word(end, end > j):
            end += 1
            word = self.units[end - 1].text
            if word in word_list("institutions") or last and word not in _LINKS:
                last = end
        alone = last == j + 1 and self.units[j].text not in word_list("parliaments")
        return 0 if alone and not self._land_behind(last) else last

    def _small_word(self, j: int, inside: bool) -> bool:
        """A word in small letters of a body's or field's name; one that links two of them only ``inside`` it."""
        word = self.units[j].text
        return word in word_list("body_words") or inside and word in _LINKS

    def _land_behind(self, j: int) -> bool:
        """Whether "of" and a country stand at ``j``."""
        after = self.units[j : j + 3]
        return len(after) == 3 and after[0].lower == "of" and "country" in (after[1].kind, after[2].kind)

    def _topic(self, j: int) -> int:
        """The end of what an envoy works on, in small letters before a name ("on the situation of human rights defenders X")."""
        end = j
        while (
            end < len(self.units)
            and end - j < 14
            and self.units[end].text.isalpha()
            and self.units[end].text.islower()
        ):
            end += 1
        known = end > j + 1 or end > j and self.units[j].text in word_list("body_words")
        return end if known and name_at(self.units, end) is not None else 0

    def _small_title(self, j: int) -> bool:
        """Whether a title in small letters begins at ``j`` ("presidential special envoy")."""
        while j < len(self.units) and self.units[j].text.islower() and self.units[j].lower in modifiers():
            j += 1
        return j < len(self.units) and self.units[j].kind == "role" and self.units[j].text.islower()

    def _small_list(self, j: int) -> bool:
        """A comma between fields in small letters ("minister of education, science and research")."""
        beside = [u.text for u in self.units[j - 1 : j + 4]]
        fields = word_list("body_words")
        listed = len(beside) == 5 and {beside[0], beside[2], beside[4]} <= fields
        return listed and beside[3] in (",", "and")
