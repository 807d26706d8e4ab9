"""Posts of persons who are named by country alone, in a report on a meeting of those who hold one post.

"The energy ministers of Peru, Kenya and Chad signed it. … Jane Roe (Peru), Kenya's John Poe …": each of the countries has
one such minister, and one person is named of it without a post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.naming import Naming
from communique.extract.persons import Held, Person
from communique.extract.posts import Post
from communique.extract.units import Unit

if TYPE_CHECKING:
    from communique.extract.people import Registry

_KINDS = frozenset({"state", "government", "minister", "parliament"})
_LISTED = frozenset({",", "and", "of", "the", "&", "as", "well"})
_REACH = 14
#: What those who are spoken of as a group are called one by one.
_EACH = {"Head of State": "President", "Head of Government": "Prime Minister"}


def give_topic_posts(registry: Registry) -> None:
    """Give who is named by country alone the post that the report tells of that country in the plural."""
    untitled = [q for q in registry.persons if q.country and not q.posts]
    if len(untitled) < 2:
        return
    for p, naming in registry.described:
        lands = _lands(registry, p, naming)
        post = naming.posts[-1]
        fitting = [q for q in untitled if q.country in lands and not q.posts]
        alone = [q for q in fitting if sum(o.country == q.country for o in fitting) == 1]
        for person in alone if len(lands) > 1 else ():
            if not _taken(registry, person, post):
                _hold(registry, person, post)


def _lands(registry: Registry, p: int, naming: Naming) -> set[str]:
    """The countries of which a plural names the holders of one post; none where it is no such plural."""
    units = registry.paragraphs[p].units
    post = naming.posts[-1] if naming.posts else None
    heads = [u.role for u in units[naming.first : naming.last] if u.role is not None]
    if post is None or post.kind not in _KINDS or post.role == "Minister" or not any(r.plural for r in heads):
        return set()
    return {u.code for u in _listed(units, naming) if u.code and u.kind in ("country", "demonym")}


def _listed(units: list[Unit], naming: Naming) -> Iterator[Unit]:
    """The units of a plural and of the list of countries that goes on behind it."""
    yield from units[naming.first : naming.last]
    for unit in units[naming.last : naming.last + _REACH]:
        if unit.kind not in ("country", "demonym") and unit.lower not in _LISTED:
            return
        yield unit


def _taken(registry: Registry, person: Person, post: Post) -> bool:
    """Whether the report gives the post of a person's country to another."""
    role = _EACH.get(post.role, post.role)
    return any(
        h.post.role == role and (h.post.country or q.country) == person.country
        for q in registry.persons
        if q is not person
        for h in q.posts
    )


def _hold(registry: Registry, person: Person, post: Post) -> None:
    mention = registry.mentions_of(person)[0]
    role = _EACH.get(post.role, post.role)
    own = replace(post, role=role, country=person.country, plural=False, determiner="", parts=[])
    person.posts.append(Held(own, mention.start, mention.end, "topic"))
