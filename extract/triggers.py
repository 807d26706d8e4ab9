"""The event words of ``extract/data/triggers.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from communique.extract.words import DATA


@cache
def triggers() -> dict[str, Any]:
    """The event words of ``extract/data/triggers.toml``."""
    return tomllib.loads((DATA / "triggers.toml").read_text(encoding="utf-8"))


@cache
def trigger_words(section: str, name: str) -> frozenset[str]:
    """A list of ``triggers.toml`` as a set."""
    return frozenset(triggers()[section][name].split())
