"""Confidence that means something: of claims at 0.9, about nine in ten are right.

The table is measured on labelled reports (``tests/quality/calibrate.py``); a raw value between two measured
ones takes the nearer one's share.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from communique.extract.lexicon import table


@cache
def _measured() -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in table("calibration.tsv"):
        found[row["type"]].append((float(row["raw"]), float(row["confidence"])))
    return found


def calibrate(type_: str, raw: float) -> float:
    """The share of claims of this type and raw confidence that a careful reader agrees with (0 to 1)."""
    known = _measured().get(type_)
    if not known:
        return raw
    return min(known, key=lambda pair: (abs(pair[0] - raw), pair[0]))[1]
