"""Persons across reports: the same name and country is one person, the same name of two countries is two.

Name forms, countries, offices and bodies count for and against. A shorter form joins a fuller one only
where a country and a post agree and nobody else fits; pairs that stay open are listed for review.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.extract.claims import Entity
from communique.extract.names import name_words, part_of, same_name
from communique.graph.resolution.decisions import Decisions
from communique.ontology import slug


@dataclass(slots=True)
class PersonMentionGroup:
    """A person as one report names them, with the posts it gives."""

    article: str
    entity: Entity
    roles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)

    def order(self) -> tuple[str, str, str]:
        """What sorts persons the same way whatever order the reports came in."""
        return slug(self.entity.name), self.entity.country, self.article

    @property
    def words(self) -> tuple[str, ...]:
        return name_words(self.entity.name)


@dataclass(slots=True)
class Cluster:
    """The mentions that are one person; ``identity`` is a text that stays when mentions join."""

    members: list[PersonMentionGroup]
    id: str = ""

    @property
    def name(self) -> str:
        """The form that most reports use among the fullest ones."""
        counted = Counter(m.entity.name for m in self.members)
        longest = max(len(m.words) for m in self.members)
        full = [n for n in counted if len(name_words(n)) == longest]
        return min(full, key=lambda n: (-counted[n], not n.isascii(), n))

    @property
    def country(self) -> str:
        counted = Counter(m.entity.country for m in self.members if m.entity.country)
        return min(counted, key=lambda c: (-counted[c], c)) if counted else ""

    @property
    def identity(self) -> str:
        return "|".join(min((slug(m.entity.name), m.entity.country) for m in self.members))

    @property
    def roles(self) -> set[str]:
        return {r for m in self.members for r in m.roles}

    @property
    def words(self) -> set[tuple[str, ...]]:
        return {m.words for m in self.members}


Uncertain = list[tuple[Cluster, Cluster, str]]


def group_persons(mentions: Sequence[PersonMentionGroup], decisions: Decisions) -> tuple[list[Cluster], Uncertain]:
    """The persons behind the mentions, and the pairs that may be one but are kept apart."""
    clusters = _same_full_name(mentions)
    clusters = _join_spellings(clusters)
    clusters, uncertain = _join_short_forms(clusters)
    return _decided(clusters, decisions), [u for u in uncertain if not _settled(u, decisions)]


def _same_full_name(mentions: Sequence[PersonMentionGroup]) -> list[Cluster]:
    """Mentions with the same words and country; those without a country join where only one country is known."""
    by_name: dict[tuple[str, ...], dict[str, list[PersonMentionGroup]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        by_name[tuple(sorted(mention.words))][mention.entity.country].append(mention)
    clusters = []
    for by_country in by_name.values():
        known = [c for c in by_country if c]
        if len(known) == 1 and len(next(iter(by_country.values()))[0].words) > 1:
            clusters.append(Cluster([m for group in by_country.values() for m in group]))
        else:
            clusters += [Cluster(list(group)) for group in by_country.values()]
    return sorted(clusters, key=_order)


def _order(cluster: Cluster) -> tuple[int, str, str]:
    return -max(len(w) for w in cluster.words), slug(cluster.name), cluster.country


def _join_spellings(clusters: list[Cluster]) -> list[Cluster]:
    """One person spelled differently ("Xi Jin Ping", a middle name more): two words or more, the same country, no rival."""
    joined: list[Cluster] = []
    for cluster in clusters:
        fits = [c for c in joined if _spelled_alike(c, cluster)]
        if len(fits) == 1:
            fits[0].members += cluster.members
        else:
            joined.append(cluster)
    return joined


def _spelled_alike(a: Cluster, b: Cluster) -> bool:
    if not a.country or a.country != b.country:
        return False
    return any(min(len(x), len(y)) > 1 and same_name(x, y) for x in a.words for y in b.words)


def _join_short_forms(clusters: list[Cluster]) -> tuple[list[Cluster], Uncertain]:
    """"Prabowo" joins "Prabowo Subianto" where country and a post agree and nobody else fits."""
    joined: list[Cluster] = []
    uncertain: Uncertain = []
    for cluster in clusters:
        fits = [c for c in joined if any(part_of(x, y) for x in cluster.words for y in c.words)]
        sure = [c for c in fits if cluster.country and c.country == cluster.country and c.roles & cluster.roles]
        if len(sure) == 1:
            sure[0].members += cluster.members
            continue
        joined.append(cluster)
        near = [c for c in fits if not cluster.country or not c.country or c.country == cluster.country]
        uncertain += [(c, cluster, "one name may be the other's short form") for c in near[:3]]
    for a, b in itertools.combinations(joined, 2):
        if a.words & b.words and a.country != b.country:
            uncertain.append((a, b, "the same name in two countries"))
    return joined, uncertain


def _decided(clusters: list[Cluster], decisions: Decisions) -> list[Cluster]:
    """Clusters merged or split as a person decided."""
    for pair in sorted(decisions.same, key=sorted):
        chosen = [c for c in clusters if any(_is(c, subject) for subject in pair)]
        if len(chosen) > 1:
            first, *rest = sorted(chosen, key=_order)
            for other in rest:
                first.members += other.members
                clusters.remove(other)
    for pair in sorted(decisions.different, key=sorted):
        clusters = [part for c in clusters for part in _split(c, pair)]
    return sorted(clusters, key=_order)


def _is(cluster: Cluster, subject: str) -> bool:
    name = subject.removeprefix("person/")
    return any(slug(m.entity.name) == name or f"{slug(m.entity.name)}@{m.article}" == name for m in cluster.members)


def _split(cluster: Cluster, pair: frozenset[str]) -> list[Cluster]:
    """The mentions of one name of a pair of their own; a subject may be ``person/NAME@ARTICLE``."""
    for subject in sorted(pair):
        apart = [m for m in cluster.members if _is(Cluster([m]), subject)]
        if apart and len(apart) < len(cluster.members) and any(_is(cluster, other) for other in pair - {subject}):
            return [Cluster([m for m in cluster.members if m not in apart]), Cluster(apart)]
    return [cluster]


def _settled(pair: tuple[Cluster, Cluster, str], decisions: Decisions) -> bool:
    return any(_is(pair[0], a) and _is(pair[1], b) for p in decisions.different for a in p for b in p if a != b)
