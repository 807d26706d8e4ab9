"""Texts of one noun told by their subjects: "memoranda on customs between A and B; on health; and in the field of trade"."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.extract.agreement_texts import Text, is_several
from communique.extract.agreement_titles import fields_of
from communique.extract.scene import Scene
from communique.extract.views import Word

_SUBJECT = r"(?:on|in the (?:field|area|sector)s? of|concerning|regarding)\b"
_NOUN = re.compile(r"Memorand(?:a|ums)|MoUs|MOUs|Agreements|Protocols|Accords", re.IGNORECASE)
_OPENS = re.compile(rf"\s*(?:of (?:[Uu]nderstanding|[Cc]ooperation)\s*)?(?:\([^)]*\)\s*)?(?={_SUBJECT})")
_NEXT = re.compile(rf"(?:[;,]\s*(?:and\s+|as well as\s+)?|\s+and\s+)(?={_SUBJECT})")


def told_one_by_one(scene: Scene, text: Text) -> list[Text]:
    """The texts that a plural without a number stands for, one for each subject behind it; none for a single subject."""
    s, w = text.sentence, text.word
    noun = _NOUN.search(scene.article.text, w.start, w.end)
    begin = noun.end() if noun is not None else w.end
    tail = scene.article.text[begin : s.end]
    opening = _OPENS.match(tail)
    if opening is None or text.count or noun is None and not is_several(text):
        return []
    later = list(_NEXT.finditer(tail, opening.end()))
    ends = [*(m.start() for m in later), len(tail)]
    own = tuple(f for f in text.fields if not re.match(_SUBJECT, f, re.IGNORECASE))
    found = [_one(text, w, own, tail[opening.end() : ends[0]])]
    for match, end in zip(later, ends[1:], strict=True):
        word = next((x for x in s.words if x.start >= begin + match.end()), None)
        if word is None:
            return []
        fields = fields_of(scene, s, s.words[word.index - 1])
        found.append(_one(text, word, fields, tail[match.end() : end]))
    return found if len(found) > 1 else []


def with_each(scene: Scene, text: Text) -> list[Text]:
    """ "A signed communiqués with B and C on 9 and 11 May, respectively": one with each, of the day that stands in its place."""
    s = text.sentence
    apart = any(x.lower in ("respectively", "separately") for x in s.words)
    if not apart or len(text.parties) < 3 or text.parties[0].type != "country" or text.action == "referenced":
        return [text]
    told = (x.ref.date for x in s.refs("date") if x.ref is not None)
    days = [scene.day_value(d, s)[0] for d in told if d is not None]
    others = text.parties[1:]
    dates = days if len(days) == len(others) else [text.date] * len(others)
    return [
        replace(text, parties=[text.parties[0], other], date=day, count=None, listed=True)
        for other, day in zip(others, dates, strict=True)
    ]


def _one(text: Text, word: Word, fields: tuple[str, ...], told: str) -> Text:
    """One text of a series; without "between" in its own words it is one of the two countries."""
    own = "between" in told
    return replace(
        text, word=word, title="", fields=fields, of_countries=not own, evidence=list(text.evidence)
    )
