"""Reading many reports: in this process if they are few, else in spawned ones that send back what they read.

The language model is loaded in the reading processes only. A report that the reader fails on is left out with
its error; the others go on. Reading processes hold one end of a pipe: they end with the process that holds
the other, however that ends.
"""

from __future__ import annotations

import gc
import itertools
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection

from communique.extract.article import Article
from communique.extract.claims import Extraction
from communique.extract.readers_errors import ReadError, Unreadable

Extract = Callable[[Article], Extraction]
Reading = Extraction | Unreadable
_FEW = 8  # reports that are read sooner than another process has loaded the model
_NEW_OBJECTS = 20_000  # between two looks for garbage in a reading process
_QUEUE = 4  # reports under way for each process


class ReadingFailed(ReadError):
    """The extractor failed on a report: a fault of ours."""


def read_all(
    articles: Iterator[Article], workers: int | None = None, extract: Extract | None = None
) -> Generator[tuple[Article, Reading]]:
    """Each report with what was read out of it, as they are done; ``extract`` replaces the extractor.

    Closing it ends the reading processes. Raises OSError when a reading process ends abruptly.
    """
    count = workers or os.cpu_count() or 1
    first = list(itertools.islice(articles, _FEW)) if extract is None and count > 1 else []
    if len(first) == _FEW:
        yield from _in_parallel(itertools.chain(first, articles), count)
        return
    for article in itertools.chain(first, articles):
        yield article, _attempt(article, extract)


def _in_parallel(articles: Iterator[Article], count: int) -> Generator[tuple[Article, Reading]]:
    """Readings from spawned processes, a bounded number under way; at an early end these are given up."""
    spawn = get_context("spawn")
    theirs, ours = spawn.Pipe(duplex=False)
    pool = ProcessPoolExecutor(count, spawn, _end_with_the_other_end, (theirs,))
    running: dict[Future[Reading], Article] = {}
    try:
        for article in articles:
            running[pool.submit(_attempt, article)] = article
            if len(running) >= _QUEUE * count:
                yield from _finished(running)
        while running:
            yield from _finished(running)
        pool.shutdown()
    except BrokenProcessPool:
        raise OSError(
            "a reading process ended abruptly, perhaps for want of memory; try again with fewer --workers"
        ) from None
    finally:
        ours.close()
        pool.shutdown(cancel_futures=True)
        theirs.close()


def _end_with_the_other_end(pipe: Connection) -> None:
    """In a reading process: end when nobody holds the pipe's other end, and leave Ctrl-C to who does."""

    def watch() -> None:
        pipe.poll(None)
        os._exit(1)  # in the middle of a report: nothing that it holds outlives it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=watch, daemon=True).start()


def _finished(running: dict[Future[Reading], Article]) -> Iterator[tuple[Article, Reading]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        yield running.pop(future), future.result()


def _attempt(article: Article, extract: Extract | None = None) -> Reading:
    """What is read out of one report, or that it could not be read; the model is loaded once a process."""
    try:
        return (extract or _extractor())(article)
    except MemoryError:
        raise
    except Exception as error:  # whatever a report brings about, the others are read
        what = f"the reader failed on it ({type(error).__name__}: {error}); please report this"
        return Unreadable(article.key, ReadingFailed(what))


@cache
def _extractor() -> Extract:
    from communique.extract.pipeline import Extractor

    collect_rarely()
    return Extractor().extract


def collect_rarely() -> None:
    """Let this process look for garbage less often.

    What is read out of a report is many small objects that live until its end; Python's own rhythm of one
    look for 700 new objects costs a tenth of the reading time.
    """
    gc.set_threshold(_NEW_OBJECTS)
