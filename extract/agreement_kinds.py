"""What kind of text a noun or a proper name tells: a treaty, a letter of intent, an understanding; none for what is no text between sides."""

from __future__ import annotations

import re

from communique.extract.scene import Scene
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list


def named_kind(scene: Scene, w: Word, noun: str) -> str:
    """The kind of text that a proper name tells; none for a statement of one side."""
    name = w.ref.text if w.ref is not None else ""
    kind = str(triggers()["agreement"]["nouns"].get(noun.lower(), "agreement"))
    joint = re.search(r"\bJoint (Statement|Declaration|Communiqu)", name)
    if noun == "Statement":
        special = re.search(r"Statement of (?:Partnership|Intent|Cooperation|Principles)", name)
        return "joint statement" if joint else special.group().lower() if special else ""
    if noun.startswith("Exchange"):
        return noun.lower()
    if noun.endswith("Minutes"):
        return noun.lower()
    if noun.startswith(("Code", "Letter")):
        return "code of conduct" if noun.startswith("Code") else "letter of intent"
    if name == "UNCLOS":
        return "convention"
    if joint and kind == "declaration":
        return "joint declaration"
    of = re.search(
        r"Memorand\w+ of (Cooperation|Agreement|Intent)\b", name + scene.article.text[w.end : w.end + 16]
    )
    return f"memorandum of {of.group(1).lower()}" if of else kind


def plain_kind(s: Sentence, w: Word, kind: str, before: list[str]) -> str:
    """The kind of text a common noun names here; none where it is no text between sides."""
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 3]]
    if w.lower == "statement":
        of = behind[1] if behind[:1] == ["of"] and len(behind) > 1 else ""
        named = f"statement of {of}" if of in ("partnership", "intent", "cooperation", "principles") else ""
        return "joint statement" if "joint" in before else named
    if w.lower.startswith("declaration") and "joint" in before:
        return "joint declaration"
    if (
        w.lower.startswith("memorand")
        and behind[:1] == ["of"]
        and behind[1:] in (["cooperation"], ["agreement"], ["intent"])
    ):
        return f"memorandum of {behind[1]}"
    if w.lower.startswith("communiqu") and not _of_several(s, before):
        return ""
    if w.lower in ("framework", "understanding", "guidelines", "amendment", "annex"):
        return kind if _is_text_here(s, w, before, behind) else ""
    if before[-2:] == ["exchange", "of"] and w.lower in ("letters", "notes"):
        return f"exchange of {w.lower}"
    if w.lower.startswith("letter") and behind in (
        ["of", "agreement"],
        ["of", "exchange"],
        ["of", "understanding"],
    ):
        return f"letter of {behind[1]}"
    if w.lower.startswith("letter") and behind != ["of", "intent"]:
        return ""
    if w.lower == "notes" and not {"exchange", "exchanged"} & set(before):
        return ""
    return kind


def _of_several(s: Sentence, before: list[str]) -> bool:
    """No communiqué of one ministry: a joint or final one, or one of both sides."""
    sides = {x.lower for x in s.words} & {"both", "two", "sides", "leaders", "ministers", "members", "summit"}
    return bool(sides or {"joint", "final", "closing"} & {*before})


def _is_text_here(s: Sentence, w: Word, before: list[str], behind: list[str]) -> bool:
    """ "a partnership framework", "an understanding on prices", "joint guidelines", "an amendment to": no "framework of ties"."""
    if w.lower == "framework":
        return before[-1:] != ["the"] and not word_list("framework_kinds").isdisjoint(before[-1:])
    if w.lower == "understanding":
        return not {"an", "written"}.isdisjoint(before[-1:]) and behind[:1] in (
            ["on"],
            ["about"],
            ["concerning"],
        )
    if w.lower == "guidelines":
        return "joint" in before[-2:]
    return w.lower == "annex" or behind[:1] == ["to"]


def letter_of(s: Sentence, w: Word) -> bool:
    """ "a letter of agreement": the letter is the text."""
    before = [x.lower for x in s.words[max(0, w.index - 2) : w.index]]
    return before in (["letter", "of"], ["letters", "of"])


def party_convention(s: Sentence, w: Word) -> bool:
    """ "the Democratic National Convention" is a gathering, no text."""
    if not (w.ref.text.lower() if w.ref is not None else w.lower).endswith("convention"):
        return False
    words = (w.ref.text if w.ref is not None else f"{s.words[w.index - 1].text} {w.text}").lower().split()
    return words[-1] == "convention" and not word_list("party_conventions").isdisjoint(words)
