"""Lookups over HTTP: search, entities, facts and reports, in JSON, CSV and RDF."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from communique.api.http import lookups_models as models
from communique.api.http import lookups_paths, reports
from communique.api.http.lookups_formats import SuffixRoute, View, answer, fact_rows, flat, passage_rows
from communique.api.http.lookups_paths import AsOf
from communique.api.http.tasks import TasksDependency

lookups = APIRouter(tags=["lookups"], route_class=SuffixRoute)

Type = Annotated[
    str, Path(description="What stands before the slash of an id", examples=["person"], max_length=60)
]
Name = Annotated[
    str,
    Path(
        description="What stands behind it; .json, .csv, .ttl or .jsonld behind it choose the format",
        examples=["to-lam"],
    ),
]
Relation = Annotated[
    str, Query(description="Only facts of this kind: office, meeting, visit, agreement …", max_length=40)
]
Since = Annotated[
    str, Query(description="Only what may have happened on or after this day, month or year", max_length=10)
]
Until = Annotated[str, Query(description="Only what may have happened by then", max_length=10)]
Limit = Annotated[int, Query(description="Longest page", ge=1, le=1000)]
Offset = Annotated[
    int, Query(description="How many to skip; follow `next` instead of counting", ge=0, le=1_000_000)
]

SEARCH = View("search", lambda found: found["hits"])
ENTITY = View(
    "entity",
    lambda found: fact_rows(f for group in found["groups"] for f in group["facts"]),
    page_limit=8,
    drawn_limit=500,
)
EVIDENCE = View("evidence", lambda found: passage_rows(found["facts"]), template="timeline", page_limit=30)
NEIGHBORS = View("neighbors", lambda found: flat(found["neighbors"]), drawn_limit=1000)
TIMELINE = View("timeline", lambda found: fact_rows(found["facts"]))
BETWEEN = View("between", lambda found: fact_rows(found["facts"]), page_limit=60)
LISTING = View("listing", lambda found: fact_rows(found["facts"]), template="facts")
FACT = View("fact", lambda found: passage_rows([found]))
ARTICLES = View("articles", lambda found: found["articles"])
ARTICLE = View("article", lambda found: passage_rows(found["facts"]))


@lookups.get("/search", responses=models.documented(models.SearchPage))
async def search(
    request: Request,
    tasks: TasksDependency,
    q: Annotated[
        str, Query(description="A name or part of one, with or without diacritics", max_length=200)
    ] = "",
    type: Annotated[
        str, Query(description="person, country, party, organization, place, office or group", max_length=20)
    ] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Offset = 0,
) -> Response:
    """Entities by any of their names, ranked; forgives missing diacritics and typing errors."""
    return await answer(request, tasks, SEARCH, {"q": q, "type": type, "limit": limit, "offset": offset})


@lookups.get("/entities/{type}/{name}/evidence", responses=models.documented(models.FactsPage))
async def evidence(
    request: Request,
    tasks: TasksDependency,
    type: Type,
    name: Name,
    relation: Relation = "",
    as_of: AsOf = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Every passage that states a fact about the entity."""
    params: dict[str, Any] = {"id": f"{type}/{name}", "relation": relation, "as_of": as_of}
    return await answer(request, tasks, EVIDENCE, params | {"limit": limit, "offset": offset})


@lookups.get("/entities/{type}/{name}/neighbors", responses=models.documented(models.NeighborsPage))
async def neighbors(
    request: Request,
    tasks: TasksDependency,
    type: Type,
    name: Name,
    relation: Relation = "",
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """With whom the entity shares facts: counts for each relation, then the neighbours, page by page."""
    params: dict[str, Any] = {"id": f"{type}/{name}", "relation": relation, "since": since, "until": until}
    return await answer(
        request, tasks, NEIGHBORS, params | {"as_of": as_of, "limit": limit, "offset": offset}
    )


@lookups.get("/entities/{type}/{name}/timeline", responses=models.documented(models.FactsPage))
async def timeline(
    request: Request,
    tasks: TasksDependency,
    type: Type,
    name: Name,
    relation: Relation = "",
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    order: Annotated[Literal["newest", "oldest"], Query(description="Which end comes first")] = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The entity's facts by date; those without a date last."""
    params: dict[str, Any] = {
        "id": f"{type}/{name}",
        "relation": relation,
        "since": since,
        "until": until,
        "order": order,
    }
    return await answer(request, tasks, TIMELINE, params | {"as_of": as_of, "limit": limit, "offset": offset})


@lookups.get("/entities/{type}/{name}", responses=models.documented(models.EntityPage))
async def entity(
    request: Request,
    tasks: TasksDependency,
    type: Type,
    name: Name,
    as_of: AsOf = "",
    kind: Annotated[str, Query(description="Only facts of this kind", max_length=40)] = "",
    limit: Annotated[int, Query(description="Facts of each kind", ge=1, le=500)] = 50,
    offset: Offset = 0,
) -> Response:
    """An entity's names, offices and facts, each with the passages that state it."""
    params: dict[str, Any] = {"id": f"{type}/{name}", "as_of": as_of, "kind": kind}
    return await answer(request, tasks, ENTITY, params | {"limit": limit, "offset": offset})


@lookups.get("/between", responses=models.documented(models.BetweenPage))
async def between(
    request: Request,
    tasks: TasksDependency,
    first: Annotated[str, Query(description="An id", examples=["country/vn"], max_length=300)],
    second: Annotated[str, Query(description="Another id", examples=["country/la"], max_length=300)],
    relation: Relation = "",
    since: Since = "",
    until: Until = "",
    as_of: AsOf = "",
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """What lies between two entities, for countries also by those who hold their offices."""
    params: dict[str, Any] = {
        "first": first,
        "second": second,
        "relation": relation,
        "since": since,
        "until": until,
    }
    return await answer(request, tasks, BETWEEN, params | {"as_of": as_of, "limit": limit, "offset": offset})


@lookups.get("/facts", responses=models.documented(models.ListingPage))
async def facts(
    request: Request,
    tasks: TasksDependency,
    relation: Relation = "meeting",
    since: Since = "",
    until: Until = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """All facts of a kind, the latest first, those without a date last."""
    params: dict[str, Any] = {"relation": relation, "since": since, "until": until}
    return await answer(request, tasks, LISTING, params | {"limit": limit, "offset": offset})


@lookups.get("/facts/{type}/{name}", responses=models.documented(models.FactPage))
async def fact(request: Request, tasks: TasksDependency, type: Type, name: Name) -> Response:
    """One fact with all its passages, by its own id or by that of a claim it rests on; by the id of a passage
    (``evidence/…``) the fact that it states, with this passage and its report alone.
    """
    return await answer(request, tasks, FACT, {"id": f"{type}/{name}"})


@lookups.get("/articles", responses=models.documented(models.ArticlesPage))
async def articles(
    request: Request,
    tasks: TasksDependency,
    since: Since = "",
    until: Until = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The reports that the graph was read from, the latest first."""
    return await answer(
        request, tasks, ARTICLES, {"since": since, "until": until, "limit": limit, "offset": offset}
    )


@lookups.get("/articles/{name}", responses=models.documented(models.ArticlePage))
async def article(request: Request, tasks: TasksDependency, name: Name) -> Response:
    """A report: its text and the facts that it states, each with the places in the text."""
    return await answer(request, tasks, ARTICLE, {"id": f"article/{name}"})


@lookups.get("/id/{type}/{name}", status_code=303, response_class=RedirectResponse)
async def dereference(type: Type, name: Name) -> RedirectResponse:
    """Where the IRI of an entity, fact, claim, passage or report is described."""
    if type == "article":
        return RedirectResponse(f"/articles/{name}", 303)
    kind = "entities" if type in models.ENTITY_TYPES else "facts"
    return RedirectResponse(f"/{kind}/{type}/{name}", 303)


router = APIRouter()
for part in (lookups, lookups_paths.router, reports.router):
    router.include_router(part)
