"""Who is only bidden welcome: met on arrival, seen off, received with a ceremony."""

from __future__ import annotations

from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word


def at_airport(scene: Scene, s: Sentence, w: Word) -> bool:
    """To be met on arrival or seen off is no meeting, nor is a welcome ceremony."""
    near = " ".join(
        x.text if x.ref is None else x.ref.text or x.text for x in s.words[w.index : w.index + 16]
    )
    before = {x.lower for x in s.words[: w.index]}
    ceremony = "welcome" in before and bool({"official", "ceremonial", "formal", "ceremony"} & before)
    opened = any(
        "airport" in (x.text if x.ref is None else x.ref.text or x.text).lower() for x in s.words[:4]
    )
    return ceremony or opened or "airport" in near.lower() or _on_arrival(s, w) or _also_there(scene, s, w)


def _also_there(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "At the airport A was received by B. He was also received by C": by whom else."""
    if not s.number or w.index < 2 or "also" not in (x.lower for x in s.words[w.index - 2 : w.index]):
        return False
    told = scene.sentences[s.number - 1]
    greeted = any(x.lower in (w.lower, "welcomed", "greeted") for x in told.words)
    return greeted and "airport" in scene.article.text[told.start : told.end].lower()


def _on_arrival(s: Sentence, w: Word) -> bool:
    """ "On arrival in Lima, A was received by B", "A arrived in Lima and was received by B": B only bids welcome, unless in a house of his."""
    words = [x.lower for x in s.words[: w.index]]
    opened = words[:1] in (["on"], ["upon"]) and "arrival" in words[1:4] or words[:2] == ["arriving", "in"]
    landed = words[-2:] in (["and", "was"], ["and", "were"]) and {"arrived", "landed"} & set(words)
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 4]]
    if not (opened or landed or behind[:2] in (["on", "arrival"], ["upon", "arrival"])):
        return False
    names = " ".join(x.ref.text if x.ref is not None else x.text for x in s.words).lower()
    return not any(house in names for house in trigger_words("meeting", "houses"))
