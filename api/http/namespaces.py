"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

from communique.ontology import PREFIXES

_MORE = {"dcterms": "http://purl.org/dc/terms/"}


def query_prefixes() -> dict[str, str]:
    """Prefix to namespace."""
    return PREFIXES | _MORE
