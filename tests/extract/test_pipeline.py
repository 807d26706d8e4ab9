"""The extractor as a whole: evidence is in the text, any text is survived, reports do not touch each other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract.article import Article
from communique.extract.claims import from_json, to_json
from communique.extract.pipeline import Extractor
from communique.extract.readers import read

EXTRACTOR = Extractor()
SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = st.sampled_from(
    "President Minister of Foreign Affairs Kenya Lao Peru Odera Mbuto met held talks with in Nairobi on March 10 , . ; ( ) “ ” ’s "
    "his counterpart the two sides signed agreement visit to delegation led by and former then Ambassador 1975 \n he".split(
        " "
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_is_survived_and_evidence_quotes_it(text: str) -> None:
    article = Article("a.txt", "a", text, published="2025-03-12")
    extraction = EXTRACTOR.extract(article)
    for claim in extraction.claims:
        assert claim.evidence
        for evidence in claim.evidence:
            assert 0 <= evidence.start < evidence.end <= len(text)
    for mention in extraction.mentions:
        assert text[mention.start : mention.end].strip()


def test_a_reading_survives_json_and_does_not_depend_on_other_reports() -> None:
    articles = [a for a in read([SEEDS]) if isinstance(a, Article)]
    alone = EXTRACTOR.extract(articles[0])
    for article in articles:
        EXTRACTOR.extract(article)
    assert EXTRACTOR.extract(articles[0]) == alone
    assert from_json(to_json(alone)) == alone


@pytest.mark.slow
def test_a_report_of_five_megabytes_takes_bounded_time() -> None:
    sentence = "Kenyan President Odera Mbuto met Peruvian President Ines Calvera in Nairobi on March 10. "
    article = Article("a.txt", "a", "\n".join([sentence * 8] * (5_000_000 // (8 * len(sentence)))))
    begun = time.process_time()
    extraction = EXTRACTOR.extract(article)
    assert extraction.claims
    assert time.process_time() - begun < 900
