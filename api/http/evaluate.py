"""Evaluation of SPARQL queries inside a worker, with the refusals that need the engine's own parser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from typing import IO, Any, NoReturn, cast

import pyoxigraph as ox

from communique.api.http.errors import Forbidden, NotAcceptable, SyntaxProblem, TooComplex
from communique.api.http.formats import RDF_FORMATS, RESULT_FORMATS
from communique.api.http.namespaces import QUERY_PREFIXES
from communique.api.http.rows import RowCounter, at_most
from communique.api.http.spool import Spool

_PLACE = re.compile(r"error at (?:line )?(\d+)(?::| column )(\d+)(?:: ?(.*))?", re.DOTALL)
_MOST_WORDS = 200
_SALT = f"z{secrets.token_hex(6)}"
Parser = Callable[[str], bool]


def syntax_problem(error: SyntaxError, what: str) -> SyntaxProblem:
    """The engine's complaint as one short line, with line and column as members of their own."""
    text = str(error)
    place = _PLACE.search(text)
    if place is None:
        return SyntaxProblem(f"The {what} does not parse: {text[:500]}")
    line, column = int(place[1]), int(place[2])
    reason = " ".join((place[3] or "").split())[:300]
    return SyntaxProblem(
        f"The {what} does not parse at line {line}, column {column}: {reason}", line=line, column=column
    )


def query_parses(text: str, base_iri: str | None = None) -> bool:
    """Whether the engine reads `text` as a query, without evaluating it.

    The engine parses before it complains that two arguments exclude each other: the complaint means that
    the text is valid. A test pins this order.
    """
    try:
        ox.Store().query(
            text, use_default_graph_as_union=True, default_graph=[], base_iri=base_iri,
            prefixes=QUERY_PREFIXES,
        )  # fmt: skip
    except SyntaxError:
        return False
    except ValueError:
        return True
    raise AssertionError("the engine evaluated what should only have been parsed")


def code_places(text: str, word: str, parses: Parser) -> list[int]:
    """Where the keyword `word` stands as code, not in a string, IRI, comment or longer name.

    A random word glued before an occurrence leaves literals, names and comments valid and breaks a keyword.
    Own tokenizers were bypassed; the engine's parser cannot be, it is the one that decides.
    """
    places = [found.start() for found in re.finditer(word, text, re.IGNORECASE)]
    if len(places) > _MOST_WORDS:
        raise TooComplex(f"{len(places)} places look like keywords; at most {_MOST_WORDS} are examined.")
    return [place for place in places if not parses(text[:place] + _SALT + text[place:])]


def refuse_keyword(text: str, word: str, parses: Parser) -> None:
    """Refuse a text that uses SERVICE or LOAD as a keyword; all occurrences are changed at once, so that a
    prefix of that name stays consistent. `text` must have parsed before.
    """
    if not parses(re.sub(word, lambda found: _SALT + found[0], text, flags=re.IGNORECASE)):
        raise Forbidden(f"{word.upper()} is refused: this server reaches no other host.")


def graph_name(iri: str) -> ox.NamedNode:
    """A graph named in a request; a malformed IRI is the client's error."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise SyntaxProblem(f"Not an absolute IRI: {iri[:200]}") from None


def dataset(params: dict[str, Any]) -> dict[str, Any]:
    """The protocol's dataset: where the request names graphs, only those are there."""
    default: Sequence[str] = params.get("default_graphs") or ()
    named: Sequence[str] = params.get("named_graphs") or ()
    if not default and not named:
        return {}
    return {
        "default_graph": [graph_name(iri) for iri in default],
        "named_graphs": [graph_name(iri) for iri in named],
    }


def evaluate(store: ox.Store, text: str, params: dict[str, Any], spool: Spool) -> str:
    """Evaluate the query, write its result into `spool`; the media type of what was written.

    `params`: base_iri, default_graphs, named_graphs, result and rdf (names of formats, the first for
    SELECT and ASK, the second for CONSTRUCT and DESCRIBE), rows (the most that it may have).
    """
    base_iri = params.get("base_iri")
    parses: Parser = lambda changed: query_parses(changed, base_iri)  # noqa: E731
    if "service" in text.casefold() and parses(text):
        refuse_keyword(text, "service", parses)
    try:
        result = store.query(text, base_iri=base_iri, prefixes=QUERY_PREFIXES, **dataset(params))
    except SyntaxError as error:
        raise syntax_problem(error, "query") from None
    return _write(result, params, spool)


def _write(result: Any, params: dict[str, Any], spool: Spool) -> str:
    """Serialize in the format that fits the kind of result."""
    if isinstance(result, ox.QueryTriples):
        triples = at_most(result, params["rows"])
        return write_triples(triples, params["rdf"], spool)
    name = params.get("result") or ""
    table = RESULT_FORMATS.get(name)
    if table is None:
        raise_not_acceptable(RESULT_FORMATS, "SELECT and ASK")
    if isinstance(result, ox.QuerySolutions):
        spool.watch = RowCounter(name, params["rows"]).feed
    result.serialize(cast("IO[bytes]", spool), format=table.engine)
    return table.media


def write_triples(triples: Any, name: str | None, spool: Spool) -> str:
    """Serialize triples in the RDF format `name`; its media type."""
    graph = RDF_FORMATS.get(name or "")
    if graph is None:
        raise_not_acceptable(RDF_FORMATS, "CONSTRUCT and DESCRIBE")
    prefixes = QUERY_PREFIXES if graph.prefixes else None
    ox.serialize(triples, cast("IO[bytes]", spool), graph.engine, prefixes=prefixes)
    return graph.media


def raise_not_acceptable(formats: dict[str, Any], what: str) -> NoReturn:
    """Refuse, saying which media types there are."""
    offered = ", ".join(entry.media for entry in formats.values())
    raise NotAcceptable(f"{what} answer as one of: {offered}")
