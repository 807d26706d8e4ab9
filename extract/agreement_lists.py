"""Texts told of one by one: bullets, lines and clauses behind "signed the following documents" or "these include"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.claims import Status
from communique.extract.scene import Scene
from communique.extract.views import Sentence

_BULLET = re.compile(r"^\s*(?:[-–—•*]|\(?(?:[ivx\d]{1,4}|[a-z])[.)])\s*")
_ITEM = re.compile(
    r"^\s*(?:An? |The )?(?:[\w-]+ ){0,4}(?:MoU|Memorandum|Agreement|Protocol|Treaty|Letter of Intent|Executive Program"
    r"|Document|Program(?:me)?|Plan|Roadmap|Declaration|Arrangement|Contract|Convention)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:was|were|is|are|will|has|have|had|said|says)\b")
_DONE = r"sign(?:ed|ing|s)?|signatures?|exchang(?:e|ed|ing)|inked|adopt(?:ed|ion)|concluded"
_SIGNED = re.compile(rf"\b(?:{_DONE})\b", re.IGNORECASE)
_INTRO = re.compile(
    r"(?:following|signed|signing|signatures?|concluded|exchanged?|documents|instruments|agreements|adopted|announced)[^.]*:\s*$",
    re.IGNORECASE,
)
_INNER = re.compile(
    rf"\b(?:{_DONE})\b[^.:;]*\b(?::|namely|as follows:?)\s"
    rf"|^\W*(?:Among |These|They|Those|The )[^.:;]*?\b(?:includ(?:e|es|ed|ing)|(?:are|were)(?! (?:also |both |then )?\w+ed\b)|compris(?:e|es|ed)|cover(?:s|ed)?)\b:?\s",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?:will|shall|to) (?:also )?be (?:signed|exchanged|adopted|concluded|inked)|to sign|will (?:also )?sign"
    r"|(?:expected|scheduled|set|due|slated|planned) to|will (?:also )?(?:witness|attend|see|oversee|preside over))\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\bceremony (?:was |were )?(?:also )?held\b|\bheld [^.]{0,30}ceremony to\b", re.IGNORECASE
)
_BROUGHT = re.compile(r"\b(?:result(?:ed|s)? in|yielded|produced|culminated in)\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:documents|agreements|instruments|memorand(?:a|ums)|MoUs|texts|accords|pacts|deals)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What happened to the texts that a sentence lists from offset ``start`` on."""

    action: str
    status: Status
    start: int = 0


class Listings:
    """The lists of a report, sentence after sentence. ``intro`` tells whether a sentence only announces one."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._open: Listing | None = None
        self._line = self._earlier = ""
        self.intro = False

    def read(self, s: Sentence) -> Listing | None:
        """The list that a sentence is an item of or contains, None where it lists nothing."""
        text = self._scene.article.text
        before, line = self._line, text[s.start : s.end]
        reading = self._scene.registry.paragraphs[s.paragraph]
        paragraph = text[reading.start : reading.end]
        item = bool(_BULLET.match(paragraph)) or self._open is not None and _is_item(paragraph)
        self.intro = line.rstrip().endswith(":") and self._item_follows(s)
        here = self._open if item else self._inner(s, before, line)
        if line.rstrip().endswith(":") and (_INTRO.search(line) or _SIGNED.search(before)):
            self._open = _listing(before + " " + line if not _SIGNED.search(line) else line)
        elif _heading(line) and not item and self._item_follows(s):
            self._open = _listing(line)
        elif not item and len(paragraph) > 80:
            self._open = None
        self._line, self._earlier = line, before
        return here

    def _inner(self, s: Sentence, before: str, line: str) -> Listing | None:
        """ "signed the following documents: A; B", "These include A and B"."""
        found = _INNER.search(line)
        if found is None:
            return None
        lead = found.group()
        told = lead if _SIGNED.search(lead) else before if _done(before) else self._earlier
        named = (
            _PLURAL.search(lead) or re.match(r"\W*(?:These|They|Those)\b", lead) and _PLURAL.search(before)
        )
        if not named or not _done(told):
            return None
        return _listing(told, s.start + found.end())

    def _item_follows(self, s: Sentence) -> bool:
        """Whether the next paragraph is a list's item: what a line with a colon announces is told there one by one."""
        behind = self._scene.registry.paragraphs[s.paragraph + 1 : s.paragraph + 2]
        texts = [self._scene.article.text[r.start : r.end] for r in behind]
        return any(_BULLET.match(text) or _is_item(text) for text in texts)


def _done(told: str) -> bool:
    """Whether a sentence tells that texts came about ("signed", "the meeting resulted in seven agreements")."""
    return bool(_SIGNED.search(told) or _BROUGHT.search(told) and _PLURAL.search(told))


def _is_item(paragraph: str) -> bool:
    """A paragraph that only names a text: "A memorandum between the two ministries;"."""
    return len(paragraph) < 420 and bool(_ITEM.match(paragraph)) and not _TOLD.search(paragraph)


def _heading(line: str) -> bool:
    """ "Agreements to be signed during the visit": a line of its own before its items."""
    return (
        len(line) < 90
        and line.rstrip()[-1:].isalnum()
        and bool(_PLURAL.search(line) and _SIGNED.search(line))
    )


def _listing(told: str, start: int = 0) -> Listing:
    lower = told.lower()
    action = (
        "exchanged"
        if "exchange" in lower
        else "adopted"
        if "adopt" in lower and "sign" not in lower
        else "signed"
    )
    ahead = _AHEAD.search(told) and not _HELD.search(told)
    return Listing(action, "planned" if ahead else "actual", start)
