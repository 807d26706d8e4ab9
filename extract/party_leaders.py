"""Who leads a party or an alliance: "the leader of the Victory Party, Jane Roe", "KDP leader John Poe".

The leader of a country or of nothing named is a description of somebody and no post.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.extract.lexicon import Role
from communique.extract.posts import Phrase
from communique.extract.units import Unit
from communique.extract.words import word_list

#: What says no more than that somebody leads a state.
_OF_STATE = frozenset({"state", "government", "people", "country", "nation"})


def post_class(role: Role, left: Sequence[Unit], phrases: Sequence[Phrase]) -> tuple[str, str]:
    """The role and class of a title's head: a "leader" is one of a party, or a description."""
    if role.name == "leader" and not role.plural and leads_party(left, phrases):
        return "Leader", "party"
    return role.name, role.kind


def leads_party(left: Sequence[Unit], phrases: Sequence[Phrase]) -> bool:
    """Whether the words left of "leader", or those behind "of", name a party, an alliance or a movement."""
    behind = [p for p in phrases if p.preposition == "of"]
    return any(_party(p.units) for p in behind) or not phrases and _party(left)


def _party(units: Sequence[Unit]) -> bool:
    if any(a.lower == "and" and b.lower in _OF_STATE for a, b in pairwise(units)):
        return False  # "the leader of the Lao Party and State"
    named = [u for u in units if u.kind == "party"]
    if any(len(u.text.split()) > 1 and u.text[-1].islower() or u.text.isupper() for u in named):
        return True
    kinds = [u for u in units if u.kind == "cap" and u.lower in word_list("party_kinds")]
    others = [u for u in units if u.kind == "cap" and u not in kinds]
    return bool(kinds and others)
