"""Exports: the network for drawing programs and libraries, and the whole graph as RDF."""

from communique.graph.export.build import VIEWS, network
from communique.graph.export.formats import FORMATS, Format, export, write
from communique.graph.export.model import Edge, Network, Node

__all__ = ["FORMATS", "VIEWS", "Edge", "Format", "Network", "Node", "export", "network", "write"]
