"""The graph in a notebook: `communique.open("communique-store")` or `communique.connect("http://…")`.

Both give a `Graph` with the same methods. Tables are pandas DataFrames, pictures are matplotlib's: they come
with the extra `communique[notebook]`. `%load_ext communique` adds the magic `%%sparql`.
"""

from communique.api.notebook.graph import Graph, connect, open_store

__all__ = ["Graph", "connect", "open_store"]
