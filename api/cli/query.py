"""``communique query``: SPARQL on the published graph."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    USAGE,
    OutputOption,
    StoreOption,
    explained,
    fail,
    note,
    output,
    published,
)


class Format(StrEnum):
    """How an answer is written: tables of a SELECT or ASK in the first four, graphs in the last three."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    turtle = "turtle"
    ntriples = "ntriples"
    jsonld = "jsonld"


GRAPH_FORMATS = {Format.turtle: "TURTLE", Format.ntriples: "N_TRIPLES", Format.jsonld: "JSON_LD"}


def query(
    file: Annotated[
        Path, typer.Argument(help="File with the query, or - for standard input.", allow_dash=True)
    ],
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Format; default: a table, or Turtle for a graph.")
    ] = None,
    to: OutputOption = None,
) -> None:
    """Asks the graph a SPARQL query; the usual prefixes need not be declared."""
    text = _read(file)
    answer = _evaluate(text, published(store))
    if to is not None and str(to) != "-" and format is None:
        format = next((f for f in Format if to.suffix == f".{f.value}"), None)
    with explained():
        _write(answer, format, to)


def _read(file: Path) -> str:
    """The query's text; ends the command where it cannot be read."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"the query in {file} is not UTF-8 text", USAGE)
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}", USAGE)


def _evaluate(text: str, snapshot: Path) -> Any:
    """The engine's answer; ends the command with the place of a syntax error."""
    from communique.graph.sparql import QueryRefused, ask
    from communique.graph.store import folder

    with explained():
        graph = folder.open_graph(snapshot)
    try:
        return ask(graph, text)
    except SyntaxError as error:
        fail(str(error), USAGE)
    except QueryRefused as error:
        fail(str(error))
    except (OSError, ValueError) as error:
        fail(f"the query failed: {error}")


def _write(answer: Any, format: Format | None, to: Path | None) -> None:
    """Writes a table, a truth value or a graph."""
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryTriples):
        _write_graph(answer, format or Format.turtle, to)
    elif format in GRAPH_FORMATS:
        fail(f"a SELECT or ASK has no answer in {format}: use table, json, csv or tsv", USAGE)
    elif format in (None, Format.table) and to is None:
        _print_table(answer)
    else:
        wanted = Format.csv if format in (None, Format.table) else format
        _bytes_out(answer.serialize(format=getattr(ox.QueryResultsFormat, wanted.upper())), to)


def _write_graph(answer: Any, format: Format, to: Path | None) -> None:
    """A CONSTRUCT's or DESCRIBE's triples."""
    import pyoxigraph as ox

    from communique.graph.jsonld import serialize
    from communique.ontology import PREFIXES

    name = GRAPH_FORMATS.get(Format.jsonld if format is Format.json else format)
    if name is None and format is not Format.table:
        fail(f"a CONSTRUCT or DESCRIBE has no answer in {format}: use turtle, ntriples or jsonld", USAGE)
    if name == "JSON_LD":
        _bytes_out(serialize(answer), to)
        return
    wanted = getattr(ox.RdfFormat, name or "TURTLE")
    _bytes_out(ox.serialize(answer, format=wanted, prefixes=dict(PREFIXES)) or b"", to)


def _bytes_out(data: bytes, to: Path | None) -> None:
    """Writes to the file or to standard output, with a line's end behind the last line."""
    data = data if data.endswith(b"\n") else data + b"\n"
    with explained():
        if to is None or str(to) == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            to.write_bytes(data)


def _print_table(answer: Any) -> None:
    """A table for people; the count of rows goes to standard error."""
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        output.print("yes" if answer else "no")
        return
    from rich import box
    from rich.table import Table

    table = Table(*(f"?{v.value}" for v in answer.variables), box=box.SIMPLE_HEAD, pad_edge=False)
    names = range(len(answer.variables))
    rows = 0
    for solution in answer:
        table.add_row(*(shorten(solution[i]) for i in names))
        rows += 1
    output.print(table)
    note(f"[dim]{rows} row{'s' if rows != 1 else ''}[/]")


def shorten(term: Any) -> str:
    """A term as a table shows it: prefixed names for IRIs, plain text for literals."""
    from communique.api.cli.common import escape
    from communique.ontology import PREFIXES

    if term is None:
        return ""
    value = str(term.value)
    if type(term).__name__ == "NamedNode":
        best = max(
            ((n, p) for p, n in PREFIXES.items() if value.startswith(n)),
            key=lambda x: len(x[0]),
            default=None,
        )
        value = f"{best[1]}:{value[len(best[0]) :]}".removeprefix("id:") if best else f"<{value}>"
    return escape(value)
