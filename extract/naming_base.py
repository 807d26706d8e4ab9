"""What all that reads namings shares: the units, what is found so far, and what stands at a place of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.names import bracket_end
from communique.extract.naming import Naming
from communique.extract.title_words import is_junior, is_postnominal, possessive_at
from communique.extract.titles import TitleGrammar
from communique.extract.units import Unit
from communique.extract.words import word_list

#: Before a place ("in Upton, the mayor").
_WHERE = frozenset({"in", "at", "near", "from", "outside"})
#: Who leads a delegation or is one of it.
_LEADING = frozenset({"head", "leader", "chief", "member"})


class NamingBase:
    """A paragraph whose namings are being read from left to right."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.grammar = TitleGrammar(units)
        self.found: list[Naming] = []
        self.edge = 0  # units before it are spoken for

    def _add(self, naming: Naming) -> int:
        self.found.append(naming)
        self.edge = naming.last
        return naming.last

    def _heads_left(self, j: int) -> int | None:
        """The role head whose post begins exactly at unit ``j``."""
        for k in range(j, min(j + 8, len(self.units))):
            if self.units[k].kind == "role":
                post = self.grammar.post_at(k, j)
                return k if post is not None and post.first <= j else None
            if self.units[k].kind == "mark" and self.units[k].lower not in ("'s", "’s", "&", "’"):
                return None
        return None

    def _place(self, naming: Naming, j: int) -> bool:
        """ "In Upton, the mayor, X, …", "UPTON — The mayor": a lone word that is where something happens, and no holder."""
        run = naming.run
        if run is None or run.titled or naming.posts or naming.relation:
            return False
        if run.first == 0 and self.units[j - 1].text in "–—-":
            words = self.units[run.first : run.last]
            lone = len(words) == 1 or all(u.text.isupper() for u in words)
            return j < len(self.units) and (
                self.units[j].text == "The" or lone and self.units[j].text[0].isupper()
            )
        before = self.units[run.first - 1].lower if run.first else ""
        return run.last - run.first == 1 and before in _WHERE

    def _past_land(self, j: int) -> int:
        """Before "the country's" in front of unit ``j`` ("X, the country's trade minister")."""
        if j < 3 or not possessive_at(self.units, j - 1):
            return j
        own = self.units[j - 2].lower in ("country", "nation") and self.units[j - 3].lower == "the"
        return j - 3 if own else j

    def _past_delegation(self, j: int) -> int | None:
        """Before "head of the Peruvian delegation and" in front of unit ``j``, which tells a task and no post."""
        if (
            j < 5
            or self.units[j - 1].lower != "and"
            or self.units[j - 2].lower not in ("delegation", "mission")
        ):
            return None
        heads = (i for i in range(j - 3, max(0, j - 9), -1) if self.units[i].lower in _LEADING)
        begin = next(heads, None)
        return begin - (self.units[begin - 1].lower in ("the", "a")) if begin else None

    def _drop_from(self, j: int) -> None:
        """Forget the "head" of a delegation that was taken for a post of nobody."""
        if self.found and self.found[-1].run is None and self.found[-1].first >= j:
            self.found.pop()

    def _name_before(self, first: int) -> Naming | None:
        """The naming that ends right before a comma (or bracket and comma) in front of unit ``first``."""
        j = first
        while j > 0 and self.units[j - 1].lower in word_list("before_posts"):
            j -= 1
        j = self._past_land(j)
        if (behind := self._past_delegation(j)) is not None:
            j = behind
            self._drop_from(j)
        if j == 0 or self.units[j - 1].text not in (",", "(", "–", "—", "-"):
            return None
        while j > 2 and is_postnominal(self.units[j - 2]):
            j -= 1  # "Jane Roe OBE, Minister of A"
        j -= (
            j > 2
            and (is_postnominal(self.units[j - 1]) or is_junior(self.units[j - 1]))
            and self.units[j - 2].text == ","
        )  # "Jane Roe, KC, …"
        aged = j > 2 and self.units[j - 2].kind == "num" and self.units[j - 3].text == ","
        j -= 2 * (aged and self.units[j - 1].text == ",")  # "X, 54, Minister of A"
        last = self.found[-1] if self.found else None
        if last is not None and last.run is not None and self._place(last, j):
            return None
        if last is not None and last.relation and last.last == j and self.units[j - 1].text == ",":
            return last  # "her Peruvian counterpart, X, Deputy Prime Minister of A"
        if last is None or last.run is None or last.last > j - 1:
            return None
        if last.posts and last.run.last != last.last:
            return last if last.last == j - 1 else None  # an apposition goes on behind its comma
        begins = last.last == j - 1  # "X (President of A)"
        return last if begins or bracket_end(self.units, last.last) == j - 1 else None
