"""Explaining a reading: every quote is in the text, and hostile text stays text."""

import json
import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.article import Article
from communique.extract.claims import Entity, Evidence, Extraction, MeetingClaim, Mention, OfficeClaim
from communique.extract.explain import as_html, as_json, as_text

TEXT = "Talks\n\nPresident of Arland Odo Brask met <b>Ira Tolen</b>\nin the capital. & more"
ODO = Entity("person", "Odo Brask", country="AL")
IRA = Entity("person", "Ira <Tolen>")
ARLAND = Entity("country", "Arland", code="AL")
ARTICLE = Article("a/talks.txt", "talks", TEXT, published="2025-10-09")


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


EXTRACTION = Extraction(
    "a/talks.txt",
    mentions=(Mention(*at("Arland"), ARLAND), Mention(*at("President of Arland Odo Brask"), ODO, "title"), Mention(*at("Ira Tolen"), IRA)),
    claims=(
        OfficeClaim(person=ODO, role="President", country=ARLAND, evidence=(Evidence(*at("President of Arland Odo Brask")),), confidence=0.95, method="title-chain"),
        MeetingClaim(participants=(ODO, IRA), date="2025-10-09", evidence=(Evidence(at("Odo")[0], at("capital")[1]),), confidence=0.9, method="trigger"),
    ),
)  # fmt: skip


def test_json_gives_every_mention_and_claim_with_its_words() -> None:
    data = json.loads(as_json(ARTICLE, EXTRACTION))
    for part in [*data["mentions"], *(e for claim in data["claims"] for e in claim["evidence"])]:
        assert TEXT[part["start"] : part["end"]] == part.get("text", part.get("quote"))
    assert data["mentions"][0] == {
        "text": "Arland", "start": 20, "end": 26, "type": "country", "name": "Arland", "code": "AL", "how": "name",
    }  # fmt: skip
    office = data["claims"][0]
    assert (office["type"], office["person"], office["country"], office["confidence"]) == (
        "office",
        "Odo Brask",
        "Arland (AL)",
        0.95,
    )
    assert "body" not in office


def test_text_says_what_how_and_where() -> None:
    lines = as_text(ARTICLE, EXTRACTION).splitlines()
    assert lines[0] == "office  person: Odo Brask · role: President · country: Arland (AL)"
    assert lines[1] == "    0.95 title-chain"
    assert lines[2] == "    7-36 “President of Arland Odo Brask”"
    assert as_text(ARTICLE, Extraction("x")) == "no claims"


def test_html_marks_mentions_and_evidence_and_escapes_all_text() -> None:
    page = as_html(ARTICLE, EXTRACTION)
    assert '<mark class="country" title="Arland (AL)">Arland</mark>' in page
    assert 'title="Ira &lt;Tolen&gt;"' in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert '<span class="type">meeting</span>' in page
    assert "<script" not in page


SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=8)


@settings(max_examples=100, deadline=None)
@given(SPANS, SPANS)
def test_the_marked_page_holds_the_text_whatever_overlaps(
    first: list[list[int]], second: list[list[int]]
) -> None:
    mentions = tuple(Mention(a, b, ODO) for a, b in first)
    claims = tuple(OfficeClaim(person=ODO, role="Envoy", evidence=(Evidence(a, b),)) for a, b in second)
    page = as_html(ARTICLE, Extraction("x", mentions=mentions, claims=claims))
    paragraphs = re.findall(r"<section><p>(.*?)</p>(?:<aside>|</section>)", page)
    plain = [unescape(re.sub(r"<[^>]*>", "", p)) for p in paragraphs]
    assert plain == [p.text for p in ARTICLE.paragraphs]
