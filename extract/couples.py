"""Named couples."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.claims import SpouseClaim
from communique.extract.people import Person, PersonMention
from communique.extract.posts import CONSORTS
from communique.extract.scene import Scene
from communique.extract.words import word_list


def spouses(scene: Scene) -> list[SpouseClaim]:
    """Named couples: "X and his wife Y", "accompanied by her husband, Y"."""
    found: dict[frozenset[str], SpouseClaim] = {}
    registry = scene.registry
    for mention in registry.mentions:
        units = registry.paragraphs[mention.paragraph].units
        after = [u.lower for u in units[mention.last : mention.last + 4]]
        if (
            mention.naming.relation != "spouse"
            and {"wife", "husband", "spouse"} & set(after[:3])
            and "of" in after
        ):
            claim = _spouse_of(scene, mention)
            if claim is not None:
                found.setdefault(frozenset(e.name for e in claim.persons), claim)
            continue
        before = [u.lower for u in units[mention.first : mention.last]] + [
            u.lower for u in units[max(0, mention.first - 4) : mention.first]
        ]
        lady = any(p.role in CONSORTS for p in mention.naming.posts)
        if mention.naming.relation != "spouse" and not lady:
            continue
        other = _partner(scene, mention.paragraph, mention.first, mention.person)
        if other is None or lady and "and" not in before and "by" not in before:
            continue
        key = frozenset((other.name, mention.person.name))
        s = next((x for x in scene.sentences if x.start <= mention.start < x.end), None)
        if s is not None and len(key) == 2:
            found.setdefault(
                key,
                SpouseClaim(
                    persons=(scene.person(other), scene.person(mention.person)),
                    evidence=(scene.evidence(s),),
                    confidence=0.9,
                    method="relation",
                ),
            )
    for claim in (*_royal_couples(scene), *_guests(scene)):
        found.setdefault(frozenset(e.name for e in claim.persons), claim)
    return list(found.values())


def _royal_couples(scene: Scene) -> Iterator[SpouseClaim]:
    """ "King X and Queen Y", "the Emperor X and Empress Y": two who reign together."""
    for s in scene.sentences:
        for a, b in zip(s.words, s.words[2:], strict=False):
            if s.words[a.index + 1].lower != "and":
                continue
            pair = [*a.persons, *b.persons]
            titles = [
                {p.role for p in w.ref.mention.naming.posts} if w.ref is not None and w.ref.mention else set()
                for w in (a, b)
            ]
            reign = len(pair) == 2 and any(x in titles[0] and y in titles[1] for x, y in _REIGNING)
            if reign and not (pair[0].country and pair[1].country and pair[0].country != pair[1].country):
                yield SpouseClaim(
                    persons=(scene.person(pair[0]), scene.person(pair[1])),
                    evidence=(scene.evidence(s),),
                    confidence=0.8,
                    method="relation",
                )


def _guests(scene: Scene) -> Iterator[SpouseClaim]:
    """ "President X and Mrs Y", "the wife of President X, Y,": who is told of only as the spouse of the one before."""
    registry = scene.registry
    for m, n in zip(registry.mentions, registry.mentions[1:], strict=False):
        if m.paragraph != n.paragraph or n.naming.posts or m.person is n.person or n.first - m.last > 1:
            continue
        units = registry.paragraphs[m.paragraph].units
        between = [u.lower for u in units[m.last : n.first]]
        before = [u.lower for u in units[max(0, m.first - 3) : m.first] if u.lower != "the"]
        told = between == [","] and before[-1:] == ["of"] and before[-2:-1] and before[-2] in _SPOUSES
        addressed = between == ["and"] and _lady(units[n.first].lower) and m.person.holds(_HIGH)
        s = next((x for x in scene.sentences if x.start <= n.start < x.end), None)
        if s is not None and (told or addressed and m.naming.posts):
            pair = (scene.person(m.person), scene.person(n.person))
            yield SpouseClaim(persons=pair, evidence=(scene.evidence(s),), confidence=0.8, method="relation")


def _lady(word: str) -> bool:
    return word in word_list("female_words") - {"queen", "princess"} or word in ("madam", "madame", "mme")


_SPOUSES = frozenset({"wife", "husband", "spouse", "widow"})
_HIGH = ("state", "royal")
_REIGNING = (("King", "Queen"), ("Emperor", "Empress"), ("Crown Prince", "Crown Princess"))


def _spouse_of(scene: Scene, mention: PersonMention) -> SpouseClaim | None:
    """ "Sindre Finnes, husband of Norway's prime minister": the person behind "of"."""
    s = next((x for x in scene.sentences if x.start <= mention.start < x.end), None)
    if s is None:
        return None
    behind = [w.persons[0] for w in s.words if w.start >= mention.end and len(w.persons) == 1][:1]
    if not behind or behind[0] is mention.person:
        return None
    return SpouseClaim(
        persons=(scene.person(behind[0]), scene.person(mention.person)),
        evidence=(scene.evidence(s),),
        confidence=0.85,
        method="relation",
    )


def _partner(scene: Scene, paragraph: int, first: int, person: Person) -> Person | None:
    """The person before "and his wife": of the sentence, the nearest one; else the one a pronoun stands for."""
    start = scene.registry.paragraphs[paragraph].span(first, first + 1)[0]
    s = next((x for x in scene.sentences if x.start <= start < x.end), None)
    if s is None:
        return None
    before = [w.persons[0] for w in s.words if w.end <= start and len(w.persons) == 1]
    if before:
        return before[-1] if before[-1] is not person else None  # "Minister Roe and his wife, Mrs Roe"
    earlier = [
        m.person
        for m in scene.registry.mentions
        if m.end < start and m.person is not person and m.paragraph >= paragraph - 1
    ]
    return earlier[-1] if earlier else None
