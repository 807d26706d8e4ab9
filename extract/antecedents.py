"""Who a second mention goes back to: the subject of the sentence before, the last one who fits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from communique.extract.address_forms import with_address
from communique.extract.naming import Naming
from communique.extract.paragraphs import ParagraphReading
from communique.extract.people import Person, PersonMention, Registry
from communique.extract.words import word_list

_SPEAKING = frozenset({"said", "says", "told", "added", "stated", "wrote", ":"})
_SEXES = {"he": "m", "she": "f"}
_JOINING = frozenset({",", "and", "the", "as", "well", "both"})
#: How many paragraphs back a pronoun may reach.
_REACH = 5

#: Words that open a clause with a subject of its own.
_CLAUSES = frozenset({"when", "while", "as", "after", "before", "that", "because", "where"})

#: Words behind a person that say more of that person ("with B, who said he …"), or go on with another act.
_RELATIVES = frozenset({"who", "whom", "whose", "which", "and", "but", "said", ";", ":"})
#: Verbs whose subject and object are two, and what ends their clause.
_FACING = frozenset("met meet meets received hosted visited called welcomed talks spoke".split())
_BREAKS = _CLAUSES | {",", "said", ";", "."}
_ARTICLES = frozenset({"the", "his", "her", "its", "their", "a", "visiting"})
#: What one has or does that is another's: "at the invitation of B, he".
_FAVOURS = frozenset({"invitation", "request", "honour", "honor", "behalf", "presence", "side"})


#: Words before the post of one who is addressed by another of that post.
_TOWARDS = word_list("before_addressed")
#: What somebody sends through another, and the words before the sender.
_SENT = word_list("sent_through_another")
_SENDERS = frozenset({"of", "from", "to"})

#: Classes of posts whose holders face each other as two sides, also where their ranks differ.
POLITICAL = frozenset({"state", "government", "minister", "royal", "parliament", "party", "envoy", "local"})


class Antecedents:
    """The mentions before a unit of paragraph ``p``, and the choices among them.

    ``resolved`` are the references of the paragraph that have been settled so far: they count as mentions.
    """

    def __init__(self, registry: Registry, p: int) -> None:
        self.registry, self.p = registry, p
        self.reading: ParagraphReading = registry.paragraphs[p]
        self.units = self.reading.units
        self.named = registry.mentions_in(p)
        self.resolved: list[PersonMention] = []

    def settle(self, first: int, last: int, person: Person, how: str) -> None:
        """Count units ``first`` to ``last`` as a mention of ``person`` from now on."""
        start, end = self.reading.span(first, last)
        naming = Naming(first, last, None)
        mention = PersonMention(self.p, first, last, start, end, person, how, naming)
        self.resolved.append(mention)
        self.registry.settled.setdefault(self.p, []).append(mention)

    def before(self, k: int) -> list[PersonMention]:
        """The mentions before unit ``k`` of the paragraph, from left to right."""
        return sorted((m for m in (*self.named, *self.resolved) if m.first < k), key=lambda m: m.first)

    def sentence_begins(self, k: int) -> list[int]:
        """The first tokens of the sentences up to the one that unit ``k`` stands in."""
        return [a for a, _ in self.reading.sentences if a <= self.units[k].first]

    def token(self, mention: PersonMention) -> int:
        """The token at which a mention begins."""
        return self.units[mention.first].first

    def latest(self, fits: Sequence[Person], k: int) -> Person | None:
        """The one of ``fits`` who was mentioned last before unit ``k``; else the only one there is."""
        for mention in reversed(self.before(k)):
            if mention.person in fits:
                return mention.person
        for q in range(self.p - 1, max(-1, self.p - 60), -1):
            for mention in reversed(self.registry.mentions_in(q)):
                if mention.person in fits:
                    return mention.person
        return fits[0] if len(fits) == 1 else None

    def foremost(self, fits: Sequence[Person], k: int) -> Person | None:
        """Of several holders ("the President") the one named in this sentence or the one before, else the one the report is about."""
        if len(fits) < 2:
            return fits[0] if fits else None
        begins = self.sentence_begins(k)
        near = begins[-2] if len(begins) > 1 else begins[-1]
        here = [m for m in self.before(k) if self.token(m) >= begins[-1]]
        if here and self._fronted(here, k):  # "In his call with X, the Minister said"
            opposite = [m.person for m in here]
            others = [q for q in fits if q not in opposite]
            fits = others or fits
            if len(fits) == 1:
                return fits[0]
        if (addressed := self._addressed(fits, here, k)) is not None:
            return addressed
        told = [m for m in self.before(k) if m.person in fits and self.token(m) >= near]
        recent = [m.person for m in told if not self._aside(m)]
        if len(set(map(id, recent))) == 1:
            return self._unless_beside(recent[-1], fits, told)
        earlier = [m for m in self.before(k) if near <= self.token(m) < begins[-1]]
        if earlier and recent and self._main_subject(earlier).person in fits:
            return self._main_subject(earlier).person  # "X met Y. The Prime Minister …" goes on with X
        if not recent and len(fits) == 2 and (before := self._acting_before(fits, k)) is not None:
            return before
        return self._weightiest(fits)

    def _weightiest(self, fits: Sequence[Person]) -> Person:
        """Whom the report is about: the one it names most, one of its own land or whom it opens with before another."""
        home = self.registry.home if self.registry.home_sure else ""
        first = min(q.first for q in fits)
        weights = {
            id(q): q.mentions + 2 * bool(home and q.country == home) + (q.first == first) for q in fits
        }
        return max(fits, key=lambda q: (weights[id(q)], q.country == self.registry.place, -q.first))

    def _addressed(self, fits: Sequence[Person], here: list[PersonMention], k: int) -> Person | None:
        """ "President A, in a message to the Head of State, said": the post behind a preposition is not who acts himself."""
        before = self.units[k - 1].lower if k else ""
        acting = [m.person for m in here if m.person in fits and self._acts(m)]
        others = [q for q in fits if q not in acting]
        if len(acting) != 1 or not others or before not in _TOWARDS:
            return None
        return self._weightiest(others)

    def _aside(self, mention: PersonMention) -> bool:
        """ "conveyed the greetings of B", "a letter from B", "on behalf of B": whoever is not there himself."""
        units = self.registry.paragraphs[mention.paragraph].units
        words = [u.lower for u in units[max(0, mention.first - 7) : mention.first]]
        behind = {u.lower for u in units[mention.last : mention.last + 4]}
        sent = (
            bool(words)
            and not _SENT.isdisjoint(words)
            and (words[-1] in _SENDERS or words[-2:-1] and words[-2] in _SENDERS)
        )
        return bool(sent) or bool(behind & {"'s", "’s"} and behind & _SENT)

    def _unless_beside(self, last: Person, fits: Sequence[Person], told: list[PersonMention]) -> Person:
        """Whom the last sentence names is meant, but not one of abroad whom it only speaks of where the own one is known."""
        own = [q for q in fits if q.country == self.registry.home]
        if last in own or len(own) != 1 or any(self._acts(m) for m in told if m.person is last):
            return last
        return own[0] if own[0].mentions > last.mentions else last

    def _acting_before(self, fits: Sequence[Person], k: int) -> Person | None:
        """Who of several holders the last sentence of the paragraph before tells of as the one who acts."""
        group = next((g for g in self._sentences_back(k) if g), [])
        actor = self._main_subject(group) if group else None
        if actor is None or self._aside(actor):
            return None
        return actor.person if actor.person in fits else None

    def speaker(self) -> Person | None:
        """Who says "I": the person named beside "said" in the paragraph or meant by "she said", else the one the report is about."""
        for mention in self.named:
            near = {u.lower for u in self.units[max(0, mention.first - 2) : mention.last + 3]}
            if near & _SPEAKING:
                return mention.person
        words = [u.lower for u in self.units]
        said = next((w for w, verb in itertools.pairwise(words) if w in _SEXES and verb in _SPEAKING), "")
        told = self._earlier(0, _SEXES[said], None) if said else None
        if told is not None:
            return told
        officials = [q for q in self.registry.persons if q.posts]
        return max(officials, key=lambda q: (q.mentions, -q.first)) if officials else None

    def subject(self, k: int, sex: str, object_: bool) -> Person | None:
        """For "he": the first person of the sentence so far, else the subject of a sentence before; "him": another than the subject."""
        begin = self.sentence_begins(k)[-1]
        here = [m for m in self.before(k) if self.token(m) >= begin and sexed(m.person, sex)]
        if not object_ and not here and (met := self.met_behind(k)) is not None:
            return self._earlier(k, sex, met)
        taken: Person | None = None
        if object_ and here:
            taken = self._clause_subject(here, k)
            joint = self._joint(here) if taken is here[0].person else []
            here = [m for m in here if m.person is not taken and m.person not in joint]
        if not object_ and here and self._fronted(here, k):
            opposite = [m.person for m in here]
            before = [m for group in self._sentences_back(k) for m in group if self._acts(m)]
            acting = (m.person for m in before if sexed(m.person, sex) and m.person not in opposite)
            return next(acting, here[0].person)
        if not object_ and len(here) > 1 and self.units[k - 1].lower == "where":
            told = next((i for i in range(k - 1, -1, -1) if self.units[i].lower == "that"), -1)
            inner = [m for m in here if m.first > told >= 0 and self._acts(m)]
            here = inner or here  # "recalled that A had gone to Lima, where he met B"
        if here:
            return (here[-1] if object_ else here[0]).person
        return self._earlier(k, sex, taken)

    def met_behind(self, k: int) -> Person | None:
        """ "He met with B", "he was received by B": whom the clause of "he" sets against him."""
        behind = next((m for m in self.named if m.first > k), None)
        if behind is None or behind.first - k > 8:
            return None
        words = {u.lower for u in self.units[k + 1 : behind.first]}
        return behind.person if words & _FACING and not words & _BREAKS else None

    def _fronted(self, here: list[PersonMention], k: int) -> bool:
        """ "In talks with B, he said", "Receiving B, he said", "At the invitation of B, he": one whom B is opposite to."""
        between = {u.lower for u in self.units[here[-1].last : k]}
        return not between & (_CLAUSES | _RELATIVES) and all(self._opposite(m) for m in here)

    def _opposite(self, mention: PersonMention) -> bool:
        """Whether the words before a mention set its person against the one who acts."""
        words = [u.lower for u in self.units[max(0, mention.first - 4) : mention.first]]
        if words[-1:] in (["'s"], ["’s"]):
            words = words[:-2]  # "With Kenya's B"
        while words and words[-1] in _ARTICLES:
            words.pop()
        before, far = words[-1] if words else "", words[-2] if len(words) > 1 else ""
        if (
            before in ("with", "on", "upon", "to", "from", "through", "via")
            or before.endswith("ing")
            and before != "during"
        ):
            return True
        return before == "of" and far in _FAVOURS or before == "by" and far.endswith("ed")

    def _earlier(self, k: int, sex: str, taken: Person | None) -> Person | None:
        """The subject of the nearest sentence before with a person who fits; one of a known sex goes first."""
        found: list[PersonMention] = []
        for group in self._sentences_back(k):
            fits = [m for m in group if sexed(m.person, sex) and m.person is not taken]
            if fits:
                found.append(self._main_subject(fits))
        chosen = found[0] if found else None
        return chosen.person if chosen is not None else None

    def _sentences_back(self, k: int) -> Iterator[list[PersonMention]]:
        """The mentions of the sentences before unit ``k``, the nearest sentence first, within the paragraphs in reach."""
        begins = self.sentence_begins(k)
        mentions = self.before(k)
        for begin, end in reversed(list(itertools.pairwise(begins))):
            yield [m for m in mentions if begin <= self.token(m) < end]
        for q in range(self.p - 1, max(-1, self.p - 1 - _REACH), -1):
            if not self.registry.paragraphs[q].caption:
                named = [*self.registry.mentions_in(q), *self.registry.settled.get(q, ())]
                yield sorted((m for m in named if m.person.posts), key=lambda m: m.first)

    def _joint(self, here: list[PersonMention]) -> list[Person]:
        """Persons joined to the first one by "and" or a comma are subjects with it."""
        found, edge = [here[0].person], here[0].last
        for mention in here[1:]:
            if any(u.lower not in _JOINING for u in self.units[edge : mention.first]):
                break
            found.append(mention.person)
            edge = mention.last
        return found

    def _clause_subject(self, here: list[PersonMention], k: int) -> Person:
        """Who acts upon "him": the person before "who", else the sentence's first."""
        last = here[-1]
        relative = any(u.lower in ("who", "which") for u in self.units[last.last : k])
        opener = next((i for i in range(k - 1, -1, -1) if self.units[i].lower in _CLAUSES | {";"}), -1)
        within = [m for m in here if m.first > opener >= 0]
        if within and opener > here[0].last:  # "A said this when B called on him"
            return within[0].person
        return last.person if relative else here[0].person

    def _main_subject(self, mentions: list[PersonMention]) -> PersonMention:
        """The first person that no preposition governs: in "Welcoming his guest, X said" and "During the talks with Y, X said" it is X."""
        return next((m for m in mentions if self._acts(m)), mentions[0])

    def acting(self, fits: Sequence[Person], k: int) -> Person | None:
        """Who of ``fits`` acts in this sentence before unit ``k``, else in the nearest sentence before."""
        begin = self.sentence_begins(k)[-1]
        here = [m for m in self.before(k) if self.token(m) >= begin]
        groups = itertools.chain([here], self._sentences_back(k))
        told = (m.person for group in groups for m in group if m.person in fits and self._acts(m))
        return next(told, None)

    def _acts(self, mention: PersonMention) -> bool:
        units = self.registry.paragraphs[mention.paragraph].units
        if units[mention.first].lower in ("he", "she"):
            return True
        first = with_address(units, mention.first, ())
        before = units[first - 1].lower if first else ""
        if before in ("the", "a", "his", "her", "its", "their") and first > 1:
            before = units[first - 2].lower
        if before in ("'s", "’s") and first > 2:  # "With Kenya's B, A discussed"
            before = units[first - 3].lower
        if before == "and" and (joined := self._joined_to(mention)) is not None:
            return self._acts(joined)
        return before not in word_list("governing") and not before.endswith("ing")

    def _joined_to(self, mention: PersonMention) -> PersonMention | None:
        """Whom "and" joins a mention to: "with A and B" governs B as well as A."""
        units = self.registry.paragraphs[mention.paragraph].units
        for m in self.registry.mentions_in(mention.paragraph):
            between = units[m.last : mention.first]
            if m.first < mention.first and between and all(u.lower in ("and", ",") for u in between):
                return m
        return None

    def host_in_land(self, k: int) -> Person | None:
        """ "A came to Montenegro and held talks with his host": the one of the land just named who holds a post like A's."""
        begin = self.sentence_begins(k)[-1]
        lands = [u.code for u in self.units[:k] if u.first >= begin and u.kind in ("country", "city")]
        acting = next((m.person for m in self.before(k) if self.token(m) >= begin), None)
        if acting is None or not lands or lands[-1] in ("", acting.country):
            return None
        own = [q for q in self.registry.persons if q.country == lands[-1] and q.posts]
        peers = [q for q in own if q.holds({h.post.kind for h in acting.posts} & POLITICAL)]
        fits = peers or own
        return fits[0] if len(fits) == 1 else None


def sexed(person: Person, sex: str) -> bool:
    """Whether a person may be "he" (``m``) or "she" (``f``): an unknown sex fits both."""
    return not person.sex or person.sex == sex
