"""What a side of a text is called: a body's own name without what describes it, a city without the word for its council."""

from __future__ import annotations

import re

from communique.extract.claims import Entity
from communique.extract.triggers import trigger_words

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*"
#: "Lagos-based Bankers' College", "Cusco-headquartered Andes Air".
_BASED = re.compile(rf"^{_CAP}(?: {_CAP})?-(?:based|headquartered|listed|owned|registered) ")
#: 'JSC "KenGeo"', 'State Enterprise "Kenya Railways"': the name in quotes behind a legal form.
_QUOTED = re.compile(r"^(?P<form>[\w .-]{2,60}?)\s*[\"“«”](?P<name>[^\"“”«»]{2,60})[\"”»“]$")
#: "the Municipality of Cusco", "the Peruvian city of Trujillo", "the akimat of Almaty".
_CITY = re.compile(
    r"^(?:the )?(?:[A-Z]\w+ )?(?:[Cc]ity|[Tt]own|[Mm]unicipality|[Mm]unicipal [Gg]overnment|[Cc]ity [Gg]overnment|[Cc]ity [Hh]all|[Aa]kimat"
    r"|[Pp]refecture|[Pp]rovince|[Cc]ommune|[Cc]anton|district|region|department|port city|capital|[Rr]egional [Gg]overnment|[Pp]rovincial [Gg]overnment) of (?:the )?"
    rf"(?P<name>{_CAP}(?: (?:(?:de|del|da|do|dos|la|los|of) )?{_CAP})*)$"
)


def bare_name(text: str) -> str:
    """A body's name alone: "Peru-based port operator Mombasa Terminals" gives "Mombasa Terminals"."""
    quoted = _QUOTED.match(text)
    if quoted is not None and _is_form(quoted["form"]):
        return quoted["name"].strip()
    text = _BASED.sub("", text)
    words = text.split()
    sorts = trigger_words("agreement", "company_sorts")
    last = max((i for i, x in enumerate(words[:-1]) if x in sorts and words[i + 1][:1].isupper()), default=-1)
    return " ".join(words[last + 1 :])


def _is_form(text: str) -> bool:
    """A legal form before a quoted name: "JSC", "State Unitary Enterprise", "the company"."""
    last = text.rsplit(maxsplit=1)[-1].lower().rstrip(".")
    return last in trigger_words("agreement", "legal_forms")


def city_of(text: str, country: str = "") -> Entity | None:
    """The city or region behind its common noun: "the Municipality of Cusco" signs as Cusco."""
    found = _CITY.match(text)
    return Entity("place", found["name"], country=country) if found is not None else None
