"""Ids of persons, and persons merged or split as somebody decided.

A subject of a decision is a person's id, a name's slug (``person/lam``), a name in one report
(``person/lam@REPORT``) or a claim (``claim/…``). An id that ends in a hash means whoever the claim of that
hash names now, so that decisions outlive changes of ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.graph.resolution.decisions import Decisions
from communique.graph.resolution.mentions import Naming, Person
from communique.ontology import slug

_HASH = 8


def give_ids(persons: Sequence[Person]) -> None:
    """Readable ids. Of namesakes the one in most reports keeps the name alone; the others add a hash."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        by_name[slug(person.name)].append(person)
    for name, bearers in by_name.items():
        ranked = sorted(bearers, key=lambda p: (-len(p.articles), p.identity))
        for number, person in enumerate(ranked):
            person.id = f"person/{name}" if number == 0 else f"person/{name}-{person.identity[:_HASH]}"


def apply_decisions(persons: Sequence[Person], decisions: Decisions) -> list[Person]:
    """The persons after everything that was decided."""
    decided = list(persons)
    for pair in sorted(decisions.same, key=sorted):
        chosen = [p for p in decided if any(_is(p, subject) for subject in pair)]
        for other in chosen[1:]:
            chosen[0].join(other)
            decided = [p for p in decided if p is not other]
    for pair in sorted(decisions.different, key=sorted):
        decided = [part for p in decided for part in _split(p, pair)]
    return sorted(decided, key=lambda p: p.order)


def settled(a: Person, b: Person, decisions: Decisions) -> bool:
    """Whether somebody decided that the two are different."""
    return any(
        _is(a, first) and _is(b, second)
        for pair in decisions.different
        for first in pair
        for second in pair - {first}
    )


def _is(person: Person, subject: str) -> bool:
    return subject == person.id or any(_names(n, subject) for n in person.namings)


def _names(naming: Naming, subject: str) -> bool:
    """Whether a subject that is no id of now means this naming."""
    kind, _, rest = subject.partition("/")
    if kind == "claim":
        return rest in naming.claims
    name, _, article = rest.partition("@")
    own = slug(naming.entity.name)
    if article:
        return name == own and article == naming.article
    return name.startswith(f"{own}-") and any(c.startswith(name[len(own) + 1 :]) for c in naming.claims)


def _means(naming: Naming, subject: str) -> bool:
    return _names(naming, subject) or subject == f"person/{slug(naming.entity.name)}"


def _split(person: Person, pair: frozenset[str]) -> list[Person]:
    """Two of a person whom both subjects mean: the namings that only one of them means are somebody else."""
    first, second = sorted(pair)
    for apart, other in ((first, second), (second, first)):
        chosen = [n for n in person.namings if _means(n, apart) and not _names(n, other)]
        rest = [n for n in person.namings if n not in chosen]
        if chosen and rest and (other == person.id or any(_means(n, other) for n in rest)):
            return [Person(rest), Person(chosen)]
    return [person]
