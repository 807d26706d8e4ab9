"""Sides that the subject of a verb of signing names: "The University of A and the Academy of B signed", "The ministers of A, B and C signed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.claims import Entity
from communique.extract.listed_sides import listed_sides
from communique.extract.own_sides import with_counterpart
from communique.extract.represented import company
from communique.extract.scene import Scene
from communique.extract.side_phrases import and_between, kind_of, known_names, names_body, several, side_of
from communique.extract.views import Sentence, Word

_OF_TWO = re.compile(r"\bof (?:the )?((?:[A-Z]\w+ ?)+) and (?:of )?(?:the )?((?:[A-Z]\w+ ?)+)$")


def subject_sides(scene: Scene, s: Sentence, subjects: list[Word], verb: Word) -> list[Entity]:
    """The bodies that a subject's own words name ("The University of X and the Academy of Y signed")."""
    if not subjects or subjects[0].index > verb.index:
        return []
    first, last = max(min(_subtree(s, subjects[0])), _behind_dateline(scene, s)), subjects[0].index
    while (
        first > 1 and s.words[first - 1].text == "," and kind_of(s.words[first - 2]) in ("group", "country")
    ):
        first -= 2  # "the leaders of Kenya, Uganda and Peru"
    while last + 1 < verb.index and (not _ends_subject(s.words[last + 1]) or _next_land(s, last + 1)):
        last += 1
    if many := listed_sides(scene, _unaided(s.words[first : verb.index])):
        return many
    span = _unaided(s.words[first : last + 1])
    if lands := _posts_of_many(scene, s.words[first : verb.index]):
        return lands
    if any(_somebody(x) or x.tag.startswith("PRP") and x.lower != "its" for x in span):
        return []
    if pair := with_counterpart(scene, s, first, verb.index):
        return pair
    if lands := several(scene, span):
        return lands
    split = and_between(span)
    pieces = [span] if split is None else [span[:split], span[split + 1 :]]
    bodies = [names_body(scene, piece) for piece in pieces]
    if not all(b or any(bodies) and _proper(piece) for b, piece in zip(bodies, pieces, strict=True)):
        return []
    found = [side_of(scene, piece) for piece in pieces]
    return [e for e in dict.fromkeys(found) if e is not None] if all(found) else []


def _posts_of_many(scene: Scene, span: Sequence[Word]) -> list[Entity]:
    """ "The energy ministers of A, B and C, X, Y and Z": the lands before those who are named."""
    people = [x for x in span if x.persons]
    lands = [x for x in span if not x.persons]
    return several(scene, lands) if len(people) > 2 else []


def _unaided(words: Sequence[Word]) -> list[Word]:
    """A subject without the adverbs, auxiliaries and the day between it and its verb."""
    while words and (
        words[-1].tag in ("MD", "RB", "TO", "VBP", "VBZ")
        or _auxiliary(words[-1])
        or kind_of(words[-1]) == "date"
    ):
        dated = kind_of(words[-1]) == "date" and len(words) > 1 and words[-2].lower == "on"
        words = words[: -2 if dated else -1]
    return [x for x in words if x.tag not in ("MD", "RB") and not _auxiliary(x)]


def _somebody(x: Word) -> bool:
    return any(company(p) is None for p in x.persons)


def _printed_before(scene: Scene, s: Sentence, end: int) -> str:
    """What a sentence prints before its word ``end``."""
    return " ".join(scene.article.text[s.start : s.words[end].start].split())


def _behind_dateline(scene: Scene, s: Sentence) -> int:
    """The word behind "LIMA –" or "LIMA (Condor News) –" at the beginning of a sentence; 0 where none opens it."""
    dash = next((x.index for x in s.words[1:9] if x.text in ("-", "–", "—", "--")), 0)
    opening = [kind_of(x) == "place" or x.text.isupper() for x in s.words[:1]]
    bracketed = [x.text for x in s.words[1:dash]]
    closed = not bracketed or bracketed[0] == "(" and bracketed[-1] == ")"
    if dash and not any(opening) and s.words[dash - 1].end < s.words[dash].start:  # "Radio Andes - "
        source = _printed_before(scene, s, dash)
        return dash + 1 if re.fullmatch(r"(?:[A-Z0-9][\w.&’']*[ ,]*)+", source) else 0
    return dash + 1 if dash and all(opening) and closed else 0


def ministers_of(scene: Scene, subjects: list[Word]) -> list[Entity]:
    """ "Ministers of Foreign Affairs of A and B": the countries of those whom nobody names."""
    for x in subjects[:1]:
        text = " ".join(scene.article.text[x.start : x.end].split())
        lands = _OF_TWO.search(text) if kind_of(x) in ("post", "group") else None
        known = [known_names().get(n.lower()) for n in lands.groups()] if lands is not None else []
        if len(known) == 2 and all(e is not None and e.type == "country" for e in known):
            return [e for e in known if e is not None]
    return []


def _proper(span: Sequence[Word]) -> bool:
    """Whether a phrase ends in a name: "PromAndes" beside "the Investment Authority"."""
    return bool(span) and (kind_of(span[-1]) in ("name", "body", "country") or span[-1].text[:1].isupper())


def _ends_subject(x: Word) -> bool:
    return x.lower in (",", "who", "which") or x.tag in ("VBD", "VBZ", "VBP") and not _auxiliary(x)


def _next_land(s: Sentence, comma: int) -> bool:
    """ "Kenya, Uganda and Peru signed": a list of countries goes on behind its comma."""
    return s.words[comma].text == "," and [kind_of(x) for x in s.words[comma + 1 : comma + 2]] == ["country"]


def _auxiliary(x: Word) -> bool:
    return x.ref is None and x.lower in ("has", "have", "had", "also", "will", "today", "recently", "jointly")


def _subtree(s: Sentence, w: Word, depth: int = 0) -> list[int]:
    """The places of a word and of all that hangs on it to its left."""
    below = [i for i in w.children if i < w.index] if depth < 8 else []
    return [w.index] + [i for child in below for i in _subtree(s, s.words[child], depth + 1)]
