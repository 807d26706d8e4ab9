"""Claims of all reports together, resolved: one node for one person, body, office and event.

Resolution is deterministic and does not depend on the order of reports: every step sorts what it reads by
content. It never merges on a guess; what stays uncertain is kept apart and listed for review.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from communique.graph.model import Knowledge, Report
from communique.graph.resolution.decisions import Decisions
from communique.graph.resolution.events import merge_claims
from communique.graph.resolution.nodes import resolve_nodes, state_claims
from communique.graph.resolution.tenures import order_tenures

__all__ = ["Decisions", "resolve"]


def resolve(reports: Iterable[Report], decisions: Decisions | None = None) -> Knowledge:
    """The knowledge that the reports give together; ``decisions`` of a person overrule the rules."""
    chosen = decisions or Decisions()
    ordered = sorted((_without(r, chosen.rejected) for r in reports), key=lambda r: r.article.key)
    resolved = resolve_nodes(ordered, chosen)
    stated, offices = state_claims(ordered, resolved)
    facts, open_facts = merge_claims(stated, chosen)
    uncertain = sorted([*resolved.uncertain, *open_facts, *order_tenures(facts, offices)])
    return Knowledge(resolved.nodes, facts, stated, offices, uncertain, resolved.ids)


def _without(report: Report, rejected: set[str]) -> Report:
    """A report without the claims that a person found wrong."""
    claims = report.extraction.claims
    kept = tuple(c for c in claims if c.identity(report.article.key) not in rejected) if rejected else claims
    if len(kept) == len(claims):
        return report
    return Report(report.article, dataclasses.replace(report.extraction, claims=kept))
