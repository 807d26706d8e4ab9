"""What all that reads namings shares: the units, what is found so far, and what stands at a place of the paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.names import bracket_end
from communique.extract.naming import Naming
from communique.extract.title_words import is_junior, is_postnominal, possessive_at
from communique.extract.titles import TitleGrammar
from communique.extract.units import Unit
from communique.extract.words import word_list, words_of

#: Before a place ("in Upton, the mayor").
_TRUST = frozenset({"confidence", "trust", "faith", "believe", "belief", "trusted"})
_WHERE = frozenset({"in", "at", "near", "from", "outside"})
#: Titles that stand before a name as a form of address, behind the post itself.
_ADDRESSES = frozenset({"Ambassador", "Chief", "Counselor", "Counsellor"})
#: Who leads a delegation or is one of it.
_LEADING = frozenset({"head", "leader", "chief", "member"})


#: What tells since when or till when a post is held, before the post.
_SINCE = frozenset({"until", "till", "since", "for"})


class NamingBase:
    """A paragraph whose namings are being read from left to right."""

    def __init__(self, units: Sequence[Unit], begins: frozenset[int] = frozenset()) -> None:
        self.units = units
        self.grammar = TitleGrammar(units, begins)
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
                if self._closing_letters(j, k):
                    return None
                post = self.grammar.post_at(k, j)
                return k if post is not None and post.first <= j else None
            if self.units[k].kind == "mark" and self.units[k].lower not in ("'s", "’s", "&", "’"):
                return None
        return None

    def _closing_letters(self, j: int, k: int) -> bool:
        """Whether unit ``k`` is "MP" behind the name at ``j`` ("the Defence Secretary, Jane Roe MP, said") and before none."""
        letters = self.units[k].text in word_list("post_nominals") and k > j + 1
        closed = k + 1 >= len(self.units) or self.units[k + 1].kind in ("mark", "low")
        return letters and closed and all(u.kind == "cap" for u in self.units[j:k])

    def _past_origin(self, j: int) -> int:
        """Past "from Peru" or "of the Greens" behind a name; ``j`` itself where it does not stand there."""
        k = j + 1 + (j + 1 < len(self.units) and self.units[j + 1].lower == "the")
        told = k < len(self.units) and self.units[j].lower in ("from", "of")
        return k + 1 if told and self.units[k].kind in ("country", "party", "org", "city", "region") else j

    def _past_manner(self, j: int) -> int:
        """Before what an article tells of a holder in front of unit ``j`` ("X, a soft-spoken deputy minister")."""
        k = j
        while k > 1 and j - k < 3 and self._describes(k - 1):
            k -= 1
        articled = k < j and k > 1 and self.units[k - 1].lower in ("a", "an", "the")
        return k if articled and self.units[k - 2].kind == "mark" else j

    def _describes(self, j: int) -> bool:
        """Whether a word in small letters may be an adjective of who holds a post."""
        unit = self.units[j]
        plain = unit.kind == "low" and unit.text.islower() and len(unit.text) > 3
        return plain and unit.lower not in words_of(
            "before_posts", "post_joiners", "copulas", "function_words"
        )

    def _past_time(self, j: int) -> int:
        """Before the time that a post was held in front of unit ``j`` ("X, until last month director of A", "since Friday")."""
        if [u.lower for u in self.units[max(0, j - 3) : j]] == ["at", "the", "time"]:
            return j - 3
        for k in range(j - 1, max(0, j - 6), -1):
            unit = self.units[k]
            if unit.lower in _SINCE:
                return k if self.units[k - 1].kind == "mark" else j
            if unit.kind not in ("low", "num", "date"):
                break
        return j

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
        trusted = (
            run.first > 1 and self.units[run.first - 2].lower in _TRUST
        )  # "confidence in Jane Roe, the minister"
        return before in _WHERE and (run.last - run.first == 1 or before == "in" and not trusted)

    def _past_owner(self, j: int) -> int:
        """Before "the country's", "the port authority's" in front of unit ``j`` ("X, the country's trade minister")."""
        if j < 3 or not possessive_at(self.units, j - 1):
            return j
        for k in range(j - 2, max(0, j - 6), -1):
            if self.units[k].lower in ("the", "its", "their", "his", "her"):
                return k
            if self.units[k].kind not in ("low", "cap", "org", "party", "demonym"):
                break
        return j

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

    def _letters_end(self, k: int) -> int:
        """Past degrees and orders behind the last name and a comma ("X, CM, LL.D., rector of A"); 0 where none are at unit ``k``."""
        named = self.found[-1] if self.found else None
        run = named.run if named is not None else None
        if named is None or run is None or named.last != k - 1:
            return 0
        end = 0 if run.last - run.first < 2 else self._degree_end(k)
        while (
            end + 1 < len(self.units) and self.units[end].text == "," and (more := self._degree_end(end + 1))
        ):
            end = more
        return end

    def _degree_end(self, k: int) -> int:
        """Past one degree or order ("MBA", "Ph. D.") that a comma or bracket closes; 0 for another word."""
        j = k
        while j < len(self.units) and self.units[j].kind == "cap" and j - k < 3:
            text = self.units[j].text
            whole = text.isupper() and text.isalpha() and 1 < len(text) < 6 and j == k
            if not whole and not (
                len(text) < 5 and (text.endswith(".") or self.units[j - 1].text.endswith("."))
            ):
                break
            j += 1
        closed = j < len(self.units) and self.units[j].text in (",", "(")
        return j if j > k and closed else 0

    def _addressed(self, j: int) -> bool:
        """ "Foreign Minister Senator X", "Foreign Secretary Ambassador Y": a rank behind the post is a form of address."""
        role = self.units[j].role
        return (
            role is not None
            and (role.name in _ADDRESSES or role.kind == "legislator")
            and (role.name != "Chief" or self.units[j].text == "Chief" and self.units[j - 1].kind != "org")
            and not role.plural
        )

    def _drop_from(self, j: int) -> None:
        """Forget the "head" of a delegation that was taken for a post of nobody."""
        if self.found and self.found[-1].run is None and self.found[-1].first >= j:
            self.found.pop()

    def _name_before(self, first: int) -> Naming | None:
        """The naming that ends right before a comma (or bracket and comma) in front of unit ``first``."""
        j = self._past_manner(first)
        while j > 0 and self.units[j - 1].lower in word_list("before_posts"):
            j -= 1
        j = self._past_owner(self._past_time(j))
        if (behind := self._past_delegation(j)) is not None:
            j = behind
            self._drop_from(j)
        if j == 0 or self.units[j - 1].text not in (",", "(", "–", "—", "-", "["):
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
        begins = last.last == j - 1 or self._past_origin(last.last) == j - 1  # "X (President of A)"
        return last if begins or bracket_end(self.units, last.last) == j - 1 else None
