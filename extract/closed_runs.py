"""Unknown capitalized words behind a title that are of its body or field, as the layout shows ("X, CEO of Addu Reef Resorts,").

Where a title runs on into a name ("CEO of Addu Reef Resorts Ibrahim X") the words alone must tell where the body ends.
But a post in apposition has its holder in front, and one that a comma closes before a full name has him behind it:
there the whole run of capitalized words is the body's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from communique.extract.lexicon import Role
from communique.extract.names import name_at
from communique.extract.posts import PORTFOLIO_KINDS
from communique.extract.title_words import is_body_word, modifiers, possessive_at
from communique.extract.units import Unit
from communique.extract.words import word_list

_MOST = 6  # words of a run
_REACH = 12  # units left of a phrase within which its title and what stands before it are looked for
_CLOSERS = frozenset({",", ";", ".", ")", "(", "–", "—", ":", "”", '"', "]", "!", "?"})
#: Small words that may join the words of a body's name ("the Umbrella of Friends").
_JOINTS = frozenset({"of", "for", "de", "del", "la", "des", "du", "da", "do", "y", "the", "&"})
#: Between a name and the title that a clause gives it ("X is the CEO of Y").
_GIVEN = frozenset({"is", "was", "be", "been", "became", "becomes", "remains", "being", "as"})
_ARTICLES = frozenset({"the", "its", "his", "her", "their", "'s", "’s"})
#: What the subject of an envoy's task ends with.
_TOPIC_ENDS = frozenset({"region", "affairs"})
_NAMEABLE = ("cap", "city", "region")
_LONGEST = 4  # words of a place's name
_OF_DIVISIONS = frozenset({"provincial", "municipal", "district", "city", "regional"})


def closed_run(units: Sequence[Unit], j: int, start: int, role: Role) -> int:
    """The end of the run of capitalized words at ``j`` where it is of the phrase that began at ``start``; ``j`` where unknown."""
    end = run_end(units, j)
    lone = end > j and (end == j + 1 or units[j + 1].kind not in _NAMEABLE)  # "Umbrella of NGOs"
    if end == j or not _closed(units, end, lone) or not lone and j > start and _complete(units[j - 1], role):
        return j
    held = stands_behind_name(units, start)
    if (
        held
        and not lone
        and (parted := _name_in_run(units, j, end, start)) >= 0
        and _titles_lead(units, start)
    ):
        return parted
    if j > start and units[j - 1].kind in ("country", "org", "party") and not (held and lone):
        return j  # "President of Peru Roe, …"
    if end < len(units) and units[end].text not in _CLOSERS and not held:
        return j
    comma = end < len(units) and units[end].text == ","
    return end if held or comma and led_by_article(units, start) and name_behind(units, end + 1) else j


def _name_in_run(units: Sequence[Unit], j: int, end: int, start: int) -> int:
    """Where a name of two or three words begins in a run behind a body's ("Roe Foundation | Jane Roe"); -1 for none."""
    bodies = [i for i in range(j, end) if is_body_word(units[i])]
    last = bodies[-1] + 1 if bodies else j
    led = last > start and (is_body_word(units[last - 1]) or units[last - 1].kind in ("city", "region"))
    plain = all(u.kind in _NAMEABLE for u in units[last:end])
    return last if led and plain and 2 <= end - last <= 3 else -1


def _titles_lead(units: Sequence[Unit], start: int) -> bool:
    """ "Chairman of the Roe Party Jane Roe, President of …": the name before the comma has its own title right in front."""
    comma = next((i for i in range(start - 1, max(0, start - _REACH), -1) if units[i].text == ","), 0)
    first = comma
    while (
        first > 0
        and comma - first < 4
        and units[first - 1].kind == "cap"
        and not is_body_word(units[first - 1])
    ):
        first -= 1
    before = units[first - 1] if first > 0 else None
    bodily = before is not None and (before.kind in ("org", "party", "role") or is_body_word(before))
    return bodily and 2 <= comma - first <= 3


def run_end(units: Sequence[Unit], j: int) -> int:
    """Past the capitalized words at ``j``, with the small words that join them."""
    end = j
    while end < len(units) and end - j < _MOST:
        ahead = end
        while (
            end > j and ahead < len(units) and (units[ahead].lower in _JOINTS or possessive_at(units, ahead))
        ):
            ahead += 1
        if ahead >= len(units):
            break
        land = ahead == end > j and units[ahead].kind == "country"  # "Acme Foods Peru"
        if units[ahead].kind not in _NAMEABLE and not land:
            break
        end = ahead + 1
    return end


def named_division(units: Sequence[Unit], j: int) -> int:
    """Past "Thung Hoa Lam province" or "Thung Lam provincial" before a body: an unknown place that a small word closes."""
    end = j
    while (
        end < len(units)
        and end - j < _LONGEST
        and units[end].kind in _NAMEABLE
        and not is_body_word(units[end])
    ):
        end += 1
    if end == j or end + 1 >= len(units):
        return j
    of_place = units[end].text in _OF_DIVISIONS and is_body_word(units[end + 1])
    whole = end > j + 1 and units[end].text in word_list("divisions")
    return end + 1 if of_place or whole else j


def name_behind(units: Sequence[Unit], j: int) -> bool:
    """Whether a full or addressed name, closed by a mark or a small word, begins at ``j``."""
    run = name_at(units, j)
    if run is None or run.last - run.first < 2 and not run.titled or units[run.first].kind != "cap":
        return False
    return run.last == len(units) or units[run.last].kind in ("mark", "low")


def _closed(units: Sequence[Unit], end: int, lone: bool) -> bool:
    """Whether a mark ends the run, or behind a single word a place or time ("Envoy for the Peace Process in the Sahel")."""
    return (
        end >= len(units)
        or units[end].text in _CLOSERS
        or lone
        and units[end].text in ("in", "at", "on", "since")
    )


def _complete(unit: Unit, role: Role) -> bool:
    """Whether a body's or field's name may end with this word, so that a person's could begin behind it."""
    if unit.kind in ("country", "org", "party", "demonym") or unit.text == ")":
        return True
    if role.kind == "envoy" and unit.lower in _TOPIC_ENDS:
        return True  # "Special Envoy for the Sahel Region Jane Roe,"
    return is_body_word(unit) and (role.kind in PORTFOLIO_KINDS or unit.lower in word_list("institutions"))


def stands_behind_name(units: Sequence[Unit], start: int) -> bool:
    """Whether the title before ``start`` stands behind its holder's name: in apposition, in brackets, or after "is"."""
    head = False
    for j in range(start - 1, max(0, start - _REACH), -1):
        unit = units[j]
        head = head or unit.kind == "role"
        if unit.lower in _GIVEN:
            return head
        if unit.kind == "mark" and not possessive_at(units, j):
            return head and _behind_name(units, j)
        joined = unit.lower == "and" and units[j - 1].kind == "role"  # "X, President and CEO of Y"
        if head and unit.kind == "low" and unit.lower not in _before_heads() and not joined:
            return False  # "A, received by Speaker of the Council B"
    return False


def _behind_name(units: Sequence[Unit], j: int) -> bool:
    """Whether the mark at ``j`` parts a name from its apposition ("X,", "X (", "X, 54,") and no dateline from its text."""
    before = units[j - 1]
    named = before.kind in _NAMEABLE and not is_body_word(before)
    if units[j].text in ("–", "—"):
        return named and before.kind == "cap" and not before.text.isupper()
    aged = before.kind == "num" and units[j - 2].text == ","
    return units[j].text in (",", "(") and (named or aged or before.text == ")")


@cache
def _before_heads() -> frozenset[str]:
    return modifiers() | word_list("before_posts") | word_list("body_words") | {"'s", "’s", "of"}


def led_by_article(units: Sequence[Unit], start: int) -> bool:
    """Whether an article or owner stands before the title before ``start`` ("the CEO of …")."""
    head = False
    for j in range(start - 1, max(-1, start - _REACH), -1):
        head = head or units[j].kind == "role"
        if head and units[j].lower in _ARTICLES:
            return True
        if units[j].kind == "mark" and not possessive_at(units, j):
            return False
    return False
