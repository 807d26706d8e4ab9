"""The endpoint beyond the W3C protocol tests: formats, caching, compression, CORS, errors, one shape."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from communique.graph.sparql import query_parses
from tests.api.http.conftest import problem
from tests.support.running import Running, server

SELECT = "SELECT ?v { <urn:n7> <urn:value> ?v }"
CONSTRUCT = "CONSTRUCT WHERE { <urn:n7> ?p ?o }"


def get(client: httpx.Client, query: str, accept: str = "*/*", **params: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **params}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+json;q=0.9", "application/sparql-results+json"),
    ],
)
def test_select_formats(client: httpx.Client, accept: str, expected: str) -> None:
    assert get(client, SELECT, accept).headers["content-type"] == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle; charset=utf-8"), ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"), ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"), ("application/json", "application/ld+json"),
    ],
)  # fmt: skip
def test_construct_formats(client: httpx.Client, accept: str, expected: str) -> None:
    answer = get(client, CONSTRUCT, accept)
    assert answer.headers["content-type"] == expected
    format = ox.RdfFormat.from_media_type(expected)
    assert format is not None
    assert len(list(ox.parse(answer.content, format))) == 2


def test_not_acceptable(client: httpx.Client) -> None:
    problem(get(client, SELECT, "image/png"), 406)
    problem(get(client, SELECT, "text/turtle"), 406)
    problem(get(client, CONSTRUCT, "text/csv"), 406)
    problem(get(client, SELECT, format="png"), 406)


def test_format_parameter(client: httpx.Client) -> None:
    assert get(client, SELECT, "text/csv", format="json").json()["head"]["vars"] == ["v"]
    assert get(client, CONSTRUCT, format="jsonld").headers["content-type"] == "application/ld+json"


def test_prefixes_are_predefined(client: httpx.Client) -> None:
    assert get(client, "ASK { ?s rdfs:label|dip:participant|skos:altLabel|xsd:x ?o }").status_code == 200


def test_both_slash_variants_and_head(client: httpx.Client) -> None:
    with_slash = client.get("/sparql/", params={"query": SELECT})
    assert with_slash.content == get(client, SELECT).content
    head = client.head("/sparql", params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(with_slash.content)


def test_etag_and_304(client: httpx.Client) -> None:
    first = get(client, SELECT)
    tag = first.headers["etag"]
    assert get(client, SELECT).headers["etag"] == tag
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert get(client, SELECT, "text/csv").headers["etag"] != tag
    posted = client.post(
        "/sparql",
        content=SELECT.encode(),
        headers={"Content-Type": "application/sparql-query", "If-None-Match": tag},
    )
    assert posted.status_code in (200, 304)


def test_any_tag_fits_only_what_is_an_answer(client: httpx.Client) -> None:
    """`If-None-Match: *` is no way around the checks of a query."""
    service = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    for query, status in (
        (SELECT, 304),
        ("broken", 400),
        (service, 403),
        (SELECT + " # not asked before", 304),
    ):
        answer = client.get("/sparql", params={"query": query}, headers={"If-None-Match": "*"})
        assert answer.status_code == status, query


@pytest.mark.parametrize(
    "path", ["/.well-known/void", "/graph-store?default", "/healthz", "/sparql?query=ASK+%7B%7D"]
)
def test_what_is_made_from_a_snapshot_has_a_tag(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers.get("etag")
    if path == "/healthz":
        assert tag is None
        return
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_write_changes_the_tag_and_the_answer(writer: httpx.Client) -> None:
    query = "SELECT ?o { <urn:changing> <urn:p> ?o }"
    before = get(writer, query)
    assert (
        writer.post("/sparql", data={"update": "INSERT DATA { <urn:changing> <urn:p> 1 }"}).status_code == 204
    )
    after = writer.get("/sparql", params={"query": query}, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert len(after.json()["results"]["bindings"]) == len(before.json()["results"]["bindings"]) + 1


@pytest.mark.parametrize(
    "call",
    ["STRUUID()", "strUUID #x\n ()", "RAND#(\r()", "NOW#x\n()", "NOW\n\t()", "1+rand()", "STR(BNODE('x'))"],
)
def test_what_changes_by_itself_is_not_cached_however_it_is_written(client: httpx.Client, call: str) -> None:
    query = f"SELECT ({call} AS ?x) (RAND() AS ?y) {{}}"
    assert "etag" not in get(client, f"SELECT ({call} AS ?x) {{}}").headers
    assert get(client, query).content != get(client, query).content


def test_compression(client: httpx.Client) -> None:
    query = "SELECT * { ?s <urn:value> ?o } ORDER BY ?o LIMIT 500"
    packed = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"})
    plain = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 3


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_large_answer_arrives_whole(client: httpx.Client, encoding: str) -> None:
    query = "SELECT * { { ?s <urn:value> ?o } UNION { ?t <urn:value> ?o } ?u <urn:value> 1 . ?u ?p ?v }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": encoding})
    assert len(answer.content) > 2**20
    assert len(json.loads(answer.content)["results"]["bindings"]) == 2 * 2000 * 2


def test_raw_gzip_is_valid(running: Running) -> None:
    with running.client() as client, client.stream(
        "GET", "/sparql", params={"query": "SELECT * { ?s <urn:value> ?o } LIMIT 300"}, headers={"Accept-Encoding": "gzip"}
    ) as answer:  # fmt: skip
        assert json.loads(gzip.decompress(b"".join(answer.iter_raw())))["head"]


def test_cors(client: httpx.Client) -> None:
    preflight = client.options(
        "/sparql", headers={"Origin": "http://editor.example", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for answer in (
        preflight,
        get(client, SELECT),
        get(client, "broken"),
        client.get("/nothing"),
        client.get("/healthz"),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"


def test_a_preflight_allows_what_the_path_takes(client: httpx.Client) -> None:
    for path, methods in {
        "/sparql": "GET, HEAD, POST, OPTIONS",
        "/graph-store": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
        "/search": "GET, HEAD, OPTIONS",
        "/articles": "GET, POST, HEAD, OPTIONS",
        "/decisions": "POST, OPTIONS",
    }.items():
        answer = client.options(path)
        assert answer.headers["allow"] == answer.headers["access-control-allow-methods"] == methods


def test_a_named_origin_varies_the_answer(plain_store: Path) -> None:
    """Caches between must not give one origin's answer to another."""
    with server(plain_store, cors_origins="http://a.example") as named, named.client() as client:
        for origin, allowed in (
            ("http://a.example", "http://a.example"),
            ("http://b.example", None),
            ("", None),
        ):
            answer = client.get("/sparql", params={"query": SELECT}, headers={"Origin": origin})
            assert answer.headers.get("access-control-allow-origin") == allowed
            assert "Origin" in answer.headers["vary"]


def test_a_syntax_error_names_line_and_column(client: httpx.Client) -> None:
    document = problem(get(client, "SELECT *\n{ ?s ?p }"), 400)
    assert (document["line"], document["column"]) == (2, 10)


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/healthz/x", 404)])
def test_every_error_has_one_shape(client: httpx.Client, path: str, status: int) -> None:
    problem(client.get(path), status)
    problem(client.delete("/healthz"), 405)
    problem(client.put("/sparql", content=b""), 405)
    problem(client.get("/graph-store"), 400)
    problem(client.get("/graph-store", params={"graph": "urn:none"}), 404)
    problem(client.get("/graph-store", params={"graph": "no iri"}), 400)


def test_dataset_parameters(writer: httpx.Client) -> None:
    update = "INSERT DATA { GRAPH <urn:g1> { <urn:x> <urn:in> 1 } GRAPH <urn:g2> { <urn:x> <urn:in> 2 } }"
    writer.post("/sparql", data={"update": update}).raise_for_status()
    query = "SELECT ?v ?g { { <urn:x> <urn:in> ?v } UNION { GRAPH ?g { <urn:x> <urn:in> ?v } } }"

    def values(*params: tuple[str, str]) -> list[str]:
        answer = writer.get("/sparql", params=[("query", query), *params])
        return sorted(row["v"]["value"] for row in answer.json()["results"]["bindings"])

    assert values() == ["1", "2"]
    assert values(("default-graph-uri", "urn:g1")) == ["1"]
    assert values(("named-graph-uri", "urn:g2")) == ["2"]
    assert values(("default-graph-uri", "urn:g1"), ("default-graph-uri", "urn:g2")) == ["1", "2"]
    assert values(("default-graph-uri", "urn:absent")) == []


def test_void(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")
    text = answer.text
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "void:sparqlEndpoint" in text
    assert "void:triples" in text


def test_void_is_compressed(seeds: httpx.Client) -> None:
    assert seeds.get("/.well-known/void").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in seeds.get("/.well-known/void", headers={"Accept-Encoding": ""}).headers


def test_head_tells_the_length_of_a_large_answer(client: httpx.Client) -> None:
    query = "SELECT * { { ?s <urn:value> ?o } UNION { ?t <urn:value> ?o } ?u <urn:value> 1 . ?u ?p ?v }"
    plain = {"Accept-Encoding": "identity"}
    head = client.head("/sparql", params={"query": query}, headers=plain)
    assert int(head.headers["content-length"]) > 2**20


def test_the_docs_pages_load_nothing_from_other_hosts(client: httpx.Client) -> None:
    for page in ("/docs", "/redoc"):
        answer = client.get(page)
        html = answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert ("'sha256-" in answer.headers["content-security-policy"]) == ("<script>" in html)
        assert "http://" not in html.replace("http://127.0.0.1", "")
        assert "https://" not in html
    for asset in ("swagger-ui-bundle.js", "swagger-ui.css", "redoc.standalone.js", "favicon.png"):
        assert client.get(f"/docs/{asset}").status_code == 200


def test_the_engine_parses_before_it_refuses_the_arguments() -> None:
    """`query_parses` rests on the order of the engine's checks; should it change, this says so."""
    assert query_parses("SELECT * { ?s ?p ?o }", {})
    assert not query_parses("SELECT * { ?s ?p }", {})
    assert query_parses("SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 2 } }", {"prefixes": {"x": "urn:x"}})


def test_json_ld_is_compact_and_brings_its_context(seeds: httpx.Client) -> None:
    query = "DESCRIBE <https://w3id.org/communique/id/person/to-lam>"
    answer = {
        format: seeds.get("/sparql", params={"query": query, "format": format})
        for format in ("jsonld", "ntriples")
    }
    document = answer["jsonld"].json()
    assert document["@context"] == seeds.get("/ontology/context.jsonld").json()["@context"]
    assert document["@graph"][0]["type"] == "Person"
    read = {str(q.triple) for q in ox.parse(answer["jsonld"].content, ox.RdfFormat.JSON_LD)}
    assert read == {str(q.triple) for q in ox.parse(answer["ntriples"].content, ox.RdfFormat.N_TRIPLES)}


def test_the_ontology_is_served(seeds: httpx.Client) -> None:
    whole = seeds.get("/ontology")
    assert whole.headers["content-type"] == "text/turtle; charset=utf-8"
    subjects = {
        q.subject.value
        for q in ox.parse(whole.content, ox.RdfFormat.TURTLE)
        if isinstance(q.subject, ox.NamedNode)
    }
    assert {f"https://w3id.org/communique/ontology#{name}" for name in ("Meeting", "actual")} <= subjects
    assert seeds.get("/ontology/shapes.ttl").status_code == 200
    assert seeds.get("/ontology/names.py").status_code == 422
