"""The documentation, which is the repository's ``docs`` folder, as pages of the server."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markdown_it import MarkdownIt
from markupsafe import Markup

from communique.api.http.errors import NotFound
from communique.api.pages.render import page

router = APIRouter(include_in_schema=False)

# Beside the folder of the rooms in a checkout, and inside the package where it is installed.
FOLDER = Path(__file__).resolve().parents[2] / "docs"
START = "README.md"
NOTEBOOK = "application/x-ipynb+json"
_ALIGNED = re.compile(r' style="text-align:[a-z]+"')


@cache
def files() -> dict[str, Path]:
    """Every page and notebook by its path below the folder."""
    found = (path for ending in ("md", "ipynb") for path in FOLDER.rglob(f"*.{ending}"))
    return {path.relative_to(FOLDER).as_posix(): path for path in sorted(found)}


@router.get("/help")
async def start() -> RedirectResponse:
    """The table of contents, whose links are relative to the folder."""
    return RedirectResponse("/help/", 308)


@router.get("/help/{name:path}")
async def show(request: Request, name: str) -> Response:
    """One page, or a notebook as a file."""
    found = files().get(name or START)
    if found is None:
        raise NotFound(f"There is no page {name} in the documentation.")
    if found.suffix == ".ipynb":
        disposition = {"Content-Disposition": f'attachment; filename="{found.name}"'}
        return Response(found.read_bytes(), media_type=NOTEBOOK, headers=disposition)
    text = found.read_text(encoding="utf-8")
    return page(request, "help", {"title": title(text), "body": rendered(text), "start": found.name == START})


def title(text: str) -> str:
    """The page's first heading."""
    return next((line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("# ")), "Help")


def rendered(text: str) -> Markup:
    """A page's Markdown as HTML; HTML in it is shown, not used."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return Markup(_ALIGNED.sub("", made))  # noqa: S704 - our own pages, with markup escaped
