"""Whose spelling a person's name has: a voice among others when a report leaves an office-holder's country open.

A report on Latvia and Moldova that writes "Foreign Minister X" and never says whose is read by people with the
help of the name itself. Names of a country's people, none of them tied to a post, stand for how it spells:
a naive Bayes model of letter n-grams (Cavnar and Trenkle, "N-Gram-Based Text Categorization", 1994), asked only
among the countries that the report speaks of, and never for more than a weight among others.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from communique.ontology.reference import name_words, plain

_SIZES = (2, 3, 4)
#: Counts of the candidates' common spelling that are added to each country's own.
_SMOOTHING = 500.0
_LEAST, _MOST = -2.0, 3.0  # a single n-gram says no more than this


@lru_cache(maxsize=4096)  # a report asks for one person again with every round of guesses
def spelling(name: str, codes: tuple[str, ...]) -> dict[str, float]:
    """By country of ``codes``: the mean log-likelihood ratio per n-gram of the name against the countries' common spelling.

    A difference of 0.4 between two countries was right for 93 of 100 office-holders of the development set.
    """
    grams = [g for word in _words(name) for g in _grams(word)]
    models = [(code, _model(code), _size(code)) for code in codes if _model(code)]
    if not grams or len(models) < 2:
        return {}
    total = sum(size for _, _, size in models) + 10_000.0
    sums = [0.0] * len(models)
    for gram in grams:
        counts = [model.get(gram, 0) for _, model, _ in models]
        share = (sum(counts) + 0.5) / total
        for i, (_, _, size) in enumerate(models):
            own = (counts[i] + _SMOOTHING * share) / (size + _SMOOTHING)
            sums[i] += max(_LEAST, min(_MOST, math.log(own / share)))
    return {code: sums[i] / len(grams) for i, (code, _, _) in enumerate(models)}


@cache
def _model(code: str) -> Counter[str]:
    return Counter(g for word in name_words().get(code, ()) for g in set(_grams(word)))


@cache
def _size(code: str) -> int:
    return sum(_model(code).values())


def _grams(word: str) -> Iterator[str]:
    marked = f"^{word}$"
    return (marked[i : i + n] for n in _SIZES for i in range(len(marked) - n + 1))


def _words(name: str) -> list[str]:
    return re.findall("[a-z]{2,}", plain(name))
