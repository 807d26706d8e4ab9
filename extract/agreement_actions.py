"""What happened to a text: signed, issued, proposed or only spoken of, from the words that govern its noun."""

from __future__ import annotations

from itertools import pairwise

from communique.extract.agreement_lists import Listing
from communique.extract.agreement_titles import count_before
from communique.extract.claims import Status
from communique.extract.scene import Scene
from communique.extract.signatories import in_name
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list


def action_of(scene: Scene, s: Sentence, w: Word, listing: Listing | None) -> tuple[str, Status | None]:
    """The action on a text and whether it took place; no action where the text is only spoken of."""
    actions = triggers()["agreement"]["actions"]
    if listing is not None:
        return listing.action, listing.status
    chain, node, seen = [], w, 0
    while node.head != node.index and seen < 8:
        node, seen = s.words[node.head], seen + 1
        chain.append(node)
        if node.tag.startswith("VB") and node.dep in ("ROOT", "relcl", "ccomp") and seen > 1:
            break
        if node.dep == "relcl" and node.lower not in actions:
            break  # "signed the declaration that reaffirmed the treaty"
    own = _own_clauses(scene, s, w, chain)
    own += [x for verb in chain if verb.lower == "put" for x in scene.children(s, verb, "dobj")]
    own += [x for noun in chain for x in scene.children(s, noun, "compound")]  # "the signing ceremony of"
    known = [x for x in (*own, *chain) if x.lower in actions] or _signed_below(scene, s, w)
    if not known:
        return "", "actual"
    trigger = known[0]
    if _of_views(scene, s, trigger):
        return "", "actual"
    if "anniversary" in {x.lower for x in s.words[max(0, trigger.index - 4) : trigger.index]}:
        return "referenced", "actual"
    status = scene.status(s, trigger)
    action = actions[trigger.lower]
    if trigger.lower.startswith("enter"):
        action = (
            "in force"
            if "force" in {x.lower for x in s.words[trigger.index : trigger.index + 4]}
            else "signed"
        )
    if action == "witnessed":
        inner = [
            actions[x.lower]
            for x in chain
            if x.lower in actions and actions[x.lower] in ("signed", "exchanged")
        ]
        action = inner[0] if inner else "witnessed"
    if action == "proposed":
        return action, None if status is None else "planned"
    if action == "in force" and trigger.lower == "force" and "into" not in [x.lower for x in s.words]:
        return "in force", status
    return action, status


def _own_clauses(scene: Scene, s: Sentence, w: Word, chain: list[Word]) -> list[Word]:
    """The verbs of a noun's own clauses; none behind a comma where the sentence's verb tells what happens to the text.

    "The agreement, which negotiators concluded in April, will be signed in June" will be signed.
    """
    actions = triggers()["agreement"]["actions"]
    told = any(x.tag == "VBN" and actions.get(x.lower) == "signed" and x.index > w.index for x in chain)
    own = scene.children(s, w, "acl", "relcl")
    return [x for x in own if not (told and "," in {y.text for y in s.words[w.index : x.index]})]


def _signed_below(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "An agreement between A and B allowing free travel was signed": the verb that the parser hangs on what the text allows."""
    actions = triggers()["agreement"]["actions"]
    if w.head != w.index:
        return []
    passive = (x for x in s.words[w.index + 1 :] if x.tag == "VBN" and x.lower in actions)
    return [x for x in passive if x.head != w.index and scene.children(s, x, "auxpass")][:1]


def _of_views(scene: Scene, s: Sentence, trigger: Word) -> bool:
    """ "exchanged views on the agreement": it is no text that was exchanged."""
    if not trigger.lower.startswith("exchang"):
        return False
    objects = [*scene.children(s, trigger, "dobj"), *scene.prepositional(s, trigger, "of")]
    return any(x.lower in ("views", "opinions", "ideas", "visits", "gifts", "greetings") for x in objects)


def unspoken_action(scene: Scene, s: Sentence, w: Word, kind: str, before: list[str]) -> str:
    """What happened to a text that no verb tells: "in a joint statement, both said", "the Egyptian-Israeli treaty"."""
    verb = scene.verb_over(s, w).lower
    spoken = w.lower == "statement" and verb in ("said", "says", "read", "noted", "reads", "according")
    if spoken or before[-3:] == ["in", "a", "joint"]:
        return "issued"
    if verb in ("resulted", "yielded", "produced", "culminated") and w.tag == "NNS":
        return "signed" if count_before(s, w) else ""
    named = kind in ("treaty", "agreement", "convention") and w.tag != "NNS" and len(in_name(scene, w)) == 2
    return "referenced" if named else ""


def is_pending(s: Sentence, w: Word) -> bool:
    """ "a draft agreement", "talks on an agreement", "the agreement still under negotiation"."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 16]]
    talks = any(a in word_list("negotiating") and b == "on" for a, b in pairwise(before))
    drafted = not {"draft", "prospective"}.isdisjoint(before[-4:])
    stages = pairwise(behind)
    return talks or drafted or any(a in ("under", "in") and b in word_list("negotiating") for a, b in stages)
