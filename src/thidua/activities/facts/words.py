"""Activities in words."""

from django.utils.translation import gettext as _

from thidua.activities.models import Activity
from thidua.common.components.texts import clock_time, long_date
from thidua.core.vietnam.partial_dates import Precision


def when_of(activity: Activity) -> str:
    """“Chủ nhật, 28/05/2023, 8 giờ đến 10 giờ 30”, as far as it is known."""
    day = long_date(activity.held_on)
    if activity.starts_at is None:
        return day
    hours = clock_time(activity.starts_at)
    if activity.ends_at is not None:
        hours = _("%(start)s đến %(end)s") % {"start": hours, "end": clock_time(activity.ends_at)}
    return f"{hours}, {day}"


def is_day_known(activity: Activity) -> bool:
    """Whether the very day is known."""
    return activity.held_on.precision == Precision.DAY
