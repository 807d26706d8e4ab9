"""Which posts a report gives to whom: titles before and behind names, lists, colleagues, former and coming ones.

Every person and event is invented.
"""

from __future__ import annotations

import pytest

from communique.extract.article import Article
from communique.extract.claims import OfficeClaim
from communique.extract.pipeline import Extractor

EXTRACTOR = Extractor()


def offices(text: str) -> set[tuple[str, str, str, str]]:
    """Person, role, body (else empty) and country of every office in a text."""
    article = Article("a.txt", "a", text, published="2025-03-12")
    claims = [c for c in EXTRACTOR.extract(article).claims if isinstance(c, OfficeClaim)]
    return {
        (c.person.name, c.role, c.body.name if c.body else "", c.country.code if c.country else "")
        for c in claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan President Odera Mbuto spoke.", ("Odera Mbuto", "President", "", "KE")),
        (
            "Austrian Federal Minister for European and International Affairs Emil Schattenberg spoke.",
            ("Emil Schattenberg", "Federal Minister for European and International Affairs", "", "AT"),
        ),
        (
            "German Federal Foreign Minister Ute Baumgart spoke.",
            ("Ute Baumgart", "Minister of Foreign Affairs", "", "DE"),
        ),
        (
            "Egyptian Minister of Foreign Affairs, Emigration and Egyptian Expatriates Hani Samirat spoke.",
            ("Hani Samirat", "Minister of Foreign Affairs, Emigration and Egyptian Expatriates", "", "EG"),
        ),
        (
            "Spanish Minister of Foreign Affairs, European Union and Cooperation Ramon Alberca spoke.",
            ("Ramon Alberca", "Minister of Foreign Affairs, European Union and Cooperation", "", "ES"),
        ),
        (
            "US Assistant Secretary of State for East Asian and Pacific Affairs Daniel Kreps spoke.",
            ("Daniel Kreps", "Assistant Secretary of State for East Asian and Pacific Affairs", "", "US"),
        ),
        (
            "Secretary of the Security Council of Armenia Aram Petrosov spoke.",
            ("Aram Petrosov", "Secretary", "Security Council", "AM"),
        ),
        (
            "Armenian Security Council Secretary Aram Petrosov spoke.",
            ("Aram Petrosov", "Secretary", "Security Council", "AM"),
        ),
        (
            "The President of the 78th session of the UN General Assembly Dennis Franken spoke.",
            ("Dennis Franken", "President", "United Nations General Assembly", ""),
        ),
        (
            "Special Representative of the UN Secretary-General for Afghanistan Gulnara Otunbay spoke.",
            ("Gulnara Otunbay", "Special Representative of the Secretary-General", "United Nations", ""),
        ),
        (
            "Head of State of Burkina Faso, Captain Issouf Tapsobin, spoke.",
            ("Issouf Tapsobin", "Head of State", "", "BF"),
        ),
        (
            "Chairman Senate of Pakistan Younas Gilanar spoke.",
            ("Younas Gilanar", "Chairman", "Senate of Pakistan", "PK"),
        ),
        (
            "Speaker of the Moroccan House of Representatives Karim Alamin spoke.",
            ("Karim Alamin", "Speaker", "House of Representatives", "MA"),
        ),
        (
            "Cuban President of the Republic Mateo Caldera spoke.",
            ("Mateo Caldera", "President", "", "CU"),
        ),
        (
            "Apostolic Nuncio to Vietnam Archbishop Marek Zabinski spoke.",
            ("Marek Zabinski", "Apostolic Nuncio", "", "VA"),
        ),
        (
            "Afghan Foreign Minister Amir Khan Zadranin spoke.",
            ("Amir Khan Zadranin", "Minister of Foreign Affairs", "", "AF"),
        ),
        (
            "New Zealand's Minister of Foreign Affairs the Rt Hon Walter Petersby spoke.",
            ("Walter Petersby", "Minister of Foreign Affairs", "", "NZ"),
        ),
        ("British Prime Minister Harold Major spoke.", ("Harold Major", "Prime Minister", "", "GB")),
        ("Somali President Omar Sheikh Warsame spoke.", ("Omar Sheikh Warsame", "President", "", "SO")),
        (
            "The spokesman for President Odera Mbuto of Kenya, Tom Wekesa, spoke.",
            ("Tom Wekesa", "Spokesperson for the President", "", "KE"),
        ),
        (
            "The trip was her first as a minister in Latvian Prime Minister Juris Ozolkalns's government.",
            ("Juris Ozolkalns", "Prime Minister", "", "LV"),
        ),
        (
            "As head of Lampworks Inc., Joan Burt met Peruvian President Ines Calvera.",
            ("Joan Burt", "Head", "Lampworks Inc.", ""),
        ),
        (
            "Nabil Trabelsi, spokesman for the Movement of Free Democrats (MFD) of Tunisia, spoke.",
            ("Nabil Trabelsi", "Spokesperson", "Movement of Free Democrats", "TN"),
        ),
        (
            "The President of the Republic of Peru, Ines Calvera, spoke.",
            ("Ines Calvera", "President", "", "PE"),
        ),
        (
            "Minister of Foreign Affairs of Latvia Juris Ozolkalns spoke.",
            ("Juris Ozolkalns", "Minister of Foreign Affairs", "", "LV"),
        ),
        (
            "Nepal's Foreign Minister Dhan Raj Thapaliya spoke.",
            ("Dhan Raj Thapaliya", "Minister of Foreign Affairs", "", "NP"),
        ),
        (
            "Tran Van Kiem, Politburo member of the Communist Party of Vietnam (CPV), spoke.",
            ("Tran Van Kiem", "Member of the Politburo", "Communist Party of Vietnam", "VN"),
        ),
        (
            "Chairman of the National Assembly of Laos Somphong Vilaysak spoke.",
            ("Somphong Vilaysak", "Chairman", "National Assembly", "LA"),
        ),
        ("Busan Mayor Park Il Seong spoke.", ("Park Il Seong", "Mayor", "Busan", "KR")),
        (
            "The Secretary-General of ASEAN, Dr. Rahim Daud, spoke.",
            ("Rahim Daud", "Secretary-General", "Association of Southeast Asian Nations", ""),
        ),
        ("German Chancellor Ute von der Heiden spoke.", ("Ute von der Heiden", "Chancellor", "", "DE")),
        (
            "Saudi Crown Prince Faris bin Salmar Al Rashed spoke.",
            ("Faris bin Salmar Al Rashed", "Crown Prince", "", "SA"),
        ),
    ],
)
def test_a_post_with_its_body_and_country(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in offices(text)


def test_two_posts_before_one_name_are_two_offices() -> None:
    found = offices("Moldovan Deputy Prime Minister and Foreign Minister Ion Plamadeala arrived in Riga.")
    assert {role for _, role, _, _ in found} == {"Deputy Prime Minister", "Minister of Foreign Affairs"}
    assert {code for *_, code in found} == {"MD"}


def test_an_ambassador_is_sent_by_one_country_and_received_by_another() -> None:
    article = Article("a.txt", "a", "Lao Ambassador to Mongolia Bounmy Keola spoke.")
    (claim,) = (c for c in EXTRACTOR.extract(article).claims if isinstance(c, OfficeClaim))
    assert (claim.country and claim.country.code, claim.to and claim.to.code) == ("LA", "MN")


def test_a_colleague_holds_the_same_post_of_the_other_country() -> None:
    found = offices(
        "Finnish Defense Minister Aarne Kosti met his Estonian counterpart, Toomas Raud, in Tallinn."
    )
    assert ("Toomas Raud", "Minister of Defense", "", "EE") in found


def test_one_post_is_shared_out_to_several_names() -> None:
    found = offices(
        "Foreign Ministers Daniyar Seitov of Kazakhstan and Bakyt Asanov of Kyrgyzstan signed it."
    )
    assert {(name, code) for name, _, _, code in found} == {("Daniyar Seitov", "KZ"), ("Bakyt Asanov", "KG")}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("former Croatian President", "former"),
        ("then Croatian President", "former"),
        ("Croatian President-elect", "planned"),
        ("Croatian President", "actual"),
    ],
)
def test_posts_of_the_past_and_the_future(words: str, status: str) -> None:
    article = Article("a.txt", "a", f"It was {words} Zvonko Kralj who spoke.")
    claims = [c for c in EXTRACTOR.extract(article).claims if isinstance(c, OfficeClaim)]
    assert [c.status for c in claims] == [status]


def test_a_short_form_is_the_person_named_in_full() -> None:
    found = offices(
        "Uruguayan President Elena Sosa Duarte spoke. President Sosa Duarte left. Sosa Duarte slept."
    )
    assert found == {("Elena Sosa Duarte", "President", "", "UY")}


def test_descriptions_and_members_of_delegations_hold_no_office() -> None:
    assert offices("The Lao leader met members of the delegation. A minister was there.") == set()


def test_an_untagged_post_belongs_to_the_home_of_its_agency() -> None:
    found = offices("RIGA, March 12 (LETA) - Foreign Minister Ilga Brantena received the Danish ambassador.")
    assert ("Ilga Brantena", "Minister of Foreign Affairs", "", "LV") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Former President Luis Arrate of Uruguay spoke.", ("Luis Arrate", "President", "", "UY")),
        (
            "H.E. Ng Wei, Prime Minister and Minister for Finance of the Republic of Singapore, spoke.",
            ("Ng Wei", "Minister for Finance", "", "SG"),
        ),
        (
            "Budapest's Foreign Minister, Gergely Bodzas, spoke.",
            ("Gergely Bodzas", "Minister of Foreign Affairs", "", "HU"),
        ),
        (
            "Oleksandr Hrytsenkov, the chief of Ukrainian diplomacy, spoke.",
            ("Oleksandr Hrytsenkov", "Minister of Foreign Affairs", "", "UA"),
        ),
        (
            "The chancellor of Panama, Javier Arosa, spoke.",
            ("Javier Arosa", "Minister of Foreign Affairs", "", "PA"),
        ),
        (
            "Minister of Cohesion and Mines of Peru Borut Hlede spoke.",
            ("Borut Hlede", "Minister of Cohesion and Mines", "", "PE"),
        ),
        (
            "Mr. Ivan Petrovan, Director General of the Office of the Minister of Foreign Affairs, spoke.",
            ("Ivan Petrovan", "Director-General", "Office of the Minister of Foreign Affairs", ""),
        ),
    ],
)
def test_rarer_titles(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in offices(text)


def test_what_is_named_after_somebody_is_nobody() -> None:
    assert (
        offices("The plane landed at King Salmar International Airport, and he got the King Abdul Medal.")
        == set()
    )


def test_colleagues_of_two_countries_go_in_their_order() -> None:
    text = "Armenian Foreign Minister Ara Mirzan hosted his Greek and Cypriot colleagues, Giorgos Gerape and Kostas Komba."
    assert {(n, c) for n, _, _, c in offices(text)} >= {("Giorgos Gerape", "GR"), ("Kostas Komba", "CY")}


def test_no_one_holds_posts_of_two_states() -> None:
    text = (
        "He spoke with the Foreign Minister of Iran, Dr. Hamid Amir Rostani, the Foreign Minister of Peru, Luis Arosa, "
        "the President of Kenya, Odera Mbuto, and the President of Ghana, Kofi Asante."
    )
    assert {(n, c) for n, _, _, c in offices(text)} == {
        ("Hamid Amir Rostani", "IR"),
        ("Luis Arosa", "PE"),
        ("Odera Mbuto", "KE"),
        ("Kofi Asante", "GH"),
    }


def test_an_apposition_may_run_into_its_verb() -> None:
    text = "Rustam Aliyan, President of the Republic of Azerbaijan sent a letter to his people."
    assert offices(text) == {("Rustam Aliyan", "President", "", "AZ")}


def test_a_comma_of_a_headline_is_no_apposition() -> None:
    text = "Arosa, Kenya FM agree to widen ties\n\nPeruvian President Luis Arosa met Kenyan Foreign Minister Odera Mbuto."
    assert ("Luis Arosa", "Minister of Foreign Affairs", "", "KE") not in offices(text)


def test_names_with_their_countries_in_brackets_take_the_post_of_the_plural() -> None:
    text = "The ambassadors were Anna Maes (Kingdom of Belgium), Dr. Gabor Tarnai (Hungary) and Paul Lemmon (Australia)."
    assert {(n, r, c) for n, r, _, c in offices(text)} == {
        ("Anna Maes", "Ambassador", "BE"),
        ("Gabor Tarnai", "Ambassador", "HU"),
        ("Paul Lemmon", "Ambassador", "AU"),
    }


def test_a_list_behind_a_colon_is_read() -> None:
    text = (
        "President Odera Mbuto of Kenya arrived in Lima. He was accompanied by a delegation that includes:\n\n"
        "Minister of Trade Jane Wanjira;\n\nHead of the Foreign Policy Department Peter Otieno"
    )
    assert {("Jane Wanjira", "Minister of Trade", "", "KE")} <= offices(text)
    assert "Peter Otieno" in {n for n, _, _, _ in offices(text)}


def test_titles_that_are_names() -> None:
    text = "H.E. Ms Inga Rhonda King, Permanent Representative of Saint Lucia to the United Nations, spoke."
    assert ("Inga Rhonda King", "LC") in {(n, c) for n, _, _, c in offices(text)}


def test_a_kings_name_is_not_his_sons() -> None:
    text = "Saudi Crown Prince Faris bin Salmar spoke. King Salmar of Saudi Arabia sent regards."
    assert {(n, r) for n, r, _, _ in offices(text)} == {
        ("Faris bin Salmar", "Crown Prince"),
        ("Salmar", "King"),
    }


def test_an_envoy_of_a_president_is_not_the_president() -> None:
    text = "Mr. Ma Lin came as the Special Envoy of President Wang Tao of China."
    assert {(n, r) for n, r, _, _ in offices(text)} <= {
        ("Wang Tao", "President"),
        ("Ma Lin", "Special Envoy of the President"),
    }
    assert ("Wang Tao", "President", "", "CN") in offices(text)


def test_a_president_and_a_prime_minister_are_two() -> None:
    text = "He met the Peruvian President and Prime Minister Luis Arosa."
    assert ("Luis Arosa", "President", "", "PE") not in offices(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chief of Staff of the Royal Thai Navy Somchai Phanit spoke.",
            ("Somchai Phanit", "Chief of Staff", "Royal Thai Navy", "TH"),
        ),
        (
            "Juan Perez, secretary of Organization of the Central Committee of the Communist Party of Cuba, spoke.",
            ("Juan Perez", "Secretary of Organization", "Communist Party of Cuba", "CU"),
        ),
        (
            "Chairman of the Japan-Peru Parliamentary Friendship League Haruki Onda spoke.",
            ("Haruki Onda", "Chairman", "Japan-Peru Parliamentary Friendship League", "JP"),
        ),
        (
            "He met the Peruvian Foreign Minister Luis Arosa at the Hotel Astoria.",
            ("Luis Arosa", "Minister of Foreign Affairs", "", "PE"),
        ),
        ("The president of Peru [Luis Arosa] spoke.", ("Luis Arosa", "President", "", "PE")),
        (
            "Peruvian Deputy Prime Minister and Foreign Minister Senator Luis Arosa spoke.",
            ("Luis Arosa", "Minister of Foreign Affairs", "", "PE"),
        ),
        (
            "The Peruvian Deputy Prime Minister, Minister of Defense and Acting Minister of Trade, Luis Arosa, spoke.",
            ("Luis Arosa", "Minister of Defense", "", "PE"),
        ),
        ("Swiss Federal Councillor Ursina Caduff spoke.", ("Ursina Caduff", "Federal Councillor", "", "CH")),
        (
            "Malaysian Foreign Minister Datuk Ali Bin Haji Osman spoke.",
            ("Ali Bin Haji Osman", "Minister of Foreign Affairs", "", "MY"),
        ),
        (
            "Icelandic Prime Minister Sigurþór (Sigurthor) Ingi Jónasson spoke.",
            ("Sigurþór Ingi Jónasson", "Prime Minister", "", "IS"),
        ),
    ],
)
def test_more_titles(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in offices(text)


def test_a_bracket_behind_each_name_of_a_plural_is_the_portfolio() -> None:
    found = offices(
        "Kenyan Cabinet Secretaries Dr Odera Mbuto (Interior) and Wanja Kimathi (Public Service) spoke."
    )
    assert ("Odera Mbuto", "Cabinet Secretary for Interior", "", "KE") in found
    assert ("Wanja Kimathi", "Cabinet Secretary for Public Service", "", "KE") in found


def test_whom_the_holders_of_a_post_meet_holds_it_not() -> None:
    for sentence in (
        "The ambassadors of Peru and Chile met Marek Dolan and Luis Tapia of Kenya.",
        "The ambassadors listened to Marek Dolan of Peru and Luis Tapia of Chile, two poets.",
        "The ambassadors heard speeches by poets Marek Dolan (Peru) and Luis Tapia (Chile).",
        "Presidents Paul Odo and Joan Tebo signed a text with Marek Dolan (Peru).",
    ):
        assert "Marek Dolan" not in {o[0] for o in offices(sentence)}, sentence
