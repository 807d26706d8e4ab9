"""How far the phrase for a nameless group goes: "students at the Naval College", "diplomats from Peru and Chile"."""

from __future__ import annotations

from communique.extract.appositions import nominal
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

#: What tells where those of a group live, work or learn.
_DOING = word_list("living_verbs")
_BELONGING = frozenset({"of", "from", "in", "representing"})
_WITHIN = frozenset({"of", "from", "in", "at", "on"})
#: The most words that such a phrase has behind its noun.
_LONGEST = 16


def group_end(s: Sentence, head: Word) -> int:
    """The last word of the phrase that a noun for people heads."""
    last = head.index
    while last + 1 < len(s.words) and last - head.index < _LONGEST:
        behind = s.words[last + 1]
        if behind.ref is not None or not (
            _opens(behind) or behind.lower == "at" and _of_house(s, head, last)
        ):
            break
        end = _segment(s, last + 1)
        if end == last + 1 or last > head.index and behind.lower == "in" and _in_town(s, end):
            break
        last = _more(s, end) if behind.lower in _BELONGING else end
    return last


def _in_town(s: Sentence, end: int) -> bool:
    """ "students studying at the Naval College in Callao": where they were met, not who they are."""
    ref = s.words[end].ref
    return ref is not None and ref.kind == "place"


def _opens(w: Word) -> bool:
    return w.lower in _BELONGING or w.lower in _DOING


def _of_house(s: Sentence, head: Word, last: int) -> bool:
    """ "students at the Naval College": those who are there for long, who are not met there by the way."""
    return (
        last == head.index and head.lower in word_list("house_people") and s.words[last + 2 : last + 3] != []
    )


def _segment(s: Sentence, i: int) -> int:
    """The last word of "studying at the Naval College" that begins at word ``i``; ``i`` where nothing follows."""
    j = i + 1
    while (
        j < len(s.words)
        and s.words[j].ref is None
        and (s.words[j].lower in _WITHIN or s.words[j].tag in ("DT", "PRP$"))
    ):
        j += 1
    end = j
    while end < len(s.words) and nominal(s.words[end]) and not s.words[end].persons:
        end += 1
    return end - 1 if end > j else i


def _more(s: Sentence, last: int) -> int:
    """The last of several lands: "from Peru and the Republic of Chile"."""
    while _land(s.words[last]):
        j = last + 1
        while j < len(s.words) and s.words[j].lower in (",", "and", "the"):
            j += 1
        if j == last + 1 or j >= len(s.words) or not _land(s.words[j]):
            return last
        last = j
    return last


def _land(w: Word) -> bool:
    return w.ref is not None and w.ref.kind == "country"
