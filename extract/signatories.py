"""Whose text it is: the sides that a text's own phrase, its name, its sentence or its report gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene, body_entity
from communique.extract.views import Sentence, Word
from communique.extract.words import phrase_list, word_list
from communique.ontology.reference import countries, demonyms, organizations, parties, places, sole_party

_PAIRED = re.compile(
    r"\b([A-Z][\w.’']*(?: [A-Z][\w.’']*){0,2})\s?[-–—]\s?((?:the )?[A-Z][\w.’']*(?: [A-Z][\w.’']*){0,2})"
)
_STATES = frozenset(
    "countries governments nations states sides peoples neighbours neighbors capitals".split()
)
_GATHERED = frozenset({"adopted", "issued", "signed", "in force"})


def signatories(scene: Scene, s: Sentence, w: Word, action: str, kind: str, title: str) -> list[Entity]:
    """The sides of the text that word ``w`` of a sentence names, none where nothing tells them."""
    found = _between(scene, s, w)
    if len(found) >= 2:
        return found
    found = in_name(scene, w)
    if len(found) == 2:
        return found
    found = _acting(scene, s, w, action)
    if len(found) >= 2:
        return found
    gathering = _gathering(scene, s, w) if action in _GATHERED else None
    if gathering is not None:
        return [gathering]
    if action == "referenced" and (_worldwide(title) or _dated(s, w) or _byname(title, found)):
        return []
    body = (
        _titled_by(scene, s, w)
        if kind in ("charter", "declaration", "convention", "joint communique")
        else None
    )
    if body is not None:
        return [body]
    return _pair(scene, s, found, joint=kind.startswith("joint"))


# "between X and Y" -----------------------------------------------------------------------------------------
def _between(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """The sides behind "between" or "among", where the word belongs to the text."""
    start = next(
        (i for i in range(w.index + 1, len(s.words)) if s.words[i].lower in ("between", "among")), None
    )
    if start is None or any(x.text in (";", ".") for x in s.words[w.index : start]):
        return []
    others = s.words[w.index + 1 : start]
    if any(x.lower in word_list("document_nouns") and s.words[x.index - 1].text != "(" for x in others):
        return []
    span = s.words[start + 1 : _stop(s, start + 1)]
    split = _split(span)
    if split is None:
        return _group(scene, s, span)
    if _kind(span[split - 1]) in ("country", "body") and split < 3:  # "Armenia and the EU and the process …"
        span = span[: next((i for i in range(split + 2, len(span)) if span[i].lower == "and"), len(span))]
    sides = [_side(scene, span[:split]), _side(scene, span[split + 1 :])]
    found = [e for e in sides if e is not None]
    return found if len(found) == 2 and found[0] != found[1] else []


def _stop(s: Sentence, first: int) -> int:
    for i in range(first, len(s.words)):
        x = s.words[i]
        if x.text in (";", ".", ":") or x.ref is not None and x.ref.kind == "date":
            return i
        if x.lower == "in" and _placed(s, i):
            continue
        verb = x.ref is None and x.text.islower() and x.tag.startswith(("VB", "MD"))
        if x.lower in word_list("phrase_ends") or verb:
            return i
    return len(s.words)


def _placed(s: Sentence, i: int) -> bool:
    """ "the Institute in Delhi and the Academy": a place within a side's phrase."""
    behind = s.words[i + 1 : i + 3]
    return len(behind) == 2 and _kind(behind[0]) in ("place", "country") and behind[1].lower in ("and", ",")


def _split(span: Sequence[Word]) -> int | None:
    """The "and" that parts two sides rather than the words within one's name."""
    ands = [i for i, x in enumerate(span) if x.lower in ("and", "&") and 0 < i < len(span) - 1]
    if not ands:
        return None
    if (
        _kind(span[ands[0] - 1]) in ("country", "body", "persons")
        and len(list(_named_words(span[: ands[0]]))) == 1
    ):
        return ands[0]

    def fits(i: int) -> tuple[bool, bool, int]:
        behind = span[i + 1]
        rest = [x for x in span[i + 1 :] if x.lower not in ("the", "its", "their") and _kind(x) != "demonym"]
        heads = bool(rest) and (_is_body(rest[0].text) or _kind(rest[0]) in ("body", "country", "persons"))
        return behind.lower in ("the", "its", "their", "that"), heads, i

    return max(ands, key=fits)


def _kind(x: Word) -> str:
    return x.ref.kind if x.ref is not None else ""


def _is_body(text: str) -> bool:
    return not word_list("body_nouns").isdisjoint(text.lower().split())


def _side(scene: Scene, span: Sequence[Word]) -> Entity | None:
    """The country or body that a phrase names."""
    words = list(_named_words(span))
    if not words:
        return None
    only = words[0] if len(words) == 1 else None
    if only is not None and only.ref is not None:
        return _entity(only)
    text = " ".join(scene.article.text[words[0].start : words[-1].end].split())
    text = re.sub(r"\s*\([^)]*\)", "", text).strip(" ,")
    land = next((x for x in words if _kind(x) == "country"), None)
    if land is not None and re.match(r"Governments?\b|Republic\b|Kingdom\b|State\b", text):
        return _entity(land)
    if _kind(words[0]) == "demonym" and words[0].ref is not None and words[0].ref.unit is not None:
        rest = " ".join(scene.article.text[words[1].start : words[-1].end].split())
        rest = re.sub(r"\s*\([^)]*\)", "", rest).strip(" ,")
        if rest.lower().startswith(("government", "side", "state", "authorities")):
            return country_entity(words[0].ref.unit.code)
        if rest.startswith(("Ministry", "Department")):
            rest = f"{rest} of {countries()[words[0].ref.unit.code].name}"
        return Entity("organization", rest) if rest[:1].isupper() or "-" in rest else None
    return known_names().get(text.lower()) or Entity("organization", text)


def _named_words(span: Sequence[Word]) -> Iterator[Word]:
    """A phrase from its first name on, without what stands in brackets."""
    depth, begun = 0, False
    for x in span:
        depth += (x.text == "(") - (x.text == ")")
        begun = begun or x.ref is not None or x.text[:1].isupper()
        if begun and not depth and x.text != ")":
            yield x


def _entity(word: Word) -> Entity | None:
    ref = word.ref
    if ref is None:
        return None
    if ref.persons:
        return country_entity(ref.persons[0].country) if ref.persons[0].country in countries() else None
    if ref.unit is not None and ref.kind in ("country", "demonym"):
        return country_entity(ref.unit.code)
    if ref.unit is not None and ref.kind == "body":
        return country_entity("EU") if ref.unit.code == "EU" else body_entity(ref.unit)
    if ref.unit is not None and ref.kind == "place" and _capital(ref.unit.text) == ref.unit.code:
        return country_entity(ref.unit.code)
    if ref.unit is not None and ref.kind == "place":
        return Entity("place", ref.unit.name or ref.unit.text, country=ref.unit.code)
    return Entity("organization", ref.text) if ref.kind == "name" and ref.text else None


@cache
def _capitals() -> dict[str, str]:
    return {form: p.code for p in places() if p.type == "capital" for form in p.forms}


def _capital(name: str) -> str:
    """The country for which a capital's name stands ("Addis Ababa and Mogadishu said")."""
    return _capitals().get(name, "-")


def _group(scene: Scene, s: Sentence, span: Sequence[Word]) -> list[Entity]:
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


# the name of the text ---------------------------------------------------------------------------------------
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


def in_name(scene: Scene, w: Word) -> list[Entity]:
    """Two sides joined by a hyphen in or before the name ("the Lao-Thai agreement", "China–ASEAN … Protocol")."""
    text = scene.article.text[max(0, w.start - 60) : w.end].replace("\n", " ")
    for found in reversed(list(_PAIRED.finditer(text))):
        left, right = found.group(1).split(), found.group(2).removeprefix("the ").split()
        first = next(
            (e for i in range(len(left)) if (e := known_names().get(" ".join(left[i:]).lower()))), None
        )
        second = next(
            (e for i in range(len(right), 0, -1) if (e := known_names().get(" ".join(right[:i]).lower()))),
            None,
        )
        if first is not None and second is not None and first != second:
            return [first, second]
    return []


# who signs -----------------------------------------------------------------------------------------------------
def _acting(scene: Scene, s: Sentence, w: Word, action: str) -> list[Entity]:
    """Who stands behind "with", then who signs."""
    beside = scene.prepositional(s, w, "with")
    found = sides(scene, s, beside)
    signers = _signed_by(scene, s, w)
    if len(signers) == 2:
        return signers
    verb = next(
        (x for x in scene.children(s, w, "relcl") if scene.children(s, x, "nsubj")), scene.verb_over(s, w)
    )
    if not beside and not found:
        found = sides(scene, s, scene.prepositional(s, verb, "between", "with"))
    if len(found) < 2 and action != "referenced":
        acting = [
            x
            for x in scene.subjects(s, verb)
            if x is not w and x.lower in ("organizations", "organisations", "institutions")
        ]
        if (
            acting
            and len(pair := _group(scene, s, [*s.words[max(0, acting[0].index - 2) : acting[0].index + 1]]))
            == 2
        ):
            return pair
        subjects = sides(scene, s, [x for x in scene.subjects(s, verb) if x is not w])
        found = subjects + [e for e in found if e not in subjects]
    return found


def _signed_by(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "signed by the Commission for Arts and the Ministry of Culture": two bodies by name."""
    for i in range(w.index + 1, len(s.words) - 2):
        if s.words[i].text in (",", ";") or s.words[i].lower == "while":
            return []
        if s.words[i].lower == "by" and s.words[i - 1].tag == "VBN":
            span = s.words[i + 1 : _stop(s, i + 1)]
            split = _split(span) if not any(x.persons for x in span) else None
            if split is not None:
                both = [_side(scene, span[:split]), _side(scene, span[split + 1 :])]
                return [e for e in both if e is not None]
    return []


def sides(scene: Scene, s: Sentence, words: list[Word]) -> list[Entity]:
    """Countries of persons and countries, bodies by name; a named ministry stands for itself."""
    found: list[Entity] = []
    for word in words:
        for member in (m for head in scene.members(s, word) for m in _whose(scene, s, head)):
            found += [e for e in _standing_for(member) if e not in found]
    return found


def _whose(scene: Scene, s: Sentence, head: Word) -> list[Word]:
    """ "the directors of the two academies": the bodies that somebody acts for."""
    if head.ref is None and head.tag == "NNS":
        behind = scene.prepositional(s, head, "of")
        return [m for x in behind for m in scene.members(s, x)] or [head]
    return [head]


def _standing_for(member: Word) -> Iterator[Entity]:
    for person in member.persons:
        if person.country in countries():
            yield country_entity(person.country)
    ref = member.ref
    if ref is None or ref.persons:
        return
    capital = ref.unit is not None and _capital(ref.unit.text) == ref.unit.code
    if (
        ref.kind in ("country", "body")
        or ref.kind == "place"
        and capital
        or ref.kind == "name"
        and _is_body(ref.text)
    ):
        entity = _entity(member)
        if entity is not None:
            yield entity


def _gathering(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """The body whose summit, council or members adopt, issue or sign a text together."""
    verb = scene.verb_over(s, w)
    subjects = scene.subjects(s, verb)
    if any(x.persons for x in subjects):
        return None
    words = set(re.findall(r"[a-z]+", scene.article.text[s.start : s.end].lower()))
    if word_list("gathering_nouns").isdisjoint(words) or words & {"two", "both", "bilateral"}:
        return None
    last = 0 if words & word_list("gathered") else s.paragraph
    for p in range(s.paragraph, last - 1, -1):
        reading = scene.registry.paragraphs[p]
        begin = s.start if p == s.paragraph else reading.start
        for unit in reading.units:
            if unit.kind == "org" and not unit.code and begin <= reading.tokens[unit.first].start < s.end:
                return body_entity(unit)
    return None


def _titled_by(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """The international body whose name stands in the text's own name or the phrase behind it."""
    for x in s.words[max(0, w.index - 3) : w.index + 7]:
        unit = x.ref.unit if x.ref is not None and x.ref.kind == "body" else None
        if unit is not None and unit.kind == "org" and not unit.code:
            return body_entity(unit)
    return None


def _dated(s: Sentence, w: Word) -> bool:
    """ "the September 19 Joint Statement": known by its day to those who spoke of it."""
    before = s.words[w.index - 1] if w.index else w
    return before.ref is not None and before.ref.kind == "date"


def _byname(title: str, found: list[Entity]) -> bool:
    """ "the Dayton agreement"."""
    return (
        bool(title)
        and title.rsplit(maxsplit=1)[-1] in ("agreement", "accord", "treaty", "pact")
        and len(found) < 2
    )


def _worldwide(title: str) -> bool:
    return any(name in title for name in phrase_list("worldwide_texts"))


# nothing said ----------------------------------------------------------------------------------------------------
def _pair(scene: Scene, s: Sentence, found: list[Entity], *, joint: bool) -> list[Entity]:
    """Two countries: of those who sign, then of whom the sentence tells, then of the report's two principals."""
    codes = [e.code for e in found if e.type == "country"]
    near = _principals(scene) if joint and len(_persons(s)) < 2 else _countries_near(scene, s)
    codes += [c for c in near if c not in codes]
    return [country_entity(c) for c in codes[:2] if c in countries()]


def _principals(scene: Scene) -> list[str]:
    return [q.country for q in scene.registry.principals() if q is not None and q.country]


def _countries_near(scene: Scene, s: Sentence) -> list[str]:
    told = _told(s)
    if len(told) >= 2:
        return told
    before = scene.sentences[s.number - 1] if s.number else s
    near = _told(before) if before.paragraph == s.paragraph else []
    return list(dict.fromkeys([*told, *near, *_principals(scene)]))


def _persons(s: Sentence) -> list[str]:
    return list(dict.fromkeys(p.country for x in s.words for p in x.persons if p.country))


def _told(s: Sentence) -> list[str]:
    """The countries of a sentence's persons, then those it names."""
    named = [x.ref.unit.code for x in s.refs("country", "demonym") if x.ref and x.ref.unit]
    return list(dict.fromkeys([*_persons(s), *named]))
