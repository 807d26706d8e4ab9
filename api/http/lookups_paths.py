"""Paths and ranks over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from communique.api.http import lookups_models as models
from communique.api.http.lookups_formats import Row, SuffixRoute, View, answer
from communique.api.http.tasks import TasksDependency
from communique.graph.analysis.measures import Ranked, Ranking
from communique.graph.analysis.paths import Path, Paths, Step

router = APIRouter(tags=["network"], route_class=SuffixRoute)

ANALYSES = "communique.graph.analysis.tasks:"
MeasureName = Literal[
    "degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank", "clustering",
    "core", "bridges",
]  # fmt: skip
Day = Annotated[str, Query(description="A day, month or year", max_length=10)]
AsOf = Annotated[
    str,
    Query(description="Only what reports of this day or before attest, as they tell it", max_length=10),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathsPage(Paths):
    """The shortest chains from one entity to another."""

    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingPage(Ranking):
    """One page of entities by a measure."""

    next: str | None = None


_NOTHING = {"quote": "", "report": {"file_name": "", "date": ""}}


def _path_rows(found: dict[str, Any]) -> Iterable[Row]:
    """One row for each fact of each step."""
    for number, path in enumerate(found["paths"], start=1):
        for at, step in enumerate(path["steps"], start=1):
            for fact in step["facts"]:
                first: dict[str, Any] = fact["evidence"][0] if fact["evidence"] else _NOTHING
                yield {
                    "path": number,
                    "step": at,
                    "source": step["source"]["id"],
                    "source_label": step["source"]["label"],
                    "target": step["target"]["id"],
                    "target_label": step["target"]["label"],
                    "fact": fact["id"],
                    "text": fact["text"],
                    "date": fact["date"],
                    "quote": first["quote"],
                    "report": first["report"]["file_name"],
                    "report_date": first["report"]["date"],
                }


def _rank_rows(found: dict[str, Any]) -> Iterable[Row]:
    for row in found["ranked"]:
        entity = row["entity"]
        columns = {
            "place": row["place"],
            "id": entity["id"],
            "label": entity["label"],
            "type": entity["type"],
        }
        yield columns | {found["by"]: row["score"], "partners": row["partners"], "facts": row["facts"]}


PATHS = View("paths", _path_rows, tasks=ANALYSES)
RANK = View("rank", _rank_rows, tasks=ANALYSES)
_REF = models.EXAMPLES[models.FactsPage]["entity"]
_OTHER = models.EXAMPLES[models.BetweenPage]["second"]
_FACT = models.EXAMPLES[models.FactsPage]["facts"][0]
_STEP = {"source": _REF, "target": _OTHER, "facts": [_FACT], "fact_count": 1}
_PATH = {"entities": [_REF, _OTHER], "steps": [_STEP], "told": "A held talks with B on 9 October 2025 [1]."}
_RANKED = {"place": 1, "entity": _REF, "score": 1.0, "partners": 1, "facts": 1}
models.EXAMPLES |= {Step: _STEP, Path: _PATH, Ranked: _RANKED}
models.EXAMPLES[PathsPage] = {
    "source": _REF,
    "target": _OTHER,
    "relations": ["meeting"],
    "hops": 1,
    "paths": [_PATH],
    "truncated": False,
    "next": None,
}
models.EXAMPLES[RankingPage] = {
    "by": "degree",
    "relations": ["meeting"],
    "ranked": [_RANKED],
    "total": 2,
    "offset": 0,
    "truncated": True,
    "next": "/rank?limit=1&offset=1",
}


@router.get("/paths", responses=models.documented(PathsPage))
async def paths(
    request: Request,
    tasks: TasksDependency,
    source: Annotated[
        str, Query(alias="from", description="An id, or a name", examples=["person/a"], max_length=300)
    ],
    target: Annotated[str, Query(alias="to", description="Another", examples=["person/b"], max_length=300)],
    relation: Annotated[
        list[str] | None,
        Query(description="Only by facts of these kinds: meeting, visit, agreement …", max_length=12),
    ] = None,
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    planned: Annotated[bool, Query(description="Count what was only planned, too")] = False,
    max_hops: Annotated[int, Query(description="Longest chain", ge=1, le=8)] = 6,
    hops: Annotated[int | None, Query(description="The same by another name", ge=1, le=8)] = None,
    limit: Annotated[int, Query(description="How many chains of the shortest length", ge=1, le=50)] = 3,
    k: Annotated[int, Query(description="The k shortest chains instead, longer ones too", ge=0, le=50)] = 0,
) -> Response:
    """How two entities are connected: the shortest chains of facts, each step with its sentences."""
    params: dict[str, Any] = {
        "source": source, "target": target, "relation": relation or [], "since": since, "until": until,
        "as_of": as_of, "planned": planned, "hops": hops or max_hops, "limit": limit, "k": k,
    }  # fmt: skip
    return await answer(request, tasks, PATHS, params)


@router.get("/rank", responses=models.documented(RankingPage))
async def rank(
    request: Request,
    tasks: TasksDependency,
    by: Annotated[MeasureName, Query(description="The measure")] = "degree",
    relation: Annotated[
        list[str] | None, Query(description="Kinds of facts that join", max_length=12)
    ] = None,
    type: Annotated[list[str] | None, Query(description="Types of entities", max_length=5)] = None,
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The entities of a network with the highest measure; persons in the network of meetings by default."""
    types = [name.capitalize() for name in type or ["Person"]]
    params: dict[str, Any] = {
        "by": by,
        "relations": relation or ["meeting"],
        "types": types,
        "since": since,
        "until": until,
        "as_of": as_of,
    }
    return await answer(request, tasks, RANK, params | {"limit": limit, "offset": offset})
