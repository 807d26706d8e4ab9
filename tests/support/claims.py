"""Small claims about invented people, for tests of what follows reading."""

from __future__ import annotations

from typing import Any

from communique.extract.article import Article
from communique.extract.claims import CLAIM_TYPES, Claim, Entity, Evidence, Extraction
from communique.graph.model import Report
from communique.ontology.reference import countries


def person(name: str, code: str = "", *aliases: str) -> Entity:
    return Entity("person", name, aliases=aliases, country=code)


def country(code: str) -> Entity:
    return Entity("country", countries()[code].name, code)


def body(name: str, code: str = "") -> Entity:
    return Entity("organization", name, country=code)


def place(name: str) -> Entity:
    return Entity("place", name)


def claim(type_: str, **values: Any) -> Claim:
    """A claim; evidence and confidence are filled in."""
    return CLAIM_TYPES[type_](
        **{"evidence": (Evidence(0, 10),), "confidence": 0.9, "method": "test"} | values
    )


def office(who: Entity, role: str, where: str = "", **values: Any) -> Claim:
    """A state's post."""
    at = country(where or who.country) if where or who.country else None
    return claim("office", person=who, role=role, country=at, **values)


def meeting(*who: Entity, **values: Any) -> Claim:
    return claim("meeting", participants=who, **{"kind": "talks"} | values)


def report(key: str, day: str, *claims: Claim) -> Report:
    """A report of a day that states these claims."""
    article = Article(key, key, f"Report {key} of {day}: it says what it says.", day)
    return Report(article, Extraction(key, claims=claims))
