"""How two entities are connected: the shortest chains of facts, each step with its sentences."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.graph.analysis.projection import PERSONAL, TYPES, Scope, project
from communique.graph.lookup.entity import identify
from communique.graph.lookup.facts import read_facts
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Fact, Ref

if TYPE_CHECKING:
    import networkx as nx

MOST_HOPS = 8
FACTS_PER_STEP = 3
_WIDEST = 20_000  # entities reached, behind which the search ends
_WIDENING = (
    Scope(kinds=("meeting",)),
    Scope(kinds=PERSONAL),
    Scope(kinds=tuple(KINDS), types=TYPES[:-1]),
)


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity to the next: the facts that join them, at most three, and how many there are."""

    source: Ref
    target: Ref
    facts: list[Fact]
    fact_count: int


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of entities and the steps between them."""

    entities: list[Ref]
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest chains from one entity to another.

    ``relations`` are the kinds of facts that the chains may use: meetings if these join the two, else
    all that persons do, else all facts. ``paths`` is empty where nothing joins them; ``truncated``
    says that there are more chains of this length, or that the search ended at its cap.
    """

    source: Ref
    target: Ref
    relations: list[str]
    hops: int
    paths: list[Path]
    truncated: bool


def paths(
    snapshot: Snapshot,
    source: str,
    target: str,
    relation: str = "",
    since: str = "",
    until: str = "",
    planned: bool = False,
    hops: int = 6,
    limit: int = 3,
) -> Paths:
    """The shortest chains between two entities, given by id or name.

    Raises NotFound for an unknown entity and BadParameter for an unknown relation or date.
    """
    ends = identify(snapshot, source), identify(snapshot, target)
    scopes = (Scope(kinds=(relation,), types=TYPES[:-1]),) if relation else _WIDENING
    for scope in scopes:
        chosen = replace(scope, since=since, until=until, planned=planned)
        network, capped = _grow(snapshot, chosen, ends[0].iri, ends[1].iri, min(hops, MOST_HOPS))
        if network is not None:
            break
    found, more = _chains(network, ends[0].iri, ends[1].iri, limit) if network is not None else ([], capped)
    told = [_told(snapshot, network, chain) for chain in found] if network is not None else []
    return Paths(ends[0], ends[1], list(chosen.kinds), len(found[0]) - 1 if found else 0, told, more)


def _grow(snapshot: Snapshot, scope: Scope, source: str, target: str, hops: int) -> tuple[nx.Graph[str] | None, bool]:
    """The network around both ends, grown level by level from the smaller side until they are joined.

    None where they are not joined within the hops, or before the cap (then with True). Whole levels are
    grown, so that every shortest chain is in it.
    """
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((source, target))
    reached = [{source}, {target}]
    edge = [{source}, {target}]
    for _ in range(hops):
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        grown = project(snapshot, scope, sorted(edge[side]))
        network.add_edges_from((one, two, {"facts": facts}) for (one, two), facts in grown.pairs.items())
        edge[side] = {n for m in edge[side] if m in network for n in network[m]} - reached[side]
        reached[side] |= edge[side]
        if source == target or reached[0] & reached[1]:
            return network, False
        if not edge[side] or len(network) > _WIDEST:
            return None, bool(edge[side])
    return None, False


def _chains(network: nx.Graph[str], source: str, target: str, limit: int) -> tuple[list[list[str]], bool]:
    """The first shortest chains in the order of their IRIs, and whether there are more."""
    import networkx as nx

    chains = list(itertools.islice(nx.all_shortest_paths(network, source, target), 200))
    ordered = sorted(chains, key=lambda chain: (-_support(network, chain), chain))
    return ordered[:limit], len(chains) > limit


def _support(network: nx.Graph[str], chain: list[str]) -> int:
    """On how many facts the weakest step of a chain rests."""
    return min((_count(network.edges[step]["facts"]) for step in itertools.pairwise(chain)), default=0)


def _count(facts: dict[str, tuple[str, ...]]) -> int:
    return sum(map(len, facts.values()))


def _told(snapshot: Snapshot, network: nx.Graph[str], chain: list[str]) -> Path:
    """The chain with labels, facts and sentences."""
    refs = read_refs(snapshot, chain)
    steps = [_step(snapshot, network, refs[one], refs[two]) for one, two in itertools.pairwise(chain)]
    return Path([refs[iri] for iri in chain], steps)


def _step(snapshot: Snapshot, network: nx.Graph[str], source: Ref, target: Ref) -> Step:
    """One step with the facts that join its ends, meetings first."""
    by_kind = network.edges[source.iri, target.iri]["facts"]
    order = [iri for kind in (*PERSONAL, *KINDS) for iri in by_kind.get(kind, ())]
    facts = read_facts(snapshot, list(dict.fromkeys(order))[:FACTS_PER_STEP])
    return Step(source, target, facts, _count(by_kind))
