"""The vocabulary: classes, properties, concepts, shapes and reference data.

``communique.ttl`` defines the classes and properties, ``concepts.ttl`` the concepts, ``alignments.ttl`` how
they meet other vocabularies, ``shapes.ttl`` what a well-formed graph looks like, ``context.jsonld`` how
JSON-LD abbreviates them, and ``data/`` is reference data with its sources.
"""

from __future__ import annotations

from communique.ontology.concepts import KIND_SCHEMES, Concept, Scheme, concept, listed
from communique.ontology.names import DIP, FACT_CLASSES, ID_BASE, PREFIXES, hash_text, slug

__all__ = [
    "DIP",
    "FACT_CLASSES",
    "ID_BASE",
    "KIND_SCHEMES",
    "PREFIXES",
    "Concept",
    "Scheme",
    "concept",
    "hash_text",
    "listed",
    "slug",
]
