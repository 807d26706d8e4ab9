"""Queries and clients that mean harm: each gets a clear answer, and the server goes on answering."""

from __future__ import annotations

import concurrent.futures
import contextlib
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.http.conftest import problem
from tests.support.running import TOKEN, Running, server
from tests.support.timing import within

SMALL = "SELECT ?v { <urn:n7> <urn:value> ?v }"
CROSS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} <urn:value> ?b{i} ." for i in range(6)) + " }"
SORTED_CROSS = "SELECT * { ?a <urn:value> ?b . ?c <urn:value> ?d . ?e <urn:value> ?f } ORDER BY ?b ?d ?f"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a " + "/".join(["(<urn:next>*)"] * 12) + " ?b }"
BOMB = "SELECT ?s { BIND('x' AS ?x0) " + " ".join(
    f"BIND(CONCAT({', '.join(f'?x{i}' for _ in range(10))}) AS ?x{i + 1})".replace(f"?x{i},", f"?x{i},")
    for i in range(9)
) + " BIND(STRLEN(?x9) AS ?s) }"  # fmt: skip


def ask(client: httpx.Client, query: str, **params: str) -> httpx.Response:
    """A query by POST."""
    return client.post(
        "/sparql", content=query.encode(), params=params, headers={"Content-Type": "application/sparql-query"}
    )


@pytest.fixture(autouse=True)
def alive(client: httpx.Client) -> Iterator[None]:
    """After each of these tests a small query is answered within two seconds."""
    yield
    answer = within(2, lambda: ask(client, SMALL + f" # {time.monotonic()}"))
    assert answer.json()["results"]["bindings"][0]["v"]["value"] == "7"


@pytest.mark.parametrize(
    "query",
    ["SELECT * " + "{" * 20_000 + "}" * 20_000, "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}",
     "SELECT * {" + " UNION ".join(["{?s ?p ?o}"] * 20_000) + "}", "ASK {FILTER(" + "||".join(["?x"] * 20_000) + ")}"],
    ids=["braces", "parentheses", "unions", "or-terms"],
)  # fmt: skip
def test_nesting_is_refused(client: httpx.Client, query: str) -> None:
    assert problem(ask(client, query), 400)["type"] == "https://w3id.org/communique/problems/too-complex"


@pytest.mark.parametrize("query", [CROSS, PATHS], ids=["cross-product", "path-explosion"])
def test_deadline(client: httpx.Client, query: str) -> None:
    begun = time.monotonic()
    answer = within(1.5, lambda: ask(client, query, timeout="0.5"))
    assert time.monotonic() - begun > 0.4
    assert problem(answer, 504)["timeout"] == 0.5


@pytest.mark.parametrize("query", [SORTED_CROSS, BOMB], ids=["sorted-cross-product", "concatenation-bomb"])
def test_memory_or_deadline(client: httpx.Client, query: str) -> None:
    assert ask(client, query).status_code in (504, 507)


def test_a_result_over_the_cap_is_an_error_that_names_it(client: httpx.Client) -> None:
    document = problem(ask(client, "SELECT * { ?a <urn:value> ?b . ?c <urn:value> ?d }"), 422)
    assert document["cap"] == 4 * 2**20
    assert "COMMUNIQUE_MAX_RESULT" in str(document["detail"])


def test_more_rows_than_the_cap_is_an_error_that_names_it(plain_store: Path) -> None:
    """As a table in every format and as a graph; exactly so many are answered."""
    with server(plain_store, max_rows=100) as small, small.client() as client:
        for accept in ("application/json", "application/xml", "text/csv", "text/tab-separated-values"):
            found = client.get("/sparql", params={"query": "SELECT * { ?s <urn:value> ?v } LIMIT 101"}, headers={"Accept": accept})  # fmt: skip
            document = problem(found, 422)
            assert document["cap"] == 100
            assert "COMMUNIQUE_MAX_ROWS" in str(document["detail"])
        query = "{ ?s <urn:value> ?v } WHERE { ?s <urn:value> ?v } LIMIT"
        problem(ask(client, f"CONSTRUCT {query} 101"), 422)
        assert ask(client, f"CONSTRUCT {query} 100").status_code == 200
        whole = ask(client, "SELECT * { ?s <urn:value> ?v } LIMIT 100").json()
        assert len(whole["results"]["bindings"]) == 100


def test_ten_megabytes_of_query(client: httpx.Client) -> None:
    problem(ask(client, SMALL + "#" * 10_000_000), 413)


def test_an_endless_address(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as endless:
        with contextlib.suppress(OSError):
            endless.sendall(b"GET /sparql?query=" + b"x" * 1_000_000)
        endless.settimeout(10)
        assert b" 431 " in endless.recv(65536).split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"ASK { ?s ?p '\xff\xfe' }", 400), (b"ASK { ?s ?p '\0' }", 400), (b"", 400), (b"\xed\xa0\x80", 400)],
)
def test_malformed_bytes(client: httpx.Client, body: bytes, status: int) -> None:
    problem(
        client.post("/sparql", content=body, headers={"Content-Type": "application/sparql-query"}), status
    )


@pytest.mark.parametrize(
    "query",
    ["query=%FF%FE", "query=ASK%20%7B%7D&query=ASK%20%7B%7D", "query=%00", "timeout=x&query=ASK%7B%7D"],
)
def test_malformed_addresses(client: httpx.Client, query: str) -> None:
    problem(client.get(f"/sparql?{query}"), 400)


def test_many_hostile_clients_at_once(running: Running, client: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(6) as others, running.client() as hostile:
        pending = [others.submit(ask, hostile, CROSS + f" # {i}", timeout="2") for i in range(6)]
        time.sleep(0.2)
        answer = within(2, lambda: ask(client, SMALL + f" # beside {time.monotonic()}"))
        assert answer.status_code == 200
        assert {future.result().status_code for future in pending} <= {503, 504}


def test_a_full_queue_is_answered_503(plain_store: Path) -> None:
    with (
        server(plain_store, workers=2, queue=1, queue_seconds=0.3, timeout=2) as small,
        small.client() as client,
    ):
        with concurrent.futures.ThreadPoolExecutor(8) as others:
            answers = list(others.map(lambda i: ask(client, CROSS + f" # {i}", timeout="1"), range(8)))
        busy = [answer for answer in answers if answer.status_code == 503]
        assert busy
        problem(busy[0], 503)
        assert int(busy[0].headers["retry-after"]) > 0


def test_a_slow_body_ends_with_408(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as slow:
        slow.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\nASK"
        )
        slow.settimeout(20)
        assert b" 408 " in slow.recv(65536).split(b"\r\n")[0]


def test_a_slow_head_ends_with_408(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as slow:
        slow.sendall(b"GET /sparql HTTP/1.1\r\nHost")
        slow.settimeout(20)
        assert b" 408 " in slow.recv(65536).split(b"\r\n")[0]


def test_a_client_that_does_not_read_is_dropped(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = b"SELECT * { ?s <urn:next> ?o . ?t <urn:value> 1 ; ?p ?v }"
        request = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
        for _ in range(8):  # several answers, so that they outgrow the kernel's buffers
            deaf.sendall(request % len(query) + query)
        deadline = time.monotonic() + 30
        while _connections(running, deaf.getsockname()[1]):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def _connections(running: Running, port: int) -> int:
    """How many established connections the server has with this port of ours."""
    lines = Path(f"/proc/{running.process.pid}/net/tcp").read_text().splitlines()[1:]
    ends = (f":{running.port:04X}", f":{port:04X}")
    rows = [line.split() for line in lines]
    return sum(row[1].endswith(ends[0]) and row[2].endswith(ends[1]) and row[3] == "01" for row in rows)


def test_a_thousand_idle_connections(running: Running, client: httpx.Client) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with contextlib.ExitStack() as idle:
        for _ in range(1000):
            idle.enter_context(socket.create_connection(("127.0.0.1", running.port)))
        assert ask(client, SMALL + " # idle").status_code == 200


def test_garbage_is_refused_as_a_problem(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as garbage:
        garbage.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
        garbage.settimeout(10)
        assert b"application/problem+json" in garbage.recv(65536)


def test_a_client_that_leaves_frees_its_worker(running: Running, client: httpx.Client) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as leaving:
        query = CROSS.encode()
        leaving.sendall(b"POST /sparql?timeout=60 HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                        b"Content-Length: %d\r\n\r\n" % len(query) + query)  # fmt: skip
        time.sleep(0.2)
    deadline = time.monotonic() + 20  # the query itself would run for a minute
    while (state := client.get("/healthz").json())["idle"] < state["workers"] or state["workers"] < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Listener:
    """Counts connections; nobody must ever make one."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._socket.accept()[0].close()
                self.connections += 1

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """The listener."""
    opened = Listener()
    yield opened
    opened.close()


FEDERATED = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <http://127.0.0.1:PORT/> } SERVICE ?e { ?s ?p ?o } }",
    "PREFIX l: <http://127.0.0.1:PORT/> SELECT * { SeRvIcE l:x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    'SELECT * { FILTER(?a<?p#> """\n) SERVICE <http://127.0.0.1:PORT/> {} #"""\n }',
    "SELECT * { #\nSERVICE#x\n<http://127.0.0.1:PORT/>{} }",
    "CONSTRUCT { ?s ?p ?o } FROM <http://127.0.0.1:PORT/g> WHERE { { SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p 'service' . OPTIONAL { SERVICE <http://127.0.0.1:PORT/> {} } }",
]


@pytest.mark.parametrize("query", FEDERATED)
def test_service_is_refused_however_it_is_written(
    client: httpx.Client, listener: Listener, query: str
) -> None:
    answer = ask(client, query.replace("PORT", str(listener.port)))
    assert answer.status_code in (400, 403)
    assert listener.connections == 0


@pytest.mark.parametrize(
    "query",
    ["SELECT ?service { ?service ?p 'SERVICE <http://x/>' }", "PREFIX service: <http://x/service/> SELECT * { ?s service:a ?o }",
     "ASK { <http://service/> ?p ?o } # SERVICE", 'SELECT * { ?s ?p """ SERVICE """ }'],
)  # fmt: skip
def test_the_word_service_alone_is_harmless(client: httpx.Client, query: str) -> None:
    assert ask(client, query).status_code == 200


@pytest.mark.parametrize(
    "update",
    ["LOAD <http://127.0.0.1:PORT/>", "load <http://127.0.0.1:PORT/> INTO GRAPH <urn:g>", "\\u004COAD <http://127.0.0.1:PORT/>",
     "PREFIX l: <http://127.0.0.1:PORT/> LOAD l:x", "INSERT { <urn:a> <urn:b> ?o } WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
     "LOAD #\n <http://127.0.0.1:PORT/>", "LOAD <file:///etc/hostname>"],
)  # fmt: skip
def test_load_is_refused_however_it_is_written(writer: httpx.Client, listener: Listener, update: str) -> None:
    answer = writer.post("/sparql", data={"update": update.replace("PORT", str(listener.port))})
    assert answer.status_code in (400, 403)
    assert listener.connections == 0


@pytest.mark.parametrize(
    "update",
    ["LOAD SILENT <http://127.0.0.1:PORT/>", "PREFIX l: <http://127.0.0.1:PORT/> LOAD SILENT l:x",
     "LOAD #x\n SILENT#y\n<http://127.0.0.1:PORT/> INTO#\nGRAPH <urn:loaded>", "LOADSILENT<http://127.0.0.1:PORT/>",
     "PREFIX : <http://127.0.0.1:PORT/> LOAD SILENT :x; load silent : into graph :"],
)  # fmt: skip
def test_a_silent_load_does_nothing_however_it_is_written(
    writer: httpx.Client, listener: Listener, update: str
) -> None:
    """As the standard has it for a LOAD that fails; its own tests ask for it."""
    assert (
        writer.post("/sparql", data={"update": update.replace("PORT", str(listener.port))}).status_code == 204
    )
    assert listener.connections == 0


def test_from_names_only_graphs_of_this_store(
    client: httpx.Client, listener: Listener, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:secret> <urn:secret> <urn:secret> .")
    for iri in (secret.as_uri(), f"http://127.0.0.1:{listener.port}/g"):
        for answer in (
            ask(client, f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}"),
            ask(client, f"SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
            ask(client, "SELECT * { ?s ?p ?o }", **{"default-graph-uri": iri}),
        ):
            assert answer.status_code == 200
            assert answer.json()["results"]["bindings"] == []
    assert listener.connections == 0


def test_the_kernel_keeps_workers_off_the_network(listener: Listener) -> None:
    """The second barrier by itself: should a query ever get past the parser's check."""
    code = (
        "from communique.api.http.limits import no_network; import pyoxigraph as ox; sealed = no_network()\n"
        f"try: bool(ox.Store().query('ASK {{ SERVICE <http://127.0.0.1:{listener.port}/> {{ ?s ?p ?o }} }}'))\n"
        "except OSError: print('refused' if sealed else 'unsealed')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    if "unsealed" in result.stdout:
        pytest.skip("this kernel has no such filter")
    assert result.stdout.strip() == "refused"
    assert listener.connections == 0


def test_a_killed_worker_is_replaced(running: Running, client: httpx.Client) -> None:
    problem(within(0.3 + 0.5, lambda: ask(client, CROSS, timeout="0.3")), 504)
    begun = time.monotonic()
    while client.get("/healthz").json()["workers"] < 3:
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("application/sparql-update", b"INSERT DATA { " + b"{" * 20_000),
        ("text/turtle", b"<urn:a> <urn:b> " + b"(" * 200_000),
    ],
)
def test_writes_that_break_the_parser(writer: httpx.Client, media: str, body: bytes) -> None:
    headers = {"Content-Type": media}
    if media == "text/turtle":
        answer = writer.put("/graph-store", params={"graph": "urn:deep"}, content=body, headers=headers)
    else:
        answer = writer.post("/sparql", content=body, headers=headers)
    problem(answer, 400)
    assert writer.post("/sparql", data={"update": "INSERT DATA { <urn:after> <urn:p> 1 }"}).status_code == 204


def test_token_is_needed(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"update": "CLEAR ALL"})
    problem(answer, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")
    wrong = client.post(
        "/sparql", data={"update": "CLEAR ALL"}, headers={"Authorization": f"Bearer {TOKEN}x"}
    )
    problem(wrong, 401)
