"""Names in apposition within a list: "her host, B", "the leader of Peru's Greens, B", "his counterparts of Peru, A, and Chile, B"."""

from __future__ import annotations

from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

LEADING = frozenset({"DT", "PRP$", "PDT", "CD", "RB"})
_NOMINAL = ("NN", "JJ", "VBG", "VBN", "POS", "HYPH", "CD", "FW")
#: Nouns for somebody by what he is to another, with the name in apposition.
RELATED = frozenset({"host", "guest", "friend", "colleague", "visitor", "peer", "interlocutor", "homologue"})


def nominal(w: Word) -> bool:
    """Whether a word can be part of a noun's phrase."""
    if w.ref is not None:
        return w.ref.kind != "date"
    return w.tag.startswith(_NOMINAL) or w.text in ("–", "-", "'", "’")


def of_other_land(w: Word, named: Word) -> bool:
    """ "met the Iraqi foreign minister, former Kenyan minister B": the post of one country is none of a name of another."""
    reference = w.ref.reference if w.ref is not None else None
    land = reference.post.country if reference is not None and reference.post is not None else ""
    return bool(land) and any(p.country not in ("", land) for p in named.persons)


def past_land(s: Sentence, i: int) -> int:
    """The word of the name in "his counterparts of Peru, A, and Chile, B" where word ``i`` is Chile."""
    j = i + (i < len(s.words) and s.words[i].lower in ("of", "from"))
    land, comma, name = [*s.words[j : j + 3], None, None, None][:3]
    if land is None or comma is None or name is None or comma.text != "," or land.ref is None:
        return i
    code = land.ref.unit.code if land.ref.kind == "country" and land.ref.unit is not None else ""
    return j + 2 if code and any(p.country == code for p in name.persons) else i


def named_behind(s: Sentence, i: int) -> Word | None:
    """The person in "her host, Smith" or "his old friend Smith", whose noun stands before word ``i``."""
    i += i < len(s.words) and s.words[i].text == ","
    while i < len(s.words) and s.words[i].ref is None and s.words[i].tag in LEADING:
        i += 1
    return s.words[i] if i < len(s.words) and s.words[i].persons else None


def belongings_end(s: Sentence, last: int) -> int:
    """The last word of "the spokesman for Peru's Unity movement", where a post ends at word ``last`` and "'s" follows."""
    words, j = s.words, last + 2
    if j >= len(words) or words[last + 1].tag != "POS":
        return last
    while j < len(words) and nominal(words[j]) and not words[j].persons:
        j += 1
    return j - 1 if j > last + 2 else last


_QUOTES = frozenset({'"', "“", "”", "'", "''"})


def _inner(w: Word) -> bool:
    """A word of what somebody heads, no person."""
    return (nominal(w) or w.tag in ("DT", "POS") or w.lower == "of" or w.text in _QUOTES) and not w.persons


def named_apart(s: Sentence, i: int) -> Word | None:
    """The person in "the leader of Peru's Greens, Smith, …" or "head of the Kenyan parliamentary delegation, Smith": words that the post leaves over at word ``i``, and a name closed by a mark."""
    j, words = i, s.words
    while j < min(len(words), i + 8) and _inner(words[j]):
        j += 1
    last = words[j - 1 - (words[j - 1].text in _QUOTES)]
    if not i < j < len(words) - 2 or words[j].text != "," or not last.tag.startswith("NN"):
        return None
    closed = words[j + 2].text in (",", ".", ";") or words[j + 2].tag in ("IN", "RB", "TO")
    name = words[j + 1]
    bare = name.ref is not None and name.ref.mention is not None and not name.ref.mention.naming.posts
    return name if closed and bare and len(name.persons) == 1 else None


#: Nouns for what an apposition says that a body is.
_BODIES = frozenset({"group", "association", "committee", "federation", "club", "board", "company"})


def explains(s: Sentence, i: int, head: Word) -> bool:
    """A body's description behind a comma: "a group of families", "an association of farmers"."""
    return s.words[i - 1].text == "," and s.words[i].lower in ("a", "an") and head.lower in _BODIES


def clause_of(words: list[Word], i: int, first: int) -> bool:
    """ "citizens providing services": a participle behind a noun for people."""
    before = words[i - 1] if i > first else None
    return (
        before is not None
        and before.tag == "NNS"
        and words[i].tag in ("VBG", "VBN")
        and before.lower in trigger_words("meeting", "people")
    )
