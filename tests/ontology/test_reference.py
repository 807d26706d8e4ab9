"""The reference data: what a report may write of a country, and what is a name of it."""

from __future__ import annotations

from communique.ontology.reference import countries, name_words, plain, with_article


def test_a_style_before_a_countrys_name_is_read_but_is_no_name_of_it() -> None:
    france = countries()["FR"]
    assert {"Government of France", "Republic of France"} <= set(france.forms)
    assert set(france.names) == {"France", "French Republic"}


def test_an_official_name_stays_a_name() -> None:
    assert "Kingdom of Denmark" in countries()["DK"].names


def test_countries_with_an_article_are_listed_countries() -> None:
    assert with_article() <= {country.name for country in countries().values()}


def test_every_country_has_its_stock_of_names_in_plain_letters() -> None:
    assert set(name_words()) <= set(countries())
    for words in name_words().values():
        assert len(words) > 50
        assert list(words) == sorted({plain(w) for w in words})
