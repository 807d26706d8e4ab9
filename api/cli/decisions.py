"""What a person decides: review, merge, split, reject, remove. The store's ``decisions.jsonl`` keeps it."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    FAILED,
    StoreOption,
    escape,
    explained,
    fail,
    next_step,
    note,
    open_snapshot,
    output,
    published,
)
from communique.api.cli.lookup import JsonOption

if TYPE_CHECKING:
    from communique.graph.lookup import Snapshot
    from communique.graph.resolution.decisions import Judgement

Id = Annotated[str, typer.Argument(metavar="ID", help="An id such as person/…, or a name.")]


def review(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Lists who might be the same person, where the reports leave it open."""
    from communique.graph.library import Library
    from communique.graph.resolution import Decisions, resolve
    from communique.graph.resolution.decisions import FILE, read_decisions

    published(store)
    with explained(), Library(store, readonly=True) as library:
        decided = Decisions.of(read_decisions(store / FILE))
        uncertain = resolve(list(library.reports()), decided).uncertain
    if json:
        from communique.api.cli.common import print_json

        print_json([{"first": one, "second": two, "why": why} for one, two, why in uncertain])
        return
    for one, two, why in uncertain:
        output.print(f"{escape(one)}  {escape(two)}  [dim]{escape(why)}[/]", soft_wrap=True)
    note(f"[dim]{len(uncertain)} open[/]")
    if uncertain:
        next_step(
            f"communique merge {uncertain[0][0]} {uncertain[0][1]}", "or: communique split, with the same two"
        )


def merge(first: Id, second: Id, store: StoreOption = DEFAULT_STORE) -> None:
    """Decides that two entities or two facts are the same, and publishes the graph anew."""
    snapshot = open_snapshot(store)
    _decide(store, "same", [_known(snapshot, name) for name in (first, second)])


def split(first: Id, second: Id, store: StoreOption = DEFAULT_STORE) -> None:
    """Decides that two entities, facts or claims are different, and publishes the graph anew."""
    snapshot = open_snapshot(store)
    # Of two that are merged now one has no node in the graph: its id is taken as it is written.
    _decide(store, "different", [name if "/" in name else _known(snapshot, name) for name in (first, second)])


def _known(snapshot: Snapshot, name: str) -> str:
    """The id of a fact or entity; ends the command where a name is not exactly one entity's."""
    from communique.graph.lookup import fact, resolve
    from communique.graph.search import TYPES

    with explained():
        if "/" in name and name.split("/", maxsplit=1)[0].capitalize() not in TYPES:
            return fact(snapshot, name).id
        found = resolve(snapshot, name)
    if len(found) != 1:
        candidates = ", ".join(ref.id for ref in found[:5])
        fail(f"“{name}” is no entity's exact name{f'; do you mean {candidates}?' if candidates else ''}")
    return found[0].id


def reject(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID…", help="Claims (claim/…) or facts (meeting/…) that no report states."),
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decides that claims were misread, or all claims of a fact, and publishes the graph anew."""
    from communique.graph.lookup import claims_of

    snapshot = open_snapshot(store)
    with explained():
        claims = [claim for id in ids for claim in claims_of(snapshot, id)]
    _decide(store, "wrong", claims)


def _decide(store: Path, judgement: Judgement, subjects: list[str]) -> None:
    """Keeps the decision and publishes the graph that follows from it."""
    from communique.api.build import decide

    with explained():
        _, report = decide(store, judgement, subjects, _user())
    note(f"decided: {judgement} {escape(' '.join(subjects))}")
    note("the graph was published anew" if report.published else "the graph stays as it was")


def _user() -> str:
    """Who decides, empty where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def remove(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT…", help="File names or keys of reports.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Withdraws reports: the graph is then as if they had never been read."""
    from communique.api.build import remove as withdraw

    published(store)
    with explained():
        report = withdraw(store, reports)
    count = len(report.removed)
    note(f"{count} report{'s' if count != 1 else ''} removed, {report.articles} left")
    if not report.removed:
        raise typer.Exit(FAILED)
