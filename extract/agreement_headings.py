"""A report that is itself a text: its heading names the joint statement, declaration or communiqué that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.extract.claims import Entity
from communique.extract.gazetteer import country_entity
from communique.extract.scene import Scene, body_entity
from communique.extract.side_phrases import known_names
from communique.extract.views import Sentence

_HEADING = re.compile(
    r"\W*(?:full text(?: of(?: the)?)?:? )?(?:final |outcome )?(joint )?(?:press |political |leaders['’] |summit )?"
    r"(communiqu[eé]|statement|declaration)\b(?= (?:issued|adopted|of|by|on|between|from|at)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The text that a heading names: its kind, its title as printed and its sides."""

    kind: str
    title: str
    sides: tuple[Entity, ...]


def heading_of(scene: Scene, s: Sentence) -> Heading | None:
    """The text that a report's first line names; none for other lines and where nothing tells whose text it is."""
    line = " ".join(scene.article.text[s.start : s.end].split())
    found = _HEADING.match(line) if s.paragraph < 2 and len(line) < 260 and line[-1:] not in ".!?" else None
    if found is None or not (found.group(1) or found.group(2).lower() != "statement"):
        return None
    between = found.group(1) or re.search(r"\bbetween\b", line)
    sides = _bodies(s, line) or (_countries(scene, s) if between else ())
    kind = "joint " * bool(found.group(1)) + found.group(2).lower().replace("é", "e")
    return Heading(kind, line, sides) if sides else None


def _bodies(s: Sentence, line: str) -> tuple[Entity, ...]:
    """The world or regional body in the line; an organ stands for it."""
    units = [w.ref.unit for w in s.refs("body") if w.ref is not None and w.ref.unit is not None]
    known = (e for form, e in known_names().items() if " " in form and form in line.lower())
    named = (e for e in known if e.type == "organization" and not e.country)
    return tuple([body_entity(u) for u in units if u.kind == "org" and not u.code] or named)[:1]


def _countries(scene: Scene, s: Sentence) -> tuple[Entity, ...]:
    units = [w.ref.unit for w in s.refs("country", "demonym") if w.ref is not None and w.ref.unit is not None]
    codes = [u.code for u in units] + [p.country for w in s.words for p in w.persons if p.country]
    codes += [q.country for q in scene.registry.principals() if q is not None and q.country]
    pair = list(dict.fromkeys(codes))[:2]
    return tuple(country_entity(code) for code in pair) if len(pair) == 2 else ()
