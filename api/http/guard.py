"""A batch of writes that leaves the facts of a managed store alone."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from communique.api.http.errors import Conflict, Forbidden
from communique.graph.store import folder as layout

ARTICLE = ox.NamedNode("https://w3id.org/communique/ontology#Article")


class _Digest:
    """A writer object that keeps a digest only."""

    def __init__(self) -> None:
        self.state = hashlib.blake2b(digest_size=16)

    def write(self, data: bytes) -> int:
        self.state.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


@contextlib.contextmanager
def guarded_batch(folder: Path) -> Iterator[ox.Store]:
    """A batch whose changes are published only if it leaves what reports state as it was.

    In a managed store the default graph and the articles' graphs belong to builds. They are compared before
    and after, whatever way the update was written; a plain store takes everything.
    """
    managed = layout.is_managed(folder)
    with _batch(folder) as store:
        graphs = _article_graphs(store) if managed else frozenset()
        before = _fingerprint(store, graphs) if managed else ""
        yield store
        if managed and _fingerprint(store, graphs) != before:
            raise Forbidden(
                "This store is built from reports: its default graph and its articles' graphs change only by "
                "reports and decisions. Write to other named graphs."
            )


@contextlib.contextmanager
def _batch(folder: Path) -> Iterator[ox.Store]:
    """The store's batch; another process's lock is a conflict that a client may try again."""
    try:
        with layout.batch(folder) as store:
            yield store
    except layout.StoreLocked as error:
        raise Conflict(str(error)) from None


def _article_graphs(store: ox.Store) -> frozenset[ox.NamedNode]:
    """The articles' IRIs, which are the names of their graphs."""
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = store.quads_for_pattern(None, rdf_type, ARTICLE, ox.DefaultGraph())
    return frozenset(quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode))


def _fingerprint(store: ox.Store, graphs: frozenset[ox.NamedNode]) -> str:
    """A digest of the protected graphs; the engine lists a graph in one order whatever its history."""
    digest = _Digest()
    protected: list[ox.NamedNode | ox.DefaultGraph] = [ox.DefaultGraph(), *sorted(graphs, key=str)]
    for graph in protected:
        store.dump(cast("IO[bytes]", digest), ox.RdfFormat.N_TRIPLES, from_graph=graph)
        digest.write(b"\n")
    return digest.state.hexdigest()
