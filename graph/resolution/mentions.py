"""Persons as single reports name them, with what tells whether two are one: posts, company, countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from communique.extract.claims import Claim, Entity, OfficeClaim
from communique.graph.folding import fold
from communique.graph.model import Report, entities_of
from communique.graph.resolution.forms import Words, words
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


@cache
def _lesser() -> tuple[str, ...]:
    lines = (files("communique.graph") / "data" / "lesser_posts.txt").read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line and not line.startswith("#"))


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


@dataclass
class Person:
    """The namings that are one person. Sets are read anew after each change by ``join``."""

    namings: list[Naming]
    id: str = ""

    def join(self, other: Person) -> None:
        """Take in another person's namings."""
        self.namings = sorted([*self.namings, *other.namings], key=lambda n: n.order)
        for cached in ("forms", "articles", "countries", "posts", "company", "claims"):
            self.__dict__.pop(cached, None)

    @cached_property
    def forms(self) -> frozenset[Words]:
        return frozenset(n.words for n in self.namings)

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(n.article for n in self.namings)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(n.entity.country for n in self.namings if n.entity.country)

    @cached_property
    def posts(self) -> frozenset[Post]:
        return frozenset(p for n in self.namings for p in n.posts)

    @cached_property
    def company(self) -> frozenset[str]:
        return frozenset(c for n in self.namings for c in n.company)

    @cached_property
    def claims(self) -> frozenset[str]:
        return frozenset(c for n in self.namings for c in n.claims)

    @property
    def name(self) -> str:
        """The form that most reports use among the fullest ones, in plain letters of two as frequent."""
        longest = max(len(n.words) for n in self.namings)
        names = [n.entity.name for n in self.namings if len(n.words) == longest]
        return min(names, key=lambda n: (-names.count(n), not n.isascii(), n))

    @property
    def country(self) -> str:
        """The country that most reports give."""
        codes = [n.entity.country for n in self.namings if n.entity.country]
        return min(codes, key=lambda c: (-codes.count(c), c), default="")

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
