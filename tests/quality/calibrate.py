"""Makes ``extract/data/calibration.tsv``: how often claims of a type and raw confidence are right.

Run ``python -m tests.quality.calibrate GOLD_DIR TEXT_DIR [GOLD_DIR TEXT_DIR …]`` on labelled reports. Counted with
them is ``first_look.tsv``: claims out of reports that nobody had looked at, without which confidences would only tell how
well the extractor knows the reports it was made on. The share of each type and raw confidence is drawn towards the
share of its type, the more so the fewer claims there are.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from communique.extract.evaluation import evaluate
from communique.extract.pipeline import Extractor
from communique.extract.words import DATA

_PRIOR = 12  # claims' worth of the type's own share


def main(folders: list[str]) -> None:
    """Score every pair of folders with raw confidences and write the table."""
    counted: dict[tuple[str, float], list[int]] = defaultdict(lambda: [0, 0])
    for kind, raw, right, found in _first_look():
        counted[kind, raw] = [right, found]
    for gold, text in zip(folders[::2], folders[1::2], strict=True):
        scores = evaluate(Path(gold), Path(text), Extractor(calibrated=False))
        for kind, raw, right in scores.judged:
            counted[kind, round(raw, 2)][0] += right
            counted[kind, round(raw, 2)][1] += 1
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (kind, _), (right, n) in counted.items():
        totals[kind][0] += right
        totals[kind][1] += n
    lines = ["# Made by tests/quality/calibrate.py from labelled reports.", "type\traw\tconfidence"]
    for (kind, raw), (right, n) in sorted(counted.items()):
        share = totals[kind][0] / totals[kind][1]
        lines.append(f"{kind}\t{raw}\t{(right + _PRIOR * share) / (n + _PRIOR):.2f}")
    (Path(str(DATA)) / "calibration.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _first_look() -> Iterator[tuple[str, float, int, int]]:
    """Type, raw confidence, right claims and all claims of each row of ``first_look.tsv``."""
    lines = Path(__file__).with_name("first_look.tsv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        yield row["type"], float(row["raw"]), int(row["right"]), int(row["found"])


if __name__ == "__main__":
    main(sys.argv[1:])
