"""What resolution makes of claims: entities with one IRI each, and facts that rest on claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from communique.extract.article import Article
from communique.extract.claims import Claim, Entity, Extraction
from communique.ontology import FACT_CLASSES, slug

#: What the ids of facts begin with, by the type of their claims ("award-conferral").
FACT_PATHS = {type_: slug(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)) for type_, name in FACT_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """An article with what was read out of it."""

    article: Article
    extraction: Extraction


@dataclass(slots=True)
class Node:
    """An entity of the graph: its id under the id base, its names and where it belongs."""

    id: str
    type: str
    name: str
    aliases: set[str] = field(default_factory=set)
    code: str = ""
    country: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim as it enters the graph: whose report states it, its id, its values with entities resolved."""

    id: str
    claim: Claim
    article: Article
    values: dict[str, tuple[Any, ...]]

    @property
    def date(self) -> str:
        """The day of the report."""
        return self.article.published


@dataclass(slots=True)
class Fact:
    """One fact of the graph and the claims that state it.

    ``values`` maps a field to its values, each a node id (``person/to-lam``) or a literal. ``disputed`` are
    the fields in which reports contradict each other: their values stand side by side. ``attested`` are the
    days of the reports that state it, and ``follows`` is the tenure of the same seat attested before it.
    """

    id: str
    type: str
    values: dict[str, tuple[Any, ...]]
    status: str
    confidence: float
    stated: tuple[Stated, ...]
    attested: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    follows: str = ""


@dataclass(slots=True)
class Knowledge:
    """All nodes by id, all facts, every claim in the order of its report, and the node of every entity
    of every report (by the report's key and the entity).
    """

    nodes: dict[str, Node]
    facts: list[Fact]
    stated: list[Stated]
    offices: dict[str, dict[str, str]] = field(default_factory=dict)
    uncertain: list[tuple[str, str, str]] = field(default_factory=list)
    entities: dict[tuple[str, Entity], str] = field(default_factory=dict)


def entities_of(claim: Claim) -> Iterable[Entity]:
    """Every entity that a claim names."""
    for name in claim.__dataclass_fields__:
        value = getattr(claim, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Entity):
                yield item
