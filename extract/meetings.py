"""Meetings: talks, receptions, calls, courtesy calls, summits, from verbs ("received", "met") and nouns ("talks between")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.extract.claims import Entity, Evidence, MeetingClaim, Status
from communique.extract.people import Person
from communique.extract.scene import (
    Place,
    Scene,
    body_entity,
    country_of,
    place_entity,
    post_entity,
    trigger_words,
    triggers,
)
from communique.extract.views import Sentence, Word

_REMOTE = frozenset(
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
_OTHER = ("with", "and")
_CALL_NOUNS = frozenset({"call", "phone", "teleconference"})


@dataclass(slots=True)
class Draft:
    """A meeting as one trigger states it."""

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
    evidence: list[Evidence] = field(default_factory=list)


def meetings(scene: Scene) -> list[MeetingClaim]:
    """The meetings of a report, each once."""
    drafts: list[Draft] = []
    for sentence in scene.sentences:
        if sentence.headline:
            continue
        for draft in _read(scene, sentence):
            _add(drafts, draft)
    return [_claim(scene, d) for d in drafts]


def _read(scene: Scene, s: Sentence) -> Iterator[Draft]:
    verbs = triggers()["meeting"]["verbs"]
    nouns = triggers()["meeting"]["nouns"]
    for w in s.words:
        if w.ref is not None:
            continue
        found: list[tuple[list[Word], list[Word], str, float]] = []
        if w.tag.startswith("VB") and w.lower in verbs:
            frame, _, kind = verbs[w.lower].partition(":")
            found = list(_by_verb(scene, s, w, frame, kind))
        elif w.tag.startswith("NN") and w.lower in nouns:
            found = list(_by_noun(scene, s, w, nouns[w.lower]))
        for left, right, kind, confidence in found:
            yield from _draft(scene, s, w, left, right, kind, confidence)


# verbs ------------------------------------------------------------------------------------------------
def _by_verb(
    scene: Scene, s: Sentence, w: Word, frame: str, kind: str
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    subjects = scene.subjects(s, w)
    if not scene.persons_of(s, subjects) and w.tag != "VBG":
        subjects = subjects + scene.ahead(s, w)
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w)) or (
        w.tag == "VBN" and w.dep in ("acl", "relcl")
    )
    if frame == "object":
        if passive:
            agents = scene.prepositional(s, w, "by") or scene.behind(s, w, "by")
            if agents:
                yield agents, subjects, kind, 0.85
        else:
            yield subjects, scene.children(s, w, "dobj", "dative", "npadvmod"), kind, 0.85
    elif frame == "chair":
        yield from _chaired(scene, s, w, scene.prepositional(s, w, "by") if passive else subjects)
    elif frame == "with":
        if passive:
            return
        objects = scene.children(s, w, "dobj") + scene.prepositional(s, w, "with")
        if not any(o.ref is not None for o in objects):
            objects += scene.behind(s, w, "with")
        yield subjects, objects, kind, 0.9
    elif frame == "with_only":
        yield subjects, scene.prepositional(s, w, "with", "to") or scene.behind(s, w, "with"), kind, 0.85
    elif frame == "phone":
        remote = _remote(s, w)
        others = scene.prepositional(s, w, "with", "to") or scene.behind(s, w, "with", "to")
        if remote:
            yield subjects, others, "call", 0.85
        elif kind == "talks" and others:
            yield subjects, scene.prepositional(s, w, "with"), kind, 0.6
    elif frame == "on":
        others = scene.prepositional(s, w, "on", "upon") or scene.behind(s, w, "on", "upon", reach=5)
        if others:
            yield subjects, others, kind, 0.9


def _chaired(
    scene: Scene, s: Sentence, w: Word, chairs: list[Word]
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    """ "A and B co-chaired the third Strategic Dialogue": the session is a meeting of its two chairs."""
    others = scene.prepositional(s, w, "with") or scene.behind(s, w, "with")
    text = scene.article.text[w.start : s.end].lower()
    kind = next(
        (
            k
            for k in ("consultations", "dialogue", "summit", "meeting", "talks", "session", "round")
            if k in text[:160]
        ),
        "",
    )
    together = w.lower.startswith("co") or bool(others)
    if kind and together and len(scene.persons_of(s, [*chairs, *others])) > 1:
        yield chairs, others, kind, 0.8


def _remote(s: Sentence, w: Word) -> bool:
    near = {x.lower for x in s.words[max(0, w.index - 3) : w.index + 12]}
    return bool(near & _REMOTE)


# nouns ------------------------------------------------------------------------------------------------
def _by_noun(
    scene: Scene, s: Sentence, w: Word, kind: str
) -> Iterator[tuple[list[Word], list[Word], str, float]]:
    kind = _noun_kind(scene, s, w, kind)
    if not kind:
        return
    between = scene.prepositional(s, w, "between", "among")
    if between:
        yield between, [], kind, 0.85
        return
    others = scene.prepositional(s, w, "with")
    verb = scene.verb_over(s, w)
    owners = [c for c in scene.children(s, w, "poss") if c.persons]
    owners = owners or [c for c in scene.prepositional(s, w, "of") if c.persons]
    if kind == "call":
        others = others or scene.prepositional(s, w, "from", "to")
    if (
        verb.lower in trigger_words("meeting", "holding")
        and w.head == verb.index
        or w.dep in ("dobj", "nsubjpass", "pobj", "nsubj", "attr")
    ):
        others = others or (scene.prepositional(s, verb, "with") if w.head == verb.index else [])
    subjects = owners or ([] if w.dep in ("nsubj", "nsubjpass") else scene.subjects(s, verb))
    if (
        not subjects
        and w.dep == "dobj"
        or subjects
        and not scene.persons_of(s, subjects)
        and verb.lower in trigger_words("meeting", "holding")
    ):
        subjects = subjects + scene.ahead(s, verb)
    if w.dep in ("nsubj", "nsubjpass") and not others:
        others = scene.prepositional(s, verb, "between", "with")
    holding = verb.lower in trigger_words("meeting", "holding")
    if not others and (holding or owners):
        others = scene.behind(s, w, "with", "between")
    if others or owners or holding:
        if kind == "courtesy call":
            others = (
                others
                or scene.prepositional(s, w, "on", "to", "upon")
                or scene.behind(s, w, "on", "to", "upon")
            )
        guests = (
            scene.prepositional(s, w, "for")
            if kind in ("dinner", "banquet", "lunch", "reception", "breakfast")
            else []
        )
        yield subjects, others or guests, kind, 0.85 if holding else 0.7


def _noun_kind(scene: Scene, s: Sentence, w: Word, kind: str) -> str:
    before = [x.lower for x in s.words[max(0, w.index - 3) : w.index]]
    if w.lower in _CALL_NOUNS:
        if "courtesy" in before or "farewell" in before:
            return "courtesy call"
        return (
            "call"
            if set(before) & _REMOTE or w.lower != "call" or any(b in ("a", "their") for b in before)
            else ""
        )
    if set(before) & {"telephone", "phone", "telephonic"}:
        return "call"
    if "video" in before:
        return "video conference" if w.lower == "conference" else "video meeting"
    if w.lower in ("conference", "session", "round", "dialogue"):
        return f"working {kind}" if before[-1:] == ["working"] else ""
    if before and before[-1] in ("trilateral", "bilateral", "working", "tea"):
        return f"{before[-1]} {w.lower if kind != 'talks' else kind}"
    return kind


# putting together ---------------------------------------------------------------------------------------
def _draft(
    scene: Scene, s: Sentence, w: Word, left: list[Word], right: list[Word], kind: str, confidence: float
) -> Iterator[Draft]:
    status = scene.status(s, w)
    if status is None:
        return
    mine, theirs = scene.persons_of(s, left), scene.persons_of(s, right)
    others = [e for word in (*left, *right) for e in _nameless(scene, s, word)]
    if right and not theirs and not others:
        return
    if any(
        m.ref is not None and m.ref.reference is not None
        for x in (*left, *right)
        for m in scene.members(s, x)
    ):
        confidence -= 0.15  # told through "he" or "the Lao leader"
    separate = _separate(scene, s, w, right, theirs)
    groups = [[p] for p in theirs] if separate else [theirs]
    for group in groups:
        persons = mine + [p for p in group if p not in mine]
        if len(persons) + len(others) < 2 or not persons:
            continue
        if len(persons) >= 2 and others:
            others = []
        yield _settle(
            scene, Draft(persons, others, kind, s, w, status, confidence, evidence=[scene.evidence(s)])
        )


def _separate(scene: Scene, s: Sentence, w: Word, right: list[Word], theirs: list[Person]) -> bool:
    """ "met separately with A and B", "met A and B, speaker of …": one meeting per counterpart."""
    words = {x.lower for x in s.words}
    if len(theirs) < 2:
        return False
    if words & {"separately", "separate", "respectively"}:
        return True
    return (
        any(x.ref is not None and x.ref.mention is not None and x.ref.mention.how == "name" for x in right)
        and w.tag.startswith("VB")
        and not words & {"jointly", "together"}
        and all(p.posts for p in theirs)
        and w.lower not in ("hosted", "host")
    )


def _nameless(scene: Scene, s: Sentence, word: Word) -> Iterator[Entity]:
    """Posts, bodies and groups that no name is given for."""
    for member in scene.members(s, word):
        ref = member.ref
        if ref is None or ref.persons:
            continue
        text = scene.quote(member, member)
        if ref.kind == "post":
            entity = post_entity(ref, text)
            if entity is not None:
                yield entity
        elif ref.kind == "body" and ref.unit is not None:
            yield body_entity(ref.unit)
    if word.ref is None and word.lower in trigger_words("meeting", "people"):
        yield Entity("group", _noun_phrase(scene, s, word))


def _noun_phrase(scene: Scene, s: Sentence, word: Word) -> str:
    """A group's words without its article, up to the end of its own phrase ("members of the Mexican community")."""
    first = min(
        [c.index for c in scene.children(s, word, "amod", "compound", "nmod", "nummod")] + [word.index]
    )
    last = word.index
    for child in scene.children(s, word, "prep"):
        if child.lower in ("of", "from", "in") and child.index == last + 1:
            ends = [x.index for x in scene.children(s, child, "pobj")]
            last = max([*ends, last])
    return scene.quote(s.words[first], s.words[last])


def _settle(scene: Scene, d: Draft) -> Draft:
    """Date, place and country of a draft."""
    s = d.sentence
    date = scene.date(s, d.trigger)
    value, end = scene.day_value(date, s)
    d.own_date = bool(value) and not end
    d.date = value if not end else value[:7]
    if not d.date and d.status == "actual" and _present(scene, s, d.trigger):
        d.date = scene.days[s.number]
    remote = (
        d.kind in ("call", "video meeting", "video conference")
        or _remote(s, d.trigger)
        and "call" in d.kind
        and d.kind != "courtesy call"
    )
    if remote:
        return d
    d.place = scene.place(s, d.trigger)
    d.code = d.place.code if d.place and d.place.code else scene.places[s.number]
    return d


def _present(scene: Scene, s: Sentence, w: Word) -> bool:
    """Whether a date-less meeting belongs to the day that the report tells of: no look back ("last met", "had met")."""
    words = {x.lower for x in s.words}
    had = any(c.lower == "had" for c in scene.children(s, scene.verb_over(s, w), "aux"))
    return not had and not words & {"recalled", "previous", "previously", "last", "ago", "earlier", "recent"}


def _add(drafts: list[Draft], d: Draft) -> None:
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
    if a.status != b.status and a.own_date and b.own_date:
        return False
    return _group(a.kind) == _group(b.kind)


def _group(kind: str) -> str:
    if kind in ("dinner", "banquet", "lunch", "breakfast", "working dinner", "working lunch", "tea meeting"):
        return "meal"
    if kind == "call":
        return "call"
    return "video" if "video" in kind else "meeting"


_RANK = ("summit", "talks", "courtesy call", "reception")


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
    known.confidence = min(0.95, max(known.confidence, d.confidence) + 0.05)


def _claim(scene: Scene, d: Draft) -> MeetingClaim:
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
