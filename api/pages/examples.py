"""The SPARQL editor's example queries, which are data (``examples.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.ontology import PREFIXES


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its name; ``text`` declares the prefixes that it uses."""

    name: str
    query: str

    @property
    def text(self) -> str:
        """The query as the editor shows it and any endpoint takes it."""
        used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in self.query]
        return "\n".join(used) + "\n\n" + self.query


@cache
def examples() -> tuple[Example, ...]:
    """All examples in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))
    return tuple(Example(e["name"], e["query"].strip() + "\n") for e in data["example"])
