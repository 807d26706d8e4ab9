"""Names of the vocabulary as plain strings, so that no RDF library is needed to speak of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

DIP = "https://w3id.org/communique/ontology#"
ID_BASE = "https://w3id.org/communique/id/"
PREFIXES: dict[str, str] = {
    "dip": DIP,
    "id": ID_BASE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
#: Classes of facts by the type of their claims.
FACT_CLASSES: dict[str, str] = {
    "office": "Tenure",
    "spouse": "Marriage",
    "meeting": "Meeting",
    "visit": "Visit",
    "agreement": "Agreement",
    "partnership": "Partnership",
    "diplomatic_relations": "DiplomaticRelations",
    "award": "AwardConferral",
    "invitation": "Invitation",
    "speech": "Speech",
    "target": "Target",
    "congratulation": "Congratulation",
}
_LETTERS = str.maketrans("đĐłŁøØıð", "dDlLoOid") | str.maketrans({"ß": "ss", "æ": "ae", "þ": "th"})


@cache
def slug(text: str) -> str:
    """A readable, lower-case ASCII form for IRIs ("Tô Lâm" becomes "to-lam"); never empty."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or f"x{hash_text(text):x}"[:9]


def hash_text(text: str) -> int:
    """A number from a text that stays the same in every process."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")
