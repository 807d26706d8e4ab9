"""Invariants of the server's parts, without a server."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.api.http.cache import ByteCache
from communique.api.http.errors import (
    BadRequest,
    MethodNotAllowed,
    ResultTooLarge,
    UnsupportedMedia,
)
from communique.api.http.formats import RDF_FORMATS, RESULT_FORMATS, accepted, choose
from communique.api.http.frames import FrameBuffer, encode
from communique.api.http.protocol import fields_of, operation
from communique.api.http.rows import RowCounter
from communique.api.http.spool import spool_folder
from communique.api.http.tags import etag, known_by, matches
from communique.api.http.worker import failure
from communique.api.http.writes import checked_update
from communique.graph.sparql import QueryRefused, query_parses, refuse_keyword

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(
    st.dictionaries(TEXT, st.integers() | TEXT | st.lists(TEXT, max_size=3)),
    st.binary(max_size=200),
    st.integers(1, 50),
)
def test_messages_survive_any_cutting(head: dict[str, object], body: bytes, size: int) -> None:
    buffer, data, found = FrameBuffer(), encode(head, body), None
    for start in range(0, len(data), size):
        assert found is None
        found = buffer.feed(data[start : start + size])
    assert found == (head, body)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8))
def test_fields_are_decoded_once(pairs: list[tuple[str, str]]) -> None:
    fields = fields_of(urlencode(pairs).encode())
    assert [(name, value) for name, values in fields.items() for value in values] == sorted(
        pairs, key=lambda pair: list(fields).index(pair[0])
    )


@given(
    st.binary(max_size=80),
    st.sampled_from(["GET", "POST", "PUT"]),
    st.text(max_size=40),
    st.binary(max_size=80),
)
def test_any_request_is_an_operation_or_a_refusal(query: bytes, method: str, media: str, body: bytes) -> None:
    with contextlib.suppress(BadRequest, MethodNotAllowed, UnsupportedMedia):
        operation(method, query, media, body)


@given(st.text(max_size=100))
def test_any_accept_header_gives_a_format_or_none(header: str) -> None:
    for formats in (RESULT_FORMATS, RDF_FORMATS):
        assert choose(header, formats) in {None, *formats}
    assert all(0 <= quality <= 1 for _, quality in accepted(header))


def test_accept_is_weighed() -> None:
    assert choose("text/csv;q=0.2, */*;q=0.1", RESULT_FORMATS) == "csv"
    assert choose("application/*", RESULT_FORMATS) == "json"
    assert choose("application/sparql-results+json;q=0, */*", RESULT_FORMATS) != "json"
    assert choose("image/png", RESULT_FORMATS) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 400)), max_size=60))
def test_the_cache_keeps_to_its_limit(entries: list[tuple[int, int]]) -> None:
    cache: ByteCache[int] = ByteCache(8000)
    for key, size in entries:
        cache.put(key, size, size)
        assert cache.size <= cache.limit
        assert cache.get(key) in (size, None)


@given(TEXT)
def test_words_inside_literals_are_harmless(text: str) -> None:
    literal = text.replace("\\", "").replace('"', "").replace("\n", " ").replace("\r", " ")
    query = f'SELECT * {{ ?service ?load "{literal} SERVICE <http://x/> LOAD" }} # service {literal}'
    if query_parses(query, {}):
        refuse_keyword(query, "service", lambda changed: query_parses(changed, {}))


@given(TEXT)
def test_a_service_is_found_beside_any_literal(text: str) -> None:
    literal = text.replace("\\", "").replace('"', "").replace("\n", " ").replace("\r", " ")
    query = f'SELECT * {{ ?s ?p "{literal}" . SERVICE <http://x/> {{ ?s ?p ?o }} }}'
    if query_parses(query, {}):
        with pytest.raises(QueryRefused):
            refuse_keyword(query, "service", lambda changed: query_parses(changed, {}))


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (
            "INSERT { ?s a <urn:b> } WHERE { ?s a ?t }",
            "INSERT { ?s a <urn:b> }  USING <urn:g> WHERE { ?s a ?t }",
        ),
        ("DELETE DATA { <urn:a> <urn:b> 'WHERE' }", "DELETE DATA { <urn:a> <urn:b> 'WHERE' }"),
        (
            "INSERT { ?s a ?t } WHERE { { SELECT * WHERE { ?s a ?t } } }",
            "INSERT { ?s a ?t }  USING <urn:g> WHERE { { SELECT * WHERE { ?s a ?t } } }",
        ),
    ],
)
def test_the_data_set_is_written_into_the_update(update: str, expected: str) -> None:
    assert checked_update(update, using=["urn:g"]) == expected


def test_a_shortcut_is_expanded() -> None:
    made = checked_update("DELETE WHERE { ?s <urn:p> '}' }", using_named=["urn:g"])
    assert made.split() == "DELETE { ?s <urn:p> '}' } USING NAMED <urn:g> WHERE { ?s <urn:p> '}' }".split()


def test_using_within_the_update_conflicts() -> None:
    with pytest.raises(BadRequest):
        checked_update("INSERT { ?s a ?t } USING <urn:x> WHERE { ?s a ?t }", using=["urn:g"])
    assert checked_update("INSERT DATA { <urn:with> <urn:using> 'WITH' }", using=["urn:g"])


def test_tags_are_compared_weakly() -> None:
    assert matches('W/"a", "b"', 'W/"b"')
    assert matches("*", 'W/"x"')
    assert not known_by("*", 'W/"x"')
    assert etag("one", "ab", "c") != etag("one", "a", "bc")
    assert not matches('W/"a"', 'W/"b"')
    assert not matches("", 'W/"b"')


def test_a_bug_is_never_told_as_not_found() -> None:
    assert failure(LookupError("no such"))["problem"] == "not-found"
    assert failure(ValueError("wrong"))["problem"] == "bad-request"
    assert failure(KeyError(secrets.token_hex(2)))["problem"] == "internal"
    assert "trace" in failure(ZeroDivisionError())


def test_what_a_killed_server_left_in_the_temporary_folder_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f"communique-spool-{gone.pid}-abc"
    mine = tmp_path / f"communique-spool-{os.getpid()}-abc"
    for folder in (left, mine):
        folder.mkdir()
        (folder / "1-1").write_bytes(b"answer")
    made = spool_folder()
    assert made.is_dir()
    assert mine.is_dir()
    assert not left.exists()


ROWS = """SELECT ?s ?o { VALUES (?s ?o) {
  ("a,{" UNDEF) ("x\\"},{\\"y" 1) (UNDEF ",{,") ("line\\r\\nend\\n" "<result>") ("quoted \\"\\" twice" <urn:x>) } }"""


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64, 10_000])
@pytest.mark.parametrize("name", RESULT_FORMATS)
def test_rows_are_counted_whatever_they_hold_and_however_they_come(name: str, size: int) -> None:
    data = ox.Store().query(ROWS).serialize(format=RESULT_FORMATS[name].engine)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    _feed(RowCounter(name, 5), pieces)
    with pytest.raises(ResultTooLarge, match="COMMUNIQUE_MAX_ROWS"):
        _feed(RowCounter(name, 4), pieces)


def _feed(counter: RowCounter, pieces: list[bytes]) -> None:
    for piece in pieces:
        counter.feed(piece)
