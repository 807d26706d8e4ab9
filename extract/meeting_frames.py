"""What a statement of a meeting says about its two sides, and who its sides are; ``meeting_verbs`` and ``meeting_nouns`` read it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.companions import joint_subjects
from communique.extract.listings import Item, Listing, listing, phrase_start
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

#: Nouns of meals, to which guests come together.
MEALS = frozenset({"dinner", "banquet", "lunch", "luncheon", "reception", "breakfast", "iftar", "tea party"})


@dataclass(slots=True)
class Frame:
    """The two sides of a meeting: ``right`` may be empty where ``left`` names both.

    ``several``: the noun is plural, one meeting per counterpart; ``each_own_post``: so for persons with posts
    of their own; ``together``: never so; ``weak``: a meeting only where no other sentence tells of one.
    """

    left: Listing
    right: Listing
    kind: str
    confidence: float
    several: bool = False
    each_own_post: bool = False
    together: bool = False
    weak: bool = False


def as_listing(scene: Scene, s: Sentence, words: list[Word]) -> Listing:
    """Parsed words, and what is joined to them, as a listing."""
    found = Listing()
    if words and not scene.persons_of(s, words):
        return next((group for w in words if (group := listing(s, phrase_start(s, w))).items), found)
    for word in words:
        for member in scene.members(s, word):
            if all(member is not i.head for i in found.items):
                found.items.append(Item(member.index, member.index, member))
    named = [i for i in found.items if i.persons]
    return Listing(named) if named and not of_office(found.items) else found


def acting_side(scene: Scene, s: Sentence, verb: Word, infinite: bool = True) -> Listing:
    """Who acts: the parsed subject, with what is joined to it in line; the nearest person before, where it is lost."""
    if (all_ := _with_joined(scene, s, verb)) is not None:
        return all_
    found = as_listing(scene, s, scene.subjects(s, verb))
    joint = joint_subjects(s, verb)
    if len(joint) > len(found.persons()) and (
        not found.persons()
        or joint[-1].persons[0] in found.persons()
        or joint[0].persons[0] in found.persons()
    ):
        return as_listing(scene, s, joint)
    if not found.persons() and infinite and (ahead := scene.ahead(s, verb)):
        return as_listing(scene, s, ahead)
    head = s.words[verb.head]
    if not found.items and verb.dep == "conj" and head.tag.startswith("VB") and head.index < verb.index:
        return acting_side(scene, s, head, infinite)  # "Also on Tuesday A met and had talks with B"
    return found


def _with_joined(scene: Scene, s: Sentence, verb: Word) -> Listing | None:
    """ "A and B, joined by C and D, held talks": all four act."""
    joined = next((x for x in s.words[1 : verb.index] if x.lower == "joined"), None)
    if joined is None or s.words[joined.index - 1].text != "," or s.words[joined.index + 1].lower != "by":
        return None
    before = [x for x in s.words[: joined.index] if x.persons]
    behind = listing(s, joined.index + 2, 9)
    if not before or not behind.persons():
        return None
    return Listing([*as_listing(scene, s, before).items, *(i for i in behind.items if i.persons)])


def each_apart(s: Sentence, w: Word, others: Listing) -> bool:
    """Talks with persons of several countries are one with each, unless the report calls them trilateral or the like."""
    if w.lower in MEALS:
        return False
    countries = {p.country for p in others.persons()}
    words = {x.lower for x in s.words[max(0, w.index - 4) : w.index + 1]}
    joint = words & trigger_words("meeting", "joint")
    return len(countries) > 1 and "" not in countries and not joint


def of_office(items: list[Item]) -> bool:
    """ "the prime ministers of Peru and Kenya": one phrase for several who hold a like post, or a post and a person."""
    if len(items) == 2 and _post_and_person(*sorted(items, key=lambda i: len(i.persons))):
        return True
    ref = items[0].head.ref if len(items) == 1 else None
    naming = ref.reference.naming if ref is not None and ref.reference is not None else None
    return naming is not None and any(post.plural for post in naming.posts)


def _post_and_person(unnamed: Item, named: Item) -> bool:
    """ "The President of Ghana and the Prime Minister of Kenya X met": a post that nobody is named for beside one of another land."""
    ref = unnamed.head.ref
    post = (
        ref.reference.post if ref is not None and ref.kind == "post" and ref.reference is not None else None
    )
    if post is None or unnamed.persons or len(named.persons) != 1:
        return False
    land = post.country or post.body_code
    return bool(land and named.persons[0].country) and land != named.persons[0].country
