"""Names in sentences as links and marks, and passages in a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from communique.graph.search import TYPES

ENTITY_KINDS = tuple(name.lower() for name in TYPES)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def linked(fact: Mapping[str, Any]) -> Markup:
    """A fact's sentence in which the names of those who take part are links."""
    labels: dict[str, str] = {}
    for values in fact["values"].values():
        for value in values:
            ref = value["ref"]
            if ref and ref["id"].split("/")[0] in ENTITY_KINDS:
                labels.setdefault(value["text"], ref["id"])
    return Markup("").join(_linked(fact["text"], labels))


def _linked(text: str, labels: Mapping[str, str]) -> Iterable[Markup]:
    """The pieces of a text, those that are labels as links."""
    if not labels:
        return [escape(text)]
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    pieces = re.split(f"(?<!\\w)({names})(?!\\w)", text)
    return [_anchor(labels[p], p) if at % 2 else escape(p) for at, p in enumerate(pieces)]


def _anchor(id: str, text: str) -> Markup:
    kind, _, name = id.partition("/")
    return Markup('<a href="/entities/{}/{}"><bdi>{}</bdi></a>').format(quote(kind), quote(name), text)


def names_in(fact: Mapping[str, Any]) -> list[str]:
    """The labels of those who take part in a fact."""
    values = (value for listed in fact["values"].values() for value in listed)
    return [v["text"] for v in values if v["ref"] and v["ref"]["id"].split("/")[0] in ENTITY_KINDS]


def marked(passage: str, names: Iterable[str]) -> Markup:
    """A passage in which every occurrence of the names is marked; what turns writing around is dropped."""
    text = " ".join(_CONTROLS.sub("", passage).split())
    wanted = sorted({n for n in names if len(n) > 1}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pieces = re.split(f"(?<!\\w)({'|'.join(map(re.escape, wanted))})(?!\\w)", text)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(p) if at % 2 else escape(p) for at, p in enumerate(pieces)
    )


def report_text(text: str, facts: Iterable[Mapping[str, Any]]) -> Markup:
    """A report's text in paragraphs, each stretch that states a fact marked and given an anchor ``c<start>``.

    Overlapping stretches are cut at their borders, so that each character is marked once at most.
    """
    spans = [(p["start"], p["end"], fact["text"]) for fact in facts for p in fact["evidence"]]
    borders = sorted({0, len(text), *(b for s, e, _ in spans for b in (s, e) if 0 <= b <= len(text))})
    anchors = {start for start, _, _ in spans}
    pieces: list[Markup] = []
    for start, end in pairwise(borders):
        over = [said for s, e, said in spans if s <= start and end <= e]
        pieces.append(
            _stretch(text[start:end], start if start in anchors else None, list(dict.fromkeys(over)))
        )
    return Markup("").join(pieces)


def _stretch(text: str, anchor: int | None, facts: list[str]) -> Markup:
    """A stretch of text, marked if it states facts, which its title tells."""
    shown = escape(_CONTROLS.sub("", text))
    if not facts:
        return shown
    id = Markup(' id="c{}"').format(anchor) if anchor is not None else Markup("")
    return Markup('<mark{} title="{}">{}</mark>').format(id, " · ".join(facts[:4]), shown)
