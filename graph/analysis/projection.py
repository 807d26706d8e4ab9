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

from communique.graph.lookup.involved import period
from communique.graph.lookup.kinds import KINDS, FactKind, kind_of
from communique.graph.lookup.snapshot import BadParameter, Snapshot, nodes

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
_TAKING_PART = """SELECT DISTINCT ?f ?x WHERE {{
  {start} ?f a dip:{name} . ?f {ways} ?x . ?x a ?type . VALUES ?type {{ {types} }}
  {planned} {period} }}"""
_STARTING = "VALUES ?from {{ {} }} ?f {} ?from ."
_ACTUAL = "FILTER NOT EXISTS { ?f dip:status dip:planned }"
_DATES = "OPTIONAL {{ ?f dip:earliest ?earliest }} OPTIONAL {{ ?f dip:latest ?latest }} {}"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which facts and entities make up a network.

    ``kinds`` are keys of facts (``meeting``), ``types`` names of classes (``Person``). Planned facts
    count only with ``planned``. ``since`` and ``until`` bound the period (ISO, empty for none).
    """

    kinds: tuple[str, ...] = ("meeting",)
    types: tuple[str, ...] = ("Person",)
    since: str = ""
    until: str = ""
    planned: bool = False

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
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in chosen.kinds:
        for row in snapshot.rows(_query(KINDS[kind], chosen, list(around))):
            sides[row["f"], kind].add(row["x"])
    pairs: dict[Pair, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (fact, kind), taking_part in sorted(sides.items()):
        for pair in combinations(sorted(taking_part), 2):
            pairs[pair][kind].append(fact)
    frozen = {
        pair: {kind: tuple(facts) for kind, facts in sorted(by.items())} for pair, by in sorted(pairs.items())
    }
    return Projection(chosen, frozen)


def _query(kind: FactKind, scope: Scope, around: list[str]) -> str:
    """Who takes part in the facts of a kind."""
    filters = period(scope.since, scope.until)
    return _TAKING_PART.format(
        start=_STARTING.format(nodes(around), ways(kind)) if around else "",
        name=kind.name,
        ways=ways(kind),
        types=" ".join(f"dip:{name}" for name in scope.types),
        planned="" if scope.planned else _ACTUAL,
        period=_DATES.format(filters) if filters else "",
    )


def ways(kind: FactKind) -> str:
    """The property path from a fact to those who take part; with a tenure's body and country."""
    direct = [f"dip:{role}" for role in kind.sides]
    return "|".join(
        direct + ([f"(dip:office/dip:{role})" for role in kind.others] if kind.key == "office" else [])
    )
