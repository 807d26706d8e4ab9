"""Which claims state the same fact: the same talks in two reports are one meeting with two sources.

The most alike claims are joined first, and only into facts in which nothing contradicts anything else. A
claim that is as much like one event of another report as like the next is left apart and listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.graph.model import Fact, Stated
from communique.graph.resolution.decisions import Decisions
from communique.graph.resolution.facts import make_fact
from communique.graph.resolution.likeness import TIMELESS, alike, blocks

_SURE = 1.0
_LEAD = 0.05  # by how much the best candidate must be more alike than the next one of its report
Open = tuple[Stated, Stated, str]


def merge_claims(
    stated: Sequence[Stated], decisions: Decisions | None = None
) -> tuple[list[Fact], list[tuple[str, str, str]]]:
    """The facts that the claims state, sorted by type and id, and the pairs of facts that are open."""
    chosen = decisions or Decisions()
    clusters = _Clusters(stated, chosen)
    filed = _filed(stated)
    for members in filed.values():
        if members[0].claim.type in TIMELESS:
            clusters.join_all(members)
    scored = _scored(m for m in filed.values() if m[0].claim.type not in TIMELESS)
    best = _best_of_report(scored)
    open_pairs: list[Open] = []
    for score, a, b in sorted(scored, key=lambda p: (-p[0], p[1].id, p[2].id)):
        if clusters.together(a, b):
            continue
        why = "too little in common to be sure" if score < _SURE else _rivals(a, b, score, best)
        if why:
            open_pairs.append((a, b, why))
        else:
            clusters.join(a, b)
    clusters.obey()
    facts = sorted((make_fact(c) for c in clusters.all()), key=lambda f: (f.type, f.id))
    return facts, _named(open_pairs, facts, chosen)


Scored = list[tuple[float, Stated, Stated]]


def _filed(stated: Sequence[Stated]) -> dict[tuple[str, ...], list[Stated]]:
    """The claims that can be compared with each other at all."""
    filed: dict[tuple[str, ...], list[Stated]] = defaultdict(list)
    for s in stated:
        for block in blocks(s):
            filed[block].append(s)
    return filed


def _scored(filed: Iterable[Sequence[Stated]]) -> Scored:
    """How alike the claims are that can be compared; those that cannot be one are left out."""
    found: dict[tuple[str, str], tuple[float, Stated, Stated]] = {}
    for members in filed:
        ordered = sorted(members, key=lambda s: s.id)
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if (a.id, b.id) in found or a.id == b.id:
                    continue
                score = _compare(a, b)
                if score is not None and score > 0:
                    found[a.id, b.id] = (score, a, b)
    return list(found.values())


def _compare(a: Stated, b: Stated) -> float | None:
    """Two claims of one report are one fact only if one says no more than the other."""
    if a.article.key != b.article.key:
        return alike(a, b)
    if a.claim.status != b.claim.status:
        return None
    x, y = ({(name, v) for name, vs in s.values.items() for v in vs} for s in (a, b))
    return 2.0 if x <= y or y <= x else None


Best = dict[tuple[str, str], list[tuple[float, str]]]


def _best_of_report(scored: Scored) -> Best:
    """For each claim and each other report, the claims there that it is like, the most alike first."""
    found: Best = defaultdict(list)
    for score, a, b in scored:
        found[a.id, b.article.key].append((score, b.id))
        found[b.id, a.article.key].append((score, a.id))
    return {key: sorted(values, reverse=True) for key, values in found.items()}


def _rivals(a: Stated, b: Stated, score: float, best: Best) -> str:
    """Why a pair is not joined: another claim of the same report fits as well, or better."""
    if a.article.key == b.article.key:
        return ""
    for one, other in ((a, b), (b, a)):
        for rival_score, rival in best[one.id, other.article.key]:
            if rival != other.id and rival_score > score - _LEAD:
                return "two events of one report fit"
    return ""


class _Clusters:
    """Claims by the fact they are joined to."""

    def __init__(self, stated: Sequence[Stated], decisions: Decisions) -> None:
        self.of = {s.id: [s] for s in sorted(stated, key=lambda s: s.id)}
        self.decisions = decisions

    def together(self, a: Stated, b: Stated) -> bool:
        """Whether the two are joined already."""
        return self.of[a.id] is self.of[b.id]

    def join(self, a: Stated, b: Stated) -> None:
        """Join the facts of two claims, unless anything in the one contradicts anything in the other."""
        one, other = self.of[a.id], self.of[b.id]
        if all(self._fit(x, y) for x in one for y in other):
            self._merge(one, other)

    def join_all(self, members: Sequence[Stated]) -> None:
        """Join claims that are the same by what they are filed under, save those that somebody told apart."""
        parts: list[list[Stated]] = []
        for s in sorted(members, key=lambda s: s.id):
            fitting = (
                p for p in parts if not self.decisions.different or all(self._allowed(s, x) for x in p)
            )
            part = next(fitting, None)
            if part is None:
                parts.append(self.of[s.id])
            elif part is not self.of[s.id]:
                self._merge(part, self.of[s.id])

    def _allowed(self, x: Stated, y: Stated) -> bool:
        return not any(_mean(x, y, pair) for pair in self.decisions.different)

    def _fit(self, x: Stated, y: Stated) -> bool:
        score = _compare(x, y)
        return score is not None and score > 0 and self._allowed(x, y)

    def _merge(self, one: list[Stated], other: list[Stated]) -> None:
        one += other
        for s in other:
            self.of[s.id] = one

    def obey(self) -> None:
        """Join what somebody decided to be the same."""
        for pair in sorted(self.decisions.same, key=sorted):
            chosen = [c for c in self.all() if any(_meant(s, subject) for s in c for subject in pair)]
            for other in chosen[1:]:
                if other[0].claim.type == chosen[0][0].claim.type:
                    self._merge(chosen[0], other)

    def all(self) -> list[list[Stated]]:
        """Every fact's claims once."""
        return list({id(c): c for c in self.of.values()}.values())


def _meant(s: Stated, subject: str) -> bool:
    """Whether a subject of a decision, a claim or a fact called by its smallest claim, means this claim."""
    kind, _, rest = subject.partition("/")
    return bool(rest) and "@" not in rest and (s.id == rest if kind == "claim" else s.id.startswith(rest))


def _mean(a: Stated, b: Stated, pair: Iterable[str]) -> bool:
    first, second = sorted(pair)[:2] if len(set(pair)) > 1 else ("", "")
    return _meant(a, first) and _meant(b, second) or _meant(a, second) and _meant(b, first)


def _named(open_pairs: list[Open], facts: list[Fact], decisions: Decisions) -> list[tuple[str, str, str]]:
    """The open pairs by the facts they belong to now, each once, without those that somebody settled."""
    fact_of = {s.id: f.id for f in facts for s in f.stated}
    found: dict[tuple[str, str], str] = {}
    for a, b, why in open_pairs:
        ids = sorted((fact_of[a.id], fact_of[b.id]))
        if ids[0] != ids[1] and frozenset(ids) not in decisions.different:
            found.setdefault((ids[0], ids[1]), why)
    return sorted((a, b, why) for (a, b), why in found.items())
