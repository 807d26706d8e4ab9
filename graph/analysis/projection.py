"""Facts as edges: who takes part in the same fact, and in how many.

A projection joins every two sides of a fact. Who takes part in what stands in the snapshot's index; the pairs
are made here, because joining a fact with itself takes far longer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from communique.graph.lookup.attested import Attested, attested, first
from communique.graph.lookup.involved import dated, in_period
from communique.graph.lookup.kinds import KINDS, FactKind, kind_of
from communique.graph.lookup.snapshot import ONTOLOGY, BadParameter, Snapshot

if TYPE_CHECKING:
    import networkx as nx

# Kinds in which persons act towards each other; an office or a speech joins no two of them.
PERSONAL = ("meeting", "visit", "invitation", "award", "congratulation", "spouse")
TYPES = (
    "Person",
    "Country",
    "Party",
    "Organization",
    "Place",
)  # a group belongs to its report, to no network
_OF_TYPE = "SELECT ?x WHERE { ?x a dip:%s }"
_STATES = "SELECT ?x ?c WHERE { ?x a dip:Person ; dip:country ?c }"
_IS_PLANNED = f"{ONTOLOGY}planned"
_PLANNED = "SELECT ?f WHERE { ?f dip:status dip:planned }"

Pair = tuple[str, str]
Span = tuple[str, str]
Sides = dict[tuple[str, str], set[str]]  # who takes part, by kind and fact
Periods = Callable[[str, str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts and entities make up a network.

    ``kinds`` are keys of facts (``meeting``), ``types`` names of classes (``Person``). Planned facts
    count only with ``planned``. ``since`` and ``until`` bound the period (ISO, empty for none). With
    ``as_of`` only what a report of that day or before attests counts. With ``by_country`` a person stands
    for the country of their posts.
    """

    kinds: tuple[str, ...] = ("meeting",)
    types: tuple[str, ...] = ("Person",)
    since: str = ""
    until: str = ""
    planned: bool = False
    as_of: str = ""
    by_country: bool = False

    def __post_init__(self) -> None:
        for key in self.kinds:
            kind_of(key)
        if unknown := set(self.types) - set(TYPES):
            raise BadParameter(f"no type “{min(unknown)}” of a network: there are {', '.join(TYPES)}")


@dataclass(frozen=True, slots=True)
class Projection:
    """Entities by IRI joined by facts: for each pair (in order) the facts' IRIs by kind."""

    scope: Scope
    pairs: Mapping[Pair, Mapping[str, tuple[str, ...]]]

    @property
    def entities(self) -> list[str]:
        """The IRIs of all that are joined to another, in order."""
        return sorted({iri for pair in self.pairs for iri in pair})

    def graph(self) -> nx.Graph[str]:
        """An undirected graph; an edge's ``weight`` is its number of facts, ``facts`` are their IRIs."""
        import networkx as nx

        made: nx.Graph[str] = nx.Graph()
        made.add_nodes_from(self.entities)
        for (one, two), by_kind in sorted(self.pairs.items()):
            facts = [iri for listed in by_kind.values() for iri in listed]
            made.add_edge(one, two, weight=len(facts), facts=facts, kinds=sorted(by_kind))
        return made


def project(snapshot: Snapshot, scope: Scope | None = None, around: Iterable[str] = ()) -> Projection:
    """The network of a scope, or only the edges of facts in which one of ``around`` takes part."""
    chosen = scope or Scope()
    return _joined(chosen, _taking_part(snapshot, chosen, list(around))[0])


def by_period(snapshot: Snapshot, scope: Scope, spans: Periods) -> Iterator[tuple[Span, Projection]]:
    """The network of each of some periods, which follow each other; read once. Raises BadParameter.

    ``spans`` makes the periods (ISO days) from the first and last day of the facts. A fact counts in each
    period in which it may have happened.
    """
    sides, known = _taking_part(snapshot, scope, [])
    days = {f.iri: (f.earliest, f.latest) for f in dated(snapshot, {fact for _, fact in sides}, known)}
    bounds = [(first, last) for first, last in days.values() if first and last]
    chosen = spans(min(b[0] for b in bounds), max(b[1] for b in bounds)) if bounds else []
    starts, ends = [start for start, _ in chosen], [end for _, end in chosen]
    within: list[Sides] = [{} for _ in chosen]
    for key, who in sides.items():
        first, last = days.get(key[1], ("", ""))
        started = bisect_right(starts, last) if first else 0
        for number in range(bisect_left(ends, first), started):
            within[number][key] = who
    for span, found in zip(chosen, within, strict=True):
        yield span, _joined(replace(scope, since=span[0], until=span[1]), found)


def _joined(scope: Scope, sides: Sides) -> Projection:
    """Every two who take part in the same fact."""
    pairs: dict[Pair, dict[str, list[str]]] = {}
    for (kind, fact), taking_part in sorted(sides.items()):  # in order, and with it the pairs
        for pair in combinations(sorted(taking_part), 2):
            pairs.setdefault(pair, {}).setdefault(kind, []).append(fact)
    frozen = {pair: {kind: tuple(facts) for kind, facts in by.items()} for pair, by in pairs.items()}
    return Projection(scope, frozen)


def _taking_part(snapshot: Snapshot, scope: Scope, around: list[str]) -> tuple[Sides, Attested | None]:
    """Who takes part in each fact of the scope, by kind and fact; and what is attested, as of a day.

    What can be told apart afterwards is not asked of the engine: each condition more makes it join anew.
    """
    sides: Sides = defaultdict(set)
    state = states(snapshot) if scope.by_country else {}
    around += [person for person, country in state.items() if country in set(around)]
    for key in scope.kinds:
        for fact, side in snapshot.index.parts.sides(KINDS[key].iri, _roles(KINDS[key]), around):
            sides[key, fact].add(side)
    known = attested(snapshot, scope.as_of, {fact for _, fact in sides}) if scope.as_of else None
    allowed = {row["x"] for name in scope.types for row in snapshot.rows(_OF_TYPE % name)}
    facts = _counted(snapshot, scope, {fact for _, fact in sides}, known)
    taking_part = {
        (key, fact): {state.get(x, x) for x in who if known is None or known.names(fact, x)} & allowed
        for (key, fact), who in sides.items()
        if fact in facts
    }
    return taking_part, known


def _counted(snapshot: Snapshot, scope: Scope, facts: set[str], known: Attested | None) -> set[str]:
    """The facts that count: by their status, their days and who attests them."""
    if known is not None:
        facts &= known.facts
    if not scope.planned:
        facts -= {row["f"] for row in snapshot.rows(_PLANNED)}
        facts -= (
            {f for f, told in known.retold.items() if first(told, "status") == _IS_PLANNED}
            if known
            else set()
        )
    if scope.since or scope.until:
        found = dated(snapshot, facts, known)
        facts = {f.iri for f in found if in_period(f.earliest, f.latest, scope.since, scope.until)}
    return facts


def states(snapshot: Snapshot) -> dict[str, str]:
    """The country of each person whose posts tell one."""
    return dict(snapshot.pairs(_STATES))


def _roles(kind: FactKind) -> tuple[str, ...]:
    """The properties by which a fact joins entities; of a tenure its body and country, too."""
    return (*kind.sides, *kind.others) if kind.key == "office" else kind.sides
