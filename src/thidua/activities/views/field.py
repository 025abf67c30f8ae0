"""What a phone in the field asks and sends: its assignment, facts one by one. JSON, with the pass of a team."""

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.assignments import assignment_of
from thidua.activities.facts.moments import is_possible, set_right
from thidua.activities.models import Activity, FieldPass
from thidua.activities.policies import Sending
from thidua.activities.services import Note, Picture, keep_photo, note_fact
from thidua.common import clock
from thidua.common.actor import FieldActor
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest

STATUS = {
    "other_activity": HTTPStatus.CONFLICT,
    "other_photo": HTTPStatus.CONFLICT,
    "corrected_already": HTTPStatus.CONFLICT,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}
KEYS = frozenset({"kind", "body", "noted_at", "device_now", "supersedes", "is_void"})


def show_assignment(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What the phone takes along: the activity, the team, what can be chosen on the card."""
    actor = cast("FieldActor", request.actor)
    field_pass = FieldPass.objects.select_related("party").get(pk=actor.field_pass)
    return JsonResponse(assignment_of(activity, field_pass, clock.now()))


def put_fact(request: ActorRequest, sending: Sending) -> HttpResponse:
    """Keep a fact: 201 the first time, 200 whenever it comes again, each with the same receipt.

    What is no fact is refused with the reason (400, 409): it stays on the phone until somebody has looked at it.
    """
    now = clock.now()
    try:
        note = _note(_body(request), sending.code)
        kept = note_fact(actor=request.actor, activity=sending.activity, note=note, now=now)
    except DomainError as error:
        return _refusal(error)
    plain = {
        "code": str(sending.code),
        "receipt": kept.fact.receipt,
        "received_at": kept.fact.received_at.isoformat(),
        "is_repeat": kept.is_repeat,
        "is_other": kept.is_other,
        "server_now": now.isoformat(),
    }
    return JsonResponse(plain, status=HTTPStatus.OK if kept.is_repeat else HTTPStatus.CREATED)


def put_photo(request: ActorRequest, sending: Sending) -> HttpResponse:
    """Keep a photograph: as `put_fact`. What is said of it comes in headers, its bytes are the body."""
    actor, now = cast("FieldActor", request.actor), clock.now()
    try:
        picture = _picture(request, sending.code)
        kept, is_repeat = keep_photo(actor=actor, activity=sending.activity, picture=picture, now=now)
    except DomainError as error:
        return _refusal(error)
    plain = {
        "code": str(sending.code),
        "receipt": kept.receipt,
        "received_at": kept.received_at.isoformat(),
        "is_repeat": is_repeat,
        "is_other": False,
        "server_now": now.isoformat(),
    }
    return JsonResponse(plain, status=HTTPStatus.OK if is_repeat else HTTPStatus.CREATED)


def _picture(request: ActorRequest, code: UUID) -> Picture:
    told = request.headers
    try:
        of_fact = UUID(told["X-Fact"]) if told.get("X-Fact") else None
        taken_at, device_now = _moment(told, "X-Taken-At"), _moment(told, "X-Device-Now")
    except ValueError:
        raise ActivityError(_("Ảnh này không đọc được nên chưa nhận."), code="bad_photo") from None
    return Picture(
        code=code,
        content=_body(request),
        sha256=told.get("X-Sha256", "").lower(),
        taken_at=_by_our_clock(taken_at, device_now),
        point=told.get("X-Point", "").strip(),
        of_fact=of_fact,
        has_faces={"yes": True, "no": False}.get(told.get("X-Faces", "")),
    )


def _by_our_clock(moment: datetime | None, device_now: datetime | None) -> datetime | None:
    """A device's moment, set right by what its clock is ahead while it sends."""
    if moment is None or device_now is None:
        return moment
    return set_right(moment, round((device_now - clock.now()).total_seconds()))


def _body(request: ActorRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise ActivityError(
            _("Bản gửi này lớn hơn mức hệ thống nhận."), code="too_large", remedy=_("Thu nhỏ ảnh rồi gửi lại.")
        ) from None


def _refusal(error: DomainError) -> HttpResponse:
    status = STATUS.get(error.code, error.status)
    return JsonResponse({"code": error.code, "says": error.message, "remedy": error.remedy}, status=status)


def _note(sent: bytes, code: UUID) -> Note:
    try:
        plain = json.loads(sent)
        if not isinstance(plain, dict) or not plain.keys() <= KEYS or not isinstance(plain.get("body", {}), dict):
            raise ValueError
        return Note(
            kind=FactKind(plain["kind"]),
            body=plain.get("body", {}),
            code=code,
            noted_at=_moment(plain, "noted_at"),
            device_now=_moment(plain, "device_now"),
            supersedes=UUID(plain["supersedes"]) if plain.get("supersedes") else None,
            is_void=plain.get("is_void", False) is True,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ActivityError(_("Bản ghi này không đọc được nên chưa nhận."), code="bad_fact") from None


def _moment(plain: Mapping[str, Any], key: str) -> datetime | None:
    """A moment with its time zone; None where none is told, or one of a year that cannot be: the device has lost its
    clock, and what it noted is no less true. Raises ValueError for anything else.
    """
    if not plain.get(key):
        return None
    moment = parse_datetime(str(plain[key]))
    if moment is None or not timezone.is_aware(moment):
        raise ValueError(key)
    return moment if is_possible(moment) else None
