"""How two entities are connected: the shortest chains of facts, each step with its sentences."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communique.graph.analysis.projection import PERSONAL, TYPES, Projection, Scope, project
from communique.graph.lookup.entity import identify
from communique.graph.lookup.facts import read_facts
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Fact, Ref

MOST_HOPS = 8
FACTS_PER_STEP = 3
_MOST_COMPARED = 200  # chains of equal length among which the best supported are chosen
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
        web, capped = _grow(snapshot, chosen, ends[0].iri, ends[1].iri, min(hops, MOST_HOPS))
        if web is not None:
            break
    found, more = _chains(web, ends[0].iri, ends[1].iri, limit) if web is not None else ([], capped)
    told = [_told(snapshot, web, chain) for chain in found] if web is not None else []
    return Paths(ends[0], ends[1], list(chosen.kinds), len(found[0]) - 1 if found else 0, told, more)


class _Web:
    """Entities and, for each two that are joined, the facts that join them by kind."""

    def __init__(self) -> None:
        self.joined: dict[str, dict[str, Mapping[str, tuple[str, ...]]]] = defaultdict(dict)

    def add(self, projection: Projection) -> None:
        """Takes in all pairs of a projection."""
        for (one, two), facts in projection.pairs.items():
            self.joined[one][two] = self.joined[two][one] = facts

    def distances(self, end: str) -> dict[str, int]:
        """How many steps each entity is away from the end."""
        found, edge = {end: 0}, [end]
        while edge:
            edge = sorted({n for m in edge for n in self.joined.get(m, ()) if n not in found})
            found |= dict.fromkeys(edge, max(found.values()) + 1)
        return found

    def chains(self, source: str, target: str) -> Iterator[list[str]]:
        """Every shortest chain, lazily: there may be more than can be counted."""
        distance = self.distances(target)

        def onward(chain: list[str]) -> Iterator[list[str]]:
            if chain[-1] == target:
                yield chain
            nearer = (
                n for n in sorted(self.joined.get(chain[-1], ())) if distance[n] == distance[chain[-1]] - 1
            )
            for entity in nearer:
                yield from onward([*chain, entity])

        return onward([source])

    def facts(self, one: str, two: str) -> Mapping[str, tuple[str, ...]]:
        """The facts that join two, by kind."""
        return self.joined[one][two]


def _grow(snapshot: Snapshot, scope: Scope, source: str, target: str, hops: int) -> tuple[_Web | None, bool]:
    """The web around both ends, grown level by level from the smaller side until they are joined.

    None where they are not joined within the hops, or before the cap (then with True). Whole levels are
    grown, so that every shortest chain is in it.
    """
    web = _Web()
    reached = [{source}, {target}]
    edge = [{source}, {target}]
    for _ in range(hops):
        if source == target:
            return web, False
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        web.add(project(snapshot, scope, sorted(edge[side])))
        edge[side] = {n for m in edge[side] for n in web.joined.get(m, ())} - reached[side]
        reached[side] |= edge[side]
        if reached[0] & reached[1]:
            return web, False
        if not edge[side] or len(web.joined) > _WIDEST:
            return None, bool(edge[side])
    return None, False


def _chains(web: _Web, source: str, target: str, limit: int) -> tuple[list[list[str]], bool]:
    """The shortest chains whose weakest step rests on most facts, and whether there are more."""
    chains = list(itertools.islice(web.chains(source, target), _MOST_COMPARED))
    ordered = sorted(chains, key=lambda chain: (-_support(web, chain), chain))
    return ordered[:limit], len(chains) > limit


def _support(web: _Web, chain: list[str]) -> int:
    """On how many facts the weakest step of a chain rests."""
    return min((_count(web.facts(*step)) for step in itertools.pairwise(chain)), default=0)


def _count(facts: Mapping[str, tuple[str, ...]]) -> int:
    return sum(map(len, facts.values()))


def _told(snapshot: Snapshot, web: _Web, chain: list[str]) -> Path:
    """The chain with labels, facts and sentences."""
    refs = read_refs(snapshot, chain)
    steps = [_step(snapshot, web, refs[one], refs[two]) for one, two in itertools.pairwise(chain)]
    return Path([refs[iri] for iri in chain], steps)


def _step(snapshot: Snapshot, web: _Web, source: Ref, target: Ref) -> Step:
    """One step with the facts that join its ends, meetings first."""
    by_kind = web.facts(source.iri, target.iri)
    order = [iri for kind in (*PERSONAL, *KINDS) for iri in by_kind.get(kind, ())]
    facts = read_facts(snapshot, list(dict.fromkeys(order))[:FACTS_PER_STEP])
    return Step(source, target, facts, _count(by_kind))
