"""The part of a network around two entities, grown until they are joined, and the chains in it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping

import networkx as nx

from communique.graph.analysis.projection import Projection, Scope, project
from communique.graph.lookup.snapshot import Snapshot

_MOST_COMPARED = 200  # chains of equal length among which the best supported are chosen
_WIDEST = 20_000  # entities reached, behind which the search ends


class Web:
    """Entities and, for each two that are joined, the facts that join them by kind.

    It grows level by level around its two ends, always from the side with fewer entities at its edge. Whole
    levels are grown, so that after n of them every chain of at most n steps is in it.
    """

    def __init__(self, snapshot: Snapshot, scope: Scope, source: str, target: str) -> None:
        self.source, self.target, self.levels = source, target, 0
        self._snapshot, self._scope = snapshot, scope
        self._joined: dict[str, dict[str, Mapping[str, tuple[str, ...]]]] = defaultdict(dict)
        self._reached = [{source}, {target}]
        self._edge = [{source}, {target}]

    @property
    def meets(self) -> bool:
        """Whether what is reached from both ends has met."""
        return bool(self._reached[0] & self._reached[1])

    @property
    def too_wide(self) -> bool:
        """Whether it has grown as large as it may."""
        return len(self._joined) > _WIDEST

    def grow(self) -> bool:
        """One level more; whether there was anything left to grow from."""
        sides = [side for side in (0, 1) if self._edge[side]]
        if not sides or self.too_wide:
            return False
        side = min(sides, key=lambda s: len(self._edge[s]))
        self._add(project(self._snapshot, self._scope, sorted(self._edge[side])))
        near = {n for m in self._edge[side] for n in self._joined.get(m, ())}
        self._edge[side] = near - self._reached[side]
        self._reached[side] |= near
        self.levels += 1
        return True

    def _add(self, projection: Projection) -> None:
        for (one, two), facts in projection.pairs.items():
            self._joined[one][two] = self._joined[two][one] = facts

    def facts(self, one: str, two: str) -> Mapping[str, tuple[str, ...]]:
        """The facts that join two, by kind."""
        return self._joined[one][two]

    def support(self, chain: list[str]) -> int:
        """On how many facts the weakest step of a chain rests."""
        return min((count(self.facts(*step)) for step in itertools.pairwise(chain)), default=0)

    def shortest(self, limit: int) -> tuple[list[list[str]], bool]:
        """The shortest chains whose weakest step rests on most facts, and whether there are more."""
        chains = list(itertools.islice(self._shortest(), _MOST_COMPARED))
        return self._best(chains)[:limit], len(chains) > limit

    def k_shortest(self, k: int, hops: int) -> tuple[list[list[str]], bool]:
        """The k shortest chains of at most so many steps that visit nobody twice, and whether there are more.

        It grows for as long as there are too few; of equally long ones the best supported come first.
        """
        chains = self._simple(k, self.levels)
        while len(chains) <= k and self.levels < hops and self.grow():
            chains = self._simple(k, self.levels)
        return self._best(chains)[:k], len(chains) > k or self.too_wide

    def _best(self, chains: list[list[str]]) -> list[list[str]]:
        return sorted(chains, key=lambda chain: (len(chain), -self.support(chain), chain))

    def _simple(self, k: int, hops: int) -> list[list[str]]:
        """More than k chains in the order of their length (Yen), with all that are as long as the k-th."""
        graph = nx.Graph()
        graph.add_edges_from((one, two) for one in sorted(self._joined) for two in sorted(self._joined[one]))
        found: list[list[str]] = []
        for chain in nx.shortest_simple_paths(graph, self.source, self.target):
            longer = len(found) > k and len(chain) > len(found[k - 1])
            if longer or len(chain) > hops + 1 or len(found) > max(k, _MOST_COMPARED):
                break
            found.append(chain)
        return found

    def _distances(self, end: str) -> dict[str, int]:
        """How many steps each entity is away from the end."""
        found, edge = {end: 0}, [end]
        while edge:
            edge = sorted({n for m in edge for n in self._joined.get(m, ()) if n not in found})
            found |= dict.fromkeys(edge, max(found.values()) + 1)
        return found

    def _shortest(self) -> Iterator[list[str]]:
        """Every shortest chain, lazily: there may be more than can be counted."""
        distance = self._distances(self.target)

        def onward(chain: list[str]) -> Iterator[list[str]]:
            if chain[-1] == self.target:
                yield chain
            nearer = (
                n for n in sorted(self._joined.get(chain[-1], ())) if distance[n] == distance[chain[-1]] - 1
            )
            for entity in nearer:
                yield from onward([*chain, entity])

        return onward([self.source])


def count(facts: Mapping[str, tuple[str, ...]]) -> int:
    """How many facts there are of all kinds together."""
    return sum(map(len, facts.values()))


def joined(web: Web, hops: int) -> tuple[Web | None, bool]:
    """The web, grown until so many steps join its ends; else None, and whether a cap ended the growing."""
    while not web.meets and web.levels < hops and web.grow():
        pass
    return (web, False) if web.meets else (None, web.too_wide)
