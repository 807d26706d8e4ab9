"""Facts in words: one English sentence for each, for command lines, pages and paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.graph.lookup.values import Value
from communique.ontology.reference import with_article

_SAID_BY_THE_VERB = ("visit", "speech")  # “is to visit” needs no “planned”
Values = Mapping[str, Sequence[Value]]


def describe(kind: str, values: Values, status: str, date: str) -> str:
    """The fact as a sentence; what the reports leave open is left out."""
    words = capital(_SENTENCES[kind](values, status == "planned"))
    when = f" ({date})" if date else ""
    late = "" if status == "actual" or (status == "planned" and kind in _SAID_BY_THE_VERB) else f", {status}"
    return words + late + when


def _all(values: Values, name: str) -> str:
    """The values of a property as “A, B and C”."""
    return listed([in_sentence(v) for v in values.get(name, ())])


def in_sentence(value: Value) -> str:
    """A value as it stands in a sentence: some countries have an article."""
    country = value.ref is not None and value.ref.type == "Country"
    return f"the {value.text}" if country and value.text in with_article() else value.text


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning, where that is an article."""
    return f"T{sentence[1:]}" if sentence.startswith("the ") else sentence


def counted(count: int, heading: str) -> str:
    """“3 meetings”, “1 meeting”; headings of several words have no singular."""
    return f"{count:,} {number(count, heading)}"


def number(count: int, heading: str) -> str:
    """The heading in lower case, in the singular for one."""
    heading = heading.lower()
    if count == 1 and " " not in heading:
        for ending, one in (("ies", "y"), ("ches", "ch"), ("s", "")):
            if heading.endswith(ending):
                return heading.removesuffix(ending) + one
    return heading


def listed(names: Sequence[str]) -> str:
    """“A, B and C”."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _part(word: str, text: str) -> str:
    """The text behind a joining word, nothing for nothing."""
    return f" {word} {text}" if text else ""


def _office(v: Values, _: bool) -> str:
    where = _all(v, "body") or _all(v, "country")
    to = _part("to", _all(v, "accreditedTo"))
    return f"{_all(v, 'holder')}: {_all(v, 'role')}{_part('of', where)}{to}"


def _meeting(v: Values, planned: bool) -> str:
    kind = _all(v, "kind") or "meeting"
    where = _all(v, "place") or _all(v, "country")
    return f"{_all(v, 'participant')}: {kind}{_part('in', where)}"


def _visit(v: Values, planned: bool) -> str:
    verb = "is to visit" if planned else "visited"
    kind = _all(v, "kind").removesuffix(" visit")
    host = _part("hosted by", _all(v, "host"))
    how = f" on {article(kind)} {kind} visit" if kind else ""
    return f"{_all(v, 'visitor')} {verb} {_all(v, 'destination')}{how}{',' + host if host else ''}"


def article(noun: str) -> str:
    """“a” or “an”."""
    return "an" if noun[:1].lower() in "aeiou" else "a"


def _agreement(v: Values, _: bool) -> str:
    what = _all(v, "title") or _counted(_all(v, "documentCount"), _all(v, "kind") or "agreement")
    sides = _part("between" if len(v.get("signatory", ())) > 1 else "of", _all(v, "signatory"))
    return f"{what}{sides}{_part('–', _all(v, 'action'))}"


def _counted(count: str, noun: str) -> str:
    """“7 agreements”, “3 memorandums of understanding”; only the noun where nothing was counted."""
    head, of, rest = noun.partition(" of ")
    many = count not in ("", "1") and not head.endswith("s")
    return f"{count} {head}{'s' if many else ''}{of}{rest}".strip()


def _partnership(v: Values, _: bool) -> str:
    since = _part("since", _all(v, "since"))
    return f"{_all(v, 'between')}: {_all(v, 'level')}{since}{_part('–', _all(v, 'action'))}"


def _relations(v: Values, _: bool) -> str:
    return f"{_all(v, 'between')}: diplomatic relations{_part('since', _all(v, 'since'))}"


def _award(v: Values, _: bool) -> str:
    presenter = _part("presented by", _all(v, "presenter"))
    giver = _part("from", _all(v, "giver"))
    return f"{_all(v, 'recipient')}: {_all(v, 'title')}{giver}{',' + presenter if presenter else ''}"


def _invitation(v: Values, _: bool) -> str:
    accepted = {"true": ", accepted", "false": ", declined"}.get(_all(v, "accepted"), "")
    where = _part("to visit", _all(v, "destination"))
    return f"{_all(v, 'inviter')} invited {_all(v, 'invitee')}{where}{accepted}"


def _speech(v: Values, planned: bool) -> str:
    verb = "is to speak" if planned else "spoke"
    title = f": “{_all(v, 'title')}”" if v.get("title") else ""
    return f"{_all(v, 'speaker')} {verb}{_part('at', _all(v, 'place'))}{title}"


def _target(v: Values, _: bool) -> str:
    value = _part("–", _all(v, "value"))
    return f"{_all(v, 'between') or 'Aim'}: {_all(v, 'title')}{value}{_part('by', _all(v, 'byDate'))}"


def _congratulation(v: Values, _: bool) -> str:
    verb = "sent condolences to" if "condolence" in _all(v, "kind") else "congratulated"
    return f"{_all(v, 'from')} {verb} {_all(v, 'to')}{_part('on', _all(v, 'title'))}"


def _spouse(v: Values, _: bool) -> str:
    return f"{_all(v, 'spouse')}: married"


_SENTENCES = {
    "office": _office,
    "meeting": _meeting,
    "visit": _visit,
    "agreement": _agreement,
    "partnership": _partnership,
    "diplomatic_relations": _relations,
    "award": _award,
    "invitation": _invitation,
    "speech": _speech,
    "target": _target,
    "congratulation": _congratulation,
    "spouse": _spouse,
}
