"""Second reports of what the development reports tell, and reports of look-alikes, made from gold readings.

``second_report`` tells the same events as another newsroom would: other spellings, fewer details, coarser
dates, another day. ``look_alikes`` tells other events that resemble them: the same people on
another day or at table, the same kind of text about something else; ``namesakes`` names other people. All say which claim is which, so that
merging can be measured. Everything is drawn from a seeded generator: the same set in every run.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import Any

from communique.extract.article import Article
from communique.extract.claims import Claim, Entity, Extraction, OfficeClaim
from communique.graph.model import Report
from tests.support.claims import country, place

GENERIC = {"talks": "meeting", "meeting": "talks", "summit": "talks", "reception": "meeting"}
ROMAN = {
    "Mohammed": "Muhammad",
    "Mohamed": "Mohammed",
    "Abdel": "Abdul",
    "Sergey": "Sergei",
    "Ahmed": "Ahmad",
}
LOCAL_POSTS = ("Mayor", "Rector", "Chairman of the Chamber of Commerce", "Head Coach")


@dataclass(slots=True)
class Made:
    """A made report; ``same`` are pairs (original claim, its rewriting), ``other`` pairs that must stay apart."""

    report: Report
    same: list[tuple[Claim, Claim]] = field(default_factory=list)
    other: list[tuple[Claim, Claim]] = field(default_factory=list)
    same_persons: list[tuple[Entity, Entity]] = field(default_factory=list)
    other_persons: list[tuple[Entity, Entity]] = field(default_factory=list)


def second_report(original: Report, rng: random.Random) -> Made:
    """Another newsroom's report of the same events, a day later at most."""
    article, read = original.article, original.extraction
    renamed = {e: _respelled(e, _posts(e, read), rng) for e in read.entities if e.type == "person"}
    pairs: list[tuple[Claim, Claim]] = []
    for claim in read.claims:
        if rng.random() < 0.2 and not isinstance(claim, OfficeClaim):
            continue
        pairs.append((claim, _retold(_renamed(claim, renamed), rng)))
    kept = [new for _, new in pairs]
    report = _report(f"{article.key}#2", _shift(article.published, rng.choice((0, 0, 1))), kept)
    named = {e for c in kept for e in _entities(c)}
    same_persons = [(old, new) for old, new in renamed.items() if new in named]
    return Made(report, same=pairs, same_persons=same_persons)


def look_alikes(original: Report, rng: random.Random) -> Made:
    """A report of other events that resemble the original's."""
    article, read = original.article, original.extraction
    made = Made(original)
    claims: list[Claim] = []
    for claim in read.claims:
        for other in _twins(claim, read, rng):
            claims.append(other)
            made.other.append((claim, other))
    made.report = _report(f"{article.key}#3", article.published, claims)
    return made


def namesakes(original: Report, rng: random.Random) -> Made:
    """A report of other people whose names are the same as the original's, or nearly."""
    article, read = original.article, original.extraction
    made = Made(original)
    claims: list[Claim] = []
    for entity in sorted((e for e in read.entities if e.type == "person"), key=lambda e: e.name):
        post = _namesake(entity, _posts(entity, read), rng)
        if post is not None and rng.random() < 0.35:
            claims.append(post)
            made.other_persons.append((entity, post.person))
    made.report = _report(f"{article.key}#4", article.published, claims)
    return made


# persons ----------------------------------------------------------------------------------------------
def _respelled(entity: Entity, posts: list[OfficeClaim], rng: random.Random) -> Entity:
    """The same person as another newsroom writes the name."""
    forms = [entity.name, entity.name, *_spellings(entity)]
    words = entity.name.split()
    if posts and entity.country and len(words) > 1 and rng.random() < 0.1:
        forms = [words[-1]]
    name = rng.choice(forms)
    known = entity.country if name == words[-1] or rng.random() < 0.85 else ""
    return dataclasses.replace(entity, name=name, aliases=(), country=known)


def _spellings(entity: Entity) -> list[str]:
    """Ways to write a full name that other newsrooms use."""
    words = entity.name.split()
    found = [" ".join(ROMAN.get(w, w) for w in words)]
    if entity.country in ("KR", "KP") and len(words) == 3:
        found += [f"{words[0]} {words[1]}-{words[2].lower()}", f"{words[1]}-{words[2].lower()} {words[0]}"]
    if entity.country == "CN" and len(words) == 2 and len(words[1]) > 5:
        found.append(f"{words[0]} {words[1][:3]}-{words[1][3:]}")
    if entity.country == "VN":
        found.append(entity.name.replace("Pham", "Phạm").replace("Lam", "Lâm").replace("Minh", "Mính"))
    if len(words) == 3 and entity.country not in ("VN", "KR", "KP", "CN", "LA") and words[1][0].isupper():
        found += [f"{words[0]} {words[1][0]}. {words[2]}"]
    if re.search(r"\b(El|Al)[- ]", entity.name):
        found.append(re.sub(r"\b(?:El|Al)[- ]", "al-", entity.name))
    return found


def _namesake(entity: Entity, posts: list[OfficeClaim], rng: random.Random) -> OfficeClaim | None:
    """Somebody else of the same or nearly the same name, with a post of their own."""
    words = entity.name.split()
    if len(words) < 2 or not entity.country or not posts:
        return None
    sort = rng.choice(("abroad", "local", "letter"))
    if sort == "abroad":
        code = rng.choice([c for c in ("NZ", "PE", "MA", "FI") if c != entity.country])
        other = Entity("person", entity.name, country=code)
        return OfficeClaim(person=other, role=rng.choice(("Minister of Sport", "Deputy Minister of Health")),
                           country=country(code), evidence=posts[0].evidence, confidence=0.9)  # fmt: skip
    if sort == "letter":
        changed = _one_letter(words)
        other = Entity("person", changed, country=entity.country)
        return OfficeClaim(person=other, role="Deputy Head of Protocol", country=country(entity.country),
                           evidence=posts[0].evidence, confidence=0.9)  # fmt: skip
    other = Entity("person", entity.name, country=entity.country)
    return OfficeClaim(person=other, role=rng.choice(LOCAL_POSTS), body=Entity("organization", "Northport"),
                       country=country(entity.country), evidence=posts[0].evidence, confidence=0.9)  # fmt: skip


def _one_letter(words: list[str]) -> str:
    """The name with another last letter: most often another name."""
    last = words[-1]
    swap = {"n": "m", "m": "n", "g": "h", "a": "o", "o": "a", "v": "n", "i": "y"}
    return " ".join([*words[:-1], last[:-1] + swap.get(last[-1], "n" if last[-1] != "n" else "m")])


def _posts(entity: Entity, read: Extraction) -> list[OfficeClaim]:
    return [c for c in read.claims if isinstance(c, OfficeClaim) and c.person == entity]


# events -------------------------------------------------------------------------------------------------
def _retold(claim: Claim, rng: random.Random) -> Claim:
    """The claim with fewer or coarser details."""
    changes: dict[str, Any] = {"confidence": 0.8}
    for name in ("date", "start", "end", "since"):
        value = getattr(claim, name, "")
        if value:
            changes[name] = _coarser(value, rng)
    if getattr(claim, "kind", "") and claim.type in ("meeting", "visit"):
        changes["kind"] = rng.choice((claim.kind, claim.kind, _other_kind(claim)))  # type: ignore[attr-defined]
    for name in ("place", "host"):
        if getattr(claim, name, None) is not None and rng.random() < 0.4:
            changes[name] = None
    for name in ("places", "fields"):
        values = getattr(claim, name, ())
        if values and rng.random() < 0.4:
            changes[name] = values[:-1]
    changes |= _reworded(claim, rng)
    return dataclasses.replace(claim, **changes)


def _reworded(claim: Claim, rng: random.Random) -> dict[str, Any]:
    """Titles, levels and groups as somebody else words them."""
    changes: dict[str, Any] = {}
    title = getattr(claim, "title", "")
    if title and len(title.split()) > 4 and rng.random() < 0.4:
        changes["title"] = " ".join(title.split()[:-1])
    if claim.type == "agreement" and claim.kind == "joint statement":  # type: ignore[attr-defined]
        changes["kind"] = rng.choice(("joint statement", "statement"))
    if claim.type == "award" and rng.random() < 0.3:
        changes["name"] = claim.name.replace("the ", "")  # type: ignore[attr-defined]
    if claim.type == "meeting":
        who = claim.participants  # type: ignore[attr-defined]
        if len(who) > 2 and rng.random() < 0.4:
            changes["participants"] = who[:-1]
        if claim.date and len(claim.date) == 10 and rng.random() < 0.03:  # type: ignore[attr-defined]
            changes |= {"date": _shift(claim.date, 1), "kind": claim.kind}  # type: ignore[attr-defined]
    return changes


def _other_kind(claim: Claim) -> str:
    kind: str = claim.kind  # type: ignore[attr-defined]
    return "" if claim.type == "visit" else GENERIC.get(kind, kind)


def _twins(claim: Claim, read: Extraction, rng: random.Random) -> list[Claim]:
    """Other events that look like this one: another day, another kind, another counterpart, another subject."""
    if claim.type == "meeting" and len(claim.date) == 10:  # type: ignore[attr-defined]
        sort = rng.choice(("year", "call", "meal", "counterpart", "week"))
        return [_other_meeting(claim, sort, read)]
    if claim.type == "visit" and claim.start and rng.random() < 0.6:  # type: ignore[attr-defined]
        before = f"{int(claim.start[:4]) - 1}{claim.start[4:7]}"  # type: ignore[attr-defined]
        return [dataclasses.replace(claim, start=before, end="")]  # type: ignore[call-arg]
    if claim.type == "agreement" and (claim.title or claim.fields) and rng.random() < 0.6:  # type: ignore[attr-defined]
        return [
            dataclasses.replace(claim, title="Protocol on Veterinary Certificates for Reindeer", fields=())
        ]  # type: ignore[call-arg]
    if claim.type == "target" and claim.value:  # type: ignore[attr-defined]
        return [dataclasses.replace(claim, value="777 million US dollars")]  # type: ignore[call-arg]
    if claim.type == "invitation" and claim.country is not None:  # type: ignore[attr-defined]
        return [dataclasses.replace(claim, country=country("IS" if claim.country.code != "IS" else "MT"))]  # type: ignore[attr-defined,call-arg]
    return []


def _other_meeting(claim: Claim, sort: str, read: Extraction) -> Claim:
    kind: str = claim.kind  # type: ignore[attr-defined]
    if sort == "call":
        return dataclasses.replace(claim, kind="phone call", place=None, country=None)  # type: ignore[call-arg]
    if sort == "meal":
        return dataclasses.replace(claim, kind="banquet" if "banquet" not in kind else "call")  # type: ignore[call-arg]
    if sort == "counterpart":
        first = claim.participants[0]  # type: ignore[attr-defined]
        stranger = Entity("person", "Sigurd Havnes", country="NO")
        return dataclasses.replace(claim, participants=(first, stranger))  # type: ignore[call-arg]
    days = {"year": -365, "week": -9}[sort]
    return dataclasses.replace(claim, date=_shift(claim.date, days), place=place("Northport"))  # type: ignore[attr-defined,call-arg]


# helpers ---------------------------------------------------------------------------------------------------
def _report(key: str, day: str, claims: list[Claim]) -> Report:
    article = Article(key, key, f"{key} of {day}", day)
    return Report(
        article, Extraction(key, tuple({e for c in claims for e in _entities(c)}), (), tuple(claims))
    )


def _entities(claim: Claim) -> list[Entity]:
    found = []
    for f in dataclasses.fields(claim):
        value = getattr(claim, f.name)
        found += [v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, Entity)]
    return found


def _renamed(claim: Claim, names: dict[Entity, Entity]) -> Claim:
    changes: dict[str, Any] = {}
    for f in dataclasses.fields(claim):
        value = getattr(claim, f.name)
        if isinstance(value, tuple):
            changes[f.name] = tuple(names.get(v, v) for v in value)
        elif isinstance(value, Entity):
            changes[f.name] = names.get(value, value)
    return dataclasses.replace(claim, **changes)


def _coarser(value: str, rng: random.Random) -> str:
    return rng.choice((value, value, value, value[:7], "") if len(value) == 10 else (value, value, value[:4]))


def _shift(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat() if len(day) == 10 else day
