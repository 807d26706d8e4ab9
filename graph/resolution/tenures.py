"""Tenures of one office: who followed whom, and who is said to hold one seat at the same time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from communique.graph.model import Fact
from communique.graph.resolution.mentions import is_single
from communique.ontology import slug

Offices = Mapping[str, Mapping[str, str]]


def order_tenures(facts: Sequence[Fact], offices: Offices) -> list[tuple[str, str, str]]:
    """Enter in each tenure the one it followed, and give the pairs that cannot both be right.

    Only seats with one holder have an order, and only days on which reports attest a holder give it: where
    two are attested by turns or on one day, none is entered and the pair is listed.
    """
    by_office: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.type == "office" and _held(fact):
            by_office[str(fact.values["office"][0])].append(fact)
    uncertain = []
    for office, tenures in sorted(by_office.items()):
        if _one_holder(offices[office]):
            uncertain += _order(sorted(tenures, key=lambda t: (t.attested[0], t.attested[-1], t.id)))
    return uncertain


def _order(tenures: Sequence[Fact]) -> list[tuple[str, str, str]]:
    uncertain = []
    for before, after in itertools.pairwise(tenures):
        if before.attested[-1] < after.attested[0]:
            after.follows = before.id
        else:
            first, second = sorted((before.id, after.id))
            uncertain.append((first, second, "two holders of one seat at the same time"))
    return uncertain


def _held(tenure: Fact) -> bool:
    """Whether a report attests that the office was held on its day, not only that it once was."""
    return any(s.claim.status == "actual" and s.date for s in tenure.stated)


def _one_holder(office: Mapping[str, str]) -> bool:
    return ("body" in office or "country" in office) and is_single(slug(office["role"]))
