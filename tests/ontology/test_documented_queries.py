"""The queries of the reference page, run as they stand there, on a day, a month and a year."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from communique.extract.article import Article
from communique.extract.claims import Entity, Evidence, Extraction, MeetingClaim, OfficeClaim, VisitClaim
from communique.graph.model import Report
from communique.graph.publish import Publisher, bounds
from communique.graph.resolution import resolve
from communique.graph.validate import check
from communique.ontology import PREFIXES
from communique.ontology.pages import PAGE

RECIPES = "docs/howto/ask.md"
DATES = {
    "2025-10-09": True,
    "2025-10": True,
    "2025": True,
    "2025-09-30": False,
    "2025-11": False,
    "2024": False,
}


def report(number: int, when: str) -> Report:
    """A report of one meeting; the persons differ, so no two are one."""
    text = f"Ada Arbor {number} met Bo Birch {number}."
    sides = tuple(Entity("person", f"{name} {number}") for name in ("Ada Arbor", "Bo Birch"))
    claim = MeetingClaim(participants=sides, date=when, evidence=(Evidence(0, len(text)),))
    key = f"report-{number}"
    return Report(Article(key, key, text, published="2025-12-01"), Extraction(key, sides, (), (claim,)))


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    """One meeting for each date."""
    knowledge = resolve([report(i, when) for i, when in enumerate(DATES)])
    store = ox.Store()
    store.extend(Publisher(knowledge).default_graph())
    return store


def documented(number: int) -> str:
    """A query of the reference page."""
    return queries(PAGE)[number]


def queries(page: str) -> list[str]:
    """The SPARQL of a page."""
    text = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    return re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)


def rows(graph: ox.Store, query: str) -> list[Any]:
    result: Any = graph.query(query, prefixes=PREFIXES)
    return list(result)


def test_sentences_and_reports_are_found(graph: ox.Store) -> None:
    found = {(r["who"].value, r["sentence"].value, r["report"].value) for r in rows(graph, documented(0))}
    assert len(found) == 2 * len(DATES)
    assert ("Ada Arbor 0", "Ada Arbor 0 met Bo Birch 0.", "report-0") in found


def test_the_date_filter_finds_what_is_known_by_its_month_or_year_only(graph: ox.Store) -> None:
    query = documented(1).replace("?meeting WHERE {", "?date WHERE { ?meeting dip:date ?date .")
    assert {r["date"].value for r in rows(graph, query)} == {d for d, inside in DATES.items() if inside}


def test_a_filter_on_the_date_itself_would_lose_them(graph: ox.Store) -> None:
    query = """SELECT ?date WHERE { ?m a dip:Meeting ; dip:date ?date
      FILTER(?date >= "2025-10-01"^^xsd:date && ?date <= "2025-10-31"^^xsd:date) }"""
    assert {r["date"].value for r in rows(graph, query)} == {"2025-10-09"}


@pytest.mark.parametrize("when", DATES)
def test_bounds_are_days_that_hold_the_date(when: str) -> None:
    first, last = (date.fromisoformat(day) for day in bounds([when]))
    assert first <= last
    assert str(first).startswith(when)
    assert str(last).startswith(when)


def test_a_tenure_is_found_by_the_days_that_attest_it() -> None:
    """The shapes demand the bounds of every attested tenure; here they are those of two reports."""
    offices = []
    for number, published in enumerate(("2024-08-19", "2025-10-10")):
        text = "President Ada Arbor of Vietnam spoke."
        holder, country = Entity("person", "Ada Arbor"), Entity("country", "Vietnam", code="VN")
        claim = OfficeClaim(
            person=holder, role="President", country=country, evidence=(Evidence(0, len(text)),)
        )
        key = f"report-{number}"
        article = Article(key, key, text, published=published)
        offices.append(Report(article, Extraction(key, (holder, country), (), (claim,))))
    store = ox.Store()
    store.extend(Publisher(resolve(offices)).default_graph())
    query = "SELECT ?first ?last WHERE { ?t a dip:Tenure ; dip:earliest ?first ; dip:latest ?last }"
    assert [(r["first"].value, r["last"].value) for r in rows(store, query)] == [("2024-08-19", "2025-10-10")]
    assert check(store) == []


@pytest.mark.parametrize("number", range(len(queries(RECIPES))))
def test_the_recipes_find_something(number: int) -> None:
    """Each query of the page on asking, on two reports of one visit with talks by the same two persons."""
    query = queries(RECIPES)[number].replace("To Lam", "Bo Birch").replace('"lam"', '"birch"')
    assert rows(recounted(), query)


@cache
def recounted() -> ox.Store:
    """Two reports that both tell of the same visit and talks of two office-holders."""
    host, guest = Entity("person", "Ada Arbor", country="VN"), Entity("person", "Bo Birch", country="LA")
    vietnam, laos = Entity("country", "Vietnam", code="VN"), Entity("country", "Laos", code="LA")
    text = "President Bo Birch of Laos visited Vietnam on 9 October 2025 and held talks with President Ada Arbor."
    told = {"evidence": (Evidence(0, len(text)),), "confidence": 0.9}
    claims = (
        MeetingClaim(participants=(guest, host), kind="talks", date="2025-10-09", country=vietnam, **told),
        VisitClaim(visitor=guest, country=vietnam, kind="state", start="2025-10-09", host=host, **told),
        OfficeClaim(person=guest, role="President", country=laos, **told),
        OfficeClaim(person=host, role="President", country=vietnam, **told),
    )
    reports = [
        Report(Article(key, key, text, published="2025-10-10"), Extraction(key, (host, guest), (), claims))
        for key in ("one", "two")
    ]
    publisher = Publisher(resolve(reports))
    store = ox.Store()
    for quads in publisher.article_graphs().values():
        store.extend(quads)
    store.extend(publisher.default_graph())
    return store
