"""How reports word texts: announced by a headline, listed, told of again, or only referred to. All invented."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.test_events import claims

LEAD = "Kenyan President Odera Mbuto and Peruvian President Ines Calvera held talks in Nairobi on March 10. "


def texts(body: str) -> list[dict[str, Any]]:
    """The agreements of an invented report."""
    return claims(body, "agreement")


def test_what_the_headline_announces_is_the_text_that_the_report_tells_of() -> None:
    found = texts(
        "Kenya, Peru sign tea accord as Calvera closes visit\n\n"
        + LEAD
        + "The two ministers signed an agreement on the export of tea."
    )
    assert [t["fields"] for t in found] == [["export of tea"]]


def test_the_agreement_is_the_memorandum_told_of_before() -> None:
    found = texts(
        LEAD
        + "Kenya and Peru signed a memorandum of understanding on fisheries. The agreement was signed by both ministers."
    )
    assert [t["kind"] for t in found] == ["memorandum of understanding"]


def test_agreements_signed_before_are_no_new_ones() -> None:
    assert (
        texts(LEAD + "The two presidents reviewed the existing agreements and agreements signed previously.")
        == []
    )


def test_lists_behind_the_signing_of() -> None:
    found = texts(
        LEAD
        + "\n\nThe ministers witnessed the signing of:\n\n1. A Protocol on air services;\n2. A Memorandum of Understanding on fisheries."
    )
    assert [(t["kind"], t["action"]) for t in found] == [
        ("protocol", "signed"),
        ("memorandum of understanding", "signed"),
    ]


def test_signatures_that_are_put_to_a_text() -> None:
    (found,) = texts(
        LEAD + "The ministers put their signatures to a memorandum of understanding on fisheries."
    )
    assert found["action"] == "signed"


def test_a_text_called_by_a_place_is_referred_to_and_has_no_sides() -> None:
    (found,) = texts(LEAD + "Stability in the region rests on the Geneva agreement, they said.")
    assert (found["title"], found["action"], found["parties"]) == ("Geneva agreement", "referenced", [])


def test_a_number_before_a_kind_in_capitals() -> None:
    (found,) = texts(LEAD + "The presidents witnessed the signing of seven Memoranda of Understanding.")
    assert found["count"] == 7


def test_bodies_sign_by_name() -> None:
    pairs = {
        "The University of Nairobi and San Marcos University signed a memorandum of understanding on students.": [
            "University of Nairobi",
            "San Marcos University",
        ],
        "The contract was signed by Kenya Railways and the Peruvian company Andes Rail.": [
            "Kenya Railways",
            "Andes Rail",
        ],
        "An agreement on trade with Mercosur was signed by Singapore.": ["Southern Common Market", "SG"],
        "The African Union endorsed the Lusaka Declaration.": ["African Union"],
    }
    assert {sentence: texts(LEAD + sentence)[-1]["parties"] for sentence in pairs} == pairs


def test_who_acts_for_a_body_signs_for_it() -> None:
    (found,) = texts(
        LEAD
        + "Kenyan Treasury Secretary Peter Kamau and the World Bank's country director Lena Vost signed a financing agreement."
    )
    assert found["parties"] == ["KE", "World Bank"]


def test_three_states_one_by_one() -> None:
    (found,) = texts(
        LEAD + "The text of the joint statement by Kenya, Uganda and Tanzania was issued on Monday."
    )
    assert found["parties"] == ["KE", "UG", "TZ"]


def test_a_summit_adopts_for_the_body_named_before() -> None:
    (found,) = texts(
        LEAD
        + "The leaders of the East African Community gathered in Arusha. The summit adopted the Arusha Declaration."
    )
    assert found["parties"] == ["East African Community"]


def test_texts_yet_to_be_signed_are_listed_one_by_one() -> None:
    body = (
        "Kenyan President Odera Mbuto will visit Peru from March 20 to 22 at the invitation of President Ines Calvera.\n\n"
        "Several MoUs are expected to be signed. These include the MoU on Agriculture; the MoU on Tourism; and the MoU on Health."
    )
    assert [(t["title"], t["status"]) for t in texts(body) if t["title"]] == [
        ("MoU on Agriculture", "planned"),
        ("MoU on Tourism", "planned"),
        ("MoU on Health", "planned"),
    ]


def test_documents_named_behind_a_colon() -> None:
    found = texts(
        LEAD
        + "The two sides signed the following documents: Memorandum of Understanding on Agriculture; Agreement on Air Services."
    )
    assert [t["title"] for t in found] == [
        "Memorandum of Understanding on Agriculture",
        "Agreement on Air Services",
    ]


def test_a_report_that_is_itself_a_communique() -> None:
    (found,) = texts(
        "COMMUNIQUÉ ISSUED AT THE CONCLUSION OF THE FOURTH MEETING OF THE EAST AFRICAN COMMUNITY\n\n" + LEAD
    )
    assert (found["parties"], found["action"]) == (["East African Community"], "issued")


def test_the_presidents_of_states_named_before() -> None:
    found = texts(
        "The presidents of Kenya, Uganda and Tanzania convened in Nairobi on March 10. "
        "The presidents signed several documents, including a joint statement on trade."
    )
    assert found[-1]["parties"] == ["KE", "UG", "TZ"]


def test_a_statement_of_partnership_is_a_text() -> None:
    (found,) = texts(LEAD + "The two leaders signed a renewed Statement of Partnership.")
    assert (found["kind"], found["action"]) == ("statement of partnership", "signed")


def test_an_agreement_establishing_something_is_a_new_one() -> None:
    found = texts(
        LEAD
        + "Kenya and Peru signed a memorandum of understanding on fisheries. The Agreement establishing the Joint Commission was signed, too."
    )
    assert [t["kind"] for t in found] == ["memorandum of understanding", "agreement"]


def test_mayors_sign_for_their_cities() -> None:
    (found,) = texts(
        LEAD + "Mayor of Nairobi Peter Kamau and Mayor of Lima Rosa Diaz signed a sister city agreement."
    )
    assert found["parties"] == ["Nairobi", "Lima"]


def test_a_day_is_no_part_of_a_title() -> None:
    (found,) = texts(
        LEAD
        + "The ministerial meeting of the Non-Aligned Movement adopted the Kampala Declaration on Tuesday."
    )
    assert found["title"] == "Kampala Declaration"


def test_a_world_body_signs_with_one_state() -> None:
    found = texts(
        "Kenyan President Odera Mbuto spoke in Nairobi. A host country agreement with the International Organization for Migration was signed on Monday."
    )
    assert found[0]["parties"] == ["International Organization for Migration", "KE"]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Peru and Kenya signed the Comprehensive Economic and Trade Agreement on Monday.",
            "Comprehensive Economic and Trade Agreement",
        ),
        (
            "Peru and Kenya reaffirmed that the Trade and Cooperation Agreement is the basis of their ties.",
            "Trade and Cooperation Agreement",
        ),
        (
            "Peru supports Kenya's accession to the Comprehensive and Progressive Agreement for Trans-Pacific Partnership.",
            "Comprehensive and Progressive Agreement for Trans-Pacific Partnership",
        ),
        ("Ministers of Peru and Kenya signed the Lima Declaration and Trade Agreement.", "Trade Agreement"),
    ],
)
def test_and_is_no_end_of_a_name(sentence: str, title: str) -> None:
    assert title in [t["title"] for t in texts(sentence)]
