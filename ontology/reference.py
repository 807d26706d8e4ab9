"""Reference data: countries, places, parties and bodies, read from ``ontology/data``.

Office-holders are in none of these files: who holds a post is learned from the reports alone.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from communique.ontology.names import slug

DATA = files("communique.ontology") / "data"
#: Letters that no decomposition turns into plain ones.
_SINGLE = str.maketrans("đĐłŁøØæÆıœß", "dDlLoOaAios")
EntryType = Literal["country", "demonym", "capital", "city", "region", "party", "organization", "parliament"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the reference data; ``code`` is its country, empty for international bodies.

    ``forms`` are all that a report may write; ``styles`` those among them that are made up of a common word
    and the name ("Government of X"), which name it without being names of it; ``local`` are further names,
    which say it only in a report that speaks of its country.
    """

    type: EntryType
    name: str
    code: str = ""
    forms: tuple[str, ...] = ()
    wikidata: str = ""
    sole: bool = False
    styles: frozenset[str] = frozenset()
    local: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The forms that are names."""
        return tuple(form for form in self.forms if form not in self.styles)


def _rows(file: str) -> Iterator[dict[str, str]]:
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return ({k: v or "" for k, v in row.items()} for row in rows)


def _split(forms: str) -> tuple[str, ...]:
    return tuple(f for f in forms.split("|") if f)


@cache
def with_article() -> frozenset[str]:
    """The names of countries that have an article in a sentence ("the Philippines")."""
    lines = (DATA / "with_article.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def offices() -> dict[tuple[str, str], str]:
    """The Wikidata items of posts of states, by the country's code and the role's slug. No holders."""
    return {(row["code"], slug(row["role"])): row["wikidata"] for row in _rows("offices.tsv")}


@cache
def countries() -> dict[str, Entry]:
    """Countries (and the EU) by ISO 3166-1 alpha-2 code, with every written form."""
    more = {r["code"]: _split(r["forms"]) for r in _rows("demonyms.tsv")}
    found = {}
    for row in _rows("countries.tsv"):
        styled = (
            f"{style} of {the}{row['name']}"
            for style in ("Republic", "Kingdom", "State", "Government")
            for the in ("", "the ")
        )
        names = dict.fromkeys((row["name"], row["official"], *more.get(row["code"], ())))
        forms = tuple(f for f in (*names, *(s for s in styled if s not in names)) if f)
        found[row["code"]] = Entry(
            "country",
            row["name"],
            row["code"],
            forms,
            row["wikidata"],
            styles=frozenset(forms).difference(names),
        )
    return found


@cache
def demonyms() -> tuple[Entry, ...]:
    """Adjectives and people of each country."""
    names = {code: entry.name for code, entry in countries().items()}
    rows = _rows("demonyms.tsv")
    return tuple(
        Entry("demonym", names[r["code"]], r["code"], _split(r["demonyms"])) for r in rows if r["demonyms"]
    )


@cache
def places() -> tuple[Entry, ...]:
    """Capitals, cities and regions with the country each lies in."""
    more = [
        Entry(_place_type(r["kind"]), r["name"], r["code"], _split(r["forms"]) or (r["name"],))
        for r in _rows("places_more.tsv")
    ]
    excluded = set((DATA / "places_excluded.txt").read_text(encoding="utf-8").splitlines())
    known = {form for entry in more for form in entry.forms} | excluded
    listed = (r for r in _rows("places.tsv") if r["name"] not in known)
    return tuple(more) + tuple(
        Entry("capital" if r["capital"] == "1" else "city", r["name"], r["code"], (r["name"],))
        for r in listed
    )


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """The countries of each smaller city by its name without accents, the largest of that name first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("towns.tsv"):
        for name in row["names"].split("|"):
            found[plain(name)] = (*found.get(plain(name), ()), row["code"])
    return found


def _place_type(kind: str) -> EntryType:
    return "capital" if kind == "capital" else "region" if kind == "region" else "city"


def plain(name: str) -> str:
    """A name in lower-case Latin letters without accents."""
    letters = unicodedata.normalize("NFKD", name.translate(_SINGLE))
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


@cache
def name_words() -> dict[str, tuple[str, ...]]:
    """Given and family names that people of each country bear, without accents: how its names are spelled."""
    return {r["code"]: tuple(r["words"].split()) for r in _rows("name_words.tsv")}


@cache
def parties() -> tuple[Entry, ...]:
    """Political parties; ``sole`` marks a country's one leading party."""
    items = {(r["code"], r["name"]): r["wikidata"] for r in _rows("party_items.tsv")}
    return tuple(
        Entry(
            "party",
            r["name"],
            r["code"],
            (*(() if r["name"] in _split(r["local"]) else (r["name"],)), *_split(r["forms"])),
            items.get((r["code"], r["name"]), ""),
            sole=r["sole"] == "1",
            local=tuple(_split(r["local"])),
        )
        for r in _rows("parties.tsv")
    )


@cache
def organizations() -> tuple[Entry, ...]:
    """International bodies, and national ones that reports name without their country."""
    return tuple(
        Entry(
            "parliament" if r["type"] == "parliament" else "organization",
            r["name"],
            r["code"],
            (r["name"], *_split(r["forms"])),
        )
        for r in _rows("organizations.tsv")
    )


@cache
def sole_party(code: str) -> Entry | None:
    """The one leading party of a country, None where there are several."""
    return next((p for p in parties() if p.sole and p.code == code), None)
