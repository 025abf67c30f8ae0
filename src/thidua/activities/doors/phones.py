"""Phones that come with the pass of a team: `Authorization: Field <secret>`, and `X-Device` that the phone drew."""

from datetime import datetime

from django.http import HttpRequest

from thidua.activities.services.passes import actor_of_pass
from thidua.common.actor import FieldActor
from thidua.common.bearers import register_bearer

SCHEME = "Field"


def open_doors() -> None:
    """Register the passes."""
    register_bearer(SCHEME, _actor_of)


def _actor_of(request: HttpRequest, secret: str, now: datetime) -> FieldActor | None:
    return actor_of_pass(secret, request.headers.get("X-Device", ""), now)
