"""When a trip begins and ends, from the dates beside its word and its stated length."""

from __future__ import annotations

import re

from communique.extract.dates import DateMention, shift_day
from communique.extract.periods import calendar_words
from communique.extract.scene import Scene
from communique.extract.triggers import trigger_words, triggers
from communique.extract.trips import Trip
from communique.extract.views import Sentence, Word

_LENGTH = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+)-days?\b|\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+) days\b",
    re.IGNORECASE,
)


def set_dates(scene: Scene, s: Sentence, w: Word, trip: Trip) -> None:
    """Give a trip the first and last day that its sentence states."""
    own = _beside(scene, s, trip.at)
    own = own if own[0] or not w.tag.startswith("NN") else _before(scene, s, w, trip)
    told = scene.date(s, w)
    value, end = own if own[0] else scene.day_value(None if _of_other(s, w, told, trip.code) else told, s)
    sets_out = False
    near = {x.lower for x in s.words[max(0, w.index - 4) : w.index + 3]} | _verbs(scene, s, w)
    if end:
        trip.start, trip.end = value, end
    elif (
        near & trigger_words("visit", "ends")
        and len(value) == 10
        and not (sets_out := _setting_out(scene, s, w))
    ):
        trip.end = value
    elif value and (own[0] or sets_out or _begins(scene, s, w, trip, value, near)):
        trip.start = value
    _bounds(scene, s, trip)
    _day_of(scene, s, trip)
    _length(scene, s, trip, value)


def _of_other(s: Sentence, w: Word, date: DateMention | None, code: str) -> bool:
    """ "Following her visit to Chile, X will travel to Peru on Monday": the date is another trip's."""
    at = next((x.index for x in s.refs("date") if x.ref is not None and x.ref.date is date), -1)
    known = {*triggers()["visit"]["nouns"], *triggers()["visit"]["verbs"]}
    between = s.words[w.index + 1 : at] if date is not None else []
    other = next((x.index for x in between if x.ref is None and x.lower in known), None)
    lands = [x.ref.unit.code for x in between if x.index > (other or 0) and x.ref is not None and x.ref.unit]
    return other is not None and any(c and c != code for c in lands)


def _verbs(scene: Scene, s: Sentence, w: Word) -> set[str]:
    """The verb over a trip, and that of which it is told: "left on Tuesday after paying a visit"."""
    verb = scene.verb_over(s, w)
    after = verb.tag == "VBG" and verb.index and s.words[verb.index - 1].lower in ("after", "following")
    told = {scene.verb_over(s, s.words[verb.head]).lower} if after else set()
    return {verb.lower} | told & trigger_words("visit", "departing")


def _setting_out(scene: Scene, s: Sentence, w: Word) -> bool:
    """ "left for Peru on Tuesday", "left Nairobi on Tuesday for a visit to Peru" begins a trip there."""
    if w.tag.startswith("NN"):
        verb = scene.verb_over(s, w)
        between = [x.lower for x in s.words[verb.index + 1 : w.index]]
        leaves = verb.lower in trigger_words("visit", "moving") and verb.index < w.index
        return (
            leaves
            and not {"for", "on"}.isdisjoint(between[-8:])
            and {"after", "following"}.isdisjoint(between)
        )
    behind = [x.lower for x in s.words[w.index + 1 : w.index + 7]]
    return w.tag.startswith("VB") and w.lower in trigger_words("visit", "moving") and "for" in behind


def _beside(scene: Scene, s: Sentence, at: int) -> tuple[str, str]:
    """The date right behind the place that a trip goes to: "Kazakhstan from June 15 to 17 and Serbia from June 18"."""
    for x in s.words[at + 1 : at + 6] if at >= 0 else []:
        if x.ref is not None and x.ref.kind == "date":
            return scene.day_value(x.ref.date, s)
        if x.ref is not None or x.lower not in (
            "from",
            "on",
            "in",
            "the",
            "(",
            "last",
            "during",
            "this",
            "between",
        ):
            break
    return "", ""


def _before(scene: Scene, s: Sentence, w: Word, trip: Trip) -> tuple[str, str]:
    """The date that opens a trip's own phrase: "her August visit", "the 2019 state visit", "a Monday visit"."""
    for x in reversed(s.words[max(0, w.index - 3) : w.index]):
        if x.ref is not None:
            return scene.day_value(x.ref.date, s) if x.ref.kind == "date" else ("", "")
        if re.fullmatch(r"(?:19|20)\d\d", x.text):
            return x.text, ""
        if x.text[:1].isupper() and (month := _month(scene, x.lower, trip)):
            return month, ""
        if not x.tag.startswith(("JJ", "NN", "VBG")):
            break
    return "", ""


def _month(scene: Scene, name: str, trip: Trip) -> str:
    """The last month of that name before the report, of a visit to come the next one."""
    forms = calendar_words()["months"]
    number = next((i for i, row in enumerate(forms, 1) if name in (form.lower() for form in row)), 0)
    if not number or len(scene.anchor) < 7:
        return ""
    year, here = int(scene.anchor[:4]), int(scene.anchor[5:7])
    if trip.status == "planned":
        year += number < here
    else:
        year -= number > here
    return f"{year}-{number:02}"


def _begins(scene: Scene, s: Sentence, w: Word, trip: Trip, value: str, near: set[str]) -> bool:
    """Whether a single date is the first day: a month or year, the day of an arrival, a day to come."""
    return (
        len(value) < 10
        or bool(near & (trigger_words("visit", "begins") | trigger_words("visit", "paying") | {"paying"}))
        or trip.status == "planned"
        or len(scene.anchor) == 10
        and value > scene.anchor
        or w.tag.startswith("VB")
    )


def _bounds(scene: Scene, s: Sentence, trip: Trip) -> None:
    """ "until the 26th", "starting on 4 December", "that began on March 11"."""
    for x in s.refs("date"):
        if x.ref is None or x.ref.date is None or x.ref.date.end_value:
            continue
        value = scene.day_value(x.ref.date, s)[0]
        before = [y.lower for y in s.words[max(0, x.index - 3) : x.index] if y.lower not in ("the", "on")]
        if len(value) != 10 or not before:
            continue
        if before[-1] in ("until", "till", "through", "end", "ends", "conclude", "concludes"):
            if x.ref.date.relative and value < trip.start:
                value = shift_day(value, 7)  # "arrived on Monday for talks until Thursday"
            trip.end, trip.start = value, "" if trip.start == value else trip.start
        elif (
            before[-1] in ("starting", "beginning", "began", "begins", "started", "since") and not trip.start
        ):
            trip.start = value


_DAYS = re.compile(r"\b(first|second|third|fourth|last|final|closing) day of\b", re.IGNORECASE)


def _day_of(scene: Scene, s: Sentence, trip: Trip) -> None:
    """ "on the second day of his visit": the day told of counts from the first one."""
    found = _DAYS.search(scene.article.text[s.start : s.end])
    day = scene.days[s.number]
    if not found or len(day) != 10:
        return
    order = ("first", "second", "third", "fourth")
    if found.group(1).lower() in order:
        trip.start = trip.start or shift_day(day, -order.index(found.group(1).lower()))
    else:
        trip.end = trip.end or day


def _length(scene: Scene, s: Sentence, trip: Trip, value: str) -> None:
    length = _LENGTH.search(scene.article.text[s.start : s.end])
    if not length:
        return
    word = (length.group(1) or length.group(2)).lower()
    trip.days = triggers()["visit"]["numbers"].get(word) or (int(word) if word.isdigit() else 0)
    if trip.days == 1:
        day = value or (scene.told_day(s) if trip.status == "actual" else "")
        if len(day) == 10:
            trip.start = trip.end = day


def complete(scene: Scene, trip: Trip) -> None:
    """The last day from the first and the length, or the other way round; a day ahead of the report's is to come."""
    if trip.days and not trip.recalled:
        if trip.days > 1 and trip.start == trip.end:
            trip.start = ""  # a day of the visit that somebody told of was its last
        trip.start = trip.start or (shift_day(trip.end, 1 - trip.days) if len(trip.end) == 10 else "")
        trip.end = trip.end or (shift_day(trip.start, trip.days - 1) if len(trip.start) == 10 else "")
    if len(scene.anchor) == 10 and trip.start > scene.anchor:
        trip.status = "planned"
    elif trip.status == "planned" and len(trip.start) == 10 and trip.start < scene.anchor and not trip.end:
        trip.start = ""  # the day on which the trip was spoken of
