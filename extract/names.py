"""Names of persons: where one may stand in a paragraph and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract.lexicon import agencies
from communique.extract.name_forms import SON_OF
from communique.extract.title_words import is_postnominal, is_rank
from communique.extract.tokens import NAMES, fold
from communique.extract.units import Unit
from communique.extract.words import word_list

_MOST = 14  # words of a name
#: A particle in lower case bound to a name: "al-Thani", "el-Sisi", "d'Ivry".
_HYPHENED = re.compile(
    r"(?:a[ldnrstz]|tal|tas|a[sd]h|el|ul|ibn|bin|abu|ould)[-‐‑’'][^\W\d_a-z].*|d[’'][^\W\d_a-z].+"
)


@dataclass(frozen=True, slots=True)
class NameRun:
    """Units ``first`` to ``last`` (exclusive) that may be a person's name; ``titled`` when an honorific stands before."""

    first: int
    last: int
    titled: bool = False


def name_at(units: Sequence[Unit], j: int) -> NameRun | None:
    """The name that begins at unit ``j``, forms of address before it skipped."""
    begin, titled = _past_address(units, j)
    ranked = begin < len(units) and is_rank(units[begin])
    if ranked and any(u.kind == "role" for u in units[begin + 1 : begin + 3]):
        return None  # "His Excellency Deputy Foreign Minister X"
    end = begin
    while end < len(units) and end - begin < _MOST and (size := _step(units, end, begin)):
        end += size
    end = _before_address(units, begin, end)
    end = _seat_end(units, begin, end) if titled else end
    while end > begin and units[end - 1].kind == "low" and not _closes(units[end - 1]):
        end -= 1
    if end == begin or not _plausible(units[begin:end], _of_minister(units, begin, end)):
        return None
    return NameRun(begin, end, titled)


def _before_address(units: Sequence[Unit], begin: int, end: int) -> int:
    """The end before a form of address behind a building ("received at the Rose Palace Sheikh A"), where two names meet."""
    for j in range(begin + 1, end):
        if units[j].kind == "hon" and units[j - 1].lower in word_list("monuments"):
            return j
    return end


def _closes(unit: Unit) -> bool:
    """Whether a word in small letters may be the last of a name ("al-Dolan", "Tebo uulu")."""
    return _HYPHENED.fullmatch(unit.text) is not None or unit.lower in word_list("name_endings")


def _of_minister(units: Sequence[Unit], begin: int, end: int) -> bool:
    """Whether two words stand behind a title or address of which no street is named ("Minister Marek Park")."""
    if end - begin != 2:
        return False
    comma = units[end : end + 1] != [] and units[end].text == ","
    if begin == 0:  # "Marek Park, Foreign Minister of A"
        return comma and any(u.kind == "role" for u in units[end + 1 : end + 5])
    before = units[begin - 1]
    if before.text == "," and comma and begin > 1:  # "the Foreign Minister of A, Marek Park,"
        return units[begin - 2].kind in ("country", "role", "org")
    if before.kind == "hon":
        return _addressed(units, begin) or before.lower.startswith(("h.e", "his excell", "her excell", "hon"))
    return before.role is not None and before.role.kind in (
        "minister",
        "government",
        "envoy",
        "legislator",
        "spokesperson",
    )


def _past_address(units: Sequence[Unit], j: int) -> tuple[int, bool]:
    """Where the name behind forms of address at unit ``j`` begins, and whether there are any."""
    begin, titled = j, False
    if begin + 1 < len(units) and units[begin].kind == "hon" and units[begin + 1].text == "(":
        skipped = bracket_end(units, begin + 1)
        begin = skipped if skipped > begin + 1 else begin
        begin += units[begin : begin + 1] != [] and units[begin].text == ","  # "Gen. (Ret'd), X"
    if begin + 1 < len(units) and units[begin].lower == "the" and units[begin + 1].kind == "hon":
        begin += 1  # "Foreign Minister the Rt Hon X"
    while begin < len(units) and (
        units[begin].kind == "hon" or units[begin].text in ("“", '"', "(", ")") and titled
    ):
        begin, titled = begin + 1, True
        if begin + 1 < len(units) and units[begin].text == "," and units[begin + 1].kind == "hon":
            begin += 1  # "His Excellency, Rev. X"
    if titled and [u.lower for u in units[begin : begin + 1]] == ["of"]:
        begin += 2 * (
            begin + 2 < len(units) and units[begin + 1].kind in _LANDS and units[begin + 2].kind == "cap"
        )
    begin += titled and _glottal(units, begin)
    while begin < len(units) and units[begin].text in ("II", "III") and units[begin].kind == "cap":
        begin += 1
    return begin, titled


def _step(units: Sequence[Unit], end: int, begin: int) -> int:
    """How many units at ``end`` go on with the name that began at ``begin``; 0 where it ends."""
    if end > begin and (size := _link(units, end)):
        return size
    if _in_name(units, end, begin):
        return 1
    if end == begin:
        return 0
    return 3 * _respelled(units, end, begin) or _nickname_size(units, end) or int(_hamza(units, end))


def _link(units: Sequence[Unit], j: int) -> int:
    """How many units link two words of a name at ``j``: "s/o", "a/l", "@", "in 't", the "an" of "Mac an Bhaird"."""
    words = [u.lower for u in units[j : j + 4]]
    size = 0
    if words[1:2] == ["/"] and "".join(words[:3]) in word_list("name_links"):
        size = 3
    elif words[0] == "@" or words[0] == "an" and units[j - 1].lower in ("mac", "nic"):
        size = 1
    elif "".join(words[:2]) in ("'t", "’t") or words[1:2] == ["t"] and words[0] in ("'", "’"):
        size = 2
    elif words[0] in ("in", "van") and words[1:2] and words[1] in ("'", "’") and words[2:3] == ["t"]:
        size = 3
    ahead = units[j + size : j + size + 1]
    return size if size and ahead and ahead[0].kind == "cap" else 0


def _glottal(units: Sequence[Unit], j: int) -> bool:
    """A mark that belongs to the name behind it: "Dr 'Aisa Odo"."""
    marked = j + 1 < len(units) and units[j].text in ("'", "‘", "’", "`", "ʻ")
    return marked and units[j].last == units[j + 1].first and units[j + 1].kind == "cap"


def _hamza(units: Sequence[Unit], j: int) -> bool:
    """A mark at the end of a word inside a name: "Omar Shia' al-Dolan"."""
    inside = j + 1 < len(units) and units[j].text in ("'", "’") and units[j - 1].last == units[j].first
    return inside and _HYPHENED.fullmatch(units[j + 1].text) is not None


def _seat_end(units: Sequence[Unit], begin: int, end: int) -> int:
    """Past a peer's seat: "Lord Roe of Much Wenlock"; ``end`` itself where none follows."""
    peer = units[begin - 1].lower in _PEERS and end == begin + 1
    if not peer or end + 1 >= len(units) or units[end].lower != "of" or units[end + 1].kind not in _SEATS:
        return end
    end += 2
    while end < len(units) and units[end].kind in _SEATS:
        end += 1
    return end


_PEERS = frozenset({"lord", "lady", "baroness", "baron", "viscount", "earl"})
_LANDS = ("city", "region", "country")  # "Archbishop of Lima X"
_SEATS = ("cap", "city", "region")


def _nickname_size(units: Sequence[Unit], begin: int) -> int:
    """The units of a nickname in quotes within a name (``Jane "Jinky" Roe``); 0 where none stands at ``begin``."""
    j = begin
    if units[j].text not in _QUOTES:
        return 0
    j += units[j + 1 : j + 2] != [] and units[j + 1].text == units[j].text  # ''Bongbong''
    for k in range(j + 1, min(j + 4, len(units) - 1)):
        if units[k].text in _QUOTES:
            k += k + 2 < len(units) and units[k + 1].text == units[k].text
            inside = units[j + 1 : k]
            named = inside and all(u.text[:1].isupper() for u in inside) and units[k + 1].kind == "cap"
            return k + 1 - begin if named else 0
    return 0


_QUOTES = frozenset("\"“”‘’'")


def _in_name(units: Sequence[Unit], j: int, begin: int) -> bool:
    """Whether unit ``j`` goes on with, or opens, the name that begins at unit ``begin``."""
    unit = units[j]
    if unit.kind == "cap":
        return _capital_in_name(units, j, begin)
    if unit.kind in ("city", "region") and len(unit.text.split()) == 1:
        return _place_in_name(units, j, begin)
    if unit.kind == "country" and j > begin and len(unit.text) > 3:
        return _country_in_name(units, j, begin)
    if unit.kind == "party" and j > begin and units[j - 1].lower in ("abdel", "abdul", "abd"):
        return unit.text.istitle()  # "Abdel Fatah"
    if unit.kind == "demonym" and j == begin + 1 and units[begin].kind == "cap":
        following = units[j + 1].kind if j + 1 < len(units) else "mark"  # "Prime Minister Bill English"
        titled = begin > 0 and units[begin - 1].kind in ("role", "hon")
        return titled and len(unit.text.split()) == 1 and following in ("low", "mark")
    if unit.kind == "hon" and j > begin:
        return _address_within(units, j)
    if unit.kind == "low" and (unit.lower in word_list("name_endings") or _HYPHENED.fullmatch(unit.text)):
        return j > begin or j == 0 or units[j - 1].kind != "cap"
    if unit.kind == "low" and unit.lower in word_list("name_particles"):
        return j > begin and _particle_in_name(units, j)
    if unit.kind == "role" and j == begin and unit.text in ("Sultan", "Prince", "Emir"):
        return j + 1 < len(units) and units[j + 1].lower in ("bin", "bint", "ibn")
    return False


def _capital_in_name(units: Sequence[Unit], j: int, begin: int) -> bool:
    """Whether a capitalized word is of a name: no verb of a headline, no abbreviation, no letters behind a name."""
    unit = units[j]
    if unit.text in _SHOUTED or unit.text in _COUPLES or unit.text in _TEXTS:
        return False
    if j > begin and unit.text in _HEADLINED or j > begin + 1 and is_postnominal(unit):
        return False
    if "-" in unit.text and (_DESCRIBING.fullmatch(unit.text) is not None or unit.text[-1].isdigit()):
        return False
    shortened = len(unit.text) > 4 and unit.text.endswith(".") and unit.text.count(".") == 1  # no "F.M.A."
    if shortened and unit.lower not in ("mohd.", "muhd."):
        return False
    verb = unit.lower in word_list("headline_verbs")
    if verb and (j > begin or unit.lower.endswith("s") or _plural_before(units, j)):
        return False
    return not _other_word(unit) or j > begin or _addressed(units, begin) or _behind_field(units, j)


def _place_in_name(units: Sequence[Unit], j: int, begin: int) -> bool:
    """A city's name that a person bears ("Queen Florence", "Jane Lima")."""
    if j == begin and j > 0 and _royal(units[j - 1]):
        return True
    if j == begin:
        return j + 1 < len(units) and units[j + 1].kind == "cap"
    return units[j - 1].kind == "cap" and units[j - 1].lower not in _TITLES


def _country_in_name(units: Sequence[Unit], j: int, begin: int) -> bool:
    """A country's name that a person bears ("Jane Jordan", "Jane Chad Roe")."""
    inside = j + 1 < len(units) and units[j + 1].kind == "cap"
    if j == begin + 1 and units[j].lower in word_list("family_names"):
        return begin > 0 and _named_there(units, begin) and _ends(units, j + 1)
    last = j > begin + 1 and units[j - 1].kind == units[j - 2].kind == "cap" and units[j].text.istitle()
    return inside or last and not units[begin].text.isupper()


def _particle_in_name(units: Sequence[Unit], j: int) -> bool:
    """Particles with a name behind them ("van der Roe", "bin Sheikh Hassan")."""
    particles = word_list("name_particles")
    k = j + 1
    while k < len(units) and k - j < 3 and units[k].kind == "low" and units[k].lower in particles:
        k += 1
    if k >= len(units):
        return False
    address = units[k].lower in word_list("given_address") or units[j].lower in SON_OF
    named = units[k].kind == "cap" or _HYPHENED.fullmatch(units[k].text) is not None
    return named or units[k].kind == "hon" and address


def _named_there(units: Sequence[Unit], begin: int) -> bool:
    """Whether a title or address stands before a name, or a whole title and a comma ("the Prime Minister of Peru, Jane Jordan")."""
    if units[begin - 1].text == "," and begin > 1:
        return units[begin - 2].kind in ("role", "country", "org")
    return units[begin - 1].kind in ("role", "hon")


def _address_within(units: Sequence[Unit], j: int) -> bool:
    """ "Mohamad Bin Haji Hasan", "Hassan Sheikh Omar", "Juma Haji", "Jane Roe Sr.": an address that belongs to the name."""
    if units[j].lower == "sr.":
        return _ends(units, j + 1)
    if not units[j].text.isascii() and len(units[j].text) < 5:
        return units[j + 1 : j + 2] != [] and units[j + 1].kind == "cap"  # "Jane Már Roe", no "Mar"
    if _of_father(units, j):
        return j + 1 < len(units) and units[j + 1].kind in ("cap", "hon")
    given = units[j].lower in word_list("given_address")
    return given and (_ends(units, j + 1) or units[j + 1].kind == "cap")


def _of_father(units: Sequence[Unit], j: int) -> bool:
    """Whether forms of address are a father's: "Awang bin Pengarah Dato Haji Omar", whose own stand before his name."""
    k = j
    while k > 0 and units[k - 1].kind == "hon":
        k -= 1
    k -= k > 1 and units[k - 1].kind == "cap" and units[k - 2].lower in SON_OF and _styled(units[k])
    return k > 0 and units[k - 1].lower in SON_OF


def _styled(unit: Unit) -> bool:
    """Whether a form of address is of those by which Malays are called."""
    return unit.lower.split()[0] in word_list("standing_styles") | {"haji", "pengiran"}


def _plural_before(units: Sequence[Unit], j: int) -> bool:
    """ "Trade Ministers Sign Accord": a verb behind a plural."""
    role = units[j - 1].role if j else None
    return role is not None and role.plural


def _royal(unit: Unit) -> bool:
    """Whether a unit is a royal title or address that a given name follows at once."""
    if unit.kind == "hon":
        return unit.lower in ("prince", "princess")
    return unit.role is not None and unit.role.kind == "royal" and not unit.role.plural


def _addressed(units: Sequence[Unit], begin: int) -> bool:
    """Whether "Mr.", "Gen." or "Dr" stands before: then even "Tea" begins a name."""
    before = units[begin - 1] if begin > 0 else None
    return (
        before is not None
        and before.kind == "hon"
        and (
            before.text.endswith(".")
            or before.lower in ("mr", "mrs", "ms", "dr", "sir", "prof", "professor", "madam")
        )
    )


def _behind_field(units: Sequence[Unit], j: int) -> bool:
    """ "Trade Minister Parks Roe": behind a title with its field in front, a word of bodies before one more word is a name; so is "Peace Roe"."""
    behind = j > 1 and units[j - 1].kind == "role" and _other_word(units[j - 2])
    if not behind and units[j].lower not in word_list("given_bodies"):
        return False
    ahead = units[j + 1 : j + 2]
    return ahead != [] and ahead[0].kind == "cap" and not _other_word(ahead[0]) and _ends(units, j + 2)


def _ends(units: Sequence[Unit], j: int) -> bool:
    """Whether a name may end before unit ``j``: a small word or a mark that owns nothing follows."""
    return (
        j >= len(units)
        or units[j].kind in ("low", "mark")
        and units[j].lower not in ("'s", "’s", "visit", "-")
    )


def _respelled(units: Sequence[Unit], j: int, begin: int) -> bool:
    """``Sigurður (Sigurdur) Ingi``: a bracket in a name that spells the word before it in another way."""
    return (
        j > begin
        and j + 3 < len(units)
        and units[j].text == "("
        and units[j + 2].text == ")"
        and units[j + 1].kind == units[j + 3].kind == "cap"
        and fold(units[j + 1].text)[:2] == fold(units[j - 1].text)[:2]
    )


_TITLES = frozenset({"president", "minister"})
#: Last words of the names of outlets.
_OUTLETS = frozenset({"news", "newsroom", "newswire", "gazette", "tribune"})
#: Initials of texts, which begin no name ("the two ministers and MoU on trade").
_TEXTS = frozenset({"MoU", "MOU", "MoUs", "MOUs", "MoA", "MOA", "LoI", "FTA", "CEPA"})
#: Small words of a line in capitals.
_SHOUTED = frozenset(w.upper() for w in word_list("openers") - NAMES if len(w) > 1)
#: Who two are together, behind a title ("the Crown Prince Couple").
_COUPLES = frozenset({"Couple", "Couples", "Pair"})
#: Small words as a headline has them ("Secretary Jane Roe At a Press Availability").
_HEADLINED = frozenset({"At", "With", "From", "For", "By", "During", "Before", "After"})
#: Descriptions made of a hyphen and a participle, and an American legislator's party and state.
_DESCRIBING = re.compile(
    r"\w+-(?:born|based|built|flagged|led|registered|managed|owned|backed|trained|speaking|brokered)|[DRI]-[A-Z].*"
)


def _other_word(unit: Unit) -> bool:
    """A word of bodies and portfolios does not begin a name."""
    return unit.lower in word_list("body_words")


def _plausible(units: Sequence[Unit], addressed: bool = False) -> bool:
    words = [u.text for u in units]
    if all(u.lower in word_list("body_words") for u in units):
        return False
    last = words[-1].lower()
    if last in word_list("monuments") and not (addressed and last in word_list("family_places")):
        return False
    if len(words) > 1 and last in _OUTLETS:
        return False  # "Banner News – President X arrived"
    if len(words) == 1 and words[0].lower() in word_list("calendar_words"):
        return False  # "takes over in January as director"
    if len(words) == 1 and (words[0] in agencies() or words[0] in ("MoU", "MoUs", "LoI")):
        return False
    letters = [w for w in words if len(w.strip(".")) > 1]
    return bool(letters) and not (len(words) == 1 and words[0].isupper() and len(words[0]) < 4)


def bracket_end(units: Sequence[Unit], j: int) -> int:
    """Past a short bracket such as ``(R)`` or ``(New Unity)`` at ``j``; ``j`` itself where none stands."""
    if j < len(units) and units[j].text in ("(", "["):
        for k in range(j + 1, min(j + 7, len(units))):
            if units[k].text in (")", "]"):
                return k + 1
    return j
