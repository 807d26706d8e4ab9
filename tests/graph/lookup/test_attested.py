"""What was known on a day: facts, passages, days and values are those of the reports until then."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from communique.graph import lookup
from communique.graph.analysis import development, paths, rank
from communique.graph.answers import rdf
from communique.graph.export import network
from communique.graph.lookup import Snapshot
from communique.graph.lookup import attested as module
from communique.graph.model import Report
from tests.graph.test_publish import store_of
from tests.support.claims import claim, country, meeting, office, person, place, report

ANN, BOB, CAM = person("Ann Alander", "AU"), person("Bob Belander", "BE"), person("Cam Calder", "CA")
ID = "https://w3id.org/communique/id/"


def visit(**values: object) -> object:
    return claim("visit", visitor=ANN, country=country("KE"), **values)


def reports() -> list[Report]:
    """In January a visit and a meeting are announced, in March told; an undated report tells of another."""
    days = {"date": "2025-02-10"}
    return [
        report("january", "2025-01-07", office(ANN, "President"), visit(status="planned", start="2025-02", places=(place("Nairobi"),)),
               meeting(ANN, BOB, **days, status="planned")),
        report("march", "2025-03-07", office(ANN, "President"), visit(start="2025-02-03", places=(place("Nairobi"), place("Mombasa"))),
               meeting(ANN, BOB, CAM, **days), claim("partnership", between=(country("AU"), country("KE")), level="strategic partnership", since="2022")),
        report("undated", "", meeting(BOB, CAM, date="2024-05-05")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot.of(store_of(reports()))


def of_kind(snapshot: Snapshot, id: str, kind: str, as_of: str = "") -> list[lookup.Fact]:
    found = lookup.entity(snapshot, id, as_of, kind)
    return [fact for group in found.groups for fact in group.facts]


def test_what_only_later_reports_attest_is_left_out_however_long_ago_it_was(snapshot: Snapshot) -> None:
    assert of_kind(snapshot, "country/au", "partnership")
    assert not of_kind(snapshot, "country/au", "partnership", "2025-03-06")
    assert of_kind(snapshot, "country/au", "partnership", "2025-03-07")


def test_a_fact_is_told_as_the_reports_until_then_tell_it(snapshot: Snapshot) -> None:
    (now,) = of_kind(snapshot, "person/ann-alander", "visit")
    (then,) = of_kind(snapshot, "person/ann-alander", "visit", "2025-01-31")
    assert (now.status, now.date, now.evidence_count) == ("actual", "2025-02-03", 2)
    assert (then.status, then.date, then.evidence_count) == ("planned", "2025-02", 1)
    assert (then.earliest, then.latest) == ("2025-02-01", "2025-02-28")
    assert [v.text for v in then.values["place"]] == ["Nairobi"]
    assert [p.report.file_name for p in then.evidence] == ["january"]
    assert then.confidence < now.confidence


def test_an_office_has_the_days_of_the_reports_until_then(snapshot: Snapshot) -> None:
    (then,) = lookup.entity(snapshot, "person/ann-alander", as_of="2025-01").offices
    assert (then.first_attested, then.last_attested, len(then.passages)) == ("2025-01-07", "2025-01-07", 1)
    assert (then.fact.date, then.fact.evidence_count) == ("2025-01-07", 1)
    (now,) = lookup.entity(snapshot, "person/ann-alander").offices
    assert now.fact.date == "2025-03-07"


def test_what_happens_after_the_day_is_there_if_it_was_announced(snapshot: Snapshot) -> None:
    found = lookup.timeline(snapshot, "person/ann-alander", as_of="2025-01-07")
    assert {fact.kind for fact in found.facts} == {"office", "visit", "meeting"}
    assert found.total == 3


def test_who_takes_part_only_by_later_reports_has_no_part_in_it_then(snapshot: Snapshot) -> None:
    assert not lookup.entity(snapshot, "person/cam-calder", as_of="2025-01").groups
    others = lookup.neighbors(snapshot, "person/ann-alander", "meeting", as_of="2025-01").neighbors
    assert [n.entity.label for n in others] == ["Bob Belander"]
    assert not lookup.between(snapshot, "person/ann-alander", "person/cam-calder", as_of="2025-01").facts
    assert lookup.between(snapshot, "person/ann-alander", "person/cam-calder").facts


def test_a_report_without_a_date_attests_nothing_on_a_day(snapshot: Snapshot) -> None:
    assert len(of_kind(snapshot, "person/bob-belander", "meeting")) == 2
    (then,) = of_kind(snapshot, "person/bob-belander", "meeting", "2030")
    assert {p.report.file_name for p in then.evidence} == {"january", "march"}


def test_networks_and_paths_are_of_what_was_known(snapshot: Snapshot) -> None:
    assert rank(snapshot, as_of="2025-01").total == 0, "the meeting was only planned"
    assert rank(snapshot, as_of="2025-03").total == 3
    ends = ("person/ann-alander", "person/bob-belander")
    assert not paths(snapshot, *ends, "meeting", as_of="2025-01").paths
    (path,) = paths(snapshot, *ends, "meeting", as_of="2025-01", planned=True).paths
    (fact,) = path.steps[0].facts
    assert (fact.status, fact.evidence_count) == ("planned", 1)


def test_exports_have_the_days_counts_and_sides_of_then(snapshot: Snapshot) -> None:
    made = network(snapshot, as_of="2025-01", multi=True)
    by_kind = {e.values["label"]: e.values for e in made.edges}
    assert by_kind["visit"]["status"] == "planned"
    assert (by_kind["visit"]["start"], by_kind["visit"]["end"]) == ("2025-02-01", "2025-02-28")
    assert (by_kind["office"]["start"], by_kind["office"]["evidence_count"]) == ("2025-01-07", 1)
    assert "end" not in by_kind["office"], "it goes on"
    assert "person/cam-calder" not in {n.id for n in made.nodes}


def test_surroundings_are_of_what_was_known(snapshot: Snapshot) -> None:
    for ego in ("person/bob-belander", "Ann Alander"):
        then = network(snapshot, ego=ego, hops=2, as_of="2025-01")
        whole = network(snapshot, as_of="2025-01")
        assert {n.id for n in then.nodes} <= {n.id for n in whole.nodes}
        assert {"person/ann-alander", "person/bob-belander"} <= {n.id for n in then.nodes}
    with pytest.raises(lookup.BadParameter, match="Cam Calder is not in this network"):
        network(snapshot, ego="Cam Calder", as_of="2025-01")


def test_a_development_is_of_what_was_known(snapshot: Snapshot) -> None:
    def periods(as_of: str) -> list[str]:
        return [p.start[:4] for p in development(snapshot, view="met", as_of=as_of).periods]

    assert periods("") == ["2024", "2025"]
    assert periods("2030") == ["2025"], "the report of 2024 has no date"
    assert periods("2025-01") == []


def test_rdf_has_no_later_evidence(snapshot: Snapshot, tmp_path: object) -> None:
    assert isinstance(snapshot.store, ox.Store)
    from pathlib import Path

    folder = Path(str(tmp_path))
    asked = {"id": "person/ann-alander", "as_of": "2025-01"}
    data = rdf(snapshot.store, folder, lookup="entity", params=asked, format="ntriples")
    assert "march" not in data.decode()
    assert "january" in data.decode()


def test_telling_anew_from_all_claims_gives_what_was_published() -> None:
    snapshot = Snapshot.of(store_of([r for r in reports() if r.article.published]))
    days = dict(snapshot.pairs(module._REPORTS))
    facts = sorted({f for f, _ in snapshot.pairs("SELECT ?f ?c WHERE { ?f prov:wasDerivedFrom ?c }")})
    told = module._retell(snapshot, facts, days)
    for fact in facts:
        published = {(p.value, o) for _, p, o in module._rows(snapshot, module._PUBLISHED, [fact])}
        assert {(name, term) for name, terms in told[fact].items() for term in terms} == published


def test_a_fact_is_proved_by_the_passages_of_its_own_status(snapshot: Snapshot) -> None:
    (fact,) = of_kind(snapshot, "person/ann-alander", "visit")
    assert [(p.report.file_name, p.status) for p in fact.evidence] == [
        ("march", "actual"),
        ("january", "planned"),
    ]
    assert json.dumps(lookup.to_json(fact))
