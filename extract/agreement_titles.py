"""How a text is called: its title, its subjects, and how many texts a plural counts."""

from __future__ import annotations

import re

from communique.extract.scene import Scene
from communique.extract.views import Sentence, Word
from communique.extract.words import word_list

_NUMBERS = {
    n: i
    for i, n in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(),
        1,
    )
}

_STOP = re.compile(
    r"[,;.:()\"“”]| (?:and(?! [A-Z])|was|were|is|are|will|has|have|had|which|that|who|with|during|after|following|in (?:[A-Z]|the presence)|witnessed|signed|between|by|at|to be|as well|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)

_FIELD = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:on|concerning|regarding|covering|in the fields? of|in the areas? of|relating to|for|about)\s+(?:the\s+)?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d|behalf\b)",
    re.IGNORECASE,
)


def count_before(s: Sentence, w: Word) -> int | None:
    """A number among the words before a plural ("12 important cooperation documents")."""
    return number_before(s, w) if w.lower.endswith(("s", "a", "memorandum")) else None


def surname_of(scene: Scene, s: Sentence, w: Word) -> str:
    """The name of "the Dayton agreement": a place or name between the article and the noun."""
    before = s.words[w.index - 1] if w.index > 1 else w
    named = before.ref is not None and before.ref.kind in ("place", "name")
    if not named or s.words[w.index - 2].lower != "the" or w.tag != "NN":
        return ""
    return " ".join(scene.article.text[before.start : w.end].split())


def number_before(s: Sentence, w: Word) -> int | None:
    """A number among the words before a noun, unless a name or a verb parts them."""
    for x in reversed(s.words[max(0, w.index - 6) : w.index]):
        if (
            x.ref is not None
            and x.ref.kind != "name"
            or x.tag.startswith(("VB", "IN"))
            and x.lower not in ("of",)
        ):
            return None
        if x.lower in _NUMBERS:
            return _NUMBERS[x.lower]
        if re.fullmatch(r"\d{1,3}", x.text):
            return int(x.text)
    return None


def number_of(x: Word) -> int | None:
    """The number that a word tells, in figures or in letters."""
    return _NUMBERS.get(x.lower) or (int(x.text) if re.fullmatch(r"\d{1,3}", x.text) else None)


def title_of(scene: Scene, s: Sentence, w: Word) -> str:
    """The name of a text with the phrase that belongs to it ("Agreement on air traffic")."""
    assert w.ref is not None
    tail = scene.article.text[w.end : _said_of(s, w)]
    tail = _QUOTED_SUBJECT.sub(r"\1\2", tail)
    phrase = re.match(
        r"\s*(?:\([A-Za-z-]{2,10}\))?\s*((?:on(?! \w+day\b)|and(?= [A-Z]\w+ (?:in|of|for|on|between)\b)|concerning|in the field of|in the(?= [A-Z])|for|of|between)\s+.*)",
        tail,
        re.DOTALL,
    )
    name = _full_name(scene, s, w)
    if phrase is None and (rest := _rest_of_subject(scene, s, w, name)):
        return f"{name} {rest}"
    if phrase is None or not re.match(r"(on|and|concerning|in|for|of|between)\b", phrase.group(1)):
        return name
    if phrase.group(1).startswith("between") and not re.search(
        r" (?:on|in the field of) ", phrase.group(1)[:160]
    ):
        return name
    if phrase.group(1).startswith("between"):
        return f"{name} {' '.join(re.split(r'[;.]', phrase.group(1))[0].split())}"
    stop = _STOP.search(phrase.group(1), 4)
    words = phrase.group(1)[: stop.start() if stop else None]
    day = next((x.start for x in s.words[w.index + 2 :] if x.ref is not None and x.ref.kind == "date"), s.end)
    before = scene.article.text[w.end : day].rstrip().removesuffix(" on").strip()
    words = before if day < s.end and words.startswith(before) and len(before) > 4 else words
    return f"{name} {' '.join(words.split())}" if len(words) < 140 else name


def _said_of(s: Sentence, w: Word) -> int:
    """Where a name's own words end and a verb says something of it: "… between A and B entered into force on 1 May"."""
    finite = (
        x.start for x in s.words[w.index + 1 :] if x.ref is None and x.tag in ("VBD", "VBZ", "VBP", "MD")
    )
    return next(finite, s.end)


#: "Declaration on the “Reinforced Partnership”".
_QUOTED_SUBJECT = re.compile(r"^(\s*on (?:the |an? )?)[“\"‘]([^”\"’]+)[”\"’]")
_GOES_ON = re.compile(r"\b(?:on|of|for) [A-Z]\w+$")
_AND_MORE = re.compile(r"and (?:[A-Z]\w+ ?)+(?:and (?:[A-Z]\w+ ?)+)?")
_DOING = re.compile(r"\b(?:on|for) \w+ing$", re.IGNORECASE)


def _rest_of_subject(scene: Scene, s: Sentence, w: Word, name: str) -> str:
    """What goes on with a name that breaks off: "Agreement on Economic" "and Technical Cooperation"."""
    behind = s.words[w.index + 1 : w.index + 3]
    other = len(behind) > 1 and behind[1].ref is not None and behind[1].ref.kind != "name"
    tail = " ".join(scene.article.text[w.end : _said_of(s, w)].split())
    if _GOES_ON.search(name) and not other and (found := _AND_MORE.match(tail)):
        return found.group().strip()
    stop = _STOP.search(tail)
    return (
        tail[: stop.start() if stop else None].strip() if _DOING.search(name) and tail[:1].islower() else ""
    )


def _full_name(scene: Scene, s: Sentence, w: Word) -> str:
    """A name with what stands before it without a gap ("UN" Charter, "EU–ROK" Agreement), a body's acronym in full."""
    first = _with_joined(scene, s, _name_start(s, w))
    words = " ".join(scene.article.text[first.start : w.end].split())
    body = first.ref.unit if first is not w and first.ref is not None and first.ref.kind == "body" else None
    if body is not None and body.name and words.startswith(body.text):
        words = body.name + words[len(body.text) :]
    verb = _HEADLINE_VERB.search(words)
    words = words[verb.end() :] if verb is not None else words
    words = _LEFT_OVER.sub("", words)
    return words.removeprefix("the ").removeprefix("The ")


#: A preposition in capitals behind which the name does not go on: "Agreement on Scholarships Between".
_LEFT_OVER = re.compile(r" (?:Between|With|Following|During|After|In|At|By|To|On)$")
#: In a headline the verb is capitalized like the name behind it, and so is a number: "Kenya Sign Three MoUs".
_HEADLINE_VERB = re.compile(rf"\b(?:Signs?|Inks?|Seals?)\s+(?:({'|'.join(_NUMBERS)})\s+)?", re.IGNORECASE)


def signed_in_headline(name: str) -> tuple[bool, int | None]:
    """Whether a headline's verb is taken into a text's name, and the number behind it."""
    found = _HEADLINE_VERB.search(name)
    return found is not None, _NUMBERS.get((found.group(1) or "").lower()) if found is not None else None


#: What "and" joins to a name in front of it: "the Trade and" Cooperation Agreement.
_JOINED = re.compile(r"\b(?:the|a|an|its|their|this) (?P<lead>(?:[A-Z][\w-]+,? ){1,4}and )$")


def _with_joined(scene: Scene, s: Sentence, first: Word) -> Word:
    """The first word of a name that "and" has cut in two ("the Comprehensive Economic and Trade Agreement")."""
    found = _JOINED.search(scene.article.text[max(s.start, first.start - 90) : first.start])
    if found is None:
        return first
    inside = [x for x in s.words if first.start - len(found["lead"]) <= x.start < first.start]
    plain = all(x.ref is None or x.ref.kind == "name" for x in inside)
    nouns = word_list("document_nouns") - {"framework"}
    text = not nouns.isdisjoint(found["lead"].lower().replace(",", "").split())
    return inside[0] if inside and plain and not text else first


def _name_start(s: Sentence, w: Word) -> Word:
    first = w
    while first.index:
        before = s.words[first.index - 1]
        joined = (
            before.ref is not None
            and before.ref.kind in ("body", "country", "demonym", "place", "name")
            or before.text in ("-", "–")
        )
        dated = before.ref is not None and before.ref.kind == "date" and _by_day(s, before, w)
        if not (joined or dated) or before.text in ("-", "–") and before.end != first.start:
            break
        first = before
    return first


def _by_day(s: Sentence, date: Word, w: Word) -> bool:
    """ "the September 19 Joint Statement"."""
    joint = w.ref is not None and w.ref.text.startswith("Joint ")
    return joint and date.index > 0 and s.words[date.index - 1].lower == "the"


def _told_off(s: Sentence, w: Word) -> int:
    """Where a day or "in" and a place begin behind a text's subject, which do not belong to it."""
    for x in s.words[w.index + 2 :]:
        before = s.words[x.index - 1]
        if x.ref is not None and (
            x.ref.kind == "date" or x.ref.kind == "place" and before.lower in ("in", "at")
        ):
            return before.start if before.lower in ("in", "at", "on") else x.start
    return s.end


def fields_of(scene: Scene, s: Sentence, w: Word) -> tuple[str, ...]:
    """What a text is about: the words behind "on" or "in the field of", divided at commas and "and"."""
    tail = scene.article.text[w.end : max(w.end, _told_off(s, w))]
    tail = re.sub(r"^\s*of [Uu]nderstanding", "", tail)
    found = _FIELD.match(tail)
    if found is None:
        return ()
    rest = tail[found.end() :]
    stop = re.search(
        r"[;.:()\"“”]|, (?:which|who|that|as|and|a|an|one|during|in|while|presented|signed)\b| (?:was|were|is|are|had|has|have|will|would|between|with|during|signed|by|at|to be)\b",
        rest,
    )
    words = rest[: stop.start() if stop else None].split(" and a ")[0].split(" and an ")[0]
    words = re.split(r" and (?:\w+ed|of|on|the other|another|one)\b", words)[0]
    words = re.sub(r"\s(?:for|in|of|on|and)\s*$", "", words)
    pieces = [p.strip() for p in re.split(r",\s*(?:and\s+)?", words) if p.strip()]
    return tuple(" ".join(p.split()) for p in pieces if len(p) < 90)[:8]
