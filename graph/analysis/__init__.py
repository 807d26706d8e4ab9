"""The graph as a network: projections, paths between entities, and measures of who stands where."""

from communique.graph.analysis.communities import Communities, communities
from communique.graph.analysis.development import Development, development
from communique.graph.analysis.ego import Ego, ego
from communique.graph.analysis.measures import MEASURES, Ranking, rank, rank_scope
from communique.graph.analysis.network import Network, network
from communique.graph.analysis.paths import Path, Paths, Step, paths
from communique.graph.analysis.projection import Projection, project
from communique.graph.analysis.views import VIEWS, scope_of

__all__ = [
    "MEASURES",
    "VIEWS",
    "Communities",
    "Development",
    "Ego",
    "Network",
    "Path",
    "Paths",
    "Projection",
    "Ranking",
    "Step",
    "communities",
    "development",
    "ego",
    "network",
    "paths",
    "project",
    "rank",
    "rank_scope",
    "scope_of",
]
