"""Requests that carry a secret of their own (`Authorization: <scheme> <secret>`) in place of a session.

The app that gives the secrets out registers who comes with them; `access.middleware` asks it. A browser never sends
such a header by itself, so that what is done with it needs no token against forged forms.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest

from thidua.common.actor import Actor

Resolve = Callable[[HttpRequest, str, datetime], Actor | None]
"""Who comes with this secret at this moment; None when it opens nothing."""

_resolvers: dict[str, Resolve] = {}


def register_bearer(scheme: str, resolve: Resolve) -> None:
    """Called once by the app that gives out secrets of this scheme."""
    _resolvers[scheme] = resolve


def bearer_of(request: HttpRequest, now: datetime) -> Actor | None:
    """Whoever the secret of the request stands for; None without one, or with one that opens nothing."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    resolve = _resolvers.get(scheme)
    return resolve(request, secret.strip(), now) if resolve is not None and secret.strip() else None
