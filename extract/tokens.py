"""Tokens and sentences of a report, with offsets into the original text.

The tokens serve the mention grammar (titles, names, bodies): a dotted abbreviation, an initial and a
hyphenated name are one token each, and a possessive 's is a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract.words import word_list

_WORD = re.compile(
    r"""[^\W\d_]+(?=[ ,;:)\n])                       # most words: nothing belongs to them but their letters
      | (?:[A-Z]\.){2,}                             # U.S., H.E.
      | \ba\.i\.                                   # Chargé d'Affaires a.i.
      | \d{1,2}(?:st|nd|rd|th)\b                    # 80th
      | \d+(?:[.,:]\d+)*                            # 12,000
      | (?<!\w)(?:[`´]|['‘’](?![^\n]{0,400}(?:[^s\s]['’](?!\w)|s['’](?!\ [a-z]))))  # 'Aisake: no quotation ends behind
        (?=[^\W\d_a-z]\w)
        [^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*|[-‐‑’'‘`´][^\W\d_]+)*
      | [^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*            # Adúnní, its accent a sign of its own
        |[-‐‑’'‘`´][^\W\d_]+|-\d+)*                      # Jong-un, Lao's, Nuku‘alofa
        (?:(?<=[a-z])-\ (?=[A-Z][a-z]{2,})[^\W\d_]+   # Marek- Andrej
        |(?<=[aeiou])['’](?=\ (?:[Aa]l[-\ ]|[Bb]in\ )))?  # Sanaa' Al Roe
      | [$€£¥₩]
      | \S""",
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"(?<=\w)[’'](?:s|S)$")
#: "She'll", "we've": a pronoun and its verb.
_CONTRACTED = re.compile(r"(?:s?he|it|they|we|you|i|who)(?=[’'](?:ll|ve|re|d|m)$)", re.IGNORECASE)
_CLOSERS = "\"”’')]»"
#: What stands for the catch in the throat before or inside a name ("'Aisake", "ʻOfa").
GLOTTAL = "`´'‘’ʻʼꞌ"


@dataclass(slots=True)
class Token:
    """A word or mark; ``start`` and ``end`` are code points of the original text. Nothing changes it, as ``Unit``."""

    text: str
    start: int
    end: int

    @property
    def capitalized(self) -> bool:
        first = self.text[0]
        return first.isupper() or first in GLOTTAL and self.text[1:2].isupper()

    @property
    def lower(self) -> str:
        return self.text.lower()


_LETTERS = str.maketrans("đĐıłŁøØðÐ’‘“”‐‑–ʻʼꞌ`´", "dDilLoOdD''\"\"---'''''")


@cache
def fold(text: str) -> str:
    """Lower case without diacritics, for comparing names and words; the length may change."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


Splitter = Callable[[str], object]


def tokenize(text: str, offset: int = 0, split: Splitter = lambda word: None) -> list[Token]:
    """The tokens of a stretch of text that begins at ``offset`` of the report.

    ``split`` tells which hyphenated words are compounds of known names ("Lao-Thai"), to be taken apart.
    """
    return _join_abbreviations(list(_split_possessives(text, offset, split)))


def _parts(word: str, start: int) -> Iterable[Token]:
    """The parts of a compound and the hyphens between them."""
    for piece in re.finditer(r"[^-]+|-", word):
        yield Token(piece.group(), start + piece.start(), start + piece.end())


def _split_possessives(text: str, offset: int, split: Splitter) -> Iterable[Token]:
    for found in _WORD.finditer(text):
        begin, stop = found.span()
        start, end, word = begin + offset, stop + offset, text[begin:stop]
        if word.isalpha():  # most words: no possessive and no hyphen
            yield Token(word, start, end)
            continue
        if word[0] in GLOTTAL and word[1:].lower() in word_list("openers"):
            yield Token(word[0], start, start + 1)  # a quotation that goes on in the next paragraph
            yield Token(word[1:], start + 1, end)
            continue
        if "- " in word and not _inside(text, found.start()):
            yield from _apart(word, start)
            continue
        pronoun = _CONTRACTED.match(word)
        owner = _POSSESSIVE.search(word)
        if pronoun is not None:
            yield Token(pronoun.group(), start, start + pronoun.end())
            yield Token(word[pronoun.end() :], start + pronoun.end(), end)
        elif owner and owner.start() and not word[0].isdigit():
            cut = start + owner.start()
            yield Token(word[: owner.start()], start, cut)
            yield Token(word[owner.start() :], cut, end)
        elif word.lower().startswith(("then-", "ex-", "former-")):
            cut = start + word.index("-") + 1
            yield Token(text[found.start() : cut - offset], start, cut)
            yield Token(text[cut - offset : found.end()], cut, end)
        elif "-" in word and split(word):
            yield from _parts(word, start)
        else:
            yield Token(word, start, end)


def _inside(text: str, start: int) -> bool:
    """Whether a word stands behind another one on its line, so that no dateline ends with it ("Lima- The talks")."""
    return start > 1 and text[start - 1] == " " and text[start - 2].isalpha()


def _apart(word: str, start: int) -> Iterable[Token]:
    """The words before and behind a hyphen with a blank, and the hyphen."""
    for piece in re.finditer(r"[^\s-]+|-", word):
        yield Token(piece.group(), start + piece.start(), start + piece.end())


def _join_abbreviations(tokens: list[Token]) -> list[Token]:
    """Put the dot back to ``Mr``, ``Oct`` and to an initial."""
    abbreviations = word_list("abbreviations")
    joined: list[Token] = []
    copied = 0
    for i in (i for i, token in enumerate(tokens) if token.text == "." and i):
        before, dot = tokens[i - 1], tokens[i]
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if i > copied and before.end == dot.start and _dotted(before, dot, after, abbreviations):
            joined += tokens[copied : i - 1]
            joined.append(Token(before.text + ".", before.start, dot.end))
            copied = i + 1
    return joined + tokens[copied:]


#: Openers that are given names or family names too.
NAMES = frozenset({"may", "will", "april", "june", "august", "dear", "still"})


def _opens(token: Token | None) -> bool:
    """Whether a word begins a sentence behind "King Harald V." or "Jane Roe Jr."."""
    return token is not None and token.capitalized and token.lower in word_list("openers") - NAMES


def _dotted(token: Token, dot: Token, after: Token | None, abbreviations: frozenset[str]) -> bool:
    """A month or "No." keeps its dot only before a number, so that a sentence may end in "Jun."."""
    if token.lower in word_list("numbered_abbreviations"):
        return after is None or after.text[0].isdigit()
    if token.lower in ("jr", "sr"):
        return not _opens(after)
    numeral = token.text in ("I", "V", "X") and _opens(after)
    initial = len(token.text) == 1 and token.text.isupper() and not numeral
    glued = (
        len(token.text) <= 2
        and token.text[0].isupper()
        and after is not None
        and after.start == dot.end
        and after.text[0].isupper()
    )
    return initial or glued or token.lower in abbreviations


def sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges of the sentences: a full stop, ``!``, ``?`` or ``;`` alone ends none of them inside brackets."""
    found, begin, i = [], 0, 0
    while i < len(tokens):
        i += 1
        if tokens[i - 1].text not in (".", "!", "?", "…", "■", "|"):
            continue
        while i < len(tokens) and tokens[i].text in _CLOSERS and tokens[i].start == tokens[i - 1].end:
            i += 1
        if i < len(tokens) and _continues(tokens[i]):
            continue
        found.append((begin, i))
        begin = i
    if begin < len(tokens):
        found.append((begin, len(tokens)))
    return found


def _continues(token: Token) -> bool:
    """A lower-case word or a comma goes on with the sentence."""
    return token.text[0].islower() or token.text in ",;:)"
