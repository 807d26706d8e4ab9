"""Heads that hold another post by another name: "the head of Peru", "the head of the Kenyan Foreign Ministry"."""

from __future__ import annotations

import re

from communique.extract.posts import Phrase, Post

#: A ministry's name, with the people or country it may begin with: "Kenyan Foreign Ministry", "Ministry of Energy".
_MINISTRY = re.compile(
    r"(?:[A-Z]\w+\s+)?(?P<before>[A-Z]\w+(?:\s+Affairs)?)\s+Ministry|(?:[A-Z]\w+\s+)?Ministry\s+(?:of|for)\s+(?P<behind>[A-Z].*)"
)
_FOREIGN = frozenset({"foreign", "foreign affairs", "external affairs", "foreign relations"})


def by_its_usual_name(post: Post, phrases: list[Phrase]) -> None:
    """The head of a country is its head of state, the head of a ministry the minister."""
    if post.role != "Head":
        return
    state = len(phrases) == 1 and not phrases[0].words  # "the head of our state", "of the republic"
    if state or post.country and post.country != "EU" and not post.body:
        post.role, post.kind = "Head of State", "state"
    elif found := _MINISTRY.fullmatch(post.body.strip()):
        field = found["before"] or found["behind"]
        foreign = field.lower().removeprefix("the ") in _FOREIGN
        post.role = "Minister of Foreign Affairs" if foreign else f"Minister of {field}"
        post.kind, post.body, post.body_code = "minister", "", ""
