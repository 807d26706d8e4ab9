"""How two entities are connected: the shortest chains of facts, each step with its sentences."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.graph.analysis.projection import PERSONAL, TYPES, Scope
from communique.graph.analysis.web import Web, count, joined
from communique.graph.lookup.entity import identify
from communique.graph.lookup.facts import read_facts
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.neighbors import read_refs
from communique.graph.lookup.snapshot import Snapshot
from communique.graph.lookup.telling import tell
from communique.graph.lookup.values import Fact, Ref

MOST_HOPS = 8
FACTS_PER_STEP = 3
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
    """A chain of entities and the steps between them.

    ``told`` is the chain in plain language, one sentence a step; its ``[1]`` stands for the first passage of
    the first fact of step 1.
    """

    entities: list[Ref]
    steps: list[Step]
    told: str


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest chains from one entity to another.

    ``relations`` are the kinds of facts that the chains may use: meetings if these join the two, else
    all that persons do, else all facts. ``hops`` is the length of the shortest; ``paths`` is empty where
    nothing joins them; ``truncated`` says that there are more chains, or that the search ended at its cap.
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
    relation: str | Sequence[str] = "",
    since: str = "",
    until: str = "",
    planned: bool = False,
    hops: int = 6,
    limit: int = 3,
    k: int = 0,
    as_of: str = "",
) -> Paths:
    """The shortest chains between two entities, given by id or name.

    ``relation`` is a kind of facts or several. Without ``k`` these are at most ``limit`` chains of the
    shortest length; with it the k shortest, longer ones too. With ``as_of`` only what a report of that
    day or before attests counts. Raises NotFound for an unknown entity and BadParameter for an unknown
    relation or date.
    """
    ends = identify(snapshot, source), identify(snapshot, target)
    kinds = tuple(k for k in ((relation,) if isinstance(relation, str) else relation) if k)
    scopes = (Scope(kinds=kinds, types=TYPES[:-1]),) if kinds else _WIDENING
    most = min(hops, MOST_HOPS)
    for scope in scopes:
        chosen = replace(scope, since=since, until=until, planned=planned, as_of=as_of)
        web, capped = joined(Web(snapshot, chosen, ends[0].iri, ends[1].iri), most)
        if web is not None:
            break
    if web is None:
        return Paths(*ends, list(chosen.kinds), 0, [], capped)
    alone = ends[0].iri == ends[1].iri
    found, more = web.k_shortest(k, most) if k and not alone else web.shortest(limit)
    told = [_told(snapshot, web, chain, as_of) for chain in found]
    return Paths(*ends, list(chosen.kinds), len(found[0]) - 1, told, more)


def _told(snapshot: Snapshot, web: Web, chain: list[str], as_of: str) -> Path:
    """The chain with labels, facts and sentences."""
    refs = read_refs(snapshot, chain)
    steps = [_step(snapshot, web, refs[one], refs[two], as_of) for one, two in itertools.pairwise(chain)]
    return Path([refs[iri] for iri in chain], steps, _in_words(steps))


def _in_words(steps: list[Step]) -> str:
    """One sentence for each step, with the number of its source."""
    sentences = (
        f"{tell(step.facts[0], step.source, step.target)} [{number}]."
        for number, step in enumerate(steps, start=1)
        if step.facts
    )
    return " ".join(sentences)


def _step(snapshot: Snapshot, web: Web, source: Ref, target: Ref, as_of: str) -> Step:
    """One step with the facts that join its ends, meetings first."""
    by_kind = web.facts(source.iri, target.iri)
    order = [iri for kind in (*PERSONAL, *KINDS) for iri in by_kind.get(kind, ())]
    facts = read_facts(snapshot, list(dict.fromkeys(order))[:FACTS_PER_STEP], as_of=as_of)
    return Step(source, target, facts, count(by_kind))
