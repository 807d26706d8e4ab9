"""`/ontology`: the vocabulary in which the graph is written, and the context of its JSON-LD."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from fastapi import APIRouter, Response

router = APIRouter(tags=["ontology"])
FileName = Literal["communique.ttl", "concepts.ttl", "alignments.ttl", "shapes.ttl", "context.jsonld"]
_TURTLE = "text/turtle; charset=utf-8"
_MEDIA = {"ttl": _TURTLE, "jsonld": "application/ld+json"}
_HEADERS = {"Cache-Control": "max-age=3600"}
_CONTENT = {media.partition(";")[0]: {"schema": {"type": "string"}} for media in _MEDIA.values()}


def _read(*names: str) -> bytes:
    return b"\n".join((files("communique.ontology") / name).read_bytes() for name in names)


@router.get("/ontology", response_class=Response, responses={200: {"content": {"text/turtle": {}}}})
async def ontology() -> Response:
    """Classes, properties and concepts in Turtle."""
    return Response(_read("communique.ttl", "concepts.ttl"), media_type=_TURTLE, headers=_HEADERS)


@router.get("/ontology/{file}", response_class=Response, responses={200: {"content": _CONTENT}})
async def part(file: FileName) -> Response:
    """One file of the ontology: vocabulary, concepts, alignments, shapes, or the context of JSON-LD."""
    return Response(_read(file), media_type=_MEDIA[file.rpartition(".")[2]], headers=_HEADERS)
