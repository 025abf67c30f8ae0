"""Activities in words."""

from datetime import time

from django.utils.translation import gettext as _

from thidua.activities.models import Activity
from thidua.common.components.texts import clock_time, long_date
from thidua.core.vietnam.partial_dates import Precision


def when_of(activity: Activity) -> str:
    """“Chủ nhật, 28/05/2023, 8 giờ đến 10 giờ 30”, as far as it is known."""
    day = long_date(activity.held_on)
    hours = hours_words(activity.starts_at, activity.ends_at)
    return f"{hours}, {day}" if hours else day


def hours_words(starts_at: time | None, ends_at: time | None) -> str:
    """“8 giờ đến 10 giờ 30”; empty where nobody knows when it begins."""
    if starts_at is None:
        return ""
    if ends_at is None:
        return clock_time(starts_at)
    return _("%(start)s đến %(end)s") % {"start": clock_time(starts_at), "end": clock_time(ends_at)}


def is_day_known(activity: Activity) -> bool:
    """Whether the very day is known."""
    return activity.held_on.precision == Precision.DAY
