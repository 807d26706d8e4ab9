"""Known names in running text: countries, demonyms, places, parties and bodies of the whole world.

The reference data is ``communique.ontology.reference``. Matching is by whole tokens, longest first, with
diacritics folded; capitals must be capitals ("US" is not "us"). What a report itself introduces in
brackets ("the Workers' Party of Korea (WPK)") can be learned and then goes before the global forms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract.claims import Entity
from communique.extract.lexicon import table
from communique.extract.tokens import fold, tokenize
from communique.ontology.reference import (
    Entry,
    EntryType,
    countries,
    demonyms,
    organizations,
    parties,
    places,
)

__all__ = ["Entry", "Gazetteer", "Match", "country_entity", "split_compound"]

#: A form earlier in this order wins over the same form further back.
_ORDER = ("country", "party", "organization", "parliament", "capital", "demonym", "region", "city")


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``start`` to ``end`` (exclusive) name ``entry``."""

    start: int
    end: int
    entry: Entry


Key = tuple[str, ...]

_COMMON = frozenset({("enterprise",), ("commonwealth",)})


def _key(words: Iterable[str]) -> Key:
    return tuple(fold(w) for w in words)


@cache
def _global_forms() -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    shared = _shared_forms()
    entries = (*countries().values(), *demonyms(), *places(), *parties(), *organizations())
    for entry in sorted(entries, key=lambda e: _ORDER.index(e.type)):
        for key in _keys(entry.forms):
            common = (
                entry.type == "city" and key in _COMMON
            )  # a field of office, seldom the city of that name
            if not common and (entry.type != "party" or key not in shared):
                found.setdefault(key, entry)
    return found


@cache
def _shared_forms() -> dict[Key, dict[str, Entry]]:
    """Names that say a party only beside its country ("Labour Party"), with each country's party."""
    every: dict[Key, dict[str, Entry]] = {}
    local: set[Key] = set()
    for party in parties():
        here = _keys((*party.local, *_without_country(party)))
        local |= here
        for key in here | _keys(party.forms):
            every.setdefault(key, {}).setdefault(party.code, party)
    return {key: by_country for key, by_country in every.items() if len(by_country) > 1 or key in local}


def _without_country(party: Entry) -> Iterator[str]:
    """ "Labour Party" for the New Zealand Labour Party and the Labour Party of New Zealand."""
    own = [f for e in (countries()[party.code], *demonyms()) if e.code == party.code for f in e.forms]
    for name in party.names:
        for form in own:
            short = name.removesuffix(f" of {form}").removesuffix(f" of the {form}").removeprefix(f"{form} ")
            if short != name and short.endswith("Party") and " " in short:
                yield short


def _keys(names: Iterable[str]) -> set[Key]:
    """Names as folded words, "Organization" as British and as American English spell it."""
    forms = {form.replace("’", "'") for form in names}
    british = {form.replace("rganization", "rganisation") for form in forms}
    american = {form.replace("rganisation", "rganization") for form in forms}
    return {_key(t.text for t in tokenize(form)) for form in forms | british | american}


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """By a name's first word, folded: how many words the names have that begin so, the longest first."""
    found: dict[str, set[int]] = {}
    for key in (*_global_forms(), *_shared_forms()):
        found.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@cache
def _openings() -> frozenset[Key]:
    """The first two words, folded, of the names that have several."""
    return frozenset(key[:2] for key in (*_global_forms(), *_shared_forms()) if len(key) > 1)


@cache
def _shared_peoples() -> list[tuple[str, str, tuple[str, ...]]]:
    rows = table("shared_demonyms.tsv")
    return [(r["form"], r["code"], tuple(r["others"].split())) for r in rows]


_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\S")
_OWNING = re.compile(r"(?<=\w)[’'][sS]?(?!\w)")
#: What speaks of a country.
_OF_COUNTRIES: tuple[EntryType, ...] = ("country", "demonym", "capital", "city")
#: Words in small letters that a name may begin with ("the Gambia").
_SMALL_FIRST = frozenset({"the", "mainland"})


class Gazetteer:
    """All known forms, and those that one report taught."""

    def __init__(self) -> None:
        self._forms, self._shared, self._sizes = _global_forms(), _shared_forms(), _sizes()
        self._openings = _openings()
        self._learned: dict[Key, Entry] = {}
        self._taught: dict[str, int] = {}
        self._spoken_of: frozenset[str] = frozenset()

    def learn(self, form: str, entry: Entry) -> None:
        """Take ``form`` (an acronym of this report) as a name of ``entry`` from now on."""
        key = _key(t.text for t in tokenize(form))
        self._learned[key] = entry
        self._taught[key[0]] = max(self._taught.get(key[0], 0), len(key))

    def learn_shared(self, codes: Collection[str]) -> None:
        """Take a name that parties of several countries bear for that of the one country in ``codes`` that has it."""
        self._spoken_of = frozenset(codes)

    def _of_country(self, key: Key) -> Entry | None:
        """The party of a shared name, where the report speaks of one country only that has one."""
        by_country = self._shared[key]
        near = by_country.keys() & self._spoken_of
        return by_country[near.pop()] if len(near) == 1 else None

    def learn_peoples(self, text: str) -> None:
        """Take "Guinean" for the people of Guinea-Bissau in a report that names that country and not Guinea."""
        rows = [row for row in _shared_peoples() if row[0] in text]
        named = self.countries_in(text, ("country", "capital")) if rows else frozenset()
        for form, code, others in rows:
            meant = named & set(others)
            if code not in named and len(meant) == 1:
                other = next(iter(meant))
                self.learn(form, Entry("demonym", countries()[other].name, other, (form,)))

    def countries_in(self, text: str, kinds: Collection[EntryType] = _OF_COUNTRIES) -> frozenset[str]:
        """The countries (ISO codes) that a text names, or of whose people or larger cities it speaks."""
        found = self.find(_WORDS.findall(_OWNING.sub(" ", text)))
        return frozenset(m.entry.code for m in found if m.entry.type in kinds)

    def find(self, words: Sequence[str]) -> list[Match]:
        """The known names in a list of words, from left to right, longest first, without overlap."""
        found: list[Match] = []
        end = 0
        for i, word in enumerate(words):
            if i >= end and (word[0].isupper() or word in _SMALL_FIRST and _capital(words, i + 1)):
                match = self._at(words, i)
                if match is not None:
                    found.append(match)
                    end = match.end
        return found

    def _at(self, words: Sequence[str], i: int) -> Match | None:
        first = fold(words[i])
        sizes, taught = self._sizes.get(first, ()), self._taught.get(first, 0)
        if taught:
            sizes = tuple(sorted({*sizes, *range(1, taught + 1)}, reverse=True))
        elif sizes and (first, fold(words[i + 1]) if i + 1 < len(words) else "") not in self._openings:
            sizes = sizes[-1:] if sizes[-1] == 1 else ()  # most words: no longer name begins so
        if not sizes:
            return None
        folded = [first, *(fold(word) for word in words[i + 1 : i + sizes[0]])]
        for size in sizes:
            key = tuple(folded[:size])
            entry = self._named(key, size <= taught) if len(key) == size else None
            if entry is not None and _written_right(words[i : i + size], entry):
                return Match(i, i + size, entry)
        return None

    def _named(self, key: Key, taught: bool) -> Entry | None:
        entry = self._learned.get(key) if taught else None
        return entry or self._forms.get(key) or (self._of_country(key) if key in self._shared else None)


def _capital(words: Sequence[str], i: int) -> bool:
    return i < len(words) and words[i][0].isupper()


@cache
def _exact_forms(entry: Entry) -> frozenset[str]:
    return frozenset(entry.forms)


def _written_right(words: Sequence[str], entry: Entry) -> bool:
    """A short form must be written as it is listed; a longer one has at least its last word in capitals."""
    if len(words) == 1 and (len(words[0]) <= 4 or words[0] in _GIVEN_NAMES):
        return words[0] in _exact_forms(entry) or words[0].isupper()
    return words[-1][0].isupper() or not words[-1][0].isalpha() or len(words) > 1 and words[0][0].isupper()


#: Given names that are acronyms where they are in capitals.
_GIVEN_NAMES = frozenset({"Irena"})


def country_entity(code: str) -> Entity:
    """The country of an ISO code. Raises KeyError for a code that no country has."""
    return Entity("country", countries()[code].name, code)


@cache
def split_compound(word: str) -> tuple[str, ...] | None:
    """``Vietnam-DPRK`` and ``Lao-Thai`` as their parts where each is a country or a demonym, else None."""
    parts = word.replace("–", "-").replace("‑", "-").split("-")
    if len(parts) < 2 or not all(p[:1].isupper() for p in parts):
        return None
    forms = _global_forms()
    if (fold(word),) in forms:
        return None  # "Guinea-Bissau" is one country
    entries = [forms.get((fold(p),)) for p in parts]
    good = [e is not None and e.type in ("country", "demonym", "capital") for e in entries]
    if not all(good) and any(good):  # "South Africa-Peru", "Peru-Sri Lanka"
        opening, closing = _edge_words()
        good[0] = good[0] or fold(parts[0]) in closing
        good[-1] = good[-1] or fold(parts[-1]) in opening
    return tuple(parts) if all(good) else None


@cache
def _edge_words() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last words of countries and peoples whose names have several."""
    names = [f for f, e in _global_forms().items() if len(f) > 1 and e.type in ("country", "demonym")]
    return frozenset(f[0] for f in names), frozenset(f[-1] for f in names)
