"""The build: paths to articles, articles to claims in worker processes, claims to the published graph.

Readings are kept as they come, so a build that is killed repeats nothing; the graph changes in one step at
the end, so it leaves the last published state.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import pyoxigraph as ox

from communique.extract.article import Article
from communique.extract.claims import Extraction
from communique.extract.readers import read
from communique.extract.readers_errors import Unreadable
from communique.graph.library import Library, cache_key
from communique.graph.model import Stated
from communique.graph.publish import Publisher
from communique.graph.resolution import Decisions, resolve
from communique.graph.resolution.decisions import read_decisions
from communique.graph.search import write_index
from communique.graph.store import folder

Extract = Callable[[Article], Extraction]
Progress = Callable[[int, str], None]


@dataclass(slots=True)
class BuildReport:
    """What a build did: reports by what happened to them, those left out, and what the graph holds now."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    claims: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    persons: int = 0
    articles: int = 0
    published: bool = False


@cache
def extractor_version() -> str:
    """A hash of the extractor's code, its data, the reference data and the model: a new one reads everything again."""
    from communique.extract.nlp import model_version

    digest = hashlib.sha256(model_version().encode())
    for package in ("communique.extract", "communique.ontology"):
        root = Path(str(files(package)))
        for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".tsv", ".txt")):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _extractor() -> Extract:
    from communique.extract.pipeline import Extractor

    return Extractor().extract


def _extract(article: Article) -> Extraction:
    """What a worker does with one report; the model is loaded once a process."""
    return _extractor()(article)


def build(
    paths: Sequence[str | Path],
    store: Path,
    *,
    workers: int | None = None,
    date: str | None = None,
    progress: Progress | None = None,
    extract: Extract | None = None,
) -> BuildReport:
    """Read the reports under ``paths`` into the store's folder and publish the graph.

    ``workers`` is the number of extracting processes (default: the cores; 1 reads in this process), ``date``
    the ISO day of reports that tell none, ``progress(done, name)`` is called after each report, and ``extract``
    replaces the extractor. Raises StoreError (a foreign folder, a running build), ValueError (a wrong date) and
    OSError (a full disk); whatever is raised, the published graph is the one before.
    """
    folder.create(store, "managed")
    if not folder.is_managed(store):
        raise folder.StoreError(f"{store} is a plain store, filled over SPARQL; build into a folder of its own")
    report = BuildReport()
    version = extractor_version() if extract is None else f"custom-{extract.__qualname__}"
    with Library(store) as library:
        fresh = _read_all(paths, library, report, version, workers, date, progress, extract)
        known = library.keys()
        changed = [(a, key) for a, key in fresh if known.get(a.key) != key]
        for article, _ in changed:
            (report.replaced if article.key in known else report.added).append(article.key)
        report.unchanged = [a.key for a, key in fresh if known.get(a.key) == key]
        if changed:
            library.replace(changed)
        publish(store, library, report)
    return report


def remove(store: Path, keys: Iterable[str]) -> BuildReport:
    """Withdraw reports by key or file name: the graph is then as if they had never been read. Raises LookupError."""
    report = BuildReport()
    with Library(store) as library:
        known = {r.article.key: r.article.file_name for r in library.reports()}
        for wanted in keys:
            found = [k for k, name in known.items() if wanted in (k, name)]
            if not found:
                raise LookupError(f"no report {wanted!r} in {store}; communique query lists them, or see /articles")
            report.removed += found
        library.replace([], report.removed)
        publish(store, library, report)
    return report


# reading ------------------------------------------------------------------------------------------------
def _read_all(
    paths: Sequence[str | Path], library: Library, report: BuildReport, version: str, workers: int | None,
    date: str | None, progress: Progress | None, extract: Extract | None,
) -> list[tuple[Article, str]]:  # fmt: skip
    """Every readable report with its cache key; readings that were missing are made and kept."""
    fresh: dict[str, tuple[Article, str]] = {}
    done = 0
    for article, reading in _readings(read(paths, date), library, report, version, workers, extract):
        key = cache_key(article, version)
        if reading is not None:
            library.keep_reading(key, reading)
        fresh[article.key] = (article, key)
        done += 1
        if progress is not None:
            progress(done, article.file_name)
    return list(fresh.values())


def _readings(
    items: Iterator[Article | Unreadable], library: Library, report: BuildReport, version: str, workers: int | None, extract: Extract | None
) -> Iterator[tuple[Article, Extraction | None]]:
    count = workers or os.cpu_count() or 1
    pending: list[Article] = []
    for item in items:
        if isinstance(item, Unreadable):
            report.unreadable.append(item)
        elif library.has_reading(cache_key(item, version)):
            yield item, None
        elif extract is not None or count == 1:
            yield item, (extract or _extract)(item)
        else:
            pending.append(item)
            if len(pending) >= 64 * count:
                yield from _in_parallel(pending, count)
                pending = []
    if len(pending) < 8 or count == 1:
        yield from ((a, _extract(a)) for a in pending)
    else:
        yield from _in_parallel(pending, count)


def _in_parallel(articles: Sequence[Article], count: int) -> Iterator[tuple[Article, Extraction]]:
    """Readings from spawned processes, a bounded number under way."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        running: dict[Future[Extraction], Article] = {}
        waiting = iter(articles)
        for article in waiting:
            running[pool.submit(_extract, article)] = article
            if len(running) < 4 * count:
                continue
            yield from _finished(running)
        while running:
            yield from _finished(running)


def _finished(running: dict[Future[Extraction], Article]) -> Iterator[tuple[Article, Extraction]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        yield running.pop(future), future.result()


# publishing ---------------------------------------------------------------------------------------------
def publish(store: Path, library: Library, report: BuildReport | None = None) -> BuildReport:
    """Resolve all reports of the library and publish what differs from the published graph."""
    report = report or BuildReport()
    reports = list(library.reports())
    decisions = Decisions.of(read_decisions(store / "decisions.jsonl"))
    knowledge = resolve(reports, decisions)
    publisher = Publisher(knowledge, folder.id_base(store))
    by_graph: dict[str, list[Stated]] = defaultdict(list)
    for s in knowledge.stated:
        if s.id not in decisions.rejected:
            by_graph[publisher.article(s.article).value].append(s)
    graphs = {name: publisher.article_graph(stated) for name, stated in by_graph.items()}
    default = publisher.default_graph() | publisher.articles_without_claims(r.article for r in reports)
    report.published = _write(store, library, default, graphs)
    report.claims, report.articles = len(knowledge.stated), len(reports)
    report.persons = sum(n.type == "person" for n in knowledge.nodes.values())
    for fact in knowledge.facts:
        report.facts[fact.type] = report.facts.get(fact.type, 0) + 1
    return report


def _write(store: Path, library: Library, default: set[ox.Quad], graphs: dict[str, set[ox.Quad]]) -> bool:
    """Bring the published graph to this state in one batch; nothing is written where nothing differs."""
    digests = {name: _digest(quads) for name, quads in graphs.items()} | {"": _digest(default)}
    if digests == library.digests():
        return False
    before = library.digests()
    with folder.batch(store, publish=lambda graph, path: write_index(graph, path)) as graph:
        for name in sorted(set(before) | set(graphs)):
            if name and digests.get(name) != before.get(name):
                graph.remove_graph(ox.NamedNode(name))
                graph.extend(graphs.get(name, ()))
        present = set(graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        for quad in present - default:
            graph.remove(quad)
        graph.extend(default - present)
    library.keep_digests(digests)
    return True


def _digest(quads: set[ox.Quad]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode("utf-8", "surrogatepass")).hexdigest()
