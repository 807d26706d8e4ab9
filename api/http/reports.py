"""``POST /articles``, ``/jobs/{id}`` and ``POST /decisions``: reports and judgements, with the token."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from communique.api.http.auth import TokenRequired
from communique.api.http.errors import (
    ApiError,
    BadRequest,
    Busy,
    Conflict,
    NotFound,
    TooLarge,
    UnsupportedMedia,
)
from communique.api.http.report_writes import ENDINGS, JSON_MEDIA, refuse_broken
from communique.api.http.service import Service
from communique.graph.store.folder import is_managed

router = APIRouter(tags=["reports"])

_MOST_UPLOADS = 4  # as many times the largest upload may wait in memory
_MOST_JOBS = 1000  # finished jobs that are remembered
_ID = re.compile(r"[\w.-]{1,120}\Z")
_UPLOAD = {"requestBody": {"required": True, "content": {m: {"schema": {"type": "string"}} for m in ENDINGS}}}


class JobState(BaseModel):
    """How far the reading of uploaded reports is; the lists hold the reports' keys when it is done."""

    id: str = Field(examples=["5f0c9b1d"])
    status: Literal["waiting", "reading", "publishing", "done", "failed"] = Field(examples=["done"])
    submitted: str = Field(examples=["2025-10-09T08:00:00+00:00"])
    finished: str = Field(default="", examples=["2025-10-09T08:00:02+00:00"])
    detail: str = Field(default="", description="Why it failed", examples=[""])
    added: list[str] = Field(default=[], examples=[["talks-in-pyongyang"]])
    replaced: list[str] = Field(default=[], examples=[[]])
    unchanged: list[str] = Field(default=[], examples=[[]])
    unreadable: list[str] = Field(default=[], description="Why reports were left out", examples=[[]])


@dataclass(slots=True)
class Jobs:
    """The jobs of one server and their tasks; the oldest are forgotten."""

    known: OrderedDict[str, JobState] = field(default_factory=OrderedDict)
    running: set[asyncio.Task[None]] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    held: int = 0  # bytes of the uploads that are not read yet

    def start(self, service: Service, body: bytes, params: dict[str, str | None]) -> JobState:
        """Begins a job in the background. Raises Busy where too much waits already."""
        if self.held and self.held + len(body) > _MOST_UPLOADS * service.settings.max_upload:
            raise Busy("Too many reports wait to be read.", headers={"Retry-After": "10"})
        self.held += len(body)
        job = JobState(id=secrets.token_hex(8), status="waiting", submitted=_now())
        self.known[job.id] = job
        while len(self.known) > _MOST_JOBS:
            self.known.popitem(last=False)
        task = asyncio.create_task(self._take_turn(service, job, body, params))
        self.running.add(task)
        task.add_done_callback(self.running.discard)
        return job

    async def _take_turn(
        self, service: Service, job: JobState, body: bytes, params: dict[str, str | None]
    ) -> None:
        """One job after the other: publishing forgets what was read for reports that are not in the store."""
        try:
            async with self.turn:
                await _run(service, job, body, params)
        finally:
            self.held -= len(body)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


async def _run(service: Service, job: JobState, body: bytes, params: dict[str, str | None]) -> None:
    """Reads the reports, publishes them in the writer process, and notes what became of them."""
    try:
        job.status = "reading"
        await service.read_ahead(params, body)
        job.status = "publishing"
        result = await service.write("read_reports", params, body)
        for name, value in result.items():
            setattr(job, name, value)
        kept = job.added or job.replaced or job.unchanged
        job.status = "done" if kept or not job.unreadable else "failed"
        job.detail = "" if kept else "; ".join(job.unreadable)
    except ApiError as error:
        job.status, job.detail = "failed", error.detail
    finally:
        job.finished = _now()
        if job.status not in ("done", "failed"):
            job.status, job.detail = "failed", "The server ended before the report was read."


def _jobs(request: Request) -> Jobs:
    """The server's jobs."""
    state = request.app.state
    if not hasattr(state, "jobs"):
        state.jobs = Jobs()
    jobs: Jobs = state.jobs
    return jobs


@router.post("/articles", status_code=202, openapi_extra=_UPLOAD)
async def add_articles(
    request: Request,
    response: Response,
    _: TokenRequired,
    id: Annotated[str, Query(description="The report's identity, if its text tells none")] = "",
    date: Annotated[dt.date | None, Query(description="Its day, if its text tells none")] = None,
) -> JobState:
    """Reads a report in the background; follow ``Location`` to the job.

    It is plain text, HTML, or JSON objects (``text``, ``id``, ``url``, ``date``, ``title``, ``publisher``).
    A report that is known already is replaced.
    """
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in ENDINGS:
        raise UnsupportedMedia(f"Reports come as {', '.join(ENDINGS)}.")
    service: Service = request.app.state.service
    body = await _body(request, service.settings.max_upload)
    name = id or f"report-{hashlib.sha256(body).hexdigest()[:12]}"
    if not _ID.match(name):
        raise BadRequest("An id is made of letters, digits, dots, hyphens and underscores.")
    if not is_managed(service.settings.store):
        raise Conflict("This is a plain store, filled over SPARQL: it takes no reports.")
    if media in JSON_MEDIA:
        await asyncio.to_thread(refuse_broken, body, media)
    params = {"media": media, "id": name, "date": date.isoformat() if date else None}
    job = _jobs(request).start(service, body, params)
    response.headers["Location"] = f"/jobs/{job.id}"
    return job


async def _body(request: Request, most: int) -> bytes:
    """The upload, of at most so many bytes; raises BadRequest for none."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge(f"At most {most} bytes are read here.", limit=most)
    if not body.strip():
        raise BadRequest("The request has no body: send the report.")
    return bytes(body)


@router.get("/jobs/{id}")
async def job(request: Request, id: str) -> JobState:
    """How far the reading of uploaded reports is. Jobs are forgotten when the server ends."""
    found = _jobs(request).known.get(id)
    if found is None:
        raise NotFound(f"There is no job {id}.")
    return found


class Judgement(BaseModel):
    """Two entities are the same or different, or claims are wrong: by ids, as the graph shows them."""

    judgement: Literal["same", "different", "wrong"] = Field(examples=["wrong"])
    subjects: list[str] = Field(min_length=1, max_length=200, examples=[["claim/1f0c"]])
    by: str = Field(default="", max_length=100, description="Who decides", examples=["an editor"])


class Decided(Judgement):
    """A decision as it was kept; ``published`` says whether it changed the graph."""

    at: str = Field(examples=["2025-10-09T08:00:00+00:00"])
    published: bool = Field(examples=[True])


@router.post("/decisions", status_code=201)
async def decide(request: Request, decision: Judgement, _: TokenRequired) -> Decided:
    """Keeps a person's decision, which overrules the rules, and publishes the graph anew.

    ``wrong`` takes claims (``claim/…``) or facts, then all claims of each.
    """
    service: Service = request.app.state.service
    subjects = decision.subjects
    if decision.judgement == "wrong":
        asked = {"ids": subjects}
        subjects = await request.app.state.tasks.run("communique.graph.lookup.tasks:claims", asked)
    elif len(subjects) != 2:
        raise BadRequest("Two entities are the same or different: give two ids.")
    params = {"judgement": decision.judgement, "subjects": subjects, "by": decision.by}
    return Decided(**await service.write("decide", params))
