"""The title grammar: from the head of a title ("Minister") to the whole post it names.

A post is read outwards from its head. To the left stand nationality, body, portfolio and rank ("Lao
National Assembly Vice Chairman", "then Croatian Foreign Minister"), to the right the body or portfolio
with its own tail ("Chairman of the Standing Committee of the National People's Congress", "Ambassador
of Kenya to Japan"). A name may follow without any mark, so a right-hand phrase ends at the first
capitalized word that no body is named of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.extract.lexicon import Role
from communique.extract.units import Unit
from communique.extract.words import word_list

_BRACKET = re.compile(r"\(\s*[^)]*\)")

#: Classes of posts whose capitalized neighbours name a portfolio, not a body.
PORTFOLIO_KINDS = frozenset({"minister", "adviser"})
#: Classes whose holder heads or speaks for a body that may bear any name.
BODY_KINDS = frozenset(
    {"head", "spokesperson", "local", "parliament", "party", "member", "military", "adviser"}
)
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_NAMED = frozenset({"country", "demonym", "city", "region", "party", "org"})
_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at", "on", "with", "from"})
_CHAMBERS = frozenset({"parliament", "senate", "assembly", "government", "cabinet", "congress"})


@dataclass(slots=True)
class Post:
    """A post as one stretch of text names it; ``first`` and ``last`` are unit indexes, article excluded."""

    first: int
    last: int
    role: str
    kind: str
    body: str = ""
    body_kind: str = "organization"
    body_code: str = ""
    country: str = ""
    to: str = ""
    status: str = "actual"
    determiner: str = ""
    plural: bool = False
    rank_only: bool = False  # "Ambassador X" without a posting is a form of address
    whose: str = ""  # "its" in "head of its Commission": the body it points to is not named here
    parts: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class _Phrase:
    """What stands behind a preposition: words, the named units among them, and where it ends."""

    preposition: str
    words: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    last: int = 0
    whose: str = ""

    @property
    def text(self) -> str:
        return _joined(self.words)


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
        post = _compose(role, left, phrases)
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
            return (
                _body_word(unit)
                or word in word_list("ranks")
                or (role.kind in BODY_KINDS and _acronym(unit))
                or (role.kind in ("head", "spokesperson", "local") and self._after_body(j, k))
            )
        if word in ("'s", "’s", "’", "'"):
            return j > 0 and (self.units[j - 1].kind in _NAMED or _body_word(self.units[j - 1]))
        if unit.kind == "low" and word in _modifiers() and word != "under":
            return True
        if unit.kind == "low" and unit.text in word_list("body_words") and self.units[k].text[0].islower():
            return True  # "the foreign minister", "national security adviser"
        if (
            unit.text == ")"
            and j > 1
            and self.units[j - 2].text == "("
            and (_acronym(self.units[j - 1]) or self.units[j - 1].kind in _NAMED)
        ):
            return True  # "National Assembly (NA) Chairman"
        if (
            unit.text == "("
            and j + 2 < len(self.units)
            and self.units[j + 2].text == ")"
            and (_acronym(self.units[j + 1]) or self.units[j + 1].kind in _NAMED)
        ):
            return True
        return self._links(j)

    def _owner(self, j: int) -> bool:
        return j < len(self.units) and self.units[j].lower in ("'s", "’s")

    def _after_body(self, j: int, k: int) -> bool:
        """An unknown capitalized word before "CEO": a company or body ("Gazprom CEO")."""
        return j == k - 1 or _bodyish(self.units[j + 1])

    def _links(self, j: int) -> bool:
        """ "and", "of", a comma … between two words of a body's or portfolio's name."""
        if self.units[j].lower not in ("and", "of", "for", ",", "&", "the", "on") or j == 0:
            return False
        before, after = self.units[j - 1], self.units[j + 1]
        if self.units[j].lower == "the":
            return before.lower in ("of", "for") and _bodyish(after)
        if after.lower == "the":
            return _body_word(before)
        return _body_word(before) and _bodyish(after) and not _rank(after)

    # right of the head -----------------------------------------------------------------------------
    def _right(self, k: int, role: Role) -> tuple[list[_Phrase], int]:
        phrases, j = [], k + 1
        j = self._skip_plenipotentiary(j)
        while j < len(self.units):
            phrase = self._phrase(j, role)
            if phrase is None:
                break
            phrases.append(phrase)
            j = phrase.last
        return phrases, j

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

    def _phrase(self, j: int, role: Role) -> _Phrase | None:
        preposition = self.units[j].text
        if preposition == ",":
            return self._comma_phrase(j, role)
        if preposition not in _PREPOSITIONS or j + 1 >= len(self.units):
            return None
        if (
            preposition != "of"
            and role.kind in ("description", "state", "government", "royal")
            and not (preposition == "to" and role.name == "Chief Adviser")
        ):
            return None  # "the Vietnamese leader in Pyongyang" is not the leader of Pyongyang
        phrase = _Phrase(preposition)
        j += 1
        if self.units[j].lower in _POSSESSIVES:
            phrase.whose = self.units[j].lower
        if self.units[j].lower in ("the", "that", "this", *_POSSESSIVES):
            j += 1
        if preposition == "of" and self._whole_state(j):
            phrase.last = j + 1  # "president of the Republic" says no more than "president"
            return phrase
        return self._fill(phrase, j, role)

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
        return after is None or not (after.kind == "cap" or after.lower == "of")

    def _comma_phrase(self, j: int, role: Role) -> _Phrase | None:
        """``secretary of the C.C., WPK``: a party behind a comma belongs to its committee."""
        committee = j > 0 and self.units[j - 1].text in ("C.C.", "CC", "Committee")
        if committee and j + 1 < len(self.units) and self.units[j + 1].kind == "party":
            unit = self.units[j + 1]
            return _Phrase("of", [unit.name], [unit], j + 2)
        return None

    def _fill(self, phrase: _Phrase, j: int, role: Role) -> _Phrase | None:
        start, end = j, self._phrase_end(j, phrase, role)
        if end == start:
            return None
        phrase.units = list(self.units[start:end])
        phrase.words = [u.text for u in phrase.units]
        phrase.last = end
        return phrase

    def _phrase_end(self, j: int, phrase: _Phrase, role: Role) -> int:
        start = j
        while j < len(self.units):
            unit = self.units[j]
            if unit.kind in _NAMED or unit.kind == "num" and j > start:
                if unit.kind in ("city", "region") and j > start and self._no_place(j):
                    break
                j += 1
            elif unit.kind == "cap":
                if _body_word(unit) or (j == start and self._unknown_body(j, role)):
                    j += 1
                elif (size := self._unknown_run(j)) and role.kind not in PORTFOLIO_KINDS:
                    j += size
                else:
                    break
            elif (
                unit.kind == "role"
                and (unit.text[0].isupper() or role.kind in ("envoy", "adviser", "head", "spokesperson"))
                and unit.role
                and unit.role.kind in ("state", "government", "minister", "royal")
            ):
                j += 1
                if not self._goes_on(j):
                    break
            elif (
                (
                    unit.kind == "low"
                    and j > start
                    and self.units[j - 1].kind == "demonym"
                    and unit.text in _CHAMBERS
                )
                or unit.kind == "low"
                and (self._inside(j, start) or self._lower_portfolio(j, role, start))
                or unit.lower in ("'s", "’s", "’")
                and j > start
                or unit.text == ","
                and self._list_comma(j, start)
            ):
                j += 1
            elif unit.text == "(" and self._acronym_in_brackets(j):
                j += 3
            else:
                break
        while j > start and (
            self.units[j - 1].lower in ("and", "&", "the", "of", "for", "'s", "’s", "’")
            or self.units[j - 1].text == ","
        ):
            j -= 1
        return j

    def _no_place(self, j: int) -> bool:
        """A place name right behind another place or an unknown word begins a person's name instead."""
        before = self.units[j - 1]
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        if after is not None and after.kind == "cap" and not _body_word(after) and before.kind == "cap":
            return True  # "President of the National Assembly Milan Brglez"
        return before.kind in ("city", "region", "country") or not _bodyish(before) and before.kind != "low"

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
                and _bodyish(after)
            ) or (word in ("the", "of", "for") and j > start and _bodyish(after))
        if word in ("and", "&"):
            named = _bodyish(after) or after.kind == "cap" and self._unknown_run(j + 1) > 0
            return named and not _rank(after) and not self._new_post(j + 1)
        if word in ("of", "for", "on", "in", "de", "del", "des", "du"):
            return (
                _bodyish(after)
                or after.lower in ("the", "its")
                and j + 2 < len(self.units)
                and _bodyish(self.units[j + 2])
            )
        return word == "the" and _bodyish(after)

    def _lower_portfolio(self, j: int, role: Role, start: int) -> bool:
        """ "ministers of foreign affairs", all in small letters."""
        word = self.units[j].text
        if role.kind not in PORTFOLIO_KINDS | {"military"} or not word.islower():
            return False
        after = self.units[j + 1].text if j + 1 < len(self.units) else ""
        return (
            word in word_list("body_words")
            or word == "and"
            and j > start
            and after in word_list("body_words")
        )

    def _new_post(self, j: int) -> bool:
        """Whether the words from ``j`` lead to another role head before the phrase could end."""
        while j < len(self.units) and (
            _bodyish(self.units[j]) or self.units[j].lower in word_list("ranks") | {"'s", "’s"}
        ):
            j += 1
        return j < len(self.units) and self.units[j].kind == "role"

    def _list_comma(self, j: int, start: int) -> bool:
        """A comma in "Investment, Industry and Trade": body words on both sides and an "and" soon after."""
        if (
            j == start
            or j + 2 >= len(self.units)
            or not _body_word(self.units[j - 1])
            or not _body_word(self.units[j + 1])
        ):
            return False
        ahead = j + 1
        while ahead < len(self.units) and (_body_word(self.units[ahead]) or self.units[ahead].text == ","):
            ahead += 1
        return (
            ahead + 1 < len(self.units)
            and self.units[ahead].lower in ("and", "&")
            and _body_word(self.units[ahead + 1])
            and not self._new_post(ahead + 1)
        )

    def _acronym_in_brackets(self, j: int) -> bool:
        """``(CPV)`` inside "of the Communist Party of Vietnam (CPV) Central Committee"."""
        return (
            j + 2 < len(self.units)
            and self.units[j + 2].text == ")"
            and (
                self.units[j + 1].text.isupper()
                or _acronym(self.units[j + 1])
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
            if _body_word(self.units[j + size - 1]) and self.units[j + size - 1].kind == "cap":
                last = size
        return last

    def _unknown_body(self, j: int, role: Role) -> bool:
        """The first word after the preposition names a body though it is unknown ("CEO of Gazprom Alexei Miller")."""
        return role.kind not in PORTFOLIO_KINDS or role.name == "Secretary"


# putting a post together --------------------------------------------------------------------------
def _compose(role: Role, left: list[Unit], phrases: list[_Phrase]) -> Post | None:
    post = Post(0, 0, role.name, role.kind, status=_status(role, left))
    post.country = next((u.code for u in left if u.kind in ("country", "demonym") and u.code), "")
    ranks = [u.text for u in left if _rank(u)]
    words = _left_words(left)
    for unit in left:
        if unit.kind in ("party", "org"):
            _set_body(post, unit)
    if (
        role.kind in ("state", "government", "minister", "envoy")
        and ranks[:1] == ["first"]
        and role.name not in ("Deputy Prime Minister",)
    ):
        ranks = ranks[1:]  # "the first Croatian foreign minister" counts, it is no rank
    if role.kind == "envoy":
        return _envoy(post, ranks, words, phrases)
    if role.kind == "member":
        return _member(post, ranks, words, left, phrases)
    if _takes_portfolio(role, post, phrases):
        return _minister(post, ranks, words, phrases)
    return _officer(post, ranks, words, left, phrases)


def _status(role: Role, left: list[Unit]) -> str:
    words = {u.lower for u in left} | {role.prefix}
    if words & word_list("former") or words & {"late", "founding"}:
        return "former"
    return "planned" if role.suffix or words & word_list("planned") else "actual"


def _left_words(left: list[Unit]) -> list[str]:
    """The capitalized words to the left that are no rank: a portfolio or a body."""
    return [
        u.text
        for u in left
        if (
            u.kind in ("cap", "low")
            and u.lower in word_list("body_words")
            and not _rank(u)
            and u.lower not in _modifiers() - word_list("ranks")
        )
        or (u.kind == "cap" and not _rank(u))
        or (
            u.kind == "cap"
            and u.lower
            in (
                "national",
                "foreign",
                "economic",
                "legal",
                "cultural",
                "interior",
                "central",
                "state",
                "political",
                "military",
                "federal",
                "presidential",
                "transport",
                "press",
            )
        )
        or u.lower in ("of", "for", "and", "&", ",", "on")
        or u.kind in ("city", "region")
    ]


def _takes_portfolio(role: Role, post: Post, phrases: list[_Phrase]) -> bool:
    if role.kind in PORTFOLIO_KINDS:
        department = role.name == "Minister" and (
            any(u.kind == "party" for p in phrases for u in p.units) or post.body_kind == "party"
        )
        return not department and (role.name != "Secretary" or not (post.body or _party_phrase(phrases)))
    return False


def _party_phrase(phrases: list[_Phrase]) -> bool:
    units = [u for p in phrases for u in p.units]
    return any(
        u.kind == "party" or u.lower in ("committee", "c.c.", "secretariat", "organization", "party")
        for u in units
    )


def _minister(post: Post, ranks: list[str], words: list[str], phrases: list[_Phrase]) -> Post:
    """Minister-like posts: what stands left or behind "of" is the portfolio, a country at its end whose it is."""
    portfolio, link, tail = " ".join(words).strip(" ,"), "of", ""
    for phrase in phrases:
        rest = _without_country(phrase, post)
        if rest and not portfolio:
            portfolio, link = rest, phrase.preposition
        elif rest and phrase.preposition in ("for", "of", "on"):
            tail = f" {phrase.preposition} {rest}"
    post.role = _portfolio_role(post.role, ranks, portfolio, link, bool(words)) + tail
    if not post.body_code:
        post.body = ""
    return post


def _portfolio_role(head: str, ranks: list[str], portfolio: str, link: str, printed_left: bool) -> str:
    rank = " ".join(r[0].upper() + r[1:] for r in ranks)
    portfolio = portfolio.replace(" ,", ",")
    if head == "Minister" and _foreign(portfolio):
        return f"{rank} Minister of Foreign Affairs".strip()
    if not portfolio:
        return f"{rank} {head}".strip()
    text = (
        f"{portfolio.title() if portfolio.islower() else portfolio} {head}"
        if printed_left
        else f"{head} {link} {portfolio}"
    )
    return f"{rank} {text}".strip()


def _foreign(portfolio: str) -> bool:
    return portfolio.lower().replace("the ", "") in (
        "foreign",
        "foreign affairs",
        "external affairs",
        "foreign relations",
        "external relations",
    )


def _envoy(post: Post, ranks: list[str], words: list[str], phrases: list[_Phrase]) -> Post:
    """Ambassadors, consuls, envoys: "of" names the sender, "to", "in" and "at" the receiver."""
    post.role = " ".join([*(r[0].upper() + r[1:] for r in ranks), post.role])
    for phrase in phrases:
        code = next(
            (u.code for u in phrase.units if u.kind in ("country", "city", "org", "demonym") and u.code), ""
        )
        named = next((u for u in phrase.units if u.kind in ("org", "party")), None)
        if any(u.kind == "role" for u in phrase.units):
            post.role = f"{post.role} {phrase.preposition} the {phrase.text}"
            post.country = post.country or code
        elif phrase.preposition == "of" and code and not post.country and named is None:
            post.country = code
        elif phrase.preposition in ("to", "in", "at", "for") and code:
            post.to = code
        elif named is not None:
            _set_body(post, named)
        elif any(u.kind == "role" for u in phrase.units):
            post.role = f"{post.role} {phrase.preposition} the {phrase.text}"
        elif phrase.preposition in ("for", "on") and phrase.text:
            post.role = f"{post.role} {phrase.preposition} {phrase.text}"
    post.rank_only = post.role == "Ambassador" and not (post.country or post.to or post.body)
    return post


def _member(
    post: Post, ranks: list[str], words: list[str], left: list[Unit], phrases: list[_Phrase]
) -> Post | None:
    """Members of a party's leading bodies; of other bodies only where the body is named."""
    text = (
        " ".join([*(u.text for u in left), *(p.text for p in phrases)])
        .lower()
        .replace("political bureau", "politburo")
    )
    organ = next(
        (o for o in ("Politburo", "Secretariat", "Presidium", "Political Commission") if o.lower() in text),
        "",
    )
    for phrase in phrases:
        post.whose = post.whose or phrase.whose
        for unit in phrase.units:
            if unit.kind in ("party", "org"):
                _set_body(post, unit)
            post.country = post.country or (unit.code if unit.kind == "country" else "")
    kept = [r for r in ranks if r.lower() not in ("political", "central", "presidential")]
    rank = " ".join(r[0].upper() + r[1:] for r in kept)
    if organ:
        post.role, post.kind = f"{rank} Member of the {organ}".strip(), "party"
        return post
    if "central committee" in text or "c.c." in text:
        post.role, post.kind = f"{rank} Member of the Central Committee".strip(), "party"
        return post
    if not phrases and not post.body:
        return None
    body = " ".join(phrases[0].words) if phrases else post.body
    if not any(
        w.lower()
        in (
            "council",
            "committee",
            "parliament",
            "assembly",
            "congress",
            "commission",
            "board",
            "senate",
            "bundestag",
            "duma",
            "legislature",
        )
        for w in body.split()
    ):
        return None
    post.role, post.body = f"{rank} Member".strip(), post.body or body
    return post


def _officer(
    post: Post, ranks: list[str], words: list[str], left: list[Unit], phrases: list[_Phrase]
) -> Post:
    """Every other post: a body may stand to the left or behind "of", its country at either end."""
    kept = [r for r in ranks if r not in words]
    rank = " ".join(r[0].upper() + r[1:] for r in kept)
    body = " ".join(words).strip(" ,")
    pieces = [] if post.kind in ("state", "government", "royal") and not body else ([body] if body else [])
    for phrase in phrases:
        post.whose = post.whose or phrase.whose
        rest = _without_country(phrase, post)
        if not rest:
            continue
        if (
            any(u.kind == "role" for u in phrase.units)
            and phrase.units[0].kind != "cap"
            or post.kind == "state"
            and not _institution(rest)
        ):
            post.role = f"{post.role} {phrase.preposition} the {rest}"
        elif (
            post.body
            and post.body_kind == "party"
            and phrase.preposition in ("of", "for")
            and not _institution(rest)
        ):
            post.role = f"{post.role} {phrase.preposition} {rest}"  # "Zanu PF director of Information"
        elif phrase.preposition in ("of", "for", "at", "in", "to", "on", "with"):
            pieces.append(rest)
    if body.islower() and post.role in ("Chief", "Head"):
        post.role, pieces, body = f"{body} {post.role.lower()}", pieces[1:], ""  # "EU foreign policy chief"
    post.role = f"{rank} {post.role}".strip()
    if post.kind == "local" and not post.country:
        places = [
            u
            for u in (*left, *(u for p in phrases for u in p.units))
            if u.kind in ("city", "region") and u.code
        ]
        post.country = places[0].code if places else ""
    _body_of_officer(post, pieces, phrases, left)
    return post


def _institution(text: str) -> bool:
    """Whether words name a body that can have a president, and not a field of office ("the State Affairs")."""
    return bool({w.lower() for w in text.split()} - word_list("body_words")) or bool(
        {w.lower() for w in text.split()} & word_list("institutions")
    )


def _body_of_officer(post: Post, pieces: list[str], phrases: list[_Phrase], left: list[Unit]) -> None:
    units = [u for u in left if u.kind in ("party", "org")] + [u for p in phrases for u in p.units]
    party = next((u for u in units if u.kind == "party"), None)
    text = " of the ".join(p for p in pieces if p)
    bare = [w for w in text.replace("(", " ").replace(")", " ").split() if w.lower() not in _COMMITTEE]
    organ = next(
        (
            o
            for o in ("Politburo", "Secretariat")
            if o.lower() in text.lower().replace("political bureau", "politburo")
        ),
        "",
    )
    if party is not None and organ:
        post.role = f"{post.role} of the {organ}"
    if party is not None and (organ or not _more_than(bare, party)):
        _set_body(post, party)
    elif text:
        known = next((u for u in units if u.kind == "org" and u.source is not None), None)
        if known is not None and len(bare) <= len(known.text.split()) + 1:
            _set_body(post, known)
            return
        post.body = _expand(text, party)
        post.body_code = post.body_code or (party.code if party else "")
        post.body_kind = "organization"


_COMMITTEE = frozenset(
    {
        "central",
        "committee",
        "c.c.",
        "cc",
        "executive",
        "of",
        "the",
        "and",
        "politburo",
        "secretariat",
        "political",
        "bureau",
        "party",
    }
)


def _more_than(words: list[str], party: Unit) -> bool:
    """Whether a body's words say more than its party: a commission or a provincial committee of it."""
    own = {w.lower() for w in (party.text + " " + party.name).split()} | {
        w.lower() for w in party.text.split()
    }
    return bool([w for w in words if w.lower() not in own and not (w.isupper() and len(w) < 7)])


def _expand(text: str, party: Unit | None) -> str:
    """A body's text with its party in full and without the acronym in brackets."""
    words = text.replace(" ( ", " (").replace(" ) ", ") ")
    if party is not None and party.text in words:
        words = words.replace(party.text, party.name, 1)
    for tail in (" Central Committee", " C.C."):
        if party is not None and words.endswith(party.name + tail):
            words = words[: -len(tail)]
    cleaned = _BRACKET.sub("", words).replace(
        "Central Committee of the " + (party.name if party else "\0"), party.name if party else ""
    )
    return " ".join(cleaned.replace(" 's", "'s").replace(" ’s", "’s").replace(" ,", ",").split())


def _set_body(post: Post, unit: Unit) -> None:
    post.body, post.body_kind = unit.name or unit.text, "party" if unit.kind == "party" else "organization"
    post.body_code = unit.code


def _without_country(phrase: _Phrase, post: Post) -> str:
    """The phrase's words without a country at its end, which becomes the post's."""
    units = list(phrase.units)
    countries = [u for u in units if u.kind == "country"]
    if countries and not post.country and phrase.preposition in ("of", "in", "at"):
        post.country = countries[-1].code
    if units and units[0].kind == "demonym" and not post.country:
        post.country = units[0].code
    if units and units[0].kind == "city" and len(units) == 1 and not post.country:
        post.country = units[0].code
    end = len(units)
    if end > 2 and units[end - 1].text == ")" and units[end - 3].text == "(":
        end -= 3
    while end and (units[end - 1].kind == "country" or units[end - 1].lower in ("of", "the", "and", "for")):
        end -= 1
    kept = units[:end]
    if len(units) - end and end == 1 and _generic(kept[0]):
        kept = units  # "Central Bank of Paraguay" keeps its country, "National Assembly of Nepal" need not
    return _joined([u.text for u in kept])


def _generic(unit: Unit) -> bool:
    return unit.lower in ("bank", "party", "government", "senate", "parliament", "university")


def _joined(words: Sequence[str]) -> str:
    """Words as they are printed: no blank before a possessive or a comma."""
    return (
        " ".join(words)
        .replace(" 's", "'s")
        .replace(" ’s", "’s")
        .replace(" ,", ",")
        .replace("( ", "(")
        .replace(" )", ")")
    )


# classes of units ----------------------------------------------------------------------------------
def _rank(unit: Unit) -> bool:
    return (
        unit.lower in word_list("ranks")
        and unit.kind in ("low", "cap")
        and unit.lower
        not in (
            "national",
            "economic",
            "foreign",
            "legal",
            "cultural",
            "press",
            "interior",
            "international",
            "royal",
            "parliamentary",
            "cabinet",
            "regional",
            "political",
            "military",
            "presidential",
            "federal",
            "central",
            "state",
            "prime",
            "crown",
            "transition",
            "administrative",
        )
    )


def _body_word(unit: Unit) -> bool:
    return unit.kind in ("cap", "low") and unit.text[:1].isupper() and unit.lower in word_list("body_words")


def _bodyish(unit: Unit) -> bool:
    return _body_word(unit) or unit.kind in _NAMED or (unit.kind == "cap" and _acronym(unit))


def _acronym(unit: Unit) -> bool:
    return unit.kind == "cap" and unit.text.isupper() and 2 <= len(unit.text) <= 8


def _modifiers() -> frozenset[str]:
    return (
        word_list("ranks")
        | word_list("former")
        | word_list("planned")
        | word_list("historical")
        | word_list("idle")
    )
