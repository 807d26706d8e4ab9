"""Which name beside a post is its holder's: the name behind it, in front of it, or the subject of "is" and "as"."""

from __future__ import annotations

from communique.extract.closed_runs import name_behind
from communique.extract.names import NameRun, bracket_end, name_at
from communique.extract.naming import Naming, two_states
from communique.extract.naming_base import NamingBase
from communique.extract.posts import Post
from communique.extract.title_words import is_postnominal, possessive_at
from communique.extract.words import word_list, words_of

_COPULAS = word_list("copulas")
_ELECTIONS = word_list("elections")
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "my", "whose"})
_OFFICES = frozenset({"post", "position", "office", "role", "job", "rank", "duties"})
_CHOOSING = frozenset(
    {
        "appoints",
        "names",
        "elects",
        "nominated",
        "promoted",
        "elected",
        "re-elected",
        "appointed",
        "named",
        "declared",
    }
)
_BEING = _CHOOSING | {"is", "was", "'s", "’s", "been", "be", "became", "becomes", "remains", "made"}
#: What opens a phrase before the subject of its sentence, and the prepositions in it before somebody's post.
_FRONTING = word_list("fronting_prepositions")
_GOVERNING = frozenset({"to", "with", "by", "from"})
_ELECTED = _ELECTIONS | word_list("election_links")


class NamingNeighbours(NamingBase):
    """Finds the name that a post belongs to."""

    def _name_after(self, posts: list[Post]) -> tuple[NameRun, int] | None:
        post = posts[-1]
        j = bracket_end(self.units, post.last)
        if j == post.last and j < len(self.units) and (self._addressed(j) or self._glottal(j)):
            j = bracket_end(self.units, j + 1)  # "Foreign Secretary Ambassador (Dr.) X"
        run = name_at(self.units, j)
        if run is not None and (self._heads_left(j) is None):
            return run, run.last
        if self.units[post.last : post.last + 1] and self.units[post.last].text in ("(", "["):
            inside = name_at(self.units, post.last + 1)  # "the president of Zimbabwe [A B]"
            if inside is not None and inside.last - inside.first > 1 and inside.last == j - 1:
                return inside, j
        if [u.lower for u in self.units[j : j + 3]] == ["at", "the", "time"]:
            post.status, j = "former", j + 3  # "the foreign minister at the time, X"
        comma = j < len(self.units) and self.units[j].text in (",", ":", "–", "—", "-")
        while comma and j + 2 < len(self.units) and self.units[j + 1].lower in ("the", "late"):
            post.status = "former" if self.units[j + 1].lower == "late" else post.status
            j += 1
        begin = j + 1 + (comma and j + 1 < len(self.units) and self._addressed(j + 1))
        if comma and j + 2 < len(self.units) and self.units[j + 1].kind == "hon" and self._addressed(j + 2):
            begin = j + 3  # "the spokesperson of the ministry, H.E. Ambassador X"
        begin += comma and begin < len(self.units) and self._glottal(begin)
        run = name_at(self.units, begin) if comma else None
        if run is None or begin == j + 1 and self._heads_left(begin) is not None:
            return None
        words, last = run.last - run.first, self._past_letters(run.last)
        closed = last >= len(self.units) or self.units[last].kind in ("mark", "low", "hon", "date")
        alone = post.kind == "royal" and (post.country or post.determiner == "the")  # "the Danish king, X,"
        if (
            (words >= 2 or run.titled or alone)
            and closed
            and (run.titled or self._definite(posts, run, j))
            and not self._roster(post, run)
            and not self._leads_on(posts[0].first, run.last)
        ):
            end = last + (last < len(self.units) and self.units[last].text == ",")
            return run, end
        return None

    def _leads_on(self, first: int, last: int) -> bool:
        """ "In a message to the Prime Minister of A, Dr X said": the name behind the comma is the subject, not the holder.

        ``first`` is where the post begins, ``last`` where the name ends; its holder would be closed by a comma.
        """
        if last >= len(self.units) or self.units[last].kind != "low" or not self._fronted(first):
            return False
        verb = self.units[last].lower
        return verb.endswith("ed") or verb != "also" and verb in words_of("past_verbs", "voicing_verbs")

    def _fronted(self, first: int) -> bool:
        """Whether a post that begins at unit ``first`` stands in a phrase before the subject ("In a message to the Prime Minister")."""
        begin = next((i + 1 for i in range(first - 1, -1, -1) if self.units[i].text in (".", ";", ":")), 0)
        lead = [u.lower for u in self.units[begin:first]]
        held = any(w in (",", "that", "who", "which") for w in lead)
        return lead[:1] != [] and lead[0] in _FRONTING and not held and not _GOVERNING.isdisjoint(lead[1:])

    def _past_letters(self, j: int) -> int:
        """Past the letters of orders and seats right behind a name ("the Taoiseach, Jane Roe TD, …")."""
        while j < len(self.units) and (
            is_postnominal(self.units[j]) or self.units[j].text in word_list("post_nominals")
        ):
            j += 1
        return j

    def _definite(self, posts: list[Post], run: NameRun, comma: int) -> bool:
        """Whether a post tells whose it is or of whom the talk is, so that a name behind the mark at ``comma`` is its holder's."""
        first, post = posts[0].first, posts[-1]
        before = self.units[first - 1].lower if first else ""
        if any(p.determiner in _DEFINITE or p.country or p.body for p in posts) or before in (
            "'s",
            "’s",
            ";",
        ):
            return True  # "by the port authority's director, X"
        if self.units[comma].text in ("-", "–") and " " in post.role:
            return True  # "Deputy Prime Minister - X"
        if post.kind == "state" and self.units[post.last - 1].lower == "republic":
            return True  # "President of the Republic, X"
        if (
            run.last < len(self.units)
            and self.units[run.last].text == ";"
            or self._principal(posts) is not None
        ):
            return True
        led = self._name_before(first)
        if led is None and posts[0].determiner in ("a", "an"):  # "a ministry spokesman, X, said"
            return run.last < len(self.units) and self.units[run.last].text == ","
        if led is None:  # "seen off by Minister of Foreign Affairs, X and other officials"
            high = ("minister", "government", "state", "local")
            return any(p.kind in high and " " in p.role for p in posts)
        return self._titles_lead(led)

    def _principal(self, posts: list[Post]) -> Post | None:
        """The post that owns these posts: "the UN Secretary-General's Special Envoy, X"."""
        j = posts[0].first - 1
        last = self.found[-1] if self.found else None
        owned = j > 0 and self.units[j].lower in ("'s", "’s") and last is not None and last.last == j
        return last.posts[-1] if owned and last is not None and last.posts and last.run is None else None

    def _glottal(self, j: int) -> bool:
        """A mark that belongs to the name behind it ("Prime Minister 'Aisake Valu Eke") and opens no quotation."""
        if self.units[j].text not in ("'", "‘", "’", "`") or j + 1 >= len(self.units):
            return False
        joined = self.units[j].last == self.units[j + 1].first and self.units[j + 1].kind == "cap"
        return joined and all(u.text not in ("'", "’") for u in self.units[j + 1 : j + 6])

    def _roster(self, post: Post, run: NameRun) -> bool:
        """``X, chairman of A, Y, deputy speaker of B``: the name behind belongs to the next post."""
        before = self._name_before(post.first)
        return (
            before is not None
            and not self._titles_lead(before)
            and not two_states(before.posts, [post])
            and run.last < len(self.units)
            and self.units[run.last].text in (",", "(")
            and self._heads_left(run.last + 1) is not None
        )

    def _parted(self, before: Naming, posts: list[Post]) -> bool:
        """ "X, director of A, and Ambassador Y", "X, Ambassador to A and Minister Y": the last post is of the name behind it."""
        if len(posts) < 2:
            return False
        comma = any(u.text == "," for u in self.units[posts[-2].last : posts[-1].first])
        if self.units[posts[-1].last].text == ",":  # "X, head of A, and the head of B, Y"
            return comma and posts[-1].determiner == "the" != posts[0].determiner
        return comma or not before.posts

    def _of_another(self, before: Naming, posts: list[Post], after: tuple[NameRun, int] | None) -> bool:
        """Whether posts behind a name are not of its bearer: of another state, or of the name that follows them."""
        if two_states(before.posts, posts):
            return True
        if after is None:
            return False
        if before.relation == "counterpart" and posts[0].determiner == "the":
            return True  # "his Peruvian counterpart, X, the Minister for Trade, Y and …"
        led = before.prefixed or before.relation == "spouse"
        if led and after[0].titled and posts[0].determiner == "the" and posts[-1].last < after[0].first - 1:
            return True  # "by First Lady A, the Minister of Trade, Mr. B, …"
        if before.prefixed and self._next_minister(before, posts, after[0]):
            return True
        if after[0].titled and self._title_in_front(before) and posts[0].determiner == "the":
            return True
        both = before.prefixed and before.determiner == posts[0].determiner == "the"
        return self._titles_lead(before) or both or before.prefixed and after[0].first == posts[-1].last

    def _next_minister(self, before: Naming, posts: list[Post], run: NameRun) -> bool:
        """ "met Prime Minister A, the Minister of Defence, B, and C": behind a head of government the next of a list."""
        head = any(p.kind in ("state", "government") for p in before.posts)
        minister = len(posts) == 1 and posts[0].kind == "minister" and posts[0].determiner == "the"
        behind = [u.lower for u in self.units[run.last : run.last + 2]]
        return head and minister and behind == [",", "and"]

    def _title_in_front(self, before: Naming) -> bool:
        """ "with the Minister of Finance and Wetlands, H.E. X, the Minister of Trade, H.E. Y": a title that ran on to a comma."""
        title = self.found[-2] if len(self.found) > 1 else None
        lone = title is not None and title.run is None and title.posts and not title.relation
        if not lone or title is None or before.posts or before.run is None or not before.run.titled:
            return False
        between = self.units[title.last : before.first]
        return between[-1:] != [] and between[-1].text == "," and all(u.kind != "mark" for u in between[:-1])

    def _run_on(self, first: int, last: int, told: bool) -> Naming | None:
        """ "represented by Hon. X Deputy Premier and Minister of Home Affairs;": the post right behind an addressed name."""
        before = self.found[-1] if self.found else None
        ends = last >= len(self.units) or self.units[last].text in (";", ".")
        elected = before is not None and self.units[before.first - 1].lower in _CHOOSING
        if elected and before is not None and not before.posts and before.last == first:
            return before  # "parliament elected X speaker"
        addressed = before is not None and before.run is not None and before.run.titled
        if not addressed or before is None or before.last != first:
            return None
        role = next((u for u in self.units[first:last] if u.kind == "role"), None)
        ends = ends or role is not None and role.text[0].isupper() and told and not before.posts
        return before if ends else None  # "H.E. X High Commissioner of A to B was the first"

    def _subject(self, first: int) -> Naming | None:
        """The naming before "who is also …", "was then …", "in his capacity as …"."""
        last = self.found[-1] if self.found else None
        if last is None or last.run is None or not 0 < first - last.last <= 8:
            return None
        between = self._undated(last.last, first)
        if set(between) & _ELECTIONS and all(w in _ELECTED for w in between):
            return last  # "congratulated X on his election as President of A"
        if between[-1:] in (["a"], ["an"]) and between[-2:-1] and between[-2] in _BEING:
            between.pop()  # "X was elected a vice-chair of A"
        if between[-1:] and between[-1] in _OFFICES and self.units[last.first - 1].lower in _CHOOSING:
            return last  # "appointed X to the post of Minister of A"
        opening = self.units[first].lower  # "elected" and "appointed" may be read with the post
        return (
            last
            if all(w in _COPULAS for w in between) and word_list("post_verbs") & {*between, opening}
            else None
        )

    def _undated(self, begin: int, end: int) -> list[str]:
        """The words between two units without numbers and dates ("was re-elected on Monday as")."""
        words: list[str] = []
        for unit in self.units[begin:end]:
            dated = unit.kind in ("num", "date") or unit.lower in word_list("calendar_words")
            if dated and words[-1:] == ["on"]:
                words.pop()
            office = unit.lower == "of" and words[-1:] != [] and words[-1] in _OFFICES
            if not office and not dated:  # "was appointed to the post of Minister of A"
                words.append(unit.lower)
        return words

    def _is_named(self, posts: list[Post]) -> Naming | None:
        """ "The head of the committee is Jane Roe, a lawyer": the name behind a post and "is"."""
        first, j = posts[0].first, posts[-1].last
        before = [u.lower for u in self.units[max(0, first - 2) : first]]
        owned = posts[0].determiner in _DEFINITE and before[:1] != ["in"]  # "in the chair was X"
        owned = owned or before[-1:] in (["'s"], ["’s"])
        if (
            not (owned or posts[0].country)
            or j + 1 >= len(self.units)
            or self.units[j].lower not in ("is", "was")
        ):
            return None
        k = j + 1 + (self.units[j + 1].lower in ("now", "currently", "still"))
        k += 2 * (
            k + 1 < len(self.units) and self.units[k].lower == "the" and self.units[k + 1].kind == "demonym"
        )
        run = name_at(self.units, k) if name_behind(self.units, k) else None
        ended = run is not None and (run.last == len(self.units) or self.units[run.last].kind == "mark")
        if run is None or not ended or self._heads_left(k) is not None:
            return None
        for post in posts if self.units[j].lower == "was" else ():
            post.status = "former"
        return Naming(first, run.last, run, posts, determiner=posts[0].determiner)

    def _accredited(self, first: int) -> Naming | None:
        """ "A presented his credentials to President B as the Ambassador of C": the post is A's."""
        begin = next((i + 1 for i in range(first - 1, -1, -1) if self.units[i].text == "."), 0)
        words = [u.lower for u in self.units[begin:first]]
        if words[-3:-1] in (["accrediting", "her"], ["accrediting", "him"]) and words[-1:] == ["as"]:
            sent = [n for n in self.found if n.run is not None and n.first >= begin]
            return next(
                (n for n in reversed(sent) if n.run is not None and n.run.last - n.run.first > 1), None
            )
        if words[-1:] != ["as"] and words[-2:] != ["as", "the"] or not _presented(words):
            return None
        named = [n for n in self.found if n.run is not None and n.first >= begin]
        full = [n for n in named if n.run is not None and n.run.last - n.run.first > 1]
        relative = (n for n in full if self.units[n.last : n.last + 2] and self._who_presents(n.last))
        return next(relative, full[0] if full else None)

    def _who_presents(self, j: int) -> bool:
        """ "The King received X, who presented …": the relative clause tells whose credentials they are."""
        words = [u.lower for u in self.units[j : j + 5] if u.text != ","]
        return words[:1] == ["who"] and not _PRESENTING.isdisjoint(words[1:4])

    def _closed(self, last: int) -> bool:
        """An apposition is closed by a mark, by "and" or by the end; a verb behind it shows that it was none."""
        if possessive_at(self.units, last):
            return False  # "X, Peru's prosecutor's office reported"
        if last >= len(self.units) or self.units[last].kind in ("mark", "date"):
            return True
        return self.units[last].lower in word_list("apposition_ends")

    def _titles_lead(self, before: Naming) -> bool:
        """ "the President of A, X, the President of B, Y, …": every name stands behind its post and a comma."""
        return before.prefixed and self.units[before.posts[-1].last].text == ","

    def _told(self, before: Naming, posts: list[Post]) -> bool:
        """ "X, President of the Republic of A sent a letter": no comma behind, yet no article makes it another person."""
        first = before.run is not None and (
            before.first == 0 or self.units[before.first - 1].text in (".", "”", '"') or before.run.titled
        )
        post, verb = posts[0], self.units[posts[-1].last].lower if posts[-1].last < len(self.units) else ""
        said = verb.endswith(("ed", "s")) and not verb.endswith("ss") or verb in word_list("past_verbs")
        sent = post.kind == "envoy" and bool(post.country) and before.run is not None and before.run.titled
        apart = post.determiner and not (
            sent and verb in ("was", "is", "has")
        )  # "H.E. X, the Peruvian envoy was"
        return (
            first
            and said
            and not before.posts
            and not apart
            and bool(post.country or post.body or posts[1:] or _portfolio(before, post))
        )


def _portfolio(before: Naming, post: Post) -> bool:
    """ "H.E. Mr. X, Minister for Trade met": a field tells whose post it is, where the name is addressed."""
    addressed = before.run is not None and before.run.titled
    return addressed and post.kind == "minister" and " for " in post.role or addressed and " of " in post.role


_PRESENTING = frozenset({"presented", "presents", "submitted", "handed"})


def _presented(words: list[str]) -> bool:
    """Whether somebody's own credentials are spoken of: "her credentials", "presented his letters of credence"."""
    own = "credence" in words and words[words.index("credence") - 3] in ("his", "her", "their")
    return "credentials" in words or own
