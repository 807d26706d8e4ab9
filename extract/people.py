"""The persons of one report: which namings are one person, which posts each holds, where each belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from communique.extract.article import Article
from communique.extract.embassies import ambassador_of, embassies
from communique.extract.heads import as_presidents
from communique.extract.home import home, received_in, scene_of
from communique.extract.lexicon import role_at
from communique.extract.name_book import NameBook, addressed
from communique.extract.naming import Naming
from communique.extract.nationality import infer_countries
from communique.extract.paragraphs import ParagraphReading
from communique.extract.persons import Held, Person, PersonMention
from communique.extract.pointed_countries import point_to_country
from communique.extract.post_holders import (
    borrow_body,
    complete,
    historical,
)
from communique.extract.posts import Post
from communique.extract.related_posts import TOLD_BY, holder_of_counterpart, related
from communique.extract.sexes import told_by_pronouns
from communique.extract.tokens import tokenize
from communique.extract.topic_posts import give_leading_post, give_posts_told_together, give_topic_posts

_SERVING = frozenset({"served", "serves", "serving", "doubles", "worked", "works", "acted", "acts"})
_SERVANTS = frozenset({"he", "she", "diplomat", "envoy", "ambassador", "minister", "who"})

__all__ = ["Held", "Person", "PersonMention", "Registry"]


class Registry:
    """All persons of a report, and every mention of them by name."""

    def __init__(self, article: Article, paragraphs: Sequence[ParagraphReading]) -> None:
        self.article, self.paragraphs = article, paragraphs
        self.names = NameBook(article, paragraphs)
        self.persons = self.names.persons
        self.mentions: list[PersonMention] = []
        self._by_paragraph: dict[int, list[PersonMention]] = {}
        self._by_person: dict[int, list[PersonMention]] = {}
        self.described: list[tuple[int, Naming]] = []
        self.settled: dict[int, list[PersonMention]] = {}  # by paragraph, what second mentions have come to
        self.home, self.home_sure = home(article, paragraphs)
        self.place = received_in(paragraphs, self.home) or scene_of(paragraphs) or self.home
        self.counterparts: list[tuple[int, Naming, Person]] = []
        self._all_namings()
        for person, sex in told_by_pronouns(self.paragraphs, self.mentions):
            person.sex = person.sex or sex
        self._served_as()
        for p, naming, person in self.counterparts:
            self._counterpart(p, naming, person)
        give_topic_posts(self)
        give_posts_told_together(self)
        as_presidents(self.persons, self.described)
        self._countries()

    def mentions_in(self, paragraph: int) -> list[PersonMention]:
        """The mentions of a paragraph from left to right."""
        return self._by_paragraph.get(paragraph, [])

    def mentions_of(self, person: Person) -> list[PersonMention]:
        """The mentions of a person from left to right."""
        return self._by_person.get(id(person), [])

    @cached_property
    def spoken_of(self) -> Counter[str]:
        """How often the report names each country (ISO code), its people or its cities; a city within a name is none."""
        found: Counter[str] = Counter()
        for p, reading in enumerate(self.paragraphs):
            taken = {i for m in self.mentions_in(p) for i in range(m.first, m.last)}
            found.update(
                u.code
                for i, u in enumerate(reading.units)
                if u.code
                and (u.kind in ("country", "demonym", "party") or u.kind == "city" and i not in taken)
            )
        return found

    @cached_property
    def receiving(self) -> str:
        """Where envoys without a receiving country are sent: the land of the only head of state who receives
        credentials, else the report's home.
        """
        words = {u.lower for r in self.paragraphs for u in r.units}
        heads = {
            q.country
            for q in self.persons
            if any(h.post.kind in ("state", "royal") and h.post.status == "actual" for h in q.posts)
        }
        received = len(heads) == 1 and not words.isdisjoint({"credentials", "credence"})
        return heads.pop() if received else self.home

    def spelled_out(self, initials: str) -> str:
        """The name that initials stand for where the report has it in full, else the initials themselves."""
        words = (rf"{letter}[a-z][\w'’-]*" for letter in initials if letter.isupper())
        found = re.search(r"\b" + r"\s+(?:(?:and|of|for|the|on|in)\s+)*".join(words), self.article.text)
        return " ".join(found.group().split()) if found else initials

    def full_name(self, noun: str) -> str:
        """The only name of a body in the report that ends or begins with a noun ("the Institute"), empty where none or several do."""
        text = self.article.text[self.article.body_start :]
        word = r"[A-Z][\w’'&-]+"
        link = r"(?:\s+(?:of|for|and|the|on)){0,3}\s+"
        ends = rf"\b((?!The\b|This\b){word}(?:{link}{word}){{0,8}}?\s+{noun})\b(?!\s+(?:of|for)\b)"
        begins = rf"\b({noun}\s+(?:of|for)\s+(?:the\s+)?{word}(?:{link}{word}){{0,8}})"
        found = {" ".join(m.split()) for m in (*re.findall(ends, text), *re.findall(begins, text))}
        found = {name for name in found if role_at(tokenize(name), 0)[0] is None}
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def leaders(self) -> list[Person]:
        """Persons who lead a delegation ("a delegation headed by X")."""
        found = []
        for mention in self.mentions:
            before = [
                u.lower
                for u in self.paragraphs[mention.paragraph].units[max(0, mention.first - 3) : mention.first]
            ]
            after = [
                u.lower for u in self.paragraphs[mention.paragraph].units[mention.last : mention.last + 9]
            ]
            if (
                "by" in before
                and {"led", "headed"} & set(before)
                or {"delegation", "mission"} & set(after)
                and {"led", "leads", "leading", "heading", "heads", "lead"} & set(after[:4])
                or self._at_the_head(mention)
            ):
                found.append(mention.person)
        return found

    def _at_the_head(self, mention: PersonMention) -> bool:
        """ "A, who came to Lima at the head of a delegation"."""
        units = self.paragraphs[mention.paragraph].units[mention.last : mention.last + 16]
        words = " ".join(u.lower for u in units)
        return "at the head of" in words and "delegation" in words.partition("at the head of")[2]

    def described_in(self, paragraph: int) -> list[Naming]:
        """The namings of a paragraph that give a post and no name."""
        return self._described_by_paragraph.get(paragraph, [])

    @cached_property
    def _described_by_paragraph(self) -> dict[int, list[Naming]]:
        found: dict[int, list[Naming]] = {}
        for p, naming in self.described:
            found.setdefault(p, []).append(naming)
        return found

    def principals(self) -> tuple[Person | None, Person | None]:
        """The report's visitor and host: the two of different countries it names most, the one at home last."""
        ranked = sorted(
            (q for q in self.persons if q.posts and q.country), key=lambda q: (-q.mentions, q.first)
        )
        first = ranked[0] if ranked else None
        second = next((q for q in ranked[1:] if first and q.country != first.country), None)
        if first is None or second is None:
            return (None, None)
        return (second, first) if first.country == self.place else (first, second)

    # every naming to its person ---------------------------------------------------------------------
    def _all_namings(self) -> None:
        for p, reading in enumerate(self.paragraphs):
            for naming in reading.namings:
                if naming.run is None:
                    self.described.append((p, naming))
                    continue
                person = self.names.resolve(p, naming, self._last_seen)
                if person is not None:
                    self._record(p, naming, person)
                elif naming.posts:
                    self.described.append((p, naming))

    def _record(self, p: int, naming: Naming, person: Person) -> None:
        reading = self.paragraphs[p]
        start, end = reading.span(naming.first, naming.last)
        assert naming.run is not None
        name = self.names.text(p, naming)
        person.forms.add(name)
        person.mentions += 1
        person.first = min(person.first, start)
        person.titled = person.titled or bool(naming.posts) or naming.run.titled
        self._sex(reading, naming, person)
        before = reading.units[naming.first : naming.run.first]
        country = naming.country or next((u.code for u in before if u.kind in ("demonym", "country")), "")
        if not country and naming.first > 1 and reading.units[naming.first - 1].lower in ("'s", "’s"):
            owner = reading.units[naming.first - 2]  # "Peru's X"
            country = owner.code if owner.kind == "country" else ""
        if country and not naming.posts and naming.relation in ("", "counterpart"):
            self._belongs(person, country, True)
        mention = PersonMention(p, naming.first, naming.last, start, end, person, "name", naming)
        self.mentions.append(mention)
        self._by_paragraph.setdefault(p, []).append(mention)
        self._by_person.setdefault(id(person), []).append(mention)
        if related(naming):
            self.counterparts.append((p, naming, person))
        for post in naming.posts:
            if (
                not reading.headline or post.first < naming.run.first
            ):  # "A, B minister agree": a comma for "and"
                self._hold(p, naming, person, post, start, end)

    def _served_as(self) -> None:
        """ "the diplomat had served as Ambassador to Jordan", "she doubles as envoy to India": a post of who was named last."""
        for entry in list(self.described):
            p, naming = entry
            units = self.paragraphs[p].units
            before = [u.lower for u in units[max(0, naming.first - 9) : naming.first]]
            while before and before[-1] in ("the", "a", "its"):
                before.pop()
            told = before[-1:] == ["as"] and before[-2:-1] and before[-2] in _SERVING
            subject = _SERVANTS & set(before[:-1])
            if not told or not subject or not naming.posts or any(x.plural for x in naming.posts):
                continue
            person = self._named_before(p, naming.first)
            if person is None:
                continue
            start, end = self.paragraphs[p].span(naming.first, naming.last)
            past = {"had", "previously", "formerly", "was"} & set(before)
            for post in naming.posts:
                post.status = "former" if past and post.status == "actual" else post.status
                self._hold(p, naming, person, post, start, end)
            self.described.remove(entry)

    def _named_before(self, p: int, k: int) -> Person | None:
        """Who was named first before unit ``k`` of a paragraph, else in the paragraph before."""
        here = [m for m in self.mentions_in(p) if m.last <= k] or (self.mentions_in(p - 1) if p else [])
        return here[0].person if here else None

    def _last_seen(self, person: Person) -> int:
        known = self._by_person.get(id(person))
        return known[-1].start if known else -1

    def _counterpart(self, p: int, naming: Naming, person: Person) -> None:
        post = TOLD_BY[naming.relation](self, p, naming, person)
        other = holder_of_counterpart(self, p, naming, person)
        if other is not None:
            self._hold(p, naming, other[0], other[1], *self.paragraphs[p].span(naming.first, naming.last))
        if post is not None:
            naming.posts.append(post)
            self._hold(p, naming, person, post, *self.paragraphs[p].span(naming.first, naming.last))

    def _sex(self, reading: ParagraphReading, naming: Naming, person: Person) -> None:
        told = addressed(reading, naming)
        person.sex = told if told == "f" or not person.sex else person.sex

    def _hold(self, p: int, naming: Naming, person: Person, post: Post, start: int, end: int) -> None:
        if post.kind == "description":
            self._belongs(person, post.country or post.body_code, True)
            return
        borrow_body(self.paragraphs[p], post)
        point_to_country(self.paragraphs, p, post)
        if post.status == "actual" and historical(self.article.text, self.paragraphs[p], naming):
            post.status = "former"
        if post.body_code and not post.country and post.kind != "envoy":
            post.country = post.body_code
        if post.country and post.status != "x":
            self._belongs(person, post.country, True)
        method = "title-chain" if naming.run and post.last <= naming.run.first else "apposition"
        person.posts.append(Held(post, start, end, method))

    # countries --------------------------------------------------------------------------------------
    def _belongs(self, person: Person, code: str, sure: bool) -> None:
        if code and not (person.country and person.sure):
            person.country, person.sure = code, sure

    def _countries(self) -> None:
        """Fill the countries that posts leave open from the person's other posts, then from the report's home."""
        self._descriptions_tell()
        self._at_embassies()
        infer_countries(self)
        give_leading_post(self)
        for person in self.persons:
            for held in person.posts:
                complete(self, person, held.post)

    def _at_embassies(self) -> None:
        """ "At the Peruvian Embassy, Ambassador X received …": the only embassy tells whose ambassador he is."""
        ranked = [q for q in self.persons if any(h.post.rank_only for h in q.posts)]
        told = embassies(self.paragraphs) if ranked else frozenset()
        for person in ranked:
            if code := ambassador_of(told, self.persons, person):
                self._belongs(person, code, True)
                for held in person.posts:
                    held.post.country, held.post.rank_only = code, False

    def _descriptions_tell(self) -> None:
        """``the Lao leader`` behind an untagged Lao leader: a lone fitting person takes the description's country."""
        for _, naming in self.described:
            for post in naming.posts:
                if not post.country or post.plural:
                    continue
                fits = [
                    q
                    for q in self.persons
                    if not q.country
                    and (
                        _same_post(q, post)
                        or post.kind == "description"
                        and q.holds(("state", "government", "party", "royal"))
                    )
                ]
                owned = any(
                    q.country == post.country and (post.role in q.roles() or post.kind == "description")
                    for q in self.persons
                )
                described = post.kind == "description" and any(not q.posts for q in self.persons)
                if len(fits) == 1 and not owned and naming.determiner == "the" and not described:
                    self._belongs(fits[0], post.country, True)


def _same_post(person: Person, post: Post) -> bool:
    """Whether a person holds a described post: the same role, and of the same body where both name one."""
    return any(
        h.post.role == post.role and (not post.body or not h.post.body or post.body == h.post.body)
        for h in person.posts
    )
