"""Choosing how an agency reads a text, and taking the choice back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.law.settings import Setting
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency
from thidua.records.errors import ReadingError
from thidua.records.models import ChosenReading
from thidua.records.policies.readings import may_choose_reading


@transaction.atomic
def choose_reading(
    *, actor: Actor, agency: Agency, setting: Setting, answer: str, basis: str, reason: str, version: int, now: datetime
) -> ChosenReading:
    """Answer one question for an agency; "" takes the answer back. `version` 0: nobody had chosen when it was read.

    Raises `ReadingError` (no_such_answer, no_basis, no_reason).
    """
    require(may_choose_reading(actor, agency))
    made = {"basis": "", "reason": "", "chosen_by": "", "chosen_at": now}
    ChosenReading.objects.get_or_create(agency=agency, code=setting.code, defaults=made)
    row = ChosenReading.objects.select_for_update(no_key=True).get(agency=agency, code=setting.code)
    require_version(row, version or 1)
    if answer and answer not in setting.options:
        raise ReadingError(_("Văn bản không có cách đọc này. Chọn lại."), code="no_such_answer", field="answer")
    basis, reason = normalise(basis)[:250], normalise(reason)[:500]
    if not basis:
        raise ReadingError(_("Anh/chị chưa ghi căn cứ."), code="no_basis", field="basis")
    if not reason:
        raise ReadingError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    before = _told(row, setting)
    row.answer, row.basis, row.reason = answer, basis, reason
    row.chosen_by, row.chosen_at = actor.name if isinstance(actor, PersonActor) else "", now
    row.save()
    audit.record(
        actor, "reading.chosen", row, agency=agency.pk, before=before, after=_told(row, setting), reason=reason
    )
    return row


def _told(row: ChosenReading, setting: Setting) -> dict[str, str]:
    return {"question": setting.question, "reading": setting.options.get(row.answer, ""), "basis": row.basis}
