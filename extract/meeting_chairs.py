"""Sessions told by who presides: "A and B co-chaired the talks", "the Kenyan side was led by B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.companions import companions
from communique.extract.listings import Item, Listing, kind_of, listing, phrase_start
from communique.extract.meeting_frames import Frame, as_listing
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

#: Whom one leads who does not preside over both.
_SIDE = re.compile(r"\b(?:delegation|side|team)s?\b|\b(?:visiting|host) one\b")
#: What sides of a multilateral meeting come to: that each is led by somebody is no meeting of two.
_MANY = frozenset({"summit", "forum", "assembly", "conference", "funeral", "inauguration", "games"})


def chaired(scene: Scene, s: Sentence, w: Word, subjects: Listing, passive: bool) -> Iterator[Frame]:
    """ "A and B co-chaired the third Strategic Dialogue": the session is a meeting of its two chairs."""
    leaders = _of_sides(scene, s, w, subjects, passive)
    if leaders.items:
        yield Frame(leaders, Listing(), _session(scene, s) or "talks", 0.75, together=True)
    if leaders.items or not _presides(scene, s, w, passive):
        return
    chairs = _by(scene, s, w) if passive else subjects
    others = companions(s, w, scene.prepositional(s, w, "with"), "with") if not passive else Listing()
    if len(chairs.persons()) == 1 and not others.persons() and (group := _group(scene, s, w, passive)).items:
        yield Frame(chairs, group, "meeting", 0.7, together=True)
        return
    kind = _session(scene, s, w)
    if kind and len(chairs.persons() + others.persons()) > 1 and not _of_one_country(w, chairs, passive):
        yield Frame(chairs, others, kind, 0.8, together=True)


def _presides(scene: Scene, s: Sentence, w: Word, passive: bool) -> bool:
    """A delegation is headed, and no session; "led" has both."""
    led = [c.lower for c in scene.children(s, w, "dobj")]
    if w.lower in trigger_words("meeting", "leading"):
        joint = len(scene.persons_of(s, scene.subjects(s, w))) == 2
        return joint and any(c in trigger_words("meeting", "sessions") for c in led)
    return w.lower != "led" or passive or any(c in trigger_words("meeting", "sessions") for c in led)


def chairs_named(scene: Scene, s: Sentence, w: Word) -> Frame | None:
    """ "under the chairmanship of A and B", "the co-chairs, A and B": a session by the noun for who presides."""
    i = w.index + 1
    while i < len(s.words) and (s.words[i].text == "," or s.words[i].lower in ("of", "were", "are")):
        i += 1
    found = listing(s, i, 2)
    kind = _session(scene, s)
    if len(found.persons()) != 2 or not kind:
        return None
    return Frame(found, Listing(), kind, 0.8, together=True)


def _by(scene: Scene, s: Sentence, w: Word) -> Listing:
    """ "was chaired by A and B", "was chaired by A on the Peruvian side and by B on the Kenyan side"."""
    found = companions(s, w, scene.prepositional(s, w, "by"), "by")
    named = _named(s, w.index)
    if len(found.persons()) == 1 and len(named) == 2 and _sides(scene, s, w.index) > 1:
        return Listing([Item(x.index, x.index, x) for x in named])
    return found


def _of_one_country(w: Word, chairs: Listing, passive: bool) -> bool:
    """ "The meeting was chaired by A and his deputy B"."""
    lands = {p.country for p in chairs.persons()}
    return passive and not w.lower.startswith("co") and len(lands) == 1 and "" not in lands


def _session(scene: Scene, s: Sentence, w: Word | None = None) -> str:
    """What is presided over, by the words of the sentence (up to 12 before ``w``) or of the two before it."""
    here = scene.article.text[s.words[max(0, w.index - 12) if w else 0].start : s.end].lower()[:360]
    texts = [here] + [
        scene.article.text[e.start : e.end].lower()
        for e in reversed(scene.sentences[max(0, s.number - 2) : s.number])
        if not e.headline
    ]
    names = triggers()["meeting"]["sessions"].split()
    return next((k for text in texts for k in names if k in text), "")


def _group(scene: Scene, s: Sentence, w: Word, passive: bool) -> Listing:
    """ "chaired a meeting of Andean foreign ministers", "The heads of state held a meeting, chaired by A": whom A presides over."""
    if passive:
        verb = scene.verb_over(s, s.words[w.head])
        found = as_listing(scene, s, scene.subjects(s, verb)) if verb is not w else Listing()
    else:
        meetings = [c for c in scene.children(s, w, "dobj") if c.lower in triggers()["meeting"]["nouns"]]
        of = [x for c in meetings for x in scene.prepositional(s, c, "of", "with")]
        found = listing(s, phrase_start(s, of[0])) if of else Listing()
    return found if found.items and kind_of(found.items[0].head) == "group" else Listing()


def _of_sides(scene: Scene, s: Sentence, w: Word, subjects: Listing, passive: bool) -> Listing:
    """ "The Peruvian side was led by A and the Kenyan side by B": the leaders of two sides where a session is told."""
    sides = _sides(scene, s)
    if w is not _first_leading(s) or not sides or not _of_two(scene, s):
        return Listing()
    found = _led_in(scene, s, w, passive)
    if sides == 1 and len(found) == 1:
        later = scene.sentences[s.number + 1 : s.number + 2]
        verb = _first_leading(later[0]) if later and not later[0].headline else None
        if verb is None or _sides(scene, later[0]) != 1:
            return Listing()
        found += [
            x
            for x in _led_in(scene, later[0], verb, _passive(later[0], verb))
            if x.persons != found[0].persons
        ]
    if len(found) != 2:
        return Listing()
    return Listing([Item(x.index, x.index, x) for x in found])


def _first_leading(s: Sentence) -> Word | None:
    """The first verb of a sentence that tells who leads a side."""
    verbs = trigger_words("meeting", "leading") | {"led", "chaired"}
    return next((x for x in s.words if x.ref is None and x.lower in verbs), None)


def _passive(s: Sentence, verb: Word) -> bool:
    return any(x.lower == "by" for x in s.words[verb.index + 1 : verb.index + 3])


def _sides(scene: Scene, s: Sentence, begin: int = 0) -> int:
    """How many sides a sentence speaks of from a word on: "the delegations" are two."""
    found = _SIDE.findall(scene.article.text[s.words[begin].start : s.end].lower())
    return sum(2 if word.endswith("s") else 1 for word in found)


def _of_two(scene: Scene, s: Sentence) -> bool:
    """Whether talks of two are told of, here or before, and no summit of many."""
    near = [
        x.lower
        for e in scene.sentences[max(0, s.number - 2) : s.number + 1]
        for x in e.words
        if not e.headline
    ]
    return bool(_session(scene, s)) and _MANY.isdisjoint(near)


def _led_in(scene: Scene, s: Sentence, verb: Word, passive: bool) -> list[Word]:
    """The leaders that a sentence names: both where it names two, else who stands behind "by" or before the verb."""
    named = _named(s, 0)
    if len(named) == 2 and _sides(scene, s) > 1 or len(named) < 2:
        return named
    return (
        [x for x in named if 0 < x.index - verb.index < 5][
            :1
        ]  # "led by A", not "led by the General, seen off by B"
        if passive
        else [x for x in named if x.index < verb.index][-1:]
    )


def _named(s: Sentence, begin: int) -> list[Word]:
    return [
        x for x in s.words[begin:] if len(x.persons) == 1 and x.ref is not None and x.ref.mention is not None
    ]
