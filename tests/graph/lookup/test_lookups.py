"""Lookups on a small graph made by hand (conftest.py): what each answers, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from communique.graph import lookup
from communique.graph.answers import rdf
from communique.graph.lookup import BadParameter, NotFound, Snapshot, Value

KHANH, VIETNAM, KOREA = "person/do-van-khanh", "country/vn", "country/kp"


def test_an_entity_has_its_names_and_facts_by_kind(snapshot: Snapshot) -> None:
    found = lookup.entity(snapshot, KHANH)
    assert found.names == ["Do Van Khanh", "Khanh", "Đỗ Văn Khánh"]
    assert {group.kind: group.count for group in found.groups} == {"office": 1, "meeting": 2, "visit": 1}
    assert not found.truncated


def test_each_fact_leads_to_its_passage_report_and_date(snapshot: Snapshot) -> None:
    found = lookup.fact(snapshot, "meeting/1")
    assert found.text == "Do Van Khanh and Ri Song Ho: talks in Pyongyang (2025-10-09)"
    passage = found.evidence[0]
    assert (passage.report.file_name, passage.report.date) == ("first", "2025-10-09")
    assert (passage.start, passage.end) == (20, 77)
    assert passage.quote.startswith("President Do Van Khanh held talks")


def test_a_claim_leads_to_its_fact(snapshot: Snapshot) -> None:
    assert lookup.fact(snapshot, "claim/1").id == "meeting/1"


def test_offices_are_those_that_reports_of_the_day_attest(snapshot: Snapshot) -> None:
    office = lookup.entity(snapshot, KHANH, as_of="2025-11").offices[0]
    assert (office.first_attested, office.last_attested) == ("2025-10-09", "2025-10-09")
    assert [p.report.file_name for p in office.passages] == ["first"]
    assert lookup.entity(snapshot, KHANH, as_of="2025-10-08").offices == []


def test_facts_behind_the_day_are_left_out(snapshot: Snapshot) -> None:
    kinds = {g.kind: g.count for g in lookup.entity(snapshot, KHANH, as_of="2025-11-30").groups}
    assert kinds == {"office": 1, "meeting": 1, "visit": 1}


def test_few_facts_shown_say_that_there_are_more(snapshot: Snapshot) -> None:
    found = lookup.entity(snapshot, KHANH, limit=1)
    meetings = next(group for group in found.groups if group.kind == "meeting")
    assert (len(meetings.facts), meetings.count, found.truncated) == (1, 2, True)


def test_neighbors_are_counted_by_relation_before_they_are_listed(snapshot: Snapshot) -> None:
    found = lookup.neighbors(snapshot, KHANH)
    assert {r.relation: (r.facts, r.neighbors) for r in found.relations} == {
        "office": (1, 1),
        "meeting": (2, 4),
        "visit": (1, 2),
    }
    assert found.total == len(found.neighbors) == 7


def test_pages_of_neighbors_make_up_the_whole(snapshot: Snapshot) -> None:
    whole = lookup.neighbors(snapshot, KHANH).neighbors
    pages = [lookup.neighbors(snapshot, KHANH, limit=2, offset=at) for at in range(0, 8, 2)]
    assert [n for page in pages for n in page.neighbors] == whole
    assert [page.truncated for page in pages] == [True, True, True, False]


def test_neighbors_of_a_period_and_a_relation(snapshot: Snapshot) -> None:
    found = lookup.neighbors(snapshot, KHANH, relation="meeting", since="2025-11", until="2025-12-15")
    assert [(n.entity.label, n.first, n.last) for n in found.neighbors] == [
        ("Anna Lindqvist", "2025-12-01", "2025-12-31")
    ]


def test_a_country_has_its_office_holders_as_neighbors(snapshot: Snapshot) -> None:
    found = lookup.neighbors(snapshot, VIETNAM, relation="office")
    assert [n.entity.label for n in found.neighbors] == ["Do Van Khanh"]


def test_a_timeline_runs_both_ways(snapshot: Snapshot) -> None:
    newest = [f.date for f in lookup.timeline(snapshot, KOREA).facts]
    oldest = [f.date for f in lookup.timeline(snapshot, KOREA, order="oldest").facts]
    assert newest[-1] == oldest[0] == "1950"
    assert len(newest) == len(oldest) == 4


def test_between_two_countries_lie_the_acts_of_their_office_holders(snapshot: Snapshot) -> None:
    assert {f.id for f in lookup.between(snapshot, VIETNAM, KOREA).facts} == {
        "meeting/1",
        "visit/1",
        "diplomatic-relations/1",
    }


def test_a_report_states_its_facts_in_the_order_of_its_text(snapshot: Snapshot) -> None:
    found = lookup.article(snapshot, "article/second")
    assert [f.id for f in found.facts] == ["agreement/1", "meeting/2", "tenure/1"]
    assert {p.report.file_name for f in found.facts for p in f.evidence} == {"second"}


def test_reports_come_by_date_and_page(snapshot: Snapshot) -> None:
    assert [a.file_name for a in lookup.articles(snapshot).articles] == ["second", "first"]
    assert lookup.articles(snapshot, until="2025-11").total == 1
    assert lookup.articles(snapshot, limit=1).truncated


def test_the_summary_counts_what_there_is(snapshot: Snapshot) -> None:
    found = lookup.summary(snapshot)
    assert (found.reports, found.first_report, found.last_report) == (2, "2025-10-09", "2025-12-01")
    assert {c.name: c.count for c in found.facts}["meeting"] == 2
    assert found.most_connected[0].person.id == KHANH


def test_search_pages_and_refuses_unknown_types(snapshot: Snapshot) -> None:
    assert lookup.search(snapshot, "Viet Nam").hits[0].id == VIETNAM
    with pytest.raises(BadParameter):
        lookup.search(snapshot, "x", type="planet")


@pytest.mark.parametrize("id", ["person/nobody", "a b", "x> } DELETE { ?s ?p ?o", "", "\x00"])
def test_an_unknown_id_is_not_found(snapshot: Snapshot, id: str) -> None:
    for call in (lookup.entity, lookup.neighbors, lookup.timeline, lookup.fact, lookup.article):
        with pytest.raises(NotFound):
            call(snapshot, id)


@pytest.mark.parametrize("day", ["yesterday", "2025-13", "2025-02-30", '2025" . }'])
def test_what_is_no_date_is_refused(snapshot: Snapshot, day: str) -> None:
    with pytest.raises(BadParameter):
        lookup.timeline(snapshot, KHANH, since=day)


def test_an_unknown_relation_is_refused_with_those_there_are(snapshot: Snapshot) -> None:
    with pytest.raises(BadParameter, match="meeting"):
        lookup.neighbors(snapshot, KHANH, relation="friendship")


@pytest.mark.parametrize("format", ["turtle", "jsonld", "ntriples"])
def test_every_answer_comes_as_rdf(store: pyoxigraph.Store, tmp_path: Path, format: str) -> None:
    data = rdf(store, tmp_path, lookup="entity", params={"id": KHANH}, format=format)
    media = {"turtle": "TURTLE", "jsonld": "JSON_LD", "ntriples": "N_TRIPLES"}[format]
    read = {t.object.value for t in pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, media))}
    assert {"Do Van Khanh", "Ri Song Ho", "talks", "first", "Khanh met Anna Lindqvist"} <= read


def test_answers_are_json(snapshot: Snapshot) -> None:
    assert json.loads(json.dumps(lookup.to_json(lookup.entity(snapshot, KHANH))))["label"] == "Do Van Khanh"


def test_a_sentence_of_each_kind_reads_well(snapshot: Snapshot) -> None:
    texts = {
        f.id: f.text
        for f in lookup.read_facts(
            snapshot, [snapshot.iri(i) for i in ("visit/1", "tenure/1", "agreement/1")]
        )
    }
    assert texts == {
        "visit/1": "Do Van Khanh visited North Korea on a state visit, hosted by Ri Song Ho (2025-10-09)",
        "tenure/1": "Do Van Khanh: President of Vietnam",
        "agreement/1": "joint statement between Sweden and Vietnam, planned",
    }


def test_what_is_planned_is_said_once() -> None:
    values = {
        "visitor": [Value("Anna Lindqvist")],
        "destination": [Value("Vietnam")],
        "kind": [Value("official visit")],
    }
    said = lookup.describe("visit", values, "planned", "2026")
    assert said == "Anna Lindqvist is to visit Vietnam on an official visit (2026)"
    meeting = {"participant": [Value("Anna Lindqvist"), Value("Ri Song Ho"), Value("Do Van Khanh")]}
    said = lookup.describe("meeting", meeting, "planned", "")
    assert said == "Anna Lindqvist, Ri Song Ho and Do Van Khanh: meeting, planned"


def test_a_partnership_says_since_when_before_what_was_done() -> None:
    values = {"between": [Value("Sweden"), Value("Vietnam")], "level": [Value("strategic partnership")]}
    values |= {"since": [Value("2019")], "action": [Value("upgraded")]}
    said = lookup.describe("partnership", values, "actual", "")
    assert said == "Sweden and Vietnam: strategic partnership since 2019 – upgraded"


def test_facts_of_a_kind_come_by_date_and_page(snapshot: Snapshot) -> None:
    whole = lookup.listing(snapshot, "meeting", limit=1000)
    days = [fact.earliest for fact in whole.facts]
    assert days == sorted(days, reverse=True)
    pages = [lookup.listing(snapshot, "meeting", limit=1, offset=n).facts[0].id for n in range(whole.total)]
    assert pages == [fact.id for fact in whole.facts]
    assert lookup.listing(snapshot, "meeting", until="1900").facts == []
    with pytest.raises(lookup.BadParameter):
        lookup.listing(snapshot, "rumour")


def test_hits_say_what_tells_them_apart(snapshot: Snapshot) -> None:
    hit = lookup.search(snapshot, "Ri Song Ho").hits[0]
    assert hit.about == "President of North Korea"
