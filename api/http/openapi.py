"""The protocol's paths in the OpenAPI document: the gateway answers them before FastAPI sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI

from communique.api.http.formats import RDF_FORMATS, RESULT_FORMATS, Format

Schema = dict[str, Any]
_ASK = "ASK { ?meeting a dip:Meeting }"


def _parameter(name: str, description: str, schema: Schema | None = None, **more: Any) -> Schema:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema or {"type": "string"},
        **more,
    }


def _list(name: str, description: str) -> Schema:
    return _parameter(name, description, {"type": "array", "items": {"type": "string", "format": "iri"}})


_DATASET = [
    _list("default-graph-uri", "Graphs of this store that make up the default graph"),
    _list("named-graph-uri", "Graphs of this store that GRAPH may name"),
]
_OPTIONS = [
    _parameter("timeout", "Deadline in seconds", {"type": "number", "minimum": 0.1}),
    _parameter("format", "Format by name instead of Accept", {"enum": [*RESULT_FORMATS, *RDF_FORMATS]}),
]
_GRAPH = [
    _parameter("graph", "The graph's IRI", {"type": "string", "format": "iri"}),
    _parameter("default", "The default graph", {"type": "string", "const": ""}, allowEmptyValue=True),
]
_JSON: Schema = {"json": {"type": "object", "required": ["head"]}, "jsonld": {"type": ["object", "array"]}}


def _content(formats: Mapping[str, Format[Any]]) -> Schema:
    """The media types of formats; those that are JSON are described as what they are when read."""
    return {
        entry.types[0]: {"schema": _JSON.get(name, {"type": "string"})} for name, entry in formats.items()
    }


_RDF_CONTENT, _RESULT_CONTENT = _content(RDF_FORMATS), _content(RESULT_FORMATS)
_ANSWER = {"description": "The result, by Accept", "content": _RESULT_CONTENT | _RDF_CONTENT}
_DOCUMENT = {"description": "The graph, by Accept", "content": _RDF_CONTENT}
_DONE = {"description": "Done"}
_WRITTEN = {"201": _DONE, "204": _DONE}


def _operation(
    name: str, summary: str, responses: dict[str, Schema], parameters: list[Schema],
    body: Schema | None = None, *, writes: bool = False,
) -> Schema:  # fmt: skip
    """One operation of the document."""
    made: Schema = {
        "tags": ["SPARQL"], "operationId": name, "summary": summary, "parameters": parameters,
        "responses": {**responses, "default": {"$ref": "#/components/responses/Problem"}},
    }  # fmt: skip
    if body is not None:
        made["requestBody"] = {"content": body}
    if writes:
        made["security"] = [{"token": []}]
    return made


def _form(field: str) -> Schema:
    return {"schema": {"type": "object", "properties": {field: {"type": "string"}}, "required": [field]}}


def protocol_paths() -> dict[str, Schema]:
    """The SPARQL protocol, the graph store and VoID."""
    text = {"schema": {"type": "string"}, "example": _ASK}
    query = _parameter("query", "The query; without one, the service description", example=_ASK)
    bodies = {
        "application/x-www-form-urlencoded": _form("query"),
        "application/sparql-query": text,
        "application/sparql-update": {"schema": {"type": "string"}},
    }
    return {
        "/sparql": {
            "get": _operation("query", "Ask a SPARQL query", {"200": _ANSWER}, [query, *_DATASET, *_OPTIONS]),
            "post": _operation("query_or_update", "Ask a query, or (with the token) send an update",
                               {"200": _ANSWER, "204": _DONE}, [*_DATASET, *_OPTIONS], bodies),
        },
        "/graph-store": {
            "get": _operation("read_graph", "Read a graph", {"200": _DOCUMENT}, _GRAPH),
            "put": _operation("put_graph", "Replace a graph", _WRITTEN, _GRAPH, _RDF_CONTENT, writes=True),
            "post": _operation("post_graph", "Add to a graph", _WRITTEN, _GRAPH, _RDF_CONTENT, writes=True),
            "delete": _operation("delete_graph", "Drop a graph", {"204": _DONE}, _GRAPH, writes=True),
        },
        "/.well-known/void": {"get": _operation("void", "What the data set holds", {"200": _DOCUMENT}, [])},
    }  # fmt: skip


def with_protocol(app: FastAPI, problem: Schema, examples: Mapping[str, Schema]) -> Callable[[], Schema]:
    """The application's OpenAPI document with the protocol's paths and examples of its models, made once."""
    made: list[Schema] = []
    original = app.openapi

    def openapi() -> Schema:
        if not made:
            document = original()
            document["paths"] = protocol_paths() | document["paths"]
            components = document.setdefault("components", {})
            for name, example in examples.items():
                if name in components.get("schemas", {}):
                    components["schemas"][name]["example"] = example
            components.setdefault("responses", {})["Problem"] = problem
            components.setdefault("securitySchemes", {})["token"] = {"type": "http", "scheme": "bearer"}
            made.append(document)
        return made[0]

    return openapi
