"""Whom a post means that no name stands beside: its holder, the two of two countries, one of several posts in a phrase."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.extract.addresses import bearers
from communique.extract.heads import minister_of
from communique.extract.lexicon import table
from communique.extract.naming import Naming
from communique.extract.pairs_before import PairsBefore
from communique.extract.paragraphs import ParagraphReading
from communique.extract.people import Person, Registry
from communique.extract.posts import Post
from communique.ontology.reference import countries

#: What says behind a noun for two that they are of the two countries.
_OF_BOTH = (
    ("of", "the", "two", "countries"),
    ("of", "both", "countries"),
    ("of", "the", "two", "nations"),
    ("of", "both", "nations"),
    ("of", "the", "two", "states"),
    ("from", "the", "two", "countries"),
    ("from", "both", "countries"),
)

#: Classes of posts of which nobody holds both: "the Prime Minister and President of the Senate" are two.
_OF_TWO = ({"government", "parliament"}, {"state", "government"}, {"state", "parliament"})

#: A rank that makes another post: "the prime minister" is no deputy prime minister.
_RANKS = frozenset({"deputy", "vice", "assistant", "under", "prime"})


#: Houses of a parliament as they are called without a name.
_CHAMBERS = frozenset(
    {"lower chamber", "upper chamber", "lower house", "upper house", "legislature", "parliament"}
)
_HOUSE = re.compile(r"Chamber of (?:Deputies|Representatives)|Senate|Assembly|Parliament|House of")


@dataclass(slots=True)
class Reference:
    """Units ``first`` to ``last`` point to ``persons`` (two for a pair); ``post`` where nobody is named for it."""

    first: int
    last: int
    kind: Literal["pronoun", "description", "post", "group"]
    persons: tuple[Person, ...] = ()
    post: Post | None = None
    naming: Naming | None = None
    subject: bool = False
    count: int = 1
    label: str = (
        ""  # a post in words that the report only implies ("his Chilean counterpart"), or "delegation"
    )


@cache
def _nouns() -> dict[str, tuple[int, str, frozenset[str]]]:
    return {
        r["noun"]: (2 if r["number"] == "two" else 1, r["side"], frozenset(r["kinds"].split(",")))
        for r in table("descriptions.tsv")
    }


@cache
def _regions() -> dict[str, list[str]]:
    """The countries of a region by the adjective for it: "the presidents of the Baltic states"."""
    return {r["word"]: r["codes"].split() for r in table("regions.tsv")}


@cache
def _role_words(role: str) -> frozenset[str]:
    """The words of a role, for telling whether one is short for another ("Minister of Trade, Labour and Youth")."""
    return frozenset(role.lower().replace("-", " ").replace(",", " ").split())


class PostReader:
    """The posts and nouns for persons of paragraph ``p``, and who holds them; ``references`` reads the paragraph with it."""

    def __init__(self, registry: Registry, p: int) -> None:
        self.registry, self.p = registry, p
        self.reading: ParagraphReading = registry.paragraphs[p]
        self.units = self.reading.units
        self.past = PairsBefore(registry, p)
        self.described: dict[int, Naming] = {}

    def _of_both_countries(self, k: int) -> Reference | None:
        """ "the leaders of the two countries", "the two countries' foreign ministers": the pair that holds such posts."""
        words = [u.lower for u in self.units[k : k + 10]]
        if (
            words[:1] != ["the"]
            and words[:1] != ["both"]
            or "countries" not in words
            and "nations" not in words
        ):
            return None
        j, size = k + 1, 0
        if words[1:3] == ["two", "countries"] or words[:2] == ["both", "countries"]:
            j = k + words.index("countries") + 1
            j += j < len(self.units) and self.units[j].lower in ("'", "’", "'s", "’s")
        last, kinds = self._plural_noun(j)
        if not last:
            return None
        if j == k + 1:
            size = next(
                (len(t) for t in _OF_BOTH if tuple(u.lower for u in self.units[last : last + len(t)]) == t), 0
            )
            if not size:
                return None
        pair = self.past.pair(k, kinds)
        return Reference(k, last + size, "description", pair, subject=True, count=2) if pair else None

    def _plural_noun(self, j: int) -> tuple[int, frozenset[str]]:
        """The unit behind a noun for two ("leaders", "heads of state", "foreign ministers") at ``j``, and their kinds; 0 for none."""
        noun, size = self._noun(j)
        if noun is not None and noun[0] == 2:
            return j + size, noun[2]
        naming = self.described.get(j) or self.described.get(j - 1)
        if naming is None or not any(post.plural for post in naming.posts):
            return 0, frozenset()
        return naming.last, frozenset(post.kind for post in naming.posts)

    def _country_of_next(self, naming: Naming) -> str:
        """The country of "the President" in "the President and the Prime Minister of Chile"."""
        j, units = naming.last, self.units
        if j + 1 >= len(units) or units[j].lower != "and":
            return ""
        behind = self.described.get(j + 1) or (
            self.described.get(j + 2) if units[j + 1].lower == "the" else None
        )
        if (
            behind is None
            or len(behind.posts) != 1
            or {naming.posts[0].kind, behind.posts[0].kind} not in _OF_TWO
        ):
            return ""
        return behind.posts[0].country if behind.posts[0].country in countries() else ""

    def _of_country(self, j: int) -> bool:
        """Whether "of" a country follows that the title did not take in: then it is that country's holder."""
        after = self.units[j : j + 3]
        named = [u for u in after[1:] if u.kind in ("country", "city")]
        return bool(after) and after[0].lower == "of" and bool(named)

    def _first_of(self, naming: Naming) -> Naming:
        """ "the Prime Minister and the Speaker of the Parliament of X" are two: the first one now, the second in its turn."""
        if len(naming.posts) != 2 or any(p.plural for p in naming.posts):
            return naming
        one, two = sorted(naming.posts, key=lambda post: post.first)
        apart = two.determiner == "the" or {one.kind, two.kind} in _OF_TWO
        if not apart or not naming.first <= one.first < one.last <= two.first < naming.last:
            return naming
        given, by = naming.country, naming.determiner or "the"
        self.described[two.first] = Naming(
            two.first, naming.last, None, [two], country=given, determiner="the"
        )
        own = one if one.country or one.body_code else dataclasses.replace(one, country=two.country)
        return Naming(naming.first, one.last, None, [own], country=given, determiner=by)

    def _holders(self, naming: Naming) -> tuple[tuple[Person, ...], int]:
        """ "the Presidents of Kazakhstan and Uzbekistan", "the Baltic presidents": the holder for every country, and where the list ends."""
        last = self._list_end(naming)
        units = self.units[naming.first : last]
        codes = dict.fromkeys(u.code for u in units if u.kind in ("country", "demonym") and u.code)
        near = self.units[max(0, naming.first - 1) : naming.last + 4]
        region = dict.fromkeys(code for u in near for code in _regions().get(u.lower, ()))
        posts = [dataclasses.replace(p, body="") if p.body.lower() in _regions() else p for p in naming.posts]
        found = []
        for code in codes or region:
            fits = [
                q
                for q in self.registry.persons
                if q.country == code and any(self._holds(q, p) for p in posts)
            ]
            if len(fits) != 1 and codes:
                return (), naming.last
            found += fits[:1]
        return (tuple(found), last) if len(found) > 1 else ((), naming.last)

    def _list_end(self, naming: Naming) -> int:
        """The unit behind "of Latvia, Lithuania and Estonia", or behind "of the Baltic states"."""
        end = last = naming.last
        if not any(p.plural for p in naming.posts) or self.units[last - 1].kind != "country":
            behind = self.units[last].lower if last < len(self.units) else ""
            return last + (behind in ("countries", "states", "nations"))
        while last < len(self.units) and (
            self.units[last].kind == "country" or self.units[last].lower in (",", "and")
        ):
            last += 1
            end = last if self.units[last - 1].kind == "country" else end
        return end

    def _bare_plural(self, naming: Naming, pair: tuple[Person, ...]) -> bool:
        """ "The Presidents then held talks": the report's two presidents, where it names no third one."""
        post, behind = naming.posts[0], self.units[naming.last : naming.last + 1]
        if naming.determiner != "the" or post.country or post.body or naming.country or not post.plural:
            return False
        if not behind or behind[0].kind != "low" or behind[0].lower in ("of", "from", "and", "in", "who"):
            return False
        fits = [q for q in self.registry.persons if self._holds(q, post)]
        return all(q in fits for q in pair) and len({q.country for q in fits if q.posts}) == 2

    def _holder(self, naming: Naming, k: int) -> Person | None:
        post = naming.posts[-1]
        fits = [q for q in self.registry.persons if self._holds(q, post)]
        if post.country:
            fits = [q for q in fits if q.country == post.country] or self._without_post(post)
        met = self.past.met_behind(k) if len(fits) > 1 else None
        fits = [q for q in fits if q is not met]  # "the President spoke to President B"
        present = [q for q in fits if any(h.post.status == "actual" for h in q.posts)] or fits
        return self.past.foremost(bearers(self.past, naming.first, present), k)

    def _without_post(self, post: Post) -> list[Person]:
        """ "the Chilean PM" where the report names one of Chile without a post: he is meant."""
        own = [q for q in self.registry.persons if q.country == post.country and not post.body]
        alone = len(own) == 1 and not own[0].posts and post.kind in ("state", "government")
        return own if alone else []

    def _holds(self, person: Person, post: Post) -> bool:
        if post.kind == "description" and post.parts and post.parts[-1].lower.endswith(" diplomat"):
            return any(
                r.startswith("Minister of Foreign Affairs") for r in person.roles()
            )  # "the Peruvian chief diplomat"
        if post.role == "Envoy" and post.country:
            return person.holds(("envoy",))  # "the British envoy", a High Commissioner
        if minister := minister_of(post):
            return minister in person.roles()  # "the head of the Foreign Ministry"
        if post.role == "Head" and post.body.lower() in _CHAMBERS:
            heads = [h.post for h in person.posts if h.post.role in ("President", "Speaker", "Chairman")]
            return person.holds(("parliament",)) or any(_HOUSE.search(h.body) for h in heads)
        if post.kind == "description" or post.role in ("Head of State", "Head of Government"):
            return person.holds(("state", "government", "party", "royal"))
        if post.role in ("Chief", "Leader", "leader") and "Party" in post.body:
            return person.holds(("party",))
        words = _role_words(post.role)
        return any(
            h.post.role == post.role
            and not (
                post.role == "President" and post.body and not h.post.body
            )  # "the President of the Senate"
            or (
                h.post.kind == post.kind
                and words <= (held := _role_words(h.post.role))
                and not (held - words) & _RANKS
                and h.post.status != "former"
                and not (post.role == "President" and post.body and not h.post.body)
            )
            for h in person.posts
        )

    def _noun(self, j: int) -> tuple[tuple[int, str, frozenset[str]] | None, int]:
        for size in (3, 2, 1):
            noun = _nouns().get(" ".join(u.lower for u in self.units[j : j + size]))
            if noun is not None and j + size <= len(self.units):
                return noun, size
        return None, 0
