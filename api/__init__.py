"""How people reach the graph: HTTP, command line, pages, notebooks."""
