"""The graph as a network: projections, paths between entities, and measures of who stands where."""

from communique.graph.analysis.ego import Ego, ego
from communique.graph.analysis.measures import MEASURES, Ranking, rank
from communique.graph.analysis.network import Network, network
from communique.graph.analysis.paths import Path, Paths, Step, paths
from communique.graph.analysis.projection import Projection, project
from communique.graph.analysis.views import VIEWS, Development, development

__all__ = [
    "MEASURES",
    "VIEWS",
    "Development",
    "Ego",
    "Network",
    "Path",
    "Paths",
    "Projection",
    "Ranking",
    "Step",
    "development",
    "ego",
    "network",
    "paths",
    "project",
    "rank",
]
