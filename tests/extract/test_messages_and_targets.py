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
            "2027",
        ),
    ],
)
def test_aims_with_a_figure_or_a_year(sentence: str, what: str, value: str, by_date: str) -> None:
    (found,) = claims(LEAD + sentence, "target")
    assert (found["what"], found["value"], found["by_date"]) == (what, value, by_date)
