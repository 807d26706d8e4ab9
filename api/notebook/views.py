"""Entities and paths as they look in a notebook: plain values that render themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from communique.graph.analysis import Paths
from communique.graph.lookup import Entity, Fact
from communique.graph.lookup.wording import counted

if TYPE_CHECKING:
    import pandas as pd

_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, repr=False)
class EntityView:
    """An entity; `entity` holds its plain values, `facts` its facts as a table."""

    entity: Entity

    @property
    def facts(self) -> pd.DataFrame:
        """The facts, all kinds in one table."""
        from communique.api.notebook.frames import facts_table

        return facts_table(fact for group in self.entity.groups for fact in group.facts)

    def __repr__(self) -> str:
        kinds = ", ".join(counted(group.count, group.heading) for group in self.entity.groups)
        return f"{self.entity.label} ({self.entity.type}, {self.entity.id}): {kinds or 'no facts'}"

    def _repr_html_(self) -> str:
        made = self.entity
        others = ", ".join(escape(name) for name in made.names if name != made.label)
        head = f"<h3>{escape(made.label)} <small>{escape(made.type)} · {escape(made.id)}</small></h3>"
        names = f"<p>also: {others}</p>" if others else ""
        return head + names + "".join(self._groups())

    def _groups(self) -> Iterator[str]:
        for group in self.entity.groups:
            more = f" <small>(of {group.count})</small>" if group.count > _MOST_SHOWN else ""
            items = "".join(f"<li>{_fact_html(fact)}</li>" for fact in group.facts[:_MOST_SHOWN])
            yield f"<h4>{escape(group.heading)}{more}</h4><ul>{items}</ul>"


@dataclass(frozen=True, slots=True, repr=False)
class PathsView:
    """How two entities are connected; `paths` holds the plain values."""

    paths: Paths

    def __len__(self) -> int:
        return len(self.paths.paths)

    def __repr__(self) -> str:
        if not self.paths.paths:
            return f"nothing joins {self.paths.source.label} and {self.paths.target.label}"
        return "\n".join(" – ".join(ref.label for ref in path.entities) for path in self.paths.paths)

    def _repr_html_(self) -> str:
        if not self.paths.paths:
            return f"<p>{escape(repr(self))}</p>"
        return "".join(self._chains())

    def _chains(self) -> Iterator[str]:
        for path in self.paths.paths:
            title = " – ".join(escape(ref.label) for ref in path.entities)
            facts = "".join(f"<li>{_fact_html(fact)}</li>" for step in path.steps for fact in step.facts[:1])
            yield f"<h4>{title}</h4><p>{escape(path.told)}</p><ol>{facts}</ol>"


def _fact_html(fact: Fact) -> str:
    """A fact with the first sentence that states it."""
    text = escape(fact.text)
    if not fact.evidence:
        return text
    passage = fact.evidence[0]
    source = escape(" ".join(filter(None, (passage.report.file_name, passage.report.date))))
    return f"{text}<br><small>“{escape(passage.quote)}” ({source})</small>"
