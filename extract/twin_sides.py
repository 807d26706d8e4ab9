"""Sides of one sort told in one breath: "the Customs Administrations of A and B", "the cities of A and B"."""

from __future__ import annotations

import re

from communique.extract.claims import Entity
from communique.extract.pairs import principal_pair
from communique.extract.scene import Scene
from communique.extract.side_phrases import entity_of, known_names
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries

_BODIES = (
    "Ministries|Administrations|Offices|Agencies|Academies|Chambers|Universities|Departments|Services|Institutes|Commissions|"
    "Committees|Authorities|Organi[sz]ations|Banks|Assemblies|Parliaments|Archives|Libraries|Museums|Associations|Federations|Councils"
)
_TWINS = re.compile(
    rf"(?:the )?(?P<body>(?:[A-Z][\w’'-]*,? (?:and )?)*(?:{_BODIES})\b(?: (?:for|of) [A-Z][\w’'-]*(?:,? (?:and )?[A-Z][\w’'-]*)*?)?)"
    r",? (?:of|in) (?:(?P<both>(?:the |both )?(?:two )?(?:countries|states|nations|sides))|(?P<lands>.{4,120}))$"
)
_LAND = re.compile(r"(?:of |in )?(?:the )?(?:Republic of |Kingdom of |State of )?(?P<name>.+)$")
_CITIES = re.compile(
    r"\btwinning\b|\b(?:sister|twin|twinned|partner|friendship)[- ](?:cit|town|municipal|pact)|\b(?:cities|municipalities|towns) of\b",
    re.IGNORECASE,
)


def twin_bodies(scene: Scene, text: str) -> list[Entity]:
    """The two bodies that a capitalized plural stands for, one of each country; none for other phrases."""
    text = " ".join(text.split()).rstrip(" ,;.")
    found = _TWINS.match(text)
    if found is None:
        return _of_peoples(text)
    codes = principal_pair(scene) if found["both"] else _lands(found["lands"])
    return (
        [Entity("organization", f"{_singular(found['body'])} of {countries()[c].name}") for c in codes]
        if len(codes) == 2
        else []
    )


_PEOPLES = re.compile(
    rf"(?:the )?(?P<one>[A-Z]\w+) and (?:the )?(?P<two>[A-Z]\w+) (?P<body>(?:[A-Z][\w’'-]* )*(?:{_BODIES})\b.*)$"
)


def _of_peoples(text: str) -> list[Entity]:
    """ "the Kenyan and Peruvian Space Agencies": one of each people."""
    found = _PEOPLES.match(text)
    if found is None:
        return []
    known = [known_names().get(found[n].lower()) for n in ("one", "two")]
    codes = [e.code for e in known if e is not None and e.type == "country"]
    if len(codes) != 2 or " and " in found["body"]:
        return []
    if found["body"].startswith("Ministries"):
        return [Entity("organization", f"{_singular(found['body'])} of {countries()[c].name}") for c in codes]
    return [Entity("organization", f"{found[n]} {_singular(found['body'])}") for n in ("one", "two")]


_OF_PLACES = re.compile(
    rf"(?:the )?(?P<body>(?:[A-Z][\w’'-]* )*(?:{_BODIES})\b(?: (?:for|of) [A-Z][\w’'-]*)?) of (?P<places>[A-Z].{{3,120}})$"
)


def of_each_place(text: str) -> list[Entity]:
    """ "the Chambers of Commerce of Cusco, Kisumu and Mbeya": one of each place; none for one body or two."""
    found = _OF_PLACES.match(" ".join(text.split()).rstrip(" ,;."))
    names = re.split(r",\s*(?:and )?|\s+and\s+", found["places"]) if found is not None else []
    if found is None or len(names) < 3 or not all(re.fullmatch(r"(?:[A-Z][\w’'-]*\s?)+", n) for n in names):
        return []
    return [Entity("organization", f"{_singular(found['body'])} of {n}") for n in names]


def _lands(text: str) -> list[str]:
    names = (_LAND.match(part.strip()) for part in text.split(" and "))
    known = [known_names().get(m["name"].lower()) for m in names if m is not None]
    return [e.code for e in known if e is not None and e.type == "country"]


def _singular(body: str) -> str:
    """ "Ministries of Energy" as "Ministry of Energy"."""

    def one(m: re.Match[str]) -> str:
        word = m.group()
        return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")

    return re.sub(rf"\b(?:{_BODIES})\b", one, body, count=1)


def twin_cities(scene: Scene, s: Sentence, span: list[Word]) -> list[Entity]:
    """The two cities between which a text makes a tie, by name and not for their countries."""
    if not _CITIES.search(scene.article.text[s.start : s.end]):
        return []
    named = [x for x in span if x.ref is not None and x.ref.kind in ("place", "name")]
    return [e for e in (_city(x) for x in named) if e is not None] if len(named) == 2 else []


def _city(x: Word) -> Entity | None:
    unit = x.ref.unit if x.ref is not None else None
    if unit is not None and x.ref is not None and x.ref.kind == "place":
        return Entity("place", unit.text, country=unit.code)
    entity = entity_of(x)
    return Entity("place", entity.name) if entity is not None else None
