"""The notebooks under docs/ run from top to bottom on the graph of the seeds, and keep their outputs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
ROOT = Path(__file__).parents[3]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five seeds."""
    made = tmp_path_factory.mktemp("notebooks") / "store"
    command = [
        sys.executable,
        "-c",
        "from communique.api.cli import app; app()",
        "build",
        ROOT / "seeds",
        "--store",
        made,
    ]
    subprocess.run(command, check=True, capture_output=True)
    return made


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_kept(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        if cell.cell_type == "code":
            assert cell.execution_count
            assert not any(output.output_type == "error" for output in cell.outputs)
    assert any(cell.get("outputs") for cell in book.cells)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", str(store))
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(book, timeout=60, kernel_name="python3").execute()
