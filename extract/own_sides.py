"""Sides of a text that are no states: who signs in the name of a university, an agency, a company, a province or a city."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.extract.claims import Entity
from communique.extract.institutions import (
    heads_of_two,
    is_institution,
    of_both_countries,
    told_before,
    unresolved_places,
)
from communique.extract.named_before import pair_before
from communique.extract.represented import acting_for, is_international, place_of
from communique.extract.scene import Scene
from communique.extract.side_phrases import (
    group_of,
    is_body,
    kind_of,
    names_body,
    phrase_end,
    side_of,
)
from communique.extract.triggers import triggers
from communique.extract.twin_sides import twin_cities
from communique.extract.views import Sentence, Word

_BOTH = frozenset({"two", "both", "the", "these", "their"})


def own_sides(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """The two bodies or places that a sentence says sign, by a common noun or by their heads; none for states."""
    for first in _doers(scene, s, w):
        group = named_group(scene, s, _phrase_of(s, first))
        if group:
            return group
        found = _heads(scene, s, first)
        if len(found) == 2:
            return found
    return _sister_cities(scene, s, w)


def _phrase_of(s: Sentence, first: Word) -> list[Word]:
    """A noun with "the two" before and "of the two countries" behind it."""
    end, begin = first.index + 1, min([first.index, *(i for i in first.children if i < first.index)])
    behind = [x.lower for x in s.words[end : end + 4]]
    whole = behind[:1] == ["of"] and not _BOTH.isdisjoint(behind[:3]) and first.tag == "NNS"
    return s.words[begin : end + 4] if whole else [first]


def _sister_cities(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "Kisumu and Trujillo became sister cities when their mayors signed": the two cities of the sentence."""
    named = [x for x in s.words[: w.index] if x.ref is not None and x.ref.kind in ("place", "name")]
    named = [x for x in named if not (x.index < 2 and x.ref is not None and x.ref.text.isupper())]
    pair = len(named) > 1 and any(x.lower == "and" for x in s.words[named[0].index : named[1].index])
    close = pair and all(x.tag not in ("VBD", "VBZ", "VBP") for x in s.words[named[0].index : named[1].index])
    return twin_cities(scene, s, named[:2]) if close else []


def _doers(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """The subjects of the verbs over a text's noun, then who stands behind "by"."""
    verb = next(
        (
            x
            for x in scene.children(s, w, "relcl")
            if x.lower in triggers()["agreement"]["actions"] and scene.children(s, x, "nsubj")
        ),
        scene.verb_over(s, w),
    )
    by = [s.words[i + 1 : i + 6] for i in range(w.index + 1, len(s.words) - 1) if s.words[i].lower == "by"]
    behind = [x for span in by[:1] for x in span if x.tag == "NNS" or x.persons or kind_of(x) == "group"]
    return [x for x in (*scene.subjects(s, verb), *behind[:1]) if x is not w]


def named_group(scene: Scene, s: Sentence, span: Sequence[Word]) -> list[Entity]:
    """ "the two universities", "both provinces": the last two of that sort that are named before."""
    known = pair_before(scene, s, span) or group_of(scene, s, span) or _two_heads(scene, s, span)
    known = known or (
        of_both_countries(scene, s, scene.article.text[span[0].start : span[-1].end]) if span else []
    )
    noun = next((x for x in reversed(span) if x.ref is None and is_institution(x.lower)), None)
    if known or noun is None:
        return known
    before = {x.lower for x in s.words[max(0, noun.index - 3) : noun.index]}
    return told_before(scene, s, noun, noun.lower) if before & _BOTH else []


def unnamed_heads(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "The two mayors signed", of places that nobody names: no text of their countries."""
    return any(_printed_last(scene, x) in ("mayors", "governors") for x in _doers(scene, s, w))


def unnamed_sides(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "The two mayors signed", "between the two cities", which nobody names: no text of their countries."""
    last = [x.lower for x in s.words[max(0, w.index - 12) : w.index + 12] if x.ref is None] + [
        _printed_last(scene, x) for x in _doers(scene, s, w)
    ]
    return any(x in ("mayors", "governors") or unresolved_places(x) for x in last)


def _two_heads(scene: Scene, s: Sentence, span: Sequence[Word]) -> list[Entity]:
    """ "The two mayors", "the two rectors": for whom the last two of that post act."""
    posts = {"mayors": "mayor", "governors": "governor", "rectors": "rector", "chancellors": "chancellor"}
    noun = next((x for x in reversed(span) if x.lower in posts or _printed_last(scene, x) in posts), None)
    if noun is None:
        return []
    post = posts.get(noun.lower) or posts[_printed_last(scene, noun)]
    before = [
        (one, x) for one in scene.sentences for x in one.words if x.end < noun.start and len(x.persons) == 1
    ]
    found: list[Entity] = []
    for one, x in reversed(before):
        held = any(h.post.role.lower().split()[-1:] == [post] for h in x.persons[0].posts)
        side = acting_for(scene, one, x, x.persons[0]) if held else None
        if side is not None and side.type != "country" and side not in found:
            found.append(side)
    return found[:2][::-1] if len(found) > 1 else []


def _printed_last(scene: Scene, x: Word) -> str:
    return scene.article.text[x.start : x.end].lower().split()[-1] if x.ref is not None else ""


def _heads(scene: Scene, s: Sentence, first: Word) -> list[Entity]:
    """ "The mayors of A and B signed", "Mayor X of A and Mayor Y of B signed"."""
    places = [place_of(scene, s, x) for x in scene.members(s, first) if x.persons]
    if len(places) == 2 and all(places):
        return [p for p in places if p is not None]
    end = next(
        (
            x.index
            for x in s.words[first.index + 1 :]
            if x.tag in ("VBD", "VBZ", "VBP", "MD") or x.text in ",;."
        ),
        len(s.words),
    )
    begin = min([first.index, *(i for i in first.children if i < first.index)])
    text = scene.article.text[s.words[begin].start : s.words[end - 1].end] if end > begin else ""
    return heads_of_two(re.split(r",\s", text)[0])


def body_behind(scene: Scene, s: Sentence, w: Word, verb: Word) -> Entity | None:
    """The body behind "with" that belongs to a text or its verb: "signed an agreement with the Institute of Health"."""
    for x in s.words[min(w.index, verb.index) + 1 :]:
        if x.text in (";", "."):
            return None
        if (
            x.lower == "with"
            and x.ref is None
            and (x.head in (w.index, verb.index, x.index - 1) or w.index < x.head < x.index < w.index + 6)
        ):
            span = s.words[x.index + 1 : phrase_end(s, x.index + 1)]
            span = span[: next((i for i, y in enumerate(span) if y.text == "," and i), len(span))]
            if any(y.persons or y.lower in _BOTH - {"the"} for y in span) or not names_body(scene, span):
                return None
            return side_of(scene, span)
    return None


def told_people(scene: Scene, s: Sentence) -> list[Entity]:
    """ "A met B. They signed …": for whom the two persons of the sentence before act, where one acts for no state."""
    before = scene.sentences[s.number - 1] if s.number else s
    if before is s or before.paragraph < s.paragraph - 1:
        return []
    people = [(x, p) for x in before.words for p in x.persons]
    names = {id(p) for _, p in people}
    found = list(dict.fromkeys(e for x, p in people if (e := acting_for(scene, before, x, p)) is not None))
    states = [e for e in found if e.type == "country"]
    one_sort = not states or len(states) == 1 and any(is_international(e) for e in found)
    return found if len(names) == len(found) == 2 and one_sort else []


_COUNTERPART = re.compile(
    r"^(?P<one>.+?) and (?:its|the|their) (?:[A-Z][\w-]+ )?(?:counterpart|partner|peer|sister institution)s?"
    r"(?: (?:in|from) (?:the )?[A-Z][\w ]+?)?,? (?:the )?(?P<two>[A-Z].+?),?$"
)


def with_counterpart(scene: Scene, s: Sentence, first: int, verb: int) -> list[Entity]:
    """ "The Peruvian Academy and its Kenyan counterpart, the Institute of Health, signed"."""
    if verb <= first:
        return []
    found = _COUNTERPART.match(
        " ".join(scene.article.text[s.words[first].start : s.words[verb].start].split())
    )
    names = (
        [re.sub(r"\s*\([^)]*\)|^[Tt]he ", "", found[n]) for n in ("one", "two")] if found is not None else []
    )
    return [Entity("organization", n) for n in names if is_body(n)] if all(is_body(n) for n in names) else []
