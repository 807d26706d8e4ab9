"""What the extractor reads out of composed reports, held as a floor: those read in development, and those nobody has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.extract.evaluation import evaluate
from communique.extract.pipeline import Extractor

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("folder", "f1", "precision", "optional"),
    [("composed", 0.825, 0.873, 0.755), ("held_out", 0.805, 0.855, 0.725)],
)
def test_the_figures_stay(folder: str, f1: float, precision: float, optional: float) -> None:
    """Core F1, precision, and the share of optional fields that are right."""
    found = evaluate(HERE / folder / "gold", HERE / folder / "text", Extractor())
    right, asked = found.optional
    assert found.core.f1 >= f1
    assert found.core.precision >= precision
    assert right / asked >= optional


@pytest.mark.parametrize(("folder", "reports"), [("composed", 184), ("held_out", 30)])
def test_every_report_has_its_facts(folder: str, reports: int) -> None:
    texts = {file.stem for file in (HERE / folder / "text").glob("*.txt")}
    assert texts == {file.stem for file in (HERE / folder / "gold").glob("*.json")}
    assert len(texts) == reports
