"""Concepts: the listed ones of ``concepts.ttl``, and IRIs for those that nobody listed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from communique.ontology.names import DIP, ID_BASE, PREFIXES, slug

Scheme = Literal[
    "status", "role", "level", "action", "meeting-kind", "visit-kind", "agreement-kind", "message-kind"
]
#: The scheme of ``dip:kind`` by the type of the claim.
KIND_SCHEMES: dict[str, Scheme] = {
    "meeting": "meeting-kind",
    "visit": "visit-kind",
    "agreement": "agreement-kind",
    "congratulation": "message-kind",
}
_SCHEME_IRIS: dict[Scheme, str] = {
    scheme: f"{DIP}{scheme}{'es' if scheme == 'status' else 's'}" for scheme in get_args(Scheme)
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its IRI, its label, the scheme that lists it, and other labels it goes by."""

    iri: str
    label: str
    scheme: Scheme
    others: tuple[str, ...] = ()

    @property
    def scheme_iri(self) -> str:
        """The IRI of its scheme."""
        return _SCHEME_IRIS[self.scheme]


@cache
def listed() -> dict[tuple[Scheme, str], Concept]:
    """Every concept of ``concepts.ttl`` by its scheme and the slug of its label."""
    from pyoxigraph import RdfFormat, parse  # only those who name concepts need it

    labels: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    schemes: dict[str, Scheme] = {}
    by_iri = {iri: scheme for scheme, iri in _SCHEME_IRIS.items()}
    data = (files("communique.ontology") / "concepts.ttl").read_bytes()
    for quad in parse(data, format=RdfFormat.TURTLE):
        if quad.predicate.value == PREFIXES["skos"] + "prefLabel":
            labels[quad.subject.value] = quad.object.value
        elif quad.predicate.value == PREFIXES["skos"] + "altLabel":
            others[quad.subject.value].append(quad.object.value)
        elif quad.predicate.value == PREFIXES["skos"] + "inScheme":
            schemes[quad.subject.value] = by_iri[quad.object.value]
    found = (Concept(iri, labels[iri], scheme, tuple(sorted(others[iri]))) for iri, scheme in schemes.items())
    return {(c.scheme, slug(c.label)): c for c in found}


@cache
def concept(scheme: Scheme, label: str, id_base: str = ID_BASE) -> Concept:
    """The concept of a scheme by its label: a listed one, else one under the id base.

    Case, punctuation and diacritics of the label do not matter. Raises ValueError for a status that is not
    listed, because there are no others.
    """
    known = listed().get((scheme, slug(label)))
    if known is not None:
        return known
    if scheme == "status":
        raise ValueError(f"no status {label!r}: there are actual, planned and former")
    return Concept(f"{id_base}concept/{scheme}/{slug(label)}", label, scheme)
