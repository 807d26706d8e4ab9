"""Whose a post is that is not a state's: "Ontario Health Minister X", "Gandaki Chief Minister Y", "Acme President Z"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.lexicon import Role, agencies
from communique.extract.names import name_at
from communique.extract.posts import Post
from communique.extract.title_words import is_body_word, is_rank, modifiers, possessive_at
from communique.extract.units import Unit
from communique.extract.words import words_of

#: Posts that states of a federation, towns, companies and clubs have too.
_OWNED = frozenset({"minister", "government", "state", "legislator"})
_MOST = 3  # words of an owner
_NAMEABLE = ("cap", "city", "region")
#: Marks and units before an owner: a name of a person would stand behind a form of address or a title.
_NOT_BEFORE = frozenset({"hon", "role", "country", "demonym", "party", "org", "num"})


def owns(units: Sequence[Unit], j: int, k: int, role: Role) -> bool:
    """Whether the word at ``j`` is of the region, town or company that the title with its head at ``k`` belongs to.

    So it is where the words stand right before the title and its holder's name right behind. "Kenya's Wetlands
    Minister" has a country for an owner: there an unknown word is the field.
    """
    if role.kind not in _OWNED or role.plural or not _nameable(units[j]):
        return False
    begin, end = j, j + 1
    while begin > 0 and _nameable(units[begin - 1]):
        begin -= 1
    while end < k and _nameable(units[end]):
        end += 1
    before = units[begin - 1] if begin else None
    if end - begin > _MOST or before is not None and not _opens(before) or _of_manner(units[begin]):
        return False
    field = role.name in ("Minister", "Secretary") and end == k and units[k - 1].kind == "cap"
    of_field = units[begin].kind == "region" and role.kind == "minister" and units[k + 1 : k + 2] != []
    of_field = of_field and units[k + 1].lower in ("of", "for")  # "Quebec Minister of Health X"
    return of_field or not (field and end - begin == 1) and _named(units, k, before)


def owner_length(units: Sequence[Unit], first: int, k: int, role: Role) -> int:
    """How many words of an owner a title begins with that runs from ``first`` to its head at ``k``."""
    end = first
    if first + 1 < k and units[first].kind == "region" and possessive_at(units, first + 1):
        return 2 * (role.kind in _OWNED)  # "British Columbia's trade minister"
    while end < k and _nameable(units[end]):
        end += 1
    return end - first if end > first and owns(units, first, k, role) else 0


def set_owner(post: Post, owner: Sequence[Unit]) -> None:
    """Make the words before a title its body: a national office would be another post."""
    words = [u.text for i, u in enumerate(owner) if not possessive_at(owner, i)]
    post.body = post.body or " ".join(words)
    post.country = post.country or next((u.code for u in owner if u.code), "")


def _nameable(unit: Unit) -> bool:
    """A word that no title holds of itself: no field, no rank, no news agency."""
    if unit.kind not in _NAMEABLE or unit.lower in words_of("headline_verbs", "openers"):
        return False
    known = is_body_word(unit) and unit.lower not in ("west", "east", "north", "south", "central", "new")
    return not (known or is_rank(unit) or unit.lower in modifiers() or unit.text in agencies())


def _opens(before: Unit) -> bool:
    """What may stand before an owner: a mark, an article, a small word but "in"."""
    return before.kind not in _NOT_BEFORE and before.lower not in ("in", "'s", "’s", "’", "'", "-", "/")


def _of_manner(unit: Unit) -> bool:
    """ "Jailed mayor X", "Hungarian-born President Y": what is told of the holder."""
    return unit.lower.endswith(("ed", "ing", "-born", "based", "-backed")) and not unit.code


def _named(units: Sequence[Unit], k: int, before: Unit | None) -> bool:
    """Whether the holder's name stands right behind the head, or a mark closes a title with an article or name before it."""
    after = units[k + 1] if k + 1 < len(units) else None
    if after is not None and after.kind in ("cap", "hon", "low"):
        return name_at(units, k + 1) is not None
    closed = after is None or after.text in (",", ";", ")", ".")
    return closed and before is not None and before.lower in ("the", ",", "(")
