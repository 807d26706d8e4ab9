"""Words and units that the title grammar asks for: ranks, words of bodies, acronyms, and how words are printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from communique.extract.units import Unit
from communique.extract.words import word_list, words_of

NAMED = frozenset({"country", "demonym", "city", "region", "party", "org"})


def is_rank(unit: Unit) -> bool:
    """A word that grades a post ("deputy", "first"), not one that names its field ("national")."""
    return unit.kind in ("low", "cap") and unit.lower in _grades()


@cache
def _grades() -> frozenset[str]:
    return word_list("ranks") - word_list("fields_of_office")


def is_body_word(unit: Unit) -> bool:
    """A capitalized word that bodies and portfolios are named of ("Committee", "Energy")."""
    return unit.kind in ("cap", "low") and unit.text[:1].isupper() and names_field(unit.lower)


@lru_cache(maxsize=65536)
def names_field(word: str) -> bool:
    """Whether a word in small letters is one that bodies and fields are named of, listed or told by its ending ("urbanism")."""
    known = word_list("body_words")
    plural = word.endswith("s") and len(word) > 5 and word[:-1] in known
    return word in known or plural or len(word) > 7 and word.endswith(_FIELD_ENDINGS)


#: Endings of abstract nouns that no given or family name has.
_FIELD_ENDINGS = (
    "ation", "ations", "ization", "isation", "ism", "isms", "ities", "ility", "ality", "ivity", "ological", "ology", "ologies",
    "nomics", "matics", "istics", "ernment", "opment", "agement",
)  # fmt: skip


def is_bodyish(unit: Unit) -> bool:
    """A word of a body's name, a known name or an acronym."""
    return is_body_word(unit) or unit.kind in NAMED or (unit.kind == "cap" and is_acronym(unit))


def is_acronym(unit: Unit) -> bool:
    """Two to eight capital letters."""
    return unit.kind == "cap" and unit.text.isupper() and 2 <= len(unit.text) <= 8


def is_postnominal(unit: Unit) -> bool:
    """Letters behind a name that are no part of it ("MP", "OBE")."""
    letters = unit.text.isupper() or unit.text in (
        "ndc",
        "psc",
        "mni",
    )  # officers' courses of South Asia and Nigeria
    return letters and len(unit.text) < 6 and unit.lower in word_list("postnominals")


def is_junior(unit: Unit) -> bool:
    """ "Jr.", "Sr." or "III" behind a name and a comma."""
    return unit.lower in ("jr", "jr.", "sr", "sr.") or unit.text in ("II", "III", "IV")


def is_numbered(unit: Unit) -> bool:
    """An ordinal in digits ("12th")."""
    return unit.kind == "num" and unit.text[-2:] in ("st", "nd", "rd", "th")


def possessive_at(units: Sequence[Unit], j: int) -> bool:
    """Whether unit ``j`` is a possessive mark."""
    return j < len(units) and units[j].lower in ("'s", "’s")


def modifiers() -> frozenset[str]:
    """Every word that may stand between a country and a title without being part of a body's name."""
    return words_of("ranks", "former", "planned", "historical", "idle")


def joined(words: Sequence[str]) -> str:
    """Words as they are printed: no blank before a possessive or a comma."""
    return (
        " ".join(words)
        .replace(" 's", "'s")
        .replace(" ’s", "’s")
        .replace("s ' ", "s' ")
        .replace("s ’ ", "s’ ")
        .replace(" ,", ",")
        .replace(" - ", "-")
        .replace("( ", "(")
        .replace(" )", ")")
    )


def capitalized(field: str) -> str:
    """A field of office as it is printed in a title ("foreign affairs" in small letters)."""
    return " ".join(w if w in ("and", "of", "for", "the") else w.capitalize() for w in field.split())


@cache
def institutions() -> frozenset[str]:
    """Words that tell a body wherever they stand: not "office" and "press", which fields of office are named of too."""
    return word_list("institutions") - word_list("vague_institutions")
