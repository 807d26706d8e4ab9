"""Several persons named in one list: with a post in the plural, as colleagues, or with their countries in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.extract.names import NameRun, bracket_end, name_at
from communique.extract.naming import Naming
from communique.extract.naming_base import NamingBase
from communique.extract.posts import Post
from communique.extract.title_words import is_body_word

#: What stands between the names of a list.
_JOINTS = frozenset({",", ";", "and", ":", "–", "&", "as", "well"})


class NamingLists(NamingBase):
    """Reads lists of persons."""

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
        commas = False
        while j < len(self.units) and len(runs) < 8:
            begun = j
            while j < len(self.units) and self.units[j].lower in _JOINTS:
                j += 1
            marks = {u.text for u in self.units[begun:j]}
            if ";" in marks and commas:
                break  # "Advisers A, B; Prince C;": the next of a longer list
            commas = commas or bool(runs) and "," in marks
            ahead, land = self._land_before(j, bool(runs))
            addressed = ahead < len(self.units) and self._addressed(ahead)
            run = name_at(
                self.units, ahead + addressed
            )  # "the Deputy Ministers, Ambassador A and Ambassador B"
            if run is None or not addressed and self._heads_left(ahead) is not None:
                break
            j, owner = self._owner(run.last)
            owner = owner or land or (codes[-1] if not runs and len(codes) == 1 and self._paired(j) else "")
            field, j = self._field(j, post)
            runs.append(run)
            owners.append(owner)
            fields.append(field)
        if not runs:
            return self._add(Naming(post.first, post.last, None, posts, determiner=post.determiner))
        lands = self._lands_behind(runs[-1].last)
        if len(lands) == len(runs) > 1 and not any(owners[:-1]) and owners[-1] in ("", lands[0]):
            owners = lands
        begun = len(self.found)
        edge = self._share(posts, runs, owners, codes)
        self._split_fields(post, self.found[begun:])
        for naming, field in zip(self.found[begun:], fields, strict=True):
            for held in naming.posts if field else ():
                held.role = f"{held.role} {'of' if held.role.endswith('Minister') else 'for'} {field}"
        return edge

    def _lands_behind(self, j: int) -> list[str]:
        """The countries of all names of a list, told behind it: "Presidents A and B of Chad and Peru", "…, from Chad and Peru"."""
        units = self.units
        j += j < len(units) and units[j].text == "," and units[j + 1 : j + 2] != []
        told = j + 1 < len(units) and units[j].lower in ("of", "from")
        return self._lands(j + 1)[0] if told else []

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

    def _split_fields(self, post: Post, named: Sequence[Naming]) -> None:
        """ "Ministers of Trade and Health, A and B": of one country each has a field of his own."""
        head, of, fields = post.role.partition("Minister of ")
        each = fields.split(" and ")
        if not of or "," in fields or len(each) != 2 or len(named) != 2:
            return
        if len({n.country or n.posts[-1].country for n in named}) == 1 and not each[1].endswith("Affairs"):
            for naming, field in zip(named, each, strict=True):
                foreign = f"{field} Affairs" if field.lower() in ("foreign", "external") else field
                naming.posts[-1].role = f"{head}{of}{foreign}"

    def _paired(self, j: int) -> bool:
        """Whether another country and name follow a name ("…, X, and B, Y")."""
        while j < len(self.units) and self.units[j].lower in (",", ";", "and", "as", "well", "&"):
            j += 1
        return self._land_before(j, True)[1] != ""

    def _land_before(self, j: int, later: bool) -> tuple[int, str]:
        """ "the Presidents of A, X, and B, Y": past the country that the next of several names belongs to."""
        units = self.units
        j += later and j + 2 < len(units) and units[j].lower in ("of", "from")
        j += j + 2 < len(units) and units[j].lower == "the" and units[j + 1].kind == "country"
        if not later or j + 1 >= len(units) or units[j].kind != "country" or units[j + 1].text != ",":
            return j, ""
        return j + 2, units[j].code

    def _field(self, j: int, post: Post) -> tuple[str, int]:
        """What stands behind a minister's name for the field ("Ministers A (Trade) and B (Health)", "A of Trade"), and its end."""
        end = bracket_end(self.units, j)
        inside = self.units[j + 1 : end - 1]
        if not (post.kind == "minister" and post.role.endswith(("Minister", "Secretary", "Commissioner"))):
            return "", j
        if not inside and j < len(self.units) and self.units[j].lower in ("of", "for"):
            end = j + 1
            while end < len(self.units) and is_body_word(self.units[end]):
                end += 1
            return " ".join(u.text for u in self.units[j + 1 : end]), end if end > j + 1 else j
        if not inside or any(u.kind not in ("cap", "low") and u.text not in (",", "&") for u in inside):
            return "", j
        named = any(is_body_word(u) or u.text.isupper() for u in inside)
        return (" ".join(u.text for u in inside).replace(" ,", ","), end) if named else ("", j)

    def _colleagues(self, first: int, k: int, j: int, codes: Sequence[str] = ()) -> int:
        """ "his Greek and Cypriot colleagues, A and B", "his peers A of Chad": one counterpart a name, with its country."""
        named = [u.code for u in self.units[first:k] if u.kind in ("demonym", "country") and u.code]
        codes = list(codes) or named
        runs: list[NameRun] = []
        owners: list[str] = []
        while len(runs) < 6:
            while j < len(self.units) and self.units[j].lower in (",", ";", "and", "&"):
                j += 1
            ahead, land = self._land_before(j, bool(runs))
            run = name_at(self.units, ahead)
            if run is None or self._heads_left(ahead) is not None:
                break
            runs.append(run)
            j, owner = self._owner(run.last)
            owners.append(owner or land)
        if len(codes) == 1 < len(runs):
            owners[0] = owners[0] or codes[0]  # "his colleagues from Chad, A, and Peru, B"
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

    def _lands(self, j: int) -> tuple[list[str], int]:
        """The countries listed from unit ``j``, and the unit behind the comma that ends the list."""
        codes: list[str] = []
        while j < len(self.units) and (
            self.units[j].kind == "country" or self.units[j].lower in (",", "and", "the", "&")
        ):
            codes += [self.units[j].code] if self.units[j].kind == "country" else []
            j += 1
        return codes, j

    def _owner(self, j: int) -> tuple[int, str]:
        """The country behind a name: ``of Kazakhstan``, ``from Kazakhstan`` or ``(Latvia)``."""
        units = self.units
        if j + 1 < len(units) and units[j].lower in ("of", "from", "("):
            k = j + 1 + (units[j + 1].lower == "the")
            if k < len(units) and units[k].kind == "country":
                return k + 1 + (units[j].text == "(" and k + 1 < len(units)), units[k].code
        return j, ""


def _singular(post: Post, code: str) -> Post:
    return replace(post, country=code or post.country, plural=False, rank_only=post.rank_only and not code)
