"""Facts as edges: who takes part in the same fact, and in how many.

A projection joins every two sides of a fact. It is read in one linear query of who takes part in what;
the pairs are made here, because joining a fact with itself in SPARQL takes far longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from communique.graph.lookup.attested import Attested, attested, first
from communique.graph.lookup.involved import dated, in_period
from communique.graph.lookup.kinds import KINDS, FactKind, kind_of
from communique.graph.lookup.snapshot import ONTOLOGY, BadParameter, Snapshot, nodes

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
_ALL = "SELECT ?f ?x WHERE {{ {kind} ?f {ways} ?x }}"
_AROUND = "SELECT ?f ?x WHERE {{ VALUES ?from {{ {around} }} ?f {ways} ?from . {kind} ?f {ways} ?x }}"
_OF_TYPE = "SELECT ?x WHERE { ?x a dip:%s }"
_STATES = "SELECT ?x ?c WHERE { ?x a dip:Person ; dip:country ?c }"
_IS_PLANNED = f"{ONTOLOGY}planned"
_PLANNED = "SELECT ?f WHERE { ?f dip:status dip:planned }"

Pair = tuple[str, str]


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
    sides = _taking_part(snapshot, chosen, list(around))
    pairs: dict[Pair, dict[str, list[str]]] = {}
    for (kind, fact), taking_part in sorted(sides.items()):  # in order, and with it the pairs
        for pair in combinations(sorted(taking_part), 2):
            pairs.setdefault(pair, {}).setdefault(kind, []).append(fact)
    frozen = {pair: {kind: tuple(facts) for kind, facts in by.items()} for pair, by in pairs.items()}
    return Projection(chosen, frozen)


def _taking_part(snapshot: Snapshot, scope: Scope, around: list[str]) -> dict[tuple[str, str], set[str]]:
    """Who takes part in each fact of the scope, by kind and fact.

    What can be told apart afterwards is not asked of the engine: each condition more makes it join anew.
    """
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    state = states(snapshot) if scope.by_country else {}
    around += [person for person, country in state.items() if country in set(around)]
    for key in scope.kinds:
        for fact, side in snapshot.pairs(_query(KINDS[key], around)):
            sides[key, fact].add(side)
    known = attested(snapshot, scope.as_of, {fact for _, fact in sides}) if scope.as_of else None
    allowed = {row["x"] for name in scope.types for row in snapshot.rows(_OF_TYPE % name)}
    facts = _counted(snapshot, scope, {fact for _, fact in sides}, known)
    return {
        (key, fact): {state.get(x, x) for x in who if known is None or known.names(fact, x)} & allowed
        for (key, fact), who in sides.items()
        if fact in facts
    }


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


def _query(kind: FactKind, around: list[str]) -> str:
    """Who takes part in the facts of a kind, which is asked for only where its properties do not tell it."""
    shared = any(set(kind.sides) & set(other.roles) for other in KINDS.values() if other is not kind)
    asked = f"?f a dip:{kind.name} ." if shared else ""
    return (_AROUND if around else _ALL).format(kind=asked, ways=ways(kind), around=nodes(around))


def ways(kind: FactKind) -> str:
    """The property path from a fact to those who take part; with a tenure's body and country."""
    direct = [f"dip:{role}" for role in kind.sides]
    return "|".join(
        direct + ([f"(dip:office/dip:{role})" for role in kind.others] if kind.key == "office" else [])
    )
