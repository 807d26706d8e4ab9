"""Office claims: the posts of each person, one per post however often the report names it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import cache

from communique.extract.claims import Entity, Evidence, OfficeClaim, Status
from communique.extract.gazetteer import country_entity
from communique.extract.lexicon import table
from communique.extract.people import Held, Person
from communique.extract.posts import CONSORTS, Post
from communique.extract.tokens import fold
from communique.ontology.reference import countries

_BARE = frozenset({"Minister", "Secretary", "Member", "Adviser", "Aide", "Commissioner", "Head", "Chief", "Director", "Representative",
                   "Envoy", "Counsellor", "Counselor", "Chairman", "Coordinator", "Leader", "Founder", "Deputy Minister", "Chair", "Commander", "Mediator", "Spokesperson"})  # fmt: skip
_DESCRIBING = frozenset(
    {"Head of State", "Head of Government", "Opposition Leader", "Leader of the Opposition"}
)
_RANKS = frozenset(
    {
        "deputy",
        "vice",
        "assistant",
        "acting",
        "first",
        "second",
        "general",
        "permanent",
        "standing",
        "honorary",
        "alternate",
        "under",
    }
)


def office_claims(person: Person, entity: Entity) -> list[OfficeClaim]:
    """The offices that the report gives ``person``, the fullest statement of each."""
    kept: list[list[Held]] = []
    for held in sorted(_told(person.posts), key=_fullness, reverse=True):
        group = next((g for g in kept if _covers(g[0], held)), None)
        if group is None:
            kept.append([held])
        else:
            group.append(held)
    claims: list[OfficeClaim] = []
    for group in kept:
        claim = _claim(group, entity, person)
        if claim is not None:
            claims += [claim, *_accredited_also(claim, group[0].post)]
    return claims


def _told(posts: Iterable[Held]) -> list[Held]:
    """Without the words that only describe a holder of another post: "the head of state", "the UN chief"."""
    held = list(posts)
    states = any(h.post.kind in ("state", "royal") and h.post.role != "Head of State" for h in held)
    others = any(h.post.role not in _BARE and (h.post.body or h.post.country) for h in held)
    led = any(h.post.body_kind == "party" and h.post.body and h.post.role != "Leader" for h in held)
    serves = any(h.post.kind in ("minister", "adviser", "envoy") and h.post.status == "actual" for h in held)
    return [
        h
        for h in held
        if not (states and h.post.role == "Head of State" and not h.post.body)
        and not (others and h.post.role == "Chief" and _small(h.post))
        and not (led and h.post.role == "Leader" and h.post.kind == "party")
        and not (serves and h.post.kind == "legislator" and not h.post.body and not _names_land(h.post))
    ]


def _accredited_also(claim: OfficeClaim, post: Post) -> list[OfficeClaim]:
    """An envoy to several countries holds a post in each."""
    lands = [country_entity(c) for c in post.also_to if c in countries()]
    return [dataclasses.replace(claim, to=land) for land in lands]


def _fullness(held: Held) -> tuple[int, int, int]:
    post = held.post
    return bool(post.body) + bool(post.country) + bool(post.to), len(post.role.split()), -held.start


def _role_words(role: str) -> frozenset[str]:
    return frozenset(fold(role).replace("-", " ").replace(",", " ").split()) - {
        "of",
        "the",
        "for",
        "and",
        "to",
        "on",
        "in",
    }


def _covers(full: Held, less: Held) -> bool:
    """Whether a statement says no more than a fuller one: the same rank, its words among the other's, no other body."""
    a, b = full.post, less.post
    x, y = _role_words(a.role), _role_words(b.role)
    if x & _RANKS != y & _RANKS or not y <= x:
        return False
    if a.country and b.country and a.country != b.country:
        return False
    if a.body and b.body:
        u, v = _role_words(a.body), _role_words(b.body)
        return u <= v or v <= u or len(u & v) / len(u | v) > 0.5
    if b.body or (a.body and a.kind in ("head", "parliament") and b.kind == "state" and b.country):
        return False
    if a.body_kind == "party" and a.body and b.kind == "state" and _names_land(b):
        return False  # "president of the party and South African president"
    return (
        x == y
        or a.kind == b.kind
        or b.role in _BARE
        or bool(b.country)
        and a.country == b.country
        and not b.body
    )


def _small(post: Post) -> bool:
    return all(u.text.islower() for u in post.parts if u.kind == "role")


def _names_land(post: Post) -> bool:
    return any(u.kind in ("country", "demonym") for u in post.parts)


def _claim(group: list[Held], entity: Entity, person: Person) -> OfficeClaim | None:
    post = group[0].post
    told = (
        post.role == "Commissioner"
        and post.country == "EU"
        or post.role == "Envoy"
        and post.to
        or post.role in ("Counsellor", "Counselor", "Secretary")
        and any(u.lower == "embassy" for u in post.parts)
    )  # "US envoy to Peru X"
    if (
        post.role in _BARE
        and not post.body
        and not told
        and not _told_minister(group, person)
        or post.kind == "description"
        or post.role in CONSORTS
    ):
        return None
    if post.role in _DESCRIBING and all(_small(h.post) for h in group):
        return None  # "the head of state", "opposition leader X": words for somebody, no post
    if not post.body and not post.country or post.kind == "envoy" and not (post.country or post.body):
        return None
    if (
        post.country
        and post.country not in countries()
        or post.kind == "envoy"
        and all(h.post.rank_only for h in group)
    ):
        return None
    status: Status = (
        "actual"
        if any(h.post.status == "actual" for h in group)
        else "planned"
        if post.status == "planned"
        else "former"
    )
    if any(h.post.status == "former" for h in group) and all(
        h.post.status == "former"
        or (h.post.role == "President" or h.post.kind == "royal")
        and not _explicit(h)
        for h in group
    ):
        status = "former"
    return OfficeClaim(
        person=entity,
        role=_by_country().get((post.role, post.country), _as_printed(post)),
        body=Entity(post.body_kind, post.body, country=post.body_code or "") if post.body else None,  # type: ignore[arg-type]
        country=country_entity(post.country) if post.country else None,
        to=country_entity(post.to) if post.to in countries() else None,
        status=status,
        evidence=tuple(Evidence(h.start, h.end) for h in sorted(group, key=lambda h: h.start)[:4]),
        confidence=_confidence(group, person),
        method=group[0].method,
    )


def _told_minister(group: list[Held], person: Person) -> bool:
    """ "Former Minister X", "Minister Y of Kenya": a minister without a field, where it is told when or of what country."""
    post = group[0].post
    if post.role not in ("Minister", "Deputy Minister"):
        return False
    return person.sure or any(h.post.status == "former" for h in group)


@cache
def _by_country() -> dict[tuple[str, str], str]:
    return {(r["role"], r["country"]): r["becomes"] for r in table("roles_by_country.tsv")}


def _as_printed(post: Post) -> str:
    """A post's role with "Advisor" where the report spells it so; "Adviser" alone is the name of the concept."""
    printed = any(u.kind == "role" and u.lower.startswith("advisor") for u in post.parts)
    dedicated = " to " in post.role or " for " in post.role
    return post.role.replace("Adviser", "Advisor") if printed and dedicated else post.role


def _explicit(held: Held) -> bool:
    return held.method == "apposition"


def _confidence(group: Iterable[Held], person: Person) -> float:
    stated = any(h.post.body or h.post.country for h in group)
    base = 0.95 if stated and person.sure else 0.75 if person.sure else 0.6
    return round(min(0.97, base), 2)
