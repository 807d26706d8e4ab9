"""Beside whom a report names a person: those of one list are of one side, those who meet are of two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.words import word_list

if TYPE_CHECKING:
    from communique.extract.people import Person, PersonMention, Registry
    from communique.extract.units import Unit

_UNIQUE = frozenset(
    "President|Prime Minister|Minister of Foreign Affairs|King|General Secretary|Chancellor|Vice President|Crown Prince".split(
        "|"
    )
)
_GREETED = frozenset({"received", "welcomed", "greeted", "met"})
#: "X thanked Y": mostly one of another side.
_ADDRESSING = word_list("addressing_verbs")
#: Before whom a fronted clause meets ("In talks with X, Y said", "Receiving X, Y said").
_FRONTED = frozenset({"with", "receiving", "welcoming", "hosting", "greeting"})
#: Who honours somebody with an order is mostly of another side.
_HONOURING = frozenset({"conferred", "awarded", "decorated", "bestowed"})
_OWN_PEOPLE = frozenset({"entourage", "delegation", "team", "cabinet", "retinue"})
_JOINED = word_list("joined_words")
#: What two persons named together do as two sides.
_TOGETHER = word_list("joint_act_words")
_TALKS = frozenset({"discussion", "discussions", "conversation", "exchange", "meeting", "talks", "call"})
_LISTED = word_list("list_words")
_BEARING = word_list("bearing_words")
#: Units between two mentions beyond which they are not weighed beside each other.
_REACH = 14
#: What it says for a report's home that somebody of two is named first.
_OWN = 1.2
_MEETS = word_list("meeting_words")
_MESSAGES = word_list("message_nouns")


def single_posts(person: Person) -> set[str]:
    """The posts of a person that a country has once; a president of a parliament or company is none of these."""
    return {h.post.role for h in person.posts if h.post.status == "actual" and not h.post.body} & _UNIQUE


def beside(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """Persons named in one list are of one side; across "met" or "with", and in a message between them, of different sides."""
    units = registry.paragraphs[mention.paragraph].units
    for other in registry.mentions_in(mention.paragraph):
        if other.person is mention.person or not other.person.country:
            continue
        first, last = (other, mention) if other.first < mention.first else (mention, other)
        between = units[first.last : last.first]
        if len(between) <= _REACH:
            lead = {u.lower for u in units[max(0, first.first - 6) : first.first]}
            follow = [u.lower for u in units[last.last : last.last + 8]]
            weights[other.person.country] += _side(mention, other, between, lead, follow)


def own_first(registry: Registry, mention: PersonMention, weights: defaultdict[str, float]) -> None:
    """ "President A and President B", of whom nothing else is told: a report names its own first."""
    units = registry.paragraphs[mention.paragraph].units
    for other in registry.mentions_in(mention.paragraph) if registry.home_sure else ():
        first, last = (other, mention) if other.first < mention.first else (mention, other)
        joined = [u.lower for u in units[first.last : last.first]] == ["and"]
        if joined and _same_title(first, last) and not (first.person.sure or last.person.sure):
            weights[registry.home] += _OWN if mention is first else -_OWN


def _side(
    mention: PersonMention,
    other: PersonMention,
    between: Sequence[Unit],
    lead: set[str],
    follow: Sequence[str],
) -> float:
    """How much two persons named near each other are of one side (above zero) or of two."""
    words = [u.lower for u in between]
    sure = 1.0 if other.person.sure else 0.4
    plain = _plain_side(mention, other, between, sure)
    if plain is not None:
        return plain
    if "according" in lead or set(words) & {".", ";"} and not all(w in _LISTED for w in words):
        return 0.0
    if set(words) & _JOINED:
        return _joined_side(mention, other, words, lead) * sure
    if not _MESSAGES.isdisjoint(words):
        return _message_side(words) * sure
    if "between" in lead and words[:1] == ["and"] and set(words) <= _LISTED:
        return -2.0 * sure  # "talks between A and B"
    if "between" in lead and words == [","]:
        return 0.0  # "After talks between A and B, C said"
    if words == ["to"] and lead & {"from", "of"}:
        return -1.5 * sure
    if words == [","] and (lead >= {"invitation", "of"} or lead & _FRONTED and _acts(follow)):
        return -2.0  # "At the invitation of X, Y came", "In talks with X, Y said"
    if (
        all(w in _LISTED for w in words)
        or words[:1] == ["and"]
        and all(w in _LISTED or w == "with" for w in words)
    ):
        if "by" in lead and lead & _GREETED and _posted(mention) != _posted(other):
            return 0.0  # an arriving guest is met by officials of the place and by the own ambassador
        signed = (
            words == ["and"] and lead >= {"signed", "by"} and follow[:1] not in (["for"], ["on"])
        )  # "the text was signed by A and B"
        talk = follow[:1] == ["had"] and not _TALKS.isdisjoint(follow)  # "A and B had a candid discussion"
        two = (signed or talk or set(follow[:4]) & _TOGETHER) and not lead & {"alongside", "with", "and"}
        return (-2.0 if two else 2.0) * sure
    if words[:1] == ["and"] or words[:2] == [",", "and"]:  # "met A and, separately, with B"
        return 1.0 * sure if set(words) & (_MEETS | {"with"}) else 0.0
    if set(words) & _HONOURING:
        return -2.0 * sure
    if {"congratulated", "congratulates"} & set(words[:3]) or _ADDRESSING & set(words[:2]):
        return -1.5 * sure
    if set(words) & (_MEETS | {"with"}) and not any(u.kind == "demonym" for u in between):
        return -2.0 * (1.0 if other.person.sure else 0.8)
    return 0.0


def _plain_side(
    mention: PersonMention, other: PersonMention, between: Sequence[Unit], sure: float
) -> float | None:
    """What two posts and the words between them say outright; none where they leave it to the sentence."""
    words = [u.lower for u in between]
    if "now" in words and set(words) <= _LISTED:  # "President A and now President B"
        return 2.5 * sure
    if _opposed(mention, other) and len(words) < 6:
        return -2.5
    if words == ["and"] and _couple(mention, other):
        return 3.0 * sure
    if _along(words) and max(mention, other, key=lambda m: m.first).naming.relation != "counterpart":
        return 1.5 * sure
    if set(words) <= _LISTED and _same_title(mention, other):
        return -2.5 if words == ["and"] else 0.0
    later = max(mention, other, key=lambda m: m.first)
    if later.naming.relation == "counterpart" and len(words) < 4:
        return -3.0
    if words[:1] in (["'s"], ["’s"]) and (len(words) == 1 or words[1] in _OWN_PEOPLE and len(words) < 5):
        return 3.0 * sure  # "X's adviser Y", "X's entourage included Y"
    if words[-2:] == ["represented", "by"] and not any(u.kind == "country" for u in between):
        return 2.5 * sure
    if "according" in words and "by" in words[-3:]:  # "X, according to a statement by his spokesman Y"
        return 1.5 * sure
    ends = words == ["and"] or words == [",", "and"] and _posted(other)
    if ends and mention.first < other.first and _tagged(other) and not _tagged(mention):
        return -2.0 * sure  # "attended by Home Minister X and China's Ambassador Y"
    if "credentials" in words and _posted(mention) != _posted(other):
        return -2.5
    return 0.0 if "between" in words else None  # "A met B after the talks between C and D"


def _joined_side(mention: PersonMention, other: PersonMention, words: Sequence[str], lead: set[str]) -> float:
    """Who is "accompanied by" somebody is of his side; "he met with X, accompanied by Y": Y came with him."""
    if other.person.country == "VA" and mention.first > other.first:
        return 4.0 if other.person.sure else 10.0  # the Pope's ministers have their own beside them
    return 0.0 if words[:1] == [","] and lead & {"with", "met"} and "by" in words else 2.0


def _along(words: Sequence[str]) -> bool:
    """ "the governor is leading a mission along with director X"."""
    return list(words[-2:]) in (["along", "with"], ["together", "with"]) and _MEETS.isdisjoint(words)


def _acts(follow: Sequence[str]) -> bool:
    """Whether a verb stands right behind the second name."""
    word = follow[0] if follow else ""
    return word.isalpha() and word not in word_list("apposition_ends") | _LISTED


def _message_side(words: Sequence[str]) -> float:
    """A bearer is of the sender's side: "X conveyed to Y the greetings of Z", not "Y, to whom X conveyed …"."""
    carries = not _BEARING.isdisjoint(words[:3])
    sent = next(i for i, w in enumerate(words) if w in _MESSAGES)
    bearer = words[sent + 1 : sent + 2] in (["from"], ["of"]) and "to" not in words[sent:]
    bearer = bearer and (carries or not {"to", "and"} & set(words))
    return 1.5 if bearer else -1.5


def _couple(a: PersonMention, b: PersonMention) -> bool:
    """ "King X and Queen Y"."""
    held = {p.role for m in (a, b) for p in m.naming.posts}
    return held in ({"King", "Queen"}, {"Emperor", "Empress"}, {"Crown Prince", "Crown Princess"})


def _tagged(mention: PersonMention) -> bool:
    """Whether a country stands before the name itself ("China's Ambassador Y")."""
    return any(u.kind in ("country", "demonym") for p in mention.naming.posts for u in p.parts[:1])


def _posted(mention: PersonMention) -> bool:
    """An ambassador to somewhere."""
    return any(h.post.kind == "envoy" for h in mention.person.posts)


def _same_title(a: PersonMention, b: PersonMention) -> bool:
    """ "President A and President B", living or dead: a post that a country has once, for each of the two."""
    if a.naming.posts and b.naming.posts and a.naming.posts[0].first == b.naming.posts[0].first:
        return False  # "former premiers A and B"
    titles = [{p.role for p in m.naming.posts if not p.body} & _UNIQUE for m in (a, b)]
    return bool(titles[0] & titles[1])


def _opposed(a: PersonMention, b: PersonMention) -> bool:
    """Two holders of one post, or a "visiting" one beside another, are of two countries."""
    roles = single_posts(a.person) & single_posts(b.person)
    parts = [u.lower for m in (a, b) for post in m.naming.posts for u in post.parts]
    return bool(roles) or "visiting" in parts
