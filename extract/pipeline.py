"""The extractor: a report in, its claims out. A pure function of the article and of the extractor's version."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from communique.extract.agreements import agreements
from communique.extract.article import Article
from communique.extract.awards import awards
from communique.extract.calibration import calibrate
from communique.extract.claims import Claim, Entity, Extraction, Mention
from communique.extract.couples import spouses
from communique.extract.gazetteer import Gazetteer
from communique.extract.invitations import invitations
from communique.extract.meetings import meetings
from communique.extract.messages import congratulations
from communique.extract.name_forms import name_words, same_name
from communique.extract.native_names import native_names
from communique.extract.offices import office_claims
from communique.extract.paragraphs import anchor_date, read_paragraphs
from communique.extract.people import Person, Registry
from communique.extract.relations import diplomatic_relations
from communique.extract.scene import Scene, body_entity, country_of
from communique.extract.speeches import speeches
from communique.extract.targets import targets
from communique.extract.ties import partnerships
from communique.extract.views import build_sentences
from communique.extract.visits import trips, visits

#: Readers of one kind of claim each that need nothing but the scene.
READERS: tuple[Callable[[Scene], Sequence[Claim]], ...] = (
    agreements,
    partnerships,
    diplomatic_relations,
    awards,
    spouses,
    speeches,
    congratulations,
    targets,
)


class Extractor:
    """Reads reports. It holds no state of one report, so one extractor may read any number.

    Confidences are calibrated by ``extract/data/calibration.tsv``; ``calibrated=False`` leaves them as the
    rules set them.
    """

    def __init__(self, calibrated: bool = True) -> None:
        self._calibrated = calibrated

    def extract(self, article: Article) -> Extraction:
        """The claims, entities and mentions of one report."""
        anchor = anchor_date(article)
        registry = Registry(article, read_paragraphs(article, Gazetteer(), anchor))
        entities = {id(p): person_entity(p, article.text) for p in registry.persons}
        claims: list[Claim] = [c for p in registry.persons for c in office_claims(p, entities[id(p)])]
        scene = Scene(article, registry, build_sentences(registry), entities, anchor)
        journeys = trips(scene)
        met = meetings(scene, journeys)
        invited = invitations(scene)
        claims += [*met, *invited, *visits(scene, journeys, met, invited)]
        for read in READERS:
            claims += read(scene)
        if self._calibrated:
            claims = [dataclasses.replace(c, confidence=calibrate(c.type, c.confidence)) for c in claims]
        claims.sort(key=lambda c: (c.evidence[0].start if c.evidence else 0, c.type))
        found = tuple(_mentions(scene))
        named = dict.fromkeys([m.entity for m in found])
        return Extraction(article.key, tuple(named), found, tuple(claims))


def _mentions(scene: Scene) -> Iterator[Mention]:
    """Every stretch of the report that stands for a person, country, place or body, in the order of the text."""
    for sentence in scene.sentences:
        for word in sentence.words:
            ref = word.ref
            if ref is None:
                continue
            for person in ref.persons:
                yield Mention(
                    word.start,
                    word.end,
                    scene.person(person),
                    "name" if ref.mention else ref.reference.kind if ref.reference else "name",
                )
            if ref.unit is not None and ref.kind in ("country", "demonym"):
                country = country_of(ref.unit.code)
                if country is not None:
                    yield Mention(
                        word.start, word.end, country, ref.kind if ref.kind == "demonym" else "name"
                    )
            elif ref.unit is not None and ref.kind == "place":
                yield Mention(
                    word.start,
                    word.end,
                    Entity("place", ref.unit.name or ref.unit.text, country=ref.unit.code),
                )
            elif ref.unit is not None and ref.kind == "body":
                yield Mention(word.start, word.end, body_entity(ref.unit))


def person_entity(person: Person, text: str) -> Entity:
    """A person as the claims name them, with every form that the report uses."""
    forms = {f for f in person.forms if f != person.name and _is_form(f, person)}
    native = native_names(text, {person.name, *forms})
    return Entity("person", person.name, aliases=tuple(sorted(forms | {*native})), country=person.country)


def _is_form(form: str, person: Person) -> bool:
    """Whether words that stand for a person are a form of the name, not a headline's verb with it."""
    words = name_words(form)
    return (
        set(words) <= set(person.words)
        or len(words) <= len(person.words) + 1
        and same_name(words, person.words)
    )
