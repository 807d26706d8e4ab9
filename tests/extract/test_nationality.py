"""Whose office-holder somebody is when the title does not say: the company, the way, the message, the spelling.

Every person and event is invented.
"""

from __future__ import annotations

import pytest

from communique.extract.article import Article
from communique.extract.claims import OfficeClaim
from communique.extract.name_origin import spelling
from communique.extract.pipeline import Extractor

EXTRACTOR = Extractor()
TALKS = (
    "RIGA, March 12. Latvian Foreign Minister Ilze Ozolkalne arrived in Moldova on Tuesday for a two-day visit. "
    "Latvia and Moldova are friends, and Moldova thanked Latvia.\n\n"
)


def countries(text: str) -> dict[str, str]:
    """The country of every office-holder of a text by name."""
    article = Article("a.txt", "a", text, published="2025-03-12")
    claims = [c for c in EXTRACTOR.extract(article).claims if isinstance(c, OfficeClaim)]
    return {c.person.name: c.country.code if c.country else "" for c in claims}


@pytest.mark.parametrize(
    ("sentence", "name", "code"),
    [
        ("She also met President Radu Codrescu.", "Radu Codrescu", "MD"),
        (
            "She conveyed an invitation from President Karlis Berzens to Moldovan Prime Minister Ion Grosaru.",
            "Karlis Berzens",
            "LV",
        ),
        ("A state visit to Riga of President Radu Codrescu is planned.", "Radu Codrescu", "MD"),
        (
            "President Radu Codrescu and Latvian President Karlis Berzens signed a pact.",
            "Radu Codrescu",
            "MD",
        ),
        ("The Moldovan president spoke. President Radu Codrescu praised the visitor.", "Radu Codrescu", "MD"),
    ],
)
def test_the_sentence_tells_whose_they_are(sentence: str, name: str, code: str) -> None:
    assert countries(TALKS + sentence)[name] == code


def test_persons_of_one_list_are_of_one_side_and_those_who_meet_of_two() -> None:
    found = countries(
        TALKS
        + "She met with Moldovan Foreign Minister Ion Grosaru and, separately, with Interior Minister Ana Plop."
    )
    assert found["Ana Plop"] == "MD"


def test_the_spelling_of_a_name_is_a_voice_among_the_countries_spoken_of() -> None:
    ratios = spelling("Nguyen Van Thanh", ("VN", "FI"))
    assert ratios["VN"] > ratios["FI"]
    assert spelling("Matti Virtasalo", ("VN", "FI"))["FI"] > 0
    assert spelling("Matti Virtasalo", ("FI",)) == {}
    assert spelling("김", ("KR", "JP")) == {}


def test_who_says_what_a_country_does_speaks_for_it() -> None:
    text = (
        "The Minister of Foreign Affairs, Luis Arosa, met the Kenyan Foreign Minister, Odera Mbuto, in Nairobi. "
        "Kenya and Spain are friends. Arosa stressed that Spain is ready to widen cooperation."
    )
    assert countries(text)["Luis Arosa"] == "ES"


def test_a_counterpart_brings_its_country() -> None:
    text = "Swiss Foreign Minister Urs Caduff was in Bern with his Chinese counterpart, Minister of Foreign Affairs Wang Tao."
    assert countries(text)["Wang Tao"] == "CN"


@pytest.mark.parametrize(
    ("sentence", "name", "code"),
    [
        ("The pact was signed by Trade Minister Radu Codrescu on behalf of Moldova.", "Radu Codrescu", "MD"),
        ("Moldova was represented by Trade Minister Radu Codrescu.", "Radu Codrescu", "MD"),
        ("Trade Minister Radu Codrescu represented the Republic of Moldova.", "Radu Codrescu", "MD"),
        (
            "Moldovan President Ana Plop was absent. Ana Plop's trade minister Radu Codrescu spoke.",
            "Radu Codrescu",
            "MD",
        ),
    ],
)
def test_who_acts_for_a_country_or_a_holder_is_theirs(sentence: str, name: str, code: str) -> None:
    assert countries(TALKS + sentence)[name] == code


def test_a_state_without_the_post_has_no_holder_of_it() -> None:
    text = (
        "Prime Minister Joan Aldridge said the talks with the United States were useful. The United States and the "
        "United States Congress will send aid to Barbados. Barbados and others need it."
    )
    assert countries(text)["Joan Aldridge"] == "BB"


def test_its_is_the_country_that_opens_the_sentence() -> None:
    text = "Latvia has asked Moldova to extradite its former president Karlis Berzens."
    assert countries(text)["Karlis Berzens"] == "LV"
