"""Who receives credentials, as a cue to a country: the head of the state that envoys are sent to."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.extract.paragraphs import ParagraphReading
    from communique.extract.people import PersonMention

#: Before the place that an envoy to other countries lives in ("ambassadors who reside in Havana").
_RESIDING = frozenset({"reside", "resides", "residing", "resident", "based", "seat", "live", "lives"})


def credentials(reading: ParagraphReading, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Who receives credentials is of the state that the envoys are sent to, and none of those that send them."""
    begin, end = reading.sentence_at(mention.first)
    sentence = [u for u in reading.units if begin <= u.first < end]
    words = {u.lower for u in sentence}
    if (
        words.isdisjoint({"credentials", "credence", "accredit", "accredited"})
        and not {"letter", "introduction"} <= words
        or _posted(mention)
    ):
        return
    seats = [b for a, b in pairwise(sentence) if a.lower in _RESIDING]
    for i, unit in enumerate(sentence[:-1]):
        if unit.role is None or unit.role.kind != "envoy":
            continue
        sender = next((u for u in sentence[i + 1 : i + 7] if u.kind == "country" and u.code), None)
        demonym = sentence[i - 1] if i and sentence[i - 1].kind in ("demonym", "country") else None
        for named, link in ((sender, "of"), (demonym, "")):
            if named is None:
                continue
            weights[named.code] -= 2.5
            if link:
                break
        behind = [u for u in sentence[i:] if u.lower != "the"]
        to = next(
            (
                u
                for a, u in pairwise(behind)
                if a.lower in ("to", "in") and a not in seats and u.kind in ("country", "city") and u.code
            ),
            None,
        )
        if to is not None:
            weights[to.code] += 5.0


def _posted(mention: PersonMention) -> bool:
    return any(p.kind == "envoy" for p in mention.naming.posts) or any(
        h.post.kind == "envoy" for h in mention.person.posts
    )
