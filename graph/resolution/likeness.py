"""How alike two claims of different reports are: None if they cannot be the same fact, 1 or more if they are.

What lies between is open and listed for review. Reports may differ in detail; what they contradict each other
in keeps claims apart, save small differences of date and number that everything else speaks against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from communique.graph.folding import fold
from communique.graph.model import Stated
from communique.graph.resolution.when import exact, near, overlap, short, span, stated_span

Likeness = float | None
_STOP = frozenset(
    {"the", "of", "and", "for", "on", "in", "a", "an", "to", "with", "joint", "between", "relationship"}
)
_CALL = re.compile(r"(?<!courtesy )\bcalls?\b(?! on)|\b(?:tele)?phone\b|\bvideo")
_MEAL = re.compile(r"\b(?:dinner|banquet|lunch|luncheon|breakfast|tea|meal)\b")
_PLAIN = frozenset({"", "meeting", "talks", "summit", "reception", "bilateral meeting", "bilateral talks"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def alike(a: Stated, b: Stated) -> Likeness:
    """How alike two claims of one type are."""
    return _RULES[a.claim.type](a, b)


# parts that rules share ---------------------------------------------------------------------------------
@lru_cache(maxsize=200_000)
def content(text: str) -> frozenset[str]:
    """The content words of a title or phrase."""
    return frozenset(fold(text).split()) - _STOP


def _wording(a: Stated, b: Stated, name: str) -> float | None:
    """How far two texts agree from 0 to 1; None where one gives none."""
    x, y = (frozenset().union(*(content(str(v)) for v in s.values.get(name, ()))) for s in (a, b))
    if not x or not y:
        return None
    return 1.0 if x <= y or y <= x else len(x & y) / len(x | y)


def _one(s: Stated, name: str) -> str:
    return str(s.values.get(name, ("",))[0])


def _differ(a: Stated, b: Stated, name: str) -> bool:
    """Whether both give a value, and none in common."""
    x, y = set(a.values.get(name, ())), set(b.values.get(name, ()))
    return bool(x) and bool(y) and not x & y


def _agree(a: Stated, b: Stated, *names: str) -> bool:
    return any(set(a.values.get(n, ())) & set(b.values.get(n, ())) for n in names)


def _days(a: Stated, b: Stated) -> float | None:
    """1 for days that meet, more for the same single day; 0.5 for neighbouring ones; None else."""
    own = stated_span(a), stated_span(b)
    if own[0] and own[1]:
        if overlap(own[0], own[1]):
            return 1.2 if exact(own[0]) and exact(own[1]) else 1.0
        return 0.5 if exact(own[0]) and exact(own[1]) and overlap(own[0], own[1], 1) else None
    return 1.0 if overlap(span(a), span(b)) else None


# one rule a type ----------------------------------------------------------------------------------------
def _meeting(a: Stated, b: Stated) -> Likeness:
    x, y = set(a.values["participants"]), set(b.values["participants"])
    days = _days(a, b)
    if days is None or len(x & y) < 2 or not (x <= y or y <= x or len(x & y) / len(x | y) > 0.5):
        return None
    if _sort(a) != _sort(b) or _differ(a, b, "country"):
        return None
    kinds = _kind(a) == _kind(b)
    if not kinds and _sort(a) != "meeting" and not content(_kind(a)) & content(_kind(b)):
        return 0.5  # a lunch and a banquet, a video conference and a phone call
    plain = _kind(a) in _PLAIN or _kind(b) in _PLAIN
    score = (
        days + 0.2 * kinds + 0.2 * _agree(a, b, "place") - 0.2 * (x != y) - 0.1 * (not kinds and not plain)
    )
    if days < 1:  # neighbouring days: only if all the rest is the same
        same = x == y and kinds and _agree(a, b, "place", "country") and not _differ(a, b, "place")
        return 1.0 if same else 0.5
    return score - 0.5 * (_differ(a, b, "place") and not _agree(a, b, "country"))


def _kind(s: Stated) -> str:
    return _folded(_one(s, "kind"))


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return fold(text)


def _sort(s: Stated) -> str:
    return _sort_of(_kind(s))


@lru_cache(maxsize=10_000)
def _sort_of(kind: str) -> str:
    return "call" if _CALL.search(kind) else "meal" if _MEAL.search(kind) else "meeting"


def _visit(a: Stated, b: Stated) -> Likeness:
    own = stated_span(a), stated_span(b)
    if own[0] and own[1] and not overlap(own[0], own[1], 1 if short(own[0]) and short(own[1]) else 0):
        return None
    if not overlap(span(a), span(b), 10):
        return None
    score = 1.2 if own[0] and own[1] else 1.0
    kinds = _wording(a, b, "kind")
    if kinds == 0.0 and not (own[0] and own[0] == own[1]):
        return 0.5
    return score + 0.2 * _agree(a, b, "host", "places")


def _agreement(a: Stated, b: Stated) -> Likeness:
    if not _wording(a, b, "kind"):
        return None
    titles, fields = _wording(a, b, "title"), _wording(a, b, "fields")
    counts = a.values.get("count"), b.values.get("count")
    parties = set(a.values.get("parties", ())), set(b.values.get("parties", ()))
    if parties[0] and parties[1] and parties[0] != parties[1] and titles != 1.0:
        return None
    if titles is not None and titles < 0.6 or fields == 0.0 and titles is None:
        return None
    named = titles is not None and not (a.values.get("parties") and b.values.get("parties"))
    days = 1.0 if named and not (stated_span(a) and stated_span(b)) else _days(a, b)
    if (
        days is None
        or bool(counts[0]) != bool(counts[1])
        and (a.values.get("title") or b.values.get("title"))
    ):
        return None
    if counts[0] and counts[1] and counts[0] != counts[1]:
        return days - 0.2 if days > 1 else None  # a conflict about the number on one and the same day
    if titles is None and _crossed(a, b) is False:
        return None
    only_one_titled = titles is None and bool(a.values.get("title") or b.values.get("title"))
    vague = titles is None and fields is None and not only_one_titled and not (counts[0] and counts[1])
    score = days + 0.4 * (titles or 0) + 0.3 * (fields or 0) + 0.1 * _agree(a, b, "place", "action")
    return score - 0.3 * only_one_titled - 0.05 * vague - 0.2 * bool(bool(counts[0]) != bool(counts[1]))


def _crossed(a: Stated, b: Stated) -> bool | None:
    """Whether the title of the one is about the subjects of the other; None where it cannot be told."""
    for one, other in ((a, b), (b, a)):
        title, subjects = (
            content(_one(one, "title")),
            content(" ".join(map(str, other.values.get("fields", ())))),
        )
        if title and subjects:
            return bool(title & subjects)
    return None


def _award(a: Stated, b: Stated) -> Likeness:
    names = _wording(a, b, "name")
    days = _days(a, b)
    return days + (names or 0) - 0.6 if names and names >= 0.6 and days is not None else None


def _invitation(a: Stated, b: Stated) -> Likeness:
    if _differ(a, b, "country"):
        return None
    return 1.0 + 0.2 * _agree(a, b, "country") if near(a, b, 45) else None


def _speech(a: Stated, b: Stated) -> Likeness:
    titles, days = _wording(a, b, "title"), _days(a, b)
    if days is None or titles is not None and titles < 0.6:
        return None
    return days - 0.3 * _differ(a, b, "place") + 0.3 * (titles or 0)


def _target(a: Stated, b: Stated) -> Likeness:
    numbers = [_NUMBER.findall(_one(s, "value")) for s in (a, b)]
    what = _wording(a, b, "what") or 0.0
    if numbers[0] and numbers[1] and numbers[0] != numbers[1] or _differ(a, b, "by_date") or what < 0.3:
        return None
    return 0.62 + 0.3 * what + 0.3 * (numbers[0] == numbers[1]) + 0.2 * _agree(a, b, "by_date")


def _message(a: Stated, b: Stated) -> Likeness:
    if (
        _differ(a, b, "kind")
        or not near(a, b, 30)
        or not _agree(a, b, "senders")
        or not _agree(a, b, "recipients")
    ):
        return None
    on = _wording(a, b, "on")
    return 1.0 if on is None else 0.7 + 0.6 * on if on > 0.2 else None


_RULES: dict[str, Callable[[Stated, Stated], Likeness]] = {
    "meeting": _meeting,
    "visit": _visit,
    "agreement": _agreement,
    "award": _award,
    "invitation": _invitation,
    "speech": _speech,
    "target": _target,
    "congratulation": _message,
}
#: Types whose facts do not happen on a day: what is filed under the same is the same.
TIMELESS = frozenset({"office", "spouse", "diplomatic_relations", "partnership"})


# what can be compared at all ------------------------------------------------------------------------------
def blocks(s: Stated) -> Iterable[tuple[str, ...]]:
    """Under what a claim is filed; only claims filed under the same are compared."""
    v = s.values
    type_ = s.claim.type
    if type_ == "meeting":
        people = sorted(map(str, v["participants"]))
        return [(type_, p, q) for i, p in enumerate(people) for q in people[i + 1 :]]
    if type_ == "agreement" and not v.get("parties"):
        return [(type_, w) for w in content(_one(s, "title"))]
    if type_ == "agreement":
        named = [(type_, "title", fold(_one(s, "title")))] if v.get("title") else []
        return [(type_, *sorted(map(str, v["parties"]))), *named]
    if type_ == "congratulation":
        return [(type_, str(p), str(q)) for p in v["senders"] for q in v["recipients"]]
    if type_ == "partnership":
        return [(type_, *sorted(map(str, v["between"])), "|", *sorted(content(_one(s, "level"))))]
    names = _BLOCKS[type_]
    return [(type_, *(x for name in names for x in ("|", *sorted(map(str, v.get(name, ()))))))]


_BLOCKS: dict[str, tuple[str, ...]] = {
    "office": ("person", "office"),
    "spouse": ("persons",),
    "diplomatic_relations": ("between",),
    "visit": ("visitor", "country"),
    "award": ("recipient",),
    "invitation": ("inviter", "invitee"),
    "speech": ("speaker",),
    "target": ("between",),
}
