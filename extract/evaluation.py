"""Scoring the extractor on reports with gold facts: precision, recall, F1 and the optional fields.

``evaluate(GOLD_DIR, TEXT_DIR)`` reads every ``<name>.txt`` that has a ``<name>.json`` and gives a
``Scores``; ``Scores.table()`` is what ``communique evaluate`` prints.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from communique.extract.article import Article
from communique.extract.claims import Claim, Extraction
from communique.extract.readers import Source, load
from communique.extract.readers_errors import Unreadable
from communique.extract.scoring import (
    Fields,
    Gold,
    core_types,
    field_agrees,
    found_fields,
    gold_values,
    match,
    type_rules,
    wanted,
)


class Extracts(Protocol):
    """Anything that reads an article (``communique.extract.pipeline.Extractor``)."""

    def extract(self, article: Article) -> Extraction: ...


class GoldError(Exception):
    """A gold folder or file that cannot be used; the message says why."""


@dataclass(slots=True)
class Figure:
    """How many facts gold holds, how many were found, and how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of found facts that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were found; 0 where gold has none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Figure) -> None:
        """Add the counts of another figure."""
        self.gold, self.found, self.right = (
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
        )


@dataclass(slots=True)
class Scores:
    """The figures of a set of reports.

    ``types``: per type of fact; ``fields``: per optional field of matched facts, right and asked;
    ``confidence``: per confidence of one decimal, right and found; ``judged``: each claim's type, confidence
    and whether it is right; ``errors``: what was missed or wrong,
    as JSON-able values; ``unread``: reports with gold whose text is missing or cannot be read.
    """

    types: dict[str, Figure] = field(default_factory=lambda: {name: Figure() for name in type_rules()})
    fields: dict[str, list[int]] = field(default_factory=dict)
    confidence: dict[float, list[int]] = field(default_factory=dict)
    judged: list[tuple[str, float, bool]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def all(self) -> Figure:
        """All types together."""
        return _total(self.types.values())

    @property
    def core(self) -> Figure:
        """The core types together."""
        return _total(self.types[name] for name in core_types())

    @property
    def optional(self) -> tuple[int, int]:
        """How many optional fields of matched facts are right, and how many were asked."""
        return sum(v[0] for v in self.fields.values()), sum(v[1] for v in self.fields.values())

    def table(self) -> str:
        """The figures as lines of text."""
        lines = [_line(name, figure) for name, figure in self.types.items()]
        lines += ["", _line("all types", self.all), _line("core types", self.core), ""]
        right, asked = self.optional
        share = f" ({right / asked:.3f})" if asked else ""
        lines.append(f"optional fields of matched facts: {right}/{asked} right{share}")
        lines += [f"  {name:28} {counts[0]}/{counts[1]}" for name, counts in sorted(self.fields.items())]
        return "\n".join(lines)

    def calibration(self) -> str:
        """How often claims of each confidence are right, as lines of text."""
        rows = sorted(self.confidence.items(), reverse=True)
        return "\n".join(
            f"confidence {level:.1f}  {n:5} found  {right / n:.3f} right" for level, (right, n) in rows
        )

    def to_json(self) -> dict[str, Any]:
        """All figures and errors as JSON-able values."""
        named = {**self.types, "all": self.all, "core": self.core}
        return {
            "figures": {n: _figure(f) for n, f in named.items()},
            "fields": self.fields,
            "errors": self.errors,
        }


def _total(figures: Iterable[Figure]) -> Figure:
    total = Figure()
    for figure in figures:
        total.add(figure)
    return total


def _figure(figure: Figure) -> dict[str, float]:
    return {
        "gold": figure.gold, "found": figure.found, "right": figure.right,
        "precision": figure.precision, "recall": figure.recall, "f1": figure.f1,
    }  # fmt: skip


def _line(name: str, figure: Figure) -> str:
    counts = f"gold {figure.gold:4}  found {figure.found:4}  right {figure.right:4}"
    return f"{name:22} {counts}   P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"


# Reading and scoring ----------------------------------------------------------------------------------


def evaluate(gold_dir: Path, text_dir: Path, extractor: Extracts | None = None, least: float = 0.0) -> Scores:
    """Read the texts that have gold and score their claims of at least the confidence ``least``.

    Raises GoldError where a gold file cannot be read or no text has gold.
    """
    golds = load_gold(gold_dir)
    if extractor is None:
        from communique.extract.pipeline import Extractor

        extractor = Extractor()
    scores = Scores()
    for name, facts in golds.items():
        article = _article(text_dir, name)
        if article is None:
            scores.unread.append(name)
            continue
        claims = [c for c in extractor.extract(article).claims if c.confidence >= least]
        score_report(scores, name, facts, claims)
    if len(scores.unread) == len(golds):
        raise GoldError(
            f"{text_dir} holds no text for any gold file: put <name>.txt there for each <name>.json"
        )
    return scores


def load_gold(folder: Path) -> dict[str, list[Gold]]:
    """The gold facts of every report, by its file name. Raises GoldError."""
    golds: dict[str, list[Gold]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            golds[str(data["name"])] = list(data["facts"])
        except (ValueError, KeyError, TypeError) as problem:
            raise GoldError(f"{path} is no gold file: {problem!r}") from problem
    if not golds:
        raise GoldError(f"{folder} holds no gold file (*.json)")
    return golds


def _article(folder: Path, name: str) -> Article | None:
    path = folder / f"{name}.txt"
    if not path.is_file():
        return None
    found = next(load(Source(str(path), path.name)), None)
    return None if isinstance(found, Unreadable) else found


def score_report(scores: Scores, name: str, facts: Sequence[Gold], claims: Sequence[Claim]) -> None:
    """Add one report's figures to ``scores``."""
    for kind in type_rules():
        golds = [fact for fact in facts if fact["type"] == kind]
        of_kind = [claim for claim in claims if claim.type == kind]
        _score_type(scores, name, kind, golds, of_kind)


def _score_type(scores: Scores, name: str, kind: str, golds: Sequence[Gold], claims: Sequence[Claim]) -> None:
    founds = [found_fields(claim) for claim in claims]
    pairs = match(type_rules()[kind], golds, founds)
    scores.types[kind].add(Figure(len(golds), len(founds), len(pairs)))
    for i, j in pairs:
        _score_fields(scores, name, kind, golds[i], founds[j])
    known, right = {i for i, _ in pairs}, {j for _, j in pairs}
    for j, claim in enumerate(claims):
        counts = scores.confidence.setdefault(round(claim.confidence, 1), [0, 0])
        counts[0] += j in right
        counts[1] += 1
        scores.judged.append((kind, claim.confidence, j in right))
    scores.errors += [{"report": name, "missed": gold} for i, gold in enumerate(golds) if i not in known]
    scores.errors += [
        {"report": name, "wrong": {"type": kind, **_shown(found)}}
        for j, found in enumerate(founds)
        if j not in right
    ]


def _score_fields(scores: Scores, name: str, kind: str, gold: Gold, found: Fields) -> None:
    for part, comparison in type_rules()[kind].optional.items():
        values = wanted(comparison, part, gold, found)
        if not values:
            continue
        right = field_agrees(comparison, values, found.get(part, []))
        counts = scores.fields.setdefault(f"{kind}.{part}", [0, 0])
        counts[0] += right
        counts[1] += 1
        if not right:
            given = {"gold": gold_values(gold, part), "found": _shown(found)}
            scores.errors.append({"report": name, "type": kind, "field": part, **given})


def _shown(found: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    return {part: [names[0] for names in values] for part, values in found.items()}
