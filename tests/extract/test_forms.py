"""The ways in which reports word one fact: every sentence of ``forms/`` tells it, with invented persons.

The sentences were written from how news agencies, ministries and newspapers word such facts; each stands alone, so
that a rule that is lost shows by the form it was for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from communique.extract.article import Article
from communique.extract.claims import (
    AgreementClaim,
    AwardClaim,
    Claim,
    CongratulationClaim,
    DiplomaticRelationsClaim,
    InvitationClaim,
    MeetingClaim,
    OfficeClaim,
    PartnershipClaim,
    SpeechClaim,
    SpouseClaim,
    VisitClaim,
)
from communique.extract.gazetteer import Gazetteer
from communique.extract.paragraphs import read_paragraphs
from communique.extract.people import Registry
from communique.extract.pipeline import Extractor

FORMS = Path(__file__).parent / "forms"
BEFORE = "LIMA, March 11 - Peru's government spoke of ties on Monday."
AT_HOME = "NAIROBI, March 11 - Kenya's government spoke of ties on Monday."


def lines(name: str) -> list[str]:
    return (FORMS / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in lines(name)]


@cache
def extractor() -> Extractor:
    return Extractor()


def claims(sentence: str, before: str = BEFORE) -> list[Claim]:
    text = f"{before}\n\n{sentence}\n\nThe ministry said more."
    return list(extractor().extract(Article("one", "one", text, published="2025-03-12")).claims)


@pytest.mark.parametrize("sentence", lines("meetings.txt"))
def test_two_have_met(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, MeetingClaim)]
    names = {e.name for e in found[0].participants} if found else set()
    assert "Marek Dolan" in names
    assert names & {"Joan Tebo", "Paul Kirui"}
    assert len(found) == 1 + ("Luis Tapia" in sentence)


@pytest.mark.parametrize("sentence", lines("no_meetings.txt"))
def test_what_is_no_meeting(sentence: str) -> None:
    assert [c for c in claims(sentence) if isinstance(c, MeetingClaim)] == []


@pytest.mark.parametrize(
    ("report", "pairs"),
    [
        *rows("second_mentions.tsv"),
        *rows("unnamed_sides.tsv"),
        *rows("meeting_series.tsv"),
        *rows("addresses.tsv"),
    ],
)
def test_who_is_meant_by_a_second_mention(report: str, pairs: str) -> None:
    """The meetings of a few sentences in which somebody is a pronoun, a post or a family name."""
    text = report.replace(" ¶ ", "\n\n") + "\n\nThe ministry said more."
    found = extractor().extract(Article("one", "one", text, published="2025-03-12")).claims
    met = ["+".join(sorted(e.name for e in c.participants)) for c in found if isinstance(c, MeetingClaim)]
    assert sorted(met) == sorted(pairs.split(";"))


@pytest.mark.parametrize(("sentence", "place"), rows("meeting_places.tsv"))
def test_where_two_have_met(sentence: str, place: str) -> None:
    """The building, the city or both, as the report words them."""
    found = [c for c in claims(sentence, "Peru and Kenya have close ties.") if isinstance(c, MeetingClaim)]
    assert [c.place.name if c.place else "" for c in found if len(c.participants) > 1] == [place]


@pytest.mark.parametrize("sentence", lines("visits.txt"))
def test_somebody_visits_a_country(sentence: str) -> None:
    found = [c for c in claims(sentence, AT_HOME) if isinstance(c, VisitClaim)]
    assert ("Joan Tebo", "PE") in {(c.visitor.name, c.country.code) for c in found}
    assert "Chile" in sentence or len(found) == 1


@pytest.mark.parametrize(("report", "visits"), rows("trips.tsv"))
def test_who_travels_where(report: str, visits: str) -> None:
    """The trips of a few sentences, each with its traveller, country and status."""
    text = report.replace(" ¶ ", "\n\n")
    found = extractor().extract(Article("one", "one", text, published="2024-05-15")).claims
    told = [f"{c.visitor.name}>{c.country.code} {c.status}" for c in found if isinstance(c, VisitClaim)]
    assert sorted(told) == sorted(t for t in visits.split(";") if t != "none")


@pytest.mark.parametrize(("report", "host", "start"), rows("hosts.tsv"))
def test_who_hosts_a_visit_and_when_it_begins(report: str, host: str, start: str) -> None:
    text = report.replace(" ¶ ", "\n\n") + "\n\nThe ministry said more."
    found = extractor().extract(Article("one", "one", text, published="2025-03-12")).claims
    told = [(c.host.name if c.host else "", c.start) for c in found if isinstance(c, VisitClaim)]
    assert told == [(host, start)]


@pytest.mark.parametrize("sentence", lines("no_visits.txt"))
def test_what_is_no_visit(sentence: str) -> None:
    assert [c for c in claims(sentence, AT_HOME) if isinstance(c, VisitClaim)] == []


@pytest.mark.parametrize(("sentence", "kind", "status"), rows("modality.tsv"))
def test_what_is_planned_what_has_been_and_what_has_not(sentence: str, kind: str, status: str) -> None:
    found = [c for c in claims(sentence, AT_HOME if kind == "visit" else BEFORE) if c.type == kind]
    assert [c.status for c in found] == [s for s in [status] if s != "none"]


@pytest.mark.parametrize(("sentence", "kind", "when"), rows("dates.tsv"))
def test_when_something_takes_place(sentence: str, kind: str, when: str) -> None:
    """The report is of Wednesday, 12 March 2025, and tells no day but that of the sentence."""
    found = [c for c in claims(sentence, "Peru and Kenya have close ties.") if c.type == kind]
    told = [f"{c.start}/{c.end}" if isinstance(c, VisitClaim) else getattr(c, "date", "") for c in found]
    assert told == [when]


@pytest.mark.parametrize("sentence", lines("agreements.txt"))
def test_two_countries_agree_on_a_text(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, AgreementClaim)]
    assert len(found) == 1
    parties = {e.code or e.name for e in found[0].parties}
    assert len(parties) == 2
    assert parties == {"PE", "KE"} or "Ministry" in sentence


@pytest.mark.parametrize(("report", "texts"), rows("agreement_sides.tsv"))
def test_whose_text_it_is(report: str, texts: str) -> None:
    """The texts of a few sentences by their sides, of which some are bodies, cities and regions."""
    text = report.replace(" ¶ ", "\n\n") + "\n\nThe ministry said more."
    found = extractor().extract(Article("one", "one", text, published="2025-03-12")).claims
    told = [
        "+".join(sorted(e.code or e.name for e in c.parties)) for c in found if isinstance(c, AgreementClaim)
    ]
    assert sorted(told) == sorted(t for t in texts.split(";") if t != "none")


@pytest.mark.parametrize(("report", "texts"), rows("agreement_sets.tsv"))
def test_sets_of_texts_and_the_texts_in_them(report: str, texts: str) -> None:
    """The texts of a few sentences: sides, what happened to each, whether it is still to come, and how many it counts."""
    text = report.replace(" ¶ ", "\n\n") + "\n\nThe ministry said more."
    found = extractor().extract(Article("one", "one", text, published="2025-03-12")).claims
    told = [
        ":".join(
            [
                "+".join(sorted(e.code or e.name for e in c.parties)),
                c.action,
                c.status,
                *([str(c.count)] if c.count else []),
            ]
        )
        for c in found
        if isinstance(c, AgreementClaim)
    ]
    assert sorted(told) == sorted(texts.split(";"))


@pytest.mark.parametrize("sentence", lines("partnerships.txt"))
def test_two_countries_are_partners(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, PartnershipClaim)]
    assert [{e.code for e in c.between} for c in found] == [{"PE", "KE"}]


@pytest.mark.parametrize(("sentence", "between"), rows("partnership_sides.tsv"))
def test_whose_tie_it_is(sentence: str, between: str) -> None:
    """Ties of countries and of twinned cities in a report on the presidents of Kenya and Peru."""
    before = "NAIROBI, March 11 - Kenyan President Jane Roe and Peruvian President Juan Doe met on Monday."
    found = [c for c in claims(sentence, before) if isinstance(c, PartnershipClaim)]
    told = ["+".join(sorted(e.code or e.name for e in c.between)) for c in found]
    assert told == [b for b in [between] if b != "none"]


@pytest.mark.parametrize("sentence", lines("diplomatic_relations.txt"))
def test_two_countries_have_relations(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, DiplomaticRelationsClaim)]
    assert [{e.code for e in c.between} for c in found] == [{"PE", "KE"}]


@pytest.mark.parametrize("sentence", lines("invitations.txt"))
def test_one_invites_the_other(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, InvitationClaim)]
    assert [(c.inviter.name, c.invitee.name) for c in found] == [("Marek Dolan", "Joan Tebo")]


@pytest.mark.parametrize(
    ("sentence", "inviters"),
    [
        (
            "At the invitation of Peruvian President Marek Dolan and Prime Minister Luis Tapia, Kenya's Joan Tebo came to Lima.",
            {"Marek Dolan", "Luis Tapia"},
        ),
        (
            "Kenya's Joan Tebo came to Lima at the invitation of Peruvian President Marek Dolan and Prime Minister Luis Tapia met her.",
            {"Marek Dolan"},
        ),
    ],
)
def test_two_may_invite_together(sentence: str, inviters: set[str]) -> None:
    found = [c for c in claims(sentence) if isinstance(c, InvitationClaim)]
    assert {(c.inviter.name, c.invitee.name) for c in found} == {(name, "Joan Tebo") for name in inviters}


@pytest.mark.parametrize("sentence", lines("congratulations.txt"))
def test_one_congratulates_or_condoles(sentence: str) -> None:
    assert len([c for c in claims(sentence) if isinstance(c, CongratulationClaim)]) == 1


@pytest.mark.parametrize(("report", "messages"), rows("messages.tsv"))
def test_who_writes_to_whom_on_what(report: str, messages: str) -> None:
    found = [c for c in claims(report.replace(" ¶ ", "\n\n")) if isinstance(c, CongratulationClaim)]
    told = [
        f"{'+'.join(e.code or e.name for e in c.senders)}>{'+'.join(e.code or e.name for e in c.recipients)}: {c.on}"
        for c in found
    ]
    assert sorted(told) == sorted(messages.split(";"))


@pytest.mark.parametrize("sentence", lines("spouses.txt"))
def test_two_are_married(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, SpouseClaim)]
    assert [{e.name for e in c.persons} for c in found] == [{"Joan Tebo", "Paul Kirui"}]


@pytest.mark.parametrize(("sentence", "couples"), rows("couples.tsv"))
def test_who_is_whose_wife_or_husband(sentence: str, couples: str) -> None:
    found = ["+".join(e.name for e in c.persons) for c in claims(sentence) if isinstance(c, SpouseClaim)]
    assert found == list(filter(None, couples.split(";")))


@pytest.mark.parametrize("sentence", lines("awards.txt"))
def test_somebody_is_honoured(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, AwardClaim)]
    assert [c.recipient.name for c in found] == ["Paul Kirui"]


@pytest.mark.parametrize(
    ("sentence", "name", "giver", "date"),
    [
        (
            "Kenyan President Paul Kirui is a member of the Order of the Sun, Peru's highest order, which he received in 1983.",
            "Order of the Sun",
            "PE",
            "1983",
        ),
        (
            "Kenyan President Paul Kirui visited the University of Lima and received an honorary doctorate.",
            "honorary doctorate",
            "University of Lima",
            "2025-03-10",
        ),
        (
            "Peruvian President Marek Dolan presented Kenyan President Paul Kirui with the Merit Medal of the University of Lima.",
            "Merit Medal",
            "University of Lima",
            "2025-03-10",
        ),
        (
            "Kenyan President Paul Kirui was awarded the Order of the Sun.",
            "Order of the Sun",
            "PE",
            "2025-03-10",
        ),
    ],
)
def test_who_gives_an_award(sentence: str, name: str, giver: str, date: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, AwardClaim)]
    told = [(c.name, (c.giver.code or c.giver.name) if c.giver else "", c.date) for c in found]
    assert told == [(name, giver, date)]


@pytest.mark.parametrize("sentence", lines("speeches.txt"))
def test_somebody_gives_a_speech(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, SpeechClaim)]
    assert [c.speaker.name for c in found] == ["Paul Kirui"]
    assert found[0].place is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Short addresses were then given at Lima House by Presidents Paul Kirui of Kenya and Marek Dolan of Peru.",
        "Speeches were delivered at the University of Lima by Presidents Paul Kirui of Kenya and Marek Dolan of Peru.",
        "Presidents Paul Kirui of Kenya and Marek Dolan of Peru delivered addresses at the Andean Forum.",
        "President Paul Kirui of Kenya hosted President Marek Dolan of Peru at State House. Both presidents delivered addresses.",
    ],
)
def test_each_of_several_gives_a_speech(sentence: str) -> None:
    found = [c for c in claims(sentence) if isinstance(c, SpeechClaim)]
    assert {c.speaker.name for c in found} == {"Paul Kirui", "Marek Dolan"}


def test_a_speech_has_the_title_that_the_next_sentence_tells() -> None:
    sentence = 'Kenyan President Paul Kirui gave a lecture at Lima House. His lecture, "Africa and the Andes", drew a crowd.'
    found = [c for c in claims(sentence) if isinstance(c, SpeechClaim)]
    assert [(c.title, c.place.name if c.place else "") for c in found] == [
        ("Africa and the Andes", "Lima House")
    ]


@pytest.mark.parametrize("sentence", lines("no_speeches.txt"))
def test_what_is_no_speech(sentence: str) -> None:
    assert [c for c in claims(sentence) if isinstance(c, SpeechClaim)] == []


@pytest.mark.parametrize(("sentence", "role", "body", "country", "to"), rows("offices.tsv"))
def test_a_title_in_all_its_forms(sentence: str, role: str, body: str, country: str, to: str) -> None:
    article = Article("one", "one", sentence, published="2025-03-12")
    registry = Registry(article, read_paragraphs(article, Gazetteer(), ""))
    posts = [h.post for p in registry.persons if p.name == "Marek Dolan" for h in p.posts]
    assert {(p.role, p.body, p.country, p.to) for p in posts} == {(role, body, country, to)}


@pytest.mark.parametrize(("report", "names"), rows("persons.tsv"))
def test_who_is_named_and_where_a_name_ends(report: str, names: str) -> None:
    article = Article("one", "one", report.replace(" ¶ ", "\n\n"), published="2025-03-12")
    registry = Registry(article, read_paragraphs(article, Gazetteer(), ""))
    assert {p.name for p in registry.persons} == set(filter(None, names.split("; ")))


@pytest.mark.parametrize(("sentence", "status"), rows("statuses.tsv"))
def test_whether_a_post_is_held(sentence: str, status: str) -> None:
    article = Article("one", "one", sentence, published="2025-03-12")
    registry = Registry(article, read_paragraphs(article, Gazetteer(), ""))
    held = [h.post.status for p in registry.persons if p.name == "Marek Dolan" for h in p.posts]
    assert held == [status]


@pytest.mark.parametrize(("report", "posts"), rows("holders.tsv"))
def test_who_holds_what(report: str, posts: str) -> None:
    """The posts that a few sentences give Marek Dolan, each with role, body, country and receiving country."""
    text = report.replace(" ¶ ", "\n\n") + "\n\nThe ministry said more."
    found = extractor().extract(Article("one", "one", text, published="2025-03-12")).claims
    held = [c for c in found if isinstance(c, OfficeClaim) and c.person.name == "Marek Dolan"]
    told = [
        " > ".join((c.role, c.body.name if c.body else "", *(e.code if e else "" for e in (c.country, c.to))))
        for c in held
    ]
    assert sorted(told) == sorted(filter(None, posts.split("; ")))


@pytest.mark.parametrize(("report", "countries"), rows("countries.tsv"))
def test_whose_somebody_is(report: str, countries: str) -> None:
    """A report leaves out the country of its own officials, and of those it tells of besides."""
    article = Article("one", "one", report.replace(" ¶ ", "\n\n"), published="2025-03-12")
    registry = Registry(article, read_paragraphs(article, Gazetteer(), ""))
    found = {p.name.split()[-1]: p.country for p in registry.persons}
    expected = dict(pair.split("=") for pair in countries.split())
    assert {name: found.get(name) for name in expected} == expected


def test_who_arrives_abroad_is_not_the_host() -> None:
    report = (
        "Kenyan President Joan Tebo met Peruvian President Marek Dolan in Lima.\n\nThe President, who arrived in Peru "
        "on Monday at the invitation of President Dolan, was accompanied by Trade Minister Luis Tapia."
    )
    found = [c for c in claims(report) if isinstance(c, VisitClaim)]
    assert [(c.visitor.name, c.host.name if c.host else "") for c in found] == [("Joan Tebo", "Marek Dolan")]


def test_each_of_a_row_has_its_year() -> None:
    sentence = "Peru formed diplomatic ties with Kenya, Ghana and Togo in 1972, 1975 and 1980, respectively."
    found = [c for c in claims(sentence) if isinstance(c, DiplomaticRelationsClaim)]
    assert {(c.between[1].code, c.since) for c in found} == {("KE", "1972"), ("GH", "1975"), ("TG", "1980")}


def test_a_second_person_is_congratulated_for_something_else() -> None:
    sentence = (
        "President Marek Dolan congratulated Joan Tebo on her election and Paul Kirui on his appointment."
    )
    found = [c for c in claims(sentence) if isinstance(c, CongratulationClaim)]
    assert [c.on for c in found] == ["election", "appointment"]


def test_three_countries_sign_together() -> None:
    found = [
        c
        for c in claims("The leaders of Peru, Kenya and Uganda adopted the Lima Declaration.")
        if isinstance(c, AgreementClaim)
    ]
    assert [{e.code for e in c.parties} for c in found] == [{"PE", "KE", "UG"}]


def test_offices_of_one_sentence_are_claims() -> None:
    found = [
        c
        for c in claims("Kenyan President Paul Kirui came with Foreign Minister Joan Tebo.")
        if isinstance(c, OfficeClaim)
    ]
    assert {(c.person.name, c.role) for c in found} == {
        ("Paul Kirui", "President"),
        ("Joan Tebo", "Minister of Foreign Affairs"),
    }


def test_others_send_similar_messages() -> None:
    report = (
        "King Marek Dolan of Jordan sent a cable to Kenyan President Joan Tebo, congratulating her on her election. "
        "He sent similar cables to Vice President Paul Kirui on his appointment, and to Luis Tapia on his victory. "
        "Crown Prince Hussein Poe sent similar cables."
    )
    found = [c for c in claims(report) if isinstance(c, CongratulationClaim)]
    told = [(c.senders[0].name, c.recipients[0].name, c.on) for c in found]
    assert told[:3] == [
        ("Marek Dolan", "Joan Tebo", "election"),
        ("Marek Dolan", "Paul Kirui", "appointment"),
        ("Marek Dolan", "Luis Tapia", "victory"),
    ]
    assert [t[0] for t in told[3:]] == ["Hussein Poe"]
