"""What a title says in small letters of its body: "the mayor of the island, X", "X, head of the Loyalty bloc".

Such words are of the title only where the layout closes them: its holder's name stands in front of the title, or
behind the comma that ends them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.extract.closed_runs import led_by_article, name_behind, stands_behind_name
from communique.extract.lexicon import Role
from communique.extract.names import name_at
from communique.extract.title_words import possessive_at
from communique.extract.units import Unit
from communique.extract.words import word_list, words_of

_MOST = 9  # units of a tail
_OPENING = frozenset({"of", "for"})
_TO = frozenset({"to", "of", "for", "on"})
#: Where a tail is over: behind it a clause or a place and time follow.
_ENDS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "since",
        "until",
        "after",
        "before",
        "who",
        "and",
        "with",
        "from",
        "as",
        "by",
    }
)
_NOUNS = ("low", "cap", "org", "party", "country", "city", "region")
_CLOSERS = frozenset({",", ";", ".", ")", "–", "—", ":", "”", '"'})
#: What is led or sat on for a day and is no post, and how long one was held.
_PASSING = frozenset(
    "delegation delegations team talks meeting session sessions summit visit table jury procession conference "
    "day days week weeks month months year years terms".split()
)
_KINDS = frozenset(
    {
        "head",
        "local",
        "legislator",
        "party",
        "parliament",
        "spokesperson",
        "adviser",
        "military",
        "envoy",
        "government",
        "minister",
        "state",
    }
)


def tail_end(units: Sequence[Unit], j: int, role: Role) -> int:
    """The end of the words in small letters at ``j`` behind a title's head or phrase; ``j`` where they are not of it."""
    if role.kind not in _KINDS or role.plural or j >= len(units) or not _begins(units, j, role):
        return j
    end = j + (units[j].lower in _TO or possessive_at(units, j))
    while end < len(units) and end - j < _MOST and _of_tail(units, end):
        end += 1
    if end == j or not _noun(units[end - 1]) or _PASSING & {u.lower for u in units[j:end]}:
        return j
    if stands_behind_name(units, j):
        if _runs_into_name(units, j, end):
            return j
        return end if end == len(units) or units[end].text in _CLOSERS or units[end].lower in _ENDS else j
    if units[end - 1].text in word_list("institutions") and name_behind(units, end):
        return end  # "president of the football federation Jane Roe"
    addressed = end < len(units) and units[end].kind == "hon" and name_at(units, end) is not None
    if addressed and not _runs_into_name(units, j, end):
        return end  # "deputy leader of the party Sheikh X"
    comma = end < len(units) and units[end].text == ","
    return end if comma and led_by_article(units, j) and name_behind(units, end + 1) else j


def _begins(units: Sequence[Unit], j: int, role: Role) -> bool:
    """Whether the unit at ``j`` can open a tail: "of", "for", an owner's mark, or a noun that goes on with a phrase."""
    if units[j].lower in (_TO if role.kind == "envoy" else _OPENING):
        return True
    goes_on = units[j - 1].kind != "role" and _noun(units[j])
    return (
        goes_on
        and not units[j].lower.endswith("ed")
        or units[j - 1].kind != "role"
        and possessive_at(units, j)
    )


def _runs_into_name(units: Sequence[Unit], j: int, end: int) -> bool:
    """Whether a capitalized word follows a noun or country at once: a name ("minister of the displaced Jane Roe")."""
    for i in range(j, end):
        behind = units[i - 1].kind == "country" or units[i - 1].kind == "low" and _noun(units[i - 1])
        if units[i].kind == "cap" and (behind or i == j and units[end - 1].kind != "low"):
            return True
    return False


def _of_tail(units: Sequence[Unit], j: int) -> bool:
    unit = units[j]
    if possessive_at(units, j) or unit.text in ("'", "’") and units[j - 1].lower.endswith("s"):
        return True
    if unit.kind in ("role", "mark", "hon", "date"):
        return False
    if unit.lower == "and":  # "councillor for schools and sport"
        return j + 1 < len(units) and units[j + 1].kind == "low" and _noun(units[j + 1])
    return unit.lower not in _ENDS and unit.lower not in _verbs()


def _noun(unit: Unit) -> bool:
    """Whether a tail may end with a unit: no article, preposition or verb."""
    if unit.kind not in _NOUNS or not unit.text[0].isalpha():
        return False
    return unit.lower not in _verbs() and unit.lower not in _small_words()


@cache
def _small_words() -> frozenset[str]:
    return words_of("function_words", "before_posts") | _TO | _ENDS


@cache
def _verbs() -> frozenset[str]:
    """Verbs and relative words, which begin a clause."""
    heard = (
        words_of("after_names", "past_verbs", "copulas", "headline_verbs", "voicing_verbs") - _TO - {"the"}
    )
    return (heard | {"which", "that", "where", "when", "whom", "whose", "than", "if", "what"}) - {
        "its", "their", "his", "her", "office", "meeting", "visits", "post", "position", "will", "time", "states", "state",
    }  # fmt: skip
