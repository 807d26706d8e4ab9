"""Who is written to: persons, bodies, countries, and the peoples and sides that stand for countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique.extract.claims import Entity
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, country_of
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list


def addressees(scene: Scene, s: Sentence, m: Word) -> Iterator[Entity]:
    """Whom a word stands for, "the people of Kenya" and "the Kenyan side" standing for the country."""
    printed = scene.article.text[m.start : m.end].lower().split()
    if m.ref is not None and m.ref.mention is None and printed[-1:] == ["side"]:
        lands = [country_of(p.country) for p in m.persons[:1]]  # "the Kenyan side", of which one is known
        yield from (land for land in lands if land is not None)
        return
    told = list(addressee(scene, m))
    if told or m.lower not in word_list("peoples"):
        yield from told
        return
    around = [
        *scene.prepositional(s, m, "of", "in"),
        *scene.children(s, m, "amod", "compound", "poss", "nmod"),
    ]
    for x in around:
        unit = x.ref.unit if x.ref is not None and x.ref.kind in ("country", "demonym") else None
        land = country_of(unit.code) if unit is not None else None
        if land is not None:
            yield land
            return


def holder_told(scene: Scene, subjects: Sequence[Word]) -> list[Person]:
    """ "The head of the Russian Federation congratulated": the report's principal of the country that a post names."""
    for x in subjects:
        post = x.ref.reference.post if x.ref is not None and x.ref.reference is not None else None
        code = post.country if post is not None and x.ref is not None and x.ref.kind == "post" else ""
        found = [q for q in scene.registry.principals() if code and q is not None and q.country == code]
        if found:
            return found
    return []


def called_out(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ ""Congratulations Paul, a big hug," B said": B and Paul; nobody where the words are no call."""
    behind = s.words[w.index + 1 : w.index + 2]
    quoted = scene.article.text[w.end : s.end].count('"') % 2 == 1 or "”" in scene.article.text[w.end : s.end]
    if w.tag != "NNS" or not quoted or not behind or len(behind[0].persons) != 1:
        return []
    heard = behind[0].persons[0]
    told = [p for x in s.words[behind[0].index + 1 :] for p in x.persons]
    for earlier in reversed(scene.sentences[max(0, s.number - 3) : s.number]):
        told += [p for x in reversed(earlier.words) for p in x.persons]
    speaker = next((p for p in told if p is not heard), None)
    return [scene.person(speaker), scene.person(heard)] if speaker is not None else []


def gathered_heads(scene: Scene, subjects: Sequence[Word]) -> Entity | None:
    """ "Heads of Government congratulated A", where the report has told of those "of the Andean Community": all of them."""
    for x in subjects:
        printed = scene.article.text[x.start : x.end].removeprefix("The ").removeprefix("the ")
        if x.ref is None or x.persons or not re.match(r"(?:Heads of|Leaders|Ministers)\b", printed):
            continue
        whole = re.search(rf"{re.escape(printed)} of (?:the )?((?:[A-Z]\w+ ?)+)", scene.article.text)
        name = f"{printed} of the {whole.group(1).strip()}" if whole else ""
        return Entity("organization", name) if name else None
    return None


def party_of(scene: Scene, people: Sequence[Person]) -> Entity | None:
    """The party in which somebody holds a post: "conveyed his party's congratulations"."""
    posts = [h.post for p in people[:1] for h in p.posts]
    return next((Entity("party", p.body) for p in posts if p.body_kind == "party" and p.body), None)


def addressee(scene: Scene, m: Word) -> Iterator[Entity]:
    """The person, country or body that a word names."""
    if m.ref is None:
        return
    for person in _elect(scene, m) or m.persons[:1]:
        yield scene.person(person)
    if m.ref.kind == "country" and m.ref.unit is not None:
        country = country_of(m.ref.unit.code)
        if country is not None:
            yield country
    elif m.ref.kind == "body" and m.ref.unit is not None:
        yield body_entity(m.ref.unit)


def _elect(scene: Scene, m: Word) -> list[Person]:
    """ "sent messages to the president-elect": who is to take the post, not who holds it."""
    bare = m.ref is not None and m.ref.mention is None
    if not bare or not scene.article.text[m.start : m.end].lower().endswith("-elect"):
        return []
    return [p for p in scene.registry.persons if any(h.post.status == "planned" for h in p.posts)][:1]
