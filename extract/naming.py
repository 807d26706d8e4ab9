"""What a naming is: a stretch of a paragraph that stands for one person, with the posts and the country it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.extract.names import NameRun
from communique.extract.posts import Post

#: Posts of which nobody holds two: a state has each of them in another hand.
_HEADS = frozenset({"President", "Prime Minister", "King", "Queen", "Chancellor", "Emperor", "Pope"})


@dataclass(slots=True)
class Naming:
    """A stretch of units that names (or, with no run, describes) a person.

    ``first`` and ``last`` cover posts, marks and name; ``run`` is the name itself. ``relation`` is
    ``counterpart`` or ``spouse`` when the person is given by somebody else ("his Finnish counterpart").
    """

    first: int
    last: int
    run: NameRun | None
    posts: list[Post] = field(default_factory=list)
    relation: str = ""
    country: str = ""
    determiner: str = ""

    @property
    def prefixed(self) -> bool:
        """Whether the person's posts all stand before the name."""
        return self.run is not None and bool(self.posts) and self.posts[-1].last <= self.run.first


def two_states(held: Sequence[Post], posts: Sequence[Post]) -> bool:
    """Whether the posts are of two countries or two world bodies, so that one person cannot hold both."""
    high = ("state", "government", "minister", "royal", "envoy", "description")
    codes = {p.country or _union(p) for p in (*held, *posts) if p.kind in high} - {""}
    codes |= {
        p.body_code for p in (*held, *posts) if p.kind == "party" and p.body_kind == "party" and p.body_code
    }
    bodies = {p.body for p in (*held, *posts) if p.role == "Secretary-General" and p.body}
    heads = [{p.role for p in side if p.role in _HEADS and not p.body} for side in (held, posts)]
    rival = bool(heads[0] and heads[1]) and heads[0].isdisjoint(heads[1])
    return len(codes) > 1 or len(bodies) > 1 or rival


def _union(post: Post) -> str:
    """ "the Prime Minister of A and the President of the European Council X": the Union's heads hold no post of a state."""
    return post.body_code if post.role == "President" and post.body_code == "EU" else ""
