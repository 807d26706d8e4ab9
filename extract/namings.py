"""Where a paragraph names persons: with the posts that stand beside the name, or with none.

Posts before a name, behind it in an apposition, joined by "and", in rosters, with "counterpart", in the
plural ("Foreign Ministers A of X and B of Y") and after "who is" or "as" are linked here. Which namings
are one person is decided by the registry (``people``), for the whole report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.extract.names import NameRun, bracket_end, name_at
from communique.extract.posts import Post
from communique.extract.title_words import is_body_word
from communique.extract.titles import TitleGrammar
from communique.extract.units import Unit
from communique.extract.words import word_list

_BETWEEN = frozenset(
    {"and", ",", "/", "&", "the", "as", "well", "also", "concurrently", "cum", "-", "both", "its", "a"}
)
_COUNTERPART = frozenset(
    {"counterpart", "counterparts", "colleague", "colleagues", "peer", "peers", "homologue"}
)
_PREDECESSOR = frozenset({"predecessor"})
_SPOUSE = frozenset({"wife", "husband", "spouse", "widow", "widower"})
_COPULA = frozenset(
    "who is was are also as then currently now serves served serving has been elected appointed named re-elected "
    "reelected became , at that time the himself herself will be sworn in unanimously recently newly".split()
)


_ELECTIONS = frozenset(
    {
        "election",
        "re-election",
        "reelection",
        "appointment",
        "reappointment",
        "elected",
        "re-elected",
        "appointed",
    }
)
_ELECTED = _ELECTIONS | frozenset("on his her being been upon as the for to a".split())


@dataclass(slots=True)
class Naming:
    """A stretch of units that names (or, with no run, describes) a person.

    ``first`` and ``last`` cover posts, marks and name; ``run`` is the name itself. ``relation`` is
    ``counterpart`` or ``spouse`` when the person is given by somebody else ("his Finnish counterpart").
    """

    first: int
    last: int
    run: NameRun | None
    posts: list[Post] = field(default_factory=list)
    relation: str = ""
    country: str = ""
    former: bool = False
    determiner: str = ""

    @property
    def described(self) -> bool:
        return self.run is None


def namings(units: Sequence[Unit]) -> list[Naming]:
    """The namings of a paragraph from left to right, without overlap."""
    return _Reader(units).read()


class _Reader:
    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.grammar = TitleGrammar(units)
        self.found: list[Naming] = []
        self.edge = 0  # units before it are spoken for

    def read(self) -> list[Naming]:
        k = 0
        while k < len(self.units):
            k = max(self._step(k), k + 1)
        self._bracketed()
        self._sent()
        return self.found

    def _sent(self) -> None:
        """ "swore in the ambassadors – A to China; B to Japan": the post of the plural, the country behind "to"."""
        named = [(n, code) for n in self.found if (code := self._country_sent_to(n))]
        if len(named) < 2:
            return
        heads = [u for u in self.units[: named[0][0].first] if u.kind == "role" and u.role is not None]
        plural = next((u for u in reversed(heads) if u.role is not None and u.role.kind == "envoy"), None)
        if plural is None or plural.role is None or not plural.role.plural:
            return
        for naming, code in named:
            post = Post(naming.first, naming.last, plural.role.name, "envoy", to=code)
            naming.posts.append(post)

    def _country_sent_to(self, naming: Naming) -> str:
        """The country behind a name without a post and "to"."""
        behind = self.units[naming.last : naming.last + 4]
        if naming.run is None or naming.posts or not behind or behind[0].lower != "to":
            return ""
        there = next((u for u in behind[1:] if u.lower not in ("the",)), None)
        return there.code if there is not None and there.kind == "country" else ""

    def _bracketed(self) -> None:
        """ "The ambassadors were A (Belgium), B (Hungary) and C (Peru)": the post of the plural, the country of the bracket."""
        named = [(n, code) for n in self.found if (code := self._country_in_brackets(n))]
        if len(named) < 2:
            return
        titles = [
            n.posts[-1]
            for n in self.found
            if n.run is None and n.posts and n.posts[-1].plural and n.last <= named[0][0].first
        ]
        if not titles or titles[-1].kind not in ("envoy", "state", "government", "minister"):
            return
        for naming, code in named:
            naming.posts.append(replace(titles[-1], country=code, plural=False, rank_only=False))
            naming.country = code

    def _country_in_brackets(self, naming: Naming) -> str:
        """The country that alone, or with its form of state, stands in brackets behind a name without a post."""
        end = bracket_end(self.units, naming.last)
        if naming.run is None or naming.posts or end == naming.last:
            return ""
        inside = self.units[naming.last + 1 : end - 1]
        if (
            not inside
            or inside[-1].kind != "country"
            or not all(u.kind in ("country", "cap", "low") for u in inside)
        ):
            return ""
        return inside[-1].code

    def _step(self, k: int) -> int:
        unit = self.units[k]
        if unit.kind == "role":
            return self._chain(k)
        if unit.lower in _COUNTERPART | _SPOUSE | _PREDECESSOR:
            return self._relative(k)
        if unit.kind in ("hon", "cap", "city", "region"):
            head = self._heads_left(k) if unit.kind != "hon" else None
            return self._chain(head) if head is not None else self._bare_name(k)
        return k + 1

    # a chain of posts ------------------------------------------------------------------------------
    def _chain(self, k: int) -> int:
        posts: list[Post] = []
        while True:
            post = self.grammar.post_at(k, posts[-1].last if posts else self.edge)
            if post is None or posts and _two_states(posts, [post]):
                break  # "Prime Minister of A and President of B" are two persons
            posts.append(post)
            following = self._next_head(post)
            if following is None:
                break
            k = following
        if not posts:
            return k + 1
        self._give_back(posts[-1], self._name_before(posts[0].first) is not None)
        return self._attach(posts)

    def _give_back(self, post: Post, held: bool) -> None:
        """ "Special Envoy of President X": the title before the name is X's, so the envoy's post ends before it.

        Behind a country it is so where the envoy is named already (``held``).
        """
        j = post.last - 1
        if j <= post.first or self.units[j].kind != "role" or name_at(self.units, post.last) is None:
            return
        if self.units[j - 1].lower in ("of", "to", "for"):
            post.last = j - 1
        elif (
            post.kind == "spokesperson"
            and self.units[j - 1].kind == "demonym"
            and self.units[j - 2].lower == "for"
        ):
            post.last = j - 2
        elif (
            held
            and post.kind in ("envoy", "adviser", "spokesperson", "head")
            and self.units[j - 1].kind in ("demonym", "country")
        ):
            post.last = j - 1

    def _next_head(self, post: Post) -> int | None:
        """The head of a post that goes on with the chain: only joining words between, and no name yet."""
        j = post.last
        if name_at(self.units, j + self._addressed(j) if j < len(self.units) else j) and (
            not self._heads_left(j) or self._addressed(j)
        ):
            return None
        steps = 0
        while j < len(self.units) and self.units[j].lower in _BETWEEN and steps < 4:
            j, steps = j + 1, steps + 1
        if steps == 0 and not (j < len(self.units) and self.units[j].text == "/"):
            return None
        head = self._heads_left(j)
        apart = self.units[post.last].text == "," and post.determiner == "the" and not post.plural
        if (
            apart
            and head is not None
            and self.units[head].role is not None
            and not self._address(head)
            and not post.role.endswith("Deputy Prime Minister")
        ):
            return (
                None  # "the President of A, Ambassador to B X": two persons; a deputy premier has a portfolio
            )
        if head is None or (self.units[post.last].text == "," and post.plural) or self._two_heads(post, head):
            return None
        return head

    def _two_heads(self, post: Post, head: int) -> bool:
        """ "the Peruvian President and Prime Minister X": a head of state and a head of government."""
        role = self.units[head].role
        return (
            post.role in ("President", "King")
            and role is not None
            and role.name == "Prime Minister"
            and not post.body
        )

    def _address(self, head: int) -> bool:
        """ "the Permanent Representative of A, Ambassador X", "the Head of B, Federal Councillor Y": no other post."""
        post = self.grammar.post_at(head, head)
        return post is not None and (post.rank_only or post.role == "Federal Councillor")

    def _heads_left(self, j: int) -> int | None:
        """The role head whose post begins exactly at unit ``j``."""
        for k in range(j, min(j + 8, len(self.units))):
            if self.units[k].kind == "role":
                post = self.grammar.post_at(k, j)
                return k if post is not None and post.first <= j else None
            if self.units[k].kind == "mark" and self.units[k].lower not in ("'s", "’s", "&", "’"):
                return None
        return None

    def _attach(self, posts: list[Post]) -> int:
        first, last = posts[0].first, posts[-1].last
        if posts[-1].plural:
            return self._plural(posts)
        after = self._name_after(posts)
        before = self._name_before(first) or (self._run_on(first, last) if after is None else None)
        if before is not None and (
            _two_states(before.posts, posts)
            or (
                self._titles_lead(before)
                or _prefixed(before)
                and before.determiner == posts[0].determiner == "the"
            )
            and after
            or _prefixed(before)
            and after
            and after[0].first == last
        ):
            before = None
        if before is not None and after is not None and len(posts) > 1 and self.units[last].text != ",":
            before.posts.extend(posts[:-1])  # "X, director of A, and Ambassador Y": the last post is Y's
            before.last = posts[-2].last
            self.edge = before.last
            return self._attach(posts[-1:])
        if (
            before is not None
            and (
                self._closed(last)
                or self._told(before, posts)
                or len(posts) > 1
                and self.units[first - 1].text in "–—-"
            )
            and (after is None or self.units[last].text == ",")
        ):
            before.posts.extend(posts)
            before.last = last
            self.edge = last
            return last
        if after is not None:
            run, end = after
            naming = Naming(first, end, run, posts, determiner=posts[0].determiner)
            self._of_country(naming)
            return self._add(naming)
        subject = self._subject(first) or self._accredited(first)
        if subject is not None:
            between = {u.lower for u in self.units[subject.last : first + 1]}
            was = bool(between & {"was", "then", "time", "served"})
            was = was and not between & {"appointed", "elected", "named", "sworn"}
            for post in posts:
                post.status = "planned" if between >= {"will", "be"} else post.status
                post.status = "former" if was and post.status == "actual" else post.status
            subject.posts.extend(posts)
            self.edge = last
            return last
        return self._add(Naming(first, last, None, posts, determiner=posts[0].determiner))

    def _closed(self, last: int) -> bool:
        """An apposition is closed by a mark, by "and" or by the end; a verb behind it shows that it was none."""
        return last >= len(self.units) or self.units[last].kind in ("mark", "date") or self.units[last].lower in (
            "and", "who", "as", "at", "in", "on", "to", "during", "here", "with", "for", "of", "represented", "representing"
        )  # fmt: skip

    def _titles_lead(self, before: Naming) -> bool:
        """ "the President of A, X, the President of B, Y, …": every name stands behind its post and a comma."""
        return _prefixed(before) and self.units[before.posts[-1].last].text == ","

    def _told(self, before: Naming, posts: list[Post]) -> bool:
        """ "X, President of the Republic of A sent a letter": no comma behind, yet no article makes it another person."""
        first = before.run is not None and (
            before.first == 0 or self.units[before.first - 1].text in (".", "”", '"') or before.run.titled
        )
        post, verb = posts[0], self.units[posts[-1].last].lower if posts[-1].last < len(self.units) else ""
        said = verb.endswith(("ed", "s")) or verb in word_list("past_verbs")
        return first and said and not before.posts and not post.determiner and bool(post.country or post.body)

    def _add(self, naming: Naming) -> int:
        self.found.append(naming)
        self.edge = naming.last
        return naming.last

    def _name_after(self, posts: list[Post]) -> tuple[NameRun, int] | None:
        post = posts[-1]
        j = bracket_end(self.units, post.last)
        if j == post.last and j < len(self.units) and (self._addressed(j) or self._glottal(j)):
            j += 1
        run = name_at(self.units, j)
        if run is not None and (self._heads_left(j) is None):
            return run, run.last
        if self.units[post.last : post.last + 1] and self.units[post.last].text in ("(", "["):
            inside = name_at(self.units, post.last + 1)  # "the president of Zimbabwe [A B]"
            if inside is not None and inside.last - inside.first > 1 and inside.last == j - 1:
                return inside, j
        comma = j < len(self.units) and self.units[j].text in (",", ":", "–", "—")
        while comma and j + 2 < len(self.units) and self.units[j + 1].lower in ("the", "late"):
            post.status = "former" if self.units[j + 1].lower == "late" else post.status
            j += 1
        run = name_at(self.units, j + 1) if comma else None
        if run is None or self._heads_left(j + 1) is not None:
            return None
        words = run.last - run.first
        closed = run.last >= len(self.units) or self.units[run.last].kind in ("mark", "low", "hon")
        definite = any(
            p.determiner in ("the", "his", "her", "its", "their") or p.country or p.body for p in posts
        )
        listed = run.last < len(self.units) and self.units[run.last].text == ";"
        definite = definite or listed or posts[0].first > 0 and self.units[posts[0].first - 1].text == ";"
        led = self._name_before(posts[0].first)
        plain = led is None and post.kind in ("minister", "government", "state", "local") and " " in post.role
        definite = definite or plain  # "seen off by Minister of Foreign Affairs, X and other officials"
        definite = definite or led is not None and self._titles_lead(led)
        if (words >= 2 or run.titled) and closed and (definite or run.titled) and not self._roster(post, run):
            end = run.last + (run.last < len(self.units) and self.units[run.last].text == ",")
            return run, end
        return None

    def _glottal(self, j: int) -> bool:
        """A mark that belongs to the name behind it ("Prime Minister 'Aisake Valu Eke") and opens no quotation."""
        if self.units[j].text not in ("'", "‘", "’", "`") or j + 1 >= len(self.units):
            return False
        joined = self.units[j].last == self.units[j + 1].first and self.units[j + 1].kind == "cap"
        return joined and all(u.text not in ("'", "’") for u in self.units[j + 1 : j + 6])

    def _addressed(self, j: int) -> bool:
        """ "Foreign Minister Senator X", "Foreign Secretary Ambassador Y": a rank behind the post is a form of address."""
        role = self.units[j].role
        return (
            role is not None
            and role.name in ("Senator", "Ambassador", "Member of Parliament")
            and not role.plural
        )

    def _roster(self, post: Post, run: NameRun) -> bool:
        """``X, chairman of A, Y, deputy speaker of B``: the name behind belongs to the next post."""
        before = self._name_before(post.first)
        return (
            before is not None
            and not self._titles_lead(before)
            and not _two_states(before.posts, [post])
            and run.last < len(self.units)
            and self.units[run.last].text in (",", "(")
            and self._heads_left(run.last + 1) is not None
        )

    def _name_before(self, first: int) -> Naming | None:
        """The naming that ends right before a comma (or bracket and comma) in front of unit ``first``."""
        j = first
        while j > 0 and self.units[j - 1].lower in (
            "the",
            "a",
            "an",
            "its",
            "also",
            "both",
            "his",
            "her",
            "who",
            "is",
        ):
            j -= 1
        if j == 0 or self.units[j - 1].text not in (",", "(", "–", "—", "-"):
            return None
        last = self.found[-1] if self.found else None
        if last is None or last.run is None or last.last > j - 1:
            return None
        if last.posts and last.run.last != last.last:
            return last if last.last == j - 1 else None  # an apposition goes on behind its comma
        return last if bracket_end(self.units, last.last) == j - 1 else None

    def _run_on(self, first: int, last: int) -> Naming | None:
        """ "represented by Hon. X Deputy Premier and Minister of Home Affairs;": the post right behind an addressed name."""
        before = self.found[-1] if self.found else None
        ends = last >= len(self.units) or self.units[last].text in (";", ".")
        addressed = before is not None and before.run is not None and before.run.titled
        return before if addressed and before is not None and before.last == first and ends else None

    def _subject(self, first: int) -> Naming | None:
        """The naming before "who is also …", "was then …", "in his capacity as …"."""
        last = self.found[-1] if self.found else None
        if last is None or last.run is None or not 0 < first - last.last <= 8:
            return None
        between = [u.lower for u in self.units[last.last : first] if u.kind != "num"]
        if set(between) & _ELECTIONS and all(w in _ELECTED for w in between):
            return last  # "congratulated X on his election as President of A"
        verbs = {
            "is",
            "was",
            "as",
            "be",
            "became",
            "serves",
            "served",
            "serving",
            "elected",
            "appointed",
            "named",
            "sworn",
        }
        opening = self.units[first].lower  # "elected" and "appointed" may be read with the post
        return last if all(w in _COPULA for w in between) and verbs & {*between, opening} else None

    def _accredited(self, first: int) -> Naming | None:
        """ "A presented his credentials to President B as the Ambassador of C": the post is A's."""
        begin = next((i + 1 for i in range(first - 1, -1, -1) if self.units[i].text == "."), 0)
        words = [u.lower for u in self.units[begin:first]]
        if words[-3:-1] in (["accrediting", "her"], ["accrediting", "him"]) and words[-1:] == ["as"]:
            sent = [n for n in self.found if n.run is not None and n.first >= begin]
            return next(
                (n for n in reversed(sent) if n.run is not None and n.run.last - n.run.first > 1), None
            )
        if words[-1:] != ["as"] and words[-2:] != ["as", "the"] or "credentials" not in words:
            return None
        named = (n for n in self.found if n.run is not None and n.first >= begin)
        return next((n for n in named if n.run is not None and n.run.last - n.run.first > 1), None)

    def _of_country(self, naming: Naming) -> None:
        """``President Aliyev of Azerbaijan`` gives the post its country."""
        j = naming.last
        if j + 1 < len(self.units) and self.units[j].lower == "of":
            k = j + 1 + (self.units[j + 1].lower == "the")
            if k < len(self.units) and self.units[k].kind == "country":
                naming.country = self.units[k].code
                for post in naming.posts:
                    post.country, post.rank_only = post.country or naming.country, False
                naming.last = k + 1
            elif k < len(self.units) and self.units[k].kind == "party":
                self._of_party(naming, k)

    def _of_party(self, naming: Naming, k: int) -> None:
        """ "Politburo member X of the Communist Party of A": the party of a post that names none."""
        party = self.units[k]
        for post in naming.posts:
            if post.kind == "party" and not post.body:
                post.body, post.body_kind, post.body_code = party.name, "party", party.code
                post.country = post.country or party.code
                naming.last = k + 1

    def _plural(self, posts: list[Post]) -> int:
        """One post and several names, countries in the same order or behind each name."""
        post = posts[-1]
        if post.kind == "local":
            return self._add(Naming(post.first, post.last, None, posts, determiner=post.determiner))
        codes = [u.code for u in post.parts if u.kind in ("country", "demonym") and u.code]
        j = post.last
        runs: list[NameRun] = []
        owners: list[str] = []
        fields: list[str] = []
        while j < len(self.units) and len(runs) < 8:
            while j < len(self.units) and self.units[j].lower in (
                ",",
                ";",
                "and",
                ":",
                "–",
                "&",
                "as",
                "well",
            ):
                j += 1
            ahead, land = self._land_before(j, bool(runs))
            run = name_at(self.units, ahead)
            if run is None or self._heads_left(ahead) is not None:
                break
            j, owner = self._owner(run.last)
            owner = owner or land or (codes[-1] if not runs and len(codes) == 1 and self._paired(j) else "")
            field = self._field(j, post)
            j = bracket_end(self.units, j) if field else j
            runs.append(run)
            owners.append(owner)
            fields.append(field)
        if not runs:
            return self._add(Naming(post.first, post.last, None, posts, determiner=post.determiner))
        begun = len(self.found)
        edge = self._share(posts, runs, owners, codes)
        for naming, field in zip(self.found[begun:], fields, strict=True):
            for held in naming.posts if field else ():
                held.role = f"{held.role} {'of' if held.role.endswith('Minister') else 'for'} {field}"
        return edge

    def _land_before(self, j: int, later: bool) -> tuple[int, str]:
        """ "the Presidents of A, X, and B, Y": past the country that the next of several names belongs to."""
        units = self.units
        j += j + 2 < len(units) and units[j].lower == "the" and units[j + 1].kind == "country"
        if not later or j + 1 >= len(units) or units[j].kind != "country" or units[j + 1].text != ",":
            return j, ""
        return j + 2, units[j].code

    def _paired(self, j: int) -> bool:
        """Whether another country and name follow a name ("…, X, and B, Y")."""
        while j < len(self.units) and self.units[j].lower in (",", ";", "and", "as", "well", "&"):
            j += 1
        return self._land_before(j, True)[1] != ""

    def _field(self, j: int, post: Post) -> str:
        """What a bracket behind a minister's name names: "Ministers A (Trade) and B (Public Service)"."""
        end = bracket_end(self.units, j)
        inside = self.units[j + 1 : end - 1]
        bare = post.kind == "minister" and post.role.endswith(("Minister", "Secretary"))
        if not bare or not inside or any(u.kind not in ("cap", "low") for u in inside):
            return ""
        return (
            " ".join(u.text for u in inside)
            if any(is_body_word(u) or u.text.isupper() for u in inside)
            else ""
        )

    def _owner(self, j: int) -> tuple[int, str]:
        """The country behind a name: ``of Kazakhstan`` or ``(Latvia)``."""
        units = self.units
        if j + 1 < len(units) and units[j].lower in ("of", "("):
            k = j + 1 + (units[j + 1].lower == "the")
            if k < len(units) and units[k].kind == "country":
                return k + 1 + (units[j].text == "(" and k + 1 < len(units)), units[k].code
        return j, ""

    def _share(self, posts: list[Post], runs: list[NameRun], owners: list[str], codes: list[str]) -> int:
        paired = (
            codes if len(codes) == len(runs) else (codes * len(runs) if len(codes) == 1 else [""] * len(runs))
        )
        begin = posts[0].first
        for run, owner, code in zip(runs, owners, paired, strict=True):
            own = [_singular(p, owner or code) for p in posts]
            self._add(
                Naming(begin if run is runs[0] else run.first, run.last, run, own, country=owner or code)
            )
        return self.edge

    # relatives and bare names ------------------------------------------------------------------------
    def _relative(self, k: int) -> int:
        """``his Finnish counterpart, Antti Häkkänen`` and ``his wife Ngo Phuong Ly``."""
        word = self.units[k].lower
        relation = "spouse" if word in _SPOUSE else "predecessor" if word in _PREDECESSOR else "counterpart"
        first = k
        plural = self.units[k].lower.endswith("s") and relation == "counterpart"
        while first > self.edge and (
            self.units[first - 1].kind in ("demonym", "country", "cap", "party", "org")
            or plural
            and self.units[first - 1].lower in ("and", ",")
            and self.units[first - 2].kind == "demonym"
            or self.units[first - 1].lower in ("visiting", "'s", "’s", "new", "former", "then")
        ):
            first -= 1
        first -= first > self.edge and self.units[first - 1].lower in ("his", "her", "their", "the", "its")
        country = next((u.code for u in self.units[first:k] if u.kind in ("demonym", "country")), "")
        j = bracket_end(self.units, k + 1)
        comma = j < len(self.units) and self.units[j].text == ","
        lands, ahead = (
            self._lands(j + 1) if self.units[j : j + 1] and self.units[j].lower in ("from", "of") else ([], j)
        )
        if len(lands) == 1 and not country and relation == "counterpart" and not plural:
            country, j = (
                lands[0],
                ahead - (self.units[ahead - 1].text == ","),
            )  # "his counterpart from Peru, X"
            comma = self.units[j : j + 1] != [] and self.units[j].text == ","
        run = name_at(self.units, j + comma)
        if run is not None and self._heads_left(j + comma) is not None:
            run = None
        if run is None and relation == "counterpart" and not plural and country:
            before = self._name_before(first)
            if before is not None and before.run is not None and not before.posts and not before.relation:
                before.relation, before.country = relation, country  # "X, his Peruvian counterpart"
                before.determiner, before.last = self.units[first].lower, max(k + 1, j)
                self.edge = before.last
                return before.last
        determiner = self.units[first].lower
        if plural and run is None and self.units[j : j + 1] and self.units[j].lower in ("from", "of"):
            codes, ahead = self._lands(j + 1)
            if len(codes) > 1 and name_at(self.units, ahead) is not None and self._heads_left(ahead) is None:
                return self._colleagues(first, k, ahead, codes)
        if plural and run is not None:
            return self._colleagues(first, k, j + comma)
        if plural and country == "" or run is None or (comma and run.last - run.first < 2 and not run.titled):
            return self._add(
                Naming(first, k + 1, None, relation=relation, country=country, determiner=determiner)
            )
        end = run.last + (comma and run.last < len(self.units) and self.units[run.last].text == ",")
        return self._add(Naming(first, end, run, relation=relation, country=country, determiner=determiner))

    def _lands(self, j: int) -> tuple[list[str], int]:
        """The countries listed from unit ``j``, and the unit behind the comma that ends the list."""
        codes: list[str] = []
        while j < len(self.units) and (
            self.units[j].kind == "country" or self.units[j].lower in (",", "and", "the", "&")
        ):
            codes += [self.units[j].code] if self.units[j].kind == "country" else []
            j += 1
        return codes, j

    def _colleagues(self, first: int, k: int, j: int, codes: Sequence[str] = ()) -> int:
        """ "his Greek and Cypriot colleagues, A and B", "his peers A of Chad": one counterpart a name, with its country."""
        named = [u.code for u in self.units[first:k] if u.kind in ("demonym", "country") and u.code]
        codes = list(codes) or named
        runs: list[NameRun] = []
        owners: list[str] = []
        while len(runs) < 6:
            while j < len(self.units) and self.units[j].lower in (",", "and", "&"):
                j += 1
            run = name_at(self.units, j)
            if run is None or self._heads_left(j) is not None:
                break
            runs.append(run)
            j, owner = self._owner(run.last)
            owners.append(owner)
        paired = codes if len(codes) == len(runs) else owners
        for run, code in zip(runs, paired, strict=True):
            begin = first if run is runs[0] else run.first
            self._add(
                Naming(
                    begin,
                    run.last,
                    run,
                    relation="counterpart",
                    country=code,
                    determiner=self.units[first].lower,
                )
            )
        return self.edge

    def _bare_name(self, k: int) -> int:
        run = name_at(self.units, k)
        if run is None or run.first < self.edge:
            return k + 1
        naming = Naming(k, run.last, run)
        self._of_country(naming)
        self._speaks_for(naming)
        return self._add(naming)

    def _speaks_for(self, naming: Naming) -> None:
        """ "The spokesman for President A, B, said": the first post is B's."""
        if len(self.found) < 2:
            return
        post, principal = self.found[-2:]
        marks = [u.text for u in (self.units[naming.first - 1], *self.units[naming.last : naming.last + 1])]
        if (
            post.run is None
            and post.posts
            and principal.run is not None
            and _prefixed(principal)
            and principal.first == post.last + 1
            and principal.last == naming.first - 1
            and marks == [",", ","]
        ):
            country = principal.country or principal.posts[-1].country
            naming.posts = [replace(p, country=p.country or country) for p in post.posts]
            self.found.remove(post)


def _prefixed(naming: Naming) -> bool:
    """Whether a person's posts all stand before the name."""
    return naming.run is not None and bool(naming.posts) and naming.posts[-1].last <= naming.run.first


def _two_states(held: Sequence[Post], posts: Sequence[Post]) -> bool:
    """Whether the posts are of two countries or two world bodies, so that one person cannot hold both."""
    high = ("state", "government", "minister", "royal")
    codes = {p.country for p in (*held, *posts) if p.kind in high and p.country}
    bodies = {p.body for p in (*held, *posts) if p.role == "Secretary-General" and p.body}
    heads = [{p.role for p in side if p.role in _HEADS and not p.body} for side in (held, posts)]
    rival = bool(heads[0] and heads[1]) and heads[0].isdisjoint(heads[1])
    return len(codes) > 1 or len(bodies) > 1 or rival


#: Posts of which nobody holds two: a state has each of them in another hand.
_HEADS = frozenset({"President", "Prime Minister", "King", "Queen", "Chancellor", "Emperor", "Pope"})


def _singular(post: Post, code: str) -> Post:
    return replace(post, country=code or post.country, plural=False)
