"""Makes the table ``offices`` anew: posts of states with their Wikidata items, never who holds them.

Run ``python -m communique.ontology.build_offices LEADERS.csv FOREIGN.csv`` with two results of queries to
Wikidata (CC0), as the repositories every-politician-scrapers/world-leaders-2021 (data/wikidata.csv) and
every-politician-scrapers/world (sources/foreign/wikidata.csv) keep them. A post is taken where its label is a
role and its country's name, or where it is the one foreign minister's post of its country, and where no other
item claims the same.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from communique.ontology.reference import Entry, countries

DATA = Path(__file__).parent / "data"
ROLES = Path(__file__).parents[1] / "extract" / "data" / "roles.tsv"
_OF = re.compile(r"(?:the )?(.+?) (?:of|to) (?:the )?(.+)", re.IGNORECASE)
_FOREIGN = "Minister of Foreign Affairs"
_NOT_STATES = {"PR", "EH", "GU", "AS"}
Post = tuple[str, str, str]


def table(leaders: Path, foreign: Path) -> list[str]:
    """The lines: country's code, role, Wikidata item."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, role, item in (*_leaders(leaders), *_foreign(foreign)):
        if code not in _NOT_STATES:
            found[code, role].add(item)
    sure = sorted((*post, *items) for post, items in found.items() if len(items) == 1)
    return ["code\trole\twikidata", *("\t".join(post) for post in sure)]


def _leaders(path: Path) -> Iterator[Post]:
    """Heads of state and government."""
    for row in _rows(path):
        state = _states().get(row["countryid"])
        role = _role(row["positionLabel"], state, row["country"]) if state else ""
        if state and role:
            yield state.code, role, row["position"]


def _foreign(path: Path) -> Iterator[Post]:
    """Foreign ministers, also by the title of their country."""
    for row in _rows(path):
        if state := _states().get(row["country"]):
            yield state.code, _FOREIGN, row["position"]
            role = _role(row["positionLabel"], state, row["countryLabel"])
            if role and role != _FOREIGN:
                yield state.code, role, row["position"]


def _role(label: str, state: Entry, name: str) -> str:
    """The role that a label names, with or without its country; empty where it is none that is known."""
    roles = _roles()
    if found := _OF.fullmatch(label):
        names = {form.lower().removeprefix("the ") for form in (*state.forms, name)}
        if found[2].lower() in names and found[1].lower() in roles:
            return roles[found[1].lower()]
    led = next((form for form in state.forms if label.lower().startswith(f"{form.lower()} ")), "")
    return roles.get(label.lower().removeprefix(led.lower()).strip(), "")


def _states() -> dict[str, Entry]:
    return {entry.wikidata: entry for entry in countries().values()}


def _roles() -> dict[str, str]:
    lines = (line.split("\t") for line in ROLES.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {fields[0]: fields[1] for fields in lines if len(fields) > 1}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main(arguments: list[str]) -> None:
    """Writes the table."""
    head = (
        "# Posts of states with their Wikidata items (CC0), made by communique.ontology.build_offices from query\n"
        "# results of every-politician-scrapers (world-leaders-2021 and world, of 2022). Posts only, no holders.\n"
    )
    lines = table(*map(Path, arguments))
    (DATA / "offices.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
