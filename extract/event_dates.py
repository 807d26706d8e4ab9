"""Which dates of a sentence may be those of an event: no anniversaries, deadlines, terms of a plan or names with a year."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word


def usable(s: Sentence, w: Word) -> bool:
    """Whether a date may be that of an event: no anniversary's, no history's, no deadline, no span of a plan."""
    assert w.ref is not None
    assert w.ref.date is not None
    if w.ref.date.kind in ("history", "anniversary") or getattr(w.ref.date, "dateline", False):
        return False
    around = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    value, end = w.ref.date.value, w.ref.date.end_value
    if len(value) == 4 and (
        len(end) == 4 or around[-1:] == ["for"] or {"period", "term", "years"} & set(around[-2:])
    ):
        return False  # what a plan covers is not when it was signed
    if len(value) == 4 and not end and _names_another(s, w):
        return False
    return (
        not any(a in ("anniversary", "since", "founded", "birthday") for a in around[-3:])
        and not _deadline(around[-3:])
        and around[-1:] not in (["until"], ["till"], ["before"])
        and "anniversary" not in around
    )


def _names_another(s: Sentence, year: Word) -> bool:
    """The year in "said that the 2026 elections would be fair", which tells no event of the kinds that are read."""
    behind = s.words[year.index + 1 : year.index + 2]
    if not behind or behind[0].ref is not None or behind[0].tag not in ("NN", "NNS"):
        return False
    told = (triggers()[kind]["nouns"] for kind in ("visit", "meeting", "agreement"))
    return s.words[year.index - 1].lower == "the" and not any(behind[0].lower in nouns for nouns in told)


def _deadline(words: Sequence[str]) -> bool:
    """ "by the end of 2030", "by next year": not "received by B on Monday", "spoke by phone today"."""
    if "by" not in words:
        return False
    return set(words[list(words).index("by") + 1 :]) <= _UNTIL


_UNTIL = frozenset(
    "the end of late early mid next this start beginning close first second half as soon at latest".split()
)
