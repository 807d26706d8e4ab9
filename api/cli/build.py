"""``communique build``: reports into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    FAILED,
    USAGE,
    StoreOption,
    escape,
    explained,
    fail,
    messages,
    next_step,
    note,
    open_snapshot,
)

if TYPE_CHECKING:
    from communique.api.build import BuildReport
    from communique.graph.lookup import Summary

EVERY = 100  # reports between two lines of progress where nobody watches a terminal


class Progress(Protocol):
    """Told after each report how many of how many are read."""

    def __call__(self, done: int, total: int) -> None: ...


def build(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files (.txt, .html, .jsonl), folders of them, or -.")],
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[int | None, typer.Option(min=1, help="Reading processes.", show_default="the number of cores")] = None,
    date: Annotated[str | None, typer.Option(help="Day of reports that tell none (YYYY-MM-DD).")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Reads reports into the store; a report that changed replaces its old self.

    Ends with status 1 if some could not be read: they are listed, the others are kept.
    """
    from communique.api.build import build as build_store

    _check_date(date)
    with explained(), _progress(quiet) as progress:
        report = build_store(paths, store, workers=workers, date=date, progress=progress)
    for unreadable in report.unreadable:
        note(f"[red]left out:[/] {escape(str(unreadable))}")
    if not quiet:
        _summarize(report, store)
    if report.unreadable:
        raise typer.Exit(FAILED)


def _check_date(date: str | None) -> None:
    """Ends the command for a day that is none, before anything is read."""
    import datetime

    try:
        datetime.date.fromisoformat(date or "2000-01-01")
    except ValueError:
        fail(f"“{date}” is no date; write it as YYYY-MM-DD", USAGE)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal, one line for every hundred reports elsewhere."""
    if quiet:
        yield None
    elif not messages.is_terminal:
        yield lambda done, total: note(f"{done} of {total} reports read") if done % EVERY == 0 or done == total else None
    else:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        with Bar(TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=messages) as bar:
            task = bar.add_task("reading", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _summarize(report: BuildReport, store: Path) -> None:
    """What was done, what is in the graph now, and what to try next."""
    note(f"{report.added} reports added, {report.replaced} replaced, {report.unchanged} unchanged, {len(report.unreadable)} left out")
    if not (report.added or report.replaced or report.unchanged):
        return
    from communique.graph.lookup import summary

    found = summary(open_snapshot(store))
    note(describe(found))
    where = "" if store == DEFAULT_STORE else f" --store {store}"
    most = found.most_connected[:1]
    if most:
        next_step(f'communique lookup "{most[0].person.label}"{where}', "what the reports say, with the sentences")
    next_step(f"communique serve{where}", "the same in a browser, and SPARQL")


def describe(found: Summary) -> str:
    """The graph in one paragraph."""
    period = f" from {found.first_report} to {found.last_report}" if found.first_report else ""
    things = _counted([(c.heading, c.count) for c in found.entities])
    facts = _counted([(c.heading, c.count) for c in found.facts])
    return f"In the graph: {found.reports} reports{period}\n  named: {things}\n  facts: {facts}"


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {heading.lower()}" for heading, count in counts) or "none"
