"""The build: paths to articles, articles to claims in worker processes, claims to the published graph.

Readings are kept as they come, so a build that is killed repeats nothing; the graph changes in one step at
the end, so it leaves the last published state.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from communique.api.build_reading import Extract, read_all
from communique.extract.article import Article
from communique.extract.readers import read as find
from communique.extract.readers_errors import ReadError, Unreadable
from communique.graph.library import Library, cache_key
from communique.graph.model import Report
from communique.graph.prepared import write_prepared
from communique.graph.publish import Publisher
from communique.graph.resolution import Decisions, resolve
from communique.graph.resolution.decisions import FILE as DECISIONS
from communique.graph.resolution.decisions import (
    Decision,
    Judgement,
    check_decision,
    read_decisions,
    write_decision,
)
from communique.graph.search import write_index
from communique.graph.store import folder
from communique.graph.validate import Violation, check

Progress = Callable[[int, str], None]


_WAIT = 600.0  # seconds that reading ahead waits for a publication, which may take long
_SAME_KEY = (
    "has the identity “{}” of another report of this build, {}, which is kept; a report is known by its URL, "
    "else its id, else its path below what is built: build the folder that holds both, so that these differ"
)


class SameKey(ReadError):
    """Two reports of one build that cannot be told apart."""


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
    malformed: list[Violation] = field(default_factory=list)
    published: bool = False


@cache
def extractor_version() -> str:
    """A hash of the extractor's code, data, reference data and model; a new one reads all again."""
    from communique.extract.nlp import model_version

    digest = hashlib.sha256(model_version().encode())
    for package in ("communique.extract", "communique.ontology"):
        root = Path(str(files(package)))
        for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml", ".tsv", ".txt")):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def build(
    paths: Sequence[str | Path],
    store: Path,
    *,
    workers: int | None = None,
    date: str | None = None,
    progress: Progress | None = None,
    extract: Extract | None = None,
    least: float | None = None,
) -> BuildReport:
    """Read the reports under ``paths`` into the store's folder and publish the graph.

    ``workers`` is the number of extracting processes (default: the cores; 1 reads in this process), ``date``
    the ISO day of reports that tell none, ``progress(done, name)`` is called after each report, and
    ``extract`` replaces the extractor. ``least`` is the confidence (0 to 1) that claims need to be in the
    graph; the store keeps it until another is given. Raises StoreError (a foreign folder, a running build),
    ValueError (a wrong date) and OSError (a full disk); whatever is raised, the store's reports and graph
    stay as before.
    """
    with _explained():
        return _build(paths, store, workers, date, progress, extract, least)


def _build(
    paths: Sequence[str | Path], store: Path, workers: int | None, date: str | None,
    progress: Progress | None, extract: Extract | None, least: float | None,
) -> BuildReport:  # fmt: skip
    """The build itself, under the store's lock from the first report to the pointer."""
    _create(store)
    report = BuildReport()
    version = extractor_version() if extract is None else f"custom-{extract.__qualname__}"
    with folder.lock(store), Library(store) as library:
        fresh = _read_all(paths, library, report, version, workers, date, progress, extract)
        known = library.keys()
        changed = [(a, key) for a, key in fresh if known.get(a.key) != key]
        for article, _ in changed:
            (report.replaced if article.key in known else report.added).append(article.key)
        report.unchanged = [a.key for a, key in fresh if known.get(a.key) == key]
        with library.changing():
            if changed:
                library.replace(changed)
            _publish(store, library, report, least)
        if least is not None:
            folder.keep_least(store, least)
    return report


def read_ahead(paths: Sequence[str | Path], store: Path, *, date: str | None = None) -> None:
    """Read reports into the store's cache without its lock, so that a build of them only publishes.

    What cannot be read is left to the build, which says so. Raises as ``build`` does.
    """
    with _explained():
        _create(store)
        with Library(store, wait=_WAIT) as library:
            _read_all(paths, library, BuildReport(), extractor_version(), 1, date, None, None)


def _create(store: Path) -> None:
    """Make the store if there is none. Raises StoreError for a plain one."""
    folder.create(store, "managed")
    if not folder.is_managed(store):
        raise folder.StoreError(
            f"{store} is a plain store, filled over SPARQL; build into a folder of its own"
        )


def remove(store: Path, keys: Iterable[str]) -> BuildReport:
    """Withdraw reports by key or file name: the graph is then as if they had never been read.

    Raises LookupError for a report that is not there (then none is withdrawn), StoreError and OSError.
    """
    report = BuildReport()
    with _explained(), folder.lock(store), Library(store) as library:
        names = library.names()
        for wanted in keys:
            found = [k for k, name in names.items() if wanted in (k, name)]
            if not found:
                raise LookupError(f"there is no report {wanted!r} in {store}")
            report.removed += found
        with library.changing():
            library.replace([], report.removed)
            _publish(store, library, report)
    return report


def publish(store: Path) -> BuildReport:
    """Resolve all reports of the store and publish what differs from the published graph."""
    with _explained(), folder.lock(store), Library(store) as library, library.changing():
        return _publish(store, library, BuildReport())


def decide(
    store: Path, judgement: Judgement, subjects: Iterable[str], by: str = ""
) -> tuple[Decision, BuildReport]:
    """Keep a decision and publish the graph that follows from it; if that fails, the decision is not kept.

    Raises ValueError for one that makes no sense and LookupError for one about what is not there.
    """
    subjects, path = list(subjects), store / DECISIONS
    check_decision(judgement, subjects)
    with _explained(), folder.lock(store), Library(store) as library, library.changing():
        _check_known(store, library, judgement, subjects)
        before = path.stat().st_size if path.exists() else 0
        try:
            kept = write_decision(path, judgement, subjects, by)
            return kept, _publish(store, library, BuildReport())
        except BaseException:
            if path.exists():
                os.truncate(path, before)
            raise


def _check_known(store: Path, library: Library, judgement: Judgement, subjects: Sequence[str]) -> None:
    """Raise LookupError unless the graph has what is judged; of two that are told apart one may be gone."""
    if judgement == "wrong":
        return
    graph, reports = folder.open_graph(folder.current(store)), library.keys()
    unknown = [s for s in subjects if not _is_known(graph, folder.id_base(store) + s, reports)]
    if len(unknown) > (0 if judgement == "same" else 1):
        raise LookupError(f"there is nothing with the id {unknown[0]} in {store}")


def _is_known(graph: ox.Store, iri: str, reports: Container[str]) -> bool:
    """Whether a fact, claim or entity is in the graph, or the report to whose names an id is narrowed."""
    thing, _, report = iri.partition("@")
    if report:
        return report in reports
    return any(True for _ in graph.quads_for_pattern(ox.NamedNode(thing), None, None))


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Errors of the disk, which each library words in its own way, as what they are."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if "No space left" in str(error) or "disk is full" in str(error):
            message = "the disk is full; the reports and the graph stay as they were"
            raise OSError(errno.ENOSPC, message) from error
        if isinstance(error, OSError):
            raise
        raise OSError(errno.EIO, f"the library could not be written: {error}") from error


# reading ------------------------------------------------------------------------------------------------
def _read_all(
    paths: Sequence[str | Path], library: Library, report: BuildReport, version: str, workers: int | None,
    date: str | None, progress: Progress | None, extract: Extract | None,
) -> list[tuple[Article, str]]:  # fmt: skip
    """Every readable report with its cache key; readings that were missing are made and kept."""
    keys: dict[str, str] = {}
    read: list[tuple[Article, str]] = []

    def done(article: Article) -> None:
        read.append((article, keys[article.key]))
        if progress is not None:
            progress(len(read), article.file_name)

    def unread() -> Iterator[Article]:
        for article in _articles(paths, date, version, keys, report):
            if library.has_reading(keys[article.key]):
                done(article)
            else:
                yield article

    with contextlib.closing(read_all(unread(), workers, extract)) as readings:
        for article, reading in readings:
            if isinstance(reading, Unreadable):
                report.unreadable.append(reading)
            else:
                library.keep_reading(keys[article.key], reading)
                done(article)
    return read


def _articles(
    paths: Sequence[str | Path], date: str | None, version: str, keys: dict[str, str], report: BuildReport
) -> Iterator[Article]:
    """The reports that can be opened, each once; their cache keys are entered, the others listed."""
    places: dict[str, str] = {}
    for path, item in ((given, item) for given in paths for item in find([given], date)):
        if isinstance(item, Unreadable):
            report.unreadable.append(item)
            continue
        key, place = cache_key(item, version), _place(Path(path), item.key)
        if item.key not in keys:
            keys[item.key], places[item.key] = key, place
            yield item
        elif keys[item.key] != key:
            problem = SameKey(_SAME_KEY.format(item.key, places[item.key]))
            report.unreadable.append(Unreadable(place, problem))


def _place(path: Path, key: str) -> str:
    """Where a report stands: its file, or the path that was built and its identity in it."""
    file = path / key if path.is_dir() else path
    return str(file) if file.is_file() and (path.is_dir() or path.name == key) else f"{path} ({key})"


# publishing ---------------------------------------------------------------------------------------------
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def _publish(store: Path, library: Library, report: BuildReport, least: float | None = None) -> BuildReport:
    """Bring the published graph to what the library's reports and the decisions give together."""
    needed = folder.least(store) if least is None else least
    reports = [_sure(r, needed) for r in library.reports()]
    decisions = Decisions.of(read_decisions(store / DECISIONS))
    knowledge = resolve(reports, decisions)
    publisher = Publisher(knowledge, folder.id_base(store))
    graphs = publisher.article_graphs()
    graphs[""] = publisher.default_graph() | publisher.articles_without_claims(r.article for r in reports)
    report.published = _write(store, library, graphs, report.malformed)
    report.claims, report.articles = len(knowledge.stated), len(reports)
    report.persons = sum(n.type == "person" for n in knowledge.nodes.values())
    report.facts = dict(Counter(f.type for f in knowledge.facts))
    return report


def _sure(report: Report, least: float) -> Report:
    """The report with the claims of at least that confidence."""
    kept = tuple(c for c in report.extraction.claims if c.confidence >= least)
    return replace(report, extraction=replace(report.extraction, claims=kept))


def _write(
    store: Path, library: Library, graphs: dict[str, set[ox.Quad]], malformed: list[Violation]
) -> bool:
    """Bring the published graphs (the default one has no name) to this state in one batch, if any differs.

    What is added is checked by the shapes; what they do not allow is put into ``malformed``.
    """
    digests = {name: _digest(quads) for name, quads in graphs.items()}
    before = folder.digests(folder.current(store))
    if digests == before:
        with folder.undamaged(store):
            len(folder.open_graph(folder.current(store)))  # reads each block, and with it its checksum
        return False

    subjects: set[Any] = set()

    def finish(graph: ox.Store, snapshot: Path) -> None:
        write_index(graph, snapshot)
        write_prepared(graph, snapshot, folder.id_base(store))
        malformed.extend(_malformed(graphs, subjects))
        folder.keep_digests(snapshot, digests)
        library.keep()  # only renames are left

    with folder.batch(store, finish, held=True) as graph:
        changed = sorted(n for n in set(before) | set(graphs) if digests.get(n) != before.get(n))
        superfluous, missing = _changes(graph, changed, graphs)
        subjects |= {q.subject for q in (*superfluous, *missing)}
        for quad in superfluous:
            graph.remove(quad)
        graph.bulk_extend(missing)  # the batch as a whole is all or nothing
    return True


def _changes(
    graph: ox.Store, changed: Sequence[str], wanted: dict[str, set[ox.Quad]]
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """What must be taken out of and put into some graphs, so that they hold what is wanted."""
    superfluous: list[ox.Quad] = []
    missing: list[ox.Quad] = []
    for name in changed:
        label = ox.NamedNode(name) if name else ox.DefaultGraph()
        present = set(graph.quads_for_pattern(None, None, None, label))
        superfluous += present - wanted.get(name, set())
        missing += wanted.get(name, set()) - present
    return superfluous, missing


def _malformed(graphs: dict[str, set[ox.Quad]], subjects: set[Any]) -> list[Violation]:
    """What the shapes do not allow about some nodes, at the cost of these and not of the whole graph."""
    quads = [q for graph in graphs.values() for q in graph if q.subject in subjects]
    named = {q.object for q in quads} - subjects
    around = ox.Store()
    around.bulk_extend(quads)
    around.bulk_extend(q for q in graphs[""] if q.predicate == _TYPE and q.subject in named)
    about = {s.value for s in subjects if isinstance(s, ox.NamedNode)}
    return [v for v in check(around) if v.node in about]


def _digest(quads: set[ox.Quad]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode("utf-8", "surrogatepass")).hexdigest()
