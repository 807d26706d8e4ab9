"""Where the words behind a title's preposition end ("of the Committee on Foreign Affairs"), and a name or a verb begins."""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.closed_runs import closed_run, name_behind, named_division
from communique.extract.lexicon import Role
from communique.extract.name_splits import body_before, is_known_name, past_unknown
from communique.extract.names import bracket_end
from communique.extract.posts import PORTFOLIO_KINDS, Phrase
from communique.extract.small_letters import SmallLetters
from communique.extract.title_words import (
    NAMED,
    is_acronym,
    is_body_word,
    is_bodyish,
    is_numbered,
    is_rank,
    possessive_at,
)
from communique.extract.units import Unit
from communique.extract.words import word_list

#: Fields that are towards somebody: "Minister for Relations with Parliament".
_TOWARDS = frozenset(
    {"relations", "friendship", "cooperation", "solidarity", "liaison", "dialogue", "partnership"}
)


#: How many words a field of government has at most, with "Affairs" at its end.
_FIELD = 4


class PhraseReader(SmallLetters):
    """Reads the phrases behind the titles of one paragraph; names are known to begin at the units ``begins``."""

    def __init__(self, units: Sequence[Unit], begins: frozenset[int] = frozenset()) -> None:
        super().__init__(units)
        self.begins = begins

    def fill(self, phrase: Phrase, j: int, role: Role) -> Phrase | None:
        """The phrase with what stands from unit ``j``, or None where nothing of it belongs to the post."""
        start = j
        end = body_before(self.units, j, self.begins) if self.begins else 0
        end = end or self.end(j, phrase, role)
        if end == start:
            return None
        if phrase.preposition == "of" and role.kind not in PORTFOLIO_KINDS:
            end = past_unknown(self.units, start, end)
        phrase.units = list(self.units[start:end])
        phrase.words = [u.text for u in phrase.units]
        phrase.last = end
        return phrase

    def end(self, j: int, phrase: Phrase, role: Role) -> int:
        """The unit at which a phrase that begins at unit ``j`` is over (``j`` itself where it is empty)."""
        start = j
        while j < len(self.units):
            unit = self.units[j]
            if unit.kind in NAMED or unit.kind == "num" and (j > start or self._ordinal(j)):
                if unit.kind in ("city", "region") and j > start and self._no_place(j):
                    break
                j += 1
            elif unit.kind == "cap":
                j, more = self._past_capital(j, start, role)
                if not more:
                    break
            elif self._office(j, role) and not (j > start and self._names_body(j - 1)):
                j += 1
                if not possessive_at(self.units, j):
                    break
            elif self._of_majesty(j, start):
                return j + 2 + 2 * self.the_sovereign(j + 2)
            elif self._connects(j, start, role):
                j += 1
            elif self._of_officer(role) and (small := self._small_body(j)):
                j = small
            elif unit.text == "(" and self._acronym_in_brackets(j):
                j += 3
            elif unit.text == "(" and (behind := self._faction(j) or self._gloss(j)):
                j = behind
            elif (
                j == start
                and phrase.preposition in ("on", "for")
                and role.kind == "envoy"
                and (topic := self._topic(j))
            ):
                return topic
            else:
                break
        return self._trimmed(j, start)

    def _names_body(self, j: int) -> bool:
        """Whether a body's name ends at ``j``, behind which a title is another post ("Chairman of the Council Prime Minister X")."""
        return is_body_word(self.units[j]) or self.units[j].kind == "org" and " " in self.units[j].text

    def _of_officer(self, role: Role) -> bool:
        """Who may head a body in small letters: "chairman of the security council", "president of the national assembly"."""
        officer = role.kind in ("head", "party", "parliament", "spokesperson", "military")
        return officer or role.name.endswith(("President", "Governor"))

    def _past_capital(self, j: int, start: int, role: Role) -> tuple[int, bool]:
        """Past a capitalized word, if it is of the phrase; and whether the phrase may go on behind it."""
        unit = self.units[j]
        english = j > start and is_body_word(unit)  # "the Fajr Alliance"
        if unit.lower in word_list("foreign_heads") and role.kind not in PORTFOLIO_KINDS and not english:
            return self._foreign_name(j), False
        if (
            unit.text == "Red"
            and self.units[j + 1 : j + 2]
            and self.units[j + 1].text in ("Cross", "Crescent")
        ):
            return j + 2, True
        if not is_body_word(unit) and (end := closed_run(self.units, j, start, role)) > j:
            return end, True
        if self._abbreviates(j, start):
            return j + 1, False
        if role.kind in PORTFOLIO_KINDS and (end := self._affairs_end(j)):
            return end, True
        if role.kind not in PORTFOLIO_KINDS and (end := named_division(self.units, j)) > j:
            return end, True
        if role.kind in PORTFOLIO_KINDS and j == start and self._field_in_initials(j):
            return j + 1, True
        if j > start and self.units[j - 1].lower in word_list("place_openers"):
            return j + 1, True  # "Governor of East Nusa …", "Bishop of Les Cayes"
        if j == start and self._unknown_body(j, role) and self._two_words(j):
            return j + 2, True
        if is_body_word(unit) or (j == start and self._unknown_body(j, role)):
            return j + 1, True
        if role.kind in PORTFOLIO_KINDS and self._lone_field(j, start):
            return j + 1, True
        size = self._unknown_run(j) if role.kind not in PORTFOLIO_KINDS else 0
        return j + size, size > 0

    def _affairs_end(self, j: int) -> int:
        """Past "Affairs" where a run of capitalized words comes to it ("Minister of State for Enhancing Skills Affairs X"); 0 for none."""
        for i in range(j, min(j + _FIELD, len(self.units))):
            if self.units[i].kind not in ("cap", "demonym") or self.units[i].text.isupper():
                return 0
            if self.units[i].text == "Affairs":
                return i + 1
        return 0

    def _two_words(self, j: int) -> bool:
        """ "Mayor of San Roe | Jane Roe", "Mayor of Upper Town said": a place or firm of two words, since a name has two."""
        first, second, behind = self.units[j], self.units[j + 1 : j + 2], self.units[j + 2 : j + 3]
        if not second or second[0].kind != "cap" or is_body_word(second[0]):
            return False
        if first.lower in word_list("place_openers"):
            return True
        acronyms = first.text.isupper() or second[0].text.isupper()
        return (
            not acronyms
            and not is_body_word(first)
            and (not behind or behind[0].kind in ("low", "mark", "date"))
        )

    def _lone_field(self, j: int, start: int) -> bool:
        """An unknown word that is no name since it stands alone: "Minister of Wetlands and Trade", "of Child Care, Jane Roe"."""
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        if after is None:
            return False
        if j > start and self.units[j - 1].lower not in ("and", "&", ","):
            listed = any(u.lower == "and" for u in self.units[start:j])
            return listed and after.text == "," and name_behind(self.units, j + 2)
        joined = after.lower in ("and", "&") and j + 2 < len(self.units) and is_body_word(self.units[j + 2])
        return joined or after.lower == "of" or after.text == "," and name_behind(self.units, j + 2)

    def _an_office(self, j: int) -> bool:
        return j < len(self.units) and self.units[j].lower in ("office", "department")

    def _office(self, at: int, role: Role) -> bool:
        """Whether a title within the phrase is the office that somebody works for ("spokesman of the President")."""
        unit = self.units[at]
        if unit.kind != "role" or unit.role is None:
            return False
        if role.kind == "royal":
            return False  # "the Sultan of A Sultan X"
        if possessive_at(self.units, at + 1) and self._an_office(at + 2):
            return True  # "head of the Prosecutor's Office"
        serves = role.kind in ("envoy", "adviser", "head", "spokesperson")
        high = unit.role.kind in ("state", "government", "minister", "royal")
        sends = unit.role.name in ("Secretary-General", "Chairman") and role.kind in ("envoy", "adviser")
        return (unit.text[0].isupper() or serves) and (high or sends)

    def _connects(self, j: int, start: int, role: Role) -> bool:
        """Whether a word in small letters or a mark belongs to the phrase."""
        unit = self.units[j]
        if unit.kind == "low" and (
            j > start
            and self._kind_of_body(j)
            or self._inside(j, start)
            or self._lower_portfolio(j, role, start)
        ):
            return True
        if unit.text == "&":
            return j > start and self._inside(j, start)
        if unit.text == "," and role.kind in PORTFOLIO_KINDS and self._small_list(j):
            return True
        if unit.text == ",":
            return self._list_comma(j, start) or role.kind == "envoy" and self._next_land(j)
        if unit.text in ("-", "–"):
            return j > start and j + 1 < len(self.units) and self.units[j + 1].kind in ("country", "demonym")
        if unit.text in ("office", "cabinet") and j > start + 1 and self.units[j - 2].kind == "role":
            return possessive_at(self.units, j - 1)  # "director of the president's office"
        plural = unit.text in ("'", "’") and j > start and self.units[j - 1].lower.endswith("s")
        return plural or unit.lower in ("'s", "’s", "’") and j > start  # "the Migrants' Union"

    def _kind_of_body(self, j: int) -> bool:
        """ "Lao assembly", "Alba province": what the name before is, in small letters."""
        before, word = self.units[j - 1].kind, self.units[j].text
        if before == "demonym":
            return word in word_list("small_bodies")
        if is_body_word(self.units[j - 1]) and word in word_list("small_parts"):
            return True  # "of the Party Central Committee department"
        if before == "cap" and word in word_list("small_kinds"):
            return j + 1 < len(self.units) and self.units[j + 1].text == ","
        return before in ("city", "region", "cap") and word in word_list("divisions")

    def _trimmed(self, j: int, start: int) -> int:
        """The end without joining words and commas, with "party" behind a party's name."""
        while j > start and (
            self.units[j - 1].lower in ("and", "&", "the", "of", "for", "'s", "’s", "’")
            or self.units[j - 1].text == ","
        ):
            j -= 1
        named = j > start and j < len(self.units) and self.units[j].text in ("party", "movement")
        return j + 1 if named else j  # "of Chama Cha Mapinduzi (CCM) party"

    def _foreign_name(self, j: int) -> int:
        """The end of a body's name in another language ("Organización Iberoamericana de Seguridad Social")."""
        j += 1
        while j < len(self.units) and (
            self.units[j].kind in ("cap", "country", "city", "region", "demonym")
            or self.units[j].lower
            in word_list("body_links") - {"and", "the", "in", "on", "for", "to", "with", "at"}
            and j + 1 < len(self.units)
            and self.units[j + 1].kind in ("cap", "country", "city", "region")
        ):
            j += 1
        return j

    def _abbreviates(self, j: int, start: int) -> bool:
        """ "Department of Foreign Affairs DFA": the initials of what stands before."""
        initials = "".join(u.text[0] for u in self.units[start:j] if u.text[0].isupper())
        return len(initials) > 1 and self.units[j].text == initials

    def _field_in_initials(self, j: int) -> bool:
        """ "Minister of ICT Jane Roe": a field in two to four capital letters before a name, a mark or more of the field."""
        if not is_acronym(self.units[j]) or len(self.units[j].text) > 4:
            return False
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        return after is None or after.kind != "cap" or not after.text.isupper()

    def _ordinal(self, j: int) -> bool:
        """ "of the 12th National Committee"."""
        return is_numbered(self.units[j]) and j + 1 < len(self.units) and is_bodyish(self.units[j + 1])

    def _no_place(self, j: int) -> bool:
        """A place name right behind another place or an unknown word begins a person's name instead."""
        before = self.units[j - 1]
        if before.lower in word_list("place_openers"):
            return False  # "New South Wales"
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        if after is not None and after.kind == "cap" and not is_body_word(after) and before.kind == "cap":
            return True  # "President of the National Assembly Milan Brglez"
        return before.kind in ("city", "region", "country") or not is_bodyish(before) and before.kind != "low"

    def _inside(self, j: int, start: int) -> bool:
        """A small word inside a body's name, or a lower-case rank before one ("the provincial Party Committee")."""
        word = self.units[j].lower
        if j + 1 >= len(self.units):
            return False
        after = self.units[j + 1]
        if j == start or self.units[j - 1].kind == "low":
            return (
                word in word_list("ranks") | {"provincial", "municipal", "city", "ruling", "country"}
                and is_bodyish(after)
            ) or (word in ("the", "of", "for") and j > start and is_bodyish(after))
        if word in ("and", "&") and after.lower == "the" and j + 2 < len(self.units):
            third = self.units[j + 2]
            field = is_bodyish(third) or third.kind == "region"
            return field and not is_rank(third) and not self._new_post(j + 2)
        if word in ("and", "&"):
            named = (
                is_bodyish(after)
                or after.kind == "cap"
                and not is_known_name(after)
                and self._unknown_run(j + 1) > 0
            )
            return named and not is_rank(after) and not self._new_post(j + 1)
        if word in ("of", "for", "on", "in", "de", "del", "des", "du"):
            return (
                is_bodyish(after)
                or after.lower in ("the", "its")
                and j + 2 < len(self.units)
                and is_bodyish(self.units[j + 2])
            )
        if word == "with" and self.units[j - 1].lower in _TOWARDS:
            return is_bodyish(self.units[min(j + 1 + (after.lower == "the"), len(self.units) - 1)])
        return word == "the" and is_bodyish(after)

    def _new_post(self, j: int) -> bool:
        """Whether the words from ``j`` lead to another role head before the phrase could end."""
        while j < len(self.units) and (
            is_bodyish(self.units[j]) or self.units[j].lower in word_list("ranks") | {"'s", "’s"}
        ):
            j += 1
        return j < len(self.units) and self.units[j].kind == "role"

    def _list_comma(self, j: int, start: int) -> bool:
        """A comma in "Investment, Industry and Trade": body words on both sides and an "and" soon after."""
        if j == start or j + 2 >= len(self.units) or not self._of_field(j - 1):
            return False
        ahead = j + 1
        while ahead < len(self.units) and (
            self._of_field(ahead) or self.units[ahead].text == "," or self._article(ahead)
        ):
            ahead += 1
        if self.units[j + 1].lower == "and":  # "Protocol, and Translation"
            ahead = j + 1
        return (
            (ahead > j + 1 or self._listed_before(j, start))
            and ahead + 1 < len(self.units)
            and self.units[ahead].lower in ("and", "&")
            and (self._ends_list(ahead + 1) or ahead > j + 1 and self._next_minister(ahead + 1))
        )

    def _ends_list(self, j: int) -> bool:
        """The last field of a list: no title that opens with it."""
        return self._of_field(j + self._article(j)) and not self._new_post(j)

    def _next_minister(self, j: int) -> bool:
        """ "Minister for Foreign Affairs, Trade and Minister for Defence": one's next post behind the fields of the first."""
        role = self.units[j].role
        fields = [u.lower for u in self.units[j + 1 : j + 2]]
        return role is not None and role.name == "Minister" and fields in (["for"], ["of"])

    def _article(self, j: int) -> bool:
        """ "the" before a field of a list ("Communications and the Arts")."""
        return j + 1 < len(self.units) and self.units[j].text == "the" and self._of_field(j + 1)

    def _next_land(self, j: int) -> bool:
        """ "Ambassador to Peru, Chile and Ecuador": a comma between countries of a list that "and" ends."""
        units = self.units[j - 1 : j + 3]
        listed = len(units) == 4 and units[0].kind == units[2].kind == "country"
        return listed and (units[3].lower == "and" or units[3].text == "," and self._next_land(j + 2))

    def _listed_before(self, j: int, start: int) -> bool:
        """Whether a comma before ``j`` already parts fields of one portfolio."""
        return self.units[j + 1].lower == "and" and any(u.text == "," for u in self.units[start:j])

    def _of_field(self, j: int) -> bool:
        """A word of a portfolio: "Trade", "Egyptian" before "Expatriates", "European Union"."""
        unit = self.units[j]
        people = unit.kind == "demonym" and j + 1 < len(self.units) and is_body_word(self.units[j + 1])
        return is_body_word(unit) or people or unit.kind == "org" or unit.code == "EU"

    def _acronym_in_brackets(self, j: int) -> bool:
        """``(CPV)`` inside "of the Communist Party of Vietnam (CPV) Central Committee"."""
        return (
            j + 2 < len(self.units)
            and self.units[j + 2].text == ")"
            and (
                self.units[j + 1].text.isupper()
                or is_acronym(self.units[j + 1])
                or self.units[j + 1].kind in ("party", "org", "country")
                or self.units[j + 1].lower in word_list("parliaments")
            )
        )

    def _of_majesty(self, j: int, start: int) -> bool:
        """ "Director of the Office of His Majesty X": whose office it is."""
        royal = self.units[j + 1 : j + 2] != [] and self.units[j + 1].kind == "hon"
        royal = royal and self.units[j + 1].lower.endswith(("majesty", "highness"))
        return (
            royal
            and j > start
            and self.units[j].lower == "of"
            and self.units[j - 1].lower in ("office", "court")
        )

    def the_sovereign(self, j: int) -> bool:
        """ "the King" behind "His Majesty"."""
        behind = self.units[j : j + 2]
        return len(behind) == 2 and behind[0].lower == "the" and behind[1].kind == "role"

    def _gloss(self, j: int) -> int:
        """Past what a body is in other words ("Shura Council (consultative assembly) of the Kingdom of Oman"); 0 for none."""
        end = bracket_end(self.units, j)
        behind = self.units[end : end + 3]
        land = any(u.kind == "country" for u in behind[1:])
        return end if end > j + 1 and land and behind[0].lower == "of" else 0

    def _faction(self, j: int) -> int:
        """Past what stands in brackets behind a party's name ("Communist Party of Nepal (Unified Centre)"); 0 for none."""
        end = bracket_end(self.units, j)
        named = self.units[j - 1].kind == "party" and end - j in (3, 4)
        return end if named and all(u.kind == "cap" for u in self.units[j + 1 : end - 1]) else 0

    def _unknown_run(self, j: int) -> int:
        """Length of a run of capitalized words that holds or ends in a body word ("Yonsei University")."""
        size, last = 0, 0
        while (
            j + size < len(self.units)
            and self.units[j + size].kind in ("cap", "city", "region", "demonym")
            and size < 6
        ):
            size += 1
            if is_body_word(self.units[j + size - 1]) and self.units[j + size - 1].kind == "cap":
                last = size
        if size and j + size < len(self.units) and self.units[j + size].text in ("movement", "group"):
            last = size + 1  # "Peru's Aurora movement"
        return last

    def _unknown_body(self, j: int, role: Role) -> bool:
        """The first word after the preposition names a body though it is unknown ("CEO of Gazprom Alexei Miller")."""
        before = [u.lower for u in self.units[j - 2 : j]]
        of_field = before[1:] != [] and (before[1] in ("of", "for") or before == ["for", "the"])
        of_field = of_field and role.kind == "minister" and role.name.endswith("Minister")
        return (
            role.kind not in PORTFOLIO_KINDS or role.name == "Secretary" or of_field
        )  # "Minister of Ayush X"
