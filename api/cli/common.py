"""What the commands share: options, consoles, errors with exit status, and the opened store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from communique.graph.lookup import Ref, Snapshot

FAILED = 1  # something could not be done
USAGE = 2  # the command line itself is wrong

messages = Console(stderr=True, highlight=False, soft_wrap=True)
output = Console(highlight=False, width=None if sys.stdout.isatty() else 160)

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        "-s",
        envvar="COMMUNIQUE_STORE",
        help="Folder of the store.",
        show_default="./communique-store",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; - or nothing for standard output.")
]
DEFAULT_STORE = Path("communique-store")


def fail(message: str, status: int = FAILED) -> NoReturn:
    """Says what is wrong on standard error and ends the command."""
    messages.print(f"[bold red]Error:[/] {escape(message)}")
    raise typer.Exit(status)


def note(message: str) -> None:
    """A line on standard error, in the markup of rich."""
    messages.print(message)


def next_step(command: str, why: str) -> None:
    """Names the command that is useful next; only where a person reads along."""
    if messages.is_terminal:
        messages.print(f"[dim]next:[/] [cyan]{escape(command)}[/]  [dim]{escape(why)}[/]")


def escape(text: str) -> str:
    """Text that rich prints as it is; control characters, which could drive a terminal, become blanks."""
    from rich.markup import escape as escape_markup

    return escape_markup(
        "".join(
            c if c >= " " and c not in "\x7f\u202a\u202b\u202c\u202d\u202e" or c == "\n" else " "
            for c in text
        )
    )


@contextmanager
def explained() -> Iterator[None]:
    """Turns the errors that a user can do something about into one clear line."""
    import sqlite3

    from communique.graph.store import StoreError
    from communique.graph.store.folder import MENDING, is_damage

    try:
        yield
    except sqlite3.Error as error:
        fail(f"the store's library cannot be used: {error}")
    except (LookupError, ValueError, StoreError) as error:
        fail(str(error.args[0] if error.args else error))
    except RuntimeError as error:
        if not is_damage(error):
            raise
        fail(f"the graph is damaged ({str(error)[:300]}); {MENDING}")  # the engine names the file
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except OSError as error:
        fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def open_snapshot(store: Path) -> Snapshot:
    """The published graph of a store's folder, read-only; ends the command where there is none."""
    from communique.graph.lookup.tasks import prepare
    from communique.graph.store import folder

    snapshot = published(store)
    with explained():
        return prepare(folder.open_graph(snapshot), snapshot)


def published(store: Path) -> Path:
    """The folder of the store's published snapshot; ends the command with advice where there is none."""
    from communique.graph.store import current

    if not store.exists():
        fail(
            f"there is no store at {store}: make one with “communique build REPORTS --store {store}”, "
            "or name another by --store"
        )
    with explained():
        return current(store)


def one_entity(snapshot: Snapshot, name: str) -> Ref:
    """The entity that a name means; says which of several it takes, ends the command where none fits."""
    from communique.graph.lookup import resolve

    with explained():
        found = resolve(snapshot, name)
    if not found:
        fail(f"nothing in the graph is named like “{name}”; “communique search” takes parts of names")
    if len(found) > 1:
        others = ", ".join(f"{ref.label} ({ref.id})" for ref in found[1:4])
        note(
            f"taking [bold]{escape(found[0].label)}[/] ({escape(found[0].id)}) for “{escape(name)}”; "
            f"others: {escape(others)}"
        )
    return found[0]


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
