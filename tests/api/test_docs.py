"""The how-tos hold what they promise: their addresses answer, their code runs, their commands and settings exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest

from communique.api.http.reference import markdown
from communique.api.settings import Settings
from communique.graph.store import open_snapshot
from communique.ontology import PREFIXES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def _blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def test_every_route_is_described() -> None:
    """docs/reference/routes.md is what the application says of itself."""
    described = (DOCS / "reference" / "routes.md").read_text(encoding="utf-8")
    assert described == markdown(), "run `make reference`"


def test_every_page_is_reached_from_the_contents() -> None:
    contents = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [
        p.name for p in PAGES if p.name != "README.md" and p.relative_to(DOCS).as_posix() not in contents
    ] == []


def test_the_addresses_of_the_how_to_answer(seeds: httpx.Client) -> None:
    asked = re.findall(r'"\$S(/[^"]+)"', (DOCS / "howto" / "http.md").read_text(encoding="utf-8"))
    assert len(asked) > 5
    for address in asked:
        assert seeds.get(address).status_code == 200, address


def test_the_code_of_the_how_to_runs(seeds: httpx.Client, capsys: pytest.CaptureFixture[str]) -> None:
    code = _blocks(DOCS / "howto" / "http.md", "python")[0].replace(
        "http://127.0.0.1:8000", str(seeds.base_url)
    )
    exec(compile(code, "http.md", "exec"), {})
    assert "Thongloun Sisoulith" in capsys.readouterr().out


def test_the_code_for_notebooks_runs(seed_store: Path) -> None:
    pytest.importorskip("pandas")
    code = _blocks(DOCS / "howto" / "notebook.md", "python")[0].replace("communique-store", str(seed_store))
    known: dict[str, Any] = {}
    exec(compile(code, "notebook.md", "exec"), known)
    assert len(known["graph"]) > 5


@pytest.mark.parametrize("query", _blocks(DOCS / "howto" / "ask.md", "sparql"))
def test_the_queries_of_the_how_to_run(seed_store: Path, query: str) -> None:
    open_snapshot(seed_store).engine.query(query, prefixes=PREFIXES)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_commands_and_settings_that_pages_name_exist(page: Path) -> None:
    commands = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    for block in _blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["communique"]:
                section = commands.partition(f"## `communique {words[1]}`")[2].partition("\n## ")[0]
                assert section, line
                options = [w.partition("=")[0] for w in words if w.startswith("--")]
                assert [o for o in options if f"`{o}" not in section and f", {o}" not in section] == [], line
    named = set(re.findall(r"COMMUNIQUE_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8")))
    assert {n for n in named if n.removeprefix("COMMUNIQUE_").lower() not in Settings.model_fields} <= OTHERS


OTHERS = {"COMMUNIQUE_TEST_BROWSER"}
