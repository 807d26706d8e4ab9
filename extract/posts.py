"""Posts put together from the words of a title: role, portfolio, body, country and status."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from communique.extract.lexicon import Role
from communique.extract.title_words import is_rank, joined, modifiers
from communique.extract.units import Unit
from communique.extract.words import word_list

#: Classes of posts whose capitalized neighbours name a portfolio, not a body.
PORTFOLIO_KINDS = frozenset({"minister", "adviser"})

_BRACKET = re.compile(r"\(\s*[^)]*\)")

_COMMITTEE = frozenset(
    {
        "central",
        "committee",
        "c.c.",
        "cc",
        "executive",
        "of",
        "the",
        "and",
        "politburo",
        "secretariat",
        "political",
        "bureau",
        "party",
    }
)


#: Parts of a parliament, which have heads of their own.
_CHAMBERS = frozenset({"senate", "house", "chamber", "committee", "commission"})
#: Organs of international bodies, which have heads of their own.
_ORGANS = frozenset({"commission", "parliament", "bank", "assembly"})


@dataclass(slots=True)
class Post:
    """A post as one stretch of text names it; ``first`` and ``last`` are unit indexes, article excluded."""

    first: int
    last: int
    role: str
    kind: str
    body: str = ""
    body_kind: str = "organization"
    body_code: str = ""
    country: str = ""
    to: str = ""
    status: str = "actual"
    determiner: str = ""
    plural: bool = False
    rank_only: bool = False  # "Ambassador X" without a posting is a form of address
    also_to: tuple[str, ...] = ()  # further receiving countries ("Ambassador to Australia and Vanuatu")
    whose: str = ""  # "its" in "head of its Commission": the body it points to is not named here
    parts: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Phrase:
    """What stands behind a preposition: words, the named units among them, and where it ends."""

    preposition: str
    words: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    last: int = 0
    whose: str = ""

    @property
    def text(self) -> str:
        return joined(self.words)


def compose(role: Role, left: list[Unit], phrases: list[Phrase]) -> Post | None:
    """The post of a title head with what stands to its left and its right; None where it is no post."""
    post = Post(0, 0, role.name, role.kind, status=_status(role, left))
    post.country = next((u.code for u in left if u.kind in ("country", "demonym") and u.code), "")
    ranks = [u.text for u in left if is_rank(u)]
    if role.kind in ("state", "government", "minister", "royal"):  # "Budapest's foreign minister"
        post.country = post.country or next((u.code for u in left if u.kind == "city"), "")
        left = [u for u in left if u.kind != "city"]
    words = _left_words(left)
    while words[:1] and words[0].lower() in ("and", "&", ","):
        words = words[1:]
    for unit in left:
        if unit.kind in ("party", "org"):
            _set_body(post, unit)
    coordinating = [w for w in words if w.lower() in word_list("minister_ranks")]
    if role.kind == "minister" and words[: len(coordinating)] == coordinating:
        ranks, words = [*coordinating, *ranks], words[len(coordinating) :]
    if (
        role.kind in ("state", "government", "minister", "envoy")
        and ranks[:1] == ["first"]
        and role.name not in ("Deputy Prime Minister",)
    ):
        ranks = ranks[1:]  # "the first Croatian foreign minister" counts, it is no rank
    if phrases and phrases[0].words[-1:] == ["diplomacy"]:
        post.role, post.kind = "Minister of Foreign Affairs", "minister"
        post.country = post.country or next((u.code for u in phrases[0].units if u.code), "")
        return post
    if role.kind == "envoy":
        return _envoy(post, ranks, words, phrases)
    if role.kind == "member":
        return _member(post, ranks, words, left, phrases)
    if _takes_portfolio(role, post, phrases) and not _of_body(role, words, phrases):
        return _minister(post, ranks, words, phrases)
    return _officer(post, ranks, words, left, phrases)


def _status(role: Role, left: list[Unit]) -> str:
    words = {u.lower for u in left} | {role.prefix}
    if words & word_list("former") or words & {"late", "founding"}:
        return "former"
    if role.kind == "envoy":
        words = words - {"incoming"}  # who presents credentials holds the post
    return "planned" if role.suffix or words & word_list("planned") else "actual"


def _left_words(left: list[Unit]) -> list[str]:
    """The capitalized words to the left that are no rank: a portfolio or a body."""
    return [
        u.text
        for u in left
        if (
            u.kind in ("cap", "low")
            and u.lower in word_list("body_words")
            and not is_rank(u)
            and u.lower not in modifiers() - word_list("ranks")
        )
        or (u.kind == "cap" and not is_rank(u) and u.lower not in modifiers())
        or (u.kind == "cap" and u.lower in word_list("fields_of_office") | {"transport"})
        or u.lower in ("of", "for", "and", "&", ",", "on")
        or u.kind in ("city", "region")
    ]


def _takes_portfolio(role: Role, post: Post, phrases: list[Phrase]) -> bool:
    if role.kind in PORTFOLIO_KINDS:
        department = role.name == "Minister" and (
            any(u.kind == "party" for p in phrases for u in p.units) or post.body_kind == "party"
        )
        secretary = role.name == "Secretary" and (post.body or _party_phrase(phrases) or _of_council(phrases))
        return not department and not secretary
    return False


def _of_body(role: Role, words: list[str], phrases: list[Phrase]) -> bool:
    """ "Permanent Secretary of the Ministry of Trade", "Central Bank Adviser": a body's official, no portfolio.

    A Minister or Commissioner is so only of a ministry or department, where no field stands to the left.
    """
    named = {"ministry", "department", "diwan"}
    first = next((p for p in phrases if p.preposition in ("of", "at", "in", "to") and p.words), None)
    behind = [w.lower() for w in first.words] if first is not None else []
    field = words and not {w.lower() for w in words} & (named | _bodies())
    if role.name in ("Minister", "Commissioner"):
        return bool(set(behind[:2]) & named) and not words
    offices = any(u.kind == "role" for u in first.units) if first is not None else False
    return not field and not offices and bool(set(behind) & (named | _bodies()) or words and not behind)


@cache
def _bodies() -> frozenset[str]:
    return word_list("institutions") - {
        "cabinet",
        "office",
        "republic",
        "union",
        "press",
        "house",
        "group",
        "zone",
    }


def _of_council(phrases: list[Phrase]) -> bool:
    """ "Secretary of the National Security Council": a body, no department."""
    bodies = {"council", "committee", "commission", "board", "assembly", "union", "congress"}
    return any(w.lower() in bodies for p in phrases for w in p.words) or any(
        u.kind == "org" for p in phrases for u in p.units
    )


def _party_phrase(phrases: list[Phrase]) -> bool:
    units = [u for p in phrases for u in p.units]
    return any(
        u.kind == "party" or u.lower in ("committee", "c.c.", "secretariat", "organization", "party")
        for u in units
    )


def _minister(post: Post, ranks: list[str], words: list[str], phrases: list[Phrase]) -> Post:
    """Minister-like posts: what stands left or behind "of" is the portfolio, a country at its end whose it is."""
    portfolio, link, tail = " ".join(words).strip(" ,"), "of", ""
    office = ""
    for phrase in phrases:
        rest = _without_country(phrase, post)
        if phrase.preposition in ("at", "in") and rest.endswith("Office"):
            office = rest  # "Senior Minister at the Prime Minister's Office"
        elif rest and not portfolio:
            portfolio, link = rest, phrase.preposition
        elif (
            rest
            and phrase.preposition in ("for", "of", "on")
            and rest not in ("Republic", "Kingdom", "Government")
        ):
            tail = f" {phrase.preposition} {rest}"
    post.role = _portfolio_role(post.role, ranks, portfolio, link, bool(words)) + tail
    if not post.body_code:
        post.body = office
    return post


def _portfolio_role(head: str, ranks: list[str], portfolio: str, link: str, printed_left: bool) -> str:
    rank = " ".join(r[0].upper() + r[1:] for r in ranks)
    portfolio = portfolio.replace(" ,", ",")
    if head == "Minister" and _foreign(portfolio):
        rank = "" if rank.lower() in word_list("minister_ranks") else rank
        return f"{rank} Minister of Foreign Affairs".strip()
    if not portfolio:
        return f"{rank} {head}".strip()
    if not printed_left:
        field = _titled(portfolio) if portfolio.islower() and head == "Minister" else portfolio
        return f"{rank} {head} {link} {field}".strip()
    field = _titled(portfolio) if portfolio.islower() else portfolio
    text = (
        f"{head} of {field}" if head == "Minister" else f"{field} {head}"
    )  # "Trade Minister": one office, one name
    return f"{rank} {text}".strip()


def _titled(portfolio: str) -> str:
    return " ".join(w if w in ("and", "of", "for", "the") else w.capitalize() for w in portfolio.split())


def _foreign(portfolio: str) -> bool:
    return portfolio.lower().replace("the ", "") in (
        "foreign",
        "foreign affairs",
        "external affairs",
        "foreign relations",
        "external relations",
    )


def _envoy(post: Post, ranks: list[str], words: list[str], phrases: list[Phrase]) -> Post:
    """Ambassadors, consuls, envoys: "of" names the sender, "to", "in" and "at" the receiver."""
    if "presidential" in (w.lower() for w in words):
        ranks = ["presidential", *ranks]
    post.role = " ".join([*(r[0].upper() + r[1:] for r in ranks), post.role])
    for phrase in phrases:
        code = next(
            (u.code for u in phrase.units if u.kind in ("country", "city", "org", "demonym") and u.code), ""
        )
        named = next((u for u in phrase.units if u.kind in ("org", "party")), None)
        if any(u.kind == "role" for u in phrase.units):
            post.role = f"{post.role} {phrase.preposition} the {_principal(phrase)}"
            post.country = post.country or code
            if named is not None:
                _set_body(post, named)
        elif phrase.preposition == "of" and code and not post.country and named is None:
            post.country = code
        elif phrase.preposition in ("to", "in", "at", "for") and code:
            post.to = code
            states = [u.code for u in phrase.units if u.kind == "country" and u.code]
            post.also_to = tuple(c for c in dict.fromkeys(states) if c != code)
        elif named is not None:
            _set_body(post, named)
        elif phrase.preposition in ("for", "on") and phrase.text:
            post.role = f"{post.role} {phrase.preposition} {phrase.text}"
    post.rank_only = post.role == "Ambassador" and not (post.country or post.to or post.body)
    return post


def _principal(phrase: Phrase) -> str:
    """Whose envoy one is, without the body he heads ("the UN Secretary-General")."""
    return joined([u.text for u in phrase.units if u.kind not in ("org", "demonym")]).removeprefix("the ")


def _member(
    post: Post, ranks: list[str], words: list[str], left: list[Unit], phrases: list[Phrase]
) -> Post | None:
    """Members of a party's leading bodies; of other bodies only where the body is named."""
    text = (
        " ".join([*(u.text for u in left), *(p.text for p in phrases)])
        .lower()
        .replace("political bureau", "politburo")
    )
    organ = next(
        (o for o in ("Politburo", "Secretariat", "Presidium", "Political Commission") if o.lower() in text),
        "",
    )
    for phrase in phrases:
        post.whose = post.whose or phrase.whose
        for unit in phrase.units:
            if unit.kind in ("party", "org"):
                _set_body(post, unit)
            post.country = post.country or (unit.code if unit.kind == "country" else "")
    kept = [r for r in ranks if r.lower() not in ("political", "central", "presidential")]
    rank = " ".join(r[0].upper() + r[1:] for r in kept)
    if organ:
        inner = "standing committee of the politburo" in text or "politburo standing committee" in text
        organ = f"Standing Committee of the {organ}" if inner and organ == "Politburo" else organ
        post.role, post.kind = f"{rank} Member of the {organ}".strip(), "party"
        return post
    if "central committee" in text or "c.c." in text:
        post.role, post.kind = f"{rank} Member of the Central Committee".strip(), "party"
        return post
    body = " ".join(phrases[0].words) if phrases else post.body or " ".join(words)
    if not any(
        w.lower()
        in (
            "council",
            "committee",
            "parliament",
            "assembly",
            "congress",
            "commission",
            "board",
            "senate",
            "bundestag",
            "duma",
            "legislature",
            "cabinet",
            "presidency",
            "majlis",
            "knesset",
            "riksdag",
            "chamber",
        )
        for w in body.split()
    ):
        return None
    post.role, post.body = f"{rank} Member".strip(), post.body or body
    return post


def _officer(post: Post, ranks: list[str], words: list[str], left: list[Unit], phrases: list[Phrase]) -> Post:
    """Every other post: a body may stand to the left or behind "of", its country at either end."""
    kept = [r for r in ranks if r not in words]
    rank = " ".join(r[0].upper() + r[1:] for r in kept)
    body = " ".join(words).strip(" ,")
    pieces = [] if post.kind in ("state", "government", "royal") and not body else ([body] if body else [])
    for phrase in phrases:
        post.whose = post.whose or phrase.whose
        rest = _without_country(phrase, post)
        if not rest:
            continue
        if post.role == "Secretary" and phrase.preposition == "of":
            post.role, rest = _field_of_secretary(post.role, rest)
        if (
            post.role == "Director"
            and phrase.preposition == "of"
            and not pieces
            and _field_only(phrase.units)
        ):
            post.role = f"Director of {rest}"  # "Director of Protocol"
            continue
        if pieces and pieces[-1].split()[-1] in _OFFICES:  # "director of the Office of the Minister of Trade"
            the = "the " if phrase.units[0].kind == "role" else ""
            pieces[-1] = f"{pieces[-1]} {phrase.preposition} {the}{rest}"
        elif pieces and " of the " in pieces[-1] and pieces[-1].split()[0] in _OFFICES:
            pieces[-1] = f"{pieces[-1]} {phrase.preposition} {rest}"
        elif phrase.preposition == "for" and (post.kind in ("state", "government") or _field(rest, phrase)):
            field, body_of = _field_and_body(rest)
            post.role = f"{post.role} for {field}"  # "Secretary of State for Defence"
            pieces += [body_of] if body_of else []
        elif (
            any(u.kind == "role" for u in phrase.units)
            and phrase.units[0].kind != "cap"
            or post.kind == "state"
            and not _institution(rest)
        ):
            post.role = f"{post.role} {phrase.preposition} the {rest}"
        elif (
            post.body
            and post.body_kind == "party"
            and phrase.preposition in ("of", "for")
            and not _institution(rest)
        ):
            post.role = f"{post.role} {phrase.preposition} {rest}"  # "Zanu PF director of Information"
        elif phrase.preposition in ("of", "for", "at", "in", "to", "on", "with"):
            pieces.append(rest)
    if post.kind == "spokesperson" and "presidential" in (body.lower(), *(r.lower() for r in ranks)):
        post.role, rank = f"Presidential {post.role}", ""
        pieces = [p for p in pieces if p.lower() != "presidential"]
    elif post.role == "Director" and body and pieces[0] == body and _field_only(left):
        post.role, pieces = f"{_titled(body)} Director", pieces[1:]  # "Communications Director"
    if body.islower() and post.role in ("Chief", "Head"):
        post.role, pieces, body = f"{body} {post.role.lower()}", pieces[1:], ""  # "EU foreign policy chief"
    post.role = f"{rank} {post.role}".strip()
    if (post.kind == "local" or post.role.endswith("Governor")) and not post.country:
        places = [
            u
            for u in (*left, *(u for p in phrases for u in p.units))
            if u.kind in ("city", "region") and u.code
        ]
        post.country = places[0].code if places else ""
    _body_of_officer(post, pieces, phrases, left)
    return post


def _field(rest: str, phrase: Phrase) -> bool:
    """Whether "for" names a field or region that an officer works on ("Director for Latin America")."""
    if any(u.kind == "role" for u in phrase.units):
        return False  # "spokesman for the President"
    field, _ = _field_and_body(rest)
    named = {u.text for u in phrase.units if u.kind in ("org", "party")}
    return not any(n in field for n in named) and not {w.lower() for w in field.split()} & _bodies()


def _field_and_body(rest: str) -> tuple[str, str]:
    """ "the Americas of the Trade Commission": the field, and the body behind it."""
    for link in (" of the ", " of ", " at the "):
        field, found, body = rest.partition(link)
        if found and (
            {w.lower() for w in body.split()} & (_bodies() | {"service", "forum"}) or body.isupper()
        ):
            return field, body
    return rest, ""


def _field_only(left: list[Unit]) -> bool:
    """Whether the words before a director name a field of work ("communications") and no body."""
    words = [u for u in left if u.kind in ("cap", "low") and not is_rank(u)]
    named = any(u.kind not in ("cap", "low", "country", "demonym") for u in left)
    fields = word_list("body_words") - word_list("institutions")
    return bool(words) and not named and all(u.lower in fields and not u.text.isupper() for u in words)


_OFFICES = frozenset(
    {"Office", "Cabinet", "Secretariat", "Bureau", "Court", "Administration", "Chancellery", "Executive"}
)


def _field_of_secretary(role: str, rest: str) -> tuple[str, str]:
    """ "secretary of Organization of the Central Committee": the field belongs to the role, the rest is the body."""
    area, of, body = rest.partition(" of ")
    words = {w.lower() for w in area.split()}
    if (
        of
        and body
        and area.split()[0].lower() in word_list("party_fields")
        and not words & _COMMITTEE - {"and"}
    ):
        return f"{role} of {area[0].upper()}{area[1:]}", body.removeprefix("the ")
    return role, rest


def _institution(text: str) -> bool:
    """Whether words name a body that can have a president, and not a field of office ("the State Affairs")."""
    return bool({w.lower() for w in text.split()} - word_list("body_words")) or bool(
        {w.lower() for w in text.split()} & word_list("institutions")
    )


def _body_of_officer(post: Post, pieces: list[str], phrases: list[Phrase], left: list[Unit]) -> None:
    units = [u for u in left if u.kind in ("party", "org")] + [u for p in phrases for u in p.units]
    party = next((u for u in units if u.kind == "party"), None)
    text = " of the ".join(p for p in pieces if p)
    bare = [w for w in text.replace("(", " ").replace(")", " ").split() if w.lower() not in _COMMITTEE]
    organ = next(
        (
            o
            for o in ("Politburo", "Secretariat")
            if o.lower() in text.lower().replace("political bureau", "politburo")
        ),
        "",
    )
    if party is not None and organ:
        post.role = f"{post.role} of the {organ}"
    if party is not None and (organ or not _more_than(bare, party)):
        _set_body(post, party)
    elif text:
        known = next((u for u in units if u.kind == "org" and u.source is not None), None)
        of_its_own = bool(
            known and bare and bare[-1].lower() in _ORGANS and not known.text.endswith(bare[-1])
        )
        chamber = bool(known and bare and bare[0].lower() in _CHAMBERS and bare[0] not in known.text.split())
        if known is not None and not of_its_own and not chamber and len(bare) <= len(known.text.split()) + 1:
            _set_body(post, known)
            return
        post.body = _expand(text, party)
        post.body_code = post.body_code or (party.code if party else "")
        post.body_kind = "organization"


def _more_than(words: list[str], party: Unit) -> bool:
    """Whether a body's words say more than its party: a commission or a provincial committee of it."""
    own = {w.lower() for w in (party.text + " " + party.name).split()} | {
        w.lower() for w in party.text.split()
    }
    return bool([w for w in words if w.lower() not in own and not (w.isupper() and len(w) < 7)])


def _expand(text: str, party: Unit | None) -> str:
    """A body's text with its party in full and without the acronym in brackets."""
    words = text.replace(" ( ", " (").replace(" ) ", ") ")
    if party is not None and party.text in words:
        words = words.replace(party.text, party.name, 1)
    for tail in (" Central Committee", " C.C."):
        if party is not None and words.endswith(party.name + tail):
            words = words[: -len(tail)]
    cleaned = _BRACKET.sub("", words).replace(
        "Central Committee of the " + (party.name if party else "\0"), party.name if party else ""
    )
    return " ".join(cleaned.replace(" 's", "'s").replace(" ’s", "’s").replace(" ,", ",").split())


def _set_body(post: Post, unit: Unit) -> None:
    if unit.name == "United Nations Security Council" and "U" not in unit.text and post.country:
        post.body, post.body_kind, post.body_code = (
            unit.text,
            "organization",
            "",
        )  # "Armenia's Security Council"
        return
    post.body, post.body_kind = unit.name or unit.text, "party" if unit.kind == "party" else "organization"
    post.body_code = unit.code


def _without_country(phrase: Phrase, post: Post) -> str:
    """The phrase's words without a country at its end, which becomes the post's."""
    units = list(phrase.units)
    countries = [u for u in units if u.kind == "country"]
    owned = phrase.preposition == "for" and "of" in [u.lower for u in units]  # "for Finance of Peru"
    if countries and not post.country and (owned or phrase.preposition in ("of", "in", "at")):
        first = units.index(countries[0])
        paired = first + 1 < len(units) and units[first + 1].text in ("-", "–")
        post.country = countries[0 if paired else -1].code  # the chair of an A-B friendship group is of A
    if not post.country and not countries:
        post.country = next((u.code for u in units if u.kind == "demonym"), "")  # "the Royal Thai Navy"
    if units and units[0].kind == "city" and len(units) == 1 and not post.country:
        post.country = units[0].code
    end = len(units)
    if end > 2 and units[end - 1].text == ")" and units[end - 3].text == "(":
        end -= 3
    while end and (
        units[end - 1].kind == "country" or units[end - 1].lower in ("of", "the", "and", "for", "in")
    ):
        end -= 1
    kept = _unowned(units[:end], post)
    if len(units) - end and end == 1 and _generic(kept[0]):
        kept = units  # "Central Bank of Paraguay" keeps its country, "National Assembly of Nepal" need not
    return joined([u.text for u in kept])


def _unowned(units: list[Unit], post: Post) -> list[Unit]:
    """A parliament's or government's words without whose it is, which the post's country tells ("the Lao National Assembly")."""
    if len(units) < 2 or units[0].kind not in ("country", "demonym"):
        return units
    rest = units[2:] if units[1].lower in ("'s", "’s") else units[1:]
    post.country = post.country or units[0].code
    own = post.country == units[0].code and rest and rest[0].lower in word_list("state_organs")
    return rest if own else units


def _generic(unit: Unit) -> bool:
    return unit.lower in ("bank", "party", "government", "senate", "parliament", "university")
