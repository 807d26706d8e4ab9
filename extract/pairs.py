"""Which two countries something is between where its own words do not say: the sentence's, the passage's, the report's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from communique.extract.scene import Scene, capitals
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries


def pair_of(scene: Scene, s: Sentence, known: Sequence[str], *, joint: bool) -> list[str]:
    """Codes of the two countries: ``known`` ones first, then those near the sentence; fewer where nothing tells them.

    ``joint``: the text is one of the report's two sides together, whoever else its sentence names.
    """
    near = principal_pair(scene) if joint and len(_people(s)) < 2 else _near(scene, s, known)
    if both_countries(s) and len(known) < 2:
        near = just_told(scene, s) or principal_pair(scene) or near
    codes = list(dict.fromkeys([*known, *near]))
    if len(codes) == 1:
        codes += [c for c in _gone_to(scene, s) if c not in codes]
    if len(codes) < 2:
        codes += [c for c in _most_named(scene) if c not in codes]
    return [c for c in codes[:2] if c in countries()]


def both_countries(s: Sentence) -> bool:
    """ "The two countries signed …", "In that visit, both sides …": they are no others, whoever the sentence names further on."""
    words = [x.lower for x in s.words[:10]]
    return any(a in ("two", "both") and b in ("countries", "sides", "nations") for a, b in pairwise(words))


def two_people(s: Sentence) -> bool:
    """ "The two ministers signed …", nobody of the sentence being named."""
    words = [x for x in s.words[:10] if not x.lower.startswith("'")]
    told = any(x.ref is not None and x.ref.mention is not None for x in s.words)
    group = next((x for x in words if len(x.persons) == 2), None)
    return not told and group is not None


def just_told(scene: Scene, s: Sentence) -> list[str]:
    """ "A and B discussed trade. The two sides signed …": those of the sentence before, where they are two."""
    before = scene.sentences[s.number - 1] if s.number else s
    people = _people(before) if before.paragraph >= s.paragraph - 1 and before is not s else []
    return people if len(people) == 2 else []


def principal_pair(scene: Scene) -> list[str]:
    """The countries of the report's visitor and host."""
    return [q.country for q in scene.registry.principals() if q is not None and q.country]


def told_in(s: Sentence) -> list[str]:
    """The countries of a sentence's persons, then those it names."""
    named = [
        x.ref.unit.code for x in s.refs("country", "demonym", "place") if x.ref and x.ref.unit and _land(s, x)
    ]
    return [c for c in dict.fromkeys([*_people(s), *named]) if c in countries()]


def _land(s: Sentence, x: Word) -> bool:
    """A country, or a capital that acts for one: "Nairobi and Kigali signed", not "signed in Nairobi"."""
    assert x.ref is not None
    assert x.ref.unit is not None
    if x.ref.kind != "place":
        return True
    before = s.words[x.index - 1].lower if x.index else ""
    behind = s.words[x.index + 1 : x.index + 2]
    acts = before in ("and", "between", "with", "that", "") or bool(behind) and behind[0].lower == "and"
    return acts and bool(x.index) and capitals().get(x.ref.unit.code) == x.ref.unit.name


def _people(s: Sentence) -> list[str]:
    return list(dict.fromkeys(p.country for x in s.words for p in x.persons if p.country))


def _near(scene: Scene, s: Sentence, known: Sequence[str]) -> list[str]:
    """The sentence's own pair, else one country of it with its partner nearby, else the passage's or the principals' pair."""
    pair = principal_pair(scene)
    told = told_in(s)
    if len(told) > 2 and len(pair) == 2 and set(pair) <= set(told):
        return pair
    if len(told) >= 2:
        return told
    one = set(known) or set(told)
    before = scene.sentences[s.number - 1] if s.number else s
    passage = told_in(before) if before.paragraph == s.paragraph else []
    if len(passage) >= 2:
        return [*told, *passage]
    if one <= set(pair):
        return [*told, *pair]
    home = scene.registry.place  # "the treaty with Peru", in a report of one's own ministry on others
    return [*told, *passage, *([home] if home in countries() else []), *pair]


def _gone_to(scene: Scene, s: Sentence) -> list[str]:
    """ "A visited Lima. He said the agreement …": the land of the city that a sentence or the one before it names."""
    before = scene.sentences[s.number - 1] if s.number else s
    near = (s, before) if before.paragraph >= s.paragraph - 1 else (s,)
    units = (w.ref.unit for one in near for w in one.refs("place") if w.ref is not None)
    return [u.code for u in units if u is not None and u.code][:1]


def _most_named(scene: Scene) -> list[str]:
    """The countries that a report without two known leaders speaks of most."""
    units = (x.ref.unit for s in scene.sentences for x in s.refs("country", "demonym") if x.ref is not None)
    counted = Counter(u.code for u in units if u is not None)
    counted.update(p.country for s in scene.sentences for x in s.words for p in x.persons if p.country)
    return [code for code, _ in counted.most_common(2)]
