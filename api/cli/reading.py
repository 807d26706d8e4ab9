"""``communique extract`` and ``communique evaluate``: what one report states, and how well that is read."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.api.cli.common import FAILED, escape, explained, fail, next_step, note


class Shape(StrEnum):
    """How an extraction is shown."""

    text = "text"
    json = "json"
    html = "html"


def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Reports, or -.")],
    format: Annotated[
        Shape, typer.Option("--format", "-f", help="Lines, JSON Lines, or a marked-up page.")
    ] = Shape.text,
    date: Annotated[str | None, typer.Option(help="Day of reports that tell none (YYYY-MM-DD).")] = None,
) -> None:
    """Shows what is read out of reports, without a store."""
    with explained():
        left_out = _extract(paths, format, date)
    if left_out:
        raise typer.Exit(FAILED)
    next_step("communique build PATH…", "to keep it in a graph")


def _extract(paths: list[str], format: Shape, date: str | None) -> int:
    """Writes each report's extraction; the number of reports that could not be read."""
    from communique.extract.explain import as_html, as_text, explain
    from communique.extract.pipeline import Extractor
    from communique.extract.readers import read
    from communique.extract.readers_errors import Unreadable

    extractor, left_out = Extractor(), 0
    for article in read(paths, date):
        if isinstance(article, Unreadable):
            note(f"[red]left out:[/] {escape(str(article))}")
            left_out += 1
            continue
        extraction = extractor.extract(article)
        if format is Shape.json:
            shown = json.dumps(explain(article, extraction), ensure_ascii=False)
        else:
            shown = as_text(article, extraction) if format is Shape.text else as_html(article, extraction)
        sys.stdout.write(shown.rstrip("\n") + "\n")
    return left_out


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of gold files (NAME.json).")],
    texts: Annotated[Path, typer.Argument(help="Folder of their reports (NAME.txt).")],
    least: Annotated[
        float, typer.Option(min=0, max=1, help="Only claims of at least this confidence.")
    ] = 0.0,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed or wrong, one JSON object a line.")
    ] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="How often claims of each confidence are right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write all of it as JSON.")] = False,
) -> None:
    """Scores what is read out of reports against what a careful reader wrote down."""
    from communique.extract.evaluation import GoldError
    from communique.extract.evaluation import evaluate as score

    try:
        scores = score(gold, texts, least=least)
    except GoldError as error:
        fail(str(error))
    if scores.unread:
        note(f"[yellow]without a text that can be read:[/] {escape(', '.join(scores.unread))}")
    if as_json:
        sys.stdout.write(json.dumps(scores.to_json(), ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.write(scores.table() + "\n")
    if calibration:
        sys.stdout.write("\n" + scores.calibration() + "\n")
    if errors:
        sys.stdout.writelines(json.dumps(error, ensure_ascii=False) + "\n" for error in scores.errors)
