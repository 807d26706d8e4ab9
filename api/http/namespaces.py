"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

from functools import lru_cache

STANDARD = {
    "dip": "https://w3id.org/communique/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}


@lru_cache(maxsize=1)
def query_prefixes() -> dict[str, str]:
    """Prefix to namespace, as plain strings."""
    return dict(STANDARD)
