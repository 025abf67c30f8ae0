"""Who sees a series of activities, and who says what belongs to it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.models import Activity, ActivitySeries
from thidua.activities.policies.activities import activities_visible_to, may_keep_activity, may_record_for
from thidua.common.actor import Actor
from thidua.common.policy import Answer, refused
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY


def series_visible_to(actor: Actor) -> QuerySet[ActivitySeries]:
    """Series of the actor's agencies, blocs and units, and those of activities he sees."""
    blocs, units = actor.blocs_as(*IN_BLOC), actor.units_as(*IN_UNIT)
    seen = activities_visible_to(actor).filter(series__isnull=False)
    rows = ActivitySeries.objects.filter(
        Q(agency__in=actor.agencies_as(*WHOLE_AGENCY))
        | Q(bloc__in=blocs)
        | Q(unit__in=units)
        | Q(pk__in=seen.values("series"))
    )
    return rows.select_related("agency", "bloc", "unit")


def may_put_in_series(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say of what it is one time: who keeps the record."""
    answer = may_keep_activity(actor, activity)
    if answer and activity.merged_into_id is not None:
        return refused(_("Hồ sơ này đã gộp: ghi chuỗi ở hồ sơ chung."))
    return answer


def may_add_to_series(actor: Actor, series: ActivitySeries) -> Answer:
    """Whether the actor may add another time to it: who leads the series."""
    return may_record_for(actor, series.home)
