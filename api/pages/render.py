"""Lookups' answers as HTML pages: templates, their filters, and the headers that keep pages harmless."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from communique.api.pages import marking
from communique.graph.analysis.measures import MEASURES
from communique.graph.lookup.involved import OFFICE, day_of
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.snapshot import day
from communique.graph.lookup.wording import number

FOLDER = Path(__file__).parent
# Scripts, styles and data come from this server alone, and no page can be framed by another. The hashes
# are those of the two rules that cytoscape (its container's position) and yasgui (its columns' grips) write.
POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "style-src 'self' 'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8=' "
    "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept",
    "Cache-Control": "no-cache",
}
FACT_TYPES = {kind.name for kind in KINDS.values()}
FORMAT_NAMES = {
    "json": "JSON",
    "csv": "CSV",
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
}
FORMAT_NAMES |= {"graphml": "GraphML"}
PROPERTY_NAMES = {
    "accreditedTo": "accredited to",
    "documentCount": "documents",
    "byDate": "by",
    "from": "sender",
}
PROPERTY_NAMES |= {"to": "addressee", "startDate": "begins", "endDate": "ends", "follows": "after"}
MEASURE_NAMES = {
    "degree": "number of partners",
    "strength": "number of shared facts",
    "eigenvector": "eigenvector centrality",
    "pagerank": "PageRank",
    "core": "core number",
}
MEASURE_NOTES = {
    "degree": "With how many others somebody is joined.",
    "strength": "How many facts join somebody with others.",
    "betweenness": "How many of the shortest chains between others lead over somebody.",
    "closeness": "How near the others are, scaled by how many can be reached at all.",
    "harmonic": "The sum of the reciprocal distances to all others.",
    "eigenvector": "Who is joined with those who are themselves well joined; within the largest component.",
    "pagerank": "Who is reached most often by wandering from one to the next.",
    "clustering": "How many of somebody's partners are partners of each other.",
    "core": "In how dense a group somebody stands: the largest k so that everyone in it has k partners.",
    "bridges": "How many of somebody's ties are the only link between two parts of the network.",
}
_SUFFIXES = {"json": ".json", "csv": ".csv", "turtle": ".ttl", "jsonld": ".jsonld", "ntriples": ".nt"}
_SUFFIXES |= {"graphml": ".graphml"}


@cache
def environment() -> Environment:
    """The templates; all text is escaped, and an unknown variable is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"link": link, "linked": marking.linked, "brief": marking.brief, "safe_url": safe_url}
    made.filters["number"] = number
    made.filters |= {
        "called": marking.called,
        "plain": marking.plain,
        "sentence": marking.sentence,
        "groupby_year": by_year,
        "when": when,
        "heading": lambda key: KINDS[key].heading.lower(),
        "period": period,
        "names_in": marking.names_in,
        "report_text": marking.report_text,
    }
    made.globals |= {"entity_kinds": marking.ENTITY_KINDS, "fact_types": FACT_TYPES, "kinds": KINDS}
    made.globals |= {"property_names": PROPERTY_NAMES, "measure_notes": MEASURE_NOTES}
    made.globals |= {"measures": [(name, MEASURE_NAMES.get(name, name)) for name in MEASURES]}
    made.globals |= {"measure_names": MEASURE_NAMES}
    made.globals |= {"kind_choices": [(kind.key, kind.heading) for kind in KINDS.values()]}
    return made


def link(id: str) -> str:
    """The page of an entity, fact or report by its id."""
    kind, _, name = id.partition("/")
    if kind == "article":
        return f"/articles/{quote(name)}"
    section = "entities" if kind in marking.ENTITY_KINDS else "facts"
    return f"/{section}/{quote(kind)}/{quote(name)}"


def safe_url(url: str) -> str:
    """The address if it is one of the web, else nothing: a report's address is not to be trusted."""
    return url if url.startswith(("https://", "http://")) else ""


def by_year(facts: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Facts in their order, under the year in which they have their place."""
    placed = ((day_of(f["kind"], f["earliest"], f["latest"])[:4] or "Without a date", f) for f in facts)
    return [(year, [f for _, f in group]) for year, group in groupby(placed, key=lambda pair: pair[0])]


def when(fact: Mapping[str, Any]) -> str:
    """When a fact was, as exact as the reports say, from its begin to its end; of an office its last day."""
    if fact["kind"] == OFFICE.key or not fact["earliest"]:
        return str(fact["date"])
    return period(fact["earliest"], fact["latest"])


def period(first: str, last: str) -> str:
    """The days between which something lies: a day, a month, a year, or “… – …” of these."""
    if first[5:] == "01-01" and last[5:] == "12-31":
        first, last = first[:4], last[:4]
    elif first[8:] == "01" and last and last == day(last[:7], last=True):
        first, last = first[:7], last[:7]
    return first if first == last else " – ".join(filter(None, (first, last)))


def page(
    request: Request, template: str, result: dict[str, Any], status: int = 200,
    formats: Iterable[str] = (), **more: Any,
) -> Response:  # fmt: skip
    """The page that shows a lookup's answer; ``formats`` are those in which its route answers, too."""
    context = {
        "path": request.url.path,
        "query": dict(request.query_params),
        "downloads": downloads(request, formats),
        "writes": writes(request),
        **more,
    }
    shown = {**result, "first_page": urlencode({k: v for k, v in context["query"].items() if k != "offset"})}
    html = environment().get_template(f"{template}.html").render(it=shown, **context)
    return Response(html.encode("utf-8", "replace"), status, HEADERS, "text/html; charset=utf-8")


def writes(request: Request) -> bool:
    """Whether this server takes decisions from those who have its token."""
    return request.app.state.service.settings.token is not None


def wants_page(accept: str) -> bool:
    """Whether an Accept header asks for a page rather than for data."""
    return "text/html" in accept and "application/json" not in accept


def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """An error as a page for people, with a way on."""
    guess = request.url.path.rsplit("/", 1)[-1].replace("-", " ") if "/entities/" in request.url.path else ""
    return page(request, "error", {"status": status, "title": title, "detail": detail}, status, guess=guess)


def downloads(request: Request, formats: Iterable[str]) -> dict[str, str]:
    """The addresses of this view's data by format's name."""
    query = urlencode(request.query_params.multi_items())
    path = request.url.path.removesuffix(".html")
    base = "/index" if path == "/" else path
    return {
        name: f"{base}{_SUFFIXES[key]}{'?' + query if query else ''}"
        for key, name in FORMAT_NAMES.items()
        if key in formats
    }
