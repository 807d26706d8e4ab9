"""What a report leaves out where it names a post, and tells elsewhere: body, country, receiving country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.naming import Naming
from communique.extract.paragraphs import ParagraphReading
from communique.extract.persons import Person
from communique.extract.posts import Post
from communique.extract.units import Unit
from communique.extract.words import word_list
from communique.ontology.reference import organizations, sole_party

if TYPE_CHECKING:
    from communique.extract.people import Registry

_DASHES = frozenset("-–—:")
_HISTORY = re.compile(
    r"mausoleum|birthday|birth anniversary|anniversary of (?:the )?(?:birth|death)|founder|founded by|built by|cultivated|"
    r"forefathers|predecessors|preceding leaders|passing of|demise of|death of|statue|tomb of|memorial|laid the foundation|legacy",
    re.IGNORECASE,
)

#: Bodies named in full elsewhere. Organs of states are none: whose parliament it is tells the country.
_BARE = word_list("bare_bodies")
_ACADEMIC = frozenset(
    {"Rector", "Vice Rector", "Pro-Rector", "Vice-Chancellor", "Pro-Vice-Chancellor", "Provost"}
)
#: What a "its" close behind points to, though nothing tells whose it is.
_COLLECTIVES = frozenset({"party", "committee", "front", "union", "league", "federation", "association"})
_NEAR = 5
#: Heads of world bodies, which a report names once with the body and later without it.
_OF_WORLD_BODIES = frozenset(
    {"Director-General", "Secretary-General", "Executive Secretary", "Executive Director"}
)
#: Kinds of words that bodies are named of, and how far before "its" such a name is looked for.
_NAMEABLE = ("cap", "city", "region")
_BODY_REACH = 10

#: Who sends condolences on a death is not who died: "on the death of A were sent by B".
_SENT_BY = re.compile(r"(?:death|passing|demise) of [^|]* by (?=[^|]*\|)", re.IGNORECASE)

_SUCCEEDED = re.compile(
    r"\b(?:succeed(?:s|ed|ing)|tak(?:es|en|ing) over from|took over from|replac(?:es|ed|ing))\s+(?:the\s+|then\s+)?$",
    re.IGNORECASE,
)


def borrow_body(reading: ParagraphReading, post: Post) -> None:
    """ "its" in "head of its Commission" and "the MPP … its General Secretary" is the body named last."""
    if post.role in _OF_WORLD_BODIES and not (post.body or post.country or post.whose):
        _of_body_near(reading, post)
    whose = post.whose or (post.determiner if post.determiner in ("its", "their", "whose") else "")
    if not whose:
        _lead_delegation(reading, post)
        return
    units = reading.units[: post.first]
    if company := _company_led(units):
        post.body = company
        return
    owner = next((u for u in reversed(units) if u.kind in ("party", "org")), None)
    if post.kind == "head" and not post.body and (named := _body_named_last(units)):
        post.body = named
        return
    if owner is None and not post.body and post.kind != "minister" and (named := _company_whose(units)):
        post.body = named
        return
    if owner is None and any(u.kind == "cap" and u.lower in _COLLECTIVES for u in units[-_NEAR:]):
        return  # "Secretary of the Party Central Committee and Chair of its Commission": of whose party is not told here
    if owner is None:
        country = _subject_country(reading, post) or next(
            (u for u in reversed(units) if u.kind == "country"), None
        )
        post.country = post.country or (country.code if country else "")
    elif not post.body:
        post.body, post.body_code = owner.name, owner.code
        post.body_kind = "party" if owner.kind == "party" else "organization"
    else:
        post.body, post.body_code = f"{post.body} of the {owner.name}", owner.code


def _company_led(units: Sequence[Unit]) -> str:
    """ "a team from Acme Oil, led by its President X": a name that is of no known body, no country and no party."""
    words = [u.lower for u in units[-4:] if u.text != ","]
    if words[-3:-1] not in (["led", "by"], ["headed", "by"]):
        return ""
    j = len(units) - words[::-1].index("by")
    named: list[str] = []
    while j > 0 and (
        units[j - 1].kind == "cap" or not named and units[j - 1].lower in ("by", "led", "headed", ",", "its")
    ):
        named = [units[j - 1].text, *named] if units[j - 1].kind == "cap" else named
        j -= 1
    known = word_list("body_words") | word_list("institutions")
    return "" if any(w.lower() in known for w in named) else " ".join(named)


def _of_body_near(reading: ParagraphReading, post: Post) -> None:
    """ "at the headquarters of the FAO he was greeted by Director-General X": the world body that the sentence names last."""
    token = reading.units[post.first].first
    begin = max((a for a, _ in reading.sentences if a <= token), default=0)
    before = [u for u in reading.units[: post.first] if u.first >= begin]
    body = next((u for u in reversed(before) if u.kind == "org" and not u.code), None)
    behind = before[before.index(body) + 1 :] if body is not None else []
    apart = any(u.kind in ("role", "country", "demonym", "party") for u in behind)
    if body is not None and not apart:
        post.body, post.body_kind = body.name, "organization"


def _company_whose(units: Sequence[Unit]) -> str:
    """ "Acme Tyres, whose chief executive, X, …": the capitalized words right before the comma."""
    if [u.lower for u in units[-2:]] != [",", "whose"]:
        return ""
    j = len(units) - 2
    while j > 0 and units[j - 1].kind in _NAMEABLE:
        j -= 1
    return " ".join(u.text for u in units[j:-2])


def _body_named_last(units: Sequence[Unit]) -> str:
    """ "visited the Nordic Institute and met its director": a name of capitalized words close before, with a noun of bodies in it."""
    end = len(units) - 1
    begin = max(0, end - _BODY_REACH)
    while end > begin and units[end].kind not in _NAMEABLE:
        if units[end].kind in ("party", "org") or units[end].text == ".":
            return ""
        end -= 1
    first = end
    while first > begin and (
        units[first - 1].kind in _NAMEABLE
        or units[first - 1].lower in ("of", "for", "and")
        and units[first - 2].kind in _NAMEABLE
    ):
        first -= 1
    first -= first > begin and units[first - 1].kind == "demonym"
    words = units[first : end + 1]
    nouns = word_list("institutions") - {"ministry", "government", "parliament", "republic", "party"}
    named = len(words) > 1 and not nouns.isdisjoint(u.lower for u in words)
    return " ".join(u.text for u in words) if named else ""


def _lead_delegation(reading: ParagraphReading, post: Post) -> None:
    """ "The Reform Party delegation, led by Secretary-General X": an officer without a body is of the body that is sent."""
    if post.body or post.country or post.kind not in ("head", "party"):
        return
    words = [u.lower for u in reading.units[max(0, post.first - 4) : post.first] if u.text != ","]
    if words[-2:] not in (["led", "by"], ["headed", "by"]) or words[-3:-2] != ["delegation"]:
        return
    at = next(i for i in range(post.first - 1, 0, -1) if reading.units[i].lower == "delegation")
    owner = reading.units[at - 1]
    if owner.kind in ("party", "org"):
        post.body, post.body_code = owner.name, owner.code
        post.body_kind = "party" if owner.kind == "party" else "organization"


def _subject_country(reading: ParagraphReading, post: Post) -> Unit | None:
    """The country that opens the sentence: "Iran has asked Germany to extradite its former president"."""
    token = reading.units[post.first].first
    begin = max((a for a, _ in reading.sentences if a <= token), default=0)
    for before, unit in zip([None, *reading.units], reading.units, strict=False):
        opens = unit.first <= begin + 1 or before is not None and before.text in _DASHES
        if begin <= unit.first < token and opens and unit.kind == "country":
            return unit
    return None


def historical(text: str, reading: ParagraphReading, naming: Naming) -> bool:
    """Whether the words around a naming speak of somebody of the past (a birthday, a mausoleum)."""
    start, end = reading.span(naming.first, naming.last)
    if _SUCCEEDED.search(text[max(reading.start, start - 40) : start]):
        return True
    near = text[max(reading.start, start - 60) : start] + " | " + text[end : min(reading.end, end + 25)]
    near = _SENT_BY.sub("", near)
    return bool(_HISTORY.search(near))


def complete(registry: Registry, person: Person, post: Post) -> None:
    """Give a post the body, country and receiving country that the report makes plain elsewhere."""
    if not post.body and post.role.split(" for ")[0] in _ACADEMIC and post.kind == "head":
        post.body = registry.full_name("University")
    if 2 <= len(post.body) <= 6 and sum(c.isupper() for c in post.body) > 1 and not post.body_code:
        post.body = registry.spelled_out(post.body)
    if post.body.istitle() and post.body.lower() in _BARE and (name := registry.full_name(post.body)):
        post.body = name  # "the Institute's director"
    lone = "Secretary-General" in post.role and not post.body and not post.country
    if lone and not any(h.post.role == post.role and h.post.body for h in person.posts):
        post.body = _secretariat(registry)
        if post.body:
            post.body_kind = "organization"
            return
    if (
        post.role.startswith("Special Rapporteur")
        and not post.body
        and _secretariat(registry) == "United Nations"
    ):
        post.body, post.body_kind = "United Nations", "organization"  # only its councils have such posts
        return
    if (
        not post.country
        and post.body_kind == "organization"
        and post.body
        and not post.body_code
        and _worldly(post)
    ):
        return
    if post.role == "Pope":
        post.country = "VA"
    local = (
        post.kind == "local" and post.body and not person.sure
    )  # a town that nobody knows may lie anywhere
    if (
        not post.country
        and not local
        and not (post.body_code == "" and post.body and _international(post.body))
    ):
        post.country = person.country
    if post.kind == "party" and not post.body and post.country and _party_post(post):
        party = sole_party(post.country)
        if party is not None:
            post.body, post.body_kind, post.body_code = party.name, "party", party.code
    if (
        post.kind == "envoy"
        and not post.to
        and post.country != registry.receiving
        and post.role.endswith(("Ambassador", "High Commissioner", "Consul General", "d'Affaires"))
    ):
        post.to = registry.receiving


def _secretariat(registry: Registry) -> str:
    """Whose Secretary-General is meant without a body: the United Nations where named, else the report's only world body."""
    bodies = Counter(u.name for r in registry.paragraphs for u in r.units if u.kind == "org" and not u.code)
    if len(bodies) == 1:
        return next(iter(bodies))
    ranked = bodies.most_common(2)
    if len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1]:
        return ranked[0][0]  # the body that the report is about
    return "United Nations" if "United Nations" in bodies else ""


def _party_post(post: Post) -> bool:
    return post.role.endswith(
        ("General Secretary", "Politburo", "Secretariat", "First Secretary", "Central Committee")
    )


def _worldly(post: Post) -> bool:
    """A company's or an unknown body's head has no country unless the report says so."""
    roles = ("CEO", "Founder", "Managing Director", "Executive Director")
    company = post.body.split()[-1] in word_list("small_kinds")
    initials = post.kind == "state" and post.body.isupper()  # "FAW President X"
    return post.kind == "head" and (post.role in roles or company) or initials


def _international(body: str) -> bool:
    return body in _world_bodies()


@cache
def _world_bodies() -> frozenset[str]:
    """The names of international bodies."""
    return frozenset(o.name for o in organizations() if not o.code)
