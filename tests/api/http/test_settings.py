"""Settings: every one is documented with its default, and wrong ones are refused."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from communique.api.http.errors import BY_SLUG
from communique.api.http.logs import JsonFormatter, TextFormatter
from communique.api.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "settings.md"


def test_every_setting_is_documented_and_no_other() -> None:
    documented = dict(re.findall(r"^\| `COMMUNIQUE_(\w+)` \| `([^`]*)` \|", PAGE.read_text(), re.MULTILINE))
    fields = Settings.model_fields
    assert set(documented) == {name.upper() for name in fields}
    for name, field in fields.items():
        assert field.description
        if field.default_factory is None:
            expected = {"": "empty", None: "none"}.get(field.default, str(field.default))
            assert documented[name.upper()] == expected


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_TIMEOUT", "7.5")
    monkeypatch.setenv("COMMUNIQUE_TOKEN", "secret")
    settings = Settings()
    assert settings.timeout == 7.5
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"), [("timeout", 0), ("port", 70000), ("workers", 1), ("memory", 1), ("log_level", "loud")]
)
def test_impossible_settings_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Settings(**{name: value})  # type: ignore[arg-type]


def test_at_least_three_workers_by_default() -> None:
    assert Settings().workers >= 3


def record(**fields: object) -> logging.LogRecord:
    made = logging.makeLogRecord(
        {"name": "communique.access", "levelno": 20, "levelname": "INFO", "msg": "request"}
    )
    vars(made).update(fields)
    return made


def test_json_events_are_objects() -> None:
    event = json.loads(JsonFormatter().format(record(method="GET", status=200)))
    assert (event["event"], event["level"], event["method"], event["status"]) == (
        "request",
        "info",
        "GET",
        200,
    )
    assert event["time"].endswith("+00:00")


def test_no_request_can_forge_a_line() -> None:
    line = TextFormatter().format(record(path="/x\n12:00:00 error hacked"))
    assert "\n" not in line


def test_every_kind_of_error_is_documented_with_its_status() -> None:
    page = (PAGE.parent / "endpoint.md").read_text()
    documented = {
        slug: int(status) for slug, status in re.findall(r"^\| `([\w-]+)` \| (\d{3}) \|", page, re.MULTILINE)
    }
    assert {slug: kind.status for slug, kind in BY_SLUG.items()}.items() <= documented.items()
