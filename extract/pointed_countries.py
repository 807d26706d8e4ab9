"""Countries that a title only points to: "the president of that nation", "the country's trade minister", "her ambassador there"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.paragraphs import ParagraphReading
from communique.extract.posts import STATE_KINDS, Post
from communique.extract.title_words import possessive_at
from communique.extract.units import Unit
from communique.extract.words import word_list

_BACK = 2  # paragraphs before the one of the title
_KINDS = ("country", "demonym")


def point_to_country(readings: Sequence[ParagraphReading], p: int, post: Post) -> None:
    """Give a post the country that the report names last before "that nation" or "the country's" points to it."""
    units = readings[p].units
    if (
        post.kind == "envoy"
        and not post.to
        and [u.lower for u in units[post.last - 1 : post.last]] == ["there"]
    ):
        post.to = next(
            (u.code for u in _before(readings, p, post.first, ("country", "city")) if u.code != post.country),
            "",
        )
    if post.country or post.kind not in STATE_KINDS or not (_that(units, post) or _owned(units, post)):
        return
    post.country = next((u.code for u in _before(readings, p, post.first, _KINDS)), "")


def _that(units: Sequence[Unit], post: Post) -> bool:
    """Whether a title ends with "of that country"."""
    tail = [u.lower for u in units[post.last - 2 : post.last]]
    return tail[:1] == ["that"] and tail[1] in word_list("state_words")


def _owned(units: Sequence[Unit], post: Post) -> bool:
    """Whether "the country's" stands before a title."""
    j = post.first - 1
    return (
        j > 1
        and possessive_at(units, j)
        and units[j - 1].lower in ("country", "nation", "republic", "kingdom")
    )


def _before(
    readings: Sequence[ParagraphReading], p: int, first: int, kinds: tuple[str, ...]
) -> Iterator[Unit]:
    """The units of some kinds with a country, from the title backwards."""
    for q in range(p, max(-1, p - _BACK - 1), -1):
        units = readings[q].units[:first] if q == p else readings[q].units
        yield from (u for u in reversed(units) if u.kind in kinds and u.code)
