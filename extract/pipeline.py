"""The extractor: a report in, its claims out. A pure function of the article and of the extractor's version."""

from __future__ import annotations

from communique.extract.article import Article
from communique.extract.claims import Claim, Entity, Extraction
from communique.extract.gazetteer import Gazetteer
from communique.extract.meetings import meetings
from communique.extract.offices import office_claims
from communique.extract.paragraphs import anchor_date, read_paragraphs
from communique.extract.people import Person, Registry
from communique.extract.scene import Scene
from communique.extract.views import build_sentences

#: Readers of one kind of event each: a scene in, claims out.
READERS = (meetings,)


class Extractor:
    """Reads reports. It holds no state of one report, so one extractor may read any number."""

    def extract(self, article: Article) -> Extraction:
        """The claims, entities and mentions of one report."""
        registry = Registry(article, read_paragraphs(article, Gazetteer()))
        entities = {id(p): person_entity(p) for p in registry.persons}
        claims: list[Claim] = [c for p in registry.persons for c in office_claims(p, entities[id(p)])]
        scene = Scene(article, registry, build_sentences(registry), entities, anchor_date(article))
        for read in READERS:
            claims.extend(read(scene))
        return Extraction(article.key, claims=tuple(claims))


def person_entity(person: Person) -> Entity:
    """A person as the claims name them, with every form that the report uses."""
    forms = tuple(sorted(f for f in person.forms if f != person.name))
    return Entity("person", person.name, aliases=forms, country=person.country)
