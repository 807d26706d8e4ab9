"""The OpenAPI document is whole, and nothing that it allows makes the server fail."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from pydantic import TypeAdapter

from communique.api.http.analysis import models
from communique.graph.store import batch, create
from tests.api.http.conftest import FACTS
from tests.support.running import TOKEN, server

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


def test_every_path_is_described(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert {"/sparql", "/graph-store", "/.well-known/void", "/healthz", "/export/{format}"} <= document[
        "paths"
    ].keys()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation.get("summary") or operation.get("description"), (method, path)
            assert "default" in operation["responses"], (method, path)


def test_every_model_has_an_example_that_is_one(client: httpx.Client) -> None:
    """By the model itself, or by each of its fields."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    own = {model.__name__: model for model in models.EXAMPLES}
    for name, schema in schemas.items():
        if name.endswith("ValidationError"):
            continue
        fields = schema.get("properties", {}).values()
        assert "example" in schema or all("examples" in field for field in fields), name
        if "example" in schema:
            TypeAdapter(own[name], config=None).validate_python(schema["example"])
            missing = {f.name for f in dataclasses.fields(own[name])} - schema["example"].keys()
            assert not missing, (name, missing)


def test_the_export_comes_as_a_file(client: httpx.Client) -> None:
    answer = client.get("/export/graphml", params={"view": "people"})
    assert answer.headers["content-type"] == "application/graphml+xml"
    assert "communique-people.graphml" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"<?xml")


@pytest.mark.slow
@pytest.mark.skipif(not SCHEMATHESIS.exists(), reason="needs the extra `dev`")
def test_no_request_makes_the_server_fail(tmp_path: Path) -> None:
    create(tmp_path / "store", "managed")
    with batch(tmp_path / "store") as graph:
        graph.update(FACTS, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
    with server(tmp_path / "store", token=TOKEN, log_level="error") as running, running.client() as client:
        command = [
            SCHEMATHESIS, "run", f"{running.url}/openapi.json", "--checks", "not_a_server_error", "--seed", "1",
            "--max-examples", "10", "--phases", "examples,coverage,fuzzing", "--request-timeout", "60",
            "--header", f"Authorization: Bearer {TOKEN}", "--no-color",
        ]  # fmt: skip
        result = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=300, cwd=tmp_path
        )
        assert running.process.poll() is None
        assert client.get("/healthz").status_code == 200
    assert "Server error" not in result.stdout, result.stdout[-3000:]
    assert "Network Error" not in result.stdout, result.stdout[-3000:]
