"""Extractions made from gold files: what a perfect reader would have claimed about a report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from communique.extract.article import Article
from communique.extract.claims import CLAIM_TYPES, Claim, Entity, Evidence, Extraction
from communique.ontology import slug
from communique.ontology.reference import countries, parties, places, sole_party

SHARED = Path(__file__).parents[3] / "shared" / "quality"

_PERSONS = ("person", "visitor", "host", "inviter", "invitee", "speaker", "presenter")
_RENAMED = {"from": "senders", "to": "recipients", "by": "between"}
_BODY = re.compile(
    r"(?i)\b(university|universiti|academy|institute|council|association|chamber|club|group|network|ministry|"
    r"commission|party|front|guard|fund|agency|union|assembly|parliament|government|corporation|company|"
    r"organizations?|market|power|congress|nations|resources|authority|school|secretariat|committee|center|survey)\b"
)
_PLACES = {slug(p.name) for p in places()}


def read_report(name: str, texts: Path, golds: Path) -> tuple[Article, Extraction]:
    """The article and the gold extraction of one report of the yardstick."""
    gold = json.loads((golds / f"{name}.json").read_text(encoding="utf-8"))
    text = (texts / f"{name}.txt").read_text(encoding="utf-8")
    found = re.match(r"\s?date (\d{4}-\d\d-\d\d)\s?", text)
    article = Article(name, name, text, gold["published"] or "", body_start=found.end() if found else 0)
    return article, extraction_from_gold(article, gold)


def extraction_from_gold(article: Article, gold: dict[str, Any]) -> Extraction:
    """One claim per gold fact, each with its evidence located in the report's text."""
    facts = gold["facts"]
    maker = _Entities(facts)
    claims = tuple(_claim(article, fact, maker) for fact in facts)
    ordered = tuple(sorted(claims, key=lambda c: (c.evidence[0].start, c.type)))
    return Extraction(article.key, tuple(maker.made.values()), (), ordered)


def locate(text: str, phrase: str) -> Evidence:
    """Where a phrase stands, whatever its blanks and quotation marks; the whole first line if nowhere."""
    pieces = [re.escape(w) for w in re.split(r"\s+", phrase.strip())]
    pattern = re.sub(r"[\"“”'‘’]", "[\"“”'‘’]", r"\s+".join(pieces))
    pattern = re.sub(r"(\\-|–|—)", "[-–—]", pattern)
    parts = [p for p in re.split(r"(?:\\\.){3}|…", pattern) if p.strip()]
    for candidate in (pattern, *sorted(parts, key=len, reverse=True)):
        found = re.search(candidate.removeprefix(r"\s+").removesuffix(r"\s+"), text, re.IGNORECASE)
        if found:
            return Evidence(found.start(), found.end())
    first = re.search(r"\S[^\n]*", text)
    return Evidence(first.start(), first.end()) if first else Evidence(0, len(text))


class _Entities:
    """The entities of one gold file, one for each thing it names."""

    def __init__(self, facts: Iterable[dict[str, Any]]) -> None:
        facts = list(facts)
        self.made: dict[str, Entity] = {}
        self.persons = {f[k] for f in facts for k in _PERSONS if isinstance(f.get(k), str)}
        self.persons |= {p for f in facts if f["type"] == "spouse" for p in f["persons"]}
        self.country: dict[str, str] = {}
        for fact in facts:
            if fact["type"] == "office" and fact.get("status") != "former":
                code = fact.get("country") or self._seat(fact.get("body", ""))
                if code:
                    self.country.setdefault(fact["person"], code)

    @staticmethod
    def _seat(body: str) -> str:
        return next((p.code for p in parties() if p.name == body and sole_party(p.code) == p), "")

    def person(self, name: str) -> Entity:
        return self._keep(Entity("person", name, country=self.country.get(name, "")))

    def state(self, code: str) -> Entity:
        return self._keep(Entity("country", countries()[code].name, code))

    def place(self, name: str) -> Entity:
        return self._keep(Entity("place", name))

    def body(self, name: str) -> Entity:
        party = next((p for p in parties() if p.name == name), None)
        if party is not None:
            return self._keep(Entity("party", name, country=party.code))
        return self._keep(Entity("organization", name))

    def actor(self, name: str) -> Entity:
        """A person, a country by its code, a party, a city, a body, or a group without a name of its own."""
        if re.fullmatch("[A-Z]{2}", name) and name in countries():
            return self.state(name)
        if name in self.persons:
            return self.person(name)
        if any(p.name == name for p in parties()) or _BODY.search(name) or name.isupper():
            return self.body(name)
        if slug(name) in _PLACES:
            return self.place(name)
        if re.search(r" (of|in|at|for) |^[a-z]", name) or name.endswith(("friends", "community", "staff")):
            return self._keep(Entity("group", name))
        return self.person(name) if len(name.split()) == 2 else self.body(name)

    def _keep(self, entity: Entity) -> Entity:
        return self.made.setdefault(f"{entity.type} {entity.name}", entity)


def _claim(article: Article, fact: dict[str, Any], make: _Entities) -> Claim:
    """One fact as the claim of its type."""
    type_ = fact["type"]
    kind = CLAIM_TYPES[type_]
    values: dict[str, Any] = {}
    for name, value in fact.items():
        field = _RENAMED.get(name, name) if type_ in ("congratulation", "target") else name
        if field in kind.__dataclass_fields__ and field not in ("type", "evidence") and value is not None:
            values[field] = _value(field, value, make)
    evidence = locate(article.text, fact.get("evidence", ""))
    return kind(**values, evidence=(evidence,), confidence=0.9, method="gold")


_MANY = ("participants", "between", "parties", "persons", "senders", "recipients")
_ENTITIES: dict[str, Callable[[_Entities, str], Entity]] = {
    **dict.fromkeys(("recipient", "giver"), _Entities.actor),
    **dict.fromkeys(_PERSONS, _Entities.person),
    **dict.fromkeys(("country", "to"), _Entities.state),
    **dict.fromkeys(("place", "places"), _Entities.place),
    "body": _Entities.body,
}


def _value(field: str, value: Any, make: _Entities) -> Any:
    """A gold value in the form that the claim's field has."""
    items = value if isinstance(value, list) else [value]
    if field in _MANY:
        return tuple(dict.fromkeys(make.actor(v) for v in items))
    if field in _ENTITIES:
        made = tuple(dict.fromkeys(_ENTITIES[field](make, v) for v in items))
        return made if field == "places" else made[0]  # the other fields have room for one
    if field == "count":
        return int(value) if str(value).isdigit() else None
    return tuple(items) if field == "fields" else items[0]
