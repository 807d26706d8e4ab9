"""Agreements: texts between sides and counted sets of them, from the noun that names the text and what happened to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.extract.agreement_actions import action_of, is_of_year, is_pending, unspoken_action
from communique.extract.agreement_continuations import among, continued, goes_on, member_of, one_of, sides_of
from communique.extract.agreement_days import day_beside, set_day, set_place
from communique.extract.agreement_headings import Heading, heading_of
from communique.extract.agreement_kinds import letter_of, named_kind, party_convention, plain_kind
from communique.extract.agreement_lists import Listing, Listings
from communique.extract.agreement_series import told_one_by_one, with_each
from communique.extract.agreement_texts import Text, add_text, is_several, without_headlines, without_sets
from communique.extract.agreement_titles import (
    count_before,
    fields_of,
    number_before,
    signed_in_headline,
    surname_of,
    title_of,
)
from communique.extract.claims import AgreementClaim
from communique.extract.gazetteer import country_entity
from communique.extract.pairs import pair_of
from communique.extract.scene import Scene, place_entity
from communique.extract.signatories import signatories
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_DOCUMENT = re.compile(
    r"\b(Agreements?|Treaty|Conventions?|Declaration|Memorandums?|Memoranda|MoUs?|MOUs?|Statement|Communiqu[eé]|Protocol|Charter|Accords?|Pact|Plan|Program(?:me)?|Roadmap|Road Map|Compact|Document|Code of Conducts?|UNCLOS|Letters? of Intent|Arrangements?|Contract|Framework(?! (?:Agreement|Convention|Treaty|Protocol|Program|Document|Decision|Law))|(?:Agreed )?Minutes|Amendment|Annex|Exchange of (?:Notes|Letters))\b"
)


_LOWER_SUBJECT = re.compile(
    r"(?:MoU|MOU|Memorandum of (?:Understanding|Cooperation)|Letter of Intent|Protocol) (?:on|in|for) [^A-Z]*(?:of [A-Z]\w+)?"
)
_AMENDING = ("amend", "supplement", "implement", "annex", "extend", "extension", "ratif", "modif", "revis")


def agreements(scene: Scene) -> list[AgreementClaim]:
    """The agreements of a report, each text and each counted set once."""
    texts: list[Text] = []
    lists = Listings(scene)
    for sentence in scene.sentences:
        if not word_list("denials").isdisjoint(x.lower for x in sentence.words):
            continue
        listing = lists.read(sentence)
        heading = heading_of(scene, sentence)
        if heading is not None:
            texts.append(_issued(scene, sentence, heading))
            continue
        earlier = texts[-1] if texts and texts[-1].sentence.number >= sentence.number - 2 else None
        for text in _read(scene, sentence, listing, earlier):
            ahead = lists.intro or listing is not None and text.word.start < listing.start
            listed = ahead and is_several(text) and not (text.title or text.count)
            if not text.parties and len(text.title.split()) > 1:
                text.place = None
                text.action = text.action if text.action in ("signed", "adopted", "issued") else "referenced"
            if (text.parties or text.title and text.action) and not listed:
                add_text(texts, text)
    return [_claim(t) for t in without_sets(without_headlines(texts))]


def _issued(scene: Scene, s: Sentence, heading: Heading) -> Text:
    """The text that the report itself prints, of the day in its heading, else of the report."""
    value, end = scene.day_value(scene.date(s, s.words[0]), s)
    date = end or value or scene.told_day(s)
    return Text(
        heading.kind,
        s,
        s.words[0],
        title=heading.title,
        parties=list(heading.sides),
        action="issued",
        date=date,
        evidence=[scene.evidence(s)],
    )


#: Words that stand for a text told of before.
_TAKING_UP = frozenset({"one", "another", "other", "it", "original", "first", "second"})


def _read(scene: Scene, s: Sentence, listing: Listing | None, earlier: Text | None) -> Iterator[Text]:
    nouns = triggers()["agreement"]["nouns"]
    last: Text | None = None
    announced = listing
    for w in s.words:
        if w.ref is None and w.lower not in nouns and w.lower not in _TAKING_UP:
            continue  # most words
        listing = announced if announced is not None and w.start >= announced.start else None
        if last is not None and _within(s, last.word, w, listing):
            continue
        if party_convention(s, w) or letter_of(s, w):
            continue
        if w.ref is not None and w.ref.text.startswith("Government of "):
            continue  # "the Government of National Accord"
        if w.ref is not None and w.ref.kind == "name" and _DOCUMENT.search(w.ref.text):
            text = _named(scene, s, w, listing)
            if text is not None and text.action == "referenced" and earlier is not None:
                text = among(scene, s, w, text.kind, earlier) or text
        elif w.ref is None and w.lower in nouns and (w.tag.startswith("NN") or listing):
            text = _common(scene, s, w, listing, last, earlier)
        elif last is not None and _one_more(s, w):
            text = Text(last.kind, s, w, action=last.action, status=last.status, evidence=[scene.evidence(s)])
            text.fields = fields_of(scene, s, w)
        elif earlier is not None and goes_on(s, w):
            text = continued(scene, s, w, earlier)
        else:
            continue
        last = text or last
        if text is not None:
            several = told_one_by_one(scene, text)
            for one in several or [text]:
                one.listed = one.listed or listing is not None or bool(several)
                yield from with_each(scene, _complete(scene, one))


def _common(
    scene: Scene, s: Sentence, w: Word, listing: Listing | None, last: Text | None, earlier: Text | None
) -> Text | None:
    """A text under a common noun: of a set told before, else by what its own sentence tells of it."""
    kind = str(triggers()["agreement"]["nouns"][w.lower])
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    if own := plain_kind(s, w, kind, before):
        text = member_of(scene, s, w, own, last) or one_of(scene, s, w, own, earlier)
        if text is not None:
            return text
    return _plain(scene, s, w, kind, listing) or among(scene, s, w, kind, earlier)


def _within(s: Sentence, text: Word, w: Word, listing: Listing | None) -> bool:
    """ "a protocol amending the agreement", a list's "Memorandum on … under the Treaty": what a text is about is no other one."""
    between = s.words[text.index + 1 : w.index]
    if any(x.text == ";" for x in between):
        return False
    if any(x.lower.startswith(_AMENDING) for x in between[:8]):
        return True
    before = w.index - 1
    while before > text.index and (
        s.words[before].tag.startswith(("JJ", "DT", "NN")) or s.words[before].ref is not None
    ):
        before -= 1
    if text.lower in ("amendment", "annex", "addendum") and "to" in [x.lower for x in between[:2]]:
        return len(between) < 9
    item = listing is not None and not listing.start
    return item and s.words[before].lower not in ("and", ",", "&", "well")


def _one_more(s: Sentence, w: Word) -> bool:
    """ "two memoranda: one on customs, another between the academies"."""
    behind = s.words[w.index + 1].lower if w.index + 1 < len(s.words) else ""
    before = s.words[w.index - 1].lower if w.index else ""
    if w.lower == "other" and before == "the":
        return behind in ("on", "between", "covering")
    return w.lower in ("one", "another") and behind in ("on", "between", "covering") and before != "the"


def _named(scene: Scene, s: Sentence, w: Word, listing: Listing | None) -> Text | None:
    """A text with a proper name ("Treaty on Friendly Relations", "UN Charter")."""
    assert w.ref is not None
    name = w.ref.text
    found = _DOCUMENT.search(name)
    assert found is not None
    if _no_text(s, w, name, name[found.end() :]):
        return None
    kind = named_kind(scene, w, found.group(1))
    if not kind:
        return None
    if (
        kind in ("plan", "program", "roadmap", "compact", "framework")
        and listing is None
        and not re.search(
            r"(?i)action|cooperation|consultations|work plan|exchange|implementation|partnership|programming",
            name,
        )
    ):
        return None
    text = Text(kind, s, w, title=title_of(scene, s, w), evidence=[scene.evidence(s)])
    text.action, status = action_of(scene, s, w, listing)
    if status is None:
        return None
    text.status = status
    text.fields = fields_of(scene, s, w)
    told, several = signed_in_headline(name)
    if told:
        text.action, text.count = "signed", several
    elif found.group(1) in ("Agreements", "Memoranda", "Memorandums", "MoUs", "MOUs", "Accords"):
        if not word_list("bygone").isdisjoint(x.lower for x in s.words[max(0, w.index - 4) : w.index]):
            return None
        text.count = number_before(s, w)
    if text.action in ("", "referenced") and is_pending(s, w):
        text.action, text.status = "proposed", "planned"
    if not text.action or kind == "contract" and text.action == "referenced":
        text.action = "referenced"
        if len(text.title.split()) < 2 or found.group(1) in (
            "Agreements",
            "Plan",
            "Program",
            "Programme",
            "Contract",
        ):
            return None
    if re.fullmatch(
        r"(Agreements?|MoUs?|MOUs?|Memorandum of Understanding|Joint Statement|Joint Declaration|Joint Communiqu[eé]|Declaration|Memoranda|Memorandum|Letters? of Intent|Arrangements?)",
        text.title,
        re.IGNORECASE,
    ) or re.match(r"(MoUs|MOUs|Agreements|Memoranda|Memorandums|Memorandum of Understandings)\b", text.title):
        text.title = ""
    if text.fields and _LOWER_SUBJECT.fullmatch(text.title):
        text.title = ""  # "a Memorandum of Understanding on mining" has a subject, no name of its own
    if len(name) < 8 and _glossed(scene, s, w):
        return None
    return text


def _no_text(s: Sentence, w: Word, name: str, rest: str) -> bool:
    """ "gave him a copy of the Declaration", "the Lima Convention Centre", "the Treaty Council"."""
    if "copy" in {x.lower for x in s.words[max(0, w.index - 4) : w.index]}:
        return True
    if not word_list("buildings").isdisjoint(rest.lower().split()[:1]) or len(name) < 3:
        return True
    bodies = ("Day", "Council", "Commission", "Committee", "Group", "Organization", "Fund", "Ministers")
    return name.rsplit(maxsplit=1)[-1] in bodies


def _glossed(scene: Scene, s: Sentence, w: Word) -> bool:
    """An acronym in brackets behind its full form is not a second text."""
    return w.index > 0 and s.words[w.index - 1].text == "("


def _plain(scene: Scene, s: Sentence, w: Word, kind: str, listing: Listing | None) -> Text | None:
    """A text under a common noun ("five cooperation documents", "a joint statement")."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    if w.index and s.words[w.index - 1].text == "(" or w.dep == "compound":
        return None
    if "under" in before[-3:]:
        return _basis(scene, s, w, kind)
    kind = plain_kind(s, w, kind, before)
    if not kind or _bygone(s, w):
        return None
    if not listing and is_pending(s, w):
        if w.lower in ("statement", "documents", "letter", "notes", "deal", "deals") and kind in (
            "letter of intent",
            w.lower,
        ):
            return None
        text = Text(kind, s, w, action="proposed", status="planned", evidence=[scene.evidence(s)])
        text.fields = fields_of(scene, s, w)
        return text
    count = count_before(s, w)
    action, status = action_of(scene, s, w, listing)
    if status is None:
        return None
    action = action or unspoken_action(scene, s, w, kind, before)
    if not action:
        return _byname(scene, s, w, kind)
    if action == "proposed" and w.lower in ("statement", "documents", "letter", "notes", "deal", "deals"):
        return None
    if w.lower == "document" and "joint" not in before[-3:] and not (action == "signed" and _new(s, w)):
        return None
    if w.lower in ("documents", "instruments", "texts") and not (
        count or "cooperation" in before or action in ("signed", "exchanged")
    ):
        return None
    text = Text(kind, s, w, count=count, action=action, status=status, evidence=[scene.evidence(s)])
    text.fields = fields_of(scene, s, w)
    return text


def _new(s: Sentence, w: Word) -> bool:
    """No "document of the same title", which is told of before."""
    return all(x.lower != "same" for x in s.words[w.index + 1 : w.index + 5])


def _byname(scene: Scene, s: Sentence, w: Word, kind: str) -> Text | None:
    """ "the Dayton agreement": a text that is called by a place or a person and only referred to."""
    title = surname_of(scene, s, w)
    if not title or kind not in ("agreement", "treaty", "convention", "protocol"):
        return None
    return Text(kind, s, w, title=title, action="referenced", evidence=[scene.evidence(s)])


def _bygone(s: Sentence, w: Word) -> bool:
    """ "the existing agreements", "agreements signed previously": texts of before that nobody tells of."""
    around = [x.lower for x in (*s.words[max(0, w.index - 4) : w.index], *s.words[w.index + 1 : w.index + 4])]
    if w.tag == "NNS" and _carried_out(s, w):
        return True
    return w.tag == "NNS" and not word_list("bygone").isdisjoint(around)


def _carried_out(s: Sentence, w: Word) -> bool:
    """ "discussed the implementation of the agreements reached": what was agreed before, not told here."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    of = next((i for i, x in enumerate(before) if x == "of"), 0)
    return (
        of > 0
        and before[of - 1] in ("implementation", "realization", "realisation", "fulfilment")
        and "the" in before[of:]
    )


_SIGNED = frozenset({"signed", "concluded", "reached", "inked", "initialled"})


def _basis(scene: Scene, s: Sentence, w: Word, kind: str) -> Text | None:
    """ "under the contract concluded in 2023": a text of before that something rests on."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 5]]
    by_whom = any(x.lower in _SIGNED for x in scene.children(s, w, "relcl"))
    if not (_SIGNED & set(behind) or by_whom or is_of_year(s, w)):
        return None
    return Text(kind, s, w, action="referenced", evidence=[scene.evidence(s)])


# sides, date, place --------------------------------------------------------------------------------------
def _complete(scene: Scene, t: Text) -> Text:
    s, w = t.sentence, t.word
    if t.of_countries:
        t.parties = [country_entity(c) for c in pair_of(scene, s, [], joint=True)]
    else:
        t.parties = signatories(scene, s, w, t.action, t.kind, t.title)
    if t.like is not None:
        t.parties = sides_of(t, t.parties)
    if t.action in ("referenced", "proposed"):
        t.date = day_beside(scene, s, w)
        t.confidence -= 0.15
        return t
    set_day(scene, t)
    set_place(scene, t)
    return t


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
