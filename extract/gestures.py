"""Couples, speeches, congratulations and condolences, and the targets that sides set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.claims import (
    CongratulationClaim,
    Entity,
    SpeechClaim,
    SpouseClaim,
    TargetClaim,
)
from communique.extract.people import Person, PersonMention
from communique.extract.scene import Scene, body_entity, country_of, place_entity
from communique.extract.views import Sentence, Word

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
        date=value or (scene.told_day(s) if status == "actual" else ""), status=status, evidence=(scene.evidence(s),), confidence=0.7, method="trigger+dependency",
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
