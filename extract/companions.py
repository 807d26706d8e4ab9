"""Who stands on which side of an event word: the list behind it, and the persons joined before its verb."""

from __future__ import annotations

from communique.extract.appositions import LEADING
from communique.extract.listings import (
    CLAUSE_OPENERS,
    FINITE,
    Item,
    Listing,
    kind_of,
    listing,
    phrase_start,
)
from communique.extract.views import Sentence, Word


def companions(s: Sentence, w: Word, parsed: list[Word], *prepositions: str, direct: bool = False) -> Listing:
    """Who stands on the other side of an event word: from where the parse has its objects, else read in line.

    ``direct`` also takes an object without a preposition ("met in Seoul the ambassador").
    """
    return _with_more(s, _companions(s, w, parsed, *prepositions, direct=direct), prepositions)


def _companions(
    s: Sentence, w: Word, parsed: list[Word], *prepositions: str, direct: bool = False
) -> Listing:
    least = 2 if "between" in prepositions[:1] else 1
    if w.dep in (
        "nsubj",
        "nsubjpass",
    ):  # "Meetings with A and B are planned": the verb is that of the meetings
        least = 9
    if w.dep in ("relcl", "acl") and s.words[w.head].dep in ("nsubj", "nsubjpass"):
        least = 9  # "The talks, led by A and B, lasted an hour"
    behind = s.words[w.index + 1] if w.index + 1 < len(s.words) else w
    if behind.lower in prepositions:
        found = listing(s, behind.index + 1, least)
        if found.items and _named(found.items[0]):
            return found
    for word in sorted((x for x in parsed if x.tag != "VBG" or x.ref is not None), key=lambda x: x.index):
        if word.lower in ("whom", "which"):
            who = next((x for x in reversed(s.words[max(0, word.index - 4) : word.index]) if x.persons), None)
            if who is not None:
                return Listing([Item(who.index, who.index, who)])
        found = listing(s, phrase_start(s, word), least)
        if found.items and not _absolute(s, found):
            return found
    start = _reach(s, w, prepositions, direct)
    found = listing(s, start, least) if start >= 0 else Listing()
    return found if not _absolute(s, found) else Listing()


def _with_more(s: Sentence, found: Listing, prepositions: tuple[str, ...]) -> Listing:
    """ "spoke with A about trade, and with B": the list that goes on behind what was spoken about."""
    if not found.items or prepositions[:1] != ("with",):
        return found
    for x in s.words[found.items[-1].last + 2 :]:
        if x.text in (".", ";") or x.lower in CLAUSE_OPENERS or x.tag in FINITE and x.ref is None:
            return found
        if x.lower == "with" and s.words[x.index - 1].lower in ("and", "also"):
            more = listing(s, x.index + 1, 9)
            named = [i for i in more.items if i.persons and i.persons[0] not in found.persons()]
            return Listing([*found.items, *named], separate=True) if named else found
    return found


def _absolute(s: Sentence, found: Listing) -> bool:
    """ "talks were held, with A leading the hosts": what goes along with the talks, not whom they are with."""
    if not found.items:
        return False
    first, last = found.items[0].first, found.items[-1].last
    opened = next((x.index for x in reversed(s.words[max(0, first - 6) : first]) if x.lower == "with"), -1)
    told = s.words[opened + 1 : last + 2] if opened >= 0 else []
    return any(x.tag == "VBG" and x.ref is None and s.words[x.index - 1].persons for x in told)


def _reach(s: Sentence, w: Word, prepositions: tuple[str, ...], direct: bool) -> int:
    """The word where a person, post or group stands behind one of the prepositions, in the clause of ``w``; -1 for none."""
    i, straight = _past_others(s, w.index + 1) if direct else w.index + 1, direct
    while i < min(len(s.words), w.index + 24):
        x = s.words[i]
        if x.lower in prepositions:
            start = _past_others(s, i + 1)
            found = listing(s, start)
            if found.items and _named(found.items[0]):
                return start
        audience = x.lower == "audience" and s.words[i - 1].lower == "in"
        if (
            straight
            and not audience
            and (
                x.persons
                or x.tag in ("DT", "PRP$", "JJ", "NN", "NNS")
                or kind_of(x) in ("post", "group", "demonym")
            )
        ):
            found = listing(s, i)
            if found.items and _named(found.items[0]):
                return i
        if x.text in (".", ";") or x.lower in CLAUSE_OPENERS or x.tag in FINITE and x.ref is None:
            return -1
        if x.persons and x.ref is not None and x.ref.reference is None:
            straight = False
        straight = straight and (
            x.tag in ("RB", "DT", "PRP$", "IN", ",", "-LRB-", "-RRB-", "CD", "POS")
            or kind_of(x) in ("date", "place", "name", "body")
            or x.lower in _ASIDE
            or kind_of(x) == "country"
            and [y.tag for y in s.words[i + 1 : i + 2]] == ["POS"]  # "received at the palace Peru's B"
        )
        i += 1
    return -1


#: Nouns of when and where that may stand between "received" and whom ("received in audience this morning at his office B").
_ASIDE = frozenset(
    "sidelines margins capital audience morning afternoon evening office offices headquarters residence palace seat ministry".split()
)


def _past_others(s: Sentence, i: int) -> int:
    """The word behind "among others" in "met with, among others, A and B"; ``i`` where that does not stand there."""
    near = [w.lower for w in s.words[i : i + 4] if w.text != ","]
    if near[:2] not in (["among", "others"], ["inter", "alia"]):
        return i
    last = next(w.index for w in s.words[i : i + 4] if w.lower in ("others", "alia"))
    return last + 1 + (last + 1 < len(s.words) and s.words[last + 1].text == ",")


def _named(item: Item) -> bool:
    return bool(item.persons) or item.head.ref is None or kind_of(item.head) in ("post", "group")


def joint_subjects(s: Sentence, verb: Word) -> list[Word]:
    """The persons before a verb that are joined by "and" or commas: "A and his counterpart, B, on Monday co-chaired"."""
    i, seen = verb.index - 1, 0
    while i >= 0 and not s.words[i].persons and seen < 12:
        x = s.words[i]
        passed = x.tag in ("RB", "MD", "VBP", "VBZ", "VBD", "IN", ",", "TO", "VB", "VBN") or x.ref is not None
        if (
            not passed
            or x.lower in CLAUSE_OPENERS
            or x.ref is None
            and x.tag in FINITE
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
            or x.tag in LEADING
            or kind_of(x) in ("post", "demonym", "name", "group")
            or _own_country(s, i)
        ):
            break
        i -= 1
    if i >= 0 and _governs(
        s.words[i]
    ):  # "accompanied by A and B, C had lunch", "After meeting A, C held": only C acts
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


def _own_country(s: Sentence, i: int) -> bool:
    """ "A of Peru and B of Kenya met": the words "of Peru" behind a person."""
    of = i if s.words[i].lower in ("of", "from") else i - 1
    return (
        0 < of < len(s.words) - 1
        and s.words[of].lower in ("of", "from")
        and kind_of(s.words[of + 1]) == "country"
        and bool(s.words[of - 1].persons)
    )


def _governs(w: Word) -> bool:
    """Whether a word has the persons behind it as its objects: "with A, C held talks", "Having met A, C held talks"."""
    return w.ref is None and (
        w.tag in ("VBG", "VBN", "VB", "VBD")
        or w.tag in ("IN", "TO")
        and w.lower not in CLAUSE_OPENERS | {"as", "than"}
    )


_AUXILIARIES = frozenset({"is", "was", "has", "had", "were", "are", "have", "will", "would", "also"})
