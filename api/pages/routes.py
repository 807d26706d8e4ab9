"""The explorer's own routes: the start page, the pages with forms, and the files that pages load."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from communique.api.http.errors import NotFound
from communique.api.http.lookups_formats import TASKS as LOOKUPS
from communique.api.http.lookups_formats import SuffixRoute, View, answer, wanted
from communique.api.http.lookups_paths import ANALYSES
from communique.api.http.tasks import Tasks, TasksDependency
from communique.api.pages import help
from communique.api.pages.examples import examples
from communique.api.pages.render import FOLDER, page
from communique.graph.analysis.projection import PERSONAL
from communique.graph.lookup import KINDS
from communique.ontology import PREFIXES

router = APIRouter(include_in_schema=False, route_class=SuffixRoute)

files = APIRouter(include_in_schema=False)  # whose names keep their endings
STATIC = FOLDER / "static"
FILES = {str(path.relative_to(STATIC)): path for path in STATIC.rglob("*") if path.is_file()}
NETWORK = View(
    "network",
    lambda found: found["nodes"],
    tasks=ANALYSES,
    drawn_limit=1000,
)
START = View("summary", lambda found: found["facts"], ("json", "html", "csv"), template="start")


@router.get("/")
async def start(request: Request, tasks: TasksDependency) -> Response:
    """What is in the graph and how to ask it."""
    return await answer(request, tasks, START, {})


@router.get("/index")
async def start_as(request: Request, tasks: TasksDependency) -> Response:
    """The start page's figures in the format of a suffix."""
    return await answer(request, tasks, START, {})


@router.get("/path")
async def path(
    request: Request,
    tasks: TasksDependency,
    source: Annotated[str, Query(alias="from", max_length=300)] = "",
    target: Annotated[str, Query(alias="to", max_length=300)] = "",
) -> Response:
    """The form that asks for a path; both ends given, it leads to the answer."""
    if source and target:
        return RedirectResponse(f"/paths?{urlencode({'from': source, 'to': target})}", 303)
    known = {"known_source": await _known(tasks, source), "known_target": await _known(tasks, target)}
    return page(request, "paths", {"source": None, "target": None, **known})


async def _known(tasks: Tasks, id: str) -> dict[str, Any] | None:
    """Whom an id means that a link gave to a form; None for a name, which the reader can still change."""
    if "/" not in id:
        return None
    found = await tasks.run(LOOKUPS + "neighbors", {"id": id, "limit": 1})
    ref: dict[str, Any] = found["entity"]
    return ref


@router.get("/compare")
async def compare(
    request: Request, tasks: TasksDependency, first: Annotated[str, Query(max_length=300)] = ""
) -> Response:
    """The form that asks for what lies between two countries."""
    known = {"known_first": await _known(tasks, first)}
    return page(request, "between", {"first": None, "second": None, **known})


@router.get("/network")
async def network(
    request: Request,
    tasks: TasksDependency,
    relation: Annotated[str, Query(max_length=40)] = "meeting",
    by: Literal["degree", "betweenness", "pagerank"] = "degree",
    color: Literal["country", "community"] = "country",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    limit: Annotated[int, Query(ge=2, le=1000)] = 200,
) -> Response:
    """Who met whom: the page at once, its data for the picture where a suffix or Accept asks for it."""
    if wanted(request, NETWORK) == "html":
        shown = {
            "relation": relation,
            "by": by,
            "color": color,
            "since": since,
            "until": until,
            "limit": limit,
        }
        joined = [(key, KINDS[key].heading) for key in PERSONAL]
        return page(request, "network", shown, formats=NETWORK.formats, relations=joined)
    params = {"relations": [relation], "by": by, "since": since, "until": until, "limit": limit}
    return await answer(request, tasks, NETWORK, params | {"communities": color == "community"})


@router.get("/editor")
async def editor(request: Request) -> Response:
    """The SPARQL editor."""
    return page(request, "editor", {"examples": examples()}, prefixes=list(PREFIXES))


@files.get("/static/{name:path}")
async def static(name: str) -> Response:
    """A file that pages load; only those that are there when the server starts."""
    found: Path | None = FILES.get(name)
    if found is None:
        raise NotFound(f"There is no file {name}.")
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(found.read_bytes(), media_type=media, headers=headers)


@files.get("/favicon.ico")
async def favicon() -> Response:
    """The icon for browsers that ask for it without being told where it is."""
    return await static("icon.svg")


router.include_router(files)
router.include_router(help.router)
