"""Views: projections by name, as measures, paths, drawings and exports know them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.analysis.projection import PERSONAL, Scope
from communique.graph.lookup.kinds import KINDS
from communique.graph.lookup.snapshot import BadParameter


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A projection by name: the kinds of facts that join, the types of entities that are joined.

    With ``by_country`` a person stands for the country of their posts.
    """

    kinds: tuple[str, ...]
    types: tuple[str, ...]
    text: str
    by_country: bool = False


VIEWS: dict[str, NetworkView] = {
    "met": NetworkView(("meeting",), ("Person",), "who met whom; the weight counts meetings"),
    "people": NetworkView(PERSONAL, ("Person",), "persons by all that they do towards each other"),
    "countries": NetworkView(
        ("meeting", "visit", "agreement", "partnership", "diplomatic_relations"), ("Country",),
        "country to country by meetings, visits, agreements, partnerships and relations; a person stands for "
        "their country", by_country=True,
    ),
    "offices": NetworkView(
        ("office",), ("Person", "Country", "Party", "Organization"), "persons and what they hold office in"
    ),
    "everything": NetworkView(
        tuple(KINDS), ("Person", "Country", "Party", "Organization", "Place"), "every fact and entity"
    ),
}  # fmt: skip


def view_of(name: str) -> NetworkView:
    """The view of that name; raises BadParameter with the names that there are."""
    if name not in VIEWS:
        raise BadParameter(f"no view “{name}”: there are {', '.join(VIEWS)}")
    return VIEWS[name]


def scope_of(view: str, since: str = "", until: str = "", as_of: str = "") -> Scope:
    """The scope of a view, within a period and by what reports until a day state. Raises BadParameter."""
    chosen = view_of(view)
    return Scope(chosen.kinds, chosen.types, since, until, as_of=as_of, by_country=chosen.by_country)
