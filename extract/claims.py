"""What one report states: entities, mentions and claims, as frozen, JSON-able values.

A claim is one fact of quality/GUIDE.md as one report states it. Its fields name the report's own
entities, and each claim carries the evidence (offsets into the original text) that states it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

EntityType = Literal["person", "country", "party", "organization", "place", "group"]
Status = Literal["actual", "planned", "former"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a report names.

    ``name`` is the fullest name that the report gives (for countries, parties and known bodies the
    full English name), ``code`` the ISO 3166-1 alpha-2 code of a country (``EU`` included),
    ``aliases`` the other forms that the report uses, and ``country`` the code of the country to which
    the report shows a person, party, body or place to belong (empty where it leaves that open).
    """

    type: EntityType
    name: str
    code: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the report states a claim: code point offsets into the original text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to an entity."""

    start: int
    end: int
    entity: Entity
    how: str = "name"  # name, title, pronoun, description


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The common part of every claim.

    ``confidence`` is the calibrated chance that a careful reader agrees (0 to 1); ``method`` names the
    rules that found it (``title-chain``, ``trigger+dependency``, …).
    """

    type: ClassVar[str] = ""

    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5
    method: str = ""
    status: Status = "actual"

    def identity(self, article_key: str) -> str:
        """A short hash of the article and of all that is claimed, but not of confidence or method."""
        stated = {k: v for k, v in to_json(self).items() if k not in ("confidence", "method")}
        text = json.dumps([article_key, self.type, stated], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClaim(Claim):
    """A post that a person holds, held or will hold; ``to`` is where an envoy is accredited."""

    type: ClassVar[str] = "office"
    person: Entity
    role: str
    body: Entity | None = None
    country: Entity | None = None
    to: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpouseClaim(Claim):
    """A named couple."""

    type: ClassVar[str] = "spouse"
    persons: tuple[Entity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClaim(Claim):
    """Two or more sides talk face to face, by phone or by video."""

    type: ClassVar[str] = "meeting"
    participants: tuple[Entity, ...]
    kind: str = ""
    date: str = ""
    place: Entity | None = None
    country: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitClaim(Claim):
    """A trip abroad of one person (or of a delegation by its named head) to one country."""

    type: ClassVar[str] = "visit"
    visitor: Entity
    country: Entity
    kind: str = ""
    start: str = ""
    end: str = ""
    host: Entity | None = None
    places: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementClaim(Claim):
    """A text between sides, or a counted set of them."""

    type: ClassVar[str] = "agreement"
    kind: str
    parties: tuple[Entity, ...] = ()
    title: str = ""
    count: int | None = None
    fields: tuple[str, ...] = ()
    date: str = ""
    place: Entity | None = None
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnershipClaim(Claim):
    """The named framework of a relationship between two sides."""

    type: ClassVar[str] = "partnership"
    between: tuple[Entity, ...]
    level: str
    since: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiplomaticRelationsClaim(Claim):
    """Two countries have diplomatic relations."""

    type: ClassVar[str] = "diplomatic_relations"
    between: tuple[Entity, ...]
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardClaim(Claim):
    """A medal, order, prize or honorary degree."""

    type: ClassVar[str] = "award"
    recipient: Entity
    name: str
    giver: Entity | None = None
    presenter: Entity | None = None
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationClaim(Claim):
    """One person invites another; ``accepted`` is None where the report gives no answer."""

    type: ClassVar[str] = "invitation"
    inviter: Entity
    invitee: Entity
    country: Entity | None = None
    accepted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechClaim(Claim):
    """A named address or lecture."""

    type: ClassVar[str] = "speech"
    speaker: Entity
    place: Entity | None = None
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetClaim(Claim):
    """A quantified or dated aim."""

    type: ClassVar[str] = "target"
    between: tuple[Entity, ...] = ()
    what: str
    value: str = ""
    by_date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CongratulationClaim(Claim):
    """Congratulations, or condolences (``kind`` is ``condolence``)."""

    type: ClassVar[str] = "congratulation"
    senders: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    on: str = ""
    kind: str = "congratulation"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one report. ``claims`` are sorted by where their evidence begins."""

    article_key: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


CLAIM_TYPES: dict[str, type[Claim]] = {
    kind.type: kind
    for kind in (
        OfficeClaim,
        SpouseClaim,
        MeetingClaim,
        VisitClaim,
        AgreementClaim,
        PartnershipClaim,
        DiplomaticRelationsClaim,
        AwardClaim,
        InvitationClaim,
        SpeechClaim,
        TargetClaim,
        CongratulationClaim,
    )
}


def to_json(value: Any) -> Any:
    """A claim, entity or extraction as plain values; a claim gets its ``type``."""
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if not dataclasses.is_dataclass(value):
        return value
    plain = {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return {"type": value.type, **plain} if isinstance(value, Claim) else plain


def from_json(data: dict[str, Any]) -> Extraction:
    """The extraction that ``to_json`` wrote. Raises KeyError or TypeError on anything else."""
    return typing.cast("Extraction", _build(Extraction, data))


def _build(kind: Any, value: Any) -> Any:
    """The value of a (possibly optional or tuple) dataclass type from its plain form."""
    if value is None:
        return None
    if typing.get_origin(kind) is tuple:
        return tuple(_build(typing.get_args(kind)[0], v) for v in value)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _build(next(k for k in typing.get_args(kind) if k is not type(None)), value)
    if kind is Claim:
        kind = CLAIM_TYPES[value["type"]]
        value = {k: v for k, v in value.items() if k != "type"}
    if not dataclasses.is_dataclass(kind):
        return value
    hints = typing.get_type_hints(kind)
    return typing.cast("Any", kind)(**{k: _build(hints[k], v) for k, v in value.items()})
