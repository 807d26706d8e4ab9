"""Lookups: what the graph holds about a thing, as plain values, the same for HTTP, commands and notebooks."""

from communique.graph.lookup.articles import Article, Articles, article, articles
from communique.graph.lookup.entity import Entity, Group, Office, entity, resolve
from communique.graph.lookup.facts import claims_of, fact, read_facts
from communique.graph.lookup.find import Found, Search, search
from communique.graph.lookup.kinds import KINDS, FactKind
from communique.graph.lookup.neighbors import Neighbor, Neighbors, Relation, neighbors, read_refs
from communique.graph.lookup.snapshot import BadParameter, NotFound, Snapshot
from communique.graph.lookup.summary import Summary, highlights, summary
from communique.graph.lookup.timeline import Between, Listing, Timeline, between, evidence, listing, timeline
from communique.graph.lookup.values import Fact, Passage, Ref, Report, Value, to_json
from communique.graph.lookup.wording import describe

__all__ = [
    "KINDS",
    "Article",
    "Articles",
    "BadParameter",
    "Between",
    "Entity",
    "Fact",
    "FactKind",
    "Found",
    "Group",
    "Listing",
    "Neighbor",
    "Neighbors",
    "NotFound",
    "Office",
    "Passage",
    "Ref",
    "Relation",
    "Report",
    "Search",
    "Snapshot",
    "Summary",
    "Timeline",
    "Value",
    "article",
    "articles",
    "between",
    "claims_of",
    "describe",
    "entity",
    "evidence",
    "fact",
    "highlights",
    "listing",
    "neighbors",
    "read_facts",
    "read_refs",
    "resolve",
    "search",
    "summary",
    "timeline",
    "to_json",
]
