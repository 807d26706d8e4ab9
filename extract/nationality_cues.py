"""What a report says around one mention of a person that tells for or against a country: company, messages, places.

Each cue adds to a country's weight or takes from it; ``nationality`` adds them up. Cues of travel are in
``travel_cues``, of who stands beside whom in ``company``, of who speaks for a country in ``spokesmanship``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.accreditation import credentials
from communique.extract.address_forms import form_at, with_address
from communique.extract.company import beside, own_first
from communique.extract.errands import COMPANY, acting, delegation, delegation_acts, message, opening
from communique.extract.houses import at_house
from communique.extract.paragraphs import ParagraphReading
from communique.extract.retinue import accompanies
from communique.extract.spokesmanship import speaks_for
from communique.extract.travel_cues import abroad, on_visit
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import PersonMention, Registry
    from communique.extract.units import Unit

_MEETS = word_list("meeting_words")
_NAMED = ("country", "demonym", "city", "region", "party")
_OPPOSITES = frozenset({"counterpart", "colleague", "opposite", "host", "guest"})
#: "senior Israelis who attended include A and B", "Chinese officials including C".
_PEOPLE = word_list("people_of_a_side")
_INCLUDING = frozenset({"include", "includes", "included", "including", "namely", "comprised"})
_GREETINGS = frozenset({"welcome", "welcomed", "welcomes", "reception", "arrival", "visit"})
_TRIPS = word_list("trip_nouns")
_VOICING = word_list("voicing_verbs")
_HOSTING = frozenset({"received", "hosted", "welcomed", "greeted", "receives", "hosts", "welcomes"})
#: What a form of address and "the" before a title without a country weigh for the home: of a prince, of a minister.
_BARE_STYLE, _BARE_FORM = 2.5, 1.0
#: Prepositions before an object: a country named just before is that of what it stands in.
_OBJECTS = frozenset({"against", "under", "of", "between", "behind"})


def hear(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Add what speaks around a mention for and against countries (ISO codes) to ``weights``."""
    reading = registry.paragraphs[mention.paragraph]
    beside(registry, mention, weights)
    own_first(registry, mention, weights)
    accompanies(registry, mention, weights)
    _around(registry, mention, weights)
    abroad(registry, mention, weights)
    credentials(reading, mention, weights)
    _facing(reading, mention, weights)
    on_visit(registry, mention, weights)
    _introduced(registry, reading, mention, weights)
    _described_as_met(registry, reading, mention, weights)
    speaks_for(registry, mention, weights)
    at_house(registry, mention, weights)
    _in_town(reading, mention, weights)
    _listed_under(reading, mention, weights)
    _called_at_home(registry, mention, weights)
    _spoken_for(reading, mention, weights)
    _told_apart(reading, mention, weights)


def _called_at_home(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "His Highness the Crown Prince A": whose prince he is need not be said at home."""
    units = registry.paragraphs[mention.paragraph].units
    begin = with_address(units, mention.first, ())
    if registry.home and begin < mention.first - 1 and units[mention.first - 1].text == "the":
        weights[registry.home] += _BARE_FORM if form_at(units[begin]) == "excellency" else _BARE_STYLE


def _told_apart(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "Former President X and former President of Ghana Y": X, whose country is not told, is none of Y's."""
    mine = {p.role for p in mention.naming.posts if not p.country and not p.body}
    behind = next((n for n in reading.namings if n.first >= mention.last), None) if mine else None
    if behind is None or not any(p.role in mine and p.country and not p.body for p in behind.posts):
        return
    between = {u.lower for u in reading.units[mention.last : behind.first]}
    if "and" in between and between <= {",", "and", "the", "former", "by"}:
        weights[behind.posts[0].country] -= 2.5


def _spoken_for(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "Eswatini was represented by X, Lesotho by Y and Mauritius by Z": each of the country before "by"."""
    before = reading.units[max(0, mention.first - 2) : mention.first]
    if len(before) == 2 and before[1].lower == "by" and before[0].kind == "country":
        weights[before[0].code] += 5.0


def _listed_under(
    reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]
) -> None:
    """ "Kingdom of Eswatini: Hon. X, Minister of Trade": a list of those present, each behind his country."""
    units = reading.units
    for i in range(mention.first - 1, 0, -1):
        if units[i].text == "." and units[i - 1].kind != "num":
            return
        if units[i].text == ":" and units[i - 1].kind in ("country", "demonym"):
            opens = i < 2 or units[i - 2].kind in ("mark", "num")
            weights[units[i - 1].code] += 5.0 if opens and not units[i - 1].text.isupper() else 1.0
            return


def _in_town(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "In Arequipa he met Mayor X": a mayor is of the city that the sentence names before."""
    if not any(p.kind == "local" and not p.body for p in mention.naming.posts):
        return
    begin, _ = reading.sentence_at(mention.first)
    cities = [u for u in reading.units[: mention.first] if u.first >= begin and u.kind == "city" and u.code]
    for city in cities[-1:]:
        weights[city.code] += 2.0


def _facing(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who meets "his Chinese counterpart" is no Chinese."""
    before = [u for u in reading.units[max(0, mention.first - 3) : mention.first] if u.text != ","]
    if len(before) > 1 and before[-1].lower in _OPPOSITES and before[-2].kind == "demonym":
        told = reading.units[mention.last : mention.last + 1]
        acts = bool(told) and told[0].kind == "low" and told[0].lower not in word_list("apposition_ends")
        apart = (
            acts and reading.units[mention.first - 1].text == ","
        )  # "with his Chinese counterpart, X said"
        weights[before[-2].code] += -2.5 if apart else 2.5  # "his Chinese counterpart, Foreign Minister X"
    after = reading.units[mention.last : mention.last + 16]
    for i, unit in enumerate(after[1:-1], 1):
        if unit.text in (".", ";"):
            return
        if (
            unit.kind == "demonym"
            and after[i - 1].lower in ("his", "her", "and", "with", "visiting")
            and after[i + 1].lower in _OPPOSITES
        ):
            weights[unit.code] -= 2.5


def _introduced(
    registry: Registry, reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]
) -> None:
    """What the words right before a name say outright: "the country's minister X", "appointed to Peru by X", "seen off by X"."""
    units = reading.units[max(0, mention.first - 12) : mention.first]
    words = [u.lower for u in units]
    while words and words[-1] in ("the", "then", "his", "her"):
        words.pop()
    if words[-2:] in (["country", "'s"], ["country", "’s"], ["nation", "'s"], ["nation", "’s"]):
        owner = next(
            (u for u in reversed(reading.units[: mention.first]) if u.kind == "country" and u.code), None
        )
        if owner is not None:
            weights[owner.code] += 3.0
    if words[-1:] != ["by"]:
        return
    if words[-3:-1] == ["seen", "off"]:
        leader = next(
            (m.person for m in acting(registry, mention.paragraph) if m.last <= mention.first), None
        )
        leader = leader or registry.principals()[0]
        if leader is not None and leader is not mention.person and leader.country:
            weights[leader.country] += 2.0
    elif {"appointed", "named", "sent", "nominated"} & set(words):
        to = [
            u for a, u in zip(words, units[1:], strict=False) if a == "to" and u.kind == "country" and u.code
        ]
        for unit in to[-1:]:
            weights[unit.code] -= 2.5


def _described_as_met(
    registry: Registry, reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]
) -> None:
    """Who meets "the Peruvian president" or whom "the President of Peru" receives is no Peruvian."""
    begin, end = reading.sentence_at(mention.first)
    named = registry.mentions_in(mention.paragraph)
    for post in (p for n in registry.described_in(mention.paragraph) for p in n.posts[:1]):
        if not post.country or post.kind not in ("state", "government", "minister", "royal"):
            continue
        if not begin <= reading.units[post.first].first < end:
            continue
        first, last = (post.last, mention.first) if post.first < mention.first else (mention.last, post.first)
        between = {u.lower for u in reading.units[first:last]}
        apart = any(first <= m.first < last for m in named)
        begun = min(post.first, mention.first)
        lead = [u.lower for u in reading.units[max(0, begun - 4) : begun]]
        talks = not _MEETS.isdisjoint(between) or "with" in lead and not _MEETS.isdisjoint(lead)
        if talks and not apart and last - first <= 16 and not between & {".", ";", "and"}:
            weights[post.country] -= 3.5


def _paired(before: Sequence[Unit]) -> bool:
    """ "Latvia and Moldova": two countries in one breath say nothing of either."""
    return len(before) > 1 and before[-1].first - before[-2].last <= 1


def _met(reading: ParagraphReading, mention: PersonMention, begin: int) -> bool:
    """Whether the sentence meets, sees or is received by the person."""
    words = [u.lower for u in reading.units[: mention.first] if u.first >= begin]
    return not _MEETS.isdisjoint(words[-14:]) and not word_list("before_met").isdisjoint(words[-4:])


def _around(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """What the sentence says around the person."""
    reading = registry.paragraphs[mention.paragraph]
    begin, _ = reading.sentence_at(mention.first)
    sentence = [u for u in reading.units[: mention.first] if u.first >= begin]
    named = [u for u in sentence if u.code and u.kind in _NAMED]
    if named:
        _last_named(registry, mention, begin, named, weights)
    else:
        before = [i for i, u in enumerate(reading.units[: mention.first]) if u.code and u.kind in _NAMED]
        if before:
            weights[reading.units[before[-1]].code] += 0.4
        titled = {i for n in reading.namings for post in n.posts for i in range(post.first, post.last)}
        at = next((i for i in reversed(before) if i not in titled), None)
        place = (
            registry.place if at is None else reading.units[at].code
        )  # "the Peruvian envoy met X": no place
        if place and place != registry.home and _met(reading, mention, begin):
            weights[place] += 1.3
            weights[registry.home] -= 0.8
        intro = opening(registry, mention.paragraph).units if reading.listed else _after_a_meeting(sentence)
        if not delegation_acts(intro):
            delegation(registry, mention, {u.lower for u in intro}, weights)
    message(registry, mention, [u.lower for u in sentence[-6:]], weights)
    _located(reading, mention, weights)


def _after_a_meeting(sentence: Sequence[Unit]) -> Sequence[Unit]:
    """What follows the last "met" or "called on": whoever came with somebody before it is told of no more."""
    last = max((i for i, u in enumerate(sentence) if u.lower in _MEETS), default=-1)
    return sentence[last + 1 :]


def _last_named(
    registry: Registry,
    mention: PersonMention,
    begin: int,
    named: Sequence[Unit],
    weights: defaultdict[str, float],
) -> None:
    """The side, country or city last named before the person in the sentence."""
    reading, last = registry.paragraphs[mention.paragraph], named[-1]
    token = reading.units[mention.first].first
    if reading.word_before(mention.first) in word_list("addressing_verbs"):
        return  # "the Peruvian minister thanked X"
    if last.kind == "city" and any(u.lower == "sidelines" for u in reading.units[: mention.first]):
        return  # "on the sidelines of the General Assembly in New York, X met"
    side = _names_a_side(reading, last)
    near = token - last.last < 8 and not _paired(named)
    at = reading.units.index(last)
    where = [u.lower for u in reading.units[at + 1 : at + 4] if u.text != ","][:1] == ["where"]
    trip = not _TRIPS.isdisjoint(u.lower for u in reading.units[at : mention.first])
    placed = last.kind == "city" and at > 0 and reading.units[at - 1].lower == "in" and near and not trip
    placed = placed or where and last.kind in ("city", "country")
    mentions = registry.mentions_in(mention.paragraph)
    leads = not any(begin <= reading.units[m.first].first < token for m in mentions)
    leading = reading.word_before(mention.first)
    hosts = reading.units[mention.last : mention.last + 1]
    fronted = placed and leads and bool(hosts) and hosts[0].lower in _HOSTING  # "In Quito, X received her"
    received = fronted or placed and leading in ("by", "with")
    object_ = leading in _MEETS | {"with", "by"}
    visited = reading.units[at - 1].lower in ("to", "in")
    company = any(begin <= u.first < token and u.lower in COMPANY for u in reading.units)
    toured = bool(
        _TRIPS & {u.lower for u in reading.units[max(0, at - 5) : at]}
    )  # "during his visit to X he met Y"
    received = received or (leads or toured) and object_ and visited and not company
    known = registry.spoken_of[last.code] > 1 or last.kind == "city" or side or received
    governed = near and not visited and reading.units[mention.first - 1].lower in _OBJECTS
    how = (
        0.2
        if _quoted(reading, mention)
        else 3.0
        if side
        else 2.0
        if received
        else 1.2
        if governed
        else 0.3
        if leads
        else 2.0
        if placed
        else 1.2
        if near
        else 0.7
    )
    weights[last.code] += (1.0 if known else 0.4) * how


def _names_a_side(reading: ParagraphReading, last: Unit) -> bool:
    """ "the Peruvian side", "senior Israelis including …", "Peru, represented by …": who follows is of that country."""
    following = [u.lower for u in reading.units if last.last <= u.first <= last.last + 1]
    if following == ["represented", "by"] or set(following) & {
        "side",
        "delegation",
        "delegates",
        "team",
        "party",
    }:
        return True
    near = {u.lower for u in reading.units if last.first <= u.first <= last.last + 2}
    people = last.kind == "demonym" and (last.text.endswith("s") or not _PEOPLE.isdisjoint(near))
    behind = {u.lower for u in reading.units if last.last <= u.first <= last.last + 5}
    return people and not _INCLUDING.isdisjoint(behind)


def _quoted(reading: ParagraphReading, mention: PersonMention) -> bool:
    """ "…, X said": who only voices what the sentence tells."""
    told = reading.units[mention.last : mention.last + 1]
    marked = mention.first > 0 and reading.units[mention.first - 1].text in (",", "”", '"')
    return marked and bool(told) and told[0].lower in _VOICING


def _located(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """A place behind the name: "the minister, X, of Peru", "X in Lima"."""
    tail = reading.units[mention.last : mention.last + 4]
    where = next((u for u in tail[1:] if u.kind in ("country", "city") and u.code), None)
    greeted = {u.lower for u in reading.units[max(0, mention.first - 4) : mention.first]} & _GREETINGS
    if tail and tail[0].lower in ("in", "of") and where is not None:
        weights[where.code] += -1.5 if greeted else 1.5  # "an unprecedented welcome for X in Bhutan"
    for i, unit in enumerate(reading.units[mention.last : mention.last + 9], mention.last):
        if unit.code and unit.kind in ("city", "country"):
            if reading.units[i - 1].lower in ("in", "of"):
                weights[unit.code] += 0.3
            return
