"""Reports and decisions over HTTP on a store of their own: jobs, refusals, what the graph says after."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from communique.graph.store import create
from tests.support.running import TOKEN, server

TEXT = (
    "date 2025-03-04 President Arvo Tamme of Estonia held talks with President Ilze Brante of Latvia in Riga "
    "on March 4. The two presidents discussed energy, transport and the security of the region.\n"
)


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client with the token, on a managed store that begins empty."""
    store = tmp_path_factory.mktemp("writing") / "store"
    create(store, "managed")
    with server(store, token=TOKEN) as running, running.client(write=True) as opened:
        yield opened


def _finished(client: httpx.Client, answer: httpx.Response) -> dict[str, Any]:
    """The job when it has ended."""
    assert answer.status_code == 202, answer.text
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job: dict[str, Any] = client.get(answer.headers["location"]).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def _post(client: httpx.Client, body: str, media: str, **params: str) -> dict[str, Any]:
    answer = client.post("/articles", content=body.encode(), headers={"Content-Type": media}, params=params)
    return _finished(client, answer)


def test_a_report_is_read_in_the_background_and_can_be_corrected(writing: httpx.Client) -> None:
    job = _post(writing, TEXT, "text/plain", id="riga")
    assert (job["status"], job["added"]) == ("done", ["riga.txt"])
    reports = {a["file_name"]: a["date"] for a in writing.get("/articles").json()["articles"]}
    assert reports["riga"] == "2025-03-04"
    people = [hit["id"] for hit in writing.get("/search", params={"q": "Arvo Tamme"}).json()["hits"]]
    meetings = writing.get(f"/entities/{people[0]}/timeline", params={"relation": "meeting"}).json()["facts"]
    assert len(meetings) == 1

    again = _post(writing, TEXT, "text/plain", id="riga")
    assert (again["added"], again["unchanged"]) == ([], ["riga.txt"])

    wrong = {"judgement": "wrong", "subjects": [meetings[0]["id"]], "by": "a reader"}
    decided = writing.post("/decisions", json=wrong)
    assert (decided.status_code, decided.json()["published"]) == (201, True)
    assert writing.get(f"/facts/{meetings[0]['id']}").status_code == 404


def test_json_reports_bring_their_own_identity(writing: httpx.Client) -> None:
    records = [
        {"text": TEXT, "id": "one"},
        {"text": TEXT.replace("Riga", "Tallinn"), "url": "https://example.org/two"},
    ]
    job = _post(writing, json.dumps(records), "application/json")
    assert sorted(job["added"]) == ["https://example.org/two", "one"]


def test_what_cannot_be_read_fails_the_job_with_the_reason(writing: httpx.Client) -> None:
    assert "text" in _post(writing, '{"id": "nothing"}', "application/json")["detail"]
    assert (
        _post(writing, "Das ist ein deutscher Bericht über ein Treffen. " * 9, "text/plain")["status"]
        == "failed"
    )


@pytest.mark.parametrize(
    ("body", "media", "params", "status"),
    [
        ("x", "image/png", {}, 415),
        ("", "text/plain", {}, 400),
        ("x", "text/plain", {"id": "../../etc/passwd"}, 400),
        ("x", "text/plain", {"date": "yesterday"}, 422),
        ("{", "application/json", {}, 400),
        ('"text"', "application/json", {}, 400),
        ("[]", "application/json", {}, 400),
        ("{\n[1]\n", "application/jsonl", {}, 400),
    ],
)
def test_uploads_that_make_no_sense_are_refused_at_once(
    writing: httpx.Client, body: str, media: str, params: dict[str, str], status: int
) -> None:
    answer = writing.post("/articles", content=body, headers={"Content-Type": media}, params=params)
    assert answer.status_code == status


def test_a_decision_about_nothing_is_refused(writing: httpx.Client) -> None:
    assert writing.post("/decisions", json={"judgement": "wrong", "subjects": ["claim/0"]}).status_code == 404
    for subjects, status in (
        (["person/a"], 400), (["person/a", "person/a"], 400), (["person/a", "country/cn"], 400),
        (["person/a", "person/b"], 404),
    ):  # fmt: skip
        same = {"judgement": "same", "subjects": subjects}
        assert writing.post("/decisions", json=same).status_code == status
    assert (
        writing.post("/decisions", json={"judgement": "maybe", "subjects": ["person/a"]}).status_code == 422
    )


def test_without_the_right_token_nothing_is_written(writing: httpx.Client) -> None:
    for token in ("", "Bearer wrong", "Basic " + TOKEN):
        headers = {"Content-Type": "text/plain", "Authorization": token}
        assert writing.post("/articles", content=TEXT, headers=headers).status_code == 401


def test_a_plain_store_takes_no_reports(tmp_path: Path) -> None:
    create(tmp_path / "store", "plain")
    with server(tmp_path / "store", token=TOKEN) as running, running.client(write=True) as client:
        answer = client.post("/articles", content=TEXT, headers={"Content-Type": "text/plain"})
        assert answer.status_code == 409
        assert "plain" in answer.json()["detail"]


def test_writes_do_not_wait_until_a_report_is_read(writing: httpx.Client) -> None:
    """A report that takes seconds to read; an update meanwhile is applied at once, and the report after it."""
    sentences = ("President Otto Sill of Estonia met President Mara Ozol of Latvia in Riga." for _ in range(900))  # fmt: skip
    answer = writing.post("/articles", params={"id": "long"}, content=" ".join(sentences), headers={"Content-Type": "text/plain"})  # fmt: skip
    job = answer.headers["location"]
    begun = time.monotonic()
    update = "INSERT DATA { GRAPH <urn:mine> { <urn:a> <urn:b> 1 } }"
    assert writing.post("/sparql", data={"update": update}).status_code == 204
    took, state = time.monotonic() - begun, writing.get(job).json()["status"]
    assert state in ("waiting", "reading"), f"the report was read within {took} s"
    assert _finished(writing, answer)["added"] == ["long.txt"]
