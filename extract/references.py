"""Second mentions: "the Lao leader", "his host", "the two sides", "he", resolved to persons of the report.

A reference looks back: to the last person who fits in the sentence or paragraph before, the subject of the
sentence before, or the report's principal pair (the two persons of different countries it speaks of most).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.extract.lexicon import table
from communique.extract.namings import Naming
from communique.extract.paragraphs import ParagraphReading
from communique.extract.people import Person, PersonMention, Registry
from communique.extract.titles import Post

_SUBJECT = {"he": "m", "she": "f", "they": "both", "i": "speaker"}
_OBJECT = {"him": "m", "her": "f", "them": "both"}
_DETERMINERS = frozenset({"the", "his", "her", "their", "both", "this", "these"})
_ADJECTIVES = frozenset(
    "two both visiting top senior young foreign high-ranking distinguished honoured honored chief other said same government state party three".split()
)


_VERBS = frozenset(
    "held hold met meet also agreed discussed signed exchanged spoke talked reviewed will are were had have then last witnessed said "
    "expressed conferred adopted issued decided plan reaffirmed noted called stressed".split()
)


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


@cache
def _nouns() -> dict[str, tuple[int, str, frozenset[str]]]:
    return {
        r["noun"]: (2 if r["number"] == "two" else 1, r["side"], frozenset(r["kinds"].split(",")))
        for r in table("descriptions.tsv")
    }


class _Finder:
    def __init__(self, registry: Registry, p: int) -> None:
        self.registry, self.p = registry, p
        self.reading: ParagraphReading = registry.paragraphs[p]
        self.units = self.reading.units
        self.named = registry.mentions_in(p)
        self.found: list[Reference] = []

    def find(self) -> list[Reference]:
        taken = {k for m in self.named for k in range(m.first, m.last)}
        described = {n.first: n for q, n in self.registry.described if q == self.p}
        k = 0
        while k < len(self.units):
            if k in taken:
                k += 1
                continue
            reference = self._at(k, described, taken)
            if reference is not None:
                self.found.append(reference)
                k = max(reference.last, k + 1)
            else:
                k += 1
        return self.found

    def _at(self, k: int, described: dict[int, Naming], taken: set[int]) -> Reference | None:
        unit = self.units[k]
        start = k + 1 if unit.lower in ("the", "a", "an") and k + 1 in described else k
        if start in described:
            return self._post(k, described[start])
        if unit.kind == "low" and unit.lower in _SUBJECT | _OBJECT:
            return self._pronoun(k)
        if unit.lower == "the" and k + 1 < len(self.units) and self.units[k + 1].lower == "latter":
            before = self._before(k)
            return Reference(k, k + 2, "description", (before[-1].person,)) if before else None
        if unit.lower in _DETERMINERS or unit.lower == "two":
            return self._delegation(k) or self._description(k, taken)
        return None

    # posts without a name ---------------------------------------------------------------------------
    def _post(self, k: int, naming: Naming) -> Reference | None:
        """ "the Prime Minister" is whoever holds that post; a post nobody holds stands for itself."""
        if naming.relation == "counterpart":
            person = self._counterpart(naming)
            return (
                Reference(k, naming.last, "description", (person,))
                if person
                else Reference(k, naming.last, "post", naming=naming)
            )
        if naming.relation == "spouse":
            return Reference(k, naming.last, "group", naming=naming)
        if not naming.posts or any(p.plural for p in naming.posts):
            return self._plural_posts(k, naming)
        post = naming.posts[0]
        person = self._holder(naming, k)
        if person is not None:
            return Reference(k, naming.last, "description", (person,))
        if (
            naming.determiner in ("the", "his", "her", "its")
            and (post.country or post.body)
            and post.kind != "description"
        ):
            return Reference(k, naming.last, "post", post=post, naming=naming)
        return Reference(k, naming.last, "group", post=post, naming=naming)

    def _plural_posts(self, k: int, naming: Naming) -> Reference | None:
        pair = self._pair(k)
        before = self.units[k - 1].lower if k else ""
        if naming.posts and pair and before in ("two", "both"):
            return Reference(k, naming.last, "description", pair, subject=True, count=2)
        return Reference(k, naming.last, "group", naming=naming)

    def _holder(self, naming: Naming, k: int) -> Person | None:
        post = naming.posts[-1]
        fits = [q for q in self.registry.persons if self._holds(q, post)]
        if post.country:
            fits = [q for q in fits if q.country == post.country]
        present = [q for q in fits if any(h.post.status == "actual" for h in q.posts)] or fits
        return self._foremost(present, k)

    def _foremost(self, fits: Sequence[Person], k: int) -> Person | None:
        """Of several holders ("the President") the one named in this sentence or the one before, else the one the report is about."""
        if len(fits) < 2:
            return fits[0] if fits else None
        begins = [a for a, _ in self.reading.sentences if a <= self.units[k].first]
        near = begins[-2] if len(begins) > 1 else begins[-1]
        recent = [m.person for m in self._before(k) if m.person in fits and self._token(m) >= near]
        if len(set(map(id, recent))) == 1:
            return recent[-1]
        return max(fits, key=lambda q: (q.mentions, q.country == self.registry.place, -q.first))

    def _holds(self, person: Person, post: Post) -> bool:
        if post.kind == "description" or post.role in ("Head of State", "Head of Government"):
            return person.holds(("state", "government", "party", "royal"))
        words = set(post.role.lower().split())
        return any(
            h.post.role == post.role
            or (
                h.post.kind == post.kind
                and words <= set(h.post.role.lower().split())
                and h.post.status != "former"
            )
            for h in person.posts
        )

    def _counterpart(self, naming: Naming) -> Person | None:
        fits = (
            [q for q in self.registry.persons if q.country == naming.country and q.posts]
            if naming.country
            else []
        )
        if naming.country:
            return self._latest(fits, naming.first)
        pair = self._pair(naming.first)
        last = self._latest([q for q in self.registry.persons if q.posts], naming.first)
        return next((q for q in pair if q is not last), None) if pair else None

    # nouns ------------------------------------------------------------------------------------------
    def _description(self, k: int, taken: set[int]) -> Reference | None:
        j, code = k + (self.units[k].lower != "two"), ""
        if self.units[k].lower == "both":
            j = k
        while j < len(self.units) and j not in taken:
            unit = self.units[j]
            if unit.kind in ("demonym", "country"):
                code = unit.code
            elif (
                unit.lower not in _ADJECTIVES
                and unit.lower not in ("'s", "’s", "-")
                and not (unit.kind == "cap" and unit.lower in ("party", "government"))
            ):
                break
            j += 1
        if any(i in taken for i in range(k, j + 1)):
            return None
        noun, size = self._noun(j)
        if (
            noun is None
            and [u.lower for u in self.units[k:j]] in (["the", "two"], ["both"])
            and self._verb_follows(j)
        ):
            pair = self._pair(k)
            return Reference(k, j, "description", pair, subject=True, count=2) if pair else None
        if noun is None:
            return None
        number, side, kinds = noun
        words = {u.lower for u in self.units[k:j]}
        if number == 2 and (words & {"two", "both", "these"} or code == "" and self.units[k].lower == "the"):
            pair = self._pair(k)
            return Reference(k, j + size, "description", pair, subject=True, count=2) if pair else None
        if number == 2 or self.units[j].lower == "side" and not code:
            return None
        person = self._one(
            k, code, side or ("visitor" if "visiting" in words else "host" if "host" in words else ""), kinds
        )
        return Reference(k, j + size, "description", (person,)) if person is not None else None

    def _delegation(self, k: int) -> Reference | None:
        """ "the Cuban delegation" stands for who leads it, if the report says who does."""
        j, code = k + 1, ""
        while j < len(self.units) and (
            self.units[j].kind in ("demonym", "country", "party", "org")
            or self.units[j].lower in ("visiting", "party")
        ):
            code = self.units[j].code or code
            j += 1
        if (
            j >= len(self.units)
            or self.units[j].lower != "delegation"
            or self.units[k].lower not in ("the", "his", "her")
        ):
            return None
        after = [u.lower for u in self.units[j + 1 : j + 3]]
        if set(after) & {"led", "headed", "of"}:
            return None
        leaders = [q for q in self.registry.leaders if not code or q.country == code]
        person = self._latest(leaders, k)
        return Reference(k, j + 1, "description", (person,)) if person is not None else None

    def _verb_follows(self, j: int) -> bool:
        """ "The two held talks": no noun behind "two"."""
        return j < len(self.units) and self.units[j].kind == "low" and self.units[j].lower in _VERBS

    def _noun(self, j: int) -> tuple[tuple[int, str, frozenset[str]] | None, int]:
        for size in (3, 2, 1):
            noun = _nouns().get(" ".join(u.lower for u in self.units[j : j + size]))
            if noun is not None and j + size <= len(self.units):
                return noun, size
        return None, 0

    def _one(self, k: int, code: str, side: str, kinds: frozenset[str]) -> Person | None:
        fits = [q for q in self.registry.persons if q.posts and ("any" in kinds or q.holds(kinds))]
        if code:
            fits = [q for q in fits if q.country == code]
        elif side:
            pair = self.registry.principals()
            chosen = pair[0] if side == "visitor" else pair[1]
            return chosen if chosen is not None else None
        return self._latest(fits, k)

    # pronouns ---------------------------------------------------------------------------------------
    def _pronoun(self, k: int) -> Reference | None:
        word = self.units[k].lower
        want = (_SUBJECT | _OBJECT)[word]
        if word == "her" and k + 1 < len(self.units) and self.units[k + 1].kind in ("low", "cap", "demonym", "role") and self.units[k + 1].lower not in (
            "and", "to", "in", "on", "at", "with", "for", "during", "as", "by"
        ):  # fmt: skip
            return None
        if want == "speaker":
            person = self._speaker(k)
            return Reference(k, k + 1, "pronoun", (person,)) if person is not None else None
        if want == "both":
            pair = self._pair(k)
            return Reference(k, k + 1, "pronoun", pair, subject=word == "they", count=2) if pair else None
        person = self._subject_before(k, want, object_=word in _OBJECT)
        return Reference(k, k + 1, "pronoun", (person,)) if person is not None else None

    def _speaker(self, k: int) -> Person | None:
        """Who says "I": the person named beside "said" in the paragraph, else the one the report is about."""
        for mention in self.named:
            near = {u.lower for u in self.units[max(0, mention.first - 2) : mention.last + 3]}
            if near & {"said", "says", "told", "added", "stated", "wrote", ":"}:
                return mention.person
        officials = [q for q in self.registry.persons if q.posts]
        return max(officials, key=lambda q: (q.mentions, -q.first)) if officials else None

    def _subject_before(self, k: int, sex: str, object_: bool) -> Person | None:
        """For "he": the first person of the sentence so far, else of the sentences before; "him": another than the subject."""
        begins = [a for a, _ in self.reading.sentences if a <= self.units[k].first]
        here = [m for m in self._before(k) if self._token(m) >= begins[-1] and _sexed(m.person, sex)]
        taken: Person | None = None
        if object_ and here:
            taken = self._clause_subject(here, k)
            joint = self._joint(here) if taken is here[0].person else []
            here = [m for m in here if m.person is not taken and m.person not in joint]
        if here:
            return (here[-1] if object_ else here[0]).person
        for begin in reversed(begins[:-1]):
            earlier = [
                m
                for m in self._before(k)
                if begin <= self._token(m) < begins[-1] and _sexed(m.person, sex) and m.person is not taken
            ]
            if earlier:
                return self._main_subject(earlier, begin).person
        for q in range(self.p - 1, max(-1, self.p - 4), -1):
            past = [
                m
                for m in self.registry.mentions_in(q)
                if _sexed(m.person, sex) and m.person.posts and m.person is not taken
            ]
            if past and not self.registry.paragraphs[q].caption:
                return past[0].person
        return None

    def _joint(self, here: list[PersonMention]) -> list[Person]:
        """Persons joined to the first one by "and" or a comma are subjects with it."""
        found, edge = [here[0].person], here[0].last
        for mention in here[1:]:
            if any(
                u.lower not in (",", "and", "the", "as", "well", "both")
                for u in self.units[edge : mention.first]
            ):
                break
            found.append(mention.person)
            edge = mention.last
        return found

    def _clause_subject(self, here: list[PersonMention], k: int) -> Person:
        """Who acts upon "him": the person before "who", else the sentence's first."""
        last = here[-1]
        relative = any(u.lower == "who" for u in self.units[last.last : k])
        return last.person if relative else here[0].person

    def _main_subject(self, mentions: list[PersonMention], begin: int) -> PersonMention:
        """The first person of a sentence, but behind a fronted phrase ("Welcoming his guest, X said") the one after its comma."""
        opening = self.reading.tokens[begin].text.lower()
        if opening.endswith("ing") or opening in (
            "during",
            "when",
            "while",
            "after",
            "before",
            "following",
            "upon",
            "in",
            "at",
            "on",
        ):
            for mention in mentions:
                if mention.first and self.units[mention.first - 1].text == ",":
                    return mention
        return mentions[0]

    def _token(self, mention: PersonMention | Reference) -> int:
        return self.units[mention.first].first

    def _before(self, k: int) -> list[PersonMention]:
        resolved = [
            PersonMention(
                self.p,
                r.first,
                r.last,
                *self.reading.span(r.first, r.last),
                r.persons[0],
                r.kind,
                Naming(r.first, r.last, None),
            )
            for r in self.found
            if len(r.persons) == 1
        ]
        return sorted([m for m in (*self.named, *resolved) if m.first < k], key=lambda m: m.first)

    # choosing ---------------------------------------------------------------------------------------
    def _latest(self, fits: Sequence[Person], k: int) -> Person | None:
        """The one of ``fits`` who was mentioned last before unit ``k``; else the one mentioned most."""
        for mention in reversed(self._before(k)):
            if mention.person in fits:
                return mention.person
        for q in range(self.p - 1, max(-1, self.p - 60), -1):
            for mention in reversed(self.registry.mentions_in(q)):
                if mention.person in fits:
                    return mention.person
        return max(fits, key=lambda q: q.mentions) if len(fits) == 1 else None

    def _pair(self, k: int) -> tuple[Person, ...]:
        """Two persons of different countries: those last mentioned in this paragraph or the one before, else the principals."""
        recent: list[Person] = []
        mentions = self.registry.mentions_in(self.p - 1) + self._before(k)
        for mention in reversed(mentions):
            if mention.person.posts and mention.person not in recent:
                recent.append(mention.person)
        principals = tuple(q for q in self.registry.principals() if q is not None)
        if len(principals) == 2 and any(q in recent for q in principals):
            return principals
        for a in recent:
            for b in recent:
                if a is not b and a.country and b.country and a.country != b.country:
                    return (b, a)
        return principals if len(principals) == 2 else ()


def _sexed(person: Person, sex: str) -> bool:
    return not person.sex or person.sex == sex


def find_references(registry: Registry, p: int) -> list[Reference]:
    """The references of paragraph ``p`` from left to right; those that nobody fits are left out or stand for a post."""
    return _Finder(registry, p).find()
