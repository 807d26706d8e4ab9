"""Networks by view: everything, who met or dealt with whom, country to country, persons and offices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from communique.graph.analysis.projection import states
from communique.graph.analysis.views import VIEWS as PROJECTIONS
from communique.graph.export.measures import with_measures
from communique.graph.export.model import Edge, Network, Node, Scalar
from communique.graph.export.reading import ReadFact, read_all, read_offices, read_things
from communique.graph.lookup.entity import identify
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.snapshot import BadParameter, Snapshot
from communique.graph.lookup.values import Ref

Things = dict[str, tuple[str, str]]
_MOST_HOPS = 6


@dataclass(frozen=True, slots=True)
class View:
    """A choice of facts; `pairs` joins every two sides of these types, otherwise events may be nodes.

    With `by_country` a person stands for the country of their posts.
    """

    kinds: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    by_country: bool = False

    @classmethod
    def of(cls, name: str) -> View:
        """The projection of that name, as measures have it."""
        chosen = PROJECTIONS[name]
        return cls(chosen.kinds, chosen.types, chosen.by_country)


VIEWS: dict[str, View] = {
    **{name: View.of(name) for name in ("met", "people", "countries")},
    "offices": View(("office",)),
    "everything": View(tuple(KINDS)),
}


def network(
    snapshot: Snapshot, view: str = "everything", *, multi: bool = False, since: str = "", until: str = "",
    ego: str = "", hops: int = 1, as_of: str = "",
) -> Network:  # fmt: skip
    """The network of a view, in a period if given, or only within `hops` of an entity, by id or name.

    With `as_of` it holds only what reports of that day or before attest, as these tell it.

    Parallel edges of one relation are one edge whose weight counts its facts; with `multi` every fact has
    its own. Raises BadParameter for an unknown view, a date that is none, or an entity that is not in this
    network, and NotFound for nobody.
    """
    if view not in VIEWS:
        raise BadParameter(f"no view “{view}”: there are {', '.join(VIEWS)}")
    chosen = VIEWS[view]
    facts = read_all(snapshot, chosen.kinds, since, until, as_of)
    if chosen.by_country:
        _let_stand_for(states(snapshot), facts)
    things = read_things(snapshot)
    made = _paired(facts, things, chosen.pairs) if chosen.pairs else _whole(snapshot, facts, things)
    edges = made.edges if multi else _aggregated(made.edges, made.directed)
    nodes = made.nodes
    if ego:
        nodes, edges = _around(nodes, edges, identify(snapshot, ego), hops)
    short = Network(f"communique: {view}", made.directed, nodes, edges)
    return with_measures(_with_ids(snapshot, short))


def _let_stand_for(states: dict[str, str], facts: list[ReadFact]) -> None:
    """Put each person's country in their place."""
    for fact in facts:
        fact.sides = [(role, states.get(x, x)) for role, x in fact.sides]


def _whole(snapshot: Snapshot, facts: list[ReadFact], things: Things) -> Network:
    """Everything: a fact of two sides is an edge, one of more (or of one) is a node joined to each side."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for fact in facts:
        sides = [(role, x) for role, x in fact.sides if x in things]
        for _, x in sides:
            nodes.setdefault(x, _entity(x, things))
        if len(sides) == 2:
            edges.append(Edge(sides[0][1], sides[1][1], _edge_values(fact)))
        elif sides:
            nodes[fact.iri] = Node(fact.iri, _event(fact, things))
            edges += [
                Edge(x, fact.iri, _edge_values(fact) | {"label": role, "interaction": role})
                for role, x in sides
            ]
    for office, role, x in read_offices(snapshot):
        if office in nodes and x in things:
            nodes.setdefault(x, _entity(x, things))
            edges.append(Edge(office, x, {"label": role, "interaction": role, "weight": 1.0}))
    return Network("", True, [nodes[iri] for iri in sorted(nodes)], edges)


def _paired(facts: list[ReadFact], things: Things, types: tuple[str, ...]) -> Network:
    """A projection: every two sides of the right types are joined by the fact."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for fact in facts:
        taking_part = sorted({x for _, x in fact.sides if things.get(x, ("", ""))[0] in types})
        for one, two in combinations(taking_part, 2):
            edges.append(Edge(one, two, _edge_values(fact)))
            nodes |= {x: _entity(x, things) for x in (one, two) if x not in nodes}
    return Network("", False, [nodes[iri] for iri in sorted(nodes)], edges)


def _entity(iri: str, things: Things) -> Node:
    kind, label = things[iri]
    return Node(iri, {"label": label, "name": label, "iri": iri, "type": kind})


def _event(fact: ReadFact, things: Things) -> dict[str, Scalar]:
    """The values of a fact that is a node."""
    names = [things[x][1] for _, x in fact.sides if x in things]
    label = (
        f"{(fact.detail or fact.kind.key).replace('_', ' ')}: {', '.join(names[:3])}{' …' * (len(names) > 3)}"
    )
    values: dict[str, Scalar] = {"label": label, "name": label, "iri": fact.iri, "type": fact.kind.name}
    return values | _known(
        kind=fact.detail, start=fact.start, end=fact.end, status=fact.status, place=fact.place,
        confidence=fact.confidence, evidence_count=fact.evidence_count, first_source=fact.first_source,
    )  # fmt: skip


def _edge_values(fact: ReadFact) -> dict[str, Scalar]:
    """The values of a fact that is an edge."""
    values: dict[str, Scalar] = {"label": fact.kind.key, "interaction": fact.kind.key, "weight": 1.0}
    return values | _known(
        start=fact.start, end=fact.end, status=fact.status, place=fact.place, confidence=fact.confidence,
        evidence_count=fact.evidence_count, first_source=fact.first_source, facts=fact.iri,
    )  # fmt: skip


def _known(**values: Scalar) -> dict[str, Scalar]:
    """Without what is unknown."""
    return {name: value for name, value in values.items() if value != ""}


def _aggregated(edges: list[Edge], directed: bool) -> list[Edge]:
    """One edge for each pair and relation, its facts counted as weight."""
    groups: dict[tuple[str, str, Scalar, Scalar], list[Edge]] = defaultdict(list)
    for edge in edges:
        ends = (edge.source, edge.target) if directed else tuple(sorted((edge.source, edge.target)))
        groups[ends[0], ends[1], edge.values["interaction"], edge.values.get("status", "")].append(edge)
    return [_merged(groups[key]) for key in sorted(groups, key=str)]


def _merged(edges: list[Edge]) -> Edge:
    """Edges of one pair and relation as one."""
    first, values = edges[0], dict(edges[0].values)
    every = [edge.values for edge in edges]
    values["weight"] = float(len(edges))
    for name, combine in (("start", min), ("end", max), ("confidence", max), ("first_source", min)):
        if found := [v[name] for v in every if name in v]:
            values[name] = combine(found)
    if any("evidence_count" in v for v in every):
        values["evidence_count"] = sum(int(v.get("evidence_count", 0)) for v in every)
    for name in ("facts", "place"):
        if listed := sorted({str(v[name]) for v in every if name in v}):
            values[name] = " | ".join(listed)
    return Edge(first.source, first.target, values)


def _around(nodes: list[Node], edges: list[Edge], ego: Ref, hops: int) -> tuple[list[Node], list[Edge]]:
    """What is within so many steps of the entity."""
    if ego.iri not in {node.id for node in nodes}:
        raise BadParameter(f"{ego.label} is not in this network")
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    reached = {ego.iri}
    for _ in range(min(hops, _MOST_HOPS)):
        reached |= {other for one in reached for other in near[one]}
    kept = [edge for edge in edges if edge.source in reached and edge.target in reached]
    return [node for node in nodes if node.id in reached], kept


def _with_ids(snapshot: Snapshot, made: Network) -> Network:
    """Short ids for IRIs, also in the lists of facts."""

    def short(edge: Edge) -> Edge:
        facts = " | ".join(snapshot.id(iri) for iri in str(edge.values.get("facts", "")).split(" | "))
        values = edge.values | ({"facts": facts} if facts else {})
        return Edge(snapshot.id(edge.source), snapshot.id(edge.target), values)

    nodes = [Node(snapshot.id(node.id), node.values) for node in made.nodes]
    return Network(made.name, made.directed, nodes, [short(edge) for edge in made.edges])
