"""What happened to a text: signed, issued, proposed or only spoken of, from the words that govern its noun."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.extract.agreement_lists import Listing
from communique.extract.agreement_titles import count_before, fields_of
from communique.extract.claims import Status
from communique.extract.scene import Scene
from communique.extract.signatories import in_name
from communique.extract.triggers import trigger_words, triggers
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
    if _by_hand(scene, s, chain):
        return "signed", scene.status(s, chain[-1])
    if chain and _ready(s, chain[0]) or _due(s, w):
        return "signed", "planned"
    own += [  # "the signing ceremony of", but no "exchange programs such as"
        x
        for noun in chain
        for x in scene.children(s, noun, "compound")
        if not x.lower.startswith("exchange") or noun.lower in ("ceremony", "session")
    ]
    known = [x for x in (*own, *chain) if x.lower in actions] or _to_be_signed(scene, s, w, chain)
    known = known or _signed_below(scene, s, w)
    if not known or _nearly(s, known[0]):
        return ("proposed", "planned") if known else _agreed_on(s, w, chain)
    trigger = known[0]
    if _of_views(scene, s, trigger):
        return "", "actual"
    if "anniversary" in {x.lower for x in s.words[max(0, trigger.index - 4) : trigger.index]}:
        return "referenced", "actual"
    status = scene.status(s, trigger)
    if trigger.tag == "VB" and trigger.dep == "acl" and status == "actual":
        status = "planned"  # "approved a proposal to sign an agreement"
    action = actions[trigger.lower]
    if trigger.lower == "entry":
        return action, _entry(s, trigger)
    if trigger.lower.startswith("enter"):
        action = (
            "in force"
            if "force" in {x.lower for x in s.words[trigger.index : trigger.index + 4]}
            else "signed"
        )
    if action == "witnessed":
        known_below = (actions.get(x.lower, "") for x in chain)
        action = next((a for a in known_below if a in ("signed", "exchanged")), "witnessed")
    if action == "proposed":
        return action, None if status is None else "planned"
    return action, status


def _entry(s: Sentence, trigger: Word) -> Status:
    """ "the forthcoming entry into force of the agreement" is still to come."""
    before = {x.lower for x in s.words[max(0, trigger.index - 4) : trigger.index]}
    return "actual" if before.isdisjoint(trigger_words("agreement", "coming")) else "planned"


def _by_hand(scene: Scene, s: Sentence, chain: list[Word]) -> bool:
    """ "put their names to the charter", "appended their signatures to a deal", "put pen to paper on a treaty"."""
    verbs, objects = trigger_words("agreement", "putting"), trigger_words("agreement", "put_to")
    put = (x for x in chain if x.lower in verbs and x.tag.startswith("VB"))
    return any(c.lower in objects for x in put for c in s.words[x.index + 1 : x.index + 4])


def _to_be_signed(scene: Scene, s: Sentence, w: Word, chain: list[Word]) -> list[Word]:
    """ "A visit during which agreements are to be signed": the infinitive below the verb that a text is the subject of."""
    actions = triggers()["agreement"]["actions"]
    below = scene.children(s, chain[0], "xcomp") if chain and w.dep.startswith("nsubj") else []
    return [x for x in below if x.lower in actions]


def _nearly(s: Sentence, trigger: Word) -> bool:
    """ "close to signing", "on the verge of signing", "short of signing": not yet."""
    before = {x.lower for x in s.words[max(0, trigger.index - 4) : trigger.index]}
    return trigger.tag == "VBG" and not before.isdisjoint(trigger_words("agreement", "nearly"))


def _agreed_on(s: Sentence, w: Word, chain: list[Word]) -> tuple[str, Status]:
    """ "agreed a roadmap", "are bound by an agreement", "four agreements are on the table": what no word of signing tells."""
    verb = chain[0] if chain else w
    over = chain[1] if len(chain) > 1 else w
    if verb.lower in ("agreed", "agrees") and w.dep == "dobj":
        return "adopted", "actual"
    if verb.lower == "by" and over.lower in ("bound", "linked", "governed", "regulated"):
        return "referenced", "actual"
    behind = {x.lower for x in s.words[verb.index + 1 : verb.index + 6]}
    if verb.lower in ("is", "was", "remains", "remained", "been") and [
        x.lower for x in s.words[verb.index + 1 : verb.index + 3]
    ] == ["in", "force"]:
        return "in force", "actual"
    tabled = verb.lower in ("is", "are") and w.dep == "nsubj" and {"on", "in"} & behind
    waiting = tabled and not behind.isdisjoint(trigger_words("agreement", "tables"))
    return ("proposed", "planned") if waiting else ("", "actual")


def _due(s: Sentence, w: Word) -> bool:
    """ "There are ten agreements expected to be signed", "the texts to be signed in Lima": right behind the noun."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 5]]
    behind = (
        behind[1:]
        if behind[:1] != [] and behind[0] in ("expected", "due", "set", "slated", "scheduled")
        else behind
    )
    return behind[:2] == ["to", "be"] and triggers()["agreement"]["actions"].get(behind[2]) == "signed"


def _ready(s: Sentence, verb: Word) -> bool:
    """ "The agreement is ready for signature", "would be ready for signing by June"."""
    behind = [x.lower for x in s.words[verb.index + 1 : verb.index + 5]]
    waiting = not {verb.lower, *behind}.isdisjoint({"ready", "lined", "due", "slated", "scheduled"})
    return waiting and "for" in behind and not {"signature", "signing"}.isdisjoint(behind)


def _talks_with(s: Sentence, w: Word) -> bool:
    """ "talks with the bank of A on a similar accord", "negotiations between A and B on an agreement"."""
    start = max(0, w.index - 16)
    ahead = s.words[start : w.index]
    on = [x.index for x in ahead[-4:] if x.lower in ("on", "about", "for", "over")]
    nouns = [x.index for x in ahead if x.lower in ("talks", "negotiations", "negotiation")]
    if not on or not nouns or nouns[-1] > on[-1]:
        return False
    between = s.words[nouns[-1] + 1 : on[-1]]
    told = [x.lower for x in between[:1]] in (["with"], ["between"])
    return told and all(x.text not in (";", ",") and not x.tag.startswith("VB") for x in between)


def _own_clauses(scene: Scene, s: Sentence, w: Word, chain: list[Word]) -> list[Word]:
    """The verbs of a noun's own clauses; none behind a comma where the sentence's verb tells what happens to the text.

    "The agreement, which negotiators concluded in April, will be signed in June" will be signed.
    """
    actions = triggers()["agreement"]["actions"]
    told = any(x.tag == "VBN" and actions.get(x.lower) == "signed" and x.index > w.index for x in chain)
    own = scene.children(s, w, "acl", "relcl")
    if chain and chain[0].lower in ("have", "has", "had"):  # "have a memorandum on trade, signed in 1994"
        own += [x for x in scene.children(s, chain[0], "advcl") if x.tag == "VBN" and x.index > w.index]
    behind = s.words[w.index + 1 : w.index + 3]
    if (
        not own
        and [x.text for x in behind[:1]] == [","]
        and behind[-1].tag == "VBN"
        and behind[-1].lower in actions
    ):
        return behind[-1:]  # "The Lima Declaration, adopted by the ministers on Monday, calls for"
    joined = [c for x in own for c in scene.children(s, x, "conj")]
    ahead = [
        c for x in joined for c in (x, *scene.children(s, x, "xcomp")) if actions.get(c.lower) == "signed"
    ]
    own = ahead + own  # "which was concluded in July and which is expected to be signed"
    return [x for x in own if not (told and "," in {y.text for y in s.words[w.index : x.index]})]


def _signed_below(scene: Scene, s: Sentence, w: Word) -> list[Word]:
    """ "An agreement between A and B allowing free travel was signed": the verb that the parser hangs on what the text allows."""
    actions = triggers()["agreement"]["actions"]
    over = s.words[w.head]
    described = (
        over.index == w.index + 1 and over.tag == "VBN" and over.dep == "ROOT"
    )  # "texts meant to help …"
    if w.head != w.index and not described:
        return []
    passive = (x for x in s.words[w.index + 1 :] if x.tag == "VBN" and x.lower in actions)
    return [x for x in passive if x.head != w.index and scene.children(s, x, "auxpass")][:1]


def _of_views(scene: Scene, s: Sentence, trigger: Word) -> bool:
    """ "exchanged views on the agreement": it is no text that was exchanged."""
    if not trigger.lower.startswith("exchang"):
        return False
    objects = [*scene.children(s, trigger, "dobj", "nsubjpass"), *scene.prepositional(s, trigger, "of")]
    return any(x.lower in ("views", "opinions", "ideas", "visits", "gifts", "greetings") for x in objects)


def unspoken_action(scene: Scene, s: Sentence, w: Word, kind: str, before: list[str]) -> str:
    """What happened to a text that no verb tells: "in a joint statement, both said", "the Egyptian-Israeli treaty"."""
    verb = scene.verb_over(s, w).lower
    spoken = w.lower == "statement" and verb in ("said", "says", "read", "noted", "reads", "according")
    if spoken or before[-3:] == ["in", "a", "joint"] or kind.startswith("joint") and verb in _BROUGHT:
        return "issued"
    if verb in _BROUGHT and w.tag == "NNS":
        return "signed" if count_before(s, w) or fields_of(scene, s, w) else ""
    if before[-2:] == ["exchange", "of"]:
        return "exchanged"
    if _ceremony_before(scene, s, w):
        return "signed"
    named = kind in ("treaty", "agreement", "convention") and w.tag != "NNS" and len(in_name(scene, w)) == 2
    return "referenced" if named or _of_year(s, w, before) or _of_two(s, w, before) else ""


_BROUGHT = ("resulted", "yielded", "produced", "culminated", "brought", "adopted")


def _ceremony_before(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "The signing took place at the palace. The agreement opens the market": it is what was signed there."""
    earlier = scene.sentences[s.number - 1] if s.number else s
    if (
        earlier is s
        or earlier.paragraph != s.paragraph
        or w.dep != "nsubj"
        or s.words[0].lower != "the"
        or w.index > 3
    ):
        return False
    words = {x.lower for x in earlier.words}
    texts = triggers()["agreement"]["nouns"]
    named = any(
        x.ref is not None and x.ref.kind == "name" and x.ref.text.split()[-1].lower in texts
        for x in earlier.words
    )
    return not words.isdisjoint({"signing", "signed", "signature"}) and words.isdisjoint(texts) and not named


def _of_year(s: Sentence, w: Word, before: list[str]) -> bool:
    """ "the air services agreement of 1998", "the 1998 treaty": one that is known by its year."""
    behind = s.words[w.index + 1 : w.index + 3]
    dated = [x.lower for x in behind[:1]] == ["of"] and _is_year(behind[-1])
    if w.tag == "NN" and _from_year(s, w):
        return True
    ahead = s.words[max(0, w.index - 4) : w.index]
    definite = not {"the", "our", "their", "its"}.isdisjoint(before[-4:])
    return w.tag == "NN" and definite and (dated or any(_is_year(x) for x in ahead))


def _from_year(s: Sentence, w: Word) -> bool:
    """ "a memorandum of understanding from 2014", "an agreement dating back to 1998"."""
    behind = s.words[w.index + 1 : w.index + 8]
    for i, x in enumerate(behind[1:], 1):
        dating = behind[i - 1].lower == "from" or {"dating", "to"} <= {y.lower for y in behind[:i]}
        if _is_year(x) and dating:
            return True
        if x.tag in ("VBD", "VBZ", "VBP", "MD") or x.text in (",", ";"):
            return False
    return False


def is_of_year(s: Sentence, w: Word) -> bool:
    """Whether a text is known by its year: "under the 1998 treaty", "under an agreement of 1998"."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    return _of_year(s, w, before) or _from_year(s, w)


def _of_two(s: Sentence, w: Word, before: list[str]) -> bool:
    """ "The agreement between A and B provides for …", "recalled the trade agreement with A": one that is there."""
    verb = next((x.index for x in s.words[w.index :] if x.tag in ("VBD", "VBZ", "VBP", "MD")), len(s.words))
    if w.tag != "NN" or "the" not in before[-4:]:
        return False
    behind = s.words[w.index + 1 : w.index + 3]
    with_land = [x.lower for x in behind[:1]] == ["with"] and all(
        x.ref is not None and x.ref.kind == "country" for x in behind[1:]
    )
    return with_land or any(x.lower == "between" for x in s.words[w.index + 1 : verb])


def _is_year(x: Word) -> bool:
    dated = x.ref is not None and x.ref.date is not None and len(x.ref.date.value) == 4
    return dated or re.fullmatch(r"(?:1[6-9]|20)\d\d", x.text) is not None


def is_pending(s: Sentence, w: Word) -> bool:
    """ "a draft agreement", "talks on an agreement", "the agreement still under negotiation"."""
    before = [x.lower for x in s.words[max(0, w.index - 6) : w.index]]
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 16]]
    talks = any(a in word_list("negotiating") and b == "on" for a, b in pairwise(before))
    talks = talks or _talks_with(s, w)
    drafted = not {"draft", "prospective"}.isdisjoint(before[-4:])
    once = (
        a == "once" and not {"concluded", "signed", "finalised", "finalized", "adopted"}.isdisjoint(behind)
        for a in behind[:4]
    )
    if any(once):  # "would gain from the agreement once it is concluded"
        return True
    stages = zip(behind, behind[1:], [*behind[2:], ""], strict=False)
    return (
        talks
        or drafted
        or any(a in ("under", "in") and b in word_list("negotiating") and c != "with" for a, b, c in stages)
    )
