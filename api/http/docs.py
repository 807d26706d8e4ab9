"""`/docs` and `/redoc`: the API's documentation pages, whose scripts come from this server."""

from __future__ import annotations

import re
from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_redoc_html
from starlette.responses import FileResponse, HTMLResponse

from communique.api.http.errors import NotFound
from communique.api.pages.render import POLICY, page

router = APIRouter(include_in_schema=False)
_FILES = Path(fastapi_offline.__file__).parent / "static"
_STYLES = re.compile("style-src [^;]*")
_ASSETS = ("swagger-ui-bundle.js", "swagger-ui.css", "redoc.standalone.js", "favicon.png")


@router.get("/docs")
async def swagger(request: Request) -> Response:
    """The interactive page; the library writes style attributes, which the pages' policy refuses."""
    made = page(request, "docs", {})
    made.headers["Content-Security-Policy"] = _STYLES.sub("style-src 'self' 'unsafe-inline'", POLICY)
    return made


@router.get("/redoc")
async def redoc() -> HTMLResponse:
    """The page to read."""
    return get_redoc_html(
        openapi_url="openapi.json", title="communique: API", redoc_js_url="docs/redoc.standalone.js",
        redoc_favicon_url="docs/favicon.png", with_google_fonts=False,
    )  # fmt: skip


@router.get("/docs/{name}")
async def asset(name: str) -> FileResponse:
    """One of the pages' files."""
    if name not in _ASSETS:
        raise NotFound(f"There is no {name}.")
    return FileResponse(_FILES / name, headers={"Cache-Control": "max-age=86400"})
