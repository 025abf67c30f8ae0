"""Phones that come with the pass of a team: `Authorization: Field <secret>`, and `X-Device` that the phone drew."""

from datetime import datetime

from django.http import HttpRequest

from thidua.activities.services.passes import actor_of_pass, why_shut_out
from thidua.common.actor import FieldActor
from thidua.common.bearers import register_bearer

SCHEME = "Field"


def open_doors() -> None:
    """Register the passes."""
    register_bearer(SCHEME, _actor_of, _why_shut)


def _actor_of(request: HttpRequest, secret: str, now: datetime) -> FieldActor | None:
    return actor_of_pass(secret, request.headers.get("X-Device", ""), now)


def _why_shut(request: HttpRequest, secret: str, now: datetime) -> str:
    return why_shut_out(secret, request.headers.get("X-Device", ""), now)
