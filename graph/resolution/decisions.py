"""What people decide against the rules: two things are the same or different, claims are wrong."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from communique.graph.model import FACT_PATHS

FILE = "decisions.jsonl"
_JUDGED = {"person", "party", "organization", "place", "claim", *FACT_PATHS.values()}
Judgement = Literal["same", "different", "wrong"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the decisions file. ``subjects`` are two entity ids, or one claim id for ``wrong``."""

    judgement: Judgement
    subjects: tuple[str, ...]
    by: str = ""
    at: str = ""


@dataclass(slots=True)
class Decisions:
    """The decisions in force: the last one on a pair or claim counts."""

    same: set[frozenset[str]] = field(default_factory=set)
    different: set[frozenset[str]] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        """The decisions in force after all of these, in their order."""
        found = cls()
        for decision in decisions:
            pair = frozenset(decision.subjects)
            if decision.judgement == "wrong":
                found.rejected |= pair
                continue
            mine, other = (
                (found.same, found.different)
                if decision.judgement == "same"
                else (found.different, found.same)
            )
            other.discard(pair)
            mine.add(pair)
        return found


def check_decision(judgement: Judgement, subjects: Sequence[str]) -> None:
    """Refuse what makes no sense: one thing twice, things of different types, or types that are never judged.

    Raises ValueError.
    """
    if judgement == "wrong":
        return
    if len(subjects) != 2 or subjects[0] == subjects[1]:
        same = f": both are {subjects[0]}" if len(subjects) == 2 else ""
        raise ValueError(f"two different things are judged to be the same or not{same}")
    types = [subject.partition("/")[0] for subject in subjects]
    if unjudged := sorted(set(types) - _JUDGED):
        raise ValueError(
            f"of the type {unjudged[0]} none is judged: it is persons, parties, organizations, places, facts "
            "and claims that are"
        )
    if len(set(types) - {"claim"}) > 1:
        raise ValueError(f"{subjects[0]} and {subjects[1]} are of different types and cannot be one thing")


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a JSON Lines file, none without a file. Raises ValueError naming a bad line."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            found.append(
                Decision(data["judgement"], tuple(data["subjects"]), data.get("by", ""), data.get("at", ""))
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"{path.name}, line {number}: {error}; expected judgement and subjects"
            ) from None
    return found


def write_decision(path: Path, judgement: Judgement, subjects: Iterable[str], by: str = "") -> Decision:
    """Append a decision with the present time, and return it."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    decision = Decision(judgement, tuple(subjects), by, now)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(decision), ensure_ascii=False) + "\n")
    return decision
