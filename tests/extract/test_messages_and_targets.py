"""Congratulations, condolences and the aims that sides set. Every person and event is invented."""

from __future__ import annotations

import pytest

from tests.extract.test_events import claims

LEAD = "Kenyan President Odera Mbuto and Peruvian President Ines Calvera held talks in Nairobi on March 10. "


@pytest.mark.parametrize(
    ("sentence", "sender", "recipient", "kind"),
    [
        (
            "Congratulating President Calvera on her re-election, President Mbuto praised the ties.",
            "Odera Mbuto",
            "Ines Calvera",
            "congratulation",
        ),
        (
            "President Mbuto sent a cable of congratulations to President Calvera on the national day.",
            "Odera Mbuto",
            "Ines Calvera",
            "congratulation",
        ),
        (
            "President Calvera thanked President Mbuto for sending condolences over the floods.",
            "Odera Mbuto",
            "PE",
            "condolence",
        ),
        (
            "President Mbuto expressed condolences to the people of Peru over the death of former President Ana Ruiz.",
            "Odera Mbuto",
            "PE",
            "condolence",
        ),
    ],
)
def test_who_sends_words_to_whom(sentence: str, sender: str, recipient: str, kind: str) -> None:
    (found,) = claims(LEAD + sentence, "congratulation")
    assert (found["senders"], found["recipients"][:1], found["kind"]) == ([sender], [recipient], kind)


@pytest.mark.parametrize(
    ("sentence", "what", "value", "by_date"),
    [
        (
            "They agreed to bring bilateral trade to $2 billion by 2030.",
            "bilateral trade",
            "$2 billion",
            "2030",
        ),
        (
            "Trade reached $1 billion last year. They set the task of bringing it to $2 billion by 2030.",
            "Trade",
            "$2 billion",
            "2030",
        ),
        ("Peru will raise power exports to 12,000 MW by 2030.", "power exports", "12,000 MW", "2030"),
        ("Kenya wants to train 300 border guards by 2028.", "border guards", "300", "2028"),
        (
            "They agreed to open the joint border post at Loma by June 2027.",
            "joint border post at Loma",
            "",
            "2027-06",
        ),
        (
            "The aim is to lower child malnutrition to three percent by 2030.",
            "child malnutrition",
            "3 percent",
            "2030",
        ),
        ("Kenya wants to double flower exports to Peru by 2030.", "flower exports to Peru", "double", "2030"),
        (
            "They reaffirmed the aim of doubling bilateral trade by 2027.",
            "bilateral trade",
            "doubling",
            "2027",
        ),
        ("They set a target of 4,000 skilled workers by 2027.", "skilled workers", "4,000", "2027"),
        (
            "They agreed to cut gas consumption by 15 percent by May.",
            "gas consumption",
            "15 percent",
            "2025-05",
        ),
        ("The number of schools is planned to reach 100 by 2030.", "schools", "100", "2030"),
        (
            "By 2027, ninety-five percent of patients will know their status.",
            "patients",
            "95 percent",
            "2027",
        ),
        ("Peru will grant 45 scholarships a year.", "scholarships", "45", ""),
        (
            "They want to handle two million containers a year at Lima by 2030.",
            "containers at Lima",
            "2 million a year",
            "2030",
        ),
        (
            "They agreed to take bilateral trade to half a billion dollars within five years.",
            "bilateral trade",
            "500 million dollars",
            "2030",
        ),
        (
            "They agreed to raise their joint spending on cables to EUR 60 million by 2027.",
            "joint spending on cables",
            "EUR 60 million",
            "2027",
        ),
        (
            "The goal is to restore five million hectares of rangeland by 2032.",
            "rangeland",
            "5 million hectares",
            "2032",
        ),
    ],
)
def test_aims_with_a_figure_or_a_year(sentence: str, what: str, value: str, by_date: str) -> None:
    (found,) = claims(LEAD + sentence, "target")
    assert (found["what"], found["value"], found["by_date"]) == (what, value, by_date)


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports rose to five million tons by 2024.",
        "The plant, built by 2019, produced two million tons.",
        "Kenya will not cut gas consumption by 15 percent by 2027.",
        "Peru has granted 45 scholarships so far.",
    ],
)
def test_what_is_no_aim(sentence: str) -> None:
    assert claims(LEAD + sentence, "target") == []
