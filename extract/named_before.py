"""Two parties, parliaments or armies that "the two" of their sort are: those that a report names last before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.extract.claims import Entity
from communique.extract.scene import Scene
from communique.extract.side_phrases import entity_of, kind_of, known_names
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_BOTH = frozenset({"two", "both"})


def pair_before(scene: Scene, s: Sentence, span: Sequence[Word]) -> list[Entity]:
    """ "the two parties", "both parliaments": the last two of that sort, of one country each; none for other phrases."""
    if not span or any(kind_of(x) in ("country", "body") for x in span):
        return []
    at = span[0]
    before = [x.lower for x in s.words[max(0, at.index - 2) : at.index]]
    words = scene.article.text[at.start : span[-1].end].lower().split()
    sorts = triggers()["agreement"]["state_bodies"]
    noun = next((x for x in words if x in sorts), "")
    if not noun or _BOTH.isdisjoint([*before, *words]):
        return []
    if noun == "parties":
        return _pair(_parties(scene, at))
    heads = frozenset(sorts[noun].split())
    return _pair(_bodies(scene, at, heads, noun))


_OF_PARTIES = re.compile(
    r"\b(?:party[- ]to[- ]party|inter-party|party schools?|between (?:the )?parties)\b", re.IGNORECASE
)
_OF_PARLIAMENTS = re.compile(
    r"\b(?:inter-?parliamentary|parliamentary (?:cooperation|exchanges|friendship|relations|diplomacy))\b",
    re.IGNORECASE,
)


def of_own_sort(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "a memorandum on parliamentary cooperation", "on exchanges of party schools": of the two parliaments or parties told of."""
    subject = scene.article.text[w.end : s.words[min(len(s.words), w.index + 9) - 1].end]
    if _OF_PARTIES.search(subject):
        return _pair(_parties(scene, s.words[-1]))
    if _OF_PARLIAMENTS.search(subject):
        heads = frozenset(triggers()["agreement"]["state_bodies"]["parliaments"].split())
        return _pair(_bodies(scene, s.words[-1], heads, "parliaments"))
    return []


def _pair(told: Iterable[Entity]) -> list[Entity]:
    """The first two of a run that are not of one country nor of one name, in the order of the report."""
    found: list[Entity] = []
    for entity in told:
        like = (e for e in found if e.name == entity.name or entity.country and e.country == entity.country)
        if next(like, None) is None:
            found.append(entity)
        if len(found) == 2:
            return found[::-1]
    return []


def _words_before(scene: Scene, at: Word) -> Iterator[Word]:
    for one in reversed(scene.sentences):
        yield from (x for x in reversed(one.words) if x.end <= at.start)


def _parties(scene: Scene, at: Word) -> Iterator[Entity]:
    """The parties named before a word, the last one first; of persons those in which they hold a post."""
    for x in _words_before(scene, at):
        own = entity_of(x) if kind_of(x) in ("body", "name") else None
        if own is not None and _is_party(own):
            yield own
        for held in (h for p in x.persons for h in p.posts):
            name = _of_committee(held.post.body)
            party = known_names().get(name.lower()) or Entity("party", name, country=x.persons[0].country)
            if name and _is_party(party):
                yield party


def _of_committee(body: str) -> str:
    """ "Commission for External Relations of the Communist Party of Peru" and its Central Committee stand for the party."""
    for part in re.split(r" of (?:the )?", body):
        at = body.rfind(part)
        known = known_names().get(part.lower())
        if _party_word(part) or known is not None and known.type == "party":
            return body[at:]
    return ""


def _is_party(entity: Entity) -> bool:
    return entity.type == "party" or _party_word(entity.name) and not entity.code


def _party_word(name: str) -> bool:
    return not trigger_words("agreement", "party_nouns").isdisjoint(name.lower().split())


def _bodies(scene: Scene, at: Word, heads: frozenset[str], noun: str) -> Iterator[Entity]:
    """The bodies of a sort before a word: those of persons' posts and those named, the last one first."""
    for x in _words_before(scene, at):
        for person in x.persons:
            for held in person.posts:
                words = set(held.post.body.lower().split())
                speaker = noun in ("parliaments", "assemblies") and "Speaker" in held.post.role
                if held.post.body and (words & heads or speaker):
                    yield Entity("organization", held.post.body, country=person.country)
        own = entity_of(x) if kind_of(x) in ("body", "name") else None
        if own is not None and heads & set(own.name.lower().split()):
            yield own
