"""Who met whom, where, when and whether: how reports word meetings. Every person and event is invented."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.test_events import LEAD, claims

FOUR = (
    "Kenyan President Odera Mbuto, Peruvian President Ines Calvera, Finnish Prime Minister Aapo Virtala and "
    "Nepalese Prime Minister Dhan Koirala are in the news.\n\n"
)


def met(text: str, published: str = "2025-03-12") -> list[set[str]]:
    """The participants of every meeting of a report."""
    return [set(c["participants"]) for c in claims(text, "meeting", published)]


def one(text: str, published: str = "2025-03-12") -> dict[str, Any]:
    """The only meeting of a report."""
    (found,) = claims(text, "meeting", published)
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "President Mbuto met separately with Prime Minister Virtala and Prime Minister Koirala.",
        "President Mbuto held back-to-back meetings with Prime Minister Virtala and Prime Minister Koirala.",
        "President Mbuto met Prime Minister Virtala and, separately, with Prime Minister Koirala.",
        "President Mbuto paid courtesy calls on Prime Minister Virtala and Prime Minister Koirala.",
        "Prime Minister Virtala and Prime Minister Koirala called on President Mbuto separately.",
    ],
)
def test_counterparts_told_apart_are_met_one_by_one(sentence: str) -> None:
    pairs = met(FOUR + sentence)
    assert sorted(map(sorted, pairs)) == [
        ["Aapo Virtala", "Odera Mbuto"],
        ["Dhan Koirala", "Odera Mbuto"],
    ]


def test_a_trilateral_meeting_is_one() -> None:
    text = (
        FOUR + "President Mbuto held a trilateral meeting with Prime Minister Virtala and President Calvera."
    )
    assert met(text) == [{"Odera Mbuto", "Aapo Virtala", "Ines Calvera"}]


def test_a_working_dinner_is_one_for_all_guests() -> None:
    text = (
        FOUR
        + "President Mbuto gave a working dinner for Prime Minister Virtala and President Calvera in Nairobi."
    )
    assert met(text) == [{"Odera Mbuto", "Aapo Virtala", "Ines Calvera"}]


def test_a_list_with_semicolons_is_one_meeting_each() -> None:
    text = (
        FOUR
        + "President Mbuto met with Prime Minister Virtala; Prime Minister Koirala; and the Mayor of Lima."
    )
    assert [p - {"Odera Mbuto"} for p in met(text)] == [{"Aapo Virtala"}, {"Dhan Koirala"}, {"Mayor of Lima"}]


def test_those_included_in_a_group_are_met_one_by_one() -> None:
    text = (
        LEAD
        + "On the sidelines of the forum, President Mbuto had meetings with leaders of several states, including "
        "Chad, Gabon and the Prime Minister of Finland."
    )
    assert [p - {"Odera Mbuto"} for p in met(text)] == [
        {"leader of Chad"},
        {"leader of Gabon"},
        {"Prime Minister of Finland"},
    ]


def test_talks_of_which_one_side_is_named_are_with_the_other() -> None:
    text = (
        LEAD
        + "President Mbuto welcomed President Calvera in Nairobi. President Mbuto then held talks on trade."
    )
    assert {"Odera Mbuto", "Ines Calvera"} in met(text)


def test_a_summit_has_its_chair_and_all_who_attended() -> None:
    text = (
        FOUR
        + "The summit of the River States was held in Nairobi on March 10. President Mbuto presided over it. "
        "It was attended by President Calvera, Prime Minister Virtala and Prime Minister Koirala."
    )
    assert {"Odera Mbuto", "Ines Calvera", "Aapo Virtala", "Dhan Koirala"} in met(text)


@pytest.mark.parametrize(
    ("sentence", "counterpart"),
    [
        ("President Mbuto met the Speaker of the Senate of Chile.", "Speaker of the Senate of Chile"),
        ("President Mbuto met with members of the Kenyan community in Peru.", "Kenyan community in Peru"),
        ("President Mbuto met a group of young engineers.", "group of young engineers"),
        (
            "President Mbuto had a meeting with the Speaker of the Senate of the RoK.",
            "Speaker of the Senate of the Republic of Korea",
        ),
    ],
)
def test_a_counterpart_without_a_name_stands_for_itself(sentence: str, counterpart: str) -> None:
    assert met(LEAD + sentence) == [{"Odera Mbuto", counterpart}]


def test_two_posts_side_by_side_are_two_counterparts_one_of_them_named_elsewhere() -> None:
    text = (
        FOUR
        + "President Mbuto held meetings with the Prime Minister and the Speaker of the National Assembly of Finland."
    )
    assert met(text) == [
        {"Odera Mbuto", "Aapo Virtala"},
        {"Odera Mbuto", "Speaker of the National Assembly of Finland"},
    ]


def test_posts_of_several_countries_are_met_one_by_one() -> None:
    text = LEAD + "President Mbuto had bilateral meetings with the presidents of Chad, Gabon, and Zambia."
    assert [p - {"Odera Mbuto"} for p in met(text)] == [
        {"president of Chad"},
        {"president of Gabon"},
        {"president of Zambia"},
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The presidents of Kenya and Peru held talks in Nairobi.",
        "President Mbuto and President Calvera, on Monday, co-chaired the second session of the joint commission.",
        "President Calvera was hosted to a dinner by President Mbuto.",
        "President Mbuto gave a dinner in honour of President Calvera.",
        "President Mbuto received a courtesy visit from President Calvera.",
        "President Mbuto received a delegation from Lima led by President Calvera.",
        "President Mbuto and President Calvera exchanged views on trade.",
        "President Mbuto sat down on Monday with President Calvera.",
        "The day ended on a signing ceremony, with President Mbuto meeting with the presidency's Ines Calvera and senior officials.",
        "President Mbuto received President Calvera. The President then held one-on-one talks with the guest.",
        "President Mbuto will hold a tête-à-tête with President Calvera and then an expanded meeting with the delegations.",
        "President Mbuto signed the decree on trade, witnessed a parade and met President Calvera.",
    ],
)
def test_meetings_in_many_words(sentence: str) -> None:
    assert met(LEAD + sentence) == [{"Odera Mbuto", "Ines Calvera"}]


def test_with_whom_goes_back_to_the_person_before() -> None:
    text = (
        LEAD
        + "In Lima he was the guest of President Calvera, with whom President Mbuto held talks on Monday."
    )
    assert {"Odera Mbuto", "Ines Calvera"} in met(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "President Mbuto received President Calvera at Nairobi International Airport.",
        "President Mbuto received letters of credence.",
        "President Mbuto and President Calvera attended the parade.",
        "During the talks, President Mbuto and President Calvera were present.",
        "President Mbuto, who was to have received President Calvera, declined to comment.",
        "President Mbuto thanked President Calvera for hosting his delegation.",
        "A meeting between President Mbuto and President Calvera had been on the agenda but was cancelled.",
        "President Mbuto held talks with the accompanying delegation.",
        "There is no information about preparations for talks between President Mbuto and President Calvera.",
    ],
)
def test_what_is_no_meeting(sentence: str) -> None:
    assert met(LEAD + sentence) == []


def test_reported_future_is_planned() -> None:
    found = one(LEAD + "A spokesman confirmed that President Mbuto would meet President Calvera in May.")
    assert (found["status"], found["date"]) == ("planned", "2025-05")


def test_a_day_ahead_of_the_report_is_planned() -> None:
    assert one(LEAD + "President Mbuto meets President Calvera on March 20.")["status"] == "planned"


def test_later_the_same_day_is_over() -> None:
    assert one(LEAD + "President Mbuto later met President Calvera.")["status"] == "actual"


def test_a_meeting_by_video_has_no_place() -> None:
    found = one(LEAD + "President Mbuto held a meeting via video link with President Calvera on Monday.")
    assert (found["place"], found["country"]) == (None, None)


def test_the_journey_to_a_meeting_tells_its_place() -> None:
    found = one(LEAD + "President Mbuto travelled to Lima to meet President Calvera on Monday.")
    assert (found["place"], found["country"]) == ("Lima", "PE")


def test_a_venue_stands_before_its_city() -> None:
    found = one(LEAD + "President Mbuto met President Calvera at Acacia House, Nairobi, on Monday.")
    assert found["place"] == "Acacia House, Nairobi"


def test_a_meeting_looked_back_on_has_no_place_of_today() -> None:
    found = one(
        "LIMA, March 12 (XYZ) - Kenyan President Odera Mbuto recalled his last meeting with Peruvian President "
        "Ines Calvera in May 2021."
    )
    assert (found["date"], found["country"]) == ("2021-05", None)


def test_talks_of_a_finished_visit_take_its_month() -> None:
    found = one(
        "Kenyan President Odera Mbuto left Lima on March 12, concluding his four-day state visit to Peru.\n\n"
        "During the visit, President Mbuto held talks with Peruvian President Ines Calvera."
    )
    assert found["date"] == "2025-03"


def test_talks_of_a_planned_visit_take_its_country_and_month() -> None:
    found = one(
        "Kenyan President Odera Mbuto will pay a state visit to Peru from April 3 to 5.\n\n"
        "President Mbuto will hold talks with Peruvian President Ines Calvera."
    )
    assert (found["status"], found["date"], found["country"]) == ("planned", "2025-04", "PE")


def test_the_two_are_those_named_last() -> None:
    text = (
        FOUR + "President Mbuto met President Calvera in Lima on Monday.\n\n"
        "On Tuesday Prime Minister Virtala welcomed Prime Minister Koirala. The two held talks in Helsinki."
    )
    assert {"Aapo Virtala", "Dhan Koirala"} in met(text)


def test_an_official_visit_is_no_official() -> None:
    text = LEAD + "President Mbuto recalled his official visit to Peru in 2019 and met President Calvera."
    (found,) = claims(text, "visit")
    assert (found["visitor"], found["kind"], found["start"]) == ("Odera Mbuto", "official", "2019")


def test_names_keep_particles_in_lower_case() -> None:
    text = "Kenyan President Odera Mbuto met Kuwaiti Prime Minister Nasir al-Hamad al-Tamari on Monday."
    assert met(text) == [{"Odera Mbuto", "Nasir al-Hamad al-Tamari"}]
