"""The targets of merging, on the development reports told twice and their look-alikes."""

from __future__ import annotations

import pytest

from tests.quality.merging import Score, measure
from tests.support.gold import SHARED

pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the development reports are not beside the checkout"
)


@pytest.fixture(scope="module")
def measured() -> tuple[Score, Score, float]:
    return measure()


@pytest.mark.parametrize(("what", "number"), [("events", 0), ("persons", 1)])
def test_few_are_merged_wrongly_and_few_missed(
    measured: tuple[Score, Score, float], what: str, number: int
) -> None:
    score = (measured[0], measured[1])[number]
    assert score.same >= 200
    assert score.other >= 100
    assert score.precision >= 0.98, score.wrong[:5]
    assert score.recall >= 0.90, score.missed[:5]


def test_few_events_are_doubled(measured: tuple[Score, Score, float]) -> None:
    assert measured[2] <= 0.06
