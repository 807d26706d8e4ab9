"""Matching the facts found in one report with its gold facts, by the rules of the project's yardstick."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.extract.claims import Claim, Entity
from communique.extract.likeness import COMPARISONS, scoring_words
from communique.ontology.concepts import KIND_SCHEMES, Scheme, concept

Gold = dict[str, Any]
Fields = dict[str, list[list[str]]]
"""A found fact: field -> values, each with all the names it goes by."""

_RENAMED = {"senders": "from", "recipients": "to"}
_SCHEMES: dict[str, Scheme] = {"role": "role", "level": "level", "action": "action"}
_UNSCORED = ("evidence", "confidence", "method")


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Which fields of a type must agree, of which at least one must, and which are asked besides."""

    required: dict[str, str]
    either: dict[str, str]
    optional: dict[str, str]


@cache
def type_rules() -> dict[str, TypeRule]:
    """The rule of every type of fact, in the order of report."""
    types = scoring_words()["types"]
    return {name: TypeRule(t["required"], t.get("either", {}), t["optional"]) for name, t in types.items()}


@cache
def core_types() -> tuple[str, ...]:
    """The types that the core figure counts."""
    return tuple(scoring_words()["core"])


def found_fields(claim: Claim) -> Fields:
    """A claim as the yardstick sees it: entities by all their names, the rest as text."""
    fields: Fields = {}
    for field in dataclasses.fields(claim):
        if field.name not in _UNSCORED:
            values = [
                [*names, *_other_labels(claim, field.name, names[0])]
                for names in _values(getattr(claim, field.name))
            ]
            if values:
                fields[_RENAMED.get(field.name, field.name)] = values
    return fields


def _other_labels(claim: Claim, field: str, value: str) -> tuple[str, ...]:
    """What else the concept of a role, kind, level or action is called."""
    scheme = KIND_SCHEMES.get(claim.type) if field == "kind" else _SCHEMES.get(field)
    return concept(scheme, value).others if scheme is not None else ()


def _values(value: object) -> list[list[str]]:
    if isinstance(value, tuple):
        unique = {tuple(names): names for item in value for names in _values(item)}
        return list(unique.values())
    if value is None or value == "":
        return []
    if isinstance(value, Entity):
        return [[name for name in (value.name, value.code, *value.aliases) if name]]
    return [[str(value).lower() if isinstance(value, bool) else str(value)]]


def gold_values(gold: Gold, field: str) -> list[str]:
    """What gold gives for a field, as a list of texts."""
    value = gold.get(field)
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    return [str(v).lower() if isinstance(v, bool) else str(v) for v in items]


def wanted(kind: str, field: str, gold: Gold, found: Fields) -> list[str]:
    """What an optional field should hold; ``(none)`` where gold has nothing and something was found.

    Empty where it is not counted: neither side gives it, or the status is ``actual`` on both.
    """
    values = gold_values(gold, field)
    if kind != "status":
        return values or (["(none)"] if found.get(field) else [])
    if values and values != ["actual"]:
        return values
    said = {name.lower() for names in found.get(field, []) for name in names}
    return ["actual"] if said - {"actual"} else []


def field_agrees(kind: str, golds: Sequence[str], founds: Sequence[Sequence[str]]) -> bool:
    """All gold values are found (of more than two: half, and at least two), and few that are not gold's."""
    same = COMPARISONS[kind]
    hits = sum(any(same(gold, name) for names in founds for name in names) for gold in golds)
    stray = sum(not any(same(gold, name) for gold in golds for name in names) for names in founds)
    need = len(golds) if len(golds) <= 2 else max(2, (len(golds) + 1) // 2)
    return hits >= need and stray <= len(golds) // 2


def likeness(rule: TypeRule, gold: Gold, found: Fields) -> float:
    """0 where the two are different facts, else 1 and the share of optional fields that agree."""
    if not _required(rule, gold, found) or not _either(rule, gold, found):
        return 0.0
    asked = [(kind, field, wanted(kind, field, gold, found)) for field, kind in rule.optional.items()]
    answers = [field_agrees(kind, values, found.get(field, [])) for kind, field, values in asked if values]
    return 1.0 + (sum(answers) / len(answers) if answers else 1.0)


def _required(rule: TypeRule, gold: Gold, found: Fields) -> bool:
    for field, kind in rule.required.items():
        values = gold_values(gold, field)
        if values and not field_agrees(kind, values, found.get(field, [])):
            return False
        untitled = not field_agrees("name", gold_values(gold, "title"), found.get("title", []))
        if (
            not values and field == "parties" and untitled
        ):  # a text that is only referred to: its title decides
            return False
    return True


def _either(rule: TypeRule, gold: Gold, found: Fields) -> bool:
    if not rule.either:
        return True
    here, there = gold_values(gold, "country"), found.get("country", [])
    if here and there and not field_agrees("country", here, there):
        return False  # the same post of another country
    given = [(kind, field, gold_values(gold, field)) for field, kind in rule.either.items()]
    return any(values and field_agrees(kind, values, found.get(field, [])) for kind, field, values in given)


def match(rule: TypeRule, golds: Sequence[Gold], founds: Sequence[Fields]) -> list[tuple[int, int]]:
    """Pairs of gold and found facts, one to one, the likest first."""
    every = ((likeness(rule, g, f), i, j) for i, g in enumerate(golds) for j, f in enumerate(founds))
    pairs: list[tuple[int, int]] = []
    for score, i, j in sorted(every, reverse=True):
        if score > 0 and not _taken(pairs, i, j):
            pairs.append((i, j))
    return pairs


def _taken(pairs: Iterable[tuple[int, int]], i: int, j: int) -> bool:
    return any(i == a or j == b for a, b in pairs)
