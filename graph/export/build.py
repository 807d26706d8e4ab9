"""Networks by view: everything, who met or dealt with whom, country to country, persons and offices.

First who is joined to whom is found, around one entity or in all; then the network is cut to size; only of
what is left more is read, and the measures are those of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.graph.analysis.views import VIEWS as PROJECTIONS
from communique.graph.export.cutting import Cut, around, cut
from communique.graph.export.measures import with_measures
from communique.graph.export.model import Edge, Network, Node, Scalar, readable
from communique.graph.export.reading import Choice, ReadFact, describe, read_facts, read_offices, read_things
from communique.graph.export.ties import Tie, grouped
from communique.graph.lookup.entity import identify
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.snapshot import BadParameter, Snapshot

Things = dict[str, tuple[str, str]]
Offices = list[tuple[str, str, str]]
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
    ego: str = "", hops: int = 1, as_of: str = "", most_nodes: int = 0, most_edges: int = 0,
) -> Network:  # fmt: skip
    """The network of a view, in a period if given, or only within `hops` of an entity, by id or name.

    With `as_of` it holds only what reports of that day or before attest, as these tell it.

    Parallel edges of one relation are one edge whose weight counts its facts; with `multi` every fact has
    its own. Beyond so many nodes or edges (0: any number) the nodes nearest to `ego` and with most facts are
    kept, with all edges among them. Raises BadParameter for an unknown view, a date that is none, or an
    entity that is not in this network, and NotFound for nobody.
    """
    if view not in VIEWS:
        raise BadParameter(f"no view “{view}”: there are {', '.join(VIEWS)}")
    chosen = VIEWS[view]
    directed = not chosen.pairs
    middle = identify(snapshot, ego) if ego else None
    reader = _Reader(snapshot, chosen, Choice(chosen.kinds, since, until, as_of, chosen.by_country))
    ties, far = reader.around(middle.iri, min(hops, _MOST_HOPS)) if middle else (reader.ties(), {})
    if middle and not ties:
        raise BadParameter(f"{middle.label} is not in this network")
    kept = cut(grouped(ties, multi=multi, directed=directed), far, most_nodes, most_edges)
    describe(snapshot, kept.facts.values(), as_of)
    return with_measures(_written(snapshot, f"communique: {view}", directed, kept, reader.things))


class _Reader:
    """Who is joined to whom in a view, read as far as it is asked for."""

    def __init__(self, snapshot: Snapshot, view: View, choice: Choice) -> None:
        self._snapshot, self._view, self._choice = snapshot, view, choice
        self._offices: Offices = [] if view.pairs else read_offices(snapshot)
        self._facts: dict[str, ReadFact] = {}
        self.things: Things = {}

    def ties(self, near: set[str] | None = None, least: int = 1) -> list[Tie]:
        """The ties of all facts, or of those read before and those in which `least` of some take part."""
        for fact in read_facts(self._snapshot, self._choice, near, least):
            self._facts.setdefault(fact.iri, fact)
        facts = list(self._facts.values())
        named = {x for fact in facts for _, x in fact.sides} | {x for _, _, x in self._offices}
        self.things |= read_things(self._snapshot, named - self.things.keys())
        if self._view.pairs:
            return list(_paired(facts, self.things, self._view.pairs))
        return [*_whole(facts, self.things), *_belonging(facts, self._offices, self.things)]

    def around(self, ego: str, hops: int) -> tuple[list[Tie], dict[str, int]]:
        """The ties within so many steps of an entity, and how far away each node is; read level by level."""
        ties: list[Tie] = []
        asked: set[str] = set()
        far = {ego: 0}
        for step in range(hops + 1):  # one more, for the ties among the outermost
            edge = far.keys() - asked
            asked |= edge
            holding = {office for office, _, x in self._offices if x in edge}
            ties = self.ties(edge | holding, least=2 if step == hops else 1)
            far = around(ties, ego, hops)
        return [tie for tie in ties if tie.source in far and tie.target in far], far


def _whole(facts: Iterable[ReadFact], things: Things) -> Iterable[Tie]:
    """A fact of two sides is an edge, one of more (or of one) is a node joined to each side."""
    for fact in facts:
        sides = [(role, x) for role, x in fact.sides if x in things]
        if len(sides) == 2:
            yield Tie(sides[0][1], sides[1][1], fact.kind.key, fact)
        else:
            yield from (Tie(x, fact.iri, role, fact) for role, x in sides)


def _belonging(facts: Iterable[ReadFact], offices: Offices, things: Things) -> Iterable[Tie]:
    """What the offices belong to that someone holds."""
    held = {x for fact in facts for role, x in fact.sides if role == "office"}
    return (Tie(office, x, role) for office, role, x in offices if office in held and x in things)


def _paired(facts: Iterable[ReadFact], things: Things, types: Sequence[str]) -> Iterable[Tie]:
    """A projection: every two sides of the right types are joined by the fact."""
    right = {x for x, (kind, _) in things.items() if kind in types}
    for fact in facts:
        taking_part = sorted({x for _, x in fact.sides if x in right})
        yield from (Tie(one, two, fact.kind.key, fact) for one, two in combinations(taking_part, 2))


def _written(snapshot: Snapshot, name: str, directed: bool, kept: Cut, things: Things) -> Network:
    """The network with its values, and short ids for IRIs."""
    facts = kept.facts
    nodes = [
        Node(snapshot.id(iri), _entity(iri, things) if iri in things else _event(facts[iri], things))
        for iri in sorted(kept.nodes)
    ]
    edges = [
        Edge(snapshot.id(group[0].source), snapshot.id(group[0].target), _edge_values(snapshot, group))
        for group in kept.groups
    ]
    return Network(name, directed, nodes, edges, kept.truncated)


def _entity(iri: str, things: Things) -> dict[str, Scalar]:
    kind, label = things[iri]
    return {"label": label, "name": label, "iri": iri, "type": kind}


def _event(fact: ReadFact, things: Things) -> dict[str, Scalar]:
    """The values of a fact that is a node."""
    names = [things[x][1] for _, x in fact.sides if x in things]
    label = f"{readable(fact.detail or fact.kind.key)}: {', '.join(names[:3])}{' …' * (len(names) > 3)}"
    values: dict[str, Scalar] = {"label": label, "name": label, "iri": fact.iri, "type": fact.kind.name}
    return values | _known(
        kind=fact.detail, start=fact.start, end=fact.end, status=fact.status, place=fact.place,
        confidence=fact.confidence, evidence_count=fact.evidence_count, first_source=fact.first_source,
    )  # fmt: skip


def _edge_values(snapshot: Snapshot, ties: list[Tie]) -> dict[str, Scalar]:
    """The values of an edge that stands for some facts of one relation, or for what an office belongs to."""
    label = ties[0].label
    values: dict[str, Scalar] = {
        "label": readable(label), "interaction": label, "weight": float(len(ties)),
    }  # fmt: skip
    facts = [tie.fact for tie in ties if tie.fact is not None]
    if not facts:
        return values
    ends = [fact.end for fact in facts]
    return values | _known(
        start=min((fact.start for fact in facts if fact.start), default=""),
        end=max(ends) if all(ends) or not any(fact.kind.lasting for fact in facts) else "",
        status=facts[0].status, place=_listed(fact.place for fact in facts),
        confidence=max(fact.confidence for fact in facts),
        evidence_count=sum(fact.evidence_count for fact in facts),
        first_source=min((fact.first_source for fact in facts if fact.first_source), default=""),
        facts=_listed(snapshot.id(fact.iri) for fact in facts),
    )  # fmt: skip


def _listed(values: Iterable[str]) -> str:
    return " | ".join(sorted(set(filter(None, values))))


def _known(**values: Scalar) -> dict[str, Scalar]:
    """Without what is unknown."""
    return {name: value for name, value in values.items() if value != ""}
