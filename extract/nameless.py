"""Posts that a report names nobody for: who "he" is behind them, and whose Secretary-General one is.

"The Secretary-General met Minister X. He will be back on Monday" tells of no return of the minister.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.post_holders import of_spokespersons, secretariat
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.antecedents import Antecedents
    from communique.extract.people import Registry
    from communique.extract.reference_posts import Reference

#: Words behind a person that say more of that person: "the Secretary met X, who said that he".
_RELATIVES = frozenset({"who", "whose", "said", "says", "that", "which"})
_OWNING = frozenset({"'s", "’s", "'", "’", "of", "for"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its"})


def nameless_before(past: Antecedents, found: list[Reference], k: int) -> bool:
    """Whether "he" at unit ``k`` goes back to a post of nobody: the one who acts in this sentence or the one before."""
    for own, (begin, end) in zip((True, False), _spans(past, k), strict=False):
        named = [m.first for m in past.before(k) if begin <= past.token(m) < end]
        inside = [r for r in found if begin <= past.units[r.first].first < end]
        posts = [r for r in inside if _of_nobody(r) and (_acts(past, r) or not named and _owned(past, r))]
        if posts and (not named or posts[0].first < named[0]):
            behind = {u.lower for u in past.units[named[-1] : k]} if named else set()
            return not own or behind.isdisjoint(_RELATIVES)
        if named:
            return False
    return False


def _spans(past: Antecedents, k: int) -> Iterator[tuple[int, int]]:
    """The tokens of the sentence of unit ``k`` up to it, and those of the sentence before."""
    begins = past.sentence_begins(k)
    yield begins[-1], past.units[k].first
    yield from list(itertools.pairwise(begins))[-1:]


def _of_nobody(reference: Reference) -> bool:
    """Whether a reference is one post that nobody is named for, or a pronoun for such a one."""
    post = reference.post
    lone = post is not None and not post.plural or post is None and reference.naming is None
    return lone and not reference.persons and reference.kind in ("post", "group")


def _acts(past: Antecedents, reference: Reference) -> bool:
    """Whether no preposition governs a reference and it owns nothing ("the President's visit")."""
    behind = past.units[reference.last].lower if reference.last < len(past.units) else ""
    return behind not in _OWNING and _before(past, reference) not in word_list("governing")


def _owned(past: Antecedents, reference: Reference) -> bool:
    """ "There is a trip of the Secretary-General to announce: he will"."""
    return _before(past, reference) == "of"


def _before(past: Antecedents, reference: Reference) -> str:
    """The word before a reference and its article, in small letters."""
    first = reference.first
    while first > 0 and past.units[first - 1].lower in _ARTICLES:
        first -= 1
    return past.units[first - 1].lower if first else ""


def of_world_body(reference: Reference | None, registry: Registry) -> Reference | None:
    """ "The Secretary-General" of nobody as that of the world body the report is about; another reference as it is."""
    post = reference.post if reference is not None and reference.kind == "group" else None
    lone = (
        post is not None
        and post.role == "Secretary-General"
        and not (post.body or post.country or post.plural)
    )
    body = secretariat(registry) if lone and _told(registry) else ""
    if reference is None or post is None or not body:
        return reference
    whole = dataclasses.replace(post, body=body, body_kind="organization")
    return dataclasses.replace(reference, kind="post", post=whole, label=f"{post.role} of the {body}")


def _told(registry: Registry) -> bool:
    """Whether a report tells of whose Secretary-General it speaks, or is what the United Nations' spokespersons say."""
    posts = (p for _, n in registry.described for p in n.posts)
    return of_spokespersons(registry) or any(p.role == "Secretary-General" and p.body for p in posts)
