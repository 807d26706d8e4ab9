"""Persons across reports: joined through spellings and short forms, never through a name alone where it may mislead."""

from __future__ import annotations

import pytest

from communique.extract.claims import Entity
from communique.graph.model import Knowledge, Report
from communique.graph.resolution import Decisions, resolve
from communique.graph.resolution.decisions import Decision
from communique.graph.resolution.forms import relation, words
from tests.support.claims import body, claim, country, meeting, office, person, report

DAY = "2025-10-09"


def people(*reports: Report, decisions: Decisions | None = None) -> list[str]:
    """The ids of the persons."""
    knowledge = resolve(reports, decisions)
    return sorted(n.id for n in knowledge.nodes.values() if n.type == "person")


def two(first: Entity, second: Entity, role: str = "President", other: str = "President") -> Knowledge:
    """Two reports that each name one person with a post."""
    return resolve([report("a", DAY, office(first, role)), report("b", DAY, office(second, other))])


def count(knowledge: Knowledge) -> int:
    return sum(n.type == "person" for n in knowledge.nodes.values())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Kim Song-ho", "Kim Song Ho", "same"),
        ("Song-ho Kim", "Kim Song Ho", "same"),
        ("Tô Vân", "To Van", "same"),
        ("Prawiro", "Prawiro Santoso", "part"),
        ("al-Darri", "Nabil Hamad El-Darri", "part"),
        ("Mohammed al-Darri", "Muhammad El Darri", "variant"),
        ("S. Varadkumar", "Suresh Varadkumar", "variant"),
        ("Anna M. Lindqvist", "Anna Lindqvist", "variant"),
        ("Nguyen Van Thang", "Nguyen Van Thanh", ""),
        ("Kim Song Un", "Kim Song Il", ""),
        ("Rashid bin Hamad Al Darri", "Hamad Al Darri", ""),  # his father
        ("Hamad bin Saif", "Rashid bin Hamad bin Saif", ""),
    ],
)
def test_forms_of_a_name(one: str, other: str, expected: str) -> None:
    assert relation(words(one), words(other)) == expected
    assert relation(words(other), words(one)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tô Vân", "To Van"), ("Kim Song Ho", "Song-ho Kim"), ("Mohammed al-Darri", "Muhammad El-Darri"),
     ("Prawiro", "Prawiro Santoso"), ("Anna M. Lindqvist", "Anna Lindqvist")],
)  # fmt: skip
def test_spellings_with_one_post_are_one_person(one: str, other: str) -> None:
    knowledge = two(person(one, "ID"), person(other, "ID"))
    assert count(knowledge) == 1
    names = {knowledge.nodes[i].name for i in knowledge.entities.values() if i.startswith("person/")}
    aliases = {a for n in knowledge.nodes.values() if n.type == "person" for a in n.aliases}
    assert names | aliases == {one, other}


@pytest.mark.parametrize(
    ("first", "second", "role", "other"),
    [
        (person("Kim Song Ho", "KP"), person("Kim Song Ho", "KR"), "President", "Minister of Sport"),
        (person("Kim Song Ho", "KR"), person("Kim Song Ho", "KR"), "President", "Mayor"),
        (
            person("Nguyen Van Thang", "VN"),
            person("Nguyen Van Thanh", "VN"),
            "Minister of Sport",
            "President",
        ),
        (person("Prawiro", "ID"), person("Prawiro Santoso", "ID"), "Minister of Sport", "President"),
        (person("Lam", "VN"), person("Lam", "VN"), "Minister of Sport", "President"),
    ],
)
def test_namesakes_stay_apart_and_are_listed(first: Entity, second: Entity, role: str, other: str) -> None:
    knowledge = two(first, second, role, other)
    assert count(knowledge) == 2
    same_letters = sorted(first.name) == sorted(second.name)
    assert bool(knowledge.uncertain) or not same_letters


def test_posts_that_one_leader_can_have_do_not_part_a_name() -> None:
    knowledge = two(
        person("Do Van Khanh", "VN"), person("Do Van Khanh", "VN"), "General Secretary", "President"
    )
    assert count(knowledge) == 1
    assert {f.values["office"][0] for f in knowledge.facts} == {
        "office/general-secretary-vn",
        "office/president-vn",
    }


def test_a_short_form_with_two_candidates_stays_alone() -> None:
    found = resolve(
        [
            report("a", DAY, office(person("Ali Darri", "OM"), "Minister of Sport")),
            report("b", DAY, office(person("Said Darri", "OM"), "Minister of Sport")),
            report("c", DAY, office(person("Darri", "OM"), "Minister of Sport")),
        ]
    )
    assert count(found) == 3
    assert len([u for u in found.uncertain if "person/darri" in u[:2]]) == 2


def test_company_tells_who_a_short_form_is() -> None:
    host = person("Ri Song Ho", "KP")
    found = people(
        report("a", DAY, meeting(person("Anna Lindqvist", "SE"), host, date=DAY)),
        report("b", DAY, meeting(person("Lindqvist", "SE"), host, date=DAY)),
    )
    assert found == ["person/anna-lindqvist", "person/ri-song-ho"]


def test_a_name_with_the_fathers_says_enough() -> None:
    found = people(
        report("a", DAY, office(person("Rashid bin Hamad Al Darri", "OM"), "Crown Prince")),
        report("b", DAY, meeting(person("Rashid bin Hamad"), person("Ri Song Ho", "KP"), date=DAY)),
    )
    assert found == ["person/rashid-bin-hamad-al-darri", "person/ri-song-ho"]


def test_a_name_without_a_country_is_the_only_bearer() -> None:
    known, bare = person("Anna Lindqvist", "SE"), person("Anna Lindqvist")
    host = person("Ri Song Ho", "KP")
    reports = [report("a", DAY, office(known, "President")), report("b", DAY, meeting(bare, host, date=DAY))]
    assert people(*reports) == ["person/anna-lindqvist", "person/ri-song-ho"]
    namesake = report("c", DAY, office(person("Anna Lindqvist", "FI"), "Minister of Sport"))
    assert len(people(*reports, namesake)) == 4


def test_a_country_whose_seat_somebody_else_holds_is_a_slip() -> None:
    right = [report(k, DAY, office(person("Kim Song Ho", "KP"), "President")) for k in "ab"]
    slip = report("c", DAY, office(person("Kim Song Ho", "SE"), "President"))
    holder = report("d", DAY, office(person("Anna Lindqvist", "SE"), "President"))
    assert len(people(*right, slip)) == 2  # nothing tells that it is no namesake
    found = resolve([*right, slip, holder])
    assert sorted(n.id for n in found.nodes.values() if n.type == "person") == [
        "person/anna-lindqvist",
        "person/kim-song-ho",
    ]
    assert found.nodes["person/kim-song-ho"].country == "KP"
    assert [why for *_, why in found.uncertain] == ["two holders of one seat at the same time"]


def test_the_namesake_in_fewer_reports_has_a_hash_that_stays() -> None:
    leader = [report(k, DAY, office(person("Kim Song Ho", "KP"), "President")) for k in "ab"]
    other = report("c", DAY, office(person("Kim Song Ho", "KR"), "Minister of Sport"))
    found = people(*leader, other)
    assert found[0] == "person/kim-song-ho"
    assert found[1] == f"person/kim-song-ho-{other.extraction.claims[0].identity('c')[:8]}"


# decisions ----------------------------------------------------------------------------------------------
def decided(*decisions: tuple[str, ...]) -> Decisions:
    return Decisions.of(Decision(judgement, subjects) for judgement, *subjects in decisions)  # type: ignore[arg-type]


def test_what_a_person_decides_overrules_the_rules() -> None:
    reports = [
        report("a", DAY, office(person("Kim Song Ho", "KP"), "President")),
        report("b", DAY, office(person("Kim Song Ho", "KR"), "Minister of Sport")),
    ]
    first, second = people(*reports)
    assert people(*reports, decisions=decided(("same", first, second))) == ["person/kim-song-ho"]
    apart = decided(("same", first, second), ("different", first, second))
    assert people(*reports, decisions=apart) == [first, second]
    assert resolve(reports, decided(("different", first, second))).uncertain == []


def test_a_merged_person_is_split_by_name_report_or_claim() -> None:
    claims = [office(person(name, "ID"), "President") for name in ("Prawiro Santoso", "Prawiro")]
    reports = [report("a", DAY, claims[0]), report("b", DAY, claims[1])]
    assert people(*reports) == ["person/prawiro-santoso"]
    for subject in ("person/prawiro", "person/prawiro@b", f"claim/{claims[1].identity('b')}"):
        found = people(*reports, decisions=decided(("different", "person/prawiro-santoso", subject)))
        assert found == ["person/prawiro", "person/prawiro-santoso"]


def test_a_rejected_claim_leaves_nothing() -> None:
    wrong = office(person("Anna Lindqvist", "SE"), "President")
    reports = [report("a", DAY, wrong, office(person("Ri Song Ho", "KP"), "President"))]
    found = resolve(reports, decided(("wrong", wrong.identity("a"))))
    assert [n.id for n in found.nodes.values() if n.type == "person"] == ["person/ri-song-ho"]
    assert len(found.facts) == len(found.offices) == 1


# bodies and places --------------------------------------------------------------------------------------
def test_bodies_of_one_name_belong_to_their_countries() -> None:
    found = resolve(
        [
            report("a", DAY, office(person("Ann Bo", "VN"), "Chairman", body=body("National Assembly"))),
            report("b", DAY, office(person("Cy Do", "LA"), "Chairman", body=body("National Assembly"))),
            report("c", DAY, meeting(person("Ann Bo", "VN"), body("National Assembly of Laos"), date=DAY)),
            report("d", DAY, meeting(person("Ann Bo", "VN"), body("Lao National Assembly"), date=DAY)),
        ]
    )
    bodies = sorted((n.country, n.name) for n in found.nodes.values() if n.type == "organization")
    assert [code for code, _ in bodies] == ["LA", "VN"]


def test_a_body_that_any_country_may_have_stays_with_its_report() -> None:
    who = person("Ann Bo", "VN")
    found = resolve([report(k, DAY, meeting(who, body("Ministry of Health"), date=DAY)) for k in "ab"])
    assert sum(n.type == "organization" for n in found.nodes.values()) == 2


def test_a_post_of_a_party_belongs_to_the_partys_country() -> None:
    party = Entity("party", "Workers' Party of Korea", country="KP")
    who = person("Ri Song Ho", "KP")
    stated = claim("office", person=who, role="General Secretary", body=party)
    full = claim("office", person=who, role="General Secretary", body=party, country=country("KP"))
    found = resolve([report("a", DAY, stated), report("b", DAY, full)])
    assert len(found.offices) == len(found.facts) == 1


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [("S. Varadkumar", "Suresh Varadkumar", "Suresh Varadkumar"), ("Anna Lindqvist", "Anna M. Lindqvist", "Anna M. Lindqvist")],
)  # fmt: skip
def test_a_person_goes_by_the_fullest_form_in_which_an_initial_counts_least(
    one: str, other: str, name: str
) -> None:
    knowledge = two(person(one, "IN"), person(other, "IN"))
    assert [n.name for n in knowledge.nodes.values() if n.type == "person"] == [name]


def test_a_person_is_called_by_the_form_with_marks_however_rare() -> None:
    names = ("Jose Munoz", "Jose Munoz", "José Muñoz")
    found = resolve(
        [report(str(n), DAY, office(person(name, "ES"), "President")) for n, name in enumerate(names)]
    )
    (node,) = (n for n in found.nodes.values() if n.type == "person")
    assert (node.id, node.name, node.aliases) == ("person/jose-munoz", "José Muñoz", {"Jose Munoz"})
