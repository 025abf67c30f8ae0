"""Whether the day of an activity fits the year that it counts for."""

from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity
from thidua.campaigns.models import Cycle


def require_day_of_year(activity: Activity, cycle: Cycle) -> None:
    """Raise when its known year is neither the cycle's nor the one after, in which a year is still wound up."""
    year = activity.held_on.year
    if year is not None and year not in (cycle.year, cycle.year + 1):
        raise ActivityError(
            _("Hoạt động ghi năm %(held)s nên không tính cho năm thi đua %(year)s. Xem lại ngày hoặc năm.")
            % {"held": year, "year": cycle.year},
            code="other_year",
            field="held_on",
        )
