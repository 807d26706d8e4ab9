"""Forms of address as words: what rank they tell, and where a mention begins that one stands before."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from communique.extract.units import Unit
from communique.extract.words import phrase_list

_FORMS = ("majesty", "highness", "eminence", "excellency")


@cache
def _form_of() -> dict[str, str]:
    """The rank that a form of address tells: ``majesty``, ``highness``, ``eminence`` or ``excellency``."""
    return {phrase: form for form in _FORMS for phrase in phrase_list(f"{form}_forms")}


def form_at(unit: Unit) -> str:
    """The rank that a unit addresses somebody with, empty for any other unit ("Dr.", "met")."""
    return _form_of().get(unit.lower, "") if unit.kind == "hon" else ""


def with_address(units: Sequence[Unit], first: int, taken: Container[int]) -> int:
    """Where a mention at unit ``first`` begins with its form of address: "His Highness the | Amir Sheikh A", "HE the | Envoy"."""
    k = first
    if k > 1 and units[k - 1].text == "the" and form_at(units[k - 2]) and k - 2 not in taken:
        k -= 1
    while k and k - 1 not in taken and form_at(units[k - 1]):
        k -= 1
    return k


def without_address(text: str) -> str:
    """The words of a post without the form of address before it: "HE the Special Envoy" is the Special Envoy."""
    words = text.split()
    for size in (3, 2, 1):
        if " ".join(words[:size]).lower() in _form_of() and len(words) > size and words[0][:1].isupper():
            return " ".join(words[size + (words[size] == "the") :])
    return text
