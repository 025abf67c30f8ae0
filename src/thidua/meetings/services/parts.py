"""Move a part of a meeting within its list, or take it out."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.refusals import noted
from thidua.meetings.errors import MeetingRuleError
from thidua.meetings.models import AgendaItem, Attendance, Conclusion, ElectionRecord, Recusal, RollEntry, Statement
from thidua.meetings.policies.meetings import may_change_part
from thidua.meetings.services.elections import is_by_vote
from thidua.meetings.services.shared import lock, lock_part

Part = AgendaItem | Attendance | Conclusion | ElectionRecord | Statement


@transaction.atomic
def move_part(*, actor: Actor, part: AgendaItem | Conclusion | Statement, up: bool) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    part = lock_part(part)
    require(may_change_part(actor, part))
    model: Any = type(part)
    siblings = model._default_manager.filter(meeting=part.meeting_id)
    if isinstance(part, Statement):
        siblings = siblings.filter(kind=part.kind)
    order = list(siblings.order_by("position", "pk"))
    place = next((index for index, each in enumerate(order) if each.pk == part.pk), None)
    if place is None or not 0 <= (other := place - 1 if up else place + 1) < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order, start=1):
        each.position = position
    model._default_manager.bulk_update(order, ["position"])
    record(
        actor,
        f"{model._meta.model_name}.moved",
        part,
        agency=part.agency_id,
        before={"position": place + 1},
        after={"position": other + 1},
    )


@transaction.atomic
def remove_part(*, actor: Actor, part: Part) -> None:
    """Take out what was recorded; the history keeps what it said. A second time nothing happens."""
    part.meeting = lock(part.meeting)
    require(may_change_part(actor, part))
    row = type(part)._default_manager.select_for_update(no_key=True).filter(pk=part.pk).first()
    if row is None:
        return
    if isinstance(row, Conclusion) and row.task_id is not None:
        raise MeetingRuleError(_("Kết luận này đã thành nhiệm vụ của năm nên không bỏ được. Sửa hoặc dừng nhiệm vụ."))
    if isinstance(row, Attendance) and RollEntry.objects.filter(line=row).exists():
        raise noted(MeetingRuleError(_("Dòng này đã có trong danh sách của một vòng bỏ phiếu nên không bỏ được.")))
    if isinstance(row, Attendance) and Recusal.objects.filter(line=row).exists():
        raise noted(
            MeetingRuleError(
                _("Dòng này được ghi là không biểu quyết một mục nên chưa bỏ được."),
                remedy=_("Bỏ ghi không biểu quyết ở nội dung bỏ phiếu trước."),
            )
        )
    if isinstance(row, ElectionRecord) and is_by_vote(row):
        raise MeetingRuleError(
            _("Kết quả này do cuộc bỏ phiếu trong hồ sơ quyết định nên không bỏ được."),
            remedy=_("Xem mục Biểu quyết, bỏ phiếu của hội nghị."),
        )
    record(
        actor,
        f"{row._meta.model_name}.removed",
        row,
        agency=row.agency_id,
        before={name: str(value) for name, value in _values(row).items()},
    )
    row.delete()


def _values(row: Part) -> dict[str, object]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
