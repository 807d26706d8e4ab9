"""Facts in plain sentences: kinds of meetings, other kinds, and dates as one says them."""

from __future__ import annotations

import pytest

from communique.graph.lookup import Fact, Ref, Value
from communique.graph.lookup.telling import spoken, tell
from communique.graph.lookup.wording import counted, describe

ANN, BOB = (Ref(f"person/{n.lower()}", f"urn:{n}", "Person", n) for n in ("Ann", "Bob"))


def fact(of: str, date: str = "", status: str = "actual", **values: str | list[Ref]) -> Fact:
    """A fact with these values, each a thing, several, or a text."""
    listed = {
        name: [Value(v.label, v) for v in value] if isinstance(value, list) else [Value(value)]
        for name, value in values.items()
    }
    return Fact("f/1", "urn:f", of, "", status, date, "", "", 0.9, listed)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("talks", "held talks with"), ("call", "spoke by phone with"), ("working lunch", "had a working lunch with"),
     ("audience", "had an audience with"), ("meeting", "met"), ("", "met"), ("strategic dialogue", "had a strategic dialogue with")],
)  # fmt: skip
def test_a_meeting_is_told_from_the_side_of_its_first_end(kind: str, said: str) -> None:
    met = fact(
        "meeting", "2025-10-09", participant=[ANN, BOB], place="Riga", **({"kind": kind} if kind else {})
    )
    assert tell(met, BOB, ANN) == f"Bob {said} Ann in Riga on 9 October 2025"


def test_other_kinds_and_what_is_planned() -> None:
    assert tell(fact("spouse", spouse=[ANN, BOB]), ANN, BOB) == "Ann and Bob are married"
    held = fact("office", "2025-10", holder=[ANN], role="President", country="Aland")
    assert tell(held, ANN, BOB) == "Ann held the office of President of Aland, by a report of October 2025"
    partners = fact(
        "partnership", "2025-10-09", between=[ANN, BOB], level="strategic partnership", since="2001"
    )
    assert tell(partners, ANN, BOB) == "Ann and Bob have a strategic partnership since 2001"
    signed = fact("agreement", signatory=[ANN, BOB], kind="joint statement", action="signed")
    assert tell(signed, ANN, BOB) == "Ann and Bob: signed joint statement"
    given = fact("award", recipient=[ANN], title="Order of the Star", giver=[BOB])
    assert tell(given, ANN, BOB) == "Ann received the Order of the Star from Bob"
    assert (
        tell(fact("meeting", "2026", "planned", participant=[ANN, BOB]), ANN, BOB)
        == "Ann met Bob as planned in 2026"
    )


@pytest.mark.parametrize(
    ("date", "said"), [("2025-10-09", "9 October 2025"), ("2025-10", "October 2025"), ("2025", "2025")]
)
def test_dates_are_said_as_exactly_as_they_are_known(date: str, said: str) -> None:
    assert spoken(date) == said


def test_some_countries_have_an_article_in_sentences() -> None:
    there, here = (Ref(f"country/{n}", f"urn:{n}", "Country", n) for n in ("Philippines", "Vietnam"))
    held = fact("office", "2025-10", holder=[ANN], role="President", country=[there])
    assert tell(held, ANN, BOB).startswith("Ann held the office of President of the Philippines")
    assert describe("office", held.values, "actual", "") == "Ann: President of the Philippines"
    tie = fact("partnership", between=[there, here], level="strategic partnership")
    assert (
        describe("partnership", tie.values, "actual", "")
        == "The Philippines and Vietnam: strategic partnership"
    )
    assert tell(tie, there, here) == "The Philippines and Vietnam have a strategic partnership"


@pytest.mark.parametrize(
    ("count", "heading", "said"),
    [(1, "Marriages", "1 marriage"), (1, "Countries", "1 country"), (1, "Speeches", "1 speech"), (2, "Marriages", "2 marriages"),
     (0, "Visits", "0 visits"), (1, "Diplomatic relations", "1 diplomatic relations")],
)  # fmt: skip
def test_one_is_counted_in_the_singular(count: int, heading: str, said: str) -> None:
    assert counted(count, heading) == said
