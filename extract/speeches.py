"""Named addresses, lectures and addresses to a parliament: "addressed the Congress", "in a keynote speech at the Andean Forum"."""

from __future__ import annotations

import re

from communique.extract.claims import Entity, SpeechClaim
from communique.extract.listings import CLAUSE_OPENERS, FINITE
from communique.extract.meeting_frames import acting_side
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, place_entity
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

_TITLE = re.compile(
    r"(?:titled|entitled|themed|theme:?|topic|on the theme|called|under the title|,)\s*[:,]?\s*[“\"‘]([^”\"’]{4,200})[”\"’]|theme: ([A-Z][^.]{10,200})"
)
_POLICY = re.compile(
    r"(?:policy|keynote|commencement|opening|public) (?:speech|address|lecture)|lecture|keynote"
)
_SPEAKING = frozenset({"spoke", "speaks", "speak", "speaking"})


def speeches(scene: Scene) -> list[SpeechClaim]:
    """Named addresses and lectures, and addresses to a parliament."""
    found: dict[tuple[str, str], SpeechClaim] = {}
    nouns, verbs = trigger_words("speech", "nouns"), trigger_words("speech", "giving")
    for s in scene.sentences:
        for w in s.words:
            if (
                w.ref is not None
                or w.lower not in verbs
                and w.lower not in nouns
                and w.lower not in _SPEAKING
            ):
                continue
            claim = _speech(scene, s, w)
            if claim is not None:
                found.setdefault((claim.speaker.name, claim.date), claim)
    return list(found.values())


def _speech(scene: Scene, s: Sentence, w: Word) -> SpeechClaim | None:
    told = _told_by_verb(scene, s, w) if w.tag.startswith("VB") else _told_by_noun(scene, s, w)
    status = scene.status(s, w) if told is not None else None
    if told is None or status is None:
        return None
    person, audience = told
    audience = audience or _farther_on(s, w)
    title = _TITLE.search(scene.article.text[s.start : s.end])
    value, _ = scene.day_value(scene.date(s, w), s)
    return SpeechClaim(
        speaker=scene.person(person), place=_entity(scene, audience) if audience else place_entity(scene.place(s, w)), title=" ".join((title.group(1) or title.group(2)).split()).rstrip(",") if title else "",
        date=value or (scene.told_day(s) if status == "actual" else ""), status=status, evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
    )  # fmt: skip


def _told_by_verb(scene: Scene, s: Sentence, w: Word) -> tuple[Person, list[Word]] | None:
    """ "addressed the Congress", "delivered a speech at the Forum", "spoke before the Parliament": who speaks, and to whom."""
    people = scene.persons_of(s, scene.subjects(s, w))
    objects = scene.children(s, w, "dobj")
    if not people:
        return None
    if w.lower in _SPEAKING:
        audience = _audience(s, w.index + 1, ("before", "to"))
        return (people[0], audience) if audience and _parliament(scene, audience) else None
    if w.lower.startswith("address"):
        audience = _phrase(s, w.index + 1)
        return (people[0], audience) if audience and _assembled(scene, audience) else None
    if not any(o.lower in trigger_words("speech", "nouns") for o in objects):
        return None
    audience = _audience(s, objects[0].index + 1, ("at", "to", "before"))
    text = scene.article.text[s.start : s.end]
    named = bool(_TITLE.search(text) or _POLICY.search(text))
    return (people[0], audience) if audience or named and w.lower != "made" else None


def _told_by_noun(scene: Scene, s: Sentence, w: Word) -> tuple[Person, list[Word]] | None:
    """ "In a speech to the Congress, A said", "with a keynote speech at the Forum"."""
    if w.dep != "pobj" or s.words[w.head].lower not in ("in", "during", "with"):
        return None
    audience = _audience(s, w.index + 1, ("at", "to", "before"))
    people = acting_side(scene, s, scene.verb_over(s, w)).persons()
    return (people[0], audience) if audience and len(people) == 1 else None


def _audience(s: Sentence, i: int, prepositions: tuple[str, ...]) -> list[Word]:
    """The words of the named body or venue behind one of the prepositions in the clause that begins at word ``i``."""
    for x in s.words[i : i + 12]:
        if x.ref is None and (
            x.tag in FINITE or x.text in (",", ";", ".") or x.lower in CLAUSE_OPENERS - {"before"}
        ):
            return []
        if x.lower in prepositions:
            found = _phrase(s, x.index + 1)
            if found and any(_names_body(y) for y in found):
                return found
    return []


def _farther_on(s: Sentence, w: Word) -> list[Word]:
    """The named venue behind "at" or "to" in what is left of the sentence: "gave a lecture, titled …, at the Academy"."""
    for x in s.words[w.index + 2 :]:
        before = [y.lower for y in s.words[x.index - 2 : x.index]]
        before = before[:1] if before[-1:] == ["the"] else before[-1:]
        if (
            x.ref is not None
            and x.ref.kind in ("name", "body")
            and before
            and before[0] in ("at", "to", "before")
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
