"""What the extractor reads out of the composed reports of this folder, held as a floor."""

from __future__ import annotations

from pathlib import Path

from communique.extract.evaluation import evaluate
from communique.extract.pipeline import Extractor

COMPOSED = Path(__file__).with_name("composed")
#: Core F1, precision, and the share of optional fields that are right.
F1, PRECISION, OPTIONAL = 0.845, 0.885, 0.74


def test_the_figures_stay() -> None:
    found = evaluate(COMPOSED / "gold", COMPOSED / "text", Extractor())
    right, asked = found.optional
    assert found.core.f1 >= F1
    assert found.core.precision >= PRECISION
    assert right / asked >= OPTIONAL


def test_every_report_has_its_facts() -> None:
    texts = {file.stem for file in (COMPOSED / "text").glob("*.txt")}
    assert texts == {file.stem for file in (COMPOSED / "gold").glob("*.json")}
    assert len(texts) == 72
