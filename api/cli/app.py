"""The commands of ``communique``, in the order in which one meets them. Each lives in a module of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from communique import __version__
from communique.api.cli import build, checking, decisions, keeping, lookup, paths, query, reading, serving
from communique.api.memory import collect_rarely

app = typer.Typer(
    name="communique",
    help="Reads reports about diplomacy and keeps who met whom, where and when, as a graph with sentences.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

READ = "Read reports"
ASK = "Ask the graph"
CORRECT = "Correct it"
SHARE = "Share it"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reports about diplomacy as a graph that leads back to the sentences."""
    collect_rarely()


app.command(rich_help_panel=READ)(build.build)
app.command(rich_help_panel=READ)(reading.extract)
app.command(rich_help_panel=READ)(reading.evaluate)
app.command(rich_help_panel=ASK)(lookup.lookup)
app.command(rich_help_panel=ASK)(lookup.search)
app.command(rich_help_panel=ASK)(paths.path)
app.command(rich_help_panel=ASK)(paths.rank)
app.command(rich_help_panel=ASK)(paths.communities)
app.command(rich_help_panel=ASK)(query.query)
for decide in (decisions.review, decisions.merge, decisions.split, decisions.reject, decisions.remove):
    app.command(rich_help_panel=CORRECT)(decide)
app.command(rich_help_panel=SHARE)(serving.serve)
for share in (keeping.export, keeping.backup, keeping.restore):
    app.command(rich_help_panel=SHARE)(share)
for check in (checking.validate, checking.doctor):
    app.command(rich_help_panel=CORRECT)(check)
