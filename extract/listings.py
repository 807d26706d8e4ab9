"""Lists of persons, posts, bodies and groups as they stand in a line: "with A, B and, separately, with members of C".

Names with their titles are single words in a parsed sentence (``views``), so that reading a list from left to
right is safer than a parse, which hangs long coordinations anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.people import Person
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEADING = frozenset({"DT", "PRP$", "PDT", "CD", "RB"})
_SEPARATORS = frozenset({",", ";", "and", "&", "plus", "well"})
_BETWEEN = frozenset(
    {"as", "also", "then", "later", "along", "together", "with", "on", "upon", "separately", "too", "/"}
)
_SEPARATELY = frozenset(
    {"separately", "respectively", "separate", "back-to-back", "individually", "respective"}
)
_TAILS = frozenset({"of", "from", "in", "at", "for"})
_LOCAL = frozenset({"in", "at", "on", "from"})
_LED = frozenset({"led", "headed", "comprised", "comprising", "chaired"})
_NOMINAL = ("NN", "JJ", "VBG", "VBN", "POS", "HYPH", "CD", "FW")
_OPEN_CLAUSE = frozenset(
    {"that", "who", "which", "whose", "where", "while", "when", "after", "before", "because", "if", "but"}
)


def _kind(w: Word) -> str:
    return w.ref.kind if w.ref is not None else ""


@dataclass(slots=True)
class Item:
    """One side of an event: the words ``first`` to ``last`` of its phrase, its ``head`` among them.

    ``label`` words it where the phrase itself does not ("President of Chad" out of "the presidents of Gabon and Chad").
    """

    first: int
    last: int
    head: Word
    label: str = ""

    @property
    def persons(self) -> tuple[Person, ...]:
        """The persons that the head stands for; none for a post, a body or a group."""
        return self.head.persons


@dataclass(slots=True)
class Listing:
    """Items in their order; ``separate`` where the report tells them apart ("separately", "with A and with B").

    ``group`` words what the countries among the items stand for ("leaders of several states, including Chad").
    """

    items: list[Item] = field(default_factory=list)
    separate: bool = False
    group: Item | None = None

    def persons(self) -> list[Person]:
        """The persons of all items without repetition."""
        found: list[Person] = []
        for item in self.items:
            found += [p for p in item.persons if p not in found]
        return found


def listing(s: Sentence, start: int, least: int = 1) -> Listing:
    """The list that begins at word ``start``; empty where nobody stands there.

    Behind ``least`` items a name that a finite verb follows begins a clause of its own.
    """
    found, i = Listing(), start
    while i < len(s.words):
        item, behind = _item(s, i)
        if item is None or len(found.items) >= least and _begins_clause(s, behind):
            break
        before = found.items[-1] if found.items else None
        if before is not None and _describes(before) and _by_name(item) and s.words[i - 1].text == ",":
            named = [x for x in found.items if not _describes(x)]
            found.items = [
                *named,
                item,
            ]  # "his counterpart, Smith", "the Vice President, Minister of X, Smith": one person
        else:
            found.items.append(item)
        inner = _included(s, behind, item)
        if inner is not None:
            return inner
        i, apart = _separator(s, behind)
        found.separate |= apart
        if i < 0:
            break
    return found


def _included(s: Sentence, i: int, group: Item) -> Listing | None:
    """ "leaders of several states, including Chad, Gabon and the King of Jordan": those included, each one by itself."""
    words = s.words
    if (
        group.persons
        or i + 2 >= len(words)
        or words[i].text != ","
        or words[i + 1].lower not in ("including", "namely")
    ):
        return None
    found, j = Listing(separate=True), i + 2
    while j < len(words):
        while (
            j < len(words)
            and words[j].ref is None
            and words[j].lower in (",", "and", "the", "as", "well", "also")
        ):
            j += 1
        if j < len(words) and _kind(words[j]) == "country":
            found.items.append(Item(j, j, words[j]))
            j += 1
            continue
        item, behind = _item(s, j)
        if item is None or behind <= j:
            break
        found.items.append(item)
        j = behind
    countries = [x for x in found.items if _kind(x.head) == "country"]
    if countries:
        found.group = group
    return found if found.items else None


def _describes(item: Item) -> bool:
    """A post without a name, or a description: what a name in apposition may follow."""
    ref = item.head.ref
    return (
        not item.persons
        or ref is not None
        and ref.reference is not None
        and ref.reference.kind == "description"
    )


def _by_name(item: Item) -> bool:
    return item.head.ref is not None and item.head.ref.mention is not None


def apart(s: Sentence, begin: int, end: int) -> bool:
    """Whether a word from ``begin`` to ``end`` says that several were met one by one."""
    return any(w.lower in _SEPARATELY for w in s.words[max(0, begin) : end])


def _begins_clause(s: Sentence, i: int) -> bool:
    """A finite verb behind a name: the name is the subject of a new clause and no item of the list."""
    while i < len(s.words) and s.words[i].tag == "RB":
        i += 1
    return i < len(s.words) and s.words[i].tag in _FINITE and s.words[i].ref is None


def _item(s: Sentence, i: int) -> tuple[Item | None, int]:
    """The phrase that begins at word ``i`` and the word behind it."""
    words = s.words
    if i < len(words) and words[i].lower in ("each", "both", "all"):
        i += 1
        if i < len(words) and words[i].lower == "of":
            i += 1
    while i < len(words) and words[i].ref is None and words[i].tag in _LEADING:
        i += 1
    first = i
    i = _peoples(s, i)
    while i < len(words) and _nominal(words[i]):
        if words[i].persons:
            return Item(first, i, words[i]), _tail(s, i + 1)
        if _kind(words[i]) in ("post", "group") and not _owner(s, i):
            last = _countries_behind(s, i)
            return Item(first, last, words[i]), _tail(s, last + 1)
        i += 1
    if i == first:
        return None, i
    head = next((w for w in reversed(words[first:i]) if w.tag.startswith("NN") or w.ref is not None), None)
    if head is None or head.index != i - 1:
        return None, i
    return _group(s, first, head)


def _owner(s: Sentence, i: int) -> bool:
    """Whether "'s" and a person follow: "the ministry's Smith"."""
    behind = s.words[i + 1 : i + 4]
    return len(behind) > 1 and behind[0].tag == "POS" and any(w.persons for w in behind[1:])


def _countries_behind(s: Sentence, i: int) -> int:
    """The last word of "leaders of Algeria, Morocco, and Estonia", "heads of state of Chad", "counterparts from five countries"."""
    words, last = s.words, i
    while last + 1 < len(words) and words[last + 1].lower in ("of", "from"):
        j = last + 2
        while j < len(words) and (_nominal(words[j]) or words[j].tag == "DT") and not words[j].persons:
            j += 1
        if (
            j == last + 2
            or words[last + 1].lower == "from"
            and _kind(words[j - 1]) not in ("country", "group")
        ):
            break
        last = j - 1
    j = last + 1
    while j < len(words) and words[j].text in (",", "and"):
        while j < len(words) and words[j].lower in (",", "and", "the"):
            j += 1
        if j >= len(words) or _kind(words[j]) != "country":
            break
        last, j = j, j + 1
    return last


def _peoples(s: Sentence, i: int) -> int:
    """The word behind "Serbian, Croatian and" before "Slovenian presidents"; ``i`` where no such row stands."""
    words, j = s.words, i
    while j + 1 < len(words) and _kind(words[j]) == "demonym" and words[j + 1].text in (",", "and"):
        j += 2
        if j < len(words) and words[j].text == "and":
            j += 1
    if j == i or j >= len(words):
        return i
    k = j + 1 if _kind(words[j]) == "demonym" else j
    return k if k < len(words) and (_kind(words[k]) in ("group", "post") or words[k].persons) else i


def _nominal(w: Word) -> bool:
    if w.ref is not None:
        return w.ref.kind != "date"
    return w.tag.startswith(_NOMINAL) or w.text in ("–", "-", "'", "’")


def _group(s: Sentence, first: int, head: Word) -> tuple[Item | None, int]:
    """A body, or a noun for people with what belongs to it ("members of the Mexican community")."""
    words = s.words
    if _kind(head) in ("body", "name"):
        return Item(first, head.index, head), _tail(s, head.index + 1)
    people = _kind(head) == "demonym" and head.lower.endswith("s") and head.tag in ("NNS", "NNPS")
    if not people and (head.ref is not None or head.lower not in trigger_words("meeting", "people")):
        return None, head.index + 1
    last = head.index
    while last + 1 < len(words) and words[last + 1].lower in (
        "of",
        "from",
        "in",
        "residing",
        "living",
        "working",
        "studying",
    ):
        j = last + 1
        while (
            j < len(words)
            and words[j].ref is None
            and (
                words[j].lower in ("of", "from", "in", "residing", "living", "working", "studying")
                or words[j].tag in ("DT", "PRP$")
            )
        ):
            j += 1
        end = j
        while end < len(words) and _nominal(words[end]) and not words[end].persons:
            end += 1
        if end == j:
            break
        last = end - 1
    led = next((k for k in range(head.index + 1, min(last + 9, len(words))) if words[k].lower in _LED), 0)
    if led:
        leader = next((w for w in words[led : led + 14] if w.persons), None)
        if leader is not None:
            return Item(leader.index, leader.index, leader), _tail(s, leader.index + 1)
    return Item(first, last, words[head.index]), _tail(s, last + 1)


def _tail(s: Sentence, i: int) -> int:
    """The word behind brackets, places and dates that follow an item ("(SPD)", "in Brunei", "on Monday")."""
    words = s.words
    while i < len(words):
        if words[i].text == "(":
            close = next((k for k in range(i, min(i + 8, len(words))) if words[k].text == ")"), 0)
            if not close:
                return i
            i = close + 1
        elif _kind(words[i]) == "date" or words[i].lower in ("here", "there"):
            i += 1
        elif words[i].lower in _LOCAL | {"of"}:
            j = i + 1
            while j < len(words) and words[j].ref is None and words[j].tag in ("DT", "PRP$", "JJ"):
                j += 1
            if j < len(words) and _kind(words[j]) in ("place", "country", "name", "date", "body"):
                i = j + 1
            else:
                return i
        else:
            return i
    return i


def _separator(s: Sentence, i: int) -> tuple[int, bool]:
    """Where the next item may begin behind a comma or "and", or -1; and whether it is told apart."""
    words, begin, apart_, joined = s.words, i, False, False
    while i < len(words) and i < begin + 6:
        w = words[i]
        if w.ref is not None:
            break
        if w.text.lower() in _SEPARATORS:
            joined = True
            apart_ = apart_ or w.text == ";"
        elif w.lower in _SEPARATELY or w.lower in ("with", "on", "upon") and joined:
            apart_ = True
        elif w.lower not in _BETWEEN:
            break
        i += 1
    return (i, apart_) if joined else (-1, False)


def companions(s: Sentence, w: Word, parsed: list[Word], *prepositions: str, direct: bool = False) -> Listing:
    """Who stands on the other side of an event word: from where the parse has its objects, else read in line.

    ``direct`` also takes an object without a preposition ("met in Seoul the ambassador").
    """
    least = 2 if "between" in prepositions[:1] else 1
    behind = s.words[w.index + 1] if w.index + 1 < len(s.words) else w
    if behind.lower in prepositions:
        found = listing(s, behind.index + 1, least)
        if found.items and _named(found.items[0]):
            return found
    for word in sorted(parsed, key=lambda x: x.index):
        if word.lower in ("whom", "which"):
            who = next((x for x in reversed(s.words[max(0, word.index - 4) : word.index]) if x.persons), None)
            if who is not None:
                return Listing([Item(who.index, who.index, who)])
        found = listing(s, phrase_start(s, word), least)
        if found.items:
            return found
    start = _reach(s, w, prepositions, direct)
    return listing(s, start, least) if start >= 0 else Listing()


def phrase_start(s: Sentence, word: Word) -> int:
    """The first word of the noun phrase that ``word`` heads."""
    i = word.index
    while (
        i > 0 and (_nominal(s.words[i - 1]) or s.words[i - 1].tag in _LEADING) and not s.words[i - 1].persons
    ):
        i -= 1
    return i


def _reach(s: Sentence, w: Word, prepositions: tuple[str, ...], direct: bool) -> int:
    """The word where a person, post or group stands behind one of the prepositions, in the clause of ``w``; -1 for none."""
    i, straight = w.index + 1, direct
    while i < min(len(s.words), w.index + 24):
        x = s.words[i]
        if x.lower in prepositions:
            found = listing(s, i + 1)
            if found.items and _named(found.items[0]):
                return i + 1
        if straight and (
            x.persons or x.tag in ("DT", "PRP$", "JJ", "NN", "NNS") or _kind(x) in ("post", "demonym")
        ):
            found = listing(s, i)
            if found.items and _named(found.items[0]):
                return i
        if x.text in (".", ";") or x.lower in _OPEN_CLAUSE or x.tag in _FINITE and x.ref is None:
            return -1
        if x.persons and x.ref is not None and x.ref.reference is None:
            straight = False
        straight = straight and (
            x.tag in ("RB", "DT", "IN", ",", "-LRB-", "-RRB-", "CD")
            or _kind(x) in ("date", "place", "name", "body")
            or x.lower in ("sidelines", "margins", "capital")
        )
        i += 1
    return -1


def _named(item: Item) -> bool:
    return bool(item.persons) or item.head.ref is None or _kind(item.head) in ("post", "group")


def joint_subjects(s: Sentence, verb: Word) -> list[Word]:
    """The persons before a verb that are joined by "and" or commas: "A and his counterpart, B, on Monday co-chaired"."""
    i, seen = verb.index - 1, 0
    while i >= 0 and not s.words[i].persons and seen < 12:
        x = s.words[i]
        passed = x.tag in ("RB", "MD", "VBP", "VBZ", "VBD", "IN", ",", "TO", "VB", "VBN") or x.ref is not None
        if (
            not passed
            or x.lower in _OPEN_CLAUSE
            or x.ref is None
            and x.tag in _FINITE
            and x.lower not in _AUXILIARIES
        ):
            return []
        i, seen = i - 1, seen + 1
    found: list[Word] = []
    while i >= 0:
        x = s.words[i]
        if x.persons:
            found.insert(0, x)
        elif not (
            x.text in (",", "and", "&")
            or x.tag in _LEADING
            or _kind(x) in ("post", "demonym", "name", "group")
        ):
            break
        i -= 1
    if i >= 0 and s.words[i].lower in ("by", "with"):  # "accompanied by A and B, C had lunch": only C acts
        last = max(
            (
                x.index
                for x in s.words[i : verb.index]
                if x.text == "," and found and x.index < found[-1].index
            ),
            default=0,
        )
        return [x for x in found if x.index > last]
    return found


_AUXILIARIES = frozenset({"is", "was", "has", "had", "were", "are", "have", "will", "would", "also"})
