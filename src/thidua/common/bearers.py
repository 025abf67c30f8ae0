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

Explain = Callable[[HttpRequest, str, datetime], str]
"""Why this secret opens nothing any more and who can help, in words; empty for one that never opened anything."""

_resolvers: dict[str, Resolve] = {}
_explanations: dict[str, Explain] = {}


def register_bearer(scheme: str, resolve: Resolve, explain: Explain) -> None:
    """Called once by the app that gives out secrets of this scheme."""
    _resolvers[scheme] = resolve
    _explanations[scheme] = explain


def bearer_of(request: HttpRequest, now: datetime) -> Actor | None:
    """Whoever the secret of the request stands for; None without one, or with one that opens nothing."""
    scheme, secret = _told(request)
    resolve = _resolvers.get(scheme)
    return resolve(request, secret, now) if resolve is not None and secret else None


def why_shut(request: HttpRequest, now: datetime) -> str:
    """Why the secret of the request opens nothing, in words; empty without one, or for one that never did."""
    scheme, secret = _told(request)
    explain = _explanations.get(scheme)
    return explain(request, secret, now) if explain is not None and secret else ""


def _told(request: HttpRequest) -> tuple[str, str]:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return scheme, secret.strip()
