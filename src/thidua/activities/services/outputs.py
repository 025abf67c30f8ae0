"""The results of an activity: exact figures, or openly unknown."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityOutput
from thidua.activities.policies import may_keep_activity
from thidua.activities.services.activities import lock
from thidua.activities.services.rows import next_position, rewriting
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise


@dataclass(frozen=True, slots=True)
class OutputWords:
    """One result. `value` None: nobody knows it; that is a result too and is printed as such."""

    indicator: str
    value: Fraction | None = None
    unit_of_measure: str = ""
    note: str = ""


@transaction.atomic
def add_output(*, actor: Actor, activity: Activity, words: OutputWords) -> ActivityOutput:
    """Record one more result of an activity that was held."""
    activity = lock(activity)
    require(may_keep_activity(actor, activity))
    if activity.state != ActivityState.HELD:
        raise ActivityError(
            _("Hoạt động chưa tổ chức nên chưa có kết quả. Ghi là đã tổ chức trước."),
            code="not_held",
            field="indicator",
        )
    position = next_position(activity.outputs.all())
    output = ActivityOutput(agency_id=activity.agency_id, activity=activity, position=position)
    _put(output, words)
    output.save()
    audit.record(actor, "activity.output_added", activity, agency=activity.agency_id, after=_facts(output))
    return output


@transaction.atomic
def change_output(*, actor: Actor, output: ActivityOutput, version: int, words: OutputWords) -> ActivityOutput:
    """Correct a result; an unknown figure becomes known."""
    activity = lock(output.activity)
    require(may_keep_activity(actor, activity))
    output = ActivityOutput.objects.select_for_update(no_key=True).get(pk=output.pk)
    with rewriting(actor, "activity.output_changed", activity, output, version, _facts):
        _put(output, words)
    return output


@transaction.atomic
def remove_output(*, actor: Actor, output: ActivityOutput) -> None:
    """Take a result out of the record."""
    activity = lock(output.activity)
    require(may_keep_activity(actor, activity))
    if ActivityOutput.objects.filter(pk=output.pk).delete()[0]:
        audit.record(actor, "activity.output_removed", activity, agency=activity.agency_id, before=_facts(output))


def _put(output: ActivityOutput, words: OutputWords) -> None:
    indicator = normalise(words.indicator)[:200]
    if not indicator:
        raise ActivityError(_("Anh/chị chưa nhập tên kết quả."), code="no_indicator", field="indicator")
    same = ActivityOutput.objects.filter(activity=output.activity_id, indicator=indicator).exclude(pk=output.pk)
    if same.exists():
        raise ActivityError(
            _("Kết quả “%(name)s” đã có. Sửa dòng đang có thay vì thêm dòng mới.") % {"name": indicator},
            code="output_twice",
            field="indicator",
        )
    if words.value is not None and words.value < 0:
        raise ActivityError(_("Kết quả không thể nhỏ hơn 0."), code="negative", field="value")
    output.indicator = indicator
    output.value = words.value
    output.unit_of_measure = normalise(words.unit_of_measure)[:60]
    output.note = normalise(words.note)[:300]


def _facts(output: ActivityOutput) -> dict[str, Any]:
    return {
        "indicator": output.indicator,
        "value": output.value,
        "unit_of_measure": output.unit_of_measure,
        "note": output.note,
    }
