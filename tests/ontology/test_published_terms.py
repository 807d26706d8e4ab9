"""What is published uses no term that the ontology does not define."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from communique.graph.model import Report
from communique.graph.publish import Publisher
from communique.graph.resolution import resolve
from communique.graph.validate import check
from communique.ontology import DIP
from communique.ontology.pages import terms
from tests.ontology.test_vocabulary import defined
from tests.support.gold import SHARED, read_report


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    """Facts and claims of the seeds and of some development reports, as careful readers read them."""
    if not SHARED.is_dir():
        pytest.skip("the yardstick is not beside the checkout")
    seeds, dev = Path(__file__).parents[2] / "seeds", SHARED / "dev"
    reports = [read_report(p.stem, seeds, SHARED / "gold") for p in sorted(seeds.glob("*.txt"))]
    reports += [read_report(p.stem, dev / "text", dev / "gold") for p in sorted(dev.glob("text/[psx]*.txt"))]
    publisher = Publisher(resolve([Report(*report) for report in reports]))
    store = ox.Store()
    for quads in publisher.article_graphs().values():
        store.extend(quads)
    store.extend(publisher.default_graph())
    return store


def test_published_terms_are_defined(graph: ox.Store) -> None:
    used = {
        node.value.removeprefix(DIP)
        for quad in graph
        for node in (quad.predicate, quad.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(DIP)
    }
    assert used - defined() == set()


def test_nearly_every_term_is_published(graph: ox.Store) -> None:
    """A term that nothing publishes is either abstract or needs what these reports do not tell."""
    used = {n.value for quad in graph for n in (quad.predicate, quad.object) if isinstance(n, ox.NamedNode)}
    silent = {name for name in terms() if DIP + name not in used}
    assert silent <= {"Entity", "Fact", "publisher", "url", "differsIn", "follows"}


def test_all_of_it_is_well_formed(graph: ox.Store) -> None:
    assert check(graph) == []
