"""Where two meet as a report words it: the building ("the Government Palace"), the city, or both of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from communique.extract.claims import Entity
from communique.extract.houses import house_code
from communique.extract.lexicon import may_begin
from communique.extract.locatives import is_region, locative
from communique.extract.scene import Place, Scene, as_place
from communique.extract.syntax import no_verb_between
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_CAP = r"(?:(?:al|el|ar|as|ad|an|ash|at|ez)-)?[A-Z\u00c0-\u00deĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŅŃŇŌŐŘŚŞŠȘŢŤȚŪŮŰŹŻŽ][\w'’.\-]*[\w’]"
_JOINT = r"(?:of the|of|for|the|de la|del|de|da|do|dos|du|des|di|al|el|la|and)"
_FULL = rf"(?P<name>{_CAP}(?:\s+(?:{_JOINT}\s+)?{_CAP})*)"
_BEFORE = "the|his|her|their|its|official|residence|office|offices|seat|of"
#: A name in capitals, with the small words inside it, behind what says where.
_INSIDE = re.compile(
    rf"\b(?P<where>[Aa]t|[Ii]n|[Ii]nside)\s+(?:(?:{_BEFORE})[,\s—–-]+)*{_FULL}"
    r"(?P<tail>\s+(?:residence|palace|headquarters|building|hotel|complex|compound))?"
)
_OBJECT = re.compile(rf"(?:\s+(?:on\s+)?to)?\s+(?:the\s+)?{_FULL}")


def place_of(scene: Scene, s: Sentence, near: Word) -> Place | None:
    """ "at State House, Nairobi", "in Lima": where the clause of ``near`` says that something takes place."""
    told = scene.place(s, near)
    house = next(iter(venues(scene, s, near)), "")
    if (code := house_code(house)) and (told is None or told.code != code):
        return Place(house, code)  # "in Downing Street"
    if told is None or not told.code:
        unknown = told is None or _is_event(told.name) or told.name.lower() in word_list("venue_bare")
        return Place(house, "") if house else None if unknown else told
    return in_city(Place(house, ""), told) if house else told


def in_city(house: Place, city: Place) -> Place:
    """A building with the city that it stands in ("State House, Nairobi")."""
    return Place(house.name if city.name in house.name else f"{house.name}, {city.name}", city.code)


def outside(place: Place, met: Iterable[Entity]) -> Place | None:
    """ "had meetings at the Ministry of Trade in Lima": the ministry is who was met, the city is where."""
    house, _, city = place.name.partition(", ")
    if not any(house in e.name for e in met if e.type != "group"):
        return place
    return Place(city, place.code) if city else None


def venues(scene: Scene, s: Sentence, near: Word) -> Iterator[str]:
    """The buildings that stand behind "at" or "in" in the clause of ``near``, from left to right."""
    for found in _INSIDE.finditer(scene.article.text, s.start, s.end):
        called = found["where"].lower() == "at" or bool(found["tail"])
        name = _building(_before_title(found["name"].split()), called)
        word = _word_at(s, found.start("name"))
        named = word.ref.mention if word is not None and word.ref is not None else None
        titled = named is not None and bool(
            named.naming.posts
        )  # "met State Secretary at the Ministry of Trade X"
        if name and word is not None and not titled and no_verb_between(s, word, near):
            yield name


def _before_title(words: list[str]) -> str:
    """A name in capitals up to the title of a person who follows it: "received at the Government Palace the Foreign Minister"."""
    ends = (i for i in range(1, len(words) - 1) if words[i] == "the" and words[i - 1] not in _INNER)
    return " ".join(words[: next((i for i in ends if may_begin(words[i + 1])), None)])


#: Before an article inside a name.
_INNER = frozenset({"of", "for", "de", "and"})


def visited(scene: Scene, verb: Word) -> str:
    """ "visited the Senate and met B": the building that is the object of the verb before."""
    found = _OBJECT.match(scene.article.text, verb.end)
    return _building(" ".join(found["name"].split()), called=False) if found is not None else ""


def _building(name: str, called: bool) -> str:
    """The name of a building, if words in capitals are one: by its noun, or because something is ``called`` so where one is."""
    words = name.split()
    if house_code(name):
        return name
    ends = _noun(words[-1]) in _houses()
    if ends or not _is_event(name) and any(_noun(w) in _houses() for w in words):
        return _without_end(name) if len(words) > 1 or _noun(name) not in word_list("venue_bare") else ""
    plain = called and len(words) < 3 and len(name) > 3 and not name.isupper()
    return name if plain and not _is_event(name) else ""


def _without_end(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _noun(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


@cache
def _houses() -> frozenset[str]:
    return word_list("venue_nouns")


def _is_event(name: str) -> bool:
    """ "at the Andean Economic Forum": no building."""
    return not word_list("venue_events").isdisjoint(_noun(w) for w in name.split())


def _word_at(s: Sentence, start: int) -> Word | None:
    return next((w for w in s.words if w.start <= start < w.end), None)


#: How far before its city an event may be named ("the summit of the River States in Lima").
_EVENT = 8


def city_of_event(scene: Scene) -> Place | None:
    """The city of the summit or session on whose sidelines two meet: the one that the report names behind such a noun."""
    found: dict[str, list[Place]] = {}
    for s in scene.sentences:
        for w in s.refs("place"):
            near = s.words[max(0, w.index - _EVENT) : w.index]
            words = {y for x in near for y in (x.ref.text if x.ref else x.text).lower().split()}
            if locative(s, w) and not is_region(w) and not words.isdisjoint(word_list("venue_events")):
                place = as_place(w)
                found.setdefault(place.name, []).append(place)
    ranked = sorted(found.values(), key=len, reverse=True)
    alone = len(ranked) == 1 or len(ranked) > 1 and len(ranked[0]) > len(ranked[1])
    return ranked[0][0] if alone else None
