"""What stands around a passage: the rest of its sentence, not more, and a report's first words."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.graph.lookup.context import LONGEST, around, opening, with_context

TEXT = (
    "date 2025-03-04 Talks in Riga\n\nGuests came early. Mr. Arvo Tamme, who heads the U.S. Mission, met "
    "President Ilze Brante.\nShe thanked him! “He left.” Nobody else came"
)


def _around(quote: str) -> tuple[str, str]:
    start = TEXT.index(quote)
    return around(TEXT, start, start + len(quote), TEXT.index("Talks"))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("President Ilze Brante", ("Mr. Arvo Tamme, who heads the U.S. Mission, met ", ".")),
        ("Guests came early.", ("", "")),
        ("Riga", ("Talks in ", "")),
        ("thanked", ("She ", " him!")),
        ("Nobody", ("", " else came")),
        ("U.S. Mission", ("Mr. Arvo Tamme, who heads the ", ", met President Ilze Brante.")),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(quote: str, expected: tuple[str, str]) -> None:
    assert _around(quote) == expected


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "word " * 1000
    before, behind = around(text, 2500, 2504)
    assert before.startswith("… word")
    assert behind.endswith("word …")
    assert len(before) < LONGEST + 5 > len(behind)


def test_the_opening_is_the_first_line_with_words() -> None:
    assert opening("date 2025-01-02\n\n  Talks \t in Riga \nMore", 15) == "Talks in Riga"
    assert opening("a " * 200).endswith("a …")
    assert opening("\n \n") == ""


def test_without_a_library_a_result_stays_as_it_is(tmp_path: Path) -> None:
    report = {"title": "", "opening": "", "sha256": "1"}
    assert with_context(tmp_path, {"report": report}) == {"report": {**report}}
