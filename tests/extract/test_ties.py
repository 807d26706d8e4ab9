"""Named partnerships: since when, and what became of them. Every person and event is invented."""

from __future__ import annotations

import pytest

from tests.extract.test_events import claims

LEAD = "Kenyan President Odera Mbuto and Peruvian President Ines Calvera held talks in Nairobi on March 10. "


@pytest.mark.parametrize(
    ("sentence", "level", "since", "action"),
    [
        (
            "Kenya and Peru have been strategic partners since July 2010.",
            "strategic partnership",
            "2010-07",
            "",
        ),
        (
            "They praised the strategic partnership, established in November 2013.",
            "strategic partnership",
            "2013-11",
            "established",
        ),
        (
            "Ties were elevated from the partnership of cooperation of 2011 to a comprehensive partnership.",
            "comprehensive partnership",
            "2025-03-10",
            "upgraded",
        ),
        (
            "Nairobi marked the 30th anniversary of the sister city relationship between Nairobi and Lima.",
            "sister city relationship",
            "1995",
            "established",
        ),
    ],
)
def test_since_when_and_what_became_of_it(sentence: str, level: str, since: str, action: str) -> None:
    (found,) = claims(LEAD + sentence, "partnership")
    assert (found["level"], found["since"], found["action"]) == (level, since, action)


def test_cities_stand_behind_between() -> None:
    (found,) = claims(
        LEAD + "In Kisumu they praised the sister city relationship between Nairobi and Lima.", "partnership"
    )
    assert found["between"] == ["Nairobi", "Lima"]


def test_who_received_an_order_behind_a_pronoun() -> None:
    (found,) = claims(
        LEAD + "President Mbuto then presented his guest with the Order of the Golden Heart.", "award"
    )
    assert (found["recipient"], found["giver"]) == ("Ines Calvera", "Odera Mbuto")


def test_companions_are_not_the_guests_of_an_invitation() -> None:
    (found,) = claims(
        LEAD
        + "President Calvera came at the invitation of President Mbuto with Peruvian Energy Minister Ana Ruiz.",
        "invitation",
    )
    assert (found["inviter"], found["invitee"]) == ("Odera Mbuto", "Ines Calvera")


def test_the_opportunity_to_invite() -> None:
    (found,) = claims(
        LEAD + "President Mbuto took the opportunity to invite President Calvera to visit Kenya.",
        "invitation",
    )
    assert (found["inviter"], found["invitee"]) == ("Odera Mbuto", "Ines Calvera")
