"""Where persons travel, as a cue to their country: who goes "to Morocco" is no Moroccan, who is visited there may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.extract.paragraphs import ParagraphReading
from communique.extract.triggers import trigger_words
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import PersonMention, Registry
    from communique.extract.units import Unit

_MEETS = word_list("meeting_words")
_TRIPS = word_list("trip_nouns")
_TRAVELS = word_list("travel_words")
#: Units behind a name within which a country is what its bearer's verb is about.
_DIRECT = 5
_SAYING = frozenset({"said", "says", "announced", "reported"})
#: How much more speaks against a country in which somebody is told to arrive for a visit.
_SETTLED = 5.0
_ARRIVING = frozenset({"arrived", "arrives", "arrive", "landed", "flew", "travelled", "traveled"})


def abroad(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who travels "to Morocco" is no Moroccan; who invites another there is one."""
    reading = registry.paragraphs[mention.paragraph]
    after = reading.units[mention.last : mention.last + 16]
    leading = [u.lower for u in reading.units[max(0, mention.first - 7) : mention.first]]
    inviter = (
        "invitation" in leading
        and leading[-1:] in (["from"], ["of"])
        or bool(after)
        and after[0].text in ("'s", "’s")
        and "invitation" in {u.lower for u in after[:4]}
    )
    gone: set[str] = set()
    for i, unit in enumerate(after):
        told = unit.text == "," and not _SAYING.isdisjoint(u.lower for u in after[i + 1 : i + 5])
        if unit.text in (".", ";") or told or unit.lower in ("as", "who", "which", "counterpart"):
            break
        there = unit.kind in ("country", "city") or after[i + 1 : i + 2] and after[i + 1].lower == "capital"
        named = after[i + 1 : i + 2] and after[i + 1].kind == "cap"  # "visited the Jamaica Primary School"
        if not there or not unit.code or unit.code in gone or named:
            continue
        words = {u.lower for u in after[:i]}
        if inviter or words & {"invited", "invites", "inviting"}:
            if "visit" in words:
                weights[unit.code] += 1.5
                break
        elif (
            0 < i < 4
            and after[i - 1].lower in trigger_words("visit", "departing")
            and "for" in {u.lower for u in after[i + 1 : i + 9]}
        ):
            weights[unit.code] += 2.5  # "X left Lesotho on Tuesday for a tour"
            gone.add(unit.code)
        elif (
            i < 5
            and words & {"is", "was"}
            and after[i - 1].lower == "in"
            and _TRIPS & _rest(reading, mention)
        ):
            weights[unit.code] -= 2.0  # "X is in Lomé for a state visit"
            gone.add(unit.code)
        elif {"during", "on"} & words and {"his", "her"} & words and _met_by(registry, mention):
            _on_whose_visit(registry, mention, unit.code, weights)
            gone.add(unit.code)
        elif mention.naming.relation == "counterpart" and {"his", "her"} & words:
            weights[unit.code] += 1.5  # "X and her counterpart Y, during her visit to Peru"
            gone.add(unit.code)
        elif i < 12 and (words & _TRAVELS or set(leading[-8:]) & _TRIPS and _next_to(after)):
            outright = i < _DIRECT and unit.kind == "country" and any(w.startswith("visit") for w in words)
            weights[unit.code] -= 4.0 if outright else 3.0 if i < _DIRECT else 2.0  # "X will visit Norway"
            weights[unit.code] -= _SETTLED if _arrives(registry, mention, i) else 0.0
            gone.add(unit.code)
    _to_land(reading, mention, weights)
    _travelled(reading, mention, weights)
    _fronted(reading, mention, weights)


def _arrives(registry: Registry, mention: PersonMention, i: int) -> bool:
    """ "X, yesterday, arrived in Peru for a state visit": a guest, and nobody else is named before the country at ``i``."""
    reading = registry.paragraphs[mention.paragraph]
    after = reading.units[mention.last : mention.last + i + 8]
    if after[i].kind != "country" or _ARRIVING.isdisjoint(u.lower for u in after[:i]):
        return False
    behind = [u.lower for u in after[i + 1 :]]
    errand = behind[:1] in (["for"], ["on"]) and not {"visit", "tour"}.isdisjoint(behind)
    others = (m for m in registry.mentions_in(mention.paragraph) if m.person is not mention.person)
    return errand and all(not mention.last <= m.first < mention.last + i for m in others)


def _to_land(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "the Kenya visit of X", "X's Kenya trip": X is no Kenyan."""
    before = reading.units[max(0, mention.first - 3) : mention.first]
    after = reading.units[mention.last : mention.last + 5]
    of = len(before) == 3 and before[-1].lower in ("of", "by") and before[1].lower in _TRIPS
    if of and before[0].kind in ("country", "city"):
        weights[before[0].code] -= 2.5
    for land, trip in pairwise(after):
        if after[0].lower in ("'s", "’s") and land.kind == "country" and trip.lower in _TRIPS:
            weights[land.code] -= 2.5


def on_visit(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "X, who is on a two-day state visit": X is none of the place that the report tells of."""
    after = [u.lower for u in registry.paragraphs[mention.paragraph].units[mention.last : mention.last + 9]]
    after = after[1:] if after[:1] == [","] else after
    if (
        after[:1] == ["who"]
        and {"on", "visiting"} & set(after[1:4])
        and not _TRIPS.isdisjoint({*after, "visit" if "visiting" in after else ""})
    ):
        weights[registry.place] -= 2.0
    here = [u.lower for u in registry.paragraphs[mention.paragraph].units[mention.last : mention.last + 14]]
    for i, word in enumerate(here[1:], 1):
        if word in (".", ";"):
            break
        if word in _TRIPS and here[i - 1] in ("his", "her") and here[i + 1 : i + 2] == ["here"]:
            weights[registry.place] -= 2.0
            break


def _next_to(after: Sequence[Unit]) -> bool:
    """Whether "to" is the first word behind a name but dates and commas ("the visit of X, from 2 to 3 May, to Y")."""
    plain = [
        u.lower
        for u in after[:7]
        if u.kind != "date" and u.text != "," and u.lower not in ("between", "from", "on")
    ]
    return plain[:1] == ["to"]


def _met_by(registry: Registry, mention: PersonMention) -> bool:
    """Whether somebody else acts on the person: "A met B", "A held talks with B", "A conferred an order on B"."""
    near = registry.paragraphs[mention.paragraph].word_before(mention.first)
    others = any(m.last <= mention.first for m in registry.mentions_in(mention.paragraph))
    return others and near in _MEETS | {"with", "by", "on", "received", "welcomed", "hosted"}


def _on_whose_visit(
    registry: Registry, mention: PersonMention, code: str, weights: defaultdict[str, float]
) -> None:
    """ "A met B during his visit to Kenya": B is at home there unless A is."""
    before = [m.person for m in registry.mentions_in(mention.paragraph) if m.last <= mention.first]
    if before and before[-1].country:
        weights[code] += -2.0 if before[-1].country == code else 2.0


def _rest(reading: ParagraphReading, mention: PersonMention) -> set[str]:
    """The words between a mention and the end of its sentence."""
    _, end = reading.sentence_at(mention.first)
    return {u.lower for u in reading.units[mention.last :] if u.first < end}


def _travelled(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """The "visit to Pretoria" of or by someone is none of a South African."""
    before = reading.units[max(0, mention.first - 14) : mention.first]
    words = [u.lower for u in before]
    if not words or words[-1] not in ("of", "by", "the", "then"):
        return
    for i in range(len(before) - 1, 1, -1):
        if before[i].text in (".", ";", ",") or words[i] in ("as", "when", "where", "while", "invitation"):
            return  # "a visit to A at the invitation of X" is none of X
        to = words[i - 1] == "to" and set(words[max(0, i - 4) : i]) & _TRIPS
        for_visit = words[i - 1] == "in" and words[i + 1 : i + 2] == ["for"] and set(words[i + 2 :]) & _TRIPS
        if before[i].kind in ("country", "city") and (to or for_visit):
            weights[before[i].code] -= 2.0
            return


def _fronted(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "During his official visit to Ashgabat, Minister X laid a wreath": who visits is none of the place."""
    begin, _ = reading.sentence_at(mention.first)
    units = [u for u in reading.units[: mention.first] if u.first >= begin]
    words = [u.lower for u in units]
    if (
        words[:1] not in (["during"], ["on"], ["in"], ["as"])
        or words[-1:] != [","]
        or "his" not in words[:4]
        and "her" not in words[:4]
    ):
        return
    named = any(
        n.run and reading.units[n.first].first >= begin and n.last <= mention.first for n in reading.namings
    )
    if named or _TRIPS.isdisjoint(words):
        return  # "During her visit to A, X met B, C": the comma before C is of a list
    for before, unit in zip(words, units[1:], strict=False):
        if before == "to" and unit.kind in ("country", "city") and unit.code:
            weights[unit.code] -= 2.0
            return
