"""``communique lookup`` and ``communique search``: what the graph says about someone, with the sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from communique.api.cli.common import (
    DEFAULT_STORE,
    FAILED,
    StoreOption,
    escape,
    explained,
    next_step,
    note,
    one_entity,
    open_snapshot,
    output,
    print_json,
)

if TYPE_CHECKING:
    from communique.graph.lookup import Entity, Fact, Found, Passage

AsOf = Annotated[
    str, typer.Option(help="Only what reports of this day or before attest, as they tell it (YYYY-MM-DD).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]


def lookup(
    name: Annotated[
        str, typer.Argument(help="Any name of a person, party, country or body, or an id such as person/…")
    ],
    store: StoreOption = DEFAULT_STORE,
    as_of: AsOf = "",
    kind: Annotated[
        str, typer.Option(help="Only facts of this kind: office, meeting, visit, agreement …")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="Facts of each kind.")] = 50,
    json: JsonOption = False,
) -> None:
    """Shows the facts about a person, party or country, each with its sentence, report and date."""
    from communique.graph.lookup import entity, to_json

    snapshot = open_snapshot(store)
    ref = one_entity(snapshot, name)
    with explained():
        found = entity(snapshot, ref.id, as_of=as_of, kind=kind, limit=limit)
    if json:
        print_json(to_json(found))
        return
    _print_entity(found)
    if as_of and not found.groups:
        note(f"no report of {escape(as_of)} or before attests anything about it")
    next_step(f'communique path "{found.label}" NAME', "how they are connected to someone else")


def search(
    text: Annotated[str, typer.Argument(help="A name or part of one, with or without diacritics.")],
    store: StoreOption = DEFAULT_STORE,
    type: Annotated[
        str, typer.Option(help="Only this type: person, country, party, organization, place, office.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="Hits to show.")] = 20,
    json: JsonOption = False,
) -> None:
    """Finds entities by any of their names; forgives missing diacritics and typing errors."""
    from communique.graph.lookup import search as find
    from communique.graph.lookup import to_json

    with explained():
        found = find(open_snapshot(store), text, type, limit)
    if json:
        print_json(to_json(found))
    elif not found.hits:
        note(f"nothing in the graph is named like “{escape(text)}”")
        raise typer.Exit(FAILED)
    else:
        _print_hits(found.hits)


def _print_hits(hits: Sequence[Found]) -> None:
    """One line for each hit: label, the name that matched if another, type, facts and id."""
    from rich import box
    from rich.table import Table

    table = Table("name", "matched", "type", "facts", "id", box=box.SIMPLE_HEAD, pad_edge=False)
    for hit in hits:
        matched = "" if hit.matched == hit.label else hit.matched
        table.add_row(escape(hit.label), escape(matched), hit.type.lower(), str(hit.facts), escape(hit.id))
    output.print(table)


def _print_entity(found: Entity) -> None:
    """The entity's names, then its facts by kind with their passages."""
    output.print(f"[bold]{escape(found.label)}[/]  {found.type.lower()} · {escape(found.id)}")
    if found.names[1:]:
        output.print(f"[dim]also:[/] {escape(', '.join(found.names[1:]))}")
    for group in found.groups:
        more = (
            f" [dim](the latest {len(group.facts)} of {group.count})[/]"
            if group.count > len(group.facts)
            else ""
        )
        output.print(f"\n[bold underline]{group.heading}[/]{more}")
        for fact in group.facts:
            print_fact(fact)


def print_fact(fact: Fact) -> None:
    """A fact in words, and below it each passage with its report and date."""
    date = "" if not fact.date or fact.date in fact.text else f" ({fact.date})"
    differ = f" [yellow](reports differ in {_differences(fact)})[/]" if fact.differs_in else ""
    output.print(f"• {escape(fact.text)}{date}{differ}", soft_wrap=True)
    for passage in fact.evidence:
        output.print(
            f"    [dim]“{escape(shortened(passage.quote))}” — {escape(source(passage))}[/]", soft_wrap=True
        )
    if fact.evidence_count > len(fact.evidence):
        output.print(f"    [dim]and {fact.evidence_count - len(fact.evidence)} more[/]")


def _differences(fact: Fact) -> str:
    """The properties about which reports contradict each other, with what they say."""
    said = ((name, " or ".join(v.text for v in fact.values.get(name, ()))) for name in fact.differs_in)
    return ", ".join(f"{name}: {escape(values)}" if values else name for name, values in said)


def shortened(quote: str, most: int = 400) -> str:
    """The quote on one line, cut at a word where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def source(passage: Passage) -> str:
    """The report's name and date."""
    report = passage.report
    return ", ".join(filter(None, (report.publisher, report.title or report.file_name, report.date)))
