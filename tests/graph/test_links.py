"""Links to Wikidata: of countries and states' posts, from sourced files, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.graph.publish import Publisher
from communique.graph.resolution import resolve
from communique.ontology.build_offices import table
from communique.ontology.reference import countries, offices
from tests.support.claims import body, claim, country, office, person, report

WD = "http://www.wikidata.org/entity/"


def links(*claims: object) -> dict[str, str]:
    """What is linked, by its label."""
    quads = Publisher(resolve([report("a", "2025-01-01", *claims)])).default_graph()  # type: ignore[arg-type]
    labels = {q.subject: q.object.value for q in quads if q.predicate.value.endswith("#label")}
    return {labels[q.subject]: q.object.value for q in quads if q.predicate.value.endswith("sameAs")}


def test_countries_and_known_posts_lead_to_wikidata() -> None:
    found = links(office(person("Ann Example", "FI"), "Prime Minister"))
    assert found == {"Finland": f"{WD}Q33", "Prime Minister, Finland": WD + offices()["FI", "prime-minister"]}


@pytest.mark.parametrize(
    "stated",
    [office(person("Ann Example", "FI"), "Deputy Prime Minister"),
     claim("office", person=person("Ann Example", "FI"), role="Ambassador", country=country("FI"), to=country("SE")),
     claim("office", person=person("Ann Example", "FI"), role="President", body=body("Example Company"), country=country("FI"))],
)  # fmt: skip
def test_other_posts_and_persons_lead_nowhere(stated: object) -> None:
    assert set(links(stated)) <= {"Finland", "Sweden"}


def test_every_item_is_one_of_one_state() -> None:
    states = {item: {code for (code, _), i in offices().items() if i == item} for item in offices().values()}
    assert len(offices()) > 450
    assert all(len(codes) == 1 for codes in states.values())
    assert {code for code, _ in offices()} <= set(countries())


def test_a_post_is_taken_only_where_its_label_is_a_role_of_its_country(tmp_path: Path) -> None:
    leaders = tmp_path / "leaders.csv"
    leaders.write_text(
        "countryid,country,position,positionLabel\n"
        "Q33,Finland,Q1,President of Finland\nQ33,Finland,Q2,President of the Ski Club\n"
        "Q34,Sweden,Q3,Prime Minister of Sweden\nQ34,Sweden,Q4,Prime Minister of Sweden\nQ0,Nowhere,Q5,President of Nowhere\n"
    )
    foreign = tmp_path / "foreign.csv"
    foreign.write_text(
        "country,countryLabel,position,positionLabel\nQ30,United States,Q6,United States Secretary of State\n"
    )
    assert table(leaders, foreign)[1:] == [
        "FI\tPresident\tQ1", "US\tMinister of Foreign Affairs\tQ6", "US\tSecretary of State\tQ6",
    ]  # fmt: skip
