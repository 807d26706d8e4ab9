"""Results of queries and lookups as pandas DataFrames with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from communique.graph.lookup import KINDS, Fact
from communique.ontology import PREFIXES

if TYPE_CHECKING:
    import pandas as pd

XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {
    XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
}
_NUMBERS = {XSD + name for name in ("decimal", "double", "float")}
_TIMES = {XSD + "date", XSD + "dateTime"}
_ADVICE = "tables and drawings need the extra: pip install 'communique[notebook]'"


def pandas() -> Any:
    """pandas, or advice where it is not installed."""
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError(_ADVICE) from error
    return pd


def table(variables: Sequence[str], rows: Iterable[Sequence[Any]], id_base: str, short: bool) -> pd.DataFrame:
    """RDF terms as a DataFrame of Int64, Float64, boolean and datetime64 columns, and texts.

    A column keeps text where its values are of several kinds, so that a year beside a day is never lost.
    IRIs are shortened (`person/to-lam`, `dip:Meeting`) if `short`; what is unbound is missing.
    """
    pd = pandas()
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in variables]
    data = {name: _column(pd, terms, id_base, short) for name, terms in zip(variables, columns, strict=True)}
    return pd.DataFrame(data)


def _column(pd: Any, terms: list[Any], id_base: str, short: bool) -> Any:
    """One column in the narrowest type that holds all its values."""
    types = {
        term.datatype.value if isinstance(term, ox.Literal) else "" for term in terms if term is not None
    }
    texts = [None if term is None else term.value for term in terms]
    if types and types <= _INTEGERS:
        return pd.array([None if t is None else int(t) for t in texts], dtype="Int64")
    if types and types <= _INTEGERS | _NUMBERS:
        return pd.array([None if t is None else float(t) for t in texts], dtype="Float64")
    if types == {XSD + "boolean"}:
        return pd.array([None if t is None else t in ("true", "1") for t in texts], dtype="boolean")
    if types and types <= _TIMES:
        return pd.to_datetime(pd.Series(texts, dtype="object"), errors="coerce", format="ISO8601", utc=None)
    return pd.Series([_text(term, id_base, short) for term in terms], dtype="object")


def _text(term: Any, id_base: str, short: bool) -> str | None:
    if term is None:
        return None
    return shorten(term.value, id_base) if short and isinstance(term, ox.NamedNode) else str(term.value)


def shorten(iri: str, id_base: str) -> str:
    """An IRI as one reads it: without the id base, or with a known prefix."""
    if iri.startswith(id_base):
        return iri.removeprefix(id_base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def records(values: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Plain values as a DataFrame, with these columns also where there are no rows."""
    return pandas().DataFrame(list(values), columns=list(columns))


FACT_COLUMNS = (
    "id", "kind", "text", "status", "date", "earliest", "latest", "confidence", "evidence_count", "quote",
    "report", "who",
)  # fmt: skip


def facts_table(facts: Iterable[Fact]) -> pd.DataFrame:
    """Facts as rows.

    `date` is as exact as the reports have it, `earliest` and `latest` are whole days; `quote` is the first
    passage, `report` its file name, `who` the entities that take part.
    """
    pd = pandas()
    made = records((_fact_row(fact) for fact in facts), FACT_COLUMNS)
    for name in ("earliest", "latest"):
        made[name] = pd.to_datetime(made[name].replace("", None), errors="coerce", format="ISO8601")
    return made


def _fact_row(fact: Fact) -> dict[str, Any]:
    first = fact.evidence[0] if fact.evidence else None
    who = [v.text for role in KINDS[fact.kind].sides for v in fact.values.get(role, ()) if v.ref]
    return {
        "id": fact.id, "kind": fact.kind, "text": fact.text, "status": fact.status, "date": fact.date or None,
        "earliest": fact.earliest, "latest": fact.latest, "confidence": fact.confidence,
        "evidence_count": fact.evidence_count, "quote": first.quote if first else None,
        "report": first.report.file_name if first else None, "who": who,
    }  # fmt: skip


EVIDENCE_COLUMNS = ("fact", "text", "quote", "report", "date", "start", "end", "confidence", "method")


def evidence_table(facts: Iterable[Fact]) -> pd.DataFrame:
    """Passages as rows: the fact they state, their words, the report and its date, offsets in code points."""
    rows = (
        {"fact": fact.id, "text": fact.text, "quote": p.quote, "report": p.report.file_name,
         "date": p.report.date or None, "start": p.start, "end": p.end,
         "confidence": p.confidence, "method": p.method}
        for fact in facts for p in fact.evidence
    )  # fmt: skip
    made = records(rows, EVIDENCE_COLUMNS)
    made["date"] = pandas().to_datetime(made["date"], errors="coerce", format="ISO8601")
    return made
