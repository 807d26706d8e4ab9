"""Events from sentences: meetings, visits, texts, ties, gestures. Every person and event is invented."""

from __future__ import annotations

from typing import Any

import pytest

from communique.extract.article import Article
from communique.extract.claims import Entity, to_json
from communique.extract.pipeline import Extractor

EXTRACTOR = Extractor()
LEAD = "Kenyan President Odera Mbuto and Peruvian President Ines Calvera are in the news. "


def claims(text: str, kind: str, published: str = "2025-03-12") -> list[dict[str, Any]]:
    """The claims of one kind as plain values, entities by code or name."""
    article = Article("a.txt", "a", text, published=published)
    return [_plain(to_json(c)) for c in EXTRACTOR.extract(article).claims if c.type == kind]


def _plain(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == set(Entity.__dataclass_fields__):
        return value["code"] or value["name"]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("President Mbuto met President Calvera in Nairobi on March 10.", "meeting"),
        ("President Mbuto held talks with President Calvera in Nairobi on March 10.", "talks"),
        ("President Calvera was received by President Mbuto in Nairobi on March 10.", "reception"),
        ("In Nairobi on March 10, talks between President Mbuto and President Calvera took place.", "talks"),
        (
            "President Calvera paid a courtesy call on President Mbuto in Nairobi on March 10.",
            "courtesy call",
        ),
    ],
)
def test_meetings_by_verb_and_by_noun(sentence: str, kind: str) -> None:
    (found,) = claims(LEAD + sentence, "meeting")
    assert set(found["participants"]) == {"Odera Mbuto", "Ines Calvera"}
    assert (found["kind"], found["date"], found["country"]) == (kind, "2025-03-10", "KE")


def test_a_call_has_no_place() -> None:
    (found,) = claims(
        LEAD + "President Mbuto spoke by telephone with President Calvera on Monday.", "meeting"
    )
    assert (found["kind"], found["date"], found["country"]) == ("call", "2025-03-10", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "President Mbuto did not meet President Calvera.",
        "President Mbuto denied that he had met President Calvera.",
        "President Mbuto could meet President Calvera.",
        "The talks between President Mbuto and President Calvera were cancelled.",
    ],
)
def test_what_did_not_happen_is_no_meeting(sentence: str) -> None:
    assert claims(LEAD + sentence, "meeting") == []


def test_what_is_to_come_is_planned() -> None:
    (found,) = claims(LEAD + "President Mbuto will meet President Calvera in Lima on March 20.", "meeting")
    assert (found["status"], found["date"], found["country"]) == ("planned", "2025-03-20", "PE")


def test_the_same_talks_told_twice_are_one_meeting() -> None:
    text = "President Mbuto held talks with President Calvera on March 10. President Mbuto met President Calvera."
    assert len(claims(LEAD + text, "meeting")) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "President Calvera paid a state visit to Kenya from March 9 to 11.",
            ("KE", "state", "2025-03-09", "2025-03-11"),
        ),
        ("President Calvera visited Kenya in July 2019.", ("KE", "", "2019-07", "")),
        ("President Calvera arrived in Nairobi on Sunday.", ("KE", "", "2025-03-09", "")),
    ],
)
def test_visits_with_kind_and_dates(sentence: str, expected: tuple[str, str, str, str]) -> None:
    (found,) = claims(LEAD + sentence, "visit")
    assert found["visitor"] == "Ines Calvera"
    assert (found["country"], found["kind"], found["start"], found["end"]) == expected


def test_an_invitation_to_visit_is_no_visit() -> None:
    text = LEAD + "President Mbuto invited President Calvera to visit Kenya. She accepted the invitation."
    assert claims(text, "visit") == []
    (found,) = claims(text, "invitation")
    assert (found["inviter"], found["invitee"], found["country"], found["accepted"]) == (
        "Odera Mbuto",
        "Ines Calvera",
        "KE",
        True,
    )


def test_texts_with_number_field_and_action() -> None:
    text = (
        LEAD
        + "In Nairobi on March 10, Kenya and Peru signed an agreement on air services and exchanged 12 documents."
    )
    found = {c["kind"]: c for c in claims(text, "agreement")}
    assert found["agreement"]["fields"] == ["air services"]
    assert (found["agreement"]["action"], sorted(found["agreement"]["parties"])) == ("signed", ["KE", "PE"])
    assert found["cooperation documents"]["count"] == 12


def test_a_tie_with_its_level_and_its_beginning() -> None:
    (tie,) = claims(
        "Kenya and Peru raised their relations to a strategic partnership in 2019.", "partnership"
    )
    assert (sorted(tie["between"]), tie["level"], tie["since"], tie["action"]) == (
        ["KE", "PE"],
        "strategic partnership",
        "2019",
        "upgraded",
    )
    (relations,) = claims(
        "Kenya and Peru established diplomatic relations on May 3, 1975.", "diplomatic_relations"
    )
    assert relations["since"] == "1975-05-03"


def test_an_anniversary_gives_the_year() -> None:
    text = "This year Kenya and Peru celebrate the 50th anniversary of diplomatic relations."
    (found,) = claims(text, "diplomatic_relations")
    assert found["since"] == "1975"


def test_couples_awards_and_targets() -> None:
    text = LEAD + (
        "President Mbuto and his wife Akinyi Mbuto were there. President Mbuto presented President Calvera with the "
        "Order of the Golden Heart. The two sides aim to raise bilateral trade to US$2 billion by 2030."
    )
    assert [set(c["persons"]) for c in claims(text, "spouse")] == [{"Odera Mbuto", "Akinyi Mbuto"}]
    assert [(c["recipient"], c["name"]) for c in claims(text, "award")] == [
        ("Ines Calvera", "Order of the Golden Heart")
    ]
    assert [(c["value"], c["by_date"]) for c in claims(text, "target")] == [("US$2 billion", "2030")]
