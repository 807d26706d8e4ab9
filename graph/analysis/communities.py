"""Communities: who is joined among each other more than to the rest of a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.graph.analysis.projection import Projection, project
from communique.graph.analysis.views import scope_of
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.values import Ref

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
    import networkx as nx

    projection = project(snapshot, scope_of(view, since, until, as_of))
    graph = projection.graph()
    found = find(projection)
    modularity = nx.community.modularity(graph, found, weight="weight") if found else 0.0
    shown = [sorted(group, key=lambda iri: (-graph.degree(iri), iri))[:members] for group in found[:limit]]
    refs = read_refs(snapshot, [iri for group in shown for iri in group])
    listed = [
        Community(number, len(group), [refs[iri] for iri in kept])
        for number, (group, kept) in enumerate(zip(found[:limit], shown, strict=True), start=1)
    ]
    cut = len(found) > limit or any(c.size > len(c.members) for c in listed)
    return Communities(view, listed, round(modularity, 6), len(found), cut)


def find(projection: Projection, among: Iterable[str] | None = None) -> list[set[str]]:
    """The communities of a projection, or of a part of its entities: sets of IRIs, the largest first."""
    import networkx as nx

    graph = projection.graph()
    part = graph if among is None else graph.subgraph(among)
    found = nx.community.louvain_communities(part, weight="weight", seed=_SEED) if len(part) else []
    return sorted((set(group) for group in found), key=lambda group: (-len(group), min(group)))
