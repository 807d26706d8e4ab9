"""The HTTP server: SPARQL, graph store, lookups. Import `communique.api.http.server` to run it.

Kept empty on purpose: query workers import modules of this package and must start within milliseconds.
"""
