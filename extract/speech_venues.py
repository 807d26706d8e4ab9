"""Where a speech was given that its own sentence does not tell: the gathering or house named last before."""

from __future__ import annotations

from communique.extract.claims import Entity
from communique.extract.periods import month_forms
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

_REACH = 3
_LEADING = frozenset({"at", "in", "attended", "attending", "visited", "toured"})


def told_before(scene: Scene, s: Sentence) -> Entity | None:
    """ "A attended the Andean Summit. During her address, she said": the name behind "at", "in" or a verb of attending before."""
    for earlier in reversed(scene.sentences[max(0, s.number - _REACH) : s.number]):
        if earlier.headline or earlier.paragraph < s.paragraph - 1:
            continue
        for x in earlier.words:
            last = _name_end(earlier, x)
            if last is not None and _leads(earlier, x):
                return Entity("organization", scene.quote(x, last))
    return None


def _name_end(s: Sentence, x: Word) -> Word | None:
    """The last word of a venue's name that begins at ``x``: a name, or a body and what it holds ("the UNESCO Summit")."""
    if x.ref is None or x.ref.kind not in ("name", "body"):
        return None
    if x.ref.kind == "name":
        return x if x.ref.text.split()[0].lower() not in month_forms() else None
    behind = s.words[x.index + 1 : x.index + 2]
    return behind[0] if behind and behind[0].lower in trigger_words("visit", "venues") else None


def _leads(s: Sentence, x: Word) -> bool:
    """Whether "at", "in" or a verb of attending stands before a name, an article or an owner between."""
    i = x.index - 1
    while i > 0 and (s.words[i].tag in ("DT", "POS") or s.words[i].persons):
        i -= 1
    return i >= 0 and s.words[i].lower in _LEADING


def inside(scene: Scene, s: Sentence, x: Word) -> bool:
    """Whether a word stands between quotation marks of its sentence, as in a title."""
    before = scene.article.text[s.start : x.start]
    if "“" in before:
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1
