"""The house: which room may import which, what the package holds, and that its face is described."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ontology", "extract", "graph", "api")
#: What a room may import besides itself: the graph knows of extraction only what claims and names are.
ALLOWED = {
    "ontology": (),
    "extract": ("ontology",),
    "graph": ("ontology", "extract.article", "extract.claims", "extract.names"),
    "api": ("ontology", "extract", "graph"),
}
REFERENCE = ROOT / "docs" / "reference"
NOT_PACKAGED = ("__pycache__", ".mypy_cache", ".ruff_cache")


def modules(room: str) -> list[Path]:
    """Every Python file of a room."""
    return sorted((ROOT / room).rglob("*.py"))


MODULES = [path for room in ROOMS for path in modules(room)]


def imports(path: Path) -> Iterator[str]:
    """Every module, and every name out of a module, that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    for path in modules(room):
        for name in imports(path):
            if name.partition(".")[0] != "communique":
                continue
            inner = name.removeprefix("communique.")
            allowed = (room, *ALLOWED[room], "__version__")
            assert any(inner == a or inner.startswith(f"{a}.") for a in allowed), f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_are_imported_by_their_full_name(path: Path) -> None:
    assert not [name for name in imports(path) if name.partition(".")[0] in (*ROOMS, "seeds", "tests")]


def test_only_extract_knows_spacy() -> None:
    for room in ("ontology", "graph", "api"):
        for path in modules(room):
            assert not [n for n in imports(path) if n.partition(".")[0] in ("spacy", "thinc")], path


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_their_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [n for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]
    assert ast.get_docstring(tree), "the module has no docstring"
    assert [n.name for n in named if not n.name.startswith("_") and not ast.get_docstring(n)] == []


# packaging ----------------------------------------------------------------------------------------------
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_is_listed() -> None:
    found = {"communique", "communique.docs"}  # docs holds no code, but pages that the server shows
    for room in ROOMS:
        folders = (path.parent.relative_to(ROOT) for path in (ROOT / room).rglob("__init__.py"))
        found |= {".".join(("communique", *folder.parts)) for folder in folders}
    listed = set(project()["tool"]["setuptools"]["packages"])
    assert listed == found, "list it under [tool.setuptools] in pyproject.toml"


def test_every_module_is_in_a_package() -> None:
    for path in MODULES:
        assert (path.parent / "__init__.py").is_file(), f"{path.parent} has modules but no __init__.py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy of the checkout."""
    copy, out = tmp_path_factory.mktemp("checkout") / "copy", tmp_path_factory.mktemp("wheel")
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy2(ROOT / name, copy)
    ignored = shutil.ignore_patterns(*NOT_PACKAGED, "*.egg-info")
    for name in (*ROOMS, "src", "seeds", "docs"):
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=ignored)
    build = "from setuptools.build_meta import build_wheel; build_wheel(__import__('sys').argv[1])"
    command = [sys.executable, "-W", "ignore", "-c", build, str(out)]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": ""})
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_every_module_and_data_file(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if not name.split("/")[0].endswith(".dist-info")}
    wanted = {"communique/__init__.py", "communique/py.typed"}
    for room in ROOMS:
        paths = (p.relative_to(ROOT) for p in (ROOT / room).rglob("*") if p.is_file())
        wanted |= {f"communique/{p.as_posix()}" for p in paths if not set(p.parts) & set(NOT_PACKAGED)}
    pages = (p for p in (ROOT / "docs").rglob("*") if p.suffix in (".md", ".ipynb"))
    wanted |= {
        f"communique/{p.relative_to(ROOT).as_posix()}" for p in pages if ".ipynb_checkpoints" not in p.parts
    }
    assert wanted - held == set(), "missing: see [tool.setuptools.package-data] in pyproject.toml"
    assert held - wanted == set()


def test_the_wheel_gives_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    texts = {name.split("/", 1)[1]: name for name in wheel.namelist() if ".dist-info/" in name}
    entries = wheel.read(texts["entry_points.txt"]).decode()
    assert "communique = communique.api.cli:app" in entries
    assert {"LICENSE", "NOTICE", "LICENCES.txt"} <= {name.rsplit("/", 1)[-1] for name in texts}
    assert "License-Expression: Apache-2.0" in wheel.read(texts["METADATA"]).decode()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_hashes_and_no_hosts(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^(\S+)==(\S+)", text, re.MULTILINE)
    assert len(pinned) > 30
    assert text.count("--hash=sha256:") >= len(pinned)
    assert not re.search(r"://|^-|^--", text, re.MULTILINE)


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    from packaging.requirements import Requirement

    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))
        for line in project()["project"]["dependencies"]:
            wanted = Requirement(line)
            assert wanted.specifier.contains(pinned[wanted.name]), f"{line}: run `make lock`"


# the face -----------------------------------------------------------------------------------------------
def test_every_command_is_described() -> None:
    """docs/reference/commands.md is what the commands say of themselves."""
    command = [sys.executable, "-m", "typer", "communique.api.cli.app", "utils", "docs"]
    command += ["--name", "communique", "--title", "Commands"]
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb"}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    described = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert described.strip() == said.strip(), "run `make reference`"


def test_every_setting_is_described() -> None:
    from communique.api.settings import Settings

    described = (REFERENCE / "settings.md").read_text(encoding="utf-8")
    assert [f for f in Settings.model_fields if f"COMMUNIQUE_{f.upper()}" not in described] == []


@pytest.mark.parametrize("page", ["README.md", "docs/README.md", "seeds/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [t for t in targets if not ((ROOT / page).parent / t).exists()] == []


def test_the_commands_of_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    described = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^ {4}communique (\w+)|`communique (\w+)", text, re.MULTILINE))
    assert [n for n in {a or b for a, b in named} if f"## `communique {n}`" not in described] == []
