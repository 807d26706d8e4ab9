"""Settings by environment: every field is `COMMUNIQUE_` and its name in capitals.

docs/reference/settings.md lists them; a test compares the two.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


def default_workers() -> int:
    """One worker more than cores, and at least three, so that two slow queries leave one free."""
    return max(3, (os.cpu_count() or 1) + 1)


class Settings(BaseSettings):
    """How the server runs; sizes in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="COMMUNIQUE_", extra="ignore", frozen=True)

    store: Path = Field(Path("communique-store"), description="Folder of the store")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    token: SecretStr | None = Field(None, description="Bearer token for writes; without one they are off")
    public_url: str = Field(
        "", description="Address under which clients reach the server, if it is behind a proxy"
    )
    workers: int = Field(
        default_factory=default_workers, ge=2, description="Query worker processes; default max(3, cores + 1)"
    )
    queue: int = Field(64, ge=1, description="Requests that may wait for a worker; more are answered 503")
    queue_seconds: float = Field(10.0, gt=0, description="Longest wait for a worker before 503")
    timeout: float = Field(30.0, gt=0, description="Deadline of one evaluation before 504")
    max_timeout: float = Field(
        120.0, gt=0, description="Largest deadline that a request may ask for by timeout="
    )
    page_patience: float = Field(
        0.2, gt=0, description="How long a page waits for its answer before it says that it is being computed"
    )
    write_timeout: float = Field(300.0, gt=0, description="Deadline of one write")
    memory: int = Field(
        768 * MEGABYTE, ge=128 * MEGABYTE, description="Memory of one query worker before 507"
    )
    write_memory: int = Field(4096 * MEGABYTE, ge=128 * MEGABYTE, description="Memory of the writer process")
    max_query: int = Field(MEGABYTE, gt=0, description="Largest query, and largest form, before 413")
    max_upload: int = Field(64 * MEGABYTE, gt=0, description="Largest update, graph or report before 413")
    max_result: int = Field(128 * MEGABYTE, gt=0, description="Largest answer before 422")
    max_rows: int = Field(1_000_000, gt=0, description="Most rows or triples of a query's answer before 422")
    export_nodes: int = Field(
        10_000, gt=0, description="Most nodes of an exported network; the others are left out, and it says so"
    )
    export_edges: int = Field(50_000, gt=0, description="Most edges of an exported network, likewise")
    cache: int = Field(64 * MEGABYTE, ge=0, description="Memory for complete answers; 0 turns the cache off")
    client_timeout: float = Field(
        20.0, gt=0, description="Longest wait for a request's head or body before 408"
    )
    cors_origins: str = Field(
        "*", description="Origins that browsers may call from: * or a comma-separated list"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least level that is logged"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="One line of text, or one JSON object per event"
    )

    @field_validator("token")
    @classmethod
    def _no_empty_token(cls, value: SecretStr | None) -> SecretStr | None:
        """An empty variable means no token: it must never mean that an empty token opens the writes."""
        return value if value is not None and value.get_secret_value().strip() else None
