"""Smaller cities are read where a report speaks of their country and says that something is there."""

from __future__ import annotations

import pytest

from communique.extract.gazetteer import Gazetteer
from communique.extract.towns import learn_towns


def found_in(text: str) -> list[tuple[str, str]]:
    gazetteer = Gazetteer()
    learn_towns(text, gazetteer, gazetteer.countries_in(text))
    return [
        (" ".join(text.split()[m.start : m.end]).strip(".,'"), m.entry.code)
        for m in gazetteer.find([w.strip(".,") for w in text.split()])
        if m.entry.type == "city"
    ]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The Finnish minister spoke in Porvoo.", ("Porvoo", "FI")),
        ("PORVOO, May 3 - Finland and Peru agreed.", ("PORVOO", "FI")),
        ("Peruvian guests visited Porvoo in Finland.", ("Porvoo", "FI")),
        ("The Porvoo mayor thanked Finland.", ("Porvoo", "FI")),
    ],
)
def test_a_town_of_a_country_that_is_spoken_of(text: str, town: tuple[str, str]) -> None:
    assert town in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian minister spoke in Porvoo.",
        "Finland praised Porvoo.",
        "The Finnish minister spoke to Anna Porvoo in Porvoo.",
        "The British minister will be there in March.",
    ],
)
def test_a_name_that_is_no_town_here(text: str) -> None:
    assert found_in(text) == []
