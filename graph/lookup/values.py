"""What lookups return: plain frozen dataclasses that JSON can hold."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing of the graph by id (``person/to-lam``), IRI, type (``Person``) and label."""

    id: str
    iri: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report by its article's id; ``date`` is when it was published (ISO, empty if unknown).

    ``opening`` are its first words where it has no title and the store keeps its text.
    """

    id: str
    iri: str
    file_name: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    sha256: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence: the words of a report that state a fact; offsets are code points of its original text.

    ``status`` is the one that it gives the fact, where several passages state it. ``prefix`` and ``suffix``
    are the rest of the sentence, where the store keeps the text.
    """

    report: Report
    quote: str
    start: int
    end: int
    confidence: float
    method: str
    status: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a fact's property: a thing, or a literal (then ``ref`` is None) with its text."""

    text: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One resolved fact.

    ``kind`` is its key (``meeting``), ``text`` the fact in one English sentence, ``status`` ``actual``,
    ``planned`` or ``former``. ``earliest`` and ``latest`` bound its date (ISO days, empty if unknown);
    ``date`` is the date as exact as the reports give it. ``evidence`` may hold fewer passages than
    ``evidence_count`` says. ``differs_in`` names the properties in which reports contradict each other.
    """

    id: str
    iri: str
    kind: str
    text: str
    status: str
    date: str
    earliest: str
    latest: str
    confidence: float
    values: dict[str, list[Value]] = field(default_factory=dict)
    evidence: list[Passage] = field(default_factory=list)
    evidence_count: int = 0
    differs_in: list[str] = field(default_factory=list)


def to_json(result: Any) -> Any:
    """A lookup's result as dictionaries, lists, strings and numbers."""
    return (
        dataclasses.asdict(result)
        if dataclasses.is_dataclass(result) and not isinstance(result, type)
        else result
    )
