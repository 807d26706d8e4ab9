"""The encoder in one piece gives what the model's own layer gives, up to rounding."""

from __future__ import annotations

import importlib
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from communique.extract.encoder import use_encoder
from communique.extract.nlp import MODELS, model

SENTENCES = st.lists(
    st.lists(st.text("abcXYZé.", min_size=1, max_size=8), min_size=1, max_size=30), min_size=1
)


@cache
def pipelines() -> tuple[Any, Any]:
    """The model as it is loaded, and with the encoder."""
    module = importlib.import_module(next(m for m in MODELS if find_spec(m)))
    plain, encoded = module.load(), module.load()
    use_encoder(encoded)
    return plain, encoded


@settings(max_examples=40, deadline=None)
@given(sentences=SENTENCES)
def test_the_vectors_are_those_of_the_model(sentences: list[list[str]]) -> None:
    plain, encoded = (
        nlp.get_pipe("tok2vec").model.predict([Doc(nlp.vocab, words=words) for words in sentences])
        for nlp in pipelines()
    )
    for one, other in zip(plain, encoded, strict=True):
        assert np.allclose(one, other, atol=1e-4)


def test_the_parser_uses_it() -> None:
    network: Any = model().get_pipe("tok2vec").model  # type: ignore[attr-defined]
    assert [layer.name for layer in network.layers] == ["word_vectors", "encoder"]
