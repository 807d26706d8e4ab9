"""To which country an untagged office-holder belongs, weighed from where and beside whom the report names them.

A report says "Lao Prime Minister X" once and "Prime Minister Y" of its own side all along. Each cue adds to
a country's weight; the winner is taken only when it leads clearly. Weights were set by hand on families
p, w, s, r and x of the development set.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from communique.extract.paragraphs import ParagraphReading

if TYPE_CHECKING:
    from communique.extract.people import Person, PersonMention, Registry

_UNIQUE = frozenset(
    "President|Prime Minister|Minister of Foreign Affairs|King|General Secretary|Chancellor|Vice President|Crown Prince".split("|")
)
_MEETS = frozenset(
    "met meet meets meeting talks received receives receive hosted hosts welcomed counterpart talked conferred called invited "
    "spoke greeted held discussed call visited".split()
)
_TRAVELS = frozenset(
    "visit visits visiting visited travel travels traveled travelled trip arrive arrives arrived arriving tour leave leaves left fly flew go goes went".split()
)
_LISTED = frozenset({",", "and", ";", "as", "well", "the", "including", "also", "both", "&", "his", "its", "mr.", "ms.", "dr."})


def infer_countries(registry: Registry) -> None:
    """Give every person with posts and without a country the one that the cues favour."""
    for _ in range(2):  # what the first round finds is a cue for the second
        for person in registry.persons:
            if not person.country and person.posts:
                code = _best(registry, person)
                if code:
                    person.country, person.sure = code, False


def _best(registry: Registry, person: Person) -> str:
    weights: defaultdict[str, float] = defaultdict(float)
    _prior(registry, weights)
    for mention in registry.mentions:
        if mention.person is person and not registry.paragraphs[mention.paragraph].headline:
            _beside(registry, mention, weights)
            _around(registry, mention, weights)
            _abroad(registry.paragraphs[mention.paragraph], mention, weights)
    _rivals(registry, person, weights)
    ranked = sorted(weights.items(), key=lambda w: (-w[1], w[0]))
    return ranked[0][0] if ranked and ranked[0][1] > 0.3 else ""


def _prior(registry: Registry, weights: defaultdict[str, float]) -> None:
    """The report's home, and the countries it speaks of most."""
    if registry.home:
        weights[registry.home] += 1.5 if registry.home_sure else 0.9
    counted = Counter(
        u.code for r in registry.paragraphs for u in r.units if u.code and u.kind in ("country", "demonym", "city")
    )
    total = sum(counted.values()) or 1
    for code, n in counted.most_common(4):
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
    listed = [m for m in registry.mentions if m.paragraph == mention.paragraph and m.person is not mention.person]
    units = registry.paragraphs[mention.paragraph].units
    for other in listed:
        if not other.person.country:
            continue
        lo, hi = (other.last, mention.first) if other.first < mention.first else (mention.last, other.first)
        between = [u.lower for u in units[lo:hi]]
        if len(between) > 14:
            continue
        sure = 1.0 if other.person.sure else 0.4
        if all(b in _LISTED for b in between):
            weights[other.person.country] += 1.6 * sure
        elif set(between) & (_MEETS | {"with"}) and not set(between) & {".", ";"}:
            weights[other.person.country] -= 1.2 * sure


def _abroad(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who travels "to Morocco" is no Moroccan."""
    after = reading.units[mention.last : mention.last + 12]
    words = [u.lower for u in after]
    for i, unit in enumerate(after):
        if unit.text in (".", ";"):
            return
        if unit.kind in ("country", "city") and unit.code and set(words[:i]) & _TRAVELS:
            weights[unit.code] -= 2.0
            return


def _around(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """The side, country or city last named before the person in the sentence, or in its paragraph."""
    reading = registry.paragraphs[mention.paragraph]
    token = reading.units[mention.first].first
    begin = next((a for a, b in reading.sentences if a <= token < b), 0)
    before = [u for u in reading.units[: mention.first] if u.code and u.kind in ("country", "demonym", "city", "region")]
    inside = [u for u in before if u.first >= begin]
    if inside:
        last = inside[-1]
        following = {u.lower for u in reading.units if last.last <= u.first <= last.last + 1}
        side = following & {"side", "delegation", "delegates", "team"}
        near = token - last.last < 8
        leads = not any(m.paragraph == mention.paragraph and begin <= reading.units[m.first].first < token for m in registry.mentions)
        weights[last.code] += 3.0 if side else 0.3 if leads else 1.2 if near else 0.9
    elif before:
        weights[before[-1].code] += 0.4
    tail = reading.units[mention.last : mention.last + 4]
    placed = next((u for u in tail[1:] if u.kind in ("country", "city") and u.code), None)
    if tail and tail[0].lower in ("in", "of") and placed is not None:
        weights[placed.code] += 1.5
    words = {u.lower for u in reading.units[: mention.first] if u.first >= begin}
    if words & {"accompanied", "comprising", "delegation", "entourage"} and not inside:
        visitor = registry.principals()[0]
        if visitor is not None and visitor is not mention.person:
            weights[visitor.country] += 1.5
    after = [u for u in reading.units[mention.last : mention.last + 9] if u.code and u.kind in ("city", "country")]
    if after and not any(u.text == "." for u in reading.units[mention.last : mention.last + 9]):
        weights[after[0].code] += 0.3

