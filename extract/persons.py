"""A person of a report, the posts it gives them, and where it names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.extract.naming import Naming
from communique.extract.posts import Post


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
