"""The reference page and the JSON-LD context, made from the Turtle.

``python -m communique.ontology.pages [ROOT]`` writes both into a checkout; a test compares them with what is
committed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from communique.ontology.concepts import Concept, listed
from communique.ontology.names import DIP, PREFIXES

PAGE = "docs/reference/ontology.md"
CONTEXT = "ontology/context.jsonld"
_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]
_XSD, _SKOS, _SCHEMA = PREFIXES["xsd"], PREFIXES["skos"], PREFIXES["schema"]
_KINDS = (_OWL + "Class", _OWL + "ObjectProperty", _OWL + "DatatypeProperty")
_INTRO = """# The ontology

Made from `ontology/communique.ttl` and `ontology/concepts.ttl`; change those and run `make reference`.

Namespace `https://w3id.org/communique/ontology#`, prefix `dip:`. The same terms describe *facts* (in the
default graph: one node for one meeting, however many reports tell of it) and *claims* (in the graph of an
article: what this report alone states). A fact leads by `prov:wasDerivedFrom` to its claims and by
`dip:evidence` to the passages that state it:

```sparql
SELECT ?who ?sentence ?report WHERE {
  ?meeting a dip:Meeting ; dip:participant/rdfs:label ?who ; dip:evidence ?passage .
  ?passage dip:quote ?sentence ; dip:article/dip:fileName ?report .
}
```

Dates are as exact as the report: a day, a month or a year. SPARQL compares only days with days, so a filter
on `dip:date` silently loses the others; filter by `dip:earliest` and `dip:latest`:

```sparql
SELECT ?meeting WHERE {
  ?meeting a dip:Meeting ; dip:earliest ?first ; dip:latest ?last .
  FILTER(?first <= "2025-10-31"^^xsd:date && ?last >= "2025-10-01"^^xsd:date)
}
```
"""


@dataclass(slots=True)
class Term:
    """A class or property: its local name and, by predicate, what the Turtle says of it."""

    name: str
    kind: str
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def one(self, predicate: str) -> str:
        """The value of a predicate, empty where there is none."""
        return next(iter(self.said.get(predicate, ())), "")

    def local(self, *predicates: str) -> list[str]:
        """The values of predicates as prefixed names."""
        return [short(value) for p in predicates for value in self.said.get(p, ())]


@cache
def terms() -> dict[str, Term]:
    """The classes and properties of ``communique.ttl`` by local name, in the order of the file."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    data = (files("communique.ontology") / "communique.ttl").read_bytes()
    for quad in parse(data, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DIP):
            said[quad.subject.value.removeprefix(DIP)][quad.predicate.value].append(quad.object.value)
    return {name: Term(name, known[_RDF + "type"][0], known) for name, known in said.items()}


def short(iri: str) -> str:
    """An IRI as a prefixed name."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def page() -> str:
    """The reference page in Markdown."""
    found = terms().values()
    classes = [t for t in found if t.kind == _KINDS[0]]
    properties = [t for t in found if t.kind in _KINDS[1:]]
    parts = [_INTRO, "## Classes\n", *(_class(c, properties) for c in classes)]
    parts += ["## Properties\n", *(_property(p) for p in properties), "## Concepts\n", _concepts()]
    return "\n".join(parts).rstrip() + "\n"


def _class(term: Term, properties: list[Term]) -> str:
    own = [p.name for p in properties if f"dip:{term.name}" in _domain(p)]
    lines = [f"### dip:{term.name}\n", term.one(_RDFS + "comment") + "\n"]
    parents = term.local(_RDFS + "subClassOf")
    lines += [f"A subclass of [{name}](#{name.replace(':', '').lower()}).\n" for name in parents]
    if own:
        lines.append("Properties: " + ", ".join(f"[`dip:{name}`](#dip{name.lower()})" for name in own) + "\n")
    lines.append(f"Example: `{term.one(_SKOS + 'example')}`\n")
    return "\n".join(lines)


def _property(term: Term) -> str:
    range_ = term.local(_RDFS + "range", _SCHEMA + "rangeIncludes")
    lines = [f"### dip:{term.name}\n", term.one(_RDFS + "comment") + "\n"]
    lines.append("- of: " + ", ".join(f"`{name}`" for name in _domain(term)))
    if range_:
        lines.append("- value: " + ", ".join(f"`{name}`" for name in range_))
    lines.append(f"- example: `{term.one(_SKOS + 'example')}`\n")
    return "\n".join(lines)


def _domain(term: Term) -> list[str]:
    return term.local(_RDFS + "domain", _SCHEMA + "domainIncludes")


def _concepts() -> str:
    by_scheme: dict[str, list[Concept]] = defaultdict(list)
    for known in listed().values():
        by_scheme[known.scheme_iri].append(known)
    lines = ["What is not listed gets a concept of its own under the id base; a query finds both by label.\n"]
    for scheme, concepts in by_scheme.items():
        lines += [f"### {short(scheme)}\n", "| concept | label |", "|---|---|"]
        lines += [f"| `{short(c.iri)}` | {c.label} |" for c in concepts] + [""]
    return "\n".join(lines)


def context() -> str:
    """The JSON-LD context: every term by its local name, IRIs and datatypes typed."""
    words: dict[str, Any] = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type"}
    words |= {"label": "rdfs:label", "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel"}
    for name, iri in (("sameAs", "owl:sameAs"), ("wasDerivedFrom", "prov:wasDerivedFrom")):
        words[name] = {"@id": iri, "@type": "@id"}
    words |= {term.name: _word(term) for term in terms().values()}
    return json.dumps({"@context": words}, indent=2, ensure_ascii=False) + "\n"


def _word(term: Term) -> str | dict[str, str]:
    if term.kind == _OWL + "ObjectProperty":
        return {"@id": f"dip:{term.name}", "@type": "@id"}
    range_ = term.one(_RDFS + "range")
    if range_.startswith(_XSD) and range_ != _XSD + "string":
        return {"@id": f"dip:{term.name}", "@type": short(range_)}
    return f"dip:{term.name}"


def main(root: Path) -> None:
    """Write both files into a checkout."""
    for path, text in ((PAGE, page()), (CONTEXT, context())):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
