"""JSON-LD in the terms of the ontology's context, which stands in the document itself.

The engine writes JSON-LD in its expanded form only. This is the same graph, as people and programs expect to
read it; numbers stay strings, so that no lexical form is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from communique.ontology import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_LANGUAGE = PREFIXES["rdf"] + "langString"
_STRING = PREFIXES["xsd"] + "string"
Node = dict[str, Any]
Write = Callable[[Any, list[tuple[str, Any]]], Node]


class _Unsaid(Exception):
    """An IRI or value that the context would turn into another one."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The context's document, its terms by what they stand for, and its prefixes by their namespaces."""

    text: str
    terms: dict[str, tuple[str, str]]
    prefixes: dict[str, str]
    names: frozenset[str]


@cache
def _context() -> _Context:
    text = (files("communique.ontology") / "context.jsonld").read_text(encoding="utf-8")
    given: dict[str, Any] = json.loads(text)["@context"]
    defined = {name: value for name, value in given.items() if not _is_keyword(name, value)}
    prefixes = {value: name for name, value in defined.items() if isinstance(value, str) and "://" in value}
    spaces = {name: space for space, name in prefixes.items()}
    terms: dict[str, tuple[str, str]] = {}
    for name, value in defined.items():
        if name not in spaces:
            entry = value if isinstance(value, dict) else {"@id": value}
            terms[_whole(entry["@id"], spaces)] = (name, _whole(entry.get("@type", ""), spaces))
    return _Context(json.dumps(given, separators=(",", ":")), terms, prefixes, frozenset(given))


def _is_keyword(name: str, value: Any) -> bool:
    return name.startswith("@") or value in ("@id", "@type")


def _whole(short: str, spaces: dict[str, str]) -> str:
    """The IRI of a prefixed name; keywords stay."""
    prefix, _, rest = short.partition(":")
    return spaces[prefix] + rest if prefix in spaces else short


def serialize(triples: Iterable[ox.Triple]) -> bytes:
    """The triples as one document."""
    import io

    data = io.BytesIO()
    write(triples, data)
    return data.getvalue()


def write(triples: Iterable[ox.Triple], file: IO[bytes]) -> None:
    """Write the triples one node after the other, as they come."""
    file.write(f'{{"@context":{_context().text},"@graph":['.encode())
    _write_nodes(triples, file)
    file.write(b"]}\n")


def write_dataset(store: ox.Store, file: IO[bytes]) -> None:
    """Write the default graph, and each named graph as a node that holds its own."""
    file.write(f'{{"@context":{_context().text},"@graph":['.encode())
    _write_nodes(triples_of(store, ox.DefaultGraph()), file)
    separate = any(True for _ in triples_of(store, ox.DefaultGraph()))
    for name in sorted(store.named_graphs(), key=str):
        file.write(b",\n" if separate else b"\n")
        _write_graph(name, triples_of(store, name), file)
        separate = True
    file.write(b"]}\n")


def _write_graph(name: Any, triples: Iterable[ox.Triple], file: IO[bytes]) -> None:
    """One named graph; where the context would change its name, without the context as a whole."""
    try:
        head, node = f'{{"@id":{json.dumps(_reference(name))}', _node
    except _Unsaid:
        head, node = f'{{"@context":null,"@id":{json.dumps(_raw(name))}', _expanded
    file.write(f'{head},"@graph":['.encode())
    _write_nodes(triples, file, node)
    file.write(b"]}")


def triples_of(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Iterable[ox.Triple]:
    """The triples of one graph, one subject after the other."""
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))


def _write_nodes(triples: Iterable[ox.Triple], file: IO[bytes], node: Write | None = None) -> None:
    begun = False
    for subject, listed in groupby(triples, key=lambda triple: triple.subject):
        pairs = [(triple.predicate.value, triple.object) for triple in listed]
        text = json.dumps((node or _node)(subject, pairs), ensure_ascii=False, separators=(",", ":"))
        file.write((",\n" if begun else "\n").encode() + text.encode())
        begun = True


def _node(subject: Any, pairs: list[tuple[str, Any]]) -> Node:
    """One node; where the context would change its meaning, in the expanded form and without the context."""
    try:
        return _compact(subject, pairs)
    except _Unsaid:
        return _expanded(subject, pairs)


def _compact(subject: Any, pairs: list[tuple[str, Any]]) -> Node:
    made: dict[str, list[Any]] = {}
    for name, value in pairs:
        if name == _TYPE:
            made.setdefault("type", []).append(_kind(value))
        else:
            key, coercion = _key(name)
            made.setdefault(key, []).append(_value(value, coercion))
    values = {key: listed[0] if len(listed) == 1 else listed for key, listed in made.items()}
    return {"id": _reference(subject), **values}


def _kind(value: Any) -> str:
    """A class, by its term if it has one."""
    if not isinstance(value, ox.NamedNode):
        raise _Unsaid
    return _key(value.value)[0]


@lru_cache(maxsize=4096)
def _key(iri: str) -> tuple[str, str]:
    """A property by its term, with the type that this gives its values; else its IRI, prefixed or whole."""
    known = _context().terms.get(iri)
    return known or (_short(iri), "")


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    """The IRI with a prefix where one fits. Raises _Unsaid for one that reads as if it had one already."""
    for space, prefix in _context().prefixes.items():
        if iri.startswith(space) and iri[len(space) :] and not iri[len(space) :].startswith("//"):
            return f"{prefix}:{iri[len(space) :]}"
    scheme, _, rest = iri.partition(":")
    if scheme in _context().names and not rest.startswith("//"):
        raise _Unsaid
    return iri


def _reference(term: Any) -> str:
    """A node's own identifier."""
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    raise ValueError("JSON-LD has no triples about triples")


def _value(term: Any, coercion: str) -> Any:
    """A property's value; as a bare string where the term, or its lack of a type, says all the rest."""
    if not isinstance(term, ox.Literal):
        return _reference(term) if coercion == "@id" else {"id": _reference(term)}
    datatype = term.datatype.value
    if datatype == (coercion or _STRING):
        return term.value
    if datatype == _STRING:
        return {"@value": term.value}
    return _tagged(term) or {"@type": _short(datatype), "@value": term.value}


def _tagged(term: ox.Literal) -> Node:
    """A text with its language, and its direction if it has one; nothing for other literals."""
    if not term.language:
        return {}
    direction = getattr(term, "direction", None)
    turned = {"@direction": str(getattr(direction, "value", direction))} if direction else {}
    return {"@language": term.language, **turned, "@value": term.value}


def _expanded(subject: Any, pairs: list[tuple[str, Any]]) -> Node:
    made: dict[str, list[Node]] = {}
    for name, value in pairs:
        made.setdefault(name, []).append(_expanded_value(value))
    return {"@context": None, "@id": _raw(subject), **made}


def _expanded_value(term: Any) -> Node:
    if not isinstance(term, ox.Literal):
        return {"@id": _raw(term)}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return _tagged(term) or {"@type": term.datatype.value, "@value": term.value}


def _raw(term: Any) -> str:
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return str(term.value) if isinstance(term, ox.NamedNode) else f"_:{term.value}"
    raise ValueError("JSON-LD has no triples about triples")
