"""Facts told as plain sentences from the side of one who took part, with dates as one says them."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence

from communique.graph.lookup.values import Fact, Ref, Value
from communique.graph.lookup.wording import article, capital, describe, in_sentence, listed

Values = Mapping[str, Sequence[Value]]
_BY_PHONE = {"call": "spoke by phone with", "video call": "spoke by video with", "meeting": "met"}
_WITHOUT_ARTICLE = ("talks", "consultations", "negotiations", "discussions")


def tell(fact: Fact, source: Ref, target: Ref) -> str:
    """What joins two entities by a fact, as a sentence about the first, without its full stop.

    “Kim Jong Un held talks with To Lam in Pyongyang on 9 October 2025”.
    """
    told = _TOLD.get(fact.kind)
    said = told(fact.values, source, target) if told else describe(fact.kind, fact.values, "actual", "")
    planned = {"planned": " as planned", "former": " formerly"}.get(fact.status, "")
    return capital(f"{said}{planned}{when(fact)}")


def when(fact: Fact) -> str:
    """“ on 9 October 2025” or nothing; of an office by which report it was held, of ties since when."""
    if fact.kind in ("partnership", "diplomatic_relations"):
        since = _names(fact.values, "since")
        return f" since {spoken(since)}" if since.replace("-", "").isdigit() else ""
    if not fact.date:
        return ""
    if fact.kind == "office":
        return f", by a report of {spoken(fact.date)}"
    return f" {'on' if len(fact.date) == len('2025-10-09') else 'in'} {spoken(fact.date)}"


def spoken(date: str) -> str:
    """“9 October 2025”, “October 2025” or “2025” of an ISO date."""
    year, *rest = date.split("-")
    month = calendar.month_name[int(rest[0])] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(filter(None, (day, month, year)))


def _names(values: Values, name: str, but: Ref | None = None, first: Ref | None = None) -> str:
    """“A, B and C” of a property, without one of them and another one in front."""
    found = [v for v in values.get(name, ()) if not (but and v.ref and v.ref.iri == but.iri)]
    found.sort(key=lambda v: not (first and v.ref and v.ref.iri == first.iri))
    return listed([in_sentence(v) for v in found])


def _meeting(values: Values, source: Ref, target: Ref) -> str:
    kind = _names(values, "kind") or "meeting"
    if (said := _BY_PHONE.get(kind)) is None:
        plural = kind.endswith(_WITHOUT_ARTICLE)
        said = f"held {kind} with" if plural else f"had {article(kind)} {kind} with"
    where = _names(values, "place") or _names(values, "country")
    others = _names(values, "participant", source, target)
    return f"{in_sentence(Value(source.label, source))} {said} {others}{f' in {where}' if where else ''}"


def _office(values: Values, _: Ref, __: Ref) -> str:
    where = _names(values, "body") or _names(values, "country")
    to = _names(values, "accreditedTo")
    role = _names(values, "role") + (f" of {where}" if where else "") + (f" to {to}" if to else "")
    return f"{_names(values, 'holder')} held the office of {role}"


def _partnership(values: Values, _: Ref, __: Ref) -> str:
    level = _names(values, "level") or "partnership"
    return f"{_names(values, 'between')} have {article(level)} {level}"


def _relations(values: Values, _: Ref, __: Ref) -> str:
    return f"{_names(values, 'between')} have diplomatic relations"


def _agreement(values: Values, _: Ref, __: Ref) -> str:
    action = _names(values, "action") or "agreed on"
    text = {name: v for name, v in values.items() if name not in ("signatory", "action")}
    return f"{_names(values, 'signatory')}: {action} {describe('agreement', text, 'actual', '')}"


def _award(values: Values, _: Ref, __: Ref) -> str:
    by = _names(values, "giver") or _names(values, "presenter")
    given = f"{_names(values, 'recipient')} received the {_names(values, 'title')}"
    return given + (f" from {by}" if by else "")


def _spouse(values: Values, _: Ref, __: Ref) -> str:
    return f"{_names(values, 'spouse')} are married"


_TOLD: dict[str, Callable[[Values, Ref, Ref], str]] = {
    "meeting": _meeting, "office": _office, "partnership": _partnership, "diplomatic_relations": _relations,
    "agreement": _agreement, "award": _award, "spouse": _spouse,
}  # fmt: skip
