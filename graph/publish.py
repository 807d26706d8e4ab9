"""Knowledge as RDF: facts in the default graph, each article's own statements in its named graph.

The same terms describe facts and claims, so that one query reads either layer. Dates are as exact as the
reports; ``dip:earliest`` and ``dip:latest`` bound them as days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.extract.article import Article
from communique.graph.merging import bounds
from communique.graph.model import Fact, Knowledge, Node, Stated
from communique.ontology import (
    DIP,
    FACT_CLASSES,
    ID_BASE,
    KIND_SCHEMES,
    PREFIXES,
    Concept,
    Scheme,
    concept,
    slug,
)
from communique.ontology.reference import offices

Term = NamedNode | Literal
Row = tuple[NamedNode, NamedNode, Term]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_PREF = NamedNode(PREFIXES["skos"] + "prefLabel")
_ALT = NamedNode(PREFIXES["skos"] + "altLabel")
_SAME = NamedNode(PREFIXES["owl"] + "sameAs")
_DERIVED = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_CONCEPT = NamedNode(PREFIXES["skos"] + "Concept")
_SCHEME = NamedNode(PREFIXES["skos"] + "inScheme")
_CLASSES = {
    "person": "Person",
    "country": "Country",
    "party": "Party",
    "organization": "Organization",
    "place": "Place",
    "group": "Group",
}
#: Field of a claim -> property, where the two differ.
_PROPERTIES = {
    "office": {"person": "holder", "office": "office"},
    "spouse": {"persons": "spouse"},
    "meeting": {"participants": "participant"},
    "visit": {"country": "destination", "start": "startDate", "end": "endDate", "places": "place"},
    "agreement": {"parties": "signatory", "count": "documentCount", "fields": "field"},
    "award": {"name": "title"},
    "invitation": {"country": "destination"},
    "target": {"what": "title", "by_date": "byDate"},
    "congratulation": {"senders": "from", "recipients": "to", "on": "title"},
}
_SCHEMES: dict[str, Scheme] = {"level": "level", "action": "action"}
_DATES = {"date", "start", "end", "since", "by_date"}
_NODE_PREFIXES = ("person/", "country/", "party/", "organization/", "place/", "group/", "office/")


def dip(name: str) -> NamedNode:
    """A term of the ontology."""
    return NamedNode(DIP + name)


def date_literal(value: str) -> Literal:
    """A date as exact as it is: a day, a month or a year."""
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(value), "date")
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + kind))


def _dates(values: dict[str, tuple[Any, ...]]) -> tuple[str, ...]:
    """Every date among a statement's values."""
    return tuple(str(item) for name, items in values.items() if name in _DATES for item in items)


class Publisher:
    """Turns knowledge into quads under one id base."""

    def __init__(self, knowledge: Knowledge, id_base: str = ID_BASE) -> None:
        self.knowledge, self.base = knowledge, id_base
        self.concepts: dict[str, Concept] = {}

    def node(self, id_: str) -> NamedNode:
        """The IRI of a node id."""
        return NamedNode(self.base + id_)

    def article(self, article: Article) -> NamedNode:
        """The IRI of an article, which is also the name of its graph."""
        import hashlib

        digest = hashlib.sha256(article.key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return self.node(f"article/{slug(article.file_name)}-{digest}")

    # default graph ------------------------------------------------------------------------------------
    def default_graph(self) -> set[Quad]:
        """Facts, nodes, offices, concepts, articles and evidence."""
        rows: list[Row] = []
        for node in self.knowledge.nodes.values():
            rows += self._describe_node(node)
        for fact in self.knowledge.facts:
            rows += self._fact(fact)
        articles = {self.article(s.article): s.article for s in self.knowledge.stated}
        for iri, article in articles.items():
            rows += self._article(iri, article)
        for office in self.knowledge.offices:
            rows += self._office(office)
        for used in self.concepts.values():
            rows += self._describe_concept(used)
        return {Quad(s, p, o, DefaultGraph()) for s, p, o in rows}

    def articles_without_claims(self, articles: Iterable[Article]) -> set[Quad]:
        """The descriptions of reports that state nothing, so that they are listed all the same."""
        return {Quad(*row, DefaultGraph()) for a in articles for row in self._article(self.article(a), a)}

    def _describe_node(self, node: Node) -> Iterator[Row]:
        iri = self.node(node.id)
        yield iri, _TYPE, dip(_CLASSES[node.type])
        yield iri, _LABEL, Literal(node.name)
        for alias in sorted(node.aliases - {node.name}):
            yield iri, _ALT, Literal(alias)
        if node.code:
            yield iri, dip("isoCode"), Literal(node.code)
        elif node.country:
            yield iri, dip("country"), self.node(f"country/{node.country.lower()}")
        if node.wikidata:
            yield iri, _SAME, NamedNode(PREFIXES["wd"] + node.wikidata)

    def _fact(self, fact: Fact) -> Iterator[Row]:
        iri = self.node(fact.id)
        attested = fact.attested if fact.type == "office" else ()
        yield from self._statement(iri, fact.type, fact.values, fact.status, fact.confidence)
        yield from self._bounded(iri, fact.type, (*attested, *_dates(fact.values)))
        for s in fact.stated:
            yield iri, _DERIVED, self.node(f"claim/{s.id}")
            for evidence in self._evidence(s):
                yield iri, dip("evidence"), evidence
                yield from self._describe_evidence(evidence, s)
        for day in attested:
            yield iri, dip("attestedOn"), date_literal(day)
        for name in fact.disputed:
            yield iri, dip("differsIn"), dip(_PROPERTIES.get(fact.type, {}).get(name, name))
        if fact.follows:
            yield iri, dip("follows"), self.node(fact.follows)

    def article_graphs(self) -> dict[str, set[Quad]]:
        """Every article's graph by its IRI; an article that states nothing has none."""
        by_graph: dict[str, list[Stated]] = defaultdict(list)
        for s in self.knowledge.stated:
            by_graph[self.article(s.article).value].append(s)
        return {name: self.article_graph(stated) for name, stated in by_graph.items()}

    # an article's graph ---------------------------------------------------------------------------------
    def article_graph(self, stated: Iterable[Stated]) -> set[Quad]:
        """What one report states by itself: claims, evidence, offices and the article."""
        rows: list[Row] = []
        graph = None
        for s in stated:
            graph = self.article(s.article)
            iri = self.node(f"claim/{s.id}")
            rows += self._statement(iri, s.claim.type, s.values, s.claim.status, s.claim.confidence)
            rows += self._bounded(iri, s.claim.type, _dates(s.values))
            rows += self._article(graph, s.article)
            for evidence in self._evidence(s):
                rows.append((iri, dip("evidence"), evidence))
                rows += self._describe_evidence(evidence, s)
            for office in s.values.get("office", ()):
                rows += self._office(office)
        return {Quad(s, p, o, graph) for s, p, o in rows} if graph is not None else set()

    # statements -------------------------------------------------------------------------------------------
    def _statement(
        self, iri: NamedNode, type_: str, values: dict[str, tuple[Any, ...]], status: str, confidence: float
    ) -> Iterator[Row]:
        yield iri, _TYPE, dip(FACT_CLASSES[type_])
        yield iri, dip("status"), self._concept("status", status)
        yield iri, dip("confidence"), Literal(confidence)
        for name, items in values.items():
            property_ = dip(_PROPERTIES.get(type_, {}).get(name, name))
            for item in items:
                yield iri, property_, self._term(type_, name, item)

    def _bounded(self, iri: NamedNode, type_: str, dates: Sequence[str]) -> Iterator[Row]:
        """The days between which something lies; what is only aimed at happens on no day."""
        if dates and type_ != "target":
            first, last = bounds(dates)
            yield iri, dip("earliest"), date_literal(first)
            yield iri, dip("latest"), date_literal(last)

    def _term(self, type_: str, name: str, value: Any) -> Term:
        if name in _DATES:
            return date_literal(str(value))
        scheme = KIND_SCHEMES.get(type_) if name == "kind" else _SCHEMES.get(name)
        if scheme is not None:
            return self._concept(scheme, str(value))
        if (
            isinstance(value, str)
            and value.startswith(_NODE_PREFIXES)
            and name not in ("title", "what", "on", "value", "fields", "name")
        ):
            return self.node(value)
        return Literal(value)

    def _concept(self, scheme: Scheme, label: str) -> NamedNode:
        found = concept(scheme, label, self.base)
        self.concepts.setdefault(found.iri, found)
        return NamedNode(found.iri)

    def _describe_concept(self, used: Concept) -> Iterator[Row]:
        iri = NamedNode(used.iri)
        yield iri, _TYPE, _CONCEPT
        yield iri, _PREF, Literal(used.label)
        yield iri, _LABEL, Literal(used.label)
        yield from ((iri, _ALT, Literal(other)) for other in used.others)
        yield iri, _SCHEME, NamedNode(used.scheme_iri)

    def _office(self, office: str) -> Iterator[Row]:
        known = self.knowledge.offices[office]
        iri = self.node(office)
        yield iri, _TYPE, dip("Office")
        yield iri, _LABEL, Literal(self._office_label(known))
        yield iri, dip("role"), self._concept("role", known["role"])
        for name, property_ in (("body", "body"), ("country", "country"), ("to", "accreditedTo")):
            if name in known:
                yield iri, dip(property_), self.node(known[name])
        if item := self._item(known):
            yield iri, _SAME, NamedNode(PREFIXES["wd"] + item)

    def _item(self, office: dict[str, str]) -> str:
        """The Wikidata item of a state's post, where it is known for certain."""
        if "body" in office or "to" in office or "country" not in office:
            return ""
        code = self.knowledge.nodes[office["country"]].code
        return offices().get((code, slug(office["role"])), "")

    def _office_label(self, known: dict[str, str]) -> str:
        names = [self.knowledge.nodes[known[k]].name for k in ("body", "country") if k in known]
        label = ", ".join([known["role"], *names])
        return f"{label} to {self.knowledge.nodes[known['to']].name}" if "to" in known else label

    def _article(self, iri: NamedNode, article: Article) -> Iterator[Row]:
        yield iri, _TYPE, dip("Article")
        yield iri, dip("fileName"), Literal(article.file_name)
        yield iri, dip("sha256"), Literal(article.sha256)
        if article.published:
            yield iri, dip("date"), date_literal(article.published)
        for name in ("title", "publisher", "url"):
            if getattr(article, name):
                yield iri, dip(name), Literal(getattr(article, name))
        if article.title:
            yield iri, _LABEL, Literal(article.title)

    def _evidence(self, s: Stated) -> list[NamedNode]:
        return [self.node(f"evidence/{s.id}-{e.start}-{e.end}") for e in s.claim.evidence]

    def _describe_evidence(self, iri: NamedNode, s: Stated) -> Iterator[Row]:
        start, end = (int(x) for x in iri.value.rsplit("-", 2)[1:])
        yield iri, _TYPE, dip("Evidence")
        yield iri, dip("article"), self.article(s.article)
        yield iri, dip("quote"), Literal(s.article.text[start:end])
        yield iri, dip("start"), Literal(start)
        yield iri, dip("end"), Literal(end)
        yield iri, dip("confidence"), Literal(s.claim.confidence)
        yield iri, dip("method"), Literal(s.claim.method)
