"""Is the graph well-formed: the shapes of ``ontology/shapes.ttl``, asked as SPARQL.

A SHACL processor walks every node in Python and takes minutes for a million triples; each constraint that
the shapes use is one query here, so a build can check what it adds. Tests compare the answers with a SHACL
processor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from communique.ontology import PREFIXES

_SH = "http://www.w3.org/ns/shacl#"
#: Facts rest on claims; claims, in the graphs of articles, rest on nothing.
_FACTS_ONLY = "https://w3id.org/communique/ontology/shapes#Resolved"
_NO_DEMANDS = ("targetClass", "targetSubjectsOf", "property", "path")
_MOST = 100
_Node = Any


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that is not as its shape demands; ``graph`` is empty for the default graph."""

    node: str
    path: str
    demand: str
    value: str = ""
    graph: str = ""

    def __str__(self) -> str:
        found = f", but there is {self.value}" if self.value else ""
        return f"{self.node}: {self.path} {self.demand}{found}".replace("  ", " ")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand of a shape: on which nodes, on which path (empty: on the node itself), and what it is."""

    shape: str
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    path: str
    kind: str
    values: tuple[str, ...]


def check(graph: ox.Store, graphs: Iterable[str] | None = None, most: int = _MOST) -> list[Violation]:
    """What is not well-formed in the default graph and in the article graphs (all, or those named), at most
    ``most`` for one demand.
    """
    names = None if graphs is None else sorted(graphs)
    found: set[Violation] = set()
    for constraint in constraints():
        found.update(_ask(graph, constraint, "", most))
        if not constraint.shape.startswith(_FACTS_ONLY) and names != []:
            values = "" if names is None else f"VALUES ?g {{ {' '.join(map(_iri, names))} }} "
            found.update(_ask(graph, constraint, f"{values}GRAPH ?g", most))
    return sorted(found)


def _ask(graph: ox.Store, constraint: Constraint, scope: str, most: int) -> Iterator[Violation]:
    rows: Any = graph.query(_query(constraint, scope, most))
    for row in rows:
        named = row["g"].value if scope else ""
        value = "" if constraint.kind.endswith("Count") else str(row["v"] or "")
        yield Violation(row["n"].value, _short(constraint.path), _demand(constraint), value, named)


# queries ------------------------------------------------------------------------------------------------
def _query(c: Constraint, scope: str, most: int) -> str:
    """The query that finds who breaks a constraint: ?n, the value ?v and, in named graphs, ?g."""
    where = _nodes(c)
    graph = " ?g" if scope else ""
    path = _iri(c.path) if c.path else ""
    if c.kind in ("minCount", "maxCount"):
        sign = "<" if c.kind == "minCount" else ">"
        inner = f"{where} OPTIONAL {{ ?n {path} ?x }}"
        having = f"GROUP BY ?n{graph} HAVING (COUNT(DISTINCT ?x) {sign} {c.values[0]})"
        return f"SELECT ?n{graph} WHERE {{ {scope} {{ {inner} }} }} {having} LIMIT {most}"
    where += f" ?n {path} ?v" if path else " BIND(?n AS ?v)"
    if c.kind == "lessThan":
        where += f" . ?n {_iri(c.values[0])} ?w"
    test = _TESTS[c.kind](c.values)
    # What a claim names is described in the default graph, its passages and office also in its own.
    outside = test if scope and c.kind == "class" else ""
    return f"SELECT DISTINCT ?n ?v{graph} WHERE {{ {scope} {{ {where} {test} }} {outside} }} LIMIT {most}"


def _nodes(c: Constraint) -> str:
    if c.classes:
        return f"VALUES ?class {{ {' '.join(map(_iri, c.classes))} }} ?n a ?class ."
    return (
        "{ SELECT DISTINCT ?n WHERE { "
        + " UNION ".join(f"{{ ?n {_iri(p)} [] }}" for p in c.subjects_of)
        + " } }"
    )


def _none(values: tuple[str, ...]) -> str:
    return f"FILTER(!isLiteral(?v) || DATATYPE(?v) NOT IN ({', '.join(map(_iri, values))}))"


_NODE_KINDS = {_SH + "IRI": "isIRI(?v)", _SH + "Literal": "isLiteral(?v)"}
_TESTS: dict[str, Callable[[tuple[str, ...]], str]] = {
    "datatype": _none,
    "or": _none,
    "class": lambda v: f"FILTER NOT EXISTS {{ ?v a {_iri(v[0])} }}",
    "in": lambda v: f"FILTER(?v NOT IN ({', '.join(map(_iri, v))}))",
    "nodeKind": lambda v: f"FILTER(!{_NODE_KINDS[v[0]]})",
    "minInclusive": lambda v: f"FILTER(!isNumeric(?v) || ?v < {v[0]})",
    "maxInclusive": lambda v: f"FILTER(!isNumeric(?v) || ?v > {v[0]})",
    "minLength": lambda v: f"FILTER(STRLEN(STR(?v)) < {v[0]})",
    "pattern": lambda v: f"FILTER(!REGEX(STR(?v), {ox.Literal(v[0])}))",
    "lessThan": lambda _: "FILTER(!(?v < ?w))",
}


def _demand(c: Constraint) -> str:
    """A constraint in words."""
    values = " or ".join(_short(v) for v in c.values)
    return _WORDS[c.kind].format(values)


_WORDS = {
    "minCount": "needs at least {} value(s)",
    "maxCount": "has more than {} value(s)",
    "datatype": "must be {}",
    "or": "must be {}",
    "class": "must be a {}",
    "in": "must be one of {}",
    "nodeKind": "must be a {}",
    "minInclusive": "must be at least {}",
    "maxInclusive": "must be at most {}",
    "minLength": "must have at least {} character(s)",
    "pattern": "must match {}",
    "lessThan": "must be less than {}",
}


# shapes -------------------------------------------------------------------------------------------------
@cache
def constraints() -> tuple[Constraint, ...]:
    """Every constraint of the shapes. Raises ValueError for one that is not known here."""
    shapes = ox.Store()
    shapes.load((files("communique.ontology") / "shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    a, node_shape = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(_SH + "NodeShape")
    nodes = [quad.subject for quad in shapes.quads_for_pattern(None, a, node_shape)]
    return tuple(sorted((c for node in nodes for c in _of_shape(shapes, node)), key=str))


def _of_shape(shapes: ox.Store, shape: _Node) -> Iterator[Constraint]:
    classes, subjects = (_texts(shapes, shape, name) for name in ("targetClass", "targetSubjectsOf"))
    for part in (shape, *_values(shapes, shape, "property")):
        path = next(iter(_texts(shapes, part, "path")), "")
        for kind, values in _demands(shapes, part):
            yield Constraint(str(shape).strip("<>"), classes, subjects, path, kind, values)


def _demands(shapes: ox.Store, part: _Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    for quad in shapes.quads_for_pattern(part, None, None):
        kind = quad.predicate.value.removeprefix(_SH)
        if kind in ("in", "or"):
            members = _list(shapes, quad.object)
            yield kind, tuple(_datatype(shapes, m) if kind == "or" else str(m).strip("<>") for m in members)
        elif kind in _TESTS or kind in ("minCount", "maxCount"):
            yield kind, (_text(quad.object),)
        elif quad.predicate.value.startswith(_SH) and kind not in _NO_DEMANDS:
            raise ValueError(f"sh:{kind} is not known to communique.graph.validate")


def _datatype(shapes: ox.Store, member: _Node) -> str:
    return _texts(shapes, member, "datatype")[0]


def _list(shapes: ox.Store, head: _Node) -> Iterator[_Node]:
    while (first := _values(shapes, head, "first", PREFIXES["rdf"])) != []:
        yield first[0]
        head = _values(shapes, head, "rest", PREFIXES["rdf"])[0]


def _values(shapes: ox.Store, node: _Node, name: str, namespace: str = _SH) -> list[_Node]:
    return [quad.object for quad in shapes.quads_for_pattern(node, ox.NamedNode(namespace + name), None)]


def _texts(shapes: ox.Store, node: _Node, name: str) -> tuple[str, ...]:
    return tuple(sorted(_text(value) for value in _values(shapes, node, name)))


def _text(node: _Node) -> str:
    return str(node.value)


def _iri(text: str) -> str:
    return f"<{text}>"


def _short(text: str) -> str:
    """An IRI as a prefixed name, anything else as it is."""
    known = {"sh": _SH, **PREFIXES}
    return next((f"{p}:{text.removeprefix(n)}" for p, n in known.items() if text.startswith(n)), text)
