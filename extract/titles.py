"""The title grammar: from the head of a title ("Minister") to the whole post it names.

A post is read outwards from its head. To the left stand nationality, body, portfolio and rank ("Lao
National Assembly Vice Chairman", "then Croatian Foreign Minister"), to the right the body or portfolio
with its own tail ("Chairman of the Standing Committee of the National People's Congress", "Ambassador
of Kenya to Japan"). A name may follow without any mark, so a right-hand phrase ends at the first
capitalized word that no body is named of.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.closed_runs import name_behind
from communique.extract.lexicon import Role
from communique.extract.names import bracket_end, name_at
from communique.extract.post_composition import compose
from communique.extract.posts import PORTFOLIO_KINDS, Phrase, Post
from communique.extract.title_owners import owner_length, set_owner
from communique.extract.title_phrases import PhraseReader
from communique.extract.title_starts import BODY_KINDS, TitleStarts
from communique.extract.title_tails import tail_end
from communique.extract.title_words import (
    is_acronym,
    is_body_word,
    is_numbered,
    joined,
    possessive_at,
)
from communique.extract.units import Unit
from communique.extract.words import word_list

_PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "to",
        "in",
        "at",
        "on",
        "with",
        "from",
        "responsible for",
        "Responsible for",
        "Responsible For",
        "in charge of",
        "with responsibility for",
    }
)
_GROUPS = frozenset({"party", "group", "organization", "organisation", "movement", "union", "body"})
_MAJESTIES = frozenset(
    {"his majesty", "her majesty", "his royal highness", "her royal highness", "his highness"}
)
_EMERITI = frozenset({"emeritus", "emerita"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my", "your"})

#: Posts of states and governments that name their field behind a preposition.
_WITH_FIELD = frozenset({("to", "Chief Adviser"), ("for", "Secretary of State"), ("for", "Vice President")})

#: Who presides over a parliament, in South Asia with its name right behind.
_PRESIDING = frozenset({"Speaker", "Deputy Speaker", "Chairman", "Deputy Chairman"})


class TitleGrammar:
    """Reads the posts of one paragraph."""

    def __init__(self, units: Sequence[Unit], begins: frozenset[int] = frozenset()) -> None:
        self.units = units
        self.starts = TitleStarts(units)
        self.phrases = PhraseReader(units, begins)

    def post_at(self, k: int, limit: int = 0) -> Post | None:
        """The post whose head is unit ``k``, or None when it is no post (``members of the delegation``).

        Nothing left of unit ``limit`` is taken.
        """
        role = self.units[k].role
        assert role is not None
        first = self.starts.left_edge(k, role, limit)
        owned = first + owner_length(self.units, first, k, role)
        left = list(self.units[owned:k])
        phrases, last = self._right(k, role)
        post = compose(role, left, phrases)
        if post is None:
            return None
        if owned > first:
            set_owner(post, self.units[first:owned])
        post.first, post.last, post.plural = first, last, role.plural
        post.determiner = self._determiner(first)
        post.parts = list(self.units[first:last])
        if (field_end := self._field_in_brackets(k, role)) > k:
            post.role += f" ({' '.join(u.text for u in self.units[k + 2 : field_end - 1])})"
        self._marked(post, [u.lower for u in self.units[k + 1 : min(k + 4, last)]])
        return post

    def _field_in_brackets(self, k: int, role: Role) -> int:
        """Past "(West)" in "Joint Secretary (West) X": a field or region in brackets right behind a head; ``k`` for none."""
        end = bracket_end(self.units, k + 1)
        inside = self.units[k + 2 : end - 1]
        if not inside or len(inside) > 3 or role.plural:
            return k
        desk = len(inside) == 1 and is_acronym(inside[0]) and role.name in ("Secretary", "Director")
        if desk and inside[0].text not in ("AG", "MP"):
            return end  # "Additional Secretary (BM)"
        of_body = role.name in ("Vice President", "Deputy Governor") and all(
            is_body_word(u) for u in inside
        )  # of a bank
        if role.kind not in ("minister", "head", "adviser", "party", "envoy") and not of_body:
            return k
        fields = word_list("compass") | {"and"}
        return end if all(u.kind == "region" or u.lower in fields or is_body_word(u) for u in inside) else k

    def _marked(self, post: Post, behind: list[str]) -> None:
        """What stands right behind a head and is passed over there: "Ambassador-designate", "President (ag)"."""
        if "designate" in behind or behind[:1] == ["elect"]:
            post.status = "planned"
        if behind[:1] and behind[0] in _EMERITI:
            post.role += f" {behind[0].capitalize()}"  # "Emperor Emeritus X"
        ahead = self.units[max(0, post.first - 2) : post.first]
        if [u.lower for u in ahead[:1]] == ["late"] and ahead[-1].kind == "hon":
            post.status = "former"  # "the late His Majesty King X"
        if behind[:1] == ["("] and behind[1] in ("ag", "acting"):
            post.role = f"Acting {post.role}"

    def _determiner(self, first: int) -> str:
        before = self.units[first - 1].lower if first else ""
        return before if before in _POSSESSIVES or before in ("the", "a", "an", "whose") else ""

    def _right(self, k: int, role: Role) -> tuple[list[Phrase], int]:
        phrases: list[Phrase] = []
        j = self._skip_plenipotentiary(max(k, self._field_in_brackets(k, role) - 1) + 1)
        if role.name in _PRESIDING and j < len(self.units) and self._chamber(j):
            phrase = self.phrases.fill(Phrase("of"), j, role)  # "Chairman Senate of Pakistan"
            phrases, j = ([phrase], phrase.last) if phrase is not None else (phrases, j)
        if role.kind in ("state", "government") and self._bare_land(j):
            phrases, j = [*phrases, Phrase("of", [self.units[j].text], [self.units[j]], j + 1)], j + 1
        while j < len(self.units):
            phrase = self._phrase(j, role)
            if phrase is None:
                break
            phrases.append(phrase)
            j = phrase.last
        end = self._past_tail(j, role, phrases)
        seat = (
            self._phrase(end, role) if j < end < len(self.units) and self.units[end].lower == "at" else None
        )
        return ([*phrases, seat], seat.last) if seat is not None else (phrases, end)

    def _past_tail(self, j: int, role: Role, phrases: list[Phrase]) -> int:
        """Past what a title says of its body in small letters ("mayor of the island"); with a name in it it is the body's."""
        if j + 1 < len(self.units) and self.units[j].lower == "to" and self._to_somebody(j + 1, role):
            return j
        end = tail_end(self.units, j, role)
        tail = list(self.units[j:end])
        goes_on = phrases and tail and tail[0].lower not in ("of", "for", "to")
        if not goes_on and not any(u.kind != "low" and u.text[0].isupper() for u in tail):
            return end
        if goes_on:
            tail, last = [*phrases[-1].units, *tail], phrases.pop()
        else:
            tail, last = tail[1 + (tail[1].lower == "the") :], Phrase(tail[0].lower)
        phrases.append(Phrase(last.preposition, [u.text for u in tail], tail, end))
        return end

    def _bare_land(self, j: int) -> bool:
        """ "Prime Minister Pakistan X": a country right between a post and a name."""
        named = j + 1 < len(self.units) and self.units[j].kind == "country" and len(self.units[j].text) > 3
        return named and name_at(self.units, j + 1) is not None and self.units[j + 1].kind in ("cap", "hon")

    def _chamber(self, j: int) -> bool:
        unit = self.units[j]
        parliament = unit.source is not None and unit.source.entry.type == "parliament"
        assembly = [u.text for u in self.units[j : j + 2]] == ["National", "Assembly"]
        return parliament or assembly or unit.text in ("Senate", "Parliament", "House")

    def _skip_plenipotentiary(self, j: int) -> int:
        if j + 1 < len(self.units) and self.units[j].text == "-" and self.units[j + 1].lower == "designate":
            return j + 2
        bracket = self.units[j : j + 4]
        if [u.lower for u in bracket[:3]] in (["(", "ag", ")"], ["(", "acting", ")"]):
            return j + 3
        if [u.text for u in bracket[:3:2]] == ["(", ")"] and _initials_of(bracket[1], self.units[j - 1]):
            return j + 3  # "Chief of Defence Staff (CDS) of the Peruvian Armed Forces"
        while j < len(self.units) and self.units[j].lower in (
            "extraordinary",
            "plenipotentiary",
            "and",
            "designate",
            "elect",
            "there",
            *_EMERITI,
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
        preposition, j = self._charged(j, role)
        if preposition == "(" and self._land_in_brackets(j, role):
            return Phrase("of", [self.units[j + 1].text], [self.units[j + 1]], j + 3)
        if preposition == ",":
            return self._comma_phrase(j, role)
        if preposition not in _PREPOSITIONS or j + 1 >= len(self.units):
            return None
        if (
            preposition != "of"
            and role.kind in ("description", "state", "government", "royal")
            and (preposition, role.name) not in _WITH_FIELD
            and not (preposition == "at" and role.name == "Secretary of State" and self._seat(j + 1, role))
            and not (
                role.kind == "government" and preposition.endswith(("charge of", "ibility for", "sible for"))
            )
            and not self._deputy_for(j)
        ):
            return None  # "the Vietnamese leader in Pyongyang" is not the leader of Pyongyang
        if preposition in ("at", "in") and role.kind in ("envoy", "minister") and not self._seat(j + 1, role):
            return None  # "met the minister at the Hotel Astoria"
        if preposition == "to" and self._to_several(j + 1):
            return None  # "conveyed greetings of the chairman of the Union to the presidents of A and B"
        if preposition == "to" and role.kind == "minister" and role.plural:
            return None  # "the visit of A and three other ministers to Peru"
        if preposition in ("with", "from") and role.kind == "minister":
            return None  # "her first call as Foreign Minister with Secretary X"
        if preposition == "to" and (_verb(self.units[j + 1]) or self._to_somebody(j + 1, role)):
            return None  # "the first minister to visit", "his credentials as Ambassador to Jane Roe"
        phrase = Phrase(preposition)
        j += 1
        if self.units[j].lower in _POSSESSIVES:
            phrase.whose = self.units[j].lower
            if any(u.lower in ("counterpart", "colleague", "successor") for u in self.units[j + 1 : j + 3]):
                return None  # "handed the chair of the Union to his Peruvian counterpart X"
        if self._that_group(j):  # "president of the International Department of that party"
            phrase.whose, phrase.last = "its", j + 2
            return phrase
        j = self._past_articles(j)
        if preposition == "of" and role.kind not in PORTFOLIO_KINDS and self._whole_state(j):
            phrase.last = j + 1  # "president of the Republic" says no more than "president"
            return phrase
        return self.phrases.fill(phrase, j, role)

    def _that_group(self, j: int) -> bool:
        pair = [u.lower for u in self.units[j : j + 2]]
        return pair[:1] == ["that"] and bool(_GROUPS & set(pair[1:]))

    def _past_articles(self, j: int) -> int:
        """Past what stands before a body's name or an office: an article, "His Majesty", a session, the number of members."""
        if self.units[j].lower in _MAJESTIES and self.phrases.the_sovereign(j + 1):
            j += 2  # "Personal Representative of His Majesty the Sultan"
        j += self.units[j].lower in ("the", "that", "this", *_POSSESSIVES)
        j = self._past_session(j)
        j += 3 * (self._of_so_many(j))
        while j + 1 < len(self.units) and self.units[j].lower in word_list("epithets"):
            j += 1
        return j

    def _charged(self, j: int, role: Role) -> tuple[str, int]:
        """What links a title to its field, and where: "for", or "responsible for" and "in charge of" behind a minister."""
        words = [u.lower for u in self.units[j : j + 3]]
        charged = role.kind in ("minister", "government")
        if charged and words[:2] == ["responsible", "for"]:
            return joined([u.text for u in self.units[j : j + 2]]), j + 1
        if charged and words in (["in", "charge", "of"], ["with", "responsibility", "for"]):
            return " ".join(words), j + 2
        return self.units[j].text, j

    def _deputy_for(self, j: int) -> bool:
        """ "Deputy Prime Minister for Cabinet Affairs": a deputy's field behind "for"."""
        deputy = j > 1 and self.units[j - 2].lower in ("deputy", "vice") and self.units[j - 1].kind == "role"
        field = j + 1 + (self.units[j + 1].lower == "the")  # "for the Council of Ministers"
        return (
            deputy
            and self.units[j].text == "for"
            and is_body_word(self.units[min(field, len(self.units) - 1)])
        )

    def _to_somebody(self, j: int, role: Role) -> bool:
        """Whether an envoy's "to" is before who is handed his letters, whose name a mark closes."""
        person = role.kind == "envoy" and self.units[j].kind == "cap" and not is_body_word(self.units[j])
        return person and name_behind(self.units, j)

    def _to_several(self, j: int) -> bool:
        """Whether a title in the plural stands behind "to"."""
        j += self.units[j].lower == "the"
        role = self.units[j].role if j < len(self.units) else None
        return role is not None and role.plural

    def _past_session(self, j: int) -> int:
        """Past "78th session of the": the post is of the body that sits."""
        if j + 3 < len(self.units) and is_numbered(self.units[j]) and self.units[j + 1].lower == "session":
            return j + 3 + (self.units[j + 3].lower == "the")
        return j

    def _of_so_many(self, j: int) -> bool:
        """ "Chair of the 15-member Andean Union": how many members a body has is not its name."""
        counted = self.units[j : j + 4]
        return (
            len(counted) == 4
            and counted[0].kind == "num"
            and counted[1].text == "-"
            and (counted[2].lower in ("member", "nation", "country", "strong"))
        )

    def _seat(self, j: int, role: Role) -> bool:
        """Where a minister or envoy sits: in an office or the presidency, in a country or at a body."""
        j += j < len(self.units) and self.units[j].lower in ("the", "that", "this", *_POSSESSIVES)
        if j >= len(self.units):
            return False
        if role.kind != "envoy" and self.units[j].kind in ("demonym", "country"):
            j += 1 + possessive_at(self.units, j + 1)
        if j >= len(self.units):
            return False
        unit = self.units[j]
        if role.kind == "envoy":
            embassy = unit.kind == "cap" and unit.lower in ("embassy", "consulate")
            return embassy or unit.kind in ("country", "city", "org", "demonym")
        if role.name != "Minister" and any(
            u.kind == "cap" and u.lower in word_list("institutions") | {"diwan"}
            for u in self.units[j : j + 3]
        ):
            return True
        return (
            unit.kind == "role"
            and possessive_at(self.units, j + 1)
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
        if j >= len(self.units) or self.units[j].lower not in word_list("state_words"):
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
        if self._land_in_list(j, role):
            return Phrase("of", [self.units[j + 1].text], [self.units[j + 1]], j + 2)
        committee = j > 0 and self.units[j - 1].text in ("C.C.", "CC", "Committee")
        j += committee and self.units[j + 1 : j + 2] != [] and self.units[j + 1].lower == "the"
        if committee and j + 1 < len(self.units) and self.units[j + 1].kind == "party":
            unit = self.units[j + 1]
            return Phrase("of", [unit.name], [unit], j + 2)
        return None

    def _land_in_brackets(self, j: int, role: Role) -> bool:
        """ "Minister for Trade (Peru) X": a country in brackets between a post and a name."""
        high = role.kind in ("state", "government", "minister", "envoy") and not role.plural
        inside = self.units[j + 1 : j + 3]
        return high and len(inside) == 2 and inside[0].kind == "country" and inside[1].text == ")"

    def _land_in_list(self, j: int, role: Role) -> bool:
        """ "X (Foreign Minister, Peru)", "Y, Minister of Trade, Peru;": a country that a bracket or list puts behind a post."""
        land, behind = self.units[j + 1 : j + 2], self.units[j + 2 : j + 3]
        listed = self.units[j + 3 : j + 4] != [] and self.units[j + 3].kind != "country"
        if role.plural or not land or land[0].kind != "country":
            return False
        if role.kind in ("state", "government", "minister"):
            return not behind or behind[0].text in (")", ";") or behind[0].text == "," and listed
        return role.kind in BODY_KINDS and (not behind or behind[0].text in (")", ";"))

    def _body_behind(self, j: int, role: Role) -> Phrase | None:
        """``Director, Ministry of Trade, Chad``: the body, and whose it is, behind commas."""
        if role.kind not in BODY_KINDS | {"minister"} or role.plural or j + 2 >= len(self.units):
            return None
        if role.name == "Minister" and self.units[j + 1].lower not in ("ministry", "department"):
            return None
        if not is_body_word(self.units[j + 1]) and self.units[j + 1].kind != "org":
            return None
        end = self.phrases.end(j + 1, Phrase("of"), role)
        words = {u.lower for u in self.units[j + 1 : end]}
        body = not words.isdisjoint(word_list("institutions")) or self.units[j + 1].kind == "org"
        if (
            end == j + 1
            or not body
            or end < len(self.units)
            and self.units[end].text not in (",", ";", ".", "-", ")")
        ):
            return None
        units = list(self.units[j + 1 : end])
        land = self.units[end + 1] if end + 2 < len(self.units) else None
        if (
            land is not None
            and land.kind == "country"
            and self.units[end + 2].text in (",", ";", ".", "-", ")")
        ):
            units, end = [*units, land], end + 2
        return Phrase("of", [u.text for u in units], units, end)


def _initials_of(unit: Unit, title: Unit) -> bool:
    """Whether a unit has the initials of a title's words ("CDS" of "Chief of Defence Staff")."""
    initials = "".join(word[0] for word in title.text.split() if word[0].isupper())
    return len(initials) > 1 and unit.text == initials


def _verb(unit: Unit) -> bool:
    """A word in small letters behind "to" that opens no name of a country or body."""
    return unit.kind == "low" and unit.text.islower() and unit.lower not in ("the", *_POSSESSIVES)
