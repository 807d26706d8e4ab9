"""Where reports of presidents' and ministries' own pages are at home, which name no city in capitals."""

from __future__ import annotations

import pytest

from communique.extract.article import Article
from communique.extract.gazetteer import Gazetteer
from communique.extract.paragraphs import read_paragraphs
from communique.extract.people import Registry

RECEIVED = "President of the Republic of Peru Juan Doe"


def place(text: str) -> str:
    article = Article("one", "one", text, published="2025-03-12")
    return Registry(article, read_paragraphs(article, Gazetteer(), "")).place


@pytest.mark.parametrize(
    "lead",
    [
        f"{RECEIVED} has received a delegation led by Foreign Minister of Kenya Jane Roe.",
        f"{RECEIVED} today received Foreign Minister of Kenya Jane Roe.",
        f"On March 11, {RECEIVED} has today received the Ambassador of Kenya, Jane Roe.",
        "Peruvian Foreign Minister Juan Doe received Kenyan Foreign Minister Jane Roe.",
        "Lima, 11 March\n\nPresident Juan Doe received Kenyan Foreign Minister Jane Roe.",
        "Lima, Peru, Mar. 11\n\nPresident Juan Doe received Kenyan Foreign Minister Jane Roe.",
    ],
)
def test_who_receives_is_at_home(lead: str) -> None:
    spoken = "The President recalled his state visit to Kenya, where he had been to Nairobi and Mombasa."
    assert place(f"{lead}\n\n{spoken}") == "PE"


@pytest.mark.parametrize(
    "lead",
    [
        f"{RECEIVED} received a phone call from President of Kenya Jane Roe in Nairobi.",
        f"In Nairobi, {RECEIVED} received Foreign Minister of Chile Jane Roe.",
        f"{RECEIVED} was received in Nairobi by President of Kenya Jane Roe.",
        f"{RECEIVED} received the Order of the Lion at State House in Nairobi.",
    ],
)
def test_who_receives_a_call_or_an_order_or_is_abroad_tells_nothing(lead: str) -> None:
    assert place(lead) == "KE"
