"""`/healthz`: whether the server can answer."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from communique import __version__
from communique.api.http.service import Service

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """The state of the server."""

    status: Literal["ok"] = Field(default="ok", examples=["ok"])
    version: str = Field(examples=["0.1.0"])
    snapshot: str = Field(description="The published snapshot that answers come from", examples=["12-18c2f0"])
    workers: int = Field(description="Query workers alive", examples=[3])
    idle: int = Field(description="Query workers without a job", examples=[3])
    waiting: int = Field(description="Requests that wait for a worker", examples=[0])
    writes: bool = Field(description="Whether a token is configured", examples=[False])


@router.get("/healthz")
async def healthz(request: Request) -> Health:
    """200 where a snapshot is published, else 503."""
    service: Service = request.app.state.service
    state = service.readers.state
    return Health(
        version=__version__, snapshot=service.published().name, writes=service.settings.token is not None,
        workers=state["workers"], idle=state["idle"], waiting=state["waiting"],
    )  # fmt: skip
