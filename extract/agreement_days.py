"""When and where a text was or will be signed: its own day and city, else those of the meeting or visit at which it is."""

from __future__ import annotations

import re
from itertools import pairwise

from communique.extract.agreement_texts import Text
from communique.extract.dates import DateMention
from communique.extract.scene import Place, Scene, capitals
from communique.extract.triggers import triggers
from communique.extract.views import Sentence, Word


def day_beside(scene: Scene, s: Sentence, w: Word) -> str:
    """The date beside a text that is only spoken of: "the 1998 treaty", "an agreement of 5 May 2001"."""
    near = (x.ref.date for x in s.refs("date") if x.ref and x.ref.date and -3 < x.index - w.index < 8)
    date = next(near, None)
    return scene.day_value(date, s)[0] if date else ""


def set_day(scene: Scene, t: Text) -> None:
    """The day of a signing: beside its verb, else that of the visit it belongs to, else of what the report tells there."""
    s, w = t.sentence, t.word
    date = scene.date(s, _told_at(scene, s, w))
    if date is not None and _in_name(s, date, t):
        date = _other_date(s, date)
    value, end = scene.day_value(date, s)
    t.date = value if not end else value[:7]
    t.dated = bool(t.date)
    if not t.date and t.status == "actual":
        t.date = _year_behind(s, w) or _of_that_visit(scene, s) or scene.told_day(s)
    elif not t.date and t.status == "planned":
        t.date = _coming_day(scene, s)


def _in_name(s: Sentence, date: DateMention, t: Text) -> bool:
    """ "a protocol amending the 2017 agreement", "renewal of the 1997 accord", yet to be signed: the year is the older text's."""
    at = next((x for x in s.refs("date") if x.ref is not None and x.ref.date is date), None)
    if at is None or len(date.value) != 4:
        return False
    nouns = triggers()["agreement"]["nouns"]
    behind = s.words[at.index + 1 : at.index + 4]
    named = any(x.lower in nouns or x.ref is not None and x.ref.kind == "name" for x in behind)
    return named and (t.status == "planned" or at.index > t.word.index)


def _other_date(s: Sentence, date: DateMention) -> DateMention | None:
    """The last date of a sentence but the one that stands in an older text's name."""
    others = [x.ref.date for x in s.refs("date") if x.ref is not None and x.ref.date not in (None, date)]
    return others[-1] if others else None


def _coming_day(scene: Scene, s: Sentence) -> str:
    """ "A arrives in Lima on Sunday. The two will sign five texts": the day still to come that is told last before."""
    for one in reversed(scene.sentences[max(0, s.number - 5) : s.number + 1]):
        dates = [x.ref.date for x in one.refs("date") if x.ref is not None and x.ref.date is not None]
        values = [scene.day_value(d, one)[0] for d in dates]
        ahead = [
            v for v in values if len(v) >= 7 and v[:7] >= scene.anchor[:7] and v > scene.anchor[: len(v)]
        ]
        if ahead:
            return ahead[0]
    return ""


def set_place(scene: Scene, t: Text) -> None:
    """The city of a signing: in its sentence, else where the report tells what goes on there."""
    s, w = t.sentence, t.word
    t.place = scene.place(s, w)
    if t.place is not None and not t.place.code:
        t.place = None  # a venue's name may as well be the text's own
    if t.place is None and t.status == "actual" and (not t.date or t.date[:7] == scene.anchor[:7]):
        t.place = scene.cities[s.number] or scene.dateline or _capital_met_in(scene, t)


def _told_at(scene: Scene, s: Sentence, w: Word) -> Word:
    """The word beside which a text's date stands: of "concluded in April and expected to be signed in June" the last verb."""
    behind = [
        x
        for x in s.words[w.index + 1 :]
        if x.tag == "VBN" and x.lower in ("signed", "concluded", "initialled")
    ]
    apart = behind and scene.verb_over(s, s.words[behind[-1].head]).lower in ("expected", "set", "due")
    return behind[-1] if apart else w


def _year_behind(s: Sentence, w: Word) -> str:
    """ "the agreements signed between the two countries 2012": a year without a preposition."""
    behind = s.words[w.index + 1 : w.index + 9]
    bare = (x.text for x in behind if x.ref is None and re.fullmatch(r"(?:19|20)\d\d", x.text))
    return next(bare, "") if any(x.tag == "VBN" for x in behind) else ""


def _of_that_visit(scene: Scene, s: Sentence) -> str:
    """ "A visited Peru in 2023. During that visit, they signed …": the date told with the visit."""
    pointed = any(a.lower == "that" and b.lower in ("visit", "trip") for a, b in pairwise(s.words[:6]))
    earlier = scene.sentences[s.number - 1] if pointed and s.number else None
    dates = [x.ref.date for x in earlier.refs("date") if x.ref is not None] if earlier is not None else []
    value, end = scene.day_value(dates[0], s) if dates else ("", "")
    return value[:7] if end or len(dates) > 1 else value


def _capital_met_in(scene: Scene, t: Text) -> Place | None:
    """The capital in which the report's sides met, where two countries sign and one of them is at home there."""
    city = scene.main_city()
    codes = [e.code for e in t.parties]
    at_home = city is not None and city.code in codes and capitals().get(city.code) == city.name
    return city if at_home and len(codes) == 2 and all(codes) else None
