"""Named addresses, lectures and addresses to a parliament: "addressed the Congress", "in a keynote speech at the Andean Forum"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.extract.claims import Entity, SpeechClaim
from communique.extract.listings import CLAUSE_OPENERS, FINITE, listing, phrase_start
from communique.extract.meeting_frames import acting_side
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, place_entity
from communique.extract.speech_venues import inside, told_before
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

_QUOTED = r"[“\"‘]([^”\"’]{4,200})[”\"’]"
_NOUN = r"(?:speech|lecture|address|talk|keynote)"
_TITLE = re.compile(
    rf"(?:titled|entitled|themed|theme:?|topic|on the theme|called|under the title)\s*[:,]?\s*{_QUOTED}|theme: ([A-Z][^.]{{10,200}})"
    rf"|{_NOUN}(?: \w+)?,? (?:on )?{_QUOTED}|{_NOUN}[^“”\".]{{0,60}},\s*{_QUOTED}"
)
#: A title that the next sentence tells: "Her lecture, "Africa and the Andes", drew a crowd".
_TITLE_BEHIND = re.compile(rf"(?:[Hh]is|[Hh]er|[Tt]he) {_NOUN},? {_QUOTED}")
_POLICY = re.compile(
    r"(?:policy|keynote|commencement|opening|closing|public|guest) (?:speech|address|lecture|remarks)|lecture|keynote"
)
_SPEAKING = frozenset({"spoke", "speaks", "speak", "speaking"})
_SUMMED_UP = frozenset({"address", "addresses", "lecture", "lectures", "keynote"})


@dataclass(slots=True)
class _Told:
    """Who speaks and the words for where or to whom; ``sure`` as far as the wording shows a named address."""

    people: list[Person]
    audience: list[Word]
    sure: float = 0.7


def speeches(scene: Scene) -> list[SpeechClaim]:
    """Named addresses and lectures, and addresses to a parliament."""
    found: dict[tuple[str, str], SpeechClaim] = {}
    words = trigger_words("speech", "nouns") | trigger_words("speech", "giving") | _SPEAKING
    for s in scene.sentences:
        for w in s.words:
            if w.ref is not None or w.lower not in words:
                continue
            for claim in _speeches(scene, s, w):
                key = (claim.speaker.name, claim.date)
                found[key] = _merged(found[key], claim) if key in found else claim
    return list(found.values())


def _merged(known: SpeechClaim, new: SpeechClaim) -> SpeechClaim:
    """One speech told twice: the title and the place that either statement tells."""
    return replace(known, title=known.title or new.title, place=known.place or new.place)


def _speeches(scene: Scene, s: Sentence, w: Word) -> Iterator[SpeechClaim]:
    told = _told_by_verb(scene, s, w) if w.tag.startswith("VB") else _told_by_noun(scene, s, w)
    status = scene.status(s, w) if told is not None else None
    if told is None or status is None:
        return
    title = _title(scene, s)
    audience = told.audience or _farther_on(scene, s, w)
    place = _entity(scene, audience) if audience else place_entity(scene.place(s, w))
    if place is None or place.name in title:
        place = told_before(scene, s)
    if place is None and not title and told.sure < 0.6:
        return
    value, _ = scene.day_value(scene.date(s, w), s)
    day = value or (scene.told_day(s) if status == "actual" else "")
    for person in told.people:
        yield SpeechClaim(
            speaker=scene.person(person), place=place, title=title, date=day, status=status,
            evidence=(scene.evidence(s),), confidence=told.sure, method="trigger+dependency",
        )  # fmt: skip


def _title(scene: Scene, s: Sentence) -> str:
    """The title that the sentence or the next one tells."""
    found = _TITLE.search(scene.article.text[s.start : s.end])
    behind = scene.sentences[s.number + 1] if s.number + 1 < len(scene.sentences) else None
    if found is None and behind is not None and behind.paragraph == s.paragraph:
        found = _TITLE_BEHIND.search(scene.article.text[behind.start : behind.end])
    given = next((g for g in found.groups() if g), "") if found else ""
    return " ".join(given.split()).rstrip(",")


def _told_by_verb(scene: Scene, s: Sentence, w: Word) -> _Told | None:
    """ "addressed the Congress", "delivered a speech at the Forum", "spoke before the Parliament": who speaks, and to whom."""
    if w.tag == "VBN" and any(c.dep == "nsubjpass" for c in scene.children(s, w)):
        return _given_by(scene, s, w)
    people = scene.persons_of(s, scene.subjects(s, w)) or _late_subject(scene, s, w)
    if not people:
        return None
    if w.lower in _SPEAKING:
        return _spoken(scene, s, w, people[0])
    if w.lower.startswith("address"):
        audience = _phrase(s, w.index + 1)
        return _Told(people[:1], audience) if audience and _assembled(scene, audience) else None
    noun = next((o for o in scene.children(s, w, "dobj") if _is_speech(scene, s, o)), None)
    if noun is None:
        return None
    audience = _audience(scene, s, noun.index + 1, ("at", "to", "before"))
    text = scene.article.text[s.start : s.end]
    named = bool(_title(scene, s) or _POLICY.search(text))
    if noun.lower == "talk" and not named and not audience:
        return None
    if audience or named and w.lower != "made":
        return _Told(people if noun.tag == "NNS" else people[:1], audience)
    given = people if noun.tag == "NNS" else people[:1]
    if w.lower.startswith("deliver") and _at_gathering(scene, s, w):
        return _Told(given, [], 0.6)
    summed_up = noun.lower in _SUMMED_UP and w.lower.startswith(("deliver", "gave", "giv"))
    return _Told(given, [], 0.55) if summed_up else None


def _at_gathering(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "was invited to the conference and delivered a speech": a gathering named before in the sentence."""
    return bool(trigger_words("speech", "gatherings") & {x.lower for x in s.words[: w.index]})


def _is_speech(scene: Scene, s: Sentence, noun: Word) -> bool:
    """A noun of speaking, "the 19th Andean Lecture" among them; "talk" only with an article ("gave a talk")."""
    if noun.ref is not None:
        printed = scene.article.text[noun.start : noun.end].lower().split()
        return printed[-1] in ("lecture", "address", "keynote", "addresses", "speeches", "lectures")
    if noun.lower == "talk":
        return any(c.lower in ("a", "the") for c in scene.children(s, noun, "det"))
    return noun.lower in trigger_words("speech", "nouns")


def _late_subject(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "A will meet B, before giving a speech": who does the one and the other, where the parse has lost it."""
    before = s.words[w.index - 1].lower if w.index else ""
    if w.tag != "VBG" or before not in ("before", "after"):
        return []
    return [x.persons[0] for x in s.words[: w.index] if len(x.persons) == 1][:1]


def _given_by(scene: Scene, s: Sentence, w: Word) -> _Told | None:
    """ "Short addresses were given by A, B and C"."""
    nouns = [o for o in scene.children(s, w, "nsubjpass") if _is_speech(scene, s, o)]
    by = scene.prepositional(s, w, "by") or scene.behind(s, w, "by")
    told = bool(nouns and by) and w.lower in ("given", "delivered", "made")
    people = (listing(s, phrase_start(s, by[0])).persons() or scene.persons_of(s, by)) if told else []
    audience = _audience(scene, s, nouns[0].index + 1, ("at", "to", "before")) if nouns else []
    audience = audience or (_audience(scene, s, w.index + 1, ("at", "to", "before")) if nouns else [])
    return _Told(people, audience, 0.7 if audience else 0.55) if people else None


def _spoken(scene: Scene, s: Sentence, w: Word, person: Person) -> _Told | None:
    """ "spoke before the Parliament", "spoke at the University of Lima about trade", "spoke on the topic "Africa and the Andes" "."""
    audience = _audience(scene, s, w.index + 1, ("before", "to"))
    if audience and _parliament(scene, audience):
        return _Told([person], audience)
    there = _audience(scene, s, w.index + 1, ("at",))
    learned = trigger_words("speech", "schools") & set(
        scene.quote(there[0], there[-1]).lower().split() if there else ()
    )
    topic = "topic" in {x.lower for x in s.words[w.index : w.index + 4]} and _title(scene, s)
    behind = there[-1].index + 1 if there else 0
    about = [x.lower for x in s.words[behind : behind + 1]] in (["about"], ["on"])
    return _Told([person], there, 0.6) if learned and about or topic else None


def _told_by_noun(scene: Scene, s: Sentence, w: Word) -> _Told | None:
    """ "In a speech to the Congress, A said", "with a keynote speech at the Forum", "a lecture by A at the Academy"."""
    audience = _audience(scene, s, w.index + 1, ("at", "to", "before"))
    by = scene.persons_of(s, scene.prepositional(s, w, "by"))
    if by and w.dep in ("dobj", "nsubj", "nsubjpass") and (audience or w.lower in _SUMMED_UP):
        return _Told(by[:1], audience, 0.6)
    if w.dep == "nsubjpass":
        return None
    over = s.words[w.head]
    over = s.words[over.head] if over.lower == "of" and s.words[over.head].lower == "beginning" else over
    over = s.words[over.head] if over.lower == "beginning" else over
    if w.dep != "pobj" or over.lower not in ("in", "during", "with", "at"):
        return None
    people = acting_side(scene, s, scene.verb_over(s, w)).persons()
    if len(people) != 1:
        return None
    if audience or _title(scene, s):
        return _Told(people, audience)
    own = any(c.lower in ("his", "her", "the", "an") for c in scene.children(s, w))
    return _Told(people, [], 0.55) if own and w.lower in _SUMMED_UP and over.lower != "with" else None


def _audience(scene: Scene, s: Sentence, i: int, prepositions: tuple[str, ...]) -> list[Word]:
    """The words of the named body or venue behind one of the prepositions in the clause that begins at word ``i``."""
    for x in s.words[i : i + 20]:
        if inside(scene, s, x):
            continue
        if (
            x.index > i + 12
            or x.ref is None
            and (x.tag in FINITE or x.text in (",", ";", ".") or x.lower in CLAUSE_OPENERS - {"before"})
        ):
            return []
        if x.lower in prepositions:
            found = _phrase(s, x.index + 1)
            if found and any(_names_body(y) for y in found):
                return found
    return []


def _farther_on(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """The named venue behind "at" or "to" in what is left of the sentence: "gave a lecture, titled …, at the Academy"."""
    for x in s.words[w.index + 2 :]:
        before = [y.lower for y in s.words[x.index - 2 : x.index]]
        before = before[:1] if before[-1:] == ["the"] else before[-1:]
        if (
            x.ref is not None
            and x.ref.kind in ("name", "body")
            and before
            and before[0] in ("at", "to", "before")
            and not inside(scene, s, x)
        ):
            return _phrase(s, x.index)
    return []


def _phrase(s: Sentence, i: int) -> list[Word]:
    """The noun phrase at word ``i`` without its article: "a joint session of the Congress", "the General Assembly of the UN"."""
    j = i
    while j < len(s.words) and (_nominal(s.words[j]) or _article(s, i, j)):
        j += 1
    words = s.words[i:j]
    while words and words[0].tag in ("DT", "PRP$"):
        words = words[1:]
    return words


def _nominal(w: Word) -> bool:
    if w.ref is not None:
        return w.ref.kind != "date" and not w.persons
    return w.tag.startswith(("NN", "JJ", "POS")) or w.lower == "of"


def _article(s: Sentence, i: int, j: int) -> bool:
    """Whether word ``j`` is an article at the beginning or behind "of": "a session of the Congress", not "the Congress that day"."""
    return s.words[j].tag in ("DT", "PRP$") and (j == i or s.words[j - 1].lower == "of")


def _names_body(w: Word) -> bool:
    named = w.ref is not None and w.ref.kind in ("body", "name")
    return named or w.lower in trigger_words("speech", "parliaments")


def _parliament(scene: Scene, words: list[Word]) -> bool:
    text = scene.quote(words[0], words[-1]).lower()
    return any(x in trigger_words("speech", "parliaments") for x in re.findall(r"\w+", text))


def _assembled(scene: Scene, words: list[Word]) -> bool:
    """Whether a phrase names a body or a sitting of one, and no press conference or "the issue of trade"."""
    plain = {x.lower for x in words if x.ref is None}
    if plain & {"press", "news", "media", "issue", "issues", "concerns", "question", "questions"}:
        return False
    return any(_names_body(x) for x in words) or _parliament(scene, words)


def _entity(scene: Scene, words: list[Word]) -> Entity:
    """The body itself where a phrase names one ("a joint sitting of the Congress"), else the phrase."""
    bodies = [x for x in words if x.ref is not None and x.ref.kind == "body" and x.ref.unit is not None]
    if bodies and bodies[0].ref is not None and bodies[0].ref.unit is not None:
        return body_entity(bodies[0].ref.unit)
    sitting = next((x.index for x in words if x.lower in trigger_words("speech", "sittings")), -1)
    of = next((x.index for x in words if x.lower == "of" and 0 <= sitting < x.index), -1)
    inner = [x for x in words if x.index > of]
    inner = inner[1:] if inner and inner[0].tag == "DT" else inner
    return Entity("organization", scene.quote((inner or words)[0], words[-1]))
