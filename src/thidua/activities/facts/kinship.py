"""Which records belong together: parts of a larger activity, reports of the same one; and whether two may be one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import activities_with_parts
from thidua.activities.facts.records import facts_of
from thidua.activities.models import Activity, MergeRequest
from thidua.core.impact.errors import ImpactError
from thidua.core.impact.register import build_register, is_one_place
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
    """Records of the same day and place that somebody else keeps: perhaps they tell of this activity. Not those about
    which somebody was asked already.
    """
    if activity.held_on.precision is not Precision.DAY or not _is_asked_about(activity):
        return []
    rows = asked_about(Activity.objects.filter(agency=activity.agency_id, held_on=activity.held_on.code))
    pairs = same_pairs(list(rows.select_related("bloc", "unit")))
    return [other for two in pairs if activity in two for other in two if other != activity]


def same_pairs(activities: Iterable[Activity]) -> list[tuple[Activity, Activity]]:
    """Of these records those that two organisations keep of one day and place of an agency, the first recorded first,
    and about which nobody was asked yet; one query where there are any. The same question as
    `core.impact.register` asks, without figures.
    """
    of_day: defaultdict[tuple[int, str], list[Activity]] = defaultdict(list)
    for each in sorted(activities, key=lambda each: each.pk):
        if each.held_on.precision is Precision.DAY:
            of_day[each.agency_id, each.held_on.code].append(each)
    found = [two for same_day in of_day.values() for two in combinations(same_day, 2) if _may_be_one(*two)]
    pks = {each.pk for two in found for each in two}
    if not pks:
        return []
    requests = MergeRequest.objects.filter(
        Q(as_part=False) | Q(answered_at=None), activity__in=pks, into__in=pks, is_agreed=False
    )
    asked = {frozenset(two) for two in requests.values_list("activity", "into")}
    return [two for two in found if frozenset(each.pk for each in two) not in asked]


def _may_be_one(one: Activity, other: Activity) -> bool:
    is_of_one_home = (one.bloc_id, one.unit_id) == (other.bloc_id, other.unit_id)
    is_part = one.pk == other.parent_id or other.pk == one.parent_id
    return not is_of_one_home and not is_part and is_one_place(one.place, other.place)


def asked_about(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Those of which it is asked whether they are one: neither merged already nor called off."""
    return activities.filter(merged_into=None).exclude(state=ActivityState.CANCELLED)


def _is_asked_about(activity: Activity) -> bool:
    return activity.merged_into_id is None and activity.state != ActivityState.CANCELLED
