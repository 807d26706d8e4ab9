"""The parser's vectors of single words, kept from one sentence to the next.

Before it looks at a word's neighbours the model embeds the word itself: four spellings are hashed into tables
and mixed, always with the same result for the same word. Names, titles and small words come back in every
report, so each is embedded once and remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

#: How many words are kept; a full store is emptied (about 400 bytes a word).
_MOST = 30_000
#: Words are embedded in batches of one size, filled up with ``_FILLER``: a matrix product of another height
#: may round another way, and a word's vector must not depend on the report that brought it first.
_BATCH = 64
_FILLER = "the"


class WordVectors:
    """The vectors that ``embed``, a model's layer from documents to rows, gives single words."""

    def __init__(self, nlp: Language, embed: Model[Any, Any], most: int = _MOST) -> None:
        self._nlp, self._embed, self._most = nlp, embed, most
        self._place: dict[int, int] = {}
        self._rows = np.zeros((0, 0), dtype="float32")

    def __call__(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        """One row for each word of each document."""
        words = [doc.to_array("ORTH").tolist() for doc in docs]
        self._learn({word for of_doc in words for word in of_doc})
        return [self._rows[[self._place[word] for word in of_doc]] for of_doc in words]

    def _learn(self, words: set[int]) -> None:
        new = sorted(words - self._place.keys())
        if len(self._place) + len(new) > self._most:
            self._place = {}
            new = sorted(words)
        for begin in range(0, len(new), _BATCH):
            self._add(new[begin : begin + _BATCH])

    def _add(self, words: Sequence[int]) -> None:
        rows = self._embedded(words)
        begin, end = len(self._place), len(self._place) + len(words)
        if end > len(self._rows):
            grown = np.zeros((max(1024, 2 * end), rows.shape[1]), dtype="float32")
            grown[:begin] = self._rows[:begin] if begin else 0.0
            self._rows = grown
        self._rows[begin:end] = rows
        self._place.update(zip(words, range(begin, end), strict=True))

    def _embedded(self, words: Sequence[int]) -> NDArray[np.float32]:
        texts = [self._nlp.vocab.strings[word] for word in words]
        texts += [_FILLER] * (_BATCH - len(texts))
        rows: NDArray[np.float32] = np.asarray(self._embed.predict([Doc(self._nlp.vocab, words=texts)])[0])
        return rows[: len(words)]


def keep_word_vectors(nlp: Language) -> None:
    """Let the pipeline's ``tok2vec`` remember its words, where its first layer embeds them one by one."""
    network: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed = network.layers[0]
    if not embed.name.startswith("extract_features"):
        return
    vectors = WordVectors(nlp, embed)
    kept: Model[Any, Any] = Model("word_vectors", lambda _, docs, is_train: (vectors(docs), None))
    network.layers[0] = kept
