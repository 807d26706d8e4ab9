"""Persons told of by whose they are: "his Finnish counterpart, A", "her predecessor, B", "his wife, C", "the minister's son D"."""

from __future__ import annotations

from communique.extract.names import bracket_end, name_at
from communique.extract.naming import Naming
from communique.extract.naming_lists import NamingLists
from communique.extract.naming_neighbours import NamingNeighbours
from communique.extract.words import word_list

_COUNTERPART = frozenset(
    {"counterpart", "counterparts", "colleague", "colleagues", "peer", "peers", "homologue"}
)
_PREDECESSOR = frozenset({"predecessor"})
_SPOUSE = frozenset({"wife", "husband", "spouse", "consort", "widow", "widower"})
RELATED = _COUNTERPART | _SPOUSE | _PREDECESSOR
KIN = word_list("kin")
#: Between a counterpart and the country it is of.
_FROM = frozenset({"from", "of", "in"})


class NamingRelatives(NamingLists, NamingNeighbours):
    """Reads counterparts, predecessors, spouses and other relatives."""

    def _chain(self, k: int) -> int:
        """Past the chain of posts that begins at unit ``k``."""
        raise NotImplementedError

    def _relative(self, k: int) -> int:
        """``his Finnish counterpart, Antti Häkkänen`` and ``his wife Ngo Phuong Ly``."""
        word = self.units[k].lower
        relation = "spouse" if word in _SPOUSE else "predecessor" if word in _PREDECESSOR else "counterpart"
        first = k
        plural = self.units[k].lower.endswith("s") and relation == "counterpart"
        while first > self.edge and (
            self.units[first - 1].kind in ("demonym", "country", "cap", "party", "org")
            or plural
            and self.units[first - 1].lower in ("and", ",")
            and self.units[first - 2].kind == "demonym"
            or self.units[first - 1].lower in ("visiting", "'s", "’s", "new", "former", "then", "opposite")
        ):
            first -= 1
        first -= first > self.edge and self.units[first - 1].lower in ("his", "her", "their", "the", "its")
        country = next((u.code for u in self.units[first:k] if u.kind in ("demonym", "country")), "")
        j = bracket_end(self.units, k + 1)
        comma = j < len(self.units) and self.units[j].text == ","
        lands, ahead = (
            self._lands(j + 1) if self.units[j : j + 1] and self.units[j].lower in _FROM else ([], j)
        )
        if len(lands) == 1 and not country and relation == "counterpart" and not plural:
            country, j = (
                lands[0],
                ahead - (self.units[ahead - 1].text == ","),
            )  # "his counterpart from Peru, X"
            comma = self.units[j : j + 1] != [] and self.units[j].text == ","
        late = [u.lower for u in self.units[j + 1 : j + 3]] == [
            "the",
            "late",
        ]  # "his predecessor, the late X"
        j += 2 * (relation == "predecessor" and comma and late)
        run = name_at(self.units, j + comma)
        if run is not None and self._heads_left(j + comma) is not None:
            run = None
        if run is None and relation == "counterpart" and not plural and country:
            before = self._name_before(first)
            if before is not None and before.run is not None and not before.posts and not before.relation:
                before.relation, before.country = relation, country  # "X, his Peruvian counterpart"
                before.determiner, before.last = self.units[first].lower, max(k + 1, j)
                self.edge = before.last
                return before.last
        determiner = self.units[first].lower
        if plural and run is None and self.units[j : j + 1] and self.units[j].lower in _FROM:
            codes, ahead = self._lands(j + 1)
            ahead += ahead < len(self.units) and self.units[ahead].text in "–—:"
            if codes and name_at(self.units, ahead) is not None and self._heads_left(ahead) is None:
                return self._colleagues(first, k, ahead, codes)
        if run is None and relation == "counterpart" and not plural:
            head = self._heads_left(j + comma)
            if head is not None and (told := self._titled_counterpart(first, head, country)):
                return told
        if run is None and relation == "spouse" and (end := self._consort(j + comma)):
            return end
        if plural and run is not None:
            return self._colleagues(first, k, j + comma)
        lone = run is not None and comma and run.last - run.first < 2 and not run.titled
        wed = relation == "spouse" and run is not None and self._closed(run.last)  # "his wife, Lenka, left"
        if plural and country == "" or run is None or lone and not wed:
            return self._add(
                Naming(first, k + 1, None, relation=relation, country=country, determiner=determiner)
            )
        end = run.last + (comma and run.last < len(self.units) and self.units[run.last].text == ",")
        return self._add(Naming(first, end, run, relation=relation, country=country, determiner=determiner))

    def _consort(self, j: int) -> int:
        """ "his wife, Crown Princess X": a wife or husband with a title of a royal house; 0 for another post."""
        head = self._heads_left(j) if j < len(self.units) else None
        role = self.units[head].role if head is not None else None
        if head is None or role is None or role.kind != "royal":
            return 0
        end = self._chain(head)
        if self.found[-1].first < j or self.found[-1].run is None:
            return 0
        self.found[-1].relation = "spouse"
        return end

    def _kin(self, k: int) -> int:
        """ "his brother X", "the minister's daughter, Y,": the name needs no title to be a person's."""
        comma = self.units[k + 1 : k + 2] != [] and self.units[k + 1].text == ","
        run = name_at(self.units, k + 1 + comma)
        closed = run is not None and run.last < len(self.units) and self.units[run.last].kind == "mark"
        if run is None or self._heads_left(k + 1 + comma) is not None or comma and not closed:
            return k + 1
        return self._add(Naming(k, run.last, run, relation="kin"))

    def _titled_counterpart(self, first: int, head: int, country: str) -> int:
        """ "his Peruvian counterpart, President X, …": the post and the name; 0 where no name follows or a clause begins."""
        begun, edge = len(self.found), self.edge
        self._chain(head)
        named = self.found[begun] if len(self.found) > begun else None
        comma = named is not None and self.units[named.first - 1].text == ","
        if named is None or named.run is None or comma and not self._closed(named.last):
            del self.found[begun:]
            self.edge = edge
            return 0
        named.first = first
        named.relation, named.country = "counterpart", named.country or country
        for post in named.posts:
            post.country = post.country or country
        return self.edge
