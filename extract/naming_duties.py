"""Posts told by what somebody does or of whom he is: "X, who chairs the Union", "X heads the Agency", "the president and his deputy, Y"."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.lexicon import Role
from communique.extract.names import name_at
from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.post_composition import compose
from communique.extract.posts import Phrase, Post
from communique.extract.words import words_of

#: Verbs of leading a body, and the post of who does.
DUTIES = {
    "heads": "Head",
    "head": "Head",
    "leads": "Head",
    "directs": "Director",
    "chairs": "Chairman",
    "chair": "Chairman",
    "co-chairs": "Co-Chair",
    "co-chair": "Co-Chair",
}
_ALSO = frozenset({",", "who", "also", "currently", "now", "both"})
#: What is led for a while or for a talk is no body.
_ERRANDS = frozenset({"delegation", "mission", "team", "meeting", "session", "talks", "visit"})
#: Verbs of one person; the others have several behind "who".
_ONE = frozenset(verb for verb in DUTIES if verb.endswith("s"))


class NamingDuties(NamingBase):
    """Reads posts from the duties of their holders."""

    def _duty(self, k: int) -> int:
        """Past a verb at unit ``k`` and the body that who is named before it leads; ``k + 1`` where it tells no post."""
        named = self._leaders(k)
        post = self._led(k) if named else None
        if post is None:
            return k + 1
        for naming in named:
            naming.posts.append(replace(post, country="" if named[1:] else post.country))
        self.edge = post.last
        return post.last

    def _leaders(self, k: int) -> list[Naming]:
        """Who is named right before a verb, with "who" or "also" between; two behind "A and B, who"."""
        j = k
        while j and self.units[j - 1].lower in _ALSO and k - j < 4:
            j -= 1
        last = self.found[-1] if self.found else None
        if last is None or last.run is None or last.last != j and last.last != j + 1:
            return []
        between = [u.lower for u in self.units[j:k]]
        if self.units[k].lower in _ONE:
            return [last] if "who" in between or j == k or between == ["also"] else []
        first = self.found[-2] if len(self.found) > 1 else None
        both = first is not None and first.run is not None and self.units[first.last].lower == "and"
        return [first, last] if first is not None and both and "who" in between else []

    def _led(self, k: int) -> Post | None:
        """The post of who leads what stands behind the verb, where that is a body with a name."""
        j = k + 1
        while j < len(self.units) and self.units[j].lower in ("the", "visiting", "newly", "formed"):
            j += 1
        role = Role(DUTIES[self.units[k].lower], "head")
        phrase = self.grammar.phrases.fill(Phrase("of"), j, role) if j < len(self.units) else None
        if phrase is None or not self._body(phrase):
            return None
        post = compose(role, [], [phrase])
        if post is None or not post.body:
            return None
        post.first, post.last, post.parts = k, phrase.last, list(phrase.units)
        return post

    def _body(self, phrase: Phrase) -> bool:
        """Whether a phrase names a lasting body, and not only a noun of bodies ("the group")."""
        words = [u.lower for u in phrase.units]
        if phrase.units[-1].kind == "party":
            return False  # who "leads the party" may hold any post in it
        if len(words) < 2 and phrase.units[0].kind not in ("org", "party"):
            return False
        sort = words_of("institutions", "member_bodies")
        known = any(u.kind in ("org", "party") for u in phrase.units)
        return (known or not sort.isdisjoint(words)) and _ERRANDS.isdisjoint(words)

    def _deputy(self, k: int) -> int:
        """Past "his deputy, X"; ``k + 1`` where no name stands there."""
        owned = k and self.units[k - 1].lower in ("his", "her", "its")
        comma = k + 1 < len(self.units) and self.units[k + 1].text == ","
        run = name_at(self.units, k + 1 + comma) if owned else None
        if run is None or self._heads_left(k + 1 + comma) is not None:
            return k + 1
        naming = Naming(k - 1, run.last, run, relation="deputy", determiner=self.units[k - 1].lower)
        return self._add(naming)
