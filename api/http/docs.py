"""`/docs` and `/redoc`: the API's documentation pages, whose scripts come from this server."""

from __future__ import annotations

import base64
import hashlib
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
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
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
    made = get_redoc_html(
        openapi_url="openapi.json", title="communique: API", redoc_js_url="docs/redoc.standalone.js",
        redoc_favicon_url="docs/favicon.png", with_google_fonts=False,
    )  # fmt: skip
    return _harmless(made)


def _harmless(page: HTMLResponse) -> HTMLResponse:
    """The page with a policy that lets it load from this server only, and run no script but its own."""
    found = _INLINE.findall(bytes(page.body))
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in found)
    scripts = "".join(f" 'sha256-{digest}'" for digest in digests)
    page.headers["Content-Security-Policy"] = _POLICY.format(scripts=scripts)
    page.headers["X-Content-Type-Options"] = "nosniff"
    return page


@router.get("/docs/{name}")
async def asset(name: str) -> FileResponse:
    """One of the pages' files."""
    if name not in _ASSETS:
        raise NotFound(f"There is no {name}.")
    return FileResponse(_FILES / name, headers={"Cache-Control": "max-age=86400"})
