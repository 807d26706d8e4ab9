"""How memory is collected in processes that do one thing and end."""

from __future__ import annotations

import gc

_RARELY = (100_000, 20, 100)


def collect_rarely() -> None:
    """Look for garbage in cycles seldom: a large network is millions of objects that live until the answer is
    written, and going through them again and again took half of an analysis' time.
    """
    gc.set_threshold(*_RARELY)
