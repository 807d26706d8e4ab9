"""The kinds of facts as lookups speak of them: their class and the properties that name who takes part."""

from __future__ import annotations

from dataclasses import dataclass

from communique.graph.lookup.snapshot import ONTOLOGY, BadParameter


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: ``key`` in URLs and commands, its class in the ontology, and its headings.

    ``sides`` are the properties whose values take part as equals or principals, ``others`` the
    remaining ones that name entities. A ``lasting`` one goes on until a report states its end.
    """

    key: str
    name: str
    heading: str
    sides: tuple[str, ...]
    others: tuple[str, ...] = ()
    lasting: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """All properties that name entities, as the fact itself has them: a tenure names its office, and that
        has the others.
        """
        return (*self.sides, "office") if self.key == "office" else (*self.sides, *self.others)

    @property
    def symmetric(self) -> bool:
        """Whether all take part alike, so that no order of two of them means anything."""
        return self.key != "office" and len(self.sides) == 1

    @property
    def iri(self) -> str:
        """The class's IRI."""
        return ONTOLOGY + self.name


KINDS: dict[str, FactKind] = {
    kind.key: kind
    for kind in (
        FactKind("office", "Tenure", "Offices", ("holder",), ("body", "country", "accreditedTo"), True),
        FactKind("partnership", "Partnership", "Partnerships", ("between",), lasting=True),
        FactKind(
            "diplomatic_relations", "DiplomaticRelations", "Diplomatic relations", ("between",), lasting=True
        ),
        FactKind("meeting", "Meeting", "Meetings", ("participant",), ("place", "country")),
        FactKind("visit", "Visit", "Visits", ("visitor", "destination", "host"), ("place",)),
        FactKind("agreement", "Agreement", "Agreements", ("signatory",), ("place",)),
        FactKind("award", "AwardConferral", "Awards", ("recipient", "giver", "presenter")),
        FactKind("invitation", "Invitation", "Invitations", ("inviter", "invitee", "destination")),
        FactKind("congratulation", "Congratulation", "Congratulations and condolences", ("from", "to")),
        FactKind("speech", "Speech", "Speeches", ("speaker",), ("place",)),
        FactKind("target", "Target", "Targets", ("between",)),
        FactKind("spouse", "Marriage", "Marriages", ("spouse",), lasting=True),
    )
}
BY_CLASS: dict[str, FactKind] = {kind.iri: kind for kind in KINDS.values()}
CLASSES = " ".join(f"dip:{kind.name}" for kind in KINDS.values())


def kind_of(key: str) -> FactKind:
    """The kind of that key; raises BadParameter with the keys that there are."""
    if key not in KINDS:
        raise BadParameter(f"no relation “{key}”: there are {', '.join(KINDS)}")
    return KINDS[key]
