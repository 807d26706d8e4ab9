"""Arguments of a word in a parsed sentence: subjects, objects, what is joined by "and", the verb above."""

from __future__ import annotations

from collections.abc import Iterable

from communique.extract.article import Article
from communique.extract.claims import Evidence
from communique.extract.people import Person
from communique.extract.triggers import trigger_words
from communique.extract.views import Sentence, Word

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_GROUPS = frozenset({"delegation", "delegations", "mission", "team", "party", "entourage", "group"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LED = frozenset({"led", "headed", "chaired", "comprising"})


class Syntax:
    """Questions about the parsed sentences of one report."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def evidence(self, sentence: Sentence) -> Evidence:
        """The whole sentence as evidence."""
        return Evidence(sentence.start, sentence.end)

    def quote(self, first: Word, last: Word) -> str:
        """The original text between two words, blanks made single."""
        return " ".join(self.article.text[first.start : last.end].split())

    def children(self, s: Sentence, w: Word, *deps: str) -> list[Word]:
        """The children of a word with one of these dependencies."""
        return [s.words[i] for i in w.children if not deps or s.words[i].dep in deps]

    def subjects(self, s: Sentence, verb: Word, depth: int = 0) -> list[Word]:
        """The subject words of a verb, taken over from its head where it has none of its own."""
        own = [c for c in self.children(s, verb) if c.dep in _SUBJECTS and not _clause_between(s, c, verb)]
        own = [c for c in own if not _circumstance(s, c)]
        relative = [c for c in own if c.lower in ("who", "which", "that", "whom")]
        if own and not relative:
            return own
        head = s.words[verb.head]
        if head is verb:
            return self._fronted(s, verb)
        if depth > 4:
            return []
        if verb.dep in ("relcl", "acl"):
            return [_antecedent(s, relative[0]) or head] if relative else [head]
        if head.tag.startswith(("V", "MD")) or verb.dep in ("pcomp", "xcomp", "advcl", "conj", "prep"):
            return self.subjects(s, head, depth + 1)
        return []

    def _fronted(self, s: Sentence, root: Word) -> list[Word]:
        """ "A held talks with B, witnessed a signing and met the press": the first of joined verbs parsed as a clause of the second."""
        before = [c for c in self.children(s, root, "ccomp") if c.index < root.index]
        return [w for c in before[:1] for w in self.children(s, c) if w.dep in _SUBJECTS]

    def prepositional(self, s: Sentence, w: Word, *prepositions: str) -> list[Word]:
        """The objects of the prepositions that hang on a word (one nested level included)."""
        found = []
        for child in self.children(s, w):
            if child.lower in prepositions and child.dep in ("prep", "agent", "dative", "prt", "pcomp"):
                found += self.children(s, child, "pobj", "pcomp")
        return found

    def behind(self, s: Sentence, w: Word, *prepositions: str, reach: int = 14) -> list[Word]:
        """The person or body behind the next such preposition, where the parser hung it elsewhere ("talks in the Kremlin with X")."""
        for x in s.words[w.index + 1 : w.index + reach]:
            if x.text in (";", ".") or x.tag in ("VBD", "VBZ", "VBP", "MD") and x.index > w.index + 1:
                return []
            if x.lower in prepositions:
                after = s.words[x.index + 1 : x.index + 4]
                found = [a for a in after if a.ref is not None and a.ref.kind in ("persons", "post")]
                if found:
                    return found[:1]
        return []

    def ahead(self, s: Sentence, w: Word) -> list[Word]:
        """The nearest person before a word with no finite verb between: a subject that the parser lost."""
        for x in reversed(s.words[: w.index]):
            if x.tag in ("VBD", "VBZ", "VBP", "MD") and x.lower not in (
                "is",
                "was",
                "has",
                "had",
                "were",
                "are",
                "have",
                "will",
                "would",
            ):
                return []
            if x.persons:
                return [] if x.lower in ("him", "them") else [x]
        return []

    def members(self, s: Sentence, w: Word, depth: int = 0) -> list[Word]:
        """A word and what is joined to it by "and"; a delegation stands for its named head."""
        found = [w]
        if depth < 6:
            for child in self.children(s, w, "conj", "appos"):
                found += self.members(s, child, depth + 1)
            if w.lower in ("each", "both", "all", "one", "either"):
                for pobj in self.prepositional(s, w, "of"):
                    found += self.members(s, pobj, depth + 1)
            if w.lower in _GROUPS or w.lower in trigger_words("meeting", "people"):
                found += self._heads(s, w)
        return found

    def _heads(self, s: Sentence, w: Word) -> list[Word]:
        for i in range(w.index + 1, min(w.index + 12, len(s.words))):
            if s.words[i].lower in _LED:
                return [x for x in s.words[i : i + 6] if x.persons][:1]
        return []

    def persons_of(self, s: Sentence, words: Iterable[Word]) -> list[Person]:
        """The persons behind words and what is joined to them, without repetition."""
        found: list[Person] = []
        for word in words:
            for member in self.members(s, word):
                found += [p for p in member.persons if p not in found]
        return found

    def same_clause(self, s: Sentence, a: Word, b: Word) -> bool:
        """Whether two words hang on the same verb."""
        return self.verb_over(s, a) is self.verb_over(s, b)

    def verb_over(self, s: Sentence, w: Word) -> Word:
        """The verb that governs a word, or the sentence's root."""
        seen = 0
        while w.head != w.index and seen < 30 and not w.tag.startswith("VB"):
            w, seen = s.words[w.head], seen + 1
        return w


def _antecedent(s: Sentence, who: Word) -> Word | None:
    """ "by A and his counterpart, B, who arrived": B, who stands right before "who", wherever the parser hung the clause."""
    before = who.index - 1 - (who.index > 1 and s.words[who.index - 1].text == ",")
    return s.words[before] if before >= 0 and who.lower == "who" and s.words[before].persons else None


def _circumstance(s: Sentence, subject: Word) -> bool:
    """Lima in "left for Lima to meet B", the day in "and the day before was received by B": no subjects, whatever the parse says."""
    if subject.ref is None or subject.ref.kind not in ("place", "country", "date"):
        return False
    return subject.ref.kind == "date" or subject.index > 1 and s.words[subject.index - 1].lower == "for"


def _clause_between(s: Sentence, subject: Word, verb: Word) -> bool:
    """A "that" between a word and a verb behind it, as in "A said that B would visit": A is no subject of "visit"."""
    return any(x.lower == "that" and x.tag == "IN" for x in s.words[subject.index + 1 : verb.index])


def no_verb_between(s: Sentence, a: Word, b: Word) -> bool:
    """Whether two words stand in one clause, read in line, where the parse has hung them on two verbs."""
    lo, hi = sorted((a.index, b.index))
    between = [
        w
        for w in s.words[lo + 1 : hi]
        if w.ref is None and (w.tag in _FINITE or w.dep == "acl" and w.tag == "VBN" and w.lower not in _LED)
    ]
    own = [b.head] if b.dep in ("nsubj", "nsubjpass") else []
    # "the conversation he had in Athens", "the talks took place in Athens"
    between = [w for w in between if s.words[w.head] is not b and w.index not in own]
    return all(_of_whoever(s, w) for w in between) or a.index < b.index and a.index < 6 and len(between) < 2


def _of_whoever(s: Sentence, verb: Word) -> bool:
    """ "met B, who is on a visit to Peru, at the palace": a verb of a clause between commas."""
    who = next((w for w in reversed(s.words[max(0, verb.index - 3) : verb.index]) if w.lower == "who"), None)
    return who is not None and s.words[who.index - 1].text == ","
