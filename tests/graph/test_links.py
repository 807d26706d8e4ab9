"""Links to Wikidata: of countries, states' posts and parties, from sourced files, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.extract.claims import Entity
from communique.graph.publish import Publisher
from communique.graph.resolution import resolve
from communique.ontology.build_wikidata import party_table, table
from communique.ontology.reference import countries, offices, parties
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


def test_a_party_is_taken_only_where_one_living_party_of_its_country_has_its_name(tmp_path: Path) -> None:
    items, articles = tmp_path / "items.csv", tmp_path / "articles.csv"
    rows = [("FIN", 1, "Q1", "Centre Party"), ("VNM", 2, "Q2", "Communist Party of Vietnam"), ("LAO", 3, "Q3", "Lao People's Revolutionary Party"),
            ("CHN", 4, "Q4", "Communist Party of China"), ("CHN", 5, "Q5", "Chinese Communist Party"), ("KOR", 6, "Q6", "Workers' Party of Korea")]  # fmt: skip
    items.write_text(
        "country,partyfacts_id,wikidata_id,name\n" + "".join(",".join(map(str, r)) + "\n" for r in rows)
    )
    articles.write_text("partyfacts_id,year_dissolved\n2,\n3,1990\n")
    codes = {"FIN": "FI", "VNM": "VN", "LAO": "LA", "CHN": "CN", "KOR": "KR"}
    lines = party_table(items, articles, codes)[1:]
    assert "VN\tCommunist Party of Vietnam\tQ2" in lines
    assert not [line for line in lines if line[:2] in ("LA", "CN", "KR")]


def test_known_parties_lead_to_wikidata_in_their_own_country_only() -> None:
    party = Entity("party", "Communist Party of Vietnam", country="VN")
    abroad = Entity("party", "Communist Party of Vietnam", country="US")
    linked = links(claim("office", person=person("Ann Example", "VN"), role="General Secretary", body=party))
    assert linked["Communist Party of Vietnam"].startswith(WD)
    assert "Communist Party of Vietnam" not in links(
        claim("office", person=person("Ann Example", "US"), role="Chairman", body=abroad)
    )
    assert sum(bool(p.wikidata) for p in parties()) > 100
