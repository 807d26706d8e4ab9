"""Posts put together from the words of a title: which class a post is of, and what its words then mean.

Ministers, envoys and members are put together here, every other post in ``officer_posts``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from communique.extract.lexicon import Role
from communique.extract.officer_posts import officer
from communique.extract.party_leaders import post_class
from communique.extract.posts import PORTFOLIO_KINDS, Phrase, Post, set_body, without_country
from communique.extract.title_words import capitalized, institutions, is_rank, joined, modifiers
from communique.extract.units import Unit
from communique.extract.words import word_list

#: Posts of which a land has one at a time: an ordinal before them counts their holders.
COUNTED = frozenset({"President", "Prime Minister", "King", "Queen", "Chancellor"})


#: Initials in brackets behind what they stand for.
_ACRONYM = re.compile(r" \([A-Z]\w*[A-Z]\)")


def compose(role: Role, left: list[Unit], phrases: list[Phrase]) -> Post | None:
    """The post of a title head with what stands to its left and its right; None where it is no post."""
    post = Post(0, 0, *post_class(role, left, phrases), status=_status(role, left))
    post.country = next((u.code for u in left if u.kind in ("country", "demonym") and u.code), "")
    ranks = [u.text for u in left if is_rank(u)]
    if role.kind in ("state", "government", "minister", "royal", "envoy"):  # "Budapest's foreign minister"
        post.country = post.country or next((u.code for u in left if u.kind == "city"), "")
        left = [u for u in left if u.kind != "city"]
    words = _left_words(left)
    if role.name == "Minister" and left and _unknown_field(left[-1]):
        words.append(left[-1].text)  # "the Japanese farm minister"
    while words[:1] and words[0].lower() in ("and", "&", ",", "of"):
        words = words[1:]
    for unit in left:
        if unit.kind in ("party", "org"):
            set_body(post, unit)
    coordinating = [w for w in words if w.lower() in word_list("minister_ranks")]
    if role.kind == "minister" and words[: len(coordinating)] == coordinating:
        ranks, words = [*coordinating, *ranks], words[len(coordinating) :]
    if (
        role.kind in ("state", "government", "minister", "envoy")
        and ranks[:1] == ["first"]
        and role.name not in ("Deputy Prime Minister", "Vice President", "Vice Premier")
    ):
        ranks = ranks[1:]  # "the first Croatian foreign minister" counts, it is no rank
    if role.name in ("Head of State", "Head of Government") or _once_chosen(left):
        ranks = [r for r in ranks if r.lower() not in ("first", "second", "third")]
    if role.name in COUNTED and "deputy" not in (r.lower() for r in ranks):
        ranks = [r for r in ranks if r.lower() not in ("second", "third")]  # "Peru's third President"
    if phrases and phrases[0].words[-1:] == ["diplomacy"]:
        post.role, post.kind = "Minister of Foreign Affairs", "minister"
        post.country = post.country or next((u.code for u in phrases[0].units if u.code), "")
        return post
    embassy = any(not _EMBASSIES.isdisjoint(u.lower for u in p.units[:2]) for p in phrases)
    if embassy and role.name in ("Counsellor", "Counselor"):
        post.role = f"{' '.join(words)} {post.role}".strip()  # "Economic and Commercial Counsellor"
        return _envoy(post, ranks, [], phrases)
    if role.kind == "envoy":
        return _envoy(post, ranks, words, phrases)
    ranks, words = _graded(role, ranks, words, phrases)
    if role.kind == "member":
        return _member(post, ranks, words, left, phrases)
    if _takes_portfolio(role, post, phrases) and not _of_body(role, words, phrases):
        return _minister(post, ranks, words, phrases)
    return officer(post, ranks, words, left, phrases)


def _graded(
    role: Role, ranks: list[str], words: list[str], phrases: list[Phrase]
) -> tuple[list[str], list[str]]:
    """Ranks and other words left of a title: "technical" is no field in "technical coordinator of the Joint Secretariat"."""
    if role.name == "Coordinator" and len(words) == 1 and _of_body(role, [], phrases):
        return [*ranks, capitalized(words[0])], []
    return ranks, words


def _unknown_field(unit: Unit) -> bool:
    """A word in small letters right before "minister" that no list has."""
    known = unit.lower in modifiers() or unit.lower in word_list("body_words")
    return unit.kind == "low" and unit.text.isalpha() and not known


def _once_chosen(left: list[Unit]) -> bool:
    """ "was first elected President": counts the times of being chosen."""
    words = [u.lower for u in left[:2]]
    return words[:1] == ["first"] and words[1:] in (["elected"], ["appointed"])


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
        secretary = role.name == "Secretary" and (
            post.body or _party_phrase(phrases) or _of_council(phrases) or _of_region(phrases)
        )
        return not department and not secretary
    return False


def _of_body(role: Role, words: list[str], phrases: list[Phrase]) -> bool:
    """ "Permanent Secretary of the Ministry of Trade", "Central Bank Adviser": a body's official, no portfolio.

    A Minister or Commissioner is so only of a ministry or department, where no field stands to the left.
    """
    named = {"ministry", "department", "diwan"}
    first = next((p for p in phrases if p.preposition in ("of", "at", "in", "to") and p.words), None)
    behind = [w.lower() for w in first.words] if first is not None else []
    field = words and not {w.lower() for w in words} & (named | institutions())
    if role.name in ("Minister", "Commissioner"):
        field = behind[-2:] == ["diwan", "affairs"]  # "Minister of Amiri Diwan Affairs"
        return bool(set(behind[:2]) & named) and not words and not field
    offices = any(u.kind == "role" for u in first.units) if first is not None else False
    return not field and not offices and bool(set(behind) & (named | institutions()) or words and not behind)


def _of_council(phrases: list[Phrase]) -> bool:
    """ "Secretary of the National Security Council": a body, no department."""
    bodies = {"council", "committee", "commission", "board", "assembly", "union", "congress"}
    return any(w.lower() in bodies for p in phrases for w in p.words) or any(
        u.kind == "org" for p in phrases for u in p.units
    )


def _of_region(phrases: list[Phrase]) -> bool:
    """ "Secretary of Hunan Province": who leads a party there."""
    return any(
        p.preposition == "of" and p.words and p.words[-1].lower() in word_list("region_words")
        for p in phrases
    )


def _party_phrase(phrases: list[Phrase]) -> bool:
    units = [u for p in phrases for u in p.units]
    return any(
        u.kind == "party" or u.lower in ("committee", "c.c.", "secretariat", "organization", "party")
        for u in units
    )


def _minister(post: Post, ranks: list[str], words: list[str], phrases: list[Phrase]) -> Post:
    """Minister-like posts: what stands left or behind "of" is the portfolio, a country at its end whose it is."""
    portfolio, link, tail, head = " ".join(words).strip(" ,"), "of", "", post.role
    office = ""
    for phrase in phrases:
        european = next((u for u in phrase.units if u.kind == "org" and u.code == "EU"), None)
        if european is not None and phrase.units[-1] is european:
            set_body(post, european)  # "Commissioner for Trade of the European Commission"
            phrase.units = phrase.units[:-1]
        _land_first(phrase, post)
        rest = _ACRONYM.sub("", without_country(phrase, post))  # "for the Horn of Africa (HoA) region"
        if phrase.preposition == "at" and rest.endswith("Office"):
            office = rest  # "Senior Minister at the Prime Minister's Office"
        elif phrase.preposition == "in" and rest and not portfolio:
            portfolio, link = rest, "in the"  # "Minister in the Presidency"
        elif rest and not portfolio:
            serves = (
                phrase.units[0].kind == "role"
            )  # "Adviser to the President", "assistant to the president"
            portfolio = rest[0].upper() + rest[1:] if serves else rest
            link = phrase.preposition + (" the" if serves else "")
        elif (
            rest
            and phrase.preposition in ("for", "of", "on", "in charge of")
            and rest not in ("Republic", "Kingdom", "Government")
        ):
            tail = f" {phrase.preposition} {rest}"
    if head == "Commissioner" and portfolio.startswith("European"):
        portfolio = portfolio.removeprefix("European").strip()
        post.body, post.country, post.body_code = "European Commission", "EU", "EU"
        words = words if portfolio and words[1:] else []
    post.role = _portfolio_role(post.role, ranks, portfolio, link, bool(words)) + tail
    worldwide = head in ("Commissioner", "High Representative") and post.body and not post.country
    if not post.body_code and not worldwide:  # "the African Union Commissioner for Trade"
        post.body = office
    return post


def _land_first(phrase: Phrase, post: Post) -> None:
    """ "Deputy Foreign Minister of Peru for Consular Affairs": whose the post is stands before its field."""
    units = phrase.units
    if len(units) > 2 and units[0].kind == "country" and units[1].lower in ("for", "on"):
        post.country = post.country or units[0].code
        phrase.preposition, phrase.units = units[1].lower, units[2:]


def _portfolio_role(head: str, ranks: list[str], portfolio: str, link: str, printed_left: bool) -> str:
    rank = " ".join(r[0].upper() + r[1:] for r in ranks)
    portfolio = portfolio.replace(" ,", ",")
    if head == "Minister" and _foreign(portfolio):
        rank = "" if rank.lower() in word_list("minister_ranks") else rank
        return f"{rank} Minister of Foreign Affairs".strip()
    if not portfolio:
        return f"{rank} {head}".strip()
    if not printed_left:
        field = capitalized(portfolio) if portfolio.islower() and head == "Minister" else portfolio
        return f"{rank} {head} {link} {field}".strip()
    field = capitalized(portfolio) if portfolio.islower() else portfolio
    if head == "Minister" and field.startswith("Foreign and "):  # "Foreign and Expatriates Minister"
        field = field.replace("Foreign and ", "Foreign Affairs and ", 1)
    text = (
        f"{head} of {field}" if head == "Minister" else f"{field} {head}"
    )  # "Trade Minister": one office, one name
    return f"{rank} {text}".strip()


def _foreign(portfolio: str) -> bool:
    return portfolio.lower().replace("the ", "") in (
        "foreign",
        "foreign affairs",
        "external affairs",
        "foreign relations",
        "external relations",
    )


def _envoy(post: Post, ranks: list[str], words: list[str], phrases: list[Phrase]) -> Post:
    """Ambassadors, consuls, envoys: "of" or "from" names the sender, "to", "in" and "at" the receiver."""
    if "presidential" in (w.lower() for w in words):
        ranks = ["presidential", *ranks]
    post.role = " ".join([*(r[0].upper() + r[1:] for r in ranks), post.role])
    for phrase in phrases:
        code = next(
            (u.code for u in phrase.units if u.kind in ("country", "city", "org", "demonym") and u.code), ""
        )
        named = next((u for u in phrase.units if u.kind in ("org", "party")), None)
        if not _EMBASSIES.isdisjoint(u.lower for u in phrase.units[:2]):
            _of_embassy(post, phrase)
        elif any(u.kind == "role" for u in phrase.units):
            post.role = f"{post.role} {phrase.preposition} the {_principal(phrase)}"
            post.country = post.country or code
            if named is not None:
                set_body(post, named)
        elif _sends(phrase) and code and not post.country and named is None:
            post.country, post.to = code, post.to or _posting(phrase)
        elif named is not None and post.role.endswith("Permanent Representative"):
            set_body(post, named)  # "to the UN Office in Geneva"
        elif phrase.preposition == "for" and code and _errand(post, phrase):
            post.role = (
                f"{post.role} for {_region(phrase)}"  # "UN Special Envoy for Haiti", "for the Gulf of Aden"
            )
        elif phrase.preposition in ("to", "in", "at", "for") and code:
            post.to = code
            states = [u.code for u in phrase.units if u.kind == "country" and u.code]
            others = [c for c in dict.fromkeys(states) if c != code]
            post.also_to = tuple(others) if len(others) == 1 else ()  # to more it is one post
        elif named is not None:
            set_body(post, named)
        elif phrase.preposition in ("for", "on") and phrase.text:
            post.role = f"{post.role} {phrase.preposition} {phrase.text}"
    post.rank_only = post.role == "Ambassador" and not (post.country or post.to or post.body)
    return post


def _sends(phrase: Phrase) -> bool:
    """Whether a phrase names the sender: "Ambassador of A", in translations "from A" too."""
    return phrase.preposition == "of" or phrase.preposition == "from" and phrase.units[0].kind == "country"


def _errand(post: Post, phrase: Phrase) -> bool:
    """Whether an envoy works on what stands behind "for": a body's envoy, or one for a sea, gulf or region."""
    areas = {"gulf", "sea", "region", "horn", "lakes", "process", "peace"}
    serves = " of the " in post.role  # "Special Representative of the Secretary-General for A"
    return (
        bool(post.body)
        and not post.country
        and not serves
        or bool(areas & {u.lower for u in phrase.units[:-1]})
    )


def _region(phrase: Phrase) -> str:
    """The words behind "for", with the article that a sea or gulf has."""
    article = "the " if phrase.units[0].kind == "cap" else ""
    return article + phrase.text


def _posting(phrase: Phrase) -> str:
    """Where a consul of a country is: "Consul General of Kenya in Arequipa"."""
    units = phrase.units
    places = (b.code for a, b in pairwise(units) if a.lower in ("in", "to", "at"))
    return next((c for c in places if c), "")


_EMBASSIES = frozenset({"embassy", "consulate"})


def _of_embassy(post: Post, phrase: Phrase) -> None:
    """ "at the Embassy of Peru in Nairobi": the sender, and where it is."""
    lands = [u.code for u in phrase.units if u.kind in ("country", "demonym", "city") and u.code]
    post.country = post.country or next(iter(lands), "")
    post.to = post.to or next((c for c in lands if c != post.country), "")


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
                set_body(post, unit)
            post.country = post.country or (unit.code if unit.kind == "country" else "")
    if "presidium of the politburo" in text or "presidium of politburo" in text:
        organ = "Presidium of the Politburo"
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
    if word_list("member_bodies").isdisjoint(w.lower() for w in body.split()):
        return None
    post.role, post.body = f"{rank} Member".strip(), post.body or body
    return post
