"""The day before: whoever keeps the record is asked to have teams and phones made ready while there is a network."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity
from thidua.activities.policies import activities_kept_by
from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.core.vietnam.partial_dates import PartialDate


def open_doors() -> None:
    """Register the source."""
    register_due_source(due_readiness, held_tomorrow)


def held_tomorrow(actor: Actor, today: date) -> QuerySet[Activity]:
    """Planned for the next day, and the actor keeps the record."""
    tomorrow = PartialDate.of(today + timedelta(days=1))
    return activities_kept_by(actor).filter(state=ActivityState.PLANNED, held_on=tomorrow.code)


def due_readiness(actor: Actor, today: date) -> list[DueItem]:
    """One entry an activity, with how many teams hold a pass; one query. What phones keep they tell nobody before they
    send: each looks at itself.
    """
    in_force = Q(field_passes__revoked_at=None, field_passes__ends_on__gte=today + timedelta(days=1))
    rows = held_tomorrow(actor, today).annotate(teams=Count("field_passes", filter=in_force))
    return [_entry(activity, today) for activity in rows.select_related("bloc", "unit").order_by("pk")]


def _entry(activity: Activity, today: date) -> DueItem:
    teams = getattr(activity, "teams", 0)
    if teams:
        fact = _("Số tổ có mã: %(count)s. Nhắc mỗi điện thoại mở “Chuẩn bị ra hiện trường” khi còn mạng.")
        fact %= {"count": teams}
    else:
        fact = _("Chưa cấp mã cho tổ nào.")
    return DueItem(
        group=DueGroup.MINE,
        title=_("Kiểm tra sẵn sàng cho hoạt động ngày mai: “%(title)s”") % {"title": activity.title},
        url=address_of("field_teams", activity.pk),
        verb=_("Xem các tổ"),
        deadline=today,
        fact=fact,
        context=activity.home.name,
        agency=activity.agency_id,
        icon="checklist",
    )
