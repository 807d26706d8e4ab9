"""Heads that hold another post by another name: "the head of Peru", "the head of the Kenyan Foreign Ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.extract.naming import Naming
from communique.extract.persons import Person
from communique.extract.posts import Phrase, Post

#: A ministry's name, with the people or country it may begin with: "Kenyan Foreign Ministry", "Ministry of Energy".
_MINISTRY = re.compile(
    r"(?:[A-Z]\w+\s+)?(?P<before>[A-Z]\w+(?:\s+Affairs)?)\s+Ministry|(?:[A-Z]\w+\s+)?Ministry\s+(?:of|for)\s+(?P<behind>[A-Z].*)"
)
_FOREIGN = frozenset({"foreign", "foreign affairs", "external affairs", "foreign relations"})


def by_its_usual_name(post: Post, phrases: list[Phrase]) -> None:
    """The head of a country is its head of state: "the head of Peru", "the head of our state"."""
    state = len(phrases) == 1 and not phrases[0].words  # of the state, the republic, our country
    if post.role == "Head" and (state or post.country and post.country != "EU" and not post.body):
        post.role, post.kind = "Head of State", "state"


def minister_of(post: Post) -> str:
    """The minister meant by "the head of the Kenyan Foreign Ministry", or empty."""
    found = (
        _MINISTRY.fullmatch(post.body.strip()) if post.role == "Head" and "Ministry" in post.body else None
    )
    if found is None:
        return ""
    field = found["before"] or found["behind"]
    foreign = field.lower().removeprefix("the ") in _FOREIGN
    return "Minister of Foreign Affairs" if foreign else f"Minister of {field}"


def as_presidents(persons: Iterable[Person], described: Iterable[tuple[int, Naming]]) -> None:
    """ "Head of State A received B. The President said": the head of state of a republic, who is its president."""
    heads = [
        h.post for q in persons if not q.holds(("royal",)) for h in q.posts if h.post.role == "Head of State"
    ]
    told = [post for _, naming in described for post in naming.posts if heads and post.role == "President"]
    for post in heads:
        if any(not p.plural and not p.body and p.country in ("", post.country or p.country) for p in told):
            post.role = "President"
