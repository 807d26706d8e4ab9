"""The reference data: what a report may write of a country, and what is a name of it."""

from __future__ import annotations

from communique.ontology.reference import countries, with_article


def test_a_style_before_a_countrys_name_is_read_but_is_no_name_of_it() -> None:
    france = countries()["FR"]
    assert {"Government of France", "Republic of France"} <= set(france.forms)
    assert set(france.names) == {"France", "French Republic"}


def test_an_official_name_stays_a_name() -> None:
    assert "Kingdom of Denmark" in countries()["DK"].names


def test_countries_with_an_article_are_listed_countries() -> None:
    assert with_article() <= {country.name for country in countries().values()}
