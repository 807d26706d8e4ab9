"""Agreements: texts between sides and counted sets of them, from the noun that names the text and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.extract.claims import AgreementClaim, Entity, Evidence, Status
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Place, Scene, body_entity, place_entity
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word
from communique.ontology.reference import countries
from communique.ontology.reference import parties as known_parties

_NUMBERS = {
    n: i
    for i, n in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}
_DOCUMENT = re.compile(
    r"\b(Agreements?|Treaty|Convention|Declaration|Memorandum|Memoranda|MoUs?|MOUs?|Statement|Communiqu[eé]|Protocol|Charter|Accords?|Pact|Plan|Program(?:me)?|Roadmap|Compact|Code of Conducts?|UNCLOS)\b"
)
_STOP = re.compile(
    r"[,;.:()\"“”]| (?:and(?! [A-Z])|was|were|is|are|will|has|have|had|which|that|who|with|during|after|following|in (?:Hanoi|the presence)|witnessed|signed|between|by|at|to be|as well)\b"
)
_FIELD = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:on|concerning|regarding|covering|in the fields? of|in the areas? of|relating to|for|about)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–—•*]|\(?[ivx\d]{1,4}[.)])\s*")
_SIGNED = re.compile(r"\b(?:signed|exchanged|inked)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:following|signed|exchanged|documents|agreements|adopted|announced)[^.]*:\s*$", re.IGNORECASE
)


@dataclass(slots=True)
class Text:
    """A text (or set of texts) as one noun of one sentence names it."""

    kind: str
    sentence: Sentence
    word: Word
    title: str = ""
    count: int | None = None
    fields: tuple[str, ...] = ()
    parties: list[Entity] = field(default_factory=list)
    action: str = ""
    status: Status = "actual"
    date: str = ""
    place: Place | None = None
    confidence: float = 0.75
    evidence: list[Evidence] = field(default_factory=list)


def agreements(scene: Scene) -> list[AgreementClaim]:
    """The agreements of a report, each text and each counted set once."""
    texts: list[Text] = []
    listing = line = ""
    for sentence in scene.sentences:
        before, line = line, scene.article.text[sentence.start : sentence.end]
        reading = scene.registry.paragraphs[sentence.paragraph]
        paragraph = scene.article.text[reading.start : reading.end]
        bullet = _BULLET.match(paragraph) is not None
        for text in _read(scene, sentence, listing if bullet else ""):
            _add(texts, text)
        if _LISTED.search(line) or line.rstrip().endswith(":") and _SIGNED.search(before):
            listing = "exchanged" if "exchanged" in before + line else "signed"
        elif not bullet and len(paragraph) > 80:
            listing = ""
    return [_claim(t) for t in texts]


def _read(scene: Scene, s: Sentence, listing: str) -> Iterator[Text]:
    nouns = triggers()["agreement"]["nouns"]
    for w in s.words:
        if w.ref is not None and w.ref.kind == "name" and _DOCUMENT.search(w.ref.text):
            text = _named(scene, s, w, listing)
        elif w.ref is None and w.lower in nouns and (w.tag.startswith("NN") or listing):
            text = _plain(scene, s, w, nouns[w.lower], listing)
        else:
            continue
        if text is not None:
            yield _complete(scene, text)


def _named(scene: Scene, s: Sentence, w: Word, listing: str) -> Text | None:
    """A text with a proper name ("Treaty on Friendly Relations", "UN Charter")."""
    assert w.ref is not None
    name = w.ref.text
    found = _DOCUMENT.search(name)
    assert found is not None
    if (
        name.split()[-1]
        in ("Day", "Council", "Commission", "Committee", "Group", "Organization", "Fund", "Ministers")
        or len(name) < 4
    ):
        return None
    kind = triggers()["agreement"]["nouns"].get(found.group(1).lower(), "agreement")
    joint = re.search(r"\bJoint (Statement|Declaration|Communiqu)", name)
    if found.group(1) == "Statement":
        if not joint:
            return None
        kind = "joint statement"
    elif found.group(1).startswith("Code"):
        kind = "code of conduct"
    elif name == "UNCLOS":
        kind = "convention"
    elif joint and kind == "declaration":
        kind = "joint declaration"
    if kind in ("plan", "program", "roadmap", "compact") and not re.search(
        r"(?i)action|cooperation|work plan|exchange|implementation|partnership", name
    ):
        return None
    text = Text(kind, s, w, title=_title(scene, s, w), evidence=[scene.evidence(s)])
    text.action, status = _action(scene, s, w, listing)
    if status is None:
        return None
    text.status = status
    text.fields = _fields(scene, s, w)
    if not text.action:
        text.action = "referenced"
        if len(text.title.split()) < 2 or found.group(1) in ("Agreements", "Plan", "Program", "Programme"):
            return None
    if re.fullmatch(
        r"(Agreement|MoUs?|MOUs?|Memorandum of Understanding|Joint Statement|Joint Declaration|Declaration|Memoranda|Memorandum)",
        text.title,
    ):
        text.title = ""
    if w.ref.text.isupper() and _glossed(scene, s, w):
        return None
    return text


def _glossed(scene: Scene, s: Sentence, w: Word) -> bool:
    """An acronym in brackets behind its full form is not a second text."""
    return w.index > 0 and s.words[w.index - 1].text == "("


def _plain(scene: Scene, s: Sentence, w: Word, kind: str, listing: str) -> Text | None:
    """A text under a common noun ("five cooperation documents", "a joint statement")."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    if w.index and s.words[w.index - 1].text == "(" or "under" in before[-3:] or w.dep == "compound":
        return None
    if w.lower == "statement":
        if "joint" not in before:
            return None
        kind = "joint statement"
    if w.lower.startswith("declaration") and "joint" in before:
        kind = "joint declaration"
    if w.lower.startswith("letter") and not (
        s.words[w.index + 1 : w.index + 3]
        and [x.lower for x in s.words[w.index + 1 : w.index + 3]] == ["of", "intent"]
    ):
        return None
    if w.lower == "notes" and "exchange" not in before and "exchanged" not in before:
        return None
    count = _count(s, w)
    action, status = _action(scene, s, w, listing)
    if status is None:
        return None
    if not action:
        if w.lower == "statement" and scene.verb_over(s, w).lower in (
            "said",
            "says",
            "read",
            "noted",
            "reads",
            "according",
        ):
            action = "issued"
        else:
            return None
    if action == "proposed" and w.lower in ("statement", "documents", "letter", "notes", "deal", "deals"):
        return None
    if w.lower in ("documents", "instruments", "texts") and not (
        count or "cooperation" in before or action in ("signed", "exchanged")
    ):
        return None
    text = Text(kind, s, w, count=count, action=action, status=status, evidence=[scene.evidence(s)])
    text.fields = _fields(scene, s, w)
    return text


def _count(s: Sentence, w: Word) -> int | None:
    """A number among the words before a plural ("12 important cooperation documents")."""
    if not w.lower.endswith(("s", "a")):
        return None
    for x in reversed(s.words[max(0, w.index - 6) : w.index]):
        if (
            x.ref is not None
            and x.ref.kind != "name"
            or x.tag.startswith(("VB", "IN"))
            and x.lower not in ("of",)
        ):
            return None
        if x.lower in _NUMBERS:
            return _NUMBERS[x.lower]
        if re.fullmatch(r"\d{1,3}", x.text):
            return int(x.text)
    return None


# what happened -------------------------------------------------------------------------------------------
def _action(scene: Scene, s: Sentence, w: Word, listing: str) -> tuple[str, Status | None]:
    """The action on a text and whether it took place; no action where the text is only spoken of."""
    actions = triggers()["agreement"]["actions"]
    if listing:
        return listing, "actual"
    chain, node, seen = [], w, 0
    while node.head != node.index and seen < 8:
        node, seen = s.words[node.head], seen + 1
        chain.append(node)
        if node.tag.startswith("VB") and node.dep in ("ROOT", "relcl", "ccomp") and seen > 1:
            break
    own = list(scene.children(s, w, "acl", "relcl"))
    known = [x for x in (*own, *chain) if x.lower in actions]
    if not known:
        return "", "actual"
    trigger = known[0]
    status = scene.status(s, trigger)
    action = actions[trigger.lower]
    if action == "witnessed":
        inner = [
            actions[x.lower]
            for x in chain
            if x.lower in actions and actions[x.lower] in ("signed", "exchanged")
        ]
        action = inner[0] if inner else "witnessed"
    if action == "proposed":
        return action, None if status is None else "planned"
    if action == "in force" and trigger.lower == "force" and "into" not in [x.lower for x in s.words]:
        return "in force", status
    return action, status


# the text's own words -----------------------------------------------------------------------------------
def _title(scene: Scene, s: Sentence, w: Word) -> str:
    """The name of a text with the phrase that belongs to it ("Agreement on air traffic")."""
    assert w.ref is not None
    tail = scene.article.text[w.end : s.end]
    phrase = re.match(
        r"\s*(?:\([A-Za-z-]{2,10}\))?\s*((?:on|concerning|in the field of|for|of|between)\s+.*)",
        tail,
        re.DOTALL,
    )
    name = _full_name(scene, s, w)
    if phrase is None or not re.match(r"(on|concerning|in|for|of|between)\b", phrase.group(1)):
        return name
    if phrase.group(1).startswith("between") and not re.search(
        r" (?:on|in the field of) ", phrase.group(1)[:160]
    ):
        return name
    if phrase.group(1).startswith("between"):
        return f"{name} {' '.join(re.split(r'[;.]', phrase.group(1))[0].split())}"
    stop = _STOP.search(phrase.group(1), 4)
    words = phrase.group(1)[: stop.start() if stop else None]
    return f"{name} {' '.join(words.split())}" if len(words) < 140 else name


def _full_name(scene: Scene, s: Sentence, w: Word) -> str:
    """A name with what stands before it without a gap ("UN" Charter, "EU–ROK" Agreement), a body's acronym in full."""
    first = _name_start(s, w)
    words = " ".join(scene.article.text[first.start : w.end].split())
    body = first.ref.unit if first is not w and first.ref is not None and first.ref.kind == "body" else None
    if body is not None and body.name and words.startswith(body.text):
        words = body.name + words[len(body.text) :]
    return words.removeprefix("the ").removeprefix("The ")


def _name_start(s: Sentence, w: Word) -> Word:
    first = w
    while first.index:
        before = s.words[first.index - 1]
        joined = (
            before.ref is not None
            and before.ref.kind in ("body", "country", "demonym", "place", "name")
            or before.text in ("-", "–")
        )
        if not joined or before.text in ("-", "–") and before.end != first.start:
            break
        first = before
    return first


def _fields(scene: Scene, s: Sentence, w: Word) -> tuple[str, ...]:
    """What a text is about: the words behind "on" or "in the field of", divided at commas and "and"."""
    tail = scene.article.text[w.end : s.end]
    tail = re.sub(r"^\s*of [Uu]nderstanding", "", tail)
    found = _FIELD.match(tail)
    if found is None:
        return ()
    rest = tail[found.end() :]
    stop = re.search(
        r"[;.:()\"“”]|, (?:which|who|that|as|and|a|an|one|during|in)\b| (?:was|were|is|are|will|between|with|during|signed|by|at|to be)\b",
        rest,
    )
    words = rest[: stop.start() if stop else None].split(" and a ")[0].split(" and an ")[0]
    words = re.split(r" and \w+ed\b", words)[0]
    pieces = [p.strip() for p in re.split(r",\s*(?:and\s+)?", words) if p.strip()]
    return tuple(" ".join(p.split()) for p in pieces if len(p) < 90)[:8]


# sides, date, place --------------------------------------------------------------------------------------
def _complete(scene: Scene, t: Text) -> Text:
    s, w = t.sentence, t.word
    t.parties = _parties(scene, s, w, t)
    if t.action == "referenced" or t.action == "proposed":
        date = next(
            (x.ref.date for x in s.refs("date") if x.ref and x.ref.date and -3 < x.index - w.index < 8), None
        )
        t.date = scene.day_value(date, s)[0] if date else ""
        t.confidence -= 0.15
        return t
    value, end = scene.day_value(scene.date(s, w), s)
    t.date = value if not end else value[:7]
    if not t.date and t.status == "actual":
        t.date = scene.days[s.number]
    t.place = scene.place(s, w)
    if t.place is not None and not t.place.code:
        t.place = None  # a venue's name may as well be the text's own
    if t.place is None and t.status == "actual" and (not t.date or t.date[:7] == scene.anchor[:7]):
        t.place = scene.main_city()
    return t


def _parties(scene: Scene, s: Sentence, w: Word, t: Text) -> list[Entity]:
    named = _between(scene, s, w)
    if len(named) == 2:
        return named
    between = scene.prepositional(s, w, "between", "among", "with")
    found = sides(scene, s, between)
    verb = scene.verb_over(s, w)
    if not between and not found:
        between = scene.prepositional(s, verb, "between", "with")
        found = sides(scene, s, between)
    if len(found) < 2 and t.action not in ("referenced",):
        subjects = sides(scene, s, [x for x in scene.subjects(s, verb) if x is not w])
        found = subjects + [e for e in found if e not in subjects]
    if len(found) >= 2:
        return found
    if t.action == "referenced" and _worldwide(t.title):
        return []
    pair = [q for q in scene.registry.principals() if q is not None]
    codes = list(
        dict.fromkeys([e.code for e in found if e.type == "country"] + [q.country for q in pair if q.country])
    )
    mentioned = [x.ref.unit.code for x in s.refs("country", "demonym") if x.ref and x.ref.unit]
    codes += [c for c in dict.fromkeys(mentioned) if c not in codes] if len(codes) < 2 else []
    return [country_entity(c) for c in codes[:2] if c in countries()]


_BETWEEN = re.compile(
    r"^[^.;]{0,60}?\bbetween (?:the )?(.{2,110}?) and (?:the |its |that of )?(.{2,110}?)(?= on | in the field| for the | for 20| concerning| regarding| to | was | were | has |[,.;]|$)"
)
_BODY = re.compile(
    r"Ministry|Ministries|University|Academy|Institute|Agency|Bank|Assembly|Commission|Chamber|Corporation|Company|Department|School|Council|Group|Association|Authority|Administration|Parliament|Congress|Party|Survey|Service|Fund|Foundation|Centre|Center|Federation|Union|Office|Committee|Society|Museum|Library|Broadcasting|Airlines|Airways"
)


def _between(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """Two bodies that a text is "between", by their names; nothing where countries or governments stand there."""
    found = _BETWEEN.match(scene.article.text[w.end : s.end].replace("\n", " "))
    if found is None:
        return []
    sides_ = [" ".join(g.split()) for g in found.groups()]
    if not all(_BODY.search(x) and x[:1].isupper() for x in sides_) or any("Government" in x for x in sides_):
        return []
    parties = {f: p for p in known_parties() for f in p.forms}
    return [
        Entity("party", parties[x].name, aliases=(x,), country=parties[x].code)
        if x in parties
        else Entity("organization", re.sub(r"\s*\([^)]*\)", "", x))
        for x in sides_
    ]


def _worldwide(title: str) -> bool:
    return bool(
        re.search(
            r"United Nations|\bUN\b|U\.N\.|UNCLOS|Charter|Law of the Sea|Non-Proliferation|Geneva|Vienna|Paris Agreement|Code of Conduct|Conduct of Parties|Quadrilateral|Abraham",
            title,
        )
    )


def sides(scene: Scene, s: Sentence, words: list[Word]) -> list[Entity]:
    """Countries of persons and countries, bodies by name; a named ministry stands for itself."""
    found: list[Entity] = []
    for word in words:
        for member in scene.members(s, word):
            for entity in _side(member):
                if entity not in found:
                    found.append(entity)
    return found


def _side(member: Word) -> Iterator[Entity]:
    ref = member.ref
    if ref is None:
        return
    for person in ref.persons:
        if person.country in countries():
            yield country_entity(person.country)
    if ref.kind == "country" and ref.unit is not None:
        yield country_entity(ref.unit.code)
    elif ref.kind == "body" and ref.unit is not None:
        yield country_entity("EU") if ref.unit.code == "EU" else body_entity(ref.unit)
    elif ref.kind == "name" and re.search(
        r"Ministry|University|Academy|Institute|Agency|Bank|Assembly|Commission|Chamber|Corporation|Company|Department|School|Council|Group|Association",
        ref.text,
    ):
        yield Entity("organization", ref.text)


# once each -----------------------------------------------------------------------------------------------
def _add(texts: list[Text], t: Text) -> None:
    for known in texts:
        if _same(known, t):
            _merge(known, t)
            return
    texts.append(t)


def _same(a: Text, b: Text) -> bool:
    """The same name, or the same kind and number without a name or field that tells them apart."""
    if a.title and b.title:
        x, y = a.title.lower(), b.title.lower()
        return x == y or x.startswith(y) or y.startswith(x)
    if (
        a.kind != b.kind
        or a.status != b.status
        and a.kind not in ("joint statement", "joint declaration", "joint communique")
    ):
        return False
    if a.count and b.count and a.count != b.count:
        return False
    if a.kind in ("joint statement", "joint declaration", "joint communique", "cooperation documents"):
        return (
            bool(a.count) == bool(b.count)
            or a.kind != "cooperation documents"
            or a.sentence.paragraph != b.sentence.paragraph
        )
    if a.fields and b.fields:
        return a.fields == b.fields
    return not a.fields and not b.fields and a.action == b.action and bool(a.title) == bool(b.title)


def _merge(known: Text, t: Text) -> None:
    known.evidence += [e for e in t.evidence if e not in known.evidence]
    known.count = known.count or t.count
    known.title = max(known.title, t.title, key=len)
    known.fields = known.fields or t.fields
    if known.action in ("referenced", "proposed") and t.action not in ("referenced", "proposed"):
        known.action, known.date, known.place, known.status = t.action, t.date, t.place, t.status
    known.confidence = min(0.95, known.confidence + 0.05)


def _claim(t: Text) -> AgreementClaim:
    return AgreementClaim(
        kind=t.kind,
        parties=tuple(t.parties),
        title=t.title,
        count=t.count,
        fields=t.fields,
        date=t.date,
        place=place_entity(t.place),
        action=t.action,
        status=t.status,
        evidence=tuple(sorted(t.evidence, key=lambda e: e.start))[:6],
        confidence=round(t.confidence, 2),
        method="trigger+dependency",
    )
