"""`/export/{format}`: the network or the whole graph as a file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from communique.api.http.analysis import ViewName
from communique.api.http.tasks import TasksDependency, truncation
from communique.graph.export import FORMATS

router = APIRouter(tags=["exports"])
FormatName = Literal[
    "graphml", "gexf", "cytoscape", "nodelink", "csv", "turtle", "ntriples", "trig", "nquads", "jsonld"
]  # fmt: skip
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_CONTENT = {entry.media.partition(";")[0]: {} for entry in FORMATS.values()}  # type: ignore[var-annotated]


@router.get("/export/{format}", response_class=StreamingResponse, responses={200: {"content": _CONTENT}})
async def export(
    tasks: TasksDependency,
    format: FormatName,
    view: Annotated[ViewName, Query(description="everything, or a projection")] = "everything",
    multi: Annotated[bool, Query(description="one edge per fact, not per pair and relation")] = False,
    flavor: Annotated[str, Query(pattern="^(yed)?$", description="`yed` for yEd's own labels")] = "",
    since: Annotated[str | None, Query(pattern=DATE, examples=["2025-10-01"])] = None,
    until: Annotated[str | None, Query(pattern=DATE, examples=["2025-10-31"])] = None,
    as_of: Annotated[
        str | None,
        Query(pattern=DATE, description="only what reports of that day or before attest, as they tell it"),
    ] = None,
    ego: Annotated[
        str,
        Query(
            description="only around this entity: an id or a name", examples=["person/to-lam"], max_length=300
        ),
    ] = "",
    hops: Annotated[int, Query(ge=1, le=6, description="how far around it")] = 1,
) -> Response:
    """GraphML, GEXF, JSON or CSV of the network for drawing programs, or the graph as RDF.

    A network of more nodes or edges than the server sends is cut to those with most facts, or nearest to
    `ego`; the header `X-Truncated` and the file say so.
    """
    params = {
        "format": format, "view": view, "multi": multi, "flavor": flavor, "since": since or "",
        "until": until or "", "as_of": as_of or "", "ego": ego, "hops": hops,
    }  # fmt: skip
    data, truncated = await tasks.export(params)
    chosen = FORMATS[format]
    headers = {"Content-Disposition": f'attachment; filename="communique-{view}.{chosen.suffix}"'}
    return Response(data, media_type=chosen.media, headers=headers | truncation(truncated))
