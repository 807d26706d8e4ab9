"""Which namings of a report are one person: full names first, then the short forms that fit them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from communique.extract.article import Article
from communique.extract.capitals import in_capitals
from communique.extract.name_forms import initial_of_father, name_words, part_of, respelled, same_name
from communique.extract.naming import Naming
from communique.extract.paragraphs import ParagraphReading
from communique.extract.persons import Person
from communique.extract.posts import CONSORTS
from communique.extract.untitled import person_like
from communique.extract.words import word_list

#: What stands inside a name and is not the name: another spelling in brackets, a nickname in quotes.
_ASIDE = re.compile(r"\([^)]*\)|[\"“][^\"”]*[\"”]|(?<=\s)[‘'][^’']*[’'](?=\s)")


_QUOTES = frozenset("\"“”‘’'")


class NameBook:
    """The persons of one report by name."""

    def __init__(self, article: Article, paragraphs: Sequence[ParagraphReading]) -> None:
        self.article, self.paragraphs = article, paragraphs
        self.persons: list[Person] = []
        self._spelling: dict[
            tuple[str, ...], tuple[str, ...]
        ] = {}  # "Tebo" where the report has "Jane Tebbo" too
        self._companions: set[tuple[str, ...]] = set()  # names of wives, husbands and relatives
        self._full_names()
        self._fuller_names()

    def text(self, p: int, naming: Naming) -> str:
        """A naming's name as the report prints it, blanks and line ends as single blanks."""
        assert naming.run is not None
        start, end = self.paragraphs[p].span(naming.run.first, naming.run.last)
        words = _ASIDE.sub("", self.article.text[start:end]).split()
        while len(words) > 2 and words[-1] in word_list("post_nominals") and not words[0].isupper():
            words.pop()  # "Jane Roe MP"
        return " ".join(words)

    def _full_names(self) -> None:
        """Full names with a title, an honorific or a relation first, the longest before the shorter."""
        found = []
        for p, reading in enumerate(self.paragraphs):
            for naming in reading.namings:
                if naming.run is None:
                    continue
                name = self.text(p, naming)
                words = name_words(name)
                if naming.relation in ("spouse", "kin"):
                    self._companions.add(words)
                given = [post for post in naming.posts if post.role]
                strong = bool(given) or naming.relation != "" or naming.run.titled
                if reading.headline and (strong or len(words) > 1) and not _owner_in_heading(reading, naming):
                    continue
                if strong or person_like(reading, naming, words):
                    address = "Sheikh " * (len(words) == 1 and self._sheikh(reading, naming))
                    found.append((len(words), strong, -p, address + name, words))
        self._family_names()
        found.sort(key=lambda f: (-f[0], not f[1], -f[2]))
        self._add(found)
        self._of_headlines()

    def _add(self, found: list[tuple[int, bool, int, str, tuple[str, ...]]]) -> None:
        """New persons of names sorted from the longest: titled ones, then others, then single titled words."""
        for size, strong, _, name, words in found:
            known = self._match(words) if size > 1 and strong else None
            if size > 1 and strong and known is None:
                self.persons.append(Person(name, words))
            elif known is not None and initial_of_father(known.words, words):
                known.name, known.words = name, words  # "U.Batbold", whom the report calls Batbold Ulam later
        for size, strong, _, name, words in found:
            if size > 1 and not strong and (short := self._match(words)) and short.name == name.split()[-1]:
                short.name, short.words = name, words  # "Ms Roe-Smith" is who "Joan Roe-Smith of Kenya" was
            elif (
                size > 1
                and not strong
                and not self._match(words)
                and not any(part_of(words, p.words) for p in self.persons)
            ):
                self.persons.append(Person(name, words))
        for size, strong, _, name, words in found:
            if (
                size == 1
                and strong
                and words not in self._spelling
                and not any(part_of(words, p.words) or words == p.words for p in self.persons)
            ):
                self.persons.append(Person(name, words))

    def _of_headlines(self) -> None:
        """Who is named with a post in a headline and nowhere else ("PERUVIAN PRESIDENT JANE ROE VISITS LIMA")."""
        for p, reading in enumerate(self.paragraphs):
            if (
                not reading.headline
                or self.persons
                and not in_capitals(self.article.text[reading.start : reading.end])
            ):
                continue  # in title case the name may run on into a verb
            for naming in reading.namings:
                if naming.run is None or not naming.prefixed or _owner_in_heading(reading, naming):
                    continue
                name = self.text(p, naming)
                words = name_words(name)
                if 2 <= len(words) <= 4 + ("bin" in words) and not self._known_word(words):
                    self.persons.append(Person(name, words))

    def _known_word(self, words: tuple[str, ...]) -> bool:
        """Whether the report's persons have one of these words in their names."""
        return any(word in person.words for person in self.persons for word in words)

    def _sheikh(self, reading: ParagraphReading, naming: Naming) -> bool:
        """ "Prime Minister Sheikh Hafiza": before a name that stands alone it is part of the name."""
        run = naming.run
        return run is not None and run.titled and reading.units[run.first - 1].text == "Sheikh"

    def _family_names(self) -> None:
        """Family names that a report spells in two ways behind one title ("President Jane Tebbo", "President Tebo")."""
        titled = [
            (name_words(self.text(p, n)), {post.role for post in n.posts})
            for p, reading in enumerate(self.paragraphs)
            for n in reading.namings
            if n.run is not None and n.posts and not reading.headline
        ]
        self._nicknames()
        full = [(words, roles) for words, roles in titled if len(words) > 1]
        for words, roles in titled:
            if len(words) > 1 or any(words[0] in other for other, _ in full):
                continue
            meant = [w for other, held in full if held & roles for w in other[-1:] if respelled(words[0], w)]
            if len(set(meant)) == 1:
                self._spelling[words] = (meant[0],)

    def _nicknames(self) -> None:
        """What stands in quotes within a name ("Jane “Jinky” Roe"), or its initials behind it, may stand for it alone."""
        for reading in self.paragraphs:
            for naming in reading.namings:
                if naming.run is None:
                    continue
                family = name_words(reading.units[naming.run.last - 1].text)
                bracket = reading.units[naming.run.last : naming.run.last + 3]
                if (
                    len(bracket) == 3
                    and bracket[1].text.istitle()
                    and [bracket[0].text, bracket[2].text] == ["(", ")"]
                ):
                    short = name_words(bracket[1].text)  # "President Marek Dolan (Marekito)"
                    self._spelling.update({short: family} if _shortens(short, reading, naming) else {})
                initials = "".join(u.text[0] for u in reading.units[naming.run.first : naming.run.last])
                if [u.text for u in bracket] == ["(", initials, ")"] and len(initials) > 2:
                    self._spelling[name_words(initials)] = family
                for k in range(naming.run.first + 1, naming.run.last - 1):
                    before, unit, after = reading.units[k - 1 : k + 2]
                    if before.text in _QUOTES and after.text in _QUOTES:
                        self._spelling[name_words(unit.text)] = family

    def _fuller_names(self) -> None:
        """A person titled by family name alone takes the full name from a headline or caption."""
        runs = [
            (self.text(p, n), r.headline)
            for p, r in enumerate(self.paragraphs)
            for n in r.namings
            if n.run is not None
        ]
        for person in self.persons:
            if len(person.words) > 1:
                continue
            for name, headline in runs:
                words = name_words(name)
                if headline and person.words[0] in words:
                    cut = words.index(person.words[0]) + 1
                    name, words = " ".join(name.split()[:cut]), words[:cut]
                if (
                    2 <= len(words) <= 4
                    and words[-1] == person.words[0]
                    and part_of(person.words, words)
                    and not any(w.lower() in word_list("body_words") for w in name.split())
                ):
                    person.name, person.words = name, words
                    break

    def _match(self, words: tuple[str, ...]) -> Person | None:
        return next((p for p in self.persons if same_name(words, p.words)), None)

    def resolve(self, p: int, naming: Naming, seen: Callable[[Person], int]) -> Person | None:
        """The person that a naming of paragraph ``p`` means; ``seen`` gives where one was named last, or -1."""
        words = name_words(self.text(p, naming))
        if self.paragraphs[p].headline:
            words = self._known_prefix(words)
        words = self._spelling.get(words, words)
        exact = (
            self._match(words)
            if len(words) > 1
            else next((q for q in self.persons if q.words == words), None)
        )
        if exact is not None:
            return exact
        fitting = [q for q in self.persons if part_of(words, q.words)]
        if not fitting:
            return None
        sex = addressed(self.paragraphs[p], naming)
        return max(fitting, key=lambda q: self._fit(q, naming, words, sex, seen))

    def _known_prefix(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """In a headline every word may be capitalized: the longest beginning that is a known name."""
        for size in range(len(words), 0, -1):
            part = words[:size]
            if any(
                part == q.words or part_of(part, q.words) or size > 1 and same_name(part, q.words)
                for q in self.persons
            ):
                return part
        return words

    def _fit(
        self,
        person: Person,
        naming: Naming,
        words: tuple[str, ...],
        sex: str,
        seen: Callable[[Person], int],
    ) -> tuple[int, int, int]:
        """How well a short form fits: the same post, family or given name at an edge, the latest mention."""
        kinds = {post.kind for post in naming.posts}
        roles = {post.role for post in naming.posts}
        agrees = 2 * bool(roles & person.roles()) + bool(kinds & {h.post.kind for h in person.posts})
        clash = -3 if roles and person.posts and not agrees else 0
        edge = person.words[-len(words) :] == words or person.words[: len(words)] == words
        beside = person.words in self._companions or not CONSORTS.isdisjoint(person.roles())
        consort = beside and person.words[-len(words) :] == words and sex != "f"
        other = 2 * bool(sex and person.sex and sex != person.sex)  # "Mr Roe" beside "Mrs Jane Roe"
        same = bool(sex) and sex == person.sex
        return agrees + clash - other, int(edge) - consort + same, seen(person)


def addressed(reading: ParagraphReading, naming: Naming) -> str:
    """Whether the words of a naming tell a woman (f) or a man (m); empty where they tell neither."""
    words = {u.lower for u in reading.units[naming.first : naming.last]}
    if words & word_list("female_words") or any(w.startswith("her ") for w in words):
        return "f"
    return "m" if words & word_list("male_words") or any(w.startswith("his ") for w in words) else ""


def _shortens(short: tuple[str, ...], reading: ParagraphReading, naming: Naming) -> bool:
    """Whether a word is made from the beginning of the name that it stands behind in brackets."""
    assert naming.run is not None
    given = name_words(reading.units[naming.run.first].text)
    return bool(given) and len(short[0]) > 3 and short[0][:3] == given[0][:3]


def _owner_in_heading(reading: ParagraphReading, naming: Naming) -> bool:
    """ "Foreign Ministry Spokesperson X's Regular Press Conference": a titled name in a heading that its owner's mark ends."""
    assert naming.run is not None
    after = reading.units[naming.run.last].lower if naming.run.last < len(reading.units) else ""
    return bool(naming.posts) and naming.posts[-1].last <= naming.run.first and after in ("'s", "’s")
