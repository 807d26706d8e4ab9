"""What persons do for each other: invitations, awards, couples, speeches, congratulations and condolences, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.claims import (
    AwardClaim,
    CongratulationClaim,
    Entity,
    InvitationClaim,
    SpeechClaim,
    SpouseClaim,
    TargetClaim,
)
from communique.extract.people import Person, PersonMention
from communique.extract.scene import Scene, body_entity, country_of, place_entity
from communique.extract.views import Sentence, Word

_INVITE = frozenset({"invited", "invite", "invites", "inviting"})
_INVITATION = frozenset({"invitation", "invitations", "invite"})
_ACCEPT = re.compile(
    r"\baccept(?:ed|s|ing)?\b|\btook up\b|thanked [^.]{0,60}for the invitation and", re.IGNORECASE
)
_REFUSE = re.compile(r"declin|turned down|reject", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|on|upon) (?:the )?(?:\w+ )?invitation\b", re.IGNORECASE)


# invitations ----------------------------------------------------------------------------------------------
def invitations(scene: Scene) -> list[InvitationClaim]:
    """Who invited whom to which country, and whether the report says that it was accepted."""
    found: dict[tuple[str, str], InvitationClaim] = {}
    for s in scene.sentences:
        for inviter, invitee, code, accepted in _invitations(scene, s):
            if inviter is invitee or inviter is None or invitee is None:
                continue
            key = (inviter.name, invitee.name)
            known = found.get(key)
            evidence = (known.evidence if known else ()) + (scene.evidence(s),)
            country = known.country if known and known.country else country_of(code)
            answer = True if accepted or (known and known.accepted) else None
            found[key] = InvitationClaim(
                inviter=scene.person(inviter), invitee=scene.person(invitee), country=country, accepted=answer,
                evidence=evidence[:4], confidence=0.8, method="trigger+dependency",
            )  # fmt: skip
    return list(found.values())


def _invitations(scene: Scene, s: Sentence) -> Iterator[tuple[Person | None, Person | None, str, bool]]:
    text = scene.article.text[s.start : s.end]
    for w in s.words:
        if w.ref is not None:
            continue
        if w.lower in _INVITE and w.tag.startswith("VB"):
            yield from _by_verb(scene, s, w)
        elif w.lower in _INVITATION and w.tag.startswith("NN"):
            yield from _by_noun(scene, s, w, text)


def _by_verb(scene: Scene, s: Sentence, w: Word) -> Iterator[tuple[Person | None, Person | None, str, bool]]:
    status = scene.status(s, w)
    if status is None:
        return
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    subjects = scene.persons_of(s, scene.subjects(s, w))
    objects = scene.persons_of(s, scene.children(s, w, "dobj", "dative"))
    agents = scene.persons_of(s, scene.prepositional(s, w, "by"))
    if not objects and not passive:
        objects = [x.persons[0] for x in s.words[w.index + 1 : w.index + 6] if len(x.persons) == 1][:1]
    givers, guests = (agents, subjects) if passive else (subjects, objects)
    for guest in guests[:2]:
        if givers:
            yield givers[0], guest, givers[0].country, _accepted(scene, s, w.index)


def _by_noun(
    scene: Scene, s: Sentence, w: Word, text: str
) -> Iterator[tuple[Person | None, Person | None, str, bool]]:
    """ "at the invitation of X", "X accepted Y's invitation", "conveyed an invitation from X to Y"."""
    if scene.status(s, w) is None and not _AT.search(text):
        return
    verb = scene.verb_over(s, w)
    givers = scene.persons_of(s, scene.prepositional(s, w, "of", "from", "by")) or scene.persons_of(
        s, scene.children(s, w, "poss")
    )
    subjects = scene.persons_of(s, scene.subjects(s, verb))
    to = [
        p
        for x in s.words[w.index + 1 : w.index + 12]
        if x.persons and s.words[x.index - 1].lower in ("to", "for")
        for p in x.persons[:1]
    ]
    accepted = bool(re.match(r"accept|took", verb.lower)) or _accepted(scene, s, w.index)
    at = _AT.search(scene.article.text[max(s.start, w.start - 30) : w.end]) is not None
    if at and not givers:
        givers = [x.persons[0] for x in s.words[w.index + 1 : w.index + 8] if len(x.persons) == 1][:1]
    if not givers and re.match(r"extend|convey|renew|issu|reiterat", verb.lower):
        givers = subjects
    guest = _guest(scene, s, w, givers, subjects, to, at)
    if givers and guest is not None:
        yield givers[0], guest, givers[0].country, accepted or at


def _guest(
    scene: Scene,
    s: Sentence,
    w: Word,
    givers: list[Person],
    subjects: list[Person],
    to: list[Person],
    at: bool,
) -> Person | None:
    giver = givers[0] if givers else None
    for person in (*to, *subjects):
        if person is not giver:
            return person
    if at:
        around = [
            x.persons[0]
            for x in s.words
            if len(x.persons) == 1
            and x.persons[0] is not giver
            and giver
            and x.persons[0].country != giver.country
        ]
        if around:
            return around[0]
        visitor = scene.registry.principals()[0]
        return visitor if visitor is not giver else None
    return None


def _accepted(scene: Scene, s: Sentence, index: int) -> bool:
    """An acceptance in the rest of the sentence or in the next one."""
    rest = scene.article.text[s.words[index].start : s.end]
    if _ACCEPT.search(rest):
        return True
    after = scene.sentences[s.number + 1] if s.number + 1 < len(scene.sentences) else None
    if after is None or after.paragraph > s.paragraph + 1:
        return False
    text = scene.article.text[after.start : after.end]
    return (
        bool(_ACCEPT.search(text))
        and not _REFUSE.search(text)
        and (after.paragraph == s.paragraph or "invitation" in text)
    )


# couples --------------------------------------------------------------------------------------------------
_BESIDE = re.compile(r"\b(?:wife|husband|spouse|First Lady|first lady)\b")


def spouses(scene: Scene) -> list[SpouseClaim]:
    """Named couples: "X and his wife Y", "accompanied by her husband, Y"."""
    found: dict[frozenset[str], SpouseClaim] = {}
    registry = scene.registry
    for mention in registry.mentions:
        units = registry.paragraphs[mention.paragraph].units
        after = [u.lower for u in units[mention.last : mention.last + 4]]
        if (
            mention.naming.relation != "spouse"
            and {"wife", "husband", "spouse"} & set(after[:3])
            and "of" in after
        ):
            claim = _spouse_of(scene, mention)
            if claim is not None:
                found.setdefault(frozenset(e.name for e in claim.persons), claim)
            continue
        before = [u.lower for u in units[mention.first : mention.last]] + [
            u.lower for u in units[max(0, mention.first - 4) : mention.first]
        ]
        lady = any(p.role == "First Lady" for p in mention.naming.posts)
        if mention.naming.relation != "spouse" and not lady:
            continue
        other = _partner(scene, mention.paragraph, mention.first, mention.person)
        if other is None or lady and "and" not in before and "by" not in before:
            continue
        key = frozenset((other.name, mention.person.name))
        s = next((x for x in scene.sentences if x.start <= mention.start < x.end), None)
        if s is not None and len(key) == 2:
            found.setdefault(
                key,
                SpouseClaim(
                    persons=(scene.person(other), scene.person(mention.person)),
                    evidence=(scene.evidence(s),),
                    confidence=0.9,
                    method="relation",
                ),
            )
    return list(found.values())


def _spouse_of(scene: Scene, mention: PersonMention) -> SpouseClaim | None:
    """ "Sindre Finnes, husband of Norway's prime minister": the person behind "of"."""
    s = next((x for x in scene.sentences if x.start <= mention.start < x.end), None)
    if s is None:
        return None
    behind = [w.persons[0] for w in s.words if w.start >= mention.end and len(w.persons) == 1][:1]
    if not behind or behind[0] is mention.person:
        return None
    return SpouseClaim(
        persons=(scene.person(behind[0]), scene.person(mention.person)),
        evidence=(scene.evidence(s),),
        confidence=0.85,
        method="relation",
    )


def _partner(scene: Scene, paragraph: int, first: int, person: Person) -> Person | None:
    """The person before "and his wife": of the sentence, the nearest one; else the one a pronoun stands for."""
    start = scene.registry.paragraphs[paragraph].span(first, first + 1)[0]
    s = next((x for x in scene.sentences if x.start <= start < x.end), None)
    if s is None:
        return None
    before = [
        w.persons[0] for w in s.words if w.end <= start and len(w.persons) == 1 and w.persons[0] is not person
    ]
    if before:
        return before[-1]
    earlier = [
        m.person
        for m in scene.registry.mentions
        if m.end < start and m.person is not person and m.paragraph >= paragraph - 1
    ]
    return earlier[-1] if earlier else None


# awards ---------------------------------------------------------------------------------------------------
_AWARD = re.compile(
    r"\b((?:Honorary |honorary )(?:[Dd]octor(?:ate)?(?: (?:degree|of [A-Z]\w+(?: [A-Z]\w+)*))?|[Cc]itizen(?:ship)?|[Dd]egree|[Pp]rofessor(?:ship)?)"
    r"|(?:the )?(?:[A-Z][\w’'-]+ )*(?:Order|Medal|Star|Cross|Prize|Award|Sash|Collar|Insignia)(?: of (?:the )?[A-Z][\w’'-]+(?:(?: of| the| and| for)* [A-Z][\w’'-]+)*)?(?: [“\"][^”\"]+[”\"])?(?:,? (?:\d\w\w|[Ff]irst|[Ss]econd|[Tt]hird) [Cc]lass)?"
    r"|[A-Z]\w+ \w* ?honorary badge)"
)
_CONFER = frozenset(
    "awarded award awards conferred confer confers presented presents present decorated decorates bestowed bestows received receive receives given honoured honored honors pinned handed granted invested presenting awarding conferring".split()
)
_NOT_AWARD = re.compile(
    r"(?:Law and Order|public order|in Order|Nobel Prize winner|Gold Star|Morning Star|Daily Star|Red Cross|Rule of)",
    re.IGNORECASE,
)


def awards(scene: Scene) -> list[AwardClaim]:
    """Medals, orders, prizes and honorary degrees that a person received."""
    found: dict[tuple[str, str], AwardClaim] = {}
    for s in scene.sentences:
        text = scene.article.text[s.start : s.end]
        trigger = next(
            (w for w in s.words if w.ref is None and w.lower in _CONFER and w.tag.startswith("VB")), None
        )
        match = _AWARD.search(text)
        if trigger is None or match is None or _NOT_AWARD.search(match.group()):
            continue
        for claim in _award(scene, s, trigger, match):
            key = next(
                (k for k in found if k[0] == claim.recipient.name and _same_award(k[1], claim.name)), None
            )
            if key is None:
                found[(claim.recipient.name, claim.name)] = claim
    return list(found.values())


def _same_award(a: str, b: str) -> bool:
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return x <= y or y <= x


def _award(scene: Scene, s: Sentence, w: Word, match: re.Match[str]) -> Iterator[AwardClaim]:
    status = scene.status(s, w)
    name = re.sub(r"^[Tt]he ", "", " ".join(match.group(1).split()))
    if (
        status is None
        or len(name.split()) < 2
        and not name[0].isupper()
        or name in ("Order", "Star", "Cross", "Prize", "Medal", "Award")
    ):
        return
    subjects = scene.persons_of(s, scene.subjects(s, w))
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    to = scene.persons_of(s, scene.prepositional(s, w, "on", "to", "upon"))
    objects = scene.persons_of(s, scene.children(s, w, "dobj", "dative", "iobj"))
    agents = scene.persons_of(s, scene.prepositional(s, w, "by", "from"))
    if w.lower.startswith("receive"):
        recipient, giver = subjects[:1], agents
    elif passive:
        recipient, giver = to or subjects, agents
    else:
        recipient, giver = to or objects or [p for p in _after(s, w) if p not in subjects][:1], subjects
    behalf = re.search(r"on behalf of", scene.article.text[s.start : s.end])
    presenter = scene.person(giver[0]) if giver else None
    state = country_of(giver[0].country) if giver and behalf else None
    value, _ = scene.day_value(scene.date(s, w), s)
    for person in recipient:
        if person in giver:
            continue
        yield AwardClaim(
            recipient=scene.person(person), name=name, giver=state or presenter, presenter=presenter if behalf else None,
            date=value or (scene.days[s.number] if status == "actual" else ""), status=status, evidence=(scene.evidence(s),), confidence=0.75, method="trigger+dependency",
        )  # fmt: skip


def _after(s: Sentence, w: Word) -> list[Person]:
    return [x.persons[0] for x in s.words[w.index + 1 :] if len(x.persons) == 1]


# speeches -------------------------------------------------------------------------------------------------
_SPEECH = frozenset({"speech", "lecture", "address", "keynote", "remarks"})
_GIVE = frozenset(
    "delivered deliver delivers gave give gives delivering made giving addressed address addresses".split()
)
_TITLE = re.compile(
    r"(?:titled|entitled|themed|theme:?|topic|on the theme|called|under the title|,)\s*[:,]?\s*[“\"‘]([^”\"’]{4,200})[”\"’]|theme: ([A-Z][^.]{10,200})"
)


def speeches(scene: Scene) -> list[SpeechClaim]:
    """Named addresses and lectures, and addresses to a parliament."""
    found: dict[tuple[str, str], SpeechClaim] = {}
    for s in scene.sentences:
        for w in s.words:
            if w.ref is None and w.lower in _GIVE and w.tag.startswith("VB"):
                claim = _speech(scene, s, w)
                if claim is not None:
                    found.setdefault((claim.speaker.name, claim.date), claim)
    return list(found.values())


def _speech(scene: Scene, s: Sentence, w: Word) -> SpeechClaim | None:
    objects = scene.children(s, w, "dobj")
    text = scene.article.text[s.start : s.end]
    status, people = scene.status(s, w), scene.persons_of(s, scene.subjects(s, w))
    noun = [o for o in objects if o.lower in _SPEECH]
    title = _TITLE.search(text)
    policy = re.search(
        r"(?:policy|keynote|commencement|opening|public) (?:speech|address|lecture)|lecture", text
    )
    if w.lower.startswith("address"):
        audience = [o for o in objects if o.ref is not None and o.ref.kind in ("body", "name")]
        if not audience:
            return None
    elif (
        not noun
        or w.lower == "made"
        or not (title or policy or any(x.lower == "to" for x in scene.children(s, noun[0], "prep")))
    ):
        return None
    if status is None or not people:
        return None
    value, _ = scene.day_value(scene.date(s, w), s)
    return SpeechClaim(
        speaker=scene.person(people[0]), place=_venue(scene, s, w), title=" ".join((title.group(1) or title.group(2)).split()).rstrip(",") if title else "",
        date=value or (scene.days[s.number] if status == "actual" else ""), status=status, evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
    )  # fmt: skip


def _venue(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    for x in s.words[w.index + 1 :]:
        if (
            x.ref is not None
            and x.ref.kind in ("name", "body")
            and s.words[max(0, x.index - 2)].lower in ("at", "to", "addressed")
            or (
                x.ref is not None
                and x.ref.kind in ("name", "body")
                and s.words[x.index - 1].lower in ("at", "to", "address", "addressed", "before")
            )
        ):
            return body_entity(x.ref.unit) if x.ref.unit is not None else Entity("organization", x.ref.text)
    return place_entity(scene.place(s, w))


# congratulations and condolences ---------------------------------------------------------------------------
_CONGRATULATE = re.compile(r"^(?:congratulat|felicitat)", re.IGNORECASE)
_CONDOLE = re.compile(r"^condolence|^sympath", re.IGNORECASE)
_ON = re.compile(
    r"\b(?:on|upon|over|for|following)\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+)?(.{4,120}?)(?=[,.;]| and (?:said|noted|expressed|thanked|called|wished)|$)"
)


def congratulations(scene: Scene) -> list[CongratulationClaim]:
    """Congratulations and condolences with who sends them to whom, and on what."""
    found: dict[tuple[str, str, str], CongratulationClaim] = {}
    for s in scene.sentences:
        for w in s.words:
            if w.ref is None and (_CONGRATULATE.match(w.lower) or _CONDOLE.match(w.lower)):
                claim = _congratulation(scene, s, w)
                if claim is not None:
                    found.setdefault((claim.senders[0].name, claim.recipients[0].name, claim.on[:24]), claim)
    return list(found.values())


def _congratulation(scene: Scene, s: Sentence, w: Word) -> CongratulationClaim | None:
    verb = w if w.tag.startswith("VB") else scene.verb_over(s, w)
    people = scene.persons_of(s, scene.subjects(s, verb))
    if not people or scene.status(s, w) is None:
        return None
    targets = (
        scene.children(s, w, "dobj")
        if w.tag.startswith("VB")
        else scene.prepositional(s, w, "to") + scene.prepositional(s, verb, "to")
    )
    recipients = [e for t in targets for m in scene.members(s, t) for e in _addressee(scene, m)]
    recipients = [e for e in dict.fromkeys(recipients) if e != scene.person(people[0])]
    if not recipients:
        other = [q for q in scene.registry.principals() if q is not None and q is not people[0]]
        near = [x for x in s.refs("country", "demonym") if x.index > w.index]
        code = (
            near[0].ref.unit.code
            if near and near[0].ref and near[0].ref.unit
            else (other[0].country if other else "")
        )
        country = country_of(code)
        recipients = [country] if country is not None else []
    on = _ON.search(scene.article.text[w.end : s.end])
    kind = "condolence" if _CONDOLE.match(w.lower) else "congratulation"
    if not recipients:
        return None
    return CongratulationClaim(
        senders=(scene.person(people[0]),), recipients=tuple(recipients[:2]), on=" ".join(on.group(1).split()) if on else "", kind=kind,
        evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
    )  # fmt: skip


def _addressee(scene: Scene, m: Word) -> Iterator[Entity]:
    if m.ref is None:
        return
    for person in m.persons[:1]:
        yield scene.person(person)
    if m.ref.kind == "country" and m.ref.unit is not None:
        country = country_of(m.ref.unit.code)
        if country is not None:
            yield country
    elif m.ref.kind == "body" and m.ref.unit is not None:
        yield body_entity(m.ref.unit)


# targets --------------------------------------------------------------------------------------------------
_VALUE = re.compile(
    r"((?:US\$|USD|\$|€|£|EUR|AED|RM|Rs\.?)\s?[\d.,]+\s?(?:billion|million|trillion|bn|mn|b|m)?|[\d.,]+ (?:billion|million|trillion) (?:US )?(?:dollars|USD|euros|EUR|yuan|tons|tonnes|tourists|visitors)|[\d.,]+ (?:USD|dollars|MW|tonnes|tons|percent|tourists|visitors|students))"
)
_AIM = re.compile(
    r"\b(?:target|goal|aim(?:s|ed|ing)?|striv\w+|rais(?:e|ing)|increas(?:e|ing)|bring(?:ing)?|doubl\w+|tripl\w+|reach(?:ing)?|boost(?:ing)?|lift(?:ing)?|expand|to take|carry|towards?|work towards)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"((?:two-way |bilateral |mutual |annual |commodity )?(?:trade|turnover|investment|commerce)(?: turnover| volume| exchange)?(?: in goods)?)",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?:the end of )?(?:the year )?((?:19|20)\d\d)\b|\bin (20\d\d)\b")
_PAST = re.compile(
    r"\b(?:reached|rose|stood at|amounted|totall?ed|was worth|grew|crossed|hit|exceeded|surpassed)\b"
)


def targets(scene: Scene) -> list[TargetClaim]:
    """Quantified or dated aims of the sides: a trade volume and the year it is to be reached."""
    found: dict[tuple[str, str], TargetClaim] = {}
    for s in scene.sentences:
        text = " ".join(scene.article.text[s.start : s.end].split())
        what = _WHAT.search(text)
        if not _AIM.search(text) or what is None:
            continue
        for value in _VALUE.finditer(text):
            before = text[max(0, value.start() - 45) : value.start()]
            if _PAST.search(before) or re.search(r"\bfrom (?:about |some |nearly )?$|up from", before[-22:]):
                continue
            if not _AIM.search(text[: value.start()]):
                continue
            by = _BY.search(text, value.end())
            pair = [country_of(q.country) for q in scene.registry.principals() if q is not None]
            claim = TargetClaim(
                between=tuple(c for c in pair if c is not None), what=" ".join(what.group(1).split()), value=value.group(1).strip(" ,."),
                by_date=(by.group(1) or by.group(2)) if by else "", evidence=(scene.evidence(s),), confidence=0.7, method="value-pattern",
            )  # fmt: skip
            found.setdefault((claim.value, claim.by_date), claim)
    return list(found.values())
