"""Who travelled where, when, how and as whose guest. Every person and event is invented."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.test_events import LEAD, claims


def one(text: str, published: str = "2025-03-12") -> dict[str, Any]:
    """The only visit of a report."""
    (found,) = claims(text, "visit", published)
    return found


def trips(text: str) -> list[tuple[str, str, str, str]]:
    """Visitor, country, first and last day of every visit."""
    return [(v["visitor"], v["country"], v["start"], v["end"]) for v in claims(text, "visit")]


def test_a_tour_is_one_visit_per_country() -> None:
    text = LEAD + "President Mbuto ended a tour of Chile and Bolivia."
    assert [(v, c) for v, c, _, _ in trips(text)] == [("Odera Mbuto", "CL"), ("Odera Mbuto", "BO")]


def test_each_country_has_the_days_behind_it() -> None:
    text = LEAD + "President Mbuto will visit Chile from March 15 to 17 and Bolivia from March 18 to 21."
    assert trips(text) == [
        ("Odera Mbuto", "CL", "2025-03-15", "2025-03-17"),
        ("Odera Mbuto", "BO", "2025-03-18", "2025-03-21"),
    ]


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        (
            "President Mbuto returned to Nairobi on March 11 after a three-day visit to Peru.",
            "2025-03-09",
            "2025-03-11",
        ),
        ("President Mbuto is in Peru on a visit until March 14.", "", "2025-03-14"),
        ("President Mbuto paid a visit to Peru on March 3.", "2025-03-03", ""),
        (
            "President Mbuto, on a one-day visit to Peru, opened a school on March 11.",
            "2025-03-11",
            "2025-03-11",
        ),
        ("President Mbuto will pay a visit to Peru starting on April 4.", "2025-04-04", ""),
    ],
)
def test_first_and_last_day(sentence: str, start: str, end: str) -> None:
    found = one(LEAD + sentence)
    assert (found["country"], found["start"], found["end"]) == ("PE", start, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "President Calvera hosted President Mbuto in Lima on Monday.",
        "President Mbuto reached the Peruvian capital on Monday.",
        "President Mbuto arrived in the Peruvian capital on Monday.",
        "The visit that President Mbuto paid to Peru ended on Monday.",
        "President Calvera recalled the visit to Lima in 2019 of President Mbuto.",
        "President Calvera said that President Mbuto would visit Peru in May.",
        "President Mbuto is the first president to pay a state visit to Peru.",
    ],
)
def test_visits_in_many_words(sentence: str) -> None:
    found = one(LEAD + sentence)
    assert (found["visitor"], found["country"]) == ("Odera Mbuto", "PE")


@pytest.mark.parametrize(
    "sentence",
    [
        "President Calvera asked President Mbuto to come to Peru.",
        "There is no truth in talk of a trip by President Mbuto to Lima.",
        "President Mbuto praised the regular high-level visits.",
        "President Mbuto, who was due in Lima on Friday, will not travel.",
        "President Mbuto did not travel to Peru.",
    ],
)
def test_what_is_no_visit(sentence: str) -> None:
    assert claims(LEAD + sentence, "visit") == []


def test_those_who_are_due_have_still_to_come() -> None:
    found = one(LEAD + "President Mbuto is due in Lima on Friday.")
    assert (found["visitor"], found["country"], found["status"]) == ("Odera Mbuto", "PE", "planned")


def test_a_day_ahead_of_the_report_is_to_come() -> None:
    assert one(LEAD + "President Mbuto arrives in Lima on March 20.")["status"] == "planned"


def test_there_is_the_place_named_before() -> None:
    text = (
        LEAD
        + "The last Kenyan to see Peru was former President Wekesa Ndolo, who paid a working visit there in 2019."
    )
    assert ("Wekesa Ndolo", "PE", "2019", "") in trips(text)


def test_the_host_is_who_invites() -> None:
    text = (
        "Kenyan President Odera Mbuto is on a state visit to Peru at the invitation of Peruvian President Ines Calvera.\n\n"
        "He also met Lima Mayor Tomas Quillca."
    )
    assert one(text)["host"] == "Ines Calvera"


def test_the_host_is_of_the_visitors_own_rank() -> None:
    text = (
        "Kenyan Foreign Minister Wanja Otieno is on an official visit to Peru.\n\n"
        "She was received by Peruvian President Ines Calvera. She held talks with Peruvian Foreign Minister Raul Mendez."
    )
    assert one(text)["host"] == "Raul Mendez"


def test_an_invitation_for_later_gives_a_past_visit_no_host() -> None:
    text = (
        LEAD + "President Mbuto recalled his visit to Peru in 2019. "
        "He accepted an invitation from President Calvera to visit Peru again."
    )
    past = next(v for v in claims(text, "visit") if v["start"] == "2019")
    assert past["host"] is None


def test_the_cities_of_a_visit() -> None:
    text = (
        "Kenyan President Odera Mbuto is on a state visit to Peru.\n\nHe opened a school in Lima.\n\n"
        "On Tuesday he laid a wreath in Arequipa."
    )
    assert set(one(text)["places"]) == {"Lima", "Arequipa"}
