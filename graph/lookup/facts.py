"""Facts by their IRIs: their values, their sentence and the passages that state them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from communique.graph.lookup.attested import Attested, Told, attested
from communique.graph.lookup.kinds import BY_CLASS, CLASSES
from communique.graph.lookup.snapshot import ONTOLOGY, NotFound, Snapshot, nodes
from communique.graph.lookup.values import Fact, Passage, Ref, Report, Value
from communique.graph.lookup.wording import describe
from communique.ontology import PREFIXES

EVIDENCE_SHOWN = 3  # passages per fact where nobody asked for all of them
_ALL = 10_000
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://\S+\Z")
_PLUMBING = {"evidence", "status", "confidence", "earliest", "latest", "office", "attestedOn", "differsIn"}
_DATES = ("date", "startDate", "endDate", "since", "byDate")
_LABEL = "OPTIONAL { ?o rdfs:label|skos:prefLabel ?label } OPTIONAL { ?o a ?type }"
_FACTS = (
    "SELECT ?f ?p ?o ?label ?type WHERE {{ VALUES ?f {{ {} }} ?f ?p ?o . "
    "FILTER(?p != prov:wasDerivedFrom && ?p != dip:evidence) {} }}"
)
_OFFICES = (
    "SELECT ?f ?p ?o ?label ?type WHERE {{ VALUES ?f {{ {} }} ?f dip:office ?office . ?office ?p ?o . {} }}"
)
_OF_OFFICE = {"role", "body", "country", "accreditedTo"}
_EVIDENCE = """SELECT ?f ?e ?article ?quote ?start ?end ?confidence ?method WHERE {{ VALUES ?f {{ {} }}
  ?f dip:evidence ?e . ?e dip:article ?article ; dip:quote ?quote ; dip:start ?start ; dip:end ?end .
  OPTIONAL {{ ?e dip:confidence ?confidence }} OPTIONAL {{ ?e dip:method ?method }} }}"""
_PLACE = """SELECT ?f ?article ?start ?end WHERE {{ VALUES ?e {{ {} }}
  ?f dip:evidence ?e . ?e dip:article ?article ; dip:start ?start ; dip:end ?end }} ORDER BY ?f LIMIT 1"""
_STATUSES = """SELECT ?e ?status WHERE {{ VALUES ?f {{ {} }}
  ?f prov:wasDerivedFrom ?c . GRAPH ?a {{ ?c dip:evidence ?e ; dip:status ?status }} }}"""
_OBJECTS = "SELECT ?o ?label ?type WHERE {{ VALUES ?o {{ {} }} {} }}"
_NOT_VALUES = (f"{ONTOLOGY}evidence", PREFIXES["prov"] + "wasDerivedFrom")
_ARTICLES = "SELECT ?a ?p ?o WHERE {{ VALUES ?a {{ {} }} ?a ?p ?o }}"


def read_facts(
    snapshot: Snapshot, iris: Sequence[str], evidence: int = EVIDENCE_SHOWN, as_of: str = ""
) -> list[Fact]:
    """The facts in the order of the IRIs, each with at most ``evidence`` passages.

    Passages that give a fact its status come first, then the oldest. IRIs that name no fact are left out;
    with ``as_of`` also those that no report of that day or before attests, and the others are told as these
    reports tell them.
    """
    known = attested(snapshot, as_of, iris) if as_of else None
    wanted = [iri for iri in iris if known is None or iri in known.facts]
    if not wanted:
        return []
    described = _described(snapshot, wanted, known.retold if known else {})
    passages = read_passages(snapshot, wanted, known)
    return [
        _fact(snapshot, iri, described[iri], passages[iri], evidence) for iri in wanted if iri in described
    ]


Described = dict[str, dict[str, list[Value]]]  # for each fact the values of its properties


def _described(snapshot: Snapshot, iris: Sequence[str], retold: Mapping[str, Told]) -> Described:
    """All values of the facts' properties, some told anew; a tenure has those of its office besides."""
    described: Described = defaultdict(lambda: defaultdict(list))
    published = [iri for iri in iris if iri not in retold]
    for row in snapshot.rows(_FACTS.format(nodes(published), _LABEL)) if published else ():
        _add(described[row["f"]], snapshot, row)
    for row in _retold_rows(snapshot, retold):
        _add(described[row["f"]], snapshot, row)
    tenures = [iri for iri, values in described.items() if "office" in values]
    for row in snapshot.rows(_OFFICES.format(nodes(tenures), _LABEL)) if tenures else ():
        if local_name(row["p"]) in _OF_OFFICE:
            _add(described[row["f"]], snapshot, row)
    return described


def _retold_rows(snapshot: Snapshot, retold: Mapping[str, Told]) -> Iterator[dict[str, str]]:
    """The values of facts that are told anew, as a query gives those of the others."""
    listed = [
        {"f": iri, "p": name, "o": term.value}
        for iri, told in retold.items() for name, terms in told.items() for term in terms
        if name not in _NOT_VALUES
    ]  # fmt: skip
    things = sorted({row["o"] for row in listed if _IRI.match(row["o"])})
    named = snapshot.rows(_OBJECTS.format(nodes(things), _LABEL)) if things else []
    known = {row["o"]: row for row in named}
    return ({**row, **known.get(row["o"], {})} for row in listed)


def _add(values: dict[str, list[Value]], snapshot: Snapshot, row: dict[str, str]) -> None:
    """Adds one value of a property, once however many labels or types it has."""
    name = local_name(row["p"])
    value = _value(snapshot, row)
    known = values[name]
    same = next(
        (k for k, v in enumerate(known) if (v.ref and v.ref.iri) == row["o"] or v.text == value.text), None
    )
    if same is None:
        known.append(value)


def _value(snapshot: Snapshot, row: dict[str, str]) -> Value:
    """A thing with its label, or the text of a literal."""
    o = row["o"]
    if "label" not in row and "type" not in row and not _IRI.match(o):
        return Value(o)
    label = row.get("label") or local_name(o).replace("-", " ").replace("_", " ")
    return Value(label, Ref(snapshot.id(o), o, local_name(row.get("type", "")), label))


def local_name(iri: str) -> str:
    """What stands behind the last ``#`` or ``/``."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _fact(
    snapshot: Snapshot, iri: str, read: dict[str, list[Value]], passages: list[Passage], shown: int
) -> Fact:
    """The fact of the values that were read."""
    kind = next(k for k in (BY_CLASS.get(v.ref.iri) for v in read["type"] if v.ref) if k)
    status = local_name(_first(read, "status")) or "actual"
    values = {
        name: sorted(v, key=lambda x: x.text)
        for name, v in sorted(read.items())
        if name not in _PLUMBING | {"type"}
    }
    date = next(
        (_first(read, name) for name in _DATES if name in read and name not in ("since", "byDate")), ""
    )
    attested = sorted(v.text for v in read.get("attestedOn", ()))
    return Fact(
        id=snapshot.id(iri),
        iri=iri,
        kind=kind.key,
        text=describe(kind.key, values, status, date),
        status=status,
        date=date or (attested[-1] if attested else _first(read, "since")),
        earliest=_first(read, "earliest") or (attested[0] if attested else ""),
        latest=_first(read, "latest") or (attested[-1] if attested else ""),
        confidence=float(_first(read, "confidence") or 0),
        values=values,
        evidence=varied(own_first(passages, status), shown, status),
        evidence_count=len(passages),
        differs_in=sorted(local_name(v.ref.iri) for v in read.get("differsIn", ()) if v.ref),
    )


def _first(read: dict[str, list[Value]], name: str) -> str:
    """The first value's text in order, empty if there is none."""
    return min((v.ref.iri if v.ref and name == "status" else v.text for v in read.get(name, ())), default="")


def own_first(passages: Iterable[Passage], status: str) -> list[Passage]:
    """The passages that give the fact its status, before those that only announce or recall it."""
    return sorted(passages, key=lambda passage: _differs(passage, status))


def _differs(passage: Passage, status: str) -> bool:
    return passage.status not in ("", status)


def varied(passages: Sequence[Passage], most: int, status: str) -> list[Passage]:
    """At most so many passages: each report speaks before one speaks twice, and none repeats its words.

    Those that give the fact its status come first all the same.
    """
    if len(passages) <= 1 or most > EVIDENCE_SHOWN:
        return list(passages[:most])
    turns: Counter[str] = Counter()
    distinct = {(passage.report.iri, passage.quote): passage for passage in reversed(passages)}
    ranked: list[tuple[bool, int, int, Passage]] = []
    for at, passage in enumerate(reversed(distinct.values())):
        ranked.append((_differs(passage, status), turns[passage.report.iri], at, passage))
        turns[passage.report.iri] += 1
    return [passage for *_, passage in sorted(ranked, key=lambda r: r[:3])[:most]]


def read_passages(
    snapshot: Snapshot, iris: Iterable[str], known: Attested | None = None
) -> dict[str, list[Passage]]:
    """Every passage that states each fact, the oldest report first; with ``known`` of its reports only."""
    wanted = list(iris)
    rows = snapshot.rows(_EVIDENCE.format(nodes(wanted)))
    reports = read_reports(snapshot, {row["article"] for row in rows})
    if known is not None:
        rows = [row for row in rows if "" < reports[row["article"]].date <= known.until]
    statuses = _statuses(snapshot, rows)
    found: dict[str, dict[str, Passage]] = defaultdict(dict)
    for row in rows:
        passage = _passage(row, reports[row["article"]], statuses.get(row["e"], ""))
        found[row["f"]][row["e"]] = passage
    return defaultdict(list, {f: sorted(passages.values(), key=_age) for f, passages in found.items()})


def _statuses(snapshot: Snapshot, rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """The status that passages give their facts; asked for only where several state one fact."""
    several = [fact for fact, count in Counter(row["f"] for row in rows).items() if count > 1]
    told = snapshot.pairs(_STATUSES.format(nodes(several))) if several else ()
    return {passage: local_name(status) for passage, status in told}


def _age(passage: Passage) -> tuple[str, str, int, int]:
    """The oldest report first, in the order of its text; reports without a date last."""
    return (passage.report.date or "9999", passage.report.file_name, passage.start, passage.end)


def _passage(row: dict[str, str], report: Report, status: str) -> Passage:
    """The passage of a row of evidence."""
    confidence, method = float(row.get("confidence", 0)), row.get("method", "")
    return Passage(report, row["quote"], int(row["start"]), int(row["end"]), confidence, method, status)


def read_reports(snapshot: Snapshot, iris: Iterable[str]) -> dict[str, Report]:
    """What is known about each of the articles."""
    wanted = list(iris)
    found: dict[str, dict[str, str]] = {iri: {} for iri in wanted}
    for row in snapshot.rows(_ARTICLES.format(nodes(wanted))) if wanted else ():
        found[row["a"]].setdefault(local_name(row["p"]), row["o"])
    return {iri: _report(snapshot, iri, known) for iri, known in found.items()}


def _report(snapshot: Snapshot, iri: str, known: dict[str, str]) -> Report:
    """The report of the properties that were read."""
    return Report(
        id=snapshot.id(iri),
        iri=iri,
        file_name=known.get("fileName", ""),
        title=known.get("title", ""),
        date=known.get("date", ""),
        publisher=known.get("publisher", ""),
        url=known.get("url", "") or known.get("source", ""),
        sha256=known.get("sha256", ""),
    )


def fact(snapshot: Snapshot, id: str, evidence: int = 100) -> Fact:
    """One fact, by its own id, by that of a claim it rests on, or by that of a passage that states it: then
    with this passage only. Raises NotFound.
    """
    iri = snapshot.iri(id)
    found = read_facts(snapshot, [iri], evidence) if _is_fact(snapshot, iri) else []
    found = found or read_facts(snapshot, _resting_on(snapshot, iri), evidence) or _stated_by(snapshot, iri)
    if not found:
        raise NotFound(f"no fact “{id}” in this graph")
    return found[0]


def _stated_by(snapshot: Snapshot, passage: str) -> list[Fact]:
    """The fact that a passage states, with this passage alone."""
    rows = snapshot.rows(_PLACE.format(nodes([passage])))
    facts = read_facts(snapshot, [row["f"] for row in rows], evidence=_ALL)
    places = {(row["article"], int(row["start"]), int(row["end"])) for row in rows}
    return [
        replace(fact, evidence=[p for p in fact.evidence if (p.report.iri, p.start, p.end) in places])
        for fact in facts
    ]


def claims_of(snapshot: Snapshot, id: str) -> list[str]:
    """The names, without ``claim/``, of a fact's claims, or of the claim itself. Raises NotFound."""
    found = fact(snapshot, id)
    if id.startswith("claim/"):
        return [id.removeprefix("claim/")]
    query = f"SELECT ?c WHERE {{ {nodes([found.iri])} prov:wasDerivedFrom ?c }} ORDER BY ?c"
    return [snapshot.id(row["c"]).removeprefix("claim/") for row in snapshot.rows(query)]


def _is_fact(snapshot: Snapshot, iri: str) -> bool:
    return bool(snapshot.rows(f"SELECT ?c WHERE {{ VALUES ?c {{ {CLASSES} }} {nodes([iri])} a ?c }} LIMIT 1"))


def _resting_on(snapshot: Snapshot, claim: str) -> list[str]:
    """The fact that was derived from a claim."""
    return [
        row["f"]
        for row in snapshot.rows(f"SELECT ?f WHERE {{ ?f prov:wasDerivedFrom {nodes([claim])} }} LIMIT 1")
    ]


__all__ = ["ONTOLOGY", "claims_of", "fact", "local_name", "read_facts", "read_passages", "read_reports"]
