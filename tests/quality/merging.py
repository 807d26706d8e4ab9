"""How well resolution merges: pairwise precision and recall over the made reports, and doubled events."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.extract.claims import Entity
from communique.graph.model import Knowledge, Report
from communique.graph.resolution import resolve
from tests.quality.rewriting import Made, look_alikes, namesakes, second_report
from tests.support.gold import SHARED, read_report

FAMILIES = "pwsrx"


@dataclass(slots=True)
class Score:
    """Pairs that are the same and were merged, that are the same, that are not, and that were merged."""

    right: int = 0
    other: int = 0
    same: int = 0
    merged: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.same if self.same else 1.0

    def count(self, same: bool, merged: bool, what: str) -> None:
        """Enter one pair."""
        self.same += same
        self.other += not same
        self.merged += merged
        self.right += same and merged
        if same and not merged:
            self.missed.append(what)
        elif merged and not same:
            self.wrong.append(what)


def originals(home: Path = SHARED) -> list[Report]:
    """The development reports of the families that may be read, as gold reads them."""
    names = sorted(p.stem for p in (home / "dev/gold").glob("*.json") if p.stem[0] in FAMILIES)
    return [Report(*read_report(name, home / "dev/text", home / "dev/gold")) for name in names]


def made_reports(reports: Iterable[Report], seed: int = 1) -> Iterator[tuple[Report, Made, Made, Made]]:
    """Each report with its second telling, its look-alikes and its namesakes."""
    for report in reports:
        rng = random.Random(f"{seed} {report.article.key}")
        yield report, second_report(report, rng), look_alikes(report, rng), namesakes(report, rng)


def measure(seed: int = 1) -> tuple[Score, Score, float]:
    """The scores of events and of persons, and how many facts too many there are for each told twice."""
    sets = list(made_reports(originals(), seed))
    knowledge = resolve([r for one, *made in sets for r in (one, *(m.report for m in made))])
    fact_of = {s.id: f.id for f in knowledge.facts for s in f.stated}
    person_of = _persons(knowledge)
    events, persons = Score(), Score()
    doubled = told = 0
    for one, two, three, four in sets:
        keys = (one.article.key, two.report.article.key, three.report.article.key)
        for first, second in two.same:
            ids = fact_of[first.identity(keys[0])], fact_of[second.identity(keys[1])]
            events.count(True, ids[0] == ids[1], f"{keys[0]} {first.type}: {first} || {second}")
            if first.type not in ("office", "spouse"):
                told, doubled = told + 1, doubled + (ids[0] != ids[1])
        _strangers(two, three, keys, fact_of, events)
        for old, new in two.same_persons:
            ids = person_of.get((keys[0], old), ""), person_of.get((keys[1], new), "-")
            persons.count(True, ids[0] == ids[1], f"{keys[0]} {old} || {new}")
        for old, new in four.other_persons:
            ids = person_of.get((keys[0], old), ""), person_of.get((four.report.article.key, new), "-")
            persons.count(False, ids[0] == ids[1], f"{keys[0]} {old} || {new}")
    return events, persons, doubled / told


def _strangers(
    two: Made, three: Made, keys: tuple[str, str, str], fact_of: dict[str, str], events: Score
) -> None:
    """Pairs that must stay apart: look-alikes, and different claims of the two tellings."""
    for first, second in three.other:
        ids = fact_of[first.identity(keys[0])], fact_of[second.identity(keys[2])]
        events.count(False, ids[0] == ids[1], f"{keys[0]} look-alike {first.type}: {first} || {second}")
    for i, (first, _) in enumerate(two.same):
        for j, (other, second) in enumerate(two.same):
            ids = fact_of[first.identity(keys[0])], fact_of[second.identity(keys[1])]
            apart = fact_of[other.identity(keys[0])] != fact_of[first.identity(keys[0])]
            if i != j and first.type == second.type and apart:
                events.count(False, ids[0] == ids[1], f"{keys[0]} crossed {first.type}: {first} || {second}")


def _persons(knowledge: Knowledge) -> dict[tuple[str, Entity], str]:
    """The person's id for every entity of every report."""
    return {(key, e): id_ for (key, e), id_ in knowledge.entities.items() if e.type == "person"}


if __name__ == "__main__":
    found_events, found_persons, rate = measure()
    for name, score in (("events", found_events), ("persons", found_persons)):
        print(f"{name}: {score.same} same and {score.other} other pairs, ", end="")
        print(f"precision {score.precision:.3f}, recall {score.recall:.3f}")
        print(*(f"  wrong: {pair}" for pair in score.wrong), sep="\n")
        print(*(f"  missed: {pair}" for pair in score.missed), sep="\n")
    print(f"doubled events: {rate:.3f}")
