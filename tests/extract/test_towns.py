"""Smaller cities are read where a report speaks of their country and says that something is there."""

from __future__ import annotations

import pytest

from communique.extract.gazetteer import Gazetteer
from communique.extract.towns import learn_towns


def found_in(text: str) -> list[tuple[str, str]]:
    gazetteer = Gazetteer()
    learn_towns(text, gazetteer)
    return [
        (" ".join(text.split()[m.start : m.end]).strip(".,'"), m.entry.code)
        for m in gazetteer.find([w.strip(".,") for w in text.split()])
        if m.entry.type == "city"
    ]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("The Finnish minister spoke in Turku.", ("Turku", "FI")),
        ("TURKU, May 3 - Finland and Peru agreed.", ("TURKU", "FI")),
        ("Peruvian guests visited Turku in Finland.", ("Turku", "FI")),
        ("The Turku mayor thanked Finland.", ("Turku", "FI")),
    ],
)
def test_a_town_of_a_country_that_is_spoken_of(text: str, town: tuple[str, str]) -> None:
    assert town in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian minister spoke in Turku.",
        "Finland praised Turku.",
        "The Finnish minister spoke to Anna Turku in Turku.",
        "The British minister will be there in March.",
    ],
)
def test_a_name_that_is_no_town_here(text: str) -> None:
    assert found_in(text) == []
