"""The persons of one report: which namings are one person, which posts each holds, where each belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communique.extract.article import Article
from communique.extract.home import home, scene_of
from communique.extract.names import name_words, part_of, same_name
from communique.extract.namings import Naming
from communique.extract.nationality import infer_countries
from communique.extract.paragraphs import ParagraphReading
from communique.extract.posts import Post
from communique.extract.words import word_list
from communique.ontology.reference import sole_party

_FEMALE = frozenset(
    {
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "madam",
        "madame",
        "smt",
        "smt.",
        "miss",
        "queen",
        "princess",
        "lady",
        "dame",
        "sheikha",
    }
)
_MALE = frozenset({"mr", "mr.", "shri", "king", "prince", "sheikh", "sir", "lord"})
_HISTORY = re.compile(
    r"mausoleum|birthday|birth anniversary|anniversary of (?:the )?(?:birth|death)|founder|founded by|built by|cultivated|"
    r"forefathers|predecessors|passing of|demise of|death of|statue|tomb of|memorial|historic(?:al)? (?:meeting|visit)|laid the foundation|legacy",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Held:
    """A post that a stretch of the report gives a person; offsets count code points."""

    post: Post
    start: int
    end: int
    method: str


@dataclass(slots=True)
class Person:
    """A person of the report. ``country`` is where the report shows the person to belong; ``sure`` is false
    when that is inferred from the report's home and not stated.
    """

    name: str
    words: tuple[str, ...]
    posts: list[Held] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    country: str = ""
    sure: bool = False
    sex: str = ""
    titled: bool = False
    mentions: int = 0
    first: int = 1 << 60

    def holds(self, kinds: Iterable[str]) -> bool:
        return any(h.post.kind in kinds for h in self.posts)

    def roles(self) -> set[str]:
        return {h.post.role for h in self.posts}


@dataclass(slots=True)
class PersonMention:
    """Units ``first`` to ``last`` of a paragraph that stand for ``person``; ``how`` is name or description."""

    paragraph: int
    first: int
    last: int
    start: int
    end: int
    person: Person
    how: str
    naming: Naming


class Registry:
    """All persons of a report, and every mention of them by name."""

    def __init__(self, article: Article, paragraphs: Sequence[ParagraphReading]) -> None:
        self.article, self.paragraphs = article, paragraphs
        self.persons: list[Person] = []
        self.mentions: list[PersonMention] = []
        self._by_paragraph: dict[int, list[PersonMention]] = {}
        self._by_person: dict[int, list[PersonMention]] = {}
        self.described: list[tuple[int, Naming]] = []
        self.home, self.home_sure = home(article, paragraphs)
        self.place = scene_of(paragraphs) or self.home
        self.counterparts: list[tuple[int, Naming, Person]] = []
        self._full_names()
        self._fuller_names()
        self._all_namings()
        for p, naming, person in self.counterparts:
            self._counterpart(p, naming, person)
        self._countries()

    def mentions_in(self, paragraph: int) -> list[PersonMention]:
        """The mentions of a paragraph from left to right."""
        return self._by_paragraph.get(paragraph, [])

    def mentions_of(self, person: Person) -> list[PersonMention]:
        """The mentions of a person from left to right."""
        return self._by_person.get(id(person), [])

    @cached_property
    def spoken_of(self) -> Counter[str]:
        """How often the report names each country (ISO code), its people or its cities; a city within a name is none."""
        found: Counter[str] = Counter()
        for p, reading in enumerate(self.paragraphs):
            taken = {i for m in self.mentions_in(p) for i in range(m.first, m.last)}
            found.update(
                u.code
                for i, u in enumerate(reading.units)
                if u.code and (u.kind in ("country", "demonym") or u.kind == "city" and i not in taken)
            )
        return found

    @cached_property
    def leaders(self) -> list[Person]:
        """Persons who lead a delegation ("a delegation headed by X")."""
        found = []
        for mention in self.mentions:
            before = [
                u.lower
                for u in self.paragraphs[mention.paragraph].units[max(0, mention.first - 3) : mention.first]
            ]
            after = [
                u.lower for u in self.paragraphs[mention.paragraph].units[mention.last : mention.last + 7]
            ]
            if (
                "by" in before
                and {"led", "headed"} & set(before)
                or "delegation" in after
                and {"led", "leads", "leading", "heading", "heads", "lead"} & set(after)
            ):
                found.append(mention.person)
        return found

    def principals(self) -> tuple[Person | None, Person | None]:
        """The report's visitor and host: the two of different countries it names most, the one at home last."""
        ranked = sorted(
            (q for q in self.persons if q.posts and q.country), key=lambda q: (-q.mentions, q.first)
        )
        first = ranked[0] if ranked else None
        second = next((q for q in ranked[1:] if first and q.country != first.country), None)
        if first is None or second is None:
            return (None, None)
        return (second, first) if first.country == self.place else (first, second)

    # names ----------------------------------------------------------------------------------------
    def _text(self, p: int, naming: Naming) -> str:
        assert naming.run is not None
        start, end = self.paragraphs[p].span(naming.run.first, naming.run.last)
        return " ".join(self.article.text[start:end].split())

    def _full_names(self) -> None:
        """Full names with a title, an honorific or a relation first, the longest before the shorter."""
        found = []
        for p, reading in enumerate(self.paragraphs):
            for naming in reading.namings:
                if naming.run is None:
                    continue
                name = self._text(p, naming)
                words = name_words(name)
                given = [post for post in naming.posts if post.role]
                strong = bool(given) or naming.relation != "" or naming.run.titled
                if reading.headline and (strong or len(words) > 1):
                    continue
                if strong or self._person_like(reading, naming, words):
                    found.append((len(words), strong, -p, name, words))
        found.sort(key=lambda f: (-f[0], not f[1], -f[2]))
        for size, strong, _, name, words in found:
            if size > 1 and strong and not self._match(words):
                self.persons.append(Person(name, words))
        for size, strong, _, name, words in found:
            if (
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
                and not any(words[0] in p.words or words == p.words for p in self.persons)
            ):
                self.persons.append(Person(name, words))

    def _fuller_names(self) -> None:
        """A person titled by family name alone takes the full name from a headline or caption."""
        runs = [
            (self._text(p, n), r.headline)
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
                    and not any(w.lower() in word_list("body_words") for w in name.split())
                ):
                    person.name, person.words = name, words
                    break

    def _person_like(self, reading: ParagraphReading, naming: Naming, words: tuple[str, ...]) -> bool:
        """An untitled run of two to four capitalized words that no article or place preposition introduces."""
        run = naming.run
        assert run is not None
        units = reading.units[run.first : run.last]
        if (
            not 2 <= len(words) <= 5
            or any(u.lower in word_list("body_words") for u in units)
            or reading.headline
        ):
            return False
        if any(u.text.isupper() and len(u.text) > 3 for u in units):
            return False
        before = reading.units[run.first - 1].lower if run.first else ""
        after = reading.units[run.last].lower if run.last < len(reading.units) else ""
        return (
            before not in ("the", "in", "at", "a", "an", "near", "called", "“", '"', "of", "-", "/")
            and after in _PERSON_AFTER
        )

    def _match(self, words: tuple[str, ...]) -> Person | None:
        return next((p for p in self.persons if same_name(words, p.words)), None)

    # every naming to its person ---------------------------------------------------------------------
    def _all_namings(self) -> None:
        for p, reading in enumerate(self.paragraphs):
            for naming in reading.namings:
                if naming.run is None:
                    self.described.append((p, naming))
                    continue
                person = self._resolve(p, naming)
                if person is not None:
                    self._record(p, naming, person)
                elif naming.posts:
                    self.described.append((p, naming))

    def _resolve(self, p: int, naming: Naming) -> Person | None:
        words = name_words(self._text(p, naming))
        if self.paragraphs[p].headline:
            words = self._known_prefix(words)
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
        return max(fitting, key=lambda q: self._fit(q, naming, words))

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

    def _fit(self, person: Person, naming: Naming, words: tuple[str, ...]) -> tuple[int, int, int]:
        """How well a short form fits: the same post, family or given name at an edge, the latest mention."""
        kinds = {post.kind for post in naming.posts}
        roles = {post.role for post in naming.posts}
        agrees = 2 * bool(roles & person.roles()) + bool(kinds & {h.post.kind for h in person.posts})
        clash = -3 if roles and person.posts and not agrees else 0
        edge = person.words[-len(words) :] == words or person.words[: len(words)] == words
        return agrees + clash, int(edge), -person.first if not self.mentions else self._last_seen(person)

    def _last_seen(self, person: Person) -> int:
        known = self._by_person.get(id(person))
        return known[-1].start if known else -1

    def _record(self, p: int, naming: Naming, person: Person) -> None:
        reading = self.paragraphs[p]
        start, end = reading.span(naming.first, naming.last)
        assert naming.run is not None
        name = self._text(p, naming)
        person.forms.add(name)
        person.mentions += 1
        person.first = min(person.first, start)
        person.titled = person.titled or bool(naming.posts) or naming.run.titled
        self._sex(reading, naming, person)
        before = reading.units[naming.first : naming.run.first]
        country = naming.country or next((u.code for u in before if u.kind in ("demonym", "country")), "")
        if country and not naming.posts and naming.relation in ("", "counterpart"):
            self._belongs(person, country, True)
        mention = PersonMention(p, naming.first, naming.last, start, end, person, "name", naming)
        self.mentions.append(mention)
        self._by_paragraph.setdefault(p, []).append(mention)
        self._by_person.setdefault(id(person), []).append(mention)
        if naming.relation == "counterpart" and not naming.posts:
            self.counterparts.append((p, naming, person))
        for post in naming.posts:
            self._hold(p, naming, person, post, start, end)

    def _counterpart(self, p: int, naming: Naming, person: Person) -> None:
        """ "his Finnish counterpart": the same post as his, of the other country."""
        reading = self.paragraphs[p]
        token = reading.units[naming.first].first
        begin = max((a for a, _ in reading.sentences if a <= token), default=0)
        here = [
            m
            for m in self.mentions
            if m.paragraph == p and m.last <= naming.first and reading.units[m.first].first >= begin
        ]
        near = [
            m
            for m in self.mentions
            if p - 3 < m.paragraph <= p and m.first < naming.first + 10**6 * (m.paragraph < p)
        ]
        most = sorted(near, key=lambda m: -m.person.mentions)
        for mention in (*reversed(here), *most):
            held = [h.post for h in mention.person.posts if h.post.kind in _COUNTERPARTS]
            code = naming.country
            if (
                not held
                or mention.person is person
                or code
                and code == (held[0].country or mention.person.country)
            ):
                continue
            post = min(held, key=lambda h: ("Minister of" not in h.role, "Deputy" in h.role))
            start, end = reading.span(naming.first, naming.last)
            own = Post(
                naming.first,
                naming.last,
                post.role,
                post.kind,
                post.body if post.kind == "parliament" else "",
                country=code,
            )
            naming.posts.append(own)
            self._hold(p, naming, person, own, start, end)
            return

    def _sex(self, reading: ParagraphReading, naming: Naming, person: Person) -> None:
        words = {u.lower for u in reading.units[naming.first : naming.last]}
        if words & _FEMALE or "wife" in words:
            person.sex = "f"
        elif words & _MALE and not person.sex:
            person.sex = "m"

    def _hold(self, p: int, naming: Naming, person: Person, post: Post, start: int, end: int) -> None:
        if post.kind == "description":
            self._belongs(person, post.country or post.body_code, True)
            return
        self._borrow_body(p, post)
        if post.status == "actual" and self._historical(p, naming):
            post.status = "former"
        if post.body_code and not post.country and post.kind != "envoy":
            post.country = post.body_code
        if post.country and post.status != "x":
            self._belongs(person, post.country, True)
        method = "title-chain" if naming.run and post.last <= naming.run.first else "apposition"
        person.posts.append(Held(post, start, end, method))

    def _borrow_body(self, p: int, post: Post) -> None:
        """ "its" in "head of its Commission" and "the MPP … its General Secretary" is the body named last."""
        whose = post.whose or (post.determiner if post.determiner in ("its", "their") else "")
        if not whose:
            return
        units = self.paragraphs[p].units[: post.first]
        owner = next((u for u in reversed(units) if u.kind in ("party", "org")), None)
        if owner is None:
            country = next((u for u in reversed(units) if u.kind == "country"), None)
            post.country = post.country or (country.code if country else "")
        elif not post.body:
            post.body, post.body_code = owner.name, owner.code
            post.body_kind = "party" if owner.kind == "party" else "organization"
        else:
            post.body, post.body_code = f"{post.body} of the {owner.name}", owner.code

    def _historical(self, p: int, naming: Naming) -> bool:
        reading = self.paragraphs[p]
        start, end = reading.span(naming.first, naming.last)
        text = self.article.text
        near = text[max(reading.start, start - 60) : start] + " | " + text[end : min(reading.end, end + 25)]
        return bool(_HISTORY.search(near))

    # countries --------------------------------------------------------------------------------------
    def _belongs(self, person: Person, code: str, sure: bool) -> None:
        if code and not (person.country and person.sure):
            person.country, person.sure = code, sure

    def _countries(self) -> None:
        """Fill the countries that posts leave open from the person's other posts, then from the report's home."""
        self._descriptions_tell()
        infer_countries(self)
        for person in self.persons:
            for held in person.posts:
                self._complete(person, held.post)

    def _descriptions_tell(self) -> None:
        """``the Lao leader`` behind an untagged Lao leader: a lone fitting person takes the description's country."""
        for _, naming in self.described:
            for post in naming.posts:
                if not post.country:
                    continue
                fits = [
                    q
                    for q in self.persons
                    if not q.country
                    and (
                        post.role in q.roles()
                        or post.kind == "description"
                        and q.holds(("state", "government", "party", "royal"))
                    )
                ]
                owned = any(
                    q.country == post.country and (post.role in q.roles() or post.kind == "description")
                    for q in self.persons
                )
                if len(fits) == 1 and not owned and naming.determiner == "the":
                    self._belongs(fits[0], post.country, True)

    def _complete(self, person: Person, post: Post) -> None:
        if post.role.endswith("Secretary-General") and not post.body and not post.country:
            bodies = Counter(
                u.name for r in self.paragraphs for u in r.units if u.kind == "org" and not u.code
            )
            if bodies:
                post.body, post.body_kind = bodies.most_common(1)[0][0], "organization"
                return
        if (
            not post.country
            and post.body_kind == "organization"
            and post.body
            and not post.body_code
            and _worldly(post)
        ):
            return
        if not post.country and not (post.body_code == "" and post.body and _international(post.body)):
            post.country = person.country
        if post.kind == "party" and not post.body and post.country and _party_post(post):
            party = sole_party(post.country)
            if party is not None:
                post.body, post.body_kind, post.body_code = party.name, "party", party.code
        if (
            post.kind == "envoy"
            and not post.to
            and post.country != self.home
            and self.home
            and post.role.endswith(("Ambassador", "High Commissioner", "Consul General", "d'Affaires"))
        ):
            post.to = self.home


def _party_post(post: Post) -> bool:
    return post.role.endswith(
        ("General Secretary", "Politburo", "Secretariat", "First Secretary", "Central Committee")
    )


def _worldly(post: Post) -> bool:
    """A company's or an unknown body's head has no country unless the report says so."""
    return post.kind == "head" and post.role in ("CEO", "Founder", "Managing Director", "Executive Director")


def _international(body: str) -> bool:
    from communique.ontology.reference import organizations

    return any(body == o.name and not o.code for o in organizations())


_COUNTERPARTS = frozenset({"state", "government", "minister", "royal", "parliament", "head", "adviser"})
_PERSON_AFTER = frozenset(
    "said told met , and 's ’s . who arrived has had is was will visited received held signed invited thanked welcomed added "
    "noted stressed called also expressed ( congratulated attended spoke hosted affirmed emphasised emphasized on at in ; co-chaired for to with as says hailed )".split()
)
