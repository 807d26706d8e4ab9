"""Whose a named person's posts are where it is told behind the name: "President X of Peru", "Trade Minister Y (Chad)"."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.names import bracket_end
from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.post_composition import compose
from communique.extract.posts import Phrase
from communique.extract.words import word_list

#: Classes of posts that bodies have, and who is at an embassy.
_OF_BODIES = frozenset(
    {"head", "spokesperson", "party", "military", "adviser", "envoy", "state", "parliament"}
)


class NamingOrigins(NamingBase):
    """Gives posts the country or party behind the name of their holder."""

    def _of_country(self, naming: Naming) -> None:
        """``President Aliyev of Azerbaijan`` gives the post its country."""
        j = naming.last
        behind = bracket_end(self.units, j)  # "President X (Jinky) of Peru", "MP Y (Unity Alliance) of Kenya"
        aside = self.units[j + 1 : behind - 1]
        if behind < len(self.units) and all(u.kind in ("cap", "party", "org") for u in aside):
            j = behind if self.units[behind].lower == "of" else j
        if j + 1 < len(self.units) and self.units[j].lower == "of":
            k = j + 1 + (self.units[j + 1].lower == "the")
            if k < len(self.units) and self.units[k].kind == "country":
                naming.country = self.units[k].code
                for post in naming.posts:
                    post.country, post.rank_only = post.country or naming.country, False
                naming.last = k + 1
            elif k < len(self.units) and self.units[k].kind == "party":
                self._of_party(naming, k)
            elif naming.posts:
                self._of_body(naming, k)

    def _in_brackets(self, naming: Naming) -> None:
        """``Trade Minister X (Peru)`` gives the post its country."""
        inside = self.units[naming.last : naming.last + 3]
        if (
            len(inside) == 3
            and inside[0].text == "("
            and inside[1].kind == "country"
            and inside[2].text == ")"
        ):
            naming.country, naming.last = inside[1].code, naming.last + 3
            for post in naming.posts:
                post.country = post.country or naming.country

    def _of_party(self, naming: Naming, k: int) -> None:
        """ "Politburo member X of the Communist Party of A": the party of a post that names none."""
        party = self.units[k]
        for post in naming.posts:
            if post.kind == "party" and not post.body:
                post.body, post.body_kind, post.body_code = party.name, "party", party.code
                post.country = post.country or party.code
                naming.last = k + 1

    def _of_body(self, naming: Naming, k: int) -> None:
        """ "Rector X of Lima University", "Counsellor Y of the Peruvian Embassy": the body of a post that names none."""
        post = naming.posts[-1]
        head = next((i for i in range(post.last - 1, post.first - 1, -1) if self.units[i].role), -1)
        role = self.units[head].role if head >= 0 else None
        whole = role is not None and not (post.body or post.plural) and head == post.last - 1
        if role is None or not whole or role.kind not in _OF_BODIES:
            return
        phrase = self.grammar.phrases.fill(Phrase("of"), k, role) if k < len(self.units) else None
        if phrase is None or not self._institution(phrase):
            return
        full = compose(role, list(self.units[post.first : head]), [phrase])
        if full is not None and (full.body or full.country):
            naming.posts[-1] = replace(
                full, first=post.first, last=post.last, determiner=post.determiner, parts=post.parts
            )
            naming.last = phrase.last

    def _institution(self, phrase: Phrase) -> bool:
        words = word_list("institutions")
        return any(u.kind == "org" or u.lower in words or u.lower == "embassy" for u in phrase.units)

    # relatives and bare names ------------------------------------------------------------------------

    def _speaks_for(self, naming: Naming) -> None:
        """ "The spokesman for President A, B, said": the first post is B's."""
        if len(self.found) < 2:
            return
        post, principal = self.found[-2:]
        marks = [u.text for u in (self.units[naming.first - 1], *self.units[naming.last : naming.last + 1])]
        if (
            post.run is None
            and post.posts
            and principal.run is not None
            and principal.prefixed
            and principal.first == post.last + 1
            and principal.last == naming.first - 1
            and marks == [",", ","]
        ):
            country = principal.country or principal.posts[-1].country
            naming.posts = [replace(p, country=p.country or country) for p in post.posts]
            self.found.remove(post)
