"""Meetings as single statements tell them: their date and place, and the merging of statements of one meeting."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.claims import Entity, Evidence, MeetingClaim, Status
from communique.extract.dates import DateMention
from communique.extract.people import Person
from communique.extract.scene import Place, Scene, country_of, place_entity
from communique.extract.triggers import triggers
from communique.extract.trips import Trip
from communique.extract.venues import city_of_event, in_city, outside, place_of, visited
from communique.extract.views import Sentence, Word

REMOTE = frozenset(
    {
        "phone",
        "telephone",
        "telephonic",
        "telephonically",
        "call",
        "video",
        "videoconference",
        "teleconference",
        "virtual",
        "online",
        "virtually",
    }
)

#: Kinds of which a report tells one beside the talks of the same two.
_MEALS = frozenset(
    {
        "dinner",
        "banquet",
        "lunch",
        "breakfast",
        "working dinner",
        "working lunch",
        "working breakfast",
        "tea meeting",
        "tea party",
    }
)
#: How many sentences are the head of a report, its headline among them.
_HEAD = 3
#: Sentences that tell of what happened where the report is; those further down look back and around.
_TOLD_FIRST = 8


@dataclass(slots=True)
class Draft:
    """A meeting as one trigger states it; ``again``: "the meeting" at which others act may be one told of before."""

    persons: list[Person]
    others: list[Entity]
    kind: str
    sentence: Sentence
    trigger: Word
    status: Status
    confidence: float
    date: str = ""
    place: Place | None = None
    code: str = ""
    own_date: bool = False
    weak: bool = False
    remote: bool = False
    presumed: bool = False
    again: bool = False
    recalled: bool = False
    evidence: list[Evidence] = field(default_factory=list)


def is_remote(s: Sentence, w: Word) -> bool:
    """Whether a word near ``w`` says that it was done by telephone or video."""
    near = {x.lower for x in s.words[max(0, w.index - 3) : w.index + 12]}
    return bool(near & REMOTE)


def in_round_of_calls(scene: Scene, s: Sentence) -> bool:
    """Whether a sentence before tells of telephone calls, one of which this one goes on with."""
    before = scene.sentences[max(0, s.number - 3) : s.number]
    return any(x.lower in ("phone", "telephone", "calls") for e in before if not e.headline for x in e.words)


def settle(scene: Scene, d: Draft) -> Draft:
    """Date, place and country of a draft."""
    s = d.sentence
    date = scene.date(s, d.trigger, main=True)
    value, end = scene.day_value(date, s)
    if value > scene.anchor != "" and _of_later_event(scene, d, date):
        value = end = ""
    d.recalled = d.status == "actual" and not _present(scene, s, d.trigger)
    day = scene.told_day(s) if d.status == "actual" and _present(scene, s, d.trigger) else ""
    if end and value <= day <= end:
        value, end = "", ""  # the dates of the visit that the meeting is part of
    d.own_date = bool(value) and not end
    d.date = value if not end else value[:7]
    if d.own_date and len(scene.anchor) == 10 and d.date > scene.anchor:
        d.status = "planned"
    d.date = d.date or day
    d.remote = _is_remote_kind(d, s)
    if d.remote:
        return d
    d.place = _goal(scene, s, d.trigger) or place_of(scene, s, d.trigger)
    if d.place is not None:
        d.place = outside(d.place, d.others)
    d.code = d.place.code if d.place else scene.land_before_where(s, d.trigger)
    if not d.code and _here(scene, d):
        d.code, d.presumed = scene.places[s.number], True
    return d


def _of_later_event(scene: Scene, d: Draft, date: DateMention | None) -> bool:
    """ "called on B to discuss a visit next month", "met B before the summit in May": the day is that of what is to come."""
    s, w = d.sentence, d.trigger
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    when = next((x.index for x in s.refs("date") if x.ref is not None and x.ref.date is date), 0)
    between = {x.lower for x in s.words[w.index + 1 : when]}
    nouns = triggers()["visit"]["nouns"]
    coming = not between.isdisjoint(nouns) or not between.isdisjoint(
        ("summit", "conference", "forum", "session")
    )
    return d.status == "actual" and verb.tag == "VBD" and coming


def _goal(scene: Scene, s: Sentence, w: Word) -> Place | None:
    """ "travelled to Riyadh to meet B", "will travel to Tallinn for talks", "visited Arequipa and met B": where the trip goes to."""
    verbs = triggers()["visit"]["verbs"]
    verb = scene.verb_over(s, s.words[w.head] if w.tag.startswith("VB") else w)
    if verb is w or verb.index > w.index or verbs.get(verb.lower) not in ("to", "in", "object", "for"):
        verb = _heading(s, w) or w
    between = s.words[verb.index + 1 : w.index]
    cities = [x for x in between if x.ref is not None and x.ref.kind == "place" and x.ref.unit is not None]
    unit = cities[-1].ref.unit if cities and cities[-1].ref is not None else None
    if unit is not None:
        return Place(unit.text, unit.code)
    house = visited(scene, verb) if verb is not w and s.words[w.head] is verb else ""
    return Place(house, "") if house else None


def _heading(s: Sentence, w: Word) -> Word | None:
    """ "heads for Ramallah on Monday, the first trip there in years, to meet B": the verb of the trip that is for it."""
    if not w.tag.startswith("VB") or s.words[w.index - 1].lower != "to":
        return None
    verbs = triggers()["visit"]["verbs"]
    before = [x for x in s.words[: w.index] if x.ref is None and x.tag in ("VBD", "VBZ", "VBP", "VB", "VBN")]
    return before[-1] if before and verbs.get(before[-1].lower) in ("to", "for") else None


def _is_remote_kind(d: Draft, s: Sentence) -> bool:
    if d.kind in ("call", "video meeting", "video conference"):
        return True
    if {
        x.text.lower() if x.ref is None else x.ref.text.lower()
        for x in s.words[max(0, d.trigger.index - 2) : d.trigger.index]
    } & {"virtual", "online", "video"}:
        return True
    words = [x.lower for x in s.words[d.trigger.index : d.trigger.index + 14]]
    ways = [i for i, x in enumerate(words) if x in ("via", "by", "through", "over", "on")]
    return any(set(words[i + 1 : i + 4]) & (REMOTE - {"call"}) for i in ways)


def place_in_trip(scene: Scene, d: Draft, journeys: list[Trip]) -> None:
    """Country and date of a meeting of a visitor with somebody of the country visited, where its sentence tells none."""
    if d.remote:
        return
    if d.presumed and d.status == "actual":
        _abroad(d, journeys)
    for t in journeys:
        other = d.status == "planned" and t.status == "actual"  # "She last visited Peru in May"
        if t.visitor in d.persons and t.start and _told_with(d, t) and not other:
            d.code = t.code if d.presumed or not d.code else d.code
            if not d.own_date and d.date and not t.start <= d.date <= (t.end or t.start):
                d.date = _month(t)
            if not d.date and d.status == "planned":
                d.date = t.start if t.start == t.end else _month(t)
            return
    for t in sorted(journeys, key=lambda t: (all(p.country != t.code for p in d.persons), not t.start)):
        hosts = [p for p in d.persons if p is not t.visitor and p.country == t.code]
        if t.recalled or t.visitor not in d.persons or not hosts and d.code != t.code:
            continue
        if d.presumed and hosts and (t.status == d.status or d.code == t.visitor.country):
            d.code = t.code
        if not d.date and d.status == "planned" and t.start and d.code in ("", t.code):
            d.date = t.start if t.start == t.end else _month(t)
            d.code = d.code or t.code
        return


def _told_with(d: Draft, t: Trip) -> bool:
    """ "His visit took place on 27 and 28 November. During the visit, he met B": the sentence right behind the trip's."""
    words = {x.lower for x in d.sentence.words[:8]}
    near = 0 < d.sentence.number - t.sentence.number < 3
    return (
        near
        and d.sentence.paragraph == t.sentence.paragraph
        and bool(words & {"visit", "trip", "there", "stay"})
    )


def _abroad(d: Draft, journeys: list[Trip]) -> None:
    """A meeting that would lie in the country of a traveller lies where the traveller's only trip leads."""
    for t in journeys:
        if t.visitor in d.persons and not t.recalled and t.status == "actual":
            own = [o for o in journeys if o.visitor is t.visitor and not o.recalled]
            if len(own) == 1 and d.code in ("", t.visitor.country):
                d.code = t.code
            return


def _in_head(d: Draft) -> bool:
    """Whether the head of a report tells of a meeting, and not of one on the sidelines of something elsewhere."""
    beside = any(x.lower in ("sidelines", "margins") for x in d.sentence.words)
    return d.sentence.number < _HEAD and not beside


def _host(d: Draft) -> Person | None:
    """Who is at home at a meeting: who receives, who is called on, whom an envoy posted to his country meets."""
    staying = [p for p in d.persons if not p.holds({"envoy"})]
    if d.kind == "courtesy call":
        return d.persons[-1]
    if d.kind == "reception" or _group(d.kind) == "meal" and not d.code and len(d.persons) > 1:
        return d.persons[0]
    return staying[0] if len(staying) == 1 and len(d.persons) == 2 else None


def at_home(d: Draft, journeys: list[Trip]) -> None:
    """The country of a meeting that nothing places is that of the host, unless he is abroad himself."""
    if d.remote or d.code and not d.presumed or not d.persons:
        return
    host = _host(d)
    if host is None or not host.country or host.holds({"envoy"}):
        return
    abroad = any(t.visitor is host and t.code == d.code for t in journeys)
    if not abroad and any(p.country and p.country != host.country for p in d.persons):
        d.code = host.country


def locate(scene: Scene, d: Draft) -> None:
    """The city of a meeting that its sentence gives none, or only a building."""
    if d.remote or d.place is not None and d.place.code:
        return
    _told_near(scene, d)
    beside = not {"sidelines", "margins"}.isdisjoint(x.lower for x in d.sentence.words)
    if beside and d.place is None and (there := city_of_event(scene)) is not None:
        d.place, d.code = (there, there.code) if d.presumed or d.code in ("", there.code) else (None, d.code)


def _told_near(scene: Scene, d: Draft) -> None:
    """The city that the sentences around a meeting, the head of the report or all of it tell for its country."""
    if not d.code or d.status == "actual" and not _present(scene, d.sentence, d.trigger):
        return
    # the head of a report tells of what its dateline or first city is the place of
    house, city = d.place, scene.city(d.sentence, d.trigger, d.code, _in_head(d))
    d.place = in_city(house, city) if house is not None and city is not None else city or house
    if d.place is None and d.status == "actual" and d.sentence.number < _TOLD_FIRST:
        d.place = scene.only_city(d.code)


def _month(t: Trip) -> str:
    return t.start[:7] if not t.end or t.end[:7] == t.start[:7] else t.start[:4]


def _here(scene: Scene, d: Draft) -> bool:
    """Whether a meeting without a place lies where the report is: not one that is looked back on, nor a talk that may be a call."""
    spoken = d.trigger.lower in ("spoke", "speak", "speaks", "talked", "talks") and d.trigger.tag.startswith(
        "VB"
    )
    return not spoken and (d.status == "planned" or _present(scene, d.sentence, d.trigger))


def _present(scene: Scene, s: Sentence, w: Word) -> bool:
    """Whether a date-less meeting belongs to the day that the report tells of: no look back ("last met", "had met")."""
    words = {x.lower for x in s.words[max(0, w.index - 12) : w.index + 10]}
    had = any(c.lower == "had" for c in scene.children(s, scene.verb_over(s, w), "aux"))
    return not had and not words & {"recalled", "previous", "previously", "last", "ago", "earlier", "recent"}


def at_another(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "During the meeting, A and B signed a letter": said of a meeting that need not be theirs."""
    if (
        not w.tag.startswith("NN")
        or w.dep != "pobj"
        or s.words[w.head].lower not in ("during", "at", "after", "following")
    ):
        return False
    return any(c.lower in ("the", "this", "these") for c in scene.children(s, w, "det"))


def add_draft(drafts: list[Draft], d: Draft) -> None:
    """Add a statement to the meetings read so far, or merge it into the one that it tells of again."""
    for known in drafts:
        if _same(known, d):
            _merge(known, d)
            return
    drafts.append(d)


def _same(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell of one meeting: the same sides, dates that agree, kinds that can be one."""
    x, y = {id(p) for p in a.persons}, {id(p) for p in b.persons}
    if not (x == y or (x < y or y < x) and a.sentence.paragraph == b.sentence.paragraph and len(x & y) > 1):
        return False
    if (
        a.others
        and b.others
        and {e.name for e in a.others} != {e.name for e in b.others}
        or (len(x) == 1 and bool(a.others) != bool(b.others))
    ):
        return False
    if not (a.date.startswith(b.date) or b.date.startswith(a.date)) and a.own_date and b.own_date:
        return False
    if a.status != b.status and (a.own_date and b.own_date or a.recalled != b.recalled):
        return False
    return _group(a.kind) == _group(b.kind)


def _group(kind: str) -> str:
    if kind in _MEALS:
        return "meal"
    if kind == "call":
        return "call"
    return "video" if "video" in kind else "meeting"


def _merge(known: Draft, d: Draft) -> None:
    if len(known.evidence) < 6:
        known.evidence += [e for e in d.evidence if e not in known.evidence]
    known.persons += [p for p in d.persons if p not in known.persons]
    if d.own_date and (not known.own_date or len(d.date) > len(known.date)):
        known.date, known.own_date = d.date, True
    if known.place is None and d.place is not None:
        known.place, known.code = d.place, d.code
    if d.status == "actual":
        known.status = "actual"
    if known.kind == "meeting" and d.kind != "meeting":
        known.kind = d.kind
    known.weak = known.weak and d.weak
    known.confidence = min(0.95, max(known.confidence, d.confidence) + 0.05)


def meeting_claim(scene: Scene, d: Draft) -> MeetingClaim:
    """The claim of a meeting, its evidence in the order of the text."""
    return MeetingClaim(
        participants=tuple(scene.person(p) for p in d.persons) + tuple(d.others),
        kind=d.kind,
        date=d.date,
        place=place_entity(d.place),
        country=country_of(d.code),
        status=d.status,
        evidence=tuple(sorted(d.evidence, key=lambda e: e.start))[:6],
        confidence=round(d.confidence, 2),
        method="trigger+dependency",
    )


def placed_later(scene: Scene, drafts: list[Draft]) -> None:
    """ "A met B. The meeting took place at the State House": where, and on which day, the meeting just told was."""
    nouns = triggers()["meeting"]["nouns"]
    for s in scene.sentences:
        words = [x.lower for x in s.words[:6]]
        if words[:1] not in (["the"], ["their"]) or not {"took", "held"} & set(words):
            continue
        noun = next((x for x in s.words[1:4] if x.lower in nouns and x.dep in ("nsubj", "nsubjpass")), None)
        if noun is None or any(x.persons for x in s.words[: noun.index + 3]):
            continue
        told = [d for d in drafts if 0 < s.number - d.sentence.number < 3 and not d.remote]
        if told:
            _add_place(scene, max(told, key=lambda d: d.sentence.number), s, noun)


def _add_place(scene: Scene, d: Draft, s: Sentence, noun: Word) -> None:
    place = scene.place(s, noun)
    if d.place is None and place is not None:
        d.place, d.code = place, place.code or d.code
    value, end = scene.day_value(scene.date(s, noun), s)
    if value and not end and not d.own_date:
        d.date, d.own_date = value, True
