"""The command ``communique``."""

from communique.api.cli.app import app

__all__ = ["app"]
