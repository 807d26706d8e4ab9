"""Whom a phrase names: the country, body or company behind "between", "by" or before "signed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene, body_entity
from communique.extract.side_names import bare_name, city_of
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list
from communique.ontology.reference import countries, demonyms, organizations, parties, places, sole_party

_STATES = frozenset(
    "countries governments nations states sides peoples neighbours neighbors capitals".split()
)


def several(scene: Scene, span: Sequence[Word]) -> list[Entity]:
    """ "Kenya, Uganda and Tanzania", "the presidents of A, B and C": three countries or more, one by one."""
    if any(kind_of(x) in ("body", "name") for x in span):
        return []
    lands = list(dict.fromkeys(code for x in span if (code := _land(scene, x))))
    return [country_entity(code) for code in lands] if len(lands) > 2 else []


def _land(scene: Scene, x: Word) -> str:
    """The country that a word names, or that of a post nobody is named for ("presidents of Kenya")."""
    if x.ref is None or x.ref.persons:
        return ""
    if x.ref.kind in ("post", "group"):
        words = " ".join(scene.article.text[x.start : x.end].split())
        land = known_names().get(words.split(" of ")[-1].removeprefix("the ").lower())
        return land.code if land is not None and land.type == "country" else ""
    return x.ref.unit.code if x.ref.unit is not None and kind_of(x) == "country" else ""


def phrase_end(s: Sentence, first: int) -> int:
    """Where a side's phrase ends: at a date, a semicolon, a verb or a preposition that begins another."""
    for i in range(first, len(s.words)):
        x = s.words[i]
        if x.text in (";", ".", ":") or x.ref is not None and x.ref.kind == "date":
            return i
        if x.lower == "in" and _placed(s, i):
            continue
        if x.text == "," and i > first + 1 and _closed(s, i):
            return i
        if x.lower == "that" and [y.lower for y in s.words[i + 1 : i + 2]] == ["of"]:
            continue  # "the Ministry of Health of Kenya and that of Peru"
        if x.lower == "under" and _over(s.words[i + 1 : i + 3]):
            continue
        verb = x.ref is None and x.text.islower() and x.tag.startswith(("VB", "MD"))
        if x.lower in word_list("phrase_ends") or verb:
            return i
    return len(s.words)


def _over(behind: list[Word]) -> bool:
    """ "the Agency on Statistics under the President of A": whose body it is."""
    return (
        len(behind) > 1
        and behind[0].lower == "the"
        and kind_of(behind[1]) in ("post", "body", "name", "country", "persons")
    )


def _closed(s: Sentence, comma: int) -> bool:
    """ "issued by Kenya and Peru, trade will grow": behind the second of two countries something else begins."""
    before, behind = s.words[comma - 2 : comma], s.words[comma + 1 : comma + 2]
    pair = [x.lower for x in before[:1]] == ["and"] and kind_of(before[1]) == "country"
    return pair and all(kind_of(x) != "country" for x in behind)


def _placed(s: Sentence, i: int) -> bool:
    """ "the Institute in Delhi and the Academy": a place within a side's phrase."""
    behind = s.words[i + 1 : i + 3]
    return len(behind) == 2 and kind_of(behind[0]) in ("place", "country") and behind[1].lower in ("and", ",")


def and_between(span: Sequence[Word]) -> int | None:
    """The "and" that parts two sides rather than the words within one's name; None where every "and" is within one."""
    ands = [i for i, x in enumerate(span) if x.lower in ("and", "&") and 0 < i < len(span) - 1]
    parting = [i for i in ands if _parts(span, i)]
    if not parting:
        return None
    first = parting[0]
    if kind_of(span[first - 1]) in ("country", "persons") and len(list(named_words(span[:first]))) == 1:
        return first
    return max(parting, key=lambda i: (*_begins_side(span[i + 1 :]), i))


def _parts(span: Sequence[Word], i: int) -> bool:
    """Whether an "and" can part two sides: another begins behind it, or a whole one stands on either hand."""
    if any(_begins_side(span[i + 1 :])):
        return True
    if span[i - 1].text == ")":  # "the National Forestry Commission (CONAFOR) and Natural Resources Canada"
        return True
    left, right = list(named_words(span[:i])), list(named_words(span[i + 1 :]))
    whole = [_holds_head(left), _holds_head(right)]
    alone = sum(x.lower in ("and", "&") for x in span) == 1 and whole == [
        False,
        True,
    ]  # "Petroandes and Kengas Ltd"
    return bool(left and right) and (all(whole) or not any(whole) or alone)


def _begins_side(behind: Sequence[Word]) -> tuple[bool, bool]:
    """Whether an article or "its" opens what stands behind an "and", and whether a body, land or person does."""
    rest = [x for x in behind if x.lower not in ("the", "its", "their") and kind_of(x) != "demonym"]
    heads = bool(rest) and (is_body(_printed(rest[0])) or kind_of(rest[0]) in ("body", "country", "persons"))
    return behind[0].lower in ("the", "its", "their", "that"), heads


def _printed(x: Word) -> str:
    """A word as the report prints it: a name stands in the sentence as a plain word."""
    return x.ref.text if x.ref is not None and x.ref.text else x.text


def _holds_head(words: Sequence[Word]) -> bool:
    """Whether a phrase has a noun of bodies, or is a country, a person or an acronym."""
    return any(
        is_body(x.text)
        or kind_of(x) in ("country", "body", "persons")
        or x.text.isupper()
        and len(x.text) > 1
        for x in words
    )


def kind_of(x: Word) -> str:
    """What a word refers to (country, body, persons and so on), empty for a plain word."""
    return x.ref.kind if x.ref is not None else ""


def is_body(text: str) -> bool:
    """Whether a noun of bodies (ministry, university, agency) stands in a name, or a company's ending behind it."""
    words = text.lower().replace(".", "").split()
    return not word_list("body_nouns").isdisjoint(words) or (
        len(words) > 1
        and words[-1] in word_list("company_endings")
        and text.rsplit(maxsplit=1)[-1][0].isupper()
    )


def side_of(scene: Scene, span: Sequence[Word]) -> Entity | None:
    """The country or body that a phrase names."""
    words = list(named_words(span))
    if not words:
        return None
    owner = words[0] if len(words) > 2 and words[1].lower in ("'s", "’s", "’", "'") else None
    if (
        owner is not None
        and kind_of(owner) == "country"
        and owner.ref is not None
        and owner.ref.unit is not None
    ):
        return _owned(scene, owner.ref.unit.code, words[2:])
    only = words[0] if len(words) == 1 else None
    if only is not None and only.ref is not None:
        return entity_of(only)
    text = " ".join(scene.article.text[words[0].start : words[-1].end].split())
    text = re.sub(r"\s*\([^)]*\)", "", text).strip(" ,")
    text = re.sub(r"^Ministries\b", "Ministry", text)
    if (city := city_of(text)) is not None:
        return city
    land = next((x for x in words if kind_of(x) == "country"), None)
    if land is not None and re.match(
        r"Governments?\b|(?:[A-Z][\w-]+ )?Republic\b|Kingdom\b|State of\b|Cabinet(?: of Ministers)?\b", text
    ):
        return entity_of(land)
    if land is words[-1] and _PEOPLE.match(text):
        return entity_of(land)
    if kind_of(words[0]) == "demonym" and words[0].ref is not None and words[0].ref.unit is not None:
        return _of_people(scene, words[0].ref.unit.code, words)
    text = bare_name(text)
    members = _GATHERED.sub("", text)
    return (
        known_names().get(text.lower()) or known_names().get(members.lower()) or Entity("organization", text)
    )


def like_the_first(scene: Scene, first: Entity | None, span: Sequence[Word]) -> Entity | None:
    """ "the Ministry of Health of Kenya and that of Peru": the same body of another country."""
    land = span[-1] if span else None
    if land is not None and kind_of(land) in ("post", "group"):  # "its Peruvian counterpart"
        words = " ".join(scene.article.text[land.start : land.end].split()).lower().split()
        known = (known_names().get(x) for x in words if words[-1] in ("counterpart", "counterparts", "peer"))
        return next((e for e in known if e is not None and e.type == "country"), None)
    if first is None or land is None or span[0].lower != "that" or kind_of(land) != "country":
        return None
    own = first.name.rsplit(" of ", 1)
    named = len(own) == 2 and known_names().get(own[1].removeprefix("the ").lower()) is not None
    other = entity_of(land)
    if other is None or first.type == "country":
        return None
    return Entity("organization", f"{own[0] if named else first.name} of {other.name}")


#: Those of a country who act for it: "officials from Kenya signed".
_PEOPLE = re.compile(
    r"(?:Senior )?(?:Officials|Representatives|Ministers|Leaders|Delegations|Delegates|Negotiators|Authorities|Envoys) (?:of|from)\b",
    re.IGNORECASE,
)
#: Those of a body who act for it: "the African Union summit adopted".
_GATHERED = re.compile(r" (?:summit|leaders|foreign ministers|ministers|heads of state|members)$")


def _of_people(scene: Scene, code: str, words: Sequence[Word]) -> Entity | None:
    """ "the Kenyan Chamber of Commerce": by its printed name, but "Kenyan port operator Mombasa Terminals" without what it is."""
    owned = _owned(scene, code, words[1:])
    if owned is None or owned.type != "organization":
        return owned
    printed = " ".join(scene.article.text[words[0].start : words[-1].end].split())
    printed = re.sub(r"\s*\([^)]*\)", "", printed).strip(" ,")
    if not printed.endswith(f" {owned.name}"):
        return Entity("organization", owned.name, aliases=(printed,)) if "Ministry" in printed else owned
    whole = printed == f"{words[0].ref.text if words[0].ref else ''} {owned.name}"
    return Entity("organization", printed, aliases=(owned.name,)) if whole else owned


def _owned(scene: Scene, code: str, words: Sequence[Word]) -> Entity | None:
    """A country's body: "the Kenyan Ministry of Health", "Kenya's Equity Bank"; its government is the country."""
    if code not in countries():
        return None
    rest = " ".join(scene.article.text[words[0].start : words[-1].end].split())
    rest = re.sub(r"\s*\([^)]*\)", "", rest).strip(" ,")
    if rest.lower().startswith(("government", "side", "state", "authorities")) and not is_body(rest):
        return country_entity(code)
    if rest.split()[-1].lower() in ("counterpart", "counterparts", "peer", "peers"):
        return country_entity(code)
    if (city := city_of(rest, code)) is not None:
        return city
    if rest.startswith(("Ministry", "Department")):
        rest = f"{rest} of {countries()[code].name}"
    if rest.islower() and is_body(rest):  # "Peru's customs agency"
        return Entity("organization", f"{rest} of {countries()[code].name}")
    rest = bare_name(re.sub(r"^(?:[a-z]+ )+(?=[A-Z])", "", rest))
    return Entity("organization", rest) if rest[:1].isupper() or "-" in rest else None


def named_words(span: Sequence[Word]) -> Iterator[Word]:
    """A phrase from its first name on, without what stands in brackets."""
    depth, begun = 0, False
    for x, behind in zip_longest(span, span[1:]):
        if begun and x.lower in ("on", "during") and behind is not None and kind_of(behind) == "date":
            return  # "Bahrain and Oman on Tuesday signed"
        depth += (x.text == "(") - (x.text == ")")
        begun = begun or x.ref is not None or x.text[:1].isupper() and x.lower != "the"
        if begun and not depth and x.text != ")":
            yield x


def entity_of(word: Word) -> Entity | None:
    """The country, body or place that one word stands for."""
    ref = word.ref
    if ref is None:
        return None
    if ref.persons:
        return country_entity(ref.persons[0].country) if ref.persons[0].country in countries() else None
    if ref.unit is not None and ref.kind in ("country", "demonym"):
        return country_entity(ref.unit.code)
    if ref.unit is not None and ref.kind == "body":
        return country_entity("EU") if ref.unit.code == "EU" else body_entity(ref.unit)
    if ref.unit is not None and ref.kind == "place" and capital_of(ref.unit.text) == ref.unit.code:
        return country_entity(ref.unit.code)
    if ref.unit is not None and ref.kind == "place":
        return Entity("place", ref.unit.name or ref.unit.text, country=ref.unit.code)
    return Entity("organization", ref.text) if ref.kind == "name" and ref.text else None


@cache
def _capitals() -> dict[str, str]:
    return {form: p.code for p in places() if p.type == "capital" for form in p.forms}


def capital_of(name: str) -> str:
    """The country for which a capital's name stands ("Addis Ababa and Mogadishu said")."""
    return _capitals().get(name, "-")


def group_of(scene: Scene, s: Sentence, span: Sequence[Word]) -> list[Entity]:
    """ "the two commissions", "the two Parties": the last two bodies of that sort that are named."""
    noun = next((x.lower for x in reversed(span) if x.tag == "NNS" or x.lower.endswith("s")), "")
    if noun == "parties" and {"two", "both"} & {x.lower for x in span}:
        pair = [sole_party(q.country) for q in scene.registry.principals() if q is not None]
        return [Entity("party", p.name, country=p.code) for p in pair if p is not None]
    if not noun or noun in _STATES:
        return []
    single = {
        "assemblies": "assembly",
        "ministries": "ministry",
        "agencies": "agency",
        "universities": "university",
    }
    return _last_bodies(scene, s, single.get(noun, noun.removesuffix("s")))


def _last_bodies(scene: Scene, s: Sentence, noun: str) -> list[Entity]:
    """The two bodies of different countries, named last as somebody's, whose name has the noun in it."""
    found: list[tuple[Entity, str]] = []
    for paragraph in range(s.paragraph, -1, -1):
        for mention in reversed(scene.registry.mentions_in(paragraph)):
            for held in mention.person.posts:
                body, country = held.post.body, mention.person.country
                if noun in body.lower() and all(country != c for _, c in found):
                    found.append((Entity("organization", body), country))
            if len(found) == 2:
                return [entity for entity, _ in reversed(found)]
    return []


@cache
def known_names() -> dict[str, Entity]:
    """Countries, their people and bodies by every form in lower case."""
    found: dict[str, Entity] = {}
    for body in organizations():
        found |= {form.lower(): Entity("organization", body.name, country=body.code) for form in body.forms}
    for party in parties():
        found |= {form.lower(): Entity("party", party.name, country=party.code) for form in party.forms}
    for entry in (*demonyms(), *countries().values()):
        found |= {form.lower(): country_entity(entry.code) for form in entry.forms}
    return found


def names_body(scene: Scene, span: Sequence[Word]) -> bool:
    """Whether a phrase names a body or company (or is a country), rather than people or sides."""
    words = list(named_words(span))
    if not words:
        return False
    text = " ".join(scene.article.text[words[0].start : words[-1].end].split())
    one = len(words) == 1 and kind_of(words[0]) in ("body", "country")
    if one or _WHOSE.search(text):
        return one
    owned = len(words) == 3 and kind_of(words[0]) == "country" and kind_of(words[2]) == "name"
    if owned and words[1].lower in ("'s", "’s"):  # "Peru's Petroandes"
        return True
    signs = is_body(text) or not word_list("signing_bodies").isdisjoint(text.lower().split())
    return text[:1].isupper() and signs or city_of(text) is not None or bare_name(text) != text


#: "The country's agency", a counterpart: a body that has no name of its own.
_WHOSE = re.compile(r"\bcounterparts?\b|\bwith\b|^(?:An?|Talks|Negotiations) ")
