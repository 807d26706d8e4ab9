"""The index's tables of who takes part in what agree with the graph."""

from __future__ import annotations

from communique.graph.lookup import KINDS, Snapshot
from communique.graph.parts import OFFICE_ROLES, ROLES


def test_every_role_of_every_kind_is_in_the_tables() -> None:
    for kind in KINDS.values():
        if kind.key == "office":
            assert set(kind.sides) <= set(ROLES)
            assert set(kind.others) == set(OFFICE_ROLES)
        else:
            assert {*kind.sides, *kind.others} <= set(ROLES)


def test_a_country_is_part_of_the_tenures_of_its_offices(snapshot: Snapshot) -> None:
    of_vietnam = {
        role
        for _, role, kind, *_ in snapshot.index.parts.of(snapshot.iri("country/vn"))
        if kind.endswith("Tenure")
    }
    assert of_vietnam == {"country"}


def test_sides_are_those_of_facts_around_somebody(snapshot: Snapshot) -> None:
    khanh = snapshot.iri("person/do-van-khanh")
    kind = KINDS["meeting"]
    around = list(snapshot.index.parts.sides(kind.iri, kind.sides, [khanh]))
    facts = {fact for fact, who in around if who == khanh}
    assert facts
    assert {fact for fact, _ in around} == facts
    assert set(around) <= set(snapshot.index.parts.sides(kind.iri, kind.sides))
