"""Where a paragraph names persons: with the posts that stand beside the name, or with none.

Chains of posts are joined to their names here, relatives ("his Finnish counterpart") and bare names are read.
``naming_neighbours`` finds the name beside a post, ``naming_lists`` reads lists ("Foreign Ministers A of X and
B of Y"). Which namings are one person is decided by the registry (``people``), for the whole report.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.names import bracket_end, name_at
from communique.extract.naming import Naming, two_states
from communique.extract.naming_duties import DUTIES, NamingDuties
from communique.extract.naming_lists import NamingLists
from communique.extract.naming_neighbours import NamingNeighbours
from communique.extract.naming_origins import NamingOrigins
from communique.extract.naming_relatives import KIN, RELATED, NamingRelatives
from communique.extract.naming_rosters import NamingRosters
from communique.extract.naming_successions import NamingSuccessions
from communique.extract.naming_unlisted import NamingUnlisted
from communique.extract.posts import Post
from communique.extract.title_words import is_junior, is_postnominal
from communique.extract.units import Unit
from communique.extract.words import word_list

_JOINING = word_list("post_joiners")
_VESSELS = word_list("vessels")
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "'s", "’s"})
#: Before a post that is no longer held ("X, formerly ambassador to A").
_ONCE = frozenset(
    {"time", "formerly", "previously", "once", "then", "hitherto", "until", "till", "earlier", "sometime"}
)
#: What tells that a post was left, between a name and "as".
_LEFT = frozenset(
    {
        "was",
        "had",
        "then",
        "time",
        "former",
        "resigned",
        "stepped",
        "quit",
        "relieved",
        "removed",
        "dismissed",
        "used",
        "replaced",
        "earlier",
    }
)
#: Who is so holds no post yet.
_CHOSEN = frozenset({"nominated", "designated"})
#: What somebody "will" or "is to" do who holds no post yet.
_YET_TO = frozenset({"be", "become", "take", "assume", "ascend", "succeed"})


#: Classes of posts that somebody holds at home who chairs a world body.
_OWN_POSTS = frozenset({"minister", "government", "state", "royal"})
#: Classes of posts that are printed side by side before one name, without a mark.
_JUXTAPOSED = frozenset({"head", "government", "minister", "military", "party", "member"})

#: Kinds of units that open no naming but with one of these words.
_PLAIN = frozenset({"low", "mark", "num", "date"})
_OPENING = frozenset({*RELATED, *KIN, *DUTIES, "number", "deputy"})


def namings(units: Sequence[Unit], begins: frozenset[int] = frozenset()) -> list[Naming]:
    """The namings of a paragraph from left to right, without overlap; at the units ``begins`` a name is known to begin."""
    return _Reader(units, begins).read()


class _Reader(
    NamingRelatives,
    NamingLists,
    NamingNeighbours,
    NamingOrigins,
    NamingDuties,
    NamingRosters,
    NamingUnlisted,
    NamingSuccessions,
):
    """Goes through the units: chains of posts, relatives and bare names; lists and neighbours are read by its bases."""

    def read(self) -> list[Naming]:
        k = 0
        while k < len(self.units):
            k = max(self._step(k), k + 1)
        self._rosters()
        self._unlisted()
        self._replaced()
        return self.found

    def _step(self, k: int) -> int:
        unit = self.units[k]
        if unit.kind in _PLAIN and unit.lower not in _OPENING:
            return k + 1  # most units
        if unit.text in DUTIES and (end := self._duty(k)) > k + 1:
            return end
        if unit.text == "deputy":
            return self._deputy(k)
        if unit.kind == "role":
            return k + 1 if self._postnominal(k) else self._chain(k)
        opposite = unit.lower == "number" and k > 0 and self.units[k - 1].lower == "opposite"
        if unit.lower in RELATED or opposite:
            return self._relative(k)
        if unit.lower in KIN and k and self.units[k - 1].lower in _OWNERS:
            return self._kin(k)
        if unit.kind == "cap" and k and self.units[k - 1].text == "," and (end := self._letters_end(k)):
            self.found[-1].last = self.edge = end
            return end
        if (is_postnominal(unit) or is_junior(unit)) and self._lettered(k):
            return k + 1
        if unit.kind in ("hon", "cap", "city", "region"):
            head = self._heads_left(k) if unit.kind != "hon" else None
            return self._chain(head) if head is not None else self._bare_name(k)
        return k + 1

    def _postnominal(self, k: int) -> bool:
        """ "Hon. Jane Roe MP": letters right behind a name, no post that goes before one."""
        named = self.found[-1] if self.found else None
        letters = self.units[k].text in word_list("post_nominals")
        return letters and named is not None and named.run is not None and named.last == k

    def _lettered(self, k: int) -> bool:
        """Whether only letters and commas stand between the last name and unit ``k`` ("Jane Roe, OBE, KC")."""
        named = self.found[-1] if self.found else None
        between = (
            self.units[named.last : k] if named is not None and named.run is not None else [self.units[k - 1]]
        )
        return all(u.text == "," or is_postnominal(u) for u in between)

    # a chain of posts ------------------------------------------------------------------------------
    def _chain(self, k: int) -> int:
        posts: list[Post] = []
        while True:
            post = self.grammar.post_at(k, posts[-1].last if posts else self.edge)
            if post is None or posts and two_states(posts, [post]):
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
        if all(u.kind != "role" for u in self.units[post.first : j]):
            return  # "gave a dinner for Kenyan Ambassador X": the only head is the post's own
        if self.units[j - 1].lower in ("of", "to", "for"):
            post.last = j - 1
        elif (
            post.kind in ("spokesperson", "envoy", "adviser")
            and self.units[j - 1].kind == "demonym"
            and self.units[j - 2].lower in ("for", "of", "to")
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
        if (
            post.body_kind == "party"
            and self.units[j + 1 : j + 2]
            and self.units[j + 1].kind in ("party", "org")
        ):
            j = bracket_end(self.units, j)  # "member of the C.C., the Party of A (PA) and chairman of …"
        if name_at(self.units, j + self._addressed(j) if j < len(self.units) else j) and (
            not self._heads_left(j) or self._addressed(j)
        ):
            return None
        steps = 0
        known = post.kind == "description" and post.country and post.determiner == "the"
        if known and post.last - post.first == 2 and [u.lower for u in self.units[j : j + 1]] == ["and"]:
            return None  # "the Kenyan leader and President X of Peru": two persons
        j += [u.lower for u in self.units[j : j + 2]] == [
            "of",
            "and",
        ]  # "former prime minister of and the leader of A"
        while j < len(self.units) and self.units[j].lower in _JOINING and steps < 4:
            j, steps = j + 1, steps + 1
        if steps == 0 and not (j < len(self.units) and self.units[j].text == "/"):
            return self._side_by_side(post)
        head = self._heads_left(j)
        apart = self.units[post.last].text == "," and post.determiner == "the" and not post.plural
        if (
            apart
            and head is not None
            and self.units[head].role is not None
            and not self._address(head)
            and not self._goes_on(post, j, head)
        ):
            return (
                None  # "the President of A, Ambassador to B X": two persons; a deputy premier has a portfolio
            )
        if head is None or (self.units[post.last].text == "," and post.plural) or self._two_heads(post, head):
            return None
        return head

    def _side_by_side(self, post: Post) -> int | None:
        """ "Chairman of the Council Prime Minister General X": the next of one's posts, with nothing in between."""
        told = post.kind == "government" and post.role.startswith(("Deputy", "Vice")) or post.body
        if not told or post.plural or post.kind not in _JUXTAPOSED or post.last >= len(self.units):
            return None
        near = self.units[post.last : post.last + 5]  # most posts have no other near
        if not near[0].text[0].isupper() or all(u.kind != "role" for u in near):
            return None
        head = self._heads_left(post.last)
        role = self.units[head].role if head is not None else None
        other = role is not None and role.kind in _JUXTAPOSED and not role.plural
        return head if other and head is not None and self.units[head].text[0].isupper() else None

    def _goes_on(self, post: Post, j: int, head: int) -> bool:
        """ "the Prime Minister, Minister of Trade, Mr. X", "the bank's chairman, former minister Y": a comma within one's posts."""
        role = self.units[head].role
        if self._fronted(post.first):
            return False  # "In a message to the Prime Minister of A, Foreign Minister X said"
        portfolio = (
            post.role.endswith(("Prime Minister", "Tánaiste"))
            and role is not None
            and role.kind == "minister"
        )
        told = bool(post.body or post.to)
        if role is not None and role.kind in _OWN_POSTS and self._chairs(post, j, head):
            return True
        return (
            portfolio and self.units[j - 1].text == "," or told and self.units[j].lower in word_list("former")
        )

    def _chairs(self, post: Post, j: int, head: int) -> bool:
        """ "the OSCE Chairman-in-Office, Spanish Foreign Minister X,": who chairs a world body in turn has a post at home."""
        chair = post.role.startswith("Chair") and post.body and not (post.country or post.body_code)
        if not chair or self.units[j - 1].text != "," or self.units[j].lower in ("the", "a", "and"):
            return False
        end = next((i for i in range(head + 1, min(head + 9, len(self.units))) if name_at(self.units, i)), 0)
        run = name_at(self.units, end) if end else None
        return run is not None and run.last < len(self.units) and self.units[run.last].text == ","

    def _two_heads(self, post: Post, head: int) -> bool:
        """ "the Peruvian President and Prime Minister X": a head of state and a head of government."""
        role = self.units[head].role
        junior = role is not None and role.name in ("Minister of State", "State Secretary", "Deputy Minister")
        if junior and post.determiner == "the" and post.kind in ("state", "government"):
            return True  # "met the Taoiseach and Minister of State Y"
        return (
            post.role in ("President", "King", "Taoiseach", "Chancellor")
            and role is not None
            and role.name == "Prime Minister"
            and not post.body
        )

    def _address(self, head: int) -> bool:
        """ "the Permanent Representative of A, Ambassador X", "the Head of B, Federal Councillor Y": no other post."""
        post = self.grammar.post_at(head, head)
        return post is not None and (post.rank_only or post.role == "Federal Councillor")

    def _attach(self, posts: list[Post]) -> int:
        """Give posts to the name behind them or before them, or to who is said to hold them; else they name nobody."""
        if posts[-1].plural:
            return self._plural(posts)
        first, last = posts[0].first, posts[-1].last
        after = self._name_after(posts)
        before = self._name_before(first) or (
            self._run_on(first, last, bool(posts[-1].country)) if after is None else None
        )
        if before is not None and self._of_another(before, posts, after):
            before = before if after is not None and self._one_more(before, posts) else None
        if before is not None and after is not None and self._parted(before, posts):
            before.posts.extend(posts[:-1])  # "X, director of A, and Ambassador Y": the last post is Y's
            before.last = self.edge = posts[-2].last
            return self._attach(posts[-1:])
        apposition = after is None or self.units[last].text == ","
        if before is not None and apposition and self._in_apposition(before, posts):
            if not _ONCE.isdisjoint(u.lower for u in self.units[before.last : first]):
                _past(posts)
            before.posts.extend(posts)
            before.last = self.edge = last
            return last
        if after is not None:
            run, end = after
            if posts[0].kind == "royal" and self._honour_of(first):
                return end
            self._serves(posts)
            naming = Naming(first, end, run, posts, determiner=posts[0].determiner)
            self._of_country(naming)
            self._in_brackets(naming)
            return self._add(naming)
        if (told := self._is_named(posts)) is not None:
            return self._add(told)
        if (end := self._succeeds(posts)) > 0:
            self.edge = end
            return end
        subject = self._accredited(first) or self._subject(first)
        if subject is not None:
            return self._said_to_hold(subject, posts)
        return self._add(Naming(first, last, None, posts, determiner=posts[0].determiner))

    def _one_more(self, before: Naming, posts: list[Post]) -> bool:
        """ "Councillor X, head of A, and Councillor Y": behind a titled name a post of his, then a comma and the next one's."""
        if len(posts) < 2 or not before.prefixed or posts[0].determiner == "the":
            return False
        between = [u.lower for u in self.units[posts[-2].last : posts[-1].first]]
        return between[-2:] == [",", "and"] and not two_states(before.posts, posts[:-1])

    def _honour_of(self, first: int) -> bool:
        """ "the Order of King X", "the necklace of Queen Y": named after somebody."""
        before = [u.lower for u in self.units[max(0, first - 2) : first]]
        return before[1:] == ["of"] and before[0] in word_list("honours")

    def _serves(self, posts: list[Post]) -> None:
        """ "the UN Secretary-General's Special Envoy for A": the envoy's body is that of the principal."""
        principal = self._principal(posts)
        for post in posts if principal is not None and principal.body else ():
            if post.kind in ("envoy", "adviser", "spokesperson") and not post.body and principal is not None:
                post.body, post.body_kind = principal.body, principal.body_kind

    def _in_apposition(self, before: Naming, posts: list[Post]) -> bool:
        """Whether posts behind a name are closed by a mark, told of in a clause, or a list behind a dash."""
        dashed = len(posts) > 1 and self.units[posts[0].first - 1].text in "–—-"
        return self._closed(posts[-1].last) or self._told(before, posts) or dashed

    def _said_to_hold(self, subject: Naming, posts: list[Post]) -> int:
        """ "X, who was then Minister of A", "X will be Ambassador to B": the posts of the subject, with their time."""
        between = {u.lower for u in self.units[subject.last : posts[0].first + 2]}
        nominated = subject.first > 0 and self.units[subject.first - 1].lower in _CHOSEN
        was = bool(between & _LEFT) or bool(between & {"served", "worked"}) and not between & {"has", "have"}
        was = was and not between & {
            "appointed",
            "elected",
            "re-elected",
            "reelected",
            "named",
            "sworn",
        }
        for post in posts:
            yet = "will" in between or {"is", "to"} <= between
            planned = yet and between & _YET_TO or between & _CHOSEN or nominated
            post.status = "planned" if planned else post.status
            post.status = "former" if was and post.status == "actual" else post.status
        subject.posts.extend(posts)
        self.edge = posts[-1].last
        return self.edge

    def _bare_name(self, k: int) -> int:
        run = name_at(self.units, k)
        if run is None or run.first < self.edge:
            return k + 1
        if run.titled and k and self.units[k - 1].lower in _VESSELS:
            return run.last  # "the yacht Lady Jane"
        naming = Naming(k, run.last, run)
        self._of_country(naming)
        self._in_brackets(naming)
        self._speaks_for(naming)
        return self._add(naming)


def _past(posts: Sequence[Post]) -> None:
    """Mark posts as no longer held."""
    for post in posts:
        post.status = "former"
