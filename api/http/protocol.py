"""SPARQL 1.1 Protocol: from an HTTP request to one operation, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote_to_bytes

from communique.api.http.errors import BadRequest, MethodNotAllowed, NotAcceptable, UnsupportedMedia
from communique.api.http.formats import RDF_FORMATS, RESULT_FORMATS, SHORT_NAMES, choose

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_MOST_FIELDS = 1000
_LEAST_TIMEOUT = 0.1
Kind = Literal["query", "update", "description"]
Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One protocol operation. Graph lists are empty where the request names none."""

    kind: Kind
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    timeout: float | None = None
    format: str = ""
    fields: Fields = field(default_factory=dict)


def fields_of(encoded: bytes) -> Fields:
    """The fields of a query string or form, percent-decoded once, as strict UTF-8."""
    pairs = encoded.replace(b"+", b" ").split(b"&")
    if len(pairs) > _MOST_FIELDS:
        raise BadRequest(f"More than {_MOST_FIELDS} parameters.")
    fields: Fields = {}
    try:
        for name, _, value in (pair.partition(b"=") for pair in pairs if pair):
            fields.setdefault(_plain(name), []).append(_plain(value))
    except UnicodeDecodeError:
        raise BadRequest("The parameters are not UTF-8.") from None
    return fields


def _plain(encoded: bytes) -> str:
    return (unquote_to_bytes(encoded) if b"%" in encoded else encoded).decode("utf-8")


def media_type(content_type: str) -> str:
    """The media type of a body that must be UTF-8."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip('" ') not in ("utf-8", "utf8", "us-ascii"):
            raise UnsupportedMedia(f"Only UTF-8 is read here, not {value}.")
    return media


def operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation:
    """What the request asks for. Raises an `ApiError` for everything that the protocol forbids."""
    fields = fields_of(query_string)
    if method in ("GET", "HEAD"):
        if "update" in fields:
            raise BadRequest("An update is sent by POST.")
        return _operation(fields, one(fields, "query"), None)
    if method != "POST":
        raise MethodNotAllowed(headers={"Allow": ", ".join(METHODS)})
    media = media_type(content_type)
    if media == FORM:
        form = fields_of(body)
        merged = {name: fields.get(name, []) + form.get(name, []) for name in (*fields, *form)}
        return _operation(merged, one(merged, "query"), one(merged, "update"))
    if media not in (QUERY, UPDATE):
        raise UnsupportedMedia(f"A POST carries {FORM}, {QUERY} or {UPDATE}.")
    if "query" in fields or "update" in fields:
        raise BadRequest("The operation is in the body; the address must not carry another.")
    text = utf8(body)
    return _operation(fields, text, None) if media == QUERY else _operation(fields, None, text)


def utf8(body: bytes) -> str:
    """The body as text."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8 at byte {error.start}.") from None


def one(fields: Fields, name: str) -> str | None:
    """The value of a field that may occur once."""
    values = fields.get(name, [])
    if len(values) > 1:
        raise BadRequest(f"The parameter {name} occurs {len(values)} times.")
    return values[0] if values else None


def timeout_of(fields: Fields) -> float | None:
    """The deadline asked for, in seconds."""
    value = one(fields, "timeout")
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not _LEAST_TIMEOUT <= seconds < 1e9:
        raise BadRequest(f"timeout is a number of seconds, at least {_LEAST_TIMEOUT}.")
    return seconds


def _operation(fields: Fields, query: str | None, update: str | None) -> Operation:
    """Put the operation together; exactly one of query and update, or neither for the description."""
    if query is not None and update is not None:
        raise BadRequest("Either a query or an update.")
    prefix = "" if update is None else "using-"
    default, named = f"{prefix}{'graph-uri' if prefix else 'default-graph-uri'}", f"{prefix}named-graph-uri"
    text = query if update is None else update
    if text is not None and "\0" in text:
        raise BadRequest("NUL is no character of SPARQL.")
    kind: Kind = "update" if update is not None else "query" if query is not None else "description"
    return Operation(
        kind, text or "", tuple(fields.get(default, ())), tuple(fields.get(named, ())), timeout_of(fields),
        one(fields, "format") or "", fields,
    )  # fmt: skip


@lru_cache(maxsize=512)
def formats_for(accept: str, wanted: str) -> tuple[str | None, str | None]:
    """The formats for a table and for a graph: by `format=` or by Accept. Raises NotAcceptable."""
    if wanted:
        name = SHORT_NAMES.get(wanted.lower(), wanted.lower())
        if name not in RESULT_FORMATS and name not in RDF_FORMATS:
            raise NotAcceptable(f"Formats: {', '.join((*RESULT_FORMATS, *RDF_FORMATS))}")
        table = name if name in RESULT_FORMATS else None
        graph = name if name in RDF_FORMATS else {"json": "jsonld", "xml": "rdfxml"}.get(name)
        return table, graph
    table, graph = choose(accept, RESULT_FORMATS), choose(accept, RDF_FORMATS)
    if table is None and graph is None:
        offered = [entry.types[0] for entry in RESULT_FORMATS.values()] + [
            e.types[0] for e in RDF_FORMATS.values()
        ]
        raise NotAcceptable(f"Offered: {', '.join(offered)}")
    return table, graph
