"""Saying of everybody in an agency or a unit that nothing stands against them as of a day, and taking that back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency, Unit
from thidua.records.errors import BookError
from thidua.records.facts.clearing import PERSON, UNIT, Clearing, clearing_of
from thidua.records.models import Clearance, ClearedSubject
from thidua.records.policies.clearances import may_clear, may_withdraw_clearance
from thidua.records.services import FIRST_YEAR
from thidua.records.services.rows import insert_rows

ROW: Final = ("clearance_id", "agency_id", "person_id", "unit_id")


@transaction.atomic
def say_clear(*, actor: Actor, scope: Unit | Agency, as_of: date, source: str, seen: str, now: datetime) -> Clearance:
    """Say by name that from the beginning to the end of a day none of those in the scope had a measure or a hold, but
    for the excepted. `seen`: the mark of what was shown (`Clearing.mark`).

    Raises `BookError` for a day to come, without a source, when others are meant by now than were shown, or nobody is.
    """
    require(may_clear(actor, scope))
    if not isinstance(actor, PersonActor):
        raise BookError(_("Việc này phải do một người có tên xác nhận."), code="no_name")
    agency = scope if isinstance(scope, Agency) else scope.agency
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # two at once do not speak for the same people
    require_day(as_of, now)
    source = normalise(source)[:500]
    if not source:
        raise BookError(_("Anh/chị chưa ghi đã xem danh sách hay sổ nào."), code="no_source", field="source")
    clearing = clearing_of(scope, as_of, actor.person)
    if clearing.mark != seen:
        raise BookError(
            _("Danh sách người, kỷ luật hoặc tạm dừng xét vừa đổi. Xem lại số liệu dưới đây rồi xác nhận."),
            code="changed",
        )
    if not clearing.people and not clearing.units:
        raise BookError(_("Không có ai để xác nhận: mọi người đã được xác nhận ngày này hoặc không nằm trong lời "
                          "xác nhận chung."), code="nobody")  # fmt: skip
    clearance = Clearance.objects.create(
        agency=agency,
        unit=scope if isinstance(scope, Unit) else None,
        as_of=as_of,
        source=source,
        people=len(clearing.people),
        units=len(clearing.units),
        excepted=[each.dump() for each in clearing.excepted],
        said_by=actor.name,
        said_by_person_id=actor.person,
        said_at=now,
    )
    insert_rows(ClearedSubject, ROW, _rows(clearance, clearing))
    audit.record(actor, "book.cleared", clearance, agency=agency.pk, after=_told(clearance, clearing))
    return clearance


@transaction.atomic
def withdraw_clearance(*, actor: Actor, clearance: Clearance, reason: str, now: datetime) -> Clearance:
    """Take back what was said, with the reason: from now on it speaks for nobody; the words and the names stay."""
    rows = Clearance.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "unit")
    clearance = rows.get(pk=clearance.pk)
    require(may_withdraw_clearance(actor, clearance))
    reason = normalise(reason)[:250]
    if not reason:
        raise BookError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    clearance.withdrawn_at, clearance.withdrawn_because = now, reason
    clearance.withdrawn_by = actor.name if isinstance(actor, PersonActor) else ""
    clearance.save()
    audit.record(
        actor,
        "book.clearance_withdrawn",
        clearance,
        agency=clearance.agency_id,
        before=_told(clearance),
        reason=reason,
    )
    return clearance


def require_day(day: date, now: datetime) -> None:
    """Raises `BookError` for a day of which nobody can speak yet, or before all records."""
    if day > timezone.localtime(now).date():
        raise BookError(
            _("Ngày %(day)s còn ở phía trước. Chỉ xác nhận được đến hôm nay.") % {"day": short_date(day)},
            code="in_the_future",
            field="as_of",
        )
    if day.year < FIRST_YEAR:
        raise BookError(_("Năm phải từ %(first)s.") % {"first": FIRST_YEAR}, code="year", field="as_of")


def _rows(clearance: Clearance, clearing: Clearing) -> Iterator[tuple[int, int, int | None, int | None]]:
    for person in clearing.people:
        yield clearance.pk, clearance.agency_id, person, None
    for unit in clearing.units:
        yield clearance.pk, clearance.agency_id, None, unit


def _told(clearance: Clearance, clearing: Clearing | None = None) -> dict[str, Any]:
    """What history keeps: how many, not who; of the excepted who, and a hash of the ids of all others."""
    kept: dict[str, Any] = {
        "scope": str(clearance.scope),
        "as_of": clearance.as_of.isoformat(),
        "source": clearance.source,
        "people_cleared": clearance.people,
        "units_cleared": clearance.units,
        "excepted": [each[PERSON] for each in clearance.excepted if PERSON in each],
        "excepted_units": [each[UNIT] for each in clearance.excepted if UNIT in each],
    }
    if clearing is not None:
        ids = repr((clearing.people, clearing.units))
        kept["cleared_sha256"] = hashlib.sha256(ids.encode()).hexdigest()
    return kept
