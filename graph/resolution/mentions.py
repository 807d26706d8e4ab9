"""Persons as single reports name them, with what tells whether two are one: posts, company, countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from communique.extract.claims import Claim, Entity, OfficeClaim
from communique.graph.folding import fold
from communique.graph.model import Report, entities_of
from communique.graph.resolution.forms import Words, fullness, words
from communique.ontology import slug


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a report gives it; ``body`` and ``country`` are empty where it gives none."""

    role: str
    body: str = ""
    country: str = ""

    @property
    def lesser(self) -> bool:
        """Whether it is none of a state's leadership."""
        text = f" {self.role.replace('-', ' ')} {self.body.replace('-', ' ')} "
        return any(f" {word} " in text for word in _lesser())


def is_single(role: str) -> bool:
    """Whether a title, as a slug, is that of a seat with one holder at a time."""
    heads = _lines("single_seats.txt")
    return any(
        role == h or h.endswith(("-of", "-for")) and role.startswith(f"{h}-") for h in map(slug, heads)
    )


@cache
def _lines(name: str) -> tuple[str, ...]:
    """The entries of a data file."""
    lines = (files("communique.graph") / "data" / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _lesser() -> tuple[str, ...]:
    return tuple(fold(line) for line in _lines("lesser_posts.txt"))


def same_post(a: Post, b: Post) -> bool:
    """The same role of the same body, or of the same country where a body is not named."""
    if a.role != b.role:
        return False
    if a.body and b.body:
        return a.body == b.body or a.body.startswith(b.body) or b.body.startswith(a.body)
    return a.country == b.country != ""


@dataclass(slots=True)
class Naming:
    """A person as one report names them."""

    article: str
    date: str
    entity: Entity
    posts: set[Post] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """What sorts persons the same way whatever order the reports came in."""
        return slug(self.entity.name), self.entity.country, self.article, repr(self.entity)

    @property
    def words(self) -> Words:
        return words(self.entity.name)


def is_marked(name: str) -> bool:
    """Whether a name is written with letters that plain keyboards lack ("José Muñoz")."""
    return any(letter.isalpha() and not letter.isascii() for letter in name)


class Person:
    """The namings that are one person, and what they say together."""

    def __init__(self, members: Sequence[Naming]) -> None:
        self.id = ""
        self.namings: list[Naming] = []
        self.forms: set[Words] = set()
        self.articles: set[str] = set()
        self.countries: set[str] = set()
        self.posts: set[Post] = set()
        self.company: set[str] = set()
        self.claims: set[str] = set()
        self._take(members)

    def join(self, other: Person) -> None:
        """Take in another person's namings."""
        self._take(other.namings)

    def _take(self, members: Sequence[Naming]) -> None:
        self.namings += members
        for naming in members:
            self.forms.add(naming.words)
            self.articles.add(naming.article)
            self.countries |= {naming.entity.country} - {""}
            self.posts |= naming.posts
            self.company |= naming.company
            self.claims |= naming.claims

    @property
    def name(self) -> str:
        """The form that most reports use among the fullest ones, with its marks if any of them has these."""
        fullest = max(map(fullness, self.forms))
        names = Counter(n.entity.name for n in self.namings if fullness(n.words) == fullest)
        plain = Counter(fold(name) for name in names.elements())
        return min(names, key=lambda n: (-plain[fold(n)], not is_marked(n), -names[n], n))

    @property
    def country(self) -> str:
        """The country that most reports give."""
        codes = Counter(n.entity.country for n in self.namings if n.entity.country)
        return min(codes, key=lambda c: (-codes[c], c), default="")

    @property
    def identity(self) -> str:
        """The smallest claim that names the person."""
        return min(self.claims)

    @property
    def order(self) -> tuple[int, str, str]:
        """Fuller names first, then by what never depends on the order of reports."""
        return -max(len(f) for f in self.forms), slug(self.name), self.identity


def namings(reports: Sequence[Report]) -> list[Naming]:
    """Every person of every report."""
    found: dict[tuple[str, Entity], Naming] = {}
    for report in reports:
        for claim in report.extraction.claims:
            persons = [e for e in entities_of(claim) if e.type == "person"]
            for entity in persons:
                key = (report.article.key, entity)
                naming = found.setdefault(key, Naming(report.article.key, report.article.published, entity))
                naming.claims.add(claim.identity(report.article.key))
                naming.company.update("".join(words(p.name)) for p in persons if p != entity)
                naming.posts.update(_posts(claim, entity))
    return sorted(found.values(), key=lambda n: n.order)


def _posts(claim: Claim, entity: Entity) -> Iterator[Post]:
    if isinstance(claim, OfficeClaim) and claim.person == entity:
        yield Post(
            slug(claim.role),
            slug(claim.body.name) if claim.body else "",
            claim.country.code if claim.country else "",
        )


def share_post(a: Iterable[Post], b: Iterable[Post]) -> bool:
    """Whether two people are given one and the same post."""
    other = list(b)
    return any(same_post(x, y) for x in a for y in other)
