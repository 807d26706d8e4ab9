"""Whose spelling a name has."""

from __future__ import annotations

import pytest

from communique.extract.name_origin import spelling


@pytest.mark.parametrize(
    ("name", "codes", "expected"),
    [
        ("Janis Kalnins", ("LV", "GE", "KE"), "LV"),
        ("Giorgi Beridze", ("LV", "GE", "KE"), "GE"),
        ("Wanjiku Kamau", ("LV", "GE", "KE"), "KE"),
        ("Tran Van Hung", ("VN", "LA", "KH"), "VN"),
        ("Pekka Virtanen", ("FI", "EE", "SE"), "FI"),
    ],
)
def test_a_common_name_is_of_its_country(name: str, codes: tuple[str, ...], expected: str) -> None:
    heard = spelling(name, codes)
    assert max(heard, key=heard.__getitem__) == expected


def test_one_country_alone_says_nothing() -> None:
    assert spelling("Janis Kalnins", ("LV",)) == {}


def test_a_name_without_letters_that_are_known_says_nothing() -> None:
    assert spelling("李明", ("CN", "JP")) == {}
