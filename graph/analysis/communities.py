"""Communities: who is joined among each other more than to the rest of a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.graph.analysis.projection import Projection, project
from communique.graph.analysis.views import scope_of
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Ref

if TYPE_CHECKING:
    import networkx as nx

_SEED = 1  # communities come out the same every time


@dataclass(frozen=True, slots=True)
class Community:
    """One group: its size, and the members with the most partners first."""

    number: int
    size: int
    members: list[Ref]


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a view, the largest first.

    ``modularity`` says how much denser they are inside than chance would have it (0 to 1), ``total`` how many
    there are; ``truncated`` that communities or members were left out.
    """

    view: str
    communities: list[Community]
    modularity: float
    total: int
    truncated: bool


def communities(
    snapshot: Snapshot, view: str = "met", since: str = "", until: str = "", as_of: str = "",
    limit: int = 20, members: int = 50,
) -> Communities:  # fmt: skip
    """The communities of a view (Louvain, weighted by facts, always the same). Raises BadParameter."""
    scope = scope_of(view, since, until, as_of)
    found, modularity = snapshot.kept.recall(
        ("communities", scope), lambda: _measured(project(snapshot, scope))
    )
    shown = [group[:members] for group in found[:limit]]
    refs = read_refs(snapshot, [iri for group in shown for iri in group])
    listed = [
        Community(number, len(group), [refs[iri] for iri in kept])
        for number, (group, kept) in enumerate(zip(found[:limit], shown, strict=True), start=1)
    ]
    cut = len(found) > limit or any(c.size > len(c.members) for c in listed)
    return Communities(view, listed, round(modularity, 6), len(found), cut)


def _measured(projection: Projection) -> tuple[list[list[str]], float]:
    """The communities, in each those with most partners first, and their modularity."""
    import networkx as nx

    graph = _weighted(projection)
    found = _groups(graph)
    modularity = nx.community.modularity(graph, found, weight="weight") if found else 0.0
    return [sorted(group, key=lambda iri: (-graph.degree(iri), iri)) for group in found], modularity


def find(projection: Projection, among: Iterable[str] | None = None) -> list[set[str]]:
    """The communities of a projection, or of a part of its entities: sets of IRIs, the largest first."""
    graph = _weighted(projection)
    return _groups(graph if among is None else graph.subgraph(among))


def _weighted(projection: Projection) -> nx.Graph[str]:
    """The projection with the number of facts as weights; its order, on which groups depend, is fixed."""
    import networkx as nx

    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(projection.entities)
    for one, two in sorted(projection.pairs):
        made.add_edge(one, two, weight=sum(map(len, projection.pairs[one, two].values())))
    return made


def _groups(graph: nx.Graph[str]) -> list[set[str]]:
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if len(graph) else []
    return sorted((set(group) for group in found), key=lambda group: (-len(group), min(group)))
