"""What event readers share: the sentences of a report with the day and the place that each one has come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract import modality
from communique.extract.article import Article
from communique.extract.claims import Entity, Status
from communique.extract.dates import DateMention, shift_day
from communique.extract.event_dates import usable
from communique.extract.gazetteer import country_entity
from communique.extract.locatives import is_region, locative
from communique.extract.people import Person, Registry
from communique.extract.syntax import Syntax, no_verb_between
from communique.extract.triggers import trigger_words
from communique.extract.units import Unit
from communique.extract.views import Ref, Sentence, Word
from communique.ontology.reference import countries, places


@cache
def capitals() -> dict[str, str]:
    """The capital of every country by the country's code."""
    return {e.code: e.name for e in places() if e.type == "capital"}


@dataclass(slots=True)
class Place:
    """A city, region or venue and the country it lies in."""

    name: str
    code: str


class Scene(Syntax):
    """A report's sentences in order with what goes on from one to the next: the day and the place of what is told."""

    def __init__(
        self,
        article: Article,
        registry: Registry,
        sentences: Sequence[Sentence],
        entities: dict[int, Entity],
        anchor: str,
    ) -> None:
        super().__init__(article)
        self.registry, self.sentences, self.anchor = registry, sentences, anchor
        self._entities = entities
        self._cities: dict[str, dict[str, Place]] | None = None
        self.days: list[str] = []
        self.farewell = ""
        self.days = self._day_by_sentence()
        self.dateline = self._dateline_city()
        self.cities: list[Place | None] = []
        self.places = self._place_by_sentence()

    def told_day(self, s: Sentence) -> str:
        """The day of what a sentence tells without a date: its month only where the report's day is that of a departure."""
        day = self.days[s.number]
        if len(self.anchor) == 10 and day > self.anchor:
            day = self.anchor  # "met A and will meet B on Friday"
        return day[:7] if day and day == self.farewell else day

    # entities ---------------------------------------------------------------------------------------
    def person(self, person: Person) -> Entity:
        """The entity of a person of the registry."""
        return self._entities[id(person)]

    # time -------------------------------------------------------------------------------------------
    def date(self, s: Sentence, near: Word, main: bool = False) -> DateMention | None:
        """The date of an event at ``near``: in its clause first, then in the sentence, no anniversary's and no history's.

        ``main``: nor one that a relative clause tells of somebody in it.
        """
        dates = [w for w in s.refs("date") if w.ref is not None and w.ref.date is not None and usable(s, w)]
        dates = [w for w in dates if not self._since_between(s, near, w) and not self._said(s, near, w)]
        dates = [w for w in dates if not (main and self._of_whom(s, near, w))]
        if not dates:
            return None
        clause = [w for w in dates if self.same_clause(s, w, near)]
        dates = [w for w in dates if not self._of_another(s, w)] or clause
        if not dates:
            return None
        best = min(clause or dates, key=lambda w: abs(w.index - near.index))
        if not clause and (
            self._between_verbs(s, best, near)
            and not self._where(s, near, best)
            or self._still_to_come(s, near, best)
        ):
            return None
        assert best.ref is not None
        return best.ref.date

    def _since_between(self, s: Sentence, near: Word, date: Word) -> bool:
        """ "the first visit since X came in 2019": the date is not the visit's."""
        return any(x.lower == "since" for x in s.words[near.index + 1 : date.index])

    def _said(self, s: Sentence, near: Word, date: Word) -> bool:
        """ "B will come in May, A said at a meeting": the date of what is said is not that of the meeting."""
        told = self.verb_over(s, date)
        over = s.words[told.head]
        return told.dep == "ccomp" and over is not told and self.verb_over(s, near) is over

    def _of_whom(self, s: Sentence, near: Word, other: Word) -> bool:
        """ "was chaired by B, who arrived on Tuesday": what a relative clause behind an event tells of a person."""
        verb, over = self.verb_over(s, other), self.verb_over(s, near)
        if verb is over or not near.index < verb.index < other.index:
            return False
        if verb.dep == "acl":  # "explored an accord to be signed in May"
            return s.words[verb.head] is not near and any(
                c.lower == "to" for c in self.children(s, verb, "aux")
            )
        return verb.dep == "relcl" and any(c.lower in ("who", "which") for c in self.children(s, verb))

    def _where(self, s: Sentence, near: Word, date: Word) -> bool:
        """ "In May he went to Lima, where he met B": the date of the clause that "where" hangs on."""
        verb, over = self.verb_over(s, near), self.verb_over(s, date)
        where = any(c.lower == "where" for c in self.children(s, verb, "advmod"))
        return where and over is not verb and self.verb_over(s, s.words[verb.head]) is over

    def _of_another(self, s: Sentence, date: Word) -> bool:
        """ "congratulated him on being elected last June": the date of what a participle behind a preposition tells."""
        verb = self.verb_over(s, date)
        return verb.dep == "pcomp" and verb.tag in ("VBG", "VBN")

    def _still_to_come(self, s: Sentence, near: Word, date: Word) -> bool:
        """ "met A and will meet B on Friday": the day behind "will" is not that of the meeting before it."""
        between = s.words[near.index + 1 : date.index]
        return self.verb_over(s, near).tag == "VBD" and any(w.lower in ("will", "shall") for w in between)

    def _between_verbs(self, s: Sentence, a: Word, b: Word) -> bool:
        lo, hi = sorted((a.index, b.index))
        return sum(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in s.words[lo + 1 : hi]) > 1

    def day_value(self, date: DateMention | None, s: Sentence) -> tuple[str, str]:
        """First and last day of a date, anaphors counted from the day that the report has come to."""
        if date is None:
            return "", ""
        current = self.days[min(s.number, len(self.days) - 1)] if self.days else self.anchor
        if date.kind == "same" or not date.value:
            resolve = getattr(date, "resolve", None)
            if resolve is not None:
                return str(resolve(current) or ""), ""
            shift = {"before": -1, "after": 1}.get(date.kind, 0)
            return shift_day(current, shift), ""
        return date.value, date.end_value

    def _day_by_sentence(self) -> list[str]:
        """The day that each sentence has come to: an exact day named before it in its paragraph, else the report's main day."""
        days: list[str] = []
        main = current = self._main_day()
        paragraph = -1
        for s in self.sentences:
            if s.paragraph != paragraph:
                paragraph, current = s.paragraph, main
            self.days = [*days, current]
            for w in s.refs("date"):
                assert w.ref is not None
                date = w.ref.date
                if date is None or date.end_value or not usable(s, w):
                    continue
                value = self.day_value(date, s)[0]
                if len(value) == 10 and self._near_report(value):
                    current = value
                    break
            days.append(current)
        return days

    def _main_day(self) -> str:
        """The first exact day, no range's, that the report's first paragraphs name; else the report's own."""
        span: tuple[str, str] | None = None
        for s in self.sentences[:8]:
            for w in s.refs("date"):
                date = w.ref.date if w.ref is not None else None
                if date is not None and len(date.end_value) == 10 and not self.anchor:
                    span = span or (date.value, date.end_value)
                if (
                    date is not None
                    and date.exact
                    and not date.end_value
                    and usable(s, w)
                    and self._near_report(date.value, 6)
                    and not (
                        len(self.anchor) == 10 and date.value > self.anchor
                    )  # "Tomorrow I will speak of it"
                    and (span is None or span[0] <= date.value <= span[1])
                ):
                    if {x.lower for x in s.words} & trigger_words("visit", "ends"):
                        self.farewell = date.value
                    return date.value
        return self.anchor

    def _near_report(self, value: str, days: int = 20) -> bool:
        return len(self.anchor) != 10 or -days < _days_between(value, self.anchor) < days

    # place ------------------------------------------------------------------------------------------
    def place(self, s: Sentence, near: Word) -> Place | None:
        """The city (else the venue) in the clause of ``near`` behind in, at or a dateline."""
        found = [w for w in s.refs("place", "name") if locative(s, w) and not is_region(w)]
        if (there := self._before_where(s, near)) is not None:
            return as_place(there) if there.ref is not None and there.ref.kind != "country" else None
        if not found:
            here = any(x.lower == "here" and self.same_clause(s, x, near) for x in s.words)
            return self.dateline if here else None
        cities = [w for w in found if w.ref is not None and w.ref.kind == "place"]
        pool = (
            [w for w in cities if self.same_clause(s, w, near)]
            or [w for w in found if self.same_clause(s, w, near)]
            or [w for w in cities if no_verb_between(s, w, near)]
        )
        if not pool:
            return None
        best = min(pool, key=lambda w: abs(w.index - near.index))
        return as_place(_city_behind(s, best) or best)

    def land_before_where(self, s: Sentence, near: Word) -> str:
        """The code of Peru in "paid a visit to Peru, where he met B"; empty where no country stands there."""
        there = self._before_where(s, near)
        unit = there.ref.unit if there is not None and there.ref is not None else None
        return unit.code if unit is not None else ""

    def _before_where(self, s: Sentence, near: Word) -> Word | None:
        """The State House in "visited the State House, where he met B"."""
        verb = self.verb_over(s, near)
        where = next((c for c in self.children(s, verb, "advmod") if c.lower == "where"), None)
        while where is None and verb.dep in ("conj", "xcomp") and s.words[verb.head] is not verb:
            verb = s.words[verb.head]  # "where he saw a drill and met B"
            where = next((c for c in self.children(s, verb, "advmod") if c.lower == "where"), None)
        if where is None or where.index < 2 or where.index > near.index:
            return None
        told = s.words[max(0, where.index - _BASE) : where.index]
        there = [w for w in told if w.ref is not None and w.ref.kind in ("place", "name", "country")]
        close = told[-1 - (told[-1].text == ",")]
        to = [w for w in there if s.words[w.index - 1].lower == "to"]
        cities = [w for w in there if w.ref is not None and w.ref.kind == "place"] or to
        return close if close in there else cities[-1] if cities and close.tag.startswith("NN") else None

    def _dateline_city(self) -> Place | None:
        """The city that a report begins with ("ISLAMABAD, Oct 14 (APP)")."""
        for s in self.sentences[:5]:
            for w in list(s.refs("place"))[:1]:
                assert w.ref is not None
                assert w.ref.unit is not None
                if w.index < 3 and (
                    w.ref.unit.text.isupper()
                    or s.words[min(w.index + 1, len(s.words) - 1)].text in (",", "(", "–", "-", "--")
                ):
                    return Place(w.ref.unit.name or w.ref.unit.text, w.ref.unit.code)
        return None

    def main_city(self) -> Place | None:
        """The first city of the report's own country of events that is named with "in"."""
        for s in self.sentences[:12]:
            for w in s.refs("place"):
                assert w.ref is not None
                unit = w.ref.unit
                if (
                    unit is not None
                    and unit.kind == "city"
                    and unit.code == self.registry.place
                    and w.index
                    and s.words[w.index - 1].lower in ("in", "capital")
                ):
                    return as_place(w)
        return None

    def _place_by_sentence(self) -> list[str]:
        """The country in which each sentence's events lie: of the last city named "in", else the report's place."""
        codes: list[str] = []
        current, paragraph = self.registry.place, -1
        city: Place | None = None
        for s in self.sentences:
            if s.paragraph != paragraph:
                current, paragraph, city = self.registry.place, s.paragraph, None
            here = [w for w in s.refs("place") if locative(s, w) and not is_region(w)]
            for w in here[:1]:
                city = as_place(w)
                current = city.code or current
            capital = self._in_capital(s)
            if capital is not None:
                current, city = capital.code, capital
            codes.append(current)
            self.cities.append(city)
        return codes

    def _in_capital(self, s: Sentence) -> Place | None:
        """ "In the Lao capital"."""
        for w in s.refs("demonym"):
            unit = w.ref.unit if w.ref is not None else None
            around = [x.lower for x in s.words[max(0, w.index - 2) : w.index + 2]]
            if (
                unit is not None
                and around[-1] == "capital"
                and {"in", "at"} & set(around)
                and unit.code in capitals()
            ):
                return Place(capitals()[unit.code], unit.code)
        return None

    def city(self, s: Sentence, event: Word, code: str, anywhere: bool) -> Place | None:
        """The city in which what a sentence tells takes place, as its paragraph or (``anywhere``) the report's head shows it."""
        near = self.cities[s.number]
        if near is not None and self._told_behind(s, near, event):
            near = self.cities[s.number - 1] if self._goes_on(s) else None
        for place in (near, self.dateline, self.main_city()) if anywhere else (near,):
            if place is not None and place.code == code:
                return place
        return None

    def _goes_on(self, s: Sentence) -> bool:
        return s.number > 0 and self.sentences[s.number - 1].paragraph == s.paragraph

    def _told_behind(self, s: Sentence, city: Place, event: Word) -> bool:
        """ "met B and will open a school in Cusco": the city of what the sentence tells after the meeting."""
        here = [w for w in s.refs("place") if as_place(w).name == city.name]
        return bool(here) and all(w.index > event.index and not no_verb_between(s, w, event) for w in here)

    def only_city(self, code: str) -> Place | None:
        """The city of a country where all that a report tells of the country takes place, as it names no other "in" it."""
        found = self._cities_by_country().get(code, {})
        return next(iter(found.values())) if len(found) == 1 else None

    def _cities_by_country(self) -> dict[str, dict[str, Place]]:
        """Every city in which something is told to be, by its country's code."""
        if self._cities is None:
            self._cities = {}
            for s in self.sentences:
                for w in s.refs("place"):
                    unit = w.ref.unit if w.ref is not None else None
                    if unit is not None and unit.kind == "city" and locative(s, w):
                        by_name = self._cities.setdefault(unit.code, {})
                        by_name.setdefault(unit.name or unit.text, as_place(w))
        return self._cities

    # modality ---------------------------------------------------------------------------------------
    def status(self, s: Sentence, w: Word) -> Status | None:
        """``actual`` or ``planned``; None for what is denied, cancelled or only possible."""
        return modality.status(self, s, w)


#: How far before "where" a city may stand ("will travel to Arequipa to visit the base, where").
_BASE = 9


def as_place(w: Word) -> Place:
    """The place that a word stands for, as the report spells it."""
    assert w.ref is not None
    if w.ref.unit is not None:
        return Place(_place_name(w.ref.unit), w.ref.unit.code)
    return Place(w.ref.text, "")


def _days_between(a: str, b: str) -> int:
    import datetime as dt

    return (dt.date.fromisoformat(a) - dt.date.fromisoformat(b)).days


def _place_name(unit: Unit) -> str:
    return unit.text if unit.text.istitle() or not unit.text.isupper() else unit.name


def country_of(code: str) -> Entity | None:
    """The country entity of a code, None for no code."""
    return country_entity(code) if code in countries() else None


def place_entity(place: Place | None) -> Entity | None:
    """A place as claims name it."""
    return Entity("place", place.name, country=place.code) if place else None


def body_entity(unit: Unit) -> Entity:
    """A party or body as claims name it, by its full name."""
    kind = "party" if unit.kind == "party" else "organization"
    aliases = (unit.text,) if unit.name and unit.text != unit.name else ()
    return Entity(kind, unit.name or unit.text, aliases=aliases, country=unit.code)  # type: ignore[arg-type]


def post_entity(ref: Ref, text: str) -> Entity | None:
    """A post that nobody is named for, as the report words it ("President of Azerbaijan")."""
    if ref.reference is not None and ref.reference.label:
        return Entity("organization", ref.reference.label)
    words = text.split()
    while words and words[0].lower() in ("the", "a", "an", "his", "her", "its", "their", "visiting"):
        words = words[1:]
    return Entity("organization", " ".join(words)) if words else None


def _city_behind(s: Sentence, venue: Word) -> Word | None:
    """The city behind a venue and a comma ("at State House, Nairobi")."""
    behind = s.words[venue.index + 1 : venue.index + 3]
    if venue.ref is None or venue.ref.kind != "name" or len(behind) < 2 or behind[0].text != ",":
        return None
    return behind[1] if behind[1].ref is not None and behind[1].ref.kind == "place" else None
