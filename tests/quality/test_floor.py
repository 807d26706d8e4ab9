"""What the extractor reaches on labelled reports that lie beside the checkout, held as a floor.

The reports are not the project's; where their folder is missing there is nothing to score. The seeds' texts are here.
Raise a floor when the extractor has become better; lower none without saying why.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from communique.extract.evaluation import Scores, evaluate
from communique.extract.pipeline import Extractor

ROOT = Path(__file__).parents[2]
QUALITY = ROOT.parent / "shared" / "quality"
#: Of each set: core F1, precision, and the share of optional fields that are right.
FLOORS = {"seeds": (0.965, 0.99, 0.93), "dev": (0.918, 0.947, 0.83)}
FOLDERS = {
    "seeds": (QUALITY / "gold", ROOT / "seeds"),
    "dev": (QUALITY / "dev" / "gold", QUALITY / "dev" / "text"),
}
LEAST_OF_A_FAMILY = 0.86

pytestmark = pytest.mark.skipif(
    not QUALITY.is_dir(), reason="the labelled reports are not beside the checkout"
)


@cache
def scores(name: str) -> Scores:
    """The scores of a set."""
    return evaluate(*FOLDERS[name], Extractor())


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_figures_stay(name: str) -> None:
    f1, precision, optional = FLOORS[name]
    found = scores(name)
    right, asked = found.optional
    assert found.core.f1 >= f1
    assert found.core.precision >= precision
    assert right / asked >= optional


@pytest.mark.parametrize("family", list("pwsrxml"))
def test_no_family_is_left_behind(family: str, tmp_path: Path) -> None:
    gold, text = FOLDERS["dev"]
    for file in gold.glob(f"{family}*.json"):
        shutil.copy(file, tmp_path)
    assert evaluate(tmp_path, text, Extractor()).core.f1 >= LEAST_OF_A_FAMILY


def test_confidence_means_something() -> None:
    """Of claims told with nine tenths about nine in ten are right, of less sure ones fewer."""
    sure, rather, less = (scores("dev").confidence.get(level, [0, 1]) for level in (0.9, 0.8, 0.7))
    assert 0.86 <= sure[0] / sure[1] <= 0.98
    assert less[0] / less[1] < rather[0] / rather[1] < sure[0] / sure[1]
