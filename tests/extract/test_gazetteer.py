"""Known names in running text, and names that several countries' parties bear."""

from __future__ import annotations

import pytest

from communique.extract.gazetteer import Gazetteer


def named(text: str, codes: set[str]) -> list[str]:
    gazetteer = Gazetteer()
    gazetteer.learn_shared(codes)
    return [m.entry.name for m in gazetteer.find(text.split()) if m.entry.type == "party"]


@pytest.mark.parametrize(
    ("codes", "code"), [({"NZ", "VN"}, "NZ"), ({"IE", "CN"}, "IE"), ({"GB", "VN"}, "GB")]
)
def test_a_shared_name_is_that_of_the_country_spoken_of(codes: set[str], code: str) -> None:
    gazetteer = Gazetteer()
    gazetteer.learn_shared(codes)
    assert [m.entry.code for m in gazetteer.find("the Labour Party won".split())] == [code]


@pytest.mark.parametrize("codes", [set(), {"NZ", "GB"}, {"VN"}])
def test_a_shared_name_says_nothing_beside_none_or_several(codes: set[str]) -> None:
    assert named("the Labour Party won", codes) == []


def test_a_full_name_needs_no_country_beside_it() -> None:
    assert named("the Labour Party of New Zealand won", set()) == ["New Zealand Labour Party"]


def test_the_countries_of_a_text() -> None:
    told = Gazetteer().countries_in("Norway’s minister flew from Nairobi to meet the Peruvians' guests.")
    assert told >= {"NO", "KE"}
