"""The explorer's own routes: the start page, the pages with forms, and the files that pages load."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from communique.api.http.errors import NotFound
from communique.api.http.lookups_formats import View, answer, split_suffix
from communique.api.http.tasks import TasksDependency
from communique.api.pages.render import FOLDER, page

router = APIRouter(include_in_schema=False)

STATIC = FOLDER / "static"
FILES = {str(path.relative_to(STATIC)): path for path in STATIC.rglob("*") if path.is_file()}
START = View("summary", lambda found: found["facts"], ("json", "html", "csv"), template="start")


@router.get("/")
async def start(request: Request, tasks: TasksDependency) -> Response:
    """What is in the graph and how to ask it."""
    return await answer(request, tasks, START, {})


@router.get("/index{suffix}")
async def start_as(request: Request, tasks: TasksDependency, suffix: str) -> Response:
    """The start page's figures in the format of a suffix."""
    return await answer(request, tasks, START, {}, split_suffix(suffix)[1] or "none")


@router.get("/path")
async def path(
    request: Request,
    source: Annotated[str, Query(alias="from", max_length=300)] = "",
    target: Annotated[str, Query(alias="to", max_length=300)] = "",
) -> Response:
    """The form that asks for a path."""
    return page(request, "path", {"source": source, "target": target})


@router.get("/network")
async def network(request: Request) -> Response:
    """Who met whom, as a picture."""
    return page(request, "network", {})


@router.get("/editor")
async def editor(request: Request) -> Response:
    """The SPARQL editor."""
    return page(request, "editor", {})


@router.get("/static/{name:path}")
async def static(name: str) -> Response:
    """A file that pages load; only those that are there when the server starts."""
    found: Path | None = FILES.get(name)
    if found is None:
        raise NotFound(f"There is no file {name}.")
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(found.read_bytes(), media_type=media, headers=headers)
