"""Posts whose head no table has, where the layout tells that it is one: "Jane Roe, Custos of Trelawny, …", "the Gup of Toed, X, …"."""

from __future__ import annotations

from communique.extract.closed_runs import name_behind, run_end
from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.posts import Post
from communique.extract.title_words import joined
from communique.extract.words import words_of

_MOST = 2  # words of a head
_OPENS = frozenset({",", "(", "–", "—"})
_CLOSES = frozenset({",", ")", ";", ".", "–", "—"})


class NamingUnlisted(NamingBase):
    """Gives full names without a post what stands beside them as "X of Y" in capitals, closed by marks."""

    def _unlisted(self) -> None:
        for naming in self.found:
            plain = naming.run is not None and not naming.posts and not naming.relation
            if (
                not plain
                or naming.run is None
                or naming.run.last - naming.run.first < 2
                and not naming.run.titled
            ):
                continue
            post = self._behind(naming) or self._in_front(naming)
            if post is not None and not self._named(post):
                naming.posts.append(post)

    def _named(self, post: Post) -> bool:
        """Whether a full name begins where a post was read ("A of Denmark, B Roe of Finland,")."""
        runs = (n.run for n in self.found if n.run is not None and not n.posts)
        return any(post.first <= r.first < post.last and r.last - r.first > 1 for r in runs)

    def _behind(self, naming: Naming) -> Post | None:
        """ "Jane Roe, Custos of Trelawny, spoke": from the mark behind the name to the next."""
        j = naming.last
        if j >= len(self.units) or self.units[j].text not in _OPENS:
            return None
        j += 1 + (j + 1 < len(self.units) and self.units[j + 1].lower == "the")
        post = self._headed(j)
        closed = post is not None and (post.last == len(self.units) or self.units[post.last].text in _CLOSES)
        return post if closed else None

    def _in_front(self, naming: Naming) -> Post | None:
        """ "the Custos of Trelawny, Jane Roe, spoke": from an article to the comma before the name."""
        comma = naming.first - 1
        if comma < 4 or self.units[comma].text != "," or not name_behind(self.units, naming.first):
            return None
        for j in range(comma - 3, max(0, comma - 9), -1):
            if self.units[j - 1].lower == "the":
                post = self._headed(j)
                return post if post is not None and post.last == comma else None
        return None

    def _headed(self, j: int) -> Post | None:
        """The post of one or two capitalized words that no body or place is named of, "of", and a name of a body or place."""
        of = next((i for i in range(j + 1, min(j + 1 + _MOST, len(self.units) - 1) + 1) if self._of(i)), 0)
        head = self.units[j:of] if of else []
        if not head or not all(u.kind == "cap" and self._may_head(u.text) for u in head):
            return None
        begin = of + 1 + (of + 1 < len(self.units) and self.units[of + 1].lower == "the")
        end = run_end(self.units, begin)
        if end == begin and begin < len(self.units) and self.units[begin].kind in ("country", "org", "party"):
            end = begin + 1
        if end == begin:
            return None
        body = joined([u.text for u in self.units[begin:end]])
        return Post(j, end, joined([u.text for u in head]), "head", body, parts=list(self.units[j:end]))

    def _of(self, j: int) -> bool:
        return j < len(self.units) and self.units[j].lower == "of"

    def _may_head(self, word: str) -> bool:
        """Whether a capitalized word may be the head of a title: in the singular, and no word that bodies are named of."""
        known = words_of("body_words", "institutions", "monuments", "no_bodies", "places", "openers")
        plural = word.endswith("s") and not word.endswith(("us", "os", "is", "ss"))
        return word.istitle() and not plural and word.lower() not in known
