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
_SHORT = frozenset(
    "ad ah am an as at be by do eh em er ex go ha he hi if in is it la lo ma me mi my no of oh on or ow ox "
    "pa so to uh um up us we ye".split()
)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text on one line, without the characters that turn writing."""
    return _SPACE.sub(" ", _CONTROLS.sub("", text)).strip()


def called(report: Mapping[str, Any]) -> str:
    """What a report is called: its title, else the words it begins with, else its file."""
    return plain(report["title"] or report["opening"] or report["file_name"])


def linked(fact: Mapping[str, Any], about: str = "") -> Markup:
    """A fact's sentence in which the names of those who take part are links.

    ``about`` is the name of the page's own subject, which is left out where the sentence begins with it.
    """
    labels: dict[str, str] = {}
    for values in fact["values"].values():
        for value in values:
            ref = value["ref"]
            if ref and ref["id"].split("/")[0] in ENTITY_KINDS:
                labels.setdefault(value["text"], ref["id"])
    return Markup("").join(_linked(fact["text"].removeprefix(f"{about}: "), labels))


def brief(fact: Mapping[str, Any], about: str = "") -> Markup:
    """A fact's sentence without date and status, for places where these stand beside it."""
    text = fact["text"].removesuffix(f" ({fact['date']})").removesuffix(f", {fact['status']}")
    return linked({**fact, "text": text}, about)


def _linked(text: str, labels: Mapping[str, str]) -> Iterable[Markup]:
    """The pieces of a text, those that are labels as links."""
    if not labels:
        return [escape(text)]
    pieces = re.split(_any_of(labels), text)
    return [_anchor(labels[p], p) if at % 2 else escape(p) for at, p in enumerate(pieces)]


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names as whole words, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?<!\\w)({'|'.join(map(re.escape, longest_first))})(?!\\w)"


def _anchor(id: str, text: str) -> Markup:
    kind, _, name = id.partition("/")
    return Markup('<a href="/entities/{}/{}"><bdi>{}</bdi></a>').format(quote(kind), quote(name), text)


def names_in(fact: Mapping[str, Any]) -> list[str]:
    """The labels of those who take part in a fact; of persons also each word, as headlines name them."""
    values = (value for listed in fact["values"].values() for value in listed)
    refs = [v["ref"] for v in values if v["ref"] and v["ref"]["id"].split("/")[0] in ENTITY_KINDS]
    words = (word for ref in refs if ref["type"] == "Person" for word in ref["label"].split())
    return [ref["label"] for ref in refs] + [w for w in words if w[:1].isupper() and _is_name(w)]


def _is_name(word: str) -> bool:
    """Whether a word can stand for somebody alone; two letters may be a word of the language."""
    return len(word) > 2 or (len(word) == 2 and (word.isupper() or word.casefold() not in _SHORT))


def marked(text: str, names: Iterable[str]) -> Markup:
    """Words of a report in which every occurrence of the names is marked; what turns writing is dropped."""
    plain = _SPACE.sub(" ", _CONTROLS.sub("", text))
    wanted = {n for n in names if len(n) > 1}
    if not wanted:
        return escape(plain)
    pieces = re.split(_any_of(wanted), plain)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(p) if at % 2 else escape(p) for at, p in enumerate(pieces)
    )


def sentence(passage: Mapping[str, Any], names: Iterable[str]) -> Markup:
    """A passage in its sentence, where its own words stand out if there are more; the names are marked."""
    wanted = list(names)
    words = marked(passage["quote"].strip(), wanted)
    if passage["prefix"] or passage["suffix"]:
        words = Markup('<b class="evidence">{}</b>').format(words)
    return marked(passage["prefix"], wanted) + words + marked(passage["suffix"], wanted)


def report_text(report: Mapping[str, Any]) -> Markup:
    """A report's text: those whom its facts name are links, each stretch that states a fact is marked.

    Overlapping stretches are cut at their borders, so that each character is marked once at most. Around the
    stretches of a passage stands an element ``c<start>``, which passages elsewhere lead to.
    """
    text, first, facts = report["text"], report["body_start"], report["facts"]
    spans = [(p["start"], p["end"], fact["text"]) for fact in facts for p in fact["evidence"]]
    inside = (b for s, e, _ in spans for b in (s, e) if first <= b <= len(text))
    names, passages = _unambiguous(report["entities"]), _Passages(spans)
    pieces: list[Markup] = []
    for start, end in pairwise(sorted({first, len(text), *inside})):
        over = list(dict.fromkeys(said for s, e, said in spans if s <= start and end <= e))
        words = Markup("").join(_linked(_CONTROLS.sub("", text[start:end]), names))
        pieces += (passages.at(start), _stretch(words, over))
    return Markup("").join((*pieces, passages.at(len(text))))


class _Passages:
    """The elements around passages; one that begins in another ends with it at the latest."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._ends: dict[int, int] = {}
        for start, end, _ in spans:
            self._ends[start] = max(end, self._ends.get(start, 0))
        self._open: list[int] = []

    def at(self, place: int) -> Markup:
        """The tags that close and open at a place; places come in order."""
        closed = [end for end in self._open if end <= place]
        self._open = [end for end in self._open if end > place]
        tags = Markup("</span>") * len(closed)
        if place in self._ends:
            self._open.append(min((self._ends[place], *self._open)))
            tags += Markup('<span class="passage" id="c{}">').format(place)
        return tags


def _unambiguous(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The ids of the report's entities by each name that only one of them has."""
    found: dict[str, set[str]] = {}
    for named in entities:
        for name in named["names"]:
            found.setdefault(name, set()).add(named["entity"]["id"])
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1 and _is_name(name)}


def _stretch(words: Markup, facts: list[str]) -> Markup:
    """A stretch of text, marked if it states facts, which its title tells."""
    return Markup('<mark title="{}">{}</mark>').format(" · ".join(facts[:4]), words) if facts else words
