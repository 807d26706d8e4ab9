"""`using-graph-uri`: the protocol's dataset for an update, written into the update itself.

The engine's update takes no dataset, so `USING` clauses are put before each WHERE of a DELETE/INSERT, and
`DELETE WHERE {P}` becomes `DELETE {P} USING … WHERE {P}`. Where such a place is, the engine's parser
decides, as in `communique.graph.sparql.code_places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.api.http.errors import BadRequest
from communique.api.http.evaluate import graph_name
from communique.graph.sparql import Parser, code_places

_SHORTCUT = re.compile(r"\bdelete(?:\s|#[^\n]*\n)+where(?:\s|#[^\n]*\n)*\{", re.IGNORECASE)


def with_dataset(text: str, using: Sequence[str], named: Sequence[str], parses: Parser) -> str:
    """`text` with its WHERE clauses evaluated on the given graphs. `text` must parse.

    Raises BadRequest where the update has USING or WITH of its own, as the protocol demands.
    """
    for word in ("using", "with"):
        if re.search(rf"\b{word}\b", text, re.IGNORECASE) and code_places(text, rf"\b{word}\b", parses):
            raise BadRequest(f"An update with {word.upper()} cannot be sent with using-graph-uri parameters.")
    clauses = "".join(f" USING {graph_name(iri)}" for iri in using)
    clauses += "".join(f" USING NAMED {graph_name(iri)}" for iri in named)
    text = _expand_shortcuts(text, parses)
    for place in reversed(code_places(text, r"\bwhere\b", parses)):
        changed = f"{text[:place]}{clauses} {text[place:]}"
        if parses(changed):
            text = changed
    return text


def _expand_shortcuts(text: str, parses: Parser) -> str:
    """Write `DELETE WHERE {P}` as `DELETE {P} WHERE {P}`."""
    code = set(code_places(text, r"\bdelete\b", parses))
    for found in reversed(list(_SHORTCUT.finditer(text))):
        if found.start() in code:
            text = _expand(text, found.start(), found.end(), parses)
    return text


def _expand(text: str, start: int, opened: int, parses: Parser) -> str:
    """Expand one shortcut: its closing brace is the first one at which the whole parses."""
    for brace in re.finditer(r"\}", text[opened:]):
        pattern = text[opened : opened + brace.start()]
        rest = text[opened + brace.end() :]
        changed = f"{text[:start]}DELETE {{{pattern}\n}} WHERE {{{pattern}\n}}{rest}"
        if parses(changed):
            return changed
    return text
