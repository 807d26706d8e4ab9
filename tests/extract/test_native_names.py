"""A name in another script in brackets behind a name is one of its forms, and is found by a search."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.api.build import build
from communique.extract.article import Article
from communique.extract.native_names import native_names
from communique.extract.pipeline import Extractor
from communique.graph.search import SearchIndex
from communique.graph.store import folder

TEXT = (
    "President Lee Jae Myung (이재명) of South Korea held talks with Crown Prince Mohammed bin Salman "
    "(محمد بن سلمان) of Saudi Arabia in Seoul on Thursday.\n"
)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Lee Jae Myung (이재명) spoke", "Lee Jae Myung", ("이재명",)),
        ("Xi Jinping（习近平） spoke", "Xi Jinping", ("习近平",)),
        ("Vladimir  Putin (Влади́мир Путин)", "Vladimir Putin", ("Влади́мир Путин",)),
        ("Lee Jae Myung (born 1963) spoke", "Lee Jae Myung", ()),
        ("Lee Jae Myung (이재명, 61) spoke", "Lee Jae Myung", ()),
        ("Lee Jae Myung spoke (이재명)", "Lee Jae Myung", ()),
        ("Pak Lee (이재명) spoke", "Ann Lee", ()),
    ],
)
def test_only_a_bracket_of_letters_right_behind_the_name_counts(
    text: str, name: str, found: tuple[str, ...]
) -> None:
    assert native_names(text, [name]) == found


def test_the_form_is_an_alias_and_evidence_still_quotes_the_text() -> None:
    read = Extractor().extract(Article("a.txt", "a", TEXT, published="2025-10-30"))
    aliases = {e.name: e.aliases for e in read.entities if e.type == "person"}
    assert "이재명" in aliases["Lee Jae Myung"]
    assert "محمد بن سلمان" in aliases["Mohammed bin Salman"]
    assert all(TEXT[e.start : e.end].strip() for claim in read.claims for e in claim.evidence)


def test_a_search_for_either_form_finds_the_person(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "store", workers=1, date="2025-10-30")
    index = SearchIndex.open(folder.current(tmp_path / "store"))
    assert index.search("이재명")[0].label == "Lee Jae Myung"
    assert index.search("محمد بن سلمان")[0].label == "Mohammed bin Salman"
