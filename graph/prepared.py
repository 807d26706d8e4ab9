"""Answers that every reader asks for, made when a snapshot is published and kept beside it.

The start page's figures and the ranking that stands behind “Who met most?” look at the whole graph. They are
made once, by the publisher, instead of by whoever comes first after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.graph.lookup import Snapshot, summary, to_json
from communique.graph.search import SearchIndex

FILE = "prepared.json"
RANKING = {"by": "degree", "relations": ["meeting"], "types": ["Person"], "limit": 20, "offset": 0}


def write_prepared(store: Any, folder: Path, id_base: str) -> None:
    """Write the answers for a graph that is about to be published into its snapshot's folder."""
    from communique.graph.analysis import rank

    snapshot = Snapshot.of(store, id_base, SearchIndex.open(folder))
    answers = {_key("summary", {}): summary(snapshot), _key("rank", RANKING): rank(snapshot, **RANKING)}  # type: ignore[arg-type]
    content = json.dumps({key: to_json(answer) for key, answer in answers.items()}, ensure_ascii=False)
    (folder / FILE).write_text(content, encoding="utf-8", errors="replace")


def prepared(folder: Path, name: str, params: Mapping[str, Any]) -> Any:
    """The answer of a lookup or analysis that the publisher made; None where it has to be computed."""
    found = _answers(folder).get(_key(name, params))
    return json.loads(found) if found else None


@lru_cache(maxsize=2)
def _answers(folder: Path) -> dict[str, str]:
    """The answers as texts, so that whoever gets one may change it."""
    try:
        answers = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {key: json.dumps(answer) for key, answer in answers.items()}


def _key(name: str, params: Mapping[str, Any]) -> str:
    """What was asked; a parameter that is empty asks for nothing."""
    return f"{name} {json.dumps({k: v for k, v in params.items() if v != ''}, sort_keys=True)}"
