"""To which country an untagged office-holder belongs, weighed from where and beside whom the report names them.

A report says "Lao Prime Minister X" once and "Prime Minister Y" of its own side all along. Each cue adds to
a country's weight; the winner is taken only when it leads clearly. Weights were set by hand on families
p, w, s, r and x of the development set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.lexicon import table
from communique.extract.paragraphs import ParagraphReading

if TYPE_CHECKING:
    from communique.extract.people import Person, PersonMention, Registry
    from communique.extract.units import Unit

_UNIQUE = frozenset(
    "President|Prime Minister|Minister of Foreign Affairs|King|General Secretary|Chancellor|Vice President|Crown Prince".split(
        "|"
    )
)
_MEETS = frozenset(
    "met meet meets meeting talks received receives receive hosted hosts welcomed counterpart talked conferred called invited "
    "spoke greeted held discussed call visited".split()
)
_TRAVELS = frozenset(
    "visit visits visiting visited travel travels traveled travelled trip arrive arrives arrived arriving tour leave leaves left fly flew go goes went".split()
)
#: Mentions of one person that are weighed; more say nothing new.
_MOST = 40
_LISTED = frozenset(
    {
        ",",
        "and",
        ";",
        "as",
        "well",
        "the",
        "now",
        "including",
        "also",
        "both",
        "&",
        "his",
        "its",
        "mr.",
        "ms.",
        "dr.",
    }
)


def infer_countries(registry: Registry) -> None:
    """Give every person with posts and without a country the one that the cues favour."""
    while True:  # the clearest case first: what it settles is a cue for the others
        scored = [(*_best(registry, p), p) for p in registry.persons if p.posts and not p.country]
        settled = [s for s in scored if s[1]]
        if not settled:
            break
        settled.sort(key=lambda s: (-s[0], s[2].name))
        for _, code, person in settled[: max(1, len(settled) // 40)]:  # several a round in a long report
            person.country, person.sure = code, False
    for person in registry.persons:
        if person.posts and not person.country:
            person.country = _least_bad(registry, person)


def _best(registry: Registry, person: Person) -> tuple[float, str]:
    """The country with the most weight and its lead over the next; no country where too little speaks for any."""
    ranked = sorted(_weights(registry, person).items(), key=lambda w: (-w[1], w[0]))
    if not ranked or ranked[0][1] <= 0.3:
        return 0.0, ""
    return ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0), ranked[0][0]


def _least_bad(registry: Registry, person: Person) -> str:
    """The home, unless what the report says of the person speaks against it more than against another country."""
    weights = _weights(registry, person)
    if weights[registry.home] > -4.0:
        return registry.home
    return max(sorted(weights), key=lambda code: weights[code])


def _weights(registry: Registry, person: Person) -> defaultdict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    _prior(registry, weights)
    for mention in registry.mentions_of(person)[:_MOST]:
        if not registry.paragraphs[mention.paragraph].headline:
            _beside(registry, mention, weights)
            _around(registry, mention, weights)
            _abroad(registry.paragraphs[mention.paragraph], mention, weights)
    _rivals(registry, person, weights)
    _titles(person, weights)
    return weights


@cache
def _typical() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in table("role_countries.tsv"):
        found[row["role"]].append((row["country"], float(row["weight"])))
    return found


def _titles(person: Person, weights: defaultdict[str, float]) -> None:
    """A title that few countries use speaks for them."""
    for role in {h.post.role for h in person.posts}:
        for code, weight in _typical().get(role, ()):
            if code in weights:
                weights[code] += weight


def _prior(registry: Registry, weights: defaultdict[str, float]) -> None:
    """The report's home, and the countries it speaks of most."""
    if registry.home:
        weights[registry.home] += 1.6 if registry.home_sure else 0.9
    total = sum(registry.spoken_of.values()) or 1
    for code, n in registry.spoken_of.items():
        weights[code] += n / total


def _rivals(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """A post that one country has once is taken there by whoever the report plainly gives it to."""
    mine = {h.post.role for h in person.posts if h.post.status == "actual"} & _UNIQUE
    for other in registry.persons:
        if other is person or not other.country:
            continue
        if mine & {h.post.role for h in other.posts if h.post.status == "actual"}:
            weights[other.country] -= 2.5 if other.sure else 0.8


def _beside(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Persons named before and after in one list are of one side; across "met" or "with" of different sides."""
    listed = [m for m in registry.mentions_in(mention.paragraph) if m.person is not mention.person]
    units = registry.paragraphs[mention.paragraph].units
    for other in listed:
        if not other.person.country:
            continue
        lo, hi = (other.last, mention.first) if other.first < mention.first else (mention.last, other.first)
        between = [u.lower for u in units[lo:hi]]
        if len(between) > 14:
            continue
        sure = 1.0 if other.person.sure else 0.4
        if _opposed(mention, other) and len(between) < 6:
            weights[other.person.country] -= 2.5
            continue
        if "counterpart" in (other.naming.relation, mention.naming.relation) and len(between) < 4:
            weights[other.person.country] -= 3.0
        elif (
            all(b in _LISTED for b in between)
            or "and" in between[:2]
            and all(b in _LISTED or b == "with" for b in between)
        ):
            weights[other.person.country] += 2.0 * sure
        elif set(between) & (_MEETS | {"with"}) and not set(between) & {".", ";"}:
            weights[other.person.country] -= 2.0 * (1.0 if other.person.sure else 0.8)
        elif set(between) & {"regards", "greetings", "letter", "message", "invitation"}:
            weights[other.person.country] -= 1.5 * sure


def _opposed(a: PersonMention, b: PersonMention) -> bool:
    """Two holders of one post, or a "visiting" one beside another, are of two countries."""
    roles = {h.post.role for h in a.person.posts} & {h.post.role for h in b.person.posts}
    parts = [u.lower for m in (a, b) for post in m.naming.posts for u in post.parts]
    return bool(roles & _UNIQUE) or "visiting" in parts


def _abroad(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who travels "to Morocco" is no Moroccan."""
    after = reading.units[mention.last : mention.last + 12]
    words = [u.lower for u in after]
    gone: set[str] = set()
    leading = {u.lower for u in reading.units[max(0, mention.first - 5) : mention.first]}
    for i, unit in enumerate(after):
        if unit.text in (".", ";"):
            return
        if (
            unit.kind in ("country", "city")
            and unit.code
            and unit.code not in gone
            and (set(words[:i]) & _TRAVELS or leading & {"visit", "trip", "tour"} and words[0] == "to")
        ):
            weights[unit.code] -= 2.0
            gone.add(unit.code)


def _paired(before: Sequence[Unit]) -> bool:
    """ "Latvia and Moldova": two countries in one breath say nothing of either."""
    return len(before) > 1 and before[-1].first - before[-2].last <= 1


def _met(reading: ParagraphReading, mention: PersonMention, begin: int) -> bool:
    """Whether the sentence meets, sees or is received by the person."""
    words = [u.lower for u in reading.units[: mention.first] if u.first >= begin]
    return bool(set(words[-14:]) & _MEETS) and bool(
        set(words[-4:]) & {"with", "by", "on", "met", "meet", "meets", "to", "and", "president", "presented"}
    )


def _around(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """The side, country or city last named before the person in the sentence, or in its paragraph."""
    reading = registry.paragraphs[mention.paragraph]
    token = reading.units[mention.first].first
    begin = next((a for a, b in reading.sentences if a <= token < b), 0)
    before = [
        u
        for u in reading.units[: mention.first]
        if u.code and u.kind in ("country", "demonym", "city", "region", "party")
    ]
    inside = [u for u in before if u.first >= begin]
    if inside:
        last = inside[-1]
        following = {u.lower for u in reading.units if last.last <= u.first <= last.last + 1}
        side = following & {"side", "delegation", "delegates", "team", "party"}
        near = token - last.last < 8 and not _paired(before)
        placed = last.kind == "city" and reading.units[reading.units.index(last) - 1].lower == "in" and near
        leads = not any(
            begin <= reading.units[m.first].first < token for m in registry.mentions_in(mention.paragraph)
        )
        known = registry.spoken_of[last.code] > 1 or last.kind == "city" or side
        weights[last.code] += (1.0 if known else 0.4) * (
            3.0 if side else 0.3 if leads else 2.0 if placed else 1.2 if near else 0.7
        )
    elif before:
        weights[before[-1].code] += 0.4
    if registry.place and registry.place != registry.home and not inside and _met(reading, mention, begin):
        weights[registry.place] += 1.3
        weights[registry.home] -= 0.8
    tail = reading.units[mention.last : mention.last + 4]
    where = next((u for u in tail[1:] if u.kind in ("country", "city") and u.code), None)
    if tail and tail[0].lower in ("in", "of") and where is not None:
        weights[where.code] += 1.5
    words = {u.lower for u in reading.units[: mention.first] if u.first >= begin}
    if words & {"accompanied", "comprising", "delegation", "entourage"} and not inside:
        visitor = registry.principals()[0]
        if visitor is not None and visitor is not mention.person:
            weights[visitor.country] += 1.5
    words_before = [u.lower for u in reading.units[: mention.first] if u.first >= begin][-6:]
    if set(words_before) & {"invitation", "letter", "message", "greetings", "regards"} and words_before[
        -1:
    ] in (
        ["from"],
        ["of"],
    ):
        for other in registry.mentions_in(mention.paragraph):
            if other.last <= mention.first and other.person.country:
                weights[other.person.country] += 1.2
                weights[registry.home] -= 0.4
                break
    after = [
        u for u in reading.units[mention.last : mention.last + 9] if u.code and u.kind in ("city", "country")
    ]
    if after and reading.units[reading.units.index(after[0]) - 1].lower in ("in", "of"):
        weights[after[0].code] += 0.3
