"""Who may write: the bearer of the token that the server was started with."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Request

from communique.api.http.errors import Forbidden, NeedsToken
from communique.api.settings import Settings


def require_token(settings: Settings, authorization: str) -> None:
    """Raise Forbidden where writes are off, NeedsToken where the header does not carry the token."""
    if settings.token is None:
        raise Forbidden("Writes are off: the server was started without COMMUNIQUE_TOKEN.")
    scheme, _, given = authorization.partition(" ")
    expected = settings.token.get_secret_value().encode()
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), expected):
        raise NeedsToken(headers={"WWW-Authenticate": 'Bearer realm="communique"'})


def _dependency(request: Request) -> None:
    require_token(request.app.state.service.settings, request.headers.get("authorization", ""))


TokenRequired = Annotated[None, Depends(_dependency)]
