"""Which records belong together: parts of a larger activity, reports of the same one; and whether two may be one."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import activities_with_parts
from thidua.activities.facts.records import facts_of
from thidua.activities.models import Activity
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.figure import FindingKind
from thidua.core.impact.register import build_register
from thidua.core.vietnam.partial_dates import Precision


def kin_of(pks: Collection[int]) -> set[int]:
    """All records that hang together with these, upwards and downwards, as parts or as reports."""
    found: set[int] = set()
    asked = set(pks)
    while asked:
        wanted = Q(pk__in=asked) | Q(parent__in=asked) | Q(merged_into__in=asked)
        rows = Activity.objects.filter(wanted).values_list("pk", "parent", "merged_into")
        met = {number for row in rows for number in row if number is not None}
        found |= asked
        asked = met - found
    return found


def require_no_circle(changed: Activity, *others: int) -> None:
    """Raise when a record would lie in itself, by way of its parent or of the record that it is merged into."""
    kin = kin_of({changed.pk, *others})
    activities = [changed if each.pk == changed.pk else each for each in activities_with_parts(kin)]
    try:
        build_register(facts_of(each, (), kin) for each in activities)
    except ImpactError as error:
        if error.code != "circle":
            raise
        raise _circle() from None
    if changed.pk in (changed.parent_id, changed.merged_into_id):
        raise _circle()


def _circle() -> ActivityError:
    says = _("Như vậy thì hoạt động nằm trong chính nó. Chọn hoạt động khác, hoặc bỏ bậc trên của hoạt động kia.")
    return ActivityError(says, code="circle", field="parent")


def possibly_same(activity: Activity) -> list[Activity]:
    """Records of the same day and place that somebody else keeps: perhaps they tell of this activity."""
    if activity.held_on.precision is not Precision.DAY or activity.merged_into_id is not None:
        return []
    rows = Activity.objects.filter(agency=activity.agency_id, held_on=activity.held_on.code, merged_into=None)
    same_day = {each.pk: each for each in rows.select_related("bloc", "unit")}
    if len(same_day) < 2:
        return []
    register = build_register(facts_of(each, (), same_day.keys()) for each in activities_with_parts(same_day))
    found: dict[int, Any] = {}
    for each in register.findings:
        if each.kind is not FindingKind.POSSIBLY_SAME_ACTIVITY:
            continue
        two = {int(each.activity), int(str(each.data["other"]))}
        if activity.pk in two:
            (other,) = two - {activity.pk}
            found[other] = same_day[other]
    return list(found.values())
