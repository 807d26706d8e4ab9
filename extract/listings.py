"""Lists of persons, posts, bodies and groups as they stand in a line: "with A, B and, separately, with members of C".

Names with their titles are single words in a parsed sentence (``views``), so that reading a list from left to
right is safer than a parse, which hangs long coordinations anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.appositions import (
    LEADING,
    RELATED,
    belongings_end,
    clause_of,
    explains,
    named_apart,
    named_behind,
    nominal,
    of_other_land,
    past_land,
)
from communique.extract.groups import group_end
from communique.extract.people import Person
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SEPARATORS = frozenset({",", ";", "and", "&", "plus", "well"})
_BETWEEN = frozenset(
    "as also then later afterwards subsequently finally lastly earlier along together with on upon separately too /".split()
)
_SEPARATELY = frozenset(
    {"separately", "respectively", "separate", "back-to-back", "individually", "respective"}
)
_MARKS = frozenset({"—", "–", "-", "--", ":", "("})
_ARTICLES = frozenset({"a", "an", "the"})
_LOCAL = frozenset({"in", "at", "on", "from"})
_LED = frozenset({"led", "headed", "comprised", "comprising", "chaired"})
CLAUSE_OPENERS = frozenset(
    {"that", "who", "which", "whose", "where", "while", "when", "after", "before", "because", "if", "but"}
)


def kind_of(w: Word) -> str:
    """What a word stands for, empty for a plain word."""
    return w.ref.kind if w.ref is not None else ""


@dataclass(slots=True)
class Item:
    """One side of an event: the words ``first`` to ``last`` of its phrase, its ``head`` among them.

    ``label`` words it where the phrase itself does not ("President of Chad" out of "the presidents of Gabon and Chad");
    ``known`` is who holds such a post, if the report tells.
    """

    first: int
    last: int
    head: Word
    label: str = ""
    known: tuple[Person, ...] = ()

    @property
    def persons(self) -> tuple[Person, ...]:
        """The persons that the head stands for; none for a post, a body or a group."""
        return self.known or self.head.persons


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
        if (
            item is None
            or len(found.items) >= least
            and _begins_clause(s, behind)
            and not _last_of_three(s, i, start)
        ):
            break
        if not item.persons and (told := named_apart(s, item.head.index + 1)) is not None:
            item, behind = Item(told.index, told.index, told), _tail(s, told.index + 1)
        if (named := _spelled(s, behind, item)) is not None:
            named.items = [*found.items, *named.items]
            return named
        before = found.items[-1] if found.items else None
        if before is not None and explains(s, i, item.head) and not before.persons:
            break  # "representatives of X, a group of families"
        if before is not None and _describes(before, item) and _by_name(item) and s.words[i - 1].text == ",":
            others = [x for x in found.items if not _describes(x, item)]
            found.items = [*others, item]  # "his counterpart, Smith", "the Minister of X, Smith": one person
        else:
            found.items.append(item)
        inner = _included(s, behind, item)
        if inner is not None:
            inner.items = [x for x in found.items[:-1] if x.persons] + inner.items
            return inner
        i, apart = _separator(s, behind)
        found.separate |= apart
        if i < 0:
            break
    return found


def _last_of_three(s: Sentence, i: int, start: int) -> bool:
    """ "between A, B and C was held": the first "and" of the list stands before word ``i``, so the list goes on with it."""
    joined = [w.index for w in s.words[start:i] if w.lower == "and"]
    return bool(start) and s.words[start - 1].lower in ("between", "among") and joined == [i - 1]


def _spelled(s: Sentence, i: int, group: Item) -> Listing | None:
    """ "his counterparts from Peru and Chile — A and B, respectively": the names behind a mark, each one by itself."""
    if group.persons or i >= len(s.words) or s.words[i].text not in _MARKS or group.first >= group.last:
        return None
    found = listing(s, i + 1)
    named = len(found.persons()) > 1 and all(x.persons for x in found.items)
    return Listing(found.items, separate=True) if named else None


def _included(s: Sentence, i: int, group: Item) -> Listing | None:
    """ "leaders of several states, including Chad, Gabon and the King of Jordan": those included, each one by itself."""
    words, j = s.words, _behind_including(s, i)
    if group.persons or not j:
        return None
    found = Listing(separate=True)
    while j < len(words):
        while (
            j < len(words)
            and words[j].ref is None
            and words[j].lower in (",", ";", "and", "the", "as", "well", "also")
        ):
            j += 1
        if j < len(words) and kind_of(words[j]) == "country":
            found.items.append(Item(j, j, words[j]))
            j += 1
            continue
        item, behind = _item(s, j)
        if item is None or behind <= j:
            break
        found.items.append(item)
        j = behind
    countries = [x for x in found.items if kind_of(x.head) == "country"]
    if countries:
        found.group = group
    return found if found.items else None


def _behind_including(s: Sentence, i: int) -> int:
    """The word behind ", including", "such as" or ", among them" at word ``i``; 0 where none of these stands there."""
    first = i + (i < len(s.words) and s.words[i].text in (",", "–", "—", "-"))
    near = [w.lower for w in s.words[first : first + 2]]
    if near[:1] in (["including"], ["namely"]):
        return first + 1
    return first + 2 if near in (["such", "as"], ["among", "them"]) else 0


def _describes(item: Item, named: Item) -> bool:
    """A post without a name, or a description: what a name in apposition may follow."""
    ref = item.head.ref
    return (
        not item.persons
        and not of_other_land(item.head, named.head)
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
    return i < len(s.words) and s.words[i].tag in FINITE and s.words[i].ref is None


def _item(s: Sentence, i: int) -> tuple[Item | None, int]:
    """The phrase that begins at word ``i`` and the word behind it."""
    words = s.words
    if i < len(words) and words[i].lower in ("each", "both", "all"):
        i += 1
        if i < len(words) and words[i].lower == "of":
            i += 1
    while i < len(words) and words[i].ref is None and words[i].tag in LEADING:
        i += 1
    i = past_land(s, i)
    first = i
    i = _peoples(s, i)
    if i == first and kind_of(words[i] if i < len(words) else words[-1]) == "demonym":
        i = _peoples(s, i + 1)  # "Kenyan foreign and defence ministers"
    while i < len(words) and nominal(words[i]) and not _led(words, i) and not clause_of(words, i, first):
        if words[i].persons and (his := _of_his(words, i)) is not None:
            i = his.index  # "President A's adviser, B"
        if words[i].persons:
            return Item(first, i, words[i]), _tail(s, i + 1)
        if kind_of(words[i]) in ("post", "group") and not _owner(s, i):
            last = belongings_end(s, _countries_behind(s, i))
            return Item(first, last, words[i]), _tail(s, last + 1)
        i += 1
    if i == first:
        return None, i
    head = next((w for w in reversed(words[first:i]) if w.tag.startswith("NN") or w.ref is not None), None)
    if head is None or head.index != i - 1:
        return None, i
    return _group(s, first, head)


def _of_his(words: list[Word], i: int) -> Word | None:
    """The person in "President A's security adviser, B", whose words are one with those of his post."""
    behind = words[i + 1 : i + 4]
    if len(behind) < 2 or behind[0].tag != "POS":
        return None
    named = next((w for w in behind[1:] if w.persons), None)
    own = named is not None and named.ref is not None and named.ref.mention is not None
    return named if own and named is not None and named.persons != words[i].persons else None


def _led(words: list[Word], i: int) -> bool:
    """The participle in "a delegation led by"."""
    return words[i].lower in _LED and i + 1 < len(words) and words[i + 1].lower in ("by", "of")


def _owner(s: Sentence, i: int) -> bool:
    """Whether "'s" and a person follow: "the ministry's Smith"."""
    behind = s.words[i + 1 : i + 4]
    return len(behind) > 1 and behind[0].tag == "POS" and any(w.persons for w in behind[1:])


def _countries_behind(s: Sentence, i: int) -> int:
    """The last word of "leaders of Algeria, Morocco, and Estonia", "heads of state of Chad", "counterparts from five countries"."""
    words, last = s.words, i
    if (
        _bodies(words[i])
        and last + 1 < len(words)
        and words[last + 1].tag == "NNS"
        and words[last + 1].ref is None
    ):
        last += 1
    while last + 1 < len(words) and words[last + 1].lower in ("of", "from"):
        j = last + 2
        while j < len(words) and (nominal(words[j]) or words[j].tag == "DT") and not words[j].persons:
            j += 1
        if (
            j == last + 2
            or words[last + 1].lower == "from"
            and kind_of(words[j - 1]) not in ("country", "group")
        ):
            break
        last = j - 1
    j = last + 1
    while j < len(words) and words[j].text in (",", "and"):
        while j < len(words) and words[j].lower in (",", "and", "the"):
            j += 1
        if j >= len(words) or kind_of(words[j]) != "country":
            break
        last, j = j, j + 1
    return last


def _bodies(w: Word) -> bool:
    """Whether a group's words end with a people or body that only describes what stands behind: "heads of UN" agencies."""
    reference = w.ref.reference if w.ref is not None else None
    posts = reference.naming.posts if reference is not None and reference.naming is not None else []
    return (
        bool(posts)
        and (posts[-1].plural or posts[-1].kind == "head")
        and bool(posts[-1].body or posts[-1].country)
    )


def _peoples(s: Sentence, i: int) -> int:
    """The word behind "Serbian, Croatian and" before "Slovenian presidents"; ``i`` where no such row stands."""
    words, j = s.words, i
    while j + 1 < len(words) and kind_of(words[j]) == "demonym" and words[j + 1].text in (",", "and"):
        j += 2
        if j < len(words) and words[j].text == "and":
            j += 1
    if j == i and i + 2 < len(words) and words[i + 1].text == "and" and words[i].tag.startswith("JJ"):
        plain = words[i].ref is None and kind_of(words[i + 2]) == "group"
        return i + 2 if plain else i  # "foreign and defence ministers"
    if j == i or j >= len(words):
        return i
    k = j + 1 if kind_of(words[j]) == "demonym" else j
    return k if k < len(words) and (kind_of(words[k]) in ("group", "post") or words[k].persons) else i


def _group(s: Sentence, first: int, head: Word) -> tuple[Item | None, int]:
    """A body, or a noun for people with what belongs to it ("members of the Mexican community")."""
    words = s.words
    if kind_of(head) in ("body", "name"):
        return Item(first, head.index, head), _tail(s, head.index + 1)
    if head.lower in RELATED and (named := named_behind(s, head.index + 1)) is not None:
        return Item(named.index, named.index, named), _tail(s, named.index + 1)
    people = kind_of(head) == "demonym" and head.lower.endswith("s") and head.tag in ("NNS", "NNPS")
    if not people and (head.ref is not None or head.lower not in trigger_words("meeting", "people")):
        return None, head.index + 1
    last = group_end(s, head)
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
        elif kind_of(words[i]) == "date" or words[i].lower in ("here", "there"):
            i += 1
        elif words[i].lower in _LOCAL | {"of"}:
            j = i + 1
            while j < len(words) and words[j].ref is None and words[j].tag in ("DT", "PRP$", "JJ"):
                j += 1
            if j < len(words) and kind_of(words[j]) in ("place", "country", "name", "date", "body"):
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
        if w.text.lower() in _SEPARATORS or i == begin and w.lower == "with" and _someone(s, i + 1):
            joined = True
            apart_ = apart_ or w.text == ";"
        elif (
            w.lower in _SEPARATELY
            or joined
            and (w.lower in ("with", "on", "upon", "by") or w.lower == "to" and _someone(s, i + 1))
        ):
            apart_ = True
        elif w.lower not in _BETWEEN:
            break
        i += 1
    return (i, apart_) if joined else (-1, False)


def _someone(s: Sentence, i: int) -> bool:
    """Whether a person stands at word ``i``, behind an article or not: "with the President, A, with the Speaker, B"."""
    for w in s.words[i : i + 3]:
        if w.persons:
            return True
        if w.lower != "the" and kind_of(w) not in ("name", "place", "demonym"):
            return False
    return False


def phrase_start(s: Sentence, word: Word) -> int:
    """The first word of the noun phrase that ``word`` heads."""
    i = word.index
    while i > 0 and (nominal(s.words[i - 1]) or s.words[i - 1].tag in LEADING) and not s.words[i - 1].persons:
        before = s.words[i - 1]
        if before.dep in ("pobj", "dobj") and before.head != i and before.ref is None:
            return i  # "received in audience the ambassadors"
        if before.lower == "audience" and s.words[i - 2].lower == "in":
            return i  # "received in audience diplomats"
        if before.tag.startswith("VB") and before.dep not in ("amod", "compound", "nmod"):
            return i  # "has met the Kenyan minister": the verb is no part of it
        i -= 1
        if before.tag == "DT" and before.lower in _ARTICLES and s.words[i - 1].tag != "PDT":
            return i  # "received in the party office a delegation": another phrase stands before the article
    return i
