"""To which country an untagged office-holder belongs, weighed from where and beside whom the report names them.

A report says "Lao Prime Minister X" once and "Prime Minister Y" of its own side all along. Each cue adds to
a country's weight; the winner is taken only when it leads clearly. Weights were set by hand on families
p, w, s, r and x of the development set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from communique.extract.company import single_posts
from communique.extract.lexicon import table
from communique.extract.name_origin import spelling
from communique.extract.nationality_cues import hear

if TYPE_CHECKING:
    from communique.extract.people import Person, Registry

_ROUNDS = 4
#: Whoever's country leads by so much is settled without a look at the others.
_CLEAR = 1.0
_ROYAL = frozenset(
    {"King", "Queen", "Emir", "Sultan", "Crown Prince", "Crown Princess", "Emperor", "Empress"}
)
#: Mentions of one person that are weighed; more say nothing new.
_MOST = 40
#: Countries whose spelling a name is held against.
_CANDIDATES = 8
#: A title with this weight tells the country even where the report does not speak of it.
_TELLING = 4.0
#: In the table of titles: every country without a row of its own.
_ANY = "*"
#: Where all that is said of a country speaks against it by this much, the report leaves the country open.
_AGAINST = -0.5
#: Of the countries spoken of one is taken where the next is this far behind and no more than this speaks against it.
_PLAIN_LEAD, _LEAST = 2.5, -2.5
#: A country spoken of more than once is taken before a home that lies this far behind it.
_HOME_LEAD = 3.0
#: How well a name must fit the country it fits best to be heard at all, and to be heard fully.
_STRANGE, _FAMILIAR = 0.9, 0.6
#: What a unit of ``name_origin.spelling`` weighs.
_SPELLED = 3.0


def infer_countries(registry: Registry) -> None:
    """Give every person with posts and without a country the one that the cues favour."""
    while True:  # the clear cases first: what they settle is a cue for the others
        scored = [(*_best(registry, p), p) for p in registry.persons if p.posts and not p.country]
        settled = [s for s in scored if s[1]]
        if not settled:
            break
        settled.sort(key=lambda s: (-s[0], s[2].name))
        clear = sum(lead > _CLEAR for lead, _, _ in settled)
        for _, code, person in settled[: max(1, clear, len(settled) // 40)]:
            person.country, person.sure = code, False
    open_ = [p for p in registry.persons if p.posts and not p.country]
    for person in open_:
        person.country, person.sure = _least_bad(registry, person), False
    _reconsider(registry, [p for p in registry.persons if p.posts and not p.sure])


def _reconsider(registry: Registry, guessed: Sequence[Person]) -> None:
    """Weigh each guess again beside all others until none changes (iterated conditional modes, Besag 1986)."""
    for _ in range(_ROUNDS if len(guessed) > 1 else 0):  # a lone guess has heard the others already
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
    ranked = sorted(((w, c) for c, w in weights.items() if c in registry.spoken_of), reverse=True)
    if len(ranked) > 1 and ranked[0][0] > _LEAST and ranked[0][0] - ranked[1][0] > _PLAIN_LEAD:
        return ranked[0][1]
    spoken = [c for c in registry.spoken_of if c != registry.home]
    if len(spoken) == 1 and weights[registry.home] < 0 < weights[spoken[0]]:
        return spoken[0]  # of two countries the one that nothing speaks against
    if len(ranked) == 2 and ranked[1][0] < -1.0 < 0.0 < ranked[0][0]:
        return ranked[0][1]
    often = [(w, c) for w, c in ranked if registry.spoken_of[c] > 1]
    if often and often[0][0] - weights[registry.home] > _HOME_LEAD:
        return often[0][1]
    if weights[registry.home] > -4.0:
        return registry.home
    best = max(sorted(weights), key=lambda code: weights[code])
    return best if weights[best] > _AGAINST else ""


def _weights(registry: Registry, person: Person) -> defaultdict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    _prior(registry, weights)
    for mention in registry.mentions_of(person)[:_MOST]:
        if not registry.paragraphs[mention.paragraph].headline:
            hear(registry, mention, weights)
    _rivals(registry, person, weights)
    _thrones(registry, person, weights)
    _titles(person, weights)
    _described(registry, person, weights)
    _spelled(registry, person, weights)
    return weights


def _spelled(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """How the name is spelled, among the countries that the report speaks of."""
    ratios = spelling(person.name, _spoken(registry))
    if not ratios:
        return
    middle, best = sum(ratios.values()) / len(ratios), max(ratios.values())
    heard = min(1.0, max(0.0, (best + _STRANGE) / _FAMILIAR))  # a name that is strange to all says nothing
    for code, ratio in ratios.items():
        weights[code] += heard * _SPELLED * (ratio - middle)


def _spoken(registry: Registry) -> tuple[str, ...]:
    """The countries that the report speaks of more than in passing."""
    often = (c for c, n in registry.spoken_of.most_common(_CANDIDATES) if n > 0)
    return tuple(dict.fromkeys(c for c in (registry.home, *often) if c))


@cache
def _typical() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in table("role_countries.tsv"):
        found[row["role"]].append((row["country"], float(row["weight"])))
    return found


def _titles(person: Person, weights: defaultdict[str, float]) -> None:
    """A title that few countries use speaks for them."""
    for held in person.posts:
        printed = " ".join(u.text for u in held.post.parts if u.kind not in ("country", "demonym"))
        rows = dict(_telling(held.post.role, printed))
        for code, weight in rows.items():
            if (code in weights or weight >= _TELLING) and (weight > 0 or not held.post.body):
                weights[code] += weight
        for code in weights if rows.get(_ANY, 0.0) and not held.post.body else ():
            weights[code] += 0.0 if code in rows else rows[_ANY]  # no republic has a king


@lru_cache(maxsize=4096)
def _telling(title: str, printed: str) -> tuple[tuple[str, float], ...]:
    """The countries that a title speaks for or against, and how much; ``printed`` is the title as the report has it."""
    return tuple(
        row
        for role, rows in _typical().items()
        if role in (title, printed)
        or title.startswith(f"{role} for ")
        or (role.endswith("*") and title.startswith(role[:-1]))
        for row in rows
    )


def _described(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """Whom the report calls "the Thai foreign minister" once is no other than its foreign minister without a country."""
    mine = single_posts(person)
    if not mine:
        return
    held = {
        q.country
        for q in registry.persons
        if q is not person and q.country and q.sure and single_posts(q) & mine
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
    if registry.home:  # an agency also reports what others do among themselves
        at_home = registry.spoken_of[registry.home] > 0
        weights[registry.home] += (1.6 if registry.home_sure else 0.9) if at_home else 0.4
    total = sum(registry.spoken_of.values()) or 1
    for code, n in registry.spoken_of.items():
        weights[code] += n / total


def _thrones(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """A kingdom has no president and a republic no crown prince: who holds the one is not of the other's country."""
    mine = _regime(person)
    for other in registry.persons if mine else ():
        theirs = _regime(other) if other is not person and other.country else ""
        if theirs and mine != theirs and other.country != "AE":
            weights[other.country] -= 3.0 if other.sure else 1.0


def _regime(person: Person) -> str:
    """Whether a person holds a post of a monarchy or of a republic, empty for neither."""
    held = {h.post.role for h in person.posts if h.post.status == "actual" and not h.post.body}
    if held & _ROYAL:
        return "monarchy"
    return "republic" if "President" in held else ""


def _rivals(registry: Registry, person: Person, weights: defaultdict[str, float]) -> None:
    """A post that one country has once is taken there by whoever the report plainly gives it to."""
    mine = single_posts(person)
    for other in registry.persons if mine else ():
        if other is person or not other.country:
            continue
        if mine & single_posts(other):
            weights[other.country] -= 2.5 if other.sure else 0.8
