"""A word's vector is the same whatever report brought the word first, and as the model's own layer gives it."""

from __future__ import annotations

import importlib
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from communique.extract.nlp import MODELS, model
from communique.extract.word_vectors import WordVectors


@cache
def plain() -> Any:
    """The model's first layer as it is loaded, without a memory."""
    name = next(m for m in MODELS if find_spec(m))
    return importlib.import_module(name).load().get_pipe("tok2vec").model.layers[0]


WORDS = st.lists(st.text("abcXYZé-.'", min_size=1, max_size=8), min_size=1, max_size=90)


def doc(words: list[str]) -> Doc:
    return Doc(model().vocab, words=words)


@settings(max_examples=30, deadline=None)
@given(first=WORDS, words=WORDS)
def test_the_order_of_reports_changes_no_vector(first: list[str], words: list[str]) -> None:
    before, fresh = WordVectors(model(), plain()), WordVectors(model(), plain())
    before([doc(first)])
    assert np.array_equal(before([doc(words)])[0], fresh([doc(words)])[0])


@settings(max_examples=20, deadline=None)
@given(words=WORDS)
def test_the_vectors_are_those_of_the_model(words: list[str]) -> None:
    kept = WordVectors(model(), plain())([doc(words)])[0]
    assert np.allclose(kept, plain().predict([doc(words)])[0], atol=1e-4)


def test_a_full_store_is_emptied_and_goes_on() -> None:
    vectors = WordVectors(model(), plain(), most=5)
    wanted = [["one", "two", "three"], ["four", "five", "six"], ["one", "six"], list("abcdefgh")]
    for words in wanted:
        assert np.array_equal(vectors([doc(words)])[0], WordVectors(model(), plain())([doc(words)])[0])
