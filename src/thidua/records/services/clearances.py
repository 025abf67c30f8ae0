"""Saying of everybody in an agency or a unit that nothing stands against them as of a day, and taking that back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.organisations.models import Agency, Unit
from thidua.records.errors import BookError
from thidua.records.facts.clearing import clearing_of
from thidua.records.models import Clearance, ClearedSubject
from thidua.records.policies.clearances import may_clear, may_withdraw_clearance
from thidua.records.services.rows import insert_rows
from thidua.records.services.spoken import (
    OF_SUBJECT,
    lock_agency,
    put_scope,
    require_day,
    require_named,
    require_reason,
    require_source,
    subjects_of,
    take_back,
    told_of,
)


@transaction.atomic
def say_clear(*, actor: Actor, scope: Unit | Agency, as_of: date, source: str, seen: str, now: datetime) -> Clearance:
    """Say by name that from the beginning to the end of a day none of those in the scope had a measure or a hold, but
    for the excepted. `seen`: the mark of what was shown (`Clearing.mark`).

    Raises `BookError` for a day to come, without a source, when others are meant by now than were shown, or nobody is.
    """
    require(may_clear(actor, scope))
    speaker, agency = require_named(actor), lock_agency(scope)
    require_day(as_of, now)
    source = require_source(source)
    clearing = clearing_of(scope, as_of, speaker.person)
    if clearing.mark != seen:
        raise BookError(
            _("Danh sách người, kỷ luật hoặc tạm dừng xét vừa đổi. Xem lại số liệu dưới đây rồi xác nhận."),
            code="changed",
        )
    if not clearing.people and not clearing.units:
        raise BookError(_("Không có ai để xác nhận: mọi người đã được xác nhận ngày này hoặc không nằm trong lời "
                          "xác nhận chung."), code="nobody")  # fmt: skip
    clearance = Clearance(agency=agency, as_of=as_of, source=source)
    put_scope(clearance, speaker, scope, clearing, now)
    clearance.save()
    insert_rows(ClearedSubject, ("clearance_id", *OF_SUBJECT), subjects_of(clearance, clearing))
    audit.record(actor, "book.cleared", clearance, agency=agency.pk, after=told_of(clearance, clearing))
    return clearance


@transaction.atomic
def withdraw_clearance(*, actor: Actor, clearance: Clearance, reason: str, now: datetime) -> Clearance:
    """Take back what was said, with the reason: from now on it speaks for nobody; the words and the names stay."""
    rows = Clearance.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "unit")
    clearance = rows.get(pk=clearance.pk)
    require(may_withdraw_clearance(actor, clearance))
    reason = require_reason(reason)
    take_back(clearance, actor, reason, now)
    audit.record(
        actor,
        "book.clearance_withdrawn",
        clearance,
        agency=clearance.agency_id,
        before=told_of(clearance),
        reason=reason,
    )
    return clearance
