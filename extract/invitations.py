"""Invitations: who asked whom to come, and what the answer was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.extract.claims import Evidence, InvitationClaim
from communique.extract.people import Person
from communique.extract.scene import Scene, country_of
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_ACCEPT = re.compile(
    r"\baccept(?:ed|s|ing)?\b|\btook up\b|thanked [^.]{0,60}for the invitation and", re.IGNORECASE
)
_REFUSE = re.compile(r"declin|turned down|reject", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    inviter: Person
    invitee: Person
    code: str
    accepted: bool | None
    evidence: tuple[Evidence, ...] = ()


def invitations(scene: Scene) -> list[InvitationClaim]:
    """Who invited whom to which country, and whether the report says that it was accepted."""
    found: dict[tuple[str, str], _Draft] = {}
    for s in scene.sentences:
        for draft in _invitations(scene, s):
            if draft.inviter is draft.invitee:
                continue
            known = found.setdefault((draft.inviter.name, draft.invitee.name), draft)
            known.evidence = (*known.evidence, scene.evidence(s))[:4]
            known.code = known.code or draft.code
            known.accepted = draft.accepted if known.accepted is None else known.accepted
    return [
        InvitationClaim(
            inviter=scene.person(d.inviter), invitee=scene.person(d.invitee), country=country_of(d.code),
            accepted=d.accepted, evidence=d.evidence, confidence=0.8, method="trigger+dependency",
        )
        for d in found.values()
    ]  # fmt: skip


def _invitations(scene: Scene, s: Sentence) -> Iterator[_Draft]:
    for w in s.words:
        if w.ref is not None:
            continue
        if (
            w.lower in word_list("inviting_verbs")
            and w.tag.startswith("VB")
            or w.lower in ("asked", "asks", "urged")
            and _asks_over(s, w)
        ):
            yield from _by_verb(scene, s, w)
        elif w.lower in word_list("invitation_nouns") and w.tag.startswith("NN"):
            yield from _by_noun(scene, s, w)


def _asks_over(s: Sentence, w: Word) -> bool:
    """ "asked X to come to Y" invites, "asked X to convey" does not."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 6]]
    return any(a == "to" and b in ("come", "visit") for a, b in pairwise(behind))


# the verb ------------------------------------------------------------------------------------------------
def _by_verb(scene: Scene, s: Sentence, w: Word) -> Iterator[_Draft]:
    if scene.status(s, w) is None:
        return
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w)) or _bidden(s, w)
    subjects = scene.persons_of(s, scene.subjects(s, w)) or _side_of(scene, s, w) or _taker(scene, s, w)
    objects = scene.persons_of(s, scene.children(s, w, "dobj", "dative"))
    agents = scene.persons_of(
        s, scene.prepositional(s, w, "by") or passive and scene.behind(s, w, "by") or []
    )
    if not objects and not passive:
        objects = [x.persons[0] for x in s.words[w.index + 1 : w.index + 6] if len(x.persons) == 1][:1]
    givers, guests = (agents, subjects) if passive else (subjects, objects)
    writer = _writer(s, w)
    if writer is not None:
        handed = scene.verb_over(s, s.words[w.head])
        to = [*scene.children(s, handed, "dobj", "dative"), *scene.prepositional(s, handed, "to")]
        givers, guests = [writer], [p for p in scene.persons_of(s, to) + objects if p is not writer][:1]
    thanks = next((x for x in s.words[: w.index] if x.lower in ("thanked", "thanking", "thanks")), None)
    if w.lower == "inviting" and thanks is not None:  # "thanked the host for inviting her"
        host = scene.persons_of(s, scene.children(s, thanks, "dobj"))
        guests = objects or subjects
        side = _other_side(scene, s, w, guests[0]) if guests else None
        givers = host or ([side] if side is not None else [])
    if not givers:
        return
    if not guests and not passive:
        guest = _other_side(scene, s, w, givers[0])
        guests = [guest] if guest is not None else []
    answer = _answer(scene, s, w.index)
    if answer is None and w.dep == "relcl" and w.lower == "invited" and not passive:
        answer = True  # "will meet A, who invited her to Peru": the trip is told of
    for guest in guests[:2]:
        yield _Draft(givers[0], guest, givers[0].country, answer)


def _bidden(s: Sentence, w: Word) -> bool:
    """ "A, invited by B, is in Lima": a participle."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 2]]
    return w.lower == "invited" and w.tag == "VBN" and behind == ["by"]


def _writer(s: Sentence, w: Word) -> Person | None:
    """ "handed B a letter from X inviting her": X."""
    before = s.words[max(0, w.index - 7) : w.index]
    letter = next((x.index for x in before if x.lower in ("letter", "message", "note")), -1)
    if w.tag != "VBG" or letter < 0:
        return None
    sent = any(x.lower in ("from", "of", "by") for x in s.words[letter : w.index])
    return next((x.persons[0] for x in s.words[letter : w.index] if sent and len(x.persons) == 1), None)


def _side_of(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "The Malaysian invited him", "the Malaysian dignitary": the principal of that country."""
    around = (y for x in scene.subjects(s, w) for y in (x, *scene.children(s, x)))
    for x in around:
        unit = x.ref.unit if x.ref is not None and x.ref.kind in ("demonym", "country") else None
        if unit is not None:
            return [q for q in scene.registry.principals() if q is not None and q.country == unit.code]
    return []


def _taker(scene: Scene, s: Sentence, w: Word) -> list[Person]:
    """ "took the opportunity to invite X": whoever took it."""
    if w.dep != "acl":
        return []
    return scene.persons_of(s, scene.subjects(s, scene.verb_over(s, s.words[w.head])))


# the noun ------------------------------------------------------------------------------------------------
def _by_noun(scene: Scene, s: Sentence, w: Word) -> Iterator[_Draft]:
    """ "at the invitation of X", "X accepted Y's invitation", "conveyed an invitation from X to Y"."""
    at = not {"at", "on", "upon", "following", "response"}.isdisjoint(
        x.lower for x in s.words[max(0, w.index - 4) : w.index]
    )
    if scene.status(s, w) is None and not at:
        return
    at = at and "thanked" not in {x.lower for x in s.words[: w.index]}
    verb = scene.verb_over(s, w)
    subjects = scene.persons_of(s, scene.subjects(s, verb))
    refused = _REFUSE.match(verb.lower) is not None
    taken = verb.lower.startswith(("accept", "took")) or refused
    giver = _at_home(scene, s, w, verb, _giver(scene, s, w, verb, subjects))
    if giver is None:
        return
    guest = _guest(scene, s, w, giver, subjects, at=at, taken=taken)
    if guest is None:
        return
    answer = False if refused else True if at or taken else _answer(scene, s, w.index)
    for inviter in [giver, *(_also_inviting(s, w, giver, guest) if at else ())]:
        yield _Draft(inviter, guest, inviter.country, answer)


def _also_inviting(s: Sentence, w: Word, giver: Person, guest: Person) -> Iterator[Person]:
    """ "at the invitation of the General Secretary, B, and President C": C, where the phrase ends behind the name."""
    named = [x for x in s.words[w.index + 1 : w.index + 14] if len(x.persons) == 1]
    for x, y in pairwise(named):
        between = [z.lower for z in s.words[x.index + 1 : y.index] if z.lower not in (",", "the")]
        behind = [z.lower for z in s.words[y.index + 1 : y.index + 2]]
        ends = behind in ([], ["."], [","], ["from"], ["and"])
        if x.persons[0] is giver and between == ["and"] and ends and y.persons[0] is not guest:
            yield y.persons[0]


def _giver(scene: Scene, s: Sentence, w: Word, verb: Word, subjects: list[Person]) -> Person | None:
    """Whose invitation it is: named behind "of" or "from", before "'s", or the one who extends it."""
    behind = s.words[w.index + 1 : w.index + 4]
    link = next((x.index for x in behind if x.lower in ("of", "from", "by")), None)
    if link is None and any(
        x.lower == "which" for x in behind
    ):  # "an invitation, which was written to him by X"
        link = next((x.index for x in s.words[w.index : w.index + 10] if x.lower in ("from", "by")), None)
    if link is not None:
        named = [x for x in s.words[link + 1 : link + 12] if len(x.persons) == 1]
        if named:
            return named[0].persons[0]
    owners = scene.persons_of(s, scene.children(s, w, "poss"))
    if owners:
        return owners[0]
    if sender := _told_of(scene, s, w, verb, subjects):
        return sender
    if w.index and s.words[w.index - 1].lower == "whose":  # "B, at whose invitation he came"
        return next((x.persons[0] for x in reversed(s.words[: w.index]) if len(x.persons) == 1), None)
    if verb.lower.startswith("thank"):
        thanked = scene.persons_of(s, scene.children(s, verb, "dobj", "dative"))
        return thanked[0] if thanked else None
    grateful = verb.tag == "VBG" and verb.index and s.words[verb.index - 1].lower == "for"
    if grateful:
        return None  # "expressed gratitude for extending the invitation": the other side did
    if verb.lower in word_list("extending_verbs"):
        return subjects[0] if subjects else None
    if verb.lower in ("handed", "sent", "delivered"):
        agents = scene.persons_of(s, scene.prepositional(s, verb, "by"))
        active = subjects if w not in scene.subjects(s, verb) else []
        return next(iter(agents or active), None)
    return None


def _told_of(scene: Scene, s: Sentence, w: Word, verb: Word, subjects: list[Person]) -> Person | None:
    """ "accepted her invitation", "the invitation X extended to me", "conveyed the greetings of X along with an invitation": X."""
    for clause in scene.children(s, w, "relcl"):
        if clause.lower in word_list("extending_verbs") and (
            people := scene.persons_of(s, scene.subjects(s, clause))
        ):
            return people[0]
    owned = any(x.lower in ("his", "her", "their") for x in scene.children(s, w, "poss"))
    if owned and subjects and verb.lower.startswith("accept"):
        return _other_side(scene, s, w, subjects[0])
    before = s.words[max(0, w.index - 4) : w.index]
    if any(a.lower in ("along", "together") and b.lower == "with" for a, b in pairwise(before)):
        greeted = next(
            (x.index for x in s.words[: w.index] if x.lower in ("greetings", "regards", "message")), None
        )
        behind = s.words[greeted + 1 : greeted + 5] if greeted is not None else []
        of = bool(behind) and behind[0].lower in ("of", "from")
        return next((x.persons[0] for x in behind if of and len(x.persons) == 1), None)
    return None


def _at_home(scene: Scene, s: Sentence, w: Word, verb: Word, giver: Person | None) -> Person | None:
    """ "I extend an invitation to President B to visit Peru": who speaks is of Peru, whoever was named last."""
    spoken = any(x.lower in ("i", "we") for x in scene.subjects(s, verb))
    behind = s.words[w.index + 1 : w.index + 12]
    visit = next((x.index for x in behind if x.lower in ("visit", "to") and x.tag == "VB"), -1)
    lands = [x for x in s.words[visit + 1 : visit + 3] if visit >= 0 and x.ref is not None]
    code = next((x.ref.unit.code for x in lands if x.ref and x.ref.unit and x.ref.kind == "country"), "")
    if not spoken or giver is None or not code or giver.country == code:
        return giver
    return next((q for q in scene.registry.principals() if q is not None and q.country == code), giver)


def _guest(
    scene: Scene, s: Sentence, w: Word, giver: Person, subjects: list[Person], *, at: bool, taken: bool
) -> Person | None:
    """Whom an invitation is for: named behind "to" or "for", who takes it or travels, else the other side."""
    named = [
        x.persons[0]
        for x in s.words[w.index + 1 : w.index + 14]
        if len(x.persons) == 1 and s.words[x.index - 1].lower in ("to", "for")
    ]
    over = scene.verb_over(s, w)
    addressed = scene.persons_of(s, [*scene.prepositional(s, over, "to"), *scene.children(s, over, "dative")])
    acting = subjects if at or taken or not named else []
    for person in (*named, *addressed, *acting):
        if person is not giver and person.country != giver.country:
            return person
    if at:
        visitor = scene.registry.principals()[0]
        if giver in subjects and visitor is not None and visitor.country not in ("", giver.country):
            return visitor  # "The President arrived at the invitation of" the other one
        fronted = (
            w.index < 6
        )  # "At the invitation of X, Y paid a visit"; else those named behind are companions
        around = [x.persons[0] for x in s.words if len(x.persons) == 1 and (fronted or x.index < w.index)]
        abroad = [p for p in around if p is not giver and p.country != giver.country]
        guest = abroad[0] if abroad else visitor if visitor is not giver else None
        return guest or _other_side(
            scene, s, w, giver
        )  # "The visit is at the invitation of X", said of the other
    return _other_side(scene, s, w, giver)


def _other_side(scene: Scene, s: Sentence, w: Word, giver: Person) -> Person | None:
    """The person of another country told of last, where a post or nothing stands for the guest."""
    before = [x.persons[0] for x in reversed(s.words[: w.index]) if len(x.persons) == 1]
    for earlier in reversed(scene.sentences[max(0, s.number - 3) : s.number]):
        before += [x.persons[0] for x in reversed(earlier.words) if len(x.persons) == 1]
    return next((p for p in before if p is not giver and p.country and p.country != giver.country), None)


# the answer ----------------------------------------------------------------------------------------------
def _answer(scene: Scene, s: Sentence, index: int) -> bool | None:
    """What the rest of the sentence or the next one says: accepted, refused, or nothing."""
    rest = scene.article.text[s.words[index].start : s.end]
    if _ACCEPT.search(rest):
        return True
    after = scene.sentences[s.number + 1] if s.number + 1 < len(scene.sentences) else None
    near = after is not None and after.paragraph <= s.paragraph + 1
    text = scene.article.text[after.start : after.end] if after is not None and near else ""
    if _REFUSE.search(rest) or _REFUSE.search(text) and "invit" in text:
        return False
    follows = after is not None and after.paragraph == s.paragraph or "invitation" in text
    return True if _ACCEPT.search(text) and follows else None
