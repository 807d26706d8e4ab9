"""Whether an event took place, is still to come, or is denied or only possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.extract.claims import Status
from communique.extract.syntax import Syntax
from communique.extract.triggers import trigger_words, triggers
from communique.extract.views import Sentence, Word

_CLAUSES = frozenset({"relcl", "advcl", "acl", "parataxis"})


def status(syntax: Syntax, s: Sentence, w: Word) -> Status | None:
    """``actual`` or ``planned``; None for what is denied, cancelled or only possible."""
    w = _noun_told_of(s, w)
    chain, reported = _chain(syntax, s, w)
    words = _signs(syntax, s, chain) | _fate(syntax, s, w, chain[0])
    if _circumstance(s, w):
        words -= trigger_words("modality", "promising")
    near = {x.lower for x in s.words[max(0, w.index - 5) : w.index + 1]}
    if not w.tag.startswith("VB"):
        near.discard("no")  # "made no statement after the talks"; "no talks" is looked at by itself
    if words & trigger_words("modality", "cancelled") or near & trigger_words("modality", "none"):
        return None
    if words & trigger_words("modality", "hypothetical") or near & trigger_words("modality", "doubtful"):
        return None
    wondered = "would" in words and not reported and not _would_be_doing(words, chain[0])
    if _doubted(syntax, s, w) or _was_to_have(syntax, s, chain) or wondered:
        return None
    past = chain[0].tag == "VBD" or "had" in words and chain[0].tag == "VBN"
    future = (
        words
        & trigger_words("modality", "planned")
        - (trigger_words("modality", "adverbs") if past else frozenset())
        or "would" in words
        or _is_to(syntax, s, chain)
        or near & trigger_words("modality", "ahead")
        or _ahead_of(s, w)
        or _on_agenda(syntax, s, chain[0])
        or _leaving_for(syntax, s, chain[0])
        or _then(syntax, s, chain[0])
    )
    return "planned" if future else "actual"


def _would_be_doing(words: set[str], verb: Word) -> bool:
    """ "The delegation would also be visiting Peru": what somebody let know, no condition."""
    return verb.tag == "VBG" and "be" in words


def _ahead_of(s: Sentence, w: Word) -> bool:
    """ "Ahead of his meeting with B, A said"."""
    words = [x.lower for x in s.words[max(0, w.index - 5) : w.index]]
    return any(pair == ("ahead", "of") for pair in pairwise(words)) and not {",", "and"} & set(words)


def _circumstance(s: Sentence, w: Word) -> bool:
    """ "agreed at a meeting", "pledged support after meeting B": what is promised there is not the meeting."""
    return w.dep in ("pobj", "pcomp") and s.words[w.head].lower in (
        "at",
        "during",
        "in",
        "after",
        "following",
    )


def _then(syntax: Syntax, s: Sentence, verb: Word) -> bool:
    """ "will speak after he meets B": the present tense of a clause of time under what is to come."""
    over = s.words[verb.head]
    if verb.dep != "advcl" or verb.tag not in ("VBZ", "VBP"):
        return False
    return any(c.lower in ("will", "shall") for c in syntax.children(s, over, "aux"))


def _on_agenda(syntax: Syntax, s: Sentence, verb: Word) -> bool:
    """ "The programme includes talks with B", "a meeting with B is on the agenda"; what it "included" has been."""
    if verb.tag not in ("VBZ", "VBP"):
        return False
    told_by = [*syntax.children(s, verb, "nsubj"), *syntax.prepositional(s, verb, "on", "in")]
    return any(x.lower in trigger_words("modality", "agendas") for x in told_by)


def _leaving_for(syntax: Syntax, s: Sentence, verb: Word) -> bool:
    """ "left for Lima to meet B", "before heading to Lima to meet B": who sets out for a meeting has it ahead."""
    while verb.dep == "conj" and verb.tag == "VB" and s.words[verb.head].tag == "VB":
        verb = s.words[verb.head]  # "leaves for Lima to attend a summit and meet B"
    over = s.words[verb.head]
    purpose = over is not verb and any(c.lower == "to" for c in syntax.children(s, verb, "aux"))
    return purpose and over.lower in trigger_words("modality", "leaving")


def _follows(syntax: Syntax, s: Sentence, verb: Word) -> bool:
    """ "will have lunch, followed by a meeting", "will hold a meeting to discuss trade": what goes with another event."""
    purpose = verb.tag == "VB" and verb.dep == "advcl"
    to = purpose and any(c.lower == "to" for c in syntax.children(s, verb, "aux"))
    return to and s.words[verb.head].index < verb.index or verb.lower == "followed"


def _noun_told_of(s: Sentence, w: Word) -> Word:
    """ "will attend a lunch hosted by B": what is said of the lunch is said of the hosting."""
    head = s.words[w.head]
    told = w.tag == "VBN" and w.dep == "acl" and head.lower in triggers()["meeting"]["nouns"]
    return head if told else w


def _chain(syntax: Syntax, s: Sentence, w: Word) -> tuple[list[Word], bool]:
    """The verbs that an event hangs on, up to the end of what is said about it; and whether that is reported speech."""
    chain: list[Word] = []
    verb = w if w.tag.startswith("VB") else syntax.verb_over(s, w)
    reported = False
    while len(chain) < 6:
        chain.append(verb)
        head = syntax.verb_over(s, s.words[verb.head]) if verb.head != verb.index else verb
        speaks = head.lower in trigger_words("modality", "reporting")
        reported |= speaks
        follows = len(chain) == 1 and _follows(syntax, s, verb)
        if head is verb or verb.dep in ("conj", *_CLAUSES) and len(chain) > 1:
            break
        if verb.dep in _CLAUSES and not follows or verb.dep == "ccomp" and speaks:
            break
        verb = head
    before = s.words[: chain[0].index]
    return chain, reported or any(x.lower in trigger_words("modality", "reporting") for x in before)


def _signs(syntax: Syntax, s: Sentence, chain: Sequence[Word]) -> set[str]:
    """The verbs of a chain with their auxiliaries, negations and adverbs."""
    words = {
        x.lower
        for v in chain
        for x in [v, *syntax.children(s, v, "aux", "neg", "auxpass", "mark", "advmod", "acomp", "prt")]
    }
    words |= {x.lower for x in s.words if x.dep == "prt" and s.words[x.head] in chain}
    if any(x.lower == "off" and _table(s, x) for v in chain for x in syntax.children(s, v, "prep")):
        words.add("off")  # "was moved off the schedule"
    begun = {v.lower for v in chain} & trigger_words("modality", "begun_with_off")
    if {"through"} & words and {"fell", "fall", "falls"} & words:
        words.add("cancelled")  # "fell through"
    return words - {"off", *begun} if begun and "off" in words else words


def _table(s: Sentence, off: Word) -> bool:
    return bool(trigger_words("modality", "agendas") & {x.lower for x in s.words[off.index : off.index + 3]})


def _fate(syntax: Syntax, s: Sentence, w: Word, verb: Word) -> set[str]:
    """ "A meeting with B had been planned but was cancelled": what else is said of an event that is the subject."""
    if w.dep not in ("nsubj", "nsubjpass"):
        return set()
    joined = syntax.children(s, verb, "conj")
    said = {x.lower for v in joined for x in [v, *syntax.children(s, v, "neg")]}
    through = any(s.words[min(v.index + 1, len(s.words) - 1)].lower == "through" for v in joined)
    if through and said & {"fell", "falls", "fallen"}:
        said.add("cancelled")
    return said & trigger_words("modality", "cancelled")


def _nouns_over(s: Sentence, w: Word) -> Iterator[Word]:
    """The nouns that an event noun hangs on: "information about preparations for a visit"."""
    seen = 0
    while not w.tag.startswith("VB") and seen < 12:
        if w.tag.startswith("NN"):
            yield w
        if w.head == w.index:
            return
        w, seen = s.words[w.head], seen + 1


def _doubted(syntax: Syntax, s: Sentence, w: Word) -> bool:
    """ "no information about a visit", "talk of a trip", "the possibility of a visit"."""
    for noun in _nouns_over(s, w):
        if noun is not w and noun.lower in trigger_words("modality", "doubts"):
            return True
        told = noun is w or noun.lower in trigger_words("modality", "unfounded")
        if told and any(c.lower == "no" for c in syntax.children(s, noun, "det", "neg")):
            return True
    return False


def _was_to_have(syntax: Syntax, s: Sentence, chain: Sequence[Word]) -> bool:
    """ "who was to have received him": it did not come to it."""
    verb = chain[0]
    helpers = {c.lower for c in syntax.children(s, verb, "aux")}
    return {"to", "have"} <= helpers and verb.tag == "VBN"


def _arranged(syntax: Syntax, s: Sentence, verb: Word) -> bool:
    """ "agreed on arrangements for B to visit Peru": what is arranged for somebody to do is to come."""
    subjects = syntax.children(s, verb, "nsubj")
    return bool(subjects) and any(
        x.lower == "for" for x in s.words[max(0, subjects[0].index - 2) : subjects[0].index]
    )


def _headed(s: Sentence, to: Word) -> bool:
    """ "Kenyan president to visit Peru": a headline's infinitive behind whom it is about, with no other verb before."""
    before = s.words[: to.index]
    end = next((x.index for x in s.words[to.index :] if x.text in (",", ";", ":")), len(s.words))
    rest = s.words[to.index + 1 : end]
    finite = any(x.tag in ("VBD", "VBZ", "VBP", "MD") for x in (*before, *rest))
    named = before[-1].ref.kind if before and before[-1].ref is not None else ""
    return named in ("persons", "country", "body", "group", "post") and not finite


def _is_to(syntax: Syntax, s: Sentence, chain: Sequence[Word]) -> bool:
    """``is to meet``: a form of be with an infinitive."""
    for verb in chain:
        to = [c for c in syntax.children(s, verb, "aux") if c.lower == "to"]
        if to and (_headed(s, to[0]) or _arranged(syntax, s, verb)):
            return True
        head = s.words[verb.head]
        if (
            to
            and head.lower in ("is", "are", "be")
            and verb.dep in ("xcomp", "ccomp", "advcl", "relcl", "acl")
            and not any(c.index < verb.index for c in syntax.children(s, head, "attr"))
        ):  # "is the first president to make a visit" has made it
            return True
    return False
