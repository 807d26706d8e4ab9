"""Whom a form of address alone stands for: "His Excellency also met B" goes on with who the report calls so."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.address_forms import form_at, with_address
from communique.extract.antecedents import Antecedents, sexed
from communique.extract.people import Person, PersonMention
from communique.extract.units import Unit

#: Forms of address of many in one report.
_COMMON = frozenset({"eminence", "excellency"})
_REIGNING = frozenset({"King", "Queen", "Sultan", "Emperor", "Empress", "Yang di-Pertuan Agong"})


def addressed(past: Antecedents, k: int) -> Person | None:
    """ "His Highness also met B": who bears that form of address and acted last, of princes those of the report's home first."""
    form = form_at(past.units[k])
    if not form or past.units[k].lower == "he" or _named_behind(past.units, k + 1):
        return None
    return _meant(past, k, form)


def bearers(past: Antecedents, k: int, fits: list[Person]) -> list[Person]:
    """ "His Highness the Prime Minister" beside two of them: those of ``fits`` with the form of address before unit ``k``."""
    begin = with_address(past.units, k, ())
    form = form_at(past.units[begin])
    if form not in ("majesty", "highness") or len(fits) < 2:
        return fits  # any minister and any president is an excellency
    bearing = [q for q in fits if q in _bearing(past, form)]
    return [q for q in bearing if q.country == past.registry.home] or bearing or fits


def _meant(past: Antecedents, k: int, form: str) -> Person | None:
    """Of those so addressed the one who acted in the nearest sentence before; else who is of that rank and at home."""
    sex = (
        "f" if past.units[k].lower.startswith("her") else "m" if past.units[k].lower.startswith("his") else ""
    )
    here = _opposite(past, k)
    fits = [q for q in _addressed_before(past, k, form) if (not sex or sexed(q, sex)) and q not in here]
    if not fits:  # whoever the report is about may be called so; a prince only at home
        serving = [q for q in past.registry.persons if any(h.post.status == "actual" for h in q.posts)]
        fits = [q for q in serving if q not in here]
        fits = [q for q in fits if form in _COMMON or q.country == past.registry.home]
    if form not in _COMMON:
        fits = [q for q in fits if q.country == past.registry.home] or fits
    elif (lone := _lone_before(past, fits, k)) is not None:
        return lone
    acting = past.acting(fits, k)
    return acting or next((q for q in fits if form not in _COMMON), None)


def _lone_before(past: Antecedents, fits: list[Person], k: int) -> Person | None:
    """ "The talks were attended by HE Minister A. His Excellency then met B": the only one of the sentence before."""
    begins = past.sentence_begins(k)[-2:]
    near = [m.person for m in past.before(k) if begins[0] <= past.token(m) < begins[-1]]
    told = list({id(q): q for q in near if q in fits}.values())
    return told[0] if len(told) == 1 else None


def _addressed_before(past: Antecedents, k: int, form: str) -> list[Person]:
    """Those named before unit ``k`` who bear a form of address, or whose post has it, in the order of the report."""
    here = past.reading.span(k, k + 1)[0]
    bearing = _bearing(past, form)
    persons = sorted(past.registry.persons, key=lambda q: q.first)
    return [q for q in persons if q.first < here and (q in bearing or _of_rank(q, form))]


def _of_rank(person: Person, form: str) -> bool:
    """A king is His Majesty, any other prince His Highness, whether or not the report says so."""
    royal = [h.post.role for h in person.posts if h.post.kind == "royal"]
    if form == "majesty":
        return any(role in _REIGNING for role in royal)
    return form == "highness" and any(role not in _REIGNING for role in royal)


def _bearing(past: Antecedents, form: str) -> list[Person]:
    """Those whom the report ever names with a form of address."""
    found: list[Person] = []
    for m in past.registry.mentions:
        units = past.registry.paragraphs[m.paragraph].units
        begin = with_address(units, m.first, ())
        own = (
            k for k in range(begin, m.last) if not (k and units[k - 1].lower == "of")
        )  # "Office of His Majesty"
        if m.person not in found and any(form_at(units[k]) == form for k in own):
            found.append(m.person)
    return found


def _opposite(past: Antecedents, k: int) -> list[Person]:
    """Whom the sentence has told of before the form of address: "The President thanked His Highness" means two."""
    begin = past.sentence_begins(k)[-1]
    return [m.person for m in past.before(k) if past.token(m) >= begin and not _clause_between(past, m, k)]


def _clause_between(past: Antecedents, mention: PersonMention, k: int) -> bool:
    """ "A said that His Highness will come", "A met B; His Highness …": another clause may be of the same person."""
    return any(u.lower in (";", "that", "and", "where", ",") for u in past.units[mention.last : k])


def _named_behind(units: Sequence[Unit], k: int) -> bool:
    """Whether a name or title follows a form of address."""
    return k < len(units) and (
        units[k].kind in ("cap", "role", "hon", "demonym", "country") or units[k].text == "the"
    )
