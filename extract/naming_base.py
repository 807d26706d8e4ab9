"""What all that reads namings shares: the units, what is found so far, and what stands at a place of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.names import bracket_end
from communique.extract.naming import Naming
from communique.extract.titles import TitleGrammar
from communique.extract.units import Unit
from communique.extract.words import word_list


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

    def _name_before(self, first: int) -> Naming | None:
        """The naming that ends right before a comma (or bracket and comma) in front of unit ``first``."""
        j = first
        while j > 0 and self.units[j - 1].lower in word_list("before_posts"):
            j -= 1
        if j == 0 or self.units[j - 1].text not in (",", "(", "–", "—", "-"):
            return None
        aged = j > 2 and self.units[j - 2].kind == "num" and self.units[j - 3].text == ","
        j -= 2 * (aged and self.units[j - 1].text == ",")  # "X, 54, Minister of A"
        last = self.found[-1] if self.found else None
        if last is not None and last.relation and last.last == j and self.units[j - 1].text == ",":
            return last  # "her Peruvian counterpart, X, Deputy Prime Minister of A"
        if last is None or last.run is None or last.last > j - 1:
            return None
        if last.posts and last.run.last != last.last:
            return last if last.last == j - 1 else None  # an apposition goes on behind its comma
        begins = last.last == j - 1  # "X (President of A)"
        return last if begins or bracket_end(self.units, last.last) == j - 1 else None
