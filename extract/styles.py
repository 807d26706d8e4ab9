"""Persons called by a form of address or a rank alone: "Samdech then met B", "the Rwandan General called on B"."""

from __future__ import annotations

from communique.extract.antecedents import Antecedents
from communique.extract.people import Person
from communique.extract.reference_posts import Reference
from communique.extract.words import word_list


def styled(past: Antecedents, k: int) -> Reference | None:
    """ "Samdech then met B": whoever bears the form of address at unit ``k``, else the one the report is about."""
    unit, behind = past.units[k], past.units[k + 1 : k + 2]
    if not unit.text.istitle() or unit.lower not in word_list("standing_styles"):
        return None
    if not behind or behind[0].kind not in ("low", "mark") or behind[0].lower in ("of", "and"):
        return None
    begun = past.p or past.before(k)
    person = past.latest(_bearing(past, unit.lower), k) if begun else None
    person = person or past.registry.principals()[0]
    return Reference(k, k + 1, "description", (person,)) if person is not None else None


def ranked(past: Antecedents, k: int) -> Reference | None:
    """ "the Rwandan General", "the Cardinal": who bears that rank before the name."""
    units = past.units
    j = k + 1 + (k + 1 < len(units) and units[k + 1].kind == "demonym")
    if units[k].lower != "the" or j >= len(units) or units[j].kind != "hon" or " " in units[j].text:
        return None
    behind = units[j + 1 : j + 2]
    if behind and (behind[0].kind in ("cap", "role", "hon") or behind[0].lower == "the"):
        return None  # the name follows
    code = units[j - 1].code if j > k + 1 else ""
    fits = [q for q in _bearing(past, units[j].lower) if not code or q.country in ("", code)]
    person = past.latest(fits, k)
    return Reference(k, j + 1, "description", (person,)) if person is not None else None


def _bearing(past: Antecedents, style: str) -> list[Person]:
    """Those whose names the report gives with a form of address or rank."""
    found: list[Person] = []
    for m in past.registry.mentions:
        units = past.registry.paragraphs[m.paragraph].units[m.first : m.last]
        if m.person not in found and any(u.lower == style for u in units):
            found.append(m.person)
    return found
