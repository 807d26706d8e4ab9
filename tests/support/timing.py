"""Times on a machine that does other things, too: noise only ever adds, so the best of a few tries counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, act: Callable[[], Result], tries: int = 4) -> Result:
    """What the act gives in a try that takes no longer; AssertionError when none of the tries is fast enough."""
    taken = []
    for _ in range(tries):
        begun = time.monotonic()
        result = act()
        taken.append(time.monotonic() - begun)
        if taken[-1] < seconds:
            return result
        time.sleep(0.5)
    raise AssertionError(f"took {', '.join(f'{t:.2f}' for t in taken)} s, each longer than {seconds} s")


def at_most(limit: float, measure: Callable[[], float], tries: int = 4) -> None:
    """Assert that a measured value stays under a limit in one of the tries."""
    values: list[float] = []
    while not values or (min(values) >= limit and len(values) < tries):
        values.append(measure())
    assert min(values) < limit, f"measured {values}, each at least {limit}"
