"""``communique path``, ``rank`` and ``communities``: how people are connected, who stands in the middle."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path as FilePath
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
from communique.api.cli.lookup import AsOf, JsonOption, print_fact

if TYPE_CHECKING:
    from communique.graph.analysis import Path, Ranking

Since = Annotated[str, typer.Option(help="Only what may have happened on or after this day, month or year.")]
Until = Annotated[str, typer.Option(help="Only what may have happened by then.")]


class Measure(StrEnum):
    """What entities are ranked by."""

    degree = "degree"
    betweenness = "betweenness"
    pagerank = "pagerank"
    strength = "strength"
    closeness = "closeness"
    harmonic = "harmonic"
    eigenvector = "eigenvector"
    clustering = "clustering"
    core = "core"
    bridges = "bridges"


class View(StrEnum):
    """Networks by name."""

    met = "met"
    people = "people"
    countries = "countries"
    offices = "offices"
    everything = "everything"


class Every(StrEnum):
    """Lengths of a period."""

    year = "year"
    quarter = "quarter"


ViewOption = Annotated[
    View | None, typer.Option(help="A network by name, instead of relations and types. Default: met.")
]


def path(
    source: Annotated[str, typer.Argument(metavar="A", help="A name or id.")],
    target: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    store: StoreOption = DEFAULT_STORE,
    relation: Annotated[
        list[str] | None,
        typer.Option(help="Only by facts of this kind: meeting, visit, agreement …; may be repeated."),
    ] = None,
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    planned: Annotated[bool, typer.Option("--planned", help="Count what was only planned, too.")] = False,
    hops: Annotated[int, typer.Option(min=1, max=8, help="Longest chain.")] = 6,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many chains of the shortest length.")] = 1,
    k: Annotated[
        int, typer.Option("--k", min=0, max=50, help="The k shortest chains instead, longer ones too.")
    ] = 0,
    json: JsonOption = False,
) -> None:
    """Shows how two are connected, each step with its fact and sentence."""
    from communique.graph.analysis import paths
    from communique.graph.lookup import to_json

    snapshot = open_snapshot(store)
    one, two = (one_entity(snapshot, name) for name in (source, target))
    with explained():
        found = paths(snapshot, one.id, two.id, relation or (), since, until, planned, hops, limit, k, as_of)
    if json:
        print_json(to_json(found))
    elif not found.paths:
        note(f"no chain of at most {hops} steps joins {escape(one.label)} and {escape(two.label)}")
        raise typer.Exit(FAILED)
    else:
        for chain in found.paths:
            _print_path(chain)
        next_step(f'communique lookup "{found.paths[0].entities[-1].label}"', "what else the reports say")


def _print_path(chain: Path) -> None:
    """The chain in one line and in words, then each step with its facts, numbered as in the words."""
    output.print("[bold]" + " → ".join(escape(ref.label) for ref in chain.entities) + "[/]", soft_wrap=True)
    output.print(escape(chain.told), soft_wrap=True)
    for number, step in enumerate(chain.steps, start=1):
        output.print(f"\n{escape(f'[{number}]')} {escape(step.source.label)} → {escape(step.target.label)}")
        for fact in step.facts:
            print_fact(fact)
        if more := step.fact_count - len(step.facts):
            output.print(f"  [dim]and {more} more fact{'s' if more > 1 else ''}[/]")


def rank(
    store: StoreOption = DEFAULT_STORE,
    by: Annotated[Measure, typer.Option(help="The measure.")] = Measure.degree,
    relation: Annotated[
        list[str] | None, typer.Option(help="Kinds of facts that join; may be repeated. Default: meeting.")
    ] = None,
    type: Annotated[
        list[str] | None, typer.Option(help="Types of entities; may be repeated. Default: Person.")
    ] = None,
    view: ViewOption = None,
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    every: Annotated[Every | None, typer.Option(help="Show how it changes, by year or quarter.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    json: JsonOption = False,
) -> None:
    """Ranks the persons of the network of meetings (or of another) by a measure."""
    from communique.graph.analysis import rank as measure
    from communique.graph.lookup import to_json

    if every is not None:
        _follow(store, by, view or View.met, every, (since, until, as_of), limit, json)
        return
    types = tuple(name.capitalize() for name in type or ["Person"])
    with explained():
        found = measure(
            open_snapshot(store), by.value, tuple(relation or ["meeting"]), types, since, until, limit,
            as_of=as_of, view=view.value if view else "",
        )  # fmt: skip
    if json:
        print_json(to_json(found))
    else:
        _print_ranking(found)
        next_step(
            "communique export --format graphml -o network.graphml", "the network for Gephi, Cytoscape or yEd"
        )


def _print_ranking(found: Ranking) -> None:
    """One line for each entity."""
    from rich import box
    from rich.table import Table

    table = Table("#", "name", found.by, "partners", "facts", "id", box=box.SIMPLE_HEAD, pad_edge=False)
    for row in found.ranked:
        score = (
            f"{row.score:.0f}"
            if found.by in ("degree", "strength", "core", "bridges")
            else f"{row.score:.4f}"
        )
        table.add_row(
            str(row.place),
            escape(row.entity.label),
            score,
            str(row.partners),
            str(row.facts),
            escape(row.entity.id),
        )
    output.print(table)
    note(f"[dim]{len(found.ranked)} of {found.total} in the network[/]")


def _follow(
    store: FilePath, by: Measure, view: View, every: Every, when: tuple[str, str, str], limit: int, json: bool
) -> None:
    """The highest of each period."""
    from communique.graph.analysis import development
    from communique.graph.lookup import to_json

    since, until, as_of = when
    with explained():
        found = development(
            open_snapshot(store), by.value, view.value, every.value, since, until, limit, as_of
        )
    if json:
        print_json(to_json(found))
        return
    for period in found.periods:
        output.print(f"[bold]{period.start} – {period.end}[/]  [dim]{period.total} in the network[/]")
        for row in period.ranked:
            output.print(f"  {row.place:>3} {escape(row.entity.label)}  {row.score:g}", soft_wrap=True)


def communities(
    store: StoreOption = DEFAULT_STORE,
    view: ViewOption = None,
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    members: Annotated[int, typer.Option(min=1, help="Members of each.")] = 10,
    json: JsonOption = False,
) -> None:
    """Shows who keeps together: groups that are joined among themselves more than to others."""
    from communique.graph.analysis import communities as find
    from communique.graph.lookup import to_json

    with explained():
        found = find(
            open_snapshot(store), (view or View.met).value, since, until, as_of, limit=limit, members=members
        )
    if json:
        print_json(to_json(found))
        return
    for group in found.communities:
        names = ", ".join(escape(member.label) for member in group.members)
        more = f" [dim]and {group.size - len(group.members)} more[/]" * (group.size > len(group.members))
        output.print(f"[bold]{group.number}[/]  {names}{more}", soft_wrap=True)
    note(f"[dim]{len(found.communities)} of {found.total} communities, modularity {found.modularity:.3f}[/]")
