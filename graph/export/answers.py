"""An answer as a network: what it lists are nodes, facts are edges, or nodes if more than two take part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from communique.graph import analysis
from communique.graph import lookup as lookups
from communique.graph.export.measures import with_measures
from communique.graph.export.model import Edge, Network, Node, Scalar, readable
from communique.graph.export.reading import STATED_END
from communique.graph.lookup import Fact, Ref, Report
from communique.graph.lookup.kinds import KINDS


def network_of(found: Any) -> Network:
    """The network of a lookup's or analysis's answer."""
    made = _Drawing()
    for ref, values in _things(found):
        made.thing(ref, **values)
    for fact in _facts(found):
        made.fact(fact)
    made.edges += _links(found)
    nodes = [Node(id, values) for id, values in sorted(made.nodes.items())]
    cut = getattr(found, "truncated", False)
    return with_measures(Network("communique", True, nodes, made.edges, truncated=cut))


class _Drawing:
    """Nodes by id and edges, as they come."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Scalar]] = {}
        self.edges: list[Edge] = []
        self._drawn: set[str] = set()

    def thing(self, ref: Ref, **values: Scalar) -> None:
        """An entity."""
        node = self.nodes.setdefault(ref.id, _node(ref.iri, ref.type, ref.label))
        node.update(values)

    def fact(self, fact: Fact) -> None:
        """A fact, once: an edge between its two sides, else a node joined to each side."""
        if fact.id in self._drawn:
            return
        self._drawn.add(fact.id)
        sides = _sides(fact)
        for _, ref in sides:
            self.thing(ref)
        values = _values(fact)
        if len(sides) == 2:
            label: dict[str, Scalar] = {
                "label": readable(fact.kind), "interaction": fact.kind, "facts": fact.id,
            }  # fmt: skip
            self.edges.append(Edge(sides[0][1].id, sides[1][1].id, label | {"weight": 1.0} | values))
        elif sides:
            self.nodes[fact.id] = _node(fact.iri, KINDS[fact.kind].name, fact.text) | values
            for role, ref in sides:
                label = {"label": readable(role), "interaction": role, "facts": fact.id, "weight": 1.0}
                self.edges.append(Edge(ref.id, fact.id, label))


def _node(iri: str, type: str, label: str) -> dict[str, Scalar]:
    return {"label": label, "name": label, "iri": iri, "type": type}


def _sides(fact: Fact) -> list[tuple[str, Ref]]:
    """Who takes part, in the order of the roles; of an office the holder and what it belongs to."""
    kind = KINDS[fact.kind]
    roles = (*kind.sides, *kind.others) if kind.key == "office" else kind.sides
    found = [(role, v.ref) for role in roles for v in fact.values.get(role, ()) if v.ref is not None]
    return found[:2] if kind.key == "office" else found


def _values(fact: Fact) -> dict[str, Scalar]:
    """What is known about a fact."""
    first = fact.evidence[0].report.file_name if fact.evidence else ""
    known: dict[str, Scalar] = {
        "start": fact.earliest, "end": "" if _goes_on(fact) else fact.latest, "status": fact.status,
        "confidence": fact.confidence, "evidence_count": fact.evidence_count, "first_source": first,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value != ""}


def _goes_on(fact: Fact) -> bool:
    """Whether no report states an end of what lasts."""
    return KINDS[fact.kind].lasting and fact.status != "former" and fact.values.keys().isdisjoint(STATED_END)


def _things(found: Any) -> Iterator[tuple[Ref, dict[str, Scalar]]]:
    """What an answer lists, with the columns that it adds."""
    if isinstance(found, lookups.Articles):
        yield from ((_as_ref(report), {}) for report in found.articles)
    elif isinstance(found, lookups.Search):
        yield from ((Ref(hit.id, hit.iri, hit.type, hit.label), {}) for hit in found.hits)
    elif isinstance(found, analysis.Ranking):
        for row in found.ranked:
            yield row.entity, {"score": row.score}
    elif isinstance(found, analysis.Ego):
        yield from ((near.entity, {}) for near in found.nodes)
    elif isinstance(found, analysis.Network):
        for node in found.nodes:
            values: dict[str, Scalar] = {
                "score": node.score,
                "country": node.country,
                "community": node.community,
            }
            yield Ref(node.id, node.iri, node.type, node.label), values
    elif isinstance(found, analysis.Paths):
        yield from ((ref, {}) for path in found.paths for ref in path.entities)
    elif isinstance(found, lookups.Timeline):
        yield found.entity, {}
    elif isinstance(found, lookups.Neighbors):
        yield from ((ref, {}) for ref in (found.entity, *(near.entity for near in found.neighbors)))
    elif isinstance(found, lookups.Entity):
        yield Ref(found.id, found.iri, found.type, found.label), {}
    elif isinstance(found, lookups.Between):
        yield from ((found.first, {}), (found.second, {}))


def _as_ref(report: Report) -> Ref:
    return Ref(report.id, report.iri, "Article", report.title or report.file_name)


def _facts(found: Any) -> Iterable[Fact]:
    """The facts that an answer lists."""
    if isinstance(found, Fact):
        return [found]
    if isinstance(found, lookups.Timeline | lookups.Between | lookups.Article | lookups.Listing):
        return found.facts
    if isinstance(found, lookups.Entity):
        return [fact for group in found.groups for fact in group.facts]
    if isinstance(found, analysis.Paths):
        return [fact for path in found.paths for step in path.steps for fact in step.facts]
    return []


def _links(found: Any) -> list[Edge]:
    """Joins that an answer tells without facts: of a network, an ego, neighbours, an office, a path."""
    if isinstance(found, analysis.Network):
        joined: dict[str, Scalar] = {
            "label": ", ".join(map(readable, found.relations)), "interaction": "+".join(found.relations),
        }  # fmt: skip
        return [Edge(e.source, e.target, joined | {"weight": float(e.weight)}) for e in found.edges]
    if isinstance(found, lookups.Neighbors):
        return [_tie(found.entity, near) for near in found.neighbors]
    if isinstance(found, lookups.Entity) and found.type == "Office":
        held: dict[str, Scalar] = {"label": "holder", "interaction": "holder", "weight": 1.0}
        holders = {v.ref.id for fact in _facts(found) for v in fact.values.get("holder", ()) if v.ref}
        return [Edge(holder, found.id, held) for holder in sorted(holders)]
    if isinstance(found, analysis.Ego):
        values: dict[str, Scalar] = {"label": found.view, "interaction": found.view}
        return [Edge(e.source, e.target, values | {"weight": float(e.weight)}) for e in found.edges]
    if isinstance(found, analysis.Paths):
        chains = {pair for path in found.paths for pair in pairwise(ref.id for ref in path.entities)}
        step: dict[str, Scalar] = {"label": "step", "interaction": "step", "weight": 1.0}
        return [Edge(one, two, step) for one, two in sorted(chains)]
    return []


def _tie(entity: Ref, near: lookups.Neighbor) -> Edge:
    """What joins an entity and a neighbour by facts of one kind."""
    values: dict[str, Scalar] = {
        "label": readable(near.relation), "interaction": near.relation, "weight": float(near.facts),
        "start": near.first, "end": "" if KINDS[near.relation].lasting else near.last,
    }  # fmt: skip
    return Edge(entity.id, near.entity.id, {name: value for name, value in values.items() if value != ""})
