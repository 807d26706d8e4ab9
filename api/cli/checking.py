"""``communique validate`` and ``communique doctor``: is the graph well formed, is the installation whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    FAILED,
    StoreOption,
    escape,
    explained,
    note,
    output,
    published,
)

_COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


def validate(
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(min=1, help="Violations to show.")] = 100,
) -> None:
    """Checks the graph against the ontology's shapes; ends with status 1 if it breaks one."""
    from communique.graph.lookup.wording import counted
    from communique.graph.store import open_snapshot
    from communique.graph.validate import check

    published(store)
    with explained():
        violations = check(open_snapshot(store).engine)
    for violation in violations[:limit]:
        output.print(escape(str(violation)), soft_wrap=True)
    if violations:
        note(f"[red]{counted(len(violations), 'violations')}[/]")
        raise typer.Exit(FAILED)
    note("[green]the graph is well formed[/]")


def doctor(
    store: Annotated[
        Path | None, typer.Option("--store", "-s", envvar="COMMUNIQUE_STORE", help="A store to look at, too.")
    ] = None,
) -> None:
    """Checks Python, libraries, the model's files and, if named, a store; status 1 if something fails."""
    from communique.api.doctor import examine

    findings = examine(store)
    for finding in findings:
        state = f"[{_COLORS.get(finding.state, 'red')}]{finding.state:4}[/]"
        output.print(f"{state}  {escape(finding.name)}: {escape(finding.text)}", soft_wrap=True)
    if any(finding.state == "fail" for finding in findings):
        raise typer.Exit(FAILED)
