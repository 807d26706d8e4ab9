"""Posts of those who are told of beside a holder: a counterpart, a predecessor, a deputy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.extract.naming import Naming
from communique.extract.persons import Person, PersonMention
from communique.extract.posts import Post
from communique.ontology.reference import sole_party

if TYPE_CHECKING:
    from communique.extract.people import Registry

_COUNTERPARTS = frozenset(
    {"state", "government", "minister", "royal", "parliament", "head", "adviser", "military", "local"}
)
_HIGH = frozenset({"state", "government", "minister", "royal"})
#: Titles that say no more than a form of address does, where a counterpart has them.
_BARE = frozenset({"Minister", "Secretary", "Ambassador", "Member"})
_PLACED = ("city", "country")
_TOWARDS = frozenset({"in", "to", "visit", "visits", "visited", "visiting", "reached"})


def counterpart_post(registry: Registry, p: int, naming: Naming, person: Person) -> Post | None:
    """ "his Finnish counterpart": the same post as his, of the other country; none where another than "Minister" is told."""
    if any(p.role not in _BARE or p.body for p in naming.posts):
        return None
    if any(h.post.kind in _HIGH and h.post.role != "Minister" for h in person.posts):
        return None  # told outright elsewhere
    described = _described_before(registry, p, naming)
    if described is not None and described.country != naming.country:
        return _same(described, naming, naming.country)
    for holder in _holders(registry, p, naming):
        held = [h.post for h in holder.posts if h.post.kind in _COUNTERPARTS]
        mine = held[0].country or holder.country if held else ""
        if not held or holder is person or naming.country and naming.country == mine:
            continue
        post = min(held, key=lambda h: (h.role in _BARE, "Minister of" not in h.role, "Deputy" in h.role))
        guessed = "" if naming.country or post.role in _BARE else _elsewhere(registry, p, naming, mine)
        return _same(post, naming, naming.country or guessed)
    return None


def _same(post: Post, naming: Naming, code: str) -> Post:
    """The post of a counterpart: a mayor's town and a company are another, a parliament's name is kept."""
    role = "Minister of Foreign Affairs" if post.role == "Secretary of State" else post.role
    return Post(naming.first, naming.last, role, post.kind, _own_body(post, code), country=code)


def _holders(registry: Registry, p: int, naming: Naming) -> Iterator[Person]:
    """Whose counterpart may be meant: of the sentence the nearest, behind a pronoun the subject before it, then the most named."""
    reading = registry.paragraphs[p]
    token = reading.units[naming.first].first
    begin = max((a for a, _ in reading.sentences if a <= token), default=0)
    before = [m for m in registry.mentions_in(p) if m.last <= naming.first]
    here = [m for m in before if reading.units[m.first].first >= begin]
    near = [m for q in range(max(0, p - 2), p) for m in registry.mentions_in(q)]
    near += [m for m in registry.mentions_in(p) if m.first < naming.first]
    if reading.units[naming.first].lower == "her":
        here.sort(key=lambda m: m.person.sex == "f")
    pronoun = {u.lower for u in reading.units if begin <= u.first < token} & {"he", "she"}
    if pronoun and not naming.country:
        here = []  # "He will call on President X and meet his counterpart Y": his own, not X's
    told = _subject_before(registry, p, begin) if pronoun else []
    for mention in (*reversed(here), *told, *sorted(near, key=lambda m: -m.person.mentions)):
        yield mention.person


def _subject_before(registry: Registry, p: int, begin: int) -> list[PersonMention]:
    """The first person of the sentence before the one that begins at token ``begin``."""
    reading = registry.paragraphs[p]
    last = max((a for a, b in reading.sentences if b <= begin), default=None)
    if last is None:
        return []
    return [m for m in registry.mentions_in(p) if last <= reading.units[m.first].first < begin][:1]


def _described_before(registry: Registry, p: int, naming: Naming) -> Post | None:
    """The post that the sentence or the one before it speaks of without a name, where it names nobody else's.

    "The president's trip takes her to Vienna. She will be hosted by her Austrian counterpart, Jane Roe."
    """
    reading = registry.paragraphs[p]
    token = reading.units[naming.first].first
    starts = [a for a, _ in reading.sentences if a <= token][-2:]
    if not starts or not naming.country:
        return None
    named = [m for m in registry.mentions_in(p) if m.last <= naming.first]
    if any(m.person.posts and reading.units[m.first].first >= starts[0] for m in named):
        return None
    posts = [
        n.posts[0]
        for n in registry.described_in(p)
        if n.posts and n.last <= naming.first and reading.units[n.first].first >= starts[0]
    ]
    meant = posts[-1] if posts else None
    plain = meant is not None and meant.kind in _HIGH and not meant.plural and meant.role not in _BARE
    return meant if plain else None


def _elsewhere(registry: Registry, p: int, naming: Naming, mine: str) -> str:
    """The country last gone to before a counterpart of whom no country is told ("On that trip he met his counterpart")."""
    reading = registry.paragraphs[p]
    units, token = reading.units, reading.units[naming.first].first
    begin = [a for a, _ in reading.sentences if a <= token][-2:][0]
    for j in range(naming.first - 1, 0, -1):
        unit = units[j]
        if unit.first < begin:
            break
        there = unit.kind in _PLACED and unit.code and unit.code != mine
        if there and units[j - 1].lower in _TOWARDS:
            return unit.code
    return ""


def predecessor_post(registry: Registry, p: int, naming: Naming, person: Person) -> Post | None:
    """ "the new President, X, and his predecessor, Y", "X, who replaced Y": the same post, held before."""
    return _of_holder(registry, p, naming, person, "former")


def incumbent_post(registry: Registry, p: int, naming: Naming, person: Person) -> Post | None:
    """ "X, who will replace Y": the same post, still held."""
    return _of_holder(registry, p, naming, person, "actual")


def _of_holder(registry: Registry, p: int, naming: Naming, person: Person, status: str) -> Post | None:
    """The post of who is told of before, held by another at another time."""
    if person.posts:
        return None
    before = [m for m in registry.mentions_in(p) if m.last <= naming.first and m.person is not person]
    earlier = [m for q in range(max(0, p - 3), p) for m in registry.mentions_in(q) if m.person is not person]
    for mention in (*reversed(before), *sorted(earlier, key=lambda m: -m.person.mentions)):
        post = next((h.post for h in mention.person.posts if _one_at_a_time(h.post)), None)
        if post is not None:
            country = post.country or mention.person.country
            return Post(
                naming.first,
                naming.last,
                post.role,
                post.kind,
                post.body,
                country=country,
                to=post.to,
                status=status,
            )
    return None


def _one_at_a_time(post: Post) -> bool:
    """Whether a post passes from one holder to the next."""
    return post.status != "former" and post.kind not in ("legislator", "member", "description")


def deputy_post(registry: Registry, p: int, naming: Naming, person: Person) -> Post | None:
    """ "the President and his deputy, Y": the same post a rank lower."""
    before = [m for m in registry.mentions_in(p) if m.last <= naming.first and m.person is not person]
    held = [h.post for m in reversed(before) for h in m.person.posts if h.post.status == "actual"]
    if not held or person.posts or held[0].role.startswith(("Deputy", "Vice")):
        return None
    post = held[0]
    role = "Vice President" if post.role == "President" else f"Deputy {post.role}"
    country = post.country or before[-1].person.country
    return Post(naming.first, naming.last, role, post.kind, post.body, country=country)


def _own_body(post: Post, code: str) -> str:
    """A counterpart's body: a parliament by the same name, a party's organ as that of the other party."""
    if post.kind == "parliament":
        return post.body
    mine, other = sole_party(post.body_code or post.country), sole_party(code)
    if mine is not None and other is not None and mine.name in post.body:
        return post.body.replace(mine.name, other.name)
    return ""


#: Who is named beside the holder of a post, and how his own is found.
TOLD_BY = {
    "counterpart": counterpart_post,
    "predecessor": predecessor_post,
    "incumbent": incumbent_post,
    "deputy": deputy_post,
}


def related(naming: Naming) -> bool:
    """Whether a naming gives a relation that tells a post, of its own person or of the other."""
    return naming.relation in TOLD_BY and (naming.relation == "counterpart" or not naming.posts)


def holder_of_counterpart(
    registry: Registry, p: int, naming: Naming, person: Person
) -> tuple[Person, Post] | None:
    """Who is told of as "Minister" alone and his post, where that of his counterpart is told ("his counterpart, Foreign Minister X")."""
    told = next(
        (h.post for h in person.posts if h.post.kind == "minister" and h.post.role not in _BARE), None
    )
    if naming.relation != "counterpart" or told is None or told.status != "actual":
        return None
    holder = next((q for q in _holders(registry, p, naming) if q is not person), None)
    held = [h.post for h in holder.posts] if holder is not None else []
    bare = bool(held) and all(post.role == "Minister" and not post.body for post in held)
    country = held[0].country or holder.country if holder is not None and bare else ""
    if holder is None or not bare or country and country == (told.country or person.country):
        return None
    return holder, Post(naming.first, naming.last, told.role, told.kind, country=country)
