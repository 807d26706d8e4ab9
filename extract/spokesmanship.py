"""Whose side somebody speaks or acts for: "X on behalf of Zambia", "Hungary is represented by X", "X said that Fiji stands ready"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import PersonMention, Registry
    from communique.extract.units import Unit

_VOICING = word_list("voicing_verbs")
_STANCES = word_list("stances")
_ACTS = word_list("state_acts")
_MEETS = word_list("meeting_words")
#: Units behind a name within which "on behalf of" and a country may stand.
_NEAR = 7
_REPRESENTING = frozenset({"representing", "represented", "represents", "represent"})
_LEADING = frozenset({"leading", "leads", "led", "heads", "headed", "heading"})
_SIDES = ("country", "city")


def speaks_for(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Add to ``weights`` (by ISO code) what the person says or signs in a country's name."""
    units = registry.paragraphs[mention.paragraph].units
    before, after = units[: mention.first], units[mention.last :]
    if not before or before[-1].lower not in _MEETS:
        _voices(after[:20], weights)
    _deputed(before, after, weights)


def _voices(after: Sequence[Unit], weights: defaultdict[str, float]) -> None:
    """Who says that Spain stands ready, or conveys Spain's thanks, speaks for Spain."""
    words = [u.lower for u in after]
    for i, unit in enumerate(after[1:-1], 1):
        if unit.text in (".", ";"):
            return
        if (
            unit.kind != "country"
            or words[i - 1] not in _VOICING | {"that"}
            or _VOICING.isdisjoint(words[:i])
        ):
            continue
        if words[i + 1] in ("'s", "’s") and set(words[i + 2 : i + 4]) & _STANCES or words[i + 1] in _ACTS:
            weights[unit.code] += 1.5
        return


def _deputed(before: Sequence[Unit], after: Sequence[Unit], weights: defaultdict[str, float]) -> None:
    """ "X on behalf of A", "X signed for A" and "A was represented by X" say outright whose X is."""
    signed = "signed" in {u.lower for u in before[-12:]}
    closed = len(after) > 2 and after[2].lower in ("and", ",", ".", ";", "while")
    if (
        (signed or closed)
        and [u.lower for u in after[:1]] == ["for"]
        and len(after) > 1
        and after[1].kind == "country"
    ):
        weights[after[1].code] += (
            4.0  # "A signed for Chad and B for Peru", "co-chaired by A for Chad and B for Peru"
        )
    _heads_delegation(after[:_NEAR], weights)
    words = [u.lower for u in after[:_NEAR]]
    for i, word in enumerate(words[:-2]):
        if word in (".", ";") or word == "," and i:
            break
        if word == "signed" and words[i + 1] == "for" and after[i + 2].kind == "country":
            weights[after[i + 2].code] += 4.0
            break
        if word == "behalf" and words[i + 1] == "of" or word in _REPRESENTING:
            side = next((u for u in after[i + 1 : i + 5] if u.kind in _SIDES and u.code), None)
            if side is not None:
                weights[side.code] += 4.0
            break
    words = [u.lower for u in before[-4:]]
    if "represented" in words and "by" in words[-2:]:
        side = next((u for u in reversed(before[-6:]) if u.kind in _SIDES and u.code), None)
        if side is not None:
            weights[side.code] += 4.0


def _heads_delegation(after: Sequence[Unit], weights: defaultdict[str, float]) -> None:
    """ "X is leading a Kenyan delegation to Peru": X is of the delegation's country."""
    words = [u.lower for u in after]
    leads = next((i for i, w in enumerate(words[:4]) if w in _LEADING), None)
    if leads is None:
        return
    for land, what in pairwise(after[leads:]):
        if land.kind == "demonym" and what.lower in ("delegation", "team", "mission"):
            weights[land.code] += 3.0
