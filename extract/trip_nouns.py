"""Trips told by nouns: "a state visit to Laos", "his tour", "the visit that X paid"; and whose visit it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from communique.extract.destinations import Destination, at, before, destinations
from communique.extract.people import Person
from communique.extract.scene import Scene
from communique.extract.travel_couples import couple
from communique.extract.triggers import trigger_words
from communique.extract.trip_builder import trips_to
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

#: What says where a tour leads ("a tour covering Peru and Chile").
_COVERING = frozenset(
    {"includes", "include", "included", "including", "covers", "cover", "covering", "comprising"}
)
_FIRST = frozenset({"first", "second", "third", "last", "latest", "maiden", "inaugural", "next"})
_POINTING = frozenset({"stop", "stops", "stay", "tour", "stopover", "journey", "swing"})


def by_noun(scene: Scene, s: Sentence, w: Word) -> Iterator[Trip]:
    """The trips that a noun tells of, with what kind of visit it calls them."""
    verb = scene.verb_over(s, w)
    parsed = (
        scene.prepositional(s, w, "to", "in", "of")
        if w.lower in _POINTING
        else scene.prepositional(s, w, "to", "in")
    )
    if not parsed and w.lower in _POINTING | {"trip", "visit"}:
        parts = [c for c in scene.children(s, w, "relcl", "acl", "prep") if c.lower in _COVERING]
        parsed = [x for c in parts for x in scene.children(s, c, "dobj", "pobj")]
    if not parsed:
        paid = [
            c for c in scene.children(s, w, "relcl", "acl") if c.lower in trigger_words("visit", "paying")
        ]
        parsed = [x for c in paid for x in scene.prepositional(s, c, "to", "in")]
    if not parsed and verb.head != w.index and w.head == verb.index:
        parsed = scene.prepositional(s, verb, "to", "in")
    prepositions = ("to", "of") if w.lower in _POINTING else ("to",)
    found = destinations(scene, s, w, parsed, *prepositions) or _otherwise(scene, s, w, verb)
    person = _visitor(scene, s, w, verb)
    if person is not None and not found:
        found = _met_in(s, w, person) or _to_teller(scene, s, w, person)
    elif person is not None:
        person = _guest_instead(scene, s, w, person, {c for c, _ in found})
    own = w.lower == "stay" and any(x.tag == "PRP$" for x in scene.children(s, w, "poss"))
    if person is None or not found and not own and (w.lower in _POINTING or _general(scene, s, w)):
        return
    if not found and any(len(x.persons) > 1 for x in scene.subjects(s, verb)):
        return  # "During the state visit, the two presidents will witness …"
    for visitor in [person, *_together(scene, s, w, verb, person)] if found else [person]:
        for trip in trips_to(scene, s, w, visitor, parsed, found, 0.85):
            trip.kind = visit_kind(s, w)
            if visitor in _since(s, w):
                _long_ago(scene, s, trip)
            yield trip


def _otherwise(scene: Scene, s: Sentence, w: Word, verb: Word) -> list[Destination]:
    """Where a visit goes that no preposition behind it tells: "left Lima after a visit", "her Peru visit"."""
    found: list[Destination] = []
    over = {x.lower for x in s.words[verb.index : w.index]} & {
        "after",
        "following",
        "end",
        "concluding",
        "ending",
    }
    if over and verb.lower in trigger_words("visit", "departing"):
        found = destinations(scene, s, verb, scene.children(s, verb, "dobj"))  # "left Lima after a visit"
    if w.dep == "attr" and not found:  # "Peru is President Tebo's first overseas visit"
        found = [d for x in scene.subjects(s, verb)[:1] for d in at(s, x.index)]
    if not found and w.index and w.lower in ("visit", "trip", "tour"):  # "her Peru visit"
        found = at(s, w.index - 1)
    if not found and w.lower in ("visit", "trip"):
        found = _paid_to(s, w, verb) or _was_to(s, w)
    if w.lower == "that" and not found:
        found = before(s, w)
    return found


def _paid_to(s: Sentence, w: Word, verb: Word) -> list[Destination]:
    """ "paid Peru a three-day visit": the country between the verb and the noun."""
    if w.dep != "dobj" or verb.lower not in trigger_words("visit", "paying"):
        return []
    return at(s, verb.index + 1) if verb.index + 1 < w.index else []


def _was_to(s: Sentence, w: Word) -> list[Destination]:
    """ "her first official visit overseas as minister was to Peru": the place behind "was to"."""
    if {x.lower for x in s.words[max(0, w.index - 4) : w.index]}.isdisjoint(_FIRST):
        return []
    behind = s.words[w.index + 1 : w.index + 11]
    be = next((x.index for x in behind if x.lower in ("was", "is", "be", "been")), -1)
    return at(s, be + 2) if be > 0 and [x.lower for x in s.words[be + 1 : be + 2]] == ["to"] else []


def _guest_instead(scene: Scene, s: Sentence, w: Word, person: Person, codes: set[str]) -> Person:
    """ "A met B during his visit to Peru", A being at home there: the visit is that of B."""
    owned = any(o.lower in ("his", "her") for o in scene.children(s, w, "poss"))
    if not owned or codes != {person.country}:
        return person
    before = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1 and x.persons[0] is not person]
    abroad = [p for p in before if p.country not in ("", person.country)]
    return abroad[-1] if abroad else person


def _to_teller(scene: Scene, s: Sentence, w: Word, person: Person) -> list[Destination]:
    """ "A recalled the visit of B in 2018": a visit to A's country."""
    of = scene.prepositional(s, w, "of", "by")
    if w.tag == "NNS" or not person.country or all(person not in x.persons for x in of):
        return []
    tellers = [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1]
    lands = {p.country for p in tellers if p.posts} - {person.country}
    visitor = scene.registry.principals()[0]
    here = scene.registry.place
    if any(p is visitor and p.country != here for p in tellers) and here not in ("", person.country):
        lands = {here}  # "A, on a visit to Peru, recalled the visit of C"
    return [(code, None) for code in lands if code] if len(lands) == 1 else []


def _met_in(s: Sentence, w: Word, person: Person) -> list[Destination]:
    """ "X, on his first trip abroad, met B in Lima", "in Lima during a stopover": where somebody on the way was."""
    abroad = [x.lower for x in s.words[w.index + 1 : w.index + 2]] in (["abroad"], ["overseas"])
    if not person.sure or w.tag == "NNS" or not (abroad or w.lower in ("stopover", "stop")):
        return []
    inside = [x for x in s.refs("place") if x.index and s.words[x.index - 1].lower in ("in", "at")]
    return next((d for x in inside if (d := at(s, x.index)) and d[0][0] != person.country), [])


def _together(scene: Scene, s: Sentence, w: Word, verb: Word, person: Person) -> list[Person]:
    """ "Presidents A of Chad and B of Peru paid a visit to Oslo", "the visit of A and B": the others of different countries."""
    paid = w.dep == "dobj" and verb.lower in _making()
    on = w.dep == "pobj" and s.words[w.head].lower == "on" and s.words[w.head].head == verb.index
    owned = [*scene.children(s, w, "poss"), *scene.prepositional(s, w, "of", "by")]
    owners = scene.persons_of(s, owned)
    their = any(o.lower == "their" for o in owned)
    acting = paid or not owners and (on or their)
    people = scene.persons_of(s, scene.subjects(s, verb)) if acting else owners
    return [p for p in people if p is not person] if several(people) and person in people else []


def _making() -> frozenset[str]:
    return (
        trigger_words("visit", "paying") | trigger_words("visit", "begins") | trigger_words("visit", "ends")
    )


def several(people: Sequence[Person]) -> bool:
    """Whether persons who travel together each travel for a country of their own."""
    lands = {p.country for p in people}
    return len(lands) == len(people) and "" not in lands and all(p.posts for p in people)


def _general(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "regular high-level visits", "exchange of visits", "accompany him in this trip": no trip of its own."""
    near = {x.lower for x in s.words[max(0, w.index - 3) : w.index + 3]}
    verb = scene.verb_over(s, w).lower
    marked = "first" in near and verb.startswith(
        ("mark", "is", "was")
    )  # "It marks Tebo's first overseas visit"
    if near & {"exchange", "abroad", "overseas", "foreign"} and not marked or w.tag == "NNS":
        return True
    return any(c.lower in ("this", "that", "these") for c in scene.children(s, w, "det")) and w.dep == "pobj"


def _visitor(scene: Scene, s: Sentence, w: Word, verb: Word) -> Person | None:
    """Whose visit it is: an owner, "of" or "by" somebody, "the visit that X paid", "X, who is here on a visit", the subject."""
    led = scene.children(s, verb, "dobj") if verb.lower.startswith(("accompan", "join")) else []
    if any(x.persons or x.tag == "NNP" and (x.ref is None or x.ref.kind == "name") for x in led):
        return next(iter(scene.persons_of(s, led)), None)
    owners = list(scene.children(s, w, "poss"))
    if any(o.ref is not None and o.ref.kind in ("post", "group") and not o.persons for o in owners):
        return None  # "the Amir's visit", of whom no name is given
    of = scene.prepositional(s, w, "of", "by")
    if not owners and of and all(_unknown(x) for x in of):
        return None  # "recalled the visit of First Lady X", whom the report does not name otherwise
    ways: tuple[Callable[[], list[Person]], ...] = (
        lambda: scene.persons_of(s, owners) or _by_pronoun(scene, s, w, owners) or _former(s, owners),
        lambda: _owner_before(s, w),
        lambda: scene.persons_of(s, scene.prepositional(s, w, "of", "by")),
        lambda: couple(scene, s, [*owners, *of]),
        lambda: scene.persons_of(s, scene.prepositional(s, w, "for")) if w.dep == "attr" else [],
        lambda: _hosted_for(scene, s, w, verb),
        lambda: _thanked_for(scene, s, verb),
        lambda: _since(s, w),
        lambda: _paid(scene, s, w),
        lambda: _their(scene, s, w, verb, owners),
        lambda: scene.persons_of(s, _behind_place(s, w)),
        lambda: _on_visit(scene, s, w),
        lambda: _acting(scene, s, w, verb),
        lambda: [x.persons[0] for x in s.words[: w.index] if x.persons and not _announced(s, w, verb)][-1:],
    )
    return next((people[0] for way in ways if (people := way())), None)


def _announced(s: Sentence, w: Word, verb: Word) -> bool:
    """ "The ambassador announced the visit in Lima": who announces it does not make it."""
    definite = w.index > 0 and s.words[w.index - 1].lower in ("the", "this")
    return w.dep == "dobj" and definite and verb.lower in trigger_words("visit", "announcing")


def _acting(scene: Scene, s: Sentence, w: Word, verb: Word) -> list[Person]:
    """The subject of the sentence's verb, unless it only announces a visit."""
    subjects = [] if _announced(s, w, verb) else scene.subjects(s, verb)
    return scene.persons_of(s, [x for x in subjects if x.index < w.index or x.persons])


def _unknown(x: Word) -> bool:
    """Whether a word stands for a post or a name of which no person is known."""
    return x.ref is not None and x.ref.kind in ("post", "name") and not x.persons


def _owner_before(s: Sentence, w: Word) -> list[Person]:
    """ "the king and queen of Kenya's visit": who stands before "'s", where the parser hung it elsewhere."""
    mark = next((x.index for x in s.words[max(0, w.index - 4) : w.index] if x.text in ("'s", "’s")), 0)
    ref = s.words[mark - 1].ref if mark else None
    if ref is None or ref.kind not in ("persons", "group", "post"):
        return []  # "last November's visit"
    pair = mark > 2 and s.words[mark - 2].lower == "and"
    owners = [s.words[mark - 1], *([s.words[mark - 3]] if pair else [])]
    return [x.persons[0] for x in owners if len(x.persons) == 1][:1]


def _hosted_for(scene: Scene, s: Sentence, w: Word, verb: Word) -> list[Person]:
    """ "is set to host B for a state visit": the guest."""
    behind = s.words[w.head].lower in ("for", "on", "during")
    if behind and (guest := _behind_host(s, w)) is not None:
        return [guest]
    if not behind or verb.lower not in trigger_words("visit", "welcoming"):
        return []
    beside = s.words[verb.index + 1 : verb.index + 2]
    return scene.persons_of(s, scene.children(s, verb, "dobj") or beside)


def _thanked_for(scene: Scene, s: Sentence, verb: Word) -> list[Person]:
    """ "A thanked B for making the journey": B."""
    over = scene.verb_over(s, s.words[verb.head])
    thanked = verb.dep == "pcomp" and over.lower.startswith(("thank", "commend", "prais"))
    return scene.persons_of(s, scene.children(s, over, "dobj")) if thanked else []


def _since(s: Sentence, w: Word) -> list[Person]:
    """ "the first visit by a Kenyan leader since X in 2009": X, of whose visit then it tells."""
    behind = [
        x for x in s.words[w.index + 1 :] if len(x.persons) == 1 and s.words[x.index - 1].lower == "since"
    ]
    alone = not any(x.persons for x in s.words[: w.index])
    return [behind[0].persons[0]] if behind and alone else []


def _long_ago(scene: Scene, s: Sentence, trip: Trip) -> None:
    """The visit of "since X in 2009" took place, in the year behind the name."""
    since = next(
        x.index for x in s.words if trip.visitor in x.persons and s.words[x.index - 1].lower == "since"
    )
    dates = [x.ref.date for x in s.refs("date") if x.ref is not None and since < x.index < since + 4]
    trip.status, trip.recalled, trip.end, trip.kind = "actual", True, "", ""
    trip.start = scene.day_value(dates[0], s)[0] if dates else ""


def _behind_host(s: Sentence, w: Word) -> Person | None:
    """ "A will from today host B on a state visit": the guest, where the parser takes "host" for a noun."""
    on = s.words[w.head]
    told = s.words[on.index - 2 : on.index] if on.index > 2 else []
    hosted = len(told) == 2 and told[0].lower in ("host", "receive", "welcome") and len(told[1].persons) == 1
    return told[1].persons[0] if hosted else None


def _paid(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "the official visit that X paid to Laos", "the visit had been made by X"."""
    for clause in scene.children(s, w, "relcl", "acl"):
        if clause.lower in trigger_words("visit", "paying"):
            return scene.persons_of(s, scene.subjects(s, clause)) or scene.persons_of(
                s, scene.prepositional(s, clause, "by")
            )
    verb = scene.verb_over(s, w)
    if w.dep == "nsubjpass" and verb.lower in trigger_words("visit", "paying"):
        return scene.persons_of(s, scene.prepositional(s, verb, "by") or scene.behind(s, verb, "by", reach=6))
    if w.dep == "nsubj" and verb.lower in ("was", "is"):
        return [
            p
            for c in scene.children(s, verb, "attr")
            if c.lower == "that"
            for p in scene.persons_of(s, scene.prepositional(s, c, "of", "by"))
        ]
    return []


def _behind_place(s: Sentence, w: Word) -> list[Word]:
    """ "the visit to Pretoria in November of X": the person behind "of" or "by" when only places and dates stand between."""
    for x in s.words[w.index + 1 : w.index + 10]:
        if x.lower in ("of", "by"):
            return [a for a in s.words[x.index + 1 : x.index + 4] if a.persons][:1]
        if x.persons or x.ref is None and x.tag not in ("IN", "DT", "TO", "CD"):
            return []
    return []


def _by_pronoun(scene: Scene, s: Sentence, w: Word, owners: list[Word]) -> list[Person]:
    """ "his visit": the guest of who welcomes, else the subject of the sentence's verb, else whoever is spoken of first."""
    if any(o.lower == "your" for o in owners):
        return _addressed(scene, s)
    if not any(o.lower in ("his", "her") for o in owners):
        return []
    before = [x for x in s.words[: w.index] if len(x.persons) == 1]
    verb = scene.verb_over(s, w)
    if verb.lower in trigger_words("visit", "welcoming") or verb.lower.startswith("thank"):
        guest = scene.persons_of(s, scene.children(s, verb, "dobj"))
        if guest:
            return guest
    subject = scene.persons_of(s, scene.subjects(s, verb))
    return subject or [x.persons[0] for x in before][:1] or _told_before(scene, s)


def _their(scene: Scene, s: Sentence, w: Word, verb: Word, owners: list[Word]) -> list[Person]:
    """ "During their visit to Peru, the presidents of A and B met": the subject, of whom each stands for a country."""
    people = scene.persons_of(s, scene.subjects(s, verb)) if any(o.lower == "their" for o in owners) else []
    return people if len(people) > 1 and several(people) else []


def _told_before(scene: Scene, s: Sentence) -> list[Person]:
    """ "Tebo met Dolan in Lima. Her visit ends on Friday": whom the paragraph's sentence before is about."""
    earlier = scene.sentences[s.number - 1] if s.number else s
    near = earlier.paragraph == s.paragraph and not earlier.headline
    return [x.persons[0] for x in earlier.words if near and len(x.persons) == 1][:1]


def _addressed(scene: Scene, s: Sentence) -> list[Person]:
    """ "Your visit is important," A told B: who is told, else the report's visitor where the host speaks."""
    told = [x for x in s.words if x.lower in ("told", "tells", "assured")]
    heard = scene.persons_of(s, scene.children(s, told[-1], "dobj", "dative")) if told else []
    visitor, host = scene.registry.principals()
    return heard or ([visitor] if visitor is not None and host is not None else [])


def _former(s: Sentence, owners: list[Word]) -> list[Person]:
    """ "agreed by A and B during the former's visit": of the two named last the one or the other."""
    which = next((o for o in owners if o.lower in ("former", "latter")), None)
    told = [x.persons[0] for x in s.words[: which.index] if len(x.persons) == 1][-2:] if which else []
    return [told[which.lower == "latter"]] if which and len(told) == 2 else []


def _on_visit(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "Zelensky, who is in Finland on a visit": the person that "on" hangs on."""
    head = s.words[w.head]
    if head.lower not in ("on", "for", "during", "of"):
        return []
    over = s.words[head.head]
    if over.persons:
        return [over.persons[0]]
    return scene.persons_of(s, scene.subjects(s, scene.verb_over(s, over)))


def visit_kind(s: Sentence, w: Word) -> str:
    """What kind of visit the words before a noun call it ("official goodwill visit"); empty where they do not say."""
    kept = trigger_words("visit", "kept_kinds")
    named = w.ref.text.lower().split() if w.ref is not None else []
    words = [x.lower for x in s.words[max(0, w.index - 5) : w.index]] + named
    found = [k for k in words if k in kept]
    joined = next((k for k in ("friendship", "goodwill") if k in found), "")
    if "official" in found and joined:
        return f"official {joined}"
    return found[-1] if found else ""
