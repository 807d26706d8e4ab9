"""Awards: orders, medals, prizes and honorary degrees, who received, gave and handed them over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from communique.extract.claims import AwardClaim, Entity
from communique.extract.gazetteer import country_entity
from communique.extract.people import Person
from communique.extract.scene import Scene, body_entity, country_of
from communique.extract.side_phrases import known_names
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_KIND = r"(?:Order|Medal|Star|Cross(?:es)?|Prize|Award|Sash|Collar|Insignia)"
_QUOTED = r"[“\"‘][^”\"’]{2,60}[”\"’]"
_WORD = r"[A-Z][\w’'-]+"
_AWARD = re.compile(
    r"(?<!\w)((?:Honorary |honorary )(?:[Dd]octor(?:ate)?(?: (?:degree|of [A-Z]\w+(?: [A-Z]\w+)*))?|[Cc]itizen(?:ship)?|[Dd]egree|[Pp]rofessor(?:ship)?)"
    rf"|(?:{_QUOTED} )?(?:{_WORD} (?:(?:de|del|da|do|la|to|for) (?={_WORD}))?)*(?:\([^)]*\) )?{_KIND}"
    rf"(?: (?:of|for) (?:the )?{_WORD}(?:(?: of| the| and| for|,)* {_WORD})*)?(?: {_QUOTED}| \d[\w-]*)?"
    r"(?:,? (?:of the )?(?:\d\w\w|[Ff]irst|[Ss]econd|[Tt]hird) (?:[Cc]lass|[Dd]egree))?"
    rf"(?: (?:with|in) the (?:rank|degree|grade|class) of (?:the )?{_WORD}(?: {_WORD})*)?"
    rf"|Distinction (?:for|of) (?:the )?{_WORD}(?: {_WORD})*"
    rf"|{_WORD} \w* ?honorary badge|[Mm]edals? [“\"‘]?[Ff]or {_WORD}(?: {_WORD})*"
    rf"|(?<=award of )(?:the )?{_WORD}(?: {_WORD})*|(?:{_WORD} )*[A-Z]\w+-[ei]-[A-Z]\w+(?= award| medal| order|,? (?:up)?on\b|,? to\b)(?: (?:award|medal|order))?)"
)
#: What every name of an award has, looked for first: most sentences have none.
_AWARD_NOUN = re.compile(rf"{_KIND}|Distinction|onorary|edal|award of|-[ei]-[A-Z]")
#: An award without a name of its own, which counts where the report has named none.
_PLAIN = re.compile(
    r"((?:[Hh]onorary (?:decoration|medal|title of (?:[“\"][^”\"]+[”\"]|[A-Z]\w+(?: (?:of (?:the )?)?[A-Z]\w+)*))"
    r"|adopted (?:son|daughter) of [A-Z]\w+(?: [A-Z]\w+)*|[Mm]edal (?:of|for) (?:[Mm]erit|[Hh]onou?r|[Vv]alou?r|[Bb]ravery|[Ff]riendship)"
    r"|(?:[Hh]ighest|[Ss]econd-highest) (?:national |state |civilian |civil |military )?(?:honou?r|award|accolade|decoration|distinction|order|medal)))(?!\w)"
)
_NOT_AWARD = re.compile(
    r"^Award to |Law and Order|public order|in Order|Nobel Prize winner|Gold Star|Morning Star|Daily Star|Red Cross|Rule of",
    re.IGNORECASE,
)
#: Who belongs to an order, which stands before its name ("is a member of the Order of the Sun").
_BELONGS = re.compile(
    r"\b(?:(?:member|knight|commander|officer|companion|recipient|holder|bearer)s? of the|(?:is|was|been|became) (?:already |also )?an?) $",
    re.IGNORECASE,
)
_HEADS_IT = re.compile(r"\b(?:Master|Chancellor|Head|Prior) of the $")
#: What a name of an award takes in that follows it ("the Order of the Sun, Peru's highest", "Grand Crosses of it for A").
_OWNED = re.compile(r",? \w+['’]s$")
_RECIPIENT = re.compile(r"(?: for|,)(?: the)? $")
#: A house in the name of its award ("the Merit Medal of the University of Lima").
_OF_HOUSE = re.compile(
    r"^(.*(?:Medal|Prize|Award)) of (?:the )?((?:University|Institute|Academy|City|Chamber) of .+)$"
)
_PLAIN_NOUNS = ("onorary", "edal ", "ighest ", "adopted ")
_BARE = frozenset({"Order", "Star", "Cross", "Prize", "Medal", "Award", "Collar", "Sash", "Insignia"})


def awards(scene: Scene) -> list[AwardClaim]:
    """Medals, orders, prizes and honorary degrees that somebody received."""
    found: dict[tuple[str, str], AwardClaim] = {}
    last = ""
    for s in scene.sentences:
        text = scene.article.text[s.start : s.end]
        names = _named(text) if _AWARD_NOUN.search(text) else []
        if not names and not last and any(x in text for x in _PLAIN_NOUNS) and _conferred(s):
            names = list(_PLAIN.finditer(text))[:1]
        last = _name(names[-1]) if names and names[-1] is not None else last
        for start, end, until, name in _places(s, names) if names else _decorated(s, last):
            for claim in _award(scene, s, start, end, until, name):
                known = next(
                    (k for k in found if k[0] == claim.recipient.name and _same(k[1], claim.name)), None
                )
                key = known or (claim.recipient.name, claim.name)
                found[key] = _merged(found[key], claim) if known else claim
    return list(found.values())


def _conferred(s: Sentence) -> bool:
    """Whether a sentence has a verb of conferring."""
    return any(w.lower in word_list("conferring_verbs") and w.tag.startswith("VB") for w in s.words)


def _named(text: str) -> list[re.Match[str]]:
    """The names of awards in a sentence."""
    found = (m for m in _AWARD.finditer(text) if not _NOT_AWARD.search(m.group()) and _name(m))
    return [m for m in found if not _HEADS_IT.search(text[: m.start()])]


def _places(s: Sentence, names: list[re.Match[str]]) -> Iterator[tuple[int, int, int, str]]:
    """Where each award's name begins and ends, and where the next one begins."""
    ends = [*(s.start + m.start() for m in names[1:]), s.end]
    for match, until in zip(names, ends, strict=True):
        start = s.start + match.start()
        whole = _OWNED.sub("", match.group())
        person = next((x.start for x in s.words if x.persons and start < x.start < start + len(whole)), 0)
        cut = _RECIPIENT.search(whole[: person - start]) if person else None
        whole = whole[: cut.start()] if cut else whole
        yield start, start + len(whole), until, _name(match) if cut is None else _clean(whole)


def _decorated(s: Sentence, name: str) -> Iterator[tuple[int, int, int, str]]:
    """ "General B was also decorated", "A gave it to B": with what was named last."""
    verb = next((w for w in s.words if w.tag.startswith("VB") and _of_the_last(s, w)), None)
    if name and verb is not None:
        yield verb.end, verb.end, s.end, name


def _of_the_last(s: Sentence, w: Word) -> bool:
    if w.lower == "decorated" or w.lower not in word_list("conferring_verbs") or w.index >= 8:
        return w.lower == "decorated"
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    return behind == "it" or any(x.lower in ("decoration", "award") for x in s.words[: w.index])


def _merged(known: AwardClaim, new: AwardClaim) -> AwardClaim:
    """One conferral told twice: whoever tells of a presenter knows better who gave."""
    tells = new.presenter is not None and known.presenter is None
    return replace(
        known,
        giver=new.giver if tells else known.giver or new.giver,
        presenter=known.presenter or new.presenter,
        date=known.date or new.date,
        evidence=(*known.evidence, *(e for e in new.evidence if e not in known.evidence))[:4],
    )


def _name(match: re.Match[str]) -> str:
    """The award's name, empty where nothing names it or it explains another in brackets."""
    name = _clean(match.group(1))
    inside = match.string[: match.start()].rfind("(") > match.string[: match.start()].rfind(")")
    return "" if name in _BARE or inside or name.lower() in known_names() else name


def _clean(text: str) -> str:
    """A name of an award without what belongs to the sentence around it."""
    name = re.sub(r"^[Tt]he ", "", " ".join(text.split()))
    name = re.sub(r"^medals ", "medal ", name).replace("Crosses", "Cross")
    name = _OWNED.sub("", name)
    name = re.sub(r"^(.*(?:Medal|Order|Award|Prize)) of (?:the )?\w+ State$", r"\1", name)
    return re.sub(r"^[“\"‘]([^”\"’]+)[”\"’] (?=Medal|Order)", r"\1 ", name)


def _same(a: str, b: str) -> bool:
    x, y = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return x <= y or y <= x


def _award(scene: Scene, s: Sentence, start: int, end: int, until: int, name: str) -> Iterator[AwardClaim]:
    if (holder := _belonging(scene, s, start)) is not None:
        yield _held(scene, s, end, name, holder)
        return
    w = _trigger(s, start, end)
    if w is None:
        return
    status = scene.status(s, w)
    if status is None:
        return
    recipients, givers = _roles(scene, s, w, start, end, until)
    behalf = re.search(r"on behalf of|in the name of", scene.article.text[s.start : s.end])
    presenter = givers[0] if givers else None
    house = _OF_HOUSE.match(name)
    name = house.group(1) if house else name
    granting = Entity("organization", house.group(2)) if house else _granting(scene, s, end)
    granting = granting or _house(scene, presenter, name) or _visited(scene, s, start, name, presenter)
    state = country_of(_land(scene, presenter)) if behalf and presenter is not None else None
    value, _ = scene.day_value(scene.date(s, w), s)
    for recipient in recipients:
        if recipient in givers:
            continue
        yield AwardClaim(
            recipient=recipient, name=name, giver=granting or state or presenter or _own_state(scene, recipient, name, status),
            presenter=presenter if (behalf or granting) and _is_person(presenter) else None,
            date=value or (scene.told_day(s) if status == "actual" else ""), status=status,
            evidence=(scene.evidence(s),), confidence=0.75, method="trigger+dependency",
        )  # fmt: skip


def _belonging(scene: Scene, s: Sentence, start: int) -> Entity | None:
    """ "A is a member of the Order of the Sun": A."""
    if not _BELONGS.search(scene.article.text[s.start : start]):
        return None
    before = [x.persons[0] for x in s.words if x.end < start and len(x.persons) == 1 and x.tag != "PRP$"]
    return scene.person(before[-1]) if before else None


def _held(scene: Scene, s: Sentence, end: int, name: str, holder: Entity) -> AwardClaim:
    """An order to which somebody belongs, with the year behind it ("since 1983")."""
    years = [x.ref.date for x in s.refs("date") if x.start >= end and x.ref is not None]
    return AwardClaim(
        recipient=holder, name=name, giver=_granting(scene, s, end), date=scene.day_value(years[0], s)[0] if years else "",
        evidence=(scene.evidence(s),), confidence=0.65, method="trigger+dependency",
    )  # fmt: skip


def _own_state(scene: Scene, recipient: Entity, name: str, status: str) -> Entity | None:
    """The country that the report tells of, where somebody from abroad was awarded one of its orders by nobody that it names."""
    here = scene.registry.place
    abroad = recipient.type == "person" and _land(scene, recipient) not in ("", here)
    order = any(x in name for x in ("Order", "Medal", "Star", "Cross"))
    return country_of(here) if abroad and order and status == "actual" else None


def _visited(scene: Scene, s: Sentence, start: int, name: str, presenter: Entity | None) -> Entity | None:
    """ "visited the University of Lima and received an honorary doctorate": the university."""
    if presenter is not None or "honorary" not in name.lower():
        return None
    before = [x for x in s.words if x.end < start and not x.persons and _entity(scene, x) is not None]
    if not before:
        return None
    behind = s.words[before[-1].index + 1 : before[-1].index + 3]
    of = len(behind) == 2 and behind[0].lower == "of" and behind[1].ref is not None
    return Entity("organization", scene.quote(before[-1], behind[1])) if of else _entity(scene, before[-1])


def _trigger(s: Sentence, start: int, end: int) -> Word | None:
    """The nearest verb of conferring before the award's name, else the first behind it; "brought" where "for" follows."""
    brought = [w for w in s.words if w.lower in ("bring", "brought", "brings") and w.end < start]
    if brought and [x.lower for x in s.words if x.start >= end][:1] == ["for"]:
        return brought[-1]
    verbs = [
        w
        for w in s.words
        if w.ref is None and w.lower in word_list("conferring_verbs") and w.tag.startswith("VB")
    ]
    before = [w for w in verbs if w.start < start]
    return before[-1] if before else verbs[0] if verbs else None


def _roles(
    scene: Scene, s: Sentence, w: Word, start: int, end: int, until: int
) -> tuple[list[Entity], list[Entity]]:
    """Who received and who gave: by the verb's syntax, then by who stands behind the award's name."""
    subjects = _entities(scene, s, scene.subjects(s, w)) or _state(scene, s, w)
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in scene.children(s, w))
    passive = passive or w.tag == "VBN" and w.dep == "acl"  # "a doctorate conferred on him by the university"
    agents = _entities(scene, s, scene.prepositional(s, w, "by", "from"))
    behind = [
        x for x in s.words if end <= x.start < until and (x.persons or _entity(scene, x) or _addressed(s, x))
    ]
    to = [x for x in behind if _addressed(s, x)][:1]
    addressed = _entities(scene, s, to) or _entities(scene, s, scene.prepositional(s, w, "on", "to", "upon"))
    objects = _entities(
        scene, s, [c for c in scene.children(s, w, "dobj", "dative", "iobj") if c.start < start]
    )
    if w.lower.startswith(("bring", "brought")):
        return _entities(scene, s, behind[:1]), subjects
    if passive and not subjects and (guest := _the_guest(scene, s, w)) is not None:
        return [guest], agents
    if w.lower.startswith(("receiv", "won")):
        return subjects[:1], agents
    if passive:
        had = [x for x in s.words if x.start < start and len(x.persons) == 1][:1] if w.dep == "acl" else []
        return addressed or subjects or _entities(scene, s, had), agents
    guest = _guest(scene, s, w, start, subjects)
    if guest is not None:
        return [guest], subjects
    between = [x for x in s.words if w.start < x.start < start and len(x.persons) == 1]
    if "with" in [x.lower for x in s.words if x.end <= start][-2:]:  # "presented X with the Order"
        return objects or _entities(scene, s, between[:1]), subjects
    others = _entities(scene, s, [*between[:1], *behind[:1]])
    return addressed or objects or [e for e in others if e not in subjects][:1], subjects


def _the_guest(scene: Scene, s: Sentence, w: Word) -> Entity | None:
    """ "the guest was presented with the medal": the report's visitor."""
    visitor = scene.registry.principals()[0]
    told = any(x.lower in ("guest", "visitor") for x in scene.subjects(s, w))
    return scene.person(visitor) if told and visitor is not None else None


def _guest(scene: Scene, s: Sentence, w: Word, start: int, givers: list[Entity]) -> Entity | None:
    """ "conferred on him", "presented her guest with": the other side, unless the pronoun is known to be somebody of it."""
    words = [x for x in s.words if w.start < x.start < start and x.lower in word_list("recipients_unnamed")]
    if not words or not givers or givers[0].type != "person":
        return None
    land = _land(scene, givers[0])
    known = [p for x in words for p in x.persons if p.country != land]
    told = [p for x in reversed(s.words[: w.index]) for p in x.persons]
    for earlier in reversed(scene.sentences[max(0, s.number - 2) : s.number]):
        told += [p for x in reversed(earlier.words) for p in x.persons]
    told += [q for q in scene.registry.principals() if q is not None]
    other = next((p for p in (*known, *told) if p.country and p.country != land), None)
    return scene.person(other) if other is not None else None


def _addressed(s: Sentence, x: Word) -> bool:
    """Whether "to", "on" or "upon" (and an article) stand before a name."""
    before = [w.lower for w in s.words[max(0, x.index - 2) : x.index]]
    link = before[-1:] if before[-1:] != ["the"] else before[:1]
    return (
        x.ref is not None and x.ref.kind in ("persons", "name", "body") and link in (["to"], ["on"], ["upon"])
    )


def _granting(scene: Scene, s: Sentence, end: int) -> Entity | None:
    """Whose award it is by what follows its name: "granted by …", "which X confers", "X's highest order"."""
    behind = scene.article.text[end : s.end]
    by = re.match(
        rf",? (?:granted|awarded|conferred|bestowed) by (?:the )?({_WORD}(?:(?: of| the| and)* {_WORD})*)",
        behind,
    )
    which = re.match(rf",? which (?:the )?({_WORD}(?: {_WORD})*) (?:bestows|confers|awards|grants)", behind)
    highest = re.match(rf",? (?:the )?({_WORD}(?: {_WORD})*)['’]s? (?:highest|most|second)", behind)
    for found in (which, highest, by):
        if found is None:
            continue
        name = found.group(1)
        land = known_names().get(re.sub(r"^(?:State|Government|Republic) of (?:the )?", "", name).lower())
        if land is not None:
            return land
        if found is by and not any(x.persons for x in s.words if x.start >= end and x.start < end + 40):
            return Entity("organization", name)
    return None


def _house(scene: Scene, presenter: Entity | None, name: str) -> Entity | None:
    """A university confers the degree that its head hands over."""
    if presenter is None or not name.lower().startswith("honorary"):
        return None
    person = next((p for p in scene.registry.persons if scene.person(p) is presenter), None)
    body = next((h.post.body for h in person.posts if h.post.body), "") if person is not None else ""
    return Entity("organization", body) if body else None


def _state(scene: Scene, s: Sentence, w: Word) -> list[Entity]:
    """ "the Lao government conferred", "Laos awards": the country."""
    for x in scene.subjects(s, w):
        around = [x, *scene.children(s, x)]
        for y in around:
            if y.ref is not None and y.ref.unit is not None and y.ref.kind in ("country", "demonym"):
                return [country_entity(y.ref.unit.code)]
    return []


def _is_person(entity: Entity | None) -> bool:
    return entity is not None and entity.type == "person"


def _entities(scene: Scene, s: Sentence, words: list[Word]) -> list[Entity]:
    found = []
    for word in words:
        for member in scene.members(s, word):
            entity = _entity(scene, member) or _addressee(s, member)
            if entity is not None and entity not in found:
                found.append(entity)
    return found


def _entity(scene: Scene, word: Word) -> Entity | None:
    """A person, or a body by name."""
    if len(word.persons) == 1:
        return scene.person(word.persons[0])
    ref = word.ref
    if ref is not None and ref.kind == "body" and ref.unit is not None:
        return body_entity(ref.unit)
    bodies = word_list("body_nouns")
    if ref is not None and ref.kind == "name" and not bodies.isdisjoint(ref.text.lower().split()):
        return Entity("organization", ref.text)
    return None


def _addressee(s: Sentence, word: Word) -> Entity | None:
    """An unknown name that an award goes "to"."""
    named = word.ref is not None and word.ref.kind == "name" and _addressed(s, word)
    return Entity("organization", word.ref.text) if named and word.ref is not None else None


def _land(scene: Scene, giver: Entity) -> str:
    person: Person | None = next((p for p in scene.registry.persons if scene.person(p) is giver), None)
    return person.country if person is not None else giver.country
