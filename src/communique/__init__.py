"""communique: reports about diplomacy as a knowledge graph that leads back to the sentences."""

__version__ = "0.1.0"
