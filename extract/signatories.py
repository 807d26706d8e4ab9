"""Whose text it is: the sides that a text's own phrase, its name, its sentence or its report gives it."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.extract.behalf_sides import behalf_sides
from communique.extract.claims import Entity
from communique.extract.gatherings import (
    body_of_summit,
    gathering_of,
    named_after,
    states_gathered,
    titled_by,
)
from communique.extract.gazetteer import country_entity
from communique.extract.institutions import partner_of, provincial_pair
from communique.extract.listed_sides import listed_sides, many_lands, people_of_many
from communique.extract.named_before import of_own_sort
from communique.extract.own_sides import (
    body_behind,
    named_group,
    own_sides,
    told_people,
    unnamed_heads,
    unnamed_sides,
)
from communique.extract.pairs import just_told, pair_of, two_people
from communique.extract.represented import is_international, on_behalf, sides, world_body_of
from communique.extract.scene import Scene
from communique.extract.side_phrases import (
    and_between,
    kind_of,
    known_names,
    like_the_first,
    names_body,
    phrase_end,
    several,
    side_of,
)
from communique.extract.subject_sides import ministers_of, subject_sides
from communique.extract.triggers import triggers
from communique.extract.twin_sides import twin_bodies, twin_cities
from communique.extract.views import Sentence, Word
from communique.extract.words import phrase_list, word_list
from communique.ontology.reference import countries

_PAIRED = re.compile(
    r"\b([A-Z][\w.’']*(?: [A-Z][\w.’']*){0,2})\s?[-–—]\s?((?:the )?[A-Z][\w.’']*(?: [A-Z][\w.’']*){0,2})"
)
#: What signs nothing itself, and what stands for the two countries.
_GATHERING = re.compile(
    r"\b(?:Session|Meeting|Summit|Conference|Forum|Round|Ministries)\b|\bJoint\b.*\b(?:Commission|Committee)"
)
_GATHERED = frozenset({"adopted", "issued", "signed", "in force"})


def signatories(scene: Scene, s: Sentence, w: Word, action: str, kind: str, title: str) -> list[Entity]:
    """The sides of the text that word ``w`` of a sentence names, none where nothing tells them."""
    found = _told(scene, s, w) or behalf_sides(scene, s)
    if len(found) >= 2:
        return found
    if (body := _of_summit(scene, s, w, action, kind, title)) is not None:
        return [body]
    done = action not in ("referenced", "proposed")
    if many := many_lands(scene, s, w):
        return many
    found = told_people(scene, s) if done and two_people(s) else []
    found = found or _provinces(scene, s, w, action, kind)
    if not found and unnamed_heads(scene, s, w):
        return []
    if not found and done and two_people(s):
        found = [country_entity(c) for c in just_told(scene, s)]
    if found:
        return found
    found = [e for e in _acting(scene, s, w, action) if not _GATHERING.search(e.name)]
    if action in ("adopted", "in force"):
        found = list(dict.fromkeys(_state_of(scene, s, e) for e in found))
    alone = action in ("adopted", "issued") and [e.type for e in found] == ["organization"]
    alone = alone and is_international(found[0])
    if len(found) >= 2 or alone:
        return found
    gathering = gathering_of(scene, s, w) if action in _GATHERED else None
    if gathering is not None:
        return [gathering]
    dated = _dated(s, w) and not any(
        a.lower in ("two", "both") and b.lower == "countries" for a, b in pairwise(s.words[w.index :])
    )
    if action == "referenced" and (_worldwide(title) or dated or _byname(title, found)):
        return []
    return _guessed(scene, s, w, kind, found, action, title)


def _told(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """Two sides or more that a text's own phrase, its name or the common noun of those who sign it tells."""
    for found in (
        _between(scene, s, w),
        in_name(scene, w),
        of_own_sort(scene, s, w),
        _talks_between(scene, s, w),
    ):
        if len(found) >= 2:
            return found
    return own_sides(scene, s, w)


def _of_summit(scene: Scene, s: Sentence, w: Word, action: str, kind: str, title: str) -> Entity | None:
    """ "The leaders adopted a declaration": of the body whose summit the report tells of; none where some are named."""
    many = (
        kind in ("declaration", "plan", "compact", "guidelines")
        and action == "adopted"
        or "Summit Decl" in title
    )
    subjects = scene.subjects(s, scene.verb_over(s, w)) if many else []
    subjects = [x for x in subjects if _printed(scene, x) != ["they"]] or subjects[:0]
    they = many and any(x.lower == "they" for x in s.words[:3])
    gathered = [x for x in subjects if not word_list("gathered_people").isdisjoint(_printed(scene, x))]
    named = any(
        x.ref is not None and (x.ref.mention is not None or kind_of(x) == "country") for x in subjects
    )
    return body_of_summit(scene) if many and not named and (gathered or they or "Summit" in title) else None


def _printed(scene: Scene, x: Word) -> list[str]:
    return scene.article.text[x.start : x.end].lower().split()


def _provinces(scene: Scene, s: Sentence, w: Word, action: str, kind: str) -> list[Entity]:
    """The two provinces of a report on their leaders, who sign minutes and agreements but no treaties."""
    signed = action in ("signed", "exchanged", "proposed") and not kind.startswith(("joint", "treaty"))
    lands = any(x.index > w.index for x in s.refs("country", "demonym"))
    return provincial_pair(scene) if signed and not lands else []


def _guessed(
    scene: Scene, s: Sentence, w: Word, kind: str, found: list[Entity], action: str, title: str
) -> list[Entity]:
    """The sides where a text's sentence tells one or none: a body's like, those gathered, the passage's two countries."""
    called = kind in ("charter", "declaration", "convention", "joint communique")
    spoken_of = action == "referenced" and not found or action == "referenced" and bool(title)
    body = titled_by(scene, s, w) if called else named_after(scene, s, w) if spoken_of else None
    if body is not None:
        return [body]
    if states := states_gathered(scene, s, w):
        return states
    bodies = [e for e in found if e.type == "organization" and not is_international(e)]
    if len(found) == len(bodies) == 1 and (other := partner_of(scene, s, w, bodies[0])) is not None:
        return [*bodies, other]
    if len(found) == len(bodies) == 1 and (world := world_body_of(s)) is not None:
        return [*bodies, world]
    if not found and unnamed_sides(scene, s, w):
        return []
    return _pair(scene, s, found, joint=kind.startswith("joint"), signs=_signing(scene, s, w))


def _state_of(scene: Scene, s: Sentence, side: Entity) -> Entity:
    """ "Peru's Congress approved the treaty with Kenya": a parliament that ratifies is no side, its country is."""
    if word_list("parliaments").isdisjoint(side.name.lower().split()):
        return side
    told = (
        x.ref.unit.code for x in s.refs("country", "demonym") if x.ref is not None and x.ref.unit is not None
    )
    code = side.country or next(told, "")
    return country_entity(code) if code in countries() else side


def _between(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """The sides behind "between" or "among", where the word belongs to the text."""
    start = next(
        (i for i in range(w.index + 1, len(s.words)) if s.words[i].lower in ("between", "among")), None
    )
    if start is None or any(x.text in (";", ".") for x in s.words[w.index : start]):
        return []
    others = s.words[w.index + 1 : start]
    them = scene.article.text[s.words[start].start : s.words[start + 1].end].lower() == "among them"
    one_of_them = them or {"including", "notably"} & {x.lower for x in others}
    if _of_other_verb(others) or one_of_them:
        return []  # "five texts, including one between A and B", "among them one on trade"
    if any(_is_text(x) and s.words[x.index - 1].text != "(" for x in others):
        return []
    span = s.words[start + 1 : phrase_end(s, start + 1)]
    twins = twin_cities(scene, s, span) or (
        twin_bodies(scene, scene.article.text[span[0].start : span[-1].end]) if span else []
    )
    if twins:
        return twins
    if many := listed_sides(scene, span):
        return many
    split = and_between(span)
    if split is None:
        return named_group(scene, s, span)
    told = (i for i, x in enumerate(span[:-1]) if x.text == "," and i > split and span[i + 1].persons)
    span = span[: next(told, len(span))]  # "between A and B, Ambassador X said"
    if lands := several(scene, span):
        return lands
    if (
        kind_of(span[split - 1]) in ("country", "body") and split < 3
    ):  # "Armenia and the EU and the process …"
        span = span[: next((i for i in range(split + 2, len(span)) if span[i].lower == "and"), len(span))]
    first = side_of(scene, span[:split])
    sides = [first, like_the_first(scene, first, span[split + 1 :]) or side_of(scene, span[split + 1 :])]
    found = [e for e in sides if e is not None]
    return found if len(found) == 2 and found[0] != found[1] else []


def _talks_between(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "Negotiations between A and B on an agreement": the sides of the talks are those of the text."""
    start = next((x.index for x in s.words[: w.index] if x.lower == "between" and x.index), 0)
    told = start and s.words[start - 1].lower in word_list("negotiating")
    if not told or w.index - start > 14:
        return []
    span = s.words[start + 1 : min(phrase_end(s, start + 1), w.index)]
    split = and_between(span)
    both = [side_of(scene, span[:split]), side_of(scene, span[split + 1 :])] if split is not None else []
    return [e for e in both if e is not None] if all(both) else []


def _talks_partner(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """ "Talks with the Bank of A on an accord": the body with which the talks are."""
    start = next((x.index for x in s.words[: w.index] if x.lower == "with" and x.index), 0)
    told = start and s.words[start - 1].lower in word_list("negotiating")
    if not told or w.index - start > 14:
        return None
    span = s.words[start + 1 : min(phrase_end(s, start + 1), w.index)]
    return side_of(scene, span) if names_body(scene, span) else None


def _of_other_verb(words: list[Word]) -> bool:
    """ "Under the agreement signed on Monday, ferries will run between A and B": the words behind a text tell of something else."""
    finite = [x for x in words if x.ref is None and x.tag in ("VBD", "VBZ", "VBP", "MD")]
    if not finite or words[-1] is finite[-1]:
        return False
    if any(x.lower in word_list("negotiating") for x in words):  # "is in preparation between A and B"
        return False
    known = triggers()["agreement"]["actions"]
    return all(x.lower not in known for x in words if x.index >= finite[0].index)


def _is_text(x: Word) -> bool:
    """Whether a word, or a name in a sentence, is that of another text."""
    words = x.ref.text.lower().split() if x.ref is not None and x.ref.kind == "name" else [x.lower]
    return not word_list("document_nouns").isdisjoint(words)


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


def _acting(scene: Scene, s: Sentence, w: Word, action: str) -> list[Entity]:
    """Who stands behind "with", then who signs."""
    body = body_behind(scene, s, w, scene.verb_over(s, w)) or _talks_partner(scene, s, w)
    beside = scene.prepositional(s, w, "with")
    found = [body] if body is not None else sides(scene, s, beside) or _beside(scene, s, w)
    signers = _signed_by(scene, s, w)
    if len(signers) >= 2:
        return signers
    found += [e for e in signers if e not in found]
    verb = next(
        (
            x
            for x in scene.children(s, w, "relcl")
            if x.lower in triggers()["agreement"]["actions"] and scene.children(s, x, "nsubj")
        ),
        scene.verb_over(s, w),
    )
    if not found:
        found = sides(scene, s, scene.prepositional(s, verb, "between", "with"))
    apart = len(found) > 1 and _each_apart(s)
    if (len(found) < 2 or apart) and (action != "referenced" or verb.dep == "relcl"):
        subjects = [x for x in scene.subjects(s, verb) if x is not w] or _described(s, verb)
        acting = (
            on_behalf(scene, s, subjects)
            or ministers_of(scene, subjects)
            or subject_sides(scene, s, subjects, verb)
        )
        if len(acting) >= 2 and not apart:
            return acting
        acting = acting or sides(scene, s, subjects)
        found = acting + [e for e in found if e not in acting]
    return found


def _described(s: Sentence, verb: Word) -> list[Word]:
    """ "A and B signed on Monday a treaty", where the parser takes "signed" for what describes B."""
    over = s.words[verb.head]
    told = verb.dep == "acl" and over.dep == "ROOT" and over.index < verb.index
    return [over] if told and (over.persons or kind_of(over) in ("body", "country", "name")) else []


def _each_apart(s: Sentence) -> bool:
    """ "signed communiqués with A and B, respectively": with each of them one."""
    return any(x.lower in ("respectively", "separately") for x in s.words)


def _beside(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "an agreement on trade with Mercosur": the name behind "with" before the sentence's verb goes on."""
    for x in s.words[w.index + 1 : _clause_end(s, w.index + 1)]:
        if x.lower == "with" and x.ref is None:
            near = [y for y in s.words[x.index + 1 : x.index + 4] if y.lower != "the"][:1]
            return sides(scene, s, near) or _counterpart_of(scene, near)
    return []


def _counterpart_of(scene: Scene, near: list[Word]) -> list[Entity]:
    """ "with its Peruvian counterpart", of which no name is given: its country."""
    text = " ".join(
        scene.article.text[x.start : x.end] for x in near if kind_of(x) in ("post", "group")
    ).split()
    known = [known_names().get(word.lower()) for word in text]
    lands = [e for e in known if e is not None and e.type == "country"]
    return lands[:1] if text[-1:] in (["counterpart"], ["counterparts"], ["peer"], ["side"]) else []


def _clause_end(s: Sentence, first: int) -> int:
    ends = (
        i
        for i in range(first, len(s.words))
        if s.words[i].text in (",", ";", ".") or s.words[i].tag in ("VBD", "VBZ", "VBP", "MD", "VBG")
    )
    return next(ends, len(s.words))


def _signed_by(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "signed by the Commission for Arts and the Ministry of Culture": bodies by name, countries one by one."""
    for i in range(w.index + 1, len(s.words) - 1):
        if s.words[i].text in (",", ";") or s.words[i].lower == "while":
            return []
        if s.words[i].lower == "by" and (s.words[i - 1].tag == "VBN" or i == w.index + 1):
            span = s.words[i + 1 : phrase_end(s, i + 1)]
            if any(x.persons for x in span):
                return people_of_many(s, i + 1) or on_behalf(scene, s, [x for x in span if x.persons])
            if lands := several(scene, span) or listed_sides(scene, span):
                return lands
            if lands := ministers_of(scene, [x for x in span if kind_of(x) in ("post", "group")]):
                return lands
            split = and_between(span)
            if split is None:
                return sides(scene, s, [x for x in span if kind_of(x) in ("country", "body")][:1])
            both = [side_of(scene, span[:split]), side_of(scene, span[split + 1 :])]
            return [e for e in both if e is not None]
    return []


def _dated(s: Sentence, w: Word) -> bool:
    """ "the September 19 Joint Statement": known by its day to those who spoke of it."""
    before = s.words[w.index - 1] if w.index else w
    date = before.ref.date if before.ref is not None and before.ref.kind == "date" else None
    return date is not None and len(date.value) != 4


def _byname(title: str, found: list[Entity]) -> bool:
    """ "the Dayton agreement"."""
    return (
        bool(title)
        and title.rsplit(maxsplit=1)[-1] in ("agreement", "accord", "treaty", "pact")
        and len(found) < 2
    )


def _worldwide(title: str) -> bool:
    return any(name in title for name in phrase_list("worldwide_texts"))


def _signing(scene: Scene, s: Sentence, w: Word) -> bool:
    """Whether the verb over a text's noun is one of signing: in "the session ended with a signing" the subject signs nothing."""
    verb = scene.verb_over(s, w).lower
    return verb in triggers()["agreement"]["actions"] or verb in ("has", "have", "had")


def _pair(scene: Scene, s: Sentence, found: list[Entity], *, joint: bool, signs: bool) -> list[Entity]:
    """Two countries: of those who sign, then of whom the sentence tells, then of the report's two principals."""
    codes = pair_of(scene, s, [e.code for e in found if e.type == "country"], joint=joint)
    body = next((e for e in found if e.type == "organization" and (is_international(e) or signs)), None)
    if body is not None and not joint:
        known = (known_names().get(word.lower()) for word in body.name.split())
        own = {e.code for e in known if e is not None and e.code}
        codes = [c for c in codes if c not in own]
        return [body, country_entity(codes[0])] if codes else []
    lands = [country_entity(c) for c in codes]
    return lands if len(lands) == 2 else []
