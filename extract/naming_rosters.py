"""Rosters: names told one by one with their countries, behind a post in the plural ("the ambassadors of A - X, B - Y")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.posts import Post
from communique.extract.title_words import is_body_word
from communique.extract.units import Unit

_KINDS = ("envoy", "state", "government", "minister")
_MARKS = frozenset({"-", "–", "—", ":", ",", "("})
_LINKS = frozenset({"of", "from", "for", "representing", "the"})
#: What stands behind an entry of a roster.
_NEXT = frozenset({",", ";", "and", ".", "&", ")", "as", "–", "—"})
#: Between a post and its roster ("the envoys include").
_LEADING = frozenset(
    {
        ":",
        "include",
        "included",
        "including",
        "are",
        "were",
        "namely",
        "follows",
        "such",
        "well",
        "being",
        "their",
    }
)
_BETWEEN_FIELDS = frozenset({",", "and", "of", "for", "the", "&"})
_BETWEEN_ENTRIES = frozenset({",", ";", "and", "of", "the"})
#: Units between a post and the first name of its roster, and between two names.
_REACH = 12


class NamingRosters(NamingBase):
    """Gives names without a post the post of the plural that leads their list."""

    def _rosters(self) -> None:
        self._in_pairs()
        self._with_fields()
        self._in_apposition_of_all()
        self._behind_all()
        self._sent()
        self._elliptic()

    def _in_pairs(self) -> None:
        """ "the ambassadors of A - X, B - Y", "the envoys are X of A; Y, representing B", "the premiers of A and B – X and Y"."""
        for head in [n for n in self.found if n.posts and self._led_by_plural(n)]:
            entries = self._entries(head)
            led = [self._land_in_front(n) for n in entries]
            behind = [n.country or self._land_behind(n) for n in entries]
            codes = max(_unbroken(led), _unbroken(behind), self._in_order(head, entries), key=len)
            if codes and len(codes) + (head.run is not None) > 1:
                self._give(head.posts[-1], entries, codes)

    def _elliptic(self) -> None:
        """ "the President of A, X; Y of B and Z of C", "President X of A and Y of B": the post goes on to each "of" his country."""
        for head, naming in pairwise(self.found):
            post = head.posts[-1] if head.run is not None and len(head.posts) == 1 else None
            if post is None or post.kind not in ("state", "government", "envoy") or post.body or post.plural:
                continue
            full = naming.run is not None and not naming.posts and naming.run.last - naming.run.first > 1
            owned = naming.last < len(self.units) and self.units[naming.last].lower in ("'s", "’s")
            land = naming.country if full and not owned else ""
            mine = post.country or head.country
            between = {u.lower for u in self.units[head.last : naming.first] if u.code != mine}
            if land and mine and land != mine and between <= _BETWEEN_ENTRIES and between:
                naming.posts.append(replace(post, country=land, first=naming.first, last=naming.first))

    def _with_fields(self) -> None:
        """ "the Ministers of Trade, A, and of Health, B": a field of his own before each name."""
        for head in [n for n in self.found if n.run is not None and n.posts and self._led_by_plural(n)]:
            title, of, _ = head.posts[-1].role.partition(" of ")
            last = head.last
            for naming in self._entries(head) if of and head.posts[-1].kind == "minister" else ():
                field = [u for u in self.units[last : naming.first] if u.lower not in _BETWEEN_FIELDS]
                if not field or not all(is_body_word(u) for u in field):
                    break
                role = f"{title} of {' '.join(u.text for u in field)}"
                naming.posts.append(replace(head.posts[-1], role=role, plural=False))
                last = naming.last

    def _in_apposition_of_all(self) -> None:
        """ "the leaders of A and B, President X and Prime Minister Y": the countries in the order of the names."""
        for head in [n for n in self.found if n.run is None and n.posts and self._plural_head(n)]:
            lands = [u.code for u in self.units[head.first : head.last] if u.kind == "country"]
            named = self.found[self.found.index(head) + 1 :][: len(lands)]
            if len(lands) < 2 or len(named) < len(lands) or not self._one_after_other(head, named):
                continue
            for naming, code in zip(named, lands, strict=True):
                naming.country = naming.country or code
                for post in naming.posts:
                    post.country = post.country or code

    def _behind_all(self) -> None:
        """ "Jane Roe and John Poe, the presidents of A and B (respectively)": the names stand before the plural."""
        for i, head in enumerate(self.found):
            if head.run is not None or not head.posts or not self._plural_head(head) or i < 2:
                continue
            lands = [u.code for u in self.units[head.first : head.last] if u.kind == "country"]
            named = self.found[max(0, i - len(lands)) : i]
            if len(lands) > 1 and len(named) == len(lands) and self._in_a_row(named, head):
                self._give(head.posts[-1], named, lands)

    def _in_a_row(self, named: Sequence[Naming], head: Naming) -> bool:
        """Whether full names without posts stand in a row that a comma parts from the plural behind."""
        plain = all(n.run is not None and not n.posts and not n.relation for n in named)
        if not plain or any(n.run is not None and n.run.last - n.run.first < 2 for n in named):
            return False
        gaps = [self.units[a.last : b.first] for a, b in pairwise(named)]
        between = [u.lower for u in self.units[named[-1].last : head.first]]
        listed = all(gap and all(u.text == "," or u.lower == "and" for u in gap) for gap in gaps)
        return listed and between in ([","], [",", "the"])

    def _plural_head(self, naming: Naming) -> bool:
        post = naming.posts[-1]
        heads = [u.role for u in self.units[post.first : post.last] if u.role is not None]
        return any(role.plural for role in heads) and post.kind in (*_KINDS, "description")

    def _one_after_other(self, head: Naming, named: Sequence[Naming]) -> bool:
        """Whether full names follow a head with nothing but marks and "and" between."""
        edges = [head.last, *(n.last for n in named)]
        gaps = [self.units[a : n.first] for a, n in zip(edges, named, strict=False)]
        return all(n.run is not None and not n.country for n in named) and all(
            gap and all(u.text in (",", "–", "-", "(") or u.lower == "and" for u in gap) for gap in gaps
        )

    def _led_by_plural(self, naming: Naming) -> bool:
        post = naming.posts[-1]
        heads = self.units[post.first : post.last]
        return post.kind in _KINDS and any(u.role is not None and u.role.plural for u in heads)

    def _entries(self, head: Naming) -> list[Naming]:
        """The names without a post that follow a plural within its sentence."""
        found: list[Naming] = []
        last = head.last
        for naming in self.found[self.found.index(head) + 1 :]:
            between = self.units[last : naming.first]
            plain = naming.run is not None and not naming.posts and not naming.relation
            if not plain or len(between) > _REACH or not all(_leads(u) for u in between):
                break
            found.append(naming)
            last = naming.last
        return found

    def _land_in_front(self, naming: Naming) -> str:
        """The country of "A - X", "of A: X", "A (X)" or "A's X"."""
        j = naming.first - 1
        j -= self.units[j].text in _MARKS or self.units[j].lower in ("'s", "’s")
        if j < 1 or self.units[j].kind != "country":
            return ""
        before = self.units[j - 1].lower
        return self.units[j].code if before in _LINKS | _NEXT | _LEADING else ""

    def _land_behind(self, naming: Naming) -> str:
        """The country of "X from A", "X, representing A" or "X, A;"."""
        j = naming.last
        while j < len(self.units) and (self.units[j].text in (",", "(") or self.units[j].lower in _LINKS):
            j += 1
        if j == naming.last or j >= len(self.units) or self.units[j].kind != "country":
            return ""
        closed = j + 1 == len(self.units) or self.units[j + 1].lower in _NEXT
        return self.units[j].code if closed else ""

    def _in_order(self, head: Naming, entries: Sequence[Naming]) -> list[str]:
        """The countries that a plural is "of", where as many names follow in the same order."""
        if not entries or head.run is not None:
            return []
        begin = head.posts[-1].first
        lands = [u.code for u in self.units[begin : entries[0].first] if u.kind == "country"]
        return lands if len(lands) == len(entries) else []

    def _give(self, post: Post, entries: Sequence[Naming], codes: Sequence[str]) -> None:
        for naming, code in zip(entries, codes, strict=False):
            naming.posts.append(replace(post, country=code, plural=False, rank_only=False))
            naming.country = code

    def _sent(self) -> None:
        """ "swore in the ambassadors – A to China; B to Japan": the post of the plural, the country behind "to"."""
        named = [(n, code) for n in self.found if (code := self._country_sent_to(n))]
        if len(named) < 2:
            return
        heads = [u for u in self.units[: named[0][0].first] if u.kind == "role" and u.role is not None]
        plural = next((u for u in reversed(heads) if u.role is not None and u.role.kind == "envoy"), None)
        if plural is None or plural.role is None or not plural.role.plural:
            return
        for naming, code in named:
            post = Post(naming.first, naming.last, plural.role.name, "envoy", to=code)
            naming.posts.append(post)

    def _country_sent_to(self, naming: Naming) -> str:
        """The country behind a name without a post and "to"."""
        behind = self.units[naming.last : naming.last + 4]
        if naming.run is None or naming.posts or not behind or behind[0].lower != "to":
            return ""
        there = next((u for u in behind[1:] if u.lower not in ("the",)), None)
        return there.code if there is not None and there.kind == "country" else ""


def _leads(unit: Unit) -> bool:
    """Whether a word or mark may stand between a post and its roster, or between two names of it."""
    if unit.kind in ("country", "hon") or unit.kind == "mark" and unit.text != ".":
        return True
    return unit.lower in _LINKS | _NEXT | _LEADING or is_body_word(unit)


def _unbroken(codes: Sequence[str]) -> list[str]:
    """The codes before the first that is missing."""
    return list(takewhile(bool, codes))
