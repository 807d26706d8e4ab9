"""Units of the mention grammar: a paragraph as countries, bodies, role heads, honorifics and other words.

The title grammar (``titles``) reads units instead of words, so that "Republic of Korea" is one step of
a chain and not three.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from communique.extract.gazetteer import Gazetteer, Match
from communique.extract.lexicon import Role, honorifics, may_begin, role_at
from communique.extract.name_units import is_family, is_given, is_opening_name
from communique.extract.royal_names import bears_title, family_of_title
from communique.extract.sentence_openers import opens_sentence
from communique.extract.tokens import GLOTTAL, Token
from communique.extract.words import word_list, words_of

UnitKind = Literal[
    "country", "demonym", "city", "region", "party", "org", "role", "hon", "date", "cap", "low", "num", "mark"
]
_GAZETTEER_KINDS: dict[str, UnitKind] = {
    "country": "country",
    "demonym": "demonym",
    "capital": "city",
    "city": "city",
    "region": "region",
    "party": "party",
    "organization": "org",
    "parliament": "org",
    "metonym": "org",
}


@dataclass(slots=True)
class Unit:
    """Tokens ``first`` to ``last`` (exclusive) of a paragraph that the grammar takes as one.

    ``code`` and ``name`` come from the gazetteer, ``role`` from the table of role heads; ``text`` is what
    stands there, joined with single blanks. Nothing changes a unit; it is not frozen because that makes
    five times the work of each, and a report has one for every word.
    """

    kind: UnitKind
    first: int
    last: int
    text: str
    code: str = ""
    name: str = ""
    role: Role | None = None
    source: Match | None = None
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.lower = self.text.lower()


def build_units(
    tokens: Sequence[Token], gazetteer: Gazetteer, dated: Callable[[int], int], starts: Container[int]
) -> list[Unit]:
    """The units of a paragraph.

    ``dated(i)`` gives the end of a date that begins at token i, or i; ``starts`` are the tokens that begin
    a sentence, where a capital says nothing.
    """
    places = {m.start: m for m in gazetteer.find([t.text for t in tokens])}
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        if _inert(text) and i not in places and dated(i) == i and text not in _NO_PEOPLES:  # most words
            units.append(Unit("low", i, i + 1, text))
            i += 1
            continue
        unit = _unit_at(tokens, i, places.get(i), dated(i), i in starts)
        if unit.role is not None:
            unit = _role_in_context(tokens, units, unit)
        elif unit.kind not in ("low", "date", "num"):  # most units
            unit = _in_context(tokens, units, unit)
        if unit.lower in _NO_PEOPLES and units and units[-1].kind in ("demonym", "country"):
            units[-1] = _as_kind("low", units[-1])
        units.append(unit)
        if unit.last - unit.first > 1:
            _refind(tokens, gazetteer, places, unit)
        i = unit.last
    return units


#: What a country or people stands before without being told of: "the Singapore dollar", "the Korean Peninsula".
_NO_PEOPLES = frozenset({"dollar", "dollars", "$", "peninsula"})


def _as_kind(kind: UnitKind, unit: Unit) -> Unit:
    """The same words, taken for something else."""
    return Unit(kind, unit.first, unit.last, unit.text)


def _role_in_context(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> Unit:
    """What the head of a title is beside its neighbours: a verb, a form of address, a name, or the head that it seems."""
    after = tokens[unit.last] if unit.last < len(tokens) else None
    if unit.text.islower() and unit.lower in _VERBS and units and units[-1].lower in _BEFORE_VERB:
        return _as_kind("low", unit)
    if unit.text == "charge" or unit.text == "heads" and after is not None and after.lower in _OBJECTS:
        return _as_kind(
            "low", unit
        )  # "Minister in charge of Trade", "X, director of A, heads the delegation"
    if unit.lower in word_list("addresses") and not _posted(tokens, units, unit):
        size = honorifics().longest([t.text for t in tokens[unit.first : unit.first + 4]])
        last = unit.first + size
        return Unit("hon", unit.first, last, _text(tokens, unit.first, last)) if size else unit
    if _no_title(tokens, unit, after):
        return _as_kind("cap", unit)
    if unit.lower == "minister of state" and after is not None and after.lower in word_list("state_fields"):
        head = tokens[unit.first]
        return Unit("role", unit.first, unit.first + 1, head.text, role=role_at([head], 0)[0])
    named = (
        _of_ministers(units, unit) or bears_title(tokens, units, unit) or family_of_title(tokens, units, unit)
    )
    named = named or is_given(tokens, units, unit) or is_family(tokens, units, unit)
    return _as_kind("cap", unit) if named else unit


def _no_title(tokens: Sequence[Token], unit: Unit, after: Token | None) -> bool:
    """Whether a head belongs to a name or to another title: "Abdul Wali X", "Chief Director", "director at DG TRADE"."""
    if unit.lower in word_list("given_posts"):
        return not _owned(tokens, unit)
    if unit.lower == "chief":
        return _leads_title(tokens, unit.last)
    return unit.text == "DG" and after is not None and after.text.isupper()


def _in_context(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> Unit:
    """What a capitalized word is beside its neighbours: of a name, a party's or a city's, a degree of a title."""
    if unit.kind == "hon" and _rank_as_name(tokens, units, unit):
        return _as_kind("cap", unit)
    if unit.kind in _AMBIGUOUS and (is_given(tokens, units, unit) or is_family(tokens, units, unit)):
        return _as_kind("cap", unit)
    if not units:
        return unit
    if unit.kind == "cap" and units[-1].kind == "hon" and unit.lower in _DEGREES:
        return _as_kind("hon", unit)
    if unit.text == "Party":
        return _unknown_party(units, unit)
    if unit.text == "City" and units[-1].kind == "city" and units[-1].last == unit.first:
        town = units.pop()  # "the Mayor of Yamagata City"
        return replace(town, last=unit.last, text=f"{town.text} City")
    return unit


def _refind(tokens: Sequence[Token], gazetteer: Gazetteer, places: dict[int, Match], unit: Unit) -> None:
    """Look anew behind a title that took the first words of a name ("Head of State | of Burkina Faso")."""
    for start in range(unit.first + 1, unit.last):
        cut = places.get(start)
        if cut is not None and cut.end > unit.last:
            rest = gazetteer.find([t.text for t in tokens[unit.last : cut.end]])
            places.update(
                {
                    m.start + unit.last: replace(m, start=m.start + unit.last, end=m.end + unit.last)
                    for m in rest
                }
            )


def _unknown_party(units: list[Unit], unit: Unit) -> Unit:
    """ "Spanish Communist Party": capitalized words before "Party", with the country of a demonym at their head."""
    k = len(units)
    while (
        k > 0
        and units[k - 1].kind == "cap"
        and units[k - 1].last == (units[k].first if k < len(units) else unit.first)
    ):
        k -= 1
    people = units[k - 1] if k > 0 and units[k - 1].kind == "demonym" else None
    begin = k - 1 if people else k
    words = units[begin:]
    if not words or len(words) < 2 and people is None:
        return unit
    text = " ".join([u.text for u in words] + [unit.text])
    if words[0].kind == "cap" and words[0].lower in ("the", "central", "ruling"):
        return unit
    first = words[0].first
    del units[begin:]
    return Unit("party", first, unit.last, text, people.code if people else "", text)


def _leads_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a title begins at token ``i``, right behind a rank."""
    return i < len(tokens) and role_at(tokens[: i + 3], i)[0] is not None


def _owned(tokens: Sequence[Token], unit: Unit) -> bool:
    """Whether a title that is a given name too is a title here: in small letters, or with whose it is behind it."""
    return unit.text.islower() or unit.last < len(tokens) and tokens[unit.last].lower in ("of", "to")


def _posted(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> bool:
    """Whether a form of address tells a post: whose it is stands beside it ("Archbishop of A", "Ohio Gov. X", "U.S. Sen. Y")."""
    if unit.last < len(tokens) and tokens[unit.last].lower == "of":
        return unit.text[0].isupper()
    before = units[-1] if units else None
    if before is None or before.last != unit.first or unit.text[0].islower():
        return False
    sent = len(units) > 1 and units[-2].lower in ("to", "of", "in", "for")  # "Nuncio to Vietnam Archbishop X"
    cap = before.kind == "cap" and before.text.istitle() and not unit.text.isalpha()
    return before.kind in ("region", "country", "demonym") and not sent or cap


def _of_ministers(units: list[Unit], unit: Unit) -> bool:
    """``Ministers`` in "Cabinet of Ministers", "Council of Foreign Ministers" is part of a body's name."""
    assert unit.role is not None
    before = [u.lower for u in units[-3:]]
    if unit.text == "ministers" and before[-2:] in (["council", "of"], ["cabinet", "of"]):
        return True
    if before[-2:] == ["board", "of"] and unit.role.plural:
        return True  # "Chairman of the Board of Directors"
    return (
        unit.role.plural
        and unit.text[0].isupper()
        and "of" in before
        and any(b in ("cabinet", "council", "committee", "conference", "meeting") for b in before)
    )


def _rank_as_name(tokens: Sequence[Token], units: list[Unit], unit: Unit) -> bool:
    """``Prime Minister Joan Major``: a form of address behind a title and a given name is a family name."""
    following = tokens[unit.last] if unit.last < len(tokens) else None
    return (
        unit.text.istitle()
        and unit.text.isalpha()
        and len(units) > 1
        and units[-1].kind == "cap"
        and units[-1].last == unit.first
        and units[-1].lower not in words_of("body_words", "ranks")
        and units[-2].kind in ("role", "hon")
        and (following is None or not following.capitalized)
    )


def _unit_at(tokens: Sequence[Token], i: int, match: Match | None, date_end: int, starts: bool) -> Unit:
    if date_end > i:
        return Unit("date", i, date_end, _text(tokens, i, date_end))
    if match is None and _inert(tokens[i].text):  # a currency
        return Unit("low", i, i + 1, tokens[i].text)
    role, size = role_at(tokens, i)
    if role and (match is None or match.end - i <= size):
        return Unit("role", i, i + size, _text(tokens, i, i + size), role=role)
    council = match is not None and match.entry.name == "United Nations Security Council"
    if council and i > 0 and tokens[i - 1].text in ("National", "Supreme"):
        match = None  # a state's own, whatever the words behind are called elsewhere
    if match is not None:
        text = _text(tokens, i, match.end)
        kind = _GAZETTEER_KINDS[match.entry.type]
        return Unit(kind, i, match.end, text, match.entry.code, match.entry.name, source=match)
    text = tokens[i].text
    if starts and is_opening_name(tokens, i):
        return Unit("cap", i, i + 1, text)
    if len(text) == 1 and _initial(tokens, i):
        return Unit("cap", i, i + 1, text)
    ahead = (
        i + 1 + (i + 2 < len(tokens) and tokens[i + 1].text in (",", "the"))
    )  # "HE, Dr. Roe", "HE the Minister"
    if text in _EXCELLENCIES and ahead < len(tokens) and tokens[ahead].capitalized:
        return Unit("hon", i, i + 1, text)
    honorific = honorifics().longest([t.text for t in tokens[i : i + 7]]) if honorifics().opens(text) else 0
    if not honorific and text.lower() in _CALLINGS and _begins_name(tokens, i + 1):
        honorific = 1
    if honorific and not _of_body(tokens, i, honorific) and not _small_word(tokens, i, honorific):
        return Unit("hon", i, i + honorific, _text(tokens, i, i + honorific))
    opener = starts and tokens[i].capitalized and opens_sentence(tokens, i)
    return Unit("low" if opener else _plain_kind(tokens[i], starts), i, i + 1, text)


@lru_cache(maxsize=65536)
def _inert(text: str) -> bool:
    """Whether a word is in small letters and begins no title and no form of address: most words."""
    plain = len(text) > 1 and text.isalpha() and text.islower() and text not in _CALLINGS
    return plain and not may_begin(text) and not honorifics().opens(text)


def _initial(tokens: Sequence[Token], i: int) -> bool:
    """An initial without its dot that could be a word: "A" in "Minister A B Monir", "U" in "M U Sabri"."""
    if tokens[i].text not in ("A", "U", "I"):
        return False
    beside = [t.text for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])]
    single = any(len(t.rstrip(".")) == 1 and t[0].isupper() for t in beside)
    return single and i + 1 < len(tokens) and tokens[i + 1].capitalized


def _of_body(tokens: Sequence[Token], i: int, size: int) -> bool:
    """``General`` in "General Intelligence": a rank that names a body, as the capitalized word behind shows."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if size != 1 or after is None:
        return False
    if tokens[i].lower == "justice" and not after.capitalized:
        linked = i > 0 and tokens[i - 1].lower in ("of", "for", "and", "&", ",", "the")
        return linked or after.lower in (
            "minister",
            "ministry",
            "ministers",
            "and",
        )  # "Court of Justice of …"
    body = after.capitalized and (after.lower in word_list("body_words") or after.text == "Debate")
    fields = ("Justice", "Hajj", "Haj")
    field = tokens[i].text in fields and after.lower in (",", "and", "minister", "ministry", "ministers")
    return tokens[i].text in _OF_BODIES and body or field  # "Justice, Legal Affairs Minister"


_AMBIGUOUS = frozenset({"country", "demonym", "role", "hon"})  # kinds of words that are names too
_CALLINGS = word_list("callings")
#: Degrees of Malay and Cambodian titles, behind another form of address ("Tan Sri Dato' Seri Utama X").
_DEGREES = frozenset(
    "seri utama setia paduka wira panglima amar patinggi diraja pahlawan lela laila akka moha".split()
)
#: Forms of address of which bodies and events are named too ("General Debate", "Sister Cities Forum").
_OF_BODIES = frozenset(
    {"General", "Justice", "Sister", "Major", "Engineer", "Inspector", "Constable", "Judge"}
)


def _begins_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capitalized word that no body is named of stands at token ``i`` ("lawyer Jane Roe", not "Student Council")."""
    if i >= len(tokens) or not tokens[i].capitalized or tokens[i].text.isupper():
        return False
    return tokens[i].lower not in words_of("body_words", "openers") and role_at(tokens, i)[0] is None


def _small_word(tokens: Sequence[Token], i: int, size: int) -> bool:
    """``count``, ``canon``, "in his honour": a form of address in small letters that no name follows is English."""
    honoured = size == 2 and tokens[i + 1].text in ("honour", "honor")
    if size != 1 and not honoured or not tokens[i].text.islower():
        return False
    return honoured or i + 1 == len(tokens) or not tokens[i + 1].capitalized


#: Forms of address that are words or names in small letters.
_EXCELLENCIES = frozenset({"Majesties", "Highnesses", "HE", "HRH", "HM", "HH", "HSH", "HIM"})


def _plain_kind(token: Token, starts: bool) -> UnitKind:
    first = token.text[1] if token.text[0] in GLOTTAL and token.capitalized else token.text[0]
    if first.isdigit():
        return "num"
    if not first.isalpha():
        return "mark"
    opener = token.lower in word_list("openers") or starts and token.lower.endswith(_ADVERBS)
    if first.isupper() and not (opener and (starts or token.lower in _SMALL)):
        return "cap"
    return "low"


#: How adverbs end that no name ends with ("Diplomatically, the President received A").
_ADVERBS = ("ically", "ionally", "arately")
#: Openers that no name holds: they are no capitalized word even inside a headline.
_SMALL = frozenset("the a an this that these those and but with from his her its their mr mrs ms".split())


#: Role heads that are verbs behind "will", "to" and the like ("will co-chair", "to head").
_VERBS = frozenset({"co-chair", "chair", "head", "chief", "co-head"})
_OBJECTS = frozenset({"the", "a", "an", "this", "its", "his", "her", "their"})
_BEFORE_VERB = frozenset({"to", "will", "would", "shall", "can", "could", "may", "might", "jointly"})


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens[first:last])
