"""Persons and posts of the marked paragraphs: how many are missed or false, held as a floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.marked import score

MARKED = Path(__file__).with_name("marked")


@pytest.mark.parametrize(
    ("numbers", "persons_missed", "posts_missed", "false"),
    [("1234", 0.06, 0.12, 0.05), ("56", 0.08, 0.18, 0.06)],
)
def test_no_more_are_missed_or_false(
    numbers: str, persons_missed: float, posts_missed: float, false: float
) -> None:
    counts, _ = score(sorted(MARKED.glob(f"*[{numbers}].txt")))
    assert counts["p-"] <= persons_missed * counts["persons"]
    assert counts["t-"] <= posts_missed * counts["posts"]
    assert counts["p+"] <= false * counts["persons"]
    assert counts["t+"] <= false * counts["posts"]
