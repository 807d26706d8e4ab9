"""`Graph`: one graph in a notebook, whether its store is a folder here or a server."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from communique.api.notebook import frames
from communique.api.notebook.views import EntityView, PathsView
from communique.graph import lookup
from communique.graph.lookup import Fact, Snapshot
from communique.graph.sparql import ask

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from communique.api.notebook.drawing import Picture
    from communique.api.notebook.interactive import InteractivePicture
    from communique.graph.analysis.measures import Ranked

_CHUNK = 200
_ALL = 1_000_000


def open_store(store: str | Path | None = None) -> Graph:
    """The graph that is published in a store's folder; reopen it to see what later builds publish.

    Without a folder it is that of `COMMUNIQUE_STORE`, else `./communique-store`. Raises StoreError where
    the folder is no store.
    """
    from communique.graph.lookup.tasks import prepare
    from communique.graph.store import current, folder

    store = store or os.environ.get("COMMUNIQUE_STORE") or "communique-store"
    snapshot = current(Path(store))
    return Graph(prepare(folder.open_graph(snapshot), snapshot), str(store))


def connect(url: str, timeout: float = 60.0) -> Graph:
    """The graph behind a server of `communique serve`, or any SPARQL 1.1 endpoint with such a graph.

    `url` is the server's address or its endpoint's, `timeout` in seconds. Raises StoreError if it does not
    answer.
    """
    from communique.graph.store import RemoteStore

    endpoint = url if url.rstrip("/").endswith(("sparql", "query")) else f"{url.rstrip('/')}/sparql"
    return Graph(Snapshot.of(RemoteStore(endpoint, timeout)), url)


class Graph:
    """Reported diplomacy to ask, list, measure and draw. Entities go by any of their names, or by id."""

    def __init__(self, snapshot: Snapshot, source: str) -> None:
        self._snapshot, self._source = snapshot, source

    def __repr__(self) -> str:
        return f"<communique graph of {self._source}>"

    def query(self, sparql: str, *, short: bool = True) -> pd.DataFrame | bool:
        """The answer: a DataFrame with typed columns, or the truth value of an ASK.

        CONSTRUCT and DESCRIBE give the columns subject, predicate and object. The usual prefixes are known;
        IRIs are shortened unless `short` is False. No query reaches another host: SERVICE is refused.
        Raises SyntaxError and ValueError, and StoreError for what a server refuses.
        """
        result = self._ask(sparql)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QuerySolutions):
            names = [variable.value for variable in result.variables]
            rows: Iterable[Any] = ([solution[name] for name in names] for solution in result)
        else:
            names = ["subject", "predicate", "object"]
            rows = ((triple.subject, triple.predicate, triple.object) for triple in result)
        return frames.table(names, rows, self._snapshot.id_base, short)

    def search(self, name: str, type: str = "", limit: int = 20) -> pd.DataFrame:
        """Entities by a name, also misspelt or without diacritics, the best first."""
        hits = lookup.search(self._snapshot, name, type, limit).hits
        columns = ("id", "type", "label", "matched", "score", "facts")
        return frames.records(({c: getattr(hit, c) for c in columns} for hit in hits), columns)

    def entity(self, name: str, as_of: str = "") -> EntityView:
        """An entity and its facts; with `as_of` (ISO) what reports attest by that day. Raises LookupError."""
        return EntityView(lookup.entity(self._snapshot, self._id(name), as_of, limit=_CHUNK))

    def facts(
        self, kind: str = "", *, about: str = "", since: str = "", until: str = "", limit: int = 10_000
    ) -> pd.DataFrame:
        """Facts as a table: of one kind (`meeting`, `visit` …), about an entity, in a period; or all."""
        if about:
            listed = lookup.timeline(
                self._snapshot, self._id(about), kind, since, until, "oldest", limit
            ).facts
            return frames.facts_table(listed)
        return frames.facts_table(islice(self._facts(kind, since, until), limit))

    def evidence(self, name: str, kind: str = "", limit: int = 1000) -> pd.DataFrame:
        """Every passage that states a fact about an entity, or one fact (by its id)."""
        if "/" in name:
            with contextlib.suppress(lookup.NotFound):
                return frames.evidence_table([lookup.fact(self._snapshot, name, limit)])
        return frames.evidence_table(lookup.evidence(self._snapshot, self._id(name), kind, limit).facts)

    def rank(self, by: str = "degree", limit: int = 20, **scope: Any) -> pd.DataFrame:
        """The entities that stand highest by a measure of `communique.graph.analysis.MEASURES`.

        `scope` as in `communique.graph.analysis.rank`: view, or relations and types; since, until, as_of.
        """
        from communique.graph.analysis import rank

        found = rank(self._snapshot, by, limit=limit, **scope)
        return frames.records((_ranked(row, by) for row in found.ranked), _ranked_columns(by))

    def development(
        self, by: str = "degree", every: str = "year", limit: int = 10, **scope: Any
    ) -> pd.DataFrame:
        """How a measure changes: the highest entities of each year or quarter, with its first and last day.

        `scope` as in `communique.graph.analysis.development`: view, since, until, as_of.
        """
        from communique.graph.analysis import development

        periods = development(self._snapshot, by, every=every, limit=limit, **scope).periods
        rows = ({"start": p.start, "end": p.end} | _ranked(r, by) for p in periods for r in p.ranked)
        made = frames.records(rows, ("start", "end", *_ranked_columns(by)))
        for name in ("start", "end"):
            made[name] = frames.pandas().to_datetime(made[name])
        return made

    def communities(self, view: str = "met", **scope: Any) -> pd.DataFrame:
        """Who keeps together: each entity of a view with the number of its community, the largest is 1.

        `scope` as in `communique.graph.analysis.communities`: since, until, as_of, limit, members.
        """
        from communique.graph.analysis import communities

        found = communities(self._snapshot, view, **{"limit": _ALL, "members": _ALL} | scope).communities
        rows = (
            {
                "community": group.number,
                "size": group.size,
                "id": who.id,
                "label": who.label,
                "type": who.type,
            }
            for group in found
            for who in group.members
        )
        return frames.records(rows, ("community", "size", "id", "label", "type"))

    def paths(self, source: str, target: str, **scope: Any) -> PathsView:
        """The shortest chains between two entities, each step with its fact and sentence."""
        from communique.graph.analysis import paths

        return PathsView(paths(self._snapshot, source, target, **scope))

    def to_networkx(self, view: str = "people", **scope: Any) -> nx.Graph[str]:
        """The network of a view as a networkx multigraph, its edges' `weight` counting facts.

        Views: met, people, countries, offices, everything, as in `rank`. `scope` as in
        `communique.graph.export.network`: multi, since, until, as_of, ego (a name or id), hops.
        """
        import networkx as nx

        from communique.graph.export import export

        data = export(self._snapshot, "nodelink", view=view, **scope)
        return nx.node_link_graph(json.loads(data), edges="links")

    def draw(
        self, view: str = "people", *, labels: int = 25, interactive: bool = False, **scope: Any
    ) -> Picture | InteractivePicture:
        """The network as a picture: nodes sized by degree, the `labels` best connected ones named.

        matplotlib draws it; with `interactive` it is a frame in which one can move, zoom and click, for which
        nothing more is needed. `scope` as in `to_networkx`.
        """
        graph = self.to_networkx(view, **scope)
        if interactive:
            from communique.api.notebook.interactive import draw as draw_inline

            return draw_inline(graph, labels)
        from communique.api.notebook.drawing import draw

        return draw(graph, labels)

    def _ask(self, sparql: str) -> Any:
        """The engine's or the server's answer, with the usual prefixes."""
        store = self._snapshot.store
        return ask(store, sparql) if isinstance(store, ox.Store) else store.query(sparql)

    def _id(self, name: str) -> str:
        """The id that a name means; the likeliest one."""
        found = lookup.resolve(self._snapshot, name)
        if not found:
            raise lookup.NotFound(f"nothing in the graph is named like “{name}”")
        return found[0].id

    def _facts(self, kind: str, since: str, until: str) -> Iterable[Fact]:
        """Facts by date, read in portions."""
        from communique.graph.export.reading import Choice, read_facts

        kinds = (lookup.KINDS[kind].key,) if kind in lookup.KINDS else tuple(lookup.KINDS)
        if kind and kind not in lookup.KINDS:
            raise lookup.BadParameter(f"no kind “{kind}”: there are {', '.join(lookup.KINDS)}")
        found = sorted(
            read_facts(self._snapshot, Choice(kinds, since, until)), key=lambda f: (f.start or "9999", f.iri)
        )
        iris = [fact.iri for fact in found]
        for start in range(0, len(iris), _CHUNK):
            yield from lookup.read_facts(self._snapshot, iris[start : start + _CHUNK])


def _ranked_columns(by: str) -> tuple[str, ...]:
    return ("place", "id", "label", by, "partners", "facts")


def _ranked(row: Ranked, by: str) -> dict[str, Any]:
    """A row of a ranking."""
    entity = row.entity
    return {"place": row.place, "id": entity.id, "label": entity.label, by: row.score,
            "partners": row.partners, "facts": row.facts}  # fmt: skip
