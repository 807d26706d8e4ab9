"""The W3C evaluation tests through the endpoint: whatever the engine passes in process passes over HTTP.

Each test runs twice, in process on a fresh store and over HTTP, and the HTTP answer must be as right as the
engine's. The engine's own failures are counted: docs/explanation/engine.md lists them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.conformance.suite import EvaluationTest, evaluation_tests, needs_suite

pytestmark = [needs_suite, pytest.mark.slow]
QUERIES = evaluation_tests("QueryEvaluationTest") + evaluation_tests("CSVResultFormatTest")
UPDATES = evaluation_tests("UpdateEvaluationTest")
KNOWN_FAULTS = Path(__file__).with_name("engine_faults.txt").read_text().split()
NUMBERS = ("decimal", "double", "float", "integer", "negativeInteger")
JSON = "application/sparql-results+json"
Row = tuple[tuple[str, str], ...]


@pytest.mark.parametrize("test", QUERIES, ids=lambda test: test.name)
def test_query(empty: httpx.Client, test: EvaluationTest) -> None:
    if test.name in KNOWN_FAULTS:
        pytest.skip("a known fault of the engine")
    _load(empty, test.data, test.graphs)
    text = test.text.read_text()
    assert test.result is not None
    expected = _expected(test.result)
    is_graph = isinstance(expected, ox.Dataset)
    base = {"Content-Type": "application/sparql-query"}
    accept = {"Accept": "application/n-triples" if is_graph else JSON}
    answer = empty.post(
        "/sparql", content=f"BASE <{test.text.as_uri()}>\n{text}".encode(), headers=base | accept
    )
    assert answer.status_code == 200, answer.text
    if is_graph:
        assert _canonical(ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)) == expected
    elif test.result.suffix == ".csv":
        as_csv = empty.post("/sparql", content=text.encode(), headers=base | {"Accept": "text/csv"})
        assert _csv(as_csv.text) == expected
    else:
        assert _table(answer.content, ox.QueryResultsFormat.JSON) == expected


@pytest.mark.parametrize("test", UPDATES, ids=lambda test: test.name)
def test_update(empty: httpx.Client, test: EvaluationTest) -> None:
    if test.name in KNOWN_FAULTS:
        pytest.skip("a known fault of the engine")
    _load(empty, test.data, test.graphs)
    update = f"BASE <{test.text.as_uri()}>\n{test.text.read_text()}".encode()
    answer = empty.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"})
    assert answer.status_code == 204, answer.text
    expected = [q for path in test.result_data for q in _triples(path)]
    assert _graph(empty, None) == _canonical(expected)
    for name, path in test.result_graphs:
        assert _graph(empty, name) == _canonical(_triples(path)), name


def _load(client: httpx.Client, data: tuple[Path, ...], graphs: tuple[tuple[str, Path], ...]) -> None:
    """Put the test's data with one update."""
    parts = [("DEFAULT", path) for path in data] + list(graphs)
    texts = []
    for name, path in parts:
        lines = ox.serialize((q.triple for q in _triples(path)), format=ox.RdfFormat.N_TRIPLES) or b""
        texts.append(lines.decode() if name == "DEFAULT" else f"GRAPH <{name}> {{ {lines.decode()} }}")
    creates = " ".join(f"CREATE SILENT GRAPH <{name}> ;" for name, _ in graphs)
    update = f"{creates} INSERT DATA {{ {' '.join(texts)} }}".encode()
    client.post(
        "/sparql", content=update, headers={"Content-Type": "application/sparql-update"}
    ).raise_for_status()


def _triples(path: Path) -> list[ox.Quad]:
    """A data file's statements, its blank nodes kept apart from other files'."""
    format = ox.RdfFormat.from_extension(path.suffix[1:])
    assert format is not None
    return list(ox.parse(path.read_bytes(), format, base_iri=path.as_uri(), rename_blank_nodes=True))


def _graph(client: httpx.Client, name: str | None) -> ox.Dataset:
    """A graph as the server gives it."""
    params = {"graph": name} if name is not None else {"default": ""}
    answer = client.get("/graph-store", params=params, headers={"Accept": "application/n-triples"})
    return _canonical(ox.parse(answer.content, ox.RdfFormat.N_TRIPLES) if answer.status_code == 200 else ())


def _canonical(statements: object) -> ox.Dataset:
    """Equal for isomorphic graphs."""
    triples = (ox.Quad(*s.triple) if isinstance(s, ox.Quad) else ox.Quad(*s) for s in statements)  # type: ignore[attr-defined]
    graph = ox.Dataset(triples)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return graph


def _expected(path: Path) -> object:
    """The expected result: a multiset of rows, a truth value, or a graph."""
    if path.suffix == ".csv":
        return _csv(path.read_text())
    if path.suffix in (".ttl", ".rdf"):
        graph = _triples(path)
        return _result_set(graph) or _canonical(graph)
    formats = {
        ".srx": ox.QueryResultsFormat.XML,
        ".srj": ox.QueryResultsFormat.JSON,
        ".tsv": ox.QueryResultsFormat.TSV,
    }
    return _table(path.read_bytes(), formats[path.suffix])


def _result_set(graph: list[ox.Quad]) -> Counter[Row] | None:
    """A table written as RDF, as the oldest tests have it."""
    result_set = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    solutions = [q.object for q in graph if q.predicate.value == result_set + "solution"]
    if not solutions:
        return None
    by_subject = {(q.subject, q.predicate.value): q.object for q in graph}
    rows: Counter[Row] = Counter()
    for solution in solutions:
        bindings = [
            q.object for q in graph if q.subject == solution and q.predicate.value == result_set + "binding"
        ]
        pairs = [
            (by_subject[b, result_set + "variable"].value, by_subject[b, result_set + "value"])
            for b in bindings
        ]  # type: ignore[index, union-attr]
        rows[_row(pairs)] += 1
    return rows


def _table(data: bytes, format: ox.QueryResultsFormat) -> object:
    """A result document as a multiset of rows, or a truth value."""
    parsed = ox.parse_query_results(data, format)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    return Counter(_row([(n, s[n]) for n in names if s[n] is not None]) for s in parsed)


def _row(pairs: list[tuple[str, object]]) -> Row:
    """A row with blank nodes reduced to a mark, and numbers to their values."""
    return tuple(sorted((name, _plain(term)) for name, term in pairs))


@cache
def _plain(term: object) -> str:
    """A term as the store keeps it: it writes numbers, truth values and dates in their canonical form."""
    if isinstance(term, ox.BlankNode):
        return "_:"
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, term))  # type: ignore[arg-type]
    kept = next(iter(store)).object
    if isinstance(kept, ox.Literal) and kept.datatype.value.rsplit("#")[-1] in NUMBERS:
        return f"{float(kept.value)} {kept.datatype.value.replace('negativeI', 'i')}"
    return str(kept)


def _number(cell: str) -> str:
    try:
        return str(float(cell))
    except ValueError:
        return "_:" if cell.startswith("_:") else cell


def _csv(text: str) -> list[list[str]]:
    """The rows with columns in the order of their names: `SELECT *` has no order of its own."""
    rows = [tuple(_number(cell) for cell in row) for row in csv.reader(io.StringIO(text))]
    order = sorted(range(len(rows[0])), key=rows[0].__getitem__)
    ordered = [[row[column] for column in order] for row in rows]
    return ordered[:1] + sorted(ordered[1:])
