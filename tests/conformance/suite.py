"""The W3C manifests as plain Python: tests with their HTTP requests, queries, data and results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
import pytest

SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "sparql11"
needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not beside the checkout")
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
HTS = "http://www.w3.org/2011/http-statusCodes#"
Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True)
class Exchange:
    """One HTTP request of a test and what the answer must be."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str | None
    charset: str
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None
    location: str | None
    answer: str | None
    answer_type: str


@dataclass(frozen=True)
class HttpTest:
    """A test of requests in order, with the graphs that must be there first."""

    name: str
    exchanges: tuple[Exchange, ...]
    graphs: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class EvaluationTest:
    """A query or update with its data, and the expected result or data."""

    name: str
    kind: str
    text: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None
    result_data: tuple[Path, ...] = ()
    result_graphs: tuple[tuple[str, Path], ...] = field(default=())


class Manifest:
    """One manifest file, read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())

    def one(self, node: Node, iri: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        """The value of a property, or None."""
        return next(self.all(node, iri), None)  # type: ignore[return-value]

    def all(self, node: Node, iri: str) -> Iterator[object]:
        """All values of a property."""
        return (quad.object for quad in self.store.quads_for_pattern(node, ox.NamedNode(iri), None))

    def list(self, head: object) -> list[Node]:
        """The members of an RDF list."""
        items = []
        while isinstance(head, ox.BlankNode):
            items.append(self.one(head, RDF + "first"))
            head = self.one(head, RDF + "rest")
        return items  # type: ignore[return-value]

    def entries(self) -> list[Node]:
        """The tests, in order."""
        heads = [
            quad.object for quad in self.store.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None)
        ]
        return [entry for head in heads for entry in self.list(head)]

    def text(self, node: Node, iri: str) -> str | None:
        """The lexical form of a value."""
        value = self.one(node, iri)
        return value.value if value is not None else None


def local(iri: str) -> Path:
    """The file behind a file IRI."""
    return Path(unquote(urlparse(iri).path))


@lru_cache
def http_tests(relative: str) -> tuple[HttpTest, ...]:
    """The HTTP tests of a manifest."""
    if not SUITE.is_dir():
        return ()
    manifest = Manifest(SUITE / relative)
    kinds = (MF + "ProtocolTest", MF + "GraphStoreProtocolTest")
    typed = [q.subject for q in manifest.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None)
             if isinstance(q.object, ox.NamedNode) and q.object.value in kinds]  # fmt: skip
    entries = sorted(typed, key=str)  # one of them is missing in its manifest's list
    return tuple(_http_test(manifest, entry) for entry in entries if isinstance(entry, ox.NamedNode))


def _http_test(manifest: Manifest, entry: Node) -> HttpTest:
    action = manifest.one(entry, MF + "action")
    assert isinstance(action, ox.BlankNode)
    requests = manifest.list(manifest.one(action, HT + "requests"))
    graphs = tuple(_labelled(manifest, node) for node in manifest.all(entry, UT + "graphData"))
    name = entry.value.rsplit("#")[-1]
    return HttpTest(name, tuple(_exchange(manifest, request) for request in requests), graphs)


def _labelled(manifest: Manifest, node: object) -> tuple[str, Path]:
    assert isinstance(node, ox.BlankNode)
    label, graph = manifest.text(node, RDFS + "label"), manifest.text(node, UT + "graph")
    assert label is not None
    assert graph is not None
    return label, local(graph)


def _exchange(manifest: Manifest, request: Node) -> Exchange:
    response = manifest.one(request, HT + "resp")
    assert isinstance(response, ox.BlankNode)
    body, charset = _body(manifest, request)
    answer, _ = _body(manifest, response)
    boolean = manifest.text(response, MF + "expectedBoolean")
    return Exchange(
        manifest.text(request, HT + "methodName") or "GET", manifest.text(request, HT + "absolutePath") or "",
        _headers(manifest, request), body, charset,
        frozenset(v.value.removeprefix(HTS) for v in manifest.all(response, MF + "expectedStatus")),  # type: ignore[attr-defined]
        None if boolean is None else boolean == "true", manifest.text(response, MF + "expectedFormat"),
        manifest.text(response, MF + "expectedLocation"), answer,
        dict(_headers(manifest, response)).get("content-type", "text/turtle"),
    )  # fmt: skip


def _headers(manifest: Manifest, node: Node) -> tuple[tuple[str, str], ...]:
    return tuple(
        (manifest.text(h, HT + "fieldName") or "", manifest.text(h, HT + "fieldValue") or "")
        for h in manifest.list(manifest.one(node, HT + "headers"))
    )


def _body(manifest: Manifest, node: Node) -> tuple[str | None, str]:
    content = manifest.one(node, HT + "body")
    if not isinstance(content, ox.BlankNode):
        return None, "UTF-8"
    return manifest.text(content, CNT + "chars"), manifest.text(content, CNT + "characterEncoding") or "UTF-8"


@lru_cache
def evaluation_tests(which: str) -> tuple[EvaluationTest, ...]:
    """The evaluation tests of one kind, such as `QueryEvaluationTest` or `UpdateEvaluationTest`."""
    tests = []
    for path in sorted(SUITE.glob("*/manifest.ttl")) if SUITE.is_dir() else ():
        manifest = Manifest(path)
        for entry in manifest.entries():
            kind = (manifest.text(entry, RDF + "type") or "").removeprefix(MF).removeprefix(UT)
            if kind == which and (manifest.text(entry, RDF + "type") or "").startswith((MF, UT)):
                tests.append(_evaluation(manifest, entry, kind))
    return tuple(tests)


def _evaluation(manifest: Manifest, entry: Node, kind: str) -> EvaluationTest:
    name = f"{manifest.path.parent.name}/{entry.value.rsplit('#')[-1]}"
    action, result = manifest.one(entry, MF + "action"), manifest.one(entry, MF + "result")
    if kind == "UpdateEvaluationTest":
        assert isinstance(action, ox.BlankNode)
        request = manifest.text(action, UT + "request")
        assert request is not None
        data, graphs = _dataset(manifest, action)
        after, after_graphs = _dataset(manifest, result) if isinstance(result, ox.BlankNode) else ((), ())
        return EvaluationTest(name, kind, local(request), data, graphs, None, after, after_graphs)
    assert isinstance(action, ox.BlankNode)
    query = manifest.text(action, QT + "query")
    assert query is not None
    assert result is not None
    data = tuple(local(v.value) for v in manifest.all(action, QT + "data"))  # type: ignore[attr-defined]
    graphs = tuple((v.value, local(v.value)) for v in manifest.all(action, QT + "graphData"))  # type: ignore[attr-defined]
    return EvaluationTest(name, kind, local(query), data, graphs, local(result.value))


def _dataset(manifest: Manifest, node: Node) -> tuple[tuple[Path, ...], tuple[tuple[str, Path], ...]]:
    data = tuple(local(v.value) for v in manifest.all(node, UT + "data"))  # type: ignore[attr-defined]
    return data, tuple(_labelled(manifest, graph) for graph in manifest.all(node, UT + "graphData"))
