"""Scores persons, posts and whose posts they are on paragraphs with inline marks (see ``marked/README.md``).

Run ``python -m tests.quality.marked [--errors] FILE …``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.extract.article import Article
from communique.extract.gazetteer import Gazetteer
from communique.extract.paragraphs import anchor_date, read_paragraphs
from communique.extract.people import Registry

_MARK = re.compile(r"<(/?)([pto])>")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph without its marks, and what they enclosed: spans of persons (p), posts (t) and owners (o)."""

    where: str
    text: str
    spans: dict[str, list[Span]]


def marked(files: Iterable[Path]) -> Iterator[Marked]:
    """The paragraphs of some files."""
    for file in files:
        for i, block in enumerate(re.split(r"\n\s*\n", file.read_text(encoding="utf-8"))):
            if block.strip():
                yield _unmarked(f"{file.stem}:{i}", block.strip())


def _unmarked(where: str, block: str) -> Marked:
    spans: dict[str, list[Span]] = {"p": [], "t": [], "o": []}
    text, begun, done = "", 0, 0
    for mark in _MARK.finditer(block):
        text += block[done : mark.start()]
        done = mark.end()
        if mark.group(1):
            spans[mark.group(2)].append((begun, len(text)))
        else:
            begun = len(text)
    return Marked(where, text + block[done:], spans)


def read(paragraph: Marked) -> tuple[list[Span], list[Span]]:
    """Where the extractor finds persons named, and posts given to somebody who is named."""
    article = Article(paragraph.where, paragraph.where, paragraph.text)
    registry = Registry(article, read_paragraphs(article, Gazetteer(), anchor_date(article)))
    persons: list[Span] = []
    posts: list[Span] = []
    for mention in registry.mentions:
        reading, naming = registry.paragraphs[mention.paragraph], mention.naming
        if naming.run is not None:
            persons.append(reading.span(naming.run.first, naming.run.last))
        posts += [reading.span(p.first, p.last) for p in naming.posts if p.kind != "description"]
    return persons, posts


def _meets(a: Span, spans: list[Span]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for b in spans)


def score(files: Iterable[Path]) -> tuple[Counter[str], list[str]]:
    """Counts by kind, and a line for each error: missed (-), false (+) and otherwise bounded (~) persons and posts."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for paragraph in marked(files):
        persons, posts = read(paragraph)
        told = paragraph.spans
        found = {
            "p-": [s for s in told["p"] if not _meets(s, persons)],
            "p~": [s for s in told["p"] if _meets(s, persons) and s not in persons],
            "p+": [s for s in persons if not _meets(s, told["p"])],
            "t-": [s for s in told["t"] if not _meets(s, posts)],
            "t+": [s for s in posts if not _meets(s, told["t"])],
        }
        counts.update({kind: len(spans) for kind, spans in found.items()})
        counts.update({"persons": len(told["p"]), "posts": len(told["t"])})
        errors += [
            f"{kind}\t{paragraph.where}\t{paragraph.text[a:b]}\t{paragraph.text[max(0, a - 60) : b + 40]!r}"
            for kind, spans in found.items()
            for a, b in spans
        ]
    return counts, sorted(errors)


def main(arguments: list[str]) -> None:
    """Print the counts, and with ``--errors`` every error."""
    counts, errors = score(Path(a) for a in arguments if a != "--errors")
    print(dict(sorted(counts.items())))
    if "--errors" in arguments:
        print("\n".join(errors))


if __name__ == "__main__":
    main(sys.argv[1:])
