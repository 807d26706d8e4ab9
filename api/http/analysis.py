"""Measures of a network by the name of its view, their development, and an entity's surroundings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from communique.api.http import lookups_models as models
from communique.api.http.lookups import Name, Type
from communique.api.http.lookups_formats import RDF, Row, SuffixRoute, answer
from communique.api.http.lookups_formats import View as Served
from communique.api.http.lookups_paths import ANALYSES, RANK, AsOf, Day, MeasureName, RankingPage
from communique.api.http.tasks import TasksDependency
from communique.graph.analysis import VIEWS, Communities, Development, Ego
from communique.graph.analysis.communities import Community
from communique.graph.analysis.development import Period
from communique.graph.analysis.ego import Near
from communique.graph.analysis.network import Link

router = APIRouter(tags=["network"], route_class=SuffixRoute)
ViewName = Literal["met", "people", "countries", "offices", "everything"]
View = Annotated[ViewName, Query(description="; ".join(f"{name}: {v.text}" for name, v in VIEWS.items()))]


def _rows(found: dict[str, Any]) -> Iterable[Row]:
    """One row for each entity of each period."""
    for period in found["periods"]:
        for row in period["ranked"]:
            yield {
                "start": period["start"], "end": period["end"], "place": row["place"],
                "id": row["entity"]["id"], "label": row["entity"]["label"], found["by"]: row["score"],
                "partners": row["partners"], "facts": row["facts"],
            }  # fmt: skip


DEVELOPMENT = Served("development", _rows, ("json", "csv"), ANALYSES)
models.EXAMPLES[Development] = {
    "by": "degree", "view": "met", "every": "year", "truncated": False,
    "periods": [{"start": "2025-01-01", "end": "2025-12-31", "total": 2,
                 "ranked": models.EXAMPLES[RankingPage]["ranked"]}],
}  # fmt: skip
models.EXAMPLES[Period] = models.EXAMPLES[Development]["periods"][0]


def _near_rows(found: dict[str, Any]) -> Iterable[Row]:
    """One row for each entity."""
    for row in found["nodes"]:
        yield {"hops": row["hops"], **{name: row["entity"][name] for name in ("id", "type", "label")}}


def _community_rows(found: dict[str, Any]) -> Iterable[Row]:
    """One row for each member."""
    for group in found["communities"]:
        for member in group["members"]:
            yield {"community": group["number"], "size": group["size"], "id": member["id"],
                   "type": member["type"], "label": member["label"]}  # fmt: skip


COMMUNITIES = Served("communities", _community_rows, ("json", "csv"), ANALYSES)
EGO = Served("ego", _near_rows, ("json", "csv", *RDF, "graphml"), ANALYSES)
_REF = models.EXAMPLES[models.FactsPage]["entity"]
models.EXAMPLES[Community] = {"number": 1, "size": 1, "members": [_REF]}
models.EXAMPLES[Communities] = {
    "view": "met", "communities": [models.EXAMPLES[Community]], "modularity": 0.0, "total": 1,
    "truncated": False,
}  # fmt: skip
models.EXAMPLES[Near] = {"entity": _REF, "hops": 0}
models.EXAMPLES[Link] = {"source": "person/a", "target": "person/b", "weight": 1}
models.EXAMPLES[Ego] = {
    "entity": _REF, "view": "met", "nodes": [{"entity": _REF, "hops": 0}], "edges": [], "truncated": False,
}  # fmt: skip


_OTHERS = tuple(media for media in models.OTHER_TYPES if media != "text/html")


@router.get("/entities/{type}/{name}/ego", responses=models.documented(Ego, _OTHERS))
async def surroundings(
    request: Request,
    tasks: TasksDependency,
    type: Type,
    name: Name,
    view: View = "met",
    hops: Annotated[int, Query(ge=1, le=4)] = 1,
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Response:
    """Who is within so many steps of an entity, and how many facts join them."""
    params = {"id": f"{type}/{name}", "view": view, "hops": hops, "since": since, "until": until}
    return await answer(request, tasks, EGO, params | {"as_of": as_of, "limit": limit})


@router.get("/analysis/communities", responses=models.documented(Communities, ("text/csv",)))
async def communities(
    request: Request,
    tasks: TasksDependency,
    view: View = "met",
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    limit: Annotated[int, Query(description="Communities", ge=1, le=200)] = 20,
    members: Annotated[int, Query(description="Members of each", ge=1, le=1000)] = 50,
) -> Response:
    """Who keeps together: groups that are joined among themselves more than to others (Louvain)."""
    params = {"view": view, "since": since, "until": until, "as_of": as_of, "limit": limit}
    return await answer(request, tasks, COMMUNITIES, params | {"members": members})


@router.get("/analysis/{measure}/development", responses=models.documented(Development, ("text/csv",)))
async def development(
    request: Request,
    tasks: TasksDependency,
    measure: MeasureName,
    view: View = "met",
    every: Annotated[Literal["year", "quarter"], Query(description="The length of a period")] = "year",
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """How a measure changes: the highest entities of each year or quarter."""
    params = {"by": measure, "view": view, "every": every, "since": since, "until": until, "limit": limit}
    return await answer(request, tasks, DEVELOPMENT, params | {"as_of": as_of})


@router.get("/analysis/{measure}", responses=models.documented(RankingPage))
async def analysis(
    request: Request,
    tasks: TasksDependency,
    measure: MeasureName,
    view: View = "met",
    since: Day = "",
    until: Day = "",
    as_of: AsOf = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 20,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The entities of a named view with the highest measure."""
    params: dict[str, Any] = {
        "by": measure, "view": view, "since": since, "until": until, "as_of": as_of, "limit": limit,
        "offset": offset,
    }  # fmt: skip
    return await answer(request, tasks, RANK, params)
