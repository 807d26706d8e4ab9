"""One holder behind the other: "Jane Roe replaced John Poe as Minister of A", "took over from John Poe as mayor"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.posts import Post

_REPLACING = frozenset("replaced replaces replacing replace succeeded succeeds succeeding succeed".split())
_YET = frozenset({"will", "would", "to", "shall"})
_PASSIVE = frozenset({"was", "is", "been", "be", "being", "were"})


class NamingSuccessions(NamingBase):
    """Reads who follows whom in a post."""

    def _succeeds(self, posts: list[Post]) -> int:
        """Past a post told behind "as" of who replaces and who is replaced; 0 where nobody does."""
        first = posts[0].first
        before = [u.lower for u in self.units[max(0, first - 2) : first]]
        old = self.found[-1] if self.found else None
        told = before[-1:] == ["as"] or before in (["as", "the"], ["as", "a"])
        if old is None or old.run is None or not told or first - old.last != 1 + (before[-1] != "as"):
            return 0
        words = [u.lower for u in self.units[max(0, old.first - 4) : old.first]]
        new = self.found[-2] if len(self.found) > 1 else None
        if new is None or new.run is None or not self._acts(words) or not self._one_sentence(new, old):
            return 0
        planned = bool(_YET & set(words))
        new.posts.extend(replace(p, status="planned") if planned else p for p in posts)
        if not planned:
            old.posts.extend(replace(p, status="former") for p in posts)
        return posts[-1].last

    def _acts(self, words: Sequence[str]) -> bool:
        """Whether the words before a name say that somebody follows him ("replaced", "took over from")."""
        active = words[-1:] != [] and words[-1] in _REPLACING and words[-2:-1] and words[-2] not in _PASSIVE
        taking = {"take", "takes", "took", "taking", "taken"} & set(words)
        return bool(active) or words[-2:] == ["over", "from"] and bool(taking)

    def _one_sentence(self, new: Naming, old: Naming) -> bool:
        between = self.units[new.last : old.first]
        return len(between) < 9 and all(u.text not in (".", ";") and u.kind != "role" for u in between)

    def _replaced(self) -> None:
        """ "Jane Roe replaces John Poe in the post", "took over from John Poe": who held her post before, or holds it still."""
        for naming in self.found:
            run = naming.run
            if run is None or naming.posts or naming.relation or naming.first < 2:
                continue
            if self.units[naming.first - 1].lower not in _REPLACING | {"from"} or run.last - run.first < 2:
                continue
            words = [u.lower for u in self.units[max(0, naming.first - 4) : naming.first]]
            if self._acts(words):
                naming.relation = "incumbent" if _YET & set(words) else "predecessor"
