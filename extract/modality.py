"""Whether an event took place, is still to come, or is denied or only possible."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.claims import Status
from communique.extract.syntax import Syntax
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word


def status(syntax: Syntax, s: Sentence, w: Word) -> Status | None:
    """``actual`` or ``planned``; None for what is denied, cancelled or only possible."""
    chain, verb = [], syntax.verb_over(s, w) if not w.tag.startswith("VB") else w
    seen = 0
    while seen < 6:
        chain.append(verb)
        head = syntax.verb_over(s, s.words[verb.head]) if verb.head != verb.index else verb
        if head is verb or verb.dep in ("relcl", "conj", "advcl", "acl") and seen > 0:
            break
        if (
            verb.dep in ("relcl", "advcl", "acl", "parataxis")
            or verb.dep == "ccomp"
            and head.lower in ("said", "told", "says", "announced", "noted", "added")
        ):
            break
        verb, seen = head, seen + 1
    words = {
        x.lower
        for v in chain
        for x in [v, *syntax.children(s, v, "aux", "neg", "auxpass", "mark", "advmod", "acomp", "prt")]
    }
    near = {x.lower for x in s.words[max(0, w.index - 5) : w.index + 1]}
    words |= {x.lower for x in s.words if x.dep == "prt" and s.words[x.head] in chain}
    if words & trigger_words("modality", "cancelled") or near & {"no", "without", "denied", "cancelled"}:
        return None
    if words & {"could", "may", "might", "if", "whether", "unless", "should"} or near & {
        "possible",
        "potential",
        "alleged",
    }:
        return None
    if "would" in words and not words & {"said", "announced"}:
        return None
    future = (
        words & trigger_words("modality", "planned")
        or _is_to(syntax, s, chain)
        or near & {"upcoming", "forthcoming", "planned", "scheduled"}
    )
    return "planned" if future else "actual"


def _is_to(syntax: Syntax, s: Sentence, chain: Sequence[Word]) -> bool:
    """``is to meet``: a form of be with an infinitive."""
    for verb in chain:
        to = [c for c in syntax.children(s, verb, "aux") if c.lower == "to"]
        head = s.words[verb.head]
        if (
            to
            and head.lower in ("is", "are", "be")
            and verb.dep in ("xcomp", "ccomp", "advcl", "relcl", "acl")
        ):
            return True
    return False
