"""Counterparts that no name is given for: a post, a body or a group as the report words it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from communique.extract.claims import Entity
from communique.extract.listings import Item
from communique.extract.scene import Scene, body_entity, post_entity
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence
from communique.ontology.reference import countries

_PARTS = frozenset({"members", "representatives", "office-bearers", "executives"})


def nameless(scene: Scene, s: Sentence, item: Item) -> Iterator[Entity]:
    """The entity of an item without persons; none for what is no counterpart."""
    if item.persons:
        return
    ref = item.head.ref
    text = spelled_out(scene.quote(s.words[item.first], s.words[item.last]))
    if ref is None:
        if item.head.lower in trigger_words("meeting", "people"):
            yield _group(scene, s, item, text)
    elif ref.kind in ("post", "group"):
        entity = post_entity(ref, text)
        if entity is not None and _tells_which(entity.name):
            yield entity
    elif ref.kind == "demonym":
        yield Entity("group", text)
    elif ref.kind == "body" and ref.unit is not None:
        yield body_entity(ref.unit)
    elif ref.kind == "name" and len(text.split()) > 1:
        yield Entity("organization", text)


@cache
def _acronyms() -> dict[str, str]:
    """Acronyms of countries and their official names."""
    return {
        form: next((f for f in (*entry.forms[1:2], entry.name) if " " in f), entry.name)
        for entry in countries().values()
        for form in entry.forms
        if " " not in form and sum(c.isupper() for c in form) > 1 and not any(c.islower() for c in form[2:])
    }


def spelled_out(text: str) -> str:
    """A counterpart's words with the acronyms of countries written out: "Speaker of the Parliament of the RoK"."""
    return re.sub(r"\b[A-Z][\w.]{1,5}\b\.?", lambda m: _acronyms().get(m.group(), m.group()), text)


def _tells_which(text: str) -> bool:
    """A bare "officials" or "the minister" says too little to be a counterpart."""
    return len(text.split()) > 1


def _group(scene: Scene, s: Sentence, item: Item, text: str) -> Entity:
    """ "members of the Gujarat Chamber": the body itself, its members as another form of it."""
    words = s.words[item.first : item.last + 1]
    if words[0].lower in _PARTS and len(words) > 2 and words[1].lower == "of":
        inner = scene.quote(words[2], words[-1])
        inner = inner.removeprefix("the ")
        return Entity("group", inner, aliases=(text,))
    return Entity("group", text)
