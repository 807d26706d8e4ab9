"""``communique build``: reports into the store."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    note,
    open_snapshot,
)
from communique.api.cli.lookup import shortened, source

if TYPE_CHECKING:
    from communique.api.build import BuildReport
    from communique.graph.lookup import Fact, Summary

EVERY = 100  # reports between two lines of progress where nobody watches a terminal


Progress = Callable[[int, str], None]


def build(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files (.txt, .html, .jsonl), folders of them, or -.")
    ],
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Reading processes.", show_default="the number of cores")
    ] = None,
    date: Annotated[str | None, typer.Option(help="Day of reports that tell none (YYYY-MM-DD).")] = None,
    least: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Confidence that claims need to be in the graph.",
            show_default="as before, at first 0",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Reads reports into the store; a report that changed replaces its old self.

    A report is known by its URL, else its id, else its path below PATH. So a/report.txt and b/report.txt are
    one report to `build a` and a later `build b`, which replaces it; `build .` keeps both.

    Ends with status 1 if some could not be read: they are listed, the others are kept.
    """
    from communique.api.build import build as build_store

    _check_date(date)
    with explained(), _ended_by_sigterm(), _progress(quiet) as progress:
        report = build_store(paths, store, workers=workers, date=date, progress=progress, least=least)
    for unreadable in report.unreadable:
        note(f"[red]left out:[/] {escape(str(unreadable))}")
    for violation in report.malformed:
        note(f"[yellow]not well formed:[/] {escape(str(violation))}")
    if not quiet:
        _summarize(report, store)
    if report.unreadable:
        raise typer.Exit(FAILED)


def _check_date(date: str | None) -> None:
    """Ends the command for a day that is none, before anything is read."""
    from datetime import date as day

    try:
        day.fromisoformat(date or "2000-01-01")
    except ValueError:
        fail(f"“{date}” is no date; write it as YYYY-MM-DD", USAGE)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the block like any error, so that what it began is cleaned up."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A counter on a terminal, one line for every hundred reports elsewhere."""
    if quiet:
        yield None
    elif not messages.is_terminal:
        yield lambda done, name: note(f"{done} reports read") if done % EVERY == 0 else None
    else:
        from rich.progress import Progress as Shown
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(),
            TextColumn("{task.completed} reports read"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.description}"),
        )
        with Shown(*columns, console=messages, transient=True) as shown:
            task = shown.add_task("", total=None)
            yield lambda done, name: shown.update(task, completed=done, description=escape(name))


def _summarize(report: BuildReport, store: Path) -> None:
    """What was done, what is in the graph now, and what to try next."""
    counts = (
        (report.added, "added"),
        (report.replaced, "replaced"),
        (report.unchanged, "unchanged"),
        (report.unreadable, "left out"),
    )
    note("Reports: " + ", ".join(f"{len(listed)} {what}" for listed, what in counts if listed))
    if report.unreadable and not report.published:
        note("the graph stays as it was")
        return
    if not report.articles:
        return
    from communique.graph.lookup import highlights, summary

    snapshot = open_snapshot(store)
    found = summary(snapshot)
    note(describe(found))
    for fact in highlights(snapshot):
        _quote(fact)
    where = "" if store == DEFAULT_STORE else f" --store {store}"
    tried = [f'communique lookup "{c.person.label}"{where}' for c in found.most_connected[:1]]
    note("Try next: " + escape("  or  ".join([*tried, f"communique serve{where}"])))


def _quote(fact: Fact) -> None:
    """A fact and the passage that states it."""
    note(f"  • {escape(fact.text)}")
    for passage in fact.evidence[:1]:
        note(f"    [dim]“{escape(shortened(passage.quote, 160))}” — {escape(source(passage))}[/]")


def describe(found: Summary) -> str:
    """The graph in one paragraph."""
    days = dict.fromkeys(filter(None, (found.first_report, found.last_report)))
    period = f" from {' to '.join(days)}" if len(days) > 1 else f" of {''.join(days)}" if days else ""
    things = _counted([(c.heading, c.count) for c in found.entities])
    facts = _counted([(c.heading, c.count) for c in found.facts])
    return (
        f"In the graph: {_counted([('reports', found.reports)])}{period}\n  named: {things}\n  facts: {facts}"
    )


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    from communique.graph.lookup.wording import counted

    return ", ".join(counted(count, heading) for heading, count in counts) or "none"
