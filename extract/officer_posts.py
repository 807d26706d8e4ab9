"""Posts at a body: chairmen, directors, spokesmen, heads of state and others, and the body that each belongs to."""

from __future__ import annotations

import re

from communique.extract.heads import by_its_usual_name
from communique.extract.posts import Phrase, Post, set_body, without_country
from communique.extract.title_words import capitalized, institutions, is_rank, joined
from communique.extract.units import Unit
from communique.extract.words import word_list

_BRACKET = re.compile(r"\(\s*[^)]*\)")

#: Parts of a parliament, which have heads of their own.
_CHAMBERS = frozenset({"senate", "house", "chamber", "committee", "commission"})

#: Organs of international bodies, which have heads of their own.
_ORGANS = frozenset({"commission", "parliament", "bank", "assembly"})
_LINKS = frozenset({"of", "the", "and"})
#: Initials that nobody spells out within a longer name.
_WORDS_BY_NOW = frozenset({"NATO", "UNESCO", "UNICEF", "OPEC"})
_OFFICES = frozenset(
    {"Office", "Cabinet", "Secretariat", "Bureau", "Court", "Administration", "Chancellery", "Executive"}
)


def officer(post: Post, ranks: list[str], words: list[str], left: list[Unit], phrases: list[Phrase]) -> Post:
    """Every other post: a body may stand to the left or behind "of", its country at either end."""
    kept = [r for r in ranks if r not in words]
    rank = " ".join(r[0].upper() + r[1:] for r in kept)
    body = " ".join(words).strip(" ,")
    pieces = [] if post.kind in ("state", "government", "royal") and not body else ([body] if body else [])
    for phrase in phrases:
        post.whose = post.whose or phrase.whose
        if rest := without_country(phrase, post):
            _add_phrase(post, pieces, phrase, rest)
    if post.kind == "spokesperson" and "presidential" in (body.lower(), *(r.lower() for r in ranks)):
        post.role, rank = f"Presidential {post.role}", ""
        pieces = [p for p in pieces if p.lower() != "presidential"]
    elif post.kind == "spokesperson" and body.lower() == "government" and not phrases:
        post.role, pieces = f"Government {post.role}", []
    elif post.kind == "spokesperson" and body and pieces[0] == body and (field := _field_spoken_on(left)):
        post.role = f"{capitalized(field)} {post.role}"  # "the Labour Party's foreign affairs spokesperson"
        pieces = [body.removesuffix(field).strip()] if body != field else pieces[1:]
    elif post.role == "Director" and body and pieces[0] == body and _field_only(left):
        post.role, pieces = f"{capitalized(body)} Director", pieces[1:]  # "Communications Director"
    if pieces == ["Foreign Affairs"] and post.kind == "spokesperson":
        pieces = ["Ministry of Foreign Affairs"]
    if body == "County" and post.role == "Governor":
        post.role, pieces, body = "County Governor", pieces[1:], ""
    if body == "presidential" and post.role == "Chief of Staff":
        post.role, pieces, body = "Presidential Chief of Staff", pieces[1:], ""
    if (
        body.islower()
        and post.role in ("Chief", "Head")
        and body.split()[-1] in ("court", "palace", "household")
    ):
        pieces = [capitalized(body), *pieces[1:]]  # "the royal court chief"
    elif body.islower() and post.role in ("Chief", "Head"):
        post.role, pieces, body = f"{body} {post.role.lower()}", pieces[1:], ""  # "EU foreign policy chief"
    post.role = f"{rank} {post.role}".strip()
    of_region = any(
        p.units and all(u.kind == "region" for u in p.units) for p in phrases
    )  # "President of Zanzibar"
    if (post.kind == "local" or post.role.endswith("Governor") or of_region) and not post.country:
        units = (*left, *(u for p in phrases for u in p.units))
        post.country = next((u.code for u in units if u.kind in ("city", "region") and u.code), "")
    if post.role == "President" and any(
        u.lower.startswith("government of ") for p in phrases for u in p.units
    ):
        post.role = "President of the Government"  # who heads it, not the state
    _body_of_officer(post, pieces, phrases, left)
    by_its_usual_name(post, phrases)
    return post


def _add_phrase(post: Post, pieces: list[str], phrase: Phrase, rest: str) -> None:
    """Add a phrase's words (``rest``, without its country) to the role, or to the pieces that the body is named of."""
    if phrase.preposition == "in" and pieces and all(u.kind in ("city", "region") for u in phrase.units):
        return  # "director of the Institute in Arequipa"
    if post.role == "Secretary" and phrase.preposition == "of":
        post.role, rest = _field_of_secretary(post.role, rest)
        if not rest:
            return
    first_of = phrase.preposition == "of" and not pieces
    rest = _field_behind(post, rest)
    initials = len(pieces) == 1 and pieces[0].isupper()  # "CBN Director of Banking Supervision"
    first_field = first_of or initials and phrase.preposition == "of"
    if post.role == "Director" and first_field and _field_only(phrase.units):
        post.role = f"Director of {rest}"  # "Director of Protocol"
    elif first_of and (split := _region_and_body(rest, "Director" in post.role)):
        post.role = f"{post.role} of {split[0]}"
        pieces.append(split[1])
    elif pieces and pieces[-1].split()[-1] in _OFFICES:  # "director of the Office of the Minister of Trade"
        the = "the " if phrase.units[0].kind == "role" else ""
        pieces[-1] = f"{pieces[-1]} {phrase.preposition} {the}{rest}"
    elif pieces and " of the " in pieces[-1] and pieces[-1].split()[0] in _OFFICES:
        pieces[-1] = f"{pieces[-1]} {phrase.preposition} {rest}"
    elif phrase.preposition.endswith(("for", "charge of")) and (
        post.kind in ("state", "government") or _field(rest, phrase)
    ):
        field, body_of = _field_and_body(rest)
        post.role = f"{post.role} {phrase.preposition} {field}"  # "Secretary of State for Defence"
        pieces += [body_of] if body_of else []
    elif _of_office(post, phrase, rest):
        post.role = f"{post.role} {phrase.preposition} the {rest}"
    elif _of_party_field(post, phrase, rest):
        post.role = f"{post.role} {phrase.preposition} {rest}"  # "Zanu PF director of Information"
    elif phrase.preposition in ("of", "for", "at", "in", "to", "on", "with"):
        pieces.append(rest)


def _field_behind(post: Post, rest: str) -> str:
    """ "Undersecretary of the Ministry of Trade for Customs Affairs": the field behind a ministry belongs to the role."""
    body, behind, field = rest.partition(" for ")
    ministry = body.lower().split()
    if not behind or len(ministry) < 2 or "ministry" not in ministry or ministry[-1] == "department":
        return rest
    post.role = f"{post.role} for {field}"
    return body


def _of_office(post: Post, phrase: Phrase, rest: str) -> bool:
    """ "Chief of Staff of the President", "President of the State Affairs": an office or field, no body."""
    office = any(u.kind == "role" for u in phrase.units) and phrase.units[0].kind != "cap"
    office = office and rest.rsplit(maxsplit=1)[-1].lower() not in (
        "office",
        "cabinet",
    )  # "of the President's Office"
    return office or post.kind == "state" and not _institution(rest)


def _of_party_field(post: Post, phrase: Phrase, rest: str) -> bool:
    """Whether a party's officer works on the field that a phrase names."""
    party = bool(post.body) and post.body_kind == "party"
    return party and phrase.preposition in ("of", "for") and not _institution(rest)


def _field(rest: str, phrase: Phrase) -> bool:
    """Whether "for" names a field or region that an officer works on ("Director for Latin America")."""
    if any(u.kind == "role" for u in phrase.units):
        return False  # "spokesman for the President"
    field, _ = _field_and_body(rest)
    named = {u.text for u in phrase.units if u.kind in ("org", "party")}
    return not any(n in field for n in named) and not {w.lower() for w in field.split()} & institutions()


def _field_and_body(rest: str) -> tuple[str, str]:
    """ "the Americas of the Trade Commission": the field, and the body behind it."""
    for link in (" of the ", " of ", " at the ", " in the ", " at ", " in "):
        field, found, body = rest.partition(link)
        if found and (
            {w.lower() for w in body.split()} & (institutions() | {"service", "forum"}) or body.isupper()
        ):
            return field, body
    return rest, ""


def _region_and_body(rest: str, post_of_field: bool) -> tuple[str, str] | None:
    """ "Director of Americas in the Foreign Ministry": a region, and the ministry that deals with it."""
    links = (" in the ", " at the ", " of the ") if post_of_field else (" in the ", " at the ")
    region, link, body = rest.partition(next((x for x in links if x in rest), " in the "))
    ministry = not {"ministry", "department"}.isdisjoint(body.lower().split())
    return (region, body) if link and ministry and not _institution(region) else None


def _field_spoken_on(left: list[Unit]) -> str:
    """The field in small letters before a spokesperson, empty where it is a body's name ("foreign ministry")."""
    words: list[str] = []
    for unit in reversed(left):
        if unit.kind != "low" or unit.lower not in word_list("body_words") | {"and"}:
            break
        words.insert(0, unit.text)
    return "" if word_list("institutions") & set(words) else " ".join(words)


def _field_only(left: list[Unit]) -> bool:
    """Whether the words before a director name a field of work ("communications") and no body."""
    words = [u for u in left if u.kind in ("cap", "low") and not is_rank(u) and u.lower not in _LINKS]
    named = any(u.kind not in ("cap", "low", "country", "demonym") for u in left)
    fields = word_list("body_words") - word_list("institutions") - {"palace", "court"}
    return bool(words) and not named and all(u.lower in fields and not u.text.isupper() for u in words)


def _field_of_secretary(role: str, rest: str) -> tuple[str, str]:
    """ "secretary of Organization of the Central Committee": the field belongs to the role, the rest is the body."""
    if rest[0].isupper() and {w.lower() for w in rest.split()} <= word_list("party_fields") | {"and"}:
        return f"{role} of {rest}", ""  # "Political Bureau member and Secretary of Organization"
    area, of, body = rest.partition(" of ")
    words = {w.lower() for w in area.split()}
    if (
        of
        and body
        and area.split()[0].lower() in word_list("party_fields")
        and not words & word_list("committee_words") - {"and"}
    ):
        return f"{role} of {area[0].upper()}{area[1:]}", body.removeprefix("the ")
    return role, rest


def _institution(text: str) -> bool:
    """Whether words name a body that can have a president, and not a field of office ("the State Affairs")."""
    return bool({w.lower() for w in text.split()} - word_list("body_words")) or bool(
        {w.lower() for w in text.split()} & word_list("institutions")
    )


def _without_sort(text: str) -> str:
    """A company's or group's name without what it is ("dairy group Acme", "state-owned airline Kenya Wings")."""
    words = text.split()
    small = next((i for i, w in enumerate(words) if w[0].isupper()), 0)
    sort = words[small - 1] in word_list("body_sorts") if 0 < small < 4 else False
    return " ".join(words[small:]) if sort else text


def _body_of_officer(post: Post, pieces: list[str], phrases: list[Phrase], left: list[Unit]) -> None:
    units = [u for u in left if u.kind in ("party", "org")] + [u for p in phrases for u in p.units]
    party = next((u for u in units if u.kind == "party"), None)
    text = " of the ".join(_without_sort(p) for p in pieces if p)
    bare = [
        w
        for w in text.replace("(", " ").replace(")", " ").split()
        if w.lower() not in word_list("committee_words")
    ]
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
        set_body(post, party)
    elif text:
        known = next((u for u in units if u.kind == "org" and u.source is not None), None)
        of_its_own = bool(
            known and bare and bare[-1].lower() in _ORGANS and not known.text.endswith(bare[-1])
        )
        chamber = bool(known and bare and bare[0].lower() in _CHAMBERS and bare[0] not in known.text.split())
        if known is not None and not of_its_own and not chamber and len(bare) <= len(known.text.split()) + 1:
            set_body(post, known)
            return
        known_by = (u for u in units if u.kind == "org" and u.text.isupper() and u.text not in _WORDS_BY_NOW)
        full = {u.text: u.name for u in known_by if not u.code}
        text = " ".join(full.get(w) or w for w in text.split())  # "ECOWAS Council of Ministers"
        post.body = _expand(text, party)
        post.body_code = post.body_code or (party.code if party else "")
        if post.body_code == "EU" and post.body.endswith(("Affairs Committee", "Affairs Commission")):
            post.body_code = ""  # a parliament's committee on the Union
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
    return joined(cleaned.split())
