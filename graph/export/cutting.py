"""What is left of a network that is larger than it may be, or of which only a part is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.graph.export.reading import ReadFact
from communique.graph.export.ties import Tie


@dataclass(frozen=True, slots=True)
class Cut:
    """Nodes by IRI and the ties of each edge; `truncated` says that some were left out."""

    nodes: list[str]
    groups: list[list[Tie]]
    truncated: bool

    @property
    def facts(self) -> dict[str, ReadFact]:
        """The facts of the ties, by IRI."""
        return {tie.fact.iri: tie.fact for group in self.groups for tie in group if tie.fact is not None}


def around(ties: Iterable[Tie], ego: str, hops: int) -> dict[str, int]:
    """How many steps away each node is, up to so many."""
    near: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        near[tie.source].add(tie.target)
        near[tie.target].add(tie.source)
    far, edge = {ego: 0}, {ego}
    for step in range(1, hops + 1):
        edge = {other for one in edge for other in near[one]} - far.keys()
        far |= dict.fromkeys(edge, step)
    return far


def cut(groups: list[list[Tie]], far: Mapping[str, int], most_nodes: int, most_edges: int) -> Cut:
    """At most so many nodes and edges (0: any number): the nearest nodes, of these those with most facts.

    An event that is a node comes with the last of its sides. All edges among the kept nodes are kept, so that
    what is left is a network of its own.
    """
    ordered = _ordered(groups, far)
    place = {node: number for number, node in enumerate(ordered)}
    complete = [max(place[g[0].source], place[g[0].target]) for g in groups]  # with which node an edge comes
    kept = min(most_nodes or len(ordered), len(ordered))
    if most_edges and len(complete) > most_edges:
        kept = min(kept, sorted(complete)[most_edges])
    chosen = [group for group, last in zip(groups, complete, strict=True) if last < kept]
    return Cut(ordered[:kept], chosen, kept < len(ordered))


def _ordered(groups: list[list[Tie]], far: Mapping[str, int]) -> list[str]:
    """The nodes, those first that are kept last."""
    facts: Counter[str] = Counter(far.keys())
    events: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        source, target, _, fact = group[0]
        facts[source] += len(group)
        facts[target] += len(group)
        if fact is not None and fact.iri == target:
            events[target].add(source)
    entities = sorted(facts.keys() - events.keys(), key=lambda x: (far.get(x, 0), -facts[x], x))
    place = {node: (number, "") for number, node in enumerate(entities)}
    place |= {event: (max(place[x][0] for x in sides), event) for event, sides in events.items()}
    return sorted(place, key=lambda node: place[node])
