"""Reading speed beside the stock spaCy pipeline: words per CPU-second in one process, both on the same words.

Run ``python -m tests.benchmarks.reading [FOLDER]`` (default: seeds); it prints both figures and their ratio,
the median of five interleaved runs. A run before them warms both up; communique then knows the vectors of the words,
as it does in a build after the first reports.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(folder: str) -> None:
    """Measure and print."""
    from communique.api.build_reading import collect_rarely
    from communique.extract.article import Article
    from communique.extract.nlp import MODELS
    from communique.extract.pipeline import Extractor
    from communique.extract.readers import read

    collect_rarely()  # as a build's reading processes do; for the stock pipeline too
    articles = [a for a in read([folder]) if isinstance(a, Article)]
    words = sum(len(a.text.split()) for a in articles)
    name = next(m for m in reversed(MODELS) if importlib.util.find_spec(m))
    stock = importlib.import_module(name).load()
    extractor = Extractor()

    def reading() -> None:
        for article in articles:
            extractor.extract(article)

    def pipeline() -> None:
        for _ in stock.pipe(a.text for a in articles):
            pass

    ours, theirs = [], []
    for _ in range(6):
        ours.append(words / _cpu(reading))
        theirs.append(words / _cpu(pipeline))
    a, b = statistics.median(ours[1:]), statistics.median(theirs[1:])
    print(f"{words} words: communique {a:.0f} words per CPU-second, stock {name} {b:.0f}, ratio {a / b:.2f}")


def _cpu(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "seeds")
