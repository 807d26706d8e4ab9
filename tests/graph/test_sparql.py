"""Queries before they are evaluated: no other host is reached, and what is wrong is said in one line."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from communique.graph.sparql import BadQuery, QueryRefused, ask


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that notes who asks it for something."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    ["ASK { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }", "SELECT * { service silent <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
     "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } } }"],
)  # fmt: skip
def test_no_query_reaches_another_host(listener: tuple[int, list[str]], query: str) -> None:
    port, asked = listener
    with pytest.raises(QueryRefused, match="SERVICE"):
        ask(ox.Store(), query.replace("PORT", str(port)))
    assert asked == []


@pytest.mark.parametrize(
    "update", ["LOAD <http://127.0.0.1:PORT/x>", "# all\nPREFIX a: <urn:a>\nINSERT DATA { a:b a:c 1 }"]
)
def test_an_update_is_named_as_one_and_not_tried(listener: tuple[int, list[str]], update: str) -> None:
    port, asked = listener
    with pytest.raises(BadQuery, match="an update"):
        ask(ox.Store(), update.replace("PORT", str(port)))
    assert asked == []


@pytest.mark.parametrize(
    ("query", "line", "column", "says"),
    [
        ("SELECT ?x WHERE {\n ?x a }", 2, 8, "at line 2, column 8: expected FILTER, SELECT or VALUES"),
        ("SELECT ?x WHERE { ?x a foo:bar }", 1, 31, "column 31: Prefix not found"),
        ("SELECT ?x ?y WHERE { ?x a ?y } GROUP BY ?x", 1, 43, "The SELECT contains a variable that is unbound"),
        ("SELEC ?x", 1, 9, "expected DESCRIBE"),
    ],
)  # fmt: skip
def test_what_does_not_parse_is_said_in_one_line_with_its_place(
    query: str, line: int, column: int, says: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        ask(ox.Store(), query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
