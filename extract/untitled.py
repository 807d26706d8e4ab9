"""Persons whom a report names without any title: what stands before and behind such a name in ordinary sentences."""

from __future__ import annotations

from communique.extract.names import NameRun
from communique.extract.naming import Naming
from communique.extract.paragraphs import ParagraphReading
from communique.extract.units import Unit
from communique.extract.words import word_list, words_of

#: What comes "from" somebody.
_SENT = word_list("sent_things")
#: What is done "on" somebody.
_CALLING = word_list("done_on")


def person_like(reading: ParagraphReading, naming: Naming, words: tuple[str, ...]) -> bool:
    """An untitled run of two to five capitalized words that its neighbours show to be a person."""
    run = naming.run
    assert run is not None
    units = reading.units[run.first : run.last]
    long = sum(w not in word_list("name_particles") for w in words)
    if reading.headline or len(words) < 2 or long > 5 or not _spelled_as_name(units):
        return False
    if _called(reading, run) or _alone_in_brackets(reading, run):
        return False
    before = reading.units[run.first - 1].lower if run.first else ""
    if before in word_list("before_persons") or before == "of" and _of_person(reading, run):
        return True
    if before == "from" and not _belongs(reading, naming) and reading.word_before(run.first - 1) not in _SENT:
        return False  # "came from Upper Town", not "a message from Jane Roe"
    if before in ("on", "during") and (run.first < 2 or reading.units[run.first - 2].lower not in _CALLING):
        return False  # "on Harvest Day", not "paid a call on Jane Roe"
    if before in word_list("before_no_name") and not _passed_over(reading, run.first - 1):
        return False
    after = reading.units[run.last].lower if run.last < len(reading.units) else ""
    if after == ":" and reading.units[run.last + 1 : run.last + 2]:
        return reading.units[run.last + 1].text in ('"', "“", "«")  # 'Jane Roe: "We agree."'
    return after in word_list("after_names") or _past(after) or _belongs(reading, naming)


def _spelled_as_name(units: list[Unit]) -> bool:
    """No word of bodies, no acronym ("DPM" before a name), and no word that ships and places are called by."""
    words = word_list("body_words")
    acronym = any(
        u.text.isalpha() and u.text.isupper() and len(u.text) > 2 and set(u.text) - set("IVX") for u in units
    )
    return not (
        acronym
        or any(u.lower in words for u in _telling(units))
        or units[0].lower in words_of("namers", "vessels")
    )


def _telling(units: list[Unit]) -> list[Unit]:
    """The words of a run of which a body could be named: not the first of "Peace Roe" nor the last of "Marek Green"."""
    if len(units) != 2:
        return units
    first = units[0].lower in word_list("given_bodies")
    last = units[1].lower in word_list("family_bodies") and units[0].lower not in word_list("body_words")
    return units[1:] if first else units[:1] if last else units


def _of_person(reading: ParagraphReading, run: NameRun) -> bool:
    """ "the nomination of X", "the remarks of X": only a person has these."""
    noun = reading.units[run.first - 2].lower if run.first > 1 else ""
    return noun in word_list("of_persons")


def _passed_over(reading: ParagraphReading, k: int) -> bool:
    """Whether the mark at unit ``k`` says nothing: a closing quotation mark, a dash of two hyphens."""
    dash = k > 0 and reading.units[k].text == reading.units[k - 1].text == "-"
    return dash or _quote_ends(reading, k)


def _belongs(reading: ParagraphReading, naming: Naming) -> bool:
    """ "X of Chile", "X from the State Department", "X of the Andes Institute": the country or body behind a name."""
    run = naming.run
    assert run is not None
    if naming.country and naming.last > run.last:
        return True
    behind = reading.units[run.last : run.last + 7]
    if [u.text for u in behind[:1]] == ["("] and behind[1:2] and behind[1].kind == "country":
        return True
    if not behind or behind[0].lower not in ("of", "from"):
        return False
    for unit in behind[1:]:
        if (
            unit.kind in ("org", "party")
            or unit.lower in word_list("institutions")
            or unit.lower == "embassy"
        ):
            return True
        if unit.kind not in ("cap", "country", "demonym") and unit.lower not in ("the", "of", "'s", "’s"):
            return False
    return False


def _called(reading: ParagraphReading, run: NameRun) -> bool:
    """Whether the word in front shows a name to be a ship's, a street's or an operation's ("the frigate Jane Roe")."""
    before = reading.units[run.first - 1].lower if run.first else ""
    return before in words_of("namers", "vessels")


def _alone_in_brackets(reading: ParagraphReading, run: NameRun) -> bool:
    """ "Lima (Andes Wire)", "the member (Upper Town)": what stands alone in brackets is an agency or a place."""
    marks = [
        u.text for u in (*reading.units[run.first - 1 : run.first], *reading.units[run.last : run.last + 1])
    ]
    return marks == ["(", ")"]


def _quote_ends(reading: ParagraphReading, k: int) -> bool:
    """Whether the straight quotation mark at unit ``k`` closes what stands before it ('"…," Jane Roe said')."""
    if reading.units[k].text != '"':
        return False
    mark = reading.tokens[reading.units[k].first]
    return k > 0 and reading.tokens[reading.units[k - 1].last - 1].end == mark.start


def _past(word: str) -> bool:
    """A verb in the past, as what follows a person ("Jane Roe chaired")."""
    return len(word) > 4 and word.endswith("ed") and word.isalpha()
