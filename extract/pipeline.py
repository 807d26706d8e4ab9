"""The extractor: a report in, its claims out. A pure function of the article and of the extractor's version."""

from __future__ import annotations

from communique.extract.article import Article
from communique.extract.claims import Claim, Entity, Extraction
from communique.extract.gazetteer import Gazetteer
from communique.extract.offices import office_claims
from communique.extract.paragraphs import read_paragraphs
from communique.extract.people import Person, Registry


class Extractor:
    """Reads reports. It holds no state of one report, so one extractor may read any number."""

    def extract(self, article: Article) -> Extraction:
        """The claims, entities and mentions of one report."""
        registry = Registry(article, read_paragraphs(article, Gazetteer()))
        claims: list[Claim] = []
        for person in registry.persons:
            claims.extend(office_claims(person, person_entity(person)))
        return Extraction(article.key, claims=tuple(claims))


def person_entity(person: Person) -> Entity:
    """A person as the claims name them, with every form that the report uses."""
    forms = tuple(sorted(f for f in person.forms if f != person.name))
    return Entity("person", person.name, aliases=forms, country=person.country)
