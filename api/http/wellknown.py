"""`/.well-known/void`: the VoID description of the data set, made from counts of the published snapshot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
from starlette.types import Scope, Send

from communique.api.http.description import RDF_TYPE, VOID, serialize
from communique.api.http.errors import MethodNotAllowed
from communique.api.http.http_io import Head, packed, raw, respond
from communique.api.http.service import Service
from communique.api.http.tags import etag, known_by, not_modified
from communique.api.http.tasks import Job

XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
DCTERMS = "http://purl.org/dc/terms/"
VOCABULARY = "https://w3id.org/communique/ontology#"
_STATISTICS = Job("communique.api.http.void:statistics")


class VoidDocument:
    """Answers `/.well-known/void`; `address` gives the SPARQL endpoint's IRI."""

    def __init__(self, service: Service, address: Callable[[Head, Scope], str]) -> None:
        self._service, self._address = service, address

    async def __call__(self, scope: Scope, send: Send, head: Head) -> None:
        """Answer one request, or raise an `ApiError`."""
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed(headers={"Allow": "GET, HEAD, OPTIONS"})
        endpoint = self._address(head, scope)
        tag = etag(self._service.published().name, endpoint, head.accept)
        headers = raw({"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache", "ETag": tag})
        if known_by(head.if_none_match, tag):
            await not_modified(send, headers)
            return
        counts = (await self._service.answer(_STATISTICS)).json()
        prefixes = {"void": VOID, "dcterms": DCTERMS}
        media, document = serialize(void_triples(endpoint, counts), head.accept, "", prefixes)
        headers, document = packed(headers + raw({"Content-Type": media}), document, head)
        await respond(send, 200, headers, document, empty=scope["method"] == "HEAD")


def void_triples(endpoint: str, counts: dict[str, Any]) -> list[ox.Triple]:
    """The description of the data set behind `endpoint`."""
    origin = endpoint.removesuffix("/sparql")
    data = ox.NamedNode(f"{origin}/.well-known/void#dataset")
    triples = [
        ox.Triple(data, RDF_TYPE, _void("Dataset")),
        ox.Triple(
            data, ox.NamedNode(DCTERMS + "title"), ox.Literal("communique: reported diplomacy", language="en")
        ),
        ox.Triple(data, _void("sparqlEndpoint"), ox.NamedNode(endpoint)),
        ox.Triple(data, _void("vocabulary"), ox.NamedNode(VOCABULARY)),
        ox.Triple(data, _void("triples"), _integer(counts["triples"])),
        ox.Triple(data, _void("distinctSubjects"), _integer(counts["subjects"])),
        ox.Triple(data, _void("classes"), _integer(len(counts["classes"]))),
        ox.Triple(data, _void("properties"), _integer(len(counts["properties"]))),
    ]
    for kind, rows, size in (
        ("class", counts["classes"], "entities"),
        ("property", counts["properties"], "triples"),
    ):
        for place, (iri, number) in enumerate(rows):
            triples += _partition(data, kind, place, iri, size, number)
    return triples


def _partition(
    data: ox.NamedNode, kind: str, place: int, iri: str, size: str, number: int
) -> list[ox.Triple]:
    """One class or property with its count."""
    node = ox.BlankNode(f"{kind}{place}")
    return [
        ox.Triple(data, _void(f"{kind}Partition"), node),
        ox.Triple(node, _void(kind), ox.NamedNode(iri)),
        ox.Triple(node, _void(size), _integer(number)),
    ]


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=XSD_INTEGER)
