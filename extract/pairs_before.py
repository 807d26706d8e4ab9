"""Which two persons "the two leaders", "both sides" and "they" go back to: a pair of two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.antecedents import POLITICAL, Antecedents
from communique.extract.people import Person, PersonMention

#: Nouns of meetings that open a sentence with the one met.
_MEETINGS = frozenset(
    {"meeting", "meetings", "talks", "conversation", "discussion", "discussions", "call", "audience"}
)


class PairsBefore(Antecedents):
    """The mentions before a unit, and the choices of one and of two among them."""

    def pair(self, k: int, kinds: frozenset[str] = frozenset()) -> tuple[Person, ...]:
        """Two persons of different countries: those whom the nearest sentence names together, else the principals.

        ``kinds`` are the classes of post that the word for the two asks for ("the two ministers"), if any.
        """
        if facing := self._facing(k):
            return facing
        principals = tuple(q for q in self.registry.principals() if q is not None)
        if len(principals) == 2 and kinds and "any" not in kinds and _peers(*principals, kinds):
            return principals
        recent: list[Person] = []
        for group in self._nearby(k):
            persons = [m.person for m in group]
            alone = len(set(map(id, persons))) == 2 and (not kinds or all(map(_political, persons)))
            both = self._sides(persons, kinds, principals, peers=not alone)
            if both:
                return both
            recent += [q for q in persons if q not in recent]
        if len(principals) == 2 and (not kinds or "any" in kinds or all(q.holds(kinds) for q in principals)):
            return principals
        return self._sides(recent, kinds, principals)

    def _facing(self, k: int) -> tuple[Person, ...]:
        """ "During his meeting with B, both sides praised trade": B and who acted before that."""
        begin = self.sentence_begins(k)[-1]
        here = [m for m in self.before(k) if self.token(m) >= begin]
        if not here or len({id(m.person) for m in here}) > 1 or not self._fronted(here, k):
            return ()
        lead = {u.lower for u in self.units[: here[0].first] if u.first >= begin}
        if "with" not in lead or lead.isdisjoint(_MEETINGS):
            return ()
        guest = here[0].person
        acting = (m.person for group in self._sentences_back(k) for m in group if self._acts(m))
        sides = (*acting, *(q for q in self.registry.principals() if q is not None))
        other = next((q for q in sides if q.country != guest.country and _political(q)), None)
        return (other, guest) if other is not None and _political(guest) else ()

    def joint_before(self, k: int) -> tuple[Person, ...]:
        """ "A and B drove to Lima, where they met C": the two that act together in this sentence before unit ``k``."""
        begin = self.sentence_begins(k)[-1]
        here = [m for m in self.before(k) if self.token(m) >= begin]
        if len(here) != 2 or self.units[k - 1].lower not in ("where", "after", "before", "while", "when"):
            return ()
        between = [u.lower for u in self.units[here[0].last : here[1].first]]
        joined = between in (["and"], ["and", "the"], ["and", "his"], ["and", "her"])
        apart = here[0].person is not here[1].person
        return (here[0].person, here[1].person) if joined and apart and self._acts(here[0]) else ()

    def _nearby(self, k: int) -> Iterator[list[PersonMention]]:
        begins = self.sentence_begins(k)
        mentions = self.before(k)
        for i, begin in reversed(list(enumerate(begins))):
            end = begins[i + 1] if i + 1 < len(begins) else 1 << 60
            yield [m for m in mentions if begin <= self.token(m) < end]
        for q in range(self.p - 1, max(-1, self.p - 3), -1):
            if not self.registry.paragraphs[q].headline:
                yield self.registry.mentions_in(q)

    def _sides(
        self,
        persons: Sequence[Person],
        kinds: frozenset[str],
        principals: Sequence[Person],
        peers: bool = False,
    ) -> tuple[Person, ...]:
        """The principals where both are there, else the first two of different countries who fit (``peers``: of one class)."""
        fits: list[Person] = []
        for q in persons:
            fitting = not kinds or "any" in kinds or q.holds(kinds)
            if q.country and fitting and in_office(q) and q not in fits:
                fits.append(q)
        if len(principals) == 2 and all(q in fits for q in principals):
            return tuple(principals)
        for i, a in enumerate(fits):
            for b in fits[i + 1 :]:
                if a.country != b.country and (not peers or _peers(a, b, kinds)):
                    return (a, b)
        return ()


def _political(person: Person) -> bool:
    """The president of a university is none."""
    return any(
        h.post.kind in POLITICAL and not (h.post.kind == "state" and h.post.body) for h in person.posts
    )


def in_office(person: Person) -> bool:
    """Whether somebody holds a post now: nobody talks to the dead, whom a report names with their titles."""
    return any(h.post.status != "former" for h in person.posts)


def _peers(a: Person, b: Person, kinds: frozenset[str]) -> bool:
    """Whether two persons hold posts of one class, of those asked for if any are."""
    shared = {h.post.kind for h in a.posts} & {h.post.kind for h in b.posts}
    return bool(shared if not kinds or "any" in kinds else shared & kinds)
