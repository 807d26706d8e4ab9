"""`%%sparql`: a cell of SPARQL, asked of a graph in the notebook."""

from __future__ import annotations

from typing import Any

from communique.api.notebook.graph import Graph


def load_ipython_extension(shell: Any) -> None:
    """Register the magic: `%%sparql [graph] [>> name]`.

    `graph` is the name of a variable that holds a `Graph`; without one, the notebook's only graph is asked.
    With `>> name` the answer is also kept in a variable.
    """

    def sparql(line: str, cell: str) -> Any:
        asked, _, target = (part.strip() for part in line.partition(">>"))
        answer = _graph(shell.user_ns, asked).query(cell)
        if target:
            shell.user_ns[target] = answer
        return answer

    shell.register_magic_function(sparql, magic_kind="cell", magic_name="sparql")


def _graph(names: dict[str, Any], wanted: str) -> Graph:
    """The graph that is meant."""
    if wanted:
        found = names.get(wanted)
        if not isinstance(found, Graph):
            raise NameError(f"{wanted} is no graph; make one by {wanted} = communique.open()")
        return found
    graphs = {id(g): g for name, g in names.items() if isinstance(g, Graph) and not name.startswith("_")}
    if len(graphs) != 1:
        raise NameError(f"there are {len(graphs)} graphs here; say which: %%sparql name")
    return next(iter(graphs.values()))
