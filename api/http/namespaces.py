"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

from communique.ontology import PREFIXES

#: Prefix to namespace.
QUERY_PREFIXES = PREFIXES | {"dcterms": "http://purl.org/dc/terms/"}
