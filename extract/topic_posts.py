"""Posts of persons who are named by country alone, in a report on a meeting of those who hold one post.

"The energy ministers of Peru, Kenya and Chad signed it. … Jane Roe (Peru), Kenya's John Poe …": each of the countries has
one such minister, and one person is named of it without a post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.name_splits import is_borne
from communique.extract.naming import Naming
from communique.extract.persons import Held, Person
from communique.extract.posts import Post
from communique.extract.units import Unit

if TYPE_CHECKING:
    from communique.extract.people import Registry

_KINDS = frozenset({"state", "government", "minister", "parliament"})
_HIGH = frozenset({"state", "government", "royal"})
_CHIEFS = _HIGH | {"party"}
_LISTED = frozenset({",", "and", "of", "the", "&", "as", "well"})
_REACH = 14
#: Before places.
_PLACED = frozenset({"in", "at", "near"})
#: How often a report must name whoever holds a post that it tells of without a name.
_OFTEN = 3
#: What those who are spoken of as a group are called one by one.
_EACH = {"Head of State": "President", "Head of Government": "Prime Minister"}


def give_topic_posts(registry: Registry) -> None:
    """Give who is named by country alone the post that the report tells of that country in the plural."""
    untitled = [q for q in registry.persons if q.country and not q.posts]
    if len(untitled) < 2:
        return
    for p, naming in registry.described:
        if not naming.posts:
            continue  # "his counterparts from A and B"
        lands = _lands(registry, p, naming)
        post = naming.posts[-1]
        fitting = [q for q in untitled if q.country in lands and not q.posts]
        alone = [q for q in fitting if sum(o.country == q.country for o in fitting) == 1]
        for person in alone if len(lands) > 1 else ():
            if not _taken(registry, person, post):
                _hold(registry, person, post)


def give_posts_told_together(registry: Registry) -> None:
    """ "The First Secretary of the Party of A and President of the Republic said …": who holds the one holds the other.

    Only a party's post beside that of a state or government: two of a state may be two persons.
    """
    for p, naming in registry.described:
        posts = naming.posts
        kinds = {"party" if post.kind == "party" else "high" for post in posts if post.kind in _CHIEFS}
        if (
            len(posts) != 2
            or len(kinds) != 2
            or any(post.plural for post in posts)
            or naming.determiner != "the"
        ):
            continue
        land = next((x for post in posts for x in (post.country, post.body_code) if x), "")
        own = [q for q in registry.persons if not land or q.country in ("", land)]
        for post, other in (posts, posts[::-1]):
            holders = [q for q in own if _holds(q, post)]
            if len(holders) == 1 and not any(_holds(q, other) for q in own):
                start, end = registry.paragraphs[p].span(naming.first, naming.last)
                holders[0].posts.append(Held(other, start, end, "topic"))


def give_leading_post(registry: Registry) -> None:
    """ "The Prime Minister said so. … Jane Roe arrived in Hanoi": the only post told again and again without a name is of
    the person that the report names most, where nobody else may hold it.
    """
    posts = [n.posts[0] for _, n in registry.described if len(n.posts) == 1 and n.determiner == "the"]
    told = Counter(post.role for post in posts if _leads(post))
    ranked = sorted((q for q in registry.persons if _untitled(registry, q)), key=lambda q: -q.mentions)
    if len(told) != 1 or not ranked or ranked[0].mentions < _OFTEN:
        return
    (role, times), leading = next(iter(told.items())), ranked[0]
    most = all(q.mentions < leading.mentions for q in registry.persons if q is not leading)
    land = leading.country or _free(registry, role)
    if times > 1 and most and land and not any(q.country in ("", land) for q in _in_post(registry, role)):
        leading.country = land
        _hold(registry, leading, next(post for post in posts if post.role == role))


def _untitled(registry: Registry, person: Person) -> bool:
    """Whether somebody with a name that people bear is told of without a post; of a place the report says "in" it."""
    if person.posts or len(person.words) < 2 or not any(is_borne(word) for word in person.words):
        return False
    before = (registry.paragraphs[m.paragraph].word_before(m.first) for m in registry.mentions_of(person))
    return _PLACED.isdisjoint(before)


def _free(registry: Registry, role: str) -> str:
    """The home or the country spoken of most that nobody is told to hold a post of."""
    held = {q.country for q in _in_post(registry, role)}
    often = (code for code, n in registry.spoken_of.most_common() if n > 1)
    return next((code for code in (registry.home, *often) if code and code not in held), "")


def _in_post(registry: Registry, role: str) -> list[Person]:
    return [q for q in registry.persons if role in q.roles()]


def _leads(post: Post) -> bool:
    """Whether a post leads a state or its government, and no country is told with it."""
    return post.kind in _HIGH and not (post.plural or post.body or post.country)


def _holds(person: Person, post: Post) -> bool:
    """Whether a person holds a post of this role, of the same country and body as far as both are told."""
    return any(
        h.post.role == post.role
        and (not post.country or (h.post.country or person.country) in ("", post.country))
        and (not post.body or h.post.body in ("", post.body))
        and h.post.status == "actual"
        for h in person.posts
    )


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
