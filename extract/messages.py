"""Congratulations and condolences: who sends them to whom, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from communique.extract.claims import CongratulationClaim, Entity
from communique.extract.message_addressees import (
    addressee,
    addressees,
    called_out,
    gathered_heads,
    holder_told,
    party_of,
)
from communique.extract.message_occasions import achieved, occasion
from communique.extract.message_series import add_message, of_group, similar, without_countries
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, country_of
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_CONGRATULATE = re.compile(r"^(?:congratulat|felicitat)", re.IGNORECASE)
_CONDOLE = re.compile(r"^condol|^sympath|^saddened$", re.IGNORECASE)
_WISHES = re.compile(
    r"\b(?:best|good|warm|warmest|sincere) wishes\b.*\b(?:day|anniversary|birthday|election|appointment|victory)\b"
    r"|\b(?:day|anniversary|birthday|election|appointment|victory)\b.*\b(?:best|good|warm|warmest|sincere) wishes\b",
    re.IGNORECASE,
)
#: What somebody writes in.
_LETTERS = trigger_words("congratulation", "letters")
_OCCASION = re.compile(
    r"\bgreetings\b.*\b(?:on|upon)\b.*\b(?:[Aa]nniversary|[Bb]irthday|Day|[Ee]lection|[Aa]ppointment|[Vv]ictory)\b"
)


def congratulations(scene: Scene) -> list[CongratulationClaim]:
    """Congratulations and condolences with who sends them to whom, and on what."""
    found: list[CongratulationClaim] = []
    for s in scene.sentences:
        for claim in similar(scene, s, found[-1] if found else None):
            add_message(scene, found, claim)
        for w in s.words:
            if w.ref is None and (_CONGRATULATE.match(w.lower) or _condoles(s, w) or _wishes(scene, s, w)):
                for claim in _congratulations(scene, s, w, bool(found)):
                    if claim.confidence > 0.6 or not _told(found, claim):
                        add_message(scene, found, claim)
    return without_countries(scene, found)


def _condoles(s: Sentence, w: Word) -> bool:
    """Whether a word is one of condolence; who is only "saddened" must write it to somebody."""
    written = w.lower != "saddened" or any(x.lower in _LETTERS for x in s.words)
    return bool(_CONDOLE.match(w.lower)) and written


def _wishes(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "conveyed her best wishes to B on the national day"."""
    if w.lower not in ("greetings", "wishes"):
        return False  # most words
    if any(_CONGRATULATE.match(x.lower) for x in s.words[: w.index]):
        return False  # "congratulated A and conveyed best wishes to B"
    told = _OCCASION if w.lower == "greetings" else _WISHES
    return bool(told.search(scene.article.text[s.start : s.end]))


def _told(found: Iterable[CongratulationClaim], guess: CongratulationClaim) -> bool:
    """Whether the sender is known to have written to somebody: words without an addressee repeat that."""
    return any(c.kind == guess.kind and c.senders[0] == guess.senders[0] for c in found)


def _congratulations(scene: Scene, s: Sentence, w: Word, told_of: bool) -> Iterator[CongratulationClaim]:
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    nameless = s.headline and not any(x.ref is not None and x.ref.mention is not None for x in s.words)
    if (
        nameless
        or scene.status(s, w) is None
        or _of_something(scene, s, w)
        or told_of
        and _addresses_you(s, w)
    ):
        return
    if called := called_out(scene, s, w):
        yield _claim(scene, s, w, called[:1], called[1:], w.end, s.end, 0.6)
        return
    if both := _exchanged(scene, s, verb):
        for one, other in (both, both[::-1]):
            yield _claim(scene, s, w, [one], [other], w.end, s.end, 0.7)
        return
    told = _passive(scene, s, w, verb) or _received(scene, s, w, verb) or _sent(scene, s, w, verb)
    if told is None:
        return
    senders, recipients = told
    known = [e for e in recipients if e not in senders]
    to = (
        known
        or _unnamed(scene, s, w, senders[0])
        or _other_party(s, w, senders[0])
        or _other_land(scene, s, w, senders[0])
    )
    if not to:
        return
    second = _second(scene, s, w) if w.tag.startswith("VB") else None
    yield _claim(
        scene, s, w, senders, to[:4], w.end, second.start if second else s.end, 0.7 if known else 0.6
    )
    if second is not None:
        also = list(addressee(scene, second))
        yield _claim(scene, s, w, senders, also, second.end, s.end, 0.7)


def _addresses_you(s: Sentence, w: Word) -> bool:
    """ ""I congratulate you," A wrote": the words of a message that the report has told of."""
    near = {x.lower for x in s.words[max(0, w.index - 20) : w.index + 4]}
    return "you" in near and not near.isdisjoint({"i", "we", "my", "our", "me", "us"})


def _exchanged(scene: Scene, s: Sentence, verb: Word) -> list[Entity]:
    """ "A and B exchanged congratulations": each to the other; two persons of the sentence stand for their countries."""
    if not verb.lower.startswith(("exchang", "crossed")):
        return []
    others = scene.prepositional(s, verb, "with", "between") or scene.behind(s, verb, "with")
    named = scene.persons_of(s, [*scene.subjects(s, verb), *others])
    named = named if len(named) > 1 else [p for x in s.words for p in x.persons]
    people = list({id(p): p for p in named}.values())
    apart = len(people) == 2 and people[0].country != people[1].country
    return [scene.person(p) for p in people] if apart else []


def _claim(
    scene: Scene,
    s: Sentence,
    w: Word,
    senders: list[Entity],
    to: list[Entity],
    start: int,
    end: int,
    sure: float,
) -> CongratulationClaim:
    kind = "condolence" if _CONDOLE.match(w.lower) else "congratulation"
    on = achieved(scene, s, w) or occasion(scene, s, start, end, kind, to)
    return CongratulationClaim(
        senders=tuple(senders), recipients=tuple(to), on=on,
        kind=kind, evidence=(scene.evidence(s),), confidence=sure, method="trigger+dependency",
    )  # fmt: skip


def _of_something(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "congratulated the outcome of the talks", "congratulatory remarks": nobody is congratulated."""
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    if w.lower == "congratulatory":
        return behind in ("remarks", "speech", "address", "statement", "tone", "note")
    objects = scene.children(s, w, "dobj") if w.tag.startswith("VB") else []
    return bool(objects) and objects[0].lower in word_list("no_addressees")


def _passive(scene: Scene, s: Sentence, w: Word, verb: Word) -> tuple[list[Entity], list[Entity]] | None:
    """ "B was congratulated by A", "congratulations were sent to B by A"."""
    if not any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, verb)):
        return None
    by = next((x.index for x in s.words[verb.index :] if x.lower == "by" and x.ref is None), -1)
    senders = [e for x in s.words[by + 1 :] if by >= 0 for e in addressee(scene, x) if e.type != "country"]
    if not senders:
        return None
    guests = scene.persons_of(s, scene.subjects(s, verb)) if verb is w else []
    return senders[:3], [scene.person(p) for p in guests] or _recipients(scene, s, w, verb)


def _received(scene: Scene, s: Sentence, w: Word, verb: Word) -> tuple[list[Entity], list[Entity]] | None:
    """ "B received congratulations from A", "B thanked A for his congratulations"."""
    if verb is w or not verb.lower.startswith(("receiv", "thank")):
        return None
    guests = [scene.person(p) for p in scene.persons_of(s, scene.subjects(s, verb))]
    sender = _sender(scene, s, w, verb, guests)
    return ([sender], guests[:1]) if sender is not None and guests and sender not in guests else None


def _sent(scene: Scene, s: Sentence, w: Word, verb: Word) -> tuple[list[Entity], list[Entity]] | None:
    """ "A congratulated B", "A and C sent a message of condolences to B"."""
    recipients = _recipients(scene, s, w, verb)
    sender = _sender(scene, s, w, verb, recipients)
    if sender is None:
        return None
    beside = [scene.person(p) for p in scene.persons_of(s, scene.subjects(s, verb))]
    lands = {_land(scene, e) for e in recipients} - {""}
    others = [e for e in beside if e not in recipients and _land(scene, e) not in lands]
    return list(dict.fromkeys([sender, *(others if sender in beside else [])]))[:3], recipients


def _unnamed(scene: Scene, s: Sentence, w: Word, sender: Entity) -> list[Entity]:
    """ "congratulated his guest", "congratulated her": the report's other principal."""
    objects = scene.children(s, w, "dobj") if w.tag.startswith("VB") else []
    if not any(x.lower in word_list("recipients_unnamed") for x in objects):
        return []
    pair = [scene.person(q) for q in scene.registry.principals() if q is not None]
    return [e for e in pair if e != sender][:1] if sender in pair else []


def _second(scene: Scene, s: Sentence, w: Word) -> Word | None:
    """ "congratulated A on his election and B on her appointment": B."""
    words = s.words[w.index + 3 :]
    for link, x, on in zip(words, words[1:], words[2:], strict=False):
        if link.lower == "and" and len(x.persons) == 1 and on.lower in ("on", "upon", "for"):
            return x if any(y.lower in ("on", "upon", "for") for y in s.words[w.index : link.index]) else None
    return None


def _recipients(scene: Scene, s: Sentence, w: Word, verb: Word) -> list[Entity]:
    """Whom the words go to: the object, who stands behind "to", both governments."""
    if w.tag.startswith("VB"):
        targets = scene.children(s, w, "dobj") or scene.prepositional(s, w, "with")
    else:
        targets = _right_behind(s, w) or scene.prepositional(s, w, "to") + scene.prepositional(s, verb, "to")
    found = [e for t in targets for m in scene.members(s, t) for e in addressees(scene, s, m)]
    if not found and _both_sides(s, w):
        pair = [country_of(q.country) for q in scene.registry.principals() if q is not None]
        return [c for c in pair if c is not None]
    if not found:  # "Congratulating X on his election, Y said"
        beside = [x for x in s.words[w.index + 1 : w.index + 3] if x.lower not in ("to", "the")][:1]
        found = [e for x in beside for e in addressee(scene, x)]
    ways = (_addressed, _to_whom, _written_to, _spoken_with)
    return list(dict.fromkeys(found or next((e for way in ways if (e := way(scene, s, w))), [])))


def _right_behind(s: Sentence, w: Word) -> list[Word]:
    """The head behind "to" in "greetings to A": nearer than what hangs on the verb."""
    if [x.lower for x in s.words[w.index + 1 : w.index + 2]] != ["to"]:
        return []
    near = s.words[w.index + 2 : w.index + 8]
    return next(([x] for x in near if x.persons or x.tag.startswith("NN") and x.dep in ("pobj", "conj")), [])


def _written_to(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "In a cable to B, A expressed her sympathy", "A cabled B that he was saddened": B."""
    for x in s.words[: w.index]:
        if x.ref is None and x.lower in _LETTERS:
            near = [y for y in s.words[x.index + 1 : x.index + 4] if y.lower != "to"][:1]
            if x.lower.endswith("ed") and near:  # "cabled A and B"
                near = scene.members(s, near[0])
            return [e for y in near if len(y.persons) == 1 for e in addressee(scene, y)]
    return []


def _to_whom(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "met A, to whom she conveyed the congratulations of B": A."""
    for to, whom in pairwise(s.words[: w.index]):
        if to.lower == "to" and whom.lower in ("whom", "which"):
            return [
                e for x in reversed(s.words[: to.index]) if len(x.persons) == 1 for e in addressee(scene, x)
            ][:1]
    return []


def _spoken_with(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "in a phone call with A, offered condolences": A, of whom no other addressee is told."""
    calls = [x.index for x in s.words[: w.index] if x.lower in ("call", "conversation", "meeting", "talks")]
    near = s.words[calls[-1] + 1 : calls[-1] + 4] if calls else []
    if not near or near[0].lower != "with" or scene.prepositional(s, w, "to"):
        return []
    return [e for x in near[1:] if len(x.persons) == 1 for e in addressee(scene, x)][:1]


def _both_sides(s: Sentence, w: Word) -> bool:
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 5]]
    sides = {"governments", "countries", "sides", "peoples"}
    return not {"both", "two"}.isdisjoint(behind[:2]) and not sides.isdisjoint(behind)


def _addressed(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """Who stands behind "to" further on, before what it is about ("sent a cable of congratulations to X on …")."""
    found: list[Entity] = []
    reached = False
    for x in s.words[w.index + 1 :]:
        if x.ref is None and x.lower in ("on", "over", "upon", "following", ",", ";"):
            break
        reached = reached or x.ref is None and x.lower == "to"
        if reached:
            found += addressee(scene, x)
            unit = x.ref.unit if x.ref is not None and x.ref.kind == "demonym" else None
            land = country_of(unit.code) if unit is not None else None
            found += [land] if land is not None else []
    return found


def _sender(scene: Scene, s: Sentence, w: Word, verb: Word, recipients: list[Entity]) -> Entity | None:
    """Who congratulates: named behind "of" or "from", thanked for it, the nearest subject; never one of the same side."""
    owner = _owner(scene, s, w)
    if owner is not None and scene.person(owner) not in recipients:
        return scene.person(owner)
    thanked = next((x for x in s.words[: w.index] if x.lower in ("thanked", "thanking", "thanks")), None)
    if thanked is not None:
        hosts = [e for x in scene.children(s, thanked, "dobj") for e in addressee(scene, x)]
        return hosts[0] if hosts else None
    house = _house(scene, s, w)
    if house is not None and house not in recipients:
        return house
    subjects = scene.subjects(s, verb)
    people = scene.persons_of(s, subjects) or holder_told(scene, subjects)
    bodies = [e for x in subjects for e in addressee(scene, x) if e.type in ("party", "organization")]
    if not people and bodies:
        return bodies[0]
    if not people and (gathered := gathered_heads(scene, subjects)) is not None:
        return gathered
    if not people and (group := of_group(scene, s, subjects, {e.code for e in recipients} - {""})):
        return group[0]
    land = next((e for x in subjects for e in addressees(scene, s, x) if e.type == "country"), None)
    if not people and land is not None:
        return land if land not in recipients else None
    if not people and w.tag != "VBG":
        return None
    people += [x.persons[0] for x in reversed(s.words[: w.index]) if len(x.persons) == 1]
    people += [x.persons[0] for x in s.words[w.index + 1 :] if len(x.persons) == 1 and w.tag == "VBG"]
    people += [q for q in scene.registry.principals() if q is not None]
    lands = {_land(scene, e) for e in recipients} - {""}
    apart = (
        p for p in people if scene.person(p) not in recipients and (not p.country or p.country not in lands)
    )
    sender = next(apart, None) or next((p for p in people if scene.person(p) not in recipients), None)
    return scene.person(sender) if sender is not None else None


def _owner(scene: Scene, s: Sentence, w: Word) -> Person | None:
    """ "the congratulations of President X", "condolences from X", "President X's congratulations"."""
    if w.tag.startswith("VB"):
        return None
    whose = [x.persons[0] for x in scene.children(s, w, "poss") if len(x.persons) == 1 and x.tag != "PRP$"]
    if whose:
        return whose[0]
    links = ("of", "from", "on", "over", "upon", "for", "to", ",")
    owners = [x for x in s.words[w.index + 1 : w.index + 6] if x.lower in links][:1]
    owners = [x for x in owners if x.lower in ("of", "from")]
    named = [x.persons[0] for o in owners for x in s.words[o.index + 1 : o.index + 3] if len(x.persons) == 1]
    return named[0] if named else None


def _house(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """ "conveyed the Workers' Party's congratulations": the body whose they are."""
    owners = scene.children(s, w, "poss") if w.tag.startswith("NN") else []
    owners += [x for o in owners for x in scene.children(s, o, "compound", "nmod")]
    if any(o.lower == "party" for o in owners):
        return party_of(scene, scene.persons_of(s, scene.subjects(s, scene.verb_over(s, w))))
    return next((e for x in owners for e in addressee(scene, x) if e.type in ("party", "organization")), None)


def _other_land(scene: Scene, s: Sentence, w: Word, sender: Entity) -> list[Entity]:
    """The country named behind, or that of the other principal."""
    near = [
        x.ref.unit.code for x in s.refs("country", "demonym") if x.index > w.index and x.ref and x.ref.unit
    ]
    other = [
        q.country for q in scene.registry.principals() if q is not None and scene.person(q) is not sender
    ]
    lands = [country_of(code) for code in (*near, *other) if code != _land(scene, sender)]
    return [c for c in lands if c is not None][:1]


def _other_party(s: Sentence, w: Word, sender: Entity) -> list[Entity]:
    """ "conveyed his party's congratulations on the success of the National Front's congress": from party to party."""
    if sender.type != "party":
        return []
    units = [x.ref.unit for x in s.refs("body") if x.index > w.index and x.ref is not None]
    bodies = [body_entity(u) for u in units if u is not None]
    return [b for b in bodies if b.type == "party" and b != sender][:1]


def _land(scene: Scene, entity: Entity) -> str:
    person = next((p for p in scene.registry.persons if scene.person(p) is entity), None)
    return person.country if person is not None else entity.code or entity.country
