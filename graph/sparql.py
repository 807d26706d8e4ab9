"""Queries before they are evaluated: what is refused, and what is wrong with those that do not parse.

Whoever evaluates a query does it after ``check_query``, so that none reaches another host: the engine has no
switch against SERVICE. In a server's workers the kernel refuses sockets besides.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from communique.ontology import PREFIXES

Parser = Callable[[str], bool]
_MOST_WORDS = 200
_MOST_NAMED = 6
_SALT = f"z{secrets.token_hex(6)}"
_PLACE = re.compile(r"error at (?:line )?(\d+)(?::| column )(\d+)(?:: ?(.*))?", re.DOTALL)
_UPDATE = re.compile(
    r"(?:\s|#[^\n]*\n|prefix\s+[^\s:]*:\s*<[^>]*>|base\s*<[^>]*>)*"
    r"(?:insert|delete|load|clear|drop|create|add|move|copy|with)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\['.*?'\](?=, |\Z)|\[_\]", re.DOTALL)  # of characters, which nobody reads
_SENTENCE = re.compile(r"\b[A-Z][a-z]+(?: [A-Za-z']+)+")
_WORD = re.compile(r'"(?!")[^"]+"|[A-Z]{2,}')


class QueryRefused(ValueError):
    """A query that would reach another host."""


class QueryTooComplex(QueryRefused):
    """More places in a query look like keywords than are examined."""


class BadQuery(SyntaxError):
    """Text that does not parse; ``line`` and ``column`` count from 1 in the text as it was given."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def ask(store: ox.Store, text: str) -> Any:
    """The answer to a checked query with the usual prefixes. Raises BadQuery and QueryRefused."""
    check_query(text, {"prefixes": PREFIXES})
    try:
        return store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise bad_query(error, text) from None


def check_query(text: str, options: Mapping[str, Any]) -> None:
    """Refuse a query that names another host by SERVICE. What does not parse is left to the engine.

    ``options`` are the engine's ``base_iri`` and ``prefixes``. Raises QueryRefused.
    """
    parses: Parser = lambda changed: query_parses(changed, options)  # noqa: E731
    if "service" in text.casefold() and parses(text):
        refuse_keyword(text, "service", parses)


def query_parses(text: str, options: Mapping[str, Any]) -> bool:
    """Whether the engine reads `text` as a query, without evaluating it."""
    try:
        parse_query(text, options)
    except SyntaxError:
        return False
    return True


def parse_query(text: str, options: Mapping[str, Any]) -> None:
    """Have the engine read `text` as a query, without evaluating it. Raises SyntaxError.

    The engine parses before it complains that two arguments exclude each other: the complaint means that
    the text is valid. A test pins this order.
    """
    try:
        ox.Store().query(
            text, use_default_graph_as_union=True, default_graph=[], base_iri=options.get("base_iri"),
            prefixes=options.get("prefixes"),
        )  # fmt: skip
    except ValueError:
        return
    raise AssertionError("the engine evaluated what should only have been parsed")


def code_places(text: str, word: str, parses: Parser) -> list[int]:
    """Where the keyword `word` stands as code, not in a string, IRI, comment or longer name.

    A random word glued before an occurrence leaves literals, names and comments valid and breaks a keyword.
    Own tokenizers were bypassed; the engine's parser cannot be, it is the one that decides.
    """
    places = [found.start() for found in re.finditer(word, text, re.IGNORECASE)]
    if len(places) > _MOST_WORDS:
        raise QueryTooComplex(f"{len(places)} places look like keywords; at most {_MOST_WORDS} are examined.")
    return [place for place in places if not parses(text[:place] + _SALT + text[place:])]


def refuse_keyword(text: str, word: str, parses: Parser) -> None:
    """Refuse a text that uses SERVICE or LOAD as a keyword; all occurrences are changed at once, so that a
    prefix of that name stays consistent. `text` must have parsed before.
    """
    if not parses(re.sub(word, lambda found: _SALT + found[0], text, flags=re.IGNORECASE)):
        raise QueryRefused(f"{word.upper()} is refused: no query reaches another host.")


def bad_query(error: SyntaxError, text: str = "", what: str = "query") -> BadQuery:
    """The engine's complaint in one line, with the place; an update in a query's place is named as such."""
    if what == "query" and _UPDATE.match(text):
        return BadQuery("This is an update; a query only reads (SELECT, ASK, CONSTRUCT, DESCRIBE).")
    place = _PLACE.search(str(error))
    if place is None:
        return BadQuery(f"The {what} does not parse: {' '.join(str(error).split())[:300]}")
    line, column = int(place[1]), int(place[2])
    where = f"The {what} does not parse at line {line}, column {column}"
    return BadQuery(f"{where}: {_reason(place[3] or '')}", line, column)


def _reason(complaint: str) -> str:
    """What the engine misses, without the classes of characters that might stand there too."""
    plain = " ".join(_CLASS.sub("", complaint).split())
    if not plain.startswith("expected"):
        return " ".join(complaint.split())[:300]
    if sentence := _SENTENCE.search(plain):
        return sentence[0]
    named = list(dict.fromkeys(_WORD.findall(plain)))
    if not named or len(named) > _MOST_NAMED:
        return "something else is expected here"
    return f"expected {' or '.join(filter(None, (', '.join(named[:-1]), named[-1])))}"
