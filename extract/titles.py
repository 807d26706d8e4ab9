"""The title grammar: from the head of a title ("Minister") to the whole post it names.

A post is read outwards from its head. To the left stand nationality, body, portfolio and rank ("Lao
National Assembly Vice Chairman", "then Croatian Foreign Minister"), to the right the body or portfolio
with its own tail ("Chairman of the Standing Committee of the National People's Congress", "Ambassador
of Kenya to Japan"). A name may follow without any mark, so a right-hand phrase ends at the first
capitalized word that no body is named of.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.lexicon import Role, agencies
from communique.extract.names import name_at
from communique.extract.posts import PORTFOLIO_KINDS, Phrase, Post, compose
from communique.extract.title_words import NAMED, is_acronym, is_body_word, is_bodyish, is_rank, modifiers
from communique.extract.units import Unit
from communique.extract.words import word_list

#: Classes whose holder heads or speaks for a body that may bear any name.
_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at", "on", "with", "from"})

_CHAMBERS = frozenset(
    {
        "diplomacy",
        "parliament",
        "senate",
        "assembly",
        "government",
        "cabinet",
        "congress",
        "presidency",
        "embassy",
    }
)

#: What kind of place a name was ("the governor of Alba province").
_DIVISIONS = frozenset(
    {"region", "province", "district", "county", "city", "oblast", "prefecture", "state", "municipality"}
)

_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my", "your"})

#: Posts of states and governments that name their field behind a preposition.
_WITH_FIELD = frozenset({("to", "Chief Adviser"), ("for", "Secretary of State"), ("for", "Vice President")})

#: Who presides over a parliament, in South Asia with its name right behind.
_PRESIDING = frozenset({"Speaker", "Deputy Speaker", "Chairman", "Deputy Chairman"})

BODY_KINDS = frozenset(
    {"head", "spokesperson", "local", "parliament", "party", "member", "military", "adviser"}
)


class TitleGrammar:
    """Reads the posts of one paragraph."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units

    def post_at(self, k: int, limit: int = 0) -> Post | None:
        """The post whose head is unit ``k``, or None when it is no post (``members of the delegation``).

        Nothing left of unit ``limit`` is taken.
        """
        role = self.units[k].role
        assert role is not None
        first = self._left_edge(k, role, limit)
        left = list(self.units[first:k])
        phrases, last = self._right(k, role)
        post = compose(role, left, phrases)
        if post is None:
            return None
        post.first, post.last, post.plural = first, last, role.plural
        post.determiner = self._determiner(first)
        post.parts = list(self.units[first:last])
        return post

    def _determiner(self, first: int) -> str:
        before = self.units[first - 1].lower if first else ""
        return before if before in _POSSESSIVES or before in ("the", "a", "an") else ""

    # left of the head ------------------------------------------------------------------------------
    def _left_edge(self, k: int, role: Role, limit: int) -> int:
        j = k
        while j > limit and self._joins_left(j - 1, role, k):
            j -= 1
        while j < k and (
            self.units[j].text in (",", "&") or self.units[j].lower in ("and", "of", "for", "'s", "’s", "the")
        ):
            j += 1
        return j

    def _joins_left(self, j: int, role: Role, k: int) -> bool:
        unit, word = self.units[j], self.units[j].lower
        if unit.kind in ("country", "demonym", "party", "org"):
            return True
        if unit.kind in ("city", "region"):
            return role.kind in ("local", "head", "party", "envoy") and j == k - 1 or self._owner(j + 1)
        if unit.kind == "cap":
            if unit.text in agencies():
                return False  # "ASTANA. KAZINFORM Chair of the Senate X"
            return (
                is_body_word(unit)
                or word in modifiers()
                or (role.kind in BODY_KINDS and is_acronym(unit))
                or (role.kind in ("head", "spokesperson", "local") and self._after_body(j, k))
            )
        if word in ("'s", "’s", "’", "'"):
            return j > 0 and (self.units[j - 1].kind in NAMED or is_body_word(self.units[j - 1]))
        if unit.kind == "low" and word in modifiers() and word != "under":
            return True
        if unit.kind == "low" and unit.text in word_list("body_words") and self.units[k].text[0].islower():
            return True  # "the foreign minister", "national security adviser"
        if (
            unit.text == ")"
            and j > 1
            and self.units[j - 2].text == "("
            and (is_acronym(self.units[j - 1]) or self.units[j - 1].kind in NAMED)
        ):
            return True  # "National Assembly (NA) Chairman"
        if (
            unit.text == "("
            and j + 2 < len(self.units)
            and self.units[j + 2].text == ")"
            and (is_acronym(self.units[j + 1]) or self.units[j + 1].kind in NAMED)
        ):
            return True
        if role.plural and word in ("and", ",") and j > 0 and self.units[j + 1].kind == "demonym":
            return self.units[j - 1].kind == "demonym"  # "the Kenyan and Peruvian ministers"
        if unit.text == "," and not self._list_left(j, k):
            return False
        return self._links(j)

    def _list_left(self, j: int, k: int) -> bool:
        """Whether a comma left of a head parts fields of its list ("Trade, Industry and Commerce Minister")."""
        after = self.units[j + 1 : k]
        of = j > 1 and self.units[j - 2].lower in ("of", "for", "the") and self.units[j - 1].kind == "cap"
        joined = any(u.lower in ("and", "&") or u.text == "," for u in after)
        return joined and not of and self.units[j + 1].kind not in ("country", "demonym")

    def _owner(self, j: int) -> bool:
        return j < len(self.units) and self.units[j].lower in ("'s", "’s")

    def _after_body(self, j: int, k: int) -> bool:
        """An unknown capitalized word before "CEO": a company or body ("Gazprom CEO")."""
        return j == k - 1 or is_bodyish(self.units[j + 1])

    def _links(self, j: int) -> bool:
        """ "and", "of", a comma … between two words of a body's or portfolio's name."""
        if self.units[j].lower not in ("and", "of", "for", ",", "&", "the", "on", "in") or j == 0:
            return False
        before, after = self.units[j - 1], self.units[j + 1]
        if self.units[j].lower == "in":  # "American Institute in Taiwan Director"
            return before.lower in word_list("institutions") and after.kind in ("country", "city")
        if self.units[j].lower == "the":
            fields = before.lower == "and" and j > 1 and is_body_word(self.units[j - 2])
            return (before.lower in ("of", "for") or fields) and is_bodyish(after)
        if after.lower == "the":
            return is_body_word(before)
        return is_body_word(before) and is_bodyish(after) and not is_rank(after)

    # right of the head -----------------------------------------------------------------------------
    def _right(self, k: int, role: Role) -> tuple[list[Phrase], int]:
        phrases: list[Phrase] = []
        j = self._skip_plenipotentiary(k + 1)
        if role.name in _PRESIDING and j < len(self.units) and self._chamber(j):
            phrase = self._fill(Phrase("of"), j, role)  # "Chairman Senate of Pakistan"
            phrases, j = ([phrase], phrase.last) if phrase is not None else (phrases, j)
        if role.kind in ("state", "government") and self._bare_land(j):
            phrases, j = [*phrases, Phrase("of", [self.units[j].text], [self.units[j]], j + 1)], j + 1
        while j < len(self.units):
            phrase = self._phrase(j, role)
            if phrase is None:
                break
            phrases.append(phrase)
            j = phrase.last
        return phrases, j

    def _bare_land(self, j: int) -> bool:
        """ "Prime Minister Pakistan X": a country right between a post and a name."""
        named = j + 1 < len(self.units) and self.units[j].kind == "country" and len(self.units[j].text) > 3
        return named and name_at(self.units, j + 1) is not None and self.units[j + 1].kind in ("cap", "hon")

    def _chamber(self, j: int) -> bool:
        unit = self.units[j]
        parliament = unit.source is not None and unit.source.entry.type == "parliament"
        return parliament or unit.text in ("Senate", "Parliament", "House")

    def _skip_plenipotentiary(self, j: int) -> int:
        while j < len(self.units) and self.units[j].lower in (
            "extraordinary",
            "plenipotentiary",
            "and",
            "designate",
        ):
            if self.units[j].lower == "and" and (
                j + 1 == len(self.units) or self.units[j + 1].lower != "plenipotentiary"
            ):
                break
            j += 1
        return j

    def _phrase(self, j: int, role: Role) -> Phrase | None:
        if role.kind == "envoy" and self.units[j].lower == "accredited" and j + 1 < len(self.units):
            j += 1  # "ambassador of Venezuela accredited in Cuba"
        preposition = self.units[j].text
        if preposition == ",":
            return self._comma_phrase(j, role)
        if preposition not in _PREPOSITIONS or j + 1 >= len(self.units):
            return None
        if (
            preposition != "of"
            and role.kind in ("description", "state", "government", "royal")
            and (preposition, role.name) not in _WITH_FIELD
        ):
            return None  # "the Vietnamese leader in Pyongyang" is not the leader of Pyongyang
        if preposition in ("at", "in") and role.kind in ("envoy", "minister") and not self._seat(j + 1, role):
            return None  # "met the minister at the Hotel Astoria"
        if preposition in ("with", "from") and role.kind == "minister":
            return None  # "her first call as Foreign Minister with Secretary X"
        if preposition == "to" and _verb(self.units[j + 1]):
            return None  # "the first minister to visit"
        phrase = Phrase(preposition)
        j += 1
        if self.units[j].lower in _POSSESSIVES:
            phrase.whose = self.units[j].lower
        if self.units[j].lower in ("the", "that", "this", *_POSSESSIVES):
            j += 1
        j = self._past_session(j)
        while j + 1 < len(self.units) and self.units[j].lower in word_list("epithets"):
            j += 1
        if preposition == "of" and role.kind not in PORTFOLIO_KINDS and self._whole_state(j):
            phrase.last = j + 1  # "president of the Republic" says no more than "president"
            return phrase
        return self._fill(phrase, j, role)

    def _past_session(self, j: int) -> int:
        """Past "78th session of the": the post is of the body that sits."""
        if j + 3 < len(self.units) and self._numbered(j) and self.units[j + 1].lower == "session":
            return j + 3 + (self.units[j + 3].lower == "the")
        return j

    def _numbered(self, j: int) -> bool:
        return self.units[j].kind == "num" and self.units[j].text[-2:] in ("st", "nd", "rd", "th")

    def _seat(self, j: int, role: Role) -> bool:
        """Where a minister or envoy sits: in an office or the presidency, in a country or at a body."""
        j += j < len(self.units) and self.units[j].lower in ("the", "that", "this", *_POSSESSIVES)
        if j >= len(self.units):
            return False
        if role.kind != "envoy" and self.units[j].kind in ("demonym", "country"):
            j += 1 + self._goes_on(j + 1)
        if j >= len(self.units):
            return False
        unit = self.units[j]
        if role.kind == "envoy":
            return unit.kind in ("country", "city", "org", "demonym")
        if role.name != "Minister" and any(
            u.kind == "cap" and u.lower in word_list("institutions") | {"diwan"}
            for u in self.units[j : j + 3]
        ):
            return True
        return (
            unit.kind == "role"
            and self._goes_on(j + 1)
            or unit.lower
            in (
                "office",
                "presidency",
                "ministry",
                "cabinet",
                "department",
            )
        )

    def _whole_state(self, j: int) -> bool:
        """ "of the Republic", "of that nation": words that add nothing to the post."""
        if j >= len(self.units) or self.units[j].lower not in (
            "country",
            "nation",
            "republic",
            "state",
            "municipality",
            "province",
            "city",
            "town",
            "kingdom",
        ):
            return False
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        return after is None or not (is_body_word(after) or after.lower == "of")

    def _comma_phrase(self, j: int, role: Role) -> Phrase | None:
        """``secretary of the C.C., WPK``: a party behind a comma belongs to its committee."""
        if role.kind == "envoy" and j + 2 < len(self.units) and self.units[j + 1].kind == "country":
            unit = self.units[j + 1]
            if self.units[j + 2].lower == "to":
                return Phrase("of", [unit.text], [unit], j + 2)
        if (phrase := self._body_behind(j, role)) is not None:
            return phrase
        committee = j > 0 and self.units[j - 1].text in ("C.C.", "CC", "Committee")
        if committee and j + 1 < len(self.units) and self.units[j + 1].kind == "party":
            unit = self.units[j + 1]
            return Phrase("of", [unit.name], [unit], j + 2)
        return None

    def _body_behind(self, j: int, role: Role) -> Phrase | None:
        """``Director, Ministry of Trade, Chad``: the body, and whose it is, behind commas."""
        if role.kind not in BODY_KINDS | {"minister"} or role.plural or j + 2 >= len(self.units):
            return None
        if role.name == "Minister" and self.units[j + 1].lower not in ("ministry", "department"):
            return None
        if not is_body_word(self.units[j + 1]) and self.units[j + 1].kind != "org":
            return None
        end = self._phrase_end(j + 1, Phrase("of"), role)
        words = {u.lower for u in self.units[j + 1 : end]}
        body = not words.isdisjoint(word_list("institutions")) or self.units[j + 1].kind == "org"
        if (
            end == j + 1
            or not body
            or end < len(self.units)
            and self.units[end].text not in (",", ";", ".", "-")
        ):
            return None
        units = list(self.units[j + 1 : end])
        land = self.units[end + 1] if end + 2 < len(self.units) else None
        if land is not None and land.kind == "country" and self.units[end + 2].text in (",", ";", ".", "-"):
            units, end = [*units, land], end + 2
        return Phrase("of", [u.text for u in units], units, end)

    def _fill(self, phrase: Phrase, j: int, role: Role) -> Phrase | None:
        start, end = j, self._phrase_end(j, phrase, role)
        if end == start:
            return None
        phrase.units = list(self.units[start:end])
        phrase.words = [u.text for u in phrase.units]
        phrase.last = end
        return phrase

    def _phrase_end(self, j: int, phrase: Phrase, role: Role) -> int:
        start = j
        while j < len(self.units):
            unit = self.units[j]
            if unit.kind in NAMED or unit.kind == "num" and (j > start or self._ordinal(j)):
                if unit.kind in ("city", "region") and j > start and self._no_place(j):
                    break
                j += 1
            elif unit.kind == "cap":
                if unit.lower in word_list("foreign_heads") and role.kind not in PORTFOLIO_KINDS:
                    j = self._foreign_name(j)
                    break
                if self._abbreviates(j, start):
                    j += 1
                    break
                if is_body_word(unit) or (j == start and self._unknown_body(j, role)):
                    j += 1
                elif (size := self._unknown_run(j)) and role.kind not in PORTFOLIO_KINDS:
                    j += size
                else:
                    break
            elif (
                unit.kind == "role"
                and (unit.text[0].isupper() or role.kind in ("envoy", "adviser", "head", "spokesperson"))
                and unit.role
                and (
                    unit.role.kind in ("state", "government", "minister", "royal")
                    or unit.role.name == "Secretary-General"
                    and role.kind in ("envoy", "adviser")
                )
            ):
                j += 1
                if not self._goes_on(j):
                    break
            elif (
                (
                    unit.kind == "low"
                    and j > start
                    and (
                        self.units[j - 1].kind == "demonym"
                        and unit.text in _CHAMBERS
                        or self.units[j - 1].kind in ("city", "region", "cap")
                        and unit.text in _DIVISIONS
                    )
                )
                or unit.kind == "low"
                and (self._inside(j, start) or self._lower_portfolio(j, role, start))
                or unit.lower in ("'s", "’s", "’")
                and j > start
                or unit.text == ","
                and self._list_comma(j, start)
                or unit.text == "-"
                and j > start
                and j + 1 < len(self.units)
                and self.units[j + 1].kind in ("country", "demonym")
            ):
                j += 1
            elif unit.text == "(" and self._acronym_in_brackets(j):
                j += 3
            elif (
                j == start
                and phrase.preposition in ("on", "for")
                and role.kind == "envoy"
                and (topic := self._topic(j))
            ):
                return topic
            else:
                break
        while j > start and (
            self.units[j - 1].lower in ("and", "&", "the", "of", "for", "'s", "’s", "’")
            or self.units[j - 1].text == ","
        ):
            j -= 1
        named = j > start and j < len(self.units) and self.units[j].text == "party"
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

    def _ordinal(self, j: int) -> bool:
        """ "of the 12th National Committee"."""
        return self._numbered(j) and j + 1 < len(self.units) and is_bodyish(self.units[j + 1])

    def _no_place(self, j: int) -> bool:
        """A place name right behind another place or an unknown word begins a person's name instead."""
        before = self.units[j - 1]
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        if after is not None and after.kind == "cap" and not is_body_word(after) and before.kind == "cap":
            return True  # "President of the National Assembly Milan Brglez"
        return before.kind in ("city", "region", "country") or not is_bodyish(before) and before.kind != "low"

    def _goes_on(self, j: int) -> bool:
        return j < len(self.units) and self.units[j].lower in ("'s", "’s")

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
            named = is_bodyish(after) or after.kind == "cap" and self._unknown_run(j + 1) > 0
            return named and not is_rank(after) and not self._new_post(j + 1)
        if word in ("of", "for", "on", "in", "de", "del", "des", "du"):
            return (
                is_bodyish(after)
                or after.lower in ("the", "its")
                and j + 2 < len(self.units)
                and is_bodyish(self.units[j + 2])
            )
        return word == "the" and is_bodyish(after)

    def _lower_portfolio(self, j: int, role: Role, start: int) -> bool:
        """ "ministers of foreign affairs", all in small letters."""
        word = self.units[j].text
        if role.kind not in PORTFOLIO_KINDS | {"military"} or not word.islower():
            return False
        after = self.units[j + 1].text if j + 1 < len(self.units) else ""
        if self._small_title(j + (word == "and")):
            return False  # "Minister of Presidential Affairs and presidential special envoy"
        return (
            word in word_list("body_words")
            or word == "and"
            and j > start
            and after in word_list("body_words")
        )

    def _topic(self, j: int) -> int:
        """The end of what an envoy works on, in small letters before a name ("on the situation of human rights defenders X")."""
        end = j
        while (
            end < len(self.units)
            and end - j < 14
            and self.units[end].text.isalpha()
            and self.units[end].text.islower()
        ):
            end += 1
        return end if end > j + 1 and name_at(self.units, end) is not None else 0

    def _small_title(self, j: int) -> bool:
        """Whether a title in small letters begins at ``j`` ("presidential special envoy")."""
        while j < len(self.units) and self.units[j].text.islower() and self.units[j].lower in modifiers():
            j += 1
        return j < len(self.units) and self.units[j].kind == "role" and self.units[j].text.islower()

    def _new_post(self, j: int) -> bool:
        """Whether the words from ``j`` lead to another role head before the phrase could end."""
        while j < len(self.units) and (
            is_bodyish(self.units[j]) or self.units[j].lower in word_list("ranks") | {"'s", "’s"}
        ):
            j += 1
        return j < len(self.units) and self.units[j].kind == "role"

    def _list_comma(self, j: int, start: int) -> bool:
        """A comma in "Investment, Industry and Trade": body words on both sides and an "and" soon after."""
        if j == start or j + 2 >= len(self.units) or not is_body_word(self.units[j - 1]):
            return False
        ahead = j + 1
        while ahead < len(self.units) and (self._of_field(ahead) or self.units[ahead].text == ","):
            ahead += 1
        if self.units[j + 1].lower == "and":  # "Protocol, and Translation"
            ahead = j + 1
        return (
            (ahead > j + 1 or self._listed_before(j, start))
            and ahead + 1 < len(self.units)
            and self.units[ahead].lower in ("and", "&")
            and self._of_field(ahead + 1)
            and not self._new_post(ahead + 1)
        )

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
            )
        )

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
        return last

    def _unknown_body(self, j: int, role: Role) -> bool:
        """The first word after the preposition names a body though it is unknown ("CEO of Gazprom Alexei Miller")."""
        return role.kind not in PORTFOLIO_KINDS or role.name == "Secretary"


def _verb(unit: Unit) -> bool:
    """A word in small letters behind "to" that opens no name of a country or body."""
    return unit.kind == "low" and unit.text.islower() and unit.lower not in ("the", *_POSSESSIVES)
