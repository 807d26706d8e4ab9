"""The reference of the server's routes, made from the application itself.

    python -m communique.api.http.reference FILE

OpenAPI (`/openapi.json`, shown at `/docs`) says the same with every type; this page is for reading.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from inspect import getdoc
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute

from communique.api.http.app import described
from communique.api.http.service import Service
from communique.api.pages.help import router as help_pages
from communique.api.pages.routes import router as pages
from communique.api.settings import Settings

HEAD = """# Routes

What the server answers. Lookups give JSON unless `Accept` or a suffix of the address (`.json`, `.csv`,
`.ttl`, `.jsonld`, `.nt`, `.graphml`, `.html`) asks for something else; browsers get the page. Errors are
`application/problem+json` (RFC 9457). `/openapi.json` has every type, `/docs` shows it.
"""
_TITLES = {"SPARQL": "SPARQL", "lookups": "Lookups", "network": "The network", "exports": "Exports"}
_TITLES |= {"reports": "Reports and decisions (with the token)", "server": "The server"}
_BOUNDS = (("minimum", "from"), ("maximum", "to"))
_VERBS = ("get", "post", "put", "delete")


def markdown() -> str:
    """The whole page."""
    document = described(Service(Settings.model_validate({}))).openapi()
    found: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for verb in (v for v in _VERBS if v in operations):
            operation = operations[verb]
            tag = (operation.get("tags") or ["server"])[0]
            found.setdefault(tag, []).append(_operation(verb, path, operation))
    sections = [f"## {_TITLES[tag]}\n\n" + "\n".join(found[tag]) for tag in _TITLES if tag in found]
    return "\n".join([HEAD, *sections, _pages()])


def _operation(verb: str, path: str, operation: Mapping[str, Any]) -> str:
    """One operation: what it does, its parameters, and what it answers in."""
    said = _sentence(operation.get("description") or operation["summary"])
    lines = [f"### {verb.upper()} `{path}`\n", said + _formats(operation) + "\n"]
    rows = [_parameter(p) for p in operation.get("parameters", ()) if p["in"] == "query"]
    if rows:
        lines += ["| parameter | default | meaning |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def _sentence(text: str) -> str:
    """The first paragraph as one line that ends like a sentence."""
    line = " ".join(text.split("\n\n", maxsplit=1)[0].split()).replace("``", "`")
    return line if line.endswith(".") else line + "."


def _formats(operation: Mapping[str, Any]) -> str:
    """The media types of its answer, where there are several."""
    media = list(operation["responses"].get("200", {}).get("content", {}))
    return f" Comes as {', '.join(f'`{m}`' for m in media)}." if len(media) > 1 else ""


def _parameter(parameter: Mapping[str, Any]) -> str:
    """A row of the table of parameters."""
    schema = parameter.get("schema", {})
    default = schema.get("default", "")
    shown = "required" if parameter.get("required") else f"`{default}`" if default not in ("", None) else ""
    meaning = parameter.get("description") or schema.get("description", "")
    choices = ", ".join(f"`{value}`" for value in schema.get("enum", ()))
    bounds = " ".join(f"{word} {schema[k]}" for k, word in _BOUNDS if k in schema)
    said = "; ".join(part for part in (meaning, choices, bounds) if part)
    return f"| `{parameter['name']}` | {shown} | {said.replace('|', '/')} |"


def _pages() -> str:
    """The pages that only people need."""
    rows = [f"| `{path}` | {said} |" for path, said in _page_routes()]
    return "\n".join(["## Pages\n", "| address | what it shows |", "|---|---|", *rows, ""])


def _page_routes() -> Iterator[tuple[str, str]]:
    for route in (*pages.routes, *help_pages.routes):
        if isinstance(route, APIRoute):
            yield route.path, _sentence(getdoc(route.endpoint) or "")


def main(arguments: list[str]) -> None:
    """Writes the page into the file."""
    (name,) = arguments
    Path(name).write_text(markdown(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
