"""What a post is: role, portfolio, body, country and status; and what a phrase of its title gives it."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.title_words import joined
from communique.extract.units import Unit
from communique.extract.words import word_list

#: What the wife or husband of a head of state is called: no office.
CONSORTS = frozenset({"First Lady", "First Gentleman"})

#: Classes of posts whose capitalized neighbours name a portfolio, not a body.
PORTFOLIO_KINDS = frozenset({"minister", "adviser"})

#: Classes of posts of a state whose holders are counterparts of each other.
STATE_KINDS = frozenset({"state", "government", "minister", "royal", "parliament"})


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
        """The words as they are printed."""
        return joined(self.words)


def set_body(post: Post, unit: Unit) -> None:
    """Give a post the body that a unit names."""
    if unit.name == "United Nations Security Council" and "U" not in unit.text and post.country:
        post.body, post.body_kind, post.body_code = (
            unit.text,
            "organization",
            "",
        )  # "Armenia's Security Council"
        return
    post.body, post.body_kind = unit.name or unit.text, "party" if unit.kind == "party" else "organization"
    post.body_code = unit.code


def without_country(phrase: Phrase, post: Post) -> str:
    """The phrase's words without a country at its end, which becomes the post's."""
    units = list(phrase.units)
    if len(units) > 3 and [u.text for u in units[-3::2]] == ["(", ")"] and units[-2].kind == "country":
        post.country, units = post.country or units[-2].code, units[:-3]  # "Minister for Trade (Peru) X"
    countries = [u for u in units if u.kind == "country"]
    owned = phrase.preposition.endswith(("for", "charge of")) and "of" in [
        u.lower for u in units
    ]  # "for Finance of Peru"
    if countries and not post.country and (owned or phrase.preposition in ("of", "in", "at")):
        first = units.index(countries[0])
        paired = first + 1 < len(units) and units[first + 1].text in ("-", "–")
        post.country = countries[0 if paired else -1].code  # the chair of an A-B friendship group is of A
    if not post.country and not countries:
        people = [
            u for u in units if u.kind == "demonym"
        ]  # "the Royal Thai Navy"; a Kenyan-Thai body is of either
        post.country = people[0].code if len({u.code for u in people}) == 1 else ""
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
    """The words of a parliament, government or office without whose it is, which the post tells ("the Lao President")."""
    if len(units) < 2 or units[0].kind not in ("country", "demonym"):
        return units
    rest = units[2:] if units[1].lower in ("'s", "’s") else units[1:]
    post.country = post.country or units[0].code
    organ = bool(rest) and (rest[0].lower in word_list("state_organs") or rest[0].kind == "role")
    own = post.country == units[0].code and organ
    return rest if own else units


def _generic(unit: Unit) -> bool:
    return unit.lower in ("bank", "party", "government", "senate", "parliament", "university")
