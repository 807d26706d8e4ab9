"""Lookups over HTTP: which format a request wants, and the answer in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from communique.api.http.errors import NotAcceptable
from communique.api.http.formats import Format, choose
from communique.api.http.tags import etag, known_by, matches
from communique.api.http.tasks import Tasks, truncation
from communique.api.pages.render import page

TASKS = "communique.graph.lookup.tasks:"
RDF_TASK = "communique.graph.answers:rdf"
GRAPHML_TASK = "communique.graph.answers:graphml"
FORMATS: dict[str, Format[None]] = {
    "json": Format("application/json", None),
    "html": Format("text/html; charset=utf-8", None, ("application/xhtml+xml",)),
    "csv": Format("text/csv; charset=utf-8", None),
    "turtle": Format("text/turtle; charset=utf-8", None),
    "jsonld": Format("application/ld+json", None),
    "ntriples": Format("application/n-triples", None),
    "graphml": Format("application/graphml+xml", None, ("application/x-graphml+xml",)),
}
SUFFIXES = {
    ".json": "json",
    ".html": "html",
    ".csv": "csv",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".nt": "ntriples",
}
SUFFIXES |= {".graphml": "graphml"}
RDF = ("turtle", "jsonld", "ntriples")
Row = dict[str, Any]
_HEADERS = {"Vary": "Accept", "Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class View:
    """A lookup as it is served: its task's name, its rows for CSV, and the formats that it has.

    ``page_limit`` is the limit of a page for people, who read less at once than programs do, and
    ``drawn_limit`` that of a network, which nobody turns over page by page, where they ask for no other.
    """

    name: str
    rows: Callable[[dict[str, Any]], Iterable[Row]]
    formats: tuple[str, ...] = ("json", "html", "csv", *RDF, "graphml")
    tasks: str = TASKS
    template: str = ""
    page_limit: int | None = None
    drawn_limit: int | None = None


def split_suffix(path: str) -> tuple[str, str]:
    """The path without a format's suffix, and that format, or empty."""
    suffix = next((s for s in SUFFIXES if path.endswith(s)), "")
    return path.removesuffix(suffix), SUFFIXES.get(suffix, "")


class SuffixRoute(APIRoute):
    """A route whose path may end in a format's suffix, which then counts instead of the Accept header."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Matches the path without its suffix, which goes into the scope."""
        path, suffix = split_suffix(scope["path"])
        match, child = super().matches({**scope, "path": path})
        return match, {**child, "suffix": suffix} if match is not Match.NONE else child


def wanted(request: Request, view: View) -> str:
    """The format that the path's suffix or else the Accept header asks for; raises NotAcceptable."""
    suffix: str = request.scope.get("suffix", "")
    if suffix in view.formats:
        return suffix
    offered = {name: FORMATS[name] for name in view.formats}
    chosen = None if suffix else choose(request.headers.get("accept", ""), offered)
    if chosen is None:
        raise NotAcceptable(
            f"This view comes as {', '.join(FORMATS[f].media.split(';')[0] for f in view.formats)}."
        )
    return chosen


async def answer(request: Request, tasks: Tasks, view: View, params: Mapping[str, Any]) -> Response:
    """The lookup's answer in the format that is wanted, or 304 where the client has it.

    Pages have no tag: they are made from more than the snapshot.
    """
    chosen = wanted(request, view)
    limit = {"html": view.page_limit, "graphml": view.drawn_limit}.get(chosen)
    if limit and "limit" not in request.query_params:
        params = {**params, "limit": limit}
    if chosen == "html":
        return await _page(request, tasks, view, params)
    tag = etag(tasks.snapshot, chosen, request.url.path, request.url.query)
    given = request.headers.get("if-none-match", "")
    if not known_by(given, tag):
        made = await _data(request, tasks, view, params, chosen)
        made.headers["ETag"] = tag
        if not matches(given, tag):
            return made
    return Response(status_code=304, headers={"ETag": tag, **_HEADERS})


async def _data(
    request: Request, tasks: Tasks, view: View, params: Mapping[str, Any], chosen: str
) -> Response:
    """The lookup's answer in a format for programs."""
    asked = {"lookup": view.name, "params": dict(params)}
    if chosen == "graphml":
        drawn, truncated = await tasks.network(GRAPHML_TASK, asked)
        return _response(drawn, chosen, truncated=truncated)
    if chosen in RDF:
        return _response(await tasks.run(RDF_TASK, asked | {"format": chosen}), chosen)
    result: dict[str, Any] = await tasks.run(view.tasks + view.name, params)
    result["next"] = next_link(request, result)
    body = (
        as_csv(view.rows(result))
        if chosen == "csv"
        else json.dumps(result, ensure_ascii=False).encode("utf-8", "replace")
    )
    return _response(body, chosen, result["next"])


async def _page(request: Request, tasks: Tasks, view: View, params: Mapping[str, Any]) -> Response:
    """The lookup's answer as a page, or one that says that it is being computed."""
    waiting = request.app.state.waiting
    key = (tasks.snapshot, view.name, json.dumps(params, sort_keys=True))
    patience = waiting.patience(request.headers.get("prefer", ""))
    result = await waiting.soon(key, lambda: tasks.run(view.tasks + view.name, params), patience)
    if result is None:
        return page(request, "wait", {"again": _address(request)}, 202)
    shown = {**result, "next": next_link(request, result)}
    return page(request, view.template or view.name, shown, formats=view.formats)


def _address(request: Request) -> str:
    """Path and query of a request."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _response(body: bytes, chosen: str, following: str | None = None, *, truncated: bool = False) -> Response:
    """The body with its type; the choice depends on Accept, which caches must know."""
    headers = _HEADERS | truncation(truncated)
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    return Response(body, media_type=FORMATS[chosen].media, headers=headers)


def next_link(request: Request, result: Mapping[str, Any]) -> str | None:
    """The path and query of the next page, None behind the last."""
    if not result.get("truncated") or "offset" not in result:
        return None
    shown = max(len(v) for v in _lists(result))
    query = {k: v for k, v in request.query_params.multi_items() if k != "offset"}
    return f"{request.url.path}?{urlencode({**query, 'offset': result['offset'] + shown})}"


def _lists(result: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    """What a page lists: an entity's has a list for each kind of fact."""
    yield from (result[name] for name in _LISTS if name in result)
    yield from (group["facts"] for group in result.get("groups", ()))


_LISTS = ("hits", "neighbors", "facts", "articles", "ranked")


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as CSV with a header; the first row names the columns. Nothing for no rows."""
    listed = list(rows)
    text = io.StringIO()
    if listed:
        writer = csv.DictWriter(text, listed[0].keys(), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(listed)
    return text.getvalue().encode("utf-8", "replace")


def fact_rows(facts: Iterable[dict[str, Any]]) -> Iterable[Row]:
    """One row for each fact, with the first passage that states it."""
    for fact in facts:
        first = fact["evidence"][0] if fact["evidence"] else None
        columns = (
            "id",
            "kind",
            "text",
            "status",
            "date",
            "earliest",
            "latest",
            "confidence",
            "evidence_count",
        )
        yield {name: fact[name] for name in columns} | {
            "quote": first["quote"] if first else "",
            "report": first["report"]["file_name"] if first else "",
            "report_date": first["report"]["date"] if first else "",
        }


def passage_rows(facts: Iterable[dict[str, Any]]) -> Iterable[Row]:
    """One row for each passage of each fact."""
    for fact in facts:
        for passage in fact["evidence"]:
            report = passage["report"]
            yield {name: fact[name] for name in ("id", "kind", "text", "status", "date")} | {
                "quote": passage["quote"],
                "start": passage["start"],
                "end": passage["end"],
                "confidence": passage["confidence"],
                "method": passage["method"],
                "article": report["id"],
                "report": report["file_name"],
                "report_date": report["date"],
            }


def flat(rows: Iterable[dict[str, Any]]) -> Iterable[Row]:
    """Rows whose things are given by id and label in columns of their own."""
    for row in rows:
        plain: Row = {}
        for name, value in row.items():
            plain |= (
                {name: value["id"], f"{name}_label": value["label"]}
                if isinstance(value, dict)
                else {name: value}
            )
        yield plain
