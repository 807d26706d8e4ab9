"""On whose errand somebody comes, as a cue to his country: delegations, messages, invitations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from communique.extract.paragraphs import ParagraphReading
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import PersonMention, Registry
    from communique.extract.units import Unit

_MESSAGES = word_list("message_nouns")
_TRIPS = word_list("trip_nouns")
_GOVERNING = frozenset({"on", "with", "by", "to", "met", "received", "for", "of"})
COMPANY = frozenset(
    {"accompanied", "accompanying", "comprising", "delegation", "entourage", "joined", "flanked"}
)
#: Behind "delegation" where those who belong to it are told.
_TELLS_WHO = word_list("tells_who")


def opening(registry: Registry, paragraph: int) -> ParagraphReading:
    """The paragraph that opens the list in which a paragraph stands."""
    while paragraph > 0 and registry.paragraphs[paragraph].listed:
        paragraph -= 1
    return registry.paragraphs[paragraph]


def delegation_acts(units: Sequence[Unit]) -> bool:
    """ "The delegation will have an audience with X": whoever is named behind what a delegation does is none of it."""
    words = [u.lower for u in units]
    if COMPANY & set(words) != {"delegation"}:
        return False
    behind = words[len(words) - words[::-1].index("delegation") :][:1] if "delegation" in words else []
    return bool(behind) and behind[0].isalpha() and behind[0] not in _TELLS_WHO


def delegation(
    registry: Registry, mention: PersonMention, words: Collection[str], weights: defaultdict[str, float]
) -> None:
    """Who accompanies somebody comes from where that one comes from: the subject told of before, else the visitor."""
    if COMPANY.isdisjoint(words):
        return
    if registry.paragraphs[mention.paragraph].listed:
        before = acting(registry, registry.paragraphs.index(opening(registry, mention.paragraph)))
    else:
        before = [m for m in acting(registry, mention.paragraph) if m.last <= mention.first]
        told = any(n.posts and n.last <= mention.first for n in registry.described_in(mention.paragraph))
        if not before and told and not (COMPANY - {"joined", "flanked"}) & set(words):
            return  # "The Head of State was joined by X"
    if not before:
        before = acting(registry, mention.paragraph - 1)
    leading = before[0].person if before and {"he", "she", "whose"} & set(words) else registry.principals()[0]
    if leading is not None and leading is not mention.person and leading.country:
        weights[leading.country] += 2.0


def acting(registry: Registry, paragraph: int) -> list[PersonMention]:
    """The mentions of a paragraph that are no object ("by X", "with X", "received X")."""
    if paragraph < 0:
        return []
    units = registry.paragraphs[paragraph].units
    found = []
    for mention in registry.mentions_in(paragraph):
        before = [u.lower for u in units[max(0, mention.first - 3) : mention.first]]
        inviting = mention.first < 9 and "invitation" in {u.lower for u in units[: mention.first]}
        if not inviting and not set(before[-1:]) & _GOVERNING and before[-2:-1] != ["by"]:
            found.append(mention)
    return found


def _destinations(registry: Registry, mention: PersonMention) -> set[str]:
    """The countries to which the sentence before a mention goes on a visit."""
    reading = registry.paragraphs[mention.paragraph]
    begin, _ = reading.sentence_at(mention.first)
    units = [u for u in reading.units[: mention.first] if u.first >= begin]
    words = [u.lower for u in units]
    return {
        unit.code
        for i, unit in enumerate(units)
        if unit.kind in ("country", "city")
        and {"to", "in", "for"} & set(words[max(0, i - 2) : i])
        and not _TRIPS.isdisjoint(words[max(0, i - 6) : i + 6])
    }


def message(
    registry: Registry, mention: PersonMention, before: Sequence[str], weights: defaultdict[str, float]
) -> None:
    """A letter or an invitation is from the bearer's side; who travels at an invitation is of another side than who invites."""
    if before[-1:] == ["by"] and before[-2:-1] and before[-2] in word_list("bearing_words"):
        _bearer(registry, mention, weights)
    if before[-1:] not in (["from"], ["of"], ["to"], ["for"]) or _MESSAGES.isdisjoint(before):
        return
    named = [m for m in acting(registry, mention.paragraph) if m.last <= mention.first and m.person.country]
    if before[-1] in ("to", "for"):
        if before[-2] == "invitation" and named:
            taken = "received" in before  # "A received an invitation for President X", "A extended one to X"
            weights[named[0].person.country] += 2.0 if taken else -2.0
        return
    if "invitation" in before and {"at", "on", "upon"} & set(before[-4:]):
        for code in _destinations(registry, mention):
            weights[code] += 1.2
        if named:
            weights[named[0].person.country] -= 1.5
        if registry.home and (not named or named[0].person.country != registry.home):
            weights[registry.home] += 0.8
    elif named:
        weights[named[0].person.country] += 1.2
        for unit in registry.paragraphs[mention.paragraph].units[mention.last : mention.last + 8]:
            if unit.kind in ("country", "demonym"):
                weights[unit.code] -= 1.5  # a message from X "to the government and people of Palau"
                break
        weights[registry.home] -= 0.4
    else:
        visitor = registry.principals()[0]
        weights[registry.home] -= 0.8
        if visitor is not None and visitor is not mention.person:
            weights[visitor.country] += 0.8


def _bearer(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "a letter from President A, delivered by Minister B": B is of A's side."""
    reading = registry.paragraphs[mention.paragraph]
    for other in reversed(registry.mentions_in(mention.paragraph)):
        lead = {u.lower for u in reading.units[max(0, other.first - 4) : other.first]}
        if other.last <= mention.first and "from" in lead and other.person.country:
            weights[other.person.country] += 3.0
            return
