"""Events of several reports: one node with all sources, others apart, contradictions side by side."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.extract.claims import Claim
from communique.graph.model import Fact, Report
from communique.graph.publish import Publisher
from communique.graph.resolution import Decisions, resolve
from communique.graph.resolution.decisions import Decision
from tests.support.claims import body, claim, country, meeting, office, person, place, report

A, B, C, D = (
    person(n, c)
    for n, c in [("Do Van Khanh", "VN"), ("Ri Song Ho", "KP"), ("Anna Berg", "SE"), ("Ola Dahl", "SE")]
)
DAY, NEXT = "2025-10-09", "2025-10-10"


def facts(*reports: Report, decisions: Decisions | None = None, type_: str = "") -> list[Fact]:
    return [f for f in resolve(reports, decisions).facts if not type_ or f.type == type_]


def told(first: Claim, second: Claim, day: str = NEXT) -> list[Fact]:
    """Two reports that each state one thing."""
    return facts(report("a", DAY, first), report("b", day, second))


ONE = [
    (meeting(A, B, date=DAY), meeting(B, A, kind="meeting", date=DAY)),
    (meeting(A, B, date=DAY), meeting(A, B, date="2025-10", place=place("Pyongyang"))),
    (meeting(A, B, date=DAY), meeting(A, B)),
    (meeting(A, B, date=DAY, status="planned"), meeting(A, B, date=DAY)),
    (meeting(A, B, C, kind="summit", date=DAY), meeting(A, B, kind="summit", date=DAY)),
    (claim("visit", visitor=A, country=country("KP"), kind="state", start=DAY, end="2025-10-11"),
     claim("visit", visitor=A, country=country("KP"), start=NEXT)),
    (claim("visit", visitor=A, country=country("KP"), status="planned"),
     claim("visit", visitor=A, country=country("KP"), start="2025-10-20")),
    (claim("agreement", kind="joint statement", parties=(country("VN"), country("KP")), date=DAY),
     claim("agreement", kind="statement", parties=(country("KP"), country("VN")), date=DAY)),
    (claim("agreement", kind="treaty", parties=(), title="Treaty on the Northern Sea", action="referenced"),
     claim("agreement", kind="treaty", parties=(), title="Northern Sea Treaty", date="1982", action="referenced")),
    (claim("partnership", between=(country("VN"), country("KP")), level="comprehensive partnership"),
     claim("partnership", between=(country("KP"), country("VN")), level="Comprehensive Partnership", since="2024")),
    (claim("award", recipient=A, name="Order of the Northern Star", date=DAY),
     claim("award", recipient=A, name="the Northern Star Order", date="2025-10")),
    (claim("target", between=(country("VN"), country("KP")), what="bilateral trade", value="US$10 billion"),
     claim("target", between=(country("VN"), country("KP")), what="trade turnover", value="10 billion dollars")),
]  # fmt: skip

TWO = [
    (meeting(A, B, date=DAY), meeting(A, C, date=DAY)),
    (meeting(A, B, date=DAY), meeting(A, B, kind="banquet", date=DAY)),
    (meeting(A, B, date=DAY), meeting(A, B, kind="phone call", date=DAY)),
    (meeting(A, B, date=DAY), meeting(A, B, date="2025-09-09")),
    (meeting(A, B, date=DAY, country=country("KP")), meeting(A, B, date=DAY, country=country("VN"))),
    (claim("visit", visitor=A, country=country("KP"), start="2023"),
     claim("visit", visitor=A, country=country("KP"), start="2024")),
    (claim("agreement", kind="memorandum", parties=(country("VN"), country("KP")), date=DAY, fields=("health",)),
     claim("agreement", kind="memorandum", parties=(country("VN"), country("KP")), date=DAY, fields=("rail",))),
    (claim("agreement", kind="agreement", parties=(country("VN"), country("KP")), date=DAY, title="Visa Agreement"),
     claim("agreement", kind="agreement", parties=(country("VN"), country("KP")), date=DAY, fields=("rail",))),
    (claim("target", between=(country("VN"), country("KP")), what="bilateral trade", value="US$10 billion"),
     claim("target", between=(country("VN"), country("KP")), what="bilateral trade", value="US$20 billion")),
    (claim("invitation", inviter=A, invitee=B, country=country("VN")),
     claim("invitation", inviter=A, invitee=B, country=country("SE"))),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), ONE)
def test_what_two_reports_tell_is_one_fact_with_two_sources(first: Claim, second: Claim) -> None:
    (found,) = told(first, second)
    assert {s.article.key for s in found.stated} == {"a", "b"}
    assert found.status == "actual"
    assert found.confidence > 0.9


@pytest.mark.parametrize(("first", "second"), TWO)
def test_what_only_looks_alike_stays_apart(first: Claim, second: Claim) -> None:
    assert len(told(first, second)) == 2


def test_reports_of_different_months_tell_of_different_undated_talks() -> None:
    assert len(told(meeting(A, B), meeting(A, B), "2025-12-24")) == 2


def test_a_claim_that_fits_two_events_of_one_report_is_left_apart_and_listed() -> None:
    morning, evening = meeting(A, B, date="2025-10-03"), meeting(A, B, date="2025-10-05")
    found = resolve([report("a", DAY, morning, evening), report("b", DAY, meeting(A, B, date="2025-10"))])
    assert len(found.facts) == 3
    assert {why for *_, why in found.uncertain} == {"two events of one report fit"}


def test_contradictions_stand_side_by_side_and_are_marked() -> None:
    here = {"place": place("Pyongyang"), "country": country("KP")}
    (talks,) = told(meeting(A, B, date=DAY, **here), meeting(A, B, date=NEXT, **here))
    assert talks.values["date"] == (DAY, NEXT)
    assert talks.disputed == ("date",)
    texts: dict[str, Any] = {
        "kind": "cooperation documents",
        "parties": (country("VN"), country("KP")),
        "date": DAY,
    }
    (signed,) = told(claim("agreement", count=12, **texts), claim("agreement", count=14, **texts))
    assert (signed.values["count"], signed.disputed) == ((12, 14), ("count",))
    quads = Publisher(resolve([report("a", DAY, meeting(A, B, date=DAY, **here)),
                               report("b", NEXT, meeting(A, B, date=NEXT, **here))])).default_graph()  # fmt: skip
    differing = [q.object.value for q in quads if q.predicate.value.endswith("differsIn")]  # type: ignore[union-attr]
    assert differing == ["https://w3id.org/communique/ontology#date"]


def test_one_sentence_in_two_reports_counts_once() -> None:
    same = report("a", DAY, meeting(A, B, date=DAY))
    copied = report("b", DAY, meeting(A, B, date=DAY))
    reworded = Report(copied.article, same.extraction)
    (found,) = facts(
        same, Report(same.article.__class__("b", "b", same.article.text, DAY), copied.extraction)
    )
    (stronger,) = facts(same, Report(reworded.article, copied.extraction))
    assert found.confidence < stronger.confidence


# tenures ------------------------------------------------------------------------------------------------
def test_a_tenure_is_attested_by_the_days_on_which_it_was_held() -> None:
    reports = [
        report("a", "2024-08-19", office(A, "President")),
        report("b", "2025-10-09", office(A, "President", status="former")),
    ]
    (tenure,) = facts(*reports)
    assert (tenure.attested, tenure.status) == (("2024-08-19",), "former")


def test_holders_of_one_seat_follow_each_other_in_the_order_of_their_days() -> None:
    other = person("Le Thi Hoa", "VN")
    reports = [
        report("a", "2024-08-19", office(A, "President")),
        report("b", "2025-10-09", office(other, "President")),
        report("c", "2025-10-09", office(A, "Deputy Minister of Sport")),
        report("d", "2025-10-10", office(other, "Deputy Minister of Sport")),
    ]
    follows = {
        f.values["person"][0]: f.follows for f in facts(*reports) if "president" in f.values["office"][0]
    }
    first = next(
        f
        for f in facts(*reports)
        if f.values == {"office": ("office/president-vn",), "person": ("person/do-van-khanh",)}
    )
    assert follows == {"person/do-van-khanh": "", "person/le-thi-hoa": first.id}
    assert not any(f.follows for f in facts(*reports) if "deputy" in f.values["office"][0])


def test_two_holders_of_one_seat_at_one_time_are_listed() -> None:
    other = person("Le Thi Hoa", "VN")
    found = resolve([report("a", DAY, office(A, "President")), report("b", DAY, office(other, "President"))])
    assert [why for *_, why in found.uncertain] == ["two holders of one seat at the same time"]
    assert not any(f.follows for f in found.facts)


# decisions ----------------------------------------------------------------------------------------------
def test_facts_are_merged_and_parted_by_decisions() -> None:
    first, second = meeting(A, B, date=DAY), meeting(A, B, kind="banquet", date=DAY)
    reports = [report("a", DAY, first), report("b", DAY, second)]
    ids = [f.id for f in facts(*reports)]
    assert len(facts(*reports, decisions=Decisions.of([Decision("same", tuple(ids))]))) == 1
    third = report("c", DAY, meeting(A, B, date=DAY))
    parted = Decision(
        "different",
        tuple(f"claim/{r.extraction.claims[0].identity(r.article.key)}" for r in (reports[0], third)),
    )
    assert len(facts(reports[0], third)) == 1
    assert len(facts(reports[0], third, decisions=Decisions.of([parted]))) == 2


# independent of order -----------------------------------------------------------------------------------
PEOPLE = st.sampled_from([A, B, C, D, person("Khanh", "VN"), person("Ri Song-ho", "KP"), person("Anna Berg"),
                          person("Ri Song Ho", "KR"), body("Ministry of Health"), country("SE")])  # fmt: skip
DAYS = st.sampled_from(["", "2025", "2025-10", DAY, NEXT, "2025-10-20"])
MEETINGS = st.builds(
    lambda who, **values: meeting(*who, **values),
    st.lists(PEOPLE, min_size=2, max_size=3, unique=True),
    kind=st.sampled_from(["talks", "meeting", "banquet", "phone call"]),
    date=DAYS,
    status=st.sampled_from(["actual", "planned"]),
)
OFFICES = st.builds(
    office,
    st.sampled_from([A, B, C, person("Khanh", "VN"), person("Ri Song Ho", "KR")]),
    st.sampled_from(["President", "Prime Minister", "Mayor"]),
)
REPORTS = st.lists(
    st.tuples(
        st.sampled_from([DAY, NEXT, "2025-12-24", ""]), st.lists(st.one_of(MEETINGS, OFFICES), max_size=4)
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=REPORTS, data=st.data())
def test_the_order_of_reports_changes_nothing(
    drawn: list[tuple[str, list[Claim]]], data: st.DataObject
) -> None:
    reports = [report(f"r{i}", day, *claims) for i, (day, claims) in enumerate(drawn)]
    shuffled = data.draw(st.permutations(reports))
    first, second = (Publisher(resolve(rs)) for rs in (reports, shuffled))
    assert first.default_graph() == second.default_graph()
    assert first.article_graphs() == second.article_graphs()
    assert first.knowledge.uncertain == second.knowledge.uncertain


@settings(max_examples=60, deadline=None)
@given(drawn=REPORTS)
def test_every_claim_has_one_fact_and_every_value_a_node(drawn: list[tuple[str, list[Claim]]]) -> None:
    reports = [report(f"r{i}", day, *claims) for i, (day, claims) in enumerate(drawn)]
    found = resolve(reports)
    stated = [s.id for f in found.facts for s in f.stated]
    assert sorted(set(stated)) == sorted({s.id for s in found.stated})
    assert len({f.id for f in found.facts}) == len(found.facts)
    for fact, name in itertools.product(found.facts, ("participants", "person")):
        assert all(v in found.nodes for v in fact.values.get(name, ()))
