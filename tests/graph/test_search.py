"""Search by any name: marks, typing errors, order of words, and what is ranked first."""

from __future__ import annotations

import string
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.graph.folding import fold
from communique.graph.search import SearchIndex, likeness, write_index

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
DIP = "https://w3id.org/communique/ontology#"
PEOPLE = {
    "person/1": ("Do Van Khanh", ["Đỗ Văn Khánh", "General Khanh"]),
    "person/2": ("Ri Song Ho", []),
    "person/3": ("Anna Lindqvist", []),
    "person/4": ("Thongphet Sisavath", []),
    "person/5": ("박서준", ["Pak So-jun"]),
    "person/6": ("عمر الحسيني", []),
    "person/7": ("Do Van Long", []),
}


def _store() -> pyoxigraph.Store:
    store, node = pyoxigraph.Store(), pyoxigraph.NamedNode
    rdf_type = node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for id, (label, others) in PEOPLE.items():
        iri = node("https://example.org/" + id)
        store.add(pyoxigraph.Quad(iri, rdf_type, node(DIP + "Person")))
        store.add(pyoxigraph.Quad(iri, node(LABEL), pyoxigraph.Literal(label)))
        for other in others:
            store.add(pyoxigraph.Quad(iri, node(ALT), pyoxigraph.Literal(other)))
    meeting = node("https://example.org/meeting/1")
    store.add(pyoxigraph.Quad(meeting, node(DIP + "participant"), node("https://example.org/person/7")))
    return store


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("snapshot")
    write_index(_store(), folder)
    return SearchIndex.open(folder)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("Do Van Khanh", "Do Van Khanh"),
        ("đỗ văn khánh", "Do Van Khanh"),
        ("Do Van Kahnh", "Do Van Khanh"),
        ("khanh do van", "Do Van Khanh"),
        ("General Khanh", "Do Van Khanh"),
        ("Ri Song-ho", "Ri Song Ho"),
        ("lindqvst", "Anna Lindqvist"),
        ("ann", "Anna Lindqvist"),
        ("Sisawath", "Thongphet Sisavath"),
        ("박서준", "박서준"),
        ("pak sojun", "박서준"),
        ("الحسيني", "عمر الحسيني"),
    ],
)
def test_finds_a_name_however_it_is_written(index: SearchIndex, query: str, label: str) -> None:
    assert index.search(query)[0].label == label


def test_of_equal_matches_the_one_with_more_facts_comes_first(index: SearchIndex) -> None:
    assert [hit.label for hit in index.search("do van")] == ["Do Van Long", "Do Van Khanh"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzz", "\x00", '"; DROP TABLE name', "NEAR(", "\ud800"])
def test_nothing_fits_nonsense(index: SearchIndex, query: str) -> None:
    assert index.search(query) == []


def test_only_the_types_that_are_asked_for(index: SearchIndex) -> None:
    assert index.search("Anna", ["Country"]) == []
    assert index.search("Anna", ["Person"])


def test_an_index_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SearchIndex.open(tmp_path)


def test_writing_leaves_one_file_and_replaces_the_older_one(tmp_path: Path) -> None:
    write_index(_store(), tmp_path)
    write_index(pyoxigraph.Store(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["search.sqlite"]
    assert SearchIndex.open(tmp_path).search("Anna") == []


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(string.ascii_lowercase, min_size=1, max_size=12),
    st.text(string.ascii_lowercase, min_size=1, max_size=12),
)
def test_likeness_lies_between_nothing_and_the_same(one: str, two: str) -> None:
    assert 0 <= likeness(one, two) <= 1
    assert (likeness(one, two) == 1) == (one == two)
