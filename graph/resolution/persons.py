"""Which persons of different reports are one.

A name alone joins only where it is full and nothing contradicts: one country, and posts that one person can
have. Another spelling or a short form needs a post or company in common, and no rival. What stays open is
kept apart and listed for review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from communique.graph.resolution.forms import names_father, relation
from communique.graph.resolution.mentions import Naming, Person, is_single, share_post

Uncertain = list[tuple[Person, Person, str]]
_MOST_OPEN = 3  # open pairs that are listed for one person


def group_persons(found: Sequence[Naming]) -> tuple[list[Person], Uncertain]:
    """The persons behind the namings, and the pairs that may be one but are kept apart."""
    uncertain: Uncertain = []
    persons: list[Person] = []
    seats = _holders(found)
    for bucket in _by_letters(found):
        persons += _one_name(bucket, seats, uncertain)
    persons = _join(sorted(persons, key=lambda p: p.order), _variants, uncertain)
    persons = _join(sorted(persons, key=lambda p: p.order), _short_forms, uncertain)
    alive = {id(p) for p in persons}
    return persons, [u for u in uncertain if id(u[0]) in alive and id(u[1]) in alive]


def _by_letters(found: Sequence[Naming]) -> list[list[Naming]]:
    """Namings whose names are the same but for blanks, marks, hyphens and the order of words."""
    by_letters: dict[str, list[list[Naming]]] = defaultdict(list)
    for naming in found:
        groups = by_letters["".join(sorted("".join(naming.words)))]
        fitting = [g for g in groups if relation(g[0].words, naming.words) == "same"]
        (fitting[0] if fitting else _new(groups)).append(naming)
    return [group for key in sorted(by_letters) for group in by_letters[key]]


def _new(groups: list[list[Naming]]) -> list[Naming]:
    groups.append([])
    return groups[-1]


# one full name ------------------------------------------------------------------------------------------
def _one_name(bucket: list[Naming], seats: Seats, uncertain: Uncertain) -> list[Person]:
    """The persons who bear one name: by country, and within a country by posts that one person can have."""
    persons: list[Person] = []
    ordered = sorted(bucket, key=lambda n: (not n.entity.country, not n.posts, n.order))
    for naming in ordered:
        alone = Person([naming])
        fitting = [p for p in persons if _may_be(p, alone)]
        best = _closest(fitting, alone) if len(fitting) > 1 else fitting
        if len(best) == 1:
            best[0].join(alone)
        else:
            persons.append(alone)
    persons = _without_slips(persons, seats)
    for i, a in enumerate(persons):
        uncertain += [(a, b, _why_apart(a, b)) for b in persons[i + 1 : i + 1 + _MOST_OPEN]]
    return persons


Seats = dict[tuple[str, str], set[str]]


def _holders(found: Sequence[Naming]) -> Seats:
    """The names of those who are given a seat that has one holder, by title and country."""
    seats: Seats = defaultdict(set)
    for naming in found:
        for post in naming.posts:
            if post.country and is_single(post.role):
                seats[post.role, post.country].add("".join(naming.words))
    return seats


def _without_slips(persons: list[Person], seats: Seats) -> list[Person]:
    """Join a name to its bearer in another country where the country is a report's or reader's slip.

    It is one where the same full name has the same title in both, but that seat of the other country is given
    to somebody else too, or the same people are met in both.
    """
    ranked = sorted(persons, key=lambda p: (-len(p.articles), p.identity))
    kept: list[Person] = []
    for person in ranked:
        bearers = [p for p in kept if _is_slip(p, person, seats)]
        if len(bearers) == 1:
            bearers[0].join(person)
        else:
            kept.append(person)
    return kept


def _is_slip(bearer: Person, other: Person, seats: Seats) -> bool:
    if (
        min(len(form) for form in other.forms) < 2
        or not other.countries
        or bearer.countries & other.countries
    ):
        return False
    titles = {p.role for p in bearer.posts if p.country} & {p.role for p in other.posts if p.country}
    own = {"".join(form) for form in other.forms}
    taken = any(seats[p.role, p.country] - own for p in other.posts if p.role in titles and is_single(p.role))
    return bool(titles) and (taken or bool(bearer.company & other.company))


def _may_be(person: Person, one: Person) -> bool:
    """Whether nothing speaks against a naming being this person's."""
    if one.countries and person.countries and not one.countries & person.countries:
        return False
    if len(next(iter(one.forms))) == 1 and not share_post(person.posts, one.posts):
        return False
    return _careers_agree(person, one)


def _careers_agree(a: Person, b: Person) -> bool:
    """Whether one person can have the posts of both: one in common, or both those of a state's leadership."""
    if not a.posts or not b.posts or share_post(a.posts, b.posts):
        return True
    lesser_a, lesser_b = all(p.lesser for p in a.posts), all(p.lesser for p in b.posts)
    return not lesser_a and not lesser_b and (bool(a.countries & b.countries) or bool(a.company & b.company))


def _closest(fitting: list[Person], one: Person) -> list[Person]:
    """Those that share a post with the naming, else those that share company; all of them if none does."""
    for near in (
        [p for p in fitting if share_post(p.posts, one.posts)],
        [p for p in fitting if p.company & one.company],
    ):
        if near:
            return near
    return fitting


def _why_apart(a: Person, b: Person) -> str:
    if a.countries and b.countries and not a.countries & b.countries:
        return "the same name in two countries"
    return "the same name with posts that one person seldom has"


# other spellings and short forms ------------------------------------------------------------------------
Rule = Callable[[Person, Person], bool | None]


def _join(persons: list[Person], rule: Rule, uncertain: Uncertain) -> list[Person]:
    """Join each person to the one fuller or earlier that the rule finds; None from the rule means perhaps."""
    kept: list[Person] = []
    by_word: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        near = _sharing_words(person, by_word)
        verdicts = [(p, rule(p, person)) for p in near]
        sure = [p for p, verdict in verdicts if verdict]
        if len(sure) == 1:
            sure[0].join(person)
            _enter(sure[0], by_word)
            continue
        kept.append(person)
        _enter(person, by_word)
        open_ = sure or [p for p, verdict in verdicts if verdict is None]
        uncertain += [(p, person, "one name may be a form of the other") for p in open_[:_MOST_OPEN]]
    return kept


def _keys(person: Person) -> set[str]:
    """Under what a person is looked for: each word's first three letters."""
    return {w[:3] for form in person.forms for w in form if len(w) > 1}


def _enter(person: Person, by_word: dict[str, list[Person]]) -> None:
    for key in _keys(person):
        if not any(p is person for p in by_word[key]):
            by_word[key].append(person)


def _sharing_words(person: Person, by_word: dict[str, list[Person]]) -> Iterable[Person]:
    near = {id(p): p for key in _keys(person) for p in by_word[key]}
    return sorted(near.values(), key=lambda p: p.order)


def _variants(a: Person, b: Person) -> bool | None:
    """Two spellings: the same country or body, a post or company in common, and never both in one report."""
    return _judge(a, b, "variant")


def _short_forms(a: Person, b: Person) -> bool | None:
    """A short form of a fuller name, under the same conditions."""
    return _judge(a, b, "part")


def _judge(a: Person, b: Person, wanted: str) -> bool | None:
    if a.articles & b.articles or not any(relation(x, y) == wanted for x in a.forms for y in b.forms):
        return False
    if a.countries and b.countries and not a.countries & b.countries:
        return False
    if share_post(a.posts, b.posts):
        return True
    if wanted == "part" and all(names_father(f) for f in (*a.forms, *b.forms)) and _careers_agree(a, b):
        return True  # a name with the father's says enough without the family's
    if _near_company(a, b) and _careers_agree(a, b) and a.countries & b.countries:
        return True
    return None if a.countries & b.countries or not a.countries or not b.countries else False


def _near_company(a: Person, b: Person) -> bool:
    """Whether two reports of the same weeks name both in the company of the same person."""
    return any(
        x.company & y.company and x.date and y.date and x.date[:7] == y.date[:7]
        for x in a.namings
        for y in b.namings
    )
