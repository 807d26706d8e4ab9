"""To which country an untagged office-holder belongs, weighed from where and beside whom the report names them.

A report says "Lao Prime Minister X" once and "Prime Minister Y" of its own side all along. Each cue adds to
a country's weight; the winner is taken only when it leads clearly. Weights were set by hand on families
p, w, s, r and x of the development set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.lexicon import table
from communique.extract.name_origin import spelling
from communique.extract.paragraphs import ParagraphReading
from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import Person, PersonMention, Registry
    from communique.extract.units import Unit

_UNIQUE = frozenset(
    "President|Prime Minister|Minister of Foreign Affairs|King|General Secretary|Chancellor|Vice President|Crown Prince".split(
        "|"
    )
)
_MEETS = word_list("meeting_words")
_TRAVELS = word_list("travel_words")
_ROUNDS = 4
#: Mentions of one person that are weighed; more say nothing new.
_MOST = 40
#: What a unit of ``name_origin.spelling`` weighs.
_SPELLED = 1.5
#: Units between two mentions beyond which they are not weighed beside each other.
_REACH = 14
_NAMED = ("country", "demonym", "city", "region", "party")
_MESSAGES = word_list("message_nouns")
_TRIPS = word_list("trip_nouns")
_COMPANY = frozenset({"accompanied", "comprising", "delegation", "entourage"})
_JOINED = word_list("joined_words")
#: What two persons named together do as two sides.
_TOGETHER = word_list("joint_act_words")
_LISTED = word_list("list_words")


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
    open_ = [p for p in registry.persons if p.posts and not p.country]
    for person in open_:
        person.country, person.sure = _least_bad(registry, person), False
    _reconsider(registry, [p for p in registry.persons if p.posts and not p.sure])


def _reconsider(registry: Registry, guessed: Sequence[Person]) -> None:
    """Weigh each guess again beside all others until none changes (iterated conditional modes, Besag 1986)."""
    for _ in range(_ROUNDS):
        before = [p.country for p in guessed]
        for person in guessed:
            kept, person.country = person.country, ""
            person.country = _best(registry, person)[1] or kept
        if before == [p.country for p in guessed]:
            return


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
    _described(registry, person, weights)
    _spelled(registry, person, weights)
    return weights


def _spelled(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """How the name is spelled, among the countries that the report speaks of."""
    ratios = spelling(person.name, _spoken(registry))
    middle = sum(ratios.values()) / len(ratios) if ratios else 0.0
    for code, ratio in ratios.items():
        weights[code] += _SPELLED * (ratio - middle)


def _spoken(registry: Registry) -> tuple[str, ...]:
    """The countries that the report speaks of more than in passing."""
    often = (c for c, n in registry.spoken_of.items() if n > 1)
    return tuple(dict.fromkeys(c for c in (registry.home, *often) if c))


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


def _described(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """Whom the report calls "the Thai foreign minister" once is no other than its foreign minister without a country."""
    mine = _single_posts(person)
    held = {
        q.country
        for q in registry.persons
        if q is not person and q.country and q.sure and _single_posts(q) & mine
    }
    codes = {
        p.country
        for _, n in registry.described
        for p in n.posts
        if p.role in mine and not p.body and p.country
    }
    for code in codes - held:
        weights[code] += 1.5


def _prior(registry: Registry, weights: defaultdict[str, float]) -> None:
    """The report's home, and the countries it speaks of most."""
    if registry.home:
        weights[registry.home] += 1.6 if registry.home_sure else 0.9
    total = sum(registry.spoken_of.values()) or 1
    for code, n in registry.spoken_of.items():
        weights[code] += n / total


def _single_posts(person: Person) -> set[str]:
    """The posts of a person that a country has once; a president of a parliament or company is none of these."""
    return {h.post.role for h in person.posts if h.post.status == "actual" and not h.post.body} & _UNIQUE


def _rivals(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """A post that one country has once is taken there by whoever the report plainly gives it to."""
    mine = _single_posts(person)
    for other in registry.persons:
        if other is person or not other.country:
            continue
        if mine & _single_posts(other):
            weights[other.country] -= 2.5 if other.sure else 0.8


def _beside(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Persons named in one list are of one side; across "met" or "with", and in a message between them, of different sides."""
    units = registry.paragraphs[mention.paragraph].units
    for other in registry.mentions_in(mention.paragraph):
        if other.person is mention.person or not other.person.country:
            continue
        first, last = (other, mention) if other.first < mention.first else (mention, other)
        between = units[first.last : last.first]
        if len(between) <= _REACH:
            lead = {u.lower for u in units[max(0, first.first - 6) : first.first]}
            follow = [u.lower for u in units[last.last : last.last + 4]]
            weights[other.person.country] += _side(mention, other, between, lead, follow)


def _side(
    mention: PersonMention,
    other: PersonMention,
    between: Sequence[Unit],
    lead: set[str],
    follow: Sequence[str],
) -> float:
    """How much two persons named near each other are of one side (above zero) or of two."""
    words = [u.lower for u in between]
    sure = 1.0 if other.person.sure else 0.4
    if "now" in words and set(words) <= _LISTED:  # "President A and now President B"
        return 2.5 * sure
    if _opposed(mention, other) and len(words) < 6:
        return -2.5
    if set(words) <= _LISTED and _same_title(mention, other):
        return -2.5 if words == ["and"] else 0.0
    if "counterpart" in (other.naming.relation, mention.naming.relation) and len(words) < 4:
        return -3.0
    if set(words) & {".", ";"} and not all(w in _LISTED for w in words):
        return 0.0
    if set(words) & _JOINED:
        return 2.0 * sure
    if not _MESSAGES.isdisjoint(words):
        bearer = words[-1:] in (["from"], ["of"]) and not {"to", "and"} & set(words)
        return (1.5 if bearer else -1.5) * sure
    if words == ["to"] and lead & {"from", "of"}:
        return -1.5 * sure
    if words == [","] and lead >= {"invitation", "of"}:
        return -2.0
    if (
        all(w in _LISTED for w in words)
        or words[:1] == ["and"]
        and all(w in _LISTED or w == "with" for w in words)
    ):
        return (-2.0 if set(follow) & _TOGETHER else 2.0) * sure
    if words[:1] == ["and"] or words[:2] == [",", "and"]:  # "met A and, separately, with B"
        return 1.0 * sure if set(words) & (_MEETS | {"with"}) else 0.0
    if set(words) & (_MEETS | {"with"}) and not any(u.kind == "demonym" for u in between):
        return -2.0 * (1.0 if other.person.sure else 0.8)
    return 0.0


def _same_title(a: PersonMention, b: PersonMention) -> bool:
    """ "President A and President B", living or dead: a post that a country has once, for each of the two."""
    titles = [{p.role for p in m.naming.posts if not p.body} & _UNIQUE for m in (a, b)]
    return bool(titles[0] & titles[1])


def _opposed(a: PersonMention, b: PersonMention) -> bool:
    """Two holders of one post, or a "visiting" one beside another, are of two countries."""
    roles = _single_posts(a.person) & _single_posts(b.person)
    parts = [u.lower for m in (a, b) for post in m.naming.posts for u in post.parts]
    return bool(roles) or "visiting" in parts


def _abroad(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who travels "to Morocco" is no Moroccan; who invites another there is one."""
    after = reading.units[mention.last : mention.last + 16]
    leading = [u.lower for u in reading.units[max(0, mention.first - 7) : mention.first]]
    inviter = "invitation" in leading and leading[-1:] in (["from"], ["of"])
    gone: set[str] = set()
    for i, unit in enumerate(after):
        words = {u.lower for u in after[:i]}
        if unit.text in (".", ";") or unit.lower in ("as", "who", "which", "counterpart"):
            break
        there = unit.kind in ("country", "city") or after[i + 1 : i + 2] and after[i + 1].lower == "capital"
        if not there or not unit.code or unit.code in gone:
            continue
        if inviter or words & {"invited", "invites", "inviting"}:
            if "visit" in words:
                weights[unit.code] += 1.5
                break
        elif i < 12 and (words & _TRAVELS or set(leading[-5:]) & _TRIPS and after[0].lower == "to"):
            weights[unit.code] -= 2.0
            gone.add(unit.code)
    _travelled(reading, mention, weights)


def _travelled(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """The "visit to Pretoria" of or by someone is none of a South African."""
    before = reading.units[max(0, mention.first - 14) : mention.first]
    words = [u.lower for u in before]
    if not words or words[-1] not in ("of", "by", "the", "then"):
        return
    for i in range(len(before) - 1, 1, -1):
        if before[i].text in (".", ";", ",") or words[i] in ("as", "when", "where", "while"):
            return
        if (
            before[i].kind in ("country", "city")
            and words[i - 1] == "to"
            and set(words[max(0, i - 4) : i]) & _TRIPS
        ):
            weights[before[i].code] -= 2.0
            return


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
    """What the sentence says around the person."""
    reading = registry.paragraphs[mention.paragraph]
    token = reading.units[mention.first].first
    begin = next((a for a, b in reading.sentences if a <= token < b), 0)
    sentence = [u for u in reading.units[: mention.first] if u.first >= begin]
    named = [u for u in sentence if u.code and u.kind in _NAMED]
    if named:
        _last_named(registry, mention, begin, named, weights)
    else:
        before = [u for u in reading.units[: mention.first] if u.code and u.kind in _NAMED]
        if before:
            weights[before[-1].code] += 0.4
        place = before[-1].code if before else registry.place
        if place and place != registry.home and _met(reading, mention, begin):
            weights[place] += 1.3
            weights[registry.home] -= 0.8
        _delegation(registry, mention, {u.lower for u in sentence}, weights)
    _message(registry, mention, [u.lower for u in sentence[-6:]], weights)
    _located(reading, mention, weights)


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
    following = [u.lower for u in reading.units if last.last <= u.first <= last.last + 1]
    side = bool(
        set(following) & {"side", "delegation", "delegates", "team", "party"}
        or following == ["represented", "by"]
    )
    near = token - last.last < 8 and not _paired(named)
    placed = last.kind == "city" and reading.units[reading.units.index(last) - 1].lower == "in" and near
    mentions = registry.mentions_in(mention.paragraph)
    leads = not any(begin <= reading.units[m.first].first < token for m in mentions)
    known = registry.spoken_of[last.code] > 1 or last.kind == "city" or side
    received = placed and reading.units[mention.first - 1].lower in ("by", "with")
    how = 3.0 if side else 2.0 if received else 0.3 if leads else 2.0 if placed else 1.2 if near else 0.7
    weights[last.code] += (1.0 if known else 0.4) * how


def _located(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """A place behind the name: "the minister, X, of Peru", "X in Lima"."""
    tail = reading.units[mention.last : mention.last + 4]
    where = next((u for u in tail[1:] if u.kind in ("country", "city") and u.code), None)
    if tail and tail[0].lower in ("in", "of") and where is not None:
        weights[where.code] += 1.5
    for i, unit in enumerate(reading.units[mention.last : mention.last + 9], mention.last):
        if unit.code and unit.kind in ("city", "country"):
            if reading.units[i - 1].lower in ("in", "of"):
                weights[unit.code] += 0.3
            return


def _delegation(
    registry: Registry, mention: PersonMention, words: Collection[str], weights: defaultdict[str, float]
) -> None:
    """Who accompanies the visitor comes from where the visitor comes from."""
    visitor = registry.principals()[0]
    comes_along = not _COMPANY.isdisjoint(words)
    if comes_along and visitor is not None and visitor is not mention.person:
        weights[visitor.country] += 1.5


def _message(
    registry: Registry, mention: PersonMention, before: Sequence[str], weights: defaultdict[str, float]
) -> None:
    """A letter or an invitation is from the bearer's side; who travels at an invitation is of another side than who invites."""
    if before[-1:] not in (["from"], ["of"]) or _MESSAGES.isdisjoint(before):
        return
    units = registry.paragraphs[mention.paragraph].units
    named = [
        m
        for m in registry.mentions_in(mention.paragraph)
        if m.last <= mention.first
        and m.person.country
        and units[max(0, m.first - 1)].lower not in ("on", "with", "by", "to", "met", "received", "for")
    ]
    if "invitation" in before and {"at", "on", "upon"} & set(before[-4:]):
        if named:
            weights[named[0].person.country] -= 1.5
        if registry.home and (not named or named[0].person.country != registry.home):
            weights[registry.home] += 0.8
    elif named:
        weights[named[0].person.country] += 1.2
        weights[registry.home] -= 0.4
    else:
        visitor = registry.principals()[0]
        weights[registry.home] -= 0.8
        if visitor is not None and visitor is not mention.person:
            weights[visitor.country] += 0.8
