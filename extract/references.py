"""Second mentions: "the Lao leader", "his host", "the two sides", "he", resolved to persons of the report.

A reference looks back: to the last person who fits in the sentence or paragraph before, the subject of the
sentence before, or the report's principal pair (the two persons of different countries it speaks of most).
"""

from __future__ import annotations

import itertools

from communique.extract.addresses import addressed
from communique.extract.delegation_heads import head_told_later
from communique.extract.nameless import nameless_before, of_world_body
from communique.extract.naming import Naming
from communique.extract.pairs_before import in_office
from communique.extract.people import Person, Registry
from communique.extract.posts import STATE_KINDS, Post
from communique.extract.reference_posts import PostReader, Reference
from communique.extract.styles import ranked, styled
from communique.extract.words import word_list
from communique.ontology.reference import countries

_SUBJECT = {"he": "m", "she": "f", "they": "both", "i": "speaker"}
_OBJECT = {"him": "m", "her": "f", "them": "both"}
_PRONOUNS = _SUBJECT | _OBJECT
_DETERMINERS = frozenset({"the", "his", "her", "their", "both", "this", "these"})
_ADJECTIVES = frozenset(
    "two both visiting top senior young foreign high-ranking distinguished honoured honored chief other said same government state party three".split()
)


#: Words that a reference may begin with; others are posts and forms of address.
_OPENING = frozenset({*_PRONOUNS, *_DETERMINERS, "a", "an", "it", "two"})

_VERBS = frozenset(
    "held hold met meet also agreed discussed signed exchanged spoke talked reviewed will are were had have then last witnessed said "
    "went sat began started opened chaired led attended visited toured addressed shared talk speak discuss "
    "expressed conferred adopted issued decided plan reaffirmed noted called stressed".split()
)


#: What may stand between "the two" and its verb.
_ADVERBS = frozenset(
    "later then afterwards subsequently also jointly briefly recently together earlier again first".split()
)

#: What those are called again who came with somebody who leads them.
_TRAVELLING = frozenset({"delegation", "entourage", "team", "mission", "group", "guests", "visitors"})
#: Of these who do not belong to anybody named the report's visitor is meant.
_UNNAMED = frozenset({"delegation", "entourage", "guests", "visitors"})

#: Those who come with somebody.
_COMPANY = frozenset({"entourage", "delegation", "team", "colleagues", "group", "aides", "party"})

_LED_BY = (["led", "by"], ["headed", "by"])


def _standing(person: Person) -> int:
    """Who of a delegation leads it: the head of state before that of government, a minister before others."""
    classes = ("other", "envoy", "minister", "parliament", "party", "government", "royal", "state")
    kinds = {h.post.kind for h in person.posts if h.post.status == "actual"}
    return max((i for i, c in enumerate(classes) if c in kinds), default=0)


class _Finder(PostReader):
    def __init__(self, registry: Registry, p: int) -> None:
        super().__init__(registry, p)
        self.found: list[Reference] = []

    def find(self) -> list[Reference]:
        taken = {k for m in self.past.named for k in range(m.first, m.last)}
        self.described = {n.first: n for n in self.registry.described_in(self.p)}
        k = 0
        while k < len(self.units):
            plain = self.units[k].lower not in _OPENING and k not in self.described
            if k in taken or plain and self.units[k].kind != "hon":
                k += 1  # most units
                continue
            reference = self._at(k, taken)
            if reference is not None:
                self.found.append(reference)
                if len(reference.persons) == 1:
                    self.past.settle(reference.first, reference.last, reference.persons[0], reference.kind)
                k = max(reference.last, k + 1)
            else:
                k += 1
        return self.found

    def _at(self, k: int, taken: set[int]) -> Reference | None:
        unit = self.units[k]
        start = k + 1 if unit.lower in ("the", "a", "an") and k + 1 in self.described else k
        if unit.lower in ("the", "both") and (both := self._of_both_countries(k)) is not None:
            return both
        if start in self.described:
            told = self._post(k, self._first_of(self.described[start]))
            unknown = told is not None and told.kind == "group" and unit.lower in _DETERMINERS
            meant = self._description(k, taken) if unknown else None
            return (
                meant if meant is not None and len(meant.persons) == 1 else of_world_body(told, self.registry)
            )
        spoken = unit.lower in _PRONOUNS and (unit.kind == "low" or unit.text == "I")
        pronoun = self._pronoun(k) if spoken else None
        if pronoun is not None or spoken and unit.lower != "her":  # "her guest" goes on below
            return pronoun
        if unit.lower == "the" and k + 1 < len(self.units) and self.units[k + 1].lower == "latter":
            before = self.past.before(k)
            return Reference(k, k + 2, "description", (before[-1].person,)) if before else None
        if unit.kind == "hon" and (called := styled(self.past, k)) is not None:
            return called
        if unit.kind == "hon" and (person := addressed(self.past, k)) is not None:
            return Reference(k, k + 1, "description", (person,))
        if unit.lower in ("a", "an"):
            return self._led_later(k)
        if unit.lower == "it" and (person := self._leader_before(k) or self._led_here(k)) is not None:
            return Reference(k, k + 1, "pronoun", (person,))
        if unit.lower in _DETERMINERS or unit.lower == "two":
            found = self._delegation(k) or self._description(k, taken) or self._of_people(k)
            return found or ranked(self.past, k)
        return None

    def _of_people(self, k: int) -> Reference | None:
        """ "The Peruvian also met the Speaker": the one of that people who was named last."""
        if self.units[k].lower != "the" or k + 2 >= len(self.units) or self.units[k + 1].kind != "demonym":
            return None
        fits = [q for q in self.registry.persons if q.posts and q.country == self.units[k + 1].code]
        person = self.past.latest(fits, k) if self._verb_follows(k + 2) else None
        return Reference(k, k + 2, "description", (person,)) if person is not None else None

    # posts without a name ---------------------------------------------------------------------------
    def _post(self, k: int, naming: Naming) -> Reference | None:
        """ "the Prime Minister" is whoever holds that post; a post nobody holds stands for itself."""
        if naming.relation == "counterpart" and (lands := self._of_several_lands(naming.last)):
            peers = tuple(q for land in lands if (q := self._peer_of(land, naming.first)) is not None)
            if len(peers) == len(lands):
                return Reference(k, naming.last, "description", peers, naming=naming, count=len(peers))
            return Reference(k, naming.last, "group", naming=naming)
        if naming.relation == "counterpart":
            person, label = self._counterpart(naming)
            return (
                Reference(k, naming.last, "description", (person,))
                if person
                else Reference(k, naming.last, "post", naming=naming, label=label)
            )
        if naming.relation == "spouse":
            return Reference(k, naming.last, "group", naming=naming)
        if not naming.posts or any(p.plural for p in naming.posts):
            return self._plural_posts(k, naming)
        post = naming.posts[0]
        land = self._country_of_next(naming)
        if land and not post.country and not post.body:
            fits = [q for q in self.registry.persons if q.country == land and self._holds(q, post)]
            label = f"{post.role} of {countries()[land].name}"
            if len(fits) == 1:
                return Reference(k, naming.last, "description", (fits[0],))
            return Reference(k, naming.last, "post", post=post, naming=naming, label=label)
        person = self._visitor(k, naming) or (
            self._holder(naming, k) if not self._of_country(naming.last) else None
        )
        if person is not None:
            return Reference(k, naming.last, "description", (person,), naming=naming)
        if (
            (naming.determiner in ("the", "his", "her", "its") or self._in_series(k, post))
            and (post.country or post.body)
            and post.kind != "description"
        ):
            return Reference(k, naming.last, "post", post=post, naming=naming)
        return Reference(k, naming.last, "group", post=post, naming=naming)

    def _in_series(self, k: int, post: Post) -> bool:
        """ "met with the Iraqi foreign minister, Chilean foreign minister and Peruvian president": the article of the first."""
        return bool(post.country) and k > 0 and self.units[k - 1].lower in (",", "and")

    def _visitor(self, k: int, naming: Naming) -> Person | None:
        """ "the visiting President", where two of the report's persons are presidents: the one who travels."""
        if all(u.lower != "visiting" for u in self.units[max(0, k - 1) : naming.last]):
            return None
        visitor = self.registry.principals()[0]
        return visitor if visitor is not None and self._holds(visitor, naming.posts[0]) else None

    def _plural_posts(self, k: int, naming: Naming) -> Reference | None:
        holders, last = self._holders(naming)
        if holders:
            return Reference(k, last, "description", holders, naming=naming, subject=True, count=len(holders))
        pair = self.past.pair(k)
        before = self.units[k - 1].lower if k else ""
        if naming.posts and pair and (before in ("two", "both") or self._bare_plural(naming, pair)):
            return Reference(k, naming.last, "description", pair, subject=True, count=2)
        return Reference(k, naming.last, "group", naming=naming)

    def _of_several_lands(self, k: int) -> list[str]:
        """The countries behind "his counterparts" ("from Peru and Chile"), if these are several: then it is no single person."""
        behind = self.units[k : k + 6]
        lands = [u.code for u in behind if u.kind == "country"]
        several = (
            self.units[k - 1].lower == "counterparts" and behind[:1] and behind[0].lower in ("from", "of")
        )
        return lands if several and len(lands) > 1 else []

    def _peer_of(self, land: str, k: int) -> Person | None:
        """Who of a country holds a post like that of whoever was named last."""
        last = self.past.latest([q for q in self.registry.persons if q.posts], k)
        peers = {h.post.kind for h in last.posts} & STATE_KINDS if last is not None else set()
        fits = [q for q in self.registry.persons if q.country == land and q.holds(peers)]
        return fits[0] if len(fits) == 1 else None

    def _counterpart(self, naming: Naming) -> tuple[Person | None, str]:
        """Whom "his Finnish counterpart" means; where the report names nobody of that post, the post in words."""
        last = self.past.latest([q for q in self.registry.persons if q.posts], naming.first)
        if naming.country:
            own = [q for q in self.registry.persons if q.country == naming.country and q.posts]
            fits = [q for q in own if in_office(q) or last is None or not in_office(last)]
            peers = {h.post.kind for h in last.posts} & STATE_KINDS if last is not None else set()
            same = [q for q in fits if q.holds(peers)] if peers else fits
            found = self.past.latest(same, naming.first)
            if found is not None or last is None:
                return found, ""
            post = next((h.post.role for h in last.posts if h.post.kind in peers and not h.post.body), "")
            land = countries()[naming.country].name if naming.country in countries() else ""
            if post and land and last.country != naming.country:
                return None, f"{post} of {land}"
            return self.past.latest(fits, naming.first), ""
        pair = self.past.pair(naming.first)
        return (next((q for q in pair if q is not last), None) if pair else None), ""

    # nouns ------------------------------------------------------------------------------------------
    def _description(self, k: int, taken: set[int]) -> Reference | None:
        j, code = k + (self.units[k].lower != "two"), ""
        if self.units[k].lower == "both":
            j = k
        while j < len(self.units) and j not in taken:
            unit = self.units[j]
            if unit.kind in ("demonym", "country"):
                code = unit.code
            elif (
                unit.lower not in _ADJECTIVES
                and unit.lower not in ("'s", "’s", "-")
                and not (unit.kind == "cap" and unit.lower in ("party", "government"))
            ):
                break
            j += 1
        if any(i in taken for i in range(k, j + 1)):
            return None
        noun, size = self._noun(j)
        if (
            noun is None
            and [u.lower for u in self.units[k:j]] in (["the", "two"], ["both"])
            and self._verb_follows(j)
        ):
            pair = self.past.pair(k)
            return Reference(k, j, "description", pair, subject=True, count=2) if pair else None
        if noun is None or self._adjective(j, j + size):
            return None
        number, side, kinds = noun
        words = {u.lower for u in self.units[k:j]}
        if number == 2 and (words & {"two", "both", "these"} or code == "" and self.units[k].lower == "the"):
            pair = self.past.pair(k, kinds)
            return Reference(k, j + size, "description", pair, subject=True, count=2) if pair else None
        if number == 2 or self.units[j].lower == "side" and not code:
            return None
        person = self._one(
            k, code, side or ("visitor" if "visiting" in words else "host" if "host" in words else ""), kinds
        )
        return Reference(k, j + size, "description", (person,)) if person is not None else None

    def _delegation(self, k: int) -> Reference | None:
        """ "the Cuban delegation" stands for who leads it, if the report says who does."""
        j, code = k + 1, ""
        while j < len(self.units) and (
            self.units[j].kind in ("demonym", "country", "party", "org")
            or self.units[j].lower in ("visiting", "party")
        ):
            code = self.units[j].code or code
            j += 1
        if (
            j >= len(self.units)
            or self.units[j].lower not in _TRAVELLING
            or self.units[k].lower not in ("the", "his", "her")
        ):
            return None
        after = [u.lower for u in self.units[j + 1 : j + 3]]
        if set(after) & {"led", "headed", "of"}:
            return None
        leaders = [q for q in self.registry.leaders if not code or q.country == code]
        person = self.past.latest(leaders, k)
        visiting = any(u.lower == "visiting" for u in self.units[k:j])
        if person is None and (visiting or not code and not leaders and self.units[j].lower in _UNNAMED):
            person = self.registry.principals()[0]
        if person is None and code:
            own = [q for q in self.registry.persons if q.country == code and q.posts]
            person = max(own, key=lambda q: (_standing(q), -q.first), default=None)
        return Reference(k, j + 1, "description", (person,)) if person is not None else None

    def _led_later(self, k: int) -> Reference | None:
        """ "A Kenyan delegation held talks. The delegation was led by A": the head of a delegation, told afterwards."""
        j = next(
            (i for i in range(k + 1, min(k + 5, len(self.units))) if self.units[i].lower == "delegation"), 0
        )
        words = [u.lower for u in self.units[j + 1 :]] if j else []
        if j and words[:1] not in (["led"], ["headed"]):
            head = head_told_later(self.registry, self.p, j)
            if head is not None:
                return Reference(k, j + 1, "description", (head,), label="delegation")
        if "delegation" not in words or words[:1] in (["led"], ["headed"], ["of"], ["from"]):
            return None
        again = words.index("delegation")
        if (
            words[again + 1 : again + 2] not in (["was"], ["is"])
            or words[again + 2 : again + 4] not in _LED_BY
        ):
            return None
        leader = next((m for m in self.past.named if 0 <= m.first - (j + again + 5) < 4), None)
        if leader is None:
            return None
        return Reference(k, j + 1, "description", (leader.person,), label="delegation")

    def _leader_before(self, k: int) -> Person | None:
        """ "A delegation led by A arrived. It was received by B": the head of the delegation of the sentence before."""
        begins = self.past.sentence_begins(k)
        if len(begins) < 2 or self.units[k].first != begins[-1]:
            return None
        again = [r for r in self.found if begins[-2] <= self.units[r.first].first and len(r.persons) == 1]
        if again and self.units[again[0].last - 1].lower in _TRAVELLING:
            return again[0].persons[0]  # "The delegation met B. It also met C"
        near = [i for i, u in enumerate(self.units[:k]) if begins[-2] <= u.first]
        words = [self.units[i].lower for i in near]
        if "delegation" not in words[:6]:
            return None
        led = next(
            (i for i, pair in zip(near, itertools.pairwise(words), strict=False) if list(pair) in _LED_BY),
            -1,
        )
        leader = next((m for m in self.past.named if led >= 0 and 0 < m.first - led < 5), None)
        return leader.person if leader is not None else None

    def _led_here(self, k: int) -> Person | None:
        """ "The delegation leaves for Lima, where it will be received by B": the head of the delegation of this sentence."""
        begin = self.past.sentence_begins(k)[-1]
        told = [r for r in self.found if self.units[r.first].first >= begin and r.persons]
        meant = [r for r in told if self.units[r.last - 1].lower in _TRAVELLING]
        return meant[-1].persons[0] if meant else None

    def _with_entourage(self, k: int) -> Person | None:
        """ "A and his entourage will travel to Lima. They held talks with B": A for those who came with him."""
        begins = self.past.sentence_begins(k)
        if len(begins) < 2 or self.units[k].first != begins[-1]:
            return None
        for m in self.past.before(k):
            behind = [u.lower for u in self.units[m.last : m.last + 4]]
            if begins[-2] <= self.units[m.first].first and behind[:1] == ["and"]:
                return m.person if _COMPANY & set(behind[2:]) else None
        return None

    def _verb_follows(self, j: int) -> bool:
        """ "The two later held talks": no noun behind "two"."""
        while j < len(self.units) and self.units[j].lower in _ADVERBS:
            j += 1
        return j < len(self.units) and self.units[j].kind == "low" and self.units[j].lower in _VERBS

    def _adjective(self, j: int, end: int) -> bool:
        """ "his official visit", "the chief negotiator": the word only describes the noun behind it."""
        return (
            self.units[j].lower in ("official", "chief", "senior")
            and end < len(self.units)
            and self.units[end].lower in word_list("described")
        )

    def _one(self, k: int, code: str, side: str, kinds: frozenset[str]) -> Person | None:
        fits = [q for q in self.registry.persons if q.posts and ("any" in kinds or q.holds(kinds))]
        pair = self.registry.principals()
        if code:
            own = [q for q in pair if q is not None and q.country == code] if side else []
            fits = own or [q for q in fits if q.country == code]
        elif side:
            if side == "host" and (there := self.past.host_in_land(k)) is not None:
                return there
            here = [q is not None and q.country == self.registry.place for q in pair]
            first = pair if here != [True, False] else (pair[1], pair[0])  # who is at home is no guest
            return first[0] if side == "visitor" else first[1]
        return self.past.latest(fits, k)

    # pronouns ---------------------------------------------------------------------------------------
    def _pronoun(self, k: int) -> Reference | None:
        word = self.units[k].lower
        want = _PRONOUNS[word]
        if word == "her" and k + 1 < len(self.units) and self.units[k + 1].kind in ("low", "cap", "demonym", "role") and self.units[k + 1].lower not in (
            "and", "to", "in", "on", "at", "with", "for", "during", "as", "by"
        ):  # fmt: skip
            return None
        if want == "speaker":
            person = self.past.speaker()
            return Reference(k, k + 1, "pronoun", (person,)) if person is not None else None
        if want == "both":
            if word == "they" and (leader := self._with_entourage(k)) is not None:
                return Reference(k, k + 1, "pronoun", (leader,))
            pair = self.past.joint_before(k) if word == "they" else ()
            pair = pair or self.past.pair(k)
            return Reference(k, k + 1, "pronoun", pair, subject=word == "they", count=2) if pair else None
        if word in ("he", "she") and nameless_before(self.past, self.found, k):
            return Reference(k, k + 1, "group")  # of nobody
        person = self.past.subject(k, want, object_=word in _OBJECT)
        return Reference(k, k + 1, "pronoun", (person,)) if person is not None else None


def find_references(registry: Registry, p: int) -> list[Reference]:
    """The references of paragraph ``p`` from left to right; those that nobody fits are left out or stand for a post."""
    return _Finder(registry, p).find()
