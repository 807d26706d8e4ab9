"""What the endpoint says about itself: the SPARQL 1.1 service description, as RDF."""

from __future__ import annotations

import pyoxigraph as ox

from communique.api.http.errors import NotAcceptable
from communique.api.http.formats import RDF_FORMATS, SHORT_NAMES, choose

SD = "http://www.w3.org/ns/sparql-service-description#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
_RESULT_IRIS = {"json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
                "tsv": "SPARQL_Results_TSV"}  # fmt: skip
_RDF_IRIS = {"turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML", "jsonld": "JSON-LD",
             "n3": "N3", "trig": "TriG", "nquads": "N-Quads"}  # fmt: skip
PREFIXES = {"sd": SD, "void": VOID, "format": FORMATS}


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def service_triples(endpoint: str, updates: bool) -> list[ox.Triple]:
    """The description of the service at `endpoint`."""
    service, data, graph = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("graph")
    languages = ["SPARQL10Query", "SPARQL11Query"] + (["SPARQL11Update"] if updates else [])
    formats = [FORMATS + name for name in (*_RESULT_IRIS.values(), *_RDF_IRIS.values())]
    return [
        ox.Triple(service, RDF_TYPE, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        *(ox.Triple(service, _sd("supportedLanguage"), _sd(name)) for name in languages),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(iri)) for iri in formats),
        *(ox.Triple(service, _sd("inputFormat"), ox.NamedNode(FORMATS + iri)) for iri in _RDF_IRIS.values()),
        ox.Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        ox.Triple(service, _sd("defaultDataset"), data),
        ox.Triple(data, RDF_TYPE, _sd("Dataset")),
        ox.Triple(data, _sd("defaultGraph"), graph),
        ox.Triple(graph, RDF_TYPE, _sd("Graph")),
    ]


def describe_service(endpoint: str, accept: str, wanted: str, updates: bool) -> tuple[str, bytes]:
    """The description in the format asked for: its media type and bytes."""
    return serialize(service_triples(endpoint, updates), accept, wanted, PREFIXES)


def serialize(
    triples: list[ox.Triple], accept: str, wanted: str, prefixes: dict[str, str]
) -> tuple[str, bytes]:
    """A small graph in the format that fits; Turtle where the client has no wish or wants a page."""
    name = SHORT_NAMES.get(wanted, wanted) if wanted else choose(accept, RDF_FORMATS)
    if name not in RDF_FORMATS:
        raise NotAcceptable(f"Offered: {', '.join(entry.media for entry in RDF_FORMATS.values())}")
    entry = RDF_FORMATS[name]
    data = ox.serialize(triples, format=entry.engine, prefixes=prefixes if entry.prefixes else None)
    assert data is not None
    return entry.media, data
