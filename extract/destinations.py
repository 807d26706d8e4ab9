"""Where a trip goes: the countries and cities behind "to", "in" or a verb of visiting, or the place that is spoken of."""

from __future__ import annotations

from communique.extract.listings import phrase_start
from communique.extract.people import Person
from communique.extract.scene import Place, Scene, capitals
from communique.extract.side_phrases import capital_of, known_names
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_HERE = frozenset("country nation kingdom here republic sultanate emirate state there".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({"who", "where", "which", "that", "when", "while", "during", "after", "before"})
_WAYS = frozenset({"way", "route"})  # "a stopover on the way to Tokyo"
_JOINTS = frozenset({",", "and", "&", "then", "on", "to", "later", "as", "well", "from", "in"})

Destination = tuple[str, Place | None]


def destinations(
    scene: Scene, s: Sentence, w: Word, parsed: list[Word], *prepositions: str
) -> list[Destination]:
    """The places that a trigger goes to, countries by code with the city where one is named.

    The parse's objects come first, then what stands in line behind one of the prepositions.
    """
    for target in sorted(parsed, key=lambda x: x.index):
        found = _listed(s, phrase_start(s, target))
        if not found:
            found = [d for m in scene.members(s, target) for d in _at(s, m.index)[0]]
        if found:
            return found
        if venue := _in_place(s, target) or _named_for(target) or _of_body(s, target):
            return venue
    start = _behind(s, w, prepositions)
    return _listed(s, start) if start >= 0 else []


def _in_place(s: Sentence, venue: Word) -> list[Destination]:
    """ "came to Government House in Lima", "travelled to the summit in Lima": the place of a venue or gathering."""
    behind = s.words[venue.index + 1 : venue.index + 2]
    own = (
        venue.ref.kind == "name" if venue.ref is not None else venue.lower in trigger_words("visit", "venues")
    )
    return _listed(s, venue.index + 2) if own and behind and behind[0].lower in ("in", "at") else []


def _of_body(s: Sentence, venue: Word) -> list[Destination]:
    """ "paid a visit to the headquarters of the Workers' Party of Peru": the land of the body whose seat it is."""
    if venue.ref is not None or venue.lower not in trigger_words("visit", "venues"):
        return []
    near = s.words[venue.index + 1 : venue.index + 4]
    units = [x.ref.unit for x in near if near[0].lower == "of" and x.ref is not None and x.ref.kind == "body"]
    return [(unit.code, None) for unit in units if unit is not None and unit.code]


def _named_for(venue: Word) -> list[Destination]:
    """ "visited the University of Nairobi": a body whose name tells where it is."""
    if venue.ref is None or venue.ref.kind != "name" or " of " not in venue.ref.text:
        return []
    body, _, of = venue.ref.text.rpartition(" of ")
    code = capital_of(of)
    known = known_names().get(of.lower())
    land = code if code != "-" else known.code if known is not None and known.type == "country" else ""
    return [(land, None)] if land and body.split()[-1:] == ["University"] else []


def _behind(s: Sentence, w: Word, prepositions: tuple[str, ...]) -> int:
    """The word behind the next such preposition with a place, in the clause of ``w``; -1 for none."""
    for x in s.words[w.index + 1 : w.index + 14]:
        if x.text in (";", ".") or x.tag in _FINITE and x.ref is None or x.lower in _STOPS:
            return -1
        if x.lower in prepositions and _listed(s, x.index + 1) and s.words[x.index - 1].lower not in _WAYS:
            return x.index + 1
    return -1


def _listed(s: Sentence, i: int) -> list[Destination]:
    """The places of a list that begins at word ``i``: "Kazakhstan from Monday and Serbia", "Vientiane, Laos"."""
    found: list[Destination] = []
    while i < len(s.words):
        here, i = _at(s, i)
        if not here:
            return found
        found += [d for d in here if d not in found]
        begin = i
        while (
            i < len(s.words)
            and i < begin + 6
            and (s.words[i].ref is None and s.words[i].lower in _JOINTS or _dated(s.words[i]))
        ):
            i += 1
        if i == begin:
            return found
    return found


def _dated(w: Word) -> bool:
    return w.ref is not None and w.ref.kind == "date"


def _at(s: Sentence, i: int) -> tuple[list[Destination], int]:
    """The place at word ``i`` and the word behind it; "the Lao capital" is Laos and its capital."""
    words = s.words
    begin = i
    while (
        i < len(words)
        and i < begin + 4
        and words[i].ref is None
        and words[i].tag in ("DT", "JJ", "PRP$", "NN", "IN")
    ):
        if words[i].tag == "IN" and words[i].lower != "of":
            break
        if words[i].tag == "NN" and words[i].lower not in (
            "capital",
            "city",
            "town",
            "island",
            "port",
            "province",
            "resort",
        ):
            break
        i += 1
    ref = words[i].ref if i < len(words) else None
    if ref is None or ref.unit is None:
        return [], i
    unit, kind = ref.unit, ref.kind
    capital = (
        "capital" in {x.lower for x in words[begin:i]}
        or i + 1 < len(words)
        and words[i + 1].lower == "capital"
    )
    if kind == "country" or kind == "demonym" and capital:
        city = capitals().get(unit.code) if capital else None
        return [(unit.code, Place(city, unit.code) if city else None)], i + 1 + (kind == "demonym")
    if kind == "place":
        return [(unit.code, Place(unit.text, unit.code))], i + 1
    return [], i


def at(s: Sentence, i: int) -> list[Destination]:
    """The place that word ``i`` names."""
    return _at(s, i)[0]


def before(s: Sentence, w: Word) -> list[Destination]:
    """The last place that the sentence names before a word: what "there" and "that of X" go back to."""
    for x in reversed(s.words[: w.index]):
        if x.ref is not None and x.ref.unit is not None and x.ref.kind in ("country", "place"):
            return _at(s, x.index)[0]
    return []


def elsewhere(scene: Scene, s: Sentence, w: Word, person: Person, targets: list[Word]) -> list[Destination]:
    """ "his first trip to the country", "arrived here": the place that the report speaks of, if it is not home."""
    words = {t.lower for t in targets} | {x.lower for x in s.words[w.index + 1 : w.index + 4]}
    moving = scene.verb_over(s, w).lower in triggers()["visit"]["verbs"]
    inside = [
        x
        for x in s.refs("country", "place")
        if x.index < w.index
        and s.words[max(0, x.index - 1)].lower in (("in", "to") if moving else ("in",))
        and s.words[max(0, x.index - 2)].lower not in trigger_words("visit", "dwelling")
    ]
    for x in reversed(inside):
        code = x.ref.unit.code if x.ref is not None and x.ref.unit is not None else ""
        if code and not at_home(person, code) and scene.same_clause(s, x, w):
            return [(code, None)]
    if [t for t in targets if t.lower == "country" and s.words[t.index - 1].lower == "your"]:
        return _told_to(scene, s, person)  # "I will visit your country," A told B
    if "there" in words and before(s, w):
        return [d for d in before(s, w) if not at_home(person, d[0])]
    if words & _HERE or not targets or person.sure and all(_unplaced(t) for t in targets):
        return spoken_of(scene, s, person) or (_land_before(scene, s, person) if "country" in words else [])
    return []


def _told_to(scene: Scene, s: Sentence, person: Person) -> list[Destination]:
    """The country of the one other person of the sentence, else of the report's other principal."""
    others = [x.persons[0].country for x in s.words if len(x.persons) == 1 and x.persons[0] is not person]
    others = others or [q.country for q in scene.registry.principals() if q is not None]
    lands = {c for c in others if c and c != person.country}
    return [(c, None) for c in lands] if len(lands) == 1 else []


def _land_before(scene: Scene, s: Sentence, person: Person) -> list[Destination]:
    """ "A will visit Peru. B visited the country in 2004": the land abroad that is named last before."""
    for earlier in reversed(scene.sentences[max(0, s.number - 2) : s.number]):
        units = [x.ref.unit for x in earlier.refs("country", "place") if x.ref is not None]
        codes = [u.code for u in reversed(units) if u is not None and u.code != person.country]
        if codes and person.country:
            return [(codes[0], None)]
    return []


def spoken_of(scene: Scene, s: Sentence, person: Person) -> list[Destination]:
    """The place that the report speaks of, if it is not home for a person."""
    code = scene.places[s.number]
    return [(code, None)] if code and person.country and code != person.country else []


def _unplaced(target: Word) -> bool:
    """A name or venue that no list of places knows: "visited the University of Oulu", "toured the plant"."""
    if target.ref is not None:
        return target.ref.kind == "name"
    return target.lower in trigger_words("visit", "sites")


def at_home(person: Person, code: str) -> bool:
    """Whether the report states that a country is the person's own: a trip there is a return."""
    return person.sure and person.country == code
