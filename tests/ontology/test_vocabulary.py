"""The Turtle is the only place that defines terms; what else uses or describes them is compared with it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from communique.extract.claims import CLAIM_TYPES
from communique.ontology import DIP, FACT_CLASSES, ID_BASE, PREFIXES, concept, listed, slug
from communique.ontology.pages import CONTEXT, PAGE, context, page, terms

ROOT = Path(__file__).parents[2]
QUERIES = ROOT.parent / "shared" / "quality" / "queries"
TURTLE = ("communique.ttl", "concepts.ttl", "alignments.ttl", "shapes.ttl")
MADE_BY = "run `make reference`"


def iris(file: str) -> set[str]:
    """Every term of the ontology's namespace that a Turtle file uses."""
    quads = parse((files("communique.ontology") / file).read_bytes(), format=RdfFormat.TURTLE)
    nodes = (n for q in quads for n in (q.subject, q.predicate, q.object) if isinstance(n, NamedNode))
    return {n.value.removeprefix(DIP) for n in nodes if n.value.startswith(DIP)}


def defined() -> set[str]:
    """Classes, properties, concepts and schemes."""
    return set(terms()) | iris("concepts.ttl")


def test_every_term_has_a_label_a_comment_and_an_example() -> None:
    wanted = ("rdfs:label", "rdfs:comment", "skos:example")
    for name, term in terms().items():
        for predicate in wanted:
            prefix, local = predicate.split(":")
            assert term.one(PREFIXES[prefix] + local), f"dip:{name} has no {predicate}"


@pytest.mark.parametrize("file", TURTLE)
def test_terms_that_are_used_are_defined(file: str) -> None:
    assert iris(file) - defined() == set()


def test_labels_are_untagged() -> None:
    for file in TURTLE:
        for quad in parse((files("communique.ontology") / file).read_bytes(), format=RdfFormat.TURTLE):
            assert not getattr(quad.object, "language", None), quad


def test_queries_use_defined_terms_only() -> None:
    if not QUERIES.is_dir():
        pytest.skip("the public queries are not beside the checkout")
    used = {name for query in QUERIES.glob("*.rq") for name in re.findall(r"dip:(\w+)", query.read_text())}
    assert used
    assert used - set(terms()) == set()


def test_every_claim_type_has_a_class() -> None:
    assert set(FACT_CLASSES) == set(CLAIM_TYPES)
    for name in FACT_CLASSES.values():
        assert "dip:Fact" in terms()[name].local(PREFIXES["rdfs"] + "subClassOf")


def test_statuses_end_in_their_word() -> None:
    for word in ("actual", "planned", "former"):
        assert re.split(r"[#/]", concept("status", word).iri)[-1] == word
    with pytest.raises(ValueError, match="no status"):
        concept("status", "rumoured")


def test_listed_concepts_are_found_however_they_are_written() -> None:
    assert concept("role", "prime minister").iri == DIP + "role-prime-minister"
    assert concept("role", "Prime  Minister").label == "Prime Minister"
    assert concept("agreement-kind", "joint communiqué") == concept("agreement-kind", "joint communique")


def test_other_concepts_are_minted_under_the_id_base() -> None:
    minted = concept("role", "Harbour Master", "https://example.org/")
    assert (minted.iri, minted.label) == ("https://example.org/concept/role/harbour-master", "Harbour Master")
    assert concept("level", "Harbour Master").iri == ID_BASE + "concept/level/harbour-master"


def test_listed_concepts_are_their_own() -> None:
    for known in listed().values():
        assert concept(known.scheme, known.label) is known


@given(st.text(min_size=1, max_size=200))
def test_a_slug_is_never_empty_and_safe_in_an_iri(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,80}", slug(text))
    assert slug(slug(text)) == slug(text)


def test_the_reference_page_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(), MADE_BY


def test_the_context_is_current_and_names_every_term() -> None:
    text = (ROOT / CONTEXT).read_text(encoding="utf-8")
    assert text == context(), MADE_BY
    assert set(terms()) <= set(json.loads(text)["@context"])


def test_json_written_with_the_context_says_what_turtle_says() -> None:
    """The context is read by a JSON-LD processor: terms become the ontology's, days become dates."""
    document = {
        **json.loads(context()),
        "id": "id:meeting/1",
        "type": "Meeting",
        "participant": ["id:person/a", "id:person/b"],
        "earliest": "2025-10-01",
        "label": "Talks",
    }
    # The alias `id` is a keyword, so IRIs of things are written in full or by another prefix.
    text = json.dumps(document).replace("id:", ID_BASE)
    quads = set(parse(text.encode(), format=RdfFormat.JSON_LD))
    spoken = {(q.predicate.value.removeprefix(DIP), str(q.object)) for q in quads}
    assert ("participant", f"<{ID_BASE}person/a>") in spoken
    assert ("earliest", f'"2025-10-01"^^<{PREFIXES["xsd"]}date>') in spoken
    assert (PREFIXES["rdfs"] + "label", '"Talks"') in spoken
