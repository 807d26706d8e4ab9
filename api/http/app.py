"""The application: FastAPI with its routers and error handlers, behind the gateway."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from communique import __version__
from communique.api.http.errors import PROBLEM_BASE, PROBLEM_JSON, ApiError, problem, problem_of
from communique.api.http.gateway import Gateway
from communique.api.http.http_io import SMALLEST_COMPRESSED
from communique.api.http.lookups_models import EXAMPLES
from communique.api.http.openapi import with_protocol
from communique.api.http.service import Service
from communique.api.http.tasks import Tasks
from communique.api.pages.waiting import Waiting
from communique.api.settings import Settings

ROUTERS = ("communique.api.http.health", "communique.api.http.docs", "communique.api.http.lookups",
           "communique.api.http.analysis", "communique.api.http.exports", "communique.api.http.ontology",
           "communique.api.pages.routes")  # fmt: skip


class Problem(BaseModel):
    """An error, after RFC 9457; some kinds add members of their own."""

    type: str = Field(examples=[PROBLEM_BASE + "not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["The graph holds nothing under this id."])


RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "An error", "content": {PROBLEM_JSON: {"schema": Problem.model_json_schema()}}}
}


def create_app(settings: Settings) -> ASGIApp:
    """The whole server as one ASGI application over the store that `settings` name."""
    service = Service(settings)
    app = described(service)
    gateway = Gateway(service, app)
    app.state.gateway = gateway
    return gateway


def described(service: Service) -> FastAPI:
    """What stands behind the gateway, whose description covers the gateway's own paths, too."""
    app = FastAPI(
        title="communique", version=__version__,
        summary="Reported diplomacy as a graph that leads back to its sentences",
        docs_url=None, redoc_url=None, lifespan=_lifespan, responses=RESPONSES,
    )  # fmt: skip
    app.state.service, app.state.tasks = service, Tasks(service)
    app.state.waiting = Waiting(service.settings.page_patience)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=2)
    _map_errors(app)
    for name in ROUTERS:
        router = _router(name)
        if router is not None:
            app.include_router(router)
    examples = {model.__name__: example for model, example in EXAMPLES.items()}
    app.openapi = with_protocol(app, RESPONSES["default"], examples)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Workers live as long as the application."""
    service: Service = app.state.service
    await service.start()
    try:
        yield
    finally:
        await service.close()


def _router(name: str) -> APIRouter | None:
    """The router of a module that is there."""
    try:
        if importlib.util.find_spec(name) is None:
            return None
    except ModuleNotFoundError:
        return None
    router: APIRouter = importlib.import_module(name).router
    return router


def _page(request: Request, status: int, title: str, detail: str) -> Response | None:
    """The error as a page, for browsers."""
    from communique.api.pages import render

    wanted = render.wants_page(request.headers.get("accept", ""))
    return render.error_page(request, status, title, detail) if wanted else None


def _map_errors(app: FastAPI) -> None:
    """Every error becomes a problem document, here and nowhere else."""

    @app.exception_handler(ApiError)
    async def _api_error(request: Request, error: ApiError) -> Response:
        page = _page(request, error.status, error.title, error.detail)
        return page or Response(problem_of(error), error.status, error.headers, PROBLEM_JSON)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [{"where": ".".join(map(str, e["loc"])), "what": e["msg"]} for e in error.errors()]
        detail = "; ".join(f"{e['where']}: {e['what']}" for e in errors)
        if page := _page(request, 422, "A parameter is invalid", detail):
            return page
        body = problem(422, "invalid-parameters", "A parameter is invalid", detail, {"errors": errors})
        return Response(body, 422, media_type=PROBLEM_JSON)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        if page := _page(request, error.status_code, str(error.detail), request.url.path):
            return page
        slug = str(error.detail).lower().replace(" ", "-")
        body = problem(error.status_code, slug, str(error.detail), f"{request.method} {request.url.path}")
        return Response(body, error.status_code, dict(error.headers or {}), PROBLEM_JSON)
