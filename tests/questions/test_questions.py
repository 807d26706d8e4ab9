"""Ten questions that people would ask of the seeds, each a SPARQL query on the facts.

On what a careful reader wrote down about the seeds every answer is exactly right; on what the extractor reads
they are right but for those listed as open.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from communique.extract.article import Article
from communique.extract.pipeline import Extractor
from communique.extract.readers import read
from communique.graph.model import Report
from communique.graph.publish import Publisher
from communique.graph.resolution import resolve
from communique.ontology import PREFIXES
from tests.support.gold import SHARED, read_report

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
NAMES = [f"q{number:02}" for number in range(1, 11)]
IN_ORDER = ("q04", "q05")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the yardstick is not beside the checkout")


@cache
def questions() -> dict[str, dict[str, Any]]:
    """The questions with their answers, by id."""
    listed = json.loads((SHARED / "questions.json").read_text(encoding="utf-8"))
    return {question["id"]: question for question in listed}


def facts(reports: list[Report]) -> ox.Store:
    """The facts of reports, as a build would publish them."""
    store = ox.Store()
    store.extend(Publisher(resolve(reports)).default_graph())
    return store


@cache
def by_hand() -> ox.Store:
    """The seeds as a careful reader read them."""
    names = sorted(path.stem for path in SEEDS.glob("*.txt"))
    return facts([Report(*read_report(name, SEEDS, SHARED / "gold")) for name in names])


@cache
def by_extractor() -> ox.Store:
    """The seeds as the extractor reads them."""
    extract = Extractor().extract
    articles = [article for article in read([SEEDS]) if isinstance(article, Article)]
    return facts([Report(article, extract(article)) for article in articles])


def answer(store: ox.Store, name: str) -> list[list[str]]:
    """The rows of a question's query, empty strings for what is not bound."""
    result: Any = store.query((HERE / f"{name}.rq").read_text(encoding="utf-8"), prefixes=PREFIXES)
    variables = [variable.value for variable in result.variables]
    return [[row[v].value if row[v] is not None else "" for v in variables] for row in result]


def compare(name: str, found: list[list[str]]) -> None:
    """Fail unless the answer is exactly the one expected, in order where the question asks for order."""
    expected = questions()[name]["answer"]
    if name not in IN_ORDER:
        found, expected = sorted(found), sorted(expected)
    assert found == expected


def test_every_question_has_its_query() -> None:
    assert sorted(questions()) == NAMES == sorted(path.stem for path in HERE.glob("*.rq"))


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_on_what_a_careful_reader_wrote_down(name: str) -> None:
    compare(name, answer(by_hand(), name))


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_on_what_the_extractor_reads(name: str) -> None:
    compare(name, answer(by_extractor(), name))
