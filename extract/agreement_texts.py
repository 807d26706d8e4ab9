"""A text as the sentences of a report tell of it, and which of them tell of the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from communique.extract.claims import Entity, Evidence, Status
from communique.extract.scene import Place
from communique.extract.views import Sentence, Word

_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "original", "earlier", "previous", "old", "last"}
)
_GENERIC = frozenset({"agreement", "cooperation documents"})


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
    listed: bool = False  # one of several that are told one by one
    of_countries: bool = False  # no other sides than the two countries
    like: Text | None = None  # told of before: this is one more of its sort
    again: bool = False  # or that one itself
    dated: bool = False  # its date is told beside it


def without_sets(texts: list[Text]) -> list[Text]:
    """The texts without an uncounted set ("documents were signed") whose texts are told one by one."""
    told = [t for t in texts if t.listed]
    texts = [t for t in texts if not _both_told(t, told)]
    return [
        t
        for t in texts
        if t.listed
        or t.kind not in _GENERIC
        or t.count
        or t.title
        or t.fields
        or not is_several(t)
        or sum(o.action == t.action and o.status == t.status for o in told) < 2
    ]


def _both_told(pair: Text, told: list[Text]) -> bool:
    """ "two instruments: an agreement and a memorandum", "two memoranda, one on A and the other on B": the two are told."""
    near = [t for t in told if 0 <= t.sentence.number - pair.sentence.number < 4 and t.action == pair.action]
    return pair.count == 2 and sum(t.word is not pair.word and not t.count for t in near) == 2


def without_headlines(texts: list[Text]) -> list[Text]:
    """The texts without what only the headline says of texts that the report then tells of one by one."""
    body = [t for t in texts if not _on_top(t)]
    return [t for t in texts if not _on_top(t) or not any(_announced(t, b) for b in body)]


def _on_top(t: Text) -> bool:
    return t.sentence.paragraph < 2 and not re.search(r"[.!?:;”\"]", t.sentence.words[-1].text)


def _announced(headline: Text, told: Text) -> bool:
    same = headline.kind == told.kind or headline.kind in _GENERIC
    if headline.count:  # a set that the report then tells one by one is a fact of its own
        same = same and is_several(told)
    return same and headline.status == told.status and told.action != "referenced"


def add_text(texts: list[Text], t: Text) -> None:
    """Put a text to those of a report, or merge it with the one among them that it is."""
    for known in texts:
        if t.again and known is t.like or not t.again and _same(known, t):
            _merge(known, t)
            return
    texts.append(t)


def _same(a: Text, b: Text) -> bool:
    """The same name, or the same kind and number without a name or field that tells them apart."""
    if _numbered(b) or _told_apart(a, b):
        return False
    if _refers_back(b) and (a.kind == b.kind or b.kind in _GENERIC and a.status == b.status):
        return a.kind == b.kind or is_several(a) or not is_several(b) and _article_before(b)
    if _by_other_name(a, b):
        return True
    if b.action == "referenced" and not b.title and a.kind == b.kind and _codes(a) == _codes(b):
        return not (b.count or b.date)  # "The German-British treaty mentions …"
    if a.kind == b.kind and (_only_names(b) or _only_names(a) and not b.title):
        return _codes(a) == _codes(b)
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
    generic = a.kind in _GENERIC or b.kind in _GENERIC
    if generic and a.count and a.count == b.count and _codes(a) == _codes(b):
        return True
    if _announces(a, b):
        return _codes(a) == _codes(b)
    if _taken_up(a, b):
        return True
    if (
        a.parties
        and b.parties
        and a.parties != b.parties
        and any(e.type != "country" for e in (*a.parties, *b.parties))
    ):
        return False
    if a.kind in ("joint statement", "joint declaration", "joint communique", "cooperation documents"):
        return (
            bool(a.count) == bool(b.count)
            or a.kind != "cooperation documents"
            or a.sentence.paragraph != b.sentence.paragraph
        )
    if a.fields and b.fields:
        return _alike(a.fields, b.fields)
    return not a.fields and not b.fields and a.action == b.action and bool(a.title) == bool(b.title)


def _by_other_name(a: Text, b: Text) -> bool:
    """ "adopted a joint declaration. The Lima Declaration, as the text is called": the one before, also as "the document"."""
    if b.kind == "document" and b.word.lower == "document" and _article_before(b):
        told = a.action not in ("referenced", "proposed") and not is_several(a)
        return told and a.status == b.status
    kinds = {a.kind, b.kind} in ({"joint declaration", "declaration"}, {"joint statement", "declaration"})
    place = a.place.name if a.place is not None else ""
    named = place and b.title.lower().startswith(place.lower()) and len(b.title.split()) < 4
    return bool(kinds and named and not a.title and a.status == b.status)


def _told_apart(a: Text, b: Text) -> bool:
    """One text with each of two countries; "two agreements", of which "two agreements signed last year" are no part."""
    if a.listed and b.listed and a.word is b.word:
        return True
    if a.kind == b.kind == "joint communique" and len(_codes(a)) == len(_codes(b)) == 2:
        return _codes(a) != _codes(b)
    sets = is_several(a) and is_several(b) and not _on_top(a)
    return sets and bool(a.date and b.date) and a.date[:4] != b.date[:4]


def _only_names(t: Text) -> bool:
    """A heading or link of its own, "Declaration on future cooperation between A and B", and no verb with it."""
    bare = t.action == "referenced" and not t.word.index and bool(t.title)
    return bare and all(x.tag not in ("VBD", "VBZ", "VBP", "MD") for x in t.sentence.words)


def _numbered(t: Text) -> bool:
    """ "The second memorandum was signed by …": one more text of a set."""
    before = t.sentence.words[t.word.index - 1].lower if t.word.index else ""
    return (before in _ORDINALS or t.word.lower in _ORDINALS) and not is_several(t)


def _refers_back(t: Text) -> bool:
    """ "The agreements were signed": what was told of before, not a new text."""
    before = [x.lower for x in t.sentence.words[max(0, t.word.index - 3) : t.word.index]]
    behind = t.sentence.words[t.word.index + 1 : t.word.index + 2]
    bare = not (t.fields or t.title or t.count or any(x.tag == "VBG" for x in behind))
    return bare and not {"the", "this", "these", "those", "both", "such"}.isdisjoint(before[-2:])


def _taken_up(a: Text, b: Text) -> bool:
    """ "signed a letter of intent. The Letter of Intent on Training was signed by A and B": one, told in full the second time."""
    bare = not (a.title or a.fields or a.count or is_several(a))
    return (
        bare
        and bool(b.title or b.fields)
        and a.action == b.action
        and not is_several(b)
        and _article_before(b)
    )


def _article_before(t: Text) -> bool:
    before = t.sentence.words[t.word.index - 1].lower if t.word.index else ""
    return before in ("the", "this")


def _announces(a: Text, b: Text) -> bool:
    """Whether a headline's text may be the one that the report tells of."""
    if not _on_top(a) or _on_top(b) or a.action != b.action:
        return False
    return (a.kind == b.kind or a.kind in _GENERIC) and (not a.count or a.count == b.count)


def is_several(t: Text) -> bool:
    """Whether a noun stands for more than one text."""
    return bool(t.count) or t.word.lower.endswith(("s", "a"))


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same fields, or one that is told at more length."""
    short, long = sorted((a[0].lower(), b[0].lower()), key=len)
    return a == b or len(short.split()) > 2 and long.startswith(short)


def _codes(t: Text) -> set[str]:
    return {e.code or e.name for e in t.parties}


def _merge(known: Text, t: Text) -> None:
    if _on_top(known):
        known.kind = t.kind
        known.sentence, known.word, known.date = t.sentence, t.word, t.date or known.date
    known.evidence += [e for e in t.evidence if e not in known.evidence]
    known.count = known.count or t.count
    known.title = max(known.title, t.title, key=len)
    own = any(e.type != "country" for e in t.parties) and all(e.type == "country" for e in known.parties)
    known.parties = t.parties if own and _article_before(t) else known.parties or t.parties
    known.fields = known.fields or t.fields
    if known.action == t.action and known.status == t.status:
        known.place = known.place or t.place
        if t.dated and not known.dated:
            known.date, known.dated = t.date, True
    if known.action in ("referenced", "proposed") and t.action not in ("referenced", "proposed"):
        known.action, known.date, known.place, known.status = t.action, t.date, t.place, t.status
    known.confidence = min(0.95, known.confidence + 0.05)
